/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-exif.h"
#include "extract/sl-reader.h"

G_BEGIN_DECLS

typedef enum
{
  SL_PICTURE_WHOLE,
  SL_PICTURE_DAMAGED,
  SL_PICTURE_TOO_BIG, /* for the memory allowed */
} SlPictureOutcome;

/* A picture as a document of one page, decoded once and kept. */
typedef struct
{
  guint width, height;
  double dots_per_inch; /* 0 unknown */
  SlExif exif;
  gboolean exif_damaged;
  /* Decodes at 1/@shrink (1, 2, 4, 8) of its size, rounded up, into an RGB24 surface, or only
   * checks when @surface is NULL. */
  SlPictureOutcome (*decode) (SlSource *source, cairo_surface_t *surface, guint shrink);
  gboolean shrinks; /* decode() knows another size than 1 */
} SlPictureInfo;

/* Checks the limits and the data. NULL: refused; the reason was said. */
SlPages *sl_picture_open (SlSource *source, const SlPictureInfo *info);
/* Says that it is damaged. Returns NULL. */
SlPages *sl_picture_refuse (SlSource *source);
/* Looks into EXIF data (from its "MM" or "II" on). */
void sl_picture_read_exif (const guint8 *data, gsize length, SlPictureInfo *info);
/* Looks into XMP for a position. */
void sl_picture_read_xmp (const guint8 *data, gsize length, SlPictureInfo *info);

G_END_DECLS
