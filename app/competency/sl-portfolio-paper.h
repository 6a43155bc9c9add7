/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"
#include "letter/sl-letter.h"
#include "people/sl-person.h"
#include "policy/sl-policy.h"

G_BEGIN_DECLS

/* Papers of a portfolio: letter trees for the renderers that all papers go through. */
typedef struct
{
  SlLibrary *library;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlPerson *author;
  const char *date;       /* ISO; NULL today */
  gboolean notes;         /* the trainee's private notes are included: only by the trainee */
  gboolean third_parties; /* names and addresses of third parties are not masked */
} SlPortfolioContext;

/* Summary, matrix, each occasion with claims, evidence, assessments, training, decision, appeals,
 * and the audit head. Stands alone. Transfer full. */
SlLetter *
sl_portfolio_compose (const SlPortfolioContext *context, SlPortfolio *portfolio, GError **error);
/* The written notification of a decision. @unmet: a line each. Transfer full. */
SlLetter *sl_portfolio_compose_notification (const SlPortfolioContext *context,
                                             SlPortfolio *portfolio,
                                             const char *outcome,
                                             const char *reasons,
                                             const char *const *unmet,
                                             const char *last_day,
                                             GError **error);
/* Progress across the team with a chart. Transfer full. */
SlLetter *sl_team_compose (const SlPortfolioContext *context, GError **error);

/* The portfolio as a folder: portfolio.pdf, index.html and the evidence files by their names. A new
 * folder in @path, which is there; written beside and renamed, so that it is whole or not there.
 * Blocking. */
gboolean sl_portfolio_write_folder (const SlPortfolioContext *context,
                                    SlPortfolio *portfolio,
                                    const char *path,
                                    GCancellable *cancellable,
                                    GError **error);

/* What the new folder is called; transfer full. */
char *sl_portfolio_dup_folder_name (const SlPortfolioContext *context, SlPortfolio *portfolio);

/* "H. M." for a third party's name; addresses to their first line. What masking does, once.
 * Transfer full. */
char *sl_portfolio_mask (const char *text);

G_END_DECLS
