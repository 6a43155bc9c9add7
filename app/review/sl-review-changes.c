/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-private.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Submit, withdraw, return, approve. Each gathers the facts, asks the rules, then writes in one
 * change that first holds the facts against the case as it is then. */

typedef struct
{
  SlReviewFacts *facts;
  SlReviewRules *rules; /* borrowed: the caller waits for the change */
  char *version_id;
  char *text; /* note or reason */
  const char *state, *stage;
} Step;

static void
step_clear (Step *step)
{
  g_clear_pointer (&step->facts, sl_review_facts_free);
  g_clear_pointer (&step->version_id, g_free);
  g_clear_pointer (&step->text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

/* Gathers and asks: fills @step with the facts and the cleaned @text. */
static gboolean
prepare (SlReview *self,
         const char *paper_id,
         SlReviewAction action,
         SlReviewGather flags,
         const char *text,
         Step *step,
         GError **error)
{
  step->rules = sl_review_get_rules (self);
  step->text = sl_review_clean_text (step->rules, text, error);
  if (step->text == NULL)
    return FALSE;
  step->facts = sl_review_gather (self, paper_id, flags, error);
  if (step->facts == NULL)
    return FALSE;
  if (step->facts->newest != NULL)
    step->version_id = g_strdup (sl_version_get_id (step->facts->newest));
  return sl_review_facts_decide (step->facts, step->rules, action, FALSE, *step->text != '\0',
                                 error) &&
         sl_review_facts_check_gate (step->facts, action, error);
}

static gboolean
apply (SlReview *self, const char *action, SlChangeFunc func, Step *step, GError **error)
{
  return sl_store_apply (
      sl_library_get_store (sl_review_get_library (self)),
      sl_change_new (action, "version", step->version_id, step->facts->case_id, func, step, NULL),
      error);
}

static void
note_version (SlTransaction *transaction, guint number, const char *hash, const char *text)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);

  sl_transaction_note (transaction, "version", digits);
  sl_transaction_note (transaction, "hash", hash);
  if (*text != '\0')
    sl_transaction_note (transaction, "reason", text);
}

/* What a newer version has replaced, that waited or stood. */
static gboolean
supersede (SlTransaction *transaction, const SlVersionHead *head, GError **error)
{
  if (!g_str_equal (head->state, "submitted") && !g_str_equal (head->state, "approved"))
    return TRUE;
  return sl_version_records_set_state (transaction, head->version_id, "superseded", NULL, error);
}

/* The case stands where its response does; a report is nothing to it. */
static gboolean
set_stage (SlTransaction *transaction,
           const SlReviewFacts *facts,
           const char *stage,
           GError **error)
{
  return !sl_paper_is_response (facts->paper) ||
         sl_case_records_set_stage (transaction, facts->case_id, stage, error);
}

static gboolean
begin_paper (SlTransaction *transaction, const SlReviewFacts *facts, GError **error)
{
  if (sl_paper_is_response (facts->paper))
    return TRUE;
  sl_transaction_note (transaction, "paper", facts->paper->title);
  return sl_paper_records_add (transaction, facts->paper, error);
}

static gboolean
write_submission (SlTransaction *transaction, gpointer data, GError **error)
{
  const Step *step = data;
  const SlReviewFacts *facts = step->facts;
  g_auto (SlVersionHead) head = { 0 };
  SlVersionRow row = {
    .version_id = step->version_id,
    .case_id = facts->case_id,
    .paper_id = facts->paper->id,
    .state = "submitted",
    .stance = sl_snapshot_get (facts->draft, "response/stance"),
    .note = step->text,
    .submitted_by = facts->person_id,
    .submitted_role = facts->role,
    .submitted_at = sl_transaction_get_time (transaction),
    .origin = "",
    .self_declared = facts->self_declared,
    .audit_sequence = facts->sequence,
    .authors = (const char *const *) facts->authors,
    .remarks = facts->remarks,
    .grants_award = sl_review_rules_grants_award (step->rules,
                                                  sl_snapshot_get_letter (facts->draft), NULL),
  };

  if (!sl_review_records_check (transaction, step->rules, facts, error) ||
      !sl_version_records_read_head (transaction, facts->paper->id, &head, error))
    return FALSE;
  row.number = head.number + 1;
  note_version (transaction, row.number, sl_snapshot_get_hash (facts->draft), step->text);
  /* The newer one first: the database decides on it by the state that the older one is in. */
  return begin_paper (transaction, facts, error) &&
         sl_version_records_add (transaction, &row, facts->draft, error) &&
         supersede (transaction, &head, error) &&
         set_stage (transaction, facts, "in-review", error);
}

/**
 * sl_review_submit:
 * @self: the review
 * @paper_id: of a case or a report with a draft
 * @note: (nullable): for the reviewer
 * @error: return location
 *
 * Freezes the draft, signed by who is at work, as the next version; everybody who edited a part of
 * the case is noted as its author, and so is who submits. A version that still waited is
 * superseded.
 *
 * Returns: (transfer full): the version, or %NULL: SL_STORE_ERROR_REFUSED by the rules or when
 * there is no draft, SL_STORE_ERROR_CONFLICT when the case changed meanwhile
 */
SlVersion *
sl_review_submit (SlReview *self, const char *paper_id, const char *note, GError **error)
{
  g_auto (Step) step = { 0 };

  g_return_val_if_fail (SL_IS_REVIEW (self) && paper_id != NULL, NULL);

  if (!prepare (self, paper_id, SL_REVIEW_SUBMIT,
                SL_REVIEW_GATHER_CONTENT | SL_REVIEW_GATHER_AS_MINE, note, &step, error))
    return NULL;
  if (step.facts->draft == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step.facts->draft_error));
      return NULL;
    }
  g_free (step.version_id);
  step.version_id = sl_id_new ();
  if (!apply (self, "submit-version", write_submission, &step, error))
    return NULL;
  return sl_versions_load_newest (sl_library_get_store (sl_review_get_library (self)), paper_id,
                                  error);
}

/* The newest version into @step's state, and the case into its stage. */
static gboolean
write_state (SlTransaction *transaction, const Step *step, const char *reason, GError **error)
{
  const SlReviewFacts *facts = step->facts;

  note_version (transaction, sl_version_get_number (facts->newest),
                sl_version_get (facts->newest, "hash"), step->text);
  return sl_version_records_set_state (transaction, step->version_id, step->state, reason, error) &&
         set_stage (transaction, facts, step->stage, error);
}

static gboolean
write_withdrawal (SlTransaction *transaction, gpointer data, GError **error)
{
  const Step *step = data;

  return sl_review_records_check (transaction, step->rules, step->facts, error) &&
         write_state (transaction, step, step->text, error);
}

/**
 * sl_review_withdraw:
 * @self: the review
 * @paper_id: of a case or a report with a submitted version
 * @reason: (nullable): why
 * @error: return location
 *
 * Returns: %FALSE with SL_STORE_ERROR_REFUSED by the rules, or CONFLICT
 */
gboolean
sl_review_withdraw (SlReview *self, const char *paper_id, const char *reason, GError **error)
{
  g_auto (Step) step = { .state = "withdrawn", .stage = "drafting" };

  g_return_val_if_fail (SL_IS_REVIEW (self) && paper_id != NULL, FALSE);

  return prepare (self, paper_id, SL_REVIEW_WITHDRAW, SL_REVIEW_GATHER_LIGHT, reason, &step,
                  error) &&
         apply (self, "withdraw-version", write_withdrawal, &step, error);
}

/* The rules by which it was decided are noted, since they are data that a force may change. */
static void
note_rules (SlTransaction *transaction, SlReviewRules *rules)
{
  SlPack *pack = sl_review_rules_get_pack (rules);
  g_autofree char *name = g_strdup_printf ("%s %s %s", sl_pack_get_id (pack),
                                           sl_pack_get_edition (pack), sl_pack_get_hash (pack));

  sl_transaction_note (transaction, "rules", name);
}

static gboolean
write_decision (SlTransaction *transaction, gpointer data, GError **error)
{
  const Step *step = data;
  const SlReviewFacts *facts = step->facts;
  g_autofree char *decision_id = sl_id_new ();
  SlDecisionRow row = {
    .decision_id = decision_id,
    .version_id = step->version_id,
    .hash = sl_version_get (facts->newest, "hash"),
    .outcome = step->state,
    .reason = step->text,
    .person_id = facts->person_id,
    .role = facts->role,
    .at = sl_transaction_get_time (transaction),
    .origin = "",
    .self_declared = facts->self_declared,
    .stands = TRUE,
  };

  if (!sl_review_records_check (transaction, step->rules, facts, error))
    return FALSE;
  note_rules (transaction, step->rules);
  return sl_version_records_add_decision (transaction, &row, error) &&
         write_state (transaction, step, NULL, error);
}

/**
 * sl_review_return:
 * @self: the review
 * @paper_id: of a case or a report with a submitted version
 * @reason: what has to change
 * @error: return location
 *
 * Returns: %FALSE with SL_STORE_ERROR_REFUSED by the rules, or CONFLICT
 */
gboolean
sl_review_return (SlReview *self, const char *paper_id, const char *reason, GError **error)
{
  g_auto (Step) step = { .state = "returned", .stage = "drafting" };

  g_return_val_if_fail (SL_IS_REVIEW (self) && paper_id != NULL, FALSE);

  return prepare (self, paper_id, SL_REVIEW_RETURN, SL_REVIEW_GATHER_LIGHT, reason, &step, error) &&
         apply (self, "return-version", write_decision, &step, error);
}

/**
 * sl_review_approve:
 * @self: the review
 * @paper_id: of a case or a report with a submitted version
 * @reason: (nullable): what the approver wishes to have noted
 * @error: return location
 *
 * Binds to the hash of the version's content, which is read and verified first.
 *
 * Returns: %FALSE with SL_STORE_ERROR_REFUSED by the rules, or CONFLICT
 */
gboolean
sl_review_approve (SlReview *self, const char *paper_id, const char *reason, GError **error)
{
  g_auto (Step) step = { .state = "approved", .stage = "approved" };

  g_return_val_if_fail (SL_IS_REVIEW (self) && paper_id != NULL, FALSE);

  return prepare (self, paper_id, SL_REVIEW_APPROVE, SL_REVIEW_GATHER_CONTENT, reason, &step,
                  error) &&
         apply (self, "approve-version", write_decision, &step, error);
}
