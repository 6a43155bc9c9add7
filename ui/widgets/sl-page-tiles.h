/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "widgets/sl-pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The pictures that SlPageView draws pages with: a small picture of each page seen, and sharp tiles
 * at the present scale. Bounded; what scrolled away is cancelled. Main thread. */
typedef struct _SlPageTiles SlPageTiles;

typedef void (*SlPageTilesFunc) (gpointer data);

SlPageTiles *sl_page_tiles_new (SlPages *pages, SlPageTilesFunc redraw, gpointer data);
void sl_page_tiles_free (SlPageTiles *self);
/* The pages' contents are new: what is held is drawn until its successor has come. */
void sl_page_tiles_set_stale (SlPageTiles *self);

/* One frame: begin, draw each visible page, end (which drops what was not asked for). */
void sl_page_tiles_begin (SlPageTiles *self);
/* @paper: the page's rectangle in widget pixels; @visible: the part of the widget that shows;
 * @zoom: widget pixels a point; @factor: device pixels a widget pixel. */
void sl_page_tiles_draw (SlPageTiles *self,
                         GtkSnapshot *snapshot,
                         guint page,
                         const cairo_rectangle_t *paper,
                         const graphene_rect_t *visible,
                         double zoom,
                         int turn,
                         int factor);
void sl_page_tiles_end (SlPageTiles *self);

/* TRUE when nothing that the last frame asked for is still to come. */
gboolean sl_page_tiles_is_sharp (SlPageTiles *self);
gboolean sl_page_tiles_has_pictures (SlPageTiles *self);
/* Why a picture could not be made; NULL when all went well. */
const char *sl_page_tiles_get_problem (SlPageTiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPageTiles, sl_page_tiles_free)

G_END_DECLS
