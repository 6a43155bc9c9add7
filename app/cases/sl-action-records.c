/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-action-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What has to be done for a case, by whom and by when. This file is the only one that writes
 * "action"; due/ reads it across cases. An action is never deleted: one that is not to be done is
 * dropped with a reason. */

#define MAX_TEXT 2000
#define MAX_NAME 200

/* Who left on a day is no longer here on that day. */
#define COLUMNS                                                                                    \
  "SELECT a.action_id, a.case_id, a.sheet_id, a.text, a.owner_id,"                                 \
  " COALESCE (o.display_name, a.owner_name), a.due_date, a.state, a.answer, a.settled_on,"         \
  " COALESCE (c.display_name, ''), a.created_at,"                                                  \
  " CASE WHEN COALESCE (o.left_on, '') <> '' AND o.left_on <= ? THEN 1 ELSE 0 END,"                \
  " CASE WHEN a.state = 'open' AND a.due_date <> '' AND a.due_date < ? THEN 1 ELSE 0 END"          \
  " FROM action a LEFT JOIN person o ON o.person_id = a.owner_id"                                  \
  " LEFT JOIN person c ON c.person_id = a.created_by "

static SlAction *
read_action (SlStatement *statement)
{
  char *texts[SL_ACTION_N_TEXTS];

  for (guint i = 0; i < SL_ACTION_N_TEXTS; i++)
    texts[i] = sl_statement_dup_text (statement, i);
  return sl_action_new_take (texts, sl_statement_get_int (statement, SL_ACTION_N_TEXTS) != 0,
                             sl_statement_get_int (statement, SL_ACTION_N_TEXTS + 1) != 0);
}

/**
 * sl_actions_list:
 * @store: an open store
 * @case_id: whose
 * @sheet_id: (nullable): only those of this sheet; %NULL for all of the case
 * @error: return location
 *
 * Returns: (transfer full): #SlAction objects, open ones first by day (those without a day last),
 *   then the settled, newest first; %NULL with %SL_STORE_ERROR
 */
GListModel *
sl_actions_list (SlStore *store, const char *case_id, const char *sheet_id, GError **error)
{
  g_autoptr (GListStore) actions = NULL;
  g_autoptr (SlStatement) statement = NULL;
  g_autofree char *today = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && case_id != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      COLUMNS "WHERE a.case_id = ? AND (? IS NULL OR a.sheet_id = ?) ORDER BY"
              " CASE a.state WHEN 'open' THEN 0 ELSE 1 END,"
              " CASE WHEN a.state = 'open' THEN COALESCE (NULLIF (a.due_date, ''), '9999') END,"
              " a.settled_on DESC, a.action_id",
      error);
  if (statement == NULL)
    return NULL;
  today = sl_date_today ();
  sl_statement_bind (statement, "ttttt", today, today, case_id, sheet_id, sheet_id);
  actions = g_list_store_new (SL_TYPE_ACTION);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (SlAction) action = NULL;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&actions));
      action = read_action (statement);
      g_list_store_append (actions, action);
    }
  return NULL;
}

/**
 * sl_actions_load:
 * @store: an open store
 * @action_id: which
 * @error: return location
 *
 * Returns: (transfer full): the action, or %NULL with %SL_STORE_ERROR
 */
SlAction *
sl_actions_load (SlStore *store, const char *action_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  g_autofree char *today = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && action_id != NULL, NULL);
  statement = sl_database_prepare (sl_store_read (store), COLUMNS "WHERE a.action_id = ?", error);
  if (statement == NULL)
    return NULL;
  today = sl_date_today ();
  sl_statement_bind (statement, "ttt", today, today, action_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return read_action (statement);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
               _ ("There is no action %s in this casebook."), action_id);
  return NULL;
}

/* ---- changes ---- */

/* What a change carries, and what it finds; NULL keeps. */
typedef struct
{
  char *action_id;
  char *case_id;
  char *sheet_id;
  char *text, *owner_id, *owner_name, *due_date; /* what is to be done */
  char *state, *answer, *settled_on;             /* what became of it */
} ActionChange;

static void
action_change_clear (ActionChange *self)
{
  g_free (self->action_id);
  g_free (self->case_id);
  g_free (self->sheet_id);
  g_free (self->text);
  g_free (self->owner_id);
  g_free (self->owner_name);
  g_free (self->due_date);
  g_free (self->state);
  g_free (self->answer);
  g_free (self->settled_on);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ActionChange, action_change_clear)

static void
action_change_free (gpointer data)
{
  action_change_clear (data);
  g_free (data);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, message);
  return FALSE;
}

/* The action as it stands; all texts NULL when there is none of that id. */
static gboolean
read_present (SlTransaction *transaction,
              const ActionChange *change,
              ActionChange *present,
              GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT case_id, sheet_id, text, owner_id, owner_name, due_date, state, answer, settled_on"
      " FROM action WHERE action_id = ?",
      error);
  char **const texts[] = { &present->case_id,  &present->sheet_id,   &present->text,
                           &present->owner_id, &present->owner_name, &present->due_date,
                           &present->state,    &present->answer,     &present->settled_on };
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", change->action_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  for (guint i = 0; row && i < G_N_ELEMENTS (texts); i++)
    *texts[i] = sl_statement_dup_text (statement, i);
  if (!row || g_str_equal (present->case_id, change->case_id))
    return TRUE;
  return refuse (error, _ ("This action belongs to another case."));
}

/* Whether the case, or the person (@sql asks for it), is there; FALSE with @error when not. */
static gboolean
check_exists (SlTransaction *transaction,
              const char *sql,
              gboolean person,
              const char *id,
              GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_transaction_get_database (transaction), sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row && person)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no person %s in this casebook."), id);
  else if (!row)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no case %s in this casebook."), id);
  return row;
}

static gboolean
check_values (SlTransaction *transaction,
              const ActionChange *change,
              const ActionChange *wanted,
              GError **error)
{
  if (*wanted->text == '\0')
    return refuse (error, _ ("Say what is to be done: an action needs words."));
  if (g_utf8_strlen (wanted->text, -1) > MAX_TEXT)
    return refuse (error, _ ("The action is too long: put the rest into the minutes."));
  if (g_utf8_strlen (wanted->owner_name, -1) > MAX_NAME)
    return refuse (error, _ ("The name of who is to do it is too long."));
  if (*wanted->due_date != '\0' && !sl_date_is_valid (wanted->due_date))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("\"%s\" is not a date. Write it as 2026-11-25."), wanted->due_date);
      return FALSE;
    }
  return check_exists (transaction, "SELECT 1 FROM planning_case WHERE case_id = ?", FALSE,
                       change->case_id, error) &&
         (*wanted->owner_id == '\0' ||
          check_exists (transaction, "SELECT 1 FROM person WHERE person_id = ?", TRUE,
                        wanted->owner_id, error));
}

/* What is asked for over what is there. An owner of the casebook takes the place of a name that was
 * written, and the other way round. */
static void
lay_over (const ActionChange *change, const ActionChange *present, ActionChange *wanted)
{
  gboolean owned = change->owner_id != NULL && *change->owner_id != '\0';
  gboolean named = change->owner_name != NULL && *change->owner_name != '\0';
  const char *owner_id = change->owner_id != NULL ? change->owner_id : present->owner_id;
  const char *owner_name = change->owner_name != NULL ? change->owner_name : present->owner_name;
  const char *text = change->text != NULL ? change->text : present->text;
  const char *due_date = change->due_date != NULL ? change->due_date : present->due_date;

  wanted->text = g_strdup (text != NULL ? text : "");
  wanted->due_date = g_strdup (due_date != NULL ? due_date : "");
  wanted->owner_id = g_strdup (owner_id == NULL || (named && !owned) ? "" : owner_id);
  wanted->owner_name = g_strdup (owner_name == NULL || owned ? "" : owner_name);
}

/* Notes what differs; says whether anything does. */
static gboolean
note_differences (SlTransaction *transaction,
                  const ActionChange *present,
                  const ActionChange *wanted)
{
  const struct
  {
    const char *field, *old, *new;
  } fields[] = { { "text", present->text, wanted->text },
                 { "owner", present->owner_id, wanted->owner_id },
                 { "owner-name", present->owner_name, wanted->owner_name },
                 { "due", present->due_date, wanted->due_date } };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (fields[i].old != NULL ? fields[i].old : "", fields[i].new) != 0)
      {
        sl_transaction_note (transaction, fields[i].field, fields[i].new);
        any = TRUE;
      }
  return any;
}

static gboolean
set_action (SlTransaction *transaction, gpointer data, GError **error)
{
  const ActionChange *change = data;
  g_auto (ActionChange) present = { 0 };
  g_auto (ActionChange) wanted = { 0 };
  g_autoptr (SlStatement) upsert = NULL;
  const char *now = sl_transaction_get_time (transaction);

  if (!read_present (transaction, change, &present, error))
    return FALSE;
  lay_over (change, &present, &wanted);
  if (!check_values (transaction, change, &wanted, error))
    return FALSE;
  if (present.state != NULL && !g_str_equal (present.state, "open"))
    return refuse (error, _ ("This action is settled. Open it again before it is changed."));
  if (!note_differences (transaction, &present, &wanted))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  upsert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO action (action_id, case_id, sheet_id, text, owner_id, owner_name, due_date,"
      " created_by, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (action_id) DO UPDATE SET text = excluded.text, owner_id = excluded.owner_id,"
      " owner_name = excluded.owner_name, due_date = excluded.due_date,"
      " changed_at = excluded.changed_at",
      error);
  if (upsert == NULL)
    return FALSE;
  sl_statement_bind (upsert, "tttttttttt", change->action_id, change->case_id, change->sheet_id,
                     wanted.text, wanted.owner_id, wanted.owner_name, wanted.due_date,
                     sl_transaction_get_person_id (transaction), now, now);
  return sl_statement_run (upsert, error);
}

static ActionChange *
action_change_new (const char *action_id, const char *case_id, const char *sheet_id)
{
  ActionChange *change = g_new0 (ActionChange, 1);

  change->action_id = action_id != NULL ? g_strdup (action_id) : sl_id_new ();
  change->case_id = g_strdup (case_id);
  change->sheet_id = g_strdup (sheet_id != NULL ? sheet_id : "");
  return change;
}

static char *
squeeze (const char *text)
{
  return text != NULL ? sl_text_squeeze (text) : NULL;
}

/**
 * sl_action_change_set:
 * @action_id: (nullable): %NULL or unknown for a new one
 * @case_id: whose
 * @sheet_id: (nullable): the meeting or visit that it comes from; of an action that is there it is
 *   not changed
 * @values: what is to be done, by whom and by when; %NULL keeps, or is nothing in a new one
 *
 * Returns: (transfer full): a change; refused for a settled action
 */
SlChange *
sl_action_change_set (const char *action_id,
                      const char *case_id,
                      const char *sheet_id,
                      const SlActionValues *values)
{
  ActionChange *change;

  g_return_val_if_fail (case_id != NULL && values != NULL, NULL);
  change = action_change_new (action_id, case_id, sheet_id);
  change->text = squeeze (values->text);
  change->owner_id = g_strdup (values->owner_id);
  change->owner_name = squeeze (values->owner_name);
  change->due_date = g_strdup (values->due_date);
  return sl_change_new ("set-action", "action", change->action_id, case_id, set_action, change,
                        action_change_free);
}

static gboolean
check_state (const ActionChange *change, const char *on, GError **error)
{
  g_autofree char *today = sl_date_today ();

  if (!g_str_equal (change->state, "open") && !g_str_equal (change->state, "done") &&
      !g_str_equal (change->state, "dropped"))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("An action is open, done or dropped; \"%s\" is none of these."),
                   change->state);
      return FALSE;
    }
  if (g_str_equal (change->state, "done") && *change->answer == '\0')
    return refuse (error, _ ("Say what was done: an action is answered in words."));
  if (g_str_equal (change->state, "dropped") && *change->answer == '\0')
    return refuse (error, _ ("Say why: dropping an action needs a written reason."));
  if (g_utf8_strlen (change->answer, -1) > MAX_TEXT)
    return refuse (error, _ ("The answer is too long: put the rest into a record of the case."));
  if (*on == '\0')
    return TRUE;
  if (!sl_date_is_valid (on))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("\"%s\" is not a date. Write it as 2026-11-25."), on);
      return FALSE;
    }
  return strcmp (on, today) <= 0 ||
         refuse (error, _ ("An action cannot have been settled on a day that is still to come."));
}

static gboolean
set_state (SlTransaction *transaction, gpointer data, GError **error)
{
  const ActionChange *change = data;
  g_auto (ActionChange) present = { 0 };
  g_autoptr (SlStatement) update = NULL;
  g_autofree char *on = NULL;

  if (!read_present (transaction, change, &present, error))
    return FALSE;
  if (present.state == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no action %s in this casebook."), change->action_id);
      return FALSE;
    }
  if (g_str_equal (change->state, "open"))
    on = g_strdup ("");
  else
    on = change->settled_on != NULL ? g_strdup (change->settled_on) : sl_date_today ();
  if (!check_state (change, on, error))
    return FALSE;
  if (g_str_equal (present.state, change->state) && g_str_equal (present.answer, change->answer) &&
      (change->settled_on == NULL || g_str_equal (present.settled_on, on)))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "action", present.text);
  sl_transaction_note (transaction, "state", change->state);
  if (*change->answer != '\0')
    sl_transaction_note (transaction, "answer", change->answer);
  if (*on != '\0')
    sl_transaction_note (transaction, "on", on);
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE action SET state = ?, answer = ?, settled_on = ?,"
                                " changed_at = ? WHERE action_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttttt", change->state, change->answer, on,
                     sl_transaction_get_time (transaction), change->action_id);
  return sl_statement_run (update, error);
}

/**
 * sl_action_change_state:
 * @action_id: which
 * @case_id: whose
 * @state: "done", "dropped" or "open"
 * @answer: (nullable): what was done, or why it is dropped; nothing for an action that is open
 * again
 * @on: (nullable): ISO date on which it was settled, %NULL for today
 *
 * Returns: (transfer full): a change; what the action was before is kept by the audit trail
 */
SlChange *
sl_action_change_state (const char *action_id,
                        const char *case_id,
                        const char *state,
                        const char *answer,
                        const char *on)
{
  ActionChange *change;

  g_return_val_if_fail (action_id != NULL && case_id != NULL && state != NULL, NULL);
  change = action_change_new (action_id, case_id, NULL);
  change->state = g_strdup (state);
  change->answer = g_str_equal (state, "open") ? g_strdup ("")
                                               : sl_text_squeeze (answer != NULL ? answer : "");
  change->settled_on = g_strdup (on);
  return sl_change_new ("settle-action", "action", action_id, case_id, set_state, change,
                        action_change_free);
}
