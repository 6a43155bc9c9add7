/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "review/sl-diff.h"
#include "review/sl-snapshot-private.h"
#include "sl-test-letter.h"
#include "sl-test-response.h"
#include "sl-test-snapshot.h"

#include <string.h>

#define REAR "The rear boundary of plots 14 to 21 is drawn at 1.5 m beside the footpath."
#define COURT "The parking court behind Block A cannot be seen from a living room."
#define LOCKS "The drawings do not show locks on the gates to rear gardens."

static SlSnapshot *
make (const char *const *blocks)
{
  return sl_test_make_snapshot (sl_test_make_paragraphs (blocks), NULL);
}

/* "change:key" of all blocks, so that order shows. */
static char *
tell (SlDiff *diff)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const SlBlockChange *change = g_ptr_array_index (diff->blocks, i);

      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "", change->change, change->key);
    }
  return g_string_free (out, FALSE);
}

static void
assert_told (const char *const *older, const char *const *newer, const char *expected)
{
  g_autoptr (SlSnapshot) before = make (older);
  g_autoptr (SlSnapshot) after = make (newer);
  g_autoptr (SlDiff) diff = sl_diff_new (before, after);
  g_autofree char *told = tell (diff);

  g_assert_cmpstr (told, ==, expected);
}

static const char *const plain[] = { "a", REAR, "b", COURT, "c", LOCKS, NULL };

static void
test_the_same_letter_has_no_changes (void)
{
  g_autoptr (SlSnapshot) before = make (plain);
  g_autoptr (SlSnapshot) after = make (plain);
  g_autoptr (SlDiff) diff = sl_diff_new (before, after);
  g_autofree char *told = tell (diff);

  g_assert_cmpstr (told, ==, "same:a same:b same:c");
  g_assert_cmpuint (diff->n_changes, ==, 0);
  g_assert_cmpuint (diff->n_changed_blocks, ==, 0);
  g_assert_cmpuint (diff->fields->len, ==, 0);
}

static void
test_without_an_older_one_all_is_new (void)
{
  g_autoptr (SlSnapshot) after = make (plain);
  g_autoptr (SlDiff) diff = sl_diff_new (NULL, after);
  g_autofree char *told = tell (diff);

  g_assert_cmpstr (told, ==, "added:a added:b added:c");
  g_assert_cmpuint (diff->n_changes, ==, 3);
}

static void
test_a_removed_paragraph_shows_where_it_stood (void)
{
  assert_told (plain, (const char *[]){ "a", REAR, "c", LOCKS, NULL }, "same:a removed:b same:c");
  assert_told (plain, (const char *[]){ "b", COURT, "c", LOCKS, NULL }, "removed:a same:b same:c");
  assert_told (plain, (const char *[]){ "a", REAR, "b", COURT, NULL }, "same:a same:b removed:c");
  assert_told (plain, (const char *[]){ "z", "Thanks.", NULL },
               "removed:a removed:b removed:c added:z");
}

static void
test_a_paragraph_that_moved_is_not_removed_and_added (void)
{
  assert_told (plain, (const char *[]){ "c", LOCKS, "a", REAR, "b", COURT, NULL },
               "moved:c same:a same:b");
  /* Under another key, as when an item rises to a main point. */
  assert_told (plain, (const char *[]){ "a", REAR, "c", LOCKS, "new", COURT, NULL },
               "same:a same:c moved:new");
  assert_told (plain, (const char *[]){ "a", REAR, "new", COURT, "c", LOCKS, NULL },
               "same:a same:new same:c");
}

static void
test_a_paragraph_under_a_new_key_is_known_by_its_words (void)
{
  assert_told (plain,
               (const char *[]){ "a", REAR, "b", COURT, "new",
                                 "The drawings do not show any locks on the gates to the rear "
                                 "gardens of plots 3 to 9.",
                                 NULL },
               "same:a same:b changed:new");
  assert_told (plain, (const char *[]){ "a", REAR, "b", COURT, "new", "Lamps are welcome.", NULL },
               "same:a same:b removed:c added:new");
}

static void
test_words_are_told_in_place (void)
{
  g_autoptr (SlSnapshot) before = make (plain);
  g_autoptr (SlSnapshot) after = make ((const char *[]){
      "a", "The rear boundary of plots 14 to 23 is drawn at 1.8 m beside the footpath.", "b", COURT,
      "c", LOCKS, NULL });
  g_autoptr (SlDiff) diff = sl_diff_new (before, after);
  const SlBlockChange *change = g_ptr_array_index (diff->blocks, 0);
  const SlSpan *spans = (const SlSpan *) (gpointer) change->spans->data;

  g_assert_cmpuint (diff->n_changes, ==, 2);
  g_assert_cmpuint (diff->n_changed_blocks, ==, 1);
  g_assert_cmpstr (change->change, ==, "changed");
  g_assert_cmpuint (change->spans->len, ==, 7);
  g_assert_cmpstr (spans[1].text, ==, "21");
  g_assert_cmpint (spans[1].kind, ==, SL_SPAN_REMOVED);
  g_assert_cmpstr (spans[2].text, ==, "23");
  g_assert_cmpint (spans[2].kind, ==, SL_SPAN_ADDED);
  g_assert_cmpstr (spans[4].text, ==, "1.5");
  g_assert_cmpstr (spans[5].text, ==, "1.8");
}

static void
test_rows_of_a_table_are_lines (void)
{
  g_autoptr (SlSnapshot) before = sl_test_make_snapshot (sl_test_make_letter (1), NULL);
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  g_autoptr (SlSnapshot) after = NULL;
  g_autoptr (SlDiff) diff = NULL;
  SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");
  guint added = 0;

  sl_block_append (row, sl_block_new (SL_BLOCK_CELL, "police.uk"));
  sl_block_append (row, sl_block_new (SL_BLOCK_CELL, "Criminal damage"));
  sl_block_append (sl_letter_find (letter, "crime-table"), row);
  after = sl_test_make_snapshot (g_steal_pointer (&letter), NULL);
  diff = sl_diff_new (before, after);
  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const SlBlockChange *change = g_ptr_array_index (diff->blocks, i);

      if (g_str_equal (change->change, "same"))
        continue;
      added++;
      g_assert_cmpstr (change->change, ==, "added");
      g_assert_cmpstr (g_array_index (change->spans, SlSpan, 0).text, ==,
                       "police.uk\tCriminal damage");
    }
  g_assert_cmpuint (added, ==, 1);
}

static const SlFieldChange *
find_field (SlDiff *diff, const char *path)
{
  for (guint i = 0; i < diff->fields->len; i++)
    {
      const SlFieldChange *change = g_ptr_array_index (diff->fields, i);

      if (g_str_equal (change->path, path))
        return change;
    }
  return NULL;
}

static const char *const records[] = {
  "case/reference",
  "UTT/26/2147/FUL",
  "response/stance",
  "concerns",
  "pack/sbd-homes/title",
  "Secured by Design Homes",
  "pack/sbd-homes/edition",
  "2025",
  "document/d1/number",
  "PL-106",
  "document/d1/revision",
  "C",
  "evidence/e1/document-id",
  "d1",
  "evidence/e1/page",
  "1",
  "evidence/e1/width",
  "0.25",
  "answer/H21/title",
  "Rear boundaries",
  "answer/H21/verdict",
  "partly",
  "answer/H21/observation",
  "Drawn at 1.5 m.",
  "answer/H21/evidence",
  "e1",
  "answer/H22/title",
  "Gates",
  "answer/H22/verdict",
  "not-shown",
  NULL,
};

/* The records with the value of one path another, or without it. */
static SlSnapshot *
make_records (const char *path, const char *value)
{
  const char *rows[G_N_ELEMENTS (records)];
  guint n = 0;

  for (guint i = 0; records[i] != NULL; i += 2)
    {
      gboolean other = path != NULL && g_str_has_prefix (records[i], path);

      if (other && value == NULL)
        continue;
      rows[n++] = records[i];
      rows[n++] = other ? value : records[i + 1];
    }
  rows[n] = NULL;
  return sl_test_make_snapshot (sl_test_make_paragraphs (plain), rows);
}

static void
assert_field (SlDiff *diff,
              const char *path,
              const char *title,
              const char *before,
              const char *after)
{
  const SlFieldChange *change = find_field (diff, path);

  g_assert_nonnull (change);
  g_assert_cmpstr (change->title, ==, title);
  g_assert_cmpstr (change->before, ==, before);
  g_assert_cmpstr (change->after, ==, after);
}

static void
test_answers_are_told_field_by_field (void)
{
  g_autoptr (SlSnapshot) before = make_records (NULL, NULL);
  g_autoptr (SlSnapshot) verdict = make_records ("answer/H21/verdict", "not-met");
  g_autoptr (SlSnapshot) gone = make_records ("answer/H21", NULL);
  g_autoptr (SlDiff) changed = sl_diff_new (before, verdict);
  g_autoptr (SlDiff) removed = sl_diff_new (before, gone);
  g_autoptr (SlDiff) added = sl_diff_new (gone, before);

  g_assert_cmpuint (changed->fields->len, ==, 1);
  g_assert_cmpuint (changed->n_changes, ==, 0);
  assert_field (changed, "answer/H21/verdict", "H21 Rear boundaries: verdict", "Partly", "Not met");
  assert_field (removed, "answer/H21/verdict", "H21 Rear boundaries: verdict", "Partly", "");
  assert_field (removed, "answer/H21/evidence", "H21 Rear boundaries: evidence",
                "PL-106 C, page 1, region", "");
  g_assert_null (find_field (removed, "answer/H21/title"));
  assert_field (added, "answer/H21/observation", "H21 Rear boundaries: observation", "",
                "Drawn at 1.5 m.");
}

static void
test_records_that_came_or_went_are_one_change (void)
{
  g_autoptr (SlSnapshot) before = make_records (NULL, NULL);
  g_autoptr (SlSnapshot) gone = make_records ("evidence/e1", NULL);
  g_autoptr (SlDiff) removed = sl_diff_new (before, gone);

  g_assert_cmpuint (removed->fields->len, ==, 1);
  assert_field (removed, "evidence/e1", "Evidence PL-106 C, page 1, region",
                "PL-106 C, page 1, region", "");
}

static void
test_the_response_reads_as_people_say_it (void)
{
  g_autoptr (SlSnapshot) before = make_records (NULL, NULL);
  g_autoptr (SlSnapshot) objection = make_records ("response/stance", "objection");
  g_autoptr (SlSnapshot) edition = make_records ("pack/sbd-homes/edition", "2026");
  g_autoptr (SlDiff) diff = sl_diff_new (before, objection);
  g_autoptr (SlDiff) other = sl_diff_new (before, edition);

  assert_field (diff, "response/stance", "Response: stance", "Concerns", "Objection");
  assert_field (other, "pack/sbd-homes/edition", "Secured by Design Homes: edition", "2025",
                "2026");
}

/* The rows of @before with row @changed another value, or without it; NULL when those make no
 * version: a block without its kind, a hash that is none. */
static SlSnapshot *
change_row (SlSnapshot *before, guint changed, gboolean take_out)
{
  g_autoptr (GString) out = g_string_new (SL_SNAPSHOT_HEADER);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < sl_snapshot_get_n_rows (before); i++)
    {
      const char *path, *value, *slash;
      g_autofree char *group = NULL;

      sl_snapshot_get_row (before, i, &path, &value);
      slash = strrchr (path, '/');
      group = g_strndup (path, slash - path);
      if (i != changed)
        sl_snapshot_write (out, group, NULL, slash + 1, value);
      else if (!take_out)
        sl_snapshot_write (out, group, NULL, slash + 1, "7");
    }
  bytes = g_bytes_new (out->str, out->len);
  return sl_snapshot_new_from_bytes (bytes, NULL);
}

/* Every row of a real version in turn is given another value or taken out: whatever the approval
 * covers, the page can say that it changed. */
static void
test_no_difference_is_silent (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) before = NULL;
  g_autoptr (GError) error = NULL;
  guint n_rows, n_tried = 0;

  sl_test_response_fill (fixture);
  before = sl_snapshot_take (sl_casebook_get_library (fixture->casebook),
                             sl_casebook_get_packs (fixture->casebook),
                             sl_casebook_get_policy (fixture->casebook),
                             sl_casebook_get_person (fixture->casebook), fixture->case_id, &error);
  g_assert_no_error (error);
  n_rows = sl_snapshot_get_n_rows (before);
  g_assert_cmpuint (n_rows, >, 100);
  for (guint i = 0; i < 2 * n_rows; i++)
    {
      g_autoptr (SlSnapshot) after = change_row (before, i / 2, i % 2 == 1);
      g_autoptr (SlDiff) diff = NULL;

      if (after == NULL)
        continue;
      n_tried++;
      diff = sl_diff_new (before, after);
      g_assert_cmpuint (diff->n_changes + diff->fields->len > 0, ==,
                        !g_str_equal (sl_snapshot_get_hash (before), sl_snapshot_get_hash (after)));
    }
  g_assert_cmpuint (n_tried, >, n_rows);
}

static SlLetter *
make_random_letter (GRand *rand, guint n_keys)
{
  SlLetter *letter = sl_letter_new ("Response", "Essex Police", "en-GB", "2026-11-24");
  guint n = g_rand_int_range (rand, 1, 14);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%d", g_rand_int_range (rand, 0, (int) n_keys));
      g_autofree char *text = g_strdup_printf (
          "Plot %d has %d lamps and a gate on side %d.", g_rand_int_range (rand, 0, 4),
          g_rand_int_range (rand, 0, 3), g_rand_int_range (rand, 0, 4));

      sl_test_add_block (letter,
                         g_rand_int_range (rand, 0, 6) == 0 ? SL_BLOCK_HEADING : SL_BLOCK_PARAGRAPH,
                         g_rand_int_range (rand, 0, 8) == 0 ? "" : key, text);
    }
  return letter;
}

/* Whatever is moved, doubled or renamed: the newer letter is read off in its order, and each block
 * of the older one is told once. */
static void
test_every_block_is_told_once (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (613);

  for (guint round = 0; round < 1000; round++)
    {
      g_autoptr (SlSnapshot) before = sl_test_make_snapshot (make_random_letter (rand, 12), NULL);
      g_autoptr (SlSnapshot) after = sl_test_make_snapshot (make_random_letter (rand, 12), NULL);
      g_autoptr (SlDiff) diff = sl_diff_new (before, after);
      SlLetter *newer = sl_snapshot_get_letter (after);
      guint n_new = 0, n_old = 0;

      for (guint i = 0; i < diff->blocks->len; i++)
        {
          const SlBlockChange *change = g_ptr_array_index (diff->blocks, i);
          g_autoptr (GString) text = g_string_new (NULL);

          for (guint j = 0; j < change->spans->len; j++)
            if (g_array_index (change->spans, SlSpan, j).kind != SL_SPAN_REMOVED)
              g_string_append (text, g_array_index (change->spans, SlSpan, j).text);
          n_old += !g_str_equal (change->change, "added");
          if (g_str_equal (change->change, "removed"))
            continue;
          g_assert_cmpstr (text->str, ==, sl_block_get_text (sl_letter_get_block (newer, n_new)));
          n_new++;
        }
      g_assert_cmpuint (n_new, ==, sl_letter_get_n_blocks (newer));
      g_assert_cmpuint (n_old, ==, sl_letter_get_n_blocks (sl_snapshot_get_letter (before)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/diff/the-same-letter-has-no-changes",
                   test_the_same_letter_has_no_changes);
  g_test_add_func ("/review/diff/without-an-older-one-all-is-new",
                   test_without_an_older_one_all_is_new);
  g_test_add_func ("/review/diff/a-removed-paragraph-shows-where-it-stood",
                   test_a_removed_paragraph_shows_where_it_stood);
  g_test_add_func ("/review/diff/a-paragraph-that-moved-is-not-removed-and-added",
                   test_a_paragraph_that_moved_is_not_removed_and_added);
  g_test_add_func ("/review/diff/a-paragraph-under-a-new-key-is-known-by-its-words",
                   test_a_paragraph_under_a_new_key_is_known_by_its_words);
  g_test_add_func ("/review/diff/words-are-told-in-place", test_words_are_told_in_place);
  g_test_add_func ("/review/diff/rows-of-a-table-are-lines", test_rows_of_a_table_are_lines);
  g_test_add_func ("/review/diff/answers-are-told-field-by-field",
                   test_answers_are_told_field_by_field);
  g_test_add_func ("/review/diff/records-that-came-or-went-are-one-change",
                   test_records_that_came_or_went_are_one_change);
  g_test_add_func ("/review/diff/the-response-reads-as-people-say-it",
                   test_the_response_reads_as_people_say_it);
  g_test_add_func ("/review/diff/no-difference-is-silent", test_no_difference_is_silent);
  g_test_add_func ("/review/diff/every-block-is-told-once", test_every_block_is_told_once);
  return g_test_run ();
}
