/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-worker-pool.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Pictures of one document's pages, made by a render worker that lives as long as this object (at
 * most two such workers; the least recently used gives way and is started again when asked).
 * Requests are answered newest first, pictures before words; a cancelled one is dropped. */
#define SL_TYPE_PAGE_SOURCE (sl_page_source_get_type ())
G_DECLARE_FINAL_TYPE (SlPageSource, sl_page_source, SL, PAGE_SOURCE, GObject)

SlPageSource *sl_page_source_new (SlWorkerPool *pool, SlSealedFile *file, const char *password);

/* Starts what draws, so that it is there when the first picture is asked for. */
void sl_page_source_prepare (SlPageSource *self);

/* @region in pixels of the page drawn at @scale (pixels per point) and turned by @turn (0, 90, 180,
 * 270); at most 4096 x 4096. Result: an ARGB32 image surface, transfer full, its pixels checked and
 * copied. */
void sl_page_source_render_async (SlPageSource *self,
                                  guint page,
                                  double scale,
                                  int turn,
                                  const cairo_rectangle_int_t *region,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
cairo_surface_t *
sl_page_source_render_finish (SlPageSource *self, GAsyncResult *result, GError **error);
/* The page as it stands; blocking, from any thread but the pool's. */
cairo_surface_t *sl_page_source_render (SlPageSource *self,
                                        guint page,
                                        double scale,
                                        const cairo_rectangle_int_t *region,
                                        GCancellable *cancellable,
                                        GError **error);

/* The page's text with a box for every character, for selecting and highlighting. The result is an
 * extraction holding that one page. */
void sl_page_source_read_page_async (SlPageSource *self,
                                     guint page,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SlExtraction *
sl_page_source_read_page_finish (SlPageSource *self, GAsyncResult *result, GError **error);

G_END_DECLS
