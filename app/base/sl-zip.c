/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A writer of ZIP archives that knows one way only. Stored entries need no compressor, and leave no
 * byte of the archive that a reader would pass over: what a deflated stream allows at its end. */

#define LOCAL_SIZE 30
#define CENTRAL_SIZE 46
#define END_SIZE 22
#define VERSION_NEEDED 20
/* 1 January 1980, the earliest a ZIP can say: entries carry no time of their own. */
#define NO_DATE 0x21

struct _SlZipWriter
{
  SlZipSink sink;
  gpointer data;
  GByteArray *directory;
  guint64 offset;
  guint count;
};

static void
put_u16 (GByteArray *out, guint16 value)
{
  guint16 wire = GUINT16_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &wire, sizeof wire);
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  guint32 wire = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &wire, sizeof wire);
}

/* CRC-32 of ISO 3309, reflected, by a table made on first use. */
static guint32
checksum (const guint8 *data, gsize length)
{
  static guint32 table[256];
  static gsize ready;
  guint32 crc = 0xffffffff;

  if (g_once_init_enter (&ready))
    {
      for (guint32 i = 0; i < G_N_ELEMENTS (table); i++)
        {
          table[i] = i;
          for (guint bit = 0; bit < 8; bit++)
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
        }
      g_once_init_leave (&ready, 1);
    }
  for (gsize i = 0; i < length; i++)
    crc = crc >> 8 ^ table[(crc ^ data[i]) & 0xff];
  return ~crc;
}

/* The fields that the local header and the directory share, from "version needed" to the name's
 * length; no extra field follows the name. */
static void
put_shared (GByteArray *out, guint32 crc, guint32 size, const char *name)
{
  put_u16 (out, VERSION_NEEDED);
  put_u16 (out, 0); /* flags */
  put_u16 (out, 0); /* stored */
  put_u16 (out, 0); /* time */
  put_u16 (out, NO_DATE);
  put_u32 (out, crc);
  put_u32 (out, size);
  put_u32 (out, size);
  put_u16 (out, (guint16) strlen (name));
  put_u16 (out, 0); /* extra field */
}

static gboolean
flush (SlZipWriter *self, GByteArray *head, GBytes *bytes, GError **error)
{
  gsize length = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (!self->sink (head->data, head->len, self->data, error) ||
      (length > 0 && !self->sink (data, length, self->data, error)))
    return FALSE;
  self->offset += head->len + length;
  return TRUE;
}

/**
 * sl_zip_writer_new:
 * @sink: takes the archive's bytes in order
 * @data: for @sink
 *
 * Returns: (transfer full): a writer of an empty archive
 */
SlZipWriter *
sl_zip_writer_new (SlZipSink sink, gpointer data)
{
  SlZipWriter *self = g_new0 (SlZipWriter, 1);

  self->sink = sink;
  self->data = data;
  self->directory = g_byte_array_new ();
  return self;
}

void
sl_zip_writer_free (SlZipWriter *self)
{
  g_byte_array_unref (self->directory);
  g_free (self);
}

/**
 * sl_zip_writer_add:
 * @self: the writer
 * @name: of the entry, ASCII, not used before
 * @bytes: its content
 * @error: return location
 *
 * Returns: %FALSE with @error when the sink failed or the archive would pass 4 GiB, the most that
 * its plain form can hold
 */
gboolean
sl_zip_writer_add (SlZipWriter *self, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (GByteArray) head = g_byte_array_sized_new (LOCAL_SIZE);
  gsize size;
  const guint8 *data;
  guint32 crc, offset;

  g_return_val_if_fail (self != NULL && bytes != NULL, FALSE);
  g_return_val_if_fail (name != NULL && g_str_is_ascii (name), FALSE);

  data = g_bytes_get_data (bytes, &size);
  if (self->count == SL_ZIP_ENTRIES_MAX ||
      self->offset + size + self->directory->len + 2 * CENTRAL_SIZE + 2 * strlen (name) + END_SIZE >
          G_MAXUINT32)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                           _ ("The archive would be larger than 4 GB."));
      return FALSE;
    }
  crc = checksum (data, size);
  offset = (guint32) self->offset;
  g_byte_array_append (head, (const guint8 *) "PK\3\4", 4);
  put_shared (head, crc, (guint32) size, name);
  g_byte_array_append (head, (const guint8 *) name, strlen (name));
  if (!flush (self, head, bytes, error))
    return FALSE;

  g_byte_array_append (self->directory, (const guint8 *) "PK\1\2", 4);
  put_u16 (self->directory, VERSION_NEEDED); /* made by: no system whose file modes count */
  put_shared (self->directory, crc, (guint32) size, name);
  put_u16 (self->directory, 0); /* comment */
  put_u16 (self->directory, 0); /* disk */
  put_u16 (self->directory, 0); /* internal attributes */
  put_u32 (self->directory, 0); /* external attributes */
  put_u32 (self->directory, offset);
  g_byte_array_append (self->directory, (const guint8 *) name, strlen (name));
  self->count++;
  return TRUE;
}

/**
 * sl_zip_writer_finish:
 * @self: the writer
 * @error: return location
 *
 * Writes the directory; nothing may be added afterwards.
 *
 * Returns: %FALSE with @error when the sink failed
 */
gboolean
sl_zip_writer_finish (SlZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) end = g_byte_array_sized_new (END_SIZE);
  guint32 size, offset;

  g_return_val_if_fail (self != NULL, FALSE);

  size = self->directory->len;
  offset = (guint32) self->offset;
  g_byte_array_append (end, (const guint8 *) "PK\5\6", 4);
  put_u32 (end, 0); /* disks */
  put_u16 (end, (guint16) self->count);
  put_u16 (end, (guint16) self->count);
  put_u32 (end, size);
  put_u32 (end, offset);
  put_u16 (end, 0); /* comment */
  return flush (self, self->directory, NULL, error) && flush (self, end, NULL, error);
}
