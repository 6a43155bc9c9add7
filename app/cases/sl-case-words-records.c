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
