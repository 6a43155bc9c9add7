/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report.h"

#include "base/sl-time.h"
#include "response/sl-letter-parts.h"
#include "sheets/sl-sheet.h"

#include <glib/gi18n.h>

/* The register of a kind of sheet on paper: one row a record, in the order of their numbers. It is
 * for use in the force, so it names people. */

/* What a register shows beside number, day and case: the own fields with these ids, where the
 * record's form has them (A 0609: to whom, on what ground, was the disclaimer given). */
static const char *const columns[] = { "recipient", "prompted-by", "disclaimer-given" };

static void
append_row (SlBlock *table, const char *key, const char *const *cells)
{
  SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

  sl_block_set_key (row, key);
  for (guint i = 0; cells[i] != NULL; i++)
    sl_block_append (row, sl_block_new (SL_BLOCK_CELL, cells[i]));
  sl_block_append (table, row);
}

static char *
format_value (SlSheet *sheet, const char *field_id)
{
  const SlFormField *field = sl_form_find_field (sl_sheet_get_form (sheet), NULL, field_id);

  return field != NULL ? sl_sheet_format_value (sheet, field, sl_sheet_get (sheet, field_id))
                       : g_strdup ("");
}

static gboolean
append_sheet (const SlReportContext *context,
              SlBlock *table,
              const SlSheetLine *line,
              GError **error)
{
  g_autoptr (SlSheet) sheet = sl_sheets_load (sl_library_get_store (context->library),
                                              context->packs, line->id, error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  char *day = sl_date_format_short (line->on_date);

  g_ptr_array_add (cells, g_strdup (line->reference));
  g_ptr_array_add (cells, day != NULL ? day : g_strdup (""));
  g_ptr_array_add (cells, g_strdup (*line->title != '\0' ? line->title : line->case_title));
  if (sheet == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_ptr_array_add (cells, format_value (sheet, columns[i]));
  g_ptr_array_add (cells, g_strdup (line->owner_name));
  g_ptr_array_add (cells, NULL);
  append_row (table, line->id, (const char *const *) cells->pdata);
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return sl_sheet_compare_references ((*(const SlSheetLine *const *) a)->reference,
                                      (*(const SlSheetLine *const *) b)->reference);
}

static SlBlock *
make_table (const SlReportContext *context, const char *kind, GError **error)
{
  const SlSheetQuery query = { .kind = kind };
  const char *titles[] = { _ ("Number"),         _ ("Day"),        _ ("About"), _ ("To whom"),
                           _ ("On what ground"), _ ("Disclaimer"), _ ("By"),    NULL };
  g_autoptr (GPtrArray)
      lines = sl_sheets_list (sl_library_get_store (context->library), &query, error);
  g_autoptr (SlBlock) table = sl_block_new (SL_BLOCK_TABLE, "");

  if (lines == NULL)
    return NULL;
  g_ptr_array_sort (lines, compare_lines);
  sl_block_set_key (table, "register");
  append_row (table, "register/head", titles);
  for (guint i = 0; i < lines->len; i++)
    if (!append_sheet (context, table, g_ptr_array_index (lines, i), error))
      return NULL;
  return g_steal_pointer (&table);
}

/**
 * sl_report_compose_register:
 * @context: what to read from
 * @kind: of sheets: "advice"
 * @error: return location
 *
 * All sheets of a kind by number, as a paper for use in the force. Blocking; any thread.
 *
 * Returns: (transfer full): the register, or %NULL
 */
SlLetter *
sl_report_compose_register (const SlReportContext *context, const char *kind, GError **error)
{
  g_autofree char *date = context->date != NULL ? g_strdup (context->date) : sl_date_today ();
  g_autofree char *lines = sl_letter_write_letterhead (context->policy);
  g_autofree char *day = sl_date_format_long (date);
  g_autofree char *title = NULL;
  SlBlock *table, *block;
  SlLetter *letter;

  g_return_val_if_fail (context != NULL && kind != NULL, NULL);

  table = make_table (context, kind, error);
  if (table == NULL)
    return NULL;
  /* TRANSLATORS: a kind of record, as "Advice record"; then a day */
  title = g_strdup_printf (_ ("Register: %s, %s"), sl_sheet_kind_to_title (kind), day);
  letter = sl_letter_new (title, sl_letter_get_force (context->policy), "en-GB", date);
  block = sl_block_new (SL_BLOCK_LETTERHEAD, lines);
  sl_block_set_key (block, "letterhead");
  sl_letter_append (letter, block);
  block = sl_block_new (SL_BLOCK_TITLE, title);
  sl_block_set_key (block, "title");
  sl_letter_append (letter, block);
  if (sl_block_get_n_children (table) > 1)
    sl_letter_append (letter, table);
  else
    {
      sl_block_unref (table);
      sl_letter_append (letter, sl_block_new (SL_BLOCK_PARAGRAPH, _ ("No records yet.")));
    }
  return letter;
}
