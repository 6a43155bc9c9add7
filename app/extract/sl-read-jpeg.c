/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

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
  jpeg_save_markers (jpeg, EXIF_MARKER, 0xffff);
}

static gboolean
decode (SlSource *source, cairo_surface_t *surface)
{
  struct jpeg_decompress_struct jpeg = { 0 };
  Guard guard = { 0 };
  guint8 *volatile spare = NULL;
  volatile gboolean done = FALSE;

  if (setjmp (guard.jump) == 0)
    {
      begin (&jpeg, &guard, source);
      jpeg_read_header (&jpeg, TRUE);
      jpeg.out_color_space = jpeg.jpeg_color_space == JCS_YCCK || jpeg.jpeg_color_space == JCS_CMYK
                                 ? JCS_CMYK
                                 : JCS_EXT_BGRX;
      jpeg_start_decompress (&jpeg);
      spare = g_malloc0 ((gsize) jpeg.output_width * 4);
      while (jpeg.output_scanline < jpeg.output_height)
        {
          guint y = jpeg.output_scanline;
          guint8 *row = spare;
          guint8 *to = surface == NULL ? NULL
                                       : cairo_image_surface_get_data (surface) +
                                             (gsize) y * cairo_image_surface_get_stride (surface);

          jpeg_read_scanlines (&jpeg, &row, 1);
          /* Printers' JPEGs keep CMYK upside down (Adobe). */
          for (guint x = 0; to != NULL && jpeg.out_color_space == JCS_CMYK && x < jpeg.output_width;
               x++)
            {
              guint8 *p = spare + 4 * x;
              guint8 k = p[3];
              guint8 c = p[0];
              p[0] = p[2] * k / 255;
              p[1] = p[1] * k / 255;
              p[2] = c * k / 255;
            }
          if (to != NULL)
            memcpy (to, spare, (gsize) jpeg.output_width * 4);
        }
      jpeg_finish_decompress (&jpeg);
      done = guard.manager.num_warnings == 0;
    }
  g_free (spare);
  jpeg_destroy_decompress (&jpeg);
  return done;
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
      jpeg_read_header (&jpeg, TRUE);
      head->width = jpeg.image_width;
      head->height = jpeg.image_height;
      if (jpeg.density_unit == 1)
        head->dots_per_inch = jpeg.X_density;
      else if (jpeg.density_unit == 2)
        head->dots_per_inch = jpeg.X_density * 2.54;
      for (jpeg_saved_marker_ptr marker = jpeg.marker_list; marker != NULL; marker = marker->next)
        if (marker->data_length > 6 && memcmp (marker->data, "Exif\0\0", 6) == 0)
          sl_picture_read_exif (marker->data + 6, marker->data_length - 6, head);
      done = TRUE;
    }
  jpeg_destroy_decompress (&jpeg);
  return done;
}

static SlPages *
open_jpeg (SlSource *source)
{
  SlPictureInfo head = { .decode = decode };

  return read_head (source, &head) ? sl_picture_open (source, &head) : sl_picture_refuse (source);
}

static void
warm_up (SlJobMode mode)
{
}

const SlReader sl_jpeg_reader = { "image/jpeg", warm_up, open_jpeg };
