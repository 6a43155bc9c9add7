/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-backup-private.h"

#include "store/sl-audit-private.h"
#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a copied database holds. integrity_check alone calls an empty file sound, so the counts, the
 * structure and the head are looked at as well. */

static gboolean
check_whole (SlDatabase *database, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (database, "PRAGMA integrity_check (1)", error);
  gboolean row;

  if (statement == NULL || !sl_statement_step (statement, &row, error))
    return FALSE;
  if (row && g_str_equal (sl_statement_get_text (statement, 0), "ok"))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
               _ ("The copy of the database is damaged: %s"),
               row ? sl_statement_get_text (statement, 0) : _ ("no answer"));
  return FALSE;
}

/* "name rows" of each table, sorted. The names come out of the file's own list and are quoted. */
static gboolean
count_rows (SlDatabase *database, GPtrArray *tables, GError **error)
{
  g_autoptr (SlStatement) names = sl_database_prepare (
      database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", error);
  gboolean row;

  if (names == NULL)
    return FALSE;
  while (sl_statement_step (names, &row, error))
    {
      const char *name = sl_statement_get_text (names, 0);
      char *sql;
      gint64 count;
      gboolean counted;

      if (!row)
        return TRUE;
      sql = sqlite3_mprintf ("SELECT COUNT (*) FROM \"%w\"", name);
      counted = sl_sqlite_get_pragma (sl_database_get_handle (database), sql, &count, error);
      sqlite3_free (sql);
      if (!counted)
        return FALSE;
      g_ptr_array_add (tables, g_strdup_printf ("%s %" G_GINT64_FORMAT, name, count));
    }
  return FALSE;
}

static gboolean
list_files (SlDatabase *database, GPtrArray *files, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT sha256 FROM stored_file ORDER BY sha256", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      g_ptr_array_add (files, sl_statement_dup_text (statement, 0));
    }
  return FALSE;
}

static gboolean
inspect (SlDatabase *database, SlBackup *backup, GError **error)
{
  gint64 version;

  if (!check_whole (database, error) ||
      !sl_sqlite_get_pragma (sl_database_get_handle (database), "PRAGMA application_id",
                             &backup->application_id, error) ||
      !sl_sqlite_get_pragma (sl_database_get_handle (database), "PRAGMA user_version", &version,
                             error))
    return FALSE;
  backup->version = version;
  if (backup->application_id != SL_SQLITE_APPLICATION_ID || version < 1)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_OURS,
                   _ ("The copy of the database is not a Sightline casebook."));
      return FALSE;
    }
  return sl_audit_get_head (database, &backup->head_sequence, &backup->head_hash, error) &&
         count_rows (database, backup->tables, error) &&
         list_files (database, backup->files, error);
}

gboolean
sl_backup_inspect (const char *database_path, SlBackup *backup, GError **error)
{
  g_autoptr (SlDatabase) database = sl_database_open (database_path, SL_DATABASE_READ_ONLY, error);
  gboolean inspected = database != NULL && inspect (database, backup, error);

  if (database != NULL)
    sl_database_close (database);
  return inspected;
}

static gboolean
same_lists (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
sl_backup_matches (SlDatabase *source, const SlBackup *backup, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *hash = NULL;
  gint64 sequence;
  gboolean matches;

  if (!sl_database_run (source, "BEGIN", error))
    return FALSE;
  matches = sl_audit_get_head (source, &sequence, &hash, error) &&
            count_rows (source, tables, error);
  sl_database_run (source, "COMMIT", NULL);
  if (!matches)
    return FALSE;
  /* A change that was saved while the copy was made is in the next backup. */
  if (sequence > backup->head_sequence)
    return TRUE;
  if (g_str_equal (hash, backup->head_hash) && same_lists (tables, backup->tables))
    return TRUE;
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
                       _ ("The copy of the database does not hold what the casebook holds."));
  return FALSE;
}
