/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"
#include "casebook/sl-casebook.h"
#include "checklist/sl-suggestions.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One item's question and its judgement: verdict, observation, recommendation, place, priority and
 * evidence. Text is saved as it is typed.
 * Property: narrow. Signals: "judged" (verdict), "evidence-chosen" (evidence id), "show-both". */
#define SL_TYPE_JUDGEMENT (sl_judgement_get_type ())
G_DECLARE_FINAL_TYPE (SlJudgement, sl_judgement, SL, JUDGEMENT, GtkWidget)

void sl_judgement_set_case (SlJudgement *self, SlCasebook *casebook, SlCase *planning_case);
void sl_judgement_set_answer (SlJudgement *self, SlAssessment *assessment, SlAnswer *answer);
SlAnswer *sl_judgement_get_answer (SlJudgement *self);
/* The record changed: shows it, but leaves alone what is being typed. */
void sl_judgement_refresh (SlJudgement *self);
/* Saves now what was typed. */
void sl_judgement_flush (SlJudgement *self);
/* Not applicable asks its reason in place first. */
void sl_judgement_judge (SlJudgement *self, SlVerdict verdict);
void sl_judgement_focus_observation (SlJudgement *self);
void sl_judgement_focus_recommendation (SlJudgement *self);
void sl_judgement_append_observation (SlJudgement *self, const char *text);
/* What the passages say of the number; the answer's own figure stands before it. */
void sl_judgement_set_passages (SlJudgement *self, GPtrArray *suggestions);
void sl_judgement_add_suggestions (SlJudgement *self, SlSuggestions *suggestions);

G_END_DECLS
