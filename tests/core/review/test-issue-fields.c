/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-review.h"
#include "sl-test.h"

#include "cases/sl-case-records.h"

#include "review/sl-issue.h"
#include "review/sl-review-private.h"
#include "review/sl-snapshot-private.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* T-02: after the approval each field that it covers is changed in turn, in the file itself, past
 * the guard that would void the approval: issuing has to find every one by composing anew. Fields
 * are those of the snapshot's own table: one that no change here reaches fails the test. */

typedef struct
{
  SlTestResponse *base;
  char *folder, *rowan, *helen;
  sqlite3 *approved;   /* the casebook as it was approved, in memory */
  GHashTable *covered; /* "answer/verdict" and so on: changed by something */
} Fixture;

static void
copy_database (sqlite3 *to, sqlite3 *from)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  g_assert_nonnull (backup);
  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  g_assert_cmpint (sqlite3_backup_finish (backup), ==, SQLITE_OK);
}

/* The casebook's file as anyone with it could open it. */
static sqlite3 *
open_file (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "sightline.db", NULL);
  sqlite3 *file = NULL;

  g_assert_cmpint (sqlite3_open (path, &file), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (file, "PRAGMA synchronous = OFF", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  return file;
}

static void
put_back (Fixture *self)
{
  sqlite3 *file = open_file (self);

  copy_database (file, self->approved);
  sqlite3_close (file);
}

static void
run_by_hand (Fixture *self, const char *sql)
{
  sqlite3 *file = open_file (self);
  g_autofree char *problem = NULL;
  int code = sqlite3_exec (file, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (file));
  g_assert_cmpint (sqlite3_total_changes (file), >, 0);
  sqlite3_close (file);
}

static void
add_figures (SlTestResponse *base)
{
  sl_test_response_apply (
      base, sl_case_change_features (base->case_id,
                                     (const char *[]){ "houses", "flats", "parking-court", NULL }));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;
  SlReview *review;
  sqlite3 *file;

  self->base = sl_test_response_new ();
  self->base->originals = TRUE;
  self->folder = g_strdup (sl_casebook_get_path (self->base->casebook));
  self->rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  review = sl_casebook_get_review (self->base->casebook);
  sl_test_become (self->base, self->rowan);
  self->helen = sl_test_add_person (self->base, "2001", "Helen Marsh", "manager");
  sl_test_response_fill (self->base);
  add_figures (self->base);
  version = sl_test_submit (self->base);
  sl_test_become (self->base, self->helen);
  sl_review_approve (review, self->base->case_id, "", &error);
  g_assert_no_error (error);
  sl_test_become (self->base, self->rowan);
  g_assert_cmpint (sqlite3_open (":memory:", &self->approved), ==, SQLITE_OK);
  file = open_file (self);
  copy_database (self->approved, file);
  sqlite3_close (file);
  self->covered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sqlite3_close (self->approved);
  sl_test_response_free (self->base);
  g_hash_table_unref (self->covered);
  g_free (self->folder);
  g_free (self->rowan);
  g_free (self->helen);
}

/* "answer/H21/verdict" is of the kind "answer/verdict". */
static char *
kind_of (const char *path)
{
  const char *first = strchr (path, '/'), *last = strrchr (path, '/');

  return g_strdup_printf ("%.*s%s", (int) (first - path), path, last);
}

/* Adds the kinds of rows that @one has and @other has not so. */
static void
add_kinds (GHashTable *kinds, SlSnapshot *one, SlSnapshot *other)
{
  for (guint i = 0; i < sl_snapshot_get_n_rows (one); i++)
    {
      const char *path, *value;

      sl_snapshot_get_row (one, i, &path, &value);
      if (!g_str_equal (value, sl_snapshot_get (other, path)))
        g_hash_table_add (kinds, kind_of (path));
    }
}

/* What was changed has to reach @kind (NULL: the letter cannot even be composed any more), and
 * issuing has to refuse. */
static void
assert_found (Fixture *self, const char *kind, const char *change)
{
  SlReview *review = sl_casebook_get_review (self->base->casebook);
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlReviewFacts)
      facts = sl_review_gather (review, self->base->case_id, SL_REVIEW_GATHER_CONTENT, &error);
  g_autoptr (SlIssue) issued = NULL;
  GHashTableIter iter;
  gpointer found;

  g_assert_no_error (error);
  g_assert_cmpstr (sl_version_get (facts->newest, "state"), ==, "approved");
  if (facts->draft != NULL)
    {
      add_kinds (kinds, facts->frozen, facts->draft);
      add_kinds (kinds, facts->draft, facts->frozen);
    }
  if (kind != NULL ? !g_hash_table_contains (kinds, kind) : facts->draft != NULL)
    g_error ("%s: does not change %s", change, kind);
  issued = sl_review_issue (review, self->base->case_id, "2026-11-24", "e-mail", "", &error);
  if (issued != NULL)
    g_error ("%s: the response was issued although %s differs", change, kind);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "no longer what was approved"));
  if (kind != NULL && strstr (error->message, "differs") == NULL)
    g_error ("%s: it is not said what differs: %s", change, error->message);
  g_hash_table_iter_init (&iter, kinds);
  while (g_hash_table_iter_next (&iter, &found, NULL))
    g_hash_table_add (self->covered, g_strdup (found));
}

#define ANSWER "UPDATE answer SET "
#define H21 " WHERE item_id = 'H21'"

static const struct
{
  const char *kind, *sql;
} changes[] = {
  { "case/reference", "UPDATE planning_case SET reference = 'UTT/26/2148/FUL'" },
  { "case/our-reference", "UPDATE planning_case SET our_reference = 'DOC/9'" },
  { "case/title", "UPDATE planning_case SET title = 'Land west of Mallard Way'" },
  { "case/kind", "UPDATE planning_case SET kind = 'pre-application'" },
  { "case/authority-code", "UPDATE planning_case SET authority_code = 'braintree'" },
  { "case/authority-name", "UPDATE planning_case SET authority_name = 'Another Council'" },
  { "case/address", "UPDATE planning_case SET address = 'Elsewhere'" },
  { "case/postcode", "UPDATE planning_case SET postcode = 'CM1 1AA'" },
  { "case/proposal", "UPDATE planning_case SET proposal = '48 homes.'" },
  { "case/type-class", "UPDATE planning_case SET type_class = 'full'" },
  { "case/type-text", "UPDATE planning_case SET type_text = 'Full'" },
  { "case/dwellings", "UPDATE planning_case SET dwellings = 58" },
  { "case/floorspace-m2", "UPDATE planning_case SET floorspace_m2 = 10.5" },
  { "case/site-area-ha", "UPDATE planning_case SET site_area_ha = 2.5" },
  { "case/date-received", "UPDATE planning_case SET date_received = '2026-11-01'" },
  { "case/date-valid", "UPDATE planning_case SET date_valid = '2026-11-02'" },
  { "case/consultation-start", "UPDATE planning_case SET consultation_start = '2026-11-05'" },
  { "case/consultation-expiry", "UPDATE planning_case SET consultation_expiry = '2026-12-05'" },
  { "case/target-date", "UPDATE planning_case SET target_date = '2027-02-05'" },
  { "case/applicant", "UPDATE planning_case SET applicant = 'Fenwick & Lowe Homes'" },
  { "case/agent", "UPDATE planning_case SET agent = 'Hollins Bray Architects'" },
  { "case/case-officer", "UPDATE planning_case SET case_officer = 'Nobody'" },
  { "case/features", "UPDATE planning_case SET features = 'houses'" },
  { "response/stance", "UPDATE response SET stance = 'no-objection'" },
  { "response/flags", "UPDATE response SET flags = 'informative'" },
  { "response/award-level", "UPDATE response SET award_level = 'gold'" },
  { "response/nppf-edition", "UPDATE response SET nppf_edition = '2023-12'" },
  { "response/nppf-edition-used", "UPDATE response SET nppf_edition = '2023-12'" },
  { "response/letter-date", "UPDATE response SET letter_date = '2026-11-23'" },
  { "response/conditions", "UPDATE response SET conditions = 'A'" },
  { "author/name", "UPDATE person SET display_name = 'R Ashdown' WHERE staff_number = '80412'" },
  { "author/title", "UPDATE person SET job_title = 'Adviser' WHERE staff_number = '80412'" },
  { "author/staff-number",
    "UPDATE person SET staff_number = '80413' WHERE staff_number = '80412'" },
  { "author/person-id", "DROP TRIGGER version_is_what_was_submitted; UPDATE version SET"
                        " submitted_by = (SELECT person_id FROM person WHERE account = '2001')" },
  { "document/sha256", "UPDATE document SET sha256 = (SELECT sha256 FROM document WHERE"
                       " drawing_number = 'PL-101') WHERE drawing_number = 'PL-106'" },
  { "document/file-name", "UPDATE document SET file_name = 'other.pdf'" },
  { "document/title", "UPDATE document SET title = 'Fences' WHERE drawing_number = 'PL-106'" },
  { "document/kind", "UPDATE document SET kind = 'other' WHERE drawing_number = 'PL-106'" },
  { "document/number", "UPDATE document SET drawing_number = 'PL-107' WHERE"
                       " drawing_number = 'PL-106'" },
  { "document/revision", "UPDATE document SET revision = 'D' WHERE drawing_number = 'PL-106'" },
  { "document/state", "UPDATE document SET state = 'partial' WHERE drawing_number = 'PL-106'" },
  { "document/superseded", "UPDATE document SET superseded = 1 WHERE drawing_number = 'PL-106'" },
  { "document/pages", "UPDATE document SET page_count = 4 WHERE drawing_number = 'PL-106'" },
  { "evidence/document-id", "UPDATE evidence SET document_id ="
                            " (SELECT document_id FROM document WHERE drawing_number = 'PL-101')" },
  { "evidence/sha256", "UPDATE document SET sha256 = (SELECT sha256 FROM document WHERE"
                       " drawing_number = 'PL-101') WHERE drawing_number = 'PL-106'" },
  { "evidence/page", "UPDATE evidence SET page_number = 2" },
  { "evidence/x", "UPDATE evidence SET x = 0.1, y = 0.2, width = 0.3, height = 0.4" },
  { "evidence/y", "UPDATE evidence SET x = 0.1, y = 0.3, width = 0.3, height = 0.4" },
  { "evidence/width", "UPDATE evidence SET x = 0.1, y = 0.3, width = 0.4, height = 0.4" },
  { "evidence/height", "UPDATE evidence SET x = 0.1, y = 0.3, width = 0.4, height = 0.5" },
  { "evidence/quotation", "UPDATE evidence SET quotation = 'BT3 1.8 m close-boarded fence'" },
  { "evidence/note", "UPDATE evidence SET note = 'Measured twice'" },
  { "evidence/page", "UPDATE evidence SET removed = 1" },
  { "evidence/page", "INSERT INTO evidence SELECT '019a0000-0000-7000-8000-0000000000e1', case_id,"
                     " document_id, 3, x, y, width, height, quotation, note, 0, person_id, at"
                     " FROM evidence LIMIT 1" },
  { "answer/title", ANSWER "verdict = 'met' WHERE item_id = 'H02'" },
  { "answer/section", ANSWER "observation = 'Seen.' WHERE item_id = 'H02'" },
  { "answer/verdict", ANSWER "verdict = 'partly'" H21 },
  { "answer/reason", ANSWER "reason = 'A new road'" H21 },
  { "answer/observation", ANSWER "observation = 'The rear boundary is drawn at 1.8 m'" H21 },
  { "answer/recommendation", ANSWER "recommendation = 'Essex Police recommends a wall.'" H21 },
  { "answer/recommendation-source", ANSWER "recommendation_source = 'own'" H21 },
  { "answer/place", ANSWER "place = 'plots 14 to 20'" H21 },
  { "answer/priority", ANSWER "priority = 'low'" H21 },
  { "answer/priority-reason", ANSWER "priority_reason = '40 burglaries'" H21 },
  { "answer/shown-value", ANSWER "shown_value = 1.6" H21 },
  { "answer/shown-unit", ANSWER "shown_unit = 'mm'" H21 },
  { "answer/evidence", "DELETE FROM answer_evidence" },
  { "observation/topic", "UPDATE free_observation SET topic = 'lighting'" },
  { "observation/topic-title", "UPDATE free_observation SET topic = 'lighting'" },
  { "observation/observation", "UPDATE free_observation SET observation = 'The path is wide.'" },
  { "observation/recommendation", "UPDATE free_observation SET recommendation = 'Light it.'" },
  { "observation/priority", "UPDATE free_observation SET priority = 'high'" },
  { "observation/priority-reason", "UPDATE free_observation SET priority_reason = 'theft'" },
  { "observation/topic", "UPDATE free_observation SET removed = 1" },
  { "crime/source", "UPDATE crime_row SET source = 'a newspaper' WHERE category = 'Burglary'" },
  { "crime/period-from", "UPDATE crime_row SET period_from = '2025-09' WHERE count = 41" },
  { "crime/period-to", "UPDATE crime_row SET period_to = '2026-08' WHERE count = 41" },
  { "crime/area", "UPDATE crime_row SET area = 'within two miles' WHERE count = 41" },
  { "crime/category", "UPDATE crime_row SET category = 'Robbery' WHERE count = 41" },
  { "crime/count", "UPDATE crime_row SET count = 14 WHERE count = 41" },
  { "crime/caveat", "UPDATE crime_row SET caveat = '' WHERE count = 41" },
  { "crime/restricted", "UPDATE crime_row SET restricted = 1 WHERE count = 41" },
  { "crime/origin", "UPDATE crime_row SET origin = 'imported' WHERE count = 41" },
  { "crime/count", "DELETE FROM crime_row WHERE count = 41" },
  { "letter/title", "UPDATE planning_case SET reference = 'UTT/26/2148/FUL'" },
  { "letter/date", "UPDATE response SET letter_date = '2026-11-23'" },
  { "letter/subject", "UPDATE planning_case SET reference = 'UTT/26/2148/FUL'" },
  { "letter/footer", "UPDATE planning_case SET reference = 'UTT/26/2148/FUL'" },
  { "block/text",
    "INSERT INTO response_edit SELECT response_id, 'main-points/stance', 'replace', '',"
    " 'All is well.', '', created_at, created_at FROM response" },
  { "block/state", "INSERT INTO response_edit SELECT response_id, 'main-points/stance', 'replace',"
                   " '', 'All is well.', '', created_at, created_at FROM response" },
  { "block/offered",
    "INSERT INTO response_edit SELECT response_id, 'main-points/stance', 'replace',"
    " '', 'All is well.', '0123', created_at, created_at FROM response" },
  { "block/key", "INSERT INTO response_edit SELECT response_id, 'added/1', 'add',"
                 " 'main-points/stance', 'One more thing.', '', created_at, created_at"
                 " FROM response" },
  { "block/key",
    "INSERT INTO response_edit SELECT response_id, 'item/H42/observation', 'leave-out',"
    " '', '', '', created_at, created_at FROM response" },
  { "block/kind", "UPDATE response SET stance = 'no-comment'" },
  { "block/level", "UPDATE response SET stance = 'no-comment'" },
  { "block/section", "UPDATE response SET stance = 'no-comment'" },
  { "block/origin-kind", "UPDATE response SET stance = 'no-comment'" },
  { "block/origin-item", ANSWER "priority = 'low'" H21 },
  { "block/origin-citations", "UPDATE response SET nppf_edition = '2012-03'" },
  { "block/origin-evidence", "DELETE FROM answer_evidence" },
  { "block/origin-detail", ANSWER "shown_value = 1.6" H21 },
};

/* Packs are read when a casebook is opened. */
static void
reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  sl_casebook_close (self->base->casebook);
  g_object_unref (self->base->casebook);
  self->base->casebook = sl_casebook_open (self->folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_false (sl_store_is_read_only (sl_casebook_get_store (self->base->casebook)));
  self->base->store = sl_casebook_get_store (self->base->casebook);
  sl_test_become (self->base, self->rowan);
}

/* A pack of the user's own: the built-in one with some words replaced, by turns. */
static const struct
{
  const char *kind, *resource, *from, *to, *sql;
} packs[] = {
  { "pack/hash", "templates/planning-response.xml", "heading=\"Main points\"",
    "heading=\"What matters\"", NULL },
  { "pack/edition", "templates/planning-response.xml", "edition=\"2026-11\"", "edition=\"2026-12\"",
    NULL },
  { "pack/kind", "policy/standards.xml", "<standards id=\"standards\"",
    "<standards id=\"more-standards\"", NULL },
  { "pack/title", "force/essex.xml", "title=\"Essex Police\"", "title=\"The Essex Police\"", NULL },
  { "letter/author", "force/essex.xml", "<value key=\"third-person\">Essex Police</value>",
    "<value key=\"third-person\">Another Police</value>", NULL },
  { "response/template-id", "templates/planning-response.xml", "id=\"planning-response\"",
    "id=\"other-response\"", "UPDATE response SET template_id = 'other-response'" },
  { NULL, NULL, NULL, NULL, "UPDATE response SET template_id = 'not-there'" },
};

static void
put_pack (Fixture *self, const char *resource, const char *from, const char *to)
{
  g_autofree char *path = g_strconcat ("/org/sightline/Sightline/", resource, NULL);
  g_autofree char *target = g_build_filename (self->folder, "packs", "own.xml", NULL);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
  g_autoptr (GString) text = NULL;

  g_assert_no_error (error);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (target, text->str, -1, NULL));
}

static void
check_pack (Fixture *self, guint i)
{
  g_autofree char *own = g_build_filename (self->folder, "packs", "own.xml", NULL);

  if (packs[i].resource != NULL)
    put_pack (self, packs[i].resource, packs[i].from, packs[i].to);
  reopen (self);
  if (packs[i].sql != NULL)
    run_by_hand (self, packs[i].sql);
  assert_found (self, packs[i].kind, packs[i].to != NULL ? packs[i].to : packs[i].sql);
  put_back (self);
  g_remove (own);
}

/* What a letter never says otherwise, so that nothing can change it. */
static const char *const never[] = {
  "letter/language", /* the composer writes British English */
  "block/mark",      /* nothing that is composed is OFFICIAL-SENSITIVE: a rule keeps it out */
  NULL,
};

/* What only a report of a sheet holds: test-papers.c goes through it. */
static gboolean
is_of_a_report (const char *group, const char *field)
{
  static const char *const groups[] = { "paper", "value", "action", "photograph", NULL };

  return g_strv_contains (groups, group) || g_str_has_prefix (field, "figure-");
}

static void
assert_all_covered (Fixture *self)
{
  for (guint i = 0; i < sl_snapshot_n_groups; i++)
    for (const SlSnapshotField *field = sl_snapshot_groups[i].fields; field->name != NULL; field++)
      {
        g_autofree char *kind = g_strdup_printf ("%s/%s", sl_snapshot_groups[i].name, field->name);

        if (!is_of_a_report (sl_snapshot_groups[i].name, field->name) &&
            !g_hash_table_contains (self->covered, kind) && !g_strv_contains (never, kind))
          g_error ("No change of this test reaches %s: add one", kind);
      }
}

static void
test_any_covered_field_stops_it (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue) issued = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      run_by_hand (self, changes[i].sql);
      assert_found (self, changes[i].kind, changes[i].sql);
      put_back (self);
    }
  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    check_pack (self, i);
  assert_all_covered (self);
  g_test_message ("%u changes, %u kinds of fields", (guint) G_N_ELEMENTS (changes),
                  g_hash_table_size (self->covered));
  /* All put back, it goes out: nothing else had refused. */
  reopen (self);
  issued = sl_review_issue (sl_casebook_get_review (self->base->casebook), self->base->case_id,
                            "2026-11-24", "e-mail", "", &error);
  g_assert_no_error (error);
  g_assert_nonnull (issued);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/review/issue/any-covered-field-that-differs-stops-it", Fixture, NULL, set_up,
              test_any_covered_field_stops_it, tear_down);
  return g_test_run ();
}
