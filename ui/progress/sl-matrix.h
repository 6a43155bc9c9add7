/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The criteria of one component by its occasions, a shape and a word in each cell. The arrow keys
 * go from cell to cell, Enter opens one; Tab leaves it. Where it is narrow, one occasion at a time.
 *
 * Signals, each with occasion id and criterion id: "focused" (the cell that one is on) and
 * "opened". A head has a menu of actions "progress.…" with the occasion's id as parameter; the head
 * of one that is still to be chosen is a button of "progress.choose". */
#define SL_TYPE_MATRIX (sl_matrix_get_type ())
G_DECLARE_FINAL_TYPE (SlMatrix, sl_matrix, SL, MATRIX, AdwBin)

/* What the heads' menus offer. */
typedef enum
{
  SL_MATRIX_CHOOSE = 1 << 0,
  SL_MATRIX_DROP = 1 << 1,
  SL_MATRIX_ASK_SECOND = 1 << 2,
} SlMatrixRights;

GtkWidget *sl_matrix_new (void);
/* Of a component with occasions, as the person @viewer_id may see it. The focus stays with the cell
 * that had it. */
void sl_matrix_show (SlMatrix *self,
                     SlPortfolio *portfolio,
                     const SlComponent *component,
                     const char *viewer_id,
                     SlMatrixRights rights);
/* @step: 0 narrow, 1 with little room, 2 wide. */
void sl_matrix_set_width (SlMatrix *self, guint step);
/* Makes a cell the current one, and gives it the focus with @grab. FALSE when it is not there. */
gboolean
sl_matrix_go_to (SlMatrix *self, const char *occasion_id, const char *criterion_id, gboolean grab);
/* The cell that is current; NULL none. */
const SlCell *sl_matrix_get_current (SlMatrix *self);

G_END_DECLS
