/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "review/sl-comment-anchor.h"
#include "review/sl-comment-private.h"
#include "review/sl-diff.h"
#include "sl-test-letter.h"
#include "sl-test-snapshot.h"

#include <stdlib.h>

/* A letter of 5,000 words against a later version of itself, and 500 comments found in it again:
 * one figure a line, the median of many runs. Budget: 50 ms for the comparison, 100 ms for a case
 * with all its comments. */

#define RUNS 21
#define N_PARAGRAPHS 100
#define WORDS_EACH 50
#define N_COMMENTS 500

static const char *const words[] = {
  "boundary", "fence",  "gate",    "lamp",   "parking", "court",   "footpath", "window",
  "rear",     "garden", "natural", "view",   "street",  "plots",   "corner",   "planting",
  "the",      "the",    "of",      "a",      "to",      "is",      "and",      "at",
  "shown",    "drawn",  "lit",     "locked", "height",  "doorset", "cycle",    "store",
};

static char *
make_text (GRand *rand, guint n)
{
  GString *text = g_string_new ("The");

  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, "%s%s%s", i % 12 == 0 ? ". " : " ",
                            words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                            i % 9 == 0 ? "," : "");
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

/* The same seed gives the same letter; @change is how many paragraphs of a hundred get new words,
 * are taken out, come in and move. One paragraph of all words instead when @joined. */
static SlSnapshot *
make_letter (guint32 seed, guint change, gboolean joined)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GRand) changes = g_rand_new_with_seed (7);
  SlLetter *letter = sl_letter_new ("Response", "Essex Police", "en-GB", "2026-11-24");

  if (joined)
    {
      g_autofree char *text = make_text (rand, N_PARAGRAPHS * WORDS_EACH);

      sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "p", text);
      return sl_test_make_snapshot (letter, NULL);
    }
  for (guint i = 0; i < N_PARAGRAPHS; i++)
    {
      g_autofree char *text = make_text (rand, WORDS_EACH);
      g_autofree char *more = make_text (changes, 8);
      g_autofree char *edited = g_strjoin (" ", text, more, NULL);
      g_autofree char *key = g_strdup_printf ("p%u", i);
      guint dice = g_rand_int_range (changes, 0, 100);

      if (dice < change / 4)
        continue;
      sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, key, dice < change ? edited : text);
    }
  return sl_test_make_snapshot (letter, NULL);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
measure_comparison (const char *name, SlSnapshot *older, SlSnapshot *newer)
{
  double times[RUNS];
  guint n_changes = 0;

  for (guint run = 0; run < RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (SlDiff) diff = sl_diff_new (older, newer);

      times[run] = (double) (g_get_monotonic_time () - start) / 1000.0;
      n_changes = diff->n_changes;
    }
  qsort (times, RUNS, sizeof (double), compare);
  g_print ("compare: %s, %u changes, %.1f ms, worst %.1f ms (budget 50 ms)\n", name, n_changes,
           times[RUNS / 2], times[RUNS - 1]);
}

static SlComment *
make_comment (SlSnapshot *snapshot, guint number)
{
  SlLetter *letter = sl_snapshot_get_letter (snapshot);
  SlBlock *block = sl_letter_get_block (letter, number % sl_letter_get_n_blocks (letter));
  guint start = number * 13 % 200;
  SlAnchor anchor = {
    .kind = "text", .key = sl_block_get_key (block), .start = start, .end = start + 40
  };
  g_autoptr (SlAnchorValues) values = sl_anchor_values_new (&anchor, snapshot, NULL);
  SlCommentValues comment = { .anchor_start = values->start, .anchor_end = values->end };

  for (guint i = 0; i < SL_N_COMMENT_TEXTS; i++)
    comment.texts[i] = g_strdup (i == SL_COMMENT_ANCHOR_KIND     ? values->kind
                                 : i == SL_COMMENT_ANCHOR_KEY    ? values->key
                                 : i == SL_COMMENT_ANCHOR_TEXT   ? values->text
                                 : i == SL_COMMENT_ANCHOR_SOURCE ? values->source
                                                                 : "");
  return sl_comment_new_take (&comment);
}

static void
measure_placing (SlSnapshot *older, SlSnapshot *newer)
{
  g_autoptr (GListStore) comments = g_list_store_new (SL_TYPE_COMMENT);
  double times[RUNS];

  for (guint i = 0; i < N_COMMENTS; i++)
    {
      g_autoptr (SlComment) comment = make_comment (older, i);

      g_list_store_append (comments, comment);
    }
  for (guint run = 0; run < RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      sl_comments_place (G_LIST_MODEL (comments), newer);
      times[run] = (double) (g_get_monotonic_time () - start) / 1000.0;
    }
  qsort (times, RUNS, sizeof (double), compare);
  g_print ("compare: %u comments placed in %.1f ms, worst %.1f ms\n", N_COMMENTS, times[RUNS / 2],
           times[RUNS - 1]);
}

int
main (int argc, char **argv)
{
  g_autoptr (SlSnapshot) letter = make_letter (1, 0, FALSE);
  g_autoptr (SlSnapshot) edited = make_letter (1, 30, FALSE);
  g_autoptr (SlSnapshot) other = make_letter (2, 0, FALSE);
  g_autoptr (SlSnapshot) block = make_letter (1, 0, TRUE);
  g_autoptr (SlSnapshot) other_block = make_letter (2, 0, TRUE);

  g_print ("compare: words %u\n", sl_letter_count_words (sl_snapshot_get_letter (letter)));
  measure_comparison ("a third of the paragraphs edited", letter, edited);
  measure_comparison ("two unlike letters", letter, other);
  measure_comparison ("two unlike letters of one paragraph", block, other_block);
  measure_placing (letter, edited);
  return 0;
}
