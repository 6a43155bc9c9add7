/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-response-export.h"

#include "base/sl-out-file.h"
#include "sl-window.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *owner; /* weak */
  SlLetter *letter;
  char *path;
} Export;

static void
export_free (Export *export)
{
  g_clear_weak_pointer (&export->owner);
  g_clear_object (&export->letter);
  g_free (export->path);
  g_free (export);
}

static void
write_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;
  g_autoptr (GBytes) pdf = sl_letter_render_pdf (export->letter, &error);

  if (pdf != NULL && sl_out_file_write (export->path, pdf, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_basename (export->path);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("%s written"), shown);
  else
    text = g_strdup (error->message);
  if (export->owner != NULL)
    sl_window_toast (export->owner, text, NULL, NULL);
}

static void
place_chosen_cb (GtkNativeDialog *dialog, int response, Export *export)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, NULL);

      export->path = g_file_get_path (file);
      g_task_set_source_tag (task, sl_response_export);
      g_task_set_task_data (task, export, (GDestroyNotify) export_free);
      g_task_run_in_thread (task, write_worker);
    }
  else
    export_free (export);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

void
sl_response_export (GtkWidget *owner, SlLetter *letter, const char *name)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Export the letter"), GTK_WINDOW (gtk_widget_get_root (owner)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/\\", '-');
  g_autofree char *proposed = g_strdup_printf (_ ("OFFICIAL Response %s.pdf"), safe);
  Export *export = g_new0 (Export, 1);

  g_set_weak_pointer (&export->owner, owner);
  export->letter = g_object_ref (letter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposed);
  g_signal_connect (chooser, "response", G_CALLBACK (place_chosen_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
