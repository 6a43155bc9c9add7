/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-page-tiles.h"

#include <math.h>

#define TILE_SIZE 512    /* device pixels: 1 MiB a tile */
#define PREVIEW_SIZE 320 /* longest side of the small picture of a page */
#define SPARE_TILES 12   /* kept besides those in sight, for scrolling back */
#define MAX_PREVIEWS 48

typedef struct
{
  guint page;
  int column; /* -1: the small picture of the whole page */
  int row;
  double scale; /* device pixels a point; 0 for the small picture */
  int turn;
} TileKey;

typedef struct
{
  TileKey key;
  SlPageTiles *tiles; /* NULL once the tiles are gone */
  SlPages *pages;     /* outlives @tiles: an answer still to come needs it */
  GdkTexture *texture;
  GCancellable *cancellable; /* while it is being drawn */
  guint64 frame;             /* the last frame that asked for it */
  gboolean stale;
  gboolean failed;
} Tile;

struct _SlPageTiles
{
  SlPages *pages;
  SlPageTilesFunc redraw;
  gpointer data;

  GHashTable *tiles; /* TileKey (in the Tile) to Tile */
  guint64 frame;
  char *problem;
};

static guint
key_hash (gconstpointer pointer)
{
  const TileKey *key = pointer;

  return key->page * 7919u + (guint) key->column * 131u + (guint) key->row * 31u +
         (guint) key->turn + (guint) (key->scale * 1000);
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const TileKey *one = a, *other = b;

  return one->page == other->page && one->column == other->column && one->row == other->row &&
         one->turn == other->turn && one->scale == other->scale;
}

static void
tile_clear (Tile *tile)
{
  g_clear_object (&tile->pages);
  g_clear_object (&tile->texture);
  g_clear_object (&tile->cancellable);
}

static void
tile_release (Tile *tile)
{
  g_rc_box_release_full (tile, (GDestroyNotify) tile_clear);
}

/* Takes the tile out of the table; a drawing under way still holds a reference. */
static void
tile_drop (gpointer pointer)
{
  Tile *tile = pointer;

  tile->tiles = NULL;
  if (tile->cancellable != NULL)
    g_cancellable_cancel (tile->cancellable);
  tile_release (tile);
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * height,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Tile *tile = data;
  SlPageTiles *self = tile->tiles;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;

  surface = sl_pages_render_finish (tile->pages, result, &error);
  if (self != NULL)
    {
      g_clear_object (&tile->cancellable);
      if (surface != NULL)
        {
          g_clear_object (&tile->texture);
          tile->texture = texture_from_surface (surface);
        }
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          /* Not asked for again: a page that killed its worker would kill the next one too. */
          tile->failed = TRUE;
          g_free (self->problem);
          self->problem = g_strdup (error->message);
        }
      self->redraw (self->data);
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
  tile_release (tile);
}

static void
tile_request (SlPageTiles *self, Tile *tile)
{
  cairo_rectangle_int_t region;
  double width, height, scale = tile->key.scale;
  gboolean on_side = tile->key.turn == 90 || tile->key.turn == 270;

  if (tile->cancellable != NULL || tile->failed || (tile->texture != NULL && !tile->stale))
    return;
  sl_pages_get_size (self->pages, tile->key.page, &width, &height);
  if (tile->key.column < 0)
    {
      scale = PREVIEW_SIZE / MAX (width, height);
      region = (cairo_rectangle_int_t){ 0, 0, TILE_SIZE, TILE_SIZE };
    }
  else
    region = (cairo_rectangle_int_t){ tile->key.column * TILE_SIZE, tile->key.row * TILE_SIZE,
                                      TILE_SIZE, TILE_SIZE };
  /* The last tile of a line ends where the page ends. */
  region.width = MIN (TILE_SIZE, (int) ceil ((on_side ? height : width) * scale) - region.x);
  region.height = MIN (TILE_SIZE, (int) ceil ((on_side ? width : height) * scale) - region.y);
  if (region.width < 1 || region.height < 1)
    return;
  tile->stale = FALSE;
  tile->cancellable = g_cancellable_new ();
  sl_pages_render_async (self->pages, tile->key.page, scale, tile->key.turn, &region,
                         tile->cancellable, rendered_cb, g_rc_box_acquire (tile));
}

static Tile *
tile_want (SlPageTiles *self, const TileKey *key)
{
  Tile *tile = g_hash_table_lookup (self->tiles, key);

  if (tile == NULL)
    {
      tile = g_rc_box_new0 (Tile);
      tile->key = *key;
      tile->tiles = self;
      tile->pages = g_object_ref (self->pages);
      g_hash_table_replace (self->tiles, &tile->key, tile);
    }
  tile->frame = self->frame;
  tile_request (self, tile);
  return tile;
}

/* While the sharp tiles are being drawn, those of the scale before stand in for them. */
static void
draw_stand_ins (SlPageTiles *self,
                GtkSnapshot *snapshot,
                const TileKey *wanted,
                const cairo_rectangle_t *paper,
                double zoom)
{
  GHashTableIter iter;
  Tile *tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    {
      double shrink;

      if (tile->texture == NULL || tile->key.page != wanted->page || tile->key.column < 0 ||
          tile->key.turn != wanted->turn || tile->key.scale == wanted->scale)
        continue;
      shrink = zoom / tile->key.scale;
      gtk_snapshot_append_texture (
          snapshot, tile->texture,
          &GRAPHENE_RECT_INIT (paper->x + tile->key.column * TILE_SIZE * shrink,
                               paper->y + tile->key.row * TILE_SIZE * shrink,
                               gdk_texture_get_width (tile->texture) * shrink,
                               gdk_texture_get_height (tile->texture) * shrink));
    }
}

void
sl_page_tiles_draw (SlPageTiles *self,
                    GtkSnapshot *snapshot,
                    guint page,
                    const cairo_rectangle_t *paper,
                    const graphene_rect_t *visible,
                    double zoom,
                    int turn,
                    int factor)
{
  double side = (double) TILE_SIZE / factor; /* widget pixels */
  int columns = MAX (1, (int) ceil (paper->width / side));
  int rows = MAX (1, (int) ceil (paper->height / side));
  int left = CLAMP ((int) floor ((visible->origin.x - paper->x) / side), 0, columns - 1);
  int top = CLAMP ((int) floor ((visible->origin.y - paper->y) / side), 0, rows - 1);
  int right = (int) floor ((visible->origin.x + visible->size.width - paper->x) / side);
  int bottom = (int) floor ((visible->origin.y + visible->size.height - paper->y) / side);
  g_autoptr (GPtrArray) sharp = g_ptr_array_new ();
  gboolean complete = TRUE;
  Tile *preview;

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (paper->x, paper->y, paper->width, paper->height));
  preview = tile_want (self, &(TileKey){ .page = page, .column = -1, .turn = turn });
  for (int row = top; row <= MIN (bottom, rows - 1); row++)
    for (int column = left; column <= MIN (right, columns - 1); column++)
      {
        TileKey key = { page, column, row, zoom * factor, turn };
        Tile *tile = tile_want (self, &key);

        complete = complete && tile->texture != NULL;
        g_ptr_array_add (sharp, tile);
      }
  if (!complete)
    {
      TileKey key = { page, 0, 0, zoom * factor, turn };

      if (preview->texture != NULL)
        gtk_snapshot_append_texture (
            snapshot, preview->texture,
            &GRAPHENE_RECT_INIT (paper->x, paper->y, paper->width, paper->height));
      draw_stand_ins (self, snapshot, &key, paper, zoom);
    }
  for (guint i = 0; i < sharp->len; i++)
    {
      Tile *tile = g_ptr_array_index (sharp, i);

      if (tile->texture != NULL)
        gtk_snapshot_append_texture (
            snapshot, tile->texture,
            &GRAPHENE_RECT_INIT (paper->x + tile->key.column * side,
                                 paper->y + tile->key.row * side,
                                 gdk_texture_get_width (tile->texture) / (double) factor,
                                 gdk_texture_get_height (tile->texture) / (double) factor));
    }
  gtk_snapshot_pop (snapshot);
}

void
sl_page_tiles_begin (SlPageTiles *self)
{
  self->frame++;
}

static int
compare_by_frame (gconstpointer a, gconstpointer b)
{
  const Tile *one = *(Tile **) a, *other = *(Tile **) b;

  return one->frame < other->frame ? -1 : one->frame > other->frame;
}

/* Drops the longest unseen beyond what may be kept. */
static void
trim (SlPageTiles *self, GPtrArray *unseen, guint keep)
{
  if (unseen->len <= keep)
    return;
  g_ptr_array_sort (unseen, compare_by_frame);
  for (guint i = 0; i < unseen->len - keep; i++)
    g_hash_table_remove (self->tiles, &((Tile *) g_ptr_array_index (unseen, i))->key);
}

void
sl_page_tiles_end (SlPageTiles *self)
{
  g_autoptr (GPtrArray) tiles = g_ptr_array_new ();
  g_autoptr (GPtrArray) previews = g_ptr_array_new ();
  GHashTableIter iter;
  Tile *tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    {
      if (tile->frame == self->frame)
        continue;
      if (tile->texture == NULL)
        g_hash_table_iter_remove (&iter);
      else
        g_ptr_array_add (tile->key.column < 0 ? previews : tiles, tile);
    }
  trim (self, tiles, SPARE_TILES);
  trim (self, previews, MAX_PREVIEWS);
}

void
sl_page_tiles_set_stale (SlPageTiles *self)
{
  guint n_pages = sl_pages_get_n_pages (self->pages);
  GHashTableIter iter;
  Tile *tile;

  g_clear_pointer (&self->problem, g_free);
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    {
      tile->stale = TRUE;
      tile->failed = FALSE;
      if (tile->key.page >= n_pages)
        g_hash_table_iter_remove (&iter);
    }
}

gboolean
sl_page_tiles_is_sharp (SlPageTiles *self)
{
  GHashTableIter iter;
  Tile *tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    if (tile->frame == self->frame && tile->cancellable != NULL)
      return FALSE;
  return self->frame > 0;
}

gboolean
sl_page_tiles_has_pictures (SlPageTiles *self)
{
  GHashTableIter iter;
  Tile *tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    if (tile->texture != NULL)
      return TRUE;
  return FALSE;
}

const char *
sl_page_tiles_get_problem (SlPageTiles *self)
{
  return self->problem;
}

SlPageTiles *
sl_page_tiles_new (SlPages *pages, SlPageTilesFunc redraw, gpointer data)
{
  SlPageTiles *self = g_new0 (SlPageTiles, 1);

  self->pages = g_object_ref (pages);
  self->redraw = redraw;
  self->data = data;
  self->tiles = g_hash_table_new_full (key_hash, key_equal, NULL, tile_drop);
  return self;
}

void
sl_page_tiles_free (SlPageTiles *self)
{
  g_hash_table_unref (self->tiles);
  g_object_unref (self->pages);
  g_free (self->problem);
  g_free (self);
}
