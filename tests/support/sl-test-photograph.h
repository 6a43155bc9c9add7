/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A photograph as a camera makes it: its top left quarter is red, the rest a wash of greens. */
typedef struct
{
  guint width, height;
  const char *taken;   /* "2026:11:03 14:05:00"; NULL not said */
  guint orientation;   /* 0 not said */
  gboolean position;   /* says where: latitude 51° 52' SL_TEST_LATITUDE" */
  const char *make;    /* NULL not said */
  const char *comment; /* NULL; makes two of the same picture differ */
  guint noise;         /* how far each pixel may stray, 0 to 100: sets the size of the file */
} SlTestPhotograph;

/* The seconds of the latitude, times 10,000,000: four bytes that may not be found elsewhere. */
#define SL_TEST_LATITUDE 0x1d6f3459

/* The EXIF block of @what, from "II" on; transfer full. */
GBytes *sl_test_make_exif (const SlTestPhotograph *what);
/* @exif NULL: none. Transfer full. */
GBytes *sl_test_make_jpeg (const SlTestPhotograph *what, GBytes *exif);
/* As a camera makes it; transfer full. */
GBytes *sl_test_make_photograph (const SlTestPhotograph *what);

G_END_DECLS
