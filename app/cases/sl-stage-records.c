/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-stage-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "packs/sl-pack.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The steps that a case has taken on the line of its stages. This file is the only one that reads
 * and writes "case_stage". What stood there before is kept by the audit trail. */

/* Longer reasons belong into a record of their own. */
#define MAX_REASON 2000

static SlStageStep *
find_step (GPtrArray *steps, const char *stage_id)
{
  for (guint i = 0; i < steps->len; i++)
    {
      SlStageStep *step = g_ptr_array_index (steps, i);

      if (g_str_equal (step->stage->id, stage_id))
        return step;
    }
  return NULL;
}

/* The steps of @kind, with what was written of them. A row of a stage that the pack no longer has
 * is left out. */
static GPtrArray *
read_steps (SlDatabase *database, const SlCaseKind *kind, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray)
      steps = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_step_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT s.stage_id, s.state, s.due_date, s.done_on, s.reason,"
      " COALESCE (p.display_name, '') FROM case_stage s"
      " LEFT JOIN person p ON p.person_id = s.person_id WHERE s.case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < kind->n_stages; i++)
    g_ptr_array_add (steps, sl_stage_step_new (&kind->stages[i]));
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlStageStep *step;

      if (!row)
        return g_steal_pointer (&steps);
      step = find_step (steps, sl_statement_get_text (statement, 0));
      if (step == NULL)
        continue;
      g_free (step->state);
      g_free (step->due_date);
      g_free (step->done_on);
      g_free (step->reason);
      g_free (step->person_name);
      step->state = sl_statement_dup_text (statement, 1);
      step->due_date = sl_statement_dup_text (statement, 2);
      step->done_on = sl_statement_dup_text (statement, 3);
      step->reason = sl_statement_dup_text (statement, 4);
      step->person_name = sl_statement_dup_text (statement, 5);
    }
  return NULL;
}

/* Finds what a case is; the answers are NULL when it failed. */
static const SlCaseKind *
read_kind (SlDatabase *database,
           SlPackLibrary *packs,
           const char *case_id,
           char **stage,
           char **due_date,
           GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT kind, stage, CASE due_date WHEN '9999-12-31' THEN '' ELSE due_date END"
      " FROM planning_case WHERE case_id = ?",
      error);
  const SlCaseKind *kind;
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no case %s in this casebook."), case_id);
      return NULL;
    }
  kind = sl_case_kind_find (packs, sl_statement_get_text (statement, 0));
  if (kind == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("The kind of case \"%s\" is not among those of this casebook: the pack with "
                      "the kinds of case lacks it."),
                   sl_statement_get_text (statement, 0));
      return NULL;
    }
  *stage = sl_statement_dup_text (statement, 1);
  *due_date = sl_statement_dup_text (statement, 2);
  return kind;
}

static gboolean
is_planning (const SlCaseKind *kind)
{
  return g_str_equal (kind->id, "planning");
}

/**
 * sl_stages_load:
 * @store: an open store
 * @packs: the library, which has to outlive the steps
 * @case_id: whose
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlStageStep): the steps in the order of the kind, or %NULL
 *   with %SL_STORE_ERROR
 */
GPtrArray *
sl_stages_load (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *today = NULL;
  g_autofree char *stage = NULL;
  g_autofree char *due_date = NULL;
  const SlCaseKind *kind;

  g_return_val_if_fail (store != NULL && packs != NULL && case_id != NULL, NULL);
  kind = read_kind (sl_store_read (store), packs, case_id, &stage, &due_date, error);
  if (kind == NULL)
    return NULL;
  steps = is_planning (kind) ? sl_stage_steps_follow (kind, stage, due_date)
                             : read_steps (sl_store_read (store), kind, case_id, error);
  if (steps == NULL)
    return NULL;
  today = sl_date_today ();
  sl_stage_steps_set_overdue (steps, today);
  return g_steal_pointer (&steps);
}

/* ---- changes ---- */

typedef struct
{
  SlPackLibrary *packs;
  char *case_id;
  char *stage_id;
  char *state; /* NULL: only the day is set */
  char *date;  /* when it was done, or is due; NULL today */
  char *reason;
} StageChange;

static void
stage_change_free (gpointer data)
{
  StageChange *self = data;

  g_object_unref (self->packs);
  g_free (self->case_id);
  g_free (self->stage_id);
  g_free (self->state);
  g_free (self->date);
  g_free (self->reason);
  g_free (self);
}

static SlChange *
make_change (const char *action,
             SlPackLibrary *packs,
             const char *case_id,
             const char *stage_id,
             SlChangeFunc func,
             StageChange **data)
{
  *data = g_new0 (StageChange, 1);
  (*data)->packs = g_object_ref (packs);
  (*data)->case_id = g_strdup (case_id);
  (*data)->stage_id = g_strdup (stage_id);
  return sl_change_new (action, "planning_case", case_id, case_id, func, *data, stage_change_free);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, message);
  return FALSE;
}

/* The case's steps and among them the one that is to be changed; NULL with @error. */
static GPtrArray *
read_for_change (SlTransaction *transaction,
                 const StageChange *change,
                 SlStageStep **step,
                 GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autofree char *stage = NULL;
  g_autofree char *due_date = NULL;
  const SlCaseKind *kind = read_kind (database, change->packs, change->case_id, &stage, &due_date,
                                      error);
  g_autoptr (GPtrArray) steps = NULL;

  if (kind == NULL)
    return NULL;
  if (is_planning (kind))
    {
      refuse (error, _ ("The stages of a planning case follow from its response: they are not set "
                        "by themselves."));
      return NULL;
    }
  steps = read_steps (database, kind, change->case_id, error);
  if (steps == NULL)
    return NULL;
  *step = find_step (steps, change->stage_id);
  if (*step != NULL)
    return g_steal_pointer (&steps);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("\"%s\" is not a stage of this kind of case (%s)."), change->stage_id,
               kind->title);
  return NULL;
}

/* Going back is leaving what was behind, or no longer being at work on it. */
static gboolean
is_set_back (const SlStageStep *step, const char *state)
{
  return (sl_stage_step_is_behind (step) &&
          (g_str_equal (state, "to-do") || g_str_equal (state, "current"))) ||
         (g_str_equal (step->state, "current") && g_str_equal (state, "to-do"));
}

static gboolean
check_step (const StageChange *change, const SlStageStep *step, const char *done_on, GError **error)
{
  g_autofree char *today = sl_date_today ();

  if (!g_strv_contains (sl_stage_states, change->state))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("A stage is to do, current, done or skipped; \"%s\" is none of these."),
                   change->state);
      return FALSE;
    }
  if (g_utf8_strlen (change->reason, -1) > MAX_REASON)
    return refuse (error, _ ("The reason is too long: write it into a record of the case."));
  if (g_str_equal (change->state, "skipped") && *change->reason == '\0')
    return refuse (error, _ ("Say why: skipping a stage needs a written reason."));
  if (is_set_back (step, change->state) && *change->reason == '\0')
    return refuse (error, _ ("Say why: setting a stage back needs a written reason."));
  if (*done_on == '\0')
    return TRUE;
  if (!sl_date_is_valid (done_on))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("\"%s\" is not a date. Write it as 2026-11-25."), done_on);
      return FALSE;
    }
  return strcmp (done_on, today) <= 0 ||
         refuse (error, _ ("A stage cannot have been done on a day that is still to come."));
}

/* Writes the whole row of @step. */
static gboolean
write_step (SlTransaction *transaction,
            const char *case_id,
            const SlStageStep *step,
            GError **error)
{
  g_autoptr (SlStatement) upsert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO case_stage (case_id, stage_id, state, due_date, done_on, reason, person_id, at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, stage_id) DO UPDATE SET"
      " state = excluded.state, due_date = excluded.due_date, done_on = excluded.done_on,"
      " reason = excluded.reason, person_id = excluded.person_id, at = excluded.at",
      error);

  if (upsert == NULL)
    return FALSE;
  sl_statement_bind (upsert, "tttttttt", case_id, step->stage->id, step->state, step->due_date,
                     step->done_on, step->reason, sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_run (upsert, error);
}

static gboolean
follow (SlTransaction *transaction, const char *case_id, GPtrArray *steps, GError **error)
{
  const SlStageStep *current = sl_stages_find_current (steps);

  return sl_case_records_set_step (transaction, case_id, current != NULL ? current->stage->id : "",
                                   current == NULL, error);
}

gboolean
sl_stage_records_begin (SlTransaction *transaction,
                        const SlCaseKind *kind,
                        const char *case_id,
                        GError **error)
{
  g_autoptr (SlStageStep) step = sl_stage_step_new (&kind->stages[0]);

  g_free (step->state);
  step->state = g_strdup ("current");
  return write_step (transaction, case_id, step, error) &&
         sl_case_records_set_step (transaction, case_id, step->stage->id, FALSE, error);
}

static gboolean
set_stage (SlTransaction *transaction, gpointer data, GError **error)
{
  const StageChange *change = data;
  SlStageStep *step;
  g_autoptr (GPtrArray) steps = read_for_change (transaction, change, &step, error);
  g_autofree char *done_on = NULL;
  gboolean done = g_str_equal (change->state, "done");

  if (steps == NULL)
    return FALSE;
  if (!done)
    done_on = g_strdup ("");
  else
    done_on = change->date != NULL ? g_strdup (change->date) : sl_date_today ();
  /* Saying again that it was done, without a day, does not move the day. */
  if (g_str_equal (step->state, change->state) && g_str_equal (step->reason, change->reason) &&
      (change->date == NULL || g_str_equal (step->done_on, done_on)))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!check_step (change, step, done_on, error))
    return FALSE;
  sl_transaction_note (transaction, "stage", step->stage->title);
  sl_transaction_note (transaction, "state", change->state);
  sl_transaction_note (transaction, "was", step->state);
  if (done)
    sl_transaction_note (transaction, "on", done_on);
  if (*change->reason != '\0')
    sl_transaction_note (transaction, "reason", change->reason);
  g_free (step->state);
  g_free (step->done_on);
  g_free (step->reason);
  step->state = g_strdup (change->state);
  step->done_on = g_steal_pointer (&done_on);
  step->reason = g_strdup (change->reason);
  return write_step (transaction, change->case_id, step, error) &&
         follow (transaction, change->case_id, steps, error);
}

/**
 * sl_stage_change_set:
 * @packs: the library
 * @case_id: whose
 * @stage_id: one of its kind's stages
 * @state: "current", "done", "skipped" or "to-do"
 * @on: (nullable): ISO date of a done stage, %NULL for today
 * @reason: (nullable): a must for skipping and for setting back
 *
 * The case counts as closed when all its stages are done or skipped, and as open again when one is
 * set back. Refused for a planning case.
 *
 * Returns: (transfer full): a change
 */
SlChange *
sl_stage_change_set (SlPackLibrary *packs,
                     const char *case_id,
                     const char *stage_id,
                     const char *state,
                     const char *on,
                     const char *reason)
{
  StageChange *data;
  SlChange *change;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs) && case_id != NULL && stage_id != NULL, NULL);
  g_return_val_if_fail (state != NULL, NULL);
  change = make_change ("set-step", packs, case_id, stage_id, set_stage, &data);
  data->state = g_strdup (state);
  data->date = g_strdup (on);
  data->reason = sl_text_squeeze (reason != NULL ? reason : "");
  return change;
}

static gboolean
set_due (SlTransaction *transaction, gpointer data, GError **error)
{
  const StageChange *change = data;
  SlStageStep *step;
  g_autoptr (GPtrArray) steps = read_for_change (transaction, change, &step, error);

  if (steps == NULL)
    return FALSE;
  if (*change->date != '\0' && !sl_date_is_valid (change->date))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("\"%s\" is not a date. Write it as 2026-11-25."), change->date);
      return FALSE;
    }
  if (g_str_equal (step->due_date, change->date))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "stage", step->stage->title);
  sl_transaction_note (transaction, "due", change->date);
  g_free (step->due_date);
  step->due_date = g_strdup (change->date);
  return write_step (transaction, change->case_id, step, error);
}

/**
 * sl_stage_change_due:
 * @packs: the library
 * @case_id: whose
 * @stage_id: one of its kind's stages
 * @date: ISO date by which it is to be done, "" takes the day away
 *
 * Returns: (transfer full): a change; refused for a planning case
 */
SlChange *
sl_stage_change_due (SlPackLibrary *packs,
                     const char *case_id,
                     const char *stage_id,
                     const char *date)
{
  StageChange *data;
  SlChange *change;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs) && case_id != NULL && stage_id != NULL, NULL);
  g_return_val_if_fail (date != NULL, NULL);
  change = make_change ("date-step", packs, case_id, stage_id, set_due, &data);
  data->date = g_strdup (date);
  return change;
}
