/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

G_BEGIN_DECLS

/* What a manager sees: trainees with their progress, what waits and since when, closed work to be
 * looked at again, agreement of assessors. */
typedef struct
{
  char *portfolio_id, *person_id, *name, *framework_title;
  struct
  {
    char *component_id, *title;
    guint n_met, n_needed, n_waiting;
  } components[8];
  guint n_components;
  guint n_waiting;     /* claims that wait */
  char *waiting_since; /* ISO UTC of the oldest; "" none */
  guint n_not_yet;
  char *next_renewal; /* ISO date of the certificate that runs out first; "" none */
  char *last_at;      /* of the newest event; "" none */
  char *decision;     /* of the newest progression: "", "fulfilled", "not-fulfilled" */
  char *appeal_last_day,
      *appeal_state; /* "", "open" (may be lodged), "lodged", "upheld", "dismissed" */
  int appeal_days_left;
  gboolean appeal_for_me; /* lodged, and the person at work may decide it */
  gboolean elsewhere;     /* came in a bundle */
  gboolean left;
} SlTrainee;
void sl_trainee_free (SlTrainee *trainee);
/* One pass over the tables, whatever their number: 40 trainees over 10 years within 150 ms. Those
 * whom the person at work may see: a manager all, a trainee themselves. By name. GPtrArray of
 * SlTrainee; transfer full. */
GPtrArray *sl_team_list (SlStore *store, SlPackLibrary *packs, GError **error);

/* Claims that wait for somebody, longest first. */
typedef struct
{
  char *portfolio_id, *person_id, *name, *occasion_id, *occasion_title, *component_id;
  char *criterion_id, *criterion_title, *case_id, *since; /* ISO UTC */
  gboolean for_me;                                        /* the person at work may assess it */
} SlClaimWait;
void sl_claim_wait_free (SlClaimWait *wait);
GPtrArray *sl_team_list_waiting (SlStore *store, SlPackLibrary *packs, GError **error);

/* Occasions that are met and that nobody was asked to look at again: those that the rule draws
 * (every n-th in the order in which they were met) and one by chance, the seed kept so that the
 * draw can be followed. */
typedef struct
{
  char *portfolio_id, *occasion_id, *name, *title, *met_on;
  char *why; /* "rule", "chance" */
  char *how; /* "the 5th occasion met, by “every 5th”"; "drawn of 12 with seed …" */
} SlSampleDraw;
void sl_sample_draw_free (SlSampleDraw *draw);
GPtrArray *
sl_team_draw_samples (SlStore *store, SlPackLibrary *packs, guint64 seed, GError **error);

typedef struct
{
  char *request_id, *portfolio_id, *occasion_id, *name, *title, *assessor_id, *assessor_name;
  char *why, *how, *at, *finished_at;
  gboolean mine;
} SlSecondRequest;
void sl_second_request_free (SlSecondRequest *request);
GPtrArray *sl_second_requests_list (SlStore *store, const char *portfolio_id, GError **error);

/* Of the finished second assessments, criterion by criterion: how often both came to the same. */
typedef struct
{
  const char *component_id, *criterion_id, *title;
  guint n_both, n_same;
} SlAgreement;
GArray *sl_team_list_agreement (SlStore *store,
                                SlFramework *framework,
                                const char *portfolio_id,
                                GError **error);

G_END_DECLS
