/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "extract/sl-exif.h"

#include <string.h>

/* Whatever stands in a picture where its EXIF data should be. What is told is within its bounds. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  SlExif exif;
  gboolean sound = sl_exif_read (data, size, &exif);

  g_assert_cmpuint (exif.orientation, <=, 8);
  g_assert_cmpuint (strlen (exif.taken_at), <, sizeof exif.taken_at);
  g_assert_true (sound || (exif.orientation == 0 && *exif.taken_at == '\0' && !exif.camera));
  return 0;
}
