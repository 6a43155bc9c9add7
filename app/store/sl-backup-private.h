/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "store/sl-backup.h"
#include "store/sl-manifest.h"

G_BEGIN_DECLS

/* Reads what a manifest says of a database out of the database itself: structure, head, rows of
 * each table, and which originals it names. Runs the engine's full check first. */
gboolean sl_backup_inspect (const char *database_path, SlBackup *backup, GError **error);
/* Whether @source still holds all that @backup has: the same counts when nothing changed meanwhile,
 * the same head row otherwise. */
gboolean sl_backup_matches (SlDatabase *source, const SlBackup *backup, GError **error);

/* Copies a plain file (0600), hashing on the way, and syncs it. @hash is set to the SHA-256. */
gboolean sl_copy_file (const char *from, const char *to, char **hash, gint64 *size, GError **error);
gboolean sl_hash_file (const char *path, char **hash, gint64 *size, GError **error);
/* "<folder>/files/ab/abcdef…"; transfer full. */
char *sl_backup_dup_file_path (const char *folder, const char *sha256);

G_END_DECLS
