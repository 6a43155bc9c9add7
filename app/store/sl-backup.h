/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Backups. A backup folder holds one folder a backup, "sightline-20261122T031502Z", with the
 * database, the audit heads and a manifest; and beside them files/, where the originals of all
 * backups lie once by their hash. */

typedef enum
{
  SL_BACKUP_WHOLE,   /* with the originals */
  SL_BACKUP_UPGRADE, /* into the data folder itself, which keeps the originals anyway */
} SlBackupKind;

/* What a manifest says. */
typedef struct
{
  char *path; /* the backup's own folder */
  char *made; /* ISO time */
  gint64 application_id;
  guint version; /* of the database's structure */
  gint64 head_sequence;
  char *head_hash;
  char *database_hash;
  gint64 database_size;
  char *heads_hash;      /* of heads.txt */
  GPtrArray *tables;     /* of char*: "name rows" */
  GPtrArray *files;      /* of char*: SHA-256 */
  GPtrArray *lost_files; /* of char*: named by the casebook, but not to be had when it was made */
} SlBackup;
void sl_backup_free (SlBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBackup, sl_backup_free)

/* Refuses manifests that were cut or changed. */
SlBackup *sl_backup_load (const char *path, GError **error);
/* Readable ones in @folder, oldest first; others are passed over. Element type SlBackup. */
GPtrArray *sl_backup_list (const char *folder);

/* Makes one of an open store in @folder, reads it back, and thins out older ones: the newest of
 * each of 7 days, 5 weeks and 12 months stay. Blocking; works beside changes. Transfer full. */
SlBackup *sl_backup_make (SlStore *store, const char *folder, GError **error);
/* As above from a connection, for store/ itself; returns the backup's path. */
char *sl_backup_make_from (const char *data_folder,
                           SlDatabase *database,
                           const char *folder,
                           SlBackupKind kind,
                           GError **error);

/* Puts the backup in the folder @path into @target, which must not exist or be empty, and checks
 * the result. Everything is checked before anything is written. Blocking. */
gboolean
sl_backup_restore (const char *path, const char *target, const char *group, GError **error);

G_END_DECLS
