/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A reader of CSV as councils, analysts and spreadsheets write it. Cells are text and nothing else:
 * a formula stays the text that it is, a number or a date is for the caller to read. The whole file
 * is held; the limits keep a hostile one from costing more than a few times its size. */

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_ROWS 500000
#define MAX_COLUMNS 1024
#define MAX_CELL (1024 * 1024)
#define MAX_CELLS 5000000

struct _SlCsv
{
  GStringChunk *cells; /* owns all text */
  GPtrArray *values;   /* const char *, row after row */
  GArray *starts;      /* guint: index in values of each row's first cell; row 0 is the header */
  GArray *lines;       /* guint: line of the file of each row */
};

typedef struct
{
  SlCsv *csv;
  const char *at, *end;
  char delimiter;
  guint line;
  GString *cell;
} Reader;

G_DEFINE_QUARK (sl_csv_error_quark, sl_csv_error)

/* Windows-1252 has a letter for each byte but five, which become the replacement mark. */
static char *
decode_windows (const char *data, gsize size)
{
  static const gunichar upper[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  };
  GString *text = g_string_sized_new (size + size / 8);

  for (gsize i = 0; i < size; i++)
    {
      guint8 byte = (guint8) data[i];
      g_string_append_unichar (text, byte >= 0x80 && byte < 0xa0 ? upper[byte - 0x80] : byte);
    }
  return g_string_free (text, FALSE);
}

/* As UTF-8, by the mark at its head; without one UTF-8 when it is valid, else Windows-1252. */
static char *
decode (const char *data, gsize size, gsize *length, GError **error)
{
  const guint8 *b = (const guint8 *) data;
  char *text;

  if (size >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)))
    {
      text = g_convert (data + 2, size - 2, "UTF-8", b[0] == 0xff ? "UTF-16LE" : "UTF-16BE", NULL,
                        length, NULL);
    }
  else
    {
      if (size >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
        {
          data += 3;
          size -= 3;
        }
      *length = size;
      if (memchr (data, '\0', size) != NULL || g_utf8_validate (data, size, NULL))
        text = g_strndup (data, size);
      else
        {
          text = decode_windows (data, size);
          *length = strlen (text);
        }
    }
  if (text == NULL || memchr (text, '\0', *length) != NULL)
    {
      g_free (text);
      g_set_error_literal (error, SL_CSV_ERROR, SL_CSV_ERROR_MALFORMED,
                           _ ("The letters of this table cannot be read. Save it again as CSV "
                              "(UTF-8)."));
      return NULL;
    }
  return text;
}

/* The separator seen most often in the first line, quoted parts aside; comma when none is. */
static char
sniff_delimiter (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  guint best = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0' && (quoted || (*p != '\n' && *p != '\r')); p++)
    {
      if (*p == '"')
        quoted = !quoted;
      for (guint i = 0; !quoted && i < G_N_ELEMENTS (candidates); i++)
        if (*p == candidates[i])
          counts[i]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

static gboolean
fail_at (Reader *reader, guint line, SlCsvError code, const char *what, GError **error)
{
  g_set_error (error, SL_CSV_ERROR, code, _ ("Line %u: %s"), line, what);
  return FALSE;
}

/* Steps over CRLF, LF or CR. */
static void
skip_line_break (Reader *reader)
{
  if (*reader->at == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n')
    reader->at++;
  reader->at++;
  reader->line++;
}

/* The rest of a quoted cell, after its opening quote. */
static gboolean
read_quoted (Reader *reader, GError **error)
{
  guint opened = reader->line;

  while (reader->at < reader->end)
    {
      char c = *reader->at;

      if (c == '"' && reader->at + 1 < reader->end && reader->at[1] == '"')
        {
          g_string_append_c (reader->cell, '"');
          reader->at += 2;
        }
      else if (c == '"')
        {
          reader->at++;
          return TRUE;
        }
      else if (c == '\r' || c == '\n')
        {
          skip_line_break (reader);
          g_string_append_c (reader->cell, '\n');
        }
      else
        {
          g_string_append_c (reader->cell, c);
          reader->at++;
        }
      if (reader->cell->len > MAX_CELL)
        break;
    }
  if (reader->cell->len > MAX_CELL)
    return fail_at (reader, opened, SL_CSV_ERROR_TOO_BIG,
                    _ ("a cell is longer than 1 MB, or its closing quotation mark is missing."),
                    error);
  return fail_at (reader, opened, SL_CSV_ERROR_MALFORMED,
                  _ ("a quotation mark is opened and never closed."), error);
}

/* One cell; @reader stands at its separator, its line break or the end afterwards. */
static gboolean
read_cell (Reader *reader, GError **error)
{
  g_string_truncate (reader->cell, 0);
  if (reader->at < reader->end && *reader->at == '"')
    {
      reader->at++;
      if (!read_quoted (reader, error))
        return FALSE;
    }
  /* What stands after a closing quote is kept, as spreadsheets do. */
  while (reader->at < reader->end && *reader->at != reader->delimiter && *reader->at != '\r' &&
         *reader->at != '\n')
    {
      g_string_append_c (reader->cell, *reader->at++);
      if (reader->cell->len > MAX_CELL)
        return fail_at (reader, reader->line, SL_CSV_ERROR_TOO_BIG,
                        _ ("a cell is longer than 1 MB."), error);
    }
  return TRUE;
}

static gboolean
read_row (Reader *reader, GError **error)
{
  SlCsv *csv = reader->csv;
  guint start = csv->values->len;
  guint line = reader->line;
  gboolean more = TRUE;

  while (more)
    {
      if (!read_cell (reader, error))
        return FALSE;
      if (csv->values->len - start >= MAX_COLUMNS || csv->values->len >= MAX_CELLS)
        return fail_at (reader, line, SL_CSV_ERROR_TOO_BIG,
                        _ ("the table has more columns or cells than can be read."), error);
      g_ptr_array_add (csv->values, g_string_chunk_insert_len (csv->cells, reader->cell->str,
                                                               reader->cell->len));
      more = reader->at < reader->end && *reader->at == reader->delimiter;
      if (more)
        reader->at++;
    }
  if (reader->at < reader->end)
    skip_line_break (reader);

  /* A blank line is no row. */
  if (csv->values->len == start + 1 && reader->cell->len == 0)
    {
      g_ptr_array_set_size (csv->values, start);
      return TRUE;
    }
  if (csv->starts->len > MAX_ROWS)
    return fail_at (reader, line, SL_CSV_ERROR_TOO_BIG, _ ("the table has more than 500,000 rows."),
                    error);
  g_array_append_val (csv->starts, start);
  g_array_append_val (csv->lines, line);
  return TRUE;
}

/**
 * sl_csv_new:
 * @bytes: the file, at most 64 MiB
 * @error: return location
 *
 * Reads a table whose first row that is not blank names the columns. Messages name the line, not
 * the file: the caller puts the file's name before them.
 *
 * Returns: (transfer full) (nullable): the table, or %NULL with a #SlCsvError
 */
SlCsv *
sl_csv_new (GBytes *bytes, GError **error)
{
  g_autoptr (SlCsv) self = g_new0 (SlCsv, 1);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autofree char *text = NULL;
  gsize size, length = 0;
  const char *data;
  Reader reader;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  self->cells = g_string_chunk_new (16 * 1024);
  self->values = g_ptr_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));

  if (size > MAX_BYTES)
    {
      g_set_error_literal (error, SL_CSV_ERROR, SL_CSV_ERROR_TOO_BIG,
                           _ ("The table is larger than 64 MB."));
      return NULL;
    }
  text = decode (data != NULL ? data : "", size, &length, error);
  if (text == NULL)
    return NULL;

  reader = (Reader){ self, text, text + length, sniff_delimiter (text), 1, cell };
  while (reader.at < reader.end)
    if (!read_row (&reader, error))
      return NULL;
  if (self->starts->len == 0)
    {
      g_set_error_literal (error, SL_CSV_ERROR, SL_CSV_ERROR_MALFORMED,
                           _ ("The table is empty: it has not even a row of column names."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
sl_csv_free (SlCsv *self)
{
  g_return_if_fail (self != NULL);

  g_string_chunk_free (self->cells);
  g_ptr_array_unref (self->values);
  g_array_unref (self->starts);
  g_array_unref (self->lines);
  g_free (self);
}

/* Cell of @row counted with the header; "" beyond its end. */
static const char *
get_cell (SlCsv *self, guint row, guint column)
{
  guint start, end;

  if (row >= self->starts->len)
    return "";
  start = g_array_index (self->starts, guint, row);
  end = row + 1 < self->starts->len ? g_array_index (self->starts, guint, row + 1)
                                    : self->values->len;
  return column < end - start ? g_ptr_array_index (self->values, start + column) : "";
}

guint
sl_csv_get_n_rows (SlCsv *self)
{
  return self->starts->len - 1;
}

guint
sl_csv_get_n_columns (SlCsv *self)
{
  return self->starts->len > 1 ? g_array_index (self->starts, guint, 1) : self->values->len;
}

const char *
sl_csv_get_header (SlCsv *self, guint column)
{
  return get_cell (self, 0, column);
}

/* The letters and digits of a column's name, in lower case. */
static char *
fold_name (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p++)
    if (strchr (" \t\n_-", *p) == NULL)
      g_string_append_c (folded, *p);
  return g_string_free (folded, FALSE);
}

/**
 * sl_csv_find_column:
 * @self: a table
 * @name: the name of a column
 *
 * Case, spaces, '_' and '-' do not matter.
 *
 * Returns: the first column of that name, or -1
 */
int
sl_csv_find_column (SlCsv *self, const char *name)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, -1);

  wanted = fold_name (name);
  for (guint i = 0; i < sl_csv_get_n_columns (self); i++)
    {
      g_autofree char *header = fold_name (sl_csv_get_header (self, i));

      if (strcmp (header, wanted) == 0)
        return i;
    }
  return -1;
}

const char *
sl_csv_get (SlCsv *self, guint row, guint column)
{
  return get_cell (self, row + 1, column);
}

guint
sl_csv_get_line (SlCsv *self, guint row)
{
  return row + 1 < self->lines->len ? g_array_index (self->lines, guint, row + 1) : 0;
}
