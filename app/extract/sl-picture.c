/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What PNG and JPEG share. The picture is drawn as its EXIF orientation says; a place kept in it is
 * told of, and leaves this program in no output. */

/* 200 megapixels or 600 MB decoded, whichever is less: at four bytes each the latter. */
#define PIXELS_MAX (G_GUINT64_CONSTANT (150) * 1000 * 1000)
#define CAIRO_SIDE_MAX 32767
#define DEFAULT_DPI 96.0
#define EXIF_ENTRIES_MAX 200
#define EXIF_ORIENTATION 0x0112
#define EXIF_GPS 0x8825

typedef struct
{
  SlPictureInfo info;
  SlSource *source;
  cairo_surface_t *surface;
} Picture;

static guint32
read_number (const guint8 *at, guint bytes, gboolean big)
{
  guint32 value = 0;

  for (guint i = 0; i < bytes; i++)
    value |= (guint32) at[i] << (8 * (big ? bytes - 1 - i : i));
  return value;
}

void
sl_picture_read_exif (const guint8 *data, gsize length, SlPictureInfo *info)
{
  gboolean big;
  guint32 at, count;

  if (length < 14)
    return;
  big = data[0] == 'M';
  at = read_number (data + 4, 4, big);
  if (at > length - 2)
    return;
  count = MIN (read_number (data + at, 2, big), EXIF_ENTRIES_MAX);
  for (guint32 i = 0; i < count && (gsize) at + 2 + 12 * (i + 1) <= length; i++)
    {
      const guint8 *entry = data + at + 2 + 12 * i;
      guint tag = read_number (entry, 2, big);

      if (tag == EXIF_ORIENTATION)
        info->orientation = read_number (entry + 8, 2, big);
      info->has_place = info->has_place || tag == EXIF_GPS;
    }
}

static gboolean
is_turned (const Picture *picture)
{
  return picture->info.orientation >= 5 && picture->info.orientation <= 8;
}

static void
get_size (SlPages *pages, guint number, double *width, double *height)
{
  Picture *picture = pages->data;
  double points = 72 / picture->info.dots_per_inch;

  *width = (is_turned (picture) ? picture->info.height : picture->info.width) * points;
  *height = (is_turned (picture) ? picture->info.width : picture->info.height) * points;
}

static gboolean
emit (SlPages *pages, SlSource *source, guint number)
{
  double width, height;

  get_size (pages, number, &width, &height);
  return sl_output_page (source->out, number, width, height, 0, NULL, "", NULL, 0);
}

/* The eight orientations of EXIF 2.3, table 6, as matrices on the picture's own pixels. */
static void
orient (const Picture *picture, cairo_t *cr)
{
  double w = picture->info.width, h = picture->info.height;
  cairo_matrix_t matrices[] = {
    { 1, 0, 0, 1, 0, 0 }, { -1, 0, 0, 1, w, 0 }, { -1, 0, 0, -1, w, h }, { 1, 0, 0, -1, 0, h },
    { 0, 1, 1, 0, 0, 0 }, { 0, 1, -1, 0, h, 0 }, { 0, -1, -1, 0, h, w }, { 0, -1, 1, 0, 0, w },
  };

  if (picture->info.orientation >= 1 && picture->info.orientation <= 8)
    cairo_transform (cr, &matrices[picture->info.orientation - 1]);
}

static void
draw (SlPages *pages, guint number, cairo_t *cr)
{
  Picture *picture = pages->data;

  if (picture->surface == NULL)
    {
      picture->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->info.width,
                                                     picture->info.height);
      if (cairo_surface_status (picture->surface) == CAIRO_STATUS_SUCCESS)
        picture->info.decode (picture->source, picture->surface);
      cairo_surface_mark_dirty (picture->surface);
    }
  cairo_scale (cr, 72 / picture->info.dots_per_inch, 72 / picture->info.dots_per_inch);
  orient (picture, cr);
  cairo_set_source_surface (cr, picture->surface, 0, 0);
  cairo_paint (cr);
}

SlPages *
sl_picture_refuse (SlSource *source)
{
  sl_output_reason (source->out, SL_OUTCOME_REFUSED, "damaged",
                    _ ("The picture is damaged and cannot be shown. Ask for a new copy."));
  return NULL;
}

SlPages *
sl_picture_open (SlSource *source, const SlPictureInfo *info)
{
  Picture *picture;
  SlPages *pages;

  if (info->width == 0 || info->height == 0 || info->width > CAIRO_SIDE_MAX ||
      info->height > CAIRO_SIDE_MAX || (guint64) info->width * info->height > PIXELS_MAX)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "too-big",
                        _ ("The picture is bigger than Sightline reads (150 megapixels). Ask for a "
                           "smaller copy."));
      return NULL;
    }
  if (source->mode == SL_JOB_READ && !info->decode (source, NULL))
    sl_output_reason (
        source->out, SL_OUTCOME_PARTIAL, "damaged",
        _ ("The picture is damaged; what can be shown is shown. Ask for a new copy."));
  if (info->has_place)
    sl_output_warn (source->out, _ ("The picture says where it was taken (GPS). The original keeps "
                                    "that; nothing that Sightline sends out does."));
  sl_output_warn (source->out, _ ("It is a picture without text: it needs reading by eye."));

  picture = g_new0 (Picture, 1);
  picture->info = *info;
  picture->source = source;
  if (picture->info.dots_per_inch < 10 || picture->info.dots_per_inch > 4800)
    picture->info.dots_per_inch = DEFAULT_DPI;
  pages = g_new0 (SlPages, 1);
  *pages = (SlPages){ 1, picture, NULL, emit, get_size, draw };
  return pages;
}
