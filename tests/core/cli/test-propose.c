/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "cases/sl-case-records.h"
#include "people/sl-person.h"
#include "sl-test-case.h"
#include "sl-test-cli.h"
#include "sl-test.h"

#include <string.h>

/* What the record offers, from the command line: by the program itself, with the running account a
 * trainee who took a passage as evidence. */

#define CASE "UTT/26/2147/FUL"

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
  g_autofree char *evidence_id = NULL;

  fixture->folder = sl_test_make_folder ();
  store = sl_test_open_store (fixture->folder);
  library = sl_library_new (store, pool, &error);
  g_assert_no_error (error);
  sl_test_apply (store,
                 sl_people_change_declare (sl_store_get_actor (store), "Callum Reyes", "trainee"));
  case_id = sl_test_add_case (store);
  sl_test_apply (store, sl_case_change_make (case_id, sl_store_get_actor (store)));
  document_id = sl_test_add_document (library, case_id, "Design statement",
                                      "design-access-statement", "DAS-01", "A fence 1.5 m high.");
  evidence_id = sl_test_add_evidence (store, case_id, document_id, 1, "1.5 m high");
  g_clear_object (&library);
  sl_store_close (store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->folder, g_free);
}

/* Runs "progress …", which ends with @code and says @words. */
static void G_GNUC_NULL_TERMINATED
tell (Fixture *fixture, int code, const char *says, ...)
{
  g_auto (SlTestRun) ran = { 0 };
  va_list words;

  va_start (words, says);
  sl_test_run_cli_list (&ran, fixture->folder, words);
  va_end (words);
  if (ran.code != code || strstr (code == 0 ? ran.out : ran.err, says) == NULL)
    g_error ("code %d, said “%s%s”, expected “%s”", ran.code, ran.out, ran.err, says);
}

static void
test_what_is_offered_is_claimed (Fixture *fixture, gconstpointer data)
{
  tell (fixture, 0, "", "progress", "begin", NULL);
  tell (fixture, 0, CASE, "progress", "offers", "C2", NULL);
  tell (fixture, 0, "\"component\" : \"C2\"", "--json", "progress", "offers", NULL);
  tell (fixture, 0, "C2/1", "progress", "choose", "C2", CASE, NULL);
  tell (fixture, 0, "DAS-01, Design statement: 1 passage taken as evidence", "progress", "propose",
        "C2/1", "C2.3.3", NULL);
  tell (fixture, 0, "\"own\" : true", "--json", "progress", "propose", "C2/1", NULL);
  tell (fixture, 0, "The record shows nothing for it.", "progress", "propose", "C2/1", "C2.6",
        NULL);
  tell (fixture, 1, "shows no number 9 for this criterion", "progress", "claim", "C2/1", "C2.3.3",
        "--take", "9", NULL);
  tell (fixture, 0, "", "progress", "claim", "C2/1", "C2.3.3", "--take", "2", NULL);
  tell (fixture, 0, "- DAS-01, Design statement: 1 passage taken as evidence", "progress", "show",
        "C2/1", NULL);
}

static void
test_wrong_words (Fixture *fixture, gconstpointer data)
{
  tell (fixture, 0, "", "progress", "begin", NULL);
  tell (fixture, 1, "no component C9", "progress", "offers", "C9", NULL);
  tell (fixture, 1, "C2/1", "progress", "propose", "C2/1", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/propose/what-is-offered-is-claimed", Fixture, NULL, set_up,
              test_what_is_offered_is_claimed, tear_down);
  g_test_add ("/cli/propose/wrong-words-are-refused", Fixture, NULL, set_up, test_wrong_words,
              tear_down);
  return g_test_run ();
}
