/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-issue-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "store/sl-audit.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Issuing: the approved version is rendered once, from its frozen content; the bytes are kept; then
 * one change says so. Whatever stops in between leaves at most a kept file that no record names. */

#define MOST_RECIPIENT_CHARACTERS 200

typedef struct
{
  SlReviewRules *rules; /* borrowed, as is what follows */
  SlReview *review;
  const SlReviewFacts *facts;
  SlIssueRow row;
  gboolean report;                       /* nothing to the stage of the case */
  char *issue_id, *sent_to, *audit_hash; /* owned */
  SlSealedFile *file;
} Issue;

static void
issue_clear (Issue *issue)
{
  g_clear_pointer (&issue->issue_id, g_free);
  g_clear_pointer (&issue->sent_to, g_free);
  g_clear_pointer (&issue->audit_hash, g_free);
  g_clear_object (&issue->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Issue, issue_clear)

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list values;
  g_autofree char *text = NULL;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, text);
  return FALSE;
}

/* A response is sent after it was approved, and not tomorrow. */
static gboolean
check_date (const SlReviewFacts *facts, const char *sent_on, GError **error)
{
  g_autofree char *today = sl_date_today ();
  g_autofree char *approved = g_strndup (sl_version_get (facts->newest, "decided-at"),
                                         strlen ("2026-11-24"));

  if (!sl_date_is_valid (sent_on))
    return refuse (error, _ ("“%s” is no date. Give the day on which it is sent as 2026-11-24."),
                   sent_on);
  if (strcmp (sent_on, today) > 0)
    return refuse (error, _ ("%s has not come yet. Issue it on the day it is sent."), sent_on);
  if (strcmp (sent_on, approved) < 0)
    return refuse (error, _ ("It was approved on %s, so it was not sent on %s already."), approved,
                   sent_on);
  return TRUE;
}

static gboolean
check_sending (Issue *issue,
               const char *sent_on,
               const char *sent_way,
               const char *sent_to,
               GError **error)
{
  issue->sent_to = sl_text_squeeze (sent_to != NULL ? sent_to : "");
  if (!g_strv_contains (sl_issue_get_ways (), sent_way))
    return refuse (error, _ ("“%s” is no way to send it. It goes by e-mail, portal, post or hand."),
                   sent_way);
  if (g_utf8_strlen (issue->sent_to, -1) > MOST_RECIPIENT_CHARACTERS)
    return refuse (error, _ ("The recipient has more than %d characters. Give a name and address."),
                   MOST_RECIPIENT_CHARACTERS);
  issue->row.sent_on = sent_on;
  issue->row.sent_way = sent_way;
  issue->row.sent_to = issue->sent_to;
  return check_date (issue->facts, sent_on, error);
}

/* The letter comes from the bytes that were approved, never from the case. */
static gboolean
render (Issue *issue, SlStore *store, GError **error)
{
  g_autoptr (SlSnapshot)
      approved = sl_snapshot_new_from_bytes (sl_snapshot_get_bytes (issue->facts->frozen), error);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *seal = NULL;

  if (approved == NULL || !sl_review_load_pictures (issue->review, approved, error) ||
      !sl_audit_get_head (sl_store_read (store), &issue->row.audit_sequence, &issue->audit_hash,
                          error))
    return FALSE;
  seal = sl_issue_make_seal (issue->row.audit_sequence, issue->audit_hash);
  sl_letter_set_seal (sl_snapshot_get_letter (approved), seal);
  pdf = sl_letter_render_pdf (sl_snapshot_get_letter (approved), error);
  if (pdf == NULL)
    return FALSE;
  issue->file = sl_sealed_file_new_from_bytes (pdf, "response.pdf", error);
  return issue->file != NULL;
}

static void
note_issue (SlTransaction *transaction, const Issue *issue)
{
  g_autofree char *number = g_strdup_printf ("%u", sl_version_get_number (issue->facts->newest));
  g_autofree char *head = g_strdup_printf ("%" G_GINT64_FORMAT " %s", issue->row.audit_sequence,
                                           issue->audit_hash);

  if (issue->report)
    sl_transaction_note (transaction, "paper", issue->facts->paper->title);
  sl_transaction_note (transaction, "version", number);
  sl_transaction_note (transaction, "hash", issue->row.hash);
  sl_transaction_note (transaction, "sha256", issue->row.sha256);
  sl_transaction_note (transaction, "audit-head", head);
  sl_transaction_note (transaction, "sent-on", issue->row.sent_on);
  sl_transaction_note (transaction, "sent-way", issue->row.sent_way);
  if (*issue->row.sent_to != '\0')
    sl_transaction_note (transaction, "sent-to", issue->row.sent_to);
}

static gboolean
write_issue (SlTransaction *transaction, gpointer data, GError **error)
{
  Issue *issue = data;
  const SlIssueRow *row = &issue->row;

  if (!sl_review_records_check (transaction, issue->rules, issue->facts, error) ||
      !sl_document_records_name_file (transaction, row->sha256, row->size, "application/pdf",
                                      error) ||
      !sl_issue_records_add (transaction, row, error) ||
      !sl_version_records_set_state (transaction, row->version_id, "issued", NULL, error) ||
      (!issue->report && !sl_case_records_set_stage (transaction, row->case_id, "sent", error)))
    return FALSE;
  note_issue (transaction, issue);
  sl_transaction_touch (transaction, "version", row->version_id, row->case_id);
  return TRUE;
}

/* Keeps the bytes, then writes the row; a file whose row was refused is taken away again. */
static gboolean
keep (Issue *issue, SlLibrary *library, GError **error)
{
  SlIssueRow *row = &issue->row;

  row->sha256 = sl_sealed_file_get_sha256 (issue->file);
  row->size = sl_sealed_file_get_size (issue->file);
  row->audit_hash = issue->audit_hash;
  if (!sl_library_keep (library, issue->file, error))
    return FALSE;
  if (sl_store_apply (sl_library_get_store (library),
                      sl_change_new (issue->report ? "issue-paper" : "issue-response",
                                     issue->report ? "issued_paper" : "issued_response",
                                     row->issue_id, row->case_id, write_issue, issue, NULL),
                      error))
    return TRUE;
  sl_library_forget (library, row->sha256);
  return FALSE;
}

/**
 * sl_review_issue:
 * @review: the review
 * @paper_id: of a response or a report whose newest version is approved
 * @sent_on: the day it is sent, ISO; not in the future, nor before the approval
 * @sent_way: "e-mail", "portal", "post" or "hand"
 * @sent_to: (nullable): to whom
 * @error: return location
 *
 * Renders the approved version once, keeps the PDF and for a response marks the case sent, in
 * one change. First it is composed anew and held against the approval's hash, and every document
 * that it rests on is verified. Blocking, as long as hashing those documents takes; any thread.
 *
 * Returns: (transfer full): the issued paper; %NULL with SL_STORE_ERROR_REFUSED naming what
 *   differs, is missing or open, or CONFLICT when the case changed meanwhile
 */
SlIssue *
sl_review_issue (SlReview *review,
                 const char *paper_id,
                 const char *sent_on,
                 const char *sent_way,
                 const char *sent_to,
                 GError **error)
{
  g_autoptr (SlReviewFacts) facts = NULL;
  g_auto (Issue) issue = { 0 };
  SlLibrary *library;

  g_return_val_if_fail (SL_IS_REVIEW (review) && paper_id != NULL, NULL);
  g_return_val_if_fail (sent_on != NULL && sent_way != NULL, NULL);

  library = sl_review_get_library (review);
  facts = sl_review_gather (review, paper_id, SL_REVIEW_GATHER_CONTENT, error);
  if (facts == NULL || !sl_issue_check_rules (review, facts, error))
    return NULL;
  issue.rules = sl_review_get_rules (review);
  issue.review = review;
  issue.facts = facts;
  issue.report = !sl_paper_is_response (facts->paper);
  issue.issue_id = sl_id_new ();
  issue.row.issue_id = issue.issue_id;
  issue.row.case_id = facts->case_id;
  issue.row.paper_id = facts->paper->id;
  issue.row.version_id = sl_version_get_id (facts->newest);
  issue.row.hash = sl_version_get (facts->newest, "hash");
  issue.row.issued_by = facts->person_id;
  issue.row.issued_role = facts->role;
  issue.row.self_declared = facts->self_declared;
  if (!check_sending (&issue, sent_on, sent_way, sent_to, error) ||
      !sl_issue_check_photographs (review, facts, error) ||
      !sl_issue_check_documents (review, facts, error) ||
      !render (&issue, sl_library_get_store (library), error) || !keep (&issue, library, error))
    return NULL;
  return sl_issue_load (sl_library_get_store (library), paper_id, error);
}
