/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-csv.h"

#include <string.h>

static SlCsv *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SlCsv *csv = sl_csv_new (bytes, &error);

  g_assert_no_error (error);
  return csv;
}

static void
assert_refused (gconstpointer data, gsize size, SlCsvError code, const char *message)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCsv) csv = sl_csv_new (bytes, &error);

  g_assert_null (csv);
  g_assert_error (error, SL_CSV_ERROR, (int) code);
  if (message != NULL)
    g_assert_nonnull (strstr (error->message, message));
}

static void
test_plain (void)
{
  g_autoptr (SlCsv) csv = read_text ("Case Reference,area\nUTT/26/2147/FUL,Essex\n\nB,\n");

  g_assert_cmpuint (sl_csv_get_n_rows (csv), ==, 2);
  g_assert_cmpuint (sl_csv_get_n_columns (csv), ==, 2);
  g_assert_cmpint (sl_csv_find_column (csv, "case_reference"), ==, 0);
  g_assert_cmpint (sl_csv_find_column (csv, "CASE-REFERENCE"), ==, 0);
  g_assert_cmpint (sl_csv_find_column (csv, "count"), ==, -1);
  g_assert_cmpstr (sl_csv_get (csv, 0, 0), ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (sl_csv_get (csv, 1, 1), ==, "");
  g_assert_cmpstr (sl_csv_get (csv, 1, 7), ==, "");
  g_assert_cmpstr (sl_csv_get (csv, 9, 0), ==, "");
  g_assert_cmpuint (sl_csv_get_line (csv, 1), ==, 4);
}

static void
test_separators (void)
{
  static const char *texts[] = { "a,b;c,d\n1,2;3,4\n", "a;b,c;d\n1;2,3;4\n",
                                 "a\tb\td,e\n1\t2\t4\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SlCsv) csv = read_text (texts[i]);

      g_assert_cmpuint (sl_csv_get_n_columns (csv), ==, 3);
      g_assert_cmpstr (sl_csv_get (csv, 0, 2), ==, "4");
    }
}

static void
test_quotes_and_breaks (void)
{
  g_autoptr (SlCsv)
      csv = read_text ("a,b\r\n\"two\r\nlines\",\"says \"\"no\"\"\"\rlast,\"x, y\" z\nend,1");

  g_assert_cmpuint (sl_csv_get_n_rows (csv), ==, 3);
  g_assert_cmpstr (sl_csv_get (csv, 0, 0), ==, "two\nlines");
  g_assert_cmpstr (sl_csv_get (csv, 0, 1), ==, "says \"no\"");
  g_assert_cmpstr (sl_csv_get (csv, 1, 1), ==, "x, y z");
  g_assert_cmpstr (sl_csv_get (csv, 2, 0), ==, "end");
  g_assert_cmpuint (sl_csv_get_line (csv, 1), ==, 4);
}

static void
test_encodings (void)
{
  static const char utf8_mark[] = "\xef\xbb\xbfprice\n\xc2\xa3 5\n";
  static const char windows[] = "price\n\xa3 5\n";
  static const char utf16[] = "\xff\xfep\0r\0i\0c\0e\0\n\0\xa3\0 \0005\0\n\0";
  static const char utf16_big[] = "\xfe\xff\0p\0r\0i\0c\0e\0\n\0\xa3\0 \0005\0\n";
  const struct
  {
    const char *data;
    gsize size;
  } files[] = { { utf8_mark, sizeof utf8_mark - 1 },
                { windows, sizeof windows - 1 },
                { utf16, sizeof utf16 - 1 },
                { utf16_big, sizeof utf16_big - 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].data, files[i].size);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlCsv) csv = sl_csv_new (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sl_csv_get_header (csv, 0), ==, "price");
      g_assert_cmpstr (sl_csv_get (csv, 0, 0), ==, "£ 5");
    }
}

/* Nothing is made of a cell: no formula run, no number, no date guessed. */
static void
test_cells_stay_text (void)
{
  static const char *cells[] = { "=HYPERLINK(\"x\")", "+1",       "-2", "@SUM(A1)", "1e999",
                                 "03/04/05",          "1 234 567" };
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autoptr (SlCsv) csv = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_string_append_printf (text, "%s\n", cells[i]);
  csv = read_text (text->str);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_cmpstr (sl_csv_get (csv, i, 0), ==, cells[i]);
}

static void
test_refusals (void)
{
  g_autofree char *line = g_strnfill (10 * 1024 * 1024, 'x');
  g_autofree char *columns = g_strnfill (2000, ',');

  assert_refused ("", 0, SL_CSV_ERROR_MALFORMED, "empty");
  assert_refused ("\n\r\n\n", 4, SL_CSV_ERROR_MALFORMED, "empty");
  assert_refused ("a,b\n1,\"open\n2,3\n", 16, SL_CSV_ERROR_MALFORMED, "Line 2");
  assert_refused ("a\0b\n", 4, SL_CSV_ERROR_MALFORMED, "CSV (UTF-8)");
  assert_refused ("\xff\xfe"
                  "a\0\0\0",
                  6, SL_CSV_ERROR_MALFORMED, NULL);
  assert_refused ("\xff\xfe\x00\xd8\x41\x00", 6, SL_CSV_ERROR_MALFORMED, NULL);
  assert_refused (line, strlen (line), SL_CSV_ERROR_TOO_BIG, "Line 1");
  assert_refused (columns, strlen (columns), SL_CSV_ERROR_TOO_BIG, "columns");
  line[0] = '"';
  assert_refused (line, strlen (line), SL_CSV_ERROR_TOO_BIG, "Line 1");
}

static void
test_many_rows (void)
{
  g_autoptr (GString) text = g_string_new ("n\n");
  g_autoptr (SlCsv) csv = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%u\n", i);
  csv = read_text (text->str);
  g_assert_cmpuint (sl_csv_get_n_rows (csv), ==, 100000);
  g_assert_cmpstr (sl_csv_get (csv, 99999, 0), ==, "99999");

  for (guint i = 0; i < 400001; i++)
    g_string_append (text, "x\n");
  assert_refused (text->str, text->len, SL_CSV_ERROR_TOO_BIG, "500,000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/csv/a-plain-table-is-read-by-name", test_plain);
  g_test_add_func ("/base/csv/the-separator-is-found", test_separators);
  g_test_add_func ("/base/csv/quotes-and-all-line-breaks-are-read", test_quotes_and_breaks);
  g_test_add_func ("/base/csv/the-usual-encodings-are-read", test_encodings);
  g_test_add_func ("/base/csv/cells-stay-the-text-they-are", test_cells_stay_text);
  g_test_add_func ("/base/csv/odd-files-are-refused-with-the-line", test_refusals);
  g_test_add_func ("/base/csv/long-tables-are-read-up-to-the-limit", test_many_rows);
  return g_test_run ();
}
