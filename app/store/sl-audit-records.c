/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-audit-private.h"

#include "base/sl-hash.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <string.h>

/* The rows of the audit trail. This file is the only writer of the table "audit". */

/* Goes into every hash first; a later way of hashing takes the next number. */
#define HASH_VERSION "sightline-audit-1"

void
sl_audit_row_free (SlAuditRow *row)
{
  g_free (row->at);
  g_free (row->person_id);
  g_free (row->person_name);
  g_free (row->account);
  g_free (row->role);
  g_free (row->action);
  g_free (row->object_kind);
  g_free (row->object_id);
  g_free (row->case_id);
  g_free (row->detail);
  g_free (row->hash);
  g_free (row);
}

/* Length first, so that no two rows of different fields run together to the same bytes. */
static void
hash_field (GChecksum *checksum, const char *value)
{
  char length[24];

  if (value == NULL)
    {
      g_checksum_update (checksum, (const guchar *) "-;", 2);
      return;
    }
  g_snprintf (length, sizeof length, "%" G_GSIZE_FORMAT ":", strlen (value));
  g_checksum_update (checksum, (const guchar *) length, strlen (length));
  g_checksum_update (checksum, (const guchar *) value, strlen (value));
}

char *
sl_audit_hash (gint64 sequence, const SlAuditEntry *entry, const char *previous_hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *detail_hash = sl_hash_text (entry->detail);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, sequence);

  hash_field (checksum, HASH_VERSION);
  hash_field (checksum, number);
  hash_field (checksum, entry->at);
  hash_field (checksum, entry->person_id);
  hash_field (checksum, entry->account);
  hash_field (checksum, entry->role);
  hash_field (checksum, entry->action);
  hash_field (checksum, entry->object_kind);
  hash_field (checksum, entry->object_id);
  hash_field (checksum, entry->case_id);
  hash_field (checksum, detail_hash);
  hash_field (checksum, previous_hash);
  return g_strdup (g_checksum_get_string (checksum));
}

/* As sl_audit_get_head(), with the last row's time ("" for none). */
static gboolean
get_last (SlDatabase *database, gint64 *sequence, char **hash, char **at, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT sequence, hash, at FROM audit ORDER BY sequence DESC LIMIT 1", error);
  gboolean row;

  if (statement == NULL || !sl_statement_step (statement, &row, error))
    return FALSE;
  *sequence = row ? sl_statement_get_int (statement, 0) : 0;
  *hash = row ? sl_statement_dup_text (statement, 1) : g_strdup (SL_AUDIT_GENESIS);
  if (at != NULL)
    *at = row ? sl_statement_dup_text (statement, 2) : g_strdup ("");
  return TRUE;
}

/**
 * sl_audit_get_head:
 * @database: a connection
 * @sequence: (out): number of the last row, 0 when there is none
 * @hash: (out) (transfer full): its hash
 * @error: return location
 *
 * Returns: %FALSE with %SL_STORE_ERROR when the table cannot be read
 */
gboolean
sl_audit_get_head (SlDatabase *database, gint64 *sequence, char **hash, GError **error)
{
  g_return_val_if_fail (database != NULL && sequence != NULL && hash != NULL, FALSE);
  return get_last (database, sequence, hash, NULL, error);
}

static gboolean
insert_row (SlDatabase *database,
            gint64 sequence,
            const SlAuditEntry *entry,
            const char *previous_hash,
            char **hash,
            GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "INSERT INTO audit (sequence, at, person_id, account, role, action, object_kind, object_id,"
      " case_id, detail, detail_hash, previous_hash, hash)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  g_autofree char *detail_hash = sl_hash_text (entry->detail);

  if (statement == NULL)
    return FALSE;
  *hash = sl_audit_hash (sequence, entry, previous_hash);
  sl_statement_bind (statement, "itttttttttttt", sequence, entry->at, entry->person_id,
                     entry->account, entry->role, entry->action, entry->object_kind,
                     entry->object_id, entry->case_id, entry->detail, detail_hash, previous_hash,
                     *hash);
  return sl_statement_run (statement, error);
}

gboolean
sl_audit_append (SlDatabase *database, const SlAuditEntry *entry, GError **error)
{
  g_autofree char *previous = NULL;
  g_autofree char *last_at = NULL;
  g_autofree char *hash = NULL;
  gint64 sequence;

  if (!get_last (database, &sequence, &previous, &last_at, error))
    return FALSE;
  /* ISO times in UTC sort as text. The order of events is the sequence's; that the clock went back
   * is itself an event. */
  if (strcmp (entry->at, last_at) < 0)
    {
      g_autofree char *detail = g_strdup_printf ("{\"from\":\"%s\",\"to\":\"%s\"}", last_at,
                                                 entry->at);
      SlAuditEntry clock_entry = *entry;

      clock_entry.action = "clock-went-back";
      clock_entry.object_kind = "clock";
      clock_entry.object_id = "";
      clock_entry.case_id = NULL;
      clock_entry.detail = detail;
      if (!insert_row (database, ++sequence, &clock_entry, previous, &hash, error))
        return FALSE;
      g_free (previous);
      previous = g_steal_pointer (&hash);
    }
  return insert_row (database, sequence + 1, entry, previous, &hash, error);
}

#define LIST_COLUMNS                                                                               \
  "SELECT a.sequence, a.at, a.person_id, COALESCE (p.display_name, ''), a.account, a.role,"        \
  " a.action, a.object_kind, a.object_id, a.case_id, a.detail, a.hash"                             \
  " FROM audit a LEFT JOIN person p ON p.person_id = a.person_id "

static SlAuditRow *
read_row (SlStatement *statement)
{
  SlAuditRow *row = g_new0 (SlAuditRow, 1);

  row->sequence = sl_statement_get_int (statement, 0);
  row->at = sl_statement_dup_text (statement, 1);
  row->person_id = sl_statement_dup_text (statement, 2);
  row->person_name = sl_statement_dup_text (statement, 3);
  row->account = sl_statement_dup_text (statement, 4);
  row->role = sl_statement_dup_text (statement, 5);
  row->action = sl_statement_dup_text (statement, 6);
  row->object_kind = sl_statement_dup_text (statement, 7);
  row->object_id = sl_statement_dup_text (statement, 8);
  row->case_id = sl_statement_dup_text (statement, 9);
  row->detail = sl_statement_dup_text (statement, 10);
  row->hash = sl_statement_dup_text (statement, 11);
  return row;
}

/**
 * sl_audit_list:
 * @store: a store
 * @case_id: (nullable): only rows of this case
 * @limit: most rows, 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlAuditRow): rows, newest first; %NULL with
 * %SL_STORE_ERROR
 */
GPtrArray *
sl_audit_list (SlStore *store, const char *case_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_audit_row_free);
  g_autoptr (SlStatement) statement = NULL;
  gint64 most = limit > 0 ? limit : G_MAXINT64;
  gboolean row;

  g_return_val_if_fail (store != NULL, NULL);
  if (case_id != NULL)
    statement = sl_database_prepare (
        sl_store_read (store), LIST_COLUMNS "WHERE a.case_id = ? ORDER BY a.sequence DESC LIMIT ?",
        error);
  else
    statement = sl_database_prepare (sl_store_read (store),
                                     LIST_COLUMNS "ORDER BY a.sequence DESC LIMIT ?", error);
  if (statement == NULL)
    return NULL;
  if (case_id != NULL)
    sl_statement_bind (statement, "ti", case_id, most);
  else
    sl_statement_bind (statement, "i", most);
  while (TRUE)
    {
      if (!sl_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, read_row (statement));
    }
}
