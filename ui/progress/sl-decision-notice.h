/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Above the cards, and only where there is something to say: the decision on progression, the
 * appeal with its clock, a newer edition of the framework, where the portfolio is worked. */
#define SL_TYPE_DECISION_NOTICE (sl_decision_notice_get_type ())
G_DECLARE_FINAL_TYPE (SlDecisionNotice, sl_decision_notice, SL, DECISION_NOTICE, AdwBin)

GtkWidget *sl_decision_notice_new (void);
void sl_decision_notice_show (SlDecisionNotice *self, SlPortfolio *portfolio, SlCasebook *casebook);

G_END_DECLS
