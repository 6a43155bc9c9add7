/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-photograph.h"

#include "base/sl-frame.h"
#include "documents/sl-document-records.h"
#include "documents/sl-photograph-private.h"
#include "documents/sl-thumbnails.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Pictures of a photograph. What leaves is made in two steps by two workers: one draws the original
 * to pixels, and another, which is given nothing but those, makes a JPEG of them. So no data of the
 * camera can reach what leaves, whatever a hostile original did to the first. */

static SlSealedFile *
open_original (SlPhotograph *self, SlLibrary *library, GError **error)
{
  SlSealedFile *file = sl_library_open (library, sl_photograph_get_sha256 (self), error);

  if (file == NULL)
    g_prefix_error (error, "%s: ", sl_photograph_get (self, "file-name"));
  return file;
}

/* What of the page to draw, and how large, so that its longer side has @side pixels. */
static gboolean
measure (SlPhotograph *self,
         SlStore *store,
         guint side,
         double *scale,
         cairo_rectangle_int_t *region,
         GError **error)
{
  g_autoptr (GArray) pages = sl_document_records_list_pages (
      store, sl_photograph_get (self, "document-id"), error);
  const SlPageInfo *page;

  if (pages == NULL)
    return FALSE;
  page = pages->len > 0 ? &g_array_index (pages, SlPageInfo, 0) : NULL;
  if (page == NULL || page->width < 1 || page->height < 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("“%s” was not read, so it cannot be shown. Bring it in again."),
                   sl_photograph_get (self, "file-name"));
      return FALSE;
    }
  *scale = side / MAX (page->width, page->height);
  *region =
      (cairo_rectangle_int_t){ 0, 0, CLAMP ((int) round (page->width * *scale), 1, SL_RENDER_MAX),
                               CLAMP ((int) round (page->height * *scale), 1, SL_RENDER_MAX) };
  return TRUE;
}

/**
 * sl_photograph_load_pixels:
 * @self: a photograph
 * @library: the library that has its original
 * @max_pixels: the most that the longer side may have; past 4,096 it is 4,096
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Draws the original upright, never larger than it is. Blocking; not on the worker pool's thread.
 *
 * Returns: (transfer full): an image surface, or %NULL with @error
 */
cairo_surface_t *
sl_photograph_load_pixels (SlPhotograph *self,
                           SlLibrary *library,
                           guint max_pixels,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (SlPageSource) source = NULL;
  cairo_rectangle_int_t region;
  guint width, height, side = CLAMP (max_pixels, 1, SL_RENDER_MAX);
  double scale;

  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self) && SL_IS_LIBRARY (library), NULL);

  if (sl_photograph_get_size (self, &width, &height))
    side = MIN (side, MAX (width, height));
  if (!measure (self, sl_library_get_store (library), side, &scale, &region, error))
    return NULL;
  file = open_original (self, library, error);
  if (file == NULL)
    return NULL;
  source = sl_page_source_new (sl_library_get_pool (library), file, NULL);
  return sl_page_source_render (source, 1, scale, &region, cancellable, error);
}

/* Has the worker read the original again. */
static gboolean
make_thumbnail (SlPhotograph *self, SlLibrary *library, GCancellable *cancellable, GError **error)
{
  SlStore *store = sl_library_get_store (library);
  g_autoptr (SlSealedFile) file = open_original (self, library, error);
  g_autoptr (SlExtraction) extraction = NULL;
  g_autoptr (GBytes) pixels = NULL;
  guint width, height;

  if (file == NULL)
    return FALSE;
  extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, NULL, cancellable,
                                       error);
  if (extraction == NULL)
    return FALSE;
  pixels = sl_extraction_steal_thumbnail (extraction, &width, &height);
  return pixels != NULL &&
         sl_thumbnails_keep (sl_store_get_path (store), sl_photograph_get_sha256 (self), width,
                             height, pixels, NULL);
}

/**
 * sl_photograph_load_thumbnail:
 * @self: a photograph
 * @library: the library that has its original
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Gives the small copy, which is made again when it is gone and can be kept. Blocking; not on the
 * worker pool's thread.
 *
 * Returns: (transfer full): an image surface of at most 320 pixels each way, or %NULL with @error
 */
cairo_surface_t *
sl_photograph_load_thumbnail (SlPhotograph *self,
                              SlLibrary *library,
                              GCancellable *cancellable,
                              GError **error)
{
  SlStore *store;
  cairo_surface_t *surface;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self) && SL_IS_LIBRARY (library), NULL);

  store = sl_library_get_store (library);
  surface = sl_thumbnails_load (sl_store_get_path (store), sl_photograph_get_sha256 (self));
  if (surface == NULL && !sl_store_is_read_only (store) &&
      make_thumbnail (self, library, cancellable, &local))
    surface = sl_thumbnails_load (sl_store_get_path (store), sl_photograph_get_sha256 (self));
  if (surface != NULL)
    return surface;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  /* A reader keeps nothing, and a huge PNG has none: then it is drawn small. */
  return sl_photograph_load_pixels (self, library, SL_THUMBNAIL_MAX, cancellable, error);
}

/* A worker that knows the pixels only. */
static GBytes *
encode (cairo_surface_t *surface, SlLibrary *library, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) packed = sl_pixels_pack_surface (surface);
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_of_pixels (packed, error);
  g_autoptr (SlExtraction) extraction = NULL;

  if (file == NULL)
    return NULL;
  extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, NULL, cancellable,
                                       error);
  if (extraction == NULL)
    return NULL;
  if (sl_extraction_get_n_attachments (extraction) == 1)
    return g_bytes_ref (sl_extraction_get_attachment (extraction, 0)->bytes);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The JPEG could not be made: %s"),
               sl_extraction_get_reason (extraction));
  return NULL;
}

/**
 * sl_photograph_export:
 * @self: a photograph that was called clear
 * @library: the library that has its original
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Makes what may leave: the upright pixels, at most 4,096 each way, and nothing of what the camera
 * wrote. Blocking; not on the worker pool's thread.
 *
 * Returns: (transfer full): a JPEG, or %NULL with @error (%SL_STORE_ERROR_REFUSED unless it was
 *   called clear)
 */
GBytes *
sl_photograph_export (SlPhotograph *self,
                      SlLibrary *library,
                      GCancellable *cancellable,
                      GError **error)
{
  const char *ids[] = { NULL, NULL };
  cairo_surface_t *surface;
  GBytes *jpeg;

  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self) && SL_IS_LIBRARY (library), NULL);

  /* As it stands in the records now, not as this object saw it. */
  ids[0] = sl_photograph_get (self, "id");
  if (!sl_photographs_check_clear (sl_library_get_store (library), ids, error))
    return NULL;
  surface = sl_photograph_load_pixels (self, library, SL_RENDER_MAX, cancellable, error);
  if (surface == NULL)
    return NULL;
  jpeg = encode (surface, library, cancellable, error);
  cairo_surface_destroy (surface);
  return jpeg;
}
