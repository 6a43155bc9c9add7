/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-review.h"
#include "sl-test.h"

#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "review/sl-issue.h"
#include "store/sl-audit.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* What was issued against the trail of changes; an issue that somebody else's change meets
 * half-way; and that what is worked on never waits in the inbox as well. */
typedef struct
{
  SlTestResponse *base;
  SlReview *review; /* borrowed */
  char *rowan, *helen;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->base = sl_test_response_new ();
  self->review = sl_casebook_get_review (self->base->casebook);
  self->rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  sl_test_become (self->base, self->rowan);
  self->helen = sl_test_add_person (self->base, "2001", "Helen Marsh", "manager");
  self->base->originals = TRUE;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sl_test_response_free (self->base);
  g_free (self->rowan);
  g_free (self->helen);
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
issue (Fixture *self, const char *sent_on, GError **error)
{
  return sl_review_issue (self->review, self->base->case_id, sent_on, "e-mail", "Judith Okoro",
                          error);
}

/* The trail. */

/* A closed casebook with an issued response; the name of its kept PDF. */
static char *
make_issued (Fixture *self, char **pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue) issued = NULL;
  char *folder = g_strdup (sl_casebook_get_path (self->base->casebook));
  const char *sha256;

  sl_test_response_fill (self->base);
  approve (self);
  issued = issue (self, "2026-11-24", &error);
  g_assert_no_error (error);
  sha256 = sl_issue_get (issued, "sha256");
  *pdf = g_strdup_printf ("%s/files/%.2s/%s", folder, sha256, sha256);
  sl_casebook_close (self->base->casebook);
  return folder;
}

/* Past the whole program, by somebody who took the triggers out of the way. */
static void
tamper (const char *folder, const char *sql)
{
  static const char drop[] = "SELECT 'DROP TRIGGER ' || name FROM sqlite_master"
                             " WHERE type = 'trigger' AND tbl_name IN ('audit', 'issued_response')";
  g_autofree char *path = g_build_filename (folder, "sightline.db", NULL);
  g_autoptr (GString) drops = g_string_new (NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, drop, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (drops, "%s;", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_exec (db, drops->str, NULL, NULL, NULL), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
}

static void
assert_found (const char *folder, SlAuditState state, const char *words)
{
  g_autoptr (SlAuditReport) report = sl_audit_verify (folder, NULL);
  g_autofree char *sentence = g_strconcat ("The response issued ", words, NULL);

  g_assert_cmpint (report->state, ==, state);
  for (guint i = 0; i < report->problems->len; i++)
    if (strstr (g_ptr_array_index (report->problems, i), sentence) != NULL)
      return;
  g_error ("“%s” was not found", sentence);
}

static void
test_the_head_in_a_response_is_compared (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *sql, *words;
  } deeds[] = {
    /* The trail was written over: whoever holds the letter can tell. */
    { "UPDATE audit SET hash = replace (hash, substr (hash, 1, 8), '00000000') WHERE sequence ="
      " (SELECT audit_sequence FROM issued_response)",
      "to UTT/26/2147/FUL: the head in its footer, row " },
    { "UPDATE issued_response SET audit_sequence = audit_sequence - 1",
      "to UTT/26/2147/FUL: the head in its footer, row " },
    { "UPDATE issued_response SET audit_hash = replace (audit_hash, substr (audit_hash, 1, 8), "
      "'00000000')",
      "to UTT/26/2147/FUL: its record names another head" },
    { "UPDATE audit SET detail = '{}' WHERE action = 'issue-response'",
      "to UTT/26/2147/FUL: its record names another head" },
    { "DELETE FROM audit WHERE action = 'issue-response'",
      "to UTT/26/2147/FUL: no row of the trail tells of its issue." },
    { "DELETE FROM issued_response", "by row " },
  };
  g_autofree char *pdf = NULL;
  g_autofree char *folder = make_issued (self, &pdf);
  g_autofree char *database = g_build_filename (folder, "sightline.db", NULL);
  g_autoptr (SlAuditReport) whole = sl_audit_verify (folder, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_cmpint (whole->state, ==, SL_AUDIT_INTACT);
  g_assert_cmpuint (whole->n_issued, ==, 1);
  g_assert_true (g_file_get_contents (database, &content, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      tamper (folder, deeds[i].sql);
      assert_found (folder, SL_AUDIT_TAMPERED, deeds[i].words);
      g_assert_true (g_file_set_contents (database, content, (gssize) length, NULL));
    }
}

static void
test_the_bytes_with_the_head_are_compared (Fixture *self, gconstpointer data)
{
  g_autofree char *pdf = NULL;
  g_autofree char *folder = make_issued (self, &pdf);

  g_assert_true (g_file_set_contents (pdf, "%PDF-1.4 no objection", -1, NULL));
  assert_found (folder, SL_AUDIT_TAMPERED, "to UTT/26/2147/FUL: its file is not what was issued");
  g_assert_cmpint (g_unlink (pdf), ==, 0);
  assert_found (folder, SL_AUDIT_UNCHECKED, "to UTT/26/2147/FUL: its file cannot be read");
}

/* Somebody else changes the case between the check and the writing. */

typedef struct
{
  SlTestResponse *base;
  GThread *thread;
  guint calls, meddle_at; /* 0: never */
} Meddler;

/* Issuing looks at the day once it knows how things stand; that is when the other one is faster. */
static gint64
meddling_clock (gpointer data)
{
  static gint64 now = G_GINT64_CONSTANT (1795539600000000);
  Meddler *self = data;

  if (g_thread_self () == self->thread && ++self->calls == self->meddle_at)
    sl_test_response_apply (self->base,
                            sl_case_change_title (self->base->case_id, "Mallard Way, changed"));
  return now += 1000;
}

static void
test_a_case_that_changed_meanwhile_is_not_issued (Fixture *self, gconstpointer data)
{
  Meddler meddler = { .base = self->base, .thread = g_thread_self () };
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;

  sl_test_response_fill (self->base);
  approve (self);
  sl_clock_set (meddling_clock, &meddler);
  g_assert_null (issue (self, "2026-11-31", &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpuint (meddler.calls, >, 0);
  meddler.meddle_at = meddler.calls;
  meddler.calls = 0;
  g_assert_null (issue (self, "2026-11-24", &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT);
  g_assert_cmpuint (meddler.calls, >=, meddler.meddle_at);
  g_assert_nonnull (strstr (error->message, "Look at it again"));
  sl_clock_set (NULL, NULL);
  /* The change that was faster counts, and nothing was sent. */
  state = sl_test_dup_state (self->base);
  g_assert_cmpstr (state, ==, "voided");
}

/* The inbox. */

static void
assert_triage (Fixture *self, const char *triage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase)
      planning_case = sl_case_records_load (self->base->store, self->base->case_id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get (planning_case, "triage"), ==, triage);
}

static void
refuse (Fixture *self, SlChange *change, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_store_apply (self->base->store, change, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

static void
test_drafting_takes_an_application_on (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) before = sl_audit_list (self->base->store, NULL, 0, NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  const SlAuditRow *row;

  assert_triage (self, "new");
  sl_test_response_set (self->base, &(SlResponseValues){ .stance = "concerns" });
  assert_triage (self, "case");
  after = sl_audit_list (self->base->store, NULL, 0, NULL);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  row = g_ptr_array_index (after, 0);
  g_assert_cmpstr (row->action, ==, "set-response");
  g_assert_nonnull (strstr (row->detail, "\"triage\":\"case\""));
  planning_case = sl_case_records_load (self->base->store, self->base->case_id, NULL);
  g_assert_cmpstr (sl_case_get (planning_case, "officer-id"), ==, self->rowan);
  g_assert_cmpstr (sl_case_get (planning_case, "our-reference"), !=, "");
  /* Once: another's edit does not make it theirs. */
  sl_test_become (self->base, self->helen);
  sl_test_response_set (self->base, &(SlResponseValues){ .stance = "support" });
  g_clear_object (&planning_case);
  planning_case = sl_case_records_load (self->base->store, self->base->case_id, NULL);
  g_assert_cmpstr (sl_case_get (planning_case, "officer-id"), ==, self->rowan);
}

static void
test_what_is_not_commented_on_is_not_drafted (Fixture *self, gconstpointer data)
{
  sl_test_response_apply (
      self->base, sl_case_change_no_comment (self->base->case_id, "A householder extension"));
  refuse (self,
          sl_response_change_set (self->base->case_id, &(SlResponseValues){ .stance = "concerns" }),
          "case make");
  assert_triage (self, "no-comment");
}

static void
test_what_waits_in_the_inbox_is_not_submitted (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;

  sl_test_response_fill (self->base);
  sl_test_response_apply (self->base, sl_case_change_back_to_inbox (self->base->case_id));
  g_assert_null (sl_review_submit (self->review, self->base->case_id, "", &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "case make"));
  sl_test_response_apply (self->base, sl_case_change_make (self->base->case_id, self->rowan));
  version = sl_test_submit (self->base);
  /* In review it does not go back there. */
  refuse (self, sl_case_change_back_to_inbox (self->base->case_id), "in review");
  refuse (self, sl_case_change_no_comment (self->base->case_id, "Too late"), "in review");
}

/* A casebook of before, in which one could be approved while it waited in the inbox. */
static void
test_issuing_takes_what_was_approved_before_on (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue) issued = NULL;

  sl_test_response_fill (self->base);
  approve (self);
  sl_test_run_sql (self->base, &error, "UPDATE planning_case SET triage = 'new'", NULL);
  g_assert_no_error (error);
  issued = issue (self, "2026-11-24", &error);
  g_assert_no_error (error);
  assert_triage (self, "case");
  refuse (self, sl_case_change_back_to_inbox (self->base->case_id), "was issued");
}

#define ADD(path, func) g_test_add ("/review/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("issue-trail/the-head-in-a-response-is-compared", test_the_head_in_a_response_is_compared);
  ADD ("issue-trail/the-bytes-with-the-head-are-compared",
       test_the_bytes_with_the_head_are_compared);
  ADD ("issue-trail/a-case-that-changed-meanwhile-is-not-issued",
       test_a_case_that_changed_meanwhile_is_not_issued);
  ADD ("inbox/drafting-takes-an-application-on", test_drafting_takes_an_application_on);
  ADD ("inbox/what-is-not-commented-on-is-not-drafted",
       test_what_is_not_commented_on_is_not_drafted);
  ADD ("inbox/what-waits-there-is-not-submitted", test_what_waits_in_the_inbox_is_not_submitted);
  ADD ("inbox/issuing-takes-on-what-was-approved-before",
       test_issuing_takes_what_was_approved_before_on);
  return g_test_run ();
}
