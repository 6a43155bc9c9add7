/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review.h"

G_BEGIN_DECLS

/* The sealed response. Read-only properties: id, case-id, version-id, version-number, sha256 (of
 * the PDF), size, approved-by-name, approved-by-role, approved-at, issued-by-name, issued-at,
 * audit-sequence, audit-hash (the head printed in its footer), sent-on (ISO date), sent-way
 * ("e-mail", "portal", "post", "hand"), sent-to. */
#define SL_TYPE_ISSUE (sl_issue_get_type ())
G_DECLARE_FINAL_TYPE (SlIssue, sl_issue, SL, ISSUE, GObject)
const char *sl_issue_get (SlIssue *self, const char *property);

/* Renders the approved version once, keeps the PDF among the originals and marks the case sent, in
 * one change. Refused when the approval does not stand, when anything that it covers differs now
 * (the message names what), or when a document that the letter cites is missing or altered.
 * Transfer full. */
SlIssue *sl_review_issue (SlReview *review,
                          const char *case_id,
                          const char *sent_on,
                          const char *sent_way,
                          const char *sent_to,
                          GError **error);
/* NULL without error when the case has not been issued. Transfer full. */
SlIssue *sl_issue_load (SlStore *store, const char *case_id, GError **error);
/* The bytes as they were issued, verified against their hash. Blocking; transfer full. */
GBytes *sl_issue_load_pdf (SlIssue *self, SlLibrary *library, GError **error);

/* After the authority decided. */
typedef struct
{
  const char *recommendation_key; /* item id or observation id of the issued version */
  const char *state;              /* "adopted", "in-part", "not-adopted", "unknown" */
  const char *condition;          /* number of the condition, "" none */
  const char *note;
} SlOutcomeItem;
/* Read-only properties: case-id, decision ("granted", "granted-with-conditions", "refused",
 * "withdrawn", "not-determined"), decided-on (ISO date), note, person-name, at. */
#define SL_TYPE_OUTCOME (sl_outcome_get_type ())
G_DECLARE_FINAL_TYPE (SlOutcome, sl_outcome, SL, OUTCOME, GObject)
const char *sl_outcome_get (SlOutcome *self, const char *property);
/* "Recommendation", its state and condition, for each of the issued letter; GListModel of
 * SlOutcomeRow with properties key, title, text, state, condition, note. Transfer full. */
GListModel *sl_outcome_list_rows (SlReview *review, const char *case_id, GError **error);
SlOutcome *sl_outcome_load (SlStore *store, const char *case_id, GError **error);
/* Records (or corrects) the decision and closes the case. Items not named keep their state. */
gboolean sl_review_record_outcome (SlReview *review,
                                   const char *case_id,
                                   const char *decision,
                                   const char *decided_on,
                                   const char *note,
                                   const SlOutcomeItem *items,
                                   guint n_items,
                                   GError **error);

G_END_DECLS
