/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-occasion-window.h"

#include "base/sl-time.h"
#include "competency/sl-proposal.h"
#include "progress/sl-step-window.h"
#include "site/sl-field-editor.h"
#include "widgets/sl-wrapped-label.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The offers are read in a thread: they look through the record of every case that one worked on.
 */

static const SlFormField fields[] = {
  { .id = "title", .label = N_ ("What it was"), .unit = "", .type = SL_FORM_FIELD_TEXT },
  { .id = "reference", .label = N_ ("Its reference"), .unit = "", .type = SL_FORM_FIELD_TEXT },
  { .id = "authority",
    .label = N_ ("Local planning authority"),
    .unit = "",
    .type = SL_FORM_FIELD_TEXT },
  { .id = "address", .label = N_ ("Where"), .unit = "", .type = SL_FORM_FIELD_TEXT },
  { .id = "on_date", .label = N_ ("When"), .unit = "", .type = SL_FORM_FIELD_DATE },
  { .id = "about", .label = N_ ("What you did"), .unit = "", .type = SL_FORM_FIELD_WORDS },
};
#define N_FIELDS G_N_ELEMENTS (fields)

typedef struct
{
  GtkWidget *any; /* weak */
  SlOccasionChosen chosen;
  SlPortfolio *portfolio;
  SlPackLibrary *packs;
  SlStore *store;
  char *component_id;
  GCancellable *loading;
  SlStepWindow *window;
  GtkListBox *offers;
  GtkLabel *none;
  GtkExpander *before;
  SlFieldEditor *editors[N_FIELDS];
} Choosing;

static void
choosing_free (gpointer data, GClosure *closure)
{
  Choosing *self = data;

  g_cancellable_cancel (self->loading);
  g_object_unref (self->loading);
  g_clear_weak_pointer (&self->any);
  g_object_unref (self->portfolio);
  g_object_unref (self->packs);
  g_object_unref (self->store);
  g_free (self->component_id);
  g_free (self);
}

/* ---- what is chosen ---- */

static const char *
get_case (Choosing *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->offers);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "sl-case") : NULL;
}

static gboolean
is_before (Choosing *self)
{
  return gtk_expander_get_expanded (self->before);
}

static void
update (Choosing *self)
{
  const char *obstacle = "";

  if (is_before (self))
    {
      for (guint i = 0; *obstacle == '\0' && i < N_FIELDS; i++)
        {
          g_autofree char *value = sl_field_editor_dup_value (self->editors[i], NULL);

          if (value == NULL)
            obstacle = _ ("The day cannot be read as a date, such as 25 November 2026.");
          else if (i == 0 && *value == '\0')
            obstacle = _ ("Say what it was.");
          /* By its reference it counts once. */
          else if (i == 1 && *value == '\0')
            obstacle = _ ("Give its reference: by it, it counts once.");
        }
    }
  else if (get_case (self) == NULL)
    obstacle = _ ("Choose a case, or enter one from before Sightline.");
  sl_step_window_set_obstacle (self->window, obstacle);
}

static void
choose_cb (Choosing *self)
{
  char *values[N_FIELDS];

  for (guint i = 0; i < N_FIELDS; i++)
    values[i] = sl_field_editor_dup_value (self->editors[i], NULL);
  if (self->any != NULL && is_before (self))
    self->chosen (self->any, self->component_id, NULL,
                  &(SlOccasionValues){ .title = values[0],
                                       .reference = values[1],
                                       .authority = values[2],
                                       .address = values[3],
                                       .on_date = values[4],
                                       .about = values[5] });
  else if (self->any != NULL)
    self->chosen (self->any, self->component_id, get_case (self), NULL);
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (values[i]);
  gtk_window_close (GTK_WINDOW (self->window));
}

/* ---- offers ---- */

typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  SlPortfolio *portfolio;
  char *component_id;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->store);
  g_object_unref (wish->packs);
  g_object_unref (wish->portfolio);
  g_free (wish->component_id);
  g_free (wish);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  GError *error = NULL;
  GPtrArray *offers = sl_occasions_list_offers (wish->store, wish->packs, wish->portfolio,
                                                wish->component_id, &error);

  if (offers != NULL)
    g_task_return_pointer (task, offers, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
add_line (GtkBox *lines, const char *text, const char *css_class)
{
  GtkWidget *label = sl_wrapped_label_new (text, css_class);

  if (g_strcmp0 (css_class, "caption") == 0)
    gtk_widget_add_css_class (label, "meta");
  gtk_widget_set_visible (label, *text != '\0');
  gtk_box_append (lines, label);
}

static GtkWidget *
make_offer (const SlOccasionOffer *offer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkBox *lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  g_autofree char *day = sl_date_format_long (offer->date);
  g_autofree char *steps = g_strdup_printf (ngettext ("%u step of yours in its record",
                                                      "%u steps of yours in its record",
                                                      offer->n_steps),
                                            offer->n_steps);
  g_autofree char *facts = g_strdup_printf ("%s · %s%s%s", offer->reference, steps,
                                            day != NULL && *day != '\0' ? " · " : "",
                                            day != NULL ? day : "");
  g_autofree char *name = g_strdup_printf ("%s. %s. %s", offer->title, facts, offer->warning);

  add_line (lines, offer->title, "strong");
  add_line (lines, facts, "caption");
  if (*offer->warning != '\0')
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "due-icon-soon");
      gtk_box_append (GTK_BOX (line), icon);
      gtk_box_append (GTK_BOX (line), sl_wrapped_label_new (offer->warning, NULL));
      gtk_box_append (lines, line);
    }
  gtk_widget_add_css_class (GTK_WIDGET (lines), "wait");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (lines));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "sl-case", g_strdup (offer->case_id), g_free);
  return row;
}

/* The window may have gone: then the task was cancelled. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; offers != NULL && i < offers->len; i++)
    gtk_list_box_append (self->offers, make_offer (g_ptr_array_index (offers, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->offers), offers != NULL && offers->len > 0);
  gtk_label_set_label (self->none, error != NULL ? error->message
                                                 : _ ("No case would suit: those that you worked "
                                                      "on count already, or there are none."));
  gtk_widget_set_visible (GTK_WIDGET (self->none), offers == NULL || offers->len == 0);
  if (offers != NULL && offers->len > 0)
    gtk_widget_child_focus (GTK_WIDGET (self->offers), GTK_DIR_TAB_FORWARD);
}

static void
list_offers (Choosing *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->loading, listed_cb, self);
  Wish *wish = g_new0 (Wish, 1);

  wish->store = g_object_ref (self->store);
  wish->packs = g_object_ref (self->packs);
  wish->portfolio = g_object_ref (self->portfolio);
  wish->component_id = g_strdup (self->component_id);
  g_task_set_source_tag (task, list_offers);
  g_task_set_name (task, "list offers");
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  g_task_run_in_thread (task, list_in_thread);
}

/* ---- the window ---- */

static GtkWidget *
make_before (Choosing *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));

  gtk_box_append (box, sl_wrapped_label_new (_ ("Its files are added afterwards."), "caption"));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      self->editors[i] = sl_field_editor_new (&fields[i]);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (sl_field_editor_get_target (self->editors[i])),
          GTK_ACCESSIBLE_PROPERTY_LABEL, _ (fields[i].label), -1);
      g_signal_connect_swapped (self->editors[i], "edited", G_CALLBACK (update), self);
      gtk_box_append (box, sl_wrapped_label_new (_ (fields[i].label), "caption-heading"));
      gtk_box_append (box, GTK_WIDGET (self->editors[i]));
    }
  gtk_widget_set_margin_top (GTK_WIDGET (box), 6);
  self->before = GTK_EXPANDER (gtk_expander_new (_ ("One from before Sightline")));
  gtk_expander_set_child (self->before, GTK_WIDGET (box));
  g_signal_connect_swapped (self->before, "notify::expanded", G_CALLBACK (update), self);
  return GTK_WIDGET (self->before);
}

static void
make_offers (Choosing *self)
{
  self->offers = GTK_LIST_BOX (gtk_list_box_new ());
  self->none = GTK_LABEL (sl_wrapped_label_new (_ ("Looking through your cases…"), NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->offers), "boxed-list");
  gtk_widget_set_visible (GTK_WIDGET (self->offers), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->offers), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your cases"), -1);
  g_signal_connect_swapped (self->offers, "selected-rows-changed", G_CALLBACK (update), self);
  sl_step_window_add (self->window,
                      sl_wrapped_label_new (_ ("Cases that you worked on"), "heading"));
  sl_step_window_add (self->window, GTK_WIDGET (self->none));
  sl_step_window_add (self->window, GTK_WIDGET (self->offers));
}

/**
 * sl_occasion_window_present:
 * @any: a widget inside a window
 * @casebook: whose cases
 * @portfolio: as loaded
 * @component_id: what it shall count in
 * @chosen: told which
 *
 * Asks for the next occasion of a component.
 */
void
sl_occasion_window_present (GtkWidget *any,
                            SlCasebook *casebook,
                            SlPortfolio *portfolio,
                            const char *component_id,
                            SlOccasionChosen chosen)
{
  const SlComponent *component = sl_framework_find_component (
      sl_portfolio_get_framework (portfolio), component_id);
  g_autofree char *title = NULL;
  Choosing *self;

  g_return_if_fail (component != NULL);

  self = g_new0 (Choosing, 1);
  title = g_strdup_printf (_ ("Choose for %s"), component->title);
  g_set_weak_pointer (&self->any, any);
  self->chosen = chosen;
  self->store = g_object_ref (sl_casebook_get_store (casebook));
  self->packs = g_object_ref (sl_casebook_get_packs (casebook));
  self->portfolio = g_object_ref (portfolio);
  self->component_id = g_strdup (component_id);
  self->loading = g_cancellable_new ();
  self->window = sl_step_window_new (any, title, _ ("Choose"));
  make_offers (self);
  sl_step_window_add (self->window, make_before (self));
  g_signal_connect_data (self->window, "step", G_CALLBACK (choose_cb), self, choosing_free,
                         G_CONNECT_SWAPPED);
  update (self);
  list_offers (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
