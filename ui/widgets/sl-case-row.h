/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "Identified", "Assessing", …; translated, static. */
const char *sl_stage_get_word (const char *stage);

/* A case in two lines, with its deadline at the end. Property: case. Follows the case's changes. */
#define SL_TYPE_CASE_ROW (sl_case_row_get_type ())
G_DECLARE_FINAL_TYPE (SlCaseRow, sl_case_row, SL, CASE_ROW, GtkWidget)

GtkWidget *sl_case_row_new (void);
void sl_case_row_set_case (SlCaseRow *self, SlCase *planning_case);

/* The stage at work as people read it, of any kind of case: of other kinds than planning from the
 * pack. Static, or the pack's. */
const char *sl_case_get_stage_word (SlCase *planning_case, SlPackLibrary *packs);
/* What kind of case it is, where it is not planning: "Secured by Design scheme"; "" planning. */
const char *sl_case_get_kind_word (SlCase *planning_case, SlPackLibrary *packs);
/* Where rows show more than planning. */
void sl_case_row_set_packs (SlCaseRow *self, SlPackLibrary *packs);

G_END_DECLS
