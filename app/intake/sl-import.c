/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-import.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "documents/sl-document-records.h"
#include "intake/sl-import-private.h"
#include "intake/sl-intake-text.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An import from its beginning to its result. Nothing is recorded before everything is read, so one
 * that is cancelled or fails leaves nothing behind but what it says. */

static void
item_free (gpointer data)
{
  SlImportItem *item = data;

  g_free (item->path);
  g_free (item->name);
  g_free (item->source_path);
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_free (item->sha256);
  g_free (item->media_type);
  g_strfreev (item->holders);
  g_clear_object (&item->extraction);
  g_clear_pointer (&item->records, g_ptr_array_unref);
  g_free (item->reason);
  g_free (item->document_id);
  g_free (item);
}

SlImportItem *
sl_import_item_new (SlImportJob *job, const char *name, const char *source_path)
{
  SlImportItem *item = g_new0 (SlImportItem, 1);

  item->name = g_strdup (name);
  item->source_path = g_strdup (source_path);
  g_ptr_array_add (job->items, item);
  return item;
}

/* @code must be a literal or live as long as the item's extraction. */
void
sl_import_item_refuse (SlImportItem *item, const char *code, const char *reason)
{
  g_free (item->reason);
  item->reason = g_strdup (reason);
  item->reason_code = code;
}

static void
job_free (gpointer data)
{
  SlImportJob *job = data;

  g_clear_object (&job->library);
  g_clear_object (&job->policy);
  g_strfreev (job->paths);
  g_free (job->case_id);
  g_free (job->sheet_id);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_ptr_array_unref (job->items);
  g_ptr_array_unref (job->groups);
  g_free (job->folder_name);
  g_free (job);
}

static SlImportJob *
job_new (SlLibrary *library,
         SlPackLibrary *packs,
         const char *const *paths,
         const SlImportTarget *target,
         SlImportProgress progress,
         gpointer progress_data,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (SlPolicyLibrary) policy = NULL;
  SlImportJob *job;

  if (sl_store_is_read_only (sl_library_get_store (library)))
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY,
                           sl_store_get_read_only_reason (sl_library_get_store (library)));
      return NULL;
    }
  policy = sl_policy_library_new (packs, error);
  if (policy == NULL)
    return NULL;

  job = g_new0 (SlImportJob, 1);
  job->library = g_object_ref (library);
  job->policy = g_steal_pointer (&policy);
  job->paths = g_strdupv ((char **) paths);
  job->case_id = g_strdup (target->case_id);
  job->sheet_id = g_strdup (target->sheet_id);
  job->photographs = target->photographs || target->sheet_id != NULL;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->progress = progress;
  job->progress_data = progress_data;
  job->items = g_ptr_array_new_with_free_func (item_free);
  job->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_import_group_free);
  return job;
}

/* Progress, told where the caller lives. */

typedef struct
{
  SlImportProgress progress;
  gpointer data;
  SlImportPhase phase;
  guint done, total;
  char *name;
} Report;

static gboolean
report_cb (gpointer data)
{
  Report *report = data;

  report->progress (report->phase, report->done, report->total, report->name, report->data);
  return G_SOURCE_REMOVE;
}

static void
report_free (gpointer data)
{
  g_free (((Report *) data)->name);
  g_free (data);
}

void
sl_import_report (SlImportJob *job, SlImportPhase phase, guint done, guint total, const char *name)
{
  g_autoptr (GSource) source = NULL;
  Report *report;

  if (job->progress == NULL)
    return;
  if (job->context == NULL)
    {
      job->progress (phase, done, total, name, job->progress_data);
      return;
    }
  report = g_new (Report, 1);
  *report = (Report){ job->progress, job->progress_data, phase, done, total, g_strdup (name) };
  /* The same priority as the task's own answer, so that no report comes after it. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report_cb, report, report_free);
  g_source_attach (source, job->context);
}

/* Results. */

static void
line_free (gpointer data)
{
  SlImportLine *line = data;

  g_free (line->name);
  g_free (line->document_id);
  g_free (line->case_id);
  g_free (line->outcome);
  g_free (line->text);
  g_free (line);
}

void
sl_import_result_free (SlImportResult *result)
{
  g_ptr_array_unref (result->lines);
  g_strfreev (result->case_ids);
  g_free (result);
}

static char *
describe_pages (SlExtraction *extraction)
{
  guint n = sl_extraction_get_page_count (extraction), readable = 0;
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page", "%u pages", n), n);

  for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
    readable += sl_extraction_get_page (extraction, i)->readable ? 1 : 0;
  if (n == 0)
    return g_strdup (_ ("read"));
  if (readable == 0)
    return g_strdup_printf (_ ("%s, no readable text: read it by eye"), pages);
  if (readable < n)
    return g_strdup_printf (_ ("%s, %u of them readable"), pages, readable);
  return g_strdup_printf (_ ("%s, readable"), pages);
}

/* What is guessed that it is, and how much of it can be read. */
static char *
describe_document (SlImportItem *item, const char *kind)
{
  g_autofree char *pages = describe_pages (item->extraction);
  g_autofree char *name = sl_intake_strip_reference (item->name);
  const char *first_page = NULL;
  SlDocumentGuess guess;
  char *text;

  if (sl_extraction_get_n_pages (item->extraction) > 0)
    first_page = sl_extraction_get_page (item->extraction, 0)->text;
  sl_document_guess (name, item->declared != NULL ? item->declared->declared_type : NULL,
                     first_page, &guess);
  text = g_strdup_printf (
      "%s, %s", _ (sl_document_kind_find (kind != NULL ? kind : guess.kind)->label), pages);
  sl_document_guess_clear (&guess);
  return text;
}

/* When it was taken, and that it says where, which the officer has to know. */
static char *
describe_photograph (SlImportItem *item)
{
  const char *taken_at = sl_extraction_get_property (item->extraction, "taken-at");
  g_autofree char *date = strlen (taken_at) >= 16 ? g_strndup (taken_at, 10) : NULL;
  g_autofree char *day = date != NULL && sl_date_is_valid (date) ? sl_date_format_long (date)
                                                                 : NULL;
  g_autofree char *when = day == NULL ? g_strdup (_ ("Photograph"))
                                      : g_strdup_printf (_ ("Photograph, taken on %s at %.5s"), day,
                                                         taken_at + 11);

  if (!g_str_equal (sl_extraction_get_property (item->extraction, "has-position"), "yes"))
    return g_steal_pointer (&when);
  return g_strdup_printf (_ ("%s; it says where, which stays in the original"), when);
}

/**
 * sl_import_describe:
 * @item: a file of an import
 *
 * Returns: (transfer full): one line that says what became of it
 */
char *
sl_import_describe (SlImportItem *item)
{
  const char *kind;
  char *text;

  if (item->already)
    return g_strdup (_ ("in the case already"));
  if (item->reason != NULL)
    return g_strdup (item->reason);
  if (item->records != NULL && item->records->len > 1)
    return g_strdup_printf (
        ngettext ("%s: %u application", "%s: %u applications", item->records->len),
        _ (item->format->title), item->records->len);
  if (item->ignored)
    return g_strdup (_ ("application bundle, unpacked"));
  if (item->extraction == NULL)
    return g_strdup ("");
  if (sl_extraction_get_state (item->extraction) == SL_EXTRACTION_REFUSED)
    return g_strdup (sl_extraction_get_reason (item->extraction));
  kind = sl_import_get_form_kind (item);
  if (kind != NULL && strcmp (kind, "email") != 0)
    return g_strdup (_ (item->format->title));
  text = item->photograph ? describe_photograph (item) : describe_document (item, kind);
  if (sl_extraction_get_state (item->extraction) == SL_EXTRACTION_PARTIAL)
    {
      char *partial = g_strdup_printf ("%s. %s", text, sl_extraction_get_reason (item->extraction));
      g_free (text);
      text = partial;
    }
  return text;
}

static gboolean
is_refused (SlImportItem *item)
{
  if (item->already)
    return FALSE;
  return item->reason != NULL ||
         (item->extraction != NULL &&
          sl_extraction_get_state (item->extraction) == SL_EXTRACTION_REFUSED);
}

static const char *
get_outcome (SlImportItem *item)
{
  if (is_refused (item))
    return "refused";
  if (item->records != NULL && item->records->len > 0)
    return item->already ? "already-there" : "facts";
  if (item->ignored)
    return "ignored";
  return item->already ? "already-there" : "added";
}

static void
add_line (SlImportResult *result, SlImportItem *item)
{
  SlImportLine *line = g_new0 (SlImportLine, 1);

  line->name = g_strdup (item->name);
  line->document_id = g_strdup (item->document_id);
  line->case_id = item->group != NULL ? g_strdup (item->group->case_id) : NULL;
  line->outcome = g_strdup (get_outcome (item));
  line->text = sl_import_describe (item);
  g_ptr_array_add (result->lines, line);
  if (is_refused (item))
    result->n_refused++;
  else if (line->document_id != NULL && !item->already)
    result->n_documents++;
}

static SlImportResult *
make_result (SlImportJob *job)
{
  SlImportResult *result = g_new0 (SlImportResult, 1);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  result->lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < job->items->len; i++)
    add_line (result, g_ptr_array_index (job->items, i));
  for (guint i = 0; i < job->groups->len; i++)
    {
      SlImportGroup *group = g_ptr_array_index (job->groups, i);
      g_autoptr (SlCase) after = NULL;

      if (group->case_id == NULL)
        continue;
      g_strv_builder_add (ids, group->case_id);
      result->n_cases_made += group->is_new ? 1 : 0;
      result->changed = result->changed || group->changed;
      after = sl_case_records_load (sl_library_get_store (job->library), group->case_id, NULL);
      if (after != NULL)
        result->n_conflicts += sl_case_get_conflict_count (after);
    }
  result->case_ids = g_strv_builder_end (ids);
  return result;
}

/* What was kept for nothing. */
static void
take_back (SlImportJob *job)
{
  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);

      if (item->kept_now)
        sl_library_forget (job->library, item->sha256);
    }
}

static SlImportResult *
run (SlImportJob *job, GError **error)
{
  if (!sl_import_collect (job, error) || !sl_import_read (job, error) ||
      !sl_import_assign (job, error)
      /* From here on it is done to the end: a case half recorded would be worse than a late stop.
       */
      || g_cancellable_set_error_if_cancelled (job->cancellable, error) ||
      !sl_import_save (job, error))
    {
      take_back (job);
      return NULL;
    }
  /* Lists of applications and duplicates were kept in passing and are named by no record. */
  take_back (job);
  return make_result (job);
}

/**
 * sl_import_to:
 * @library: where to
 * @packs: the packs, for authorities and the inbox's rules
 * @paths: (array zero-terminated=1): files and folders
 * @target: the case they belong to (%NULL finds it by what the forms say, or makes it), and whether
 *   pictures come as photographs, of which sheet
 * @progress: (nullable): called on this thread
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancelled import changes nothing
 * @error: return location
 *
 * Brings files and folders into a case. Blocking. A file that cannot be read is no error: its line
 * says why, and the rest goes on.
 *
 * Returns: (transfer full): what became of each file, or %NULL with @error
 */
SlImportResult *
sl_import_to (SlLibrary *library,
              SlPackLibrary *packs,
              const char *const *paths,
              const SlImportTarget *target,
              SlImportProgress progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  SlImportJob *job;
  SlImportResult *result;

  g_return_val_if_fail (SL_IS_LIBRARY (library) && SL_IS_PACK_LIBRARY (packs), NULL);
  g_return_val_if_fail (paths != NULL && target != NULL, NULL);
  g_return_val_if_fail (target->sheet_id == NULL || target->case_id != NULL, NULL);

  job = job_new (library, packs, paths, target, progress, progress_data, cancellable, error);
  if (job == NULL)
    return NULL;
  result = run (job, error);
  job_free (job);
  return result;
}

SlImportResult *
sl_import (SlLibrary *library,
           SlPackLibrary *packs,
           const char *const *paths,
           const char *case_id,
           SlImportProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const SlImportTarget target = { .case_id = case_id };

  return sl_import_to (library, packs, paths, &target, progress, progress_data, cancellable, error);
}

static void
import_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SlImportResult *result = run (data, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) sl_import_result_free);
  else
    g_task_return_error (task, error);
}

/**
 * sl_import_to_async:
 * @library: where to
 * @packs: the packs
 * @paths: (array zero-terminated=1): files and folders
 * @target: where they belong, copied
 * @progress: (nullable): called on the caller's main context, never after @callback
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancelled import changes nothing
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * As sl_import_to(), in a thread.
 */
void
sl_import_to_async (SlLibrary *library,
                    SlPackLibrary *packs,
                    const char *const *paths,
                    const SlImportTarget *target,
                    SlImportProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  SlImportJob *job;

  g_return_if_fail (SL_IS_LIBRARY (library) && SL_IS_PACK_LIBRARY (packs) && paths != NULL);
  g_return_if_fail (target != NULL && (target->sheet_id == NULL || target->case_id != NULL));

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, sl_import_to_async);
  g_task_set_name (task, "import");
  /* Once the records are written the result counts, whatever was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  job = job_new (library, packs, paths, target, progress, progress_data, cancellable, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, import_worker);
}

void
sl_import_async (SlLibrary *library,
                 SlPackLibrary *packs,
                 const char *const *paths,
                 const char *case_id,
                 SlImportProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  const SlImportTarget target = { .case_id = case_id };

  sl_import_to_async (library, packs, paths, &target, progress, progress_data, cancellable,
                      callback, user_data);
}

SlImportResult *
sl_import_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
