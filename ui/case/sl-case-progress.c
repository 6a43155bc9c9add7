/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-case-progress.h"

#include "assessment/sl-assessment.h"
#include "documents/sl-document-records.h"
#include "response/sl-response.h"

/* What the overview's "Still to do" rests on. The records are read in the thread and dropped there:
 * only numbers leave it. */

typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  char *case_id;
} Work;

static void
work_free (Work *work)
{
  g_clear_object (&work->store);
  g_clear_object (&work->packs);
  g_free (work->case_id);
  g_free (work);
}

static gboolean
count_documents (Work *work, SlCaseProgress *progress, GError **error)
{
  g_autoptr (GListModel) documents = sl_document_records_list (work->store, work->case_id, error);

  if (documents == NULL)
    return FALSE;
  progress->n_documents = g_list_model_get_n_items (documents);
  for (guint i = 0; i < progress->n_documents; i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);
      const char *state = sl_document_get (document, "state");

      /* A photograph has no words that one would have to read. */
      progress->n_pictures += g_str_equal (state, "picture") &&
                              !g_str_equal (sl_document_get (document, "kind"), "photograph");
      progress->n_refused += g_str_equal (state, "refused");
    }
  return TRUE;
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autofree SlCaseProgress *progress = g_new0 (SlCaseProgress, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAssessment) assessment = NULL;
  g_autoptr (SlResponse) response = NULL;

  if (count_documents (work, progress, &error))
    assessment = sl_assessment_load (work->store, work->packs, work->case_id, &error);
  if (assessment != NULL)
    {
      SlAssessmentCount count = { 0 };

      sl_assessment_count (assessment, NULL, &count);
      progress->assessment_begun = TRUE;
      progress->n_items = count.applicable;
      progress->n_judged = count.judged;
    }
  if (error == NULL)
    response = sl_response_load (work->store, work->case_id, &error);
  progress->response_begun = response != NULL;

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&progress), g_free);
}

/**
 * sl_case_progress_async:
 * @case_id: a case
 *
 * Counts in a thread.
 */
void
sl_case_progress_async (SlCasebook *casebook,
                        const char *case_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (casebook, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->store = g_object_ref (sl_casebook_get_store (casebook));
  work->packs = g_object_ref (sl_casebook_get_packs (casebook));
  work->case_id = g_strdup (case_id);
  g_task_set_source_tag (task, sl_case_progress_async);
  g_task_set_name (task, "count what is to do");
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, count_in_thread);
}

/**
 * sl_case_progress_finish:
 * @progress: (out caller-allocates): the numbers
 *
 * Returns: %TRUE when they could be counted
 */
gboolean
sl_case_progress_finish (GAsyncResult *result, SlCaseProgress *progress, GError **error)
{
  g_autofree SlCaseProgress *counted = g_task_propagate_pointer (G_TASK (result), error);

  if (counted == NULL)
    return FALSE;
  *progress = *counted;
  return TRUE;
}
