/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-comment-private.h"
#include "review/sl-review-private.h"

#include "cases/sl-case-records.h"
#include "people/sl-person.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Quality assurance's word on every change of the casebook, inside its transaction: an approval
 * does not outlive a change of what it covers, what was sent stays, and what is worked at another
 * computer is not edited here. Runs on the writer thread; the rules it reads never change. */

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, text);
  return FALSE;
}

static gboolean
refuse_copy (GError **error)
{
  return refuse (error, sl_paper_get_copy_words ());
}

/* "Item judged (verdict: met)", by whom. */
static char *
describe (SlTransaction *transaction)
{
  g_autofree char *what = sl_transaction_dup_text (transaction);
  g_autofree char *name = NULL;

  if (!sl_review_records_read_name (sl_transaction_get_database (transaction),
                                    sl_transaction_get_person_id (transaction), &name, NULL))
    return g_steal_pointer (&what);
  /* TRANSLATORS: what was done to the case, then the person's name */
  return g_strdup_printf (_ ("%s, by %s"), what, name);
}

/* Of a response (then the case goes back to drafting) or of a report. */
static gboolean
void_approval (SlTransaction *transaction,
               const char *paper_id,
               const SlVersionHead *head,
               GError **error)
{
  g_autofree char *reason = describe (transaction);
  g_autofree char *number = g_strdup_printf ("%u", head->number);

  sl_transaction_note (transaction, "approval-voided-of-version", number);
  sl_transaction_touch (transaction, "version", head->version_id, head->case_id);
  return sl_version_records_set_state (transaction, head->version_id, "voided", reason, error) &&
         (sl_paper_id_is_report (paper_id) ||
          sl_case_records_set_stage (transaction, head->case_id, "drafting", error));
}

/* Takes @papers (element type char*, nullable): those that are approved are no longer. */
static gboolean
void_all (SlTransaction *transaction, GPtrArray *papers, GError **error)
{
  g_autoptr (GPtrArray) owned = papers;

  for (guint i = 0; owned != NULL && i < owned->len; i++)
    {
      g_auto (SlVersionHead) head = { 0 };
      const char *paper_id = g_ptr_array_index (owned, i);

      if (!sl_version_records_read_head (transaction, paper_id, &head, error) ||
          (g_str_equal (head.state, "approved") &&
           !void_approval (transaction, paper_id, &head, error)))
        return FALSE;
    }
  return owned != NULL;
}

/* A stage chosen by hand. in-review, approved and sent only ever follow from review. */
static gboolean
check_stage (SlTransaction *transaction,
             const char *case_id,
             const SlVersionHead *head,
             GError **error)
{
  static const char *const reserved[] = { "in-review", "approved", "sent", NULL };
  g_autofree char *stage = NULL;
  gboolean issued = g_str_equal (head->state, "issued");

  if (!sl_review_records_read_stage (sl_transaction_get_database (transaction), case_id, &stage,
                                     error))
    return FALSE;
  if (g_str_equal (head->state, "submitted"))
    return refuse (error, _ ("This case is in review. Its stage follows from the decision; an "
                             "author may take the version back."));
  if (g_str_equal (head->state, "approved"))
    return refuse (error,
                   _ ("This response is approved. Its stage follows from issuing it, or from "
                      "a change, which voids the approval."));
  if (issued && !g_str_equal (stage, "closed") && !g_str_equal (stage, "sent"))
    return refuse (error, _ ("This response was issued: the case can be closed, or be opened again "
                             "as sent."));
  if (!issued && g_strv_contains (reserved, stage))
    return refuse (error, _ ("This stage is never set by hand: it follows from submitting, "
                             "approving and issuing the response."));
  return TRUE;
}

/* A person's name or title is part of every letter that they sign: an approved one that would now
 * be signed otherwise is void. */
static gboolean
check_signatures (SlTransaction *transaction, GError **error)
{
  const char *person_id = sl_transaction_get_object_id (transaction);
  SlDatabase *database = sl_transaction_get_database (transaction);

  return void_all (transaction,
                   sl_review_records_list_signed_otherwise (database, person_id, error), error);
}

/* Who may put a remark that blocks aside; that a reason is given the change itself sees to. */
static gboolean
check_overruling (SlTransaction *transaction,
                  SlReviewRules *rules,
                  const char *case_id,
                  GError **error)
{
  g_autofree char *role = NULL;
  gboolean self_declared;

  return sl_comment_decide (rules, transaction, SL_REVIEW_DISMISS_BLOCK, case_id, FALSE, TRUE,
                            &role, &self_declared, error);
}

/* A change of what an approved report rests on ends its approval. */
static gboolean
check_paper (SlTransaction *transaction, const SlPaperLine *line, gboolean minor, GError **error)
{
  g_auto (SlVersionHead) head = { 0 };

  if (!g_str_equal (line->state, "approved") || minor)
    return TRUE;
  return sl_version_records_read_head (transaction, line->paper->id, &head, error) &&
         void_approval (transaction, line->paper->id, &head, error);
}

/* A change of a sheet, of an action or of a photograph: nothing to the response. What a report made
 * of the sheet rests on stays as it was once that was issued, unless it told of a moment. Actions
 * live on: the report told how they stood on its day. */
static gboolean
check_record (SlTransaction *transaction,
              SlReviewRules *rules,
              const char *action,
              const char *case_id,
              GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  const char *kind = sl_transaction_get_object_kind (transaction);
  gboolean minor = sl_review_rules_is_minor_action (rules, action);
  g_autoptr (GPtrArray) papers = NULL;
  g_autofree char *sheet_id = NULL;
  const SlPaper *holding;
  gint64 copies;

  if (!sl_review_records_count (database, SL_REVIEW_COUNT_COPIES, case_id, &copies, error) ||
      !sl_paper_records_find_sheet (database, kind, sl_transaction_get_object_id (transaction),
                                    &sheet_id, error))
    return FALSE;
  if (copies > 0 && !g_str_equal (kind, "action"))
    return refuse_copy (error);
  if (*sheet_id == '\0')
    return TRUE;
  papers = sl_paper_records_list (database, NULL, sheet_id, error);
  holding = papers != NULL ? sl_papers_find_holding (papers) : NULL;
  if (holding != NULL && !g_str_equal (kind, "action"))
    {
      g_autofree char *words = sl_paper_dup_hold_words (holding);

      return refuse (error, words);
    }
  for (guint i = 0; papers != NULL && i < papers->len; i++)
    if (!check_paper (transaction, g_ptr_array_index (papers, i), minor, error))
      return FALSE;
  return papers != NULL;
}

/* What reports say of their case at their head. */
static gboolean
check_heads (SlTransaction *transaction, const char *case_id, GError **error)
{
  return !g_str_equal (sl_transaction_get_object_kind (transaction), "planning_case") ||
         void_all (transaction,
                   sl_paper_records_list_headed_otherwise (
                       sl_transaction_get_database (transaction), case_id, error),
                   error);
}

/* The version that is submitted lies there already: of the response, or of a report, which needs no
 * number of a case. */
static gboolean
submits_response (SlTransaction *transaction)
{
  g_autofree char *case_id = NULL;
  g_autofree char *paper_id = sl_comment_records_find_paper (
      sl_transaction_get_database (transaction), sl_transaction_get_object_id (transaction),
      &case_id, NULL);

  return paper_id == NULL || !sl_paper_id_is_report (paper_id);
}

static gboolean
works_on_response (SlTransaction *transaction, const char *action, SlReviewStep step)
{
  return (g_str_equal (action, "submit-version") && submits_response (transaction)) ||
         g_str_equal (action, "issue-response") ||
         (step == SL_REVIEW_STEP_EDITS &&
          g_str_equal (sl_transaction_get_object_kind (transaction), "response"));
}

/* Who works on a response works on a case. An application that waits in the inbox is taken on with
 * the first word of its draft, so that it never stands in both; when a response is submitted, its
 * letter was composed before, without the number that a case has. */
static gboolean
check_taken_on (SlTransaction *transaction, const char *action, const char *case_id, GError **error)
{
  g_autofree char *triage = NULL;

  if (!sl_case_records_read_triage (transaction, case_id, &triage, error))
    return FALSE;
  if (g_str_equal (triage, "case"))
    return TRUE;
  if (g_str_equal (triage, "no-comment"))
    return refuse (error, _ ("It was decided not to comment on this application. To respond after "
                             "all, make a case of it first: in the inbox, or with “sightline-cli "
                             "case make”."));
  if (g_str_equal (action, "submit-version"))
    return refuse (error, _ ("This application waits in the inbox. Make a case of it first, there "
                             "or with “sightline-cli case make”, then submit its draft."));
  return sl_case_records_take_on (transaction, case_id, sl_transaction_get_person_id (transaction),
                                  error);
}

/* Back into the inbox, or not commented on. */
static gboolean
check_given_up (const SlVersionHead *head, GError **error)
{
  if (g_str_equal (head->state, "submitted"))
    return refuse (error, _ ("This case is in review. An author takes the version back first."));
  if (g_str_equal (head->state, "issued"))
    return refuse (error, _ ("The response to this case was issued: it stays a case."));
  return TRUE;
}

static gboolean
check_case (SlTransaction *transaction,
            SlReviewRules *rules,
            const char *action,
            const char *case_id,
            GError **error)
{
  SlReviewStep step = sl_review_rules_get_step (rules, action);
  gboolean sets_stage = g_str_equal (action, "set-stage");
  g_auto (SlVersionHead) head = { 0 };
  gint64 copies;

  if (g_str_equal (action, "overrule-remark"))
    return check_overruling (transaction, rules, case_id, error);
  if (works_on_response (transaction, action, step) &&
      !check_taken_on (transaction, action, case_id, error))
    return FALSE;
  if (step == SL_REVIEW_STEP_RECORDS)
    return check_record (transaction, rules, action, case_id, error);
  if (!sets_stage && step != SL_REVIEW_STEP_EDITS && step != SL_REVIEW_STEP_PREPARES)
    return TRUE;
  if (!sl_review_records_count (sl_transaction_get_database (transaction), SL_REVIEW_COUNT_COPIES,
                                case_id, &copies, error) ||
      !sl_version_records_read_head (transaction, case_id, &head, error))
    return FALSE;
  if (copies > 0)
    return refuse_copy (error);
  if (sets_stage)
    return check_stage (transaction, case_id, &head, error);
  if ((g_str_equal (action, "back-to-inbox") || g_str_equal (action, "no-comment")) &&
      !check_given_up (&head, error))
    return FALSE;
  if (g_str_equal (head.state, "issued") && step == SL_REVIEW_STEP_EDITS)
    return refuse (error,
                   _ ("The response to this case was issued, and what it rests on stays as it "
                      "was. Take a further consultation as a new case."));
  if (g_str_equal (head.state, "approved") && !sl_review_rules_is_minor_action (rules, action) &&
      !void_approval (transaction, case_id, &head, error))
    return FALSE;
  return check_heads (transaction, case_id, error);
}

static gboolean
guard (SlTransaction *transaction,
       const char *action,
       const char *case_id,
       gpointer data,
       GError **error)
{
  SlReviewRules *rules = data;

  if (g_str_equal (sl_transaction_get_object_kind (transaction), "person") &&
      !check_signatures (transaction, error))
    return FALSE;
  return *case_id == '\0' || check_case (transaction, rules, action, case_id, error);
}

void
sl_review_guard_set (SlStore *store, SlReviewRules *rules)
{
  sl_store_set_guard (store, guard, g_object_ref (rules), g_object_unref);
}
