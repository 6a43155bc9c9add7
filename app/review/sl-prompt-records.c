/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-comment-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a reviewer ticked of the prompts. The only writer of "prompt_mark". The marks are each
 * person's own: that another manager ticked one does not answer it for this one. */

/**
 * sl_prompts_load:
 * @store: an open store
 * @version_id: a version
 * @error: return location
 *
 * Returns: (transfer full): prompt id to "done" or "", as the person at work marked them; those
 * that were never touched are not in it. %NULL with %SL_STORE_ERROR
 */
GHashTable *
sl_prompts_load (SlStore *store, const char *version_id, GError **error)
{
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (SlStatement) statement = NULL;
  const char *actor;
  gboolean row;

  g_return_val_if_fail (store != NULL && version_id != NULL, NULL);

  actor = sl_store_get_actor (store);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT prompt_id, done FROM prompt_mark WHERE version_id = ? AND person_id = ?", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", version_id, actor != NULL ? actor : "");
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&marks);
      g_hash_table_insert (marks, sl_statement_dup_text (statement, 0),
                           g_strdup (sl_statement_get_int (statement, 1) != 0 ? "done" : ""));
    }
  return NULL;
}

typedef struct
{
  SlReviewRules *rules;
  char *paper_id, *version_id, *prompt_id;
  gboolean done;
} Mark;

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  g_object_unref (mark->rules);
  g_free (mark->paper_id);
  g_free (mark->version_id);
  g_free (mark->prompt_id);
  g_free (mark);
}

/* Who may comment may tick a prompt: both are part of reading a version. */
static gboolean
mark_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Mark *mark = data;
  g_autofree char *role = NULL;
  gboolean self_declared;
  g_autoptr (SlStatement) write = NULL;
  gboolean written;

  if (!sl_comment_decide (mark->rules, transaction, SL_REVIEW_COMMENT, mark->paper_id, FALSE, FALSE,
                          &role, &self_declared, error))
    return FALSE;
  write = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO prompt_mark (version_id, prompt_id, person_id, done, at) VALUES (?, ?, ?, ?, ?)"
      " ON CONFLICT (version_id, prompt_id, person_id) DO UPDATE SET done = excluded.done,"
      " at = excluded.at WHERE prompt_mark.done <> excluded.done RETURNING done",
      error);
  if (write == NULL)
    return FALSE;
  sl_statement_bind (write, "tttit", mark->version_id, mark->prompt_id,
                     sl_transaction_get_person_id (transaction), (gint64) mark->done,
                     sl_transaction_get_time (transaction));
  if (!sl_statement_step (write, &written, error))
    return FALSE;
  if (!written)
    sl_transaction_set_unchanged (transaction);
  sl_transaction_note (transaction, "prompt", mark->prompt_id);
  sl_transaction_note (transaction, "done", mark->done ? "yes" : "no");
  return TRUE;
}

static gboolean
is_prompt (SlReviewRules *rules, const char *prompt_id)
{
  static const char *const stages[] = { "briefing", "draft", "final" };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (GPtrArray) prompts = sl_review_rules_list_prompts (rules, stages[i]);

      for (guint j = 0; j < prompts->len; j++)
        if (g_str_equal (((SlReviewPrompt *) g_ptr_array_index (prompts, j))->id, prompt_id))
          return TRUE;
    }
  return FALSE;
}

/**
 * sl_prompt_set:
 * @review: the review
 * @version_id: the version that is read
 * @prompt_id: one of sl_review_rules_list_prompts()
 * @done: %FALSE takes the mark away
 * @error: return location
 *
 * Blocks; any thread.
 *
 * Returns: %FALSE with %SL_STORE_ERROR: NOT_FOUND, or REFUSED by the rules
 */
gboolean
sl_prompt_set (SlReview *review,
               const char *version_id,
               const char *prompt_id,
               gboolean done,
               GError **error)
{
  SlStore *store;
  g_autofree char *case_id = NULL;
  g_autofree char *paper_id = NULL;
  Mark *mark;

  g_return_val_if_fail (SL_IS_REVIEW (review) && version_id != NULL && prompt_id != NULL, FALSE);

  store = sl_library_get_store (sl_review_get_library (review));
  if (!is_prompt (sl_review_get_rules (review), prompt_id))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("The review rules have no prompt “%s”."), prompt_id);
      return FALSE;
    }
  paper_id = sl_comment_records_find_paper (sl_store_read (store), version_id, &case_id, error);
  if (paper_id == NULL)
    return FALSE;
  mark = g_new0 (Mark, 1);
  mark->rules = g_object_ref (sl_review_get_rules (review));
  mark->paper_id = g_steal_pointer (&paper_id);
  mark->version_id = g_strdup (version_id);
  mark->prompt_id = g_strdup (prompt_id);
  mark->done = done;
  return sl_store_apply (
      store,
      sl_change_new ("mark-prompt", "version", version_id, case_id, mark_func, mark, mark_free),
      error);
}
