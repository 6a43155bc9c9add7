/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-case-counts.h"

/* Badges and filter counts of one moment, off the main thread. */

typedef struct
{
  SlCaseQuery *queries; /* their strings are interned or owned by strings */
  guint n_queries;
  GStringChunk *strings;
} Counting;

static void
counting_free (Counting *counting)
{
  g_free (counting->queries);
  g_string_chunk_free (counting->strings);
  g_free (counting);
}

static void
keep (Counting *counting, const char **text)
{
  if (*text != NULL)
    *text = g_string_chunk_insert_const (counting->strings, *text);
}

static Counting *
counting_new (const SlCaseQuery *queries, guint n_queries)
{
  Counting *counting = g_new0 (Counting, 1);

  counting->queries = g_memdup2 (queries, n_queries * sizeof *queries);
  counting->n_queries = n_queries;
  counting->strings = g_string_chunk_new (256);
  for (guint i = 0; i < n_queries; i++)
    {
      keep (counting, &counting->queries[i].triage);
      keep (counting, &counting->queries[i].stage);
      keep (counting, &counting->queries[i].officer_id);
      keep (counting, &counting->queries[i].authority_code);
      keep (counting, &counting->queries[i].due_before);
      keep (counting, &counting->queries[i].words);
      keep (counting, &counting->queries[i].feature);
    }
  return counting;
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Counting *counting = data;
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < counting->n_queries; i++)
    {
      gint64 count;

      if (g_task_return_error_if_cancelled (task))
        return;
      count = sl_case_records_count (source, &counting->queries[i], &error);
      if (error != NULL)
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      g_array_append_val (counts, count);
    }
  g_task_return_pointer (task, g_steal_pointer (&counts), (GDestroyNotify) g_array_unref);
}

/**
 * sl_case_counts_async:
 * @queries: (array length=n_queries): what to count
 *
 * Counts in a thread.
 */
void
sl_case_counts_async (SlStore *store,
                      const SlCaseQuery *queries,
                      guint n_queries,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, sl_case_counts_async);
  g_task_set_name (task, "count cases");
  g_task_set_task_data (task, counting_new (queries, n_queries), (GDestroyNotify) counting_free);
  g_task_run_in_thread (task, count_in_thread);
}

/**
 * sl_case_counts_finish:
 *
 * Returns: (transfer full) (element-type gint64): a count for each query
 */
GArray *
sl_case_counts_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
