/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "widgets/sl-page-layout.h"
#include "widgets/sl-page-text.h"
#include "widgets/sl-page-tiles.h"
#include "widgets/sl-page-view.h"

G_BEGIN_DECLS

/* SlPageView is split by concern: sl-page-view.c scrolls and zooms, -overlay.c draws, -input.c
 * listens, -text.c reads, selects and finds words. */

typedef enum
{
  SL_FIT_NONE,
  SL_FIT_PAGE,
  SL_FIT_WIDTH,
} SlFit;

typedef enum
{
  SL_SELECTION_NONE,
  SL_SELECTION_WORDS,
  SL_SELECTION_REGION,
} SlSelectionKind;

typedef struct
{
  SlSelectionKind kind;
  guint page;
  int start, end;           /* words: characters */
  cairo_rectangle_t region; /* region: points */
} SlSelection;

/* A page's words, read when they are needed. */
typedef struct
{
  SlPageView *view; /* NULL once the view let go of it */
  SlPages *pages;
  guint page;
  SlExtraction *extraction;
  GCancellable *cancellable;
  gboolean failed;
} SlPageWords;

struct _SlPageView
{
  GtkWidget parent_instance;

  SlPages *pages;
  char *document_name;
  SlPageLayout layout;
  SlPageTiles *tiles;

  GtkAdjustment *adjustments[2]; /* horizontal, vertical */
  guint policies[2];
  SlFit fit;
  guint current_page;
  gboolean dim;

  GHashTable *words; /* page to SlPageWords */
  SlSelection selection;
  char **marked;
  GArray *pins; /* of SlPagePin */
  char *current_pin;
  GArray *current_areas;
  guint current_areas_page;

  char *find_words;
  guint find_page;
  int find_start; /* -1: before the page's first character */
  gboolean find_backwards;
  gboolean finding; /* waits for a page's words */
  guint find_left;  /* pages still to look at */

  /* Where to go once the view has a size and, for a quotation, the page's words. */
  gboolean has_goal;
  guint goal_page;
  gboolean goal_has_area;
  cairo_rectangle_t goal_area;
  char *goal_words;
  guint goal_words_page;

  double pointer_x, pointer_y;
  double drag_x, drag_y; /* adjustment values at the start of a pan */
  double pinch_zoom;
  gboolean has_corner; /* the first corner of a region set by Shift and a click */
  guint corner_page;
  double corner_x, corner_y;
};

/* sl-page-view.c */
void sl_page_view_to_sheet (SlPageView *self, double x, double y, double *sheet_x, double *sheet_y);
gboolean
sl_page_view_find_place (SlPageView *self, double x, double y, guint *page, double *px, double *py);
void sl_page_view_zoom_at (SlPageView *self, double zoom, double x, double y);
void sl_page_view_scroll_by (SlPageView *self, double dx, double dy);
void sl_page_view_reveal (SlPageView *self, guint page, const cairo_rectangle_t *area);
void sl_page_view_update_label (SlPageView *self);
void sl_page_view_selection_changed (SlPageView *self);

/* sl-page-view-overlay.c */
void sl_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
gboolean sl_page_view_get_pin_area (SlPageView *self, SlPagePin *pin, cairo_rectangle_t *area);
SlPagePin *sl_page_view_find_pin (SlPageView *self, double x, double y);

/* sl-page-view-input.c */
void sl_page_view_class_init_input (GtkWidgetClass *widget_class);
void sl_page_view_init_input (SlPageView *self);

/* sl-page-view-text.c */
/* The page's words when they are here; otherwise asks for them and returns NULL. */
const SlPageText *sl_page_view_get_words (SlPageView *self, guint page);
void sl_page_view_forget_words (SlPageView *self);
/* Follows sl_page_view_scroll_to_quotation() when the page's words are here. */
void sl_page_view_seek_quotation (SlPageView *self);
GArray *sl_page_view_get_selection_areas (SlPageView *self);

G_END_DECLS
