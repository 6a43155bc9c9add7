/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "review/sl-diff-private.h"

#include <string.h>

/* Marks a difference as one line: "[-old-]" and "{+new+}". */
static char *
draw (GArray *spans)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const SlSpan *span = &g_array_index (spans, SlSpan, i);

      if (span->kind == SL_SPAN_SAME)
        g_string_append (out, span->text);
      else
        g_string_append_printf (out, span->kind == SL_SPAN_REMOVED ? "[-%s-]" : "{+%s+}",
                                span->text);
    }
  return g_string_free (out, FALSE);
}

static char *
take_side (GArray *spans, SlSpanKind side)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const SlSpan *span = &g_array_index (spans, SlSpan, i);

      g_assert_cmpuint (strlen (span->text), >, 0);
      if (i > 0)
        g_assert_cmpint (span->kind, !=, g_array_index (spans, SlSpan, i - 1).kind);
      if (span->kind == SL_SPAN_SAME || span->kind == side)
        g_string_append (out, span->text);
    }
  return g_string_free (out, FALSE);
}

static GArray *
compare_safely (const char *older, const char *newer)
{
  GArray *spans = sl_spans_compare (older, newer);
  g_autofree char *back = take_side (spans, SL_SPAN_REMOVED);
  g_autofree char *forth = take_side (spans, SL_SPAN_ADDED);

  g_assert_cmpstr (back, ==, older);
  g_assert_cmpstr (forth, ==, newer);
  return spans;
}

static void
assert_drawn (const char *older, const char *newer, const char *expected)
{
  g_autoptr (GArray) spans = compare_safely (older, newer);
  g_autofree char *drawn = draw (spans);

  g_assert_cmpstr (drawn, ==, expected);
}

static void
test_marks_what_a_person_would (void)
{
  assert_drawn ("drawn at 1.5 m.", "drawn at 1.8 m.", "drawn at [-1.5-]{+1.8+} m.");
  assert_drawn ("The gate is locked.", "The rear gate is locked.", "The {+rear +}gate is locked.");
  assert_drawn ("The rear gate is locked.", "The gate is locked.", "The [-rear -]gate is locked.");
  assert_drawn ("close-boarded fence", "closed fence", "[-close-boarded-]{+closed+} fence");
  assert_drawn ("the plot’s fence", "the plots’ fence", "the [-plot’s-]{+plots’+} fence");
  assert_drawn ("Yes", "Yes.", "Yes{+.+}");
  assert_drawn ("", "New words.", "{+New words.+}");
  assert_drawn ("Old words.", "", "[-Old words.-]");
  assert_drawn ("", "", "");
  assert_drawn ("Same words.", "Same words.", "Same words.");
}

static void
test_shows_white_space_that_changed (void)
{
  assert_drawn ("one two", "one  two", "one {+ +}two");
  assert_drawn ("one two", "one\ntwo", "one[- -]{+\n+}two");
  assert_drawn ("one ", "one", "one[- -]");
  assert_drawn (" ", "", "[- -]");
}

static void
test_puts_an_insertion_where_a_sentence_begins (void)
{
  assert_drawn ("The gate is locked. The fence is high.",
                "The gate is locked. The lamp is lit. The fence is high.",
                "The gate is locked. {+The lamp is lit. +}The fence is high.");
  assert_drawn ("The gate is locked. The lamp is lit. The fence is high.",
                "The gate is locked. The fence is high.",
                "The gate is locked. [-The lamp is lit. -]The fence is high.");
}

static void
test_joins_words_that_stayed_by_chance (void)
{
  assert_drawn ("Strangers walk behind the gardens unseen by anyone.",
                "Nobody overlooks the footpath at night.",
                "[-Strangers walk behind the gardens unseen by anyone-]"
                "{+Nobody overlooks the footpath at night+}.");
  /* Two small corrections stay two. */
  assert_drawn ("Plot 14 has a fence of 1.5 m on the boundary and 2 lamps.",
                "Plot 15 has a fence of 1.5 m on the boundary and 3 lamps.",
                "Plot [-14-]{+15+} has a fence of 1.5 m on the boundary and [-2-]{+3+} lamps.");
}

static void
test_never_cuts_a_letter_from_its_marks (void)
{
  assert_drawn ("cafe\314\201 wall", "cafe\314\202 wall", "[-cafe\314\201-]{+cafe\314\202+} wall");
  assert_drawn ("👩\342\200\215🌾 gate", "👩 gate", "[-👩\342\200\215🌾-]{+👩+} gate");
}

static void
test_counts_what_belongs_together_once (void)
{
  g_autoptr (GArray) spans = compare_safely ("Plot 14 has a fence of timber and 2 tall lamps.",
                                             "Plot 15 has a fence of timber and 2 lamps. Good.");

  g_assert_cmpuint (sl_spans_count_changes (spans), ==, 3);
}

static char *
make_words (GRand *rand, guint n, guint n_known)
{
  static const char *const gaps[] = { " ", " ", " ", " ", ", ", ". ", "\n", "  ", "-" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u%s", g_rand_int_range (rand, 0, 5) == 0 ? "é" : "w",
                            g_rand_int_range (rand, 0, (int) n_known),
                            gaps[g_rand_int_range (rand, 0, G_N_ELEMENTS (gaps))]);
  return g_string_free (text, FALSE);
}

/* Random edits at characters, not words: hostile to anything that thinks in words. */
static char *
edit_randomly (GRand *rand, const char *text, guint n_edits)
{
  g_autoptr (GString) out = g_string_new (text);

  for (guint i = 0; i < n_edits && out->len > 0; i++)
    {
      glong length = g_utf8_strlen (out->str, -1);
      const char *at = g_utf8_offset_to_pointer (out->str,
                                                 g_rand_int_range (rand, 0, (int) length));
      gsize offset = at - out->str;

      switch (g_rand_int_range (rand, 0, 3))
        {
        case 0:
          g_string_erase (out, offset, g_utf8_next_char (at) - at);
          break;
        case 1:
          g_string_insert (out, offset, " new wörds, ");
          break;
        default:
          {
            g_autofree char *copy = g_utf8_substring (at, 0, MIN (20, g_utf8_strlen (at, -1)));

            g_string_insert (out, g_rand_int_range (rand, 0, 2) == 0 ? 0 : offset, copy);
          }
        }
    }
  return g_strdup (out->str);
}

static void
test_gives_back_both_texts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 1500; i++)
    {
      guint n = g_rand_int_range (rand, 0, 60);
      g_autofree char *older = make_words (rand, n, 1 + i % 40);
      g_autofree char *newer = i % 5 == 0 ? make_words (rand, n, 1 + i % 40)
                                          : edit_randomly (rand, older, i % 9);
      g_autoptr (GArray) spans = compare_safely (older, newer);

      g_assert_cmpuint (sl_spans_count_changes (spans) == 0, ==, g_str_equal (older, newer));
    }
}

static guint
count_matched (const int *match, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += match[i] >= 0;
  return count;
}

/* The longest common subsequence by the table of all pairs. */
static guint
measure_common (const guint32 *a, guint n_a, const guint32 *b, guint n_b)
{
  g_autofree guint *row = g_new0 (guint, n_b + 1);

  for (guint i = 0; i < n_a; i++)
    {
      guint diagonal = 0;

      for (guint j = 0; j < n_b; j++)
        {
          guint above = row[j + 1];

          row[j + 1] = a[i] == b[j] ? diagonal + 1 : MAX (above, row[j]);
          diagonal = above;
        }
    }
  return row[n_b];
}

static void
test_matches_as_many_as_can_be (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (48);

  for (guint i = 0; i < 1500; i++)
    {
      guint32 a[40], b[40];
      int match[40], last = -1;
      guint n_a = g_rand_int_range (rand, 0, 41), n_b = g_rand_int_range (rand, 0, 41);
      guint n_names = 1 + i % 12;

      for (guint j = 0; j < 40; j++)
        {
          a[j] = g_rand_int_range (rand, 0, (int) n_names);
          b[j] = g_rand_int_range (rand, 0, (int) n_names);
        }
      sl_diff_match (a, n_a, b, n_b, match);
      for (guint j = 0; j < n_a; j++)
        if (match[j] >= 0)
          {
            g_assert_cmpint (match[j], >, last);
            g_assert_cmpint (match[j], <, n_b);
            g_assert_cmpuint (a[j], ==, b[match[j]]);
            last = match[j];
          }
      g_assert_cmpuint (count_matched (match, n_a), ==, measure_common (a, n_a, b, n_b));
    }
}

/* Past the bound the way may be longer, but it is still a way; 300,000 words a side would take
 * hours without it, and deep calls would end on a stack of 8 MiB. */
static void
test_unlike_texts_are_bounded (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autofree char *older = make_words (rand, 300000, 2000);
  g_autofree char *newer = make_words (rand, 300000, 2000);
  g_autoptr (GArray) spans = compare_safely (older, newer);

  g_assert_cmpuint (sl_spans_count_changes (spans), >, 0);
}

static char *
place (const char *older, const char *newer, const char *words, guint *kept)
{
  g_autoptr (SlWordMap) map = sl_word_map_new (older, newer);
  guint at = strstr (older, words) - older, start, end, n_words;

  *kept = sl_word_map_place (map, at, at + strlen (words), &start, &end, &n_words);
  g_assert_cmpuint (n_words, >, 0);
  return g_strndup (newer + start, end - start);
}

static void
assert_placed (const char *older, const char *newer, const char *words, const char *expected)
{
  guint kept;
  g_autofree char *found = place (older, newer, words, &kept);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_a_range_follows_its_words (void)
{
  const char *older = "The rear fence is drawn at 1.5 m on the footpath.";

  assert_placed (older, older, "1.5 m", "1.5 m");
  assert_placed (older, "Sadly the rear fence is drawn at 1.5 m on the footpath.", "1.5 m",
                 "1.5 m");
  assert_placed (older, "The rear fence is drawn at 1.8 m on the footpath.", "1.5 m", "1.8 m");
  assert_placed (older, "The rear fence is drawn at 1.8 m on the footpath.", "1.5", "1.8");
  assert_placed (older, "The rear fence is drawn at only 1.5 m on the footpath.", "drawn at 1.5 m",
                 "drawn at only 1.5 m");
  assert_placed (older, "The rear fence is drawn on the footpath.", "at 1.5 m", "");
  assert_placed (older, "", "at 1.5 m", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/words/marks-what-a-person-would", test_marks_what_a_person_would);
  g_test_add_func ("/review/words/shows-white-space-that-changed",
                   test_shows_white_space_that_changed);
  g_test_add_func ("/review/words/puts-an-insertion-where-a-sentence-begins",
                   test_puts_an_insertion_where_a_sentence_begins);
  g_test_add_func ("/review/words/joins-words-that-stayed-by-chance",
                   test_joins_words_that_stayed_by_chance);
  g_test_add_func ("/review/words/never-cuts-a-letter-from-its-marks",
                   test_never_cuts_a_letter_from_its_marks);
  g_test_add_func ("/review/words/counts-what-belongs-together-once",
                   test_counts_what_belongs_together_once);
  g_test_add_func ("/review/words/gives-back-both-texts", test_gives_back_both_texts);
  g_test_add_func ("/review/words/matches-as-many-as-can-be", test_matches_as_many_as_can_be);
  g_test_add_func ("/review/words/unlike-texts-are-bounded", test_unlike_texts_are_bounded);
  g_test_add_func ("/review/words/a-range-follows-its-words", test_a_range_follows_its_words);
  return g_test_run ();
}
