/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @on: ISO date; "" of an appeal. Not called once @any is gone. */
typedef void (*SlDecided) (GtkWidget *any,
                           const char *outcome,
                           const char *reasons,
                           const char *on);

/* The decision on progression: fulfilled only when nothing is missing; else what is unmet is listed
 * and reasons are asked for. */
void sl_decision_window_present (GtkWidget *any, SlPortfolio *portfolio, SlDecided decided);
/* What becomes of the appeal that waits. */
void
sl_appeal_decision_present (GtkWidget *any, const SlProgression *progression, SlDecided decided);

/* The trainee's appeal: grounds, to whom, on which day; what is late or misdirected is said before,
 * and recorded all the same. */
typedef void (*SlLodged) (GtkWidget *any,
                          const char *progression_id,
                          const char *grounds,
                          const char *to_role,
                          const char *on);
void sl_appeal_window_present (GtkWidget *any,
                               SlPortfolio *portfolio,
                               const SlProgression *progression,
                               SlLodged lodged);

G_END_DECLS
