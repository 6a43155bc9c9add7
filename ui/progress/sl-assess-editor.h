/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-changes.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The assessor's side of a cell: a verdict, feedback, and what verbal and written work was
 * assessed. Signal: "assessed". */
#define SL_TYPE_ASSESS_EDITOR (sl_assess_editor_get_type ())
G_DECLARE_FINAL_TYPE (SlAssessEditor, sl_assess_editor, SL, ASSESS_EDITOR, AdwBin)

GtkWidget *sl_assess_editor_new (void);
/* @blind: a second look, whose verdict stands beside the first. */
void sl_assess_editor_begin (SlAssessEditor *self, const SlCell *cell, gboolean blind);
/* The verdict with this key (1 to 3), when it can be chosen. */
void sl_assess_editor_choose (SlAssessEditor *self, guint number);
SlChange *
sl_assess_editor_make_change (SlAssessEditor *self, SlPortfolio *portfolio, const SlCell *cell);

G_END_DECLS
