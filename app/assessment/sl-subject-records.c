/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Walks about an entry of a sheet. What the room of sheets, which stands above this one, promises
 * of the entry is read here, in the change itself, and written there alone. */

/* What keeps the entry from being assessed; NULL nothing. */
static const char *
find_hindrance (gboolean found, const char *state, gboolean removed)
{
  if (!found)
    return _ ("What this checklist is about is no entry of a record of this case.");
  if (removed)
    return _ ("What this checklist is about was removed. Bring it back first.");
  if (g_str_equal (state, "closed"))
    return _ ("The record that this checklist belongs to is closed and stays as it is. Open it "
              "again, with a reason, to change an answer.");
  if (!g_str_equal (state, "open"))
    return _ ("The record that this checklist belongs to was cancelled. Open it again, with a "
              "reason, to change an answer.");
  return NULL;
}

gboolean
sl_subject_records_check (SlTransaction *transaction,
                          const char *case_id,
                          const char *sheet_id,
                          const char *entry_id,
                          const char *what,
                          GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT s.reference, s.state, CASE WHEN s.removed = 1 OR e.removed = 1 THEN 1 ELSE 0 END"
      " FROM sheet_entry e JOIN sheet s ON s.sheet_id = e.sheet_id"
      " WHERE e.entry_id = ? AND s.sheet_id = ? AND s.case_id = ?",
      error);
  const char *hindrance;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", entry_id, sheet_id, case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  hindrance = find_hindrance (row, row ? sl_statement_get_text (statement, 1) : "",
                              row && sl_statement_get_int (statement, 2) != 0);
  if (hindrance != NULL)
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, hindrance);
      return FALSE;
    }
  sl_transaction_note (transaction, "record", sl_statement_get_text (statement, 0));
  sl_transaction_note (transaction, "text", what);
  return TRUE;
}

GHashTable *
sl_subject_records_list_verdicts (SlStore *store, const char *assessment_id, GError **error)
{
  g_autoptr (GHashTable) verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT item_id, verdict FROM answer WHERE assessment_id = ? AND verdict <> ''", error);
  gboolean more;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", assessment_id);
  while (sl_statement_step (statement, &more, error))
    {
      SlVerdict verdict;

      if (!more)
        return g_steal_pointer (&verdicts);
      if (sl_verdict_from_nick (sl_statement_get_text (statement, 1), &verdict))
        g_hash_table_insert (verdicts, sl_statement_dup_text (statement, 0),
                             GUINT_TO_POINTER (verdict));
    }
  return NULL;
}
