/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "assessment/sl-suggestion.h"
#include "base/sl-id.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"
#include "competency/sl-proposal.h"
#include "documents/sl-document-records.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "meetings/sl-agenda.h"
#include "people/sl-key.h"
#include "people/sl-person-private.h"
#include "response/sl-remark.h"
#include "review/sl-review.h"
#include "schemes/sl-house-type.h"
#include "sl-test-case.h"
#include "sl-test-photograph.h"
#include "sl-test-progress.h"
#include "sl-test-response.h"
#include "sl-test-sheet.h"
#include "sl-test.h"
#include "store/sl-audit.h"

#include <math.h>
#include <string.h>

/* T-04: every change that the rooms offer is made once and leaves exactly one row in the audit
 * trail, which is whole at the end. tests/checks/architecture.py sees to it that none is left out.
 * Past 600 lines because every room offers some, and each is a line or two here.
 */

#define ITEM "H21"

typedef struct
{
  SlTestResponse *response;
  SlStore *store; /* borrowed, as the two below */
  SlLibrary *library;
  const char *case_id;
  char *document_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->response = sl_test_response_new ();
  self->store = self->response->store;
  self->library = sl_casebook_get_library (self->response->casebook);
  self->case_id = self->response->case_id;
  self->document_id = sl_test_add_document (self->library, self->case_id, "Boundary plan", "plan",
                                            "2147-BT-01", "A close-boarded fence of 1.5 m.");
}

/* Whatever a test did, the trail is whole. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strdup (sl_casebook_get_path (self->response->casebook));
  g_autoptr (SlAuditReport) report = NULL;

  sl_test_response_free (self->response);
  g_free (self->document_id);
  report = sl_audit_verify (folder, NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
}

/* Applies @change, which leaves one row, of @action. */
static void
once (Fixture *self, SlChange *change, const char *action)
{
  guint before = sl_test_count_audit (self->store);
  g_autoptr (GPtrArray) rows = NULL;

  sl_test_apply (self->store, change);
  g_assert_cmpuint (sl_test_count_audit (self->store), ==, before + 1);
  rows = sl_audit_list (self->store, NULL, 1, NULL);
  g_assert_cmpstr (((SlAuditRow *) g_ptr_array_index (rows, 0))->action, ==, action);
}

static gboolean
keep_key (SlTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *fingerprint = sl_key_fingerprint (data);

  return sl_keys_keep (transaction, fingerprint, data, NULL, error);
}

static void
test_people (Fixture *self, gconstpointer data)
{
  SlCasebook *casebook = self->response->casebook;
  const char *own = sl_person_get_id (sl_casebook_get_person (casebook));
  g_autoptr (GBytes) key = g_bytes_new ("0123456789abcdef0123456789abcdef", SL_KEY_BYTES);
  g_autofree char *fingerprint = sl_key_fingerprint (key);
  g_autoptr (SlPerson) colleague = NULL;
  g_autoptr (GError) error = NULL;

  once (self, sl_people_change_card (own, "Helen Marsh", NULL, NULL, NULL, NULL), "change-card");
  once (self, sl_change_new ("read-bundle", "person_key", fingerprint, NULL, keep_key, key, NULL),
        "read-bundle");
  once (self, sl_key_change_trust (fingerprint, SL_TRUST_VERIFIED), "trust-key");

  colleague = sl_people_enter (self->store, "61001", "login", "login", &error);
  g_assert_no_error (error);
  once (self,
        sl_people_change_declare (sl_person_get_id (colleague), "Senior Manager", "senior-manager"),
        "declare-person");
  once (self, sl_people_change_confirm (own), "confirm-person");
  once (self, sl_people_change_leave (own, "2026-12-01"), "leave-person");
  once (self, sl_people_change_leave (own, ""), "return-person");
  sl_casebook_reload_person (casebook, &error);
  g_assert_no_error (error);
  once (self, sl_people_change_confirm (sl_person_get_id (colleague)), "confirm-person");
  g_object_unref (sl_people_enter (self->store, "61001", "login", "login", &error));
  g_assert_no_error (error);
  once (self, sl_people_change_role (own, "manager", "Promoted"), "change-role");
}

static void
test_cases (Fixture *self, gconstpointer data)
{
  const SlFactValue value = { .field = "proposal",
                              .value = "Six homes",
                              .source_kind = "officer",
                              .source_name = "",
                              .source_place = "",
                              .rank = 60 };
  const char *person = sl_person_get_id (sl_casebook_get_person (self->response->casebook));
  g_autofree char *id = sl_id_new ();

  once (self, sl_case_change_create (id, &value, 1), "add-application");
  once (self, sl_case_change_confirm (id, "consultation-expiry", "2026-12-16"), "confirm-fact");
  once (self, sl_case_change_triage (id, NULL, "Asked for by the authority"), "triage");
  once (self, sl_case_change_no_comment (id, "Two homes on a lit street"), "no-comment");
  once (self, sl_case_change_back_to_inbox (id), "back-to-inbox");
  once (self, sl_case_change_make (id, person), "make-case");
  once (self, sl_case_change_stage (id, "reading"), "set-stage");
  once (self, sl_case_change_features (id, (const char *[]){ "houses", NULL }), "set-features");
  once (self, sl_case_change_title (id, "Six homes at Mallard Way"), "set-title");
  once (self, sl_case_change_link (id, "UTT/24/0031/PA", "pre-application"), "link-case");
  once (self, sl_case_change_unlink (id, "utt/24/0031/pa"), "unlink-case");
}

static void
test_stages (Fixture *self, gconstpointer data)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->response->casebook);
  const char *person = sl_person_get_id (sl_casebook_get_person (self->response->casebook));
  g_autofree char *id = sl_id_new ();

  once (self, sl_case_change_begin (packs, id, "scheme", "Mallard Way", "", person), "begin-case");
  once (self, sl_stage_change_due (packs, id, "application", "2026-12-31"), "date-step");
  once (self, sl_stage_change_set (packs, id, "contact", "done", NULL, NULL), "set-step");
}

static void
test_actions (Fixture *self, gconstpointer data)
{
  const SlActionValues values = { .text = "Send the door schedule", .owner_name = "The developer" };
  g_autofree char *id = sl_id_new ();

  once (self, sl_action_change_set (id, self->case_id, NULL, &values), "set-action");
  once (self, sl_action_change_state (id, self->case_id, "done", "It came", NULL), "settle-action");
}

static void
test_documents (Fixture *self, gconstpointer data)
{
  g_autofree char *id = sl_id_new ();
  const SlEvidenceValues evidence = { .evidence_id = id,
                                      .case_id = self->case_id,
                                      .document_id = self->document_id,
                                      .quotation = "fence of 1.5 m",
                                      .note = "",
                                      .page_number = 1 };

  once (
      self,
      sl_document_change_details (self->document_id, self->case_id, "Boundaries", NULL, NULL, "B"),
      "correct-document");
  once (self, sl_evidence_change_add (&evidence), "take-evidence");
  once (self, sl_evidence_change_note (id, self->case_id, "Too low"), "note-evidence");
  once (self, sl_evidence_change_remove (id, self->case_id, TRUE), "remove-evidence");
  once (self, sl_evidence_change_remove (id, self->case_id, FALSE), "restore-evidence");
}

/* Of several files and their facts, one row. */
static void
test_intake (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = sl_test_make_folder ();
  const char *paths[] = { folder, NULL };
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint before = sl_test_count_audit (self->store);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/Note %d.txt", folder, i);

      g_assert_true (g_file_set_contents (name, name, -1, NULL));
    }
  result = sl_import (self->library, sl_casebook_get_packs (self->response->casebook), paths, NULL,
                      NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_documents, ==, 3);
  g_assert_cmpuint (sl_test_count_audit (self->store), ==, before + 1);
  g_assert_true (sl_import_read_again (self->library, self->document_id, NULL, NULL, &error));
  g_assert_cmpuint (sl_test_count_audit (self->store), ==, before + 2);
}

static void
test_photographs (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "IMG_0001.jpg", NULL);
  g_autoptr (GBytes) bytes = sl_test_make_photograph (
      &(SlTestPhotograph){ .width = 20, .height = 20, .make = "Fenwick" });
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlPhotograph) photograph = NULL;
  g_autoptr (GError) error = NULL;
  guint before = sl_test_count_audit (self->store);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  result = sl_import_to (self->library, sl_casebook_get_packs (self->response->casebook),
                         (const char *[]){ path, NULL },
                         &(SlImportTarget){ .case_id = self->case_id }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_test_count_audit (self->store), ==, before + 1);
  photograph = sl_photographs_find (self->store, self->case_id, "IMG_0001.jpg", &error);
  g_assert_no_error (error);
  once (self,
        sl_photograph_change_set (photograph, &(SlPhotographValues){ .caption = "The rear gate" }),
        "describe-photograph");
  once (self, sl_photograph_change_place (photograph, self->document_id, 1, 20, 30, 90),
        "place-photograph");
  once (self, sl_photograph_change_privacy (photograph, "clear"), "check-photograph");
}

static void
test_assessment (Fixture *self, gconstpointer data)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->response->casebook);
  g_autofree char *evidence = sl_test_add_evidence (self->store, self->case_id, self->document_id,
                                                    1, "fence of 1.5 m");
  g_autofree char *observation = sl_id_new ();
  g_autoptr (SlAssessment) walk = NULL;
  g_autoptr (GError) error = NULL;

  once (self,
        sl_assessment_change_begin (packs, self->case_id, "sbd-homes",
                                    (const char *[]){ "houses", NULL }, &error),
        "begin-assessment");
  walk = sl_assessment_load (self->store, packs, self->case_id, &error);
  g_assert_no_error (error);
  once (self, sl_answer_change_verdict (walk, ITEM, SL_VERDICT_NOT_MET, NULL), "judge-item");
  g_assert_true (sl_assessment_reload (walk, &error));
  once (self,
        sl_answer_change_text (walk, ITEM, &(SlAnswerText){ .observation = "The fence is low." }),
        "write-answer");
  g_assert_true (sl_assessment_reload (walk, &error));
  once (self, sl_answer_change_shown (walk, ITEM, 1.5, "m"), "measure-shown");
  g_assert_true (sl_assessment_reload (walk, &error));
  once (self, sl_answer_change_evidence (walk, ITEM, (const char *[]){ evidence, NULL }),
        "attach-evidence");
  g_assert_true (sl_assessment_reload (walk, &error));
  once (self, sl_answer_change_undo (walk, ITEM), "undo-answer");
  once (self, sl_answer_change_redo (walk, ITEM), "redo-answer");
  once (self,
        sl_answer_change_take (walk, ITEM, SL_VERDICT_MET,
                               &(SlAnswerText){ .observation = "As on plot 1." }, NULL),
        "judge-item");
  once (self,
        sl_free_observation_change_set (observation, self->case_id, "rights-of-way",
                                        "Footpath 14 is unlit.", NULL, NULL, NULL),
        "observe");
  once (self, sl_free_observation_change_remove (observation, self->case_id, TRUE),
        "remove-observation");
  once (self, sl_suggestion_change_dismiss (self->case_id, ITEM, "passage", TRUE),
        "dismiss-suggestion");
  once (self, sl_suggestion_change_dismiss (self->case_id, ITEM, "passage", FALSE),
        "restore-suggestion");
}

static void
test_crime (Fixture *self, gconstpointer data)
{
  static const char table[] = "source,period from,period to,area,category,count\n"
                              "Essex Police,2025-11-01,2026-10-31,One mile,Burglary,41\n"
                              "Essex Police,2025-11-01,2026-10-31,One mile,Vehicle crime,12\n";
  g_autofree char *id = sl_id_new ();
  const SlCrimeValues values = { .crime_row_id = id,
                                 .source = "Essex Police",
                                 .period_from = "2025-11-01",
                                 .period_to = "2026-10-31",
                                 .area = "One mile",
                                 .category = "Arson",
                                 .caveat = "",
                                 .origin = "typed",
                                 .count = 3 };
  g_autoptr (GBytes) csv = g_bytes_new_static (table, strlen (table));
  g_autoptr (GError) error = NULL;

  once (self, sl_crime_change_set (self->case_id, &values), "set-crime-figure");
  once (self, sl_crime_change_remove (self->case_id, id), "remove-crime-figure");
  once (self, sl_crime_change_import (self->case_id, csv, "crime.csv", &error),
        "import-crime-figures");
}

static SlResponse *
load_response (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  SlResponse *response = sl_response_load (self->store, self->case_id, &error);

  g_assert_no_error (error);
  return response;
}

static void
test_response (Fixture *self, gconstpointer data)
{
  static const char *const stance = "main-points/stance";
  g_autoptr (SlResponse) response = NULL;

  once (self, sl_response_change_set (self->case_id, &(SlResponseValues){ .stance = "concerns" }),
        "set-response");
  response = load_response (self);
  once (self, sl_response_change_replace (response, stance, "In my own words.", "Composed."),
        "edit-response");
  g_set_object (&response, NULL);
  response = load_response (self);
  once (self, sl_response_change_restore (response, stance), "restore-in-response");
  g_set_object (&response, NULL);
  response = load_response (self);
  once (self, sl_response_change_leave_out (response, stance), "leave-out-of-response");
  g_set_object (&response, NULL);
  response = load_response (self);
  once (self, sl_response_change_add (response, "own-1", stance, "One thing more."),
        "add-to-response");
}

static SlRemark *
load_remark (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlComposition) composition = sl_test_response_gather (self->response);
  g_autoptr (SlLetter) letter = sl_composition_compose (composition, &error);
  g_autoptr (GListModel)
      remarks = sl_remarks_list (self->store, sl_casebook_get_packs (self->response->casebook),
                                 composition, letter, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      if (g_str_equal (sl_remark_get (remark, "words"), "We"))
        return g_steal_pointer (&remark);
    }
  g_assert_not_reached ();
}

static void
test_remarks (Fixture *self, gconstpointer data)
{
  g_autoptr (SlResponse) response = NULL;
  g_autoptr (SlRemark) remark = NULL;

  sl_test_response_set (self->response, &(SlResponseValues){ .stance = "concerns" });
  response = load_response (self);
  sl_test_response_apply (
      self->response,
      sl_response_change_add (response, "own-1", "main-points/stance", "We came by day."));
  remark = load_remark (self);
  once (self, sl_remark_change_dismiss (self->case_id, remark, "Their words"), "dismiss-remark");
  once (self, sl_remark_change_restore (self->case_id, remark), "restore-remark");
}

static void
test_sheets (Fixture *self, gconstpointer data)
{
  g_autoptr (SlForm) form = sl_test_walk_form ();
  g_autofree char *id = sl_id_new ();
  g_autofree char *hazard = sl_id_new ();
  g_autofree char *other = sl_id_new ();
  const SlSheetValue purpose = { "purpose", "Look at the boundary" };
  const SlSheetValue what = { "what", "Loose dogs" };
  const SlSheetValue calls[] = { { "knows", "Helen Marsh" },
                                 { "call-in", "2026-11-25T10:05:00.000Z" },
                                 { "call-out", "2026-11-25T11:40:00.000Z" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) walk = NULL;

  once (self, sl_sheet_change_begin (form, id, self->case_id, &purpose, 1), "begin-sheet");
  walk = sl_sheets_load (self->store, NULL, id, &error);
  g_assert_no_error (error);
  once (self, sl_sheet_change_set (walk, NULL, calls, G_N_ELEMENTS (calls)), "set-sheet");
  once (self, sl_sheet_change_add (walk, "hazard", hazard, &what, 1), "add-to-sheet");
  once (self, sl_sheet_change_add (walk, "hazard", other, NULL, 0), "add-to-sheet");
  once (self, sl_sheet_change_move_entry (walk, other, 0), "move-in-sheet");
  once (self, sl_sheet_change_remove_entry (walk, other, TRUE), "remove-from-sheet");
  once (self, sl_sheet_change_remove_entry (walk, other, FALSE), "restore-in-sheet");
  once (self, sl_sheet_change_state (walk, "closed", NULL), "close-sheet");
  once (self, sl_sheet_change_state (walk, "open", "A call was wrong"), "reopen-sheet");
  once (self, sl_sheet_change_state (walk, "cancelled", "Entered twice"), "cancel-sheet");
  once (self, sl_sheet_change_remove (walk, TRUE), "remove-sheet");
  once (self, sl_sheet_change_remove (walk, FALSE), "restore-sheet");
}

/* A house type's checklist is a change of its sheet, whatever is done to it. */
static void
test_subjects (Fixture *self, gconstpointer data)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->response->casebook);
  g_autofree char *id = sl_id_new ();
  g_autofree char *entry_id = sl_id_new ();
  const SlAssessmentSubject subject = { id, entry_id, "Type A" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (packs, "scheme", &error);
  g_autoptr (SlSheet) scheme = NULL;
  g_autoptr (SlAssessment) walk = NULL;

  g_assert_no_error (error);
  once (self, sl_sheet_change_begin (form, id, self->case_id, NULL, 0), "begin-sheet");
  scheme = sl_sheets_load (self->store, packs, id, &error);
  g_assert_no_error (error);
  once (self, sl_sheet_change_add (scheme, "house-type", entry_id, NULL, 0), "add-to-sheet");
  once (self,
        sl_assessment_change_begin_for_subject (packs, self->case_id, &subject, "sbd-homes", NULL,
                                                &error),
        "begin-subject");
  walk = sl_assessment_load_for_subject (self->store, packs, self->case_id, &subject, NULL, &error);
  g_assert_no_error (error);
  once (self, sl_answer_change_verdict (walk, "H55", SL_VERDICT_MET, NULL), "answer-subject");
  once (self,
        sl_house_type_change_take (
            walk, &(SlHouseTypeProposal){ .item_id = (char *) "H56", .verdict = SL_VERDICT_MET }),
        "answer-subject");
  once (self, sl_answer_change_undo (walk, "H55"), "undo-subject");
  once (self, sl_answer_change_redo (walk, "H55"), "redo-subject");
}

static void
test_agenda (Fixture *self, gconstpointer data)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->response->casebook);
  const SlOpenPoint point = { "action", "Action of the developer", "Send the plan", "a", FALSE };
  g_autofree char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (packs, "meeting", &error);
  g_autoptr (SlSheet) meeting = NULL;

  g_assert_no_error (error);
  sl_test_response_apply (self->response, sl_sheet_change_begin (form, id, self->case_id, NULL, 0));
  meeting = sl_sheets_load (self->store, packs, id, &error);
  g_assert_no_error (error);
  once (self, sl_agenda_change_take (meeting, &point), "add-to-sheet");
}

/* A casebook of its own: the trainee, the manager and the senior manager are at work in turn. */

static void
once_more (SlTestProgress *self, SlChange *change, const char *action)
{
  Fixture fixture = { .store = self->store };

  once (&fixture, change, action);
  sl_test_progress_load (self);
}

static void
test_portfolio (Fixture *unused, gconstpointer data)
{
  static const char *const edits[][2] = { { "edition=\"1\"", "edition=\"2\"" } };
  g_autoptr (SlTestProgress) self = sl_test_progress_new_small ();
  g_autoptr (SlFramework) edition = sl_test_progress_edit_small (edits, 1);
  const SlTrainingValues course = {
    .criterion_id = "T.2", .kind = "course", .title = "CPTED", .on_date = "2026-03-02"
  };
  g_autofree char *portfolio = sl_id_new ();
  g_autofree char *occasion = sl_id_new ();
  g_autofree char *training = sl_id_new ();

  once_more (self,
             sl_occasion_change_choose (self->portfolio, "P", occasion, self->base->case_id, NULL),
             "choose-occasion");
  once_more (self, sl_occasion_change_drop (self->portfolio, occasion, NULL), "drop-occasion");
  once_more (self, sl_occasion_change_restore (self->portfolio, occasion), "restore-occasion");
  once_more (self, sl_portfolio_change_reading (self->portfolio, TRUE), "keep-reading");
  once_more (self, sl_portfolio_change_note (self->portfolio, "", "", "Mine"), "note-portfolio");
  once_more (self, sl_training_change_set (self->portfolio, training, &course), "set-training");
  once_more (self, sl_training_change_remove (self->portfolio, training, TRUE), "remove-training");
  once_more (self, sl_training_change_remove (self->portfolio, training, FALSE),
             "restore-training");
  sl_test_progress_become (self, self->manager);
  once_more (self, sl_portfolio_change_begin (edition, portfolio, self->other), "begin-portfolio");
  once_more (self, sl_portfolio_change_read (self->portfolio, ""), "read-portfolio");
  once_more (self, sl_portfolio_change_move (self->portfolio, edition, "Amended"),
             "move-portfolio");
}

static void
test_reading (Fixture *unused, gconstpointer data)
{
  g_autoptr (SlTestProgress) self = sl_test_progress_new_small ();
  g_autofree char *document = sl_test_add_document (sl_casebook_get_library (self->base->casebook),
                                                    self->base->case_id, "Statement",
                                                    "design-access-statement", "", "The gate.");

  sl_test_progress_apply (self, sl_portfolio_change_reading (self->portfolio, TRUE));
  once_more (self, sl_reading_change_add (self->base->case_id, document, 90), "note-reading");
}

static void
test_portfolio_files (Fixture *unused, gconstpointer data)
{
  g_autoptr (SlTestProgress) self = sl_test_progress_new_small ();
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "certificate.txt", NULL);
  g_autofree char *occasion = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autofree char *file = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "Callum Reyes passed.", -1, &error);
  g_assert_no_error (error);
  sl_portfolio_add_file (sl_casebook_get_library (self->base->casebook), self->portfolio,
                         "occasion", occasion, path, NULL, &error);
  g_assert_no_error (error);
  sl_test_progress_load (self);
  files = sl_portfolio_list_files (self->portfolio, occasion);
  file = g_strdup (((const SlPortfolioFile *) g_ptr_array_index (files, 0))->id);
  once_more (self, sl_portfolio_change_remove_file (self->portfolio, file, TRUE),
             "remove-portfolio-file");
}

static void
test_cells (Fixture *unused, gconstpointer data)
{
  g_autoptr (SlTestProgress) self = sl_test_progress_new_small ();
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  const SlCellVerdict verdict = { .verdict = "not-yet", .feedback = "More" };
  const char *request;

#define CELL sl_test_progress_cell (self, id, "P.1")
  once_more (self, sl_cell_change_claim (self->portfolio, CELL, NULL, "Briefed", NULL, FALSE),
             "claim-criterion");
  once_more (self, sl_cell_change_withdraw (self->portfolio, CELL, NULL), "withdraw-claim");
  sl_test_progress_become (self, self->manager);
  once_more (self, sl_cell_change_assess (self->portfolio, CELL, &verdict), "assess-criterion");
  once_more (self, sl_second_change_ask (self->portfolio, id, self->second, "asked", NULL),
             "ask-second");
  sl_test_progress_become (self, self->trainee);
  once_more (self, sl_cell_change_acknowledge (self->portfolio, CELL), "acknowledge-assessment");
  once_more (self, sl_cell_change_reply (self->portfolio, CELL, "I see"), "reply-assessment");
  sl_test_progress_become (self, self->second);
  once_more (self, sl_second_change_assess (self->portfolio, CELL, &verdict), "assess-second");
  request = sl_portfolio_find_blind_request (self->portfolio, id, self->second);
  once_more (self, sl_second_change_finish (self->portfolio, request), "finish-second");
#undef CELL
}

static void
test_appeals (Fixture *unused, gconstpointer data)
{
  g_autoptr (SlTestProgress) self = sl_test_progress_new_small ();
  SlCasebook *casebook = self->base->casebook;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) manager = sl_people_load (self->store, self->manager, &error);
  g_autofree char *decision = NULL;

  sl_test_progress_become (self, self->manager);
  sl_progression_decide (sl_casebook_get_library (casebook), self->packs,
                         sl_casebook_get_policy (casebook), manager, self->portfolio,
                         "not-fulfilled", "Too little yet", NULL, &error);
  g_assert_no_error (error);
  sl_test_progress_load (self);
  decision = g_strdup (sl_portfolio_get_progression (self->portfolio, 0)->id);
  sl_test_progress_become (self, self->trainee);
  once_more (self, sl_appeal_change_lodge (self->portfolio, decision, "Not so", NULL, NULL),
             "lodge-appeal");
  sl_test_progress_become (self, self->senior);
  once_more (self, sl_appeal_change_decide (self->portfolio, decision, "dismissed", "It is"),
             "decide-appeal");
}

/* Submitting, commenting and deciding are no changes to be had: tests/core/review counts theirs. */
static void
test_review (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;

  sl_test_response_fill (self->response);
  version = sl_review_submit (sl_casebook_get_review (self->response->casebook), self->case_id, "",
                              &error);
  g_assert_no_error (error);
  once (self, sl_versions_change_seen (self->case_id, sl_version_get_id (version)), "look");
  once (self,
        sl_review_rules_change_adopt (
            sl_review_get_rules (sl_casebook_get_review (self->response->casebook))),
        "adopt-rules");
  once (self, sl_cases_change_complete_words (), "complete-words");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casebook/changes/" name "-leave-one-audit-row-each", Fixture, NULL, set_up, func,  \
              tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("people", test_people);
  ADD ("cases", test_cases);
  ADD ("stages", test_stages);
  ADD ("actions", test_actions);
  ADD ("documents", test_documents);
  ADD ("intake", test_intake);
  ADD ("photographs", test_photographs);
  ADD ("answers", test_assessment);
  ADD ("crime-figures", test_crime);
  ADD ("responses", test_response);
  ADD ("remarks", test_remarks);
  ADD ("sheets", test_sheets);
  ADD ("subjects", test_subjects);
  ADD ("agenda", test_agenda);
  ADD ("reading", test_reading);
  ADD ("reviews", test_review);
  ADD ("portfolios", test_portfolio);
  ADD ("files-of-portfolios", test_portfolio_files);
  ADD ("claims-and-assessments", test_cells);
  ADD ("appeals", test_appeals);
  return g_test_run ();
}
