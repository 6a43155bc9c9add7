/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-response.h"
#include "sl-test.h"

#include "base/sl-csv.h"
#include "store/sl-database.h"

#include <string.h>

#define KEY "main-points/stance"

static gint64
count_audit_rows (SlTestResponse *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStatement) statement = sl_database_prepare (sl_store_read (fixture->store),
                                                           "SELECT COUNT(*) FROM audit", &error);
  gboolean row;

  g_assert_no_error (error);
  sl_statement_step (statement, &row, &error);
  g_assert_no_error (error);
  return sl_statement_get_int (statement, 0);
}

static SlResponse *
load (SlTestResponse *fixture)
{
  g_autoptr (GError) error = NULL;
  SlResponse *response = sl_response_load (fixture->store, fixture->case_id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (response);
  return response;
}

/* Applies a change made from the fresh response, and checks that it left one audit row. */
static void
apply_once (SlTestResponse *fixture, SlChange *change)
{
  gint64 before = count_audit_rows (fixture);

  sl_test_response_apply (fixture, change);
  g_assert_cmpint (count_audit_rows (fixture), ==, before + 1);
}

static SlTestResponse *
make_draft (void)
{
  SlTestResponse *fixture = sl_test_response_new ();

  sl_test_response_set (fixture,
                        &(SlResponseValues){ .stance = "concerns", .letter_date = "2026-11-24" });
  return fixture;
}

static void
assert_state (SlTestResponse *fixture, const char *key, const char *state, const char *text)
{
  g_autoptr (SlLetter) letter = sl_test_response_compose (fixture);
  SlBlock *block = sl_letter_find (letter, key);

  g_assert_nonnull (block);
  g_assert_cmpstr (sl_block_get_state (block), ==, state);
  g_assert_cmpstr (sl_block_get_text (block), ==, text);
}

static char *
get_text (SlTestResponse *fixture, const char *key)
{
  g_autoptr (SlLetter) letter = sl_test_response_compose (fixture);

  return g_strdup (sl_block_get_text (sl_letter_find (letter, key)));
}

static void
test_a_replaced_block_keeps_the_officers_words (void)
{
  g_autoptr (SlTestResponse) fixture = make_draft ();
  g_autoptr (SlResponse) response = load (fixture);
  g_autofree char *composed = get_text (fixture, KEY);

  apply_once (fixture, sl_response_change_replace (response, KEY, "My words.", composed));
  assert_state (fixture, KEY, "edited", "My words.");
  apply_once (fixture, sl_response_change_replace (response, KEY, "My better words.", NULL));
  assert_state (fixture, KEY, "edited", "My better words.");
  apply_once (fixture, sl_response_change_restore (response, KEY));
  assert_state (fixture, KEY, "composed", composed);
}

static void
test_a_changed_source_keeps_the_edit_and_offers_the_new_text (void)
{
  g_autoptr (SlTestResponse) fixture = make_draft ();
  g_autoptr (SlResponse) response = load (fixture);
  g_autofree char *composed = get_text (fixture, KEY);
  g_autofree char *offered = NULL;

  apply_once (fixture, sl_response_change_replace (response, KEY, "My words.", composed));
  apply_once (fixture, sl_response_change_set (fixture->case_id,
                                               &(SlResponseValues){ .stance = "support" }));
  assert_state (fixture, KEY, "source-changed", "My words.");
  {
    g_autoptr (SlLetter) letter = sl_test_response_compose (fixture);
    offered = g_strdup (sl_block_get_offered (sl_letter_find (letter, KEY)));
  }
  g_assert_cmpstr (offered, ==, "Essex Police supports the proposal.");
  /* "Keep mine": the words were now weighed against the new text. */
  apply_once (fixture, sl_response_change_replace (response, KEY, "My words.", offered));
  assert_state (fixture, KEY, "edited", "My words.");
}

static void
test_a_block_left_out_can_be_listed_and_restored (void)
{
  g_autoptr (SlTestResponse) fixture = make_draft ();
  g_autoptr (SlResponse) response = load (fixture);
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (GPtrArray) left_out = NULL;

  apply_once (fixture, sl_response_change_leave_out (response, "award/offer"));
  letter = sl_test_response_compose (fixture);
  g_assert_null (sl_letter_find (letter, "award/offer"));
  g_assert_null (sl_letter_find (letter, "award/heading"));
  g_clear_object (&response);
  response = load (fixture);
  left_out = sl_response_list_left_out (response, letter);
  g_assert_cmpuint (left_out->len, ==, 1);
  g_assert_cmpstr (sl_block_get_key (g_ptr_array_index (left_out, 0)), ==, "award/offer");
  apply_once (fixture, sl_response_change_restore (response, "award/offer"));
  g_clear_object (&letter);
  letter = sl_test_response_compose (fixture);
  g_assert_nonnull (sl_letter_find (letter, "award/offer"));
}

static void
test_added_blocks_follow_their_place_in_order (void)
{
  g_autoptr (SlTestResponse) fixture = make_draft ();
  g_autoptr (SlResponse) response = load (fixture);
  g_autoptr (SlLetter) letter = NULL;
  guint place = 0;

  apply_once (fixture, sl_response_change_add (response, "own/1", KEY, "First of mine."));
  apply_once (fixture, sl_response_change_add (response, "own/2", "own/1", "Second of mine."));
  letter = sl_test_response_compose (fixture);
  while (!g_str_equal (sl_block_get_key (sl_letter_get_block (letter, place)), KEY))
    place++;
  g_assert_cmpstr (sl_block_get_text (sl_letter_get_block (letter, place + 1)), ==,
                   "First of mine.");
  g_assert_cmpstr (sl_block_get_text (sl_letter_get_block (letter, place + 2)), ==,
                   "Second of mine.");
  assert_state (fixture, "own/1", "added", "First of mine.");
  apply_once (fixture, sl_response_change_replace (response, "own/1", "First, better.", NULL));
  assert_state (fixture, "own/1", "added", "First, better.");
}

static void
test_an_edit_without_its_block_is_told (void)
{
  g_autoptr (SlTestResponse) fixture = make_draft ();
  g_autoptr (SlResponse) response = load (fixture);
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autofree char *problems = NULL;

  apply_once (fixture, sl_response_change_replace (response, "item/H99/observation",
                                                   "Words that have no place.", "x"));
  composition = sl_test_response_gather (fixture);
  letter = sl_composition_compose (composition, NULL);
  problems = g_strjoinv ("\n", (char **) sl_composition_get_problems (composition));
  g_assert_nonnull (strstr (problems, "Words that have no place."));
}

static void
test_setting_the_same_again_writes_nothing (void)
{
  g_autoptr (SlTestResponse) fixture = make_draft ();
  gint64 before = count_audit_rows (fixture);

  sl_test_response_set (fixture, &(SlResponseValues){ .stance = "concerns" });
  g_assert_cmpint (count_audit_rows (fixture), ==, before);
}

static void
assert_refused (SlTestResponse *fixture, const SlResponseValues *values)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      sl_store_apply (fixture->store, sl_response_change_set (fixture->case_id, values), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
}

static void
test_an_unknown_stance_flag_or_date_is_refused (void)
{
  g_autoptr (SlTestResponse) fixture = make_draft ();

  assert_refused (fixture, &(SlResponseValues){ .stance = "delighted" });
  assert_refused (fixture, &(SlResponseValues){ .flags = "informative confetti" });
  assert_refused (fixture, &(SlResponseValues){ .letter_date = "2026-02-30" });
}

static SlChange *
import (SlTestResponse *fixture, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return sl_crime_change_import (fixture->case_id, bytes, "figures.csv", error);
}

static void
test_a_table_of_figures_is_one_change (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (SlCrimeRow) first = NULL;
  g_autoptr (SlCrimeRow) second = NULL;
  SlChange *change = import (
      fixture,
      "Count;Category;Area;Period To;period_from;SOURCE;restricted\n"
      "1,024;=cmd|calc;\"one mile\nof the site\";2026-09;2025-10;police.uk;\n"
      ";Arson;one mile;2026-09;2025-10;police.uk;yes\n",
      &error);

  g_assert_no_error (error);
  apply_once (fixture, change);
  rows = sl_crime_records_list (fixture->store, fixture->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);
  first = g_list_model_get_item (rows, 0);
  second = g_list_model_get_item (rows, 1);
  g_assert_cmpstr (sl_crime_row_get (first, "category"), ==, "=cmd|calc");
  g_assert_cmpstr (sl_crime_row_get (first, "area"), ==, "one mile of the site");
  g_assert_cmpint (sl_crime_row_get_count (first), ==, 1024);
  g_assert_false (sl_crime_row_get_restricted (first));
  g_assert_cmpint (sl_crime_row_get_count (second), ==, -1);
  g_assert_true (sl_crime_row_get_restricted (second));
  g_assert_cmpstr (sl_crime_row_get (second, "origin"), ==, "figures.csv");
  apply_once (fixture, sl_crime_change_remove (fixture->case_id, sl_crime_row_get (first, "id")));
}

static void
test_a_wrong_table_is_refused_with_line_and_reason (void)
{
  static const struct
  {
    const char *csv, *place, *reason;
  } cases[] = {
    { "source,area,category,period to\n", "line 1", "period from" },
    { "source,period from,period to,area,category,count\npolice.uk,2025-10,2026-09,a,b,many\n",
      "line 2", "many" },
    { "source,period from,period to,area,category,count\npolice.uk,2025-10,2026-09,a,b,-4\n",
      "line 2", "-4" },
    { "source,period from,period to,area,category\npolice.uk,2026-10,2026-09,a,b\n", "line 2",
      "before it begins" },
    { "source,period from,period to,area,category\npolice.uk,03/04/05,2026-09,a,b\n", "line 2",
      "not a period" },
    { "source,period from,period to,area,category,restricted\n"
      "police.uk,2025-10,2026-09,a,b,perhaps\n",
      "line 2", "perhaps" },
    { "source,period from,period to,area,category\n,2025-10,2026-09,a,b\n", "line 2", "source" },
  };
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (import (fixture, cases[i].csv, &error));
      g_assert_error (error, SL_CSV_ERROR, SL_CSV_ERROR_MALFORMED);
      g_assert_nonnull (strstr (error->message, "figures.csv"));
      g_assert_nonnull (strstr (error->message, cases[i].place));
      g_assert_nonnull (strstr (error->message, cases[i].reason));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response/edit/a-replaced-block-keeps-the-officers-words",
                   test_a_replaced_block_keeps_the_officers_words);
  g_test_add_func ("/response/edit/a-changed-source-keeps-the-edit-and-offers-the-new-text",
                   test_a_changed_source_keeps_the_edit_and_offers_the_new_text);
  g_test_add_func ("/response/edit/a-block-left-out-can-be-listed-and-restored",
                   test_a_block_left_out_can_be_listed_and_restored);
  g_test_add_func ("/response/edit/added-blocks-follow-their-place-in-order",
                   test_added_blocks_follow_their_place_in_order);
  g_test_add_func ("/response/edit/an-edit-without-its-block-is-told",
                   test_an_edit_without_its_block_is_told);
  g_test_add_func ("/response/set/setting-the-same-again-writes-nothing",
                   test_setting_the_same_again_writes_nothing);
  g_test_add_func ("/response/set/an-unknown-stance-flag-or-date-is-refused",
                   test_an_unknown_stance_flag_or_date_is_refused);
  g_test_add_func ("/response/crime/a-table-of-figures-is-one-change",
                   test_a_table_of_figures_is_one_change);
  g_test_add_func ("/response/crime/a-wrong-table-is-refused-with-line-and-reason",
                   test_a_wrong_table_is_refused_with_line_and_reason);
  return g_test_run ();
}
