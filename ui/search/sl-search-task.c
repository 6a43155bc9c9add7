/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-search"
#include "config.h"

#include "search/sl-search-task.h"

#include "base/sl-text.h"
#include "cases/sl-case-list.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"

#include <glib/gi18n.h>

/* The search itself, off the main thread. Records are read here and only text leaves the thread. */

#define MAX_CASES 12
#define MAX_PASSAGES 60

typedef struct
{
  SlStore *store;
  SlIndex *index;
  char *words;
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->store);
  g_clear_object (&search->index);
  g_free (search->words);
  g_free (search);
}

/* A scheme or a survey has neither an authority nor a proposal. */
static char *
describe_case (SlCase *planning_case)
{
  const char *const fields[] = { "reference", "authority-name", "proposal" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = sl_case_get (planning_case, fields[i]);

      if (*value != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
    }
  return g_string_free (text, FALSE);
}

static gboolean
add_cases (Search *search, GPtrArray *hits, GError **error)
{
  g_autoptr (SlCaseList) list = sl_case_list_new (search->store);
  const SlCaseQuery query = { .words = search->words, .sort = SL_CASE_SORT_DUE };
  guint n_items;

  if (!sl_case_list_load (list, &query, error))
    return FALSE;
  n_items = MIN (g_list_model_get_n_items (G_LIST_MODEL (list)), MAX_CASES);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (SlCase) planning_case = g_list_model_get_item (G_LIST_MODEL (list), i);
      SlSearchHit *hit = g_new0 (SlSearchHit, 1);

      hit->case_id = g_strdup (sl_case_get_id (planning_case));
      hit->title = g_strdup (sl_case_get_display_title (planning_case));
      hit->detail = describe_case (planning_case);
      g_ptr_array_add (hits, hit);
    }
  return TRUE;
}

/* "Boundary treatments, 2214-PL-106 C, page 1": number and revision tell two sheets of one title
 * apart. */
static char *
name_page (SlDocument *document, guint page)
{
  const char *title = sl_document_get (document, "title");
  const char *number = sl_document_get (document, "drawing-number");
  const char *revision = sl_document_get (document, "revision");

  if (*number == '\0' && *revision == '\0')
    return g_strdup_printf (_ ("%s, page %u"), title, page);
  if (*number == '\0')
    return g_strdup_printf (_ ("%s, revision %s, page %u"), title, revision, page);
  if (*revision == '\0')
    return g_strdup_printf (_ ("%s, %s, page %u"), title, number, page);
  return g_strdup_printf (_ ("%s, %s %s, page %u"), title, number, revision, page);
}

/* Name of the page in @title; its case, and whether a newer revision took its place. */
static char *
describe_place (Search *search, const SlHit *hit, char **title)
{
  g_autoptr (SlDocument)
      document = sl_document_records_load (search->store, hit->document_id, NULL);
  g_autoptr (SlCase) planning_case = sl_case_records_load (search->store, hit->case_id, NULL);

  if (document == NULL || planning_case == NULL)
    return NULL;
  *title = name_page (document, hit->page);
  return g_strdup_printf ("%s · %s%s", sl_case_get (planning_case, "reference"),
                          sl_case_get_display_title (planning_case),
                          sl_document_get_superseded (document) ? _ (" · superseded") : "");
}

static gboolean
add_passages (Search *search, GPtrArray *hits, GError **error)
{
  g_autoptr (GPtrArray)
      found = sl_index_search (search->index, NULL, search->words, MAX_PASSAGES, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const SlHit *passage = g_ptr_array_index (found, i);
      SlSearchHit *hit = g_new0 (SlSearchHit, 1);

      hit->detail = describe_place (search, passage, &hit->title);
      if (hit->detail == NULL)
        {
          /* The index is older than the records: the passage has no home any more. */
          sl_search_hit_free (hit);
          continue;
        }
      hit->case_id = g_strdup (passage->case_id);
      hit->document_id = g_strdup (passage->document_id);
      hit->page = passage->page;
      hit->excerpt = g_strdup (passage->excerpt);
      hit->ranges = passage->ranges != NULL ? g_array_ref (passage->ranges) : NULL;
      g_ptr_array_add (hits, hit);
    }
  return TRUE;
}

static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_search_hit_free);
  g_autoptr (GError) error = NULL;

  if (!add_cases (search, hits, &error) ||
      g_cancellable_set_error_if_cancelled (cancellable, &error) ||
      !add_passages (search, hits, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&hits), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * sl_search_hit_free:
 * @hit: (transfer full): a line
 */
void
sl_search_hit_free (SlSearchHit *hit)
{
  g_free (hit->case_id);
  g_free (hit->document_id);
  g_free (hit->title);
  g_free (hit->detail);
  g_free (hit->excerpt);
  g_clear_pointer (&hit->ranges, g_array_unref);
  g_free (hit);
}

/**
 * sl_search_async:
 * @words: as typed
 *
 * Searches cases and documents in a thread.
 */
void
sl_search_async (SlCasebook *casebook,
                 const char *words,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (casebook, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->store = g_object_ref (sl_casebook_get_store (casebook));
  search->index = g_object_ref (sl_library_get_index (sl_casebook_get_library (casebook)));
  search->words = g_strdup (words);
  g_task_set_source_tag (task, sl_search_async);
  g_task_set_name (task, "search");
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * sl_search_finish:
 *
 * Returns: (transfer full) (element-type SlSearchHit): what was found
 */
GPtrArray *
sl_search_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
