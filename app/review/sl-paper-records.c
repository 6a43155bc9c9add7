/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-paper-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of "paper". */

/* The case of the sheet, and the title that the paper was first submitted with. */
static gboolean
read_report (SlDatabase *database, SlPaper *paper, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT s.case_id, COALESCE (p.title, ''), COALESCE (p.moment, 0) FROM sheet s"
      " LEFT JOIN paper p ON p.paper_id = ? WHERE s.sheet_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", paper->id, paper->sheet_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no record %s in this casebook."), paper->sheet_id);
      return FALSE;
    }
  paper->case_id = sl_statement_dup_text (statement, 0);
  paper->title = sl_statement_dup_text (statement, 1);
  paper->moment = sl_statement_get_int (statement, 2) != 0;
  return TRUE;
}

SlPaper *
sl_paper_records_read (SlDatabase *database, const char *paper_id, GError **error)
{
  g_autoptr (SlPaper) paper = g_new0 (SlPaper, 1);
  g_auto (GStrv) parts = g_strsplit (paper_id, ":", 3);

  paper->id = g_strdup (paper_id);
  if (!sl_paper_id_is_report (paper_id))
    {
      paper->case_id = g_strdup (paper_id);
      paper->sheet_id = g_strdup ("");
      paper->report_id = g_strdup ("");
      paper->title = g_strdup (_ ("Response"));
      return g_steal_pointer (&paper);
    }
  paper->sheet_id = g_strdup (parts[0]);
  paper->report_id = g_strdup (parts[1]);
  return read_report (database, paper, error) ? g_steal_pointer (&paper) : NULL;
}

char *
sl_paper_records_read_reference (SlDatabase *database, const char *sheet_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT reference FROM sheet WHERE sheet_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", sheet_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  return row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
}

gboolean
sl_paper_records_add (SlTransaction *transaction, const SlPaper *paper, GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO paper (paper_id, case_id, sheet_id, report_id, title, moment, created_by, at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (paper_id) DO NOTHING",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttitt", paper->id, paper->case_id, paper->sheet_id,
                     paper->report_id, paper->title, (gint64) paper->moment,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static SlPaperLine *
read_line (SlStatement *statement)
{
  SlPaperLine *line = g_new0 (SlPaperLine, 1);
  SlPaper *paper = line->paper = g_new0 (SlPaper, 1);

  paper->id = sl_statement_dup_text (statement, 0);
  paper->case_id = sl_statement_dup_text (statement, 1);
  paper->sheet_id = sl_statement_dup_text (statement, 2);
  paper->report_id = sl_statement_dup_text (statement, 3);
  paper->title = sl_statement_dup_text (statement, 4);
  paper->moment = sl_statement_get_int (statement, 5) != 0;
  line->state = sl_statement_dup_text (statement, 6);
  line->number = (guint) sl_statement_get_int (statement, 7);
  return line;
}

GPtrArray *
sl_paper_records_list (SlDatabase *database,
                       const char *case_id,
                       const char *sheet_id,
                       GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_paper_line_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT p.paper_id, p.case_id, p.sheet_id, p.report_id, p.title, p.moment, v.state,"
      " v.paper_number FROM paper p JOIN version v ON v.paper_id = p.paper_id"
      " WHERE (p.case_id = ? OR p.sheet_id = ?) AND v.paper_number ="
      " (SELECT MAX (n.paper_number) FROM version n WHERE n.paper_id = p.paper_id)"
      " ORDER BY p.at, LENGTH (p.paper_id), p.paper_id",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", case_id != NULL ? case_id : "",
                     sheet_id != NULL ? sheet_id : "");
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_line (statement));
    }
  return NULL;
}

gboolean
sl_paper_records_find_sheet (SlDatabase *database,
                             const char *object_kind,
                             const char *object_id,
                             char **sheet_id,
                             GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT sheet_id FROM sheet WHERE ? = 'sheet' AND sheet_id = ?"
      " UNION ALL SELECT sheet_id FROM photograph WHERE ? = 'photograph' AND photograph_id = ?"
      " UNION ALL SELECT sheet_id FROM action WHERE ? = 'action' AND action_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttt", object_kind, object_id, object_kind, object_id,
                     object_kind, object_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *sheet_id = row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
  return TRUE;
}

/* What a report's head says of its case, in the order of the query below. */
static const char *const head_paths[] = { "case/reference", "case/our-reference", "case/title",
                                          "case/address", "case/proposal" };

static gboolean
is_headed_as (SlStatement *statement)
{
  g_autofree char *text = sl_statement_dup_text (statement, 1);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SlSnapshot) snapshot = sl_snapshot_new_from_bytes (bytes, NULL);

  for (guint i = 0; snapshot != NULL && i < G_N_ELEMENTS (head_paths); i++)
    {
      g_autofree char *now = sl_text_clean (sl_statement_get_text (statement, (int) i + 2), -1);

      if (!g_str_equal (sl_snapshot_get (snapshot, head_paths[i]), now))
        return FALSE;
    }
  return snapshot != NULL;
}

GPtrArray *
sl_paper_records_list_headed_otherwise (SlDatabase *database, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT v.paper_id, b.bytes, c.reference, c.our_reference, c.title, c.address, c.proposal"
      " FROM paper p JOIN version v ON v.paper_id = p.paper_id"
      " JOIN version_content b ON b.hash = v.hash"
      " JOIN planning_case c ON c.case_id = p.case_id"
      " WHERE p.case_id = ? AND v.state = 'approved' ORDER BY v.paper_id",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&papers);
      if (!is_headed_as (statement))
        g_ptr_array_add (papers, sl_statement_dup_text (statement, 0));
    }
  return NULL;
}
