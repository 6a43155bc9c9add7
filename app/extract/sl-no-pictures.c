/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-no-pictures.h"

#include <cairo.h>
#include <dlfcn.h>

/* To know whether a page draws letters, its pictures need not be seen, yet unpacking them would be
 * most of the work. Poppler makes the surface that a picture goes into before it reads a byte of
 * it, and passes the picture over when there is none. So this takes the place of cairo's function
 * for poppler, since a program's own symbols come first; cairo itself does not come here.
 *
 * Surfaces of colour with alpha are still made: poppler 22.12 draws soft masks into one without
 * looking whether it has it. The few pictures that want one (those with a colour taken for
 * transparent) are unpacked as ever. */

typedef cairo_surface_t *(*ImageSurfaceCreate) (cairo_format_t format, int width, int height);

static gboolean refused; /* read by one thread: the worker has no other */

cairo_surface_t *
cairo_image_surface_create (cairo_format_t format, int width, int height)
{
  ImageSurfaceCreate real = (ImageSurfaceCreate) dlsym (RTLD_NEXT, "cairo_image_surface_create");

  /* What comes back for no format is a surface in error, as when memory has run out. */
  if (refused && format != CAIRO_FORMAT_ARGB32)
    format = CAIRO_FORMAT_INVALID;
  return real (format, width, height);
}

/**
 * sl_no_pictures:
 * @refuse: whether pictures are passed over from now on
 */
void
sl_no_pictures (gboolean refuse)
{
  refused = refuse;
}
