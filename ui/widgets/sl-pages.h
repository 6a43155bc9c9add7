/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-extraction.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Pages that SlPageView can show: a document's (through the worker) or a letter's. Pages count from
 * 0 here, sizes are in points as shown. Signal "changed": sizes or contents are new. */
#define SL_TYPE_PAGES (sl_pages_get_type ())
G_DECLARE_INTERFACE (SlPages, sl_pages, SL, PAGES, GObject)

struct _SlPagesInterface
{
  GTypeInterface parent_iface;

  guint (*get_n_pages) (SlPages *self);
  void (*get_size) (SlPages *self, guint page, double *width, double *height);
  void (*render_async) (SlPages *self,
                        guint page,
                        double scale,
                        int turn,
                        const cairo_rectangle_int_t *region,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  cairo_surface_t *(*render_finish) (SlPages *self, GAsyncResult *result, GError **error);
  /* NULL when the pages have no text to select. */
  void (*read_async) (SlPages *self,
                      guint page,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  SlExtraction *(*read_finish) (SlPages *self, GAsyncResult *result, GError **error);
};

guint sl_pages_get_n_pages (SlPages *self);
void sl_pages_get_size (SlPages *self, guint page, double *width, double *height);
/* @region in pixels of the page at @scale (pixels per point) after @turn; result transfer full. */
void sl_pages_render_async (SlPages *self,
                            guint page,
                            double scale,
                            int turn,
                            const cairo_rectangle_int_t *region,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
cairo_surface_t *sl_pages_render_finish (SlPages *self, GAsyncResult *result, GError **error);
gboolean sl_pages_can_read (SlPages *self);
void sl_pages_read_async (SlPages *self,
                          guint page,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
SlExtraction *sl_pages_read_finish (SlPages *self, GAsyncResult *result, GError **error);
void sl_pages_changed (SlPages *self);

G_END_DECLS
