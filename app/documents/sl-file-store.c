/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-file-store.h"

#include "base/sl-share.h"
#include "store/sl-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* security.md section 4: temporary name, fsync the file, rename, fsync the folder; only then may a
 * record point at it. Folders are held by descriptor and never followed through a link (E-05). */

static gboolean
fail (GError **error, int code, const char *what)
{
  g_set_error (error, SL_STORE_ERROR,
               code == ENOSPC || code == EDQUOT ? SL_STORE_ERROR_FULL : SL_STORE_ERROR_FAILED,
               "%s: %s", what, g_strerror (code));
  return FALSE;
}

static gboolean
is_hash (const char *sha256)
{
  return strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64;
}

/* Opens (and when asked makes) the folder @name inside @parent, below the data folder @base. */
static int
open_folder (int base, int parent, const char *name, gboolean make)
{
  gboolean made = make && mkdirat (parent, name, 0700) == 0;
  int fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int saved = errno;

  if (made)
    {
      if (fd >= 0)
        sl_share_settle (base, fd);
      fsync (parent);
    }
  errno = saved;
  return fd;
}

/* The folder FOLDER/files/ab; -1 with errno. @base: FOLDER. */
static int
open_bucket (int base, const char *sha256, gboolean make)
{
  char bucket[3] = { sha256[0], sha256[1], '\0' };
  int files, result, saved;

  if (base < 0)
    return -1;
  files = open_folder (base, base, "files", make);
  if (files < 0)
    return -1;
  result = open_folder (base, files, bucket, make);
  saved = errno;
  close (files);
  errno = saved;
  return result;
}

static int
open_base (const char *folder)
{
  return open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static void
close_both (int base, int bucket)
{
  int saved = errno;

  if (base >= 0)
    close (base);
  if (bucket >= 0)
    close (bucket);
  errno = saved;
}

/* Copies the sealed bytes to @fd from their beginning; the source's own position is not used. */
static gboolean
copy_bytes (SlSealedFile *file, int fd)
{
  g_autofree char *buffer = g_malloc (1 << 20);
  goffset size = sl_sealed_file_get_size (file);
  goffset done = 0;

  while (done < size)
    {
      gssize got = pread (sl_sealed_file_get_fd (file), buffer, 1 << 20, done);
      gssize put = 0;

      if (got <= 0)
        return FALSE;
      while (put < got)
        {
          gssize n = write (fd, buffer + put, (gsize) (got - put));

          if (n < 0 && errno == EINTR)
            continue;
          if (n < 0)
            return FALSE;
          put += n;
        }
      done += got;
    }
  return TRUE;
}

static gboolean
write_file (int base, int bucket, const char *sha256, SlSealedFile *file, GError **error)
{
  /* Two threads may keep the same bytes at once. */
  static int counter;
  g_autofree char *temporary = g_strdup_printf (".%s.%d.%d.new", sha256, (int) getpid (),
                                                g_atomic_int_add (&counter, 1));
  int fd = openat (bucket, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  int code;

  if (fd < 0 && errno == EEXIST)
    {
      /* Left by a process of the same number that was killed. */
      unlinkat (bucket, temporary, 0);
      fd = openat (bucket, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    }
  if (fd < 0)
    return fail (error, errno, _ ("The original could not be kept"));
  if (sl_share_settle (base, fd) && copy_bytes (file, fd) && fsync (fd) == 0 && close (fd) == 0)
    {
      if (renameat (bucket, temporary, bucket, sha256) == 0 && fsync (bucket) == 0)
        return TRUE;
      code = errno;
    }
  else
    {
      code = errno;
      close (fd);
    }
  unlinkat (bucket, temporary, 0);
  return fail (error, code, _ ("The original could not be kept"));
}

/**
 * sl_file_store_keep:
 * @folder: the data folder
 * @file: sealed bytes
 * @error: return location
 *
 * Bytes kept already are verified; when they were altered since, the sound ones take their place.
 *
 * Returns: %TRUE when the bytes are safely on the disk
 */
gboolean
sl_file_store_keep (const char *folder, SlSealedFile *file, GError **error)
{
  const char *sha256 = sl_sealed_file_get_sha256 (file);
  g_autoptr (SlSealedFile) there = sl_file_store_open (folder, sha256, NULL);
  int base, bucket;
  gboolean kept;

  if (there != NULL)
    return TRUE;
  base = open_base (folder);
  bucket = open_bucket (base, sha256, TRUE);
  kept = bucket >= 0 ? write_file (base, bucket, sha256, file, error)
                     : fail (error, errno, _ ("The folder for originals could not be opened"));
  close_both (base, bucket);
  return kept;
}

/**
 * sl_file_store_remove:
 * @folder: the data folder
 * @sha256: the hash of a kept original
 *
 * For an original that no record came to point at.
 */
void
sl_file_store_remove (const char *folder, const char *sha256)
{
  int base = open_base (folder);
  int bucket = is_hash (sha256) ? open_bucket (base, sha256, FALSE) : -1;

  if (bucket >= 0)
    unlinkat (bucket, sha256, 0);
  close_both (base, bucket);
}

/**
 * sl_file_store_open:
 * @folder: the data folder
 * @sha256: the hash of a kept original
 * @error: return location
 *
 * Returns: (transfer full): a sealed copy whose hash is right, or %NULL with @error saying what
 * became of it
 */
SlSealedFile *
sl_file_store_open (const char *folder, const char *sha256, GError **error)
{
  g_autoptr (SlSealedFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) cause = NULL;

  if (!is_hash (sha256))
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                           _ ("No original was kept of this document."));
      return NULL;
    }
  path = g_strdup_printf ("%s/files/%.2s/%s", folder, sha256, sha256);
  file = sl_sealed_file_new_from_path (path, &cause);
  if (file == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   g_file_test (path, G_FILE_TEST_EXISTS)
                       ? _ ("The kept original cannot be read (%s). Restore it from a backup.")
                       : _ ("The kept original is missing (%s). Restore it from a backup."),
                   cause->message);
      return NULL;
    }
  if (!g_str_equal (sl_sealed_file_get_sha256 (file), sha256))
    {
      g_set_error_literal (
          error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
          _ ("The kept original was altered since it was read. Restore it from a backup."));
      return NULL;
    }
  return g_steal_pointer (&file);
}

/**
 * sl_file_store_list:
 * @folder: the data folder
 *
 * Returns: (transfer full) (element-type utf8): the hashes of all kept files
 */
GPtrArray *
sl_file_store_list (const char *folder)
{
  GPtrArray *hashes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autoptr (GDir) buckets = g_dir_open (files, 0, NULL);
  const char *bucket;

  while (buckets != NULL && (bucket = g_dir_read_name (buckets)) != NULL)
    {
      g_autofree char *path = g_build_filename (files, bucket, NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (is_hash (name))
          g_ptr_array_add (hashes, g_strdup (name));
    }
  return hashes;
}
