/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-cli.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* The verb import as a script sees it. */

static char *
put (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static const char summary[] =
    "<html><body><div id='idox'><table id='simpleDetailsTable'>"
    "<tr><th>Reference</th><td>UTT/26/2147/FUL</td></tr>"
    "<tr><th>Address</th><td>Land east of Mallard Way, Thornbury St Anne</td></tr>"
    "<tr><th>Proposal</th><td>Erection of 48 homes and 9 flats</td></tr>"
    "</table></div></body></html>";

static void
test_lines (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *form = put (folder, "summary.html", summary);
  g_autofree char *good = put (folder, "Planning Statement.txt", "Planning statement.");
  g_autofree char *bad = put (folder, "broken.pdf", "%PDF-1.7 and nothing");
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, data, "import", folder, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_nonnull (strstr (ran.out, "UTT/26/2147/FUL  Land east of Mallard Way"));
  g_assert_nonnull (strstr (ran.out, "  facts          summary.html  Council register page\n"));
  g_assert_nonnull (strstr (
      ran.out, "  added          Planning Statement.txt  Planning statement, 1 page, readable\n"));
  g_assert_nonnull (strstr (ran.out, "  refused        broken.pdf  "));

  sl_test_run_cli (&ran, data, "import", folder, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "nothing was changed"));
  sl_test_run_cli (&ran, data, "search", "UTT/26/2147/FUL", "statement", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "Planning"));
  sl_test_run_cli (&ran, data, "audit", "verify", NULL);
  g_assert_cmpint (ran.code, ==, 0);
}

static void
test_given_case (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *form = put (folder, "summary.html", summary);
  g_autofree char *late = put (folder, "Late.txt", "A late paper.");
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, data, "import", form, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "--json", "import", "--case", "utt/26/2147/ful", late, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "\"cases-made\" : 0"));
  g_assert_nonnull (strstr (ran.out, "\"outcome\" : \"added\""));
}

static void
test_failures (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *bad = put (folder, "broken.pdf", "%PDF-1.7 and nothing");
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, data, "import", bad, NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "Nothing could be imported"));
  g_assert_nonnull (strstr (ran.out, "refused        broken.pdf"));
  sl_test_run_cli (&ran, data, "import", "/nowhere/at/all.pdf", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  sl_test_run_cli (&ran, data, "import", NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, data, "import", "--case", "UTT/99/0000/FUL", bad, NULL);
  g_assert_cmpint (ran.code, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/import/each-file-has-its-line", test_lines);
  g_test_add_func ("/cli/import/a-case-can-be-named", test_given_case);
  g_test_add_func ("/cli/import/nothing-imported-is-a-failure", test_failures);
  return g_test_run ();
}
