/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-test-review.h"

#include "competency/sl-portfolio-changes.h"

G_BEGIN_DECLS

/* A casebook with a trainee's portfolio just begun: Callum Reyes and Priya Nair are trainees, Helen
 * Marsh is the manager, David Okafor the senior manager, Ruth Ellery the commander and Rowan
 * Ashdown an officer. Callum Reyes is at work. */
typedef struct
{
  SlTestResponse *base;
  SlStore *store; /* borrowed, as the packs */
  SlPackLibrary *packs;
  char *trainee, *other, *manager, *second, *senior, *commander, *officer;
  SlPortfolio *portfolio; /* as it was loaded last */
} SlTestProgress;

SlTestProgress *sl_test_progress_new (void);
/* The same with a framework of few cells: T has T.1 (two outcomes, a certificate) and T.2, P has
 * P.1 and P.2 (where applicable) on two occasions; every second occasion is looked at again. */
SlTestProgress *sl_test_progress_new_small (void);
/* The small framework as another edition: each pair of @edits in turn, which must stand there once.
 * Transfer full. */
SlFramework *sl_test_progress_edit_small (const char *const (*edits)[2], guint n_edits);
void sl_test_progress_free (SlTestProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTestProgress, sl_test_progress_free)

/* This person is at work. */
void sl_test_progress_become (SlTestProgress *self, const char *person_id);
/* Applies @change, which must go well, and loads the portfolio again. */
void sl_test_progress_apply (SlTestProgress *self, SlChange *change);
/* Applies @change, which must be refused with a sentence that holds @words. */
void sl_test_progress_refuse (SlTestProgress *self, SlChange *change, const char *words);
void sl_test_progress_load (SlTestProgress *self);

/* A case of @kind ("planning", "scheme"); returns its id, transfer full. */
char *sl_test_progress_add_case (SlTestProgress *self,
                                 const char *kind,
                                 const char *reference,
                                 const char *address);
/* Chooses the case as an occasion of @component; returns its id, transfer full. */
char *sl_test_progress_choose (SlTestProgress *self, const char *component_id, const char *case_id);
const SlCell *
sl_test_progress_cell (SlTestProgress *self, const char *occasion_id, const char *criterion_id);
/* As the trainee, and as @assessor; who was at work before is again. */
void sl_test_progress_claim (SlTestProgress *self,
                             const char *occasion_id,
                             const char *criterion_id,
                             const char *words);
void sl_test_progress_assess (SlTestProgress *self,
                              const char *assessor,
                              const char *occasion_id,
                              const char *criterion_id,
                              const char *verdict,
                              const char *feedback);
/* Claims and meets every cell of an occasion. */
void sl_test_progress_meet (SlTestProgress *self, const char *assessor, const char *occasion_id);

G_END_DECLS
