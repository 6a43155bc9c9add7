/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-issue-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

/* The only writer of outcome and outcome_item. What stood there before a correction stands in the
 * audit trail. */

/**
 * sl_outcome_load:
 * @store: an open store
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the authority decided; %NULL without @error when
 * nothing is recorded
 */
SlOutcome *
sl_outcome_load (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  char *texts[SL_N_OUTCOME_TEXTS];
  gboolean row;

  g_return_val_if_fail (store != NULL && case_id != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT o.case_id, o.decision, o.decided_on, o.note, p.display_name, o.at, v.stance"
      " FROM outcome o JOIN person p ON p.person_id = o.person_id"
      " LEFT JOIN issued_response i ON i.case_id = o.case_id"
      " LEFT JOIN version v ON v.version_id = i.version_id WHERE o.case_id = ?",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error) || !row)
    return NULL;
  for (int i = 0; i < SL_N_OUTCOME_TEXTS; i++)
    texts[i] = sl_statement_dup_text (statement, i);
  return sl_outcome_new_take (texts);
}

gboolean
sl_outcome_records_read (SlDatabase *database,
                         const char *case_id,
                         char **decision,
                         char **decided_on,
                         char **note,
                         GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT decision, decided_on, note FROM outcome WHERE case_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *decision = row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
  *decided_on = row ? sl_statement_dup_text (statement, 1) : g_strdup ("");
  *note = row ? sl_statement_dup_text (statement, 2) : g_strdup ("");
  return TRUE;
}

void
sl_outcome_state_free (SlOutcomeState *state)
{
  g_free (state->state);
  g_free (state->condition);
  g_free (state->note);
  g_free (state);
}

GHashTable *
sl_outcome_records_list_states (SlDatabase *database, const char *case_id, GError **error)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) sl_outcome_state_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT recommendation_key, state, condition, note FROM outcome_item WHERE case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlOutcomeState *state;

      if (!row)
        return g_steal_pointer (&states);
      state = g_new0 (SlOutcomeState, 1);
      state->state = sl_statement_dup_text (statement, 1);
      state->condition = sl_statement_dup_text (statement, 2);
      state->note = sl_statement_dup_text (statement, 3);
      g_hash_table_insert (states, sl_statement_dup_text (statement, 0), state);
    }
  return NULL;
}

gboolean
sl_outcome_records_set (SlTransaction *transaction,
                        const char *case_id,
                        const char *decision,
                        const char *decided_on,
                        const char *note,
                        GError **error)
{
  g_autoptr (SlStatement) upsert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO outcome (case_id, decision, decided_on, note, person_id, at)"
      " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET"
      " decision = excluded.decision, decided_on = excluded.decided_on, note = excluded.note,"
      " person_id = excluded.person_id, at = excluded.at",
      error);

  if (upsert == NULL)
    return FALSE;
  sl_statement_bind (upsert, "tttttt", case_id, decision, decided_on, note,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_run (upsert, error);
}

gboolean
sl_outcome_records_set_item (SlTransaction *transaction,
                             const char *case_id,
                             const SlOutcomeItem *item,
                             GError **error)
{
  g_autoptr (SlStatement) upsert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO outcome_item (case_id, recommendation_key, state, condition, note)"
      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, recommendation_key) DO UPDATE SET"
      " state = excluded.state, condition = excluded.condition, note = excluded.note",
      error);

  if (upsert == NULL)
    return FALSE;
  sl_statement_bind (upsert, "ttttt", case_id, item->recommendation_key, item->state,
                     item->condition, item->note);
  return sl_statement_run (upsert, error);
}
