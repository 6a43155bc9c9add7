/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "base/sl-text.h"
#include "letter/sl-letter-private.h"
#include "sl-test-letter.h"
#include "sl-test-photograph.h"
#include "sl-test.h"

#include <string.h>

/* Runs a tool on the rendered letter ("@" stands for its path) and gives what it prints. */
static char *
run_tool (const char *path, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) (g_str_equal (arguments[i], "@") ? path : arguments[i]));
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

/* All objects, inflated; fonts hold NUL bytes, which become spaces. */
static char *
dump_file (const char *path)
{
  return run_tool (
      path, (const char *[]){ "sh", "-c", "qpdf --qdf \"$0\" - | tr '\\000' ' '", "@", NULL });
}

static char *
write_letter (SlLetter *letter)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sl_letter_render_pdf (letter, &error);
  char *path = g_build_filename (folder, "letter.pdf", NULL);

  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return path;
}

static void
append_words (GString *out, SlBlock *block)
{
  g_string_append_printf (out, "%s ", sl_block_get_text (block));
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    append_words (out, sl_block_get_child (block, i));
}

/* What the tree says, and what poppler reads in the file's structure, without list labels. */
static char *
expect_words (SlLetter *letter)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    append_words (out, sl_letter_get_block (letter, i));
  return sl_text_squeeze (out->str);
}

static char *
read_words (const char *path)
{
  g_autofree char *output = run_tool (path,
                                      (const char *[]){ "pdfinfo", "-struct-text", "@", NULL });
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean label = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      while (*line == ' ')
        line++;
      if (*line != '"')
        label = g_str_has_prefix (line, "Lbl");
      else if (!label)
        g_string_append_printf (out, "%.*s ", (int) strlen (line) - 2, line + 1);
    }
  return sl_text_squeeze (out->str);
}

static void
assert_reads_back (SlLetter *letter)
{
  g_autofree char *path = write_letter (letter);
  g_autofree char *expected = expect_words (letter);
  g_autofree char *got = read_words (path);

  g_assert_cmpstr (got, ==, expected);
  g_free (run_tool (path, (const char *[]){ "qpdf", "--check", "@", NULL }));
}

static void
test_the_whole_text_reads_in_order (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (5);

  assert_reads_back (letter);
}

static void
test_a_hundred_pages_read_in_order (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (120);
  g_autoptr (SlLetterLayout) layout = sl_letter_layout_new (letter);

  g_assert_cmpuint (sl_letter_layout_get_n_pages (layout), >=, 100);
  assert_reads_back (letter);
}

static void
test_a_long_table_reads_in_order (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  SlBlock *table = sl_test_add_block (letter, SL_BLOCK_TABLE, "table", "");

  for (guint i = 0; i <= 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("Row %u", i);
      SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

      sl_block_append (row, sl_block_new (SL_BLOCK_CELL, text));
      sl_block_append (row, sl_block_new (SL_BLOCK_CELL, i == 0 ? "Words" : "Two words"));
      sl_block_append (table, row);
    }
  assert_reads_back (letter);
}

static void
test_an_empty_letter_is_a_file (void)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("", "", "en-GB", "");

  assert_reads_back (letter);
}

static void
test_other_scripts_read_in_order (void)
{
  static const char *const texts[] = {
    "Ŵyth tŷ yng Nghymru: “dyfyniad” – £20",
    "Cyrillic: Улица Мира 12",
    "Greek: Αθήνα",
    "Combining: x̂ and e\xcc\x81, q̃",
    "Emoji: 😀 after it",
    "A no-break space and a soft­hyphen",
    "Line one\nline two\nline three",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SlLetter) letter = sl_letter_new ("T", "A", "en-GB", "2026-11-24");
      g_autofree char *path = NULL;
      g_autofree char *got = NULL;
      g_autofree char *expected = NULL;
      g_auto (GStrv) parts = NULL;

      sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "p", texts[i]);
      path = write_letter (letter);
      got = read_words (path);
      /* A soft hyphen that breaks no word is nothing to read; a no-break space is a space. */
      parts = g_strsplit (sl_block_get_text (sl_letter_get_block (letter, 0)), "\xc2\xad", -1);
      expected = g_strjoinv ("", parts);
      g_clear_pointer (&parts, g_strfreev);
      parts = g_strsplit (expected, "\xc2\xa0", -1);
      g_free (expected);
      expected = g_strjoinv (" ", parts);
      g_strdelimit (expected, "\n", ' ');
      g_assert_cmpstr (got, ==, expected);
    }
}

/* Hebrew and Arabic are written in the order in which they are said. */
static void
test_right_to_left_is_drawn_and_sound (void)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("T", "A", "en-GB", "2026-11-24");
  g_autofree char *path = NULL;
  g_autofree char *got = NULL;

  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "p", "שלום עולם");
  path = write_letter (letter);
  got = read_words (path);
  g_assert_cmpstr (got, ==, "שלום עולם");
  g_free (run_tool (path, (const char *[]){ "qpdf", "--check", "@", NULL }));
}

/* Arabic joins two letters in one glyph; what stands behind it is read all the same. */
static void
test_words_behind_a_ligature_are_read (void)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("T", "A", "en-GB", "2026-11-24");
  g_autofree char *path = NULL;
  g_autofree char *got = NULL;
  g_autofree char *folded = NULL;

  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "p", "Arabic السلام عليكم then English");
  path = write_letter (letter);
  got = read_words (path);
  folded = g_utf8_normalize (got, -1, G_NORMALIZE_NFKC);
  g_assert_cmpstr (folded, ==, "Arabic السلام عليكم then English");
}

static void
test_a_word_without_end_and_many_marks_are_written (void)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("T", "A", "en-GB", "2026-11-24");
  g_autoptr (GString) marks = g_string_new ("a");
  g_autofree char *word = g_strnfill (10000, 'm');
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (marks, "\xcc\x81");
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "word", word);
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "marks", marks->str);
  path = write_letter (letter);
  text = run_tool (path, (const char *[]){ "pdftotext", "@", "-", NULL });
  {
    guint n = 0;
    for (const char *c = text; *c != '\0'; c++)
      n += *c == 'm';
    g_assert_cmpuint (n, ==, 10000);
  }
}

static void
test_two_runs_give_identical_bytes (void)
{
  g_autoptr (SlLetter) one = sl_test_make_letter (3);
  g_autoptr (SlLetter) other = sl_test_make_letter (3);
  g_autoptr (GBytes) one_bytes = sl_letter_render_pdf (one, NULL);
  g_autoptr (GBytes) other_bytes = sl_letter_render_pdf (other, NULL);

  g_assert_true (g_bytes_equal (one_bytes, other_bytes));
}

static void
assert_contains (const char *text, const char *wanted)
{
  if (strstr (text, wanted) == NULL)
    g_error ("“%s” is not in the output", wanted);
}

/* Our own list of PDF/UA's rules, read from the file by tools that are not ours. */
static void
test_the_file_says_what_pdf_ua_asks (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (2);
  g_autofree char *path = NULL;
  g_autofree char *info = NULL;
  g_autofree char *meta = NULL;
  g_autofree char *fonts = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv) rows = NULL;
  SlBlock *figure = sl_test_add_block (letter, SL_BLOCK_FIGURE, "figure", "Figure 1: the court");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 20);

  sl_block_set_figure (figure, surface, 40.0, "Plan of the court behind Block A");
  cairo_surface_destroy (surface);
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "greek", "Αθήνα");
  path = write_letter (letter);

  info = run_tool (path, (const char *[]){ "pdfinfo", "@", NULL });
  assert_contains (info, "Response to UTT/26/2147/FUL: Land east of Mallard Way");
  assert_contains (info, "Tagged:          yes");
  assert_contains (info, "Keywords:        OFFICIAL");
  meta = run_tool (path, (const char *[]){ "pdfinfo", "-meta", "@", NULL });
  assert_contains (meta, "<pdfuaid:part>1</pdfuaid:part>");
  assert_contains (meta, "<dc:title>");
  fonts = run_tool (path, (const char *[]){ "pdffonts", "@", NULL });
  rows = g_strsplit (fonts, "\n", -1);
  for (guint i = 2; rows[i] != NULL && *rows[i] != '\0'; i++)
    assert_contains (rows[i], "yes yes yes"); /* embedded, a subset, with Unicode */
  plain = dump_file (path);
  assert_contains (plain, "/Lang (en-GB)");
  assert_contains (plain, "/DisplayDocTitle true");
  assert_contains (plain, "/Tabs /S");
  assert_contains (plain, "/Alt (Plan of the court behind Block A)");
  assert_contains (plain, "/Scope /Column");
  assert_contains (plain, "/ListNumbering /Decimal");
  assert_contains (plain, "/Artifact BMC");
  assert_contains (plain, "/Outlines");
  assert_contains (plain, "(Main points)");
  if (strstr (plain, "/CIDFontType2") != NULL)
    assert_contains (plain, "/CIDToGIDMap /Identity");
}

static void
test_the_file_names_no_account (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  g_autofree char *path = write_letter (letter);
  g_autofree char *plain = dump_file (path);
  g_autofree char *home = g_strconcat (g_get_home_dir (), "/", NULL);
  g_autofree char *user = g_strconcat ("(", g_get_user_name (), ")", NULL);

  g_assert_null (strstr (plain, home));
  g_assert_null (strstr (plain, user));
  if (strlen (g_get_host_name ()) > 3)
    g_assert_null (strstr (plain, g_get_host_name ()));
}

static void
test_marking_and_number_are_on_every_page (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (4);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;

  sl_block_set_mark (sl_letter_find (letter, "opening"), SL_MARK_OFFICIAL_SENSITIVE);
  path = write_letter (letter);
  text = run_tool (path, (const char *[]){ "pdftotext", "-layout", "@", "-", NULL });
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), >=, 4);
  for (guint i = 0; pages[i + 1] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of", i + 1);
      const char *first = strstr (pages[i], "OFFICIAL-SENSITIVE");

      g_assert_nonnull (first);
      assert_contains (first + 1, "OFFICIAL-SENSITIVE");
      assert_contains (pages[i], number);
      assert_contains (pages[i], "UTT/26/2147/FUL");
    }
}

static void
test_a_picture_without_description_is_refused (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  g_autoptr (GError) error = NULL;
  SlBlock *figure = sl_test_add_block (letter, SL_BLOCK_FIGURE, "figure", "The court");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 20);

  sl_block_set_figure (figure, surface, 40.0, "");
  cairo_surface_destroy (surface);
  g_assert_null (sl_letter_render_pdf (letter, &error));
  g_assert_error (error, SL_LETTER_ERROR, SL_LETTER_ERROR_FIGURE);
}

/* Also when the surface carries the camera's own file, which cairo would copy as it is. */
static void
test_a_figure_is_pixels_only (void)
{
  g_autoptr (SlLetter) letter = sl_test_make_letter (1);
  g_autoptr (GBytes) jpeg = sl_test_make_photograph (&(SlTestPhotograph){ .width = 40,
                                                                          .height = 20,
                                                                          .taken = "2026:11:03 "
                                                                                   "14:05:09",
                                                                          .position = TRUE,
                                                                          .make = "Fenwick" });
  SlBlock *figure = sl_test_add_block (letter, SL_BLOCK_FIGURE, "figure", "The rear gate");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 20);
  g_autofree char *path = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *images = NULL;

  g_assert_cmpint (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG,
                                                g_bytes_get_data (jpeg, NULL),
                                                g_bytes_get_size (jpeg), NULL, NULL),
                   ==, CAIRO_STATUS_SUCCESS);
  sl_block_set_figure (figure, surface, 40.0, "A gate of 1.2 m");
  cairo_surface_destroy (surface);
  path = write_letter (letter);
  images = run_tool (path, (const char *[]){ "pdfimages", "-list", "@", NULL });
  assert_contains (images, " image ");
  g_assert_null (strstr (images, " jpeg "));
  plain = dump_file (path);
  g_assert_null (strstr (plain, "/DCTDecode"));
  g_assert_null (strstr (plain, "Fenwick\n"));
}

static void
test_only_furniture_becomes_an_artifact (void)
{
  static const struct
  {
    const char *content, *expected;
  } cases[] = {
    { "q Q", "q Q" },
    { "q 0 0 1 1 re f Q", "/Artifact BMC\nq 0 0 1 1 re f Q\nEMC\n" },
    { "/P << /MCID 0 >> BDC BT (f EMC) Tj ET EMC q Q",
      "/P << /MCID 0 >> BDC BT (f EMC) Tj ET EMC\n q Q" },
    { "0 0 1 1 re f /P << /MCID 0 >> BDC (a) Tj EMC BT <00> Tj ET",
      "/Artifact BMC\n0 0 1 1 re f\nEMC\n /P << /MCID 0 >> BDC (a) Tj EMC\n/Artifact BMC\n BT <00> "
      "Tj ET\nEMC\n" },
    { "/P BDC /Span << /ActualText (x) >> BDC (a) Tj EMC (b) Tj EMC",
      "/P BDC /Span << /ActualText (x) >> BDC (a) Tj EMC (b) Tj EMC\n" },
    { "(never closed \\) f", "(never closed \\) f" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *got = sl_pdf_mark_artifacts (cases[i].content, strlen (cases[i].content),
                                                    &length);

      g_assert_cmpstr (got, ==, cases[i].expected);
      g_assert_cmpuint (length, ==, strlen (got));
    }
}

/* The matrix of a portfolio: its page lies on its side, with shapes before the words. */
static void
add_matrix (SlLetter *letter)
{
  SlBlock *turn = sl_test_add_block (letter, SL_BLOCK_PAGE_BREAK, "", "");
  SlBlock *table = sl_test_add_block (letter, SL_BLOCK_TABLE, "matrix", "");

  sl_block_set_level (turn, 1);
  for (guint i = 0; i < 60; i++)
    {
      SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

      for (guint j = 0; j < 6; j++)
        {
          SlBlock *cell = sl_block_new (SL_BLOCK_CELL, "More needed");

          sl_block_set_shape (cell, i > 0 ? (SlShape) j : SL_SHAPE_NONE);
          sl_block_append (row, cell);
        }
      sl_block_append (table, row);
    }
  sl_test_add_block (letter, SL_BLOCK_PAGE_BREAK, "", "");
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "", "Upright again.");
}

static void
test_a_page_on_its_side_is_as_wide_as_it_says (void)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("Matrix", "", "en-GB", "");
  g_autofree char *path = NULL;
  g_autofree char *sizes = NULL;

  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "", "Upright.");
  add_matrix (letter);
  assert_reads_back (letter);
  path = write_letter (letter);
  sizes = run_tool (path, (const char *[]){ "pdfinfo", "-f", "1", "-l", "9", "@", NULL });
  g_assert_nonnull (strstr (sizes, "1 size:  595.276 x 841.89 pts"));
  g_assert_nonnull (strstr (sizes, "2 size:  841.89 x 595.276 pts"));
  g_assert_nonnull (strstr (sizes, "4 size:  841.89 x 595.276 pts"));
  g_assert_nonnull (strstr (sizes, "5 size:  595.276 x 841.89 pts"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/pdf/the-whole-text-reads-in-order", test_the_whole_text_reads_in_order);
  g_test_add_func ("/letter/pdf/a-hundred-pages-read-in-order", test_a_hundred_pages_read_in_order);
  g_test_add_func ("/letter/pdf/a-long-table-reads-in-order", test_a_long_table_reads_in_order);
  g_test_add_func ("/letter/pdf/an-empty-letter-is-a-file", test_an_empty_letter_is_a_file);
  g_test_add_func ("/letter/pdf/other-scripts-read-in-order", test_other_scripts_read_in_order);
  g_test_add_func ("/letter/pdf/right-to-left-is-drawn-and-sound",
                   test_right_to_left_is_drawn_and_sound);
  g_test_add_func ("/letter/pdf/words-behind-a-ligature-are-read",
                   test_words_behind_a_ligature_are_read);
  g_test_add_func ("/letter/pdf/a-word-without-end-and-many-marks-are-written",
                   test_a_word_without_end_and_many_marks_are_written);
  g_test_add_func ("/letter/pdf/two-runs-give-identical-bytes", test_two_runs_give_identical_bytes);
  g_test_add_func ("/letter/pdf/the-file-says-what-pdf-ua-asks",
                   test_the_file_says_what_pdf_ua_asks);
  g_test_add_func ("/letter/pdf/a-figure-is-pixels-only", test_a_figure_is_pixels_only);
  g_test_add_func ("/letter/pdf/the-file-names-no-account", test_the_file_names_no_account);
  g_test_add_func ("/letter/pdf/marking-and-number-are-on-every-page",
                   test_marking_and_number_are_on_every_page);
  g_test_add_func ("/letter/pdf/a-picture-without-description-is-refused",
                   test_a_picture_without_description_is_refused);
  g_test_add_func ("/letter/pdf/only-furniture-becomes-an-artifact",
                   test_only_furniture_becomes_an_artifact);
  g_test_add_func ("/letter/pdf/a-page-on-its-side-is-as-wide-as-it-says",
                   test_a_page_on_its_side_is_as_wide_as_it_says);
  return g_test_run ();
}
