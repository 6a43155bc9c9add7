/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-private.h"

#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

/* The words that a list's filter looks through: one folded text for each case, in rows much
 * narrower than the case's own. It follows from the case's row, so it is written after it. */

/* A reference is found as it is written and without its punctuation. */
static gboolean
read_words (SlDatabase *database, const char *case_id, char **folded, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT reference || ' ' || reference_folded || ' ' || our_reference || ' ' || title"
      " || ' ' || address || ' ' || postcode || ' ' || authority_name || ' ' || proposal"
      " FROM planning_case WHERE case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *folded = sl_text_fold (row ? sl_statement_get_text (statement, 0) : "");
  return TRUE;
}

/**
 * sl_case_records_write_words:
 * @transaction: a change that wrote the row of @case_id
 * @case_id: a case
 * @error: return location
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_case_records_write_words (SlTransaction *transaction, const char *case_id, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autofree char *folded = NULL;
  g_autoptr (SlStatement) insert = NULL;

  if (!read_words (database, case_id, &folded, error))
    return FALSE;
  insert = sl_database_prepare (database,
                                "INSERT INTO case_words (case_id, words) VALUES (?, ?)"
                                " ON CONFLICT (case_id) DO UPDATE SET words = excluded.words",
                                error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tt", case_id, folded);
  return sl_statement_run (insert, error);
}

static GPtrArray *
list_stale (SlDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlStatement)
      statement = sl_database_prepare (database, "SELECT case_id FROM case_words_stale", error);
  gboolean row;

  while (statement != NULL && sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, sl_statement_dup_text (statement, 0));
    }
  return NULL;
}

static gboolean
complete_words (SlTransaction *transaction, gpointer data, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (GPtrArray) ids = list_stale (database, error);
  g_autoptr (SlStatement) empty = NULL;
  g_autofree char *count = NULL;

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!sl_case_records_write_words (transaction, g_ptr_array_index (ids, i), error))
      return FALSE;
  count = g_strdup_printf ("%u", ids->len);
  sl_transaction_note (transaction, "cases", count);
  empty = sl_database_prepare (database, "DELETE FROM case_words_stale", error);
  return empty != NULL && sl_statement_run (empty, error);
}

/**
 * sl_cases_change_complete_words:
 *
 * Returns: (transfer full): a change that writes the words of cases from before their titles and
 *   our numbers belonged to them
 */
SlChange *
sl_cases_change_complete_words (void)
{
  return sl_change_new ("complete-words", "case_words", "", NULL, complete_words, NULL, NULL);
}

/**
 * sl_cases_complete_words:
 * @store: an open store with an actor
 * @error: return location
 *
 * Does so where a casebook of an older Sightline asks for it, once.
 *
 * Returns: %FALSE with %SL_STORE_ERROR
 */
gboolean
sl_cases_complete_words (SlStore *store, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (store != NULL, FALSE);
  if (sl_store_is_read_only (store))
    return TRUE;
  ids = list_stale (sl_store_read (store), error);
  return ids != NULL &&
         (ids->len == 0 || sl_store_apply (store, sl_cases_change_complete_words (), error));
}
