/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-cli.h"
#include "sl-test.h"

#include <string.h>

/* Kinds of case, stages, actions, and what is due, as a script sees them. */

static void
run_ok (const char *folder, SlTestRun *ran, const char *const *words)
{
  sl_test_run_clear (ran);
  *ran = (SlTestRun){ 0 };
  sl_test_run_cli (ran, folder, words[0], words[1], words[2], words[3], words[4], words[5],
                   words[6], words[7], NULL);
  g_assert_cmpstr (ran->err, ==, "");
  g_assert_cmpint (ran->code, ==, 0);
}
#define RUN(...) run_ok (folder, &ran, (const char *const[9]){ __VA_ARGS__ })

static void
enter (const char *folder)
{
  g_auto (SlTestRun) ran = { 0 };

  RUN ("new", "--reference", "UTT/26/2147/FUL", "--authority", "Uttlesford District Council",
       "--address", "Land east of Mallard Way, Thornbury St Anne");
  RUN ("case", "make", "UTT/26/2147/FUL");
  RUN ("case", "begin", "--kind", "scheme", "--from", "UTT/26/2147/FUL", "Mallard Way homes");
}

static void
test_scheme (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *number = g_strdup_printf ("SBD/%d/001", g_date_time_get_year (now));
  g_auto (SlTestRun) ran = { 0 };
  g_auto (SlTestRun) failed = { 0 };

  enter (folder);
  RUN ("case", "kinds");
  g_assert_nonnull (strstr (ran.out, "survey-worship   Survey of a place of worship\n"));
  RUN ("list", "--kind", "scheme");
  g_assert_nonnull (strstr (ran.out, number));
  g_assert_nonnull (strstr (ran.out, "contact     Mallard Way homes  Secured by Design scheme\n"));
  g_assert_null (strstr (ran.out, "UTT/26/2147/FUL"));
  RUN ("link", "UTT/26/2147/FUL");
  g_assert_nonnull (strstr (ran.out, number));
  RUN ("case", "stage", number, "contact", "done", "--on", "1 November 2025");
  RUN ("case", "stage", number, "pre-build", "skipped", "--reason", "Not asked for");
  RUN ("case", "stage", number, "application", "--due", "2025-12-31");
  RUN ("case", "stages", number);
  g_assert_nonnull (strstr (ran.out, "done     2025-11-01  contact"));
  g_assert_nonnull (strstr (ran.out, "Application (overdue)\n"));
  g_assert_nonnull (strstr (ran.out, "Pre-build agreement: Not asked for\n"));
  RUN ("show", number);
  g_assert_true (g_str_has_prefix (ran.out, "Secured by Design scheme: Application\n"));
  RUN ("due", "--kind", "stage");
  g_assert_nonnull (strstr (ran.out, "Stage: Application"));
  sl_test_run_cli (&failed, folder, "case", "stage", number, "contact", "to-do", NULL);
  g_assert_cmpint (failed.code, ==, 1);
  g_assert_nonnull (strstr (failed.err, "needs a written reason"));
}

static void
test_actions (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *calendar = g_build_filename (folder, "due.ics", NULL);
  g_autofree char *text = NULL;
  g_auto (SlTestRun) ran = { 0 };
  g_auto (SlTestRun) failed = { 0 };

  enter (folder);
  RUN ("action", "UTT/26/2147/FUL", "add", "Send the door schedule", "--owner", "The developer",
       "--by", "30 November 2031");
  RUN ("action", "UTT/26/2147/FUL");
  g_assert_cmpstr (ran.out, ==,
                   "  1  2031-11-30  open     Send the door schedule  The developer\n");
  RUN ("due", "--kind", "action");
  g_assert_nonnull (strstr (ran.out, "No owner here: The developer\n"));
  RUN ("due", "--kind", "action", "--ics", calendar);
  g_assert_true (g_file_get_contents (calendar, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20311130\r\n"));
  RUN ("action", "UTT/26/2147/FUL", "edit", "1", "--by", "1 December 2031");
  RUN ("action", "UTT/26/2147/FUL", "done", "1", "It came by e-mail");
  RUN ("due", "--kind", "action", "--json");
  g_assert_cmpstr (ran.out, ==, "[]\n");
  RUN ("action", "UTT/26/2147/FUL", "reopen", "1");
  RUN ("due", "--until", "2031-12-01", "--kind", "action", "--json");
  g_assert_nonnull (strstr (ran.out, "\"why\" : \"no-owner\""));
  RUN ("due", "--until", "2031-11-30", "--kind", "action");
  g_assert_cmpstr (ran.out, ==, "");
  sl_test_run_cli (&failed, folder, "action", "UTT/26/2147/FUL", "drop", "2", "Gone", NULL);
  g_assert_cmpint (failed.code, ==, 1);
  g_assert_nonnull (strstr (failed.err, "has no action “2”"));
}

static void
test_usage (void)
{
  static const char *const wrong[][6] = {
    { "due", "--until", "someday" },
    { "due", "now" },
    { "action" },
    { "action", "X", "forget" },
    { "case", "begin", "Mallard Way" },
    { "case", "stages" },
    { "list", "--kind", "burglary" },
    { "people", "leave" },
  };
  g_autofree char *folder = sl_test_make_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (SlTestRun) ran = { 0 };

      sl_test_run_cli (&ran, folder, wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3], NULL);
      if (ran.code != 2)
        g_error ("%s %s ended with %d: %s", wrong[i][0], wrong[i][1], ran.code, ran.err);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/case/a-scheme-is-begun-and-goes-its-way", test_scheme);
  g_test_add_func ("/cli/action/from-adding-to-answering", test_actions);
  g_test_add_func ("/cli/due/wrong-words-are-told", test_usage);
  return g_test_run ();
}
