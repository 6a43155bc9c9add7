/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "sl-window.h"

#include "cases/sl-case-records.h"
#include "settings/sl-settings.h"
#include "sl-window-private.h"

#include <glib/gi18n.h>

/* The frame: places at the side, the place's page, and the case's page over both. Saving is
 * sl-window-save.c. */

enum
{
  PROP_0,
  PROP_CASEBOOK,
  PROP_SAVE_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlWindow, sl_window, ADW_TYPE_APPLICATION_WINDOW)

static void
close_case (SlWindow *self)
{
  if (self->case_page == NULL)
    return;
  adw_leaflet_remove (self->outer, GTK_WIDGET (self->case_page));
  self->case_page = NULL;
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  if (adw_leaflet_get_visible_child (self->outer) != GTK_WIDGET (self->places))
    adw_leaflet_navigate (self->outer, ADW_NAVIGATION_DIRECTION_BACK);
  else
    adw_leaflet_navigate (self->places, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
sl_window_constructed (GObject *object)
{
  SlWindow *self = SL_WINDOW (object);
  SlStore *store = sl_casebook_get_store (self->casebook);

  G_OBJECT_CLASS (sl_window_parent_class)->constructed (object);

  if (sl_store_is_read_only (store))
    {
      gtk_label_set_label (self->read_only_label, sl_store_get_read_only_reason (store));
      gtk_info_bar_set_revealed (self->read_only_bar, TRUE);
    }
}

static void
sl_window_dispose (GObject *object)
{
  SlWindow *self = SL_WINDOW (object);

  sl_window_save_clear (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_WINDOW);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_window_parent_class)->dispose (object);
}

static void
sl_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlWindow *self = SL_WINDOW (object);

  switch (id)
    {
    case PROP_CASEBOOK:
      g_value_set_object (value, self->casebook);
      break;
    case PROP_SAVE_STATE:
      g_value_set_int (value, self->save_state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlWindow *self = SL_WINDOW (object);

  switch (id)
    {
    case PROP_CASEBOOK:
      self->casebook = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_window_class_init (SlWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sl_window_constructed;
  object_class->dispose = sl_window_dispose;
  object_class->get_property = sl_window_get_property;
  object_class->set_property = sl_window_set_property;

  properties[PROP_CASEBOOK] = g_param_spec_object ("casebook", NULL, NULL, SL_TYPE_CASEBOOK,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                       G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVE_STATE] = g_param_spec_int (
      "save-state", NULL, NULL, SL_SAVE_NONE, SL_SAVE_FAILED, SL_SAVE_NONE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/sl-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, read_only_label);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, failed_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, failed_label);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, places);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, place_list);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, content);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  sl_window_save_install (klass);
}

static void
sl_window_init (SlWindow *self)
{
  GSettings *settings = sl_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

/**
 * sl_window_new:
 * @application: the program
 * @casebook: the opened data folder
 *
 * Returns: (transfer none): a new window, owned by GTK
 */
SlWindow *
sl_window_new (GtkApplication *application, SlCasebook *casebook)
{
  return g_object_new (SL_TYPE_WINDOW, "application", application, "casebook", casebook, NULL);
}

/**
 * sl_window_get_casebook:
 *
 * Returns: (transfer none): what this window shows
 */
SlCasebook *
sl_window_get_casebook (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), NULL);
  return self->casebook;
}

void
sl_window_set_save_state (SlWindow *self, SlSaveState state)
{
  if (self->save_state == state)
    return;
  self->save_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

/**
 * sl_window_open_case:
 * @case_id: a case of the casebook
 *
 * Shows the case's page over the places; a toast says why when it cannot be read.
 */
void
sl_window_open_case (SlWindow *self, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) planning_case = NULL;

  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->case_page == NULL ||
      g_strcmp0 (sl_case_get_id (sl_case_page_get_case (self->case_page)), case_id) != 0)
    {
      planning_case = sl_case_records_load (sl_casebook_get_store (self->casebook), case_id,
                                            &error);
      if (planning_case == NULL)
        {
          sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
          return;
        }
      close_case (self);
      self->case_page = sl_case_page_new (self->casebook, planning_case);
      adw_leaflet_append (self->outer, GTK_WIDGET (self->case_page));
    }
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->case_page));
}

/**
 * sl_window_open_document:
 * @case_id: a case
 * @document_id: a document of the case
 * @page: from 1
 *
 * Opens the case at a page of one of its documents.
 */
void
sl_window_open_document (SlWindow *self, const char *case_id, const char *document_id, guint page)
{
  sl_window_open_case (self, case_id);
  if (self->case_page != NULL)
    sl_case_page_show_document (self->case_page, document_id, page, NULL);
}

/**
 * sl_window_toast:
 * @any: a widget inside a window
 * @text: a sentence in the past tense
 * @undo_label: (nullable): the button's word
 * @undo: (nullable) (transfer floating): what the button does
 *
 * Tells what was done, with a way back.
 */
void
sl_window_toast (GtkWidget *any, const char *text, const char *undo_label, GClosure *undo)
{
  GtkRoot *root = gtk_widget_get_root (any);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (undo != NULL)
    {
      g_closure_ref (undo);
      g_closure_sink (undo);
    }
  if (SL_IS_WINDOW (root))
    {
      toast = adw_toast_new (title);
      if (undo != NULL)
        {
          adw_toast_set_button_label (toast, undo_label != NULL ? undo_label : _ ("Undo"));
          if (G_CLOSURE_NEEDS_MARSHAL (undo))
            g_closure_set_marshal (undo, g_cclosure_marshal_VOID__VOID);
          g_signal_connect_closure (toast, "button-clicked", undo, FALSE);
        }
      adw_toast_overlay_add_toast (SL_WINDOW (root)->toasts, toast);
    }
  else
    g_warning ("%s stands in no window: %s", G_OBJECT_TYPE_NAME (any), text);
  g_clear_pointer (&undo, g_closure_unref);
}

/**
 * sl_window_import:
 * @paths: files and folders
 * @case_id: (nullable): the case they belong to
 *
 * Reads the files in the background with progress in a bar that can cancel it.
 */
void
sl_window_import (SlWindow *self, const char *const *paths, const char *case_id)
{
}
