/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-sealed-file.h"

#include "base/sl-frame.h"
#include "base/sl-text.h"
#include "documents/sl-media-type-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A copy of a file's bytes in memory that nobody can change any more, hashed while it was made, so
 * that what was hashed is what is read even when the file on disk is replaced meanwhile. Owns the
 * memfd. Immutable after construction: any thread. */

/* security.md section 3: 256 MiB as set, 1 GiB at the most. */
#define SIZE_LIMIT (256 * (goffset) 1024 * 1024)
#define COPY_CHUNK (1024 * 1024)

struct _SlSealedFile
{
  GObject parent_instance;

  int fd;
  goffset size;
  char *sha256;
  char *name;
  const char *media_type; /* static */
};

G_DEFINE_FINAL_TYPE (SlSealedFile, sl_sealed_file, G_TYPE_OBJECT)

static gboolean G_GNUC_PRINTF (3, 4) fail (GError **error, int saved_errno, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), sentence);
  return FALSE;
}

/* Opens without following a link and without waiting on a FIFO, and looks before it reads. */
static int
open_regular (const char *path, const char *name, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  struct stat status;

  if (fd < 0 && errno == ELOOP)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("“%s” is a link, not a file. Bring in the file it points to."), name);
      return -1;
    }
  if (fd < 0)
    {
      fail (error, errno, _ ("“%s” cannot be opened: %s."), name, g_strerror (errno));
      return -1;
    }
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_size >= 1 &&
      status.st_size <= SIZE_LIMIT)
    return fd;

  if (!S_ISREG (status.st_mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 _ ("“%s” is not a file that can be read (it is a folder, device or pipe)."), name);
  else if (status.st_size < 1)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("“%s” is empty (0 bytes). Fetch it again from where it came."), name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 _ ("“%s” is too big (over %d MB). Ask for it in parts."), name,
                 (int) (SIZE_LIMIT / (1024 * 1024)));
  close (fd);
  return -1;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= n;
    }
  return TRUE;
}

/* Copies and hashes; a file that grows meanwhile stops at the limit. */
static gboolean
copy_in (SlSealedFile *self, int from, GChecksum *checksum, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (COPY_CHUNK);

  while (TRUE)
    {
      gssize n = read (from, chunk, COPY_CHUNK);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, errno, _ ("“%s” cannot be read: %s."), self->name, g_strerror (errno));
      if (n == 0)
        return TRUE;
      if (self->size + n > SIZE_LIMIT)
        return fail (error, EFBIG, _ ("“%s” cannot be read: %s."), self->name, g_strerror (EFBIG));
      g_checksum_update (checksum, chunk, n);
      if (!write_all (self->fd, chunk, n))
        return fail (error, errno, _ ("“%s” cannot be held in memory: %s."), self->name,
                     g_strerror (errno));
      self->size += n;
    }
}

/* Takes the bytes from @from or @bytes, seals them and looks at what they are. */
static gboolean
fill_and_seal (SlSealedFile *self, int from, GBytes *bytes, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) map = NULL;
  gsize length = 0;
  const guint8 *data;

  self->fd = memfd_create ("sightline-document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->fd < 0)
    return fail (error, errno, _ ("“%s” cannot be held in memory: %s."), self->name,
                 g_strerror (errno));

  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &length);
      g_checksum_update (checksum, data, length);
      if (!write_all (self->fd, data, length))
        return fail (error, errno, _ ("“%s” cannot be held in memory: %s."), self->name,
                     g_strerror (errno));
      self->size = length;
    }
  else if (!copy_in (self, from, checksum, error))
    return FALSE;

  if (fcntl (self->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
    return fail (error, errno, _ ("“%s” cannot be sealed in memory: %s."), self->name,
                 g_strerror (errno));

  self->sha256 = g_strdup (g_checksum_get_string (checksum));
  map = sl_sealed_file_map (self, error);
  if (map == NULL)
    return FALSE;
  data = g_bytes_get_data (map, &length);
  self->media_type = sl_media_type_sniff (data, length);
  return TRUE;
}

static void
sl_sealed_file_finalize (GObject *object)
{
  SlSealedFile *self = SL_SEALED_FILE (object);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->sha256);
  g_free (self->name);
  G_OBJECT_CLASS (sl_sealed_file_parent_class)->finalize (object);
}

static void
sl_sealed_file_class_init (SlSealedFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_sealed_file_finalize;
}

static void
sl_sealed_file_init (SlSealedFile *self)
{
  self->fd = -1;
  self->media_type = "application/octet-stream";
}

/**
 * sl_sealed_file_new_from_path:
 * @path: a file, in the file system's encoding
 * @error: set when it is no regular file of 1 byte to 256 MiB, or cannot be read
 *
 * Returns: (transfer full) (nullable): a sealed and hashed copy of the file's bytes
 */
SlSealedFile *
sl_sealed_file_new_from_path (const char *path, GError **error)
{
  g_autoptr (SlSealedFile) self = g_object_new (SL_TYPE_SEALED_FILE, NULL);
  g_autofree char *base = NULL;
  int from;
  gboolean filled;

  g_return_val_if_fail (path != NULL, NULL);

  base = g_path_get_basename (path);
  self->name = sl_text_safe_file_name (base);
  from = open_regular (path, self->name, error);
  if (from < 0)
    return NULL;
  filled = fill_and_seal (self, from, NULL, error);
  close (from);
  if (!filled)
    return NULL;
  /* Files of /proc say a size they do not have. */
  if (self->size == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("“%s” is empty (0 bytes). Fetch it again from where it came."), self->name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * sl_sealed_file_new_from_bytes:
 * @bytes: the content
 * @name: the name to show for it; made safe
 * @error: set when @bytes is empty, too big, or memory is short
 *
 * Returns: (transfer full) (nullable): a sealed and hashed copy
 */
SlSealedFile *
sl_sealed_file_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (SlSealedFile) self = g_object_new (SL_TYPE_SEALED_FILE, NULL);
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  self->name = sl_text_safe_file_name (name != NULL ? name : "");
  length = g_bytes_get_size (bytes);
  if (length == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("“%s” is empty (0 bytes). Fetch it again from where it came."), self->name);
      return NULL;
    }
  if (length > SIZE_LIMIT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                   _ ("“%s” is too big (over %d MB). Ask for it in parts."), self->name,
                   (int) (SIZE_LIMIT / (1024 * 1024)));
      return NULL;
    }
  if (!fill_and_seal (self, -1, bytes, error))
    return NULL;
  return g_steal_pointer (&self);
}

SlSealedFile *
sl_sealed_file_new_of_pixels (GBytes *bytes, GError **error)
{
  SlSealedFile *self = sl_sealed_file_new_from_bytes (bytes, "pixels", error);

  if (self != NULL)
    self->media_type = SL_PIXELS_TYPE;
  return self;
}

int
sl_sealed_file_get_fd (SlSealedFile *self)
{
  return self->fd;
}

goffset
sl_sealed_file_get_size (SlSealedFile *self)
{
  return self->size;
}

const char *
sl_sealed_file_get_sha256 (SlSealedFile *self)
{
  return self->sha256;
}

const char *
sl_sealed_file_get_name (SlSealedFile *self)
{
  return self->name;
}

const char *
sl_sealed_file_get_media_type (SlSealedFile *self)
{
  return self->media_type;
}

typedef struct
{
  void *data;
  gsize length;
} Map;

static void
unmap (gpointer data)
{
  Map *map = data;
  munmap (map->data, map->length);
  g_free (map);
}

/**
 * sl_sealed_file_map:
 * @self: a sealed file
 * @error: set when memory is short
 *
 * Returns: (transfer full) (nullable): the bytes, mapped read-only; they outlive @self
 */
GBytes *
sl_sealed_file_map (SlSealedFile *self, GError **error)
{
  Map *map;
  void *data;

  g_return_val_if_fail (SL_IS_SEALED_FILE (self), NULL);

  if (self->size == 0)
    return g_bytes_new (NULL, 0);
  data = mmap (NULL, self->size, PROT_READ, MAP_SHARED, self->fd, 0);
  if (data == MAP_FAILED)
    {
      fail (error, errno, _ ("“%s” cannot be held in memory: %s."), self->name, g_strerror (errno));
      return NULL;
    }
  map = g_new (Map, 1);
  *map = (Map){ data, self->size };
  return g_bytes_new_with_free_func (data, self->size, unmap, map);
}
