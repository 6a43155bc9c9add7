/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-extraction.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Finding one's way in a page's characters and their boxes. Positions count characters from 0. */

/* The character at a point of the page, else -1; @nearest: the nearest one in its line. */
int sl_page_text_find_character (const SlPageText *text, double x, double y, gboolean nearest);
/* One rectangle a line for the characters from @start up to @end; element type
 * cairo_rectangle_t; transfer full. */
GArray *sl_page_text_get_areas (const SlPageText *text, int start, int end);
char *sl_page_text_dup_range (const SlPageText *text, int start, int end);
/* Widens the range to whole words. */
void sl_page_text_widen (const SlPageText *text, int *start, int *end);
/* Where @words stand, folded on both sides; element type int, pairs of start and end; transfer
 * full. */
GArray *sl_page_text_search (const SlPageText *text, const char *words);
/* The rectangle around all of @areas. */
cairo_rectangle_t sl_page_text_get_bounds (GArray *areas);

G_END_DECLS
