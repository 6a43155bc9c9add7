/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"
#include "people/sl-key.h"
#include "review/sl-review.h"

G_BEGIN_DECLS

/* Portfolios between two computers, in the signed bundles of review/: the trainee's claims with
 * their cases out, the manager's assessments back. What comes in is only ever added; a portfolio
 * that came in is assessed here, not edited. Blocking. */
typedef struct
{
  char *path, *person_name, *sender_name, *sender_role, *fingerprint, *made_at;
  gboolean reply;    /* assessments come back */
  gboolean verified; /* somebody here compared the sender's key */
  guint n_occasions, n_claims, n_verdicts, n_cases, n_files;
  guint n_notes; /* private ones that the trainee put in */
  SlTrust trust; /* UNKNOWN and UNVERIFIED are shown as "unverified" */
  char *portfolio_id, *person_id;
  gint64 serial;
  char **left_out;    /* what stays behind and why: "certificate.pdf (too large)" */
  GPtrArray *notices; /* of char*: what the reader should know */
} SlPortfolioBundle;
void sl_portfolio_bundle_free (SlPortfolioBundle *bundle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPortfolioBundle, sl_portfolio_bundle_free)

/* @notes: private notes go too; only ever the trainee's own wish. @cases: the cases of the
 * occasions whose claims wait go with it as review bundles inside. */
gboolean sl_portfolio_bundle_make (SlReview *review,
                                   SlPortfolio *portfolio,
                                   gboolean cases,
                                   gboolean notes,
                                   const char *path,
                                   GError **error);
/* The same, told of. */
SlPortfolioBundle *sl_portfolio_bundle_send (SlReview *review,
                                             SlPortfolio *portfolio,
                                             gboolean cases,
                                             gboolean notes,
                                             const char *path,
                                             GError **error);
SlPortfolioBundle *sl_portfolio_bundle_look (SlReview *review,
                                             const char *path,
                                             GCancellable *cancellable,
                                             GError **error);
gboolean sl_portfolio_bundle_read (SlReview *review,
                                   const char *path,
                                   GCancellable *cancellable,
                                   SlPortfolioBundle **info,
                                   GError **error);
/* "I compared this fingerprint with its owner": the sender's key, or that of anybody else who
 * signed something in it. Nothing else is taken in. */
gboolean sl_portfolio_bundle_meet_key (SlReview *review,
                                       const char *path,
                                       const char *fingerprint,
                                       GError **error);

G_END_DECLS
