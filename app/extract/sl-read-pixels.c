/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-reader.h"

#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

/* Pixels that the program hands over to be made a JPEG of, which goes back as an attachment. This
 * worker never saw the picture that they come from, so what it makes can hold nothing else of it.
 */

#define QUALITY 90

typedef struct
{
  struct jpeg_error_mgr manager;
  jmp_buf jump;
} Guard;

static void
error_cb (j_common_ptr jpeg)
{
  longjmp (((Guard *) jpeg->err)->jump, 1);
}

static guint32
get_side (SlSource *source, guint index)
{
  guint32 side;

  memcpy (&side, source->data + strlen (SL_PIXELS_MARK) + index * sizeof side, sizeof side);
  return GUINT32_FROM_LE (side);
}

static gboolean
is_sound (SlSource *source)
{
  guint32 width, height;

  if (source->length < SL_PIXELS_HEAD ||
      memcmp (source->data, SL_PIXELS_MARK, strlen (SL_PIXELS_MARK)) != 0)
    return FALSE;
  width = get_side (source, 0);
  height = get_side (source, 1);
  return width > 0 && width <= SL_RENDER_MAX && height > 0 && height <= SL_RENDER_MAX &&
         source->length == SL_PIXELS_HEAD + (gsize) width * height * 3;
}

/* Without APPn but JFIF's own, and without comments. */
static gboolean
encode (SlSource *source, unsigned char **data, unsigned long *length)
{
  struct jpeg_compress_struct jpeg = { 0 };
  Guard guard = { 0 };
  volatile gboolean done = FALSE;

  jpeg.err = jpeg_std_error (&guard.manager);
  guard.manager.error_exit = error_cb;
  if (setjmp (guard.jump) == 0)
    {
      jpeg_create_compress (&jpeg);
      jpeg_mem_dest (&jpeg, data, length);
      jpeg.image_width = get_side (source, 0);
      jpeg.image_height = get_side (source, 1);
      jpeg.input_components = 3;
      jpeg.in_color_space = JCS_RGB;
      jpeg_set_defaults (&jpeg);
      jpeg_set_quality (&jpeg, QUALITY, TRUE);
      jpeg.optimize_coding = TRUE;
      jpeg_start_compress (&jpeg, TRUE);
      while (jpeg.next_scanline < jpeg.image_height)
        {
          /* libjpeg takes rows as writable and does not write to them. */
          JSAMPROW row = (JSAMPROW) source->data + SL_PIXELS_HEAD +
                         (gsize) jpeg.next_scanline * jpeg.image_width * 3;

          jpeg_write_scanlines (&jpeg, &row, 1);
        }
      jpeg_finish_compress (&jpeg);
      done = TRUE;
    }
  jpeg_destroy_compress (&jpeg);
  return done;
}

static SlPages *
open_pixels (SlSource *source)
{
  unsigned char *data = NULL;
  unsigned long length = 0;

  if (!is_sound (source) || !encode (source, &data, &length))
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "damaged",
                        _ ("These pixels make no picture."));
      return NULL;
    }
  sl_output_attachment (source->out, "picture.jpg", "image/jpeg", data, length);
  free (data);
  return g_new0 (SlPages, 1);
}

static void
warm_up (SlJobMode mode)
{
}

const SlReader sl_pixels_reader = { SL_PIXELS_TYPE, warm_up, open_pixels };
