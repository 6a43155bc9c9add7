/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-letter-keys.h"

#include "settings/sl-settings.h"

/* WCAG 2.1.4: single-letter keys act only where the focus is, and can be switched off. */

static gboolean
letter_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  const SlLetterKey *key = data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!sl_settings_get_single_letter_keys ())
    return GDK_EVENT_PROPAGATE;
  if (focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus)))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (widget, key->action, NULL);
}

/**
 * sl_letter_keys_install:
 * @widget: where the keys act
 * @keys: (array length=n_keys): a static table
 *
 * Makes letters commands.
 */
void
sl_letter_keys_install (GtkWidget *widget, const SlLetterKey *keys, guint n_keys)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < n_keys; i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval, keys[i].modifiers),
                          gtk_callback_action_new (letter_cb, (gpointer) &keys[i], NULL)));
  gtk_widget_add_controller (widget, controller);
}
