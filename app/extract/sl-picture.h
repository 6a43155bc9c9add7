/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-reader.h"

G_BEGIN_DECLS

/* A picture as a document of one page, decoded once and kept. */
typedef struct
{
  guint width, height;
  double dots_per_inch; /* 0 unknown */
  guint orientation;    /* EXIF: 1 to 8 */
  gboolean has_place;   /* EXIF: GPS */
  /* Decodes into an RGB24 surface, or only checks when @surface is NULL; FALSE: damaged. */
  gboolean (*decode) (SlSource *source, cairo_surface_t *surface);
} SlPictureInfo;

/* Checks the limits and the data. NULL: refused; the reason was said. */
SlPages *sl_picture_open (SlSource *source, const SlPictureInfo *info);
/* Says that it is damaged. Returns NULL. */
SlPages *sl_picture_refuse (SlSource *source);
/* Looks into EXIF data (from its "MM" or "II" on). */
void sl_picture_read_exif (const guint8 *data, gsize length, SlPictureInfo *info);

G_END_DECLS
