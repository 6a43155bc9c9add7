/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-csv.h"
#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of crime_row. A row that is typed and a file that is read pass the same rules. */

#define COLUMNS                                                                                    \
  "SELECT crime_row_id, source, period_from, period_to, area, category, count, caveat, "           \
  "restricted, origin FROM crime_row "

typedef struct
{
  char *case_id;
  char *label;     /* for the audit: the file's name, or the row's category */
  GPtrArray *rows; /* of SlCrimeRow */
  gboolean import;
} CrimeChange;

static void
crime_change_free (gpointer data)
{
  CrimeChange *change = data;

  g_free (change->case_id);
  g_free (change->label);
  g_clear_pointer (&change->rows, g_ptr_array_unref);
  g_free (change);
}

/**
 * sl_crime_records_list:
 * @store: an open store
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full): its rows in their order, of #SlCrimeRow, or %NULL
 */
GListModel *
sl_crime_records_list (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store), COLUMNS "WHERE case_id = ? ORDER BY position, crime_row_id", error);
  g_autoptr (GListStore) rows = g_list_store_new (SL_TYPE_CRIME_ROW);
  gboolean more;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &more, error))
    {
      g_autoptr (SlCrimeRow) row = NULL;
      SlCrimeValues values;

      if (!more)
        return G_LIST_MODEL (g_steal_pointer (&rows));
      values = (SlCrimeValues){ .crime_row_id = sl_statement_get_text (statement, 0),
                                .source = sl_statement_get_text (statement, 1),
                                .period_from = sl_statement_get_text (statement, 2),
                                .period_to = sl_statement_get_text (statement, 3),
                                .area = sl_statement_get_text (statement, 4),
                                .category = sl_statement_get_text (statement, 5),
                                .count = sl_statement_get_int_or (statement, 6, -1),
                                .caveat = sl_statement_get_text (statement, 7),
                                .restricted = sl_statement_get_int (statement, 8) != 0,
                                .origin = sl_statement_get_text (statement, 9) };
      row = sl_crime_row_new (&values);
      g_list_store_append (rows, row);
    }
  return NULL;
}

/* "2025-10" or a whole date. */
static gboolean
is_month_or_date (const char *text)
{
  g_autofree char *day = g_strconcat (text, "-01", NULL);

  return sl_date_is_valid (text) || (strlen (text) == 7 && sl_date_is_valid (day));
}

/* NULL when the row may stand; else what is wrong with it (transfer full). */
static char *
find_fault (SlCrimeRow *row)
{
  static const char *const needed[] = { "source", "period-from", "period-to", "area", "category" };
  const char *from = sl_crime_row_get (row, "period-from");
  const char *to = sl_crime_row_get (row, "period-to");

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (*sl_crime_row_get (row, needed[i]) == '\0')
      return g_strdup_printf (_ ("the column “%s” is empty"), needed[i]);
  if (!is_month_or_date (from) || !is_month_or_date (to))
    return g_strdup_printf (_ ("“%s” to “%s” is not a period: write 2025-10 or 2025-10-01"), from,
                            to);
  if (strncmp (from, to, 7) > 0)
    return g_strdup_printf (_ ("the period ends (%s) before it begins (%s)"), to, from);
  return NULL;
}

static gboolean
write_row (SlDatabase *database, const char *case_id, SlCrimeRow *row, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "INSERT INTO crime_row (crime_row_id, case_id, position, source, period_from, period_to,"
      " area, category, count, caveat, restricted, origin)"
      " VALUES (?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM crime_row WHERE case_id = ?), ?,"
      " ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (crime_row_id) DO UPDATE SET source = excluded.source,"
      " period_from = excluded.period_from, period_to = excluded.period_to, area = excluded.area,"
      " category = excluded.category, count = excluded.count, caveat = excluded.caveat,"
      " restricted = excluded.restricted, origin = excluded.origin",
      error);
  const char *origin = sl_crime_row_get (row, "origin");

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttttttItit", sl_crime_row_get (row, "id"), case_id, case_id,
                     sl_crime_row_get (row, "source"), sl_crime_row_get (row, "period-from"),
                     sl_crime_row_get (row, "period-to"), sl_crime_row_get (row, "area"),
                     sl_crime_row_get (row, "category"), sl_crime_row_get_count (row),
                     sl_crime_row_get (row, "caveat"), (gint64) sl_crime_row_get_restricted (row),
                     *origin != '\0' ? origin : "typed");
  return sl_statement_run (statement, error);
}

static void
note_row (SlTransaction *transaction, SlCrimeRow *row)
{
  static const char *const noted[] = { "source", "period-from", "period-to",
                                       "area",   "category",    "caveat" };
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, sl_crime_row_get_count (row));

  for (guint i = 0; i < G_N_ELEMENTS (noted); i++)
    sl_transaction_note (transaction, noted[i], sl_crime_row_get (row, noted[i]));
  sl_transaction_note (transaction, "count", count);
  sl_transaction_note (transaction, "restricted", sl_crime_row_get_restricted (row) ? "yes" : "no");
}

static gboolean
run_crime_change (SlTransaction *transaction, gpointer data, GError **error)
{
  CrimeChange *change = data;
  g_autofree char *n_rows = g_strdup_printf ("%u", change->rows->len);

  for (guint i = 0; i < change->rows->len; i++)
    {
      SlCrimeRow *row = g_ptr_array_index (change->rows, i);
      g_autofree char *fault = find_fault (row);

      if (fault != NULL)
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("The crime figure was not kept: %s."), fault);
          return FALSE;
        }
      if (!write_row (sl_transaction_get_database (transaction), change->case_id, row, error))
        return FALSE;
      if (change->rows->len == 1)
        note_row (transaction, row);
    }
  if (change->import)
    sl_transaction_note (transaction, "file", change->label);
  sl_transaction_note (transaction, "rows", n_rows);
  return TRUE;
}

static CrimeChange *
crime_change_new (const char *case_id, const char *label)
{
  CrimeChange *change = g_new0 (CrimeChange, 1);

  change->case_id = g_strdup (case_id);
  change->label = g_strdup (label);
  change->rows = g_ptr_array_new_with_free_func (g_object_unref);
  return change;
}

SlChange *
sl_crime_change_set (const char *case_id, const SlCrimeValues *values)
{
  CrimeChange *change = crime_change_new (case_id, values->category);
  g_autofree char *id = values->crime_row_id != NULL ? g_strdup (values->crime_row_id)
                                                     : sl_id_new ();
  SlCrimeValues filled = *values;

  filled.crime_row_id = id;
  g_ptr_array_add (change->rows, sl_crime_row_new (&filled));
  return sl_change_new ("set-crime-figure", "crime-row", id, case_id, run_crime_change, change,
                        crime_change_free);
}

static gboolean
run_crime_remove (SlTransaction *transaction, gpointer data, GError **error)
{
  CrimeChange *change = data;
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "DELETE FROM crime_row WHERE crime_row_id = ? AND case_id = ? RETURNING category", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", change->label, change->case_id);
  if (!sl_statement_step (statement, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("The crime figure is not there any more."));
      return FALSE;
    }
  sl_transaction_note (transaction, "category", sl_statement_get_text (statement, 0));
  return TRUE;
}

SlChange *
sl_crime_change_remove (const char *case_id, const char *crime_row_id)
{
  return sl_change_new ("remove-crime-figure", "crime-row", crime_row_id, case_id, run_crime_remove,
                        crime_change_new (case_id, crime_row_id), crime_change_free);
}

typedef enum
{
  CSV_SOURCE,
  CSV_FROM,
  CSV_TO,
  CSV_AREA,
  CSV_CATEGORY,
  CSV_COUNT,
  CSV_CAVEAT,
  CSV_RESTRICTED,
  N_CSV,
} CsvColumn;

static const char *const csv_names[N_CSV] = {
  "source", "period from", "period to", "area", "category", "count", "caveat", "restricted"
};

/* A count is digits, perhaps with commas between thousands; an empty cell is unknown, not none. */
static gboolean
parse_count (const char *cell, gint64 *count)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  guint64 value;

  for (const char *c = cell; *c != '\0'; c++)
    if (*c != ',' && *c != ' ')
      g_string_append_c (digits, *c);
  *count = -1;
  if (digits->len == 0)
    return TRUE;
  if (!g_ascii_string_to_unsigned (digits->str, 10, 0, 1000000000, &value, NULL))
    return FALSE;
  *count = (gint64) value;
  return TRUE;
}

static gboolean
parse_restricted (const char *cell, gboolean *restricted)
{
  static const char *const yes[] = { "yes", "y", "true", "1", "restricted", NULL };
  static const char *const no[] = { "", "no", "n", "false", "0", NULL };
  g_autofree char *folded = g_utf8_casefold (cell, -1);

  *restricted = g_strv_contains (yes, folded);
  return *restricted || g_strv_contains (no, folded);
}

static char *
dup_cell (SlCsv *csv, guint row, const int *columns, CsvColumn column)
{
  g_autofree char *clean = NULL;

  if (columns[column] < 0)
    return g_strdup ("");
  clean = sl_text_clean (sl_csv_get (csv, row, (guint) columns[column]), -1);
  return sl_text_squeeze (clean);
}

static SlCrimeRow *
read_row (SlCsv *csv, guint row, const int *columns, const char *origin, char **fault)
{
  g_auto (GStrv) cells = g_new0 (char *, N_CSV + 1);
  g_autofree char *id = sl_id_new ();
  SlCrimeValues values = { .crime_row_id = id, .origin = origin };
  g_autoptr (SlCrimeRow) result = NULL;

  for (int i = 0; i < N_CSV; i++)
    cells[i] = dup_cell (csv, row, columns, i);
  values.source = cells[CSV_SOURCE];
  values.period_from = cells[CSV_FROM];
  values.period_to = cells[CSV_TO];
  values.area = cells[CSV_AREA];
  values.category = cells[CSV_CATEGORY];
  values.caveat = cells[CSV_CAVEAT];
  if (!parse_count (cells[CSV_COUNT], &values.count))
    *fault = g_strdup_printf (_ ("“%s” is not a count"), cells[CSV_COUNT]);
  else if (!parse_restricted (cells[CSV_RESTRICTED], &values.restricted))
    *fault = g_strdup_printf (_ ("“%s” in the column restricted is neither yes nor no"),
                              cells[CSV_RESTRICTED]);
  if (*fault != NULL)
    return NULL;
  result = sl_crime_row_new (&values);
  *fault = find_fault (result);
  return *fault == NULL ? g_steal_pointer (&result) : NULL;
}

/**
 * sl_crime_change_import:
 * @case_id: a case
 * @csv: the file's bytes
 * @file_name: its name, for messages and as the rows' origin
 * @error: return location
 *
 * Columns by name in any order: source, period from, period to, area, category, count, caveat,
 * restricted; the last three may be missing. A cell that begins with "=" is text like any other.
 *
 * Returns: (transfer full): a change that adds all rows, or %NULL with the line and reason
 */
SlChange *
sl_crime_change_import (const char *case_id, GBytes *csv, const char *file_name, GError **error)
{
  g_autoptr (SlCsv) table = sl_csv_new (csv, error);
  g_autofree char *name = sl_text_safe_file_name (file_name);
  CrimeChange *change;
  int columns[N_CSV];

  if (table == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  for (int i = 0; i < N_CSV; i++)
    {
      columns[i] = sl_csv_find_column (table, csv_names[i]);
      if (columns[i] < 0 && i < CSV_COUNT)
        {
          g_set_error (error, SL_CSV_ERROR, SL_CSV_ERROR_MALFORMED,
                       _ ("%s, line 1: there is no column “%s”. Add it and import the file again."),
                       name, csv_names[i]);
          return NULL;
        }
    }
  change = crime_change_new (case_id, name);
  change->import = TRUE;
  for (guint i = 0; i < sl_csv_get_n_rows (table); i++)
    {
      g_autofree char *fault = NULL;
      SlCrimeRow *row = read_row (table, i, columns, name, &fault);

      if (row == NULL)
        {
          g_set_error (error, SL_CSV_ERROR, SL_CSV_ERROR_MALFORMED,
                       _ ("%s, line %u: %s. Nothing was imported."), name,
                       sl_csv_get_line (table, i), fault);
          crime_change_free (change);
          return NULL;
        }
      g_ptr_array_add (change->rows, row);
    }
  return sl_change_new ("import-crime-figures", "case", case_id, case_id, run_crime_change, change,
                        crime_change_free);
}
