/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-case.h"
#include "sl-test-cli.h"
#include "sl-test.h"

#include <string.h>

/* The checklist from the command line: the program itself, on a casebook with one statement. */

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = NULL;
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlLibrary) library = NULL;
  g_autofree char *case_id = NULL;
  g_autofree char *document_id = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  fixture->folder = sl_test_make_folder ();
  store = sl_test_open_store (fixture->folder);
  library = sl_library_new (store, pool, &error);
  g_assert_no_error (error);
  case_id = sl_test_add_case (store);
  /* Long enough for the fence to stand on the second page. */
  for (guint i = 0; i < 36; i++)
    g_string_append (text, "The village street.\n\n");
  g_string_append (text, "Each rear boundary is a close\nboarded fence 1.5 m high.\n");
  document_id = sl_test_add_document (library, case_id, "Design statement",
                                      "design-access-statement", "DAS-01", text->str);
  g_clear_object (&library);
  sl_store_close (store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->folder, g_free);
}

/* Runs the program with the words after --data; returns its exit code. */
static int G_GNUC_NULL_TERMINATED
run (Fixture *fixture, char **output, ...)
{
  g_auto (SlTestRun) ran = { 0 };
  va_list words;

  va_start (words, output);
  sl_test_run_cli_list (&ran, fixture->folder, words);
  va_end (words);
  *output = g_strconcat (ran.out, ran.err, NULL);
  return ran.code;
}

#define CASE "UTT/26/2147/FUL"

static void
begin (Fixture *fixture)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (run (fixture, &output, "assess", CASE, "--checklist", "sbd-homes", "--features",
                        "houses,flats,homes-per-entrance=9", NULL),
                   ==, 0);
  g_assert_nonnull (strstr (output, "H76"));
  g_assert_null (strstr (output, "H77"));
}

static void
test_an_item_is_judged_with_its_evidence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *judged = NULL, *listed = NULL, *audit = NULL;

  begin (fixture);
  g_assert_cmpint (run (fixture, &judged, "assess", CASE, "H21", "--verdict", "not-met",
                        "--observation", "1.5 m is shown.", "--place", "plots 3 to 9", "--offered",
                        "--priority", "high", "--priority-reason", "Burglary", "--shown", "1.5m",
                        "--evidence", "DAS-01:2:Close boarded fence 1.5 m", NULL),
                   ==, 0);
  g_assert_nonnull (strstr (judged, "Not met"));
  g_assert_nonnull (strstr (judged, "page 2 “close boarded fence 1.5 m”"));
  g_assert_nonnull (strstr (judged, "plots 3 to 9"));
  g_assert_null (strstr (judged, "{place}"));
  g_assert_cmpint (run (fixture, &listed, "--json", "assess", CASE, NULL), ==, 0);
  g_assert_nonnull (strstr (listed, "\"verdict\" : \"not-met\""));
  g_assert_cmpint (run (fixture, &audit, "audit", "verify", NULL), ==, 0);
}

static void
test_a_quotation_must_stand_on_its_page (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *evidence, *words;
  } cases[] = {
    { "DAS-01:1:close boarded", "is not on page 1 of Design statement, but on page 2" },
    { "DAS-01:2:moat", "nor on any other of its pages" },
    { "DAS-01:3:moat", "no page 3" },
    { "DAS-99:1:moat", "DAS-99" },
    { "moat", "DOCUMENT:PAGE:QUOTATION" },
  };
  g_autofree char *listed = NULL;

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = NULL;

      g_assert_cmpint (run (fixture, &output, "assess", CASE, "H21", "--verdict", "met",
                            "--evidence", cases[i].evidence, NULL),
                       ==, 1);
      if (strstr (output, cases[i].words) == NULL)
        g_error ("“%s” in “%s”", cases[i].words, output);
    }
  g_assert_cmpint (run (fixture, &listed, "--json", "assess", CASE, "H21", NULL), ==, 0);
  g_assert_nonnull (strstr (listed, "\"verdict\" : \"\""));
}

static void
test_passages_are_suggested (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;

  begin (fixture);
  g_assert_cmpint (run (fixture, &output, "assess", CASE, "H21", "--suggest", NULL), ==, 0);
  g_assert_nonnull (strstr (output, "DAS-01 Design statement, page 2: 0.3 m short"));
  g_assert_nonnull (strstr (output, "Found nowhere:"));
}

static void
test_wrong_words_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *early = NULL, *verdict = NULL, *item = NULL, *reason = NULL, *pack = NULL;
  g_autofree char *features = NULL, *usage = NULL;

  g_assert_cmpint (run (fixture, &early, "assess", CASE, NULL), ==, 1);
  g_assert_nonnull (strstr (early, "--checklist"));
  g_assert_cmpint (run (fixture, &pack, "assess", CASE, "--checklist", "nothing", NULL), ==, 1);
  g_assert_nonnull (strstr (pack, "“nothing”"));
  g_assert_cmpint (run (fixture, &features, "assess", CASE, "--checklist", "sbd-homes",
                        "--features", "moats", NULL),
                   ==, 1);
  g_assert_nonnull (strstr (features, "moats"));
  begin (fixture);
  g_assert_cmpint (run (fixture, &verdict, "assess", CASE, "H21", "--verdict", "fine", NULL), ==,
                   2);
  g_assert_cmpint (run (fixture, &item, "assess", CASE, "H99", NULL), ==, 1);
  g_assert_cmpint (
      run (fixture, &reason, "assess", CASE, "H21", "--verdict", "not-applicable", NULL), ==, 1);
  g_assert_nonnull (strstr (reason, "say why"));
  g_assert_cmpint (run (fixture, &usage, "assess", NULL), ==, 2);
}

static void
test_observations_and_packs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *written = NULL, *listed = NULL, *topic = NULL, *packs = NULL, *bad = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "bad.xml", NULL);

  begin (fixture);
  g_assert_cmpint (
      run (fixture, &written, "observe", CASE, "vawg", "--observation", "The path is unlit.", NULL),
      ==, 0);
  g_assert_cmpint (run (fixture, &listed, "observe", CASE, NULL), ==, 0);
  g_assert_nonnull (strstr (listed, "Violence against women and girls: The path is unlit."));
  g_assert_cmpint (run (fixture, &topic, "observe", CASE, "moats", "--observation", "x", NULL), ==,
                   1);
  g_assert_cmpint (run (fixture, &packs, "packs", NULL), ==, 0);
  g_assert_nonnull (strstr (packs, "sbd-homes"));
  g_file_set_contents (path, "<force id='f'\n>\n<x/></force>", -1, NULL);
  g_assert_cmpint (run (fixture, &bad, "packs", "validate", path, NULL), ==, 1);
  g_assert_nonnull (strstr (bad, "bad.xml, line "));
}

#define TEST(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/cli/assess/an-item-is-judged-with-its-evidence",
        test_an_item_is_judged_with_its_evidence);
  TEST ("/cli/assess/a-quotation-must-stand-on-its-page", test_a_quotation_must_stand_on_its_page);
  TEST ("/cli/assess/passages-are-suggested", test_passages_are_suggested);
  TEST ("/cli/assess/wrong-words-are-refused", test_wrong_words_are_refused);
  TEST ("/cli/assess/observations-and-packs", test_observations_and_packs);
  return g_test_run ();
}
