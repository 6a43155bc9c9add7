/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-decision-window.h"

#include "base/sl-time.h"
#include "progress/sl-step-window.h"
#include "progress/sl-text-field.h"
#include "site/sl-field-editor.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

static const SlFormField day_field = { .id = "on",
                                       .label = N_ ("Notified on"),
                                       .unit = "",
                                       .type = SL_FORM_FIELD_DATE };

/* One of two outcomes, reasons and, of progression, the day of the notification. */
typedef struct
{
  GtkWidget *any; /* weak */
  SlDecided decided;
  const char *outcomes[2];
  gboolean reasons_always;
  SlStepWindow *window;
  GtkToggleButton *buttons[2];
  SlTextField *reasons;
  SlFieldEditor *on; /* NULL: none is asked for */
} Deciding;

static void
deciding_free (gpointer data, GClosure *closure)
{
  Deciding *self = data;

  g_clear_weak_pointer (&self->any);
  g_free (self);
}

static void
update (Deciding *self)
{
  g_autofree char *reasons = sl_text_field_dup_text (self->reasons);
  g_autoptr (GError) error = NULL;
  g_autofree char *on = self->on != NULL ? sl_field_editor_dup_value (self->on, &error)
                                         : g_strdup ("");
  gboolean first = gtk_toggle_button_get_active (self->buttons[0]);
  gboolean second = gtk_toggle_button_get_active (self->buttons[1]);
  const char *obstacle = "";

  if (!first && !second)
    obstacle = _ ("Choose what is decided.");
  else if ((second || self->reasons_always) && *reasons == '\0')
    obstacle = _ ("Say why, in writing.");
  else if (on == NULL)
    obstacle = error->message;
  sl_step_window_set_obstacle (self->window, obstacle);
}

static void
decide_cb (Deciding *self)
{
  g_autofree char *reasons = sl_text_field_dup_text (self->reasons);
  g_autofree char *on = self->on != NULL ? sl_field_editor_dup_value (self->on, NULL)
                                         : g_strdup ("");
  gboolean first = gtk_toggle_button_get_active (self->buttons[0]);

  if (self->any != NULL)
    self->decided (self->any, self->outcomes[first ? 0 : 1], reasons, on);
  gtk_window_close (GTK_WINDOW (self->window));
}

static GtkWidget *
make_outcomes (Deciding *self, const char *const *labels)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (line, "linked");
  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);

      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (update), self);
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_toggle_button_set_group (self->buttons[1], self->buttons[0]);
  return line;
}

static Deciding *
begin (GtkWidget *any,
       SlDecided decided,
       const char *title,
       const char *const *outcomes,
       const char *const *labels)
{
  Deciding *self = g_new0 (Deciding, 1);

  g_set_weak_pointer (&self->any, any);
  self->decided = decided;
  self->outcomes[0] = outcomes[0];
  self->outcomes[1] = outcomes[1];
  self->window = sl_step_window_new (any, title, _ ("Record decision"));
  self->reasons = SL_TEXT_FIELD (sl_text_field_new (_ ("Reasons"), NULL));
  sl_step_window_add (self->window, make_outcomes (self, labels));
  sl_step_window_add (self->window, GTK_WIDGET (self->reasons));
  g_signal_connect_swapped (self->reasons, "edited", G_CALLBACK (update), self);
  g_signal_connect_data (self->window, "step", G_CALLBACK (decide_cb), self, deciding_free,
                         G_CONNECT_SWAPPED);
  return self;
}

static void
add_missing (Deciding *self, SlPortfolio *portfolio)
{
  g_autoptr (GString) tip = g_string_new (NULL);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  guint n_missing = 0;

  for (guint i = 0; i < sl_portfolio_get_n_missing (portfolio); i++)
    {
      const SlMissing *missing = sl_portfolio_get_missing (portfolio, i);

      if (!missing->blocks)
        continue;
      n_missing++;
      gtk_box_append (GTK_BOX (list), sl_wrapped_label_new (missing->text, NULL));
      if (n_missing <= 5)
        g_string_append_printf (tip, "%s%s", tip->len > 0 ? "\n" : "", missing->text);
    }
  if (n_missing == 0 && sl_portfolio_is_complete (portfolio))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[0]), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->buttons[0]), tip->str);
  sl_step_window_add (self->window,
                      sl_wrapped_label_new (_ ("What is unmet, and will be listed"), "heading"));
  sl_step_window_add (self->window, list);
}

/**
 * sl_decision_window_present:
 * @any: a widget inside a window
 * @portfolio: as loaded
 * @decided: told what is decided
 *
 * Asks for the decision on progression.
 */
void
sl_decision_window_present (GtkWidget *any, SlPortfolio *portfolio, SlDecided decided)
{
  const char *const outcomes[] = { "fulfilled", "not-fulfilled" };
  const char *const labels[] = { _ ("Fulfilled"), _ ("Not fulfilled") };
  g_autofree char *title = g_strdup_printf (_ ("Progression of %s"),
                                            sl_portfolio_get_person_name (portfolio));
  g_autofree char *today = sl_date_today ();
  Deciding *self = begin (any, decided, title, outcomes, labels);

  self->on = sl_field_editor_new (&day_field);
  sl_field_editor_set_value (self->on, today);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sl_field_editor_get_target (self->on)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ (day_field.label), -1);
  g_signal_connect_swapped (self->on, "edited", G_CALLBACK (update), self);
  sl_step_window_add (self->window, sl_wrapped_label_new (_ (day_field.label), "caption-heading"));
  sl_step_window_add (self->window, GTK_WIDGET (self->on));
  add_missing (self, portfolio);
  update (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

/**
 * sl_appeal_decision_present:
 * @any: a widget inside a window
 * @progression: with an appeal
 * @decided: told what becomes of it
 *
 * Asks what becomes of an appeal.
 */
void
sl_appeal_decision_present (GtkWidget *any, const SlProgression *progression, SlDecided decided)
{
  const char *const outcomes[] = { "upheld", "dismissed" };
  const char *const labels[] = { _ ("Upheld"), _ ("Dismissed") };
  Deciding *self = begin (any, decided, _ ("Decide the appeal"), outcomes, labels);

  self->reasons_always = TRUE;
  sl_step_window_add (self->window, sl_wrapped_label_new (_ ("Grounds"), "caption-heading"));
  sl_step_window_add (self->window, sl_wrapped_label_new (progression->appeal.grounds, NULL));
  update (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
