/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "competency/sl-portfolio.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*SlEditionMoved) (GtkWidget *any, SlFramework *to, const char *reason);

/* What another edition of the framework would change for a portfolio, item by item, and the move.
 */
void sl_edition_window_present (GtkWidget *any,
                                SlPortfolio *portfolio,
                                SlFramework *to,
                                SlEditionMoved moved);

typedef void (*SlSecondAsked) (GtkWidget *any,
                               SlPortfolio *portfolio,
                               const char *occasion_id,
                               const char *assessor_id,
                               const char *why,
                               const char *how);

/* Who shall look at an occasion again without seeing what was decided. */
void sl_second_window_present (GtkWidget *any,
                               SlCasebook *casebook,
                               SlPortfolio *portfolio,
                               const char *occasion_id,
                               const char *why,
                               const char *how,
                               SlSecondAsked asked);

G_END_DECLS
