/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "case/sl-new-case-window.h"
#include "settings/sl-preferences-window.h"
#include "sl-window-private.h"
#include "store/sl-audit.h"
#include "store/sl-backup.h"

#include <glib/gi18n.h>

/* The main menu: what is done to the whole casebook. */

static void
new_case_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (sl_new_case_window_new (GTK_WINDOW (self), self->casebook)));
}

static void
preferences_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (sl_preferences_window_new (GTK_WINDOW (self), self->casebook)));
}

/* Not under the name by which GTK finds it: it would make all its rows for each window, seen or
 * not. */
static void
show_keys_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/org/sightline/Sightline/ui/settings/help-overlay.ui");
  GtkWindow *keys = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (keys, GTK_WINDOW (widget));
  gtk_window_present (keys);
}

static void
people_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);
  GtkWidget *preferences = sl_preferences_window_new (GTK_WINDOW (self), self->casebook);

  sl_preferences_window_show_people (SL_PREFERENCES_WINDOW (preferences));
  gtk_window_present (GTK_WINDOW (preferences));
}

/* ---- about ---- */

static void
sandbox_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char *level = sl_worker_pool_dup_sandbox_level (data, &error);

  if (level != NULL)
    g_task_return_pointer (task, level, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The level is asked of a worker, which takes a moment: the window stands already. */
static void
sandbox_known_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwAboutWindow) about = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *level = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (level != NULL)
    text = g_strdup_printf (_ ("Documents are read in a sandbox: level %s."), level);
  else
    text = g_strdup_printf (_ ("The sandbox for documents could not be started: %s"),
                            error->message);
  adw_about_window_set_comments (about, text);
}

static void
about_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);
  g_autoptr (GTask) task = NULL;
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", self, "modal", TRUE, "application-name", _ ("Sightline"),
                "application-icon", SL_APPLICATION_ID, "version", SL_PROGRAM_VERSION,
                "developer-name", _ ("The Sightline authors"), "license-type", GTK_LICENSE_GPL_3_0,
                "copyright", "© 2026 The Sightline authors", "comments",
                _ ("Documents are read in a sandbox: asking which level…"), NULL);
  task = g_task_new (self, NULL, sandbox_known_cb, g_object_ref (about));
  g_task_set_source_tag (task, about_cb);
  g_task_set_name (task, "ask for the sandbox level");
  g_task_set_task_data (task, g_object_ref (sl_casebook_get_pool (self->casebook)), g_object_unref);
  g_task_run_in_thread (task, sandbox_in_thread);
  gtk_window_present (GTK_WINDOW (about));
}

/* ---- verify records ---- */

static void
verify_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, sl_audit_verify (data, NULL), (GDestroyNotify) sl_audit_report_free);
}

static char *
describe_report (const SlAuditReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (report->state == SL_AUDIT_INTACT)
    g_string_append_printf (
        text,
        ngettext ("%d change is recorded, and none was altered since. Heads compared: %u.",
                  "%d changes are recorded, and none was altered since. Heads compared: %u.",
                  (gulong) report->n_rows),
        (int) report->n_rows, report->n_heads);
  for (guint i = 0; i < report->problems->len && i < 12; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, g_ptr_array_index (report->problems, i));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlWindow *self = SL_WINDOW (source);
  g_autoptr (SlAuditReport) report = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *text = NULL;
  const char *heading;
  GtkWidget *dialog;

  sl_window_end_work (self);
  if (report == NULL)
    return;
  heading = report->state == SL_AUDIT_INTACT     ? _ ("The records are intact")
            : report->state == SL_AUDIT_TAMPERED ? _ ("The records were altered")
                                                 : _ ("The records could not be checked");
  text = describe_report (report);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
verify_records_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);
  g_autoptr (GTask) task = NULL;
  GCancellable *cancellable;

  if (self->work != NULL)
    {
      sl_window_toast (widget, _ ("Wait until the import is done, then verify"), NULL, NULL);
      return;
    }
  cancellable = sl_window_begin_work (self, _ ("Verifying the records…"));
  task = g_task_new (self, cancellable, verified_cb, NULL);
  g_task_set_source_tag (task, verify_records_cb);
  g_task_set_name (task, "verify records");
  g_task_set_task_data (task, g_strdup (sl_store_get_path (sl_casebook_get_store (self->casebook))),
                        g_free);
  g_task_run_in_thread (task, verify_in_thread);
}

/* ---- back up ---- */

typedef struct
{
  SlStore *store;
  char *folder;
} BackupWork;

static void
backup_work_free (BackupWork *work)
{
  g_clear_object (&work->store);
  g_free (work->folder);
  g_free (work);
}

static void
backup_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BackupWork *work = data;
  g_autoptr (GError) error = NULL;
  SlBackup *backup = sl_backup_make (work->store, work->folder, &error);

  if (backup != NULL)
    g_task_return_pointer (task, backup, (GDestroyNotify) sl_backup_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlWindow *self = SL_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBackup) backup = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  sl_window_end_work (self);
  if (backup != NULL)
    text = g_strdup_printf (_ ("Backed up to %s and read back"), backup->path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sl_window_toast (GTK_WIDGET (self), text != NULL ? text : error->message, NULL, NULL);
}

static void
backup_chosen_cb (GtkNativeDialog *dialog, int response, SlWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GTask) task = NULL;
      BackupWork *work = g_new0 (BackupWork, 1);

      work->store = g_object_ref (sl_casebook_get_store (self->casebook));
      work->folder = g_file_get_path (folder);
      task = g_task_new (self, sl_window_begin_work (self, _ ("Backing up…")), backed_up_cb, NULL);
      g_task_set_source_tag (task, backup_chosen_cb);
      g_task_set_name (task, "back up");
      g_task_set_task_data (task, work, (GDestroyNotify) backup_work_free);
      g_task_run_in_thread (task, backup_in_thread);
    }
  g_clear_object (&self->chooser);
}

static void
backup_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  if (self->work != NULL)
    {
      sl_window_toast (widget, _ ("Wait until the import is done, then back up"), NULL, NULL);
      return;
    }
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Back up to a folder"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                               _ ("Back up here"), _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (backup_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
sl_window_actions_install (SlWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.new-case", NULL, new_case_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.people", NULL, people_cb);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, show_keys_cb);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_cb);
  gtk_widget_class_install_action (widget_class, "win.verify-records", NULL, verify_records_cb);
  gtk_widget_class_install_action (widget_class, "win.backup", NULL, backup_cb);
}
