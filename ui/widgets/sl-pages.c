/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-pages.h"

/* What SlPageView asks of the pages that it shows; two implementers: SlDocumentPages (pictures from
 * the sandboxed worker) and SlLetterPages (the letter's own layout). Main thread. */

G_DEFINE_INTERFACE (SlPages, sl_pages, G_TYPE_OBJECT)

static guint changed_signal;

static void
sl_pages_default_init (SlPagesInterface *iface)
{
  changed_signal = g_signal_new ("changed", SL_TYPE_PAGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

guint
sl_pages_get_n_pages (SlPages *self)
{
  return SL_PAGES_GET_IFACE (self)->get_n_pages (self);
}

void
sl_pages_get_size (SlPages *self, guint page, double *width, double *height)
{
  SL_PAGES_GET_IFACE (self)->get_size (self, page, width, height);
}

void
sl_pages_render_async (SlPages *self,
                       guint page,
                       double scale,
                       int turn,
                       const cairo_rectangle_int_t *region,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  SL_PAGES_GET_IFACE (self)->render_async (self, page, scale, turn, region, cancellable, callback,
                                           user_data);
}

cairo_surface_t *
sl_pages_render_finish (SlPages *self, GAsyncResult *result, GError **error)
{
  return SL_PAGES_GET_IFACE (self)->render_finish (self, result, error);
}

gboolean
sl_pages_can_read (SlPages *self)
{
  return SL_PAGES_GET_IFACE (self)->read_async != NULL;
}

void
sl_pages_read_async (SlPages *self,
                     guint page,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  SL_PAGES_GET_IFACE (self)->read_async (self, page, cancellable, callback, user_data);
}

SlExtraction *
sl_pages_read_finish (SlPages *self, GAsyncResult *result, GError **error)
{
  return SL_PAGES_GET_IFACE (self)->read_finish (self, result, error);
}

/* Says that sizes or contents are new. */
void
sl_pages_changed (SlPages *self)
{
  g_signal_emit (self, changed_signal, 0);
}
