/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "letter/sl-letter.h"
#include "sl-test-letter.h"

#include <string.h>

static void
test_keeps_what_it_came_from (void)
{
  g_autoptr (SlBlock) block = sl_block_new (SL_BLOCK_PARAGRAPH, "Words.");
  const SlOrigin *origin;

  sl_block_set_key (block, "item/H21/observation");
  sl_block_set_section (block, "boundaries");
  sl_block_set_origin (block, "item", "H21", "nppf-2024-12/135f", "e1 e2",
                       "1.5 m shown, 1.8 m asked");
  origin = sl_block_get_origin (block);
  g_assert_cmpstr (sl_block_get_key (block), ==, "item/H21/observation");
  g_assert_cmpstr (sl_block_get_section (block), ==, "boundaries");
  g_assert_cmpstr (origin->kind, ==, "item");
  g_assert_cmpstr (origin->item_id, ==, "H21");
  g_assert_cmpstr (origin->citation_ids, ==, "nppf-2024-12/135f");
  g_assert_cmpstr (origin->evidence_ids, ==, "e1 e2");
  g_assert_cmpstr (origin->detail, ==, "1.5 m shown, 1.8 m asked");
  g_assert_cmpstr (sl_block_get_state (block), ==, "composed");
}

static void
test_takes_controls_out (void)
{
  g_autoptr (SlBlock) block = sl_block_new (SL_BLOCK_PARAGRAPH, "a\001b e\xcc\x81 \xff");

  g_assert_cmpstr (sl_block_get_text (block), ==, "ab é \xef\xbf\xbd");
}

static void
test_finds_at_any_depth (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  SlBlock *found = sl_letter_find (letter, "point/2");

  g_assert_nonnull (found);
  g_assert_true (g_str_has_prefix (sl_block_get_text (found), "The parking court"));
  g_assert_null (sl_letter_find (letter, "point/4"));
}

static void
test_marking_is_the_highest_of_its_blocks (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  SlBlock *list = sl_letter_find (letter, "points");

  g_assert_cmpint (sl_letter_get_mark (letter), ==, SL_MARK_OFFICIAL);
  sl_block_set_mark (sl_block_get_child (list, 2), SL_MARK_OFFICIAL_SENSITIVE);
  g_assert_cmpint (sl_letter_get_mark (letter), ==, SL_MARK_OFFICIAL_SENSITIVE);
}

static void
test_counts_the_words_of_its_body (void)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("T", "A", "en-GB", "2026-11-24");

  sl_test_add_block (letter, SL_BLOCK_LETTERHEAD, "head", "Essex Police\nTeam");
  sl_test_add_block (letter, SL_BLOCK_ADDRESS, "address", "Judith Okoro");
  sl_test_add_block (letter, SL_BLOCK_TITLE, "subject", "Land east of Mallard Way");
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "p", "Three plain words.");
  sl_test_add_block (letter, SL_BLOCK_PAGE_BREAK, "", "");
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "annex", "Words of an annex.");
  g_assert_cmpuint (sl_letter_count_words (letter), ==, 8);
}

static void
test_serializes_the_same_letter_alike (void)
{
  g_autoptr (SlLetter) one = sl_test_make_letter (3);
  g_autoptr (SlLetter) other = sl_test_make_letter (3);
  g_autofree char *one_text = sl_letter_serialize (one);
  g_autofree char *other_text = sl_letter_serialize (other);
  g_autofree char *changed = NULL;

  g_assert_cmpstr (one_text, ==, other_text);
  sl_block_set_mark (sl_letter_find (other, "opening"), SL_MARK_OFFICIAL_SENSITIVE);
  changed = sl_letter_serialize (other);
  g_assert_cmpstr (one_text, !=, changed);
}

static void
test_text_cannot_pass_for_another_block (void)
{
  g_autoptr (SlLetter) one = sl_letter_new ("T", "A", "en-GB", "2026-11-24");
  g_autoptr (SlLetter) other = sl_letter_new ("T", "A", "en-GB", "2026-11-24");
  g_autofree char *one_text = NULL;
  g_autofree char *other_text = NULL;

  sl_test_add_block (one, SL_BLOCK_PARAGRAPH, "a", "x\n0 5 0 0 key=1:b text=1:y");
  sl_test_add_block (other, SL_BLOCK_PARAGRAPH, "a", "x");
  sl_test_add_block (other, SL_BLOCK_PARAGRAPH, "b", "y");
  one_text = sl_letter_serialize (one);
  other_text = sl_letter_serialize (other);
  g_assert_cmpstr (one_text, !=, other_text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/block/keeps-what-it-came-from", test_keeps_what_it_came_from);
  g_test_add_func ("/letter/block/takes-controls-out", test_takes_controls_out);
  g_test_add_func ("/letter/block/is-found-at-any-depth", test_finds_at_any_depth);
  g_test_add_func ("/letter/marking-is-the-highest-of-its-blocks",
                   test_marking_is_the_highest_of_its_blocks);
  g_test_add_func ("/letter/counts-the-words-of-its-body", test_counts_the_words_of_its_body);
  g_test_add_func ("/letter/serializes-the-same-letter-alike",
                   test_serializes_the_same_letter_alike);
  g_test_add_func ("/letter/text-cannot-pass-for-another-block",
                   test_text_cannot_pass_for_another_block);
  return g_test_run ();
}
