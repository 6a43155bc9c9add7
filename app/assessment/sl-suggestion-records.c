/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-suggestion-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <string.h>

/* The only writer of "suggestion_note": passages put aside for an item of a case, and searches
 * without a find that the officer keeps. */

GHashTable *
sl_suggestion_records_list_dismissed (SlStore *store,
                                      const char *case_id,
                                      const char *item_id,
                                      GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_store_read (store),
                                       "SELECT passage FROM suggestion_note"
                                       " WHERE case_id = ? AND item_id = ? AND state = 'dismissed'",
                                       error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", case_id, item_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&keys);
      g_hash_table_add (keys, sl_statement_dup_text (statement, 0));
    }
  return NULL;
}

typedef struct
{
  char *case_id;
  char *item_id;
  char *passage;
  const char *state;
  gboolean there;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->case_id);
  g_free (note->item_id);
  g_free (note->passage);
  g_free (note);
}

static gboolean
is_kept (SlDatabase *database, const Note *note, gboolean *kept, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT 1 FROM suggestion_note WHERE case_id = ? AND item_id = ? AND passage = ?"
      " AND state = ?",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttt", note->case_id, note->item_id, note->passage, note->state);
  return sl_statement_step (statement, kept, error);
}

static gboolean
insert_note (SlTransaction *transaction, const Note *note, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO suggestion_note (case_id, item_id, passage, state, person_id, at)"
      " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, item_id, passage) DO UPDATE SET"
      " state = excluded.state, person_id = excluded.person_id, at = excluded.at",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttt", note->case_id, note->item_id, note->passage, note->state,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_run (statement, error);
}

static gboolean
delete_note (SlTransaction *transaction, const Note *note, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "DELETE FROM suggestion_note WHERE case_id = ? AND item_id = ? AND passage = ?"
      " AND state = ?",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttt", note->case_id, note->item_id, note->passage, note->state);
  return sl_statement_run (statement, error);
}

static gboolean
note_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Note *note = data;
  gboolean kept;

  if (!is_kept (sl_transaction_get_database (transaction), note, &kept, error))
    return FALSE;
  if (kept == note->there)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "item", note->item_id);
  sl_transaction_note (transaction, "passage", note->passage);
  return note->there ? insert_note (transaction, note, error)
                     : delete_note (transaction, note, error);
}

/**
 * sl_suggestion_change_dismiss:
 * @key: the suggestion's key
 * @dismissed: %FALSE brings it back
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_suggestion_change_dismiss (const char *case_id,
                              const char *item_id,
                              const char *key,
                              gboolean dismissed)
{
  Note *note;

  g_return_val_if_fail (case_id != NULL && item_id != NULL && key != NULL, NULL);

  note = g_new0 (Note, 1);
  note->case_id = g_strdup (case_id);
  note->item_id = g_strdup (item_id);
  note->passage = g_strdup (key);
  note->state = "dismissed";
  note->there = dismissed;
  return sl_change_new (dismissed ? "dismiss-suggestion" : "restore-suggestion", "suggestion_note",
                        key, case_id, note_func, note, note_free);
}
