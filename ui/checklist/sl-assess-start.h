/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"
#include "casebook/sl-casebook.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Before the walk: which checklist, and what the development has; also to change that later.
 * Signal: "done" (left without or after a change). */
#define SL_TYPE_ASSESS_START (sl_assess_start_get_type ())
G_DECLARE_FINAL_TYPE (SlAssessStart, sl_assess_start, SL, ASSESS_START, GtkWidget)

/* @subject NULL: the whole case; copied. @assessment NULL: none has begun. */
void sl_assess_start_set (SlAssessStart *self,
                          SlCasebook *casebook,
                          SlCase *planning_case,
                          const SlAssessmentSubject *subject,
                          SlAssessment *assessment);

G_END_DECLS
