/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* thumbnails/ in the data folder: small copies of photographs, named by the hash of the original.
 * May be deleted at any time: each is made again when it is asked for. Any thread. */

/* @pixels: red, green, blue of each, row by row. */
gboolean sl_thumbnails_keep (const char *folder,
                             const char *sha256,
                             guint width,
                             guint height,
                             GBytes *pixels,
                             GError **error);
/* NULL: there is none that can be used. Transfer full. */
cairo_surface_t *sl_thumbnails_load (const char *folder, const char *sha256);
void sl_thumbnails_forget (const char *folder, const char *sha256);

/* Pixels as one run of bytes and back: what is kept here, and what the worker makes JPEGs of. */
GBytes *sl_pixels_pack (guint width, guint height, const guint8 *pixels);
GBytes *sl_pixels_pack_surface (cairo_surface_t *surface);

G_END_DECLS
