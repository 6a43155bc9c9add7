/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-action.h"
#include "cases/sl-case-records.h"
#include "competency/sl-proposal.h"
#include "documents/sl-document-records.h"
#include "review/sl-comment.h"
#include "review/sl-issue.h"
#include "sheets/sl-sheet.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "sl-test.h"

#include <string.h>

/* What a case's record shows is offered for each criterion, as it stands there and as whose doing.
 * Callum Reyes works on the invented application; Helen Marsh is his manager. Past 600 lines
 * because each kind of proposal is looked for in the record of one case. */

typedef struct
{
  SlTestProgress *self;
  char *case_id; /* borrowed */
  char *occasion;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->self = sl_test_progress_new ();
  f->case_id = f->self->base->case_id;
  f->self->base->originals = TRUE;
  sl_test_response_fill (f->self->base);
  f->occasion = sl_test_progress_choose (f->self, "C2", f->case_id);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->occasion);
  sl_test_progress_free (f->self);
}

static GPtrArray *
list (Fixture *f, const char *criterion_id)
{
  SlFramework *framework = sl_portfolio_get_framework (f->self->portfolio);
  g_autoptr (GError) error = NULL;
  GPtrArray *proposals = sl_proposals_list (
      f->self->store, f->self->packs, f->self->portfolio,
      sl_portfolio_find_occasion (f->self->portfolio, f->occasion),
      criterion_id != NULL ? sl_framework_find_criterion (framework, criterion_id, NULL) : NULL,
      &error);

  g_assert_no_error (error);
  for (guint i = 0; i < proposals->len; i++)
    {
      const SlProposal *proposal = g_ptr_array_index (proposals, i);

      g_test_message ("%s%s%s %s | %s | %s", proposal->kind, proposal->own ? " own" : "",
                      proposal->personal ? " personal" : "", proposal->on_date, proposal->label,
                      proposal->detail);
    }
  return proposals;
}

/* The proposal of @kind whose label begins with @label; NULL none. */
static const SlProposal *
look_for (GPtrArray *proposals, const char *kind, const char *label)
{
  for (guint i = 0; i < proposals->len; i++)
    {
      const SlProposal *proposal = g_ptr_array_index (proposals, i);

      if (g_str_equal (proposal->kind, kind) && g_str_has_prefix (proposal->label, label))
        return proposal;
    }
  return NULL;
}

static const SlProposal *
find (GPtrArray *proposals, const char *kind, const char *label)
{
  const SlProposal *proposal = look_for (proposals, kind, label);

  if (proposal == NULL)
    g_error ("no “%s” of the kind “%s”", label, kind);
  return proposal;
}

/* ---- the trainee's own work on the response ---- */

static void
test_beginning (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) proposals = list (f, "C2.1");
  const SlProposal *entered = find (proposals, "identified", "Application entered by hand");

  g_assert_cmpstr (entered->detail, ==, "by Rowan Ashdown");
  g_assert_false (entered->own);
  g_assert_cmpstr (entered->object_kind, ==, "case");
  g_assert_cmpstr (entered->object_id, ==, f->case_id);
  g_assert_cmpstr (entered->on_date, ==, "2026-11-24");
  /* What is typed into a fact later on is no list that it was found on. */
  sl_test_apply (f->self->store,
                 sl_case_change_confirm (f->case_id, "reference", "UTT/26/2147/FUL"));
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.1");
  g_assert_null (look_for (proposals, "identified", "Identified"));
}

/* The reference came with a page that somebody saved, then with a form. */
static void
test_list (Fixture *f, gconstpointer data)
{
  const SlFactValue values[] = {
    { "reference", "UTT/26/3001/FUL", "register", "weekly-list.html", "row 12", NULL, 30 },
    { "dwellings", "12", "register", "weekly-list.html", "row 12", NULL, 30 }
  };
  g_autofree char *case_id = sl_id_new ();
  g_autoptr (GPtrArray) proposals = NULL;
  const SlProposal *found;

  sl_test_apply (f->self->store, sl_case_change_create (case_id, values, G_N_ELEMENTS (values)));
  sl_test_apply (f->self->store, sl_case_change_make (case_id, f->self->trainee));
  g_free (f->occasion);
  f->occasion = sl_test_progress_choose (f->self, "C2", case_id);
  proposals = list (f, "C2.1");
  g_assert_true (find (proposals, "identified", "Taken on as a case")->own);
  found = find (proposals, "identified", "Identified");
  g_assert_cmpstr (found->label, ==, "Identified on the planning register: weekly-list.html");
  g_assert_cmpstr (found->detail, ==, "row 12; brought into the casebook by Callum Reyes");
  g_assert_true (found->own);
}

static void
test_evidence (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) proposals = list (f, "C2.3.3");
  const SlProposal *evidence = find (proposals, "evidence", "PL-106 C");
  const SlProposal *document = find (proposals, "document", "PL-106 C");

  g_assert_cmpstr (evidence->label, ==,
                   "PL-106 C, Boundary treatments: 1 passage taken as evidence");
  g_assert_cmpstr (evidence->detail, ==, "page 1; H21");
  g_assert_cmpstr (evidence->object_kind, ==, "document");
  g_assert_cmpuint (strlen (evidence->sha256), ==, 64);
  g_assert_true (evidence->own);
  g_assert_cmpstr (document->object_id, ==, evidence->object_id);
  g_assert_cmpstr (document->detail, ==, "Boundary treatments; 1 passage taken as evidence");
  /* Nothing shows that the trainee opened the others. */
  g_assert_null (look_for (proposals, "document", "PL-101"));
  g_assert_null (look_for (proposals, "reading", ""));
  /* What does not speak for the criterion is not offered for it. */
  g_assert_null (look_for (proposals, "crime", ""));
}

/* Another's evidence is told as theirs, after the trainee's own; what was removed is not told. */
static void
test_whose_evidence (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) before = list (f, "C2.3.3");
  const char *document_id = find (before, "evidence", "PL-106 C")->object_id;
  const SlProposal *others;
  g_autoptr (GPtrArray) after = NULL;

  sl_test_progress_become (f->self, f->self->officer);
  for (guint page = 2; page <= 3; page++)
    {
      g_autofree char *id = sl_test_add_evidence (f->self->store, f->case_id, document_id, page,
                                                  "A gate");
    }
  {
    g_autofree char *id = sl_test_add_evidence (f->self->store, f->case_id, document_id, 1, "Gone");

    sl_test_apply (f->self->store, sl_evidence_change_remove (id, f->case_id, TRUE));
  }
  after = list (f, "C2.3.3");
  g_assert_true (((SlProposal *) g_ptr_array_index (after, 0))->own);
  others = g_ptr_array_index (after, after->len - 1);
  g_assert_false (others->own);
  g_assert_cmpstr (others->label, ==,
                   "PL-106 C, Boundary treatments: 2 passages taken as evidence");
  g_assert_cmpstr (others->detail, ==, "pages 2, 3; taken by Rowan Ashdown");
}

static void
test_crime (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) proposals = list (f, "C2.3.1");
  const SlProposal *crime = find (proposals, "crime", "3 crime figures");

  g_assert_cmpstr (crime->label, ==, "3 crime figures of police.uk, 2025-10 to 2026-09");
  g_assert_cmpstr (crime->detail, ==, "2 areas; some are restricted and stand in no letter");
  g_assert_true (crime->own);
  /* The figures themselves are no business of a portfolio. */
  g_assert_null (strstr (crime->detail, "41"));
}

static void
test_citations (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) proposals = list (f, "C2.3.2");
  const SlProposal *policy = find (proposals, "policy", "Policy GEN2");
  const SlProposal *guide = find (proposals, "guide", "Secured by Design Homes");

  g_assert_cmpstr (policy->label, ==, "Policy GEN2 of the Uttlesford Local Plan 2005");
  g_assert_cmpstr (policy->detail, ==, "in the draft; for H01, H21, H24, H42");
  g_assert_cmpstr (policy->object_kind, ==, "citation");
  g_assert_cmpstr (policy->object_id, ==, "uttlesford/GEN2");
  g_assert_cmpstr (guide->label, ==, "Secured by Design Homes 2016");
  g_assert_true (g_str_has_prefix (guide->detail, "in the draft; sections 8, 10, 16; for H01"));
}

static void
test_draft (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) proposals = list (f, "C2.3.4");
  g_autoptr (SlResponse) response = sl_response_load (f->self->store, f->case_id, NULL);
  const SlProposal *draft = find (proposals, "draft", "Draft");

  g_assert_cmpstr (draft->label, ==, "Draft of the response: Concerns");
  g_assert_cmpstr (draft->detail, ==, "1 step of the trainee");
  g_assert_cmpstr (find (proposals, "draft", "Checklist")->label, ==,
                   "Checklist “Secured by Design: homes”: 4 items judged");
  sl_test_apply (f->self->store,
                 sl_response_change_add (response, "own/1", "", "The gate is to be locked."));
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.3.4");
  g_assert_cmpstr (find (proposals, "draft", "Draft")->detail, ==,
                   "2 steps of the trainee; 1 paragraph in the trainee’s own words");
}

/* ---- quality assurance ---- */

static void
test_review (Fixture *f, gconstpointer data)
{
  SlReview *review = sl_casebook_get_review (f->self->base->casebook);
  g_autoptr (SlVersion) version = sl_test_submit (f->self->base);
  const SlAnchor whole = { "whole", "", 0, 0, "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autofree char *comment = NULL;
  g_autofree char *reply = NULL;

  sl_test_progress_become (f->self, f->self->manager);
  comment = sl_comment_add (review, sl_version_get_id (version), &whole, "Say which gate.", &error);
  g_assert_no_error (error);
  sl_prompt_set (review, sl_version_get_id (version), "briefing-consequences", TRUE, &error);
  g_assert_no_error (error);
  sl_prompt_set (review, sl_version_get_id (version), "draft-language", TRUE, &error);
  g_assert_no_error (error);
  sl_review_return (review, f->case_id, "Say more of the parking court.", &error);
  g_assert_no_error (error);
  sl_test_progress_become (f->self, f->self->trainee);
  reply = sl_comment_reply (review, comment, "The one behind plot 21.", &error);
  g_assert_no_error (error);

  proposals = list (f, "C2.4");
  {
    const SlProposal *submitted = find (proposals, "version", "Version 1 of the response");
    const SlProposal *returned = find (proposals, "review", "Version 1 of the response: returned");

    g_assert_cmpstr (submitted->label, ==,
                     "Version 1 of the response, submitted for quality assurance");
    g_assert_cmpstr (submitted->detail, ==, "submitted by Callum Reyes; returned");
    g_assert_cmpstr (submitted->sha256, ==, sl_version_get (version, "hash"));
    g_assert_true (submitted->own);
    g_assert_cmpstr (returned->label, ==, "Version 1 of the response: returned by Helen Marsh");
    g_assert_cmpstr (returned->detail, ==, "Say more of the parking court.");
    g_assert_false (returned->own);
  }
  g_assert_cmpstr (find (proposals, "review", "1 comment by Helen Marsh")->detail, ==,
                   "closed: 0; answered by the trainee: 1");
  g_assert_true (find (proposals, "review", "1 reply to comments")->own);
  /* A mark is offered for the criterion that its prompt names. */
  find (proposals, "review", "Helen Marsh marked: Language and format");
  g_assert_null (look_for (proposals, "review", "Helen Marsh marked: It is understood"));
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.2");
  g_assert_cmpstr (find (proposals, "review", "Helen Marsh marked: It is understood")->detail, ==,
                   "Verbal briefing, version 1");
  g_assert_null (look_for (proposals, "review", "Helen Marsh marked: Language"));
  /* From now on it is the version that is read for what is cited. */
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.3.2");
  g_assert_true (g_str_has_prefix (find (proposals, "policy", "Policy GEN2")->detail,
                                   "in version 1; for H01"));
}

static void
test_stages (Fixture *f, gconstpointer data)
{
  SlReview *review = sl_casebook_get_review (f->self->base->casebook);
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlIssue) issue = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  const SlProposal *stages, *issued;

  version = sl_test_submit (f->self->base);
  sl_test_progress_become (f->self, f->self->manager);
  sl_review_approve (review, f->case_id, "", &error);
  g_assert_no_error (error);
  sl_test_progress_become (f->self, f->self->trainee);
  issue = sl_review_issue (review, f->case_id, "2026-11-24", "e-mail", "planning@example.org",
                           &error);
  g_assert_no_error (error);
  proposals = list (f, "C2.5");
  stages = find (proposals, "stage", "Stages");
  g_assert_cmpstr (stages->label, ==, "Stages of the case, up to “Sent”");
  g_assert_cmpstr (stages->detail, ==,
                   "Identified: 24 November 2026; Drafting: 24 November 2026; In review: 24 "
                   "November 2026; Approved: 24 November 2026; Sent: 24 November 2026");
  g_assert_true (stages->own);
  issued = find (proposals, "issue", "The response was issued");
  g_assert_cmpstr (issued->sha256, ==, sl_issue_get (issue, "sha256"));
  g_assert_true (issued->own);
  g_assert_false (issued->personal);
  g_assert_null (strstr (issued->detail, "example.org"));
  g_assert_true (sl_review_record_outcome (review, f->case_id, "granted-with-conditions",
                                           "2026-11-24", "", NULL, 0, &error));
  g_assert_no_error (error);
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.5");
  g_assert_cmpstr (find (proposals, "outcome", "Decision")->label, ==,
                   "Decision of the authority recorded: Granted with conditions");
}

/* ---- meetings and visits ---- */

static SlSheet *
begin (Fixture *f, const char *form_id, const SlSheetValue *values, guint n_values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (f->self->packs, form_id, &error);
  g_autofree char *id = sl_id_new ();
  SlSheet *sheet;

  g_assert_no_error (error);
  sl_test_apply (f->self->store, sl_sheet_change_begin (form, id, f->case_id, values, n_values));
  sheet = sl_sheets_load (f->self->store, f->self->packs, id, &error);
  g_assert_no_error (error);
  return sheet;
}

static void
add_entry (Fixture *f,
           SlSheet *sheet,
           const char *group,
           const SlSheetValue *values,
           guint n_values)
{
  g_autofree char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;

  sl_test_apply (f->self->store, sl_sheet_change_add (sheet, group, id, values, n_values));
  sl_sheet_reload (sheet, f->self->store, &error);
  g_assert_no_error (error);
}

static void
test_briefing (Fixture *f, gconstpointer data)
{
  const SlSheetValue values[] = { { "with", "docm" },
                                  { "starts", "2026-11-23T10:00:00.000Z" },
                                  { "prepared", "crime draft" },
                                  { "briefing-given", "yes" } };
  const SlSheetValue helen[] = { { "name", "Helen Marsh" },
                                 { "attendance", "present" },
                                 { "management", "yes" } };
  g_autoptr (SlSheet) sheet = begin (f, "meeting", values, G_N_ELEMENTS (values));
  g_autoptr (GPtrArray) proposals = NULL;
  const SlProposal *briefing;

  add_entry (f, sheet, "person", helen, G_N_ELEMENTS (helen));
  proposals = list (f, "C2.3.0");
  briefing = find (proposals, "briefing", "Meeting MTG/2026/001");
  g_assert_cmpstr (briefing->label, ==,
                   "Meeting MTG/2026/001: Briefing for the Designing Out Crime Manager");
  g_assert_cmpstr (briefing->on_date, ==, "2026-11-23");
  g_assert_cmpstr (briefing->object_id, ==, sl_sheet_get_id (sheet));
  g_assert_true (g_str_has_prefix (briefing->detail, "1 person present; of the management team: 1; "
                                                     "A verbal briefing was given: Yes; Prepared: "
                                                     "Crime, risk and threat of the area"));
  g_assert_true (g_str_has_suffix (briefing->detail, "its record is still open"));
  g_assert_true (briefing->own);
  /* A colleague is no third party. */
  g_assert_false (briefing->personal);
  /* It is no meeting with the authority or a developer. */
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.6");
  g_assert_null (look_for (proposals, "meeting", ""));
}

static void
test_meeting (Fixture *f, gconstpointer data)
{
  const SlSheetValue values[] = { { "with", "authority" },
                                  { "starts", "2026-11-23T10:00:00.000Z" },
                                  { "summary", "Judith Okoro will ask for the lighting plan." } };
  const SlSheetValue minute[] = { { "discussion", "The lighting plan is missing." } };
  const SlActionValues action = { .text = "Send the lighting plan",
                                  .owner_id = "",
                                  .owner_name = "Judith Okoro",
                                  .due_date = "2026-12-01" };
  g_autoptr (SlSheet) sheet = begin (f, "meeting", values, G_N_ELEMENTS (values));
  g_autofree char *action_id = sl_id_new ();
  g_autoptr (GPtrArray) proposals = NULL;
  const SlProposal *meeting, *minutes, *sent;

  add_entry (f, sheet, "minute", minute, G_N_ELEMENTS (minute));
  sl_test_apply (f->self->store,
                 sl_action_change_set (action_id, f->case_id, sl_sheet_get_id (sheet), &action));
  proposals = list (f, "C2.6");
  meeting = find (proposals, "meeting", "Meeting MTG/2026/001: With the local planning authority");
  minutes = find (proposals, "minutes", "Minutes of ");
  sent = find (proposals, "action", "Send the lighting plan");
  g_assert_true (meeting->personal);
  g_assert_true (g_str_has_suffix (minutes->label, ": 1 point"));
  g_assert_false (minutes->personal);
  g_assert_cmpstr (sent->detail, ==, "for Judith Okoro; by 1 December 2026; open");
  g_assert_true (sent->personal);
  g_assert_true (sent->own);
}

static void
test_planned (Fixture *f, gconstpointer data)
{
  const SlSheetValue values[] = { { "purpose", "first-look" },
                                  { "starts", "2026-12-04T09:00:00.000Z" } };
  g_autoptr (SlSheet) sheet = begin (f, "visit", values, G_N_ELEMENTS (values));
  g_autoptr (GPtrArray) proposals = list (f, "C2.3.1");

  g_assert_cmpstr (find (proposals, "visit", "Visit VIS/2026/001")->detail, ==,
                   "planned, not yet held");
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  const SlSheetValue values[] = { { "with", "developer" } };
  g_autoptr (SlSheet) sheet = begin (f, "meeting", values, G_N_ELEMENTS (values));
  g_autoptr (GPtrArray) proposals = NULL;

  sl_test_apply (f->self->store, sl_sheet_change_state (sheet, "cancelled", "Put off"));
  proposals = list (f, "C2.6");
  g_assert_null (look_for (proposals, "meeting", ""));
}

static void
test_scheme (Fixture *f, gconstpointer data)
{
  const SlSheetValue visit[] = { { "purpose", "construction" },
                                 { "starts", "2026-11-20T09:00:00.000Z" },
                                 { "company", "management" },
                                 { "equipment-worn", "yes" },
                                 { "risk-avoided", "Kept out of the crane’s reach" } };
  const SlSheetValue seen[] = { { "observation", "Doors of plot 4 are hung" } };
  const SlSheetValue scheme[] = { { "guide", "Secured by Design Homes 2024" },
                                  { "salient", "Layout may earn Gold" },
                                  { "certificate-level", "silver" } };
  g_autofree char *case_id = sl_test_progress_add_case (f->self, "scheme", "Tannery Wharf",
                                                        "Tannery Wharf, Thornbury St Anne");
  g_autoptr (SlSheet) sheet = NULL;
  g_autoptr (SlSheet) own = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  const SlProposal *found;

  f->case_id = case_id;
  g_free (f->occasion);
  f->occasion = sl_test_progress_choose (f->self, "C3", case_id);
  sheet = begin (f, "visit", visit, G_N_ELEMENTS (visit));
  add_entry (f, sheet, "observation", seen, 1);
  own = begin (f, "scheme", scheme, G_N_ELEMENTS (scheme));
  proposals = list (f, "C3.5.1");
  found = find (proposals, "visit", "Visit VIS/2026/001: Construction inspection");
  g_assert_cmpstr (found->detail, ==,
                   "Alone or accompanied: With a member of the management team; The equipment was "
                   "worn throughout: Yes; How unnecessary risk was avoided: Kept out of the "
                   "crane’s reach; Observations: 1; its record is still open");
  g_assert_cmpstr (found->on_date, ==, "2026-11-20");
  g_ptr_array_unref (proposals);
  proposals = list (f, "C3.2.2");
  find (proposals, "guide", "Guide of the scheme (SCH/2026/001)");
  g_assert_cmpstr (find (proposals, "draft", "Review of the scheme’s application")->detail, ==,
                   "Points that may achieve an award, and to what standard: Layout may earn Gold");
  g_ptr_array_unref (proposals);
  proposals = list (f, NULL);
  g_assert_cmpstr (find (proposals, "outcome", "Certificate of the scheme")->detail, ==,
                   "Level awarded: Silver");
}

/* ---- how long a document stood on screen ---- */

static const char *
find_statement (Fixture *f)
{
  g_autoptr (GPtrArray) proposals = list (f, "C2.3.3");

  return g_intern_string (find (proposals, "evidence", "PL-106 C")->object_id);
}

static void
test_reading (Fixture *f, gconstpointer data)
{
  const char *document_id = find_statement (f);
  guint before = sl_test_count_audit (f->self->store);
  g_autoptr (GPtrArray) proposals = NULL;

  /* Not switched on: nothing is kept, and nothing is noted. */
  sl_test_apply (f->self->store, sl_reading_change_add (f->case_id, document_id, 600));
  g_assert_cmpuint (sl_test_count_audit (f->self->store), ==, before);
  proposals = list (f, "C2.3.3");
  g_assert_null (look_for (proposals, "reading", ""));

  sl_test_progress_apply (f->self, sl_portfolio_change_reading (f->self->portfolio, TRUE));
  sl_test_apply (f->self->store, sl_reading_change_add (f->case_id, document_id, 600));
  sl_test_apply (f->self->store, sl_reading_change_add (f->case_id, document_id, 150));
  sl_test_apply (f->self->store, sl_reading_change_add (f->case_id, document_id, 0));
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.3.3");
  {
    const SlProposal *reading = find (proposals, "reading", "PL-106 C");

    g_assert_cmpstr (reading->label, ==, "PL-106 C, Boundary treatments: on screen for 13 minutes");
    g_assert_cmpstr (reading->detail, ==, "13 minutes on 24 November 2026");
    g_assert_true (reading->own);
  }
  g_assert_cmpstr (find (proposals, "document", "PL-106 C")->detail, ==,
                   "Boundary treatments; 1 passage taken as evidence; open on 1 day");
  /* It stays between the trainee and the program until it is claimed. */
  sl_test_progress_become (f->self, f->self->manager);
  g_ptr_array_unref (proposals);
  proposals = list (f, "C2.3.3");
  g_assert_null (look_for (proposals, "reading", ""));
  g_assert_cmpstr (find (proposals, "document", "PL-106 C")->detail, ==,
                   "Boundary treatments; 1 passage taken as evidence");
  /* The manager’s own reading is kept by nobody. */
  before = sl_test_count_audit (f->self->store);
  sl_test_apply (f->self->store, sl_reading_change_add (f->case_id, document_id, 60));
  g_assert_cmpuint (sl_test_count_audit (f->self->store), ==, before);
}

/* Reading a case makes nobody an author of its response. */
static void
test_reading_is_no_work (Fixture *f, gconstpointer data)
{
  SlReview *review = sl_casebook_get_review (f->self->base->casebook);
  const char *document_id = find_statement (f);
  g_auto (GStrv) before = sl_review_list_authors (review, f->case_id, NULL);
  g_auto (GStrv) after = NULL;

  sl_test_progress_apply (f->self, sl_portfolio_change_reading (f->self->portfolio, TRUE));
  sl_test_apply (f->self->store, sl_reading_change_add (f->case_id, document_id, 600));
  after = sl_review_list_authors (review, f->case_id, NULL);
  g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before));
  /* A document of another case is not noted against this one. */
  {
    g_autofree char *other = sl_test_progress_add_case (f->self, "planning", "UTT/26/9/FUL", "Elm");
    guint rows = sl_test_count_audit (f->self->store);

    sl_test_apply (f->self->store, sl_reading_change_add (other, document_id, 60));
    g_assert_cmpuint (sl_test_count_audit (f->self->store), ==, rows);
  }
}

/* ---- the whole, and the next occasion ---- */

static void
test_before_sightline (Fixture *f, gconstpointer data)
{
  const SlOccasionValues values = { .title = "Quarry House",
                                    .reference = "UTT/24/100/FUL",
                                    .authority = "Uttlesford District Council",
                                    .on_date = "2024-05-01" };
  g_autofree char *id = sl_id_new ();
  g_autoptr (GPtrArray) proposals = NULL;

  sl_test_progress_apply (f->self,
                          sl_occasion_change_choose (f->self->portfolio, "C2", id, NULL, &values));
  g_free (f->occasion);
  f->occasion = g_strdup (id);
  proposals = list (f, NULL);
  g_assert_cmpuint (proposals->len, ==, 0);
}

/* Everything that is offered for some criterion is offered when none is named, once. */
static void
test_whole (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) all = list (f, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const SlComponent *component = sl_framework_find_component (
      sl_portfolio_get_framework (f->self->portfolio), "C2");
  gboolean own = TRUE;

  for (guint i = 0; i < all->len; i++)
    {
      const SlProposal *proposal = g_ptr_array_index (all, i);
      char *key = g_strconcat (proposal->kind, "\n", proposal->label, "\n", proposal->detail, NULL);

      g_assert_true (g_hash_table_add (seen, key));
      g_assert_cmpstr (proposal->label, !=, "");
      g_assert_cmpstr (proposal->object_id, !=, "");
      /* The trainee's own come first. */
      g_assert_false (!own && proposal->own);
      own = proposal->own;
    }
  for (guint i = 0; i < component->n_criteria; i++)
    {
      g_autoptr (GPtrArray) some = list (f, component->criteria[i].id);

      for (guint j = 0; j < some->len; j++)
        {
          const SlProposal *proposal = g_ptr_array_index (some, j);

          find (all, proposal->kind, proposal->label);
          g_assert_true (g_strv_contains (component->criteria[i].shows, proposal->kind));
        }
    }
}

static GPtrArray *
list_offers (Fixture *f, const char *component_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *offers = sl_occasions_list_offers (f->self->store, f->self->packs, f->self->portfolio,
                                                component_id, &error);

  g_assert_no_error (error);
  return offers;
}

static void
test_offers (Fixture *f, gconstpointer data)
{
  g_autofree char *inbox = sl_test_progress_add_case (f->self, "planning", "UTT/26/1/FUL", "Elm");
  g_autofree char *passed = sl_test_progress_add_case (f->self, "planning", "UTT/26/4/FUL", "Yew");
  g_autofree char *taken = sl_test_progress_add_case (f->self, "planning", "UTT/26/2/FUL", "Oak");
  g_autofree char *others = NULL;
  g_autofree char *scheme = sl_test_progress_add_case (
      f->self, "scheme", "Mallard Way", "Land east of Mallard Way, Thornbury St Anne, Essex");
  g_autoptr (GPtrArray) offers = NULL;
  const SlOccasionOffer *offer;

  sl_test_apply (f->self->store, sl_case_change_triage (inbox, "R1", "22 homes"));
  sl_test_apply (f->self->store, sl_case_change_make (taken, f->self->trainee));
  sl_test_progress_become (f->self, f->self->officer);
  others = sl_test_progress_add_case (f->self, "planning", "UTT/26/3/FUL", "Ash");
  sl_test_progress_become (f->self, f->self->trainee);
  offers = list_offers (f, "C2");
  /* Neither what counts already, nor what nobody has to comment on, nor what somebody else worked
   * on. */
  g_assert_nonnull (passed);
  g_assert_cmpuint (offers->len, ==, 2);
  offer = g_ptr_array_index (offers, 0);
  g_assert_cmpstr (offer->case_id, ==, taken);
  g_assert_cmpstr (offer->title, ==, "Oak");
  g_assert_cmpstr (offer->reference, ==, "UTT/26/2/FUL");
  g_assert_cmpstr (offer->stage, ==, "Identified");
  g_assert_cmpstr (offer->date, ==, "2026-11-24");
  g_assert_cmpstr (offer->warning, ==, "");
  g_assert_cmpuint (offer->n_steps, ==, 2);
  offer = g_ptr_array_index (offers, 1);
  g_assert_cmpstr (offer->case_id, ==, inbox);
  g_assert_cmpstr (offer->stage, ==, "In the inbox");
  g_ptr_array_unref (offers);
  offers = list_offers (f, "C3");
  g_assert_cmpuint (offers->len, ==, 1);
  offer = g_ptr_array_index (offers, 0);
  g_assert_cmpstr (offer->case_id, ==, scheme);
  g_assert_nonnull (strstr (offer->warning, "The same site counts in"));
  g_ptr_array_unref (offers);
  offers = list_offers (f, "C1");
  g_assert_cmpuint (offers->len, ==, 0);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/competency/proposal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("who-brought-the-application-and-took-it-on", test_beginning);
  TEST ("from-which-list-it-was-identified", test_list);
  TEST ("passages-are-told-by-document", test_evidence);
  TEST ("another-s-evidence-is-told-as-theirs", test_whose_evidence);
  TEST ("crime-figures-are-counted-not-copied", test_crime);
  TEST ("what-the-letter-cites", test_citations);
  TEST ("the-draft-and-its-checklist", test_draft);
  TEST ("versions-decisions-comments-and-marks", test_review);
  TEST ("stages-with-their-days-issue-and-outcome", test_stages);
  TEST ("the-briefing-of-the-manager", test_briefing);
  TEST ("a-meeting-its-minutes-and-what-names-a-third-party", test_meeting);
  TEST ("what-is-only-planned-says-so", test_planned);
  TEST ("what-was-cancelled-is-not-offered", test_cancelled);
  TEST ("visits-guide-review-and-certificate-of-a-scheme", test_scheme);
  TEST ("time-on-screen-only-when-switched-on-and-to-nobody-else", test_reading);
  TEST ("reading-makes-nobody-an-author", test_reading_is_no_work);
  TEST ("nothing-is-offered-for-work-from-before-sightline", test_before_sightline);
  TEST ("a-criterion-is-offered-what-it-asks-for-of-the-whole", test_whole);
  TEST ("cases-that-would-suit-as-the-next-occasion", test_offers);
  return g_test_run ();
}
