/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "review/sl-review.h"
#include "sl-test-cli.h"
#include "sl-test-response.h"

#include <string.h>

/* "review comment", "reply", "close", "reopen", "prompt" and "diff", as a person types them on a
 * case of two versions, the second with another stance. */

typedef struct
{
  SlTestResponse *response;
  char *folder;
  char *errors; /* of the last run */
} Fixture;

static void
submit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = sl_review_submit (
      sl_casebook_get_review (fixture->response->casebook), fixture->response->case_id, "", &error);

  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlResponse) draft = NULL;

  fixture->response = sl_test_response_new ();
  fixture->folder = g_strdup (sl_casebook_get_path (fixture->response->casebook));
  sl_test_response_fill (fixture->response);
  sl_casebook_reload_person (fixture->response->casebook, &error);
  g_assert_no_error (error);
  submit (fixture);
  draft = sl_response_load (fixture->response->store, fixture->response->case_id, &error);
  g_assert_no_error (error);
  sl_test_response_apply (fixture->response, sl_response_change_replace (
                                                 draft, "main-points/stance",
                                                 "Essex Police asks for a taller fence.", NULL));
  submit (fixture);
  /* The commands need the lock. */
  sl_casebook_close (fixture->response->casebook);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sl_test_response_free (fixture->response);
  g_free (fixture->folder);
  g_free (fixture->errors);
}

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
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}

static void
test_a_thread_from_its_words_to_its_end (Fixture *fixture, gconstpointer data)
{
  const char *case_id = fixture->response->case_id;
  g_autofree char *id = g_strchomp (run (fixture, 0, "review", "comment", case_id, "How tall?",
                                         "--words", "a taller fence", NULL));
  g_autofree char *reply = run (fixture, 0, "review", "reply", id, "1.8 m.", NULL);
  g_autofree char *open = run (fixture, 0, "review", "comment", case_id, NULL);
  g_autofree char *closed = run (fixture, 0, "review", "close", id, "--reason", "Answered.", NULL);
  g_autofree char *again = run (fixture, 1, "review", "close", id, NULL);
  g_autofree char *shown = run (fixture, 0, "review", "comment", case_id, NULL);
  g_autofree char *reopened = run (fixture, 0, "review", "reopen", id, NULL);
  g_autofree char *last = run (fixture, 0, "review", "comment", case_id, NULL);

  assert_says (open, id);
  assert_says (open, "open, version 2");
  assert_says (open, "Then: “a taller fence”");
  assert_says (open, "How tall?");
  assert_says (open, "1.8 m.");
  assert_says (shown, "closed, version 2");
  assert_says (shown, "Answered.");
  assert_says (last, "open, version 2");
}

static void
test_a_comment_on_an_older_version_shows_what_stands_there_now (Fixture *fixture,
                                                                gconstpointer data)
{
  const char *case_id = fixture->response->case_id;
  g_autofree char *id = run (fixture, 0, "review", "comment", case_id, "Too long.", "--version",
                             "1", "--block", "main-points/stance", NULL);
  g_autofree char *text = run (fixture, 0, "review", "comment", case_id, NULL);
  g_autofree char *json = run (fixture, 0, "--json", "review", "comment", case_id, NULL);

  assert_says (text, "Now: “Essex Police asks for a taller fence.”");
  assert_says (json, "\"place\" : \"changed\"");
  assert_says (json, "\"version\" : 1");
}

static void
test_what_cannot_be_done_says_why (Fixture *fixture, gconstpointer data)
{
  const char *case_id = fixture->response->case_id;
  g_autofree char *nowhere = run (fixture, 1, "review", "comment", case_id, "Where?", "--words",
                                  "words that nobody wrote", NULL);
  g_autofree char *none = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *both = NULL;
  g_autofree char *verb = NULL;
  g_autofree char *evidence = NULL;
  g_autofree char *reply = NULL;

  assert_says (fixture->errors, "does not stand in the letter");
  none = run (fixture, 1, "review", "comment", case_id, "Where?", "--version", "9", NULL);
  assert_says (fixture->errors, "no version “9”");
  twice = run (fixture, 1, "review", "comment", case_id, "Where?", "--words", "the", NULL);
  assert_says (fixture->errors, "Give more words");
  evidence = run (fixture, 1, "review", "comment", case_id, "Where?", "--evidence", "none", NULL);
  assert_says (fixture->errors, "no evidence “none”");
  reply = run (fixture, 1, "review", "reply", "none", "There.", NULL);
  assert_says (fixture->errors, "no comment none");
  both = run (fixture, 2, "review", "comment", case_id, "Where?", "--words", "the", "--answer",
              "H21", NULL);
  verb = run (fixture, 2, "review", "praise", case_id, NULL);
  assert_says (fixture->errors, "review praise");
}

static void
test_tells_what_changed (Fixture *fixture, gconstpointer data)
{
  const char *case_id = fixture->response->case_id;
  g_autofree char *diff = run (fixture, 0, "review", "diff", case_id, NULL);
  g_autofree char *same = run (fixture, 0, "review", "diff", case_id, "--draft", NULL);
  g_autofree char *from = run (fixture, 0, "review", "diff", case_id, "--from", "2", "--to", "1",
                               NULL);
  g_autofree char *first = run (fixture, 0, "review", "diff", case_id, "--since-looked", NULL);
  g_autofree char *second = run (fixture, 0, "review", "diff", case_id, "--since-looked", NULL);
  g_autofree char *json = run (fixture, 0, "--json", "review", "diff", case_id, NULL);

  assert_says (diff, "main-points/stance: ");
  assert_says (diff, "{+");
  assert_says (diff, "taller fence");
  g_assert_cmpstr (same, ==, "Nothing changed.\n");
  assert_says (from, "taller fence");
  assert_says (first, "taller fence");
  g_assert_cmpstr (second, ==, "Nothing changed.\n");
  assert_says (json, "\"change\" : \"changed\"");
  assert_says (json, "\"kind\" : \"removed\"");
}

static void
test_prompts_are_listed_and_marked (Fixture *fixture, gconstpointer data)
{
  const char *case_id = fixture->response->case_id;
  g_autofree char *before = run (fixture, 0, "review", "prompt", case_id, NULL);
  g_autofree char *mark = run (fixture, 0, "review", "prompt", case_id, "draft-person", NULL);
  g_autofree char *after = run (fixture, 0, "review", "prompt", case_id, NULL);
  g_autofree char *undo = run (fixture, 0, "review", "prompt", case_id, "draft-person", "--undo",
                               NULL);
  g_autofree char *last = run (fixture, 0, "review", "prompt", case_id, NULL);

  assert_says (before, "[ ] draft-person");
  assert_says (after, "[x] draft-person");
  g_assert_cmpstr (last, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/review-comments/a-thread-from-its-words-to-its-end", Fixture, NULL, set_up,
              test_a_thread_from_its_words_to_its_end, tear_down);
  g_test_add ("/cli/review-comments/a-comment-on-an-older-version-shows-what-stands-there-now",
              Fixture, NULL, set_up, test_a_comment_on_an_older_version_shows_what_stands_there_now,
              tear_down);
  g_test_add ("/cli/review-comments/what-cannot-be-done-says-why", Fixture, NULL, set_up,
              test_what_cannot_be_done_says_why, tear_down);
  g_test_add ("/cli/review-comments/tells-what-changed", Fixture, NULL, set_up,
              test_tells_what_changed, tear_down);
  g_test_add ("/cli/review-comments/prompts-are-listed-and-marked", Fixture, NULL, set_up,
              test_prompts_are_listed_and_marked, tear_down);
  return g_test_run ();
}
