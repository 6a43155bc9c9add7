/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include "review/sl-bundle.h"
#include "review/sl-review-task.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* A review on its way between two computers: the page's menu makes a bundle of the case, and reads
 * one. What was read is told at once, above all whether anybody knows the key that signed it. */

typedef struct
{
  SlBundleInfo *info;
  GPtrArray *notices; /* of char*; NULL: none */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->info, sl_bundle_info_free);
  g_clear_pointer (&reading->notices, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
call_make (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  *result = sl_bundle_make (review, arguments[0], arguments[1], error);
  return *result != NULL;
}

static void
made_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  g_autoptr (SlBundleInfo) info = result;
  g_autofree char *name = g_filename_display_basename (arguments[1]);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup (error->message);
  else if (info->n_left_out > 0)
    text = g_strdup_printf (ngettext ("%s written; %u original was too large to go along",
                                      "%s written; %u originals were too large to go along",
                                      info->n_left_out),
                            name, info->n_left_out);
  else
    text = g_strdup_printf (_ ("%s written and signed"), name);
  sl_window_toast (any, text, NULL, NULL);
}

static gboolean
call_read (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->info = sl_bundle_read (review, arguments[0], &reading->notices, NULL, error);
  if (reading->info == NULL)
    {
      reading_free (reading);
      return FALSE;
    }
  *result = reading;
  return TRUE;
}

/* Who sent it, whether that is certain, and what it brought. */
static char *
describe (const Reading *reading)
{
  const SlBundleInfo *info = reading->info;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("From %s, %s, about %s."), info->sender_name, info->sender_role,
                          info->case_reference);
  g_string_append_c (text, ' ');
  g_string_append_printf (
      text, ngettext ("It brought %u comment.", "It brought %u comments.", info->n_comments),
      info->n_comments);
  if (g_str_equal (info->decision, "approved"))
    g_string_append_printf (text, _ (" Version %u was approved."), info->version_number);
  else if (g_str_equal (info->decision, "returned"))
    g_string_append_printf (text, _ (" Version %u was returned."), info->version_number);
  g_string_append (text, "\n\n");
  if (info->trust == SL_TRUST_VERIFIED)
    g_string_append (text, _ ("The key that signed it was compared with its owner."));
  else
    g_string_append_printf (text,
                            _ ("The key that signed it is unverified: nobody here compared it with "
                               "its owner. Read it to each other on the telephone: %s"),
                            info->sender_fingerprint);
  for (guint i = 0; reading->notices != NULL && i < reading->notices->len; i++)
    g_string_append_printf (text, "\n\n%s", (const char *) g_ptr_array_index (reading->notices, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tell (GtkWidget *any, const char *title, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (any)), title, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      tell (any, _ ("The bundle was not read"), error->message);
      return;
    }
  text = describe (result);
  tell (any, _ ("The bundle was read"), text);
  reading_free (result);
  sl_review_page_reload (SL_REVIEW_PAGE (any));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, SlReviewPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;
  gboolean make = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) ==
                  GTK_FILE_CHOOSER_ACTION_SAVE;
  const char *to_make[] = { sl_review_page_get_paper_id (self), path, NULL };
  const char *to_read[] = { path, NULL };

  if (path != NULL && make)
    sl_review_call (GTK_WIDGET (self), self->review, call_make, to_make, made_cb,
                    (GDestroyNotify) sl_bundle_info_free);
  else if (path != NULL)
    sl_review_call (GTK_WIDGET (self), self->review, call_read, to_read, read_cb, reading_free);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
bundle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  gboolean make = g_str_equal (name, "review.make-bundle");
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      make ? _ ("Make a bundle of this review") : _ ("Read a bundle"),
      GTK_WINDOW (gtk_widget_get_root (widget)),
      make ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN,
      make ? _ ("_Save") : _ ("_Read"), NULL);

  if (make)
    {
      g_autofree char *safe = g_strdelimit (
          g_strdup (sl_case_get (self->planning_case, "reference")), "/\\", '-');
      g_autofree char *proposed = g_strdup_printf (_ ("Review %s.sightline"), safe);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposed);
    }
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
sl_review_page_bundle_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.make-bundle", NULL, bundle_action);
  gtk_widget_class_install_action (widget_class, "review.read-bundle", NULL, bundle_action);
}
