/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-scene.h"

/* When a version may be decided on, by the functions; and that nothing written is changed past the
 * whole program (test-decision-sql.c has who may write). */

static const SlTestRequest all_requests[] = { { "approve", NULL },
                                              { "return", NULL },
                                              { "return", "Say why the fence has to be higher." } };

static void
test_only_what_waits_is_decided (void)
{
  static const char *const states[] = { "",          "submitted", "returned",
                                        "withdrawn", "approved",  "voided" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    sl_test_scene_try (&(SlTestSetting){ .state = states[i], .manager_author = TRUE }, all_requests,
                       G_N_ELEMENTS (all_requests));
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

int
main (int argc, char **argv)
{
  sl_test_scene_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/decision/only-what-waits-by-function", test_only_what_waits_is_decided);
  g_test_add_func ("/review/decision/sql-changes-nothing-that-was-written",
                   test_sql_changes_nothing_that_was_written);
  return g_test_run ();
}
