/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store-private.h"

#include "base/sl-share.h"
#include "base/sl-time.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* heads.txt. It lies beside the database and not in it, so that a tail cut off the trail shows; the
 * officer may send it to the manager now and then. */

/* Cuts a last line that has no end, left by a full disk or a power cut; returns the file's size. */
static off_t
drop_torn_line (int fd)
{
  off_t size = lseek (fd, 0, SEEK_END);
  off_t kept = size;
  char byte;

  while (kept > 0 && pread (fd, &byte, 1, kept - 1) == 1 && byte != '\n')
    kept--;
  if (kept != size && ftruncate (fd, kept) != 0)
    return size;
  return kept;
}

gboolean
sl_heads_append (const char *folder,
                 gint64 sequence,
                 const char *hash,
                 const char *reason,
                 GError **error)
{
  g_autofree char *path = g_build_filename (folder, SL_STORE_HEADS_NAME, NULL);
  g_autofree char *time = sl_time_now ();
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %s\n", sequence, hash, time,
                                           reason);
  int fd = open (path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
  gboolean written = FALSE;

  if (fd >= 0)
    {
      gssize length = strlen (line);

      sl_share_settle_path (folder, path);
      drop_torn_line (fd);
      written = write (fd, line, length) == length && fsync (fd) == 0;
    }
  if (!written)
    g_set_error (error, SL_STORE_ERROR,
                 errno == ENOSPC ? SL_STORE_ERROR_FULL : SL_STORE_ERROR_FAILED,
                 _ ("%s cannot be written: %s"), path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return written;
}

static gboolean
parse_head (const char *line, SlHead *head)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 4);
  char *end = NULL;

  if (g_strv_length (parts) != 4 || strlen (parts[1]) != 64 || strlen (parts[2]) >= 32)
    return FALSE;
  head->sequence = g_ascii_strtoll (parts[0], &end, 10);
  if (*end != '\0' || head->sequence < 0 ||
      strspn (parts[1], "0123456789abcdef") != strlen (parts[1]))
    return FALSE;
  g_strlcpy (head->hash, parts[1], sizeof head->hash);
  g_strlcpy (head->time, parts[2], sizeof head->time);
  return TRUE;
}

/* Reads a small private file without following links or waiting on a pipe. */
static char *
read_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND, _ ("%s is missing."), path);
      return NULL;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED, _ ("%s is not a plain file."),
                   path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, NULL, &failure))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED, _ ("%s cannot be read: %s"), path,
                   failure->message);
      return NULL;
    }
  return g_steal_pointer (&text);
}

GArray *
sl_heads_load (const char *path, GError **error)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (SlHead));
  g_autofree char *text = read_file (path, error);
  char *line = text;
  guint number = 0;

  if (text == NULL)
    return NULL;
  for (char *end; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      SlHead head = { 0 };

      *end = '\0';
      number++;
      if (!parse_head (line, &head))
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
                       _ ("%s, line %u: not a head of the audit trail."), path, number);
          return NULL;
        }
      g_array_append_val (heads, head);
    }
  return g_steal_pointer (&heads);
}
