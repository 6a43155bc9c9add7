/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-scene.h"

#include "base/sl-id.h"

#include <string.h>

/* When a version may be decided on, by the functions and the command line; and what the database
 * itself holds against who writes past the whole program. */

static const SlTestRequest all_requests[] = { { "approve", NULL },
                                              { "return", NULL },
                                              { "return", "Say why the fence has to be higher." } };

static void
skip_without_others (void)
{
  g_test_skip ("no user namespaces here: nobody can be another account");
}

static void
test_only_what_waits_is_decided (void)
{
  static const char *const states[] = { "",          "submitted", "returned",
                                        "withdrawn", "approved",  "voided" };
  gboolean others = sl_test_can_be_others ();

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    sl_test_scene_try (&(SlTestSetting){ .state = states[i], .manager_author = TRUE }, all_requests,
                       G_N_ELEMENTS (all_requests), others);
  if (!others)
    skip_without_others ();
}

/* SQL past the program: only the two hard lines, once, and for the right content. */
static gboolean
insert_decision (SlTestScene *self,
                 SlVersion *version,
                 const SlTestPerson *person,
                 const char *role,
                 const char *outcome,
                 const char *hash,
                 const char *stands)
{
  g_autofree char *id = sl_id_new ();

  return sl_test_run_sql (self->base, NULL,
                          "INSERT INTO decision (decision_id, version_id, hash, outcome, person_id,"
                          " role, self_declared, stands, at)"
                          " VALUES (?, ?, ?, ?, ?, ?, 0, CAST (? AS INTEGER), '2026-11-24')",
                          id, sl_version_get_id (version), hash, outcome, person->id, role, stands,
                          NULL);
}

/* As a decision that does not stand, so that no attempt is in the way of the next. */
static void
try_sql (SlTestScene *self,
         const SlTestPerson *person,
         const char *outcome,
         gboolean lies,
         gboolean right)
{
  g_autoptr (SlVersion)
      version = sl_versions_load_newest (self->base->store, self->base->case_id, NULL);
  g_autofree char *wrong = g_strnfill (64, '0');
  gboolean expected = !person->author && !g_str_equal (person->role, "trainee") && right;
  gboolean done = insert_decision (self, version, person, lies ? "manager" : person->role, outcome,
                                   right ? sl_version_get (version, "hash") : wrong, "0");

  if (done != expected)
    g_error ("SQL: %s by a %s %s, role %s, hash %s, was %s", outcome, person->role,
             person->author ? "who edited" : "who did not edit", lies ? "lied about" : "told",
             right ? "right" : "wrong", done ? "let through" : "refused");
}

static void
test_sql_meets_the_hard_lines (void)
{
  g_autoptr (SlTestScene)
      scene = sl_test_scene_new (&(SlTestSetting){ .state = "submitted", .manager_author = TRUE });
  g_autoptr (SlVersion)
      version = sl_versions_load_newest (scene->base->store, scene->base->case_id, NULL);
  const SlTestPerson *manager = &scene->persons[4];

  for (guint i = 0; i < G_N_ELEMENTS (scene->persons); i++)
    for (guint bits = 0; bits < 8; bits++)
      try_sql (scene, &scene->persons[i], bits & 1 ? "approved" : "returned", (bits & 2) != 0,
               (bits & 4) != 0);

  /* No decision stands yet, so nothing makes the version approved. */
  g_assert_false (
      sl_test_run_sql (scene->base, NULL, "UPDATE version SET state = ?", "approved", NULL));
  g_assert_true (insert_decision (scene, version, manager, "manager", "approved",
                                  sl_version_get (version, "hash"), "1"));
  g_assert_false (insert_decision (scene, version, &scene->persons[6], "senior-manager", "approved",
                                   sl_version_get (version, "hash"), "1"));
  g_assert_true (insert_decision (scene, version, &scene->persons[6], "senior-manager", "returned",
                                  sl_version_get (version, "hash"), "0"));
}

static void
test_sql_changes_nothing_that_was_written (void)
{
  static const char *const statements[] = {
    "UPDATE decision SET outcome = 'returned'",
    "UPDATE decision SET stands = 0",
    "DELETE FROM decision",
    "DELETE FROM version_author",
    "UPDATE version_author SET person_id = 'x'",
    "UPDATE version SET hash = 'x'",
    "UPDATE version SET submitted_by = 'x'",
    "UPDATE version SET state = 'submitted'",
    "UPDATE version SET grants_award = 1",
    "DELETE FROM version",
    "UPDATE version_content SET bytes = 'x'",
    "DELETE FROM version_content",
    "INSERT OR REPLACE INTO version_content (hash, bytes) SELECT hash, 'x' FROM version_content",
    "INSERT INTO version (version_id, case_id, number, state, hash, stance, submitted_by,"
    " submitted_role, submitted_at, changed_at) SELECT 'v', case_id, 99, 'approved', hash, stance,"
    " submitted_by, submitted_role, submitted_at, changed_at FROM version",
  };
  g_autoptr (SlTestScene)
      scene = sl_test_scene_new (&(SlTestSetting){ .state = "approved", .manager_author = TRUE });

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (sl_test_run_sql (scene->base, NULL, statements[i], NULL))
      g_error ("This went through: %s", statements[i]);
}

static gboolean
insert_issue (SlTestScene *self, const char *decision)
{
  return sl_test_run_sql (
      self->base, NULL,
      "INSERT INTO issued_response (issue_id, case_id, version_id, hash, sha256, size, decision_id,"
      " issued_by, issued_role, issued_at, audit_sequence, audit_hash, sent_on, sent_way)"
      " SELECT 'i', v.case_id, v.version_id, v.hash, 's', 1, COALESCE ((SELECT d.decision_id"
      " FROM decision d WHERE d.version_id = v.version_id AND d.outcome = ?), 'none'),"
      " v.submitted_by, 'officer', 'x', 1, 'x', '2026-11-24', 'e-mail' FROM version v",
      decision, NULL);
}

static void
test_sql_never_touches_what_was_issued (void)
{
  static const char file[] = "INSERT INTO stored_file (sha256, size, media_type, stored_at)"
                             " VALUES ('s', 1, 'application/pdf', 'x')";
  g_autoptr (SlTestScene) returned = sl_test_scene_new (&(SlTestSetting){ .state = "returned" });
  g_autoptr (SlTestScene) approved = sl_test_scene_new (&(SlTestSetting){ .state = "approved" });

  g_assert_true (sl_test_run_sql (returned->base, NULL, file, NULL));
  g_assert_true (sl_test_run_sql (approved->base, NULL, file, NULL));
  g_assert_false (insert_issue (returned, "returned"));
  g_assert_false (insert_issue (approved, "returned"));
  g_assert_true (insert_issue (approved, "approved"));
  g_assert_false (sl_test_run_sql (approved->base, NULL, "UPDATE issued_response SET sent_on = ?",
                                   "2026-11-25", NULL));
  g_assert_false (sl_test_run_sql (approved->base, NULL, "DELETE FROM issued_response", NULL));
}

int
main (int argc, char **argv)
{
  sl_test_scene_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/decision/only-what-waits-by-function-and-command",
                   test_only_what_waits_is_decided);
  g_test_add_func ("/review/decision/sql-meets-the-hard-lines", test_sql_meets_the_hard_lines);
  g_test_add_func ("/review/decision/sql-changes-nothing-that-was-written",
                   test_sql_changes_nothing_that_was_written);
  g_test_add_func ("/review/decision/sql-never-touches-what-was-issued",
                   test_sql_never_touches_what_was_issued);
  return g_test_run ();
}
