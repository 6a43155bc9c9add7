/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-decision-window.h"

#include "base/sl-time.h"
#include "competency/sl-portfolio-changes.h"
#include "people/sl-role.h"
#include "progress/sl-choice.h"
#include "progress/sl-progress-words.h"
#include "progress/sl-step-window.h"
#include "progress/sl-text-field.h"
#include "site/sl-field-editor.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* The window offers whom the rule names first. Late and misdirected appeals are lodged: whether
 * they are heard is the decider's, not the program's. */

static const SlFormField day_field = { .id = "on",
                                       .label = N_ ("Lodged on"),
                                       .unit = "",
                                       .type = SL_FORM_FIELD_DATE };

typedef struct
{
  GtkWidget *any; /* weak */
  SlLodged lodged;
  SlPortfolio *portfolio;
  char *progression_id;
  GPtrArray *roles; /* of static char*, as the drop-down offers them */
  SlStepWindow *window;
  SlTextField *grounds;
  GtkDropDown *to;
  SlFieldEditor *on;
  GtkLabel *warnings;
} Appealing;

static void
appealing_free (gpointer data, GClosure *closure)
{
  Appealing *self = data;

  g_clear_weak_pointer (&self->any);
  g_object_unref (self->portfolio);
  g_free (self->progression_id);
  g_ptr_array_unref (self->roles);
  g_free (self);
}

static const char *
get_role (Appealing *self)
{
  return g_ptr_array_index (self->roles,
                            MIN (gtk_drop_down_get_selected (self->to), self->roles->len - 1));
}

static void
update (Appealing *self)
{
  g_autofree char *grounds = sl_text_field_dup_text (self->grounds);
  g_autoptr (GError) error = NULL;
  g_autofree char *on = sl_field_editor_dup_value (self->on, &error);

  if (on != NULL)
    {
      g_auto (GStrv) warnings = sl_appeal_list_warnings (self->portfolio, self->progression_id,
                                                         get_role (self), on);
      g_autofree char *text = warnings != NULL ? g_strjoinv ("\n", warnings) : g_strdup ("");

      gtk_label_set_label (self->warnings, text);
      gtk_widget_set_visible (GTK_WIDGET (self->warnings), *text != '\0');
    }
  sl_step_window_set_obstacle (self->window, on == NULL ? error->message
                                             : *grounds == '\0'
                                                 ? _ ("An appeal outlines its grounds in writing.")
                                                 : "");
}

static void
lodge_cb (Appealing *self)
{
  g_autofree char *grounds = sl_text_field_dup_text (self->grounds);
  g_autofree char *on = sl_field_editor_dup_value (self->on, NULL);

  if (self->any != NULL)
    self->lodged (self->any, self->progression_id, grounds, get_role (self), on);
  gtk_window_close (GTK_WINDOW (self->window));
}

static GtkDropDown *
make_roles (Appealing *self, const char *right)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_roles, selected = 0;
  const SlRole *roles = sl_roles_get (&n_roles);
  GtkWidget *drop_down;

  for (guint i = 0; i < n_roles; i++)
    if (roles[i].rank >= sl_role_find ("manager")->rank)
      {
        if (g_strcmp0 (roles[i].id, right) == 0)
          selected = self->roles->len;
        g_ptr_array_add (self->roles, (gpointer) roles[i].id);
        gtk_string_list_append (names, sl_role_get_title (roles[i].id));
      }
  drop_down = sl_choice_new (names, _ ("To"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  return GTK_DROP_DOWN (drop_down);
}

static void
fill (Appealing *self, const SlProgression *progression)
{
  g_autofree char *day = sl_date_format_long (progression->last_day);
  g_autofree char *left = sl_progress_describe_days_left (progression->days_left);
  g_autofree char *clock = g_strdup_printf (_ ("Until %s: %s."), day, left);
  g_autofree char *today = sl_date_today ();

  self->grounds = SL_TEXT_FIELD (sl_text_field_new (_ ("Grounds"), NULL));
  self->to = make_roles (self, progression->appeal_to);
  self->on = sl_field_editor_new (&day_field);
  self->warnings = GTK_LABEL (sl_wrapped_label_new ("", "notice"));
  sl_field_editor_set_value (self->on, today);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sl_field_editor_get_target (self->on)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ (day_field.label), -1);
  sl_step_window_add (self->window, sl_wrapped_label_new (clock, "strong"));
  sl_step_window_add (self->window, GTK_WIDGET (self->grounds));
  sl_step_window_add (self->window, sl_wrapped_label_new (_ ("To"), "caption-heading"));
  sl_step_window_add (self->window, GTK_WIDGET (self->to));
  sl_step_window_add (self->window, sl_wrapped_label_new (_ (day_field.label), "caption-heading"));
  sl_step_window_add (self->window, GTK_WIDGET (self->on));
  sl_step_window_add (self->window, GTK_WIDGET (self->warnings));
  g_signal_connect_swapped (self->grounds, "edited", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->to, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->on, "edited", G_CALLBACK (update), self);
}

/**
 * sl_appeal_window_present:
 * @any: a widget inside a window
 * @portfolio: as loaded
 * @progression: a decision "not fulfilled" of it
 * @lodged: told what is lodged
 *
 * Asks for an appeal.
 */
void
sl_appeal_window_present (GtkWidget *any,
                          SlPortfolio *portfolio,
                          const SlProgression *progression,
                          SlLodged lodged)
{
  Appealing *self = g_new0 (Appealing, 1);

  g_set_weak_pointer (&self->any, any);
  self->lodged = lodged;
  self->portfolio = g_object_ref (portfolio);
  self->progression_id = g_strdup (progression->id);
  self->roles = g_ptr_array_new ();
  self->window = sl_step_window_new (any, _ ("Appeal"), _ ("Lodge appeal"));
  fill (self, progression);
  g_signal_connect_data (self->window, "step", G_CALLBACK (lodge_cb), self, appealing_free,
                         G_CONNECT_SWAPPED);
  update (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
