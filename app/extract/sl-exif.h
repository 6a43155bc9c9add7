/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a picture's EXIF data says that Sightline needs; where it was taken is told, never read. */
typedef struct
{
  guint orientation;     /* 1 to 8; 0 not said */
  char taken_at[20];     /* "2026-11-03T14:05:00", the camera's own clock; "" not said */
  gboolean has_position; /* it says where (or may: its place is damaged) */
  gboolean camera;       /* a camera made it: it names one, or when it was taken */
} SlExif;

/* @data from its "MM" or "II" on. FALSE: damaged; nothing of it counts but has_position. */
gboolean sl_exif_read (const guint8 *data, gsize length, SlExif *exif);

G_END_DECLS
