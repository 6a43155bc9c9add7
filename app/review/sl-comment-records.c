/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-comment-private.h"
#include "review/sl-version-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of "comment". No row is ever deleted. */

/* In the order of SlCommentText; initials are made of the name. */
#define COLUMNS                                                                                    \
  "SELECT c.comment_id, c.case_id, c.version_id, c.parent_id, c.anchor_kind, c.anchor_key,"        \
  " c.anchor_text, c.anchor_title, c.anchor_source, c.body, c.person_id, p.display_name, c.role,"  \
  " '', c.at, c.state, c.closed_by, q.display_name, c.closed_at, c.close_reason, c.origin,"        \
  " v.paper_number, c.anchor_start, c.anchor_end, c.self_declared"                                 \
  " FROM comment c JOIN person p ON p.person_id = c.person_id"                                     \
  " JOIN version v ON v.version_id = c.version_id"                                                 \
  " LEFT JOIN person q ON q.person_id = c.closed_by "

enum
{
  COLUMN_NUMBER = SL_N_COMMENT_TEXTS,
  COLUMN_START,
  COLUMN_END,
  COLUMN_SELF_DECLARED
};

static guint
read_offset (SlStatement *statement, int column)
{
  return (guint) CLAMP (sl_statement_get_int (statement, column), 0, G_MAXINT);
}

static SlComment *
read_comment (SlStatement *statement)
{
  SlCommentValues values = { 0 };
  char **texts = values.texts;
  char *role;

  for (int i = 0; i < SL_N_COMMENT_TEXTS; i++)
    texts[i] = sl_statement_dup_text (statement, i);
  values.version_number = (guint) sl_statement_get_int (statement, COLUMN_NUMBER);
  values.anchor_start = read_offset (statement, COLUMN_START);
  values.anchor_end = read_offset (statement, COLUMN_END);
  g_free (texts[SL_COMMENT_PERSON_INITIALS]);
  texts[SL_COMMENT_PERSON_INITIALS] = sl_person_make_initials (texts[SL_COMMENT_PERSON_NAME]);
  role = sl_review_dup_role_text (texts[SL_COMMENT_PERSON_ROLE],
                                  sl_statement_get_int (statement, COLUMN_SELF_DECLARED) != 0);
  g_free (texts[SL_COMMENT_PERSON_ROLE]);
  texts[SL_COMMENT_PERSON_ROLE] = role;
  return sl_comment_new_take (&values);
}

/**
 * sl_comments_list:
 * @store: an open store
 * @paper_id: whose
 * @error: return location
 *
 * Returns: (transfer full): #SlComment, those that open a thread, oldest first, open and closed,
 *   each with its replies; or %NULL with %SL_STORE_ERROR
 */
GListModel *
sl_comments_list (SlStore *store, const char *paper_id, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (SL_TYPE_COMMENT);
  g_autoptr (GHashTable) threads = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && paper_id != NULL, NULL);

  /* Threads first, since a reply from another computer may bear an earlier time than its thread. */
  statement = sl_database_prepare (
      sl_store_read (store),
      COLUMNS "WHERE c.paper_id = ?"
              " ORDER BY CASE WHEN c.parent_id IS NULL THEN 0 ELSE 1 END, c.at, c.comment_id",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", paper_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (SlComment) comment = NULL;
      SlComment *thread;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&list));
      comment = read_comment (statement);
      thread = g_hash_table_lookup (threads, sl_comment_get_text (comment, SL_COMMENT_PARENT_ID));
      if (thread != NULL)
        {
          sl_comment_append_reply (thread, comment);
          continue;
        }
      g_hash_table_insert (threads, (char *) sl_comment_get_id (comment), comment);
      g_list_store_append (list, comment);
    }
  return NULL;
}

gboolean
sl_comment_records_add (SlTransaction *transaction,
                        const SlCommentRow *row,
                        gboolean *added,
                        GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO comment (comment_id, case_id, version_id, parent_id, anchor_kind, anchor_key,"
      " anchor_start, anchor_end, anchor_text, anchor_source, anchor_title, body, person_id, role,"
      " self_declared, at, state, closed_by, closed_at, close_reason, origin, paper_id)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (comment_id) DO NOTHING RETURNING comment_id",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (
      insert,
      "ttttttiittttttitttttt"
      "t",
      row->comment_id, row->case_id, row->version_id, row->parent_id, row->anchor_kind,
      row->anchor_key, (gint64) row->anchor_start, (gint64) row->anchor_end, row->anchor_text,
      row->anchor_source, row->anchor_title, row->body, row->person_id, row->role,
      (gint64) row->self_declared, row->at, row->state, row->closed_by, row->closed_at,
      row->close_reason, row->origin, row->paper_id != NULL ? row->paper_id : row->case_id);
  return sl_statement_step (insert, added, error);
}

gboolean
sl_comment_records_set_closed (SlTransaction *transaction,
                               const char *comment_id,
                               gboolean closed,
                               const char *closed_by,
                               const char *closed_at,
                               const char *reason,
                               GError **error)
{
  g_autoptr (SlStatement) update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE comment SET state = ?, closed_by = ?, closed_at = ?, close_reason = ?"
      " WHERE comment_id = ?",
      error);

  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttttt", closed ? "closed" : "open", closed ? closed_by : "",
                     closed ? closed_at : "", closed ? reason : "", comment_id);
  return sl_statement_run (update, error);
}

void
sl_comment_head_clear (SlCommentHead *head)
{
  g_clear_pointer (&head->case_id, g_free);
  g_clear_pointer (&head->paper_id, g_free);
  g_clear_pointer (&head->version_id, g_free);
  g_clear_pointer (&head->parent_id, g_free);
  g_clear_pointer (&head->person_id, g_free);
  g_clear_pointer (&head->state, g_free);
  g_clear_pointer (&head->closed_by, g_free);
}

gboolean
sl_comment_records_read_head (SlDatabase *database,
                              const char *comment_id,
                              SlCommentHead *head,
                              GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT case_id, version_id, COALESCE (parent_id, ''), person_id, state, closed_by,"
      " paper_id FROM comment WHERE comment_id = ?",
      error);
  char **fields[] = { &head->case_id, &head->version_id, &head->parent_id, &head->person_id,
                      &head->state,   &head->closed_by,  &head->paper_id };
  gboolean row;

  *head = (SlCommentHead){ 0 };
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", comment_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no comment %s in this casebook."), comment_id);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    *fields[i] = sl_statement_dup_text (statement, (int) i);
  return TRUE;
}

gboolean
sl_comment_records_is_author (SlDatabase *database,
                              const char *version_id,
                              const char *person_id,
                              gboolean *author,
                              GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT person_id FROM version_author WHERE version_id = ? AND person_id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", version_id, person_id);
  return sl_statement_step (statement, author, error);
}

char *
sl_comment_records_find_paper (SlDatabase *database,
                               const char *version_id,
                               char **case_id,
                               GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT paper_id, case_id FROM version WHERE version_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", version_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (row)
    {
      *case_id = sl_statement_dup_text (statement, 1);
      return sl_statement_dup_text (statement, 0);
    }
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
               _ ("There is no version %s in this casebook."), version_id);
  return NULL;
}
