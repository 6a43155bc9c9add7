/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many of how many are agreed: a ring in as many segments as are needed, and the number in its
 * middle. The words beside it say the same; its accessible label is "3 of 5 agreed". */
#define SL_TYPE_PROGRESS_RING (sl_progress_ring_get_type ())
G_DECLARE_FINAL_TYPE (SlProgressRing, sl_progress_ring, SL, PROGRESS_RING, GtkWidget)

/* @size in pixels. */
GtkWidget *sl_progress_ring_new (int size);
void sl_progress_ring_set (SlProgressRing *self, guint n_met, guint n_needed);

G_END_DECLS
