/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-issue.h"
#include "review/sl-review-private.h"

G_BEGIN_DECLS

/* Text properties of an issued response, in the order of sl-issue.c's names. */
typedef enum
{
  SL_ISSUE_ID,
  SL_ISSUE_CASE_ID,
  SL_ISSUE_REFERENCE,
  SL_ISSUE_VERSION_ID,
  SL_ISSUE_VERSION_NUMBER,
  SL_ISSUE_HASH,
  SL_ISSUE_SHA256,
  SL_ISSUE_SIZE,
  SL_ISSUE_APPROVED_BY_NAME,
  SL_ISSUE_APPROVED_BY_ROLE,
  SL_ISSUE_APPROVED_AT,
  SL_ISSUE_ISSUED_BY_NAME,
  SL_ISSUE_ISSUED_BY_ROLE,
  SL_ISSUE_ISSUED_AT,
  SL_ISSUE_AUDIT_SEQUENCE,
  SL_ISSUE_AUDIT_HASH,
  SL_ISSUE_SENT_ON,
  SL_ISSUE_SENT_WAY,
  SL_ISSUE_SENT_TO,
  SL_ISSUE_PAPER_ID,
  SL_ISSUE_PAPER_TITLE,
  SL_N_ISSUE_TEXTS
} SlIssueText;

/* Takes the strings of @texts. */
SlIssue *sl_issue_new_take (char *texts[SL_N_ISSUE_TEXTS]);

/* The row as it is written, inside a change. */
typedef struct
{
  const char *issue_id, *case_id, *version_id, *hash, *sha256, *issued_by, *issued_role,
      *audit_hash, *sent_on, *sent_way, *sent_to;
  const char *paper_id;
  gint64 size, audit_sequence;
  gboolean self_declared; /* the role of who issues it */
} SlIssueRow;
/* Refused unless the newest version of the case is that one, approved as it is. */
gboolean sl_issue_records_add (SlTransaction *transaction, const SlIssueRow *row, GError **error);

/* sl-issue-check.c */
/* Whether the rules let the person at work issue; a refusal because something differs from what was
 * approved names what. */
gboolean sl_issue_check_rules (SlReview *review, const SlReviewFacts *facts, GError **error);
/* The publication gate once more, on what the version shows: a photograph may have been kept in
 * since. */
gboolean sl_issue_check_photographs (SlReview *review, const SlReviewFacts *facts, GError **error);
/* Opens and verifies the original of every document that the version covers (security.md T-01). One
 * that is missing or altered is named, and noted in the audit trail. */
gboolean sl_issue_check_documents (SlReview *review, const SlReviewFacts *facts, GError **error);

/* Text properties of an outcome, in the order of sl-outcome.c's names. */
typedef enum
{
  SL_OUTCOME_CASE_ID,
  SL_OUTCOME_DECISION,
  SL_OUTCOME_DECIDED_ON,
  SL_OUTCOME_NOTE,
  SL_OUTCOME_PERSON_NAME,
  SL_OUTCOME_AT,
  SL_OUTCOME_STANCE,
  SL_N_OUTCOME_TEXTS
} SlOutcomeText;
/* Takes the strings of @texts. */
SlOutcome *sl_outcome_new_take (char *texts[SL_N_OUTCOME_TEXTS]);

/* What is recorded of one recommendation; owned strings. */
typedef struct
{
  char *state, *condition, *note;
} SlOutcomeState;
void sl_outcome_state_free (SlOutcomeState *state);
/* By key; of SlOutcomeState. Transfer full. */
GHashTable *
sl_outcome_records_list_states (SlDatabase *database, const char *case_id, GError **error);

/* sl-outcome-records.c: inside a change. */
gboolean sl_outcome_records_set (SlTransaction *transaction,
                                 const char *case_id,
                                 const char *decision,
                                 const char *decided_on,
                                 const char *note,
                                 GError **error);
gboolean sl_outcome_records_set_item (SlTransaction *transaction,
                                      const char *case_id,
                                      const SlOutcomeItem *item,
                                      GError **error);
/* "" in all when nothing is recorded. The caller frees. */
gboolean sl_outcome_records_read (SlDatabase *database,
                                  const char *case_id,
                                  char **decision,
                                  char **decided_on,
                                  char **note,
                                  GError **error);

G_END_DECLS
