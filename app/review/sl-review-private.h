/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-remark.h"
#include "review/sl-paper-private.h"
#include "review/sl-review.h"
#include "review/sl-version-private.h"

G_BEGIN_DECLS

/* What a decision rests on, read at one moment. A change that follows holds it against the case
 * once more inside its transaction (sl_review_records_check()). */
typedef struct
{
  SlPaper *paper;
  char *case_id;          /* of the paper */
  char *person_id, *role; /* who is at work, as their row says */
  gboolean self_declared;
  SlVersion *newest;   /* NULL: none yet */
  SlSnapshot *frozen;  /* the newest version's content; NULL unless asked for */
  SlSnapshot *draft;   /* NULL unless asked for, and when there is none to compose */
  GError *draft_error; /* why there is none */
  char **authors;      /* person ids: of the newest version, and who edited since */
  gint64 sequence;     /* the case's newest audit row that did more than look */
  gboolean draft_differs;
  guint open_comments;
  guint blocking_remarks;
  GListModel *remarks;     /* of SlRemark: what the drafting rules say of the draft; NULL unless
                              asked for, and where there is no draft */
  GPtrArray *remark_rules; /* of SlRemarkRule: those that were tried; NULL likewise */
  gboolean manager_is_author;
  gboolean copy;
  gboolean closed; /* an outcome is recorded */
  GError *gate;    /* photographs that hold a report back, in words; NULL: none does */
  guint n_kept_in; /* photographs that a report does not show, since they stay in the force */
} SlReviewFacts;
void sl_review_facts_free (SlReviewFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReviewFacts, sl_review_facts_free)

typedef enum
{
  SL_REVIEW_GATHER_LIGHT = 0,
  SL_REVIEW_GATHER_CONTENT = 1 << 0, /* loads the newest version's content, composes the draft and
                                        compares: a few milliseconds to some tens */
  SL_REVIEW_GATHER_AS_MINE =
      1 << 1, /* the draft signed by who is at work, as submitting it would */
} SlReviewGather;
/* sl-review-gather.c */
SlReviewFacts *
sl_review_gather (SlReview *self, const char *paper_id, SlReviewGather flags, GError **error);
/* May the person at work do @action? @opener: the comment in question is their own. */
gboolean sl_review_facts_decide (const SlReviewFacts *facts,
                                 SlReviewRules *rules,
                                 SlReviewAction action,
                                 gboolean opener,
                                 gboolean has_reason,
                                 GError **error);
/* The publication gate; call it where the content was gathered. */
gboolean
sl_review_facts_check_gate (const SlReviewFacts *facts, SlReviewAction action, GError **error);
/* Whether anything differs but what the rules call minor. */
gboolean sl_review_snapshots_differ (SlSnapshot *older, SlSnapshot *newer, SlReviewRules *rules);
/* Clean text of at most the rules' length, without spaces around it; NULL with an error that names
 * the limit. Transfer full. */
char *sl_review_clean_text (SlReviewRules *rules, const char *text, GError **error);

/* sl-review-records.c: what other rooms' and this room's tables say, for deciding */
gboolean sl_review_records_read_person (SlDatabase *database,
                                        const char *person_id,
                                        char **role,
                                        gboolean *self_declared,
                                        GError **error);
gboolean sl_review_records_read_name (SlDatabase *database,
                                      const char *person_id,
                                      char **name,
                                      GError **error);
gboolean sl_review_records_read_stage (SlDatabase *database,
                                       const char *case_id,
                                       char **stage,
                                       GError **error);
/* Papers with an approved version that @person_id signed with another name, title or number than
 * their row now gives. Element type char*. */
GPtrArray *sl_review_records_list_signed_otherwise (SlDatabase *database,
                                                    const char *person_id,
                                                    GError **error);
/* Persons with an editing action in the case's trail, and the newest row that did more than look.
 */
gboolean sl_review_records_read_trail (SlDatabase *database,
                                       SlReviewRules *rules,
                                       const char *case_id,
                                       GHashTable *authors,
                                       gint64 *sequence,
                                       GError **error);
/* Those who edited any part of @paper, and the case's newest row as above. */
gboolean sl_review_records_read_editors (SlDatabase *database,
                                         SlReviewRules *rules,
                                         const SlPaper *paper,
                                         GHashTable *authors,
                                         gint64 *sequence,
                                         GError **error);
/* One number: of a paper's open comments, of a case's outcomes, … */
typedef enum
{
  SL_REVIEW_COUNT_OPEN_COMMENTS,
  SL_REVIEW_COUNT_OUTCOMES,
  SL_REVIEW_COUNT_COPIES,
} SlReviewCount;
gboolean sl_review_records_count (SlDatabase *database,
                                  SlReviewCount count,
                                  const char *id,
                                  gint64 *n,
                                  GError **error);
/* Inside a change: that the case and the person at work are as @facts say; SL_STORE_ERROR_CONFLICT
 * when not. */
gboolean sl_review_records_check (SlTransaction *transaction,
                                  SlReviewRules *rules,
                                  const SlReviewFacts *facts,
                                  GError **error);

/* sl-review-guard.c */
void sl_review_guard_set (SlStore *store, SlReviewRules *rules);

G_END_DECLS
