/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sqlite/sl-sqlite.h"

#include "store/sl-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 5000

/* Pages copied between two looks at other readers and writers. */
#define COPY_STEP_PAGES 2048

/* WAL is for what can be made again only: on a full disk it cannot be opened even for reading.
 * EXTRA also syncs the folder after the journal is removed, so that a power cut cannot bring the
 * journal back and undo an acknowledged change. cache_spill is off so that a big import does not
 * take the exclusive lock before its end. recursive_triggers makes REPLACE obey DELETE triggers. */
static const char common_settings[] = "PRAGMA trusted_schema=OFF;"
                                      "PRAGMA cell_size_check=ON;"
                                      "PRAGMA mmap_size=0;"
                                      "PRAGMA temp_store=MEMORY;"
                                      "PRAGMA secure_delete=ON;"
                                      "PRAGMA foreign_keys=ON;"
                                      "PRAGMA recursive_triggers=ON;"
                                      "PRAGMA cache_size=-16384;";
static const char writer_settings[] = "PRAGMA journal_mode=DELETE;"
                                      "PRAGMA synchronous=EXTRA;"
                                      "PRAGMA cache_spill=OFF;";
static const char derived_settings[] = "PRAGMA journal_mode=WAL;"
                                       "PRAGMA synchronous=NORMAL;";

/* Far above what the program needs and far below what a hostile file could ask for. */
static const struct
{
  int id, value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024 },
  { SQLITE_LIMIT_SQL_LENGTH, 100000 },
  { SQLITE_LIMIT_COLUMN, 200 },
  { SQLITE_LIMIT_EXPR_DEPTH, 100 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 20 },
  { SQLITE_LIMIT_VDBE_OP, 100000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 16 },
  { SQLITE_LIMIT_ATTACHED, 0 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 250 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* The code and sentence for people of an engine's failure. */
static SlStoreError
explain (int code, int system_error, const char **sentence)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      *sentence = _ ("The disk is full, so this was not saved. Free some space, then try again.");
      return SL_STORE_ERROR_FULL;
    case SQLITE_NOTADB:
      *sentence = _ ("This is not a Sightline casebook, or its beginning is damaged.");
      return SL_STORE_ERROR_NOT_OURS;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      *sentence = _ (
          "The casebook's file is damaged. Restore the newest backup into a new folder.");
      return SL_STORE_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      *sentence = _ ("The casebook cannot be written here: its folder or file is read-only.");
      return SL_STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *sentence = _ ("Another program held the casebook for too long. Try again.");
      return SL_STORE_ERROR_FAILED;
    case SQLITE_IOERR:
      /* Quotas and file size limits are full disks by another name. */
      if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
        return explain (SQLITE_FULL, 0, sentence);
      *sentence = _ ("The disk failed while the casebook was read or written.");
      return SL_STORE_ERROR_FAILED;
    default:
      *sentence = _ ("The casebook's database refused.");
      return SL_STORE_ERROR_FAILED;
    }
}

gboolean
sl_sqlite_fail (sqlite3 *handle, int code, GError **error)
{
  const char *sentence;
  int system_error = handle != NULL ? sqlite3_system_errno (handle) : errno;
  const char *file = handle != NULL ? sqlite3_db_filename (handle, "main") : NULL;
  SlStoreError kind = explain (code, system_error, &sentence);

  /* TRANSLATORS: a sentence, then the file and the engine's own words in brackets */
  g_set_error (error, SL_STORE_ERROR, kind, _ ("%s (%s: %s)"), sentence,
               file != NULL && *file != '\0' ? file : _ ("database"),
               handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code));
  return FALSE;
}

/* The file with all links of its folder resolved, since NOFOLLOW refuses a link anywhere. */
static char *
resolve (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real;
  char *result;

  if (g_str_equal (path, ":memory:") || (real = realpath (folder, NULL)) == NULL)
    return g_strdup (path);
  result = g_build_filename (real, name, NULL);
  free (real);
  return result;
}

/* The journal takes its mode from the database, so this makes both private. */
static gboolean
create_private (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, SL_STORE_ERROR,
                   errno == ENOSPC ? SL_STORE_ERROR_FULL : SL_STORE_ERROR_FAILED,
                   _ ("%s cannot be made: %s"), path, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static int
configure (sqlite3 *handle, SlDatabaseFlags flags)
{
  int code;

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i].id, limits[i].value);
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  code = sqlite3_exec (handle, common_settings, NULL, NULL, NULL);
  if (code == SQLITE_OK && !(flags & SL_DATABASE_READ_ONLY))
    code = sqlite3_exec (handle, flags & SL_DATABASE_DERIVED ? derived_settings : writer_settings,
                         NULL, NULL, NULL);
  return code;
}

sqlite3 *
sl_sqlite_open (const char *path, SlDatabaseFlags flags, GError **error)
{
  g_autofree char *real = resolve (path);
  sqlite3 *handle = NULL;
  int open_flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
  int code;

  if (g_str_equal (path, ":memory:"))
    open_flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  else if (flags & SL_DATABASE_READ_ONLY)
    open_flags |= SQLITE_OPEN_READONLY;
  else
    {
      open_flags |= SQLITE_OPEN_READWRITE;
      if ((flags & SL_DATABASE_CREATE) && !create_private (real, error))
        return NULL;
    }
  code = sqlite3_open_v2 (real, &handle, open_flags, NULL);
  if (code == SQLITE_OK)
    code = configure (handle, flags);
  if (code != SQLITE_OK)
    {
      sl_sqlite_fail (handle, code, error);
      sqlite3_close_v2 (handle);
      return NULL;
    }
  return handle;
}

/* Runs the copy to its end, giving way to writers between steps. */
static int
copy_steps (sqlite3_backup *backup)
{
  int code;

  do
    {
      code = sqlite3_backup_step (backup, COPY_STEP_PAGES);
      /* The busy handler of the source has already waited its five seconds. */
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return code;
    }
  while (code == SQLITE_OK);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

gboolean
sl_sqlite_copy (sqlite3 *source, const char *path, GError **error)
{
  sqlite3 *target = sl_sqlite_open (path, SL_DATABASE_CREATE, error);
  sqlite3_backup *backup;
  int code;
  gboolean copied = FALSE;

  if (target == NULL)
    return FALSE;
  backup = sqlite3_backup_init (target, "main", source, "main");
  if (backup == NULL)
    sl_sqlite_fail (target, sqlite3_errcode (target), error);
  else
    {
      code = copy_steps (backup);
      sqlite3_backup_finish (backup);
      copied = code == SQLITE_OK || sl_sqlite_fail (target, code, error);
    }
  sqlite3_close_v2 (target);
  return copied;
}

/* The one number that a PRAGMA or SELECT answers with. */
gboolean
sl_sqlite_get_pragma (sqlite3 *handle, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  *value = 0;
  if (code == SQLITE_OK)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        *value = sqlite3_column_int64 (statement, 0);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    sl_sqlite_fail (handle, code, error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}
