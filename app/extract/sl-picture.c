/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What PNG and JPEG share. The picture is drawn as its EXIF orientation says; a position kept in it
 * is told of, and leaves this program in no output. */

/* 200 megapixels or 600 MB decoded, whichever is less: at four bytes each the latter. */
#define PIXELS_MAX (G_GUINT64_CONSTANT (150) * 1000 * 1000)
#define CAIRO_SIDE_MAX 32767
#define DEFAULT_DPI 96.0
/* A picture that cannot be decoded smaller has a thumbnail when this many bytes hold it. */
#define WHOLE_MAX (100 * 1000 * 1000)

typedef struct
{
  SlPictureInfo info;
  SlSource *source;
  cairo_surface_t *surface;
} Picture;

void
sl_picture_read_exif (const guint8 *data, gsize length, SlPictureInfo *info)
{
  gboolean said = info->exif.has_position;

  if (!sl_exif_read (data, length, &info->exif))
    info->exif_damaged = TRUE;
  info->exif.has_position = info->exif.has_position || said;
}

void
sl_picture_read_xmp (const guint8 *data, gsize length, SlPictureInfo *info)
{
  static const char mark[] = "GPSLatitude";

  if (memmem (data, length, mark, strlen (mark)) != NULL)
    info->exif.has_position = TRUE;
}

static gboolean
lies_on_side (const SlPictureInfo *info)
{
  return info->exif.orientation >= 5 && info->exif.orientation <= 8;
}

static gboolean
is_turned (const Picture *picture)
{
  return lies_on_side (&picture->info);
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
orient (guint orientation, double w, double h, cairo_t *cr)
{
  cairo_matrix_t matrices[] = {
    { 1, 0, 0, 1, 0, 0 }, { -1, 0, 0, 1, w, 0 }, { -1, 0, 0, -1, w, h }, { 1, 0, 0, -1, 0, h },
    { 0, 1, 1, 0, 0, 0 }, { 0, 1, -1, 0, h, 0 }, { 0, -1, -1, 0, h, w }, { 0, -1, 1, 0, 0, w },
  };

  if (orientation >= 1 && orientation <= 8)
    cairo_transform (cr, &matrices[orientation - 1]);
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
        picture->info.decode (picture->source, picture->surface, 1);
      cairo_surface_mark_dirty (picture->surface);
    }
  cairo_scale (cr, 72 / picture->info.dots_per_inch, 72 / picture->info.dots_per_inch);
  orient (picture->info.exif.orientation, picture->info.width, picture->info.height, cr);
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

/* How much smaller it may be decoded and still fill a thumbnail. */
static guint
choose_shrink (const SlPictureInfo *info)
{
  guint shrink = 8;

  while (shrink > 1 &&
         (!info->shrinks || MAX (info->width, info->height) / shrink < SL_THUMBNAIL_MAX))
    shrink /= 2;
  return shrink;
}

/* The small picture, upright, of what was decoded. */
static void
send_thumbnail (SlSource *source, const SlPictureInfo *info, cairo_surface_t *decoded)
{
  guint w = cairo_image_surface_get_width (decoded), h = cairo_image_surface_get_height (decoded);
  double scale = MIN (1.0, (double) SL_THUMBNAIL_MAX / MAX (w, h));
  guint across = CLAMP ((guint) (w * scale + 0.5), 1, SL_THUMBNAIL_MAX);
  guint down = CLAMP ((guint) (h * scale + 0.5), 1, SL_THUMBNAIL_MAX);
  guint width = lies_on_side (info) ? down : across, height = lies_on_side (info) ? across : down;
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (small);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  orient (info->exif.orientation, across, down, cr);
  cairo_scale (cr, (double) across / w, (double) down / h);
  cairo_set_source_surface (cr, decoded, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_flush (small);
      sl_output_thumbnail (source->out, width, height, cairo_image_surface_get_data (small),
                           cairo_image_surface_get_stride (small));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (small);
}

/* Reads all of its data once, which shows whether it is sound and gives the small picture. */
static void
check_data (SlSource *source, const SlPictureInfo *info)
{
  guint shrink = choose_shrink (info);
  guint width = (info->width + shrink - 1) / shrink, height = (info->height + shrink - 1) / shrink;
  cairo_surface_t *surface = NULL;
  SlPictureOutcome outcome;

  if ((guint64) width * height * 4 <= WHOLE_MAX)
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (surface != NULL && cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&surface, cairo_surface_destroy);
  outcome = info->decode (source, surface, shrink);
  if (outcome == SL_PICTURE_DAMAGED)
    sl_output_reason (
        source->out, SL_OUTCOME_PARTIAL, "damaged",
        _ ("The picture is damaged; what can be shown is shown. Ask for a new copy."));
  else if (outcome == SL_PICTURE_TOO_BIG)
    sl_output_reason (source->out, SL_OUTCOME_PARTIAL, "too-big",
                      _ ("The picture needs more memory than Sightline gives it. Ask for a smaller "
                         "copy."));
  if (surface == NULL)
    return;
  cairo_surface_mark_dirty (surface);
  if (outcome != SL_PICTURE_TOO_BIG)
    send_thumbnail (source, info, surface);
  cairo_surface_destroy (surface);
}

/* What the camera said, for a photograph's record. The position itself stays in the original. */
static void
say_exif (SlSource *source, const SlPictureInfo *info)
{
  g_autofree char *orientation = g_strdup_printf ("%u", MAX (info->exif.orientation, 1));
  g_autofree char *width = g_strdup_printf ("%u", lies_on_side (info) ? info->height : info->width);
  g_autofree char *height = g_strdup_printf ("%u",
                                             lies_on_side (info) ? info->width : info->height);

  sl_output_property (source->out, "width", width);
  sl_output_property (source->out, "height", height);
  sl_output_property (source->out, "orientation", orientation);
  sl_output_property (source->out, "taken-at", info->exif.taken_at);
  if (info->exif.camera)
    sl_output_property (source->out, "camera", "yes");
  if (info->exif.has_position)
    {
      sl_output_property (source->out, "has-position", "yes");
      sl_output_warn (source->out, _ ("The picture says where it was taken (GPS). The original "
                                      "keeps that; nothing that Sightline sends out does."));
    }
  if (info->exif_damaged)
    sl_output_warn (source->out, _ ("What the camera wrote into the picture (EXIF) is damaged and "
                                    "was not used: say yourself when it was taken."));
  if (!info->exif.camera)
    sl_output_warn (source->out, _ ("It is a picture without text: it needs reading by eye."));
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
  if (source->mode == SL_JOB_READ)
    check_data (source, info);
  say_exif (source, info);

  picture = g_new0 (Picture, 1);
  picture->info = *info;
  picture->source = source;
  if (picture->info.dots_per_inch < 10 || picture->info.dots_per_inch > 4800)
    picture->info.dots_per_inch = DEFAULT_DPI;
  pages = g_new0 (SlPages, 1);
  *pages = (SlPages){ 1, picture, NULL, emit, get_size, draw };
  return pages;
}
