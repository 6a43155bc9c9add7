/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-cli.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* The command line as a script sees it: what it prints, one line of error, and its exit codes. */

static void
enter (const char *folder)
{
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, folder, "new", "--reference", "UTT/26/2147/FUL", "--authority",
                   "Uttlesford District Council", "--address",
                   "Land east of Mallard Way, Thornbury St Anne", "--proposal",
                   "48 homes and 9 flats", "--received", "3 November 2026", NULL);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_cmpint (ran.code, ==, 0);
}

static void
test_casework (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_auto (SlTestRun) ran = { 0 };

  enter (folder);
  sl_test_run_cli (&ran, folder, "list", "--words", "mallard", NULL);
  g_assert_true (g_str_has_prefix (ran.out, "2026-11-23  UTT/26/2147/FUL"));
  sl_test_run_cli (&ran, folder, "list", "--triage", "case", NULL);
  g_assert_cmpstr (ran.out, ==, "");
  sl_test_run_cli (&ran, folder, "case", "make", "utt/26/2147/ful", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, folder, "case", "confirm", "UTT/26/2147/FUL", "consultation-expiry",
                   "16/12/2026", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, folder, "show", "UTT/26/2147/FUL", NULL);
  g_assert_nonnull (strstr (ran.out, "Due 16 December 2026\n"));
  g_assert_nonnull (strstr (ran.out, "confirmed"));
  sl_test_run_cli (&ran, folder, "list", "--json", "--due-before", "31 December 2026", NULL);
  g_assert_nonnull (strstr (ran.out, "\"due-date\" : \"2026-12-16\""));
  sl_test_run_cli (&ran, folder, "audit", "list", "UTT/26/2147/FUL", NULL);
  g_assert_nonnull (strstr (ran.out, "Fact confirmed (consultation-expiry: 2026-12-16)"));
  sl_test_run_cli (&ran, folder, "audit", "verify", NULL);
  g_assert_cmpint (ran.code, ==, 0);
}

/* Whoever drafts works on a case: it leaves the inbox with the first word. */
static void
test_drafting_takes_it_on (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_auto (SlTestRun) ran = { 0 };

  enter (folder);
  sl_test_run_cli (&ran, folder, "list", "--triage", "new", NULL);
  g_assert_nonnull (strstr (ran.out, "UTT/26/2147/FUL"));
  sl_test_run_cli (&ran, folder, "draft", "UTT/26/2147/FUL", "--stance", "concerns", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, folder, "list", "--triage", "new", NULL);
  g_assert_cmpstr (ran.out, ==, "");
  sl_test_run_cli (&ran, folder, "list", "--triage", "case", NULL);
  g_assert_nonnull (strstr (ran.out, "UTT/26/2147/FUL"));
  sl_test_run_cli (&ran, folder, "audit", "list", "UTT/26/2147/FUL", NULL);
  g_assert_nonnull (strstr (ran.out, "triage: case"));
  sl_test_run_cli (&ran, folder, "case", "inbox", "UTT/26/2147/FUL", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, folder, "review", "submit", "UTT/26/2147/FUL", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "case make"));
  sl_test_run_cli (&ran, folder, "case", "no-comment", "UTT/26/2147/FUL", "An extension", NULL);
  sl_test_run_cli (&ran, folder, "draft", "UTT/26/2147/FUL", "--stance", "support", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "case make"));
}

static void
test_links (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_auto (SlTestRun) ran = { 0 };

  enter (folder);
  sl_test_run_cli (&ran, folder, "new", "--reference", "UTT/23/0900/OP", "--authority",
                   "Uttlesford District Council", "--address", "Fields at Mallard Way", NULL);
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "utt/23/0900/op", "--relation",
                   "outline", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "UTT/25/0031/PA", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "UTT/25/0031/PA", "--relation",
                   "pre-application", NULL);
  sl_test_run_cli (&ran, folder, "show", "UTT/26/2147/FUL", NULL);
  g_assert_nonnull (strstr (ran.out,
                            "\nLinked applications: 2\n"
                            "  utt/23/0900/op  Outline permission · Fields at Mallard Way\n"
                            "  UTT/25/0031/PA  Pre-application enquiry · not in this casebook\n"));
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "UTT/26/2147/ful", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "is this application itself"));
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "X/1", "--relation", "cousin", NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "UTT/23/0900/OP", "--remove", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", NULL);
  g_assert_cmpstr (ran.out, ==,
                   "  UTT/25/0031/PA  Pre-application enquiry · not in this casebook\n");
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "UTT/23/0900/OP", "--remove", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  sl_test_run_cli (&ran, folder, "link", "UTT/26/2147/FUL", "--json", NULL);
  g_assert_nonnull (strstr (ran.out, "\"relation\" : \"pre-application\""));
}

static void
test_errors (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_auto (SlTestRun) ran = { 0 };

  enter (folder);
  sl_test_run_cli (&ran, folder, "show", "UTT/99/0000/FUL", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_cmpstr (ran.err, ==,
                   "sightline-cli: There is no case \"UTT/99/0000/FUL\" in this casebook.\n");
  sl_test_run_cli (&ran, folder, "case", "stage", "UTT/26/2147/FUL", "nonsense", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  sl_test_run_cli (&ran, folder, "new", "--reference", "utt/26/2147/ful", "--authority",
                   "Uttlesford", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  sl_test_run_cli (&ran, folder, "frobnicate", NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, folder, "list", "--no-such-option", NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, folder, "show", NULL);
  g_assert_cmpint (ran.code, ==, 2);
}

static void
test_exit_codes (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *heads = g_build_filename (folder, "heads.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;
  g_autofree char *line = g_strnfill (64, 'a');
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, folder, "audit", "verify", NULL);
  g_assert_cmpint (ran.code, ==, 4);
  enter (folder);
  /* A head that names rows which are not there is the sign of a tail cut off. */
  g_assert_true (g_file_get_contents (heads, &text, NULL, NULL));
  longer = g_strdup_printf ("%s9 %s 2026-11-22T08:00:00.000Z close\n", text, line);
  g_assert_true (g_file_set_contents (heads, longer, -1, NULL));
  sl_test_run_cli (&ran, folder, "audit", "verify", NULL);
  g_assert_cmpint (ran.code, ==, 3);
  g_assert_nonnull (strstr (ran.err, "Rows 5 to 9 have been removed"));
  sl_test_run_cli (&ran, folder, "case", "make", "UTT/26/2147/FUL", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "reading only"));
}

static void
test_backup (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *backups = sl_test_make_folder ();
  g_autofree char *target = g_build_filename (backups, "new", NULL);
  g_auto (SlTestRun) made = { 0 };
  g_auto (SlTestRun) ran = { 0 };

  enter (folder);
  sl_test_run_cli (&made, folder, "backup", backups, NULL);
  g_assert_cmpint (made.code, ==, 0);
  sl_test_run_cli (&ran, folder, "restore", g_strchomp (made.out), target, NULL);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, target, "list", NULL);
  g_assert_nonnull (strstr (ran.out, "UTT/26/2147/FUL"));
  sl_test_run_cli (&ran, folder, "restore", made.out, target, NULL);
  g_assert_cmpint (ran.code, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/casework/an-application-is-entered-taken-on-and-shown", test_casework);
  g_test_add_func ("/cli/casework/drafting-takes-it-on", test_drafting_takes_it_on);
  g_test_add_func ("/cli/link/other-applications-are-linked-listed-and-unlinked", test_links);
  g_test_add_func ("/cli/errors/are-one-line-with-a-code", test_errors);
  g_test_add_func ("/cli/audit/tampered-and-unchecked-have-their-own-codes", test_exit_codes);
  g_test_add_func ("/cli/backup/restores-into-a-new-folder", test_backup);
  return g_test_run ();
}
