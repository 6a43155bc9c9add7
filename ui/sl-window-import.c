/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "cases/sl-case.h"
#include "intake/sl-import.h"
#include "sl-window-private.h"

#include <glib/gi18n.h>

/* Bringing files in: chosen, dropped anywhere, or named on the command line. One import at a time;
 * the next waits. The bar at the foot shows where it is and can cancel it. */

typedef struct
{
  SlWindow *window; /* owned */
  char **paths;
  char *case_id;  /* NULL: found by what the files say */
  char *sheet_id; /* NULL: none; else they come as photographs of that record */
} Import;

static void
import_free (Import *import)
{
  g_clear_object (&import->window);
  g_strfreev (import->paths);
  g_free (import->case_id);
  g_free (import->sheet_id);
  g_free (import);
}

/**
 * sl_window_begin_work:
 * @text: what runs
 *
 * Shows the bar at the foot of the window.
 *
 * Returns: (transfer none): what the bar's Cancel cancels
 */
GCancellable *
sl_window_begin_work (SlWindow *self, const char *text)
{
  g_clear_object (&self->work);
  self->work = g_cancellable_new ();
  gtk_label_set_label (self->work_label, text);
  gtk_progress_bar_set_fraction (self->work_progress, 0);
  gtk_revealer_set_reveal_child (self->work_bar, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel-work", TRUE);
  return self->work;
}

/**
 * sl_window_end_work:
 *
 * Hides the bar again.
 */
void
sl_window_end_work (SlWindow *self)
{
  g_clear_object (&self->work);
  gtk_revealer_set_reveal_child (self->work_bar, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel-work", FALSE);
}

static void
progress_cb (SlImportPhase phase, guint done, guint total, const char *name, gpointer data)
{
  SlWindow *self = data;
  g_autofree char *text = NULL;

  if (self->work == NULL)
    return;
  if (phase == SL_IMPORT_PREPARING)
    text = g_strdup_printf (_ ("Looking through the files: %u found"), MAX (done, total));
  else if (phase == SL_IMPORT_READING)
    text = g_strdup_printf (_ ("Read %u of %u: %s"), done, total, name != NULL ? name : "");
  else
    text = g_strdup_printf (_ ("Saving %u of %u"), done, total);
  gtk_label_set_label (self->work_label, text);
  gtk_progress_bar_set_fraction (self->work_progress,
                                 total > 0 ? CLAMP ((double) done / total, 0, 1) : 0);
}

static char *
count_added (guint n, gboolean to_record)
{
  /* Photographs as a rule, but a plan may have been among them. */
  if (to_record)
    return g_strdup_printf (ngettext ("%u file added", "%u files added", n), n);
  return g_strdup_printf (ngettext ("%u document added", "%u documents added", n), n);
}

/* "12 documents added, 1 not opened" */
static char *
describe (const SlImportResult *result, gboolean to_record)
{
  g_autofree char *added = count_added (result->n_documents, to_record);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!result->changed && result->n_refused == 0)
    return g_strdup (_ ("Nothing new: all of it was there already"));
  if (result->n_cases_made > 1)
    g_string_append_printf (
        text, ngettext ("%u application, ", "%u applications, ", result->n_cases_made),
        result->n_cases_made);
  g_string_append (text, added);
  if (result->n_refused > 0)
    g_string_append_printf (text,
                            ngettext (", %u not opened", ", %u not opened", result->n_refused),
                            result->n_refused);
  if (result->n_conflicts > 0)
    g_string_append_printf (
        text, ngettext (", %u value differs", ", %u values differ", result->n_conflicts),
        result->n_conflicts);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  SlWindow *window; /* weak */
  char *case_id;
} Show;

static void
show_free (gpointer data, GClosure *closure)
{
  Show *show = data;

  g_clear_weak_pointer (&show->window);
  g_free (show->case_id);
  g_free (show);
}

static void
show_case_cb (AdwToast *toast, Show *show)
{
  if (show->window != NULL)
    sl_window_open_case (show->window, show->case_id);
}

/* ---- which files were not opened, and why ---- */

/* A dialog holds no more lines than can be read; the case's documents list the others too. */
#define MOST_TOLD 12

static char *
list_refused (const SlImportResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < result->lines->len; i++)
    {
      const SlImportLine *line = g_ptr_array_index (result->lines, i);

      if (!g_str_equal (line->outcome, "refused") || n++ >= MOST_TOLD)
        continue;
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n\n" : "", line->name,
                              line->text);
    }
  if (n > MOST_TOLD)
    {
      g_autofree char *rest = g_strdup_printf (
          ngettext ("and %u more", "and %u more", n - MOST_TOLD), n - MOST_TOLD);

      g_string_append_printf (text, "\n\n%s", rest);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  SlWindow *window; /* weak */
  char *text;
} Refused;

static void
refused_free (gpointer data, GClosure *closure)
{
  Refused *refused = data;

  g_clear_weak_pointer (&refused->window);
  g_free (refused->text);
  g_free (refused);
}

static void
show_refused_cb (AdwToast *toast, Refused *refused)
{
  GtkWidget *dialog;

  if (refused->window == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (refused->window), _ ("Not opened"), refused->text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static GClosure *
make_refused_closure (SlWindow *self, const SlImportResult *result)
{
  Refused *refused = g_new0 (Refused, 1);

  g_set_weak_pointer (&refused->window, self);
  refused->text = list_refused (result);
  return g_cclosure_new (G_CALLBACK (show_refused_cb), refused, refused_free);
}

static void
tell_result (SlWindow *self, const SlImportResult *result, gboolean to_record)
{
  SlCase *open_case = sl_window_get_open_case (self);
  g_autofree char *text = describe (result, to_record);
  const char *label = _ ("Open");
  GClosure *closure = NULL;

  /* One case that is not in front: the way to it. */
  if (result->case_ids != NULL && g_strv_length (result->case_ids) == 1 &&
      (open_case == NULL || !g_str_equal (sl_case_get_id (open_case), result->case_ids[0])))
    {
      Show *show = g_new0 (Show, 1);

      g_set_weak_pointer (&show->window, self);
      show->case_id = g_strdup (result->case_ids[0]);
      closure = g_cclosure_new (G_CALLBACK (show_case_cb), show, show_free);
    }
  else if (result->n_refused > 0)
    {
      label = _ ("Which and why");
      closure = make_refused_closure (self, result);
    }
  sl_window_toast (GTK_WIDGET (self), text, label, closure);
}

static void begin_import (Import *import);

static void
imported_cb (GObject *source, GAsyncResult *task, gpointer data)
{
  Import *import = data;
  SlWindow *self = import->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlImportResult) result = sl_import_finish (task, &error);

  sl_window_end_work (self);
  if (result != NULL)
    tell_result (self, result, import->sheet_id != NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sl_window_toast (GTK_WIDGET (self), _ ("Import cancelled: nothing was changed"), NULL, NULL);
  else
    sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);

  if (self->waiting_imports != NULL && self->waiting_imports->len > 0)
    begin_import (g_ptr_array_steal_index (self->waiting_imports, 0));
  import_free (import);
}

static void
begin_import (Import *import)
{
  SlWindow *self = import->window;
  const SlImportTarget target = { .case_id = import->case_id, .sheet_id = import->sheet_id };
  GCancellable *cancellable = sl_window_begin_work (self, _ ("Looking through the files…"));

  sl_import_to_async (sl_casebook_get_library (self->casebook),
                      sl_casebook_get_packs (self->casebook), (const char *const *) import->paths,
                      &target, progress_cb, self, cancellable, imported_cb, import);
}

/* ---- the index, when it was lost ---- */

typedef struct
{
  SlWindow *window;
  guint done;
  guint total;
} RebuildStep;

static void
rebuild_step_free (gpointer data)
{
  RebuildStep *step = data;

  g_object_unref (step->window);
  g_free (step);
}

static gboolean
rebuild_step_cb (gpointer data)
{
  RebuildStep *step = data;
  SlWindow *self = step->window;
  g_autofree char *text = g_strdup_printf (
      _ ("Reading the documents again for the search: %u of %u"), step->done, step->total);

  if (self->work == NULL || g_cancellable_is_cancelled (self->work))
    return G_SOURCE_REMOVE;
  gtk_revealer_set_reveal_child (self->work_bar, TRUE);
  gtk_label_set_label (self->work_label, text);
  gtk_progress_bar_set_fraction (self->work_progress, (double) step->done / step->total);
  return G_SOURCE_REMOVE;
}

/* Called in the task's thread: the bar is moved on the main one. */
static void
rebuild_progress_cb (guint done, guint total, gpointer data)
{
  RebuildStep *step = g_new0 (RebuildStep, 1);

  step->window = g_object_ref (SL_WINDOW (data));
  step->done = done;
  step->total = MAX (total, 1);
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_step_cb, step, rebuild_step_free);
}

static void
rebuild_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (sl_library_rebuild_index (data, rebuild_progress_cb, source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
rebuilt_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlWindow *self = SL_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
  if (self->casebook == NULL)
    return;
  sl_window_end_work (self);
  if (self->waiting_imports->len > 0)
    begin_import (g_ptr_array_steal_index (self->waiting_imports, 0));
}

/**
 * sl_window_rebuild_index:
 *
 * Reads the documents again whose words the search has lost, with progress in the bar; nothing is
 * to be seen when all are there.
 */
void
sl_window_rebuild_index (SlWindow *self)
{
  SlLibrary *library = sl_casebook_get_library (self->casebook);
  g_autoptr (GTask) task = NULL;

  if (self->work != NULL || !sl_index_was_rebuilt (sl_library_get_index (library)))
    return;
  /* The bar is shown by the first step: a new folder has nothing to read. */
  self->work = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel-work", TRUE);
  task = g_task_new (self, self->work, rebuilt_cb, NULL);
  g_task_set_source_tag (task, sl_window_rebuild_index);
  g_task_set_name (task, "rebuild the index");
  g_task_set_task_data (task, g_object_ref (library), g_object_unref);
  g_task_run_in_thread (task, rebuild_in_thread);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, SlWindow *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  SlCase *open_case = sl_window_get_open_case (self);
  GSList *files;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      g_ptr_array_add (paths, g_file_get_path (l->data));
  g_slist_free (files);
  if (paths->len == 0)
    {
      sl_window_toast (GTK_WIDGET (self),
                       _ ("Only files on this computer can be dropped here. Save them first."),
                       NULL, NULL);
      return FALSE;
    }
  sl_window_import (self, (const char *const *) paths->pdata,
                    open_case != NULL ? sl_case_get_id (open_case) : NULL);
  return TRUE;
}

static void
drop_enter_cb (GtkDropTarget *target, GParamSpec *pspec, SlWindow *self)
{
  if (gtk_drop_target_get_current_drop (target) != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->toasts), "drop-here");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->toasts), "drop-here");
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, SlWindow *self)
{
  SlCase *open_case = sl_window_get_open_case (self);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GPtrArray) paths = g_ptr_array_new_null_terminated (8, g_free, TRUE);

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          if (g_file_peek_path (file) != NULL)
            g_ptr_array_add (paths, g_file_get_path (file));
        }
      if (paths->len > 0)
        sl_window_import (self, (const char *const *) paths->pdata,
                          open_case != NULL ? sl_case_get_id (open_case) : NULL);
    }
  g_clear_object (&self->chooser);
}

static void
choose (SlWindow *self, const char *title, GtkFileChooserAction action)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _ ("Import"),
                                               _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
import_files_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (SL_WINDOW (widget), _ ("Import files"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
import_folder_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (SL_WINDOW (widget), _ ("Import a folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
cancel_work_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  if (self->work != NULL)
    g_cancellable_cancel (self->work);
}

void
sl_window_import_install (SlWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.import-files", NULL, import_files_cb);
  gtk_widget_class_install_action (widget_class, "win.import-folder", NULL, import_folder_cb);
  gtk_widget_class_install_action (widget_class, "win.cancel-work", NULL, cancel_work_cb);
}

void
sl_window_import_init (SlWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->waiting_imports = g_ptr_array_new_with_free_func ((GDestroyNotify) import_free);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (target, "notify::current-drop", G_CALLBACK (drop_enter_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel-work", FALSE);
}

void
sl_window_import_clear (SlWindow *self)
{
  if (self->work != NULL)
    g_cancellable_cancel (self->work);
  g_clear_object (&self->work);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->waiting_imports, g_ptr_array_unref);
}

/* @sheet_id nullable. */
static void
queue_import (SlWindow *self, const char *const *paths, const char *case_id, const char *sheet_id)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  Import *import;

  if (sl_store_is_read_only (store))
    {
      sl_window_toast (GTK_WIDGET (self), sl_store_get_read_only_reason (store), NULL, NULL);
      return;
    }
  import = g_new0 (Import, 1);
  import->window = g_object_ref (self);
  import->paths = g_strdupv ((char **) paths);
  import->case_id = g_strdup (case_id);
  import->sheet_id = g_strdup (sheet_id);
  if (self->work != NULL)
    g_ptr_array_add (self->waiting_imports, import);
  else
    begin_import (import);
}

/**
 * sl_window_import:
 * @paths: files and folders
 * @case_id: (nullable): the case they belong to
 *
 * Reads the files in the background with progress in a bar that can cancel it; while another import
 * runs, this one waits its turn.
 */
void
sl_window_import (SlWindow *self, const char *const *paths, const char *case_id)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  g_return_if_fail (paths != NULL && paths[0] != NULL);
  queue_import (self, paths, case_id, NULL);
}

/**
 * sl_window_import_photographs:
 * @paths: files and folders
 * @case_id: the case they belong to
 * @sheet_id: the record that they were taken for
 *
 * As sl_window_import(), for photographs of a meeting, a visit or a survey.
 */
void
sl_window_import_photographs (SlWindow *self,
                              const char *const *paths,
                              const char *case_id,
                              const char *sheet_id)
{
  g_return_if_fail (SL_IS_WINDOW (self) && case_id != NULL && sheet_id != NULL);
  g_return_if_fail (paths != NULL && paths[0] != NULL);
  queue_import (self, paths, case_id, sheet_id);
}
