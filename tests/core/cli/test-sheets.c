/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-time.h"

#include "sl-test-case.h"
#include "sl-test-cli.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* A visit from the command line, from its beginning to its closing: what is printed, what is
 * refused in words, and the exit codes. The form is the tests' own, in the folder's packs. */

#define CASE "UTT/26/2147/FUL"

typedef struct
{
  char *folder;
  char *reference;
} Fixture;

/* Runs the program; returns what it printed, errors too. Its exit code must be @code. */
static char *G_GNUC_NULL_TERMINATED
run (Fixture *fixture, int code, ...)
{
  g_auto (SlTestRun) ran = { 0 };
  va_list words;

  va_start (words, code);
  sl_test_run_cli_list (&ran, fixture->folder, words);
  va_end (words);
  if (ran.code != code)
    g_error ("expected %d, got %d: %s%s", code, ran.code, ran.out, ran.err);
  return g_strconcat (ran.out, ran.err, NULL);
}

static void
assert_holds (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("expected “%s” in “%s”", words, text);
}

#define tell(code, words, ...)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told = run (fixture, code, __VA_ARGS__, NULL);                                \
    assert_holds (told, words);                                                                    \
  }                                                                                                \
  G_STMT_END

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlStore) store = NULL;
  g_autofree char *case_id = NULL;
  g_autofree char *from = sl_test_data_path ("sheets/walk.xml");
  g_autofree char *packs = NULL;
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;
  g_autofree char *begun = NULL;

  fixture->folder = sl_test_make_folder ();
  packs = g_build_filename (fixture->folder, "packs", NULL);
  to = g_build_filename (packs, "walk.xml", NULL);
  store = sl_test_open_store (fixture->folder);
  case_id = sl_test_add_case (store);
  sl_store_close (store);
  g_assert_cmpint (g_mkdir_with_parents (packs, 0700), ==, 0);
  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (to, text, -1, NULL));

  begun = run (fixture, 0, "visit", "new", CASE, "--form", "test-walk", "--set",
               "purpose=Look at the boundary", "--set", "begins=25 November 2026 at 10:00", NULL);
  g_assert_true (g_str_has_prefix (begun, "Visit TWK/"));
  fixture->reference = g_strndup (begun + strlen ("Visit "), strlen ("TWK/2026/001"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->reference, g_free);
}

static void
test_a_visit_is_recorded (Fixture *fixture, gconstpointer data)
{
  const char *walk = fixture->reference;
  g_autofree char *lower = g_ascii_strdown (walk, -1);

  tell (0, "Look at the boundary", "visit", CASE);
  tell (0, "hazard/1", "visit", "add", walk, "hazard", "what=Loose dogs", "likelihood=High");
  tell (0,
        "needed  A high likelihood needs a control: Loose dogs (A 0609, rule A11)"
        "  [hazard/1 control]",
        "visit", "lacks", lower);
  tell (1, "The call in is missing (A 0609, rule A11)", "visit", "close", walk);
  tell (0, "", "visit", "change", walk, "hazard/1", "control=Call the owner first");
  tell (0, "", "visit", "set", walk, "knows=Helen Marsh", "call-in=25 November 2026 at 10:05",
        "call-out=25/11/2026 11:40");
  tell (0, "weakness/1", "visit", "add", walk, "weakness", "seen=Low fence");
  tell (0, "remedy/1", "visit", "add", walk, "remedy", "answers=weakness/1", "advice=Raise it");
  tell (0, "      Answers: Low fence", "visit", "show", walk);
  tell (0, "Nothing is lacking.", "visit", "lacks", walk);
  tell (0, "", "visit", "close", walk);
  tell (1, "is closed and stays as it is", "visit", "set", walk, "knows=Rowan Ashdown");
  tell (1, "Say why", "visit", "reopen", walk);
  tell (0, "", "visit", "reopen", walk, "--reason", "The call out was wrong");
  tell (0, "Helen Marsh; Called in at 10:05; Called out at 11:40", "audit", "list");
  tell (0, "", "audit", "verify");
}

/* Minutes go to the manager as a response does, named by their record. */
static void
test_minutes_are_submitted_by_the_record_they_are_of (Fixture *fixture, gconstpointer data)
{
  g_autofree char *begun = run (fixture, 0, "meeting", "new", CASE, "--form", "meeting", "--set",
                                "subject=Boundaries of Block A", NULL);
  g_autofree char *reference = g_strndup (begun + strlen ("Meeting "), strlen ("MTG/2026/001"));
  g_autofree char *minutes = g_strconcat (reference, ":minutes", NULL);
  g_autofree char *briefing = g_strconcat (reference, ":no-such-paper", NULL);

  tell (0, "No version was submitted yet", "review", "show", minutes);
  tell (0, "Version 1 is submitted", "review", "submit", minutes, "--note", "For the developer");
  tell (0, "Minutes MTG/2026/", "review", "list");
  tell (0, "Version 1: submitted", "review", "show", minutes);
  tell (0, "", "review", "comment", minutes, "Who was there?");
  tell (0, "Who was there?", "review", "comment", minutes);
  tell (1, "never approves", "review", "approve", minutes);
  tell (1, "has not been issued", "issue", minutes);
  tell (1, "Only an approved version", "issue", minutes, "--way", "e-mail");
  tell (0, "", "review", "diff", minutes, "--draft");
  tell (0, "taken back", "review", "withdraw", minutes);
  tell (1, "There is no report", "review", "show", briefing);
  tell (0, "No version was submitted yet", "review", "show", CASE);
}

static void
test_entries_come_and_go (Fixture *fixture, gconstpointer data)
{
  const char *walk = fixture->reference;
  g_autofree char *removed = NULL;
  g_auto (GStrv) words = NULL;
  const char *start;

  tell (0, "hazard/1", "visit", "add", walk, "hazard", "what=Loose dogs");
  tell (0, "hazard/2", "visit", "add", walk, "hazard", "what=Deep ditch");
  tell (0, "", "visit", "move", walk, "hazard/2", "1");
  tell (0, "hazard/1  Deep ditch", "visit", "show", walk);
  removed = run (fixture, 0, "visit", "remove", walk, "hazard/1", NULL);
  start = strstr (removed, "restore");
  words = g_strsplit_set (start, " ”", -1);
  tell (1, "has no entry “hazard/2”", "visit", "change", walk, "hazard/2", "what=x");
  tell (0, "", "visit", "restore", walk, words[2]);
  tell (0, "hazard/2  Loose dogs", "visit", "show", walk);
  tell (0, "", "visit", "remove", walk);
  tell (0, "removed", "visit", "show", walk);
  tell (0, "", "visit", "restore", walk);
  tell (0, walk, "visit", "register");
  tell (0, "", "visit", "cancel", walk, "--reason", "Rain");
  tell (0, "cancelled: Rain", "visit", "show", walk);
}

static void
test_programs_are_told_all (Fixture *fixture, gconstpointer data)
{
  const char *walk = fixture->reference;

  tell (0, "\"reference\" : \"TWK/", "--json", "visit", CASE);
  tell (0, "\"reference\" : \"TWK/", "--json", "visit", "register");
  tell (0, "\"shown\" : \"25 November 2026 at 10:00\"", "--json", "visit", "show", walk);
  tell (0, "\"value\" : \"2026-11-25T10:00:00.000Z\"", "--json", "visit", "show", walk);
  tell (0, "\"blocks\" : true", "--json", "visit", "lacks", walk);
  tell (0, "\"id\" : \"test-walk\"", "--json", "visit", "forms");
  tell (0, "\"several\" : true", "--json", "visit", "forms", "test-walk");
  tell (0, "likelihood           Likelihood: one of low, high", "visit", "forms", "test-walk");
}

static void
test_mistakes_are_told_in_words (Fixture *fixture, gconstpointer data)
{
  const char *walk = fixture->reference;

  tell (1, "The form “test-walk” is for “sightline-cli visit”", "meeting", "new", CASE, "--form",
        "test-walk");
  tell (1, "There is no form “no-such-form”", "visit", "new", CASE, "--form", "no-such-form");
  tell (1, "is not for this verb. Use “sightline-cli visit”", "survey", "show", walk);
  tell (1, "There is no sheet “TWK/1999/001”", "visit", "show", "TWK/1999/001");
  tell (1, "There is no field “colour” here. Fields are purpose,", "visit", "set", walk,
        "colour=blue");
  tell (1, "does not read FIELD=VALUE", "visit", "set", walk, "purpose");
  tell (1, "Begins at: “10:05” is no day and time", "visit", "set", walk, "begins=10:05");
  tell (1, "There is no group “plan” that takes entries", "visit", "add", walk, "plan", "x=y");
  tell (1, "has no entry “hazard/7”", "visit", "remove", walk, "hazard/7");
  tell (0, "this time came twice", "visit", "set", walk, "call-in=25 October 2026 at 01:30");
  tell (2, "After “set” comes: REF FIELD=VALUE…", "visit", "set", walk);
  tell (2, "After “register” comes: nothing", "visit", "register", "all");
  tell (2, "Name a case", "advice");
  tell (0, "hazard/1", "visit", "add", walk, "hazard", "what=Loose dogs");
  tell (2, "A place is a number from 1", "visit", "move", walk, "hazard/1", "0");
  tell (0, "remove REF [ENTRY]", "visit", "--help");
}

static void
test_advice_makes_its_case (Fixture *fixture, gconstpointer data)
{
  static const char form[] =
      "<form id='test-advice' title='Advice' edition='1' xml:lang='en-GB' kind='advice'"
      " series='TAD'><about>A form for tests.</about><group id='g' title='Advice'>"
      "<field id='given' label='Given on' type='date' role='date'/>"
      "<field id='whom' label='To whom' type='text' role='title'/></group></form>";
  g_autofree char *path = g_build_filename (fixture->folder, "packs", "advice.xml", NULL);

  g_assert_true (g_file_set_contents (path, form, -1, NULL));
  tell (2, "say with --title what the advice is about", "advice", "new", "--form", "test-advice");
  tell (1, "is no date", "advice", "new", "--form", "test-advice", "--title", "A shop front",
        "--set", "given=soon");
  tell (0, "[]", "--json", "advice", "register");
  tell (0, "Advice record TAD/", "advice", "new", "--form", "test-advice", "--title",
        "A shop front", "--address", "2 Market Hill", "--set", "whom=The shop’s owner", "--set",
        "given=24 November 2026");
  tell (0, "Advice record TAD/", "advice", "new", CASE, "--form", "test-advice");
  tell (0, "24 November 2026  The shop’s owner", "advice", "register");
  tell (2, "Name the case that it is for", "visit", "new", "--form", "test-walk");
}

static void
test_a_scheme_tells_of_its_certificates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *year = sl_date_today ();
  g_autofree char *scheme = g_strdup_printf ("SCH/%.4s/001", year);

  tell (0, scheme, "scheme", "new", CASE, "--form", "scheme", "--set", "name=Mallard Way");
  tell (0, "product/1", "scheme", "add", scheme, "product", "product=Front door",
        "evidence=test-report");
  tell (0, "Test report only", "scheme", "certificates", scheme);
  tell (0, "\"not-certified\"", "--json", "scheme", "certificates", scheme);
  tell (2, "Only a scheme has certificates", "visit", "certificates", "VIS/2026/001");
}

/* A checklist of its own for each house type, beside the case's; what may be taken over. */
static void
test_a_house_type_has_its_checklist (Fixture *fixture, gconstpointer data)
{
  g_autofree char *year = sl_date_today ();
  g_autofree char *scheme = g_strdup_printf ("SCH/%.4s/001", year);

  tell (0, scheme, "scheme", "new", CASE, "--form", "scheme");
  tell (1, "has no scheme with house types", "assess", CASE, "--house-type", "Type A");
  tell (0, "house-type/1", "scheme", "add", scheme, "house-type", "type=Type A");
  tell (0, "house-type/2", "scheme", "add", scheme, "house-type", "type=Type B",
        "nba-reference=NBA 1184/B");
  tell (1, "no house type “Type C”, but house-type/1 “Type A”, house-type/2 “Type B”", "assess",
        CASE, "--house-type", "Type C");
  tell (1, "Type A has no checklist yet", "assess", CASE, "--house-type", "type a");
  tell (0, "0 of 20 judged", "assess", CASE, "--house-type", "type a", "--checklist", "sbd-homes",
        "--features", "houses");
  tell (0, "Not met", "assess", CASE, "H55", "--house-type", "house-type/1", "--verdict", "not-met",
        "--observation", "No certificate.");
  tell (1, "This case walks no checklist yet", "assess", CASE);
  tell (0, "0 of 19 judged", "assess", CASE, "--house-type", "Type B", "--checklist", "sbd-homes");
  tell (0, "\"number\" : 2", "--json", "assess", CASE, "H55", "--house-type", "Type B",
        "--proposals");
  tell (0, "Approved centrally", "assess", CASE, "H55", "--house-type", "Type B", "--proposals");
  tell (1, "has no proposal 3", "assess", CASE, "H55", "--house-type", "Type B", "--take", "3");
  tell (0, "Settled by National Building Approval NBA 1184/B.", "assess", CASE, "H55",
        "--house-type", "Type B", "--take", "1");
  tell (2, "for a --house-type alone", "assess", CASE, "H55", "--proposals");
  tell (0, "Checklist: 1 of 20 answered, 1 not met", "scheme", "show", scheme);
  tell (0, "\"not-met\" : 1", "--json", "scheme", "show", scheme);
  tell (0, "The checklist of a house type is not done: Type B (1 of 19 answered)", "scheme",
        "lacks", scheme);
}

static void
test_a_meeting_takes_open_points_onto_its_agenda (Fixture *fixture, gconstpointer data)
{
  g_autofree char *year = sl_date_today ();
  g_autofree char *meeting = g_strdup_printf ("MTG/%.4s/001", year);

  tell (0, meeting, "meeting", "new", CASE, "--form", "meeting");
  tell (0, "", "action", CASE, "add", "Send the lighting plan", "--owner", "The developer");
  tell (0, "Send the lighting plan", "meeting", "agenda", meeting);
  tell (1, "No open point has that number", "meeting", "agenda", meeting, "999");
  tell (0, "on the agenda now", "meeting", "agenda", meeting, "all");
  tell (0, "Action of The developer", "meeting", "show", meeting);
  tell (0, "Nothing is open", "meeting", "agenda", meeting);
}

#define ADD(name, func) g_test_add ("/cli/sheets/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-visit-is-recorded-and-closed", test_a_visit_is_recorded);
  ADD ("minutes-are-submitted-by-the-record-they-are-of",
       test_minutes_are_submitted_by_the_record_they_are_of);
  ADD ("entries-come-go-and-move", test_entries_come_and_go);
  ADD ("programs-are-told-all", test_programs_are_told_all);
  ADD ("mistakes-are-told-in-words", test_mistakes_are_told_in_words);
  ADD ("advice-without-a-case-makes-one", test_advice_makes_its_case);
  ADD ("a-scheme-tells-of-its-certificates", test_a_scheme_tells_of_its_certificates);
  ADD ("a-house-type-has-its-checklist", test_a_house_type_has_its_checklist);
  ADD ("a-meeting-takes-open-points-onto-its-agenda",
       test_a_meeting_takes_open_points_onto_its_agenda);
  return g_test_run ();
}
