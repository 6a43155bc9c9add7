/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-case.h"
#include "sl-test-photograph.h"
#include "sl-test-review.h"
#include "sl-test-sheet.h"
#include "sl-test.h"

#include "base/sl-hash.h"
#include "base/sl-id.h"
#include "cases/sl-action.h"
#include "cases/sl-case-records.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "review/sl-bundle.h"
#include "review/sl-issue.h"
#include "store/sl-audit.h"

#include <string.h>

/* Minutes, visit reports and scheme summaries through quality assurance, beside the response of
 * their case and without touching it. Rowan Ashdown keeps the records, Helen Marsh approves. Past
 * 600 lines because each way of a paper is tried with the records, pictures and people of one
 * case. */

typedef struct
{
  SlTestResponse *base;
  SlReview *review;   /* borrowed */
  SlLibrary *library; /* borrowed */
  char *rowan, *helen;
  SlSheet *meeting;
  char *minutes; /* the paper */
} Fixture;

static SlSheet *
begin (Fixture *self, const char *form_id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm)
      form = sl_forms_find (sl_casebook_get_packs (self->base->casebook), form_id, &error);
  g_autofree char *id = sl_id_new ();
  const SlSheetValue values[] = { { field, value } };
  SlSheet *sheet;

  g_assert_no_error (error);
  sl_test_apply (self->base->store,
                 sl_sheet_change_begin (form, id, self->base->case_id, values, 1));
  sheet = sl_sheets_load (self->base->store, sl_casebook_get_packs (self->base->casebook), id,
                          &error);
  g_assert_no_error (error);
  return sheet;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->base = sl_test_response_new ();
  self->review = sl_casebook_get_review (self->base->casebook);
  self->library = sl_casebook_get_library (self->base->casebook);
  self->rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  sl_test_become (self->base, self->rowan);
  self->helen = sl_test_add_person (self->base, "2001", "Helen Marsh", "manager");
  self->base->originals = TRUE;
  sl_test_response_fill (self->base);
  self->meeting = begin (self, "meeting", "subject", "Boundaries of Block A");
  self->minutes = sl_paper_make_id (sl_sheet_get_id (self->meeting), "minutes", 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strdup (sl_casebook_get_path (self->base->casebook));
  g_autoptr (SlAuditReport) report = NULL;

  g_clear_object (&self->meeting);
  sl_test_response_free (self->base);
  report = sl_audit_verify (folder, NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  g_free (self->rowan);
  g_free (self->helen);
  g_free (self->minutes);
}

static char *
dup_state (Fixture *self, const char *paper_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = sl_versions_load_newest (self->base->store, paper_id, &error);

  g_assert_no_error (error);
  return g_strdup (version != NULL ? sl_version_get (version, "state") : "");
}

static void
assert_state (Fixture *self, const char *paper_id, const char *state)
{
  g_autofree char *now = dup_state (self, paper_id);

  g_assert_cmpstr (now, ==, state);
}

static SlVersion *
submit (Fixture *self, const char *paper_id)
{
  g_autoptr (GError) error = NULL;
  SlVersion *version = sl_review_submit (self->review, paper_id, "", &error);

  g_assert_no_error (error);
  return version;
}

static void
approve (Fixture *self, const char *paper_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = submit (self, paper_id);

  sl_test_become (self->base, self->helen);
  sl_review_approve (self->review, paper_id, "", &error);
  g_assert_no_error (error);
  sl_test_become (self->base, self->rowan);
  assert_state (self, paper_id, "approved");
}

static SlIssue *
issue (Fixture *self, const char *paper_id)
{
  g_autoptr (GError) error = NULL;
  SlIssue *issued = sl_review_issue (self->review, paper_id, "2026-11-24", "e-mail",
                                     "Hollins Bray Architects", &error);

  g_assert_no_error (error);
  return issued;
}

static void
refuse_issue (Fixture *self, const char *paper_id, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue)
      issued = sl_review_issue (self->review, paper_id, "2026-11-24", "e-mail", "", &error);

  g_assert_null (issued);
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

static void
refuse_submit (Fixture *self, const char *paper_id, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = sl_review_submit (self->review, paper_id, "", &error);

  g_assert_null (version);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

static void
refuse_change (Fixture *self, SlChange *change, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_store_apply (self->base->store, change, &error));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

/* The one comment on the minutes names the version it was made on, as the paper counts them. */
static void
assert_comment_is_on (Fixture *self, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) comments = sl_comments_list (self->base->store, self->minutes, &error);
  g_autoptr (SlComment) comment = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (comments), ==, 1);
  comment = g_list_model_get_item (comments, 0);
  g_assert_cmpstr (sl_comment_get (comment, "version-number"), ==, number);
}

static void
test_minutes_go_through_review_and_leave (Fixture *self, gconstpointer data)
{
  const SlAnchor whole = { .kind = "whole" };
  g_autofree char *stage = sl_test_dup_stage (self->base);
  g_autofree char *later_stage = NULL;
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) first = submit (self, self->minutes);
  g_autoptr (SlVersion) second = NULL;
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (GListModel) versions = NULL;

  g_assert_cmpuint (sl_version_get_number (first), ==, 1);
  g_assert_cmpstr (sl_version_get (first, "paper-id"), ==, self->minutes);
  g_assert_false (sl_review_approve (self->review, self->minutes, "", &error));
  g_clear_error (&error);
  sl_test_become (self->base, self->helen);
  comment = sl_comment_add (self->review, sl_version_get_id (first), &whole, "Who was there?",
                            &error);
  g_assert_no_error (error);
  assert_comment_is_on (self, "1");
  g_assert_true (sl_review_return (self->review, self->minutes, "Name who was there.", &error));
  assert_state (self, self->minutes, "returned");
  sl_test_become (self->base, self->rowan);
  g_free (sl_test_add (self->base->store, self->meeting, "person", "name", "Judith Okoro"));
  second = submit (self, self->minutes);
  g_assert_cmpuint (sl_version_get_number (second), ==, 2);
  sl_test_become (self->base, self->helen);
  g_assert_false (sl_review_approve (self->review, self->minutes, "", &error));
  g_clear_error (&error);
  sl_comment_close (self->review, comment, "", &error);
  g_assert_no_error (error);
  sl_review_approve (self->review, self->minutes, "", &error);
  g_assert_no_error (error);
  sl_test_become (self->base, self->rowan);
  issued = issue (self, self->minutes);
  g_assert_cmpstr (sl_issue_get (issued, "paper-id"), ==, self->minutes);
  g_assert_true (g_str_has_prefix (sl_issue_get (issued, "paper-title"), "Minutes MTG/2026/"));
  assert_state (self, self->minutes, "issued");
  /* The case's response, its stage and its versions are as they were. */
  later_stage = sl_test_dup_stage (self->base);
  g_assert_cmpstr (later_stage, ==, stage);
  versions = sl_versions_list (self->base->store, self->base->case_id, &error);
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 0);
  refuse_issue (self, self->minutes, "issued");
}

static void
test_issued_minutes_are_the_same_bytes_for_ever (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (SlIssue) again = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) later = NULL;
  g_autofree char *hash = NULL;

  approve (self, self->minutes);
  issued = issue (self, self->minutes);
  pdf = sl_issue_load_pdf (issued, self->library, &error);
  g_assert_no_error (error);
  hash = sl_hash_bytes (pdf);
  g_assert_cmpstr (hash, ==, sl_issue_get (issued, "sha256"));
  sl_test_response_apply (self->base, sl_case_change_title (self->base->case_id, "Mallard Way"));
  again = sl_issue_load (self->base->store, self->minutes, &error);
  later = sl_issue_load_pdf (again, self->library, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pdf, later));
  g_assert_false (sl_test_run_sql (self->base, NULL, "UPDATE issued_paper SET sent_on = ?",
                                   "2026-11-01", NULL));
  g_assert_false (sl_test_run_sql (self->base, NULL, "DELETE FROM issued_paper", NULL));
}

static void
test_who_kept_the_record_is_its_author (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;

  sl_test_become (self->base, self->helen);
  g_free (sl_test_add (self->base->store, self->meeting, "person", "name", "Judith Okoro"));
  sl_test_become (self->base, self->rowan);
  version = submit (self, self->minutes);
  sl_test_become (self->base, self->helen);
  g_assert_false (sl_review_approve (self->review, self->minutes, "", &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "wrote or edited"));
  /* Nor past the program. */
  g_clear_error (&error);
  g_assert_false (sl_test_run_sql (
      self->base, &error,
      "INSERT INTO decision (decision_id, version_id, hash, outcome, person_id, role,"
      " self_declared, stands, at) SELECT 'd', version_id, hash, 'approved', ?, 'manager', 0, 1,"
      " 'x' FROM version WHERE paper_id = ?",
      self->helen, self->minutes, NULL));
  /* Keeping a record is no work on the response. */
  sl_test_become (self->base, self->rowan);
  g_clear_object (&version);
  version = sl_test_submit (self->base);
  sl_test_become (self->base, self->helen);
  g_clear_error (&error);
  sl_review_approve (self->review, self->base->case_id, "", &error);
  g_assert_no_error (error);
}

static void
test_an_edit_of_the_record_ends_its_approval_alone (Fixture *self, gconstpointer data)
{
  approve (self, self->base->case_id);
  approve (self, self->minutes);
  g_free (sl_test_add (self->base->store, self->meeting, "person", "name", "Judith Okoro"));
  assert_state (self, self->minutes, "voided");
  assert_state (self, self->base->case_id, "approved");
  refuse_issue (self, self->minutes, "Judith Okoro");
  approve (self, self->minutes);
  sl_test_response_judge (self->base, "H01", SL_VERDICT_PARTLY,
                          &(SlAnswerText){ .observation = "Two further paths lead in." });
  assert_state (self, self->base->case_id, "voided");
  assert_state (self, self->minutes, "approved");
}

static void
test_an_action_and_a_new_heading_end_it (Fixture *self, gconstpointer data)
{
  approve (self, self->minutes);
  sl_test_apply (self->base->store,
                 sl_action_change_set (NULL, self->base->case_id, sl_sheet_get_id (self->meeting),
                                       &(SlActionValues){ .text = "Send the lighting plan",
                                                          .owner_name = "Hollins Bray" }));
  assert_state (self, self->minutes, "voided");
  approve (self, self->minutes);
  sl_test_response_apply (self->base, sl_case_change_title (self->base->case_id, "Mallard Way"));
  assert_state (self, self->minutes, "voided");
}

static void
test_a_case_that_was_answered_still_takes_records (Fixture *self, gconstpointer data)
{
  g_autoptr (SlIssue) response = NULL;
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (SlSheet) visit = NULL;
  g_autofree char *stage = NULL;

  approve (self, self->base->case_id);
  response = issue (self, self->base->case_id);
  visit = begin (self, "visit", "purpose", "Look at the boundary");
  g_free (sl_test_add (self->base->store, self->meeting, "person", "name", "Judith Okoro"));
  approve (self, self->minutes);
  issued = issue (self, self->minutes);
  stage = sl_test_dup_stage (self->base);
  g_assert_cmpstr (stage, ==, "sent");
}

static void
test_what_issued_minutes_rest_on_stays (Fixture *self, gconstpointer data)
{
  const SlSheetValue value = { "place", "The site office" };
  g_autoptr (SlIssue) issued = NULL;

  approve (self, self->minutes);
  issued = issue (self, self->minutes);
  refuse_change (self, sl_sheet_change_set (self->meeting, NULL, &value, 1), "was issued");
  refuse_change (self, sl_sheet_change_remove (self->meeting, TRUE), "was issued");
  /* Actions live on. */
  sl_test_apply (self->base->store,
                 sl_action_change_set (NULL, self->base->case_id, sl_sheet_get_id (self->meeting),
                                       &(SlActionValues){ .text = "Send the lighting plan",
                                                          .owner_name = "Hollins Bray" }));
}

/* The bytes of issued minutes are held against the trail as a response's are. */
static void
test_altered_minutes_are_named (Fixture *self, gconstpointer data)
{
  g_autoptr (SlIssue) issued = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autoptr (SlAuditReport) report = NULL;
  gsize length;

  approve (self, self->minutes);
  issued = issue (self, self->minutes);
  path = g_strdup_printf ("%s/files/%.2s/%s", sl_casebook_get_path (self->base->casebook),
                          sl_issue_get (issued, "sha256"), sl_issue_get (issued, "sha256"));
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, "%PDF-1.4 other minutes", -1, NULL));
  report = sl_audit_verify (sl_casebook_get_path (self->base->casebook), NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_TAMPERED);
  g_assert_nonnull (strstr (g_ptr_array_index (report->problems, 0), "Minutes MTG/2026/"));
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static void
test_what_tells_of_a_moment_may_follow_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) scheme = begin (self, "scheme", "name", "Mallard Way");
  g_autofree char *first = sl_paper_make_id (sl_sheet_get_id (scheme), "scheme-summary", 1);
  g_autofree char *second = sl_paper_make_id (sl_sheet_get_id (scheme), "scheme-summary", 2);
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (SlIssue) again = NULL;
  g_autoptr (SlPaperLine) line = NULL;

  approve (self, first);
  issued = issue (self, first);
  sl_test_set (self->base->store, scheme, NULL, "name", "Mallard Way, Thornbury St Anne");
  line = sl_papers_find (self->review, sl_sheet_get_id (scheme), "scheme-summary", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line->paper->id, ==, second);
  approve (self, second);
  again = issue (self, second);
  g_assert_cmpstr (sl_issue_get (issued, "sha256"), !=, sl_issue_get (again, "sha256"));
}

/* What was approved of a scheme are the answers of its house types too; the response of the case
 * rests on the whole case's alone. */
static void
test_an_answer_of_a_house_type_ends_the_approval_of_its_scheme (Fixture *self, gconstpointer data)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->base->casebook);
  g_autoptr (SlSheet) scheme = begin (self, "scheme", "name", "Mallard Way");
  g_autofree char *id = sl_test_add (self->base->store, scheme, "house-type", "type", "Type A");
  g_autofree char *summary = sl_paper_make_id (sl_sheet_get_id (scheme), "scheme-summary", 1);
  const SlAssessmentSubject subject = { sl_sheet_get_id (scheme), id, "Type A" };
  g_autofree char *path = g_strdup_printf ("value/%s.H55/value", id);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAssessment) walk = NULL;
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlSnapshot) snapshot = NULL;

  sl_test_apply (self->base->store,
                 sl_assessment_change_begin_for_subject (packs, self->base->case_id, &subject,
                                                         "sbd-homes", NULL, &error));
  walk = sl_assessment_load_for_subject (self->base->store, packs, self->base->case_id, &subject,
                                         NULL, &error);
  g_assert_no_error (error);
  approve (self, self->base->case_id);
  approve (self, summary);
  sl_test_apply (self->base->store,
                 sl_answer_change_verdict (walk, "H55", SL_VERDICT_NOT_MET, NULL));
  assert_state (self, summary, "voided");
  assert_state (self, self->base->case_id, "approved");
  version = submit (self, summary);
  snapshot = sl_version_load_snapshot (self->base->store, version, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_snapshot_get (snapshot, path), ==, "Not met");
}

static void
test_what_stays_in_the_force_is_not_reviewed (Fixture *self, gconstpointer data)
{
  g_autoptr (SlSheet) visit = begin (self, "visit", "purpose", "Look at the boundary");
  g_autofree char *risk = sl_paper_make_id (sl_sheet_get_id (visit), "risk-assessment", 1);
  g_autofree char *none = sl_paper_make_id (sl_sheet_get_id (visit), "no-such-paper", 1);
  g_autoptr (GError) error = NULL;

  refuse_submit (self, risk, "stays in the force");
  refuse_submit (self, none, "There is no report");
  g_assert_null (sl_bundle_make (self->review, risk, "/nowhere", &error));
  g_assert_nonnull (strstr (error->message, "stays in the force"));
}

static void
test_the_queue_names_the_paper (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = submit (self, self->minutes);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  const SlReviewWait *wait;

  sl_test_become (self->base, self->helen);
  waiting = sl_review_list_waiting (self->review, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (waiting->len, ==, 1);
  wait = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (wait->paper_id, ==, self->minutes);
  g_assert_true (g_str_has_prefix (wait->paper_title, "Minutes MTG/2026/"));
  g_assert_true (wait->for_me);
  papers = sl_papers_list (self->review, self->base->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (papers->len, ==, 2);
  g_assert_true (sl_paper_is_response (((SlPaperLine *) papers->pdata[0])->paper));
  g_assert_cmpstr (((SlPaperLine *) papers->pdata[1])->state, ==, "submitted");
}

/* Photographs. */

static SlPhotograph *
bring_photograph (Fixture *self, SlSheet *visit, const char *name, const char *comment)
{
  const SlTestPhotograph camera = {
    .width = 400, .height = 300, .taken = "2026:11:20 14:05:09", .comment = comment
  };
  const SlImportTarget target = { .case_id = self->base->case_id,
                                  .sheet_id = sl_sheet_get_id (visit) };
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = sl_test_make_photograph (&camera);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlImportResult) result = NULL;
  SlPhotograph *photograph;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  result = sl_import_to (self->library, sl_casebook_get_packs (self->base->casebook),
                         (const char *[]){ path, NULL }, &target, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  photograph = sl_photographs_find (self->base->store, self->base->case_id, name, &error);
  g_assert_no_error (error);
  return photograph;
}

static guint
count_figures (SlSnapshot *snapshot, gboolean drawn)
{
  SlLetter *letter = sl_snapshot_get_letter (snapshot);
  guint n = 0;

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);

      n += sl_block_get_kind (block) == SL_BLOCK_FIGURE && sl_block_has_picture (block) == drawn;
    }
  return n;
}

/* What the report's first figure says to those who cannot see it. */
static const char *
get_alternative (SlSnapshot *snapshot)
{
  SlLetter *letter = sl_snapshot_get_letter (snapshot);

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    if (sl_block_get_kind (sl_letter_get_block (letter, i)) == SL_BLOCK_FIGURE)
      return sl_block_get_figure_alternative (sl_letter_get_block (letter, i));
  return NULL;
}

static void
test_photographs_are_looked_at_before_a_report_leaves (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) visit = begin (self, "visit", "purpose", "Look at the boundary");
  g_autofree char *report = sl_paper_make_id (sl_sheet_get_id (visit), "visit-report", 1);
  g_autoptr (SlPhotograph) door = bring_photograph (self, visit, "door.jpg", "door");
  g_autoptr (SlPhotograph) street = bring_photograph (self, visit, "street.jpg", "street");
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlSnapshot) frozen = NULL;
  g_autoptr (SlReviewState) state = NULL;
  g_autoptr (SlIssue) issued = NULL;

  sl_test_apply (self->base->store,
                 sl_photograph_change_set (
                     door, &(SlPhotographValues){ .seen = "An oak door with a rim lock" }));
  refuse_submit (self, report, "door.jpg");
  sl_test_apply (self->base->store, sl_photograph_change_privacy (door, "clear"));
  refuse_submit (self, report, "street.jpg");
  sl_test_apply (self->base->store, sl_photograph_change_privacy (street, "keep-in"));
  state = sl_review_load (self->review, report, &error);
  g_assert_no_error (error);
  g_assert_true (sl_review_may (self->review, state, SL_REVIEW_SUBMIT, NULL, NULL));
  approve (self, report);
  version = sl_versions_load_newest (self->base->store, report, &error);
  frozen = sl_version_load_snapshot (self->base->store, version, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_figures (frozen, FALSE), ==, 1);
  g_assert_cmpstr (get_alternative (frozen), ==, "An oak door with a rim lock");
  sl_review_load_pictures (self->review, frozen, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_figures (frozen, TRUE), ==, 1);
  /* Taken back after the approval, it holds the report; looked at again, it goes. */
  sl_test_apply (self->base->store, sl_photograph_change_privacy (door, ""));
  refuse_issue (self, report, "door.jpg");
  sl_test_apply (self->base->store, sl_photograph_change_privacy (door, "clear"));
  issued = issue (self, report);
  refuse_change (self,
                 sl_photograph_change_set (door, &(SlPhotographValues){ .caption = "West door" }),
                 "was issued");
}

static void
test_a_caption_is_part_of_what_was_approved (Fixture *self, gconstpointer data)
{
  g_autoptr (SlSheet) visit = begin (self, "visit", "purpose", "Look at the boundary");
  g_autofree char *report = sl_paper_make_id (sl_sheet_get_id (visit), "visit-report", 1);
  g_autoptr (SlPhotograph) door = bring_photograph (self, visit, "door.jpg", "door");

  sl_test_apply (self->base->store, sl_photograph_change_privacy (door, "clear"));
  approve (self, report);
  sl_test_apply (self->base->store,
                 sl_photograph_change_set (door, &(SlPhotographValues){ .caption = "West door" }));
  assert_state (self, report, "voided");
  refuse_issue (self, report, "caption");
}

/* Whoever writes to the file past the program: what was approved is held against what is there. */
static const struct
{
  const char *change, *back, *words;
} alterations[] = {
  { "UPDATE sheet_value SET value = 'Look at the gate' WHERE field = 'purpose'",
    "UPDATE sheet_value SET value = 'Look at the boundary' WHERE field = 'purpose'", "Purpose" },
  { "UPDATE action SET text = 'Send nothing'", "UPDATE action SET text = 'Send the lighting plan'",
    "Send" },
  { "UPDATE action SET owner_name = 'Nobody'", "UPDATE action SET owner_name = 'Hollins Bray'",
    "owner" },
  { "UPDATE photograph SET caption = 'Another'", "UPDATE photograph SET caption = ''", "caption" },
  { "UPDATE photograph SET seen = 'Another'", "UPDATE photograph SET seen = ''",
    "how it is made up" },
  { "UPDATE photograph SET taken_at = '2026-11-21T14:05:09'",
    "UPDATE photograph SET taken_at = '2026-11-20T14:05:09'", "time taken" },
  { "UPDATE planning_case SET our_reference = 'X'", "UPDATE planning_case SET our_reference = ''",
    "our reference" },
  { "UPDATE sheet SET reference = 'VIS/2026/999'", NULL, "detail of its source" },
};

static void
test_what_was_altered_in_the_file_stops_it (Fixture *self, gconstpointer data)
{
  g_autoptr (SlSheet) visit = begin (self, "visit", "purpose", "Look at the boundary");
  g_autofree char *report = sl_paper_make_id (sl_sheet_get_id (visit), "visit-report", 1);
  g_autoptr (SlPhotograph) door = bring_photograph (self, visit, "door.jpg", "door");
  g_autoptr (GError) error = NULL;

  sl_test_apply (self->base->store, sl_photograph_change_privacy (door, "clear"));
  sl_test_apply (self->base->store,
                 sl_action_change_set (NULL, self->base->case_id, sl_sheet_get_id (visit),
                                       &(SlActionValues){ .text = "Send the lighting plan",
                                                          .owner_name = "Hollins Bray" }));
  approve (self, report);
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_assert_true (sl_test_run_sql (self->base, &error, alterations[i].change, NULL));
      refuse_issue (self, report, alterations[i].words);
      if (alterations[i].back != NULL)
        g_assert_true (sl_test_run_sql (self->base, &error, alterations[i].back, NULL));
      g_assert_no_error (error);
    }
  assert_state (self, report, "approved");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/review/papers/minutes-go-through-review-and-leave",
       test_minutes_go_through_review_and_leave);
  ADD ("/review/papers/issued-minutes-are-the-same-bytes-for-ever",
       test_issued_minutes_are_the_same_bytes_for_ever);
  ADD ("/review/papers/who-kept-the-record-is-its-author", test_who_kept_the_record_is_its_author);
  ADD ("/review/papers/an-edit-of-the-record-ends-its-approval-alone",
       test_an_edit_of_the_record_ends_its_approval_alone);
  ADD ("/review/papers/an-action-and-a-new-heading-end-it",
       test_an_action_and_a_new_heading_end_it);
  ADD ("/review/papers/a-case-that-was-answered-still-takes-records",
       test_a_case_that_was_answered_still_takes_records);
  ADD ("/review/papers/what-issued-minutes-rest-on-stays", test_what_issued_minutes_rest_on_stays);
  ADD ("/review/papers/altered-minutes-are-named", test_altered_minutes_are_named);
  ADD ("/review/papers/what-tells-of-a-moment-may-follow-again",
       test_what_tells_of_a_moment_may_follow_again);
  ADD ("/review/papers/an-answer-of-a-house-type-ends-the-approval-of-its-scheme",
       test_an_answer_of_a_house_type_ends_the_approval_of_its_scheme);
  ADD ("/review/papers/what-stays-in-the-force-is-not-reviewed",
       test_what_stays_in_the_force_is_not_reviewed);
  ADD ("/review/papers/the-queue-names-the-paper", test_the_queue_names_the_paper);
  ADD ("/review/papers/photographs-are-looked-at-before-a-report-leaves",
       test_photographs_are_looked_at_before_a_report_leaves);
  ADD ("/review/papers/a-caption-is-part-of-what-was-approved",
       test_a_caption_is_part_of_what_was_approved);
  ADD ("/review/papers/what-was-altered-in-the-file-stops-it",
       test_what_was_altered_in_the_file_stops_it);
  return g_test_run ();
}
