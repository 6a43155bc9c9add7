/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "progress/sl-progress-load.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One trainee's portfolio at a glance: cards, the matrix of the chosen component or its training,
 * what is missing, the cell that one is on.
 *
 * Signals: "cell-opened" (occasion id, criterion id); "missing-chosen" (kind, component id,
 * occasion id, criterion id, training id); "training-wanted" (criterion id, training id, "" a new
 * one). */
#define SL_TYPE_PORTFOLIO_VIEW (sl_portfolio_view_get_type ())
G_DECLARE_FINAL_TYPE (SlPortfolioView, sl_portfolio_view, SL, PORTFOLIO_VIEW, AdwBin)

GtkWidget *sl_portfolio_view_new (void);
/* @state is borrowed until the next call; its portfolio is there. */
void
sl_portfolio_view_show (SlPortfolioView *self, const SlProgressState *state, SlCasebook *casebook);
/* @step: 0 narrow, 1 with little room, 2 wide. */
void sl_portfolio_view_set_width (SlPortfolioView *self, guint step);
/* Shows another component; the cell (both nullable) is the current one, with the focus. */
void sl_portfolio_view_go_to (SlPortfolioView *self,
                              const char *component_id,
                              const char *occasion_id,
                              const char *criterion_id);

G_END_DECLS
