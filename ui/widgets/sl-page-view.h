/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "widgets/sl-pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pages below one another, in a GtkScrolledWindow. Pages count from 0; places on a page are points
 * from the top left of the page as shown unturned.
 *
 * Properties: pages (SlPages), page (the one most in sight), n-pages, zoom-percent (100: as large
 * as the paper), has-selection, dim, document-name, problem.
 * Signals: "selection-changed", "evidence-activated" (evidence id), "clicked" (page, x, y). */
#define SL_TYPE_PAGE_VIEW (sl_page_view_get_type ())
G_DECLARE_FINAL_TYPE (SlPageView, sl_page_view, SL, PAGE_VIEW, GtkWidget)

GtkWidget *sl_page_view_new (void);

void sl_page_view_set_pages (SlPageView *self, SlPages *pages); /* nullable */
SlPages *sl_page_view_get_pages (SlPageView *self);
/* What the accessible name begins with: "PL-101 D Site layout". */
void sl_page_view_set_document_name (SlPageView *self, const char *name);

guint sl_page_view_get_page (SlPageView *self);
guint sl_page_view_get_n_pages (SlPageView *self);
void sl_page_view_scroll_to_page (SlPageView *self, guint page);
/* Brings a place into sight, zooming in when it would be too small to read. */
void sl_page_view_scroll_to_area (SlPageView *self, guint page, const cairo_rectangle_t *area);

/* The same for words of a page, as soon as the page's words are read. */
void sl_page_view_scroll_to_quotation (SlPageView *self, guint page, const char *quotation);

double sl_page_view_get_zoom_percent (SlPageView *self);
void sl_page_view_set_zoom_percent (SlPageView *self, double percent);
void sl_page_view_zoom_in (SlPageView *self);
void sl_page_view_zoom_out (SlPageView *self);
void sl_page_view_zoom_fit (SlPageView *self);       /* the whole page, also after resizing */
void sl_page_view_zoom_fit_width (SlPageView *self); /* the page's width, also after resizing */
void sl_page_view_zoom_actual (SlPageView *self);
void sl_page_view_turn (SlPageView *self);
void sl_page_view_set_dim (SlPageView *self, gboolean dim);

/* Evidence drawn over the pages, replacing what was there. Without a region the quotation is looked
 * for on the page; without either only the pin shows, in the corner. */
typedef struct
{
  char *id;
  guint page;
  guint number; /* on the pin; 0: a dot */
  gboolean has_region;
  cairo_rectangle_t region;
  char *quotation;
  char *label;      /* for the accessible name and the tooltip */
  gboolean is_spot; /* the pin itself stands on the region's corner, without an outline */
  double direction; /* of a spot: degrees clockwise from the page's top; NaN: none is drawn */
} SlPagePin;
void sl_page_pin_clear (SlPagePin *pin);
void sl_page_view_set_pins (SlPageView *self, GArray *pins); /* of SlPagePin; takes a reference */
void sl_page_view_set_current_pin (SlPageView *self, const char *evidence_id); /* nullable */

/* Words marked yellow on all pages seen, until set to NULL. */
void sl_page_view_set_marked_words (SlPageView *self, const char *const *words);
/* Areas of the current block of a letter, tinted; element type cairo_rectangle_t; nullable. */
void sl_page_view_set_current_areas (SlPageView *self, guint page, GArray *areas);

/* Finding: goes to the next (or, @backwards, the previous) place of @words from the present one. */
void sl_page_view_find (SlPageView *self, const char *words, gboolean backwards);

/* What is selected. */
gboolean sl_page_view_has_selection (SlPageView *self);
/* @quotation transfer full, "" for a region without words. FALSE when nothing is selected. */
gboolean sl_page_view_get_selection (SlPageView *self,
                                     guint *page,
                                     cairo_rectangle_t *region,
                                     char **quotation);
void sl_page_view_clear_selection (SlPageView *self);
void sl_page_view_copy (SlPageView *self);
/* Puts a region in the middle of what shows, to be moved by the arrow keys and sized by Shift and
 * the arrow keys. */
void sl_page_view_begin_region (SlPageView *self);

/* TRUE when all that shows is drawn as sharp as it will be. */
gboolean sl_page_view_is_sharp (SlPageView *self);
/* FALSE while nothing of these pages could be drawn. */
gboolean sl_page_view_has_pictures (SlPageView *self);
/* "A1", or the size in millimetres, of the present page; transfer full, "" without pages. */
char *sl_page_view_dup_paper (SlPageView *self);

G_END_DECLS
