/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-people-page.h"

#include "people/sl-key-row.h"
#include "people/sl-key.h"
#include "people/sl-person-row.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Rows are kept and filled anew, so that what was opened stays open and the focus where it is. */

struct _SlPeoplePage
{
  AdwPreferencesPage parent_instance;

  SlCasebook *casebook;
  GHashTable *person_rows; /* person id -> SlPersonRow, borrowed of the group */
  GHashTable *key_rows;    /* fingerprint -> SlKeyRow, likewise */
  GCancellable *cancellable;

  AdwPreferencesGroup *people;
  AdwPreferencesGroup *keys;
  AdwPreferencesRow *no_keys;
  GtkLabel *fingerprint;
};

G_DEFINE_FINAL_TYPE (SlPeoplePage, sl_people_page, ADW_TYPE_PREFERENCES_PAGE)

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) preferences = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (sl_window_apply_finish (result, &error))
    title = g_strdup (_ ("Saved"));
  else
    title = g_markup_escape_text (error->message, -1);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (preferences), adw_toast_new (title));
}

void
sl_people_page_apply (GtkWidget *widget, SlChange *change)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  g_return_if_fail (ADW_IS_PREFERENCES_WINDOW (root));
  sl_window_apply (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (root))), change,
                   applied_cb, g_object_ref (root));
}

static void
show_people (SlPeoplePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) people = sl_people_list (sl_casebook_get_store (self->casebook), &error);

  if (people == NULL)
    {
      adw_preferences_group_set_description (self->people, error->message);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);
      SlPersonRow *row = g_hash_table_lookup (self->person_rows, sl_person_get_id (person));

      if (row != NULL)
        sl_person_row_set_person (row, person);
      else
        {
          row = SL_PERSON_ROW (sl_person_row_new (self->casebook, person));
          g_hash_table_insert (self->person_rows, g_strdup (sl_person_get_id (person)), row);
          adw_preferences_group_add (self->people, GTK_WIDGET (row));
        }
    }
}

static void
show_keys (SlPeoplePage *self)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  gboolean writable = !sl_store_is_read_only (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = sl_keys_list (store, &error);

  if (keys == NULL)
    {
      adw_preferences_group_set_description (self->keys, error->message);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->no_keys), keys->len == 0);
  for (guint i = 0; i < keys->len; i++)
    {
      const SlKeyInfo *info = g_ptr_array_index (keys, i);
      SlKeyRow *row = g_hash_table_lookup (self->key_rows, info->fingerprint);

      if (row != NULL)
        sl_key_row_set_info (row, info, writable);
      else
        {
          row = SL_KEY_ROW (sl_key_row_new (info, writable));
          g_hash_table_insert (self->key_rows, g_strdup (info->fingerprint), row);
          adw_preferences_group_add (self->keys, GTK_WIDGET (row));
        }
    }
}

static void
store_changed_cb (SlPeoplePage *self, const char *kind)
{
  if (g_str_equal (kind, "person"))
    show_people (self);
  if (g_str_equal (kind, "person") || g_str_equal (kind, "person_key"))
    show_keys (self);
}

/* The key is made on first use, which waits for the disk. */
static void
open_key_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSigningKey) key = sl_signing_key_open (data, &error);

  if (key != NULL)
    g_task_return_pointer (task, g_strdup (sl_signing_key_get_fingerprint (key)), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
key_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlPeoplePage *self = SL_PEOPLE_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_label (self->fingerprint, fingerprint != NULL ? fingerprint : error->message);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.copy-fingerprint", fingerprint != NULL);
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPeoplePage *self = SL_PEOPLE_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_label_get_label (self->fingerprint));
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (gtk_widget_get_root (widget)),
                                    adw_toast_new (_ ("Fingerprint copied")));
}

static void
sl_people_page_dispose (GObject *object)
{
  SlPeoplePage *self = SL_PEOPLE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PEOPLE_PAGE);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_people_page_parent_class)->dispose (object);
}

static void
sl_people_page_finalize (GObject *object)
{
  SlPeoplePage *self = SL_PEOPLE_PAGE (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->person_rows);
  g_hash_table_unref (self->key_rows);
  G_OBJECT_CLASS (sl_people_page_parent_class)->finalize (object);
}

static void
sl_people_page_class_init (SlPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_people_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_people_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/people/sl-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPeoplePage, people);
  gtk_widget_class_bind_template_child (widget_class, SlPeoplePage, keys);
  gtk_widget_class_bind_template_child (widget_class, SlPeoplePage, no_keys);
  gtk_widget_class_bind_template_child (widget_class, SlPeoplePage, fingerprint);
  gtk_widget_class_install_action (widget_class, "people.copy-fingerprint", NULL, copy_cb);
}

static void
sl_people_page_init (SlPeoplePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->person_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->key_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.copy-fingerprint", FALSE);
}

/**
 * sl_people_page_set_casebook:
 * @casebook: whose people are shown; set once
 */
void
sl_people_page_set_casebook (SlPeoplePage *self, SlCasebook *casebook)
{
  SlStore *store = sl_casebook_get_store (casebook);
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SL_IS_PEOPLE_PAGE (self) && self->casebook == NULL);

  self->casebook = g_object_ref (casebook);
  show_people (self);
  show_keys (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* Who is at work may confirm or change more, or less, than before. */
  g_signal_connect_object (casebook, "notify::person", G_CALLBACK (show_people), self,
                           G_CONNECT_SWAPPED);
  task = g_task_new (self, self->cancellable, key_opened_cb, NULL);
  g_task_set_source_tag (task, sl_people_page_set_casebook);
  g_task_set_name (task, "open the signing key");
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, open_key_worker);
}
