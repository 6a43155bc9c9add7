/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "base/sl-time.h"
#include "review/sl-bundle.h"
#include "sl-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reading a case bundle: a file, a moment at the foot of the window, and then in words what came
 * and from whom. A key that nobody has compared is called unverified, whatever else is right. */

typedef struct
{
  SlReview *review;
  char *path;
  SlBundleInfo *info; /* of what was read */
  GPtrArray *notices;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->review);
  g_free (reading->path);
  g_clear_pointer (&reading->info, sl_bundle_info_free);
  g_clear_pointer (&reading->notices, g_ptr_array_unref);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;

  reading->info = sl_bundle_read (reading->review, reading->path, &reading->notices, cancellable,
                                  &error);
  if (reading->info != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
add_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, line);
}

static char *
describe_heading (const SlBundleInfo *info)
{
  if (g_str_equal (info->kind, "review"))
    return g_strdup_printf (_ ("Version %u came for review"), info->version_number);
  if (g_str_equal (info->decision, "approved"))
    return g_strdup_printf (_ ("A reply came: version %u approved"), info->version_number);
  if (g_str_equal (info->decision, "returned"))
    return g_strdup_printf (_ ("A reply came: version %u returned"), info->version_number);
  return g_strdup_printf (_ ("Comments came on version %u"), info->version_number);
}

static char *
describe_key (const SlBundleInfo *info)
{
  if (info->trust == SL_TRUST_VERIFIED)
    return g_strdup (_ ("Signed with a key that was compared with its owner."));
  return g_strdup_printf (
      _ ("Unverified: nobody here has compared the key with its owner. Read the "
         "fingerprint to each other on the telephone, then mark it under "
         "People: %s"),
      info->sender_fingerprint);
}

static char *
describe (const Reading *reading)
{
  const SlBundleInfo *info = reading->info;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *made = sl_time_format_long (info->made_at);
  g_autofree char *title = g_strdup_printf ("%s, %s", info->case_reference, info->case_title);
  g_autofree char *sender = g_strdup_printf (_ ("From %s, %s, made on %s."), info->sender_name,
                                             info->sender_role, made);
  g_autofree char *key = describe_key (info);

  add_line (text, title);
  add_line (text, sender);
  add_line (text, key);
  if (info->n_left_out > 0)
    {
      g_autofree char *left_out = g_strdup_printf (
          ngettext ("%u original was too large to come along.",
                    "%u originals were too large to come along.", info->n_left_out),
          info->n_left_out);
      add_line (text, left_out);
    }
  for (guint i = 0; reading->notices != NULL && i < reading->notices->len; i++)
    add_line (text, g_ptr_array_index (reading->notices, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_dialog (SlWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  return dialog;
}

/* The refusal, with the file's name where it does not name it itself. */
static void
tell_refusal (SlWindow *self, const char *path, const char *message)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *cause = strstr (message, name) != NULL
                               ? g_strdup (message)
                               : g_strdup_printf ("%s: %s", name, message);
  g_autofree char *body = g_strdup_printf (_ ("%s Nothing was changed."), cause);

  gtk_window_present (GTK_WINDOW (make_dialog (self, _ ("The bundle was not read"), body)));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, SlWindow *self)
{
  if (g_str_equal (response, "open"))
    sl_window_open_view (self, g_object_get_data (G_OBJECT (dialog), "case-id"), "review");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlWindow *self = SL_WINDOW (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL, *body = NULL;
  GtkWidget *dialog;

  sl_window_end_work (self);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell_refusal (self, reading->path, error->message);
      return;
    }
  heading = describe_heading (reading->info);
  body = describe (reading);
  dialog = make_dialog (self, heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "open", _ ("Open the case"));
  g_object_set_data_full (G_OBJECT (dialog), "case-id", g_strdup (reading->info->case_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * sl_window_read_bundle:
 * @path: a file
 *
 * Reads it in the background and tells what came, or why nothing did.
 */
void
sl_window_read_bundle (SlWindow *self, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  reading->review = g_object_ref (sl_casebook_get_review (self->casebook));
  reading->path = g_strdup (path);
  task = g_task_new (self, sl_window_begin_work (self, _ ("Reading the bundle…")), read_cb, NULL);
  g_task_set_source_tag (task, sl_window_read_bundle);
  g_task_set_name (task, "read bundle");
  /* What was taken in is told even when Cancel came too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, SlWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        sl_window_read_bundle (self, path);
      else
        sl_window_toast (GTK_WIDGET (self),
                         _ ("Only files on this computer can be read. Save the bundle first."),
                         NULL, NULL);
    }
  g_clear_object (&self->chooser);
}

static void
read_bundle_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  if (self->work != NULL)
    {
      sl_window_toast (widget, _ ("Wait until the import is done, then read the bundle"), NULL,
                       NULL);
      return;
    }
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Read a case bundle"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Read"),
                                               _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
sl_window_bundle_install (SlWindowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.read-bundle", NULL,
                                   read_bundle_cb);
}
