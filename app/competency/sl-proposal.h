/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

G_BEGIN_DECLS

/* What the case's own record shows for a criterion. It is offered; the trainee chooses. Kinds:
 * "identified" (from which list it came, when and by whom), "document" (one that the trainee opened
 * or took evidence from), "reading" (for how long it stood on screen), "evidence" (taken per
 * document), "policy" and "guide" (what the draft cites), "crime" (figures that were recorded and
 * used), "draft", "version", "review" (decisions and comments of quality assurance), "briefing" and
 * "meeting" (with the manager, with authority, with developer), "minutes", "visit", "report",
 * "stage" (dates), "action", "issue", "outcome", "training". */
typedef struct
{
  char *kind;
  char *label;   /* "Design and Access Statement: 6 passages taken as evidence" */
  char *detail;  /* "pages 4, 7, 12; H21, H24" */
  char *on_date; /* ISO date, "" none */
  char *object_kind, *object_id, *sha256;
  gboolean own;      /* of the trainee's own doing; FALSE: of the case, by somebody else */
  gboolean personal; /* names or addresses of third parties stand in it */
} SlProposal;
void sl_proposal_free (SlProposal *proposal);

/* Of one criterion, or of all (@criterion NULL); of @occasion's case as it is now, what the
 * trainee did first. Empty for an occasion from before Sightline. GPtrArray of SlProposal; transfer
 * full. Blocking; any thread. */
GPtrArray *sl_proposals_list (SlStore *store,
                              SlPackLibrary *packs,
                              SlPortfolio *portfolio,
                              const SlOccasion *occasion,
                              const SlFrameworkCriterion *criterion,
                              GError **error);

/* Cases that would suit as the next occasion of a component: the trainee worked on them and they do
 * not count yet. Element type SlOccasionOffer. */
typedef struct
{
  char *case_id, *title, *reference, *stage, *date;
  char *warning; /* "The same site counts in Secured by Design schemes"; "" none */
  guint n_steps; /* changes of the trainee in its record */
} SlOccasionOffer;
void sl_occasion_offer_free (SlOccasionOffer *offer);
GPtrArray *sl_occasions_list_offers (SlStore *store,
                                     SlPackLibrary *packs,
                                     SlPortfolio *portfolio,
                                     const char *component_id,
                                     GError **error);

/* Whether the person at work has a portfolio that keeps for how long documents stand on screen. */
gboolean sl_reading_is_kept (SlStore *store);
/* That a document stood on screen for so long, added to what is kept of the day; nothing is kept
 * unless the person at work has a portfolio that keeps it. Each leaves an audit row, without a
 * case, so that one gathers the time and writes it down when the document is left, or now and then.
 */
SlChange *sl_reading_change_add (const char *case_id, const char *document_id, guint seconds);

G_END_DECLS
