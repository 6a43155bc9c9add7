/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test.h"

#include "assessment/sl-assessment-private.h"
#include "casebook/sl-casebook.h"
#include "cases/sl-case-records.h"
#include "store/sl-audit-private.h"
#include "store/sl-audit.h"
#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* A casebook of an older Sightline: made by running the first scripts only, with rows in it. */

static void
run_sql (SlDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  sl_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

/* A version that was submitted, commented on and looked at, from when there were versions. */
static const char review_rows[] =
    "INSERT INTO version_content (hash, bytes) VALUES ('h', 'x');"
    "INSERT INTO version (version_id, case_id, number, state, hash, stance, submitted_by,"
    " submitted_role, submitted_at, changed_at) VALUES ('v1', 'c1', 1, 'submitted', 'h',"
    " 'concerns', 'p1', 'officer', '2026-11-02T09:00:00.000Z', '2026-11-02T09:00:00.000Z');"
    "INSERT INTO version_author (version_id, person_id) VALUES ('v1', 'p1');"
    "INSERT INTO comment (comment_id, case_id, version_id, anchor_kind, body, person_id, role, at)"
    " VALUES ('k1', 'c1', 'v1', 'whole', 'Why?', 'p1', 'officer', '2026-11-02T10:00:00.000Z');"
    "INSERT INTO version_seen (case_id, person_id, version_id, at)"
    " VALUES ('c1', 'p1', 'v1', '2026-11-02T11:00:00.000Z');";

/* An item that was judged, with its evidence and a state before; of every older shape. */
static const char assessment_rows[] =
    "INSERT INTO pack_copy (hash, kind, pack_id, edition, bytes, kept_at) VALUES ('ph', "
    "'checklist',"
    " 'sbd-homes', '2025-01', '<checklist/>', '2026-11-01T09:00:00.000Z');"
    "INSERT INTO assessment (assessment_id, case_id, pack_id, pack_edition, pack_hash, created_at)"
    " VALUES ('w1', 'c1', 'sbd-homes', '2025-01', 'ph', '2026-11-01T09:00:00.000Z');"
    "INSERT INTO answer (answer_id, assessment_id, item_id, verdict, observation, shown_value,"
    " shown_unit, revision, person_id, changed_at) VALUES ('a1', 'w1', 'H21', 'not-met', 'Low',"
    " 1.5, 'm', 2, 'p1', '2026-11-01T10:00:00.000Z');"
    "INSERT INTO answer_revision VALUES ('a1', 1, 0, 'partly', '', '', '', '', '', '', '', NULL, "
    "'',"
    " '', 'p1', '2026-11-01T09:30:00.000Z');"
    "INSERT INTO answer_revision VALUES ('a1', 2, 1, 'not-met', '', 'Low', '', '', '', '', '', 1.5,"
    " 'm', 'e1', 'p1', '2026-11-01T10:00:00.000Z');"
    "INSERT INTO document (document_id, case_id, file_name, title, kind, kind_source, state,"
    " imported_at) VALUES ('d1', 'c1', 'plan.pdf', 'Plan', 'plan', 'guessed', 'read',"
    " '2026-11-01T09:00:00.000Z');"
    "INSERT INTO evidence (evidence_id, case_id, document_id, page_number, person_id, at)"
    " VALUES ('e1', 'c1', 'd1', 1, 'p1', '2026-11-01T10:00:00.000Z');"
    "INSERT INTO answer_evidence VALUES ('a1', 'e1', 0);";

/* From the sixth shape on the file itself takes no version that the rules of quality assurance,
 * which the program writes into it, have not allowed. */
static gboolean
has_versions (guint number)
{
  return number > 1 && number < 6;
}

/* The file as the program of migration @number would have left it. */
static void
make_older (const char *folder, guint number)
{
  g_autofree char *path = g_build_filename (folder, SL_STORE_DATABASE_NAME, NULL);
  g_autofree char *account = g_strdup_printf ("%u", (guint) getuid ());
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();
  g_autoptr (SlDatabase) database = NULL;
  g_autofree char *person = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (migrations, (int) number);
  g_mkdir_with_parents (folder, 0700);
  database = sl_database_open (path, SL_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  sl_migrations_run (database, migrations, &error);
  g_assert_no_error (error);
  person = g_strdup_printf (
      "INSERT INTO person (person_id, account, login, display_name, role, created_at) VALUES"
      " ('p1', '%s', 'rowan', 'Rowan Ashdown', 'officer', '2026-11-01T09:00:00.000Z');",
      account);
  run_sql (database, person);
  run_sql (
      database,
      "INSERT INTO planning_case (case_id, reference, reference_folded, title, triage, stage,"
      " created_at, changed_at) VALUES ('c1', 'UTT/26/2147/FUL', 'UTT/26/2147/FUL',"
      " 'Land east of Mallard Way', 'case', 'drafting', '2026-11-01T09:00:00.000Z',"
      " '2026-11-01T09:00:00.000Z');"
      "INSERT INTO response (response_id, case_id, template_id, stance, created_at, changed_at)"
      " VALUES ('r1', 'c1', 'planning-response', 'concerns', '2026-11-01T09:00:00.000Z',"
      " '2026-11-01T09:00:00.000Z');");
  run_sql (database, assessment_rows);
  if (has_versions (number))
    run_sql (database, review_rows);
  sl_database_close (database);
  sl_heads_append (folder, 0, SL_AUDIT_GENESIS, "close", &error);
  g_assert_no_error (error);
}

static gint64
read_number (SlCasebook *casebook, const char *sql)
{
  g_autoptr (GError) error = NULL;
  SlDatabase *database = sl_store_read (sl_casebook_get_store (casebook));
  gint64 number = -1;

  sl_sqlite_get_pragma (sl_database_get_handle (database), sql, &number, &error);
  g_assert_no_error (error);
  return number;
}

/* Versions, comments and what was seen are of the case's response, as they were. */
static void
assert_reviewed (SlCasebook *casebook)
{
  SlStore *store = sl_casebook_get_store (casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) newest = sl_versions_load_newest (store, "c1", &error);
  g_autoptr (GListModel) comments = NULL;
  g_autofree char *seen = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sl_version_get_number (newest), ==, 1);
  g_assert_cmpstr (sl_version_get (newest, "paper-id"), ==, "c1");
  comments = sl_comments_list (store, "c1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (comments), ==, 1);
  seen = sl_versions_dup_last_seen (store, "c1", &error);
  g_assert_cmpstr (seen, ==, "v1");
}

/* What was judged is the whole case's, with all its states, which stay as unchangeable as they
 * were. */
static void
assert_assessed (SlCasebook *casebook)
{
  SlStore *store = sl_casebook_get_store (casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sl_answer_records_list (store, "w1", &error);
  const SlAnswerRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->state->verdict, ==, SL_VERDICT_NOT_MET);
  g_assert_cmpstr (row->state->texts[SL_ANSWER_OBSERVATION], ==, "Low");
  g_assert_cmpfloat (row->state->shown, ==, 1.5);
  g_assert_cmpstr (row->state->evidence[0], ==, "e1");
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM assessment"
                                          " WHERE subject_id IS NULL AND features = ''"),
                   ==, 1);
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM answer_revision"
                                          " WHERE answer_id = 'a1' AND previous = revision - 1"),
                   ==, 2);
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM sqlite_schema WHERE type ="
                                          " 'trigger' AND tbl_name = 'answer_revision'"),
                   ==, 2);
}

static void
test_an_older_casebook_opens_with_its_rows (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autofree char *parent = sl_test_make_folder ();
  g_autofree char *folder = g_build_filename (parent, "older", NULL);
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();
  g_autoptr (SlCasebook) casebook = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (SlResponse) response = NULL;
  g_autoptr (SlAuditReport) report = NULL;
  g_autoptr (GError) error = NULL;

  make_older (folder, number);
  casebook = sl_casebook_open (folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_false (sl_store_is_read_only (sl_casebook_get_store (casebook)));
  g_assert_cmpint (read_number (casebook, "PRAGMA user_version"), ==, migrations->len);
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM schema_migration"), ==,
                   migrations->len);
  planning_case = sl_case_records_load (sl_casebook_get_store (casebook), "c1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get (planning_case, "title"), ==, "Land east of Mallard Way");
  g_assert_cmpstr (sl_case_get (planning_case, "stage"), ==, "drafting");
  /* Lists find it by its title, which earlier programs did not write for them. */
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM case_words"
                                          " WHERE words LIKE '%land east of mallard way%'"),
                   ==, 1);
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM case_words_stale"), ==, 0);
  response = sl_response_load (sl_casebook_get_store (casebook), "c1", &error);
  g_assert_cmpstr (sl_response_get (response, "stance"), ==, "concerns");
  g_assert_cmpstr (sl_person_get_id (sl_casebook_get_person (casebook)), ==, "p1");
  g_assert_cmpstr (sl_person_get_display_name (sl_casebook_get_person (casebook)), ==,
                   "Rowan Ashdown");
  /* Who worked before there were roles to confirm is asked, and decides nothing until then. */
  g_assert_true (sl_person_get_self_declared (sl_casebook_get_person (casebook)));
  g_assert_cmpint (read_number (casebook, "SELECT COUNT (*) FROM version"), ==,
                   has_versions (number));
  if (has_versions (number))
    assert_reviewed (casebook);
  assert_assessed (casebook);
  sl_store_apply (sl_casebook_get_store (casebook), sl_case_change_title ("c1", "Mallard Way"),
                  &error);
  g_assert_no_error (error);
  sl_casebook_close (casebook);
  report = sl_audit_verify (folder, NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/upgrade/a-casebook-of-the-first-shape-opens-with-its-rows",
                        GUINT_TO_POINTER (1), test_an_older_casebook_opens_with_its_rows);
  g_test_add_data_func ("/store/upgrade/a-casebook-of-the-second-shape-opens-with-its-rows",
                        GUINT_TO_POINTER (2), test_an_older_casebook_opens_with_its_rows);
  g_test_add_data_func ("/store/upgrade/a-casebook-of-the-third-shape-opens-with-its-rows",
                        GUINT_TO_POINTER (3), test_an_older_casebook_opens_with_its_rows);
  g_test_add_data_func ("/store/upgrade/a-casebook-of-the-fifth-shape-opens-with-its-rows",
                        GUINT_TO_POINTER (5), test_an_older_casebook_opens_with_its_rows);
  g_test_add_data_func ("/store/upgrade/a-casebook-of-the-sixth-shape-opens-with-its-rows",
                        GUINT_TO_POINTER (6), test_an_older_casebook_opens_with_its_rows);
  g_test_add_data_func ("/store/upgrade/a-casebook-of-the-seventh-shape-opens-with-its-rows",
                        GUINT_TO_POINTER (7), test_an_older_casebook_opens_with_its_rows);
  return g_test_run ();
}
