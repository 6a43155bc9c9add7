/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-load.h"

#include "review/sl-versions-pane.h"

/* Everything the Review page shows, read in one go in a thread: the page then never waits, and what
 * stands beside each other on it is of one moment. */

static void
order_free (SlReviewOrder *order)
{
  g_free (order->paper_id);
  g_free (order->newer);
  g_free (order->older);
  g_free (order->seen);
  g_free (order);
}

void
sl_review_load_free (SlReviewLoad *load)
{
  g_clear_pointer (&load->state, sl_review_state_free);
  g_clear_pointer (&load->papers, g_ptr_array_unref);
  g_free (load->seen);
  g_free (load->newer_id);
  g_clear_object (&load->newer);
  g_clear_object (&load->older);
  g_clear_pointer (&load->subjects, g_ptr_array_unref);
  g_clear_pointer (&load->diff, sl_diff_free);
  g_free (load->pair);
  g_clear_object (&load->layout);
  g_clear_pointer (&load->prompts_done, g_hash_table_unref);
  g_clear_object (&load->issue);
  g_clear_object (&load->outcome);
  g_clear_pointer (&load->decisions, g_ptr_array_unref);
  g_free (load);
}

static SlVersion *
find_version (GListModel *versions, const char *id)
{
  guint n_versions = g_list_model_get_n_items (versions);

  for (guint i = 0; i < n_versions; i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (versions, i);

      if (g_strcmp0 (sl_version_get_id (version), id) == 0)
        return g_steal_pointer (&version);
    }
  return NULL;
}

/* The version before @number; NULL for the first. */
static SlVersion *
find_earlier (GListModel *versions, guint number)
{
  guint n_versions = g_list_model_get_n_items (versions);

  for (guint i = 0; i < n_versions; i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (versions, i);

      if (sl_version_get_number (version) < number)
        return g_steal_pointer (&version);
    }
  return NULL;
}

static gboolean
is_over (SlVersion *version)
{
  const char *state = sl_version_get (version, "state");

  return g_str_equal (state, "returned") || g_str_equal (state, "withdrawn") ||
         g_str_equal (state, "voided");
}

static gboolean
wrote (SlReview *review, SlVersion *version)
{
  return g_str_equal (sl_version_get (version, "author-id"),
                      sl_person_get_id (sl_review_get_person (review)));
}

/* Which version: the one asked for; else the draft for an author who works on it again, or where
 * nothing was sent yet; else the newest. */
static void
choose_newer (SlReviewLoad *load, SlReview *review, const char *wanted)
{
  g_autoptr (SlVersion) newest = g_list_model_get_item (load->state->versions, 0);
  gboolean has_draft = load->state->draft != NULL && (newest == NULL || load->state->draft_differs);

  load->newer = wanted != NULL ? find_version (load->state->versions, wanted) : NULL;
  if (load->newer == NULL && newest != NULL &&
      !(has_draft && (g_strcmp0 (wanted, SL_REVIEW_DRAFT) == 0 ||
                      (wanted == NULL && is_over (newest) && wrote (review, newest)))))
    load->newer = g_object_ref (newest);
  load->newer_id = g_strdup (load->newer != NULL ? sl_version_get_id (load->newer)
                             : has_draft         ? SL_REVIEW_DRAFT
                                                 : "");
}

/* What it is compared with: what was asked for; else what one looked at last, where that is
 * earlier; else the version before. */
static void
choose_older (SlReviewLoad *load, const char *wanted)
{
  guint number = load->newer != NULL ? sl_version_get_number (load->newer) : G_MAXUINT;
  g_autoptr (SlVersion) seen = find_version (load->state->versions, load->seen);

  if (seen != NULL && sl_version_get_number (seen) >= number)
    g_clear_object (&seen);
  if (wanted != NULL)
    load->older = find_version (load->state->versions, wanted);
  else if (seen != NULL && load->newer != NULL)
    load->older = g_object_ref (seen);
  else
    load->older = find_earlier (load->state->versions, number);
  load->since_seen = load->newer != NULL && load->older != NULL && load->older == seen;
}

static gboolean
compare (SlReviewLoad *load, SlReview *review, gboolean pages, GError **error)
{
  SlStore *store = sl_library_get_store (sl_review_get_library (review));
  g_autoptr (SlSnapshot) newer = NULL;
  g_autoptr (SlSnapshot) older = NULL;

  if (*load->newer_id == '\0')
    return TRUE;
  newer = load->newer != NULL ? sl_version_load_snapshot (store, load->newer, error)
                              : sl_snapshot_ref (load->state->draft);
  if (newer == NULL)
    return FALSE;
  if (load->older != NULL)
    {
      older = sl_version_load_snapshot (store, load->older, error);
      if (older == NULL)
        return FALSE;
    }
  load->pair = g_strdup_printf ("%s %s %s", load->newer_id, sl_snapshot_get_hash (newer),
                                older != NULL ? sl_snapshot_get_hash (older) : "");
  load->subjects = sl_review_subjects_list (newer);
  load->diff = sl_diff_new (older, newer);
  load->n_changes = load->diff->n_changes;
  load->n_changed_blocks = load->diff->n_changed_blocks;
  load->n_fields = load->diff->fields->len;
  sl_comments_place (load->state->comments, newer);
  /* A photograph that is gone leaves its caption to stand alone. */
  if (pages)
    sl_review_load_pictures (review, newer, NULL);
  if (pages)
    load->layout = sl_letter_layout_new (sl_snapshot_get_letter (newer));
  return TRUE;
}

static gboolean
load_rest (SlReviewLoad *load, SlStore *store, const char *paper_id, GError **error)
{
  g_autoptr (SlVersion) newest = g_list_model_get_item (load->state->versions, 0);
  GError *inner = NULL;

  if (newest == NULL)
    return TRUE;
  load->decisions = sl_decisions_list (store, sl_version_get_id (newest), error);
  if (load->decisions == NULL)
    return FALSE;
  load->prompts_done = sl_prompts_load (store, sl_version_get_id (newest), error);
  if (load->prompts_done == NULL)
    return FALSE;
  load->issue = sl_issue_load (store, paper_id, &inner);
  if (inner == NULL)
    load->outcome = sl_outcome_load (store, paper_id, &inner); /* a report has none */
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}

static SlReviewLoad *
load_all (SlReview *review, const SlReviewOrder *order, GError **error)
{
  SlStore *store = sl_library_get_store (sl_review_get_library (review));
  g_autoptr (SlReviewLoad) load = g_new0 (SlReviewLoad, 1);

  load->state = sl_review_load (review, order->paper_id, error);
  if (load->state == NULL)
    return NULL;
  load->papers = sl_papers_list (review, load->state->case_id, error);
  if (load->papers == NULL)
    return NULL;
  load->seen = order->seen != NULL ? g_strdup (order->seen)
                                   : sl_versions_dup_last_seen (store, order->paper_id, error);
  if (load->seen == NULL)
    return NULL;
  choose_newer (load, review, order->newer);
  choose_older (load, order->older);
  if (!compare (load, review, order->pages, error) ||
      !load_rest (load, store, order->paper_id, error))
    return NULL;
  return g_steal_pointer (&load);
}

static void
worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SlReviewLoad *load = load_all (source, data, &error);

  if (load != NULL)
    g_task_return_pointer (task, load, (GDestroyNotify) sl_review_load_free);
  else
    g_task_return_error (task, error);
}

/**
 * sl_review_load_async:
 * @review: of the casebook
 * @order: (transfer full): what to read
 * @cancellable: (nullable): drops the result
 * @callback: told when it is there
 * @user_data: for @callback
 *
 * Reads everything that the Review page shows.
 */
void
sl_review_load_async (SlReview *review,
                      SlReviewOrder *order,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (review, cancellable, callback, user_data);

  g_task_set_source_tag (task, sl_review_load_async);
  g_task_set_name (task, "load review");
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, worker);
}

/**
 * sl_review_load_finish:
 *
 * Returns: (transfer full): what was read, or %NULL with @error
 */
SlReviewLoad *
sl_review_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
