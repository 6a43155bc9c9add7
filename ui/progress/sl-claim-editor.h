/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-changes.h"
#include "competency/sl-proposal.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The trainee's side of a cell: what the case shows to be ticked, own words, and the claim. Nothing
 * is ticked by itself. Signal: "claimed". A piece is looked at by the page's "progress.show". */
#define SL_TYPE_CLAIM_EDITOR (sl_claim_editor_get_type ())
G_DECLARE_FINAL_TYPE (SlClaimEditor, sl_claim_editor, SL, CLAIM_EDITOR, AdwBin)

GtkWidget *sl_claim_editor_new (void);
/* Starts with what the cell's claim says. */
void sl_claim_editor_begin (SlClaimEditor *self, const SlCell *cell);
/* @proposals: of SlProposal; NULL: still being read. @from_case: whether a case could show any. */
void sl_claim_editor_set_proposals (SlClaimEditor *self, GPtrArray *proposals, gboolean from_case);
/* What one claims: the change of @cell, whose new event has @event_id. */
SlChange *sl_claim_editor_make_change (SlClaimEditor *self,
                                       SlPortfolio *portfolio,
                                       const SlCell *cell,
                                       const char *event_id);

G_END_DECLS
