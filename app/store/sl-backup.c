/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-backup.h"

#include "base/sl-share.h"
#include "base/sl-time.h"
#include "store/sl-backup-private.h"
#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Making backups and thinning them out. A backup is made under another name and renamed when it has
 * been read back and found whole. */

static const struct
{
  gsize length; /* of the ISO time's start that names the period; 0 for ISO weeks */
  guint keep;
} periods[] = { { strlen ("2026-11-22"), 7 }, { 0, 5 }, { strlen ("2026-11"), 12 } };

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, errno == ENOSPC ? SL_STORE_ERROR_FULL : SL_STORE_ERROR_FAILED,
               _ ("The folder %s cannot be made: %s"), path, g_strerror (errno));
  return FALSE;
}

/* Removes a folder of plain files, as backups are. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_unlink (child);
    }
  g_rmdir (path);
}

/* Copies one original unless the backups have it; what cannot be had, or is no longer what its name
 * says, is noted as lost and does not keep the rest from being saved. */
static gboolean
keep_file (const char *data_folder,
           const char *folder,
           const char *sha256,
           SlBackup *backup,
           GError **error)
{
  g_autofree char *from = sl_backup_dup_file_path (data_folder, sha256);
  g_autofree char *to = sl_backup_dup_file_path (folder, sha256);
  g_autofree char *partial = g_strconcat (to, SL_BACKUP_PARTIAL, NULL);
  g_autofree char *parent = g_path_get_dirname (to);
  g_autofree char *hash = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 size;

  if (g_file_test (to, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  if (!make_folder (parent, error))
    return FALSE;
  g_unlink (partial);
  if (sl_copy_file (from, partial, &hash, &size, &failure) && g_str_equal (hash, sha256))
    return g_rename (partial, to) == 0 && sl_folder_sync (parent, error);
  g_unlink (partial);
  if (g_error_matches (failure, SL_STORE_ERROR, SL_STORE_ERROR_FULL))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_ptr_array_add (backup->lost_files, g_strdup (sha256));
  return TRUE;
}

static gboolean
keep_files (const char *data_folder, const char *folder, SlBackup *backup, GError **error)
{
  g_autoptr (GPtrArray) named = g_steal_pointer (&backup->files);

  backup->files = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < named->len; i++)
    {
      guint lost = backup->lost_files->len;

      if (!keep_file (data_folder, folder, named->pdata[i], backup, error))
        return FALSE;
      if (backup->lost_files->len == lost)
        g_ptr_array_add (backup->files, g_strdup (named->pdata[i]));
    }
  return TRUE;
}

/* A backup that lies in a shared casebook itself is for those who share it; one that somebody makes
 * elsewhere is theirs alone. */
static gboolean
settle (const char *data_folder, const char *folder, const char *path, GError **error)
{
  static const char *const names[] = { "", SL_STORE_DATABASE_NAME, SL_STORE_HEADS_NAME,
                                       SL_MANIFEST_NAME };
  g_autofree char *own = g_build_filename (data_folder, SL_STORE_BACKUP_NAME, NULL);
  gboolean settled = TRUE;

  if (!g_str_equal (folder, own))
    return TRUE;
  settled = sl_share_settle_path (data_folder, folder);
  for (guint i = 0; settled && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_build_filename (path, names[i], NULL);
      settled = sl_share_settle_path (data_folder, name);
    }
  if (!settled)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
                 _ ("The backup %s could not be given to the group: %s"), path, g_strerror (errno));
  return settled;
}

/* Fills @backup->path, which exists and is empty. */
static gboolean
fill (const char *data_folder,
      SlDatabase *database,
      const char *folder,
      SlBackupKind kind,
      SlBackup *backup,
      GError **error)
{
  g_autofree char *copy = g_build_filename (backup->path, SL_STORE_DATABASE_NAME, NULL);
  g_autofree char *heads_from = g_build_filename (data_folder, SL_STORE_HEADS_NAME, NULL);
  g_autofree char *heads_to = g_build_filename (backup->path, SL_STORE_HEADS_NAME, NULL);
  gint64 size;

  return sl_sqlite_copy (sl_database_get_handle (database), copy, error) &&
         sl_backup_inspect (copy, backup, error) && sl_backup_matches (database, backup, error) &&
         sl_hash_file (copy, &backup->database_hash, &backup->database_size, error) &&
         sl_copy_file (heads_from, heads_to, &backup->heads_hash, &size, error) &&
         (kind == SL_BACKUP_UPGRADE || keep_files (data_folder, folder, backup, error)) &&
         sl_manifest_save (backup, error) && sl_folder_sync (backup->path, error);
}

char *
sl_backup_make_from (const char *data_folder,
                     SlDatabase *database,
                     const char *folder,
                     SlBackupKind kind,
                     GError **error)
{
  g_autoptr (SlBackup) backup = sl_backup_new ();
  g_autofree char *stamp = NULL;
  g_autofree char *path = NULL;
  char *to;

  if (!make_folder (folder, error))
    return NULL;
  backup->made = sl_time_now ();
  /* "2026-11-22T03:15:02.123Z" without what file systems elsewhere refuse. */
  stamp = to = g_strdup (backup->made);
  for (const char *from = backup->made; *from != '\0'; from++)
    if (strchr ("-:.", *from) == NULL)
      *to++ = *from;
  *to = '\0';
  path = g_strconcat (folder, G_DIR_SEPARATOR_S, SL_BACKUP_PREFIX, stamp, NULL);
  backup->path = g_strconcat (path, SL_BACKUP_PARTIAL, NULL);
  if (!make_folder (backup->path, error))
    return NULL;
  if (!fill (data_folder, database, folder, kind, backup, error) ||
      !settle (data_folder, folder, backup->path, error))
    {
      remove_folder (backup->path);
      g_prefix_error (error, _ ("The backup was not made. "));
      return NULL;
    }
  if (g_rename (backup->path, path) != 0)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
                   _ ("The backup %s could not be given its name: %s"), path, g_strerror (errno));
      remove_folder (backup->path);
      return NULL;
    }
  return sl_folder_sync (folder, error) ? g_steal_pointer (&path) : NULL;
}

/* The name of the period a backup falls into. */
static char *
name_period (const SlBackup *backup, gsize length)
{
  g_autoptr (GDateTime) time = NULL;

  if (length > 0)
    return g_strndup (backup->made, length);
  time = g_date_time_new_from_iso8601 (backup->made, NULL);
  return time != NULL ? g_date_time_format (time, "%G-%V") : g_strdup (backup->made);
}

/* Marks the newest backup of each of the newest @keep periods. @backups: oldest first. */
static void
mark_kept (GPtrArray *backups, gsize length, guint keep, gboolean *kept)
{
  g_autofree char *last = NULL;

  for (guint i = backups->len; i > 0 && keep > 0; i--)
    {
      g_autofree char *period = name_period (backups->pdata[i - 1], length);

      if (g_strcmp0 (period, last) == 0)
        continue;
      kept[i - 1] = TRUE;
      keep--;
      g_free (last);
      last = g_steal_pointer (&period);
    }
}

/* Removes originals that no backup names any more. */
static void
drop_unnamed_files (const char *folder, GPtrArray *dropped, GPtrArray *left)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < left->len; i++)
    for (guint j = 0; j < ((SlBackup *) left->pdata[i])->files->len; j++)
      g_hash_table_add (named, ((SlBackup *) left->pdata[i])->files->pdata[j]);
  for (guint i = 0; i < dropped->len; i++)
    if (!g_hash_table_contains (named, dropped->pdata[i]))
      {
        g_autofree char *path = sl_backup_dup_file_path (folder, dropped->pdata[i]);
        g_unlink (path);
      }
}

static void
thin_out (const char *folder)
{
  g_autoptr (GPtrArray) backups = sl_backup_list (folder);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
  g_autofree gboolean *kept = g_new0 (gboolean, backups->len + 1);

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    mark_kept (backups, periods[i].length, periods[i].keep, kept);
  for (guint i = backups->len; i > 0; i--)
    if (!kept[i - 1])
      {
        SlBackup *backup = g_ptr_array_index (backups, i - 1);

        for (guint j = 0; j < backup->files->len; j++)
          g_ptr_array_add (dropped, g_strdup (backup->files->pdata[j]));
        remove_folder (backup->path);
        g_ptr_array_remove_index (backups, i - 1);
      }
  drop_unnamed_files (folder, dropped, backups);
}

/**
 * sl_backup_make:
 * @store: an open store
 * @folder: where backups are kept; made when missing
 * @error: return location
 *
 * Makes a backup with all originals, reads it back, and thins out older ones in @folder.
 *
 * Returns: (transfer full): what was made, or %NULL with %SL_STORE_ERROR
 */
SlBackup *
sl_backup_make (SlStore *store, const char *folder, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (store != NULL && folder != NULL, NULL);
  if (!sl_store_flush_head (store, error))
    return NULL;
  path = sl_backup_make_from (sl_store_get_path (store), sl_store_read (store), folder,
                              SL_BACKUP_WHOLE, error);
  if (path == NULL)
    return NULL;
  thin_out (folder);
  return sl_backup_load (path, error);
}
