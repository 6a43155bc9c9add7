/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The cell that one is on, in a card below the matrix: what was said last and by whom. Signal:
 * "opened". */
#define SL_TYPE_CELL_SUMMARY (sl_cell_summary_get_type ())
G_DECLARE_FINAL_TYPE (SlCellSummary, sl_cell_summary, SL, CELL_SUMMARY, AdwBin)

GtkWidget *sl_cell_summary_new (void);
/* @cell NULL: none. Only what @viewer_id may see. */
void sl_cell_summary_show (SlCellSummary *self,
                           SlPortfolio *portfolio,
                           const SlCell *cell,
                           const char *viewer_id);

G_END_DECLS
