/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-crime-window.h"

#include "base/sl-time.h"
#include "response/sl-response.h"
#include "sl-window.h"

#include <glib/gi18n.h>

#define LARGEST_CSV (4 * 1024 * 1024)

struct _SlCrimeWindow
{
  AdwWindow parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  GtkWidget *owner; /* weak */
  gulong store_changed;
  GtkFileChooserNative *chooser;

  GtkListBox *rows;
  GtkWidget *none;
  GtkLabel *problem;
  AdwEntryRow *source;
  AdwEntryRow *period_from;
  AdwEntryRow *period_to;
  AdwEntryRow *area;
  AdwEntryRow *category;
  AdwEntryRow *count;
  AdwEntryRow *caveat;
  GtkSwitch *restricted;
};

G_DEFINE_FINAL_TYPE (SlCrimeWindow, sl_crime_window, ADW_TYPE_WINDOW)

static void
show_problem (SlCrimeWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlCrimeWindow) self = SL_CRIME_WINDOW (data);
  g_autoptr (GError) error = NULL;

  if (!sl_window_apply_finish (result, &error))
    show_problem (self, error->message);
}

static void
apply (SlCrimeWindow *self, SlChange *change)
{
  if (self->owner != NULL)
    sl_window_apply (self->owner, change, applied_cb, g_object_ref (self));
  else
    sl_change_free (change);
}

static void
remove_cb (GtkButton *button, SlCrimeWindow *self)
{
  apply (self, sl_crime_change_remove (sl_case_get_id (self->planning_case),
                                       g_object_get_data (G_OBJECT (button), "id")));
}

static GtkWidget *
make_row (SlCrimeWindow *self, SlCrimeRow *figure)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *from = sl_date_format_long (sl_crime_row_get (figure, "period-from"));
  g_autofree char *to = sl_date_format_long (sl_crime_row_get (figure, "period-to"));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (sl_crime_row_get_count (figure) >= 0)
    title = g_strdup_printf ("%s: %" G_GINT64_FORMAT, sl_crime_row_get (figure, "category"),
                             sl_crime_row_get_count (figure));
  else
    title = g_strdup (sl_crime_row_get (figure, "category"));
  /* TRANSLATORS: an area, a period, a source */
  subtitle = g_strdup_printf (_ ("%s, %s to %s. %s"), sl_crime_row_get (figure, "area"),
                              from != NULL ? from : sl_crime_row_get (figure, "period-from"),
                              to != NULL ? to : sl_crime_row_get (figure, "period-to"),
                              sl_crime_row_get (figure, "source"));
  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  if (sl_crime_row_get_restricted (figure))
    {
      GtkWidget *chip = gtk_label_new (_ ("Restricted"));

      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_add_css_class (chip, "square");
      gtk_widget_set_tooltip_text (chip, _ ("Never enters a letter"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
    }
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove this figure"), -1);
  g_object_set_data_full (G_OBJECT (remove), "id", g_strdup (sl_crime_row_get (figure, "id")),
                          g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static void
reload (SlCrimeWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) figures = sl_crime_records_list (
      sl_casebook_get_store (self->casebook), sl_case_get_id (self->planning_case), &error);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  if (figures == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (figures); i++)
    {
      g_autoptr (SlCrimeRow) figure = g_list_model_get_item (figures, i);

      gtk_list_box_append (self->rows, make_row (self, figure));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), g_list_model_get_n_items (figures) > 0);
  gtk_widget_set_visible (self->none, g_list_model_get_n_items (figures) == 0);
}

static void
store_changed_cb (SlStore *store,
                  const char *kind,
                  const char *id,
                  const char *case_id,
                  SlCrimeWindow *self)
{
  if (g_str_equal (case_id, sl_case_get_id (self->planning_case)))
    reload (self);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* The count typed; FALSE when it is no whole number. Empty is unknown. */
static gboolean
read_count (SlCrimeWindow *self, gint64 *count)
{
  *count = -1;
  return *get_text (self->count) == '\0' ||
         g_ascii_string_to_signed (get_text (self->count), 10, 0, G_MAXINT32, count, NULL);
}

static void
add_cb (SlCrimeWindow *self)
{
  g_autofree char *from = sl_date_parse (get_text (self->period_from));
  g_autofree char *to = sl_date_parse (get_text (self->period_to));
  SlCrimeValues values = {
    .source = get_text (self->source),
    .period_from = from,
    .period_to = to,
    .area = get_text (self->area),
    .category = get_text (self->category),
    .caveat = get_text (self->caveat),
    .origin = "typed",
    .restricted = gtk_switch_get_active (self->restricted),
  };

  if (!read_count (self, &values.count))
    show_problem (self, _ ("The number must be a whole number, or empty when it is not known."));
  else if (from == NULL || to == NULL)
    show_problem (self,
                  _ ("Say from when to when, for example 1 October 2025 to 30 September 2026."));
  else if (*values.source == '\0' || *values.category == '\0')
    show_problem (self, _ ("A figure needs its source and what was recorded."));
  else
    {
      show_problem (self, NULL);
      apply (self, sl_crime_change_set (sl_case_get_id (self->planning_case), &values));
      gtk_editable_set_text (GTK_EDITABLE (self->category), "");
      gtk_editable_set_text (GTK_EDITABLE (self->count), "");
      gtk_widget_grab_focus (GTK_WIDGET (self->category));
    }
}

/* CSV. */

static void
csv_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlCrimeWindow) self = SL_CRIME_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
      bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  const char *name = g_object_get_data (source, "name");
  SlChange *change;

  if (bytes != NULL && g_bytes_get_size (bytes) >= LARGEST_CSV)
    {
      show_problem (self,
                    _ ("The file is larger than 4 MB, too large for a table of crime figures."));
      return;
    }
  change = bytes != NULL
               ? sl_crime_change_import (sl_case_get_id (self->planning_case), bytes, name, &error)
               : NULL;
  show_problem (self, change == NULL ? error->message : NULL);
  if (change != NULL)
    apply (self, change);
}

static void
csv_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlCrimeWindow) self = SL_CRIME_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  g_object_set_data_full (G_OBJECT (stream), "name", g_file_get_basename (G_FILE (source)), g_free);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), LARGEST_CSV, G_PRIORITY_DEFAULT, NULL,
                                   csv_read_cb, g_object_ref (self));
}

static void
csv_chosen_cb (GtkNativeDialog *dialog, int response, SlCrimeWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, csv_opened_cb, g_object_ref (self));
}

static void
csv_cb (SlCrimeWindow *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Crime figures from CSV"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Read"), NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (csv_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
sl_crime_window_dispose (GObject *object)
{
  SlCrimeWindow *self = SL_CRIME_WINDOW (object);

  if (self->casebook != NULL)
    g_clear_signal_handler (&self->store_changed, sl_casebook_get_store (self->casebook));
  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->chooser);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_crime_window_parent_class)->dispose (object);
}

static void
sl_crime_window_class_init (SlCrimeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_crime_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/response/sl-crime-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, none);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, source);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, period_from);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, period_to);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, area);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, category);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, count);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, caveat);
  gtk_widget_class_bind_template_child (widget_class, SlCrimeWindow, restricted);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, csv_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sl_crime_window_init (SlCrimeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_crime_window_new:
 *
 * Returns: (transfer none): the window, over that of @owner
 */
GtkWindow *
sl_crime_window_new (GtkWidget *owner, SlCasebook *casebook, SlCase *planning_case)
{
  SlCrimeWindow *self = g_object_new (SL_TYPE_CRIME_WINDOW, NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  g_set_weak_pointer (&self->owner, owner);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (owner)));
  self->store_changed = g_signal_connect (sl_casebook_get_store (casebook), "changed",
                                          G_CALLBACK (store_changed_cb), self);
  reload (self);
  return GTK_WINDOW (self);
}
