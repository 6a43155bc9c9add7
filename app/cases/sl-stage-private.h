/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case-kind.h"

G_BEGIN_DECLS

/* "to-do", "current", "done", "skipped"; ends with NULL. */
extern const char *const sl_stage_states[];

SlStageStep *sl_stage_step_new (const SlStage *stage);
gboolean sl_stage_step_is_behind (const SlStageStep *step); /* done or skipped */
void sl_stage_steps_set_overdue (GPtrArray *steps, const char *today);
GPtrArray *sl_stage_steps_follow (const SlCaseKind *kind, const char *stage, const char *due_date);

/* Inside a change: the first stage is at work. */
gboolean sl_stage_records_begin (SlTransaction *transaction,
                                 const SlCaseKind *kind,
                                 const char *case_id,
                                 GError **error);
/* Inside a change: what a case that is no planning case is called in lists (open or closed), and
 * the stage at work ("" none). */
gboolean sl_case_records_set_step (SlTransaction *transaction,
                                   const char *case_id,
                                   const char *step,
                                   gboolean all_behind,
                                   GError **error);

G_END_DECLS
