/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-photograph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

static void
put_short (GByteArray *out, guint value)
{
  const guint8 bytes[] = { value & 0xff, (value >> 8) & 0xff };

  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
put_long (GByteArray *out, guint32 value)
{
  put_short (out, value & 0xffff);
  put_short (out, value >> 16);
}

static void
put_entry (GByteArray *out, guint tag, guint type, guint32 count, guint32 value)
{
  put_short (out, tag);
  put_short (out, type);
  put_long (out, count);
  put_long (out, value);
}

/* A table's length without what it leads to. */
static guint32
table_size (guint n_entries)
{
  return 2 + n_entries * 12 + 4;
}

static void
put_position (GByteArray *out)
{
  guint32 values = out->len + table_size (2);

  put_short (out, 2);
  put_entry (out, 1, 2, 2, 'N');
  put_entry (out, 2, 5, 3, values);
  put_long (out, 0);
  put_long (out, 51);
  put_long (out, 1);
  put_long (out, 52);
  put_long (out, 1);
  put_long (out, SL_TEST_LATITUDE);
  put_long (out, 10000000);
}

GBytes *
sl_test_make_exif (const SlTestPhotograph *what)
{
  GByteArray *out = g_byte_array_new ();
  guint n_entries = (what->make != NULL) + (what->orientation != 0) + (what->taken != NULL) +
                    (what->position != FALSE);
  guint32 next = 8 + table_size (n_entries);

  g_byte_array_append (out, (const guint8 *) "II\x2a\0", 4);
  put_long (out, 8);
  put_short (out, n_entries);
  if (what->make != NULL)
    {
      put_entry (out, 0x010f, 2, strlen (what->make) + 1, next);
      next += strlen (what->make) + 1;
    }
  if (what->orientation != 0)
    put_entry (out, 0x0112, 3, 1, what->orientation);
  if (what->taken != NULL)
    {
      put_entry (out, 0x8769, 4, 1, next);
      next += table_size (1) + strlen (what->taken) + 1;
    }
  if (what->position)
    put_entry (out, 0x8825, 4, 1, next);
  put_long (out, 0);

  if (what->make != NULL)
    g_byte_array_append (out, (const guint8 *) what->make, strlen (what->make) + 1);
  if (what->taken != NULL)
    {
      put_short (out, 1);
      put_entry (out, 0x9003, 2, strlen (what->taken) + 1, out->len - 2 + table_size (1));
      put_long (out, 0);
      g_byte_array_append (out, (const guint8 *) what->taken, strlen (what->taken) + 1);
    }
  if (what->position)
    put_position (out);
  return g_byte_array_free_to_bytes (out);
}

static guint32
next_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static void
fill_row (guint8 *row, guint y, const SlTestPhotograph *what, guint32 *random)
{
  for (guint x = 0; x < what->width; x++)
    {
      gboolean red = x < what->width / 2 && y < what->height / 2;
      int stray = what->noise > 0 ? (int) (next_random (random) % (what->noise + 1)) : 0;

      row[3 * x] = (guint8) (red ? 220 - stray : 40 + stray);
      row[3 * x + 1] = (guint8) (red ? 20 + stray : 90 + (x * 60 / what->width) + stray);
      row[3 * x + 2] = (guint8) (red ? 20 : 50 + (y * 60 / what->height));
    }
}

GBytes *
sl_test_make_jpeg (const SlTestPhotograph *what, GBytes *exif)
{
  struct jpeg_compress_struct jpeg = { 0 };
  struct jpeg_error_mgr errors;
  g_autofree guint8 *row = g_malloc ((gsize) what->width * 3);
  unsigned char *data = NULL;
  unsigned long length = 0;
  guint32 random = 2147;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = what->width;
  jpeg.image_height = what->height;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 88, TRUE);
  jpeg_start_compress (&jpeg, TRUE);
  if (exif != NULL)
    {
      g_autoptr (GByteArray) marker = g_byte_array_new ();

      g_byte_array_append (marker, (const guint8 *) "Exif\0\0", 6);
      g_byte_array_append (marker, g_bytes_get_data (exif, NULL), g_bytes_get_size (exif));
      jpeg_write_marker (&jpeg, JPEG_APP0 + 1, marker->data, marker->len);
    }
  if (what->comment != NULL)
    jpeg_write_marker (&jpeg, JPEG_COM, (const guint8 *) what->comment, strlen (what->comment));
  while (jpeg.next_scanline < jpeg.image_height)
    {
      fill_row (row, jpeg.next_scanline, what, &random);
      jpeg_write_scanlines (&jpeg, &row, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  return g_bytes_new_with_free_func (data, length, free, data);
}

GBytes *
sl_test_make_photograph (const SlTestPhotograph *what)
{
  g_autoptr (GBytes) exif = sl_test_make_exif (what);

  return sl_test_make_jpeg (what, exif);
}
