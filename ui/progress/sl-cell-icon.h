/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The state of a cell as a shape; the silhouette alone tells the states apart. */
GtkWidget *sl_cell_icon_new (SlCellState state);
void sl_cell_icon_set_state (GtkWidget *icon, SlCellState state);
/* Shape and word in a round chip, for the head of a cell. */
GtkWidget *sl_cell_chip_new (SlCellState state);
/* The icon and class of a state, for where another widget draws them. */
const char *sl_cell_state_icon_name (SlCellState state);
const char *sl_cell_state_css_class (SlCellState state);

G_END_DECLS
