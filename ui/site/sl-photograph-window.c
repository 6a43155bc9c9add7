/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-photograph-window.h"

#include "base/sl-time.h"
#include "sheets/sl-sheet.h"
#include "site/sl-field-row.h"
#include "site/sl-photograph-picture.h"
#include "site/sl-photograph-place.h"
#include "sl-window.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* The photograph large, and what is said of it below. The changes are applied through the main
 * window, which tells whether they were saved; this one follows the store. */

#define PREVIEW_PIXELS 1200

static const SlFormField fields[] = {
  { .id = "caption", .label = N_ ("Caption"), .hint = "", .unit = "", .type = SL_FORM_FIELD_WORDS },
  { .id = "taken-at",
    .label = N_ ("Taken"),
    .hint = N_ ("A day, or a day and a time, by the clocks there"),
    .unit = "",
    .type = SL_FORM_FIELD_TEXT },
  { .id = "entry-id",
    .label = N_ ("Belongs to"),
    .hint = "",
    .unit = "",
    .type = SL_FORM_FIELD_ENTRY },
  { .id = "item-id",
    .label = N_ ("Checklist item"),
    .hint = "",
    .unit = "",
    .type = SL_FORM_FIELD_ITEM },
};

static const char *const privacies[] = { "", "clear", "keep-in" };

struct _SlPhotographWindow
{
  AdwWindow parent_instance;

  SlCasebook *casebook;
  SlPhotograph *photograph;
  GtkWidget *owner; /* weak: a widget of the main window */
  GCancellable *cancellable;
  gboolean silent;

  GtkBox *content;
  SlFieldRow *rows[G_N_ELEMENTS (fields)];
  GtkToggleButton *privacy[G_N_ELEMENTS (privacies)];
  GtkLabel *privacy_by;
  SlPhotographPlace *place;
};

G_DEFINE_FINAL_TYPE (SlPhotographWindow, sl_photograph_window, ADW_TYPE_WINDOW)

/* Takes @change. */
static void
apply (SlPhotographWindow *self, SlChange *change)
{
  if (self->owner != NULL && gtk_widget_get_root (self->owner) != NULL)
    sl_window_apply (self->owner, change, NULL, NULL);
  else
    sl_change_free (change);
}

/* ---- times: kept by the clocks there, without a zone ---- */

static char *
format_taken (const char *taken)
{
  g_auto (GStrv) parts = g_strsplit (taken, "T", 2);
  g_autofree char *day = parts[0] != NULL ? sl_date_format_long (parts[0]) : NULL;

  if (day == NULL)
    return g_strdup (taken);
  if (parts[1] == NULL)
    return g_steal_pointer (&day);
  return g_strdup_printf (_ ("%s at %.5s"), day, parts[1]);
}

/* What cannot be read is handed on as it is: the core says what a time looks like. */
static char *
parse_taken (const char *text)
{
  SlTimeDoubt doubt;
  g_autofree char *time = sl_time_parse (text, &doubt);
  g_autofree char *date = sl_date_parse (text);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time == NULL)
    return g_strdup (date != NULL ? date : text);
  utc = g_date_time_new_from_iso8601 (time, NULL);
  local = utc != NULL ? g_date_time_to_timezone (utc, sl_time_get_london ()) : NULL;
  return local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M") : g_strdup (text);
}

/* ---- changes ---- */

static void
value_cb (SlFieldRow *row, const char *value, SlPhotographWindow *self)
{
  const char *id = sl_field_row_get_field (row)->id;
  g_autofree char *taken = g_str_equal (id, "taken-at") ? parse_taken (value) : NULL;
  SlPhotographValues values = { 0 };

  if (g_str_equal (id, "caption"))
    values.caption = value;
  else if (g_str_equal (id, "entry-id"))
    values.entry_id = value;
  else if (g_str_equal (id, "item-id"))
    values.item_id = value;
  else
    values.taken_at = taken;
  apply (self, sl_photograph_change_set (self->photograph, &values));
}

static void
privacy_cb (GtkToggleButton *button, SlPhotographWindow *self)
{
  if (self->silent || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    if (button == self->privacy[i])
      apply (self, sl_photograph_change_privacy (self->photograph, privacies[i]));
}

static void
place_cb (SlPhotographWindow *self, SlChange *change)
{
  apply (self, sl_change_ref (change));
}

/* ---- showing ---- */

static void
show_privacy (SlPhotographWindow *self)
{
  const char *privacy = sl_photograph_get (self->photograph, "privacy");
  const char *by = sl_photograph_get (self->photograph, "privacy-by-name");
  g_autofree char *at = sl_time_format_long (sl_photograph_get (self->photograph, "privacy-at"));
  g_autofree char *text = NULL;

  self->silent = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    gtk_toggle_button_set_active (self->privacy[i], g_str_equal (privacy, privacies[i]));
  self->silent = FALSE;
  text = *privacy != '\0' && *by != '\0'
             ? g_strdup_printf (_ ("Said by %s, %s"), by, at != NULL ? at : "")
             : g_strdup (_ ("Look for faces and number plates. A paper that shows it is not issued "
                            "before."));
  gtk_label_set_label (self->privacy_by, text);
}

static void
show (SlPhotographWindow *self)
{
  g_autofree char *taken = format_taken (sl_photograph_get (self->photograph, "taken-at"));
  gboolean editable = !sl_store_is_read_only (sl_casebook_get_store (self->casebook));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *id = fields[i].id;

      sl_field_row_set_value (self->rows[i], g_str_equal (id, "taken-at")
                                                 ? taken
                                                 : sl_photograph_get (self->photograph, id));
      sl_field_row_set_editable (self->rows[i], editable);
    }
  show_privacy (self);
  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->privacy[i]), editable);
  sl_photograph_place_show (self->place, self->photograph);
  gtk_widget_set_sensitive (GTK_WIDGET (self->place), editable);
  gtk_window_set_title (GTK_WINDOW (self), sl_photograph_get_name (self->photograph));
}

static void
store_changed_cb (SlPhotographWindow *self, const char *kind, const char *id, const char *case_id)
{
  SlPhotograph *photograph;

  if (!g_str_equal (kind, "photograph") ||
      !g_str_equal (id, sl_photograph_get (self->photograph, "id")))
    return;
  photograph = sl_photographs_load (sl_casebook_get_store (self->casebook), id, NULL);
  if (photograph == NULL)
    return;
  g_object_unref (self->photograph);
  self->photograph = photograph;
  show (self);
}

/* ---- building ---- */

/* Entries of all groups of the record, and the checklist's items. */
static void
give_offers (SlPhotographWindow *self)
{
  const char *sheet_id = sl_photograph_get (self->photograph, "sheet-id");
  SlPackLibrary *packs = sl_casebook_get_packs (self->casebook);
  SlStore *store = sl_casebook_get_store (self->casebook);
  g_autoptr (SlSheet) sheet = *sheet_id != '\0' ? sl_sheets_load (store, packs, sheet_id, NULL)
                                                : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_autoptr (GPtrArray) item_ids = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_autoptr (GPtrArray) item_labels = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_autoptr (GPtrArray) items = NULL;
  SlForm *form = sheet != NULL ? sl_sheet_get_form (sheet) : NULL;

  for (guint i = 0; form != NULL && i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);
      GListModel *entries = group->several ? sl_sheet_get_entries (sheet, group->id) : NULL;

      for (guint j = 0; entries != NULL && j < g_list_model_get_n_items (entries); j++)
        {
          g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, j);

          g_ptr_array_add (ids, g_strdup (sl_sheet_entry_get_id (entry)));
          g_ptr_array_add (labels, g_strdup_printf ("%s %u. %s", group->entry, j + 1,
                                                    sl_sheet_entry_get_line (entry)));
        }
    }
  sl_field_row_set_offers (self->rows[2], (const char *const *) ids->pdata,
                           (const char *const *) labels->pdata);
  if (sheet != NULL)
    items = sl_sheet_list_offers (sheet, store, packs, &fields[3], NULL);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const SlSheetOffer *offer = g_ptr_array_index (items, i);

      g_ptr_array_add (item_ids, g_strdup (offer->value));
      g_ptr_array_add (item_labels, g_strdup (offer->label));
    }
  sl_field_row_set_offers (self->rows[3], (const char *const *) item_ids->pdata,
                           (const char *const *) item_labels->pdata);
}

static void
add_privacy (SlPhotographWindow *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (buttons, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    {
      self->privacy[i] = GTK_TOGGLE_BUTTON (
          gtk_toggle_button_new_with_label (sl_photograph_privacy_to_word (privacies[i])));
      if (i > 0)
        gtk_toggle_button_set_group (self->privacy[i], self->privacy[0]);
      g_signal_connect (self->privacy[i], "toggled", G_CALLBACK (privacy_cb), self);
      gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->privacy[i]));
    }
  self->privacy_by = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->privacy_by), "meta");
  gtk_box_append (self->content, sl_wrapped_label_new (_ ("May it be shown?"), "heading"));
  gtk_box_append (self->content, buttons);
  gtk_box_append (self->content, GTK_WIDGET (self->privacy_by));
}

static void
add_fields (SlPhotographWindow *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *position;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      self->rows[i] = SL_FIELD_ROW (sl_field_row_new (&fields[i]));
      g_signal_connect_object (self->rows[i], "value-changed", G_CALLBACK (value_cb), self, 0);
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->rows[i]));
    }
  gtk_box_append (self->content, list);
  position = sl_wrapped_label_new (
      sl_photograph_has_position (self->photograph)
          ? _ ("The camera wrote where it was taken. That stays in the original alone: what leaves "
               "Sightline is made of the pixels.")
          : _ ("The original does not say where it was taken. What leaves Sightline is made of the "
               "pixels alone."),
      "caption");
  gtk_widget_add_css_class (position, "meta");
  gtk_box_append (self->content, position);
}

static gboolean
close_request_cb (SlPhotographWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    sl_field_row_flush (self->rows[i]);
  sl_photograph_place_flush (self->place);
  return FALSE;
}

static void
sl_photograph_window_dispose (GObject *object)
{
  SlPhotographWindow *self = SL_PHOTOGRAPH_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->silent = TRUE;
  adw_window_set_content (ADW_WINDOW (self), NULL);
  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->photograph);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_photograph_window_parent_class)->dispose (object);
}

static void
sl_photograph_window_class_init (SlPhotographWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_photograph_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
sl_photograph_window_init (SlPhotographWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  g_object_set (self->content, "margin-start", 12, "margin-end", 12, "margin-top", 12,
                "margin-bottom", 24, NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 760);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/**
 * sl_photograph_window_new:
 * @owner: a widget of the main window
 * @casebook: the opened data folder
 * @photograph: what is shown
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
sl_photograph_window_new (GtkWidget *owner, SlCasebook *casebook, SlPhotograph *photograph)
{
  SlPhotographWindow *self = g_object_new (SL_TYPE_PHOTOGRAPH_WINDOW, "transient-for",
                                           gtk_widget_get_root (owner), NULL);
  GtkWidget *picture;

  g_set_weak_pointer (&self->owner, owner);
  self->casebook = g_object_ref (casebook);
  self->photograph = g_object_ref (photograph);
  picture = sl_photograph_picture_new (photograph, sl_casebook_get_library (casebook),
                                       PREVIEW_PIXELS, self->cancellable);
  gtk_widget_set_size_request (picture, -1, 240);
  gtk_box_append (self->content, picture);
  add_privacy (self);
  add_fields (self);
  self->place = SL_PHOTOGRAPH_PLACE (
      sl_photograph_place_new (casebook, sl_photograph_get (photograph, "case-id")));
  g_signal_connect_object (self->place, "change", G_CALLBACK (place_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->content, GTK_WIDGET (self->place));
  give_offers (self);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
