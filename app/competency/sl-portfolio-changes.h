/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"
#include "documents/sl-library.h"
#include "people/sl-person.h"

G_BEGIN_DECLS

/* Every step that a portfolio takes, as changes. What is not allowed is refused inside the change
 * with a sentence (SL_STORE_ERROR_REFUSED), whoever asks: the trainee's steps are the trainee's, an
 * assessor is never the trainee and has one of the framework's roles, and what is settled stays.
 * Changes carry no case: claiming makes nobody an author. */

/* The newest edition of the framework (NULL: the first there is) for @person_id (a trainee: by
 * themselves or by a manager). */
SlChange *
sl_portfolio_change_begin (SlFramework *framework, const char *portfolio_id, const char *person_id);
/* A manager moves it to another edition, of what sl_framework_compare() showed. */
SlChange *sl_portfolio_change_move (SlPortfolio *portfolio, SlFramework *to, const char *reason);
SlChange *sl_portfolio_change_reading (SlPortfolio *portfolio, gboolean keep);

/* @case_id or, from before Sightline, @values. One that counts already in the component is refused;
 * a warning (same site in another component) is read first with sl_occasion_list_warnings(). */
typedef struct
{
  const char *title, *reference, *authority, *address, *on_date, *about;
} SlOccasionValues;
SlChange *sl_occasion_change_choose (SlPortfolio *portfolio,
                                     const char *component_id,
                                     const char *occasion_id,
                                     const char *case_id,
                                     const SlOccasionValues *values);
/* Sentences, NULL-terminated; transfer full. */
char **sl_occasion_list_warnings (SlStore *store,
                                  SlPortfolio *portfolio,
                                  const char *component_id,
                                  const char *case_id,
                                  const SlOccasionValues *values);
/* No longer one of the occasions; refused once a cell of it was assessed, unless a manager says
 * why. */
SlChange *
sl_occasion_change_drop (SlPortfolio *portfolio, const char *occasion_id, const char *reason);
SlChange *sl_occasion_change_restore (SlPortfolio *portfolio, const char *occasion_id);

/* What is claimed. @evidence: of SlProposal (sl-proposal.h; nullable), copied. @not_applicable: the
 * cell is claimed to be that, and @words the reason; only where the framework allows. A claim that
 * still waits is replaced by a new one in the history. */
SlChange *sl_cell_change_claim (SlPortfolio *portfolio,
                                const SlCell *cell,
                                const char *event_id,
                                const char *words,
                                GPtrArray *evidence,
                                gboolean not_applicable);
SlChange *sl_cell_change_withdraw (SlPortfolio *portfolio, const SlCell *cell, const char *words);
typedef struct
{
  const char *verdict;          /* "met", "not-yet", "not-applicable" */
  const char *feedback;         /* a must for "not-yet" and "not-applicable" */
  const char *verbal, *written; /* what was assessed */
} SlCellVerdict;
/* Also without a claim ("not-yet" and "not-applicable"), and again after another verdict: it adds.
 */
SlChange *
sl_cell_change_assess (SlPortfolio *portfolio, const SlCell *cell, const SlCellVerdict *verdict);
SlChange *sl_cell_change_acknowledge (SlPortfolio *portfolio, const SlCell *cell);
/* By the trainee or an assessor. */
SlChange *sl_cell_change_reply (SlPortfolio *portfolio, const SlCell *cell, const char *words);
SlChange *sl_portfolio_change_note (SlPortfolio *portfolio,
                                    const char *occasion_id,
                                    const char *criterion_id,
                                    const char *body);
/* One a day, person and occasion; unchanged the second time, and of one's own portfolio. */
SlChange *sl_portfolio_change_read (SlPortfolio *portfolio, const char *occasion_id);

/* Training. NULL keeps a value. */
typedef struct
{
  const char *criterion_id, *kind, *title, *provider, *on_date, *outcomes, *renews_on, *words;
  const char *hours; /* as typed; "" none */
} SlTrainingValues;
SlChange *sl_training_change_set (SlPortfolio *portfolio,
                                  const char *training_id,
                                  const SlTrainingValues *values);
SlChange *
sl_training_change_remove (SlPortfolio *portfolio, const char *training_id, gboolean removed);

/* Files: kept in the document store first (the type and size rules of an import), then named. */
gboolean sl_portfolio_add_file (SlLibrary *library,
                                SlPortfolio *portfolio,
                                const char *owner_kind,
                                const char *owner_id,
                                const char *path,
                                GCancellable *cancellable,
                                GError **error);
SlChange *
sl_portfolio_change_remove_file (SlPortfolio *portfolio, const char *file_id, gboolean removed);

/* A blind second look at an occasion by another assessor, asked for or drawn. */
SlChange *sl_second_change_ask (SlPortfolio *portfolio,
                                const char *occasion_id,
                                const char *assessor_id,
                                const char *why, /* "asked", "rule", "chance" */
                                const char *how);
SlChange *
sl_second_change_assess (SlPortfolio *portfolio, const SlCell *cell, const SlCellVerdict *verdict);
SlChange *sl_second_change_finish (SlPortfolio *portfolio, const char *request_id);

/* The decision: "fulfilled" only when sl_portfolio_is_complete(); "not-fulfilled" needs reasons,
 * and what is unmet is listed from the record. Makes, seals and keeps the notification's PDF.
 * Blocking. */
gboolean sl_progression_decide (SlLibrary *library,
                                SlPackLibrary *packs,
                                SlPolicyLibrary *policy,
                                SlPerson *person,
                                SlPortfolio *portfolio,
                                const char *outcome,
                                const char *reasons,
                                const char *notified_on, /* ISO date; NULL today */
                                GError **error);
/* @to_role NULL: whom the rule names; @lodged_on NULL: today. A late or misdirected one is
 * recorded; sl_appeal_list_warnings() says so before. */
SlChange *sl_appeal_change_lodge (SlPortfolio *portfolio,
                                  const char *progression_id,
                                  const char *grounds,
                                  const char *to_role,
                                  const char *lodged_on);
char **sl_appeal_list_warnings (SlPortfolio *portfolio,
                                const char *progression_id,
                                const char *to_role,
                                const char *lodged_on);
SlChange *sl_appeal_change_decide (SlPortfolio *portfolio,
                                   const char *progression_id,
                                   const char *outcome,
                                   const char *reasons);

/* May the person at work take this step? FALSE with a sentence for a tooltip (transfer full). */
typedef enum
{
  SL_PROGRESS_CLAIM,
  SL_PROGRESS_ASSESS,
  SL_PROGRESS_DECIDE,
  SL_PROGRESS_APPEAL,
  SL_PROGRESS_DECIDE_APPEAL,
  SL_PROGRESS_MOVE,
  SL_PROGRESS_ASK_SECOND,
  SL_PROGRESS_READ,  /* the trainee, and managers */
  SL_PROGRESS_TRAIN, /* choose occasions, enter training, write notes: the trainee */
} SlProgressStep;
/* @cell: of claim and assess; nullable: any of them. */
gboolean sl_portfolio_may (SlPortfolio *portfolio,
                           SlPerson *person,
                           SlProgressStep step,
                           const SlCell *cell,
                           char **reason);

G_END_DECLS
