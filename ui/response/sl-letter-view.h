/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The pages of a letter exactly as they will print, for a scrolled window. A click on a block is
 * told by the signal "block-chosen" (key). Property: zoom (1.0: a point is a pixel at 72 to the
 * inch, so 1.33 is about paper size). */
#define SL_TYPE_LETTER_VIEW (sl_letter_view_get_type ())
G_DECLARE_FINAL_TYPE (SlLetterView, sl_letter_view, SL, LETTER_VIEW, GtkWidget)

/* A new layout takes the old one's place without a jump: what was in view stays. */
void sl_letter_view_set_layout (SlLetterView *self, SlLetterLayout *layout);
/* Marks the block and, when @scroll, brings it into view. NULL: none. */
void sl_letter_view_set_current (SlLetterView *self, const char *key, gboolean scroll);
double sl_letter_view_get_zoom (SlLetterView *self);
void sl_letter_view_set_zoom (SlLetterView *self, double zoom);
/* So that the page is as wide as the window; followed until a zoom is chosen. */
void sl_letter_view_fit (SlLetterView *self);

G_END_DECLS
