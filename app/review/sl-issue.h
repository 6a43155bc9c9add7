/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review.h"

G_BEGIN_DECLS

/* A sealed paper: a response, or a report of a sheet. Read-only text properties: id, case-id,
 * reference, version-id, version-number, hash (of the content that was approved), sha256 (of the
 * PDF), size, approved-by-name, approved-by-role, approved-at, issued-by-name, issued-by-role,
 * issued-at, audit-sequence, audit-hash (the head printed in its footer), sent-on (ISO date),
 * sent-way
 * ("e-mail", "portal", "post", "hand"), sent-to, paper-id, paper-title ("Minutes MTG/2026/001"; ""
 * the response). */
#define SL_TYPE_ISSUE (sl_issue_get_type ())
G_DECLARE_FINAL_TYPE (SlIssue, sl_issue, SL, ISSUE, GObject)
const char *sl_issue_get (SlIssue *self, const char *property);
/* "Audit 214 · 3fa9c1d2": the head as its footer shows it. Transfer full. */
char *sl_issue_dup_seal (SlIssue *self);
/* The seal of a paper that is made while the trail has this head; transfer full. */
char *sl_issue_make_seal (gint64 audit_sequence, const char *audit_hash);
/* The ways to send, NULL-terminated, and how people read them: N_("By e-mail"). */
const char *const *sl_issue_get_ways (void);
const char *sl_issue_way_to_text (const char *way);

/* Renders the approved version once, keeps the PDF among the originals and marks the case sent, in
 * one change. Refused when the approval does not stand, when anything that it covers differs now
 * (the message names what), or when a document that the letter cites is missing or altered. A
 * report is nothing to the stage of its case; one that shows photographs shows none that is not
 * clear. Transfer full. */
SlIssue *sl_review_issue (SlReview *review,
                          const char *paper_id,
                          const char *sent_on,
                          const char *sent_way,
                          const char *sent_to,
                          GError **error);
/* NULL without error when the paper has not been issued. Transfer full. */
SlIssue *sl_issue_load (SlStore *store, const char *paper_id, GError **error);
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
/* Read-only text properties: case-id, decision ("granted", "granted-with-conditions", "refused",
 * "withdrawn", "not-determined"), decided-on (ISO date), note, person-name, at, stance (of the
 * response that was issued), contrary (a sentence when the authority decided otherwise than the
 * police advised, else ""). */
#define SL_TYPE_OUTCOME (sl_outcome_get_type ())
G_DECLARE_FINAL_TYPE (SlOutcome, sl_outcome, SL, OUTCOME, GObject)
const char *sl_outcome_get (SlOutcome *self, const char *property);
/* The decisions and the states, NULL-terminated, and how people read them: "Granted with
 * conditions", "Adopted in part". */
const char *const *sl_outcome_get_decisions (void);
const char *sl_outcome_decision_to_text (const char *decision);
const char *const *sl_outcome_get_states (void);
const char *sl_outcome_state_to_text (const char *state);
/* A recommendation of the issued letter and what became of it; read-only text properties: key,
 * title ("H21 Rear boundaries"), text (as the letter has it), state ("unknown" until somebody
 * says), condition, note. */
#define SL_TYPE_OUTCOME_ROW (sl_outcome_row_get_type ())
G_DECLARE_FINAL_TYPE (SlOutcomeRow, sl_outcome_row, SL, OUTCOME_ROW, GObject)
const char *sl_outcome_row_get (SlOutcomeRow *self, const char *property);
/* All of them, in the order of the letter; GListModel of SlOutcomeRow. Refused before the response
 * was issued. Blocking; transfer full. */
GListModel *sl_outcome_list_rows (SlReview *review, const char *case_id, GError **error);
/* NULL without error when none is recorded. Transfer full. */
SlOutcome *sl_outcome_load (SlStore *store, const char *case_id, GError **error);
/* Records (or corrects) the decision and closes the case. Items not named keep their state; so do
 * decision, date and note that are NULL once they are recorded. */
gboolean sl_review_record_outcome (SlReview *review,
                                   const char *case_id,
                                   const char *decision,
                                   const char *decided_on,
                                   const char *note,
                                   const SlOutcomeItem *items,
                                   guint n_items,
                                   GError **error);

G_END_DECLS
