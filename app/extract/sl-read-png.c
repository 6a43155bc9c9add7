/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-picture.h"

#include <png.h>
#include <string.h>

/* PNG through libpng. */

#define METRES_PER_INCH 0.0254
#define CHUNKS_MAX 1000
#define CHUNK_MAX (8 * 1000 * 1000)

typedef struct
{
  const guint8 *data;
  gsize length;
  gsize at;
} Stream;

static void
read_cb (png_structp png, png_bytep to, gsize length)
{
  Stream *stream = png_get_io_ptr (png);

  if (stream->length - stream->at < length)
    png_error (png, "cut short");
  memcpy (to, stream->data + stream->at, length);
  stream->at += length;
}

static void
error_cb (png_structp png, png_const_charp message)
{
  longjmp (png_jmpbuf (png), 1);
}

static void
warning_cb (png_structp png, png_const_charp message)
{
}

static png_structp
begin (Stream *stream)
{
  png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, error_cb, warning_cb);

  if (png == NULL)
    return NULL;
  png_set_chunk_cache_max (png, CHUNKS_MAX);
  png_set_chunk_malloc_max (png, CHUNK_MAX);
  png_set_read_fn (png, stream, read_cb);
  return png;
}

/* Rows as cairo's RGB24: blue, green, red, unused; transparent parts upon white. */
static void
set_transforms (png_structp png, png_infop info)
{
  png_color_16 white = { 0, 0xff, 0xff, 0xff, 0xff };

  png_set_expand (png);
  png_set_scale_16 (png);
  png_set_gray_to_rgb (png);
  png_set_background (png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
  png_set_bgr (png);
  png_set_filler (png, 0xff, PNG_FILLER_AFTER);
}

/* PNG has one size only. */
static SlPictureOutcome
decode (SlSource *source, cairo_surface_t *surface, guint shrink)
{
  Stream stream = { source->data, source->length, 0 };
  png_structp png = begin (&stream);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  guint8 *volatile spare = NULL;
  volatile SlPictureOutcome outcome = SL_PICTURE_DAMAGED;

  if (info == NULL)
    return SL_PICTURE_DAMAGED;
  if (setjmp (png_jmpbuf (png)) == 0)
    {
      guint height, passes;
      gsize stride;

      png_read_info (png, info);
      set_transforms (png, info);
      passes = png_set_interlace_handling (png);
      png_read_update_info (png, info);
      height = png_get_image_height (png, info);
      stride = surface != NULL ? (gsize) cairo_image_surface_get_stride (surface)
                               : png_get_rowbytes (png, info);
      if (png_get_rowbytes (png, info) > stride)
        png_error (png, "rows too long");
      /* Only checking: one row is enough, whatever its pass leaves in it. */
      spare = surface == NULL ? g_malloc0 (stride) : NULL;
      for (guint pass = 0; pass < passes; pass++)
        for (guint y = 0; y < height; y++)
          png_read_row (
              png, surface != NULL ? cairo_image_surface_get_data (surface) + y * stride : spare,
              NULL);
      png_read_end (png, NULL);
      outcome = SL_PICTURE_WHOLE;
    }
  g_free (spare);
  png_destroy_read_struct (&png, &info, NULL);
  return outcome;
}

static gboolean
read_head (SlSource *source, SlPictureInfo *head)
{
  Stream stream = { source->data, source->length, 0 };
  png_structp png = begin (&stream);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  volatile gboolean done = FALSE;

  if (info == NULL)
    return FALSE;
  /* Our own limit is told in our own words. */
  png_set_user_limits (png, 0x7fffffff, 0x7fffffff);
  if (setjmp (png_jmpbuf (png)) == 0)
    {
      png_bytep exif = NULL;
      png_uint_32 exif_length = 0;
      png_textp texts = NULL;
      int n_texts;

      png_read_info (png, info);
      head->width = png_get_image_width (png, info);
      head->height = png_get_image_height (png, info);
      head->dots_per_inch = png_get_pixels_per_meter (png, info) * METRES_PER_INCH;
      if (png_get_eXIf_1 (png, info, &exif_length, &exif) != 0)
        sl_picture_read_exif (exif, exif_length, head);
      n_texts = png_get_text (png, info, &texts, NULL);
      for (int i = 0; i < n_texts; i++)
        if (strcmp (texts[i].key, "XML:com.adobe.xmp") == 0 && texts[i].text != NULL)
          sl_picture_read_xmp ((const guint8 *) texts[i].text, strlen (texts[i].text), head);
      done = TRUE;
    }
  png_destroy_read_struct (&png, &info, NULL);
  return done;
}

static SlPages *
open_png (SlSource *source)
{
  SlPictureInfo head = { .decode = decode };

  return read_head (source, &head) ? sl_picture_open (source, &head) : sl_picture_refuse (source);
}

static void
warm_up (SlJobMode mode)
{
}

const SlReader sl_png_reader = { "image/png", warm_up, open_png };
