/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "progress/sl-progress-load.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Below the portfolio: for the trainee who read it and whether documents are timed, for a manager
 * the second looks and how far assessors agree. */
#define SL_TYPE_PORTFOLIO_FOOT (sl_portfolio_foot_get_type ())
G_DECLARE_FINAL_TYPE (SlPortfolioFoot, sl_portfolio_foot, SL, PORTFOLIO_FOOT, AdwBin)

GtkWidget *sl_portfolio_foot_new (void);
void sl_portfolio_foot_show (SlPortfolioFoot *self,
                             const SlProgressState *state,
                             SlCasebook *casebook,
                             gboolean own);

G_END_DECLS
