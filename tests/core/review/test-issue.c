/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-case.h"
#include "sl-test-review.h"
#include "sl-test.h"

#include "base/sl-hash.h"
#include "documents/sl-document-records.h"
#include "review/sl-issue.h"
#include "store/sl-audit.h"
#include "store/sl-backup.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Issuing once and for ever, and what became of it. Rowan Ashdown wrote the response; Helen Marsh
 * approves it. The day is 24 November 2026. Past 600 lines because what became of a response needs
 * one that was issued in the same way. */
typedef struct
{
  SlTestResponse *base;
  SlReview *review;   /* borrowed */
  SlLibrary *library; /* borrowed */
  char *rowan, *helen, *commander;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->base = sl_test_response_new ();
  self->review = sl_casebook_get_review (self->base->casebook);
  self->library = sl_casebook_get_library (self->base->casebook);
  self->rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  sl_test_become (self->base, self->rowan);
  self->helen = sl_test_add_person (self->base, "2001", "Helen Marsh", "manager");
  self->commander = sl_test_add_person (self->base, "2005", "Edwin Sallow", "commander");
  self->base->originals = TRUE;
  sl_test_response_fill (self->base);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strdup (sl_casebook_get_path (self->base->casebook));
  g_autoptr (SlAuditReport) report = NULL;

  sl_test_response_free (self->base);
  report = sl_audit_verify (folder, NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  g_free (self->rowan);
  g_free (self->helen);
  g_free (self->commander);
}

static void
approve (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = sl_test_submit (self->base);

  sl_test_become (self->base, self->helen);
  sl_review_approve (self->review, self->base->case_id, "", &error);
  g_assert_no_error (error);
  sl_test_become (self->base, self->rowan);
}

static SlIssue *
issue (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  SlIssue *issued = sl_review_issue (self->review, self->base->case_id, "2026-11-24", "e-mail",
                                     "Judith Okoro, Uttlesford District Council", &error);

  g_assert_no_error (error);
  g_assert_nonnull (issued);
  return issued;
}

static void
refuse_sent (Fixture *self, const char *sent_on, const char *way, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue)
      issued = sl_review_issue (self->review, self->base->case_id, sent_on, way, "", &error);

  g_assert_null (issued);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

static void
refuse (Fixture *self, const char *words)
{
  refuse_sent (self, "2026-11-24", "e-mail", words);
}

static void
assert_state (Fixture *self, const char *state, const char *stage)
{
  g_autofree char *now = sl_test_dup_state (self->base);
  g_autofree char *stage_now = sl_test_dup_stage (self->base);

  g_assert_cmpstr (now, ==, state);
  g_assert_cmpstr (stage_now, ==, stage);
}

static char *
dup_kept_path (Fixture *self, const char *sha256)
{
  return g_strdup_printf ("%s/files/%.2s/%s", sl_casebook_get_path (self->base->casebook), sha256,
                          sha256);
}

static SlDocument *
find_document (Fixture *self, const char *number)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_records_find (self->base->store, self->base->case_id, number,
                                                   &error);

  g_assert_no_error (error);
  return document;
}

static void
test_issuing_keeps_the_bytes_and_marks_the_case_sent (Fixture *self, gconstpointer data)
{
  guint before;
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *wanted = NULL;
  const SlAuditRow *head;

  approve (self);
  rows = sl_audit_list (self->base->store, NULL, 0, NULL);
  head = g_ptr_array_index (rows, 0);
  before = rows->len;
  issued = issue (self);
  assert_state (self, "issued", "sent");
  g_assert_cmpstr (sl_issue_get (issued, "reference"), ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (sl_issue_get (issued, "version-number"), ==, "1");
  g_assert_cmpstr (sl_issue_get (issued, "approved-by-name"), ==, "Helen Marsh");
  g_assert_cmpstr (sl_issue_get (issued, "issued-by-name"), ==, "Rowan Ashdown");
  g_assert_cmpstr (sl_issue_get (issued, "sent-on"), ==, "2026-11-24");
  g_assert_cmpstr (sl_issue_get (issued, "sent-way"), ==, "e-mail");
  g_assert_cmpstr (sl_issue_get (issued, "sent-to"), ==,
                   "Judith Okoro, Uttlesford District Council");
  /* The head in the footer is the trail's as it stood before: anyone can look it up. */
  g_assert_cmpint (atoi (sl_issue_get (issued, "audit-sequence")), ==, head->sequence);
  g_assert_cmpstr (sl_issue_get (issued, "audit-hash"), ==, head->hash);
  seal = sl_issue_dup_seal (issued);
  wanted = g_strdup_printf ("Audit %d · %.8s", (int) head->sequence, head->hash);
  g_assert_cmpstr (seal, ==, wanted);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = sl_audit_list (self->base->store, NULL, 0, NULL);
  g_assert_cmpuint (rows->len, ==, before + 1);
  g_assert_cmpstr (((SlAuditRow *) g_ptr_array_index (rows, 0))->action, ==, "issue-response");
  pdf = sl_issue_load_pdf (issued, self->library, &error);
  g_assert_no_error (error);
  hash = sl_hash_bytes (pdf);
  g_assert_cmpstr (hash, ==, sl_issue_get (issued, "sha256"));
  g_assert_true (g_str_has_prefix (g_bytes_get_data (pdf, NULL), "%PDF-"));
}

static void
test_what_was_issued_is_the_approved_letter_with_its_seal (Fixture *self, gconstpointer data)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlSnapshot) frozen = NULL;
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) wanted = NULL;
  g_autofree char *seal = NULL;
  g_autoptr (GError) error = NULL;

  approve (self);
  issued = issue (self);
  version = sl_versions_load_newest (self->base->store, self->base->case_id, NULL);
  frozen = sl_version_load_snapshot (self->base->store, version, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_issue_get (issued, "hash"), ==, sl_snapshot_get_hash (frozen));
  seal = sl_issue_dup_seal (issued);
  sl_letter_set_seal (sl_snapshot_get_letter (frozen), seal);
  wanted = sl_letter_render_pdf (sl_snapshot_get_letter (frozen), &error);
  g_assert_no_error (error);
  pdf = sl_issue_load_pdf (issued, self->library, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pdf, wanted));
}

static void
test_only_an_approved_version_is_issued (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue) none = NULL;
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (SlVersion) version = NULL;

  refuse (self, "has been submitted yet");
  version = sl_test_submit (self->base);
  refuse (self, "Only an approved version");
  sl_test_become (self->base, self->helen);
  g_assert_true (sl_review_return (self->review, self->base->case_id, "Name the path.", &error));
  refuse (self, "Only an approved version");
  none = sl_issue_load (self->base->store, self->base->case_id, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  sl_test_become (self->base, self->rowan);
  g_clear_object (&version);
  approve (self);
  issued = issue (self);
  refuse (self, "The response was issued");
}

static void
test_who_may_issue_follows_from_the_rules (Fixture *self, gconstpointer data)
{
  g_autofree char *trainee = sl_test_add_person (self->base, "2002", "Callum Reyes", "trainee");
  g_autofree char *undeclared = NULL;
  g_autoptr (SlIssue) issued = NULL;

  approve (self);
  sl_test_become (self->base, self->commander);
  refuse (self, "");
  assert_state (self, "approved", "approved");
  sl_test_become (self->base, trainee);
  issued = issue (self);
  g_assert_cmpstr (sl_issue_get (issued, "issued-by-name"), ==, "Callum Reyes");
}

static void
test_a_day_or_way_that_cannot_be_is_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *many = g_strnfill (201, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue) issued = NULL;

  approve (self);
  refuse_sent (self, "2026-11-25", "e-mail", "has not come yet");
  refuse_sent (self, "2026-11-23", "e-mail", "was approved on 2026-11-24");
  refuse_sent (self, "2026-02-30", "e-mail", "is no date");
  refuse_sent (self, "today", "e-mail", "is no date");
  refuse_sent (self, "2026-11-24", "pigeon", "no way to send");
  issued = sl_review_issue (self->review, self->base->case_id, "2026-11-24", "post", many, &error);
  g_assert_null (issued);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  assert_state (self, "approved", "approved");
}

static void
test_a_change_after_approval_is_named (Fixture *self, gconstpointer data)
{
  approve (self);
  sl_test_response_judge (self->base, "H01", SL_VERDICT_PARTLY,
                          &(SlAnswerText){ .observation = "Two further paths lead in." });
  assert_state (self, "voided", "drafting");
  refuse (self, "H01");
}

static void
test_a_comment_after_approval_holds_it_back (Fixture *self, gconstpointer data)
{
  const SlAnchor whole = { .kind = "whole" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;
  g_autofree char *comment = NULL;

  approve (self);
  version = sl_versions_load_newest (self->base->store, self->base->case_id, NULL);
  sl_test_become (self->base, self->helen);
  comment = sl_comment_add (self->review, sl_version_get_id (version), &whole, "One more thing.",
                            &error);
  g_assert_no_error (error);
  refuse (self, "comment");
}

/* T-01: the drawing is named, and that it was found is in the trail. */
static void
test_a_document_that_was_altered_or_is_gone_stops_it (Fixture *self, gconstpointer data)
{
  g_autoptr (SlDocument) document = find_document (self, "PL-106");
  g_autofree char *path = dup_kept_path (self, sl_document_get (document, "sha256"));
  g_autofree char *content = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (SlIssue) issued = NULL;
  gsize length;

  approve (self);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, "%PDF-1.4 another drawing", -1, NULL));
  refuse (self, "PL-106 C");
  refuse (self, "altered");
  g_assert_cmpint (g_unlink (path), ==, 0);
  refuse (self, "missing");
  g_assert_cmpint (symlink ("/etc/hostname", path), ==, 0);
  refuse (self, "PL-106 C");
  g_assert_cmpint (g_unlink (path), ==, 0);
  rows = sl_audit_list (self->base->store, self->base->case_id, 1, NULL);
  g_assert_cmpstr (((SlAuditRow *) g_ptr_array_index (rows, 0))->action, ==, "find-altered-file");
  assert_state (self, "approved", "approved");
  /* Restored from a backup it goes out, and the approval still stands. */
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  issued = issue (self);
}

static void
test_an_altered_or_missing_response_is_named (Fixture *self, gconstpointer data)
{
  g_autoptr (SlIssue) issued = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) findings = NULL;
  g_auto (GStrv) sound = NULL;
  g_autofree char *content = NULL;
  gsize length;

  approve (self);
  issued = issue (self);
  sound = sl_library_check (self->library, NULL, NULL);
  g_assert_cmpuint (g_strv_length (sound), ==, 0);
  path = dup_kept_path (self, sl_issue_get (issued, "sha256"));
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, "%PDF-1.4 no objection", -1, NULL));
  g_assert_null (sl_issue_load_pdf (issued, self->library, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "UTT/26/2147/FUL"));
  findings = sl_library_check (self->library, NULL, NULL);
  g_assert_cmpuint (g_strv_length (findings), ==, 1);
  g_assert_nonnull (strstr (findings[0], sl_issue_get (issued, "sha256")));
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_null (sl_issue_load_pdf (issued, self->library, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
  /* Restored, so that the trail's check finds what it names. */
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* Somebody sends us our own letter, and that import is given up. */
static void
test_an_import_that_is_given_up_leaves_it_there (Fixture *self, gconstpointer data)
{
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  approve (self);
  issued = issue (self);
  sl_library_forget (self->library, sl_issue_get (issued, "sha256"));
  pdf = sl_issue_load_pdf (issued, self->library, &error);
  g_assert_no_error (error);
}

static void
test_a_backup_brings_it_back (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *target = g_build_filename (folder, "restored", NULL);
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (SlBackup) backup = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  approve (self);
  issued = issue (self);
  backup = sl_backup_make (self->base->store, folder, &error);
  g_assert_no_error (error);
  sl_backup_restore (backup->path, target, NULL, &error);
  g_assert_no_error (error);
  kept = g_strdup_printf ("%s/files/%.2s/%s", target, sl_issue_get (issued, "sha256"),
                          sl_issue_get (issued, "sha256"));
  g_assert_true (g_file_get_contents (kept, &content, &length, NULL));
  bytes = g_bytes_new (content, length);
  hash = sl_hash_bytes (bytes);
  g_assert_cmpstr (hash, ==, sl_issue_get (issued, "sha256"));
}

/* The database's own word, for whoever writes to the file by another way. */
static void
test_the_row_is_never_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (SlIssue) issued = NULL;
  static const char *const attempts[] = {
    "UPDATE issued_response SET sha256 = hash WHERE case_id = ?",
    "UPDATE issued_response SET sent_on = '2026-11-01' WHERE case_id = ?",
    "DELETE FROM issued_response WHERE case_id = ?",
    "UPDATE version SET state = 'approved' WHERE case_id = ?",
  };

  approve (self);
  issued = issue (self);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sl_test_run_sql (self->base, &error, attempts[i], self->base->case_id, NULL));
      g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED);
    }
}

/* Outcome. */

static gboolean
record (Fixture *self,
        const char *decision,
        const char *date,
        const SlOutcomeItem *items,
        guint n_items,
        GError **error)
{
  return sl_review_record_outcome (self->review, self->base->case_id, decision, date, NULL, items,
                                   n_items, error);
}

static void
refuse_outcome (Fixture *self,
                const char *decision,
                const char *date,
                const SlOutcomeItem *item,
                const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (record (self, decision, date, item, item != NULL, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

static SlOutcomeRow *
find_row (GListModel *rows, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlOutcomeRow) row = g_list_model_get_item (rows, i);

      if (g_str_equal (sl_outcome_row_get (row, "key"), key))
        return g_steal_pointer (&row);
    }
  g_error ("There is no recommendation %s", key);
}

static void
test_the_recommendations_are_those_of_the_letter (Fixture *self, gconstpointer data)
{
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (SlOutcomeRow) fence = NULL;
  guint n_observations = 0;

  rows = sl_outcome_list_rows (self->review, self->base->case_id, &error);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  approve (self);
  issued = issue (self);
  rows = sl_outcome_list_rows (self->review, self->base->case_id, &error);
  g_assert_no_error (error);
  /* H21, H42, H24 and the footpath; H01 is met. */
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 4);
  fence = find_row (rows, "H21");
  g_assert_true (g_str_has_prefix (sl_outcome_row_get (fence, "title"), "H21 "));
  g_assert_nonnull (strstr (sl_outcome_row_get (fence, "text"), "plots 14 to 21"));
  g_assert_cmpstr (sl_outcome_row_get (fence, "state"), ==, "unknown");
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlOutcomeRow) row = g_list_model_get_item (rows, i);

      g_assert_cmpstr (sl_outcome_row_get (row, "key"), !=, "H01");
      n_observations += strstr (sl_outcome_row_get (row, "text"), "gable of plot 21") != NULL;
    }
  g_assert_cmpuint (n_observations, ==, 1);
}

static void
test_an_outcome_closes_the_case_and_can_be_corrected (Fixture *self, gconstpointer data)
{
  const SlOutcomeItem first[] = { { "H21", "adopted", "7", NULL }, { "H42", "in-part", "", NULL } };
  const SlOutcomeItem then = { "H42", "not-adopted", "", "A camera instead of a window" };
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (SlOutcome) outcome = NULL;
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (SlOutcomeRow) fence = NULL;
  g_autoptr (SlOutcomeRow) court = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  refuse_outcome (self, "granted", "2026-11-24", NULL, "after the response was issued");
  approve (self);
  refuse_outcome (self, "granted", "2026-11-24", NULL, "after the response was issued");
  issued = issue (self);
  before = sl_test_count_audit (self->base->store);
  g_assert_true (record (self, "granted-with-conditions", "2026-11-24", first, 2, &error));
  assert_state (self, "issued", "closed");
  g_assert_cmpuint (sl_test_count_audit (self->base->store), ==, before + 1);
  g_assert_true (record (self, NULL, NULL, &then, 1, &error));
  g_assert_cmpuint (sl_test_count_audit (self->base->store), ==, before + 2);
  /* What stands already is no change. */
  g_assert_true (record (self, "granted-with-conditions", "2026-11-24", &then, 1, &error));
  g_assert_cmpuint (sl_test_count_audit (self->base->store), ==, before + 2);
  outcome = sl_outcome_load (self->base->store, self->base->case_id, &error);
  g_assert_cmpstr (sl_outcome_get (outcome, "decision"), ==, "granted-with-conditions");
  g_assert_cmpstr (sl_outcome_get (outcome, "person-name"), ==, "Rowan Ashdown");
  rows = sl_outcome_list_rows (self->review, self->base->case_id, &error);
  fence = find_row (rows, "H21");
  court = find_row (rows, "H42");
  g_assert_cmpstr (sl_outcome_row_get (fence, "state"), ==, "adopted");
  g_assert_cmpstr (sl_outcome_row_get (fence, "condition"), ==, "7");
  g_assert_cmpstr (sl_outcome_row_get (court, "state"), ==, "not-adopted");
  g_assert_cmpstr (sl_outcome_row_get (court, "note"), ==, "A camera instead of a window");
}

static void
test_an_outcome_that_cannot_be_is_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *many = g_strnfill (41, '7');
  const SlOutcomeItem strange = { "H99", "adopted", "", NULL };
  const SlOutcomeItem met = { "H01", "adopted", "", NULL };
  const SlOutcomeItem state = { "H21", "perhaps", "", NULL };
  const SlOutcomeItem condition = { "H21", "adopted", many, NULL };
  g_autoptr (SlIssue) issued = NULL;

  approve (self);
  issued = issue (self);
  refuse_outcome (self, NULL, NULL, NULL, "which day");
  refuse_outcome (self, "granted", NULL, NULL, "which day");
  refuse_outcome (self, "allowed", "2026-11-24", NULL, "no decision");
  refuse_outcome (self, "granted", "2026-11-25", NULL, "has not come yet");
  refuse_outcome (self, "granted", "2026-11-03", NULL, "consultation began on 2026-11-04");
  refuse_outcome (self, "granted", "24/11/2026", NULL, "is no date");
  refuse_outcome (self, "granted", "2026-11-24", &strange, "no recommendation");
  refuse_outcome (self, "granted", "2026-11-24", &met, "no recommendation");
  refuse_outcome (self, "granted", "2026-11-24", &state, "becomes of a recommendation");
  refuse_outcome (self, "granted", "2026-11-24", &condition, "number of a condition");
  assert_state (self, "issued", "sent");
}

static void
test_a_permission_against_the_advice_is_said (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *stance, *decision, *words;
  } rows[] = {
    { "objection", "granted", "against the police’s objection" },
    { "concerns", "granted-with-conditions", "although the police had concerns" },
    { "concerns", "refused", "" },
    { "no-objection", "granted", "" },
  };
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (SlOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  const char *contrary;

  sl_test_response_set (self->base, &(SlResponseValues){ .stance = rows[row].stance });
  approve (self);
  issued = issue (self);
  g_assert_true (record (self, rows[row].decision, "2026-11-24", NULL, 0, &error));
  outcome = sl_outcome_load (self->base->store, self->base->case_id, &error);
  contrary = sl_outcome_get (outcome, "contrary");
  g_assert_cmpstr (sl_outcome_get (outcome, "stance"), ==, rows[row].stance);
  if (*rows[row].words == '\0')
    g_assert_cmpstr (contrary, ==, "");
  else
    g_assert_nonnull (strstr (contrary, rows[row].words));
}

#define ADD(path, func) g_test_add ("/review/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("issue/keeps-the-bytes-and-marks-the-case-sent",
       test_issuing_keeps_the_bytes_and_marks_the_case_sent);
  ADD ("issue/is-the-approved-letter-with-its-seal",
       test_what_was_issued_is_the_approved_letter_with_its_seal);
  ADD ("issue/only-an-approved-version", test_only_an_approved_version_is_issued);
  ADD ("issue/who-may-follows-from-the-rules", test_who_may_issue_follows_from_the_rules);
  ADD ("issue/a-day-or-way-that-cannot-be-is-refused", test_a_day_or_way_that_cannot_be_is_refused);
  ADD ("issue/a-change-after-approval-is-named", test_a_change_after_approval_is_named);
  ADD ("issue/a-comment-after-approval-holds-it-back", test_a_comment_after_approval_holds_it_back);
  ADD ("issue/a-document-altered-or-gone-stops-it",
       test_a_document_that_was_altered_or_is_gone_stops_it);
  ADD ("issue/an-altered-or-missing-response-is-named",
       test_an_altered_or_missing_response_is_named);
  ADD ("issue/an-import-given-up-leaves-it-there", test_an_import_that_is_given_up_leaves_it_there);
  ADD ("issue/a-backup-brings-it-back", test_a_backup_brings_it_back);
  ADD ("issue/the-row-is-never-changed", test_the_row_is_never_changed);
  ADD ("outcome/its-recommendations-are-those-of-the-letter",
       test_the_recommendations_are_those_of_the_letter);
  ADD ("outcome/closes-the-case-and-can-be-corrected",
       test_an_outcome_closes_the_case_and_can_be_corrected);
  ADD ("outcome/one-that-cannot-be-is-refused", test_an_outcome_that_cannot_be_is_refused);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/review/outcome/against-the-advice-is-said/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up,
                  test_a_permission_against_the_advice_is_said, tear_down);
    }
  return g_test_run ();
}
