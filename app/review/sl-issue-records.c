/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-issue-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* The only writer of issued_response and issued_paper, whose rows are never changed (store/sqlite).
 */

#define COLUMNS(table)                                                                             \
  "SELECT i.issue_id, i.case_id, c.reference, i.version_id, v.paper_number, i.hash, i.sha256,"     \
  " i.size, a.display_name, d.role, d.at, p.display_name, i.issued_role, i.issued_at,"             \
  " i.audit_sequence, i.audit_hash, i.sent_on, i.sent_way, i.sent_to, v.paper_id,"                 \
  " COALESCE (q.title, ''), d.self_declared, i.self_declared"                                      \
  " FROM " table " i JOIN planning_case c ON c.case_id = i.case_id"                                \
  " JOIN version v ON v.version_id = i.version_id"                                                 \
  " JOIN decision d ON d.decision_id = i.decision_id"                                              \
  " JOIN person a ON a.person_id = d.person_id JOIN person p ON p.person_id = i.issued_by"         \
  " LEFT JOIN paper q ON q.paper_id = v.paper_id "

/**
 * sl_issue_load:
 * @store: an open store
 * @paper_id: a case's id for its response, or a report's
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the paper as it was issued; %NULL without @error when it
 *   has not been issued
 */
SlIssue *
sl_issue_load (SlStore *store, const char *paper_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  char *texts[SL_N_ISSUE_TEXTS];
  char *role;
  gboolean row;

  g_return_val_if_fail (store != NULL && paper_id != NULL, NULL);
  statement = sl_database_prepare (sl_store_read (store),
                                   sl_paper_id_is_report (paper_id)
                                       ? COLUMNS ("issued_paper") "WHERE i.paper_id = ?"
                                       : COLUMNS ("issued_response") "WHERE i.case_id = ?",
                                   error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", paper_id);
  if (!sl_statement_step (statement, &row, error) || !row)
    return NULL;
  for (int i = 0; i < SL_N_ISSUE_TEXTS; i++)
    texts[i] = sl_statement_dup_text (statement, i);
  role = texts[SL_ISSUE_APPROVED_BY_ROLE];
  texts[SL_ISSUE_APPROVED_BY_ROLE] = sl_review_dup_role_text (
      role, sl_statement_get_int (statement, SL_N_ISSUE_TEXTS) != 0);
  g_free (role);
  role = texts[SL_ISSUE_ISSUED_BY_ROLE];
  texts[SL_ISSUE_ISSUED_BY_ROLE] = sl_review_dup_role_text (
      role, sl_statement_get_int (statement, SL_N_ISSUE_TEXTS + 1) != 0);
  g_free (role);
  return sl_issue_new_take (texts);
}

/* The decision by which @row's version is approved as it is, "" when there is none. */
static gboolean
read_approval (SlDatabase *database, const SlIssueRow *row, char **decision_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT d.decision_id FROM decision d JOIN version v ON v.version_id = d.version_id"
      " WHERE v.version_id = ? AND v.paper_id = ? AND v.state = 'approved' AND v.hash = ?"
      " AND d.stands = 1 AND d.outcome = 'approved' AND d.hash = v.hash"
      " AND v.paper_number ="
      " (SELECT MAX (n.paper_number) FROM version n WHERE n.paper_id = v.paper_id)",
      error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", row->version_id, row->paper_id, row->hash);
  if (!sl_statement_step (statement, &found, error))
    return FALSE;
  *decision_id = found ? sl_statement_dup_text (statement, 0) : g_strdup ("");
  return TRUE;
}

#define INSERT(table, column, value)                                                               \
  "INSERT INTO " table " (issue_id, case_id, version_id, hash, sha256, size, decision_id,"         \
  " issued_by, issued_role, self_declared, issued_at, audit_sequence, audit_hash, sent_on,"        \
  " sent_way, sent_to" column ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" value ")"

gboolean
sl_issue_records_add (SlTransaction *transaction, const SlIssueRow *row, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  gboolean report = sl_paper_id_is_report (row->paper_id);
  g_autofree char *decision_id = NULL;
  g_autoptr (SlStatement) insert = NULL;

  if (!read_approval (database, row, &decision_id, error))
    return FALSE;
  if (*decision_id == '\0')
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
                           _ ("The approval ended a moment ago, so nothing was issued. Look at the "
                              "case again."));
      return FALSE;
    }
  insert = sl_database_prepare (database,
                                report ? INSERT ("issued_paper", ", paper_id", ", ?")
                                       : INSERT ("issued_response", "", ""),
                                error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert,
                     report ? "tttttitttititttt"
                              "t"
                            : "tttttitttititttt",
                     row->issue_id, row->case_id, row->version_id, row->hash, row->sha256,
                     row->size, decision_id, row->issued_by, row->issued_role,
                     (gint64) row->self_declared, sl_transaction_get_time (transaction),
                     row->audit_sequence, row->audit_hash, row->sent_on, row->sent_way,
                     row->sent_to, row->paper_id);
  return sl_statement_run (insert, error);
}
