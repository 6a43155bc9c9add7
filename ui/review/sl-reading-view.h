/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A column of prose that scrolls, no wider than is good to read. What stands in it is its owner's,
 * in a vertical box. */
#define SL_TYPE_READING_VIEW (sl_reading_view_get_type ())
G_DECLARE_FINAL_TYPE (SlReadingView, sl_reading_view, SL, READING_VIEW, GtkWidget)

GtkWidget *sl_reading_view_new (void);
GtkBox *sl_reading_view_get_content (SlReadingView *self); /* borrowed */
/* Takes out all that stands in it. */
void sl_reading_view_clear (SlReadingView *self);
void sl_reading_view_go_to_start (SlReadingView *self);
/* Brings @area (pixels of @target, which stands in it) into sight after the next layout: what was
 * made just now has no place yet. */
void
sl_reading_view_scroll_to (SlReadingView *self, GtkWidget *target, const graphene_rect_t *area);

G_END_DECLS
