/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reading sheets. With sl-sheet-write-records.c the only one that touches "sheet", "sheet_entry",
 * "sheet_value" and "sheet_date" but for the list of what is due, which reads the last. */

/* ---- one sheet ---- */

static gboolean
read_row (SlDatabase *database, SlSheetContent *content, const char *sheet_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT sheet_id, case_id, kind, reference, title, state, state_reason, on_date, starts_at,"
      " ends_at, owner_id, COALESCE (display_name, ''), sheet.created_at, sheet.changed_at,"
      " CASE WHEN removed = 1 THEN 'yes' ELSE '' END, form_hash FROM sheet"
      " LEFT JOIN person ON person.person_id = sheet.owner_id WHERE sheet_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", sheet_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no sheet %s in this casebook."), sheet_id);
      return FALSE;
    }
  for (int i = 0; i < SL_SHEET_N_TEXTS; i++)
    content->texts[i] = sl_statement_dup_text (statement, i);
  return TRUE;
}

/* Into the sheet's own values, or those of one entry. */
static gboolean
read_values (SlDatabase *database,
             const char *sheet_id,
             const char *entry_id,
             GHashTable *values,
             GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT field, value FROM sheet_value WHERE sheet_id = ? AND entry_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", sheet_id, entry_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      g_hash_table_insert (values, sl_statement_dup_text (statement, 0),
                           sl_statement_dup_text (statement, 1));
    }
  return FALSE;
}

SlSheetContent *
sl_sheet_records_read_head (SlDatabase *database, const char *sheet_id, GError **error)
{
  g_autoptr (SlSheetContent) content = sl_sheet_content_new ();

  if (!read_row (database, content, sheet_id, error) ||
      !read_values (database, sheet_id, "", content->values, error))
    return NULL;
  return g_steal_pointer (&content);
}

gboolean
sl_sheet_records_read_entry (SlDatabase *database,
                             SlSheetContent *content,
                             const char *entry_id,
                             GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  SlEntryContent *entry;
  gboolean row;

  if (sl_sheet_content_find (content, entry_id) != NULL)
    return TRUE;
  statement = sl_database_prepare (
      database, "SELECT group_id, removed FROM sheet_entry WHERE entry_id = ? AND sheet_id = ?",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", entry_id, content->texts[SL_SHEET_ID]);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  entry = sl_entry_content_new (entry_id, sl_statement_get_text (statement, 0),
                                sl_statement_get_int (statement, 1) != 0);
  sl_sheet_content_add (content, entry);
  return read_values (database, content->texts[SL_SHEET_ID], entry_id, entry->values, error);
}

static gboolean
read_entry_rows (SlDatabase *database, SlSheetContent *content, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (database,
                                       "SELECT entry_id, group_id, removed FROM sheet_entry"
                                       " WHERE sheet_id = ? ORDER BY position, entry_id",
                                       error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", content->texts[SL_SHEET_ID]);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      sl_sheet_content_add (content,
                            sl_entry_content_new (sl_statement_get_text (statement, 0),
                                                  sl_statement_get_text (statement, 1),
                                                  sl_statement_get_int (statement, 2) != 0));
    }
  return FALSE;
}

/* In one statement, however many entries there are. */
gboolean
sl_sheet_records_read_entries (SlDatabase *database, SlSheetContent *content, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_hash_table_remove_all (content->by_id);
  g_ptr_array_set_size (content->entries, 0);
  if (!read_entry_rows (database, content, error))
    return FALSE;
  statement = sl_database_prepare (database,
                                   "SELECT entry_id, field, value FROM sheet_value"
                                   " WHERE sheet_id = ? AND entry_id <> ''",
                                   error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", content->texts[SL_SHEET_ID]);
  while (sl_statement_step (statement, &row, error))
    {
      SlEntryContent *entry;

      if (!row)
        return TRUE;
      entry = sl_sheet_content_find (content, sl_statement_get_text (statement, 0));
      if (entry != NULL)
        g_hash_table_insert (entry->values, sl_statement_dup_text (statement, 1),
                             sl_statement_dup_text (statement, 2));
    }
  return FALSE;
}

SlSheetContent *
sl_sheet_records_read (SlDatabase *database, const char *sheet_id, GError **error)
{
  g_autoptr (SlSheetContent) content = sl_sheet_records_read_head (database, sheet_id, error);

  if (content == NULL || !sl_sheet_records_read_entries (database, content, error))
    return NULL;
  return g_steal_pointer (&content);
}

/* ---- lists ---- */

/**
 * sl_sheet_line_free:
 * @line: a line of a list
 */
void
sl_sheet_line_free (SlSheetLine *line)
{
  g_free (line->id);
  g_free (line->case_id);
  g_free (line->case_reference);
  g_free (line->case_title);
  g_free (line->kind);
  g_free (line->form_id);
  g_free (line->reference);
  g_free (line->title);
  g_free (line->state);
  g_free (line->on_date);
  g_free (line->starts_at);
  g_free (line->owner_id);
  g_free (line->owner_name);
  g_free (line);
}

static SlSheetLine *
read_line (SlStatement *statement)
{
  SlSheetLine *line = g_new0 (SlSheetLine, 1);
  char **const texts[] = { &line->id,         &line->case_id,   &line->case_reference,
                           &line->case_title, &line->kind,      &line->form_id,
                           &line->reference,  &line->title,     &line->state,
                           &line->on_date,    &line->starts_at, &line->owner_id,
                           &line->owner_name };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = sl_statement_dup_text (statement, i);
  line->n_entries = sl_statement_get_int (statement, G_N_ELEMENTS (texts));
  return line;
}

/* Two statements, so that those of one case are found by its index. */
#define LINES                                                                                      \
  "SELECT sheet.sheet_id, sheet.case_id, planning_case.reference, planning_case.title,"            \
  " sheet.kind, sheet.form_id, sheet.reference, sheet.title, sheet.state, sheet.on_date,"          \
  " sheet.starts_at, sheet.owner_id, COALESCE (person.display_name, ''),"                          \
  " (SELECT COUNT (*) FROM sheet_entry WHERE sheet_entry.sheet_id = sheet.sheet_id"                \
  " AND sheet_entry.removed = 0)"                                                                  \
  " FROM sheet JOIN planning_case ON planning_case.case_id = sheet.case_id"                        \
  " LEFT JOIN person ON person.person_id = sheet.owner_id"                                         \
  " WHERE sheet.removed = 0 AND (? = '' OR sheet.kind = ?) AND (? = '' OR sheet.state = ?)"        \
  " AND sheet.on_date >= ? AND sheet.on_date <= ?"
#define BY_DAY                                                                                     \
  " ORDER BY CASE WHEN sheet.on_date = '' THEN '9999' ELSE sheet.on_date END DESC,"                \
  " sheet.starts_at DESC, sheet.sheet_id DESC"

/**
 * sl_sheets_list:
 * @store: an open store
 * @query: which
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlSheetLine): by day, newest first; those without a day
 *   first of all, when no first day is asked for
 */
GPtrArray *
sl_sheets_list (SlStore *store, const SlSheetQuery *query, GError **error)
{
  g_autoptr (GPtrArray)
      lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_sheet_line_free);
  g_autoptr (SlStatement) statement = NULL;
  const char *kind, *state, *from, *until;
  gboolean row;

  g_return_val_if_fail (SL_IS_STORE (store) && query != NULL, NULL);

  kind = query->kind != NULL ? query->kind : "";
  state = query->state != NULL ? query->state : "";
  from = query->from != NULL ? query->from : "";
  until = query->until != NULL ? query->until : "9999-12-31";
  if (query->case_id != NULL)
    statement = sl_database_prepare (sl_store_read (store), LINES " AND sheet.case_id = ?" BY_DAY,
                                     error);
  else
    statement = sl_database_prepare (sl_store_read (store), LINES BY_DAY, error);
  if (statement == NULL)
    return NULL;
  if (query->case_id != NULL)
    sl_statement_bind (statement, "ttttttt", kind, kind, state, state, from, until, query->case_id);
  else
    sl_statement_bind (statement, "tttttt", kind, kind, state, state, from, until);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&lines);
      g_ptr_array_add (lines, read_line (statement));
    }
  return NULL;
}

/**
 * sl_sheets_find:
 * @store: an open store
 * @packs: the library
 * @case_id: (nullable): within this case
 * @text: an id or a reference, "vis/2026/003"
 * @error: return location
 *
 * One that was removed is found too, so that it can be brought back; its property "removed" says
 * so.
 *
 * Returns: (transfer full): the sheet, or %NULL with %SL_STORE_ERROR_NOT_FOUND
 */
SlSheet *
sl_sheets_find (SlStore *store,
                SlPackLibrary *packs,
                const char *case_id,
                const char *text,
                GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *sheet_id = NULL;
  const char *within = case_id != NULL ? case_id : "";
  gboolean row;

  g_return_val_if_fail (SL_IS_STORE (store) && text != NULL, NULL);

  reference = sl_text_fold_reference (text);
  statement = sl_database_prepare (sl_store_read (store),
                                   "SELECT sheet_id FROM sheet WHERE (sheet_id = ? OR"
                                   " reference = ?) AND (? = '' OR case_id = ?)",
                                   error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tttt", text, reference, within, within);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   case_id != NULL ? _ ("This case has no sheet “%s”.")
                                   : _ ("There is no sheet “%s” in this casebook."),
                   text);
      return NULL;
    }
  sheet_id = sl_statement_dup_text (statement, 0);
  g_clear_pointer (&statement, sl_statement_release);
  return sl_sheets_load (store, packs, sheet_id, error);
}
