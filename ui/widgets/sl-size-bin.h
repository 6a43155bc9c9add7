/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A bin that tells its content how much width there is, so that one tree of widgets folds instead
 * of two standing side by side. Properties: child; thresholds ("600 900"); step (read-only: how
 * many thresholds the width has reached, so 0 is the narrowest); minimum-width (what it asks for
 * itself, whatever its child does until it has folded). */
#define SL_TYPE_SIZE_BIN (sl_size_bin_get_type ())
G_DECLARE_FINAL_TYPE (SlSizeBin, sl_size_bin, SL, SIZE_BIN, GtkWidget)

guint sl_size_bin_get_step (SlSizeBin *self);
void sl_size_bin_set_child (SlSizeBin *self, GtkWidget *child);

G_END_DECLS
