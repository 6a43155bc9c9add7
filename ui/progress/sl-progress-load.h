/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "competency/sl-team.h"

G_BEGIN_DECLS

/* What the page shows, read in one go off the main thread. */
typedef struct
{
  gboolean manages;       /* the person at work has trainees to look after, by their role */
  SlPortfolio *portfolio; /* the one that is open; NULL none */
  GPtrArray *reads;       /* of SlPortfolioRead, of one's own portfolio; NULL */
  GPtrArray *requests;    /* of SlSecondRequest: of the portfolio, else of all; NULL */
  GArray *agreement;      /* of SlAgreement, where a portfolio was looked at twice; NULL */
  GPtrArray *team;        /* of SlTrainee; NULL for who manages nobody */
  GPtrArray *waiting;     /* of SlClaimWait */
  GPtrArray *draws;       /* of SlSampleDraw */
} SlProgressState;

void sl_progress_state_free (SlProgressState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlProgressState, sl_progress_state_free)

/* @portfolio_id NULL: the team for who manages one, else one's own portfolio. */
void sl_progress_load_async (SlCasebook *casebook,
                             const char *portfolio_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
SlProgressState *sl_progress_load_finish (GAsyncResult *result, GError **error);

/* What the badge counts: one's cells that need more, or the claims that wait for one. */
void sl_progress_count_async (SlCasebook *casebook,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* -1 with @error. */
int sl_progress_count_finish (GAsyncResult *result, GError **error);

/* Whether @person looks after trainees. */
gboolean sl_progress_manages (SlPerson *person);

G_END_DECLS
