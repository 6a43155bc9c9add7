/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-due"
#include "config.h"

#include "due/sl-due-private.h"

#include "store/sl-database.h"

#include <string.h>

/* Reads what is due out of the tables of other rooms; writes nothing. One statement a source, each
 * read once from end to end: what the lines say of their case and owner comes from tables in
 * memory, since a join for each of twenty thousand rows would take most of the time. */

static void
read_case (SlDueGathering *self, SlStatement *statement)
{
  const char *title = sl_statement_get_text (statement, 6);
  const char *address = sl_statement_get_text (statement, 7);
  const char *reference = sl_statement_get_text (statement, 3);
  const char *kind = sl_statement_get_text (statement, 1);
  SlDueCase *row = g_new0 (SlDueCase, 1);

  row->id = sl_due_keep (self, sl_statement_get_text (statement, 0));
  if (self->last_kind == NULL || !g_str_equal (self->last_kind->id, kind))
    self->last_kind = sl_case_kind_find (self->packs, kind);
  row->kind = self->last_kind;
  row->stage = sl_due_keep_once (self, sl_statement_get_text (statement, 2));
  row->reference = sl_due_keep (self, *reference != '\0' ? reference
                                                         : sl_statement_get_text (statement, 4));
  row->officer_id = sl_due_keep_once (self, sl_statement_get_text (statement, 5));
  if (*title != '\0')
    row->title = sl_due_keep (self, title);
  else
    row->title = g_string_chunk_insert_len (self->texts, address, strcspn (address, ",\n"));
  row->due_date = sl_due_keep_once (self, sl_statement_get_text (statement, 8));
  g_hash_table_insert (self->cases, (gpointer) row->id, row);
}

#define CASES                                                                                      \
  "SELECT case_id, kind, stage, reference, our_reference, officer_id, title, address, due_date"    \
  " FROM planning_case "

/* All but the team's list begins with the cases of the person at work and of officers who left: an
 * index gives them without a look at the others' wide rows. */
gboolean
sl_due_records_read_cases (SlDueGathering *self, GError **error)
{
  const char *sql = self->query->team ? CASES "WHERE triage = 'case' AND stage <> 'closed'"
                                      : CASES
                        "WHERE triage = 'case' AND stage <> 'closed' AND officer_id IN"
                        " (SELECT p.person_id FROM person p WHERE p.person_id = ?"
                        "  OR (p.left_on <> '' AND p.left_on <= ?))";
  g_autoptr (SlStatement) statement = sl_database_prepare (self->database, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  if (!self->query->team)
    sl_statement_bind (statement, "tt", self->person_id, self->today);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      read_case (self, statement);
    }
  return FALSE;
}

const SlDueCase *
sl_due_records_find_case (SlDueGathering *self, const char *case_id, GError **error)
{
  const SlDueCase *found = g_hash_table_lookup (self->cases, case_id);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  if (found != NULL)
    return found;
  statement = sl_database_prepare (self->database, CASES "WHERE case_id = ?", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error) || !row)
    return NULL;
  read_case (self, statement);
  return g_hash_table_lookup (self->cases, case_id);
}

gboolean
sl_due_records_read_people (SlDueGathering *self, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      self->database, "SELECT person_id, display_name, left_on FROM person", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  while (sl_statement_step (statement, &row, error))
    {
      const char *left_on;
      SlDuePerson *person;

      if (!row)
        return TRUE;
      left_on = sl_statement_get_text (statement, 2);
      person = g_new0 (SlDuePerson, 1);
      person->id = sl_due_keep_once (self, sl_statement_get_text (statement, 0));
      person->name = sl_due_keep (self, sl_statement_get_text (statement, 1));
      person->left = *left_on != '\0' && strcmp (left_on, self->today) <= 0;
      g_hash_table_insert (self->people, (gpointer) person->id, person);
    }
  return FALSE;
}

/* Adds one row of a source; FALSE with @error only. */
typedef gboolean (*AddRow) (SlDueGathering *self, SlStatement *statement, GError **error);

/* @bound: the statement asks for the person at work and for today. */
static gboolean
add_rows (SlDueGathering *self, const char *sql, gboolean bound, AddRow add, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (self->database, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  if (bound)
    sl_statement_bind (statement, "tt", self->person_id, self->today);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (!add (self, statement, error))
        return FALSE;
    }
  return FALSE;
}

/* The case that a row belongs to, and whether the row is to be listed; FALSE with @error only. */
static gboolean
find_wanted (SlDueGathering *self,
             const char *case_id,
             const char *day,
             const char *owner_id,
             const SlDueCase **of,
             SlDueWhy *why,
             GError **error)
{
  g_autoptr (GError) failure = NULL;

  *of = NULL;
  if (!sl_due_may_want (self, owner_id))
    return TRUE;
  *of = sl_due_records_find_case (self, case_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (*of != NULL && !sl_due_wants (self, day, owner_id, (*of)->officer_id, why))
    *of = NULL;
  return TRUE;
}

static const char *
find_stage_title (const SlDueCase *of, const char *stage_id)
{
  const SlStage *stage = of->kind != NULL ? sl_case_kind_find_stage (of->kind, stage_id) : NULL;

  return stage != NULL ? stage->title : NULL;
}

static gboolean
add_stage (SlDueGathering *self, SlStatement *statement, GError **error)
{
  SlDueLine line = { .kind = "stage", .object_kind = "case_stage" };
  const SlDueCase *of;

  line.object_id = sl_statement_get_text (statement, 0);
  line.part = sl_statement_get_text (statement, 1);
  line.day = sl_statement_get_text (statement, 2);
  /* Open cases that may be listed are all in the table. */
  of = g_hash_table_lookup (self->cases, line.object_id);
  if (of == NULL || g_str_equal (of->stage, "closed") ||
      !sl_due_wants (self, line.day, of->officer_id, of->officer_id, &line.why))
    return TRUE;
  line.text = find_stage_title (of, line.part);
  line.owner_id = of->officer_id;
  if (line.text != NULL)
    sl_due_add (self, of, &line);
  return TRUE;
}

gboolean
sl_due_records_add_stages (SlDueGathering *self, GError **error)
{
  if (!sl_due_wants_kind (self, "stage"))
    return TRUE;
  return add_rows (self,
                   "SELECT case_id, stage_id, due_date FROM case_stage"
                   " WHERE state IN ('to-do', 'current') AND due_date <> ''",
                   FALSE, add_stage, error);
}

static gboolean
add_action (SlDueGathering *self, SlStatement *statement, GError **error)
{
  SlDueLine line = { .kind = "action", .object_kind = "action", .part = "" };
  const SlDueCase *of;

  line.day = sl_statement_get_text (statement, 2);
  line.owner_id = sl_statement_get_text (statement, 3);
  if (!find_wanted (self, sl_statement_get_text (statement, 1), line.day, line.owner_id, &of,
                    &line.why, error))
    return FALSE;
  if (of == NULL)
    return TRUE;
  line.object_id = sl_statement_get_text (statement, 0);
  line.text = sl_statement_get_text (statement, 4);
  line.owner_name = sl_statement_get_text (statement, 5);
  sl_due_add (self, of, &line);
  return TRUE;
}

#define ACTIONS                                                                                    \
  "SELECT action_id, case_id, due_date, owner_id, text, owner_name FROM action"                    \
  " WHERE state = 'open'"

gboolean
sl_due_records_add_actions (SlDueGathering *self, GError **error)
{
  if (!sl_due_wants_kind (self, "action"))
    return TRUE;
  if (self->query->team)
    return add_rows (self, ACTIONS " ORDER BY due_date", FALSE, add_action, error);
  return add_rows (self,
                   ACTIONS " AND owner_id IN (SELECT p.person_id FROM person p"
                           " WHERE p.person_id = ? OR (p.left_on <> '' AND p.left_on <= ?)"
                           " UNION ALL SELECT '')",
                   TRUE, add_action, error);
}

/* What a certificate or a remedial item waits for ends with its case. */
static gboolean
add_sheet_day (SlDueGathering *self, SlStatement *statement, GError **error)
{
  SlDueLine line = { .object_kind = "sheet" };
  g_autofree char *part = NULL;
  const char *text = sl_statement_get_text (statement, 5);
  const SlDueCase *of;

  line.kind = sl_statement_get_text (statement, 3);
  line.day = sl_statement_get_text (statement, 4);
  line.owner_id = sl_statement_get_text (statement, 7);
  if (!sl_due_wants_kind (self, line.kind))
    return TRUE;
  if (!find_wanted (self, sl_statement_get_text (statement, 6), line.day, line.owner_id, &of,
                    &line.why, error))
    return FALSE;
  if (of == NULL || g_str_equal (of->stage, "closed"))
    return TRUE;
  part = g_strdup_printf ("%s/%s", sl_statement_get_text (statement, 1),
                          sl_statement_get_text (statement, 2));
  line.object_id = sl_statement_get_text (statement, 0);
  line.part = part;
  line.text = *text != '\0' ? text : sl_statement_get_text (statement, 8);
  sl_due_add (self, of, &line);
  return TRUE;
}

/* A next visit that was promised is answered by any later visit of the case, which stands in the
 * list by itself while it lies ahead; a meeting likewise. */
gboolean
sl_due_records_add_sheet_days (SlDueGathering *self, GError **error)
{
  return add_rows (self,
                   "SELECT d.sheet_id, d.entry_id, d.field, d.kind, d.due_date, d.text, s.case_id,"
                   " s.owner_id, s.reference FROM sheet_date d"
                   " JOIN sheet s ON s.sheet_id = d.sheet_id"
                   " WHERE s.removed = 0 AND s.state <> 'cancelled' AND d.due_date <> ''"
                   " AND NOT (d.kind IN ('visit', 'meeting') AND EXISTS (SELECT 1 FROM sheet n"
                   " WHERE n.case_id = s.case_id AND n.kind = d.kind AND n.removed = 0"
                   " AND n.state <> 'cancelled' AND n.on_date > s.on_date))",
                   FALSE, add_sheet_day, error);
}

/* A meeting or a visit that was planned stays until its sheet is closed. */
static gboolean
add_planned (SlDueGathering *self, SlStatement *statement, GError **error)
{
  SlDueLine line = { .object_kind = "sheet", .part = "" };
  const char *title = sl_statement_get_text (statement, 4);
  g_autofree char *text = NULL;
  g_autofree char *day = NULL;
  const SlDueCase *of;

  line.kind = sl_statement_get_text (statement, 2);
  line.starts_at = sl_statement_get_text (statement, 6);
  line.ends_at = sl_statement_get_text (statement, 7);
  line.owner_id = sl_statement_get_text (statement, 8);
  day = *line.starts_at != '\0' ? sl_due_day_of (line.starts_at)
                                : sl_statement_dup_text (statement, 5);
  line.day = day;
  if (!sl_due_wants_kind (self, line.kind))
    return TRUE;
  if (!find_wanted (self, sl_statement_get_text (statement, 1), day, line.owner_id, &of, &line.why,
                    error))
    return FALSE;
  if (of == NULL)
    return TRUE;
  text = g_strdup_printf ("%s%s%s", sl_statement_get_text (statement, 3), *title != '\0' ? " " : "",
                          title);
  line.object_id = sl_statement_get_text (statement, 0);
  line.text = text;
  sl_due_add (self, of, &line);
  return TRUE;
}

gboolean
sl_due_records_add_planned (SlDueGathering *self, GError **error)
{
  if (!sl_due_wants_kind (self, "meeting") && !sl_due_wants_kind (self, "visit"))
    return TRUE;
  return add_rows (self,
                   "SELECT sheet_id, case_id, kind, reference, title, on_date, starts_at, ends_at,"
                   " owner_id FROM sheet WHERE kind IN ('meeting', 'visit') AND state = 'open'"
                   " AND removed = 0 AND (on_date <> '' OR starts_at <> '')",
                   FALSE, add_planned, error);
}
