/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The only writer of "answer", "answer_revision" and "answer_evidence". The row of "answer" holds
 * the state in force; every state ever saved is a row of "answer_revision", which names the one it
 * was made from, so that undo walks back and loses nothing. */

#define STATE_COLUMNS                                                                              \
  "verdict, reason, observation, recommendation, recommendation_source, place, priority,"          \
  " priority_reason, shown_unit, shown_value"

/* Reads STATE_COLUMNS from @column on. */
static SlAnswerState *
read_state (SlStatement *statement, int column)
{
  SlAnswerState *state = sl_answer_state_new ();

  if (!sl_verdict_from_nick (sl_statement_get_text (statement, column), &state->verdict))
    state->verdict = SL_VERDICT_NONE;
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    {
      g_free (state->texts[i]);
      state->texts[i] = sl_statement_dup_text (statement, column + 1 + (int) i);
    }
  state->shown = sl_statement_get_double_or (statement, column + 1 + SL_N_ANSWER_TEXTS, NAN);
  return state;
}

static void
bind_state (SlStatement *statement, int index, const SlAnswerState *state)
{
  sl_statement_bind_text (statement, index, sl_verdict_to_nick (state->verdict));
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    sl_statement_bind_text (statement, index + 1 + (int) i, state->texts[i]);
  if (isnan (state->shown))
    sl_statement_bind_null (statement, index + 1 + SL_N_ANSWER_TEXTS);
  else
    sl_statement_bind_double (statement, index + 1 + SL_N_ANSWER_TEXTS, state->shown);
}

#define N_STATE_COLUMNS (SL_N_ANSWER_TEXTS + 2)

/* answer id -> GStrvBuilder of evidence ids in order, for one assessment. */
static GHashTable *
list_evidence (SlDatabase *database, const char *assessment_id, GError **error)
{
  g_autoptr (GHashTable) by_answer = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify) g_strv_builder_unref);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT e.answer_id, e.evidence_id FROM answer_evidence e"
      " JOIN answer a ON a.answer_id = e.answer_id"
      " WHERE a.assessment_id = ? ORDER BY e.answer_id, e.position",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", assessment_id);
  while (sl_statement_step (statement, &row, error))
    {
      GStrvBuilder *ids;

      if (!row)
        return g_steal_pointer (&by_answer);
      ids = g_hash_table_lookup (by_answer, sl_statement_get_text (statement, 0));
      if (ids == NULL)
        {
          ids = g_strv_builder_new ();
          g_hash_table_insert (by_answer, sl_statement_dup_text (statement, 0), ids);
        }
      g_strv_builder_add (ids, sl_statement_get_text (statement, 1));
    }
  return NULL;
}

/**
 * sl_answer_records_list:
 *
 * Returns: (transfer full): the answers of an assessment with their evidence, of SlAnswerRow
 */
GPtrArray *
sl_answer_records_list (SlStore *store, const char *assessment_id, GError **error)
{
  SlDatabase *database = sl_store_read (store);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_answer_row_free);
  g_autoptr (GHashTable) evidence = list_evidence (database, assessment_id, error);
  g_autoptr (SlStatement) statement = NULL;
  gboolean more;

  if (evidence == NULL)
    return NULL;
  statement = sl_database_prepare (database,
                                   "SELECT answer_id, item_id, revision, " STATE_COLUMNS
                                   " FROM answer WHERE assessment_id = ?",
                                   error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", assessment_id);
  while (sl_statement_step (statement, &more, error))
    {
      SlAnswerRow *row;
      GStrvBuilder *ids;

      if (!more)
        return g_steal_pointer (&rows);
      row = g_new0 (SlAnswerRow, 1);
      row->answer_id = sl_statement_dup_text (statement, 0);
      row->item_id = sl_statement_dup_text (statement, 1);
      row->revision = sl_statement_get_int (statement, 2);
      row->state = read_state (statement, 3);
      if ((ids = g_hash_table_lookup (evidence, row->answer_id)) != NULL)
        {
          g_strfreev (row->state->evidence);
          row->state->evidence = g_strv_builder_end (ids);
        }
      g_ptr_array_add (rows, row);
    }
  return NULL;
}

/* The row in force of the edit's item, within a transaction. */
static SlAnswerRow *
load_row (SlDatabase *database, const SlAnswerEdit *edit, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  g_autoptr (SlStatement) evidence = NULL;
  g_autoptr (SlAnswerRow) row = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  gboolean more = FALSE;

  statement = sl_database_prepare (database,
                                   "SELECT answer_id, revision, " STATE_COLUMNS
                                   " FROM answer WHERE assessment_id = ? AND item_id = ?",
                                   error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", edit->assessment_id, edit->item_id);
  if (!sl_statement_step (statement, &more, error))
    return NULL;
  if (!more || !edit->known)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("This checklist has no item %s."), edit->item_id);
      return NULL;
    }
  row = g_new0 (SlAnswerRow, 1);
  row->answer_id = sl_statement_dup_text (statement, 0);
  row->revision = sl_statement_get_int (statement, 1);
  row->state = read_state (statement, 2);
  evidence = sl_database_prepare (
      database, "SELECT evidence_id FROM answer_evidence WHERE answer_id = ? ORDER BY position",
      error);
  if (evidence == NULL)
    return NULL;
  sl_statement_bind (evidence, "t", row->answer_id);
  do
    {
      if (!sl_statement_step (evidence, &more, error))
        return NULL;
      if (more)
        g_strv_builder_add (ids, sl_statement_get_text (evidence, 0));
    }
  while (more);
  g_strfreev (row->state->evidence);
  row->state->evidence = g_strv_builder_end (ids);
  return g_steal_pointer (&row);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *squeezed = sl_text_squeeze (text);

  return *squeezed == '\0';
}

static gboolean
is_among (const char *text, const char *const *words)
{
  return *text == '\0' || g_strv_contains (words, text);
}

/* The rules of an answer, in one place. */
static gboolean
check_state (const SlAnswerEdit *edit, const SlAnswerState *state, GError **error)
{
  static const char *const priorities[] = { "high", "medium", "low", NULL };
  static const char *const origins[] = { "pack", "edited", "own", NULL };

  if (state->verdict == SL_VERDICT_NOT_APPLICABLE && is_blank (state->texts[SL_ANSWER_REASON]))
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("%s: say why the item does not apply."), edit->item_id);
  else if (!is_among (state->texts[SL_ANSWER_PRIORITY], priorities))
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("%s: a priority is high, medium or low."), edit->item_id);
  else if (!is_among (state->texts[SL_ANSWER_RECOMMENDATION_SOURCE], origins))
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("%s: a recommendation is the pack's, edited or the officer's own."),
                 edit->item_id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_evidence (SlDatabase *database, const SlAnswerEdit *edit, GError **error)
{
  for (guint i = 0; edit->evidence[i] != NULL; i++)
    {
      g_autoptr (SlStatement) statement = sl_database_prepare (
          database, "SELECT 1 FROM evidence WHERE evidence_id = ? AND case_id = ? AND removed = 0",
          error);
      gboolean row;

      if (statement == NULL)
        return FALSE;
      sl_statement_bind (statement, "tt", edit->evidence[i], edit->case_id);
      if (!sl_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("%s: that evidence does not belong to this case, or was removed."),
                       edit->item_id);
          return FALSE;
        }
      if (g_strv_contains ((const char *const *) edit->evidence + i + 1, edit->evidence[i]))
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("%s: the same evidence is named twice."), edit->item_id);
          return FALSE;
        }
    }
  return TRUE;
}

static void
set_text (SlAnswerState *state, guint index, const char *text)
{
  g_free (state->texts[index]);
  state->texts[index] = g_strdup (text);
}

static SlAnswerState *
apply_edit (const SlAnswerEdit *edit, const SlAnswerState *old)
{
  SlAnswerState *state = sl_answer_state_copy (old);

  if (edit->kind == SL_ANSWER_EDIT_VERDICT || edit->kind == SL_ANSWER_EDIT_TAKE)
    state->verdict = edit->verdict;
  if (edit->kind == SL_ANSWER_EDIT_SHOWN)
    state->shown = edit->shown;
  if (edit->evidence != NULL)
    {
      g_strfreev (state->evidence);
      state->evidence = g_strdupv (edit->evidence);
    }
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    if (edit->texts[i] != NULL)
      set_text (state, i, edit->texts[i]);
  return state;
}

static void
note_changes (SlTransaction *transaction, const SlAnswerState *old, const SlAnswerState *new)
{
  g_autofree char *number = NULL;
  g_autofree char *evidence = NULL;

  if (old->verdict != new->verdict)
    sl_transaction_note (transaction, "verdict", sl_verdict_to_nick (new->verdict));
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    if (strcmp (old->texts[i], new->texts[i]) != 0)
      sl_transaction_note (transaction, sl_answer_text_names[i], new->texts[i]);
  if (isnan (old->shown) != isnan (new->shown) || (!isnan (new->shown) && old->shown != new->shown))
    {
      number = isnan (new->shown) ? g_strdup ("") : g_strdup_printf ("%g", new->shown);
      sl_transaction_note (transaction, "shown-value", number);
    }
  if (!g_strv_equal ((const char *const *) old->evidence, (const char *const *) new->evidence))
    {
      evidence = g_strjoinv (" ", new->evidence);
      sl_transaction_note (transaction, "evidence", evidence);
    }
}

static gboolean
clear_evidence (SlDatabase *database, const char *answer_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "DELETE FROM answer_evidence WHERE answer_id = ?", error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", answer_id);
  return sl_statement_run (statement, error);
}

static gboolean
write_evidence (SlDatabase *database, const char *answer_id, char **evidence, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;

  if (!clear_evidence (database, answer_id, error) ||
      (statement = sl_database_prepare (
           database,
           "INSERT INTO answer_evidence (answer_id, evidence_id, position) VALUES (?, ?, ?)",
           error)) == NULL)
    return FALSE;
  for (guint i = 0; evidence[i] != NULL; i++)
    {
      sl_statement_bind (statement, "tti", answer_id, evidence[i], (gint64) i);
      if (!sl_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Puts @state in force as @revision. */
static gboolean
write_state (SlTransaction *transaction,
             const SlAnswerRow *row,
             const SlAnswerState *state,
             gint64 revision,
             GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "UPDATE answer SET (" STATE_COLUMNS ", revision, person_id, changed_at) ="
      " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE answer_id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  bind_state (statement, 0, state);
  sl_statement_bind_int (statement, N_STATE_COLUMNS, revision);
  sl_statement_bind_text (statement, N_STATE_COLUMNS + 1,
                          sl_transaction_get_person_id (transaction));
  sl_statement_bind_text (statement, N_STATE_COLUMNS + 2, sl_transaction_get_time (transaction));
  sl_statement_bind_text (statement, N_STATE_COLUMNS + 3, row->answer_id);
  if (!sl_statement_run (statement, error))
    return FALSE;
  return g_strv_equal ((const char *const *) row->state->evidence,
                       (const char *const *) state->evidence) ||
         write_evidence (database, row->answer_id, state->evidence, error);
}

/* One more than any there is: those undone keep their numbers. */
static gboolean
find_next_revision (SlDatabase *database, const char *answer_id, gint64 *next, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT MAX(revision) FROM answer_revision WHERE answer_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", answer_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *next = (row ? sl_statement_get_int_or (statement, 0, 0) : 0) + 1;
  return TRUE;
}

static gboolean
insert_revision (SlTransaction *transaction,
                 const SlAnswerRow *row,
                 const SlAnswerState *state,
                 gint64 revision,
                 GError **error)
{
  g_autofree char *evidence = g_strjoinv (" ", state->evidence);
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_transaction_get_database (transaction),
                                       "INSERT INTO answer_revision (" STATE_COLUMNS
                                       ", answer_id, revision, previous, evidence, person_id, at)"
                                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                       error);

  if (statement == NULL)
    return FALSE;
  bind_state (statement, 0, state);
  sl_statement_bind_text (statement, N_STATE_COLUMNS, row->answer_id);
  sl_statement_bind_int (statement, N_STATE_COLUMNS + 1, revision);
  sl_statement_bind_int (statement, N_STATE_COLUMNS + 2, row->revision);
  sl_statement_bind_text (statement, N_STATE_COLUMNS + 3, evidence);
  sl_statement_bind_text (statement, N_STATE_COLUMNS + 4,
                          sl_transaction_get_person_id (transaction));
  sl_statement_bind_text (statement, N_STATE_COLUMNS + 5, sl_transaction_get_time (transaction));
  return sl_statement_run (statement, error);
}

/* Tells the case's history of the change; of a subject, its sheet has to take it. */
static gboolean
tell (SlTransaction *transaction,
      const SlAnswerEdit *edit,
      const SlAnswerState *old,
      const SlAnswerState *new,
      GError **error)
{
  g_autofree char *what = NULL;

  if (edit->entry_id != NULL)
    {
      /* TRANSLATORS: a house type, an item of its checklist, then the verdict */
      what = g_strdup_printf (_ ("%s, %s: %s"), edit->subject, edit->item_id,
                              sl_verdict_to_word (new->verdict));
      if (!sl_subject_records_check (transaction, edit->case_id, edit->sheet_id, edit->entry_id,
                                     what, error))
        return FALSE;
    }
  sl_transaction_note (transaction, "item", edit->item_id);
  note_changes (transaction, old, new);
  return TRUE;
}

gboolean
sl_answer_records_edit (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlAnswerEdit *edit = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlAnswerRow) row = load_row (database, edit, error);
  g_autoptr (SlAnswerState) state = NULL;
  gint64 revision;

  if (row == NULL || (edit->evidence != NULL && !check_evidence (database, edit, error)))
    return FALSE;
  state = apply_edit (edit, row->state);
  if (!check_state (edit, state, error))
    return FALSE;
  if (sl_answer_state_equal (row->state, state))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  return tell (transaction, edit, row->state, state, error) &&
         find_next_revision (database, row->answer_id, &revision, error) &&
         write_state (transaction, row, state, revision, error) &&
         insert_revision (transaction, row, state, revision, error);
}

/* The evidence that a saved state names and that has not been removed from the case since. */
static gboolean
keep_present_evidence (SlDatabase *database, SlAnswerState *state, GError **error)
{
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (guint i = 0; state->evidence[i] != NULL; i++)
    {
      g_autoptr (SlStatement) statement = sl_database_prepare (
          database, "SELECT 1 FROM evidence WHERE evidence_id = ? AND removed = 0", error);
      gboolean row;

      if (statement == NULL)
        return FALSE;
      sl_statement_bind (statement, "t", state->evidence[i]);
      if (!sl_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        g_strv_builder_add (kept, state->evidence[i]);
    }
  g_strfreev (state->evidence);
  state->evidence = g_strv_builder_end (kept);
  return TRUE;
}

/* The state saved as @revision (0: blank) and, in @previous, the one that it was made from. */
static SlAnswerState *
load_revision (SlDatabase *database,
               const char *answer_id,
               gint64 revision,
               gint64 *previous,
               GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  g_autoptr (SlAnswerState) state = NULL;
  gboolean row;

  *previous = 0;
  if (revision == 0)
    return sl_answer_state_new ();
  statement = sl_database_prepare (database,
                                   "SELECT previous, evidence, " STATE_COLUMNS
                                   " FROM answer_revision WHERE answer_id = ? AND revision = ?",
                                   error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "ti", answer_id, revision);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
                   _ ("The saved state %" G_GINT64_FORMAT
                      " of this answer is missing. Check the casebook in Settings."),
                   revision);
      return NULL;
    }
  *previous = sl_statement_get_int (statement, 0);
  state = read_state (statement, 2);
  g_strfreev (state->evidence);
  state->evidence = *sl_statement_get_text (statement, 1) != '\0'
                        ? g_strsplit (sl_statement_get_text (statement, 1), " ", -1)
                        : g_new0 (char *, 1);
  return g_steal_pointer (&state);
}

gboolean
sl_answer_records_undo (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlAnswerEdit *edit = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlAnswerRow) row = load_row (database, edit, error);
  g_autoptr (SlAnswerState) current = NULL;
  g_autoptr (SlAnswerState) state = NULL;
  gint64 target, before;

  if (row == NULL)
    return FALSE;
  if (row->revision == 0)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("%s: there is nothing to undo."), edit->item_id);
      return FALSE;
    }
  if ((current = load_revision (database, row->answer_id, row->revision, &target, error)) == NULL ||
      (state = load_revision (database, row->answer_id, target, &before, error)) == NULL ||
      !keep_present_evidence (database, state, error))
    return FALSE;
  return tell (transaction, edit, row->state, state, error) &&
         write_state (transaction, row, state, target, error);
}

/* The state made last from the one in force, which an undo left; 0 when there is none. */
static gboolean
find_next (SlDatabase *database, const SlAnswerRow *answer, gint64 *next, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (database,
                                       "SELECT COALESCE (MAX (revision), 0) FROM answer_revision"
                                       " WHERE answer_id = ? AND previous = ?",
                                       error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ti", answer->answer_id, answer->revision);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *next = sl_statement_get_int (statement, 0);
  return TRUE;
}

gboolean
sl_answer_records_redo (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlAnswerEdit *edit = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlAnswerRow) row = load_row (database, edit, error);
  g_autoptr (SlAnswerState) state = NULL;
  gint64 next, before;

  if (row == NULL || !find_next (database, row, &next, error))
    return FALSE;
  if (next == 0)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("%s: there is nothing to do again."), edit->item_id);
      return FALSE;
    }
  if ((state = load_revision (database, row->answer_id, next, &before, error)) == NULL ||
      !keep_present_evidence (database, state, error))
    return FALSE;
  return tell (transaction, edit, row->state, state, error) &&
         write_state (transaction, row, state, next, error);
}
