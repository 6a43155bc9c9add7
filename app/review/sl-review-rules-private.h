/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review-rules.h"

#include "store/sl-store.h"

G_BEGIN_DECLS

/* A line of the table with every list written out, for the records that the database's own triggers
 * read (sl-review-rules-records.c). */
#define SL_N_REVIEW_CONDITIONS 10
typedef struct
{
  const char *id;
  char *actions, *roles, *states;         /* " approve return " */
  int conditions[SL_N_REVIEW_CONDITIONS]; /* 1 has to hold, 0 must not, -1 does not matter; in the
                                             order of the columns of review_rule */
  gboolean allows;
} SlReviewLine;
/* Element type SlReviewLine, in the order in which they are tried. Transfer full. */
GPtrArray *sl_review_rules_list_lines (SlReviewRules *self);
/* Actions of the audit trail that make nobody an author, sorted. Element type const char*. */
GPtrArray *sl_review_rules_list_steps (SlReviewRules *self);

/* sl-review-rules-records.c: what sl_review_rules_adopt() looks at first */
gboolean sl_review_rules_are_adopted (SlReviewRules *self,
                                      SlStore *store,
                                      gboolean *adopted,
                                      GError **error);

/* sl-review-award.c: the <award> of the pack. Any thread. */
typedef struct _SlAwardPatterns SlAwardPatterns;
SlAwardPatterns *sl_award_patterns_new (SlPack *pack, const SlPackNode *node, GError **error);
void sl_award_patterns_free (SlAwardPatterns *self);
/* @where (nullable out, transfer full): the first sentence that says so. */
gboolean sl_award_patterns_match (SlAwardPatterns *self, SlLetter *letter, char **where);

G_END_DECLS
