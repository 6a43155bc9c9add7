/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "widgets/sl-pages.h"

G_BEGIN_DECLS

/* Where pages lie on the long sheet that SlPageView scrolls: below one another, centred. All in
 * widget pixels; @zoom is widget pixels a point; @turn is 0, 90, 180 or 270 degrees clockwise. */
typedef struct
{
  GArray *sizes; /* of SlPageSize, before turning */
  double zoom;
  int turn;
  double width; /* the sheet, margins included */
  double height;
  double view_width; /* what the pages are centred in */
  double view_height;
} SlPageLayout;

#define SL_PAGE_MARGIN 24.0
#define SL_PAGE_GAP 18.0

void sl_page_layout_init (SlPageLayout *self);
void sl_page_layout_clear (SlPageLayout *self);
void sl_page_layout_set_pages (SlPageLayout *self, SlPages *pages);
void sl_page_layout_update (SlPageLayout *self,
                            double zoom,
                            int turn,
                            double view_width,
                            double view_height);
guint sl_page_layout_get_n_pages (const SlPageLayout *self);
/* The page's rectangle on the sheet. */
void sl_page_layout_get_page (const SlPageLayout *self, guint page, cairo_rectangle_t *rectangle);
/* Size in points after turning. */
void
sl_page_layout_get_turned (const SlPageLayout *self, guint page, double *width, double *height);
/* The page at this height of the sheet, else the nearest. */
guint sl_page_layout_find (const SlPageLayout *self, double y);
/* Zoom at which the widest page fills @width (and, with @height over 0, the tallest fits it). */
double sl_page_layout_get_fit (const SlPageLayout *self, guint page, double width, double height);

/* Between points of the page as shown unturned, and the sheet. */
void sl_page_layout_to_page (const SlPageLayout *self,
                             guint page,
                             double x,
                             double y,
                             double *page_x,
                             double *page_y);
void sl_page_layout_to_sheet (const SlPageLayout *self,
                              guint page,
                              const cairo_rectangle_t *area,
                              cairo_rectangle_t *sheet);

/* "A1" for the paper of the International Organization for Standardization within 3 mm, else
 * "620 × 400 mm"; transfer full. Sizes in points. */
char *sl_paper_describe (double width, double height);

G_END_DECLS
