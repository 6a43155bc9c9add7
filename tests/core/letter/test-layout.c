/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "letter/sl-letter-private.h"
#include "letter/sl-letter.h"
#include "sl-test-letter.h"

#include <string.h>

static SlLetter *
make_empty (void)
{
  return sl_letter_new ("T", "Essex Police", "en-GB", "2026-11-24");
}

static void
test_an_empty_letter_is_one_page (void)
{
  g_autoptr (SlLetter) letter = make_empty ();
  g_autoptr (SlLetterLayout) layout = sl_letter_layout_new (letter);

  g_assert_cmpuint (sl_letter_layout_get_n_pages (layout), ==, 1);
}

static SlLetterArea
get_only_area (SlLetterLayout *layout, const char *key)
{
  g_autoptr (GArray) areas = sl_letter_layout_get_areas (layout, key);

  g_assert_cmpuint (areas->len, ==, 1);
  return g_array_index (areas, SlLetterArea, 0);
}

/* For every height of what stands above, a heading stands on the page of the words it heads. */
static void
test_a_heading_is_never_left_alone (void)
{
  for (guint lines = 30; lines < 50; lines++)
    {
      g_autoptr (SlLetter) letter = make_empty ();
      g_autoptr (SlLetterLayout) layout = NULL;
      g_autoptr (GArray) areas = NULL;
      SlLetterArea heading;

      for (guint i = 0; i < lines; i++)
        sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "", "One line.");
      sl_test_add_block (letter, SL_BLOCK_HEADING, "heading", "Boundaries");
      sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "words", "One.\nTwo.\nThree.\nFour.");
      layout = sl_letter_layout_new (letter);
      heading = get_only_area (layout, "heading");
      areas = sl_letter_layout_get_areas (layout, "words");
      g_assert_cmpuint (areas->len, >=, 1);
      g_assert_cmpuint (g_array_index (areas, SlLetterArea, 0).page, ==, heading.page);
    }
}

static void
test_no_line_stands_alone (void)
{
  for (guint lines = 20; lines < 45; lines++)
    {
      g_autoptr (SlLetter) letter = make_empty ();
      g_autoptr (SlLetterLayout) layout = NULL;
      g_autoptr (GArray) areas = NULL;

      for (guint i = 0; i < lines; i++)
        sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "", "One line.");
      sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "words", "One.\nTwo.\nThree.\nFour.\nFive.");
      layout = sl_letter_layout_new (letter);
      areas = sl_letter_layout_get_areas (layout, "words");
      for (guint i = 0; i < areas->len; i++)
        g_assert_cmpfloat (g_array_index (areas, SlLetterArea, i).height, >, 20.0);
    }
}

static void
test_a_click_finds_the_smallest_block (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  g_autoptr (SlLetterLayout) layout = sl_letter_layout_new (letter);
  SlLetterArea area = get_only_area (layout, "point/2");
  const char *key = sl_letter_layout_find_key (layout, area.page, area.x + 2.0, area.y + 2.0);

  g_assert_cmpstr (key, ==, "point/2");
  g_assert_null (sl_letter_layout_find_key (layout, area.page, 2.0, 2.0));
  g_assert_null (sl_letter_layout_find_key (layout, 99, area.x + 2.0, area.y + 2.0));
}

/* Text set in type keeps inside the margins, the longest word included. */
static void
test_a_word_without_end_is_broken (void)
{
  g_autoptr (SlLetter) letter = make_empty ();
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autoptr (GArray) areas = NULL;
  g_autofree char *word = g_strnfill (10000, 'm');
  double height = 0.0;

  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "word", word);
  layout = sl_letter_layout_new (letter);
  areas = sl_letter_layout_get_areas (layout, "word");
  g_assert_cmpuint (sl_letter_layout_get_n_pages (layout), >=, 5);
  g_assert_cmpuint (areas->len, ==, sl_letter_layout_get_n_pages (layout));
  for (guint i = 0; i < areas->len; i++)
    {
      const SlLetterArea *area = &g_array_index (areas, SlLetterArea, i);

      g_assert_cmpfloat (area->x + area->width, <, 595.0 - 60.0);
      g_assert_cmpfloat (area->y + area->height, <, 842.0 - 60.0);
      height += area->height;
    }
  /* 10 points a letter at 465 points a line: no line is lost. */
  g_assert_cmpfloat (height, >, 10000.0 * 9.9 / 465.0 * 15.0);
}

static cairo_surface_t *
draw_first_page (SlLetterLayout *layout)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  sl_letter_layout_draw_page (layout, 0, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
surfaces_are_equal (cairo_surface_t *one, cairo_surface_t *other)
{
  return memcmp (cairo_image_surface_get_data (one), cairo_image_surface_get_data (other),
                 (gsize) cairo_image_surface_get_stride (one) * 842) == 0;
}

static gpointer
lay_out_thread (gpointer data)
{
  return sl_letter_layout_new (data);
}

static void
test_a_layout_of_another_thread_draws_alike (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (2);
  g_autoptr (SlLetterLayout) here = sl_letter_layout_new (letter);
  g_autoptr (SlLetterLayout)
      there = g_thread_join (g_thread_new ("layout", lay_out_thread, letter));
  cairo_surface_t *one = draw_first_page (here);
  cairo_surface_t *other = draw_first_page (there);

  g_assert_true (surfaces_are_equal (one, other));
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
}

static void
test_a_table_goes_over_pages_whole (void)
{
  g_autoptr (SlLetter) letter = make_empty ();
  g_autoptr (SlLetterLayout) layout = NULL;
  SlBlock *table = sl_test_add_block (letter, SL_BLOCK_TABLE, "table", "");
  guint last_page = 0;

  for (guint i = 0; i <= 500; i++)
    {
      g_autofree char *key = g_strdup_printf ("row/%u", i);
      g_autofree char *text = g_strdup_printf ("%u", i);
      SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

      sl_block_set_key (row, key);
      sl_block_append (row, sl_block_new (SL_BLOCK_CELL, i == 0 ? "Number" : text));
      sl_block_append (row, sl_block_new (SL_BLOCK_CELL, i == 0 ? "Words" : "Burglary"));
      sl_block_append (table, row);
    }
  layout = sl_letter_layout_new (letter);
  for (guint i = 1; i <= 500; i++)
    {
      g_autofree char *key = g_strdup_printf ("row/%u", i);
      SlLetterArea area = get_only_area (layout, key);

      g_assert_cmpuint (area.page, >=, last_page);
      last_page = area.page;
    }
  g_assert_cmpuint (last_page + 1, ==, sl_letter_layout_get_n_pages (layout));
  {
    /* The header stands at the top of each page. */
    g_autoptr (GArray) headers = sl_letter_layout_get_areas (layout, "row/0");
    g_assert_cmpuint (headers->len, ==, last_page + 1);
  }
}

static void
append_row (SlBlock *table, const char *key, const char *verdict, const char *words)
{
  const char *cells[] = { key, words, verdict, words };
  SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

  sl_block_set_key (row, key);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    sl_block_append (row, sl_block_new (SL_BLOCK_CELL, cells[i]));
  sl_block_append (table, row);
}

/* Beside columns that want all the width there is. */
static void
test_a_short_cell_stays_on_one_line (void)
{
  g_autoptr (SlLetter) letter = make_empty ();
  g_autoptr (SlLetterLayout) layout = NULL;
  SlBlock *table = sl_test_add_block (letter, SL_BLOCK_TABLE, "table", "");

  append_row (table, "Item", "Verdict", "Reference");
  append_row (table, "H01", "Met",
              "Words upon words that would fill the whole width of a page were there no other");
  append_row (table, "H24", "Not shown", "–");
  append_row (table, "H28", "Met", "–");
  layout = sl_letter_layout_new (letter);
  g_assert_cmpfloat_with_epsilon (get_only_area (layout, "H24").height,
                                  get_only_area (layout, "H28").height, 0.1);
}

static void
test_a_row_taller_than_a_page_loses_nothing (void)
{
  g_autoptr (SlLetter) letter = make_empty ();
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autoptr (GArray) areas = NULL;
  g_autofree char *word = g_strnfill (6000, 'm');
  SlBlock *table = sl_test_add_block (letter, SL_BLOCK_TABLE, "table", "");
  double height = 0.0;

  for (guint i = 0; i < 2; i++)
    {
      SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

      sl_block_set_key (row, i == 0 ? "head" : "tall");
      sl_block_append (row, sl_block_new (SL_BLOCK_CELL, i == 0 ? "Item" : word));
      sl_block_append (table, row);
    }
  layout = sl_letter_layout_new (letter);
  areas = sl_letter_layout_get_areas (layout, "tall");
  g_assert_cmpuint (areas->len, >=, 2);
  for (guint i = 0; i < areas->len; i++)
    height += g_array_index (areas, SlLetterArea, i).height;
  g_assert_cmpfloat (height, >, 6000.0 * 9.9 / 465.0 * 15.0);
}

static void
test_characters_without_a_font_are_counted (void)
{
  g_autoptr (SlLetter) letter = make_empty ();
  g_autoptr (SlLetterLayout) layout = NULL;

  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "p",
                     "Two private \xee\x80\x81 ones \xee\x80\x82.");
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "q", "None here: tŷ.");
  layout = sl_letter_layout_new (letter);
  g_assert_cmpuint (sl_letter_layout_get_n_missing (layout), ==, 2);
}

/* Whether a line of @text ends between @before and @after at any width. */
static gboolean
may_part (const char *text, const char *before, const char *after)
{
  for (double width = 90.0; width < 400.0; width += 4.0)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autofree char *parted = g_strdup_printf ("%s|%s", before, after);
      SlTextSet *set = sl_typesetter_set (sl_typesetter_get (), text, SL_STYLE_BODY, width);

      for (guint i = 0; i < set->n_lines; i++)
        {
          GString *line = g_string_new (NULL);

          for (guint j = 0; j < set->lines[i].runs->len; j++)
            g_string_append (line, g_array_index (set->lines[i].runs, SlGlyphRun, j).text);
          g_string_append_printf (lines, "%s%s", i > 0 ? "|" : "", g_strchomp (line->str));
          g_string_free (line, TRUE);
        }
      sl_text_set_unref (set);
      if (strstr (lines->str, parted) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_no_line_ends_within_a_date_or_a_reference (void)
{
  const char *text = "What was seen on 19 August 2026 stands in the survey SUR/2026/001 of the "
                     "chapel, and the terms and/or the plan of 2026 say the rest.";

  g_assert_false (may_part (text, "19", "August"));
  g_assert_false (may_part (text, "SUR/", "2026"));
  g_assert_false (may_part (text, "2026/", "001"));
  g_assert_true (may_part (text, "August", "2026"));
  g_assert_true (may_part (text, "stands", "in"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/layout/an-empty-letter-is-one-page", test_an_empty_letter_is_one_page);
  g_test_add_func ("/letter/layout/a-heading-is-never-left-alone",
                   test_a_heading_is_never_left_alone);
  g_test_add_func ("/letter/layout/no-line-stands-alone", test_no_line_stands_alone);
  g_test_add_func ("/letter/layout/a-click-finds-the-smallest-block",
                   test_a_click_finds_the_smallest_block);
  g_test_add_func ("/letter/layout/a-word-without-end-is-broken",
                   test_a_word_without_end_is_broken);
  g_test_add_func ("/letter/layout/a-layout-of-another-thread-draws-alike",
                   test_a_layout_of_another_thread_draws_alike);
  g_test_add_func ("/letter/layout/a-table-goes-over-pages-whole",
                   test_a_table_goes_over_pages_whole);
  g_test_add_func ("/letter/layout/a-short-cell-stays-on-one-line",
                   test_a_short_cell_stays_on_one_line);
  g_test_add_func ("/letter/layout/a-row-taller-than-a-page-loses-nothing",
                   test_a_row_taller_than_a_page_loses_nothing);
  g_test_add_func ("/letter/layout/characters-without-a-font-are-counted",
                   test_characters_without_a_font_are_counted);
  g_test_add_func ("/letter/layout/no-line-ends-within-a-date-or-a-reference",
                   test_no_line_ends_within_a_date_or_a_reference);
  return g_test_run ();
}
