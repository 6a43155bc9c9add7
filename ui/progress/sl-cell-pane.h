/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One cell: what the framework asks, the claim with its evidence, the verdict, the trainee's or the
 * assessor's next step, and the whole history. */
#define SL_TYPE_CELL_PANE (sl_cell_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlCellPane, sl_cell_pane, SL, CELL_PANE, AdwBin)

GtkWidget *sl_cell_pane_new (void);
void sl_cell_pane_set_casebook (SlCellPane *self, SlCasebook *casebook);
/* The cell of @portfolio; what is being written stays while the history is the same. */
void sl_cell_pane_show (SlCellPane *self,
                        SlPortfolio *portfolio,
                        const char *occasion_id,
                        const char *criterion_id);
/* Keeps a note that is still being typed. */
void sl_cell_pane_flush (SlCellPane *self);
/* The verdict with this key, where one assesses. */
void sl_cell_pane_choose_verdict (SlCellPane *self, guint number);

G_END_DECLS
