/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "review/sl-diff.h"
#include "review/sl-issue.h"
#include "review/sl-review-subject.h"
#include "review/sl-review.h"

G_BEGIN_DECLS

/* What to read for the Review page; owned strings. */
typedef struct
{
  char *paper_id;
  char *newer; /* id of the version to show, SL_REVIEW_DRAFT, or NULL: what one comes for */
  char *older; /* id of the version to compare with, "" for none, or NULL: what fits @newer */
  char *seen;  /* the version last looked at, where that was asked before; NULL: ask now */
  gboolean pages;
} SlReviewOrder;

/* What the page shows, gathered in a thread and then the page's own. */
typedef struct
{
  SlReviewState *state;
  GPtrArray *papers; /* of SlPaperLine: those of the case */
  char *seen;        /* id of the version last looked at; "" none */
  char *newer_id;   /* of the version shown, SL_REVIEW_DRAFT, or "" when there is nothing to show */
  SlVersion *newer; /* NULL: the draft */
  SlVersion *older; /* NULL: nothing to compare with */
  gboolean since_seen;
  GPtrArray *subjects; /* of SlReviewSubject: the records of what is shown */
  SlDiff *diff;        /* NULL once the page took it */
  guint n_changes, n_changed_blocks, n_fields;
  char *pair;             /* names the two contents: the same pair has the same diff */
  SlLetterLayout *layout; /* only where pages were ordered */
  GHashTable *prompts_done;
  SlIssue *issue;
  SlOutcome *outcome;
  GPtrArray *decisions; /* of SlDecision, on the newest version */
} SlReviewLoad;

void sl_review_load_free (SlReviewLoad *load);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReviewLoad, sl_review_load_free)

/* @order is taken. */
void sl_review_load_async (SlReview *review,
                           SlReviewOrder *order,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
SlReviewLoad *sl_review_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
