/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-backup-private.h"
#include "store/sl-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Plain files for backups: read without following links or waiting on a pipe, hashed, synced. */

#define BLOCK (256 * 1024)

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, SL_STORE_ERROR, code == ENOSPC ? SL_STORE_ERROR_FULL : SL_STORE_ERROR_FAILED,
               "%s: %s", path, code == ENOSPC ? _ ("the disk is full") : g_strerror (code));
  return FALSE;
}

static int
open_plain (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat info;

  if (fd < 0)
    {
      fail (path, errno, error);
      return -1;
    }
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    return fd;
  close (fd);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED, _ ("%s is not a plain file."), path);
  return -1;
}

static gboolean
write_all (int fd, const guint8 *bytes, gssize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      length -= written;
    }
  return TRUE;
}

/* Reads @from to its end into @checksum and, unless it is -1, into @to. Returns 0 or an errno;
 * @reading says which side failed. */
static int
pump (int from, int to, GChecksum *checksum, gint64 *size, gboolean *reading)
{
  g_autofree guint8 *block = g_malloc (BLOCK);

  *size = 0;
  while (TRUE)
    {
      gssize got = read (from, block, BLOCK);

      *reading = TRUE;
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return got < 0 ? errno : 0;
      g_checksum_update (checksum, block, got);
      *size += got;
      *reading = FALSE;
      if (to >= 0 && !write_all (to, block, got))
        return errno;
    }
}

gboolean
sl_hash_file (const char *path, char **hash, gint64 *size, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean reading;
  int fd = open_plain (path, error);
  int code;

  if (fd < 0)
    return FALSE;
  code = pump (fd, -1, checksum, size, &reading);
  close (fd);
  if (code != 0)
    return fail (path, code, error);
  *hash = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}

gboolean
sl_copy_file (const char *from, const char *to, char **hash, gint64 *size, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean reading = FALSE;
  int source = open_plain (from, error);
  int target, code;

  if (source < 0)
    return FALSE;
  target = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  code = target < 0 ? errno : pump (source, target, checksum, size, &reading);
  if (code == 0 && fsync (target) != 0)
    code = errno;
  if (target >= 0)
    close (target);
  close (source);
  if (code == 0)
    {
      *hash = g_strdup (g_checksum_get_string (checksum));
      return TRUE;
    }
  if (target >= 0)
    unlink (to);
  return fail (reading ? from : to, code, error);
}

char *
sl_backup_dup_file_path (const char *folder, const char *sha256)
{
  char first[3] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (folder, SL_STORE_FILES_NAME, first, sha256, NULL);
}
