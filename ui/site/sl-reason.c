/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-reason.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *widget; /* weak */
  GtkEditable *entry;
  SlReasonGiven given;
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_weak_pointer (&asking->widget);
  g_free (asking);
}

static char *
dup_reason (Asking *asking)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (asking->entry)));
}

static void
changed_cb (AdwMessageDialog *dialog)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "sl-asking");
  g_autofree char *reason = dup_reason (asking);

  adw_message_dialog_set_response_enabled (dialog, "give", *reason != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  g_autofree char *reason = dup_reason (asking);

  if (g_str_equal (response, "give") && *reason != '\0' && asking->widget != NULL)
    asking->given (asking->widget, reason);
}

/**
 * sl_reason_ask:
 * @widget: what asks; stands in a window
 * @heading: the question
 * @body: what becomes of the reason
 * @label: what is written there: "Reason"
 * @button: the word of the button that goes on
 * @given: called with the reason
 */
void
sl_reason_ask (GtkWidget *widget,
               const char *heading,
               const char *body,
               const char *label,
               const char *button,
               SlReasonGiven given)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading,
                                              body);
  GtkWidget *entry = gtk_entry_new ();
  Asking *asking = g_new0 (Asking, 1);

  g_set_weak_pointer (&asking->widget, widget);
  asking->entry = GTK_EDITABLE (entry);
  asking->given = given;
  g_object_set_data_full (G_OBJECT (dialog), "sl-asking", asking, (GDestroyNotify) asking_free);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _ ("Leave it"), "give",
                                    button, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "give");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "give",
                                              ADW_RESPONSE_SUGGESTED);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asking);
  changed_cb (ADW_MESSAGE_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
