/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-worker-pool.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What the pictures are of; drawn @width by @height. */
typedef struct
{
  const char *name; /* "door" */
  void (*draw) (cairo_t *cr, GRand *rand, double width, double height);
} SlSampleScene;
const SlSampleScene *sl_sample_find_scene (const char *name);

/* Writes to @path a photograph of @scene, as a camera would: a JPEG that says when (@taken:
 * "2026-11-03 14:05"), with what and where it was taken. Drawn by us; the place is invented. */
gboolean sl_sample_take_photograph (SlWorkerPool *pool,
                                    const char *scene,
                                    const char *taken,
                                    const char *path,
                                    GError **error);

G_END_DECLS
