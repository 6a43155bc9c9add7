/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-fake-pages.h"
#include "sl-ui-test.h"

#include "widgets/sl-autosave.h"
#include "widgets/sl-page-layout.h"
#include "widgets/sl-page-text.h"
#include "widgets/sl-page-view.h"

#include <math.h>

#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0

/* Geometry. */

static void
test_paper_is_named (void)
{
  static const struct
  {
    double width, height;
    const char *name;
  } papers[] = {
    { 595.3, 841.9, "A4" }, { 2383.9, 1683.8, "A1" },     { 1190.6, 841.9, "A3" },
    { 597, 844, "A4" },     { 300, 300, "106 × 106 mm" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *name = sl_paper_describe (papers[i].width, papers[i].height);

      g_assert_cmpstr (name, ==, papers[i].name);
    }
}

static void
test_turning_keeps_places (void)
{
  g_autoptr (SlFakePages) pages = sl_fake_pages_new (3, A4_WIDTH, A4_HEIGHT);
  SlPageLayout layout;

  sl_page_layout_init (&layout);
  sl_page_layout_set_pages (&layout, SL_PAGES (pages));
  for (int turn = 0; turn < 360; turn += 90)
    {
      cairo_rectangle_t spot, area = { 100, 50, 40, 20 };
      double x, y;

      sl_page_layout_update (&layout, 0.7, turn, 900, 400);
      sl_page_layout_to_sheet (&layout, 1, &area, &spot);
      g_assert_cmpuint (sl_page_layout_find (&layout, spot.y), ==, 1);
      sl_page_layout_to_page (&layout, 1, spot.x + spot.width / 2, spot.y + spot.height / 2, &x,
                              &y);
      g_assert_cmpfloat_with_epsilon (x, 120, 0.001);
      g_assert_cmpfloat_with_epsilon (y, 60, 0.001);
    }
  sl_page_layout_clear (&layout);
}

static void
test_a_short_sheet_is_centred (void)
{
  g_autoptr (SlFakePages) pages = sl_fake_pages_new (1, 400, 200);
  SlPageLayout layout;
  cairo_rectangle_t paper;

  sl_page_layout_init (&layout);
  sl_page_layout_set_pages (&layout, SL_PAGES (pages));
  sl_page_layout_update (&layout, 1, 0, 1000, 600);
  sl_page_layout_get_page (&layout, 0, &paper);
  g_assert_cmpfloat (paper.x, ==, 300);
  g_assert_cmpfloat (paper.y, ==, 200);
  sl_page_layout_clear (&layout);
}

/* Words. */

static const char two_lines[] = "Rear fences are 1.5 m\nhigh, close-boarded";

/* Ten points a character, twenty a line. */
static SlPageText
make_text (GArray *boxes)
{
  SlPageText text = { .number = 1, .width = 600, .height = 800, .text = two_lines };
  float x = 10, y = 30;

  for (const char *at = two_lines; *at != '\0'; at = g_utf8_next_char (at), x += 10)
    {
      SlBox box = { x, y, *at == '\n' ? 0 : 10, *at == '\n' ? 0 : 12 };

      g_array_append_val (boxes, box);
      if (*at == '\n')
        {
          x = 0;
          y += 20;
        }
    }
  text.boxes = (const SlBox *) boxes->data;
  text.n_boxes = boxes->len;
  return text;
}

static void
test_words_are_found_over_a_line_end (void)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (SlBox));
  SlPageText text = make_text (boxes);
  g_autoptr (GArray) found = sl_page_text_search (&text, "1.5 M  High");
  g_autoptr (GArray) areas = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpuint (found->len, ==, 2);
  words = sl_page_text_dup_range (&text, g_array_index (found, int, 0),
                                  g_array_index (found, int, 1));
  g_assert_cmpstr (words, ==, "1.5 m\nhigh");
  areas = sl_page_text_get_areas (&text, g_array_index (found, int, 0),
                                  g_array_index (found, int, 1));
  g_assert_cmpuint (areas->len, ==, 2);
  g_assert_cmpfloat (g_array_index (areas, cairo_rectangle_t, 1).x, ==, 10);
  g_assert_cmpfloat (g_array_index (areas, cairo_rectangle_t, 1).width, ==, 40);
}

static void
test_a_word_is_taken_whole (void)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (SlBox));
  SlPageText text = make_text (boxes);
  int start = sl_page_text_find_character (&text, 75, 35, FALSE), end = start;
  g_autofree char *word = NULL;

  g_assert_cmpint (start, >, 0);
  sl_page_text_widen (&text, &start, &end);
  word = sl_page_text_dup_range (&text, start, end);
  g_assert_cmpstr (word, ==, "fences");
  g_assert_cmpint (sl_page_text_find_character (&text, 500, 700, FALSE), ==, -1);
}

/* The view. */

typedef struct
{
  GtkWidget *window;
  SlPageView *view;
  SlFakePages *pages;
} Fixture;

static gboolean
is_sharp (gpointer data)
{
  SlPageView *view = data;

  return gtk_widget_get_width (GTK_WIDGET (view)) > 100 && sl_page_view_is_sharp (view);
}

static void
set_up (Fixture *fixture, guint n_pages, double width, double height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->window = gtk_window_new ();
  fixture->view = SL_PAGE_VIEW (sl_page_view_new ());
  fixture->pages = sl_fake_pages_new (n_pages, width, height);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  sl_page_view_set_pages (fixture->view, SL_PAGES (fixture->pages));
  gtk_window_present (GTK_WINDOW (fixture->window));
  sl_ui_test_wait (is_sharp, fixture->view);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->pages);
}

static void
test_the_page_fits (void)
{
  Fixture fixture;
  double height, expected;

  set_up (&fixture, 5, A4_WIDTH, A4_HEIGHT);
  height = gtk_widget_get_height (GTK_WIDGET (fixture.view));
  expected = (height - 48) / A4_HEIGHT * 72 / 96 * 100;
  g_assert_cmpfloat_with_epsilon (sl_page_view_get_zoom_percent (fixture.view), expected, 0.1);
  g_assert_cmpuint (sl_page_view_get_page (fixture.view), ==, 0);
  tear_down (&fixture);
}

/* At 1200 % a sheet of A0 has 120,000 tiles: only those in sight are drawn. */
static void
test_only_what_is_in_sight_is_drawn (void)
{
  Fixture fixture;
  guint before;

  set_up (&fixture, 1, 2384, 3370);
  before = sl_fake_pages_get_n_drawn (fixture.pages);
  sl_page_view_set_zoom_percent (fixture.view, 1200);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture.view));
  sl_ui_test_wait (is_sharp, fixture.view);
  g_assert_cmpuint (sl_fake_pages_get_n_drawn (fixture.pages) - before, <=, 9);
  tear_down (&fixture);
}

static void
test_what_scrolled_away_is_cancelled (void)
{
  Fixture fixture;

  set_up (&fixture, 200, A4_WIDTH, A4_HEIGHT);
  sl_fake_pages_set_held (fixture.pages, TRUE);
  sl_page_view_set_zoom_percent (fixture.view, 200);
  for (guint i = 1; i < 8; i++)
    {
      sl_page_view_scroll_to_page (fixture.view, i * 20);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture.view));
    }
  sl_fake_pages_set_held (fixture.pages, FALSE);
  sl_ui_test_wait (is_sharp, fixture.view);
  g_assert_cmpuint (sl_page_view_get_page (fixture.view), ==, 140);
  g_assert_cmpuint (sl_fake_pages_get_n_cancelled (fixture.pages), >, 0);
  tear_down (&fixture);
}

static void
test_a_page_that_fails_says_why (void)
{
  Fixture fixture;
  g_autofree char *problem = NULL;

  set_up (&fixture, 1, A4_WIDTH, A4_HEIGHT);
  sl_fake_pages_set_failing (fixture.pages, TRUE);
  sl_page_view_set_zoom_percent (fixture.view, 150);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture.view));
  sl_ui_test_wait (is_sharp, fixture.view);
  g_object_get (fixture.view, "problem", &problem, NULL);
  g_assert_cmpstr (problem, ==, "The page cannot be drawn");
  tear_down (&fixture);
}

static void
test_a_region_is_drawn_without_dragging (void)
{
  Fixture fixture;
  cairo_rectangle_t region;
  g_autofree char *quotation = NULL;
  guint page;

  set_up (&fixture, 1, A4_WIDTH, A4_HEIGHT);
  g_assert_false (sl_page_view_has_selection (fixture.view));
  gtk_widget_activate_action (GTK_WIDGET (fixture.view), "page.begin-region", NULL);
  g_assert_true (sl_page_view_get_selection (fixture.view, &page, &region, &quotation));
  g_assert_cmpuint (page, ==, 0);
  g_assert_cmpfloat (region.width, >, 0);
  g_assert_cmpfloat (region.x + region.width, <=, A4_WIDTH);
  g_assert_cmpstr (quotation, ==, "");
  sl_page_view_clear_selection (fixture.view);
  g_assert_false (sl_page_view_has_selection (fixture.view));
  tear_down (&fixture);
}

static void
test_the_name_says_document_and_page (void)
{
  Fixture fixture;

  set_up (&fixture, 4, A4_WIDTH, A4_HEIGHT);
  sl_page_view_set_document_name (fixture.view, "PL-101 D Site layout");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "PL-101 D Site layout, page 1 of 4");
  sl_page_view_scroll_to_page (fixture.view, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "PL-101 D Site layout, page 3 of 4");
  tear_down (&fixture);
}

/* Saving. */

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

static gboolean
is_saved (gpointer data)
{
  return *(guint *) data > 0;
}

static void
test_typing_is_saved_once (void)
{
  guint n_saved = 0;
  SlAutosave *autosave = sl_autosave_new (count_cb, &n_saved);

  sl_autosave_flush (autosave);
  g_assert_cmpuint (n_saved, ==, 0);
  for (guint i = 0; i < 20; i++)
    sl_autosave_touch (autosave);
  sl_ui_test_wait (is_saved, &n_saved);
  sl_autosave_flush (autosave);
  g_assert_cmpuint (n_saved, ==, 1);
  sl_autosave_free (autosave);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/pages/layout/paper-is-named", test_paper_is_named);
  g_test_add_func ("/pages/layout/turning-keeps-places", test_turning_keeps_places);
  g_test_add_func ("/pages/layout/a-short-sheet-is-centred", test_a_short_sheet_is_centred);
  g_test_add_func ("/pages/text/words-are-found-over-a-line-end",
                   test_words_are_found_over_a_line_end);
  g_test_add_func ("/pages/text/a-word-is-taken-whole", test_a_word_is_taken_whole);
  g_test_add_func ("/pages/view/the-page-fits", test_the_page_fits);
  g_test_add_func ("/pages/view/only-what-is-in-sight-is-drawn",
                   test_only_what_is_in_sight_is_drawn);
  g_test_add_func ("/pages/view/what-scrolled-away-is-cancelled",
                   test_what_scrolled_away_is_cancelled);
  g_test_add_func ("/pages/view/a-page-that-fails-says-why", test_a_page_that_fails_says_why);
  g_test_add_func ("/pages/view/a-region-is-drawn-without-dragging",
                   test_a_region_is_drawn_without_dragging);
  g_test_add_func ("/pages/view/the-name-says-document-and-page",
                   test_the_name_says_document_and_page);
  g_test_add_func ("/pages/autosave/typing-is-saved-once", test_typing_is_saved_once);
  return g_test_run ();
}
