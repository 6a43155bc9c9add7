/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"
#include "people/sl-person.h"
#include "policy/sl-policy.h"
#include "response/sl-response.h"
#include "review/sl-comment.h"
#include "review/sl-paper.h"
#include "review/sl-review-rules.h"
#include "review/sl-version.h"

G_BEGIN_DECLS

/* The way of a paper through quality assurance: of a case's response, or of a report of one of its
 * sheets. Wherever a paper's id is asked for, a case's own means its response (sl-paper.h). One of
 * these belongs to an opened casebook. Its functions block and may be called from any thread: the
 * window calls them in a task, the command line directly. Each is one change with one audit row,
 * decided by sl_review_rules_decide(). */
#define SL_TYPE_REVIEW (sl_review_get_type ())
G_DECLARE_FINAL_TYPE (SlReview, sl_review, SL, REVIEW, GObject)

SlReview *sl_review_new (SlLibrary *library,
                         SlPackLibrary *packs,
                         SlPolicyLibrary *policy,
                         SlPerson *person,
                         GError **error);
SlReviewRules *sl_review_get_rules (SlReview *self);
SlLibrary *sl_review_get_library (SlReview *self);
SlPackLibrary *sl_review_get_packs (SlReview *self);
SlPolicyLibrary *sl_review_get_policy (SlReview *self);
SlPerson *sl_review_get_person (SlReview *self);
/* After the person's card or role changed. */
void sl_review_set_person (SlReview *self, SlPerson *person);

/* Freezes the draft as the next version and sends it to the manager. @note is for the reviewer.
 * Transfer full. */
SlVersion *
sl_review_submit (SlReview *self, const char *paper_id, const char *note, GError **error);
/* The author takes a submitted version back. */
gboolean
sl_review_withdraw (SlReview *self, const char *paper_id, const char *reason, GError **error);
/* Back to the author; a written reason is a must. */
gboolean
sl_review_return (SlReview *self, const char *paper_id, const char *reason, GError **error);
/* Approves the newest version as it was submitted: binds to its hash. Refused while a comment is
 * open, a blocking remark stands or the draft has moved on; the message names which. */
gboolean
sl_review_approve (SlReview *self, const char *paper_id, const char *reason, GError **error);

/* Overrules a remark that blocks, with a written reason: sl_review_may() of
 * SL_REVIEW_DISMISS_BLOCK. @remark_key as in a SlReviewCheck. */
gboolean sl_review_overrule (SlReview *self,
                             const char *case_id,
                             const char *remark_key,
                             const char *reason,
                             GError **error);

/* Where a paper stands, gathered in one go for the Review tab and `review show`. */
typedef struct
{
  char *case_id;
  SlPaper *paper;
  GListModel *versions;   /* of SlVersion, newest first */
  GListModel *comments;   /* of SlComment, those that open a thread, in the order of the letter */
  SlSnapshot *draft;      /* the draft as it stands now; NULL when there is none to compose */
  GPtrArray *checks;      /* of SlReviewCheck: "Before approval" */
  gboolean draft_differs; /* from the newest version */
  gboolean copy;          /* worked at another computer: commented on here, not edited (a bundle) */
} SlReviewState;
void sl_review_state_free (SlReviewState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReviewState, sl_review_state_free)
SlReviewState *sl_review_load (SlReview *self, const char *paper_id, GError **error);

/* A line of "Before approval". */
typedef struct
{
  char *id; /* "comments", "draft", a remark's rule */
  gboolean passed;
  gboolean blocks;
  char *text;        /* "1 comment is still open", "Every policy is in force today" */
  char *target_kind; /* "comment", "block", "item", "" */
  char *target_id;
  char *remark_key; /* of a remark that blocks; "" else */
} SlReviewCheck;
void sl_review_check_free (SlReviewCheck *check);

/* May the person at work do @action on the newest version of the paper? NULL-safe reason, a
 * sentence for a tooltip (transfer full) when not. Cheap enough for a button's state. */
gboolean sl_review_may (SlReview *self,
                        SlReviewState *state,
                        SlReviewAction action,
                        SlComment *comment,
                        char **reason);

/* The queue: element type SlReviewWait, longest-waiting first. */
typedef struct
{
  char *case_id, *version_id, *reference, *title, *stage, *state;
  char *paper_id;
  char *paper_title; /* "Minutes MTG/2026/001"; "" the response */
  char *author_name, *author_role;
  char *submitted_at; /* ISO UTC */
  char *due_date;     /* ISO date, "" unknown */
  char *stance;
  char *decided_by_name, *decided_at, *reason; /* of the decision that stands; "" while it waits */
  gint64 number;
  guint open_comments;
  gboolean mine;   /* returned or approved for the person at work to go on with */
  gboolean for_me; /* the rules let the person at work decide it */
  gboolean copy;   /* read from a bundle, for review only */
} SlReviewWait;
void sl_review_wait_free (SlReviewWait *wait);
GPtrArray *sl_review_list_waiting (SlReview *self, GError **error);

/* Everyone who edited any part of the paper, by person id: of a response by every audit row of the
 * case whose action is not one that only looks, comments, decides, imports or fills in a sheet; of
 * a report by those of its sheet. Transfer full. */
char **sl_review_list_authors (SlReview *self, const char *paper_id, GError **error);

/* Gives the figures of a snapshot's letter their pixels, each held against the hash that was kept:
 * before it is drawn. Blocking. */
gboolean sl_review_load_pictures (SlReview *self, SlSnapshot *snapshot, GError **error);

G_END_DECLS
