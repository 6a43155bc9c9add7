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

G_END_DECLS
