/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-team.h"
#include "people/sl-person.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of what a manager looks after: a trainee, claims that wait, an appeal, an occasion to be
 * looked at again. */
#define SL_TYPE_TEAM_ROW (sl_team_row_get_type ())
G_DECLARE_FINAL_TYPE (SlTeamRow, sl_team_row, SL, TEAM_ROW, GtkListBoxRow)

/* What a row opens; each "" where there is none. Borrowed. */
const char *sl_team_row_get_portfolio (SlTeamRow *self);
const char *sl_team_row_get_occasion (SlTeamRow *self);
const char *sl_team_row_get_criterion (SlTeamRow *self);
void sl_team_row_set_narrow (SlTeamRow *self, gboolean narrow);

GtkWidget *sl_team_row_new_trainee (const SlTrainee *trainee);
/* @n_claims of one occasion, @wait the one that has waited longest. */
GtkWidget *sl_team_row_new_wait (const SlClaimWait *wait, guint n_claims);
GtkWidget *sl_team_row_new_appeal (const SlTrainee *trainee);
GtkWidget *sl_team_row_new_request (const SlSecondRequest *request);
/* With a button of "progress.ask-sample", whose parameter is "portfolio occasion why how". */
GtkWidget *sl_team_row_new_draw (const SlSampleDraw *draw);
/* A trainee without a portfolio, with a button of "progress.begin-for". */
GtkWidget *sl_team_row_new_person (SlPerson *person);

G_END_DECLS
