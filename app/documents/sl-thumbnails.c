/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-thumbnails.h"

#include "base/sl-frame.h"
#include "base/sl-share.h"

#include <glib/gstdio.h>
#include <string.h>

/* Kept as plain pixels, since the program links no reader of pictures, outside the databases, which
 * are copied and checked as wholes: 230 kB beside an original of some 4 MB. A file that was cut
 * short or altered has not the length that its head says and counts as none. */

#define FOLDER_NAME "thumbnails"

static char *
make_path (const char *folder, const char *sha256)
{
  return g_build_filename (folder, FOLDER_NAME, sha256, NULL);
}

/**
 * sl_pixels_pack:
 * @width: in pixels
 * @height: in pixels
 * @pixels: three bytes each, row by row
 *
 * Returns: (transfer full): SL_PIXELS_MARK, width and height (32 bits, little endian), and @pixels
 */
GBytes *
sl_pixels_pack (guint width, guint height, const guint8 *pixels)
{
  const guint32 sides[] = { GUINT32_TO_LE (width), GUINT32_TO_LE (height) };
  gsize length = (gsize) width * height * 3;
  guint8 *packed = g_malloc (SL_PIXELS_HEAD + length);

  memcpy (packed, SL_PIXELS_MARK, strlen (SL_PIXELS_MARK));
  memcpy (packed + strlen (SL_PIXELS_MARK), sides, sizeof sides);
  memcpy (packed + SL_PIXELS_HEAD, pixels, length);
  return g_bytes_new_take (packed, SL_PIXELS_HEAD + length);
}

GBytes *
sl_pixels_pack_surface (cairo_surface_t *surface)
{
  guint width = (guint) cairo_image_surface_get_width (surface);
  guint height = (guint) cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * height * 3);
  guint8 *to = pixels;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint32 pixel;

        memcpy (&pixel, data + y * stride + (gsize) x * sizeof pixel, sizeof pixel);
        *to++ = (pixel >> 16) & 0xff;
        *to++ = (pixel >> 8) & 0xff;
        *to++ = pixel & 0xff;
      }
  return sl_pixels_pack (width, height, pixels);
}

static cairo_surface_t *
make_surface (const guint8 *from, guint width, guint height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width,
                                                         (int) height);
  guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  for (guint y = 0; data != NULL && y < height; y++)
    for (guint x = 0; x < width; x++, from += 3)
      {
        guint32 pixel = 0xff000000u | (guint32) from[0] << 16 | (guint32) from[1] << 8 | from[2];

        memcpy (data + y * stride + (gsize) x * sizeof pixel, &pixel, sizeof pixel);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/**
 * sl_thumbnails_keep:
 * @folder: the data folder
 * @sha256: the hash of the original
 * @width: in pixels
 * @height: in pixels
 * @pixels: three bytes a pixel
 * @error: return location
 *
 * Blocking. Not synced to the disk: what a power cut leaves half written is made again.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_thumbnails_keep (const char *folder,
                    const char *sha256,
                    guint width,
                    guint height,
                    GBytes *pixels,
                    GError **error)
{
  g_autofree char *path = make_path (folder, sha256);
  g_autofree char *below = g_path_get_dirname (path);
  g_autoptr (GBytes) packed = sl_pixels_pack (width, height, g_bytes_get_data (pixels, NULL));

  g_return_val_if_fail (g_bytes_get_size (pixels) == (gsize) width * height * 3, FALSE);

  if (g_mkdir (below, 0700) == 0)
    sl_share_settle_path (folder, below);
  if (!g_file_set_contents_full (path, g_bytes_get_data (packed, NULL),
                                 (gssize) g_bytes_get_size (packed), G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, error))
    return FALSE;
  sl_share_settle_path (folder, path);
  return TRUE;
}

cairo_surface_t *
sl_thumbnails_load (const char *folder, const char *sha256)
{
  g_autofree char *path = make_path (folder, sha256);
  g_autofree char *data = NULL;
  guint32 sides[2];
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL) || length < SL_PIXELS_HEAD ||
      memcmp (data, SL_PIXELS_MARK, strlen (SL_PIXELS_MARK)) != 0)
    return NULL;
  memcpy (sides, data + strlen (SL_PIXELS_MARK), sizeof sides);
  sides[0] = GUINT32_FROM_LE (sides[0]);
  sides[1] = GUINT32_FROM_LE (sides[1]);
  if (sides[0] == 0 || sides[0] > SL_THUMBNAIL_MAX || sides[1] == 0 ||
      sides[1] > SL_THUMBNAIL_MAX || length != SL_PIXELS_HEAD + (gsize) sides[0] * sides[1] * 3)
    return NULL;
  return make_surface ((const guint8 *) data + SL_PIXELS_HEAD, sides[0], sides[1]);
}

void
sl_thumbnails_forget (const char *folder, const char *sha256)
{
  g_autofree char *path = make_path (folder, sha256);

  g_unlink (path);
}
