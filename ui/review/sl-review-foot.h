/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-issue.h"
#include "review/sl-review-composer.h"
#include "review/sl-review.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a case's response waits for, in words, and the steps that are one's own to take: send, take
 * back, return, approve, issue, record the outcome. The buttons run the page's actions. */
#define SL_TYPE_REVIEW_FOOT (sl_review_foot_get_type ())
G_DECLARE_FINAL_TYPE (SlReviewFoot, sl_review_foot, SL, REVIEW_FOOT, GtkWidget)

/* @locked (nullable): why nothing can be changed here. @issue and @outcome are NULL until then. */
void sl_review_foot_set_state (SlReviewFoot *self,
                               SlReview *review,
                               SlReviewState *state,
                               SlIssue *issue,
                               SlOutcome *outcome,
                               const char *locked);
void sl_review_foot_set_narrow (SlReviewFoot *self, gboolean narrow);
SlReviewComposer *sl_review_foot_get_composer (SlReviewFoot *self);

G_END_DECLS
