/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where a case stands, on one line: a shape and a word for each stage of its kind, what is current,
 * next and overdue. A stage opens to what can be done with it. Scrolls where there is no width. */
#define SL_TYPE_STAGE_LINE (sl_stage_line_get_type ())
G_DECLARE_FINAL_TYPE (SlStageLine, sl_stage_line, SL, STAGE_LINE, AdwBin)

void sl_stage_line_set_case (SlStageLine *self, SlCasebook *casebook, SlCase *planning_case);
/* Reads the stages again. */
void sl_stage_line_refresh (SlStageLine *self);

G_END_DECLS
