/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-settings"
#include "config.h"

#include "settings/sl-preferences-window.h"

#include "people/sl-people-page.h"
#include "settings/sl-settings.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* The card is a record (saved with its history); the switches are settings of this computer. */

struct _SlPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  SlCasebook *casebook;

  GtkWidget *card;
  GtkEditable *display_name;
  GtkEditable *job_title;
  GtkEditable *staff_number;
  GtkEditable *email;
  GtkEditable *telephone;
  GtkSwitch *single_letter_keys;
  GtkSwitch *compact_rows;
  GtkSwitch *dim_pages;
  GtkLabel *folder;
  SlPeoplePage *people;
};

G_DEFINE_FINAL_TYPE (SlPreferencesWindow, sl_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlPreferencesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (sl_window_apply_finish (result, &error))
    {
      adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (_ ("Saved")));
      return;
    }
  title = g_markup_escape_text (error->message, -1);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (title));
}

static void
apply_cb (SlPreferencesWindow *self)
{
  SlPerson *person = sl_casebook_get_person (self->casebook);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  sl_window_apply (
      GTK_WIDGET (parent),
      sl_people_change_card (
          sl_person_get_id (person), gtk_editable_get_text (self->display_name),
          gtk_editable_get_text (self->job_title), gtk_editable_get_text (self->staff_number),
          gtk_editable_get_text (self->email), gtk_editable_get_text (self->telephone)),
      applied_cb, g_object_ref (self));
}

static void
sl_preferences_window_dispose (GObject *object)
{
  SlPreferencesWindow *self = SL_PREFERENCES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PREFERENCES_WINDOW);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_preferences_window_parent_class)->dispose (object);
}

static void
sl_preferences_window_class_init (SlPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_preferences_window_dispose;
  g_type_ensure (SL_TYPE_PEOPLE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/settings/sl-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, card);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, display_name);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, job_title);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, staff_number);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, email);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, telephone);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, single_letter_keys);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, compact_rows);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, dim_pages);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, folder);
  gtk_widget_class_bind_template_child (widget_class, SlPreferencesWindow, people);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
sl_preferences_window_init (SlPreferencesWindow *self)
{
  GSettings *settings = sl_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (settings, "single-letter-keys", self->single_letter_keys, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "compact-rows", self->compact_rows, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "dim-pages", self->dim_pages, "active", G_SETTINGS_BIND_DEFAULT);
}

/**
 * sl_preferences_window_new:
 * @parent: the main window
 * @casebook: whose card is shown
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
sl_preferences_window_new (GtkWindow *parent, SlCasebook *casebook)
{
  SlPreferencesWindow *self = g_object_new (SL_TYPE_PREFERENCES_WINDOW, "transient-for", parent,
                                            NULL);
  SlPerson *person = sl_casebook_get_person (casebook);
  SlStore *store = sl_casebook_get_store (casebook);

  self->casebook = g_object_ref (casebook);
  gtk_editable_set_text (self->display_name, sl_person_get_display_name (person));
  gtk_editable_set_text (self->job_title, sl_person_get_job_title (person));
  gtk_editable_set_text (self->staff_number, sl_person_get_staff_number (person));
  gtk_editable_set_text (self->email, sl_person_get_email (person));
  gtk_editable_set_text (self->telephone, sl_person_get_telephone (person));
  gtk_label_set_label (self->folder, sl_store_get_path (store));
  gtk_widget_set_sensitive (self->card, !sl_store_is_read_only (store));
  sl_people_page_set_casebook (self->people, casebook);
  return GTK_WIDGET (self);
}

/**
 * sl_preferences_window_show_people:
 *
 * Turns to the page of the casebook's people.
 */
void
sl_preferences_window_show_people (SlPreferencesWindow *self)
{
  g_return_if_fail (SL_IS_PREFERENCES_WINDOW (self));
  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self),
                                           ADW_PREFERENCES_PAGE (self->people));
}
