/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

/* clang-format off: the second needs the first. */
#include <jerror.h>
#include <jpeglib.h>
/* clang-format on */

/* JPEG through libjpeg. */

/* A progressive picture has about ten scans; one with thousands keeps the decoder busy for hours.
 */
#define SCANS_MAX 100
#define EXIF_MARKER (JPEG_APP0 + 1)

typedef struct
{
  struct jpeg_error_mgr manager;
  jmp_buf jump;
  struct jpeg_progress_mgr progress;
} Guard;

static void
error_cb (j_common_ptr jpeg)
{
  longjmp (((Guard *) jpeg->err)->jump, 1);
}

static void
message_cb (j_common_ptr jpeg, int level)
{
  if (level < 0)
    jpeg->err->num_warnings++;
}

static void
progress_cb (j_common_ptr jpeg)
{
  if (jpeg->is_decompressor && ((j_decompress_ptr) jpeg)->input_scan_number > SCANS_MAX)
    error_cb (jpeg);
}

static void
begin (struct jpeg_decompress_struct *jpeg, Guard *guard, SlSource *source)
{
  jpeg->err = jpeg_std_error (&guard->manager);
  guard->manager.error_exit = error_cb;
  guard->manager.emit_message = message_cb;
  jpeg_create_decompress (jpeg);
  guard->progress.progress_monitor = progress_cb;
  jpeg->progress = &guard->progress;
  jpeg_mem_src (jpeg, source->data, source->length);
}

/* A row of @to, NULL when there is none. */
static guint8 *
get_row (cairo_surface_t *to, guint y)
{
  if (to == NULL || y >= (guint) cairo_image_surface_get_height (to))
    return NULL;
  return cairo_image_surface_get_data (to) + (gsize) y * cairo_image_surface_get_stride (to);
}

/* Printers' JPEGs keep CMYK upside down (Adobe). */
static void
convert_cmyk (guint8 *row, guint width)
{
  for (guint x = 0; x < width; x++)
    {
      guint8 *p = row + 4 * x;
      guint8 k = p[3];
      guint8 c = p[0];

      p[0] = p[2] * k / 255;
      p[1] = p[1] * k / 255;
      p[2] = c * k / 255;
    }
}

/* Smaller sizes come out of the cosine transform itself: an eighth costs no more than reading the
 * data. */
static SlPictureOutcome
decode (SlSource *source, cairo_surface_t *surface, guint shrink)
{
  struct jpeg_decompress_struct jpeg = { 0 };
  Guard guard = { 0 };
  guint8 *volatile spare = NULL;
  volatile SlPictureOutcome outcome = SL_PICTURE_DAMAGED;

  if (setjmp (guard.jump) == 0)
    {
      begin (&jpeg, &guard, source);
      jpeg_read_header (&jpeg, TRUE);
      jpeg.scale_num = 1;
      jpeg.scale_denom = shrink;
      jpeg.out_color_space = jpeg.jpeg_color_space == JCS_YCCK || jpeg.jpeg_color_space == JCS_CMYK
                                 ? JCS_CMYK
                                 : JCS_EXT_BGRX;
      jpeg_start_decompress (&jpeg);
      spare = g_malloc0 ((gsize) jpeg.output_width * 4);
      while (jpeg.output_scanline < jpeg.output_height)
        {
          guint y = jpeg.output_scanline;
          guint8 *row = spare;
          guint8 *to = get_row (surface, y);

          jpeg_read_scanlines (&jpeg, &row, 1);
          if (to != NULL && jpeg.out_color_space == JCS_CMYK)
            convert_cmyk (row, jpeg.output_width);
          if (to != NULL)
            memcpy (to, row,
                    MIN (jpeg.output_width, (guint) cairo_image_surface_get_width (surface)) *
                        (gsize) 4);
        }
      jpeg_finish_decompress (&jpeg);
      outcome = guard.manager.num_warnings == 0 ? SL_PICTURE_WHOLE : SL_PICTURE_DAMAGED;
    }
  else if (guard.manager.msg_code == JERR_OUT_OF_MEMORY)
    outcome = SL_PICTURE_TOO_BIG;
  g_free (spare);
  jpeg_destroy_decompress (&jpeg);
  return outcome;
}

/* The first EXIF block counts; any block of XMP may say where it was taken. */
static void
read_markers (jpeg_saved_marker_ptr marker, SlPictureInfo *head)
{
  static const char xmp[] = "http://ns.adobe.com/xap/1.0/";
  gboolean exif_seen = FALSE;

  for (; marker != NULL; marker = marker->next)
    if (!exif_seen && marker->data_length > 6 && memcmp (marker->data, "Exif\0\0", 6) == 0)
      {
        exif_seen = TRUE;
        sl_picture_read_exif (marker->data + 6, marker->data_length - 6, head);
      }
    else if (marker->data_length > sizeof xmp && memcmp (marker->data, xmp, sizeof xmp) == 0)
      sl_picture_read_xmp (marker->data, marker->data_length, head);
}

static gboolean
read_head (SlSource *source, SlPictureInfo *head)
{
  struct jpeg_decompress_struct jpeg = { 0 };
  Guard guard = { 0 };
  volatile gboolean done = FALSE;

  if (setjmp (guard.jump) == 0)
    {
      begin (&jpeg, &guard, source);
      jpeg_save_markers (&jpeg, EXIF_MARKER, 0xffff);
      jpeg_read_header (&jpeg, TRUE);
      head->width = jpeg.image_width;
      head->height = jpeg.image_height;
      if (jpeg.density_unit == 1)
        head->dots_per_inch = jpeg.X_density;
      else if (jpeg.density_unit == 2)
        head->dots_per_inch = jpeg.X_density * 2.54;
      read_markers (jpeg.marker_list, head);
      done = TRUE;
    }
  jpeg_destroy_decompress (&jpeg);
  return done;
}

static SlPages *
open_jpeg (SlSource *source)
{
  SlPictureInfo head = { .decode = decode, .shrinks = TRUE };

  return read_head (source, &head) ? sl_picture_open (source, &head) : sl_picture_refuse (source);
}

static void
warm_up (SlJobMode mode)
{
}

const SlReader sl_jpeg_reader = { "image/jpeg", warm_up, open_jpeg };
