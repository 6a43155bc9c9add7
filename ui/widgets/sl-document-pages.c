/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-document-pages.h"

#include "documents/sl-document.h"

/* Hands SlPageView's wishes to the document's page source, which counts pages from 1. */
struct _SlDocumentPages
{
  GObject parent_instance;

  SlPageSource *source;
  GArray *infos;
};

static void sl_document_pages_iface_init (SlPagesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlDocumentPages,
                               sl_document_pages,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SL_TYPE_PAGES, sl_document_pages_iface_init))

static guint
get_n_pages (SlPages *pages)
{
  return SL_DOCUMENT_PAGES (pages)->infos->len;
}

static void
get_size (SlPages *pages, guint page, double *width, double *height)
{
  const SlPageInfo *info = &g_array_index (SL_DOCUMENT_PAGES (pages)->infos, SlPageInfo, page);

  *width = info->width;
  *height = info->height;
}

static void
render_async (SlPages *pages,
              guint page,
              double scale,
              int turn,
              const cairo_rectangle_int_t *region,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  SlDocumentPages *self = SL_DOCUMENT_PAGES (pages);
  guint number = g_array_index (self->infos, SlPageInfo, page).number;

  sl_page_source_render_async (self->source, number, scale, turn, region, cancellable, callback,
                               user_data);
}

static cairo_surface_t *
render_finish (SlPages *pages, GAsyncResult *result, GError **error)
{
  return sl_page_source_render_finish (SL_DOCUMENT_PAGES (pages)->source, result, error);
}

static void
read_async (SlPages *pages,
            guint page,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  SlDocumentPages *self = SL_DOCUMENT_PAGES (pages);
  guint number = g_array_index (self->infos, SlPageInfo, page).number;

  sl_page_source_read_page_async (self->source, number, cancellable, callback, user_data);
}

static SlExtraction *
read_finish (SlPages *pages, GAsyncResult *result, GError **error)
{
  return sl_page_source_read_page_finish (SL_DOCUMENT_PAGES (pages)->source, result, error);
}

static void
sl_document_pages_iface_init (SlPagesInterface *iface)
{
  iface->get_n_pages = get_n_pages;
  iface->get_size = get_size;
  iface->render_async = render_async;
  iface->render_finish = render_finish;
  iface->read_async = read_async;
  iface->read_finish = read_finish;
}

static void
sl_document_pages_finalize (GObject *object)
{
  SlDocumentPages *self = SL_DOCUMENT_PAGES (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->infos, g_array_unref);

  G_OBJECT_CLASS (sl_document_pages_parent_class)->finalize (object);
}

static void
sl_document_pages_class_init (SlDocumentPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_document_pages_finalize;
}

static void
sl_document_pages_init (SlDocumentPages *self)
{
}

/**
 * sl_document_pages_new:
 * @source: where the pictures come from
 * @infos: (element-type SlPageInfo): the pages as the records hold them
 *
 * Returns: (transfer full): the pages
 */
SlPages *
sl_document_pages_new (SlPageSource *source, GArray *infos)
{
  SlDocumentPages *self = g_object_new (SL_TYPE_DOCUMENT_PAGES, NULL);

  self->source = g_object_ref (source);
  self->infos = g_array_ref (infos);
  return SL_PAGES (self);
}
