/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-cli.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* The verbs crime, draft and render, as a person types them. */

typedef struct
{
  char *folder;
  char *case_id;
  char *errors; /* of the last run */
} Fixture;

/* What the command prints; @code is what it must exit with. */
static char *
run (Fixture *fixture, int code, ...)
{
  g_auto (SlTestRun) ran = { 0 };
  va_list words;

  va_start (words, code);
  sl_test_run_cli_list (&ran, fixture->folder, words);
  va_end (words);
  if (ran.code != code)
    g_error ("Exit code %d, not %d: %s", ran.code, code, ran.err);
  g_free (fixture->errors);
  fixture->errors = g_steal_pointer (&ran.err);
  return g_steal_pointer (&ran.out);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sl_test_make_folder ();
  fixture->case_id = g_strchomp (run (fixture, 0, "new", "--reference", "UTT/26/2147/FUL",
                                      "--authority", "Uttlesford District Council", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->folder);
  g_free (fixture->case_id);
  g_free (fixture->errors);
}

static void
test_render_without_a_draft_says_why (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "letter.pdf", NULL);
  g_autofree char *output = run (fixture, 1, "render", fixture->case_id, "-o", path, NULL);

  g_assert_nonnull (strstr (fixture->errors, "no draft"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_draft_then_render_writes_a_private_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "letter.pdf", NULL);
  g_autofree char *summary = run (fixture, 0, "draft", fixture->case_id, "--stance", "concerns",
                                  "--flags", "informative,meeting-offered", NULL);
  g_autofree char *output = run (fixture, 0, "render", fixture->case_id, "-o", path, NULL);
  g_autofree char *content = NULL;
  GStatBuf info;

  g_assert_nonnull (strstr (summary, "words"));
  g_assert_nonnull (strstr (summary, "informatives"));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_an_edit_stands_in_the_next_summary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = run (fixture, 0, "draft", fixture->case_id, "--stance", "support",
                                 "--blocks", NULL);
  g_autofree char *after = run (fixture, 0, "draft", fixture->case_id, "--edit",
                                "main-points/stance", "--text", "My words.", "--blocks", NULL);

  g_assert_nonnull (strstr (before, "main-points/stance\tcomposed\t"));
  g_assert_nonnull (strstr (after, "main-points/stance\tedited\tMy words."));
  g_free (run (fixture, 1, "draft", fixture->case_id, "--edit", "no/such", "--text", "x", NULL));
  g_free (run (fixture, 2, "draft", fixture->case_id, "--edit", "main-points/stance", NULL));
  g_free (run (fixture, 1, "draft", fixture->case_id, "--stance", "delighted", NULL));
}

static void
test_crime_reads_a_table_and_lists_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "figures.csv", NULL);
  g_autofree char *output = NULL;

  g_file_set_contents (path,
                       "source,period from,period to,area,category,count,restricted\n"
                       "police.uk,2025-10,2026-09,one mile,Burglary,41,\n"
                       "Essex Police,2025-10,2026-09,one mile,Robbery,2,yes\n",
                       -1, NULL);
  g_free (run (fixture, 0, "crime", fixture->case_id, "--import", path, NULL));
  output = run (fixture, 0, "--json", "crime", fixture->case_id, NULL);
  g_assert_nonnull (strstr (output, "\"count\" : 41"));
  g_assert_nonnull (strstr (output, "\"restricted\" : true"));
  g_free (run (fixture, 1, "crime", fixture->case_id, "--import", "/dev/zero", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/letter/render-without-a-draft-says-why", Fixture, NULL, set_up,
              test_render_without_a_draft_says_why, tear_down);
  g_test_add ("/cli/letter/draft-then-render-writes-a-private-file", Fixture, NULL, set_up,
              test_draft_then_render_writes_a_private_file, tear_down);
  g_test_add ("/cli/letter/an-edit-stands-in-the-next-summary", Fixture, NULL, set_up,
              test_an_edit_stands_in_the_next_summary, tear_down);
  g_test_add ("/cli/letter/crime-reads-a-table-and-lists-it", Fixture, NULL, set_up,
              test_crime_reads_a_table_and_lists_it, tear_down);
  return g_test_run ();
}
