/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-review.h"
#include "sl-test.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "review/sl-review-private.h"
#include "store/sl-audit.h"

#include <string.h>

/* A filled case with Rowan Ashdown as its author, and those who decide. Past 600 lines because
 * every change that edits a case stands here, each to void an approval. */
typedef struct
{
  SlTestResponse *base;
  SlReview *review; /* borrowed */
  char *rowan, *helen, *callum, *second, *senior;
  SlVersion *newest; /* what newest_id() read last */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->base = sl_test_response_new ();
  self->review = sl_casebook_get_review (self->base->casebook);
  self->rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  sl_test_become (self->base, self->rowan);
  self->helen = sl_test_add_person (self->base, "2001", "Helen Marsh", "manager");
  self->callum = sl_test_add_person (self->base, "2002", "Callum Reyes", "trainee");
  self->second = sl_test_add_person (self->base, "2003", "Imogen Tate", "manager");
  self->senior = sl_test_add_person (self->base, "2004", "Piers Oakden", "senior-manager");
  sl_test_response_fill (self->base);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->newest);
  sl_test_response_free (self->base);
  g_free (self->rowan);
  g_free (self->helen);
  g_free (self->callum);
  g_free (self->second);
  g_free (self->senior);
}

static void
submit (Fixture *self)
{
  g_autoptr (SlVersion) version = NULL;

  sl_test_become (self->base, self->rowan);
  version = sl_test_submit (self->base);
}

static void
approve (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  sl_test_become (self->base, self->helen);
  sl_review_approve (self->review, self->base->case_id, "", &error);
  g_assert_no_error (error);
  sl_test_become (self->base, self->rowan);
}

static void
assert_state (Fixture *self, const char *state, const char *stage)
{
  g_autofree char *now = sl_test_dup_state (self->base);
  g_autofree char *stage_now = sl_test_dup_stage (self->base);

  g_assert_cmpstr (now, ==, state);
  g_assert_cmpstr (stage_now, ==, stage);
}

static void
check_refused (gboolean done, GError *error, const char *words)
{
  g_assert_false (done);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

/* A macro, so that the call comes before its error is looked at. */
#define assert_refused(call, error, words)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean done_ = (call);                                                                       \
    check_refused (done_, error, words);                                                           \
  }                                                                                                \
  G_STMT_END

static SlVersion *
load_newest (Fixture *self)
{
  return sl_versions_load_newest (self->base->store, self->base->case_id, NULL);
}

/* Until it is asked again. */
static const char *
newest_id (Fixture *self)
{
  g_clear_object (&self->newest);
  self->newest = load_newest (self);
  return sl_version_get_id (self->newest);
}

static void
test_submitting_freezes_and_numbers (Fixture *self, gconstpointer data)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlVersion) second = NULL;
  g_autoptr (SlSnapshot) frozen = NULL;
  g_autoptr (GListModel) versions = NULL;
  g_autoptr (SlVersion) first = NULL;
  g_autoptr (GError) error = NULL;

  version = sl_review_submit (self->review, self->base->case_id, "Please look at point 1.", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_version_get_number (version), ==, 1);
  g_assert_cmpstr (sl_version_get (version, "state"), ==, "submitted");
  g_assert_cmpstr (sl_version_get (version, "stance"), ==, "concerns");
  g_assert_cmpstr (sl_version_get (version, "note"), ==, "Please look at point 1.");
  g_assert_cmpstr (sl_version_get (version, "author-name"), ==, "Rowan Ashdown");
  g_assert_cmpstr (sl_version_get (version, "author-role"), ==,
                   "Designing Out Crime Officer (self-declared)");
  assert_state (self, "submitted", "in-review");

  sl_test_response_judge (self->base, "H21", SL_VERDICT_PARTLY,
                          &(SlAnswerText){ .observation = "It is drawn at 1.6 m" });
  assert_state (self, "submitted", "in-review");
  frozen = sl_version_load_snapshot (self->base->store, version, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_snapshot_get (frozen, "answer/H21/verdict"), ==, "not-met");
  g_assert_cmpstr (sl_snapshot_get_hash (frozen), ==, sl_version_get (version, "hash"));

  second = sl_test_submit (self->base);
  g_assert_cmpuint (sl_version_get_number (second), ==, 2);
  g_assert_cmpstr (sl_version_get (second, "hash"), !=, sl_version_get (version, "hash"));
  versions = sl_versions_list (self->base->store, self->base->case_id, &error);
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 2);
  first = g_list_model_get_item (versions, 1);
  g_assert_cmpstr (sl_version_get (first, "state"), ==, "superseded");
}

static void
test_the_same_draft_is_not_submitted_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;

  submit (self);
  version = sl_review_submit (self->review, self->base->case_id, "", &error);
  assert_refused (version != NULL, error, "what was submitted already");
}

static gboolean
is_author (Fixture *self, const char *person_id)
{
  g_autoptr (SlVersion) version = load_newest (self);
  g_auto (GStrv)
      frozen = sl_version_list_authors (self->base->store, sl_version_get_id (version), NULL);
  g_auto (GStrv) now = sl_review_list_authors (self->review, self->base->case_id, NULL);
  gboolean then = g_strv_contains ((const char *const *) frozen, person_id);

  g_assert_cmpint (then, ==, g_strv_contains ((const char *const *) now, person_id));
  return then;
}

static void
test_everyone_who_edited_is_an_author (Fixture *self, gconstpointer data)
{
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;

  /* An answer by the trainee; a comment, a look and the reading of a document by others. */
  sl_test_become (self->base, self->callum);
  sl_test_response_judge (self->base, "H01", SL_VERDICT_PARTLY,
                          &(SlAnswerText){ .observation = "One access only" });
  submit (self);
  sl_test_become (self->base, self->second);
  comment = sl_comment_add (self->review, newest_id (self),
                            &(SlAnchor){ .kind = "whole", .key = "" }, "Is the height right?",
                            &error);
  g_assert_no_error (error);
  sl_test_response_apply (self->base,
                          sl_versions_change_seen (self->base->case_id, newest_id (self)));
  sl_test_become (self->base, self->senior);
  sl_test_response_apply (self->base, sl_case_change_make (self->base->case_id, self->rowan));
  g_assert_true (is_author (self, self->rowan));
  g_assert_true (is_author (self, self->callum));
  g_assert_false (is_author (self, self->second));
  g_assert_false (is_author (self, self->senior));
  g_assert_false (is_author (self, self->helen));
}

static void
test_a_return_needs_a_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (GPtrArray) decisions = NULL;
  g_autoptr (GError) error = NULL;
  const SlDecision *decision;

  submit (self);
  sl_test_become (self->base, self->helen);
  assert_refused (sl_review_return (self->review, self->base->case_id, "  \n ", &error), error,
                  "written reason");
  g_clear_error (&error);
  assert_state (self, "submitted", "in-review");
  g_assert_true (sl_review_return (self->review, self->base->case_id,
                                   "Say why the fence has to be higher.", &error));
  g_assert_no_error (error);
  assert_state (self, "returned", "drafting");
  version = load_newest (self);
  g_assert_cmpstr (sl_version_get (version, "reason"), ==, "Say why the fence has to be higher.");
  g_assert_cmpstr (sl_version_get (version, "decided-by-name"), ==, "Helen Marsh");
  g_assert_cmpstr (sl_version_get (version, "decided-by-role"), ==, "Designing Out Crime Manager");
  decisions = sl_decisions_list (self->base->store, sl_version_get_id (version), &error);
  g_assert_cmpuint (decisions->len, ==, 1);
  decision = g_ptr_array_index (decisions, 0);
  g_assert_true (decision->stands);
  g_assert_cmpstr (decision->outcome, ==, "returned");
}

static void
test_only_an_author_takes_a_version_back (Fixture *self, gconstpointer data)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  submit (self);
  sl_test_become (self->base, self->second);
  assert_refused (sl_review_withdraw (self->review, self->base->case_id, "", &error), error,
                  "Only an author");
  g_clear_error (&error);
  sl_test_become (self->base, self->rowan);
  g_assert_true (
      sl_review_withdraw (self->review, self->base->case_id, "A plan is missing.", &error));
  assert_state (self, "withdrawn", "drafting");
  version = load_newest (self);
  g_assert_cmpstr (sl_version_get (version, "reason"), ==, "A plan is missing.");
}

static void
test_an_approval_binds_to_the_hash (Fixture *self, gconstpointer data)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlSnapshot) frozen = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const SlAuditRow *row;

  submit (self);
  approve (self);
  assert_state (self, "approved", "approved");
  version = load_newest (self);
  frozen = sl_version_load_snapshot (self->base->store, version, NULL);
  g_assert_cmpstr (sl_snapshot_get_hash (frozen), ==, sl_version_get (version, "hash"));
  rows = sl_audit_list (self->base->store, self->base->case_id, 1, NULL);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->action, ==, "approve-version");
  g_assert_nonnull (strstr (row->detail, sl_version_get (version, "hash")));
  g_assert_nonnull (strstr (row->detail, "\"rules\":\"review "));
  g_ptr_array_set_free_func (rows, (GDestroyNotify) sl_audit_row_free);
}

static void
test_an_open_comment_holds_an_approval_back (Fixture *self, gconstpointer data)
{
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;

  submit (self);
  sl_test_become (self->base, self->second);
  comment = sl_comment_add (self->review, newest_id (self),
                            &(SlAnchor){ .kind = "whole", .key = "" }, "Is the height right?",
                            &error);
  g_assert_no_error (error);
  sl_test_become (self->base, self->helen);
  assert_refused (sl_review_approve (self->review, self->base->case_id, "", &error), error,
                  "comment is still open");
  g_clear_error (&error);
  sl_test_become (self->base, self->second);
  g_assert_true (sl_comment_close (self->review, comment, "", &error));
  approve (self);
  assert_state (self, "approved", "approved");
}

static void
test_a_remark_that_blocks_holds_an_approval_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sl_test_response_judge (
      self->base, "H42", SL_VERDICT_PARTLY,
      &(SlAnswerText){ .observation = "An alarm is not needed here, and homes will never be "
                                      "burgled" });
  submit (self);
  sl_test_become (self->base, self->helen);
  assert_refused (sl_review_approve (self->review, self->base->case_id, "", &error), error,
                  "remark that blocks");
}

static SlChange *
overrule_first (Fixture *self)
{
  g_autoptr (SlReviewFacts)
      facts = sl_review_gather (self->review, self->base->case_id, SL_REVIEW_GATHER_CONTENT, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (facts->remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (facts->remarks, i);

      if (sl_remark_blocks (remark))
        return sl_remark_change_dismiss (self->base->case_id, remark, "It is a quotation.");
    }
  return NULL;
}

static void
test_no_author_overrules_a_remark_that_blocks (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SlChange *change;

  sl_test_become (self->base, self->second);
  sl_test_response_judge (self->base, "H42", SL_VERDICT_PARTLY,
                          &(SlAnswerText){ .observation = "An alarm is not needed here" });
  submit (self);
  sl_test_become (self->base, self->second);
  assert_refused (sl_store_apply (self->base->store, overrule_first (self), &error), error,
                  "they wrote or edited");
  sl_test_become (self->base, self->helen);
  while ((change = overrule_first (self)) != NULL)
    sl_test_response_apply (self->base, change);
  approve (self);
  assert_state (self, "approved", "approved");
}

static void
test_a_draft_that_moved_on_is_not_approved (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  submit (self);
  sl_test_response_apply (self->base, sl_case_change_title (self->base->case_id, "Mallard Way"));
  sl_test_become (self->base, self->helen);
  assert_refused (sl_review_approve (self->review, self->base->case_id, "", &error), error,
                  "no longer what was submitted");
}

static void
test_a_text_over_the_limit_names_it (Fixture *self, gconstpointer data)
{
  g_autofree char *million = g_strnfill (1000000, 'x');
  g_autoptr (GError) error = NULL;

  submit (self);
  sl_test_become (self->base, self->helen);
  assert_refused (sl_review_return (self->review, self->base->case_id, million, &error), error,
                  "10000");
}

static void
test_who_never_said_who_they_are_decides_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *unknown = sl_test_add_person (self->base, "2009", "Account 2009", "manager");
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_test_run_sql (
      self->base, NULL, "UPDATE person SET declared = 0 WHERE person_id = ?", unknown, NULL));
  submit (self);
  sl_test_become (self->base, unknown);
  assert_refused (sl_review_approve (self->review, self->base->case_id, "", &error), error,
                  "trainee never approves");
}

/* Every change that edits: after each, the approval is void and says why. */

static SlAssessment *
load_assessment (Fixture *self)
{
  return sl_assessment_load (self->base->store, sl_casebook_get_packs (self->base->casebook),
                             self->base->case_id, NULL);
}

static SlChange *
make_edit (Fixture *self, guint which)
{
  SlTestResponse *base = self->base;
  g_autoptr (SlAssessment) assessment = load_assessment (self);
  g_autoptr (SlResponse) response = sl_response_load (base->store, base->case_id, NULL);
  g_autoptr (GListModel) documents = sl_document_records_list (base->store, base->case_id, NULL);
  g_autoptr (SlDocument) document = g_list_model_get_item (documents, 0);
  g_autoptr (GListModel)
      evidence = sl_evidence_records_list (base->store, base->case_id, NULL, NULL);
  g_autoptr (SlEvidence) passage = g_list_model_get_item (evidence, 0);
  g_autoptr (GListModel) crime = sl_crime_records_list (base->store, base->case_id, NULL);
  g_autoptr (SlCrimeRow) figure = g_list_model_get_item (crime, 0);
  g_autofree char *new_id = sl_id_new ();

  switch (which)
    {
    case 0:
      return sl_answer_change_verdict (assessment, "H42", SL_VERDICT_MET, "");
    case 1:
      return sl_answer_change_text (assessment, "H21",
                                    &(SlAnswerText){ .place = "plots 14 to 20" });
    case 2:
      return sl_answer_change_shown (assessment, "H21", 1.6, "m");
    case 3:
      return sl_answer_change_evidence (assessment, "H21", (const char *[]){ NULL });
    case 4:
      return sl_answer_change_undo (assessment, "H42");
    case 5:
      return sl_evidence_change_note (sl_evidence_get (passage, "id"), base->case_id, "The key");
    case 6:
      return sl_evidence_change_remove (sl_evidence_get (passage, "id"), base->case_id, TRUE);
    case 7:
      return sl_evidence_change_add (
          &(SlEvidenceValues){ .evidence_id = new_id,
                               .case_id = base->case_id,
                               .document_id = sl_document_get_id (document),
                               .quotation = "Gate",
                               .note = "",
                               .page_number = 2 });
    case 8:
      return sl_free_observation_change_set (NULL, base->case_id, "lighting", "No plan.", "", "",
                                             "");
    case 9:
      return sl_crime_change_set (base->case_id, &(SlCrimeValues){ .source = "police.uk",
                                                                   .period_from = "2025-10",
                                                                   .period_to = "2026-09",
                                                                   .area = "Thornbury",
                                                                   .category = "Robbery",
                                                                   .caveat = "",
                                                                   .origin = "typed",
                                                                   .count = 2 });
    case 10:
      return sl_crime_change_remove (base->case_id, sl_crime_row_get (figure, "id"));
    case 11:
      return sl_response_change_set (base->case_id, &(SlResponseValues){ .stance = "support" });
    case 12:
      return sl_response_change_set (base->case_id,
                                     &(SlResponseValues){ .letter_date = "2026-11-25" });
    case 13:
      return sl_response_change_set (base->case_id, &(SlResponseValues){ .conditions = "A" });
    case 14:
      return sl_response_change_set (base->case_id, &(SlResponseValues){ .award_level = "gold" });
    case 15:
      return sl_response_change_set (base->case_id,
                                     &(SlResponseValues){ .nppf_edition = "2023-12" });
    case 16:
      return sl_response_change_replace (response, "documents/end", "All was read.", "x");
    case 17:
      return sl_response_change_add (response, "own/1", "documents/end", "One more thing.");
    case 18:
      return sl_response_change_leave_out (response, "context/links");
    case 19:
      return sl_case_change_title (base->case_id, "Mallard Way East");
    case 20:
      return sl_case_change_confirm (base->case_id, "dwellings", "58");
    case 21:
      return sl_case_change_features (base->case_id, (const char *[]){ "houses", NULL });
    case 22:
      return sl_document_change_details (sl_document_get_id (document), base->case_id,
                                         "Boundary plan", NULL, NULL, "D");
    default:
      return NULL;
    }
}

static void
assert_voided (Fixture *self, guint which)
{
  g_autoptr (SlVersion) version = load_newest (self);
  g_autoptr (GPtrArray) rows = sl_audit_list (self->base->store, self->base->case_id, 1, NULL);
  const SlAuditRow *row = g_ptr_array_index (rows, 0);

  if (!g_str_equal (sl_version_get (version, "state"), "voided"))
    g_error ("Edit %u (%s) left the approval standing", which, row->action);
  g_assert_nonnull (strstr (sl_version_get (version, "reason"), "Rowan Ashdown"));
  g_assert_nonnull (strstr (row->detail, "approval-voided-of-version"));
  assert_state (self, "voided", "drafting");
  g_ptr_array_set_free_func (rows, (GDestroyNotify) sl_audit_row_free);
}

/* Each on a case of its own: some edits bring a remark that blocks the next approval. */
static void
test_every_edit_voids_an_approval (void)
{
  gboolean more = TRUE;

  for (guint i = 0; more; i++)
    {
      Fixture self = { 0 };
      g_autoptr (SlReviewState) state = NULL;
      g_autoptr (SlChange) change = NULL;
      g_autoptr (GError) error = NULL;

      set_up (&self, NULL);
      change = make_edit (&self, i);
      more = change != NULL;
      if (more)
        {
          submit (&self);
          approve (&self);
          sl_test_response_apply (self.base, g_steal_pointer (&change));
          assert_voided (&self, i);
          state = sl_review_load (self.review, self.base->case_id, &error);
          g_assert_no_error (error);
          if (!state->draft_differs)
            g_error ("Edit %u is not in what was frozen", i);
        }
      tear_down (&self, NULL);
    }
}

static gboolean
add_document (SlTransaction *transaction, gpointer data, GError **error)
{
  return sl_document_records_add (transaction, data, NULL, error);
}

static void
test_a_document_that_comes_in_voids_an_approval (Fixture *self, gconstpointer data)
{
  g_autofree char *id = sl_id_new ();
  SlDocumentValues values = { .document_id = id,
                              .case_id = self->base->case_id,
                              .file_name = "new.pdf",
                              .title = "Cycle store",
                              .kind = "drawing",
                              .kind_source = "guessed",
                              .declared_type = "",
                              .drawing_number = "PL-130",
                              .revision = "A",
                              .document_date = "",
                              .state = "read",
                              .reason = "",
                              .warnings = "",
                              .media_type = "application/pdf",
                              .sandbox_level = "A",
                              .source_path = "",
                              .page_count = 1,
                              .readable_pages = 1 };

  submit (self);
  approve (self);
  sl_test_response_apply (self->base, sl_change_new ("import", "document", id, self->base->case_id,
                                                     add_document, &values, NULL));
  assert_voided (self, 0);
}

static void
test_a_new_signature_voids_an_approval (Fixture *self, gconstpointer data)
{
  submit (self);
  approve (self);
  sl_test_response_apply (self->base, sl_people_change_card (self->rowan, NULL, NULL, NULL,
                                                             "rowan@example.police.uk", NULL));
  assert_state (self, "approved", "approved");
  sl_test_response_apply (
      self->base, sl_people_change_card (self->rowan, NULL, "Senior Adviser", NULL, NULL, NULL));
  assert_state (self, "voided", "drafting");
}

static void
test_looking_leaves_an_approval_standing (Fixture *self, gconstpointer data)
{
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;

  submit (self);
  approve (self);
  sl_test_response_apply (self->base,
                          sl_versions_change_seen (self->base->case_id, newest_id (self)));
  comment = sl_comment_add (self->review, newest_id (self),
                            &(SlAnchor){ .kind = "whole", .key = "" }, "Sent when?", &error);
  g_assert_no_error (error);
  assert_state (self, "approved", "approved");
}

static void
refuse (Fixture *self, SlChange *change, const char *words)
{
  g_autoptr (GError) error = NULL;

  assert_refused (sl_store_apply (self->base->store, change, &error), error, words);
}

static void
test_no_stage_of_review_is_set_by_hand (Fixture *self, gconstpointer data)
{
  static const char *const stages[] = { "in-review", "approved", "sent" };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    refuse (self, sl_case_change_stage (self->base->case_id, stages[i]), "never set by hand");
  sl_test_response_apply (self->base, sl_case_change_stage (self->base->case_id, "assessing"));
  submit (self);
  refuse (self, sl_case_change_stage (self->base->case_id, "drafting"), "in review");
  approve (self);
  refuse (self, sl_case_change_stage (self->base->case_id, "drafting"), "is approved");
  assert_state (self, "approved", "approved");
}

static void
test_a_case_from_a_bundle_is_not_edited (Fixture *self, gconstpointer data)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  submit (self);
  g_assert_true (sl_test_run_sql (self->base, NULL,
                                  "INSERT INTO review_copy (case_id, fingerprint, read_at)"
                                  " VALUES (?, 'abc', '2026-11-24T09:00:00.000Z')",
                                  self->base->case_id, NULL));
  refuse (self, make_edit (self, 0), "another computer");
  refuse (self, sl_case_change_stage (self->base->case_id, "drafting"), "another computer");
  version = sl_review_submit (self->review, self->base->case_id, "", &error);
  assert_refused (version != NULL, error, "another computer");
  g_clear_error (&error);
  sl_test_become (self->base, self->helen);
  g_assert_true (sl_review_approve (self->review, self->base->case_id, "", &error));
}

/* As issuing leaves it, but for the bytes: the originals of these documents were not kept. */
static void
mark_issued (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  sl_test_run_sql (self->base, &error,
                   "INSERT INTO stored_file (sha256, size, media_type, stored_at)"
                   " VALUES ('s', 1, 'application/pdf', 'x')",
                   NULL);
  g_assert_no_error (error);
  sl_test_run_sql (self->base, &error,
                   "INSERT INTO issued_response (issue_id, case_id, version_id, hash, sha256, size,"
                   " decision_id, issued_by, issued_role, issued_at, audit_sequence, audit_hash,"
                   " sent_on, sent_way) SELECT 'i', v.case_id, v.version_id, v.hash, 's', 1,"
                   " d.decision_id, ?, 'manager', 'x', 1, 'x', '2026-11-24', 'e-mail'"
                   " FROM version v JOIN decision d ON d.version_id = v.version_id",
                   self->helen, NULL);
  g_assert_no_error (error);
  sl_test_run_sql (self->base, &error, "UPDATE version SET state = ?", "issued", NULL);
  g_assert_no_error (error);
}

static void
test_what_was_issued_is_not_edited (Fixture *self, gconstpointer data)
{
  submit (self);
  approve (self);
  mark_issued (self);
  refuse (self, make_edit (self, 0), "was issued");
  refuse (self, make_edit (self, 16), "was issued");
  refuse (self, sl_case_change_stage (self->base->case_id, "drafting"), "was issued");
  sl_test_response_apply (self->base, sl_case_change_stage (self->base->case_id, "closed"));
  assert_state (self, "issued", "closed");
}

static gboolean
hold_against_facts (SlTransaction *transaction, gpointer data, GError **error)
{
  gpointer *both = data;

  sl_transaction_note (transaction, "checked", "yes");
  return sl_review_records_check (transaction, both[0], both[1], error);
}

static void
test_a_case_that_changed_meanwhile_is_not_decided (Fixture *self, gconstpointer data)
{
  g_autoptr (SlReviewFacts) facts = NULL;
  g_autoptr (SlReviewFacts) stale = NULL;
  gpointer fresh_pair[2], stale_pair[2];
  g_autoptr (GError) error = NULL;

  submit (self);
  stale = sl_review_gather (self->review, self->base->case_id, SL_REVIEW_GATHER_LIGHT, &error);
  sl_test_response_apply (self->base,
                          sl_versions_change_seen (self->base->case_id, newest_id (self)));
  fresh_pair[0] = stale_pair[0] = sl_review_get_rules (self->review);
  stale_pair[1] = stale;
  /* A look is no change. */
  g_assert_true (sl_store_apply (
      self->base->store,
      sl_change_new ("look", "version", "", NULL, hold_against_facts, stale_pair, NULL), &error));
  sl_test_response_apply (self->base, sl_case_change_title (self->base->case_id, "Mallard Way"));
  g_assert_false (sl_store_apply (
      self->base->store,
      sl_change_new ("look", "version", "", NULL, hold_against_facts, stale_pair, NULL), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  /* Another role, or another person, is a change as well. */
  facts = sl_review_gather (self->review, self->base->case_id, SL_REVIEW_GATHER_LIGHT, &error);
  fresh_pair[1] = facts;
  sl_test_become (self->base, self->helen);
  g_assert_false (sl_store_apply (
      self->base->store,
      sl_change_new ("look", "version", "", NULL, hold_against_facts, fresh_pair, NULL), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT);
}

static void
test_altered_content_is_known_by_its_hash (Fixture *self, gconstpointer data)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  submit (self);
  g_assert_false (sl_test_run_sql (self->base, &error,
                                   "UPDATE version_content SET bytes = REPLACE (bytes, '1.5', ?)",
                                   "1.8", NULL));
  g_assert_nonnull (strstr (error->message, "cannot be changed"));
  g_clear_error (&error);
  g_assert_true (
      sl_test_run_sql (self->base, NULL, "DROP TRIGGER version_content_is_never_changed", NULL));
  g_assert_true (sl_test_run_sql (self->base, NULL,
                                  "UPDATE version_content SET bytes = REPLACE (bytes, '1.5', ?)",
                                  "1.8", NULL));
  version = load_newest (self);
  snapshot = sl_version_load_snapshot (self->base->store, version, &error);
  g_assert_null (snapshot);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  sl_test_become (self->base, self->helen);
  g_assert_false (sl_review_approve (self->review, self->base->case_id, "", &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED);
}

static void
assert_queue (Fixture *self, const char *person_id, gboolean for_me, gboolean mine)
{
  g_autoptr (GPtrArray) waiting = NULL;
  const SlReviewWait *wait;

  sl_test_become (self->base, person_id);
  waiting = sl_review_list_waiting (self->review, NULL);
  g_assert_cmpuint (waiting->len, ==, 1);
  wait = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (wait->reference, ==, "UTT/26/2147/FUL");
  g_assert_cmpint (wait->for_me, ==, for_me);
  g_assert_cmpint (wait->mine, ==, mine);
}

static void
test_the_queue_says_whose_turn_it_is (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = sl_review_list_waiting (self->review, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  submit (self);
  assert_queue (self, self->helen, TRUE, FALSE);
  assert_queue (self, self->callum, FALSE, FALSE);
  assert_queue (self, self->rowan, FALSE, FALSE);
  sl_test_become (self->base, self->helen);
  g_assert_true (sl_review_return (self->review, self->base->case_id, "Too short.", &error));
  assert_queue (self, self->rowan, FALSE, TRUE);
  assert_queue (self, self->helen, FALSE, FALSE);
}

static const SlReviewCheck *
find_check (SlReviewState *state, const char *id)
{
  for (guint i = 0; i < state->checks->len; i++)
    if (g_str_equal (((SlReviewCheck *) g_ptr_array_index (state->checks, i))->id, id))
      return g_ptr_array_index (state->checks, i);
  return NULL;
}

static void
test_the_state_says_what_stands_before_approval (Fixture *self, gconstpointer data)
{
  g_autoptr (SlReviewState) state = NULL;
  g_autoptr (SlReviewState) after = NULL;
  g_autofree char *comment = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;

  submit (self);
  sl_test_become (self->base, self->helen);
  state = sl_review_load (self->review, self->base->case_id, &error);
  g_assert_no_error (error);
  g_assert_true (find_check (state, "comments")->passed);
  g_assert_true (find_check (state, "draft")->passed);
  g_assert_nonnull (state->draft);
  g_assert_true (sl_review_may (self->review, state, SL_REVIEW_APPROVE, NULL, NULL));
  g_assert_true (sl_review_may (self->review, state, SL_REVIEW_RETURN, NULL, NULL));
  g_assert_false (sl_review_may (self->review, state, SL_REVIEW_WITHDRAW, NULL, NULL));

  comment = sl_comment_add (self->review, newest_id (self),
                            &(SlAnchor){ .kind = "whole", .key = "" }, "Why so high?", &error);
  g_assert_no_error (error);
  after = sl_review_load (self->review, self->base->case_id, &error);
  g_assert_false (find_check (after, "comments")->passed);
  g_assert_true (find_check (after, "comments")->blocks);
  g_assert_cmpstr (find_check (after, "comments")->target_id, ==, comment);
  g_assert_false (sl_review_may (self->review, after, SL_REVIEW_APPROVE, NULL, &reason));
  g_assert_nonnull (strstr (reason, "comment"));
}

#define ADD(path, func) g_test_add ("/review/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("submit/freezes-and-numbers", test_submitting_freezes_and_numbers);
  ADD ("submit/the-same-draft-is-not-submitted-twice", test_the_same_draft_is_not_submitted_twice);
  ADD ("authors/everyone-who-edited-is-one", test_everyone_who_edited_is_an_author);
  ADD ("return/needs-a-reason", test_a_return_needs_a_reason);
  ADD ("withdraw/only-by-an-author", test_only_an_author_takes_a_version_back);
  ADD ("approve/binds-to-the-hash", test_an_approval_binds_to_the_hash);
  ADD ("approve/an-open-comment-holds-it-back", test_an_open_comment_holds_an_approval_back);
  ADD ("approve/a-remark-that-blocks-holds-it-back",
       test_a_remark_that_blocks_holds_an_approval_back);
  ADD ("approve/no-author-overrules-a-remark-that-blocks",
       test_no_author_overrules_a_remark_that_blocks);
  ADD ("approve/a-draft-that-moved-on-is-refused", test_a_draft_that_moved_on_is_not_approved);
  ADD ("approve/who-never-said-who-they-are-may-not",
       test_who_never_said_who_they_are_decides_nothing);
  ADD ("return/a-text-over-the-limit-names-it", test_a_text_over_the_limit_names_it);
  g_test_add_func ("/review/void/every-edit-voids-an-approval", test_every_edit_voids_an_approval);
  ADD ("void/a-document-that-comes-in-does", test_a_document_that_comes_in_voids_an_approval);
  ADD ("void/a-new-signature-does", test_a_new_signature_voids_an_approval);
  ADD ("void/looking-does-not", test_looking_leaves_an_approval_standing);
  ADD ("guard/no-stage-of-review-is-set-by-hand", test_no_stage_of_review_is_set_by_hand);
  ADD ("guard/a-case-from-a-bundle-is-not-edited", test_a_case_from_a_bundle_is_not_edited);
  ADD ("guard/what-was-issued-is-not-edited", test_what_was_issued_is_not_edited);
  ADD ("guard/a-case-that-changed-meanwhile-is-not-decided",
       test_a_case_that_changed_meanwhile_is_not_decided);
  ADD ("guard/altered-content-is-known-by-its-hash", test_altered_content_is_known_by_its_hash);
  ADD ("state/the-queue-says-whose-turn-it-is", test_the_queue_says_whose_turn_it_is);
  ADD ("state/says-what-stands-before-approval", test_the_state_says_what_stands_before_approval);
  return g_test_run ();
}
