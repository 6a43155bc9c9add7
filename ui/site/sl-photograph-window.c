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
#include "site/sl-site-lock.h"
#include "sl-window.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>
#include <math.h>

/* The photograph large, and what is said of it below. The changes are applied through the main
 * window, which tells whether they were saved; this one follows the store. */

#define PREVIEW_PIXELS 1200

enum
{
  FIELD_CAPTION,
  FIELD_SEEN,
  FIELD_TAKEN,
  FIELD_ENTRY,
  FIELD_ITEM,
};

static const SlFormField fields[] = {
  { .id = "caption", .label = N_ ("Caption"), .hint = "", .unit = "", .type = SL_FORM_FIELD_WORDS },
  { .id = "seen",
    .label = N_ ("What is seen"),
    .hint = N_ ("Read out in papers to those who cannot see the picture. Without it, the caption."),
    .unit = "",
    .type = SL_FORM_FIELD_WORDS },
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
  SlChange *undo; /* takes the last thing back; NULL: nothing to take back */
  gboolean silent;

  AdwToastOverlay *toasts;
  AdwToast *toast; /* the last one; NULL: there was none */
  GtkBox *content;
  GtkWidget *notice; /* says why nothing can be changed */
  SlFieldRow *rows[G_N_ELEMENTS (fields)];
  GtkToggleButton *privacy[G_N_ELEMENTS (privacies)];
  GtkLabel *privacy_by;
  SlPhotographPlace *place;
};

G_DEFINE_FINAL_TYPE (SlPhotographWindow, sl_photograph_window, ADW_TYPE_WINDOW)

/* ---- saving, and taking back ---- */

/* What was wished of the main window, and what to say here of it: it lies below this one. */
typedef struct
{
  GWeakRef window;
  char *text;     /* NULL: nothing is said */
  SlChange *undo; /* NULL: it cannot be taken back */
} Applied;

static void
applied_free (Applied *applied)
{
  g_weak_ref_clear (&applied->window);
  g_clear_pointer (&applied->undo, sl_change_free);
  g_free (applied->text);
  g_free (applied);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applied, applied_free)

static void show (SlPhotographWindow *self);

static void
set_undo (SlPhotographWindow *self, SlChange *undo)
{
  g_clear_pointer (&self->undo, sl_change_free);
  self->undo = undo;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "photograph.undo", undo != NULL);
}

/* What was said before is over: a toast that stays offers an undo of something else, and takes the
 * Escape that is to close the window. */
static void
fall_silent (SlPhotographWindow *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
}

static void
say (SlPhotographWindow *self, const char *text, gboolean with_undo)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  fall_silent (self);
  self->toast = adw_toast_new (title);
  if (with_undo)
    {
      adw_toast_set_button_label (self->toast, _ ("Undo"));
      adw_toast_set_action_name (self->toast, "photograph.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->toast));
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Applied) applied = data;
  g_autoptr (SlPhotographWindow) self = g_weak_ref_get (&applied->window);
  g_autoptr (GError) error = NULL;
  gboolean saved = sl_window_apply_finish (result, &error);

  if (self == NULL || self->owner == NULL)
    return;
  if (!saved)
    {
      say (self, error->message, FALSE);
      show (self);
    }
  else if (applied->undo != NULL)
    {
      set_undo (self, g_steal_pointer (&applied->undo));
      say (self, applied->text, TRUE);
    }
}

/* Takes @change and @undo (nullable). */
static void
apply (SlPhotographWindow *self, SlChange *change, const char *text, SlChange *undo)
{
  Applied *applied;

  if (self->owner == NULL || gtk_widget_get_root (self->owner) == NULL)
    {
      sl_change_free (change);
      g_clear_pointer (&undo, sl_change_free);
      return;
    }
  applied = g_new0 (Applied, 1);
  g_weak_ref_init (&applied->window, self);
  applied->text = g_strdup (text);
  applied->undo = undo;
  sl_window_apply (self->owner, change, applied_cb, applied);
}

static void
undo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPhotographWindow *self = SL_PHOTOGRAPH_WINDOW (widget);
  SlChange *undo = g_steal_pointer (&self->undo);

  if (undo == NULL)
    return;
  set_undo (self, NULL);
  fall_silent (self);
  apply (self, undo, NULL, NULL);
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
  else if (g_str_equal (id, "seen"))
    values.seen = value;
  else if (g_str_equal (id, "entry-id"))
    values.entry_id = value;
  else if (g_str_equal (id, "item-id"))
    values.item_id = value;
  else
    values.taken_at = taken;
  apply (self, sl_photograph_change_set (self->photograph, &values), NULL, NULL);
}

static void
privacy_cb (GtkToggleButton *button, SlPhotographWindow *self)
{
  if (self->silent || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    if (button == self->privacy[i])
      apply (self, sl_photograph_change_privacy (self->photograph, privacies[i]),
             sl_photograph_privacy_to_word (privacies[i]),
             sl_photograph_change_privacy (self->photograph,
                                           sl_photograph_get (self->photograph, "privacy")));
}

/* Back to where the store has it now. */
static SlChange *
make_place_undo (SlPhotographWindow *self)
{
  const char *plan_id = sl_photograph_get (self->photograph, "plan-document-id");
  guint page;
  double x, y;

  if (*plan_id == '\0' || !sl_photograph_get_place (self->photograph, &page, &x, &y))
    return sl_photograph_change_place (self->photograph, NULL, 0, 0, 0, NAN);
  return sl_photograph_change_place (self->photograph, plan_id, page, x, y,
                                     sl_photograph_get_direction (self->photograph));
}

static void
place_cb (SlPhotographWindow *self, SlChange *change, const char *text)
{
  apply (self, sl_change_ref (change), text, make_place_undo (self));
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

/* Whether it may be shown is asked until a paper of its record is issued, also when the record is
 * closed. */
static void
show (SlPhotographWindow *self)
{
  g_autofree char *taken = format_taken (sl_photograph_get (self->photograph, "taken-at"));
  g_autofree char *lock = sl_site_dup_lock (self->casebook,
                                            sl_photograph_get (self->photograph, "case-id"),
                                            sl_photograph_get (self->photograph, "sheet-id"));
  gboolean editable = lock == NULL;

  gtk_label_set_label (GTK_LABEL (self->notice), editable ? "" : lock);
  gtk_widget_set_visible (self->notice, !editable);

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
  sl_photograph_place_show (self->place, self->photograph, editable);
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
  sl_field_row_set_offers (self->rows[FIELD_ENTRY], (const char *const *) ids->pdata,
                           (const char *const *) labels->pdata);
  if (sheet != NULL)
    items = sl_sheet_list_offers (sheet, store, packs, &fields[FIELD_ITEM], NULL);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const SlSheetOffer *offer = g_ptr_array_index (items, i);

      g_ptr_array_add (item_ids, g_strdup (offer->value));
      g_ptr_array_add (item_labels, g_strdup (offer->label));
    }
  sl_field_row_set_offers (self->rows[FIELD_ITEM], (const char *const *) item_ids->pdata,
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

/* What can still be taken back goes on to the main window. */
static gboolean
close_request_cb (SlPhotographWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    sl_field_row_flush (self->rows[i]);
  sl_photograph_place_flush (self->place);
  if (self->undo != NULL && self->owner != NULL && gtk_widget_get_root (self->owner) != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s changed"),
                                               sl_photograph_get_name (self->photograph));

      sl_window_toast_undo (self->owner, text, g_steal_pointer (&self->undo));
    }
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
  g_clear_pointer (&self->undo, sl_change_free);
  g_clear_object (&self->toast);
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
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "photograph.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_z, GDK_CONTROL_MASK,
                                       "photograph.undo", NULL);
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
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, scrolled);
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "photograph.undo", FALSE);
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
  self->notice = sl_wrapped_label_new ("", "notice");
  gtk_box_append (self->content, self->notice);
  gtk_widget_set_size_request (picture, -1, 240);
  gtk_box_append (self->content, picture);
  add_privacy (self);
  add_fields (self);
  self->place = SL_PHOTOGRAPH_PLACE (sl_photograph_place_new (casebook, photograph));
  g_signal_connect_object (self->place, "change", G_CALLBACK (place_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->content, GTK_WIDGET (self->place));
  give_offers (self);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
