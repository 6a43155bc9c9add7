/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "base/sl-share.h"
#include "store/sl-audit.h"
#include "store/sl-backup-private.h"
#include "store/sl-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Restoring. Everything of the backup is checked before the target is touched; the target comes
 * into being under another name and is checked again before it gets its own. */

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
               _ ("The backup %s was not restored: %s"), path, why);
  return FALSE;
}

/* Originals lie beside the backup, or, where it was made before an upgrade, in the data folder. */
static char *
find_original (const SlBackup *backup, const char *sha256)
{
  g_autofree char *folder = g_path_get_dirname (backup->path);
  g_autofree char *data_folder = g_path_get_dirname (folder);
  g_autofree char *path = sl_backup_dup_file_path (folder, sha256);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  return sl_backup_dup_file_path (data_folder, sha256);
}

static gboolean
check_structure (const SlBackup *backup, GError **error)
{
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();

  if (backup->version > migrations->len)
    return refuse (error, backup->path, _ ("it was made by a newer Sightline."));
  if (backup->version < migrations->len)
    return refuse (error, backup->path,
                   _ ("it was made by an older Sightline, whose structure differs. Restore it with "
                      "that version, then open it with this one."));
  return TRUE;
}

static gboolean
check_plain (const SlBackup *backup, const char *name, const char *expected, GError **error)
{
  g_autofree char *path = g_build_filename (backup->path, name, NULL);
  g_autofree char *hash = NULL;
  gint64 size;

  if (!sl_hash_file (path, &hash, &size, error))
    return FALSE;
  if (g_str_equal (hash, expected))
    return TRUE;
  return refuse (error, path, _ ("it is not the file that the backup's manifest names."));
}

static gboolean
check_originals (const SlBackup *backup, GError **error)
{
  for (guint i = 0; i < backup->files->len; i++)
    {
      g_autofree char *path = find_original (backup, backup->files->pdata[i]);
      g_autofree char *hash = NULL;
      gint64 size;

      if (!sl_hash_file (path, &hash, &size, error))
        return FALSE;
      if (!g_str_equal (hash, backup->files->pdata[i]))
        return refuse (error, path, _ ("this original has been altered."));
    }
  return TRUE;
}

/* The database must itself be what the manifest says of it. */
static gboolean
check_database (const SlBackup *backup, GError **error)
{
  g_autofree char *path = g_build_filename (backup->path, SL_STORE_DATABASE_NAME, NULL);
  g_autoptr (SlBackup) found = sl_backup_new ();
  gboolean same;

  if (!sl_backup_inspect (path, found, error))
    return FALSE;
  same = found->version == backup->version && found->application_id == backup->application_id &&
         found->head_sequence == backup->head_sequence &&
         g_str_equal (found->head_hash, backup->head_hash) &&
         found->tables->len == backup->tables->len;
  for (guint i = 0; same && i < found->tables->len; i++)
    same = g_str_equal (found->tables->pdata[i], backup->tables->pdata[i]);
  return same || refuse (error, path, _ ("it is not the database that the manifest describes."));
}

static gboolean
check_target (const char *target, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (target, 0, NULL);
  if (dir != NULL && g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("A backup is only restored into a new folder, and %s is there already. Nothing "
                  "was changed."),
               target);
  return FALSE;
}

static gboolean
copy_checked (const char *from, const char *to, const char *expected, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 size;

  if (!sl_copy_file (from, to, &hash, &size, error))
    return FALSE;
  return g_str_equal (hash, expected) || refuse (error, from, _ ("it changed while being read."));
}

/* What was just made in @target is its group's, where it is shared. */
static gboolean
settle (const char *target, const char *copy, GError **error)
{
  if (sl_share_settle_path (target, copy))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
               _ ("%s could not be given to the group: %s"), copy, g_strerror (errno));
  return FALSE;
}

static gboolean
copy_named (const SlBackup *backup,
            const char *target,
            const char *name,
            const char *expected,
            GError **error)
{
  g_autofree char *from = g_build_filename (backup->path, name, NULL);
  g_autofree char *to = g_build_filename (target, name, NULL);

  return copy_checked (from, to, expected, error) && settle (target, to, error);
}

static gboolean
copy_originals (const SlBackup *backup, const char *target, GError **error)
{
  for (guint i = 0; i < backup->files->len; i++)
    {
      const char *sha256 = g_ptr_array_index (backup->files, i);
      g_autofree char *from = find_original (backup, sha256);
      g_autofree char *to = sl_backup_dup_file_path (target, sha256);
      g_autofree char *parent = g_path_get_dirname (to);
      g_autofree char *files = g_path_get_dirname (parent);

      if (g_mkdir_with_parents (parent, 0700) != 0 || !settle (target, files, error) ||
          !settle (target, parent, error) || !copy_checked (from, to, sha256, error) ||
          !settle (target, to, error) || !sl_folder_sync (parent, error))
        return FALSE;
    }
  return TRUE;
}

/* The restored trail must be whole. */
static gboolean
check_trail (const char *folder, GError **error)
{
  g_autoptr (SlAuditReport) report = sl_audit_verify (folder, NULL);

  if (report->state == SL_AUDIT_INTACT)
    return TRUE;
  return refuse (error, folder, report->problems->pdata[0]);
}

static gboolean
prepare (const char *folder, const char *group, GError **error)
{
  return group != NULL ? sl_folder_share (folder, group, TRUE, error)
                       : sl_folder_prepare (folder, TRUE, error);
}

/**
 * sl_backup_restore:
 * @path: a backup's folder
 * @target: a new or empty folder
 * @group: (nullable): whose accounts shall share it, as for sl_store_open_shared(); %NULL for this
 *   account alone, even where the casebook was shared
 * @error: return location
 *
 * Returns: %TRUE when @target holds the casebook as it was backed up; otherwise nothing of that
 * name was touched, and @error says why
 */
gboolean
sl_backup_restore (const char *path, const char *target, const char *group, GError **error)
{
  g_autoptr (SlBackup) backup = NULL;
  g_autofree char *full = NULL;
  g_autofree char *partial = NULL;
  g_autofree char *parent = NULL;

  g_return_val_if_fail (path != NULL && target != NULL, FALSE);
  full = g_canonicalize_filename (path, NULL);
  backup = sl_backup_load (full, error);
  if (backup == NULL || !check_structure (backup, error) || !check_target (target, error) ||
      !check_plain (backup, SL_STORE_DATABASE_NAME, backup->database_hash, error) ||
      !check_plain (backup, SL_STORE_HEADS_NAME, backup->heads_hash, error) ||
      !check_database (backup, error) || !check_originals (backup, error))
    return FALSE;

  partial = g_strconcat (target, SL_BACKUP_PARTIAL, NULL);
  parent = g_path_get_dirname (target);
  if (!check_target (partial, error) || !prepare (partial, group, error) ||
      !copy_named (backup, partial, SL_STORE_DATABASE_NAME, backup->database_hash, error) ||
      !copy_named (backup, partial, SL_STORE_HEADS_NAME, backup->heads_hash, error) ||
      !copy_originals (backup, partial, error) || !check_trail (partial, error))
    return FALSE;
  g_rmdir (target);
  if (g_rename (partial, target) != 0)
    return refuse (error, target, g_strerror (errno));
  return sl_folder_sync (parent, error);
}
