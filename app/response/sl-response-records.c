/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-hash.h"
#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of response and response_edit. */

#define DEFAULT_TEMPLATE "planning-response"

static void
free_edit_cb (gpointer data)
{
  sl_edit_free (data);
}

static GPtrArray *
load_edits (SlDatabase *database, const char *response_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT block_key, action, after_key, text, source_hash FROM response_edit"
      " WHERE response_id = ? ORDER BY at, block_key",
      error);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func (free_edit_cb);
  gboolean more;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", response_id);
  while (sl_statement_step (statement, &more, error))
    {
      SlEdit *edit;

      if (!more)
        return g_steal_pointer (&edits);
      edit = g_new0 (SlEdit, 1);
      edit->key = sl_statement_dup_text (statement, 0);
      edit->action = sl_statement_dup_text (statement, 1);
      edit->after_key = sl_statement_dup_text (statement, 2);
      edit->text = sl_statement_dup_text (statement, 3);
      edit->source_hash = sl_statement_dup_text (statement, 4);
      g_ptr_array_add (edits, edit);
    }
  return NULL;
}

/**
 * sl_response_load:
 * @store: an open store
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case's draft; %NULL without @error when it has none
 */
SlResponse *
sl_response_load (SlStore *store, const char *case_id, GError **error)
{
  SlDatabase *database = sl_store_read (store);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT response_id, template_id, stance, flags, award_level, nppf_edition, letter_date,"
      " conditions FROM response WHERE case_id = ?",
      error);
  g_auto (GStrv) cells = g_new0 (char *, 9);
  SlResponseRow row;
  GPtrArray *edits;
  gboolean found;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &found, error) || !found)
    return NULL;
  for (int i = 0; i < 8; i++)
    cells[i] = sl_statement_dup_text (statement, i);
  edits = load_edits (database, cells[0], error);
  if (edits == NULL)
    return NULL;
  row = (SlResponseRow){ .id = cells[0],
                         .case_id = case_id,
                         .template_id = cells[1],
                         .stance = cells[2],
                         .flags = cells[3],
                         .award_level = cells[4],
                         .nppf_edition = cells[5],
                         .letter_date = cells[6],
                         .conditions = cells[7] };
  return sl_response_new (&row, edits);
}

/* One change to the row: its fields in the order of the table, NULL keeps. */
enum
{
  FIELD_TEMPLATE,
  FIELD_STANCE,
  FIELD_FLAGS,
  FIELD_AWARD,
  FIELD_NPPF,
  FIELD_DATE,
  FIELD_CONDITIONS,
  N_FIELDS
};

static const char *const field_names[N_FIELDS] = { "template",    "stance",       "flags",
                                                   "award-level", "nppf-edition", "letter-date",
                                                   "conditions" };

typedef struct
{
  char *case_id;
  char *new_id;
  char *fields[N_FIELDS];
} SetChange;

static void
set_change_free (gpointer data)
{
  SetChange *change = data;

  for (int i = 0; i < N_FIELDS; i++)
    g_free (change->fields[i]);
  g_free (change->new_id);
  g_free (change->case_id);
  g_free (change);
}

static gboolean
is_known_flag (const char *word)
{
  guint n_flags;
  const SlResponseFlag *flags = sl_response_flags_get (&n_flags);

  for (guint i = 0; i < n_flags; i++)
    if (g_str_equal (flags[i].id, word))
      return TRUE;
  return FALSE;
}

static gboolean
check_fields (const SetChange *change, GError **error)
{
  const char *stance = change->fields[FIELD_STANCE];
  const char *date = change->fields[FIELD_DATE];
  g_auto (GStrv) words = g_strsplit (
      change->fields[FIELD_FLAGS] != NULL ? change->fields[FIELD_FLAGS] : "", " ", -1);

  if (stance != NULL && *stance != '\0' && sl_stance_find (stance) == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("“%s” is no stance. Choose one of: no-comment, standing, support, "
                      "no-objection, comments, information-required, concerns, objection."),
                   stance);
      return FALSE;
    }
  if (date != NULL && *date != '\0' && !sl_date_is_valid (date))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("“%s” is no date. Write it as 2026-11-24."), date);
      return FALSE;
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_known_flag (words[i]))
      {
        g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                     _ ("“%s” is no addition to a stance. Choose from: condition-requested, "
                        "informative, refer-ctsa, refer-fire, refer-highways, meeting-offered."),
                     words[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
begin_response (SlTransaction *transaction, SetChange *change, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO response (response_id, case_id, template_id, stance, flags, award_level,"
      " nppf_edition, letter_date, conditions, created_at, changed_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  const char *now = sl_transaction_get_time (transaction);

  if (statement == NULL)
    return FALSE;
  if (change->fields[FIELD_TEMPLATE] == NULL)
    change->fields[FIELD_TEMPLATE] = g_strdup (DEFAULT_TEMPLATE);
  for (int i = 0; i < N_FIELDS; i++)
    {
      if (change->fields[i] == NULL)
        change->fields[i] = g_strdup (i == FIELD_STANCE ? "comments" : "");
      if (*change->fields[i] != '\0')
        sl_transaction_note (transaction, field_names[i], change->fields[i]);
    }
  sl_statement_bind (statement, "ttttttttttt", change->new_id, change->case_id,
                     change->fields[FIELD_TEMPLATE], change->fields[FIELD_STANCE],
                     change->fields[FIELD_FLAGS], change->fields[FIELD_AWARD],
                     change->fields[FIELD_NPPF], change->fields[FIELD_DATE],
                     change->fields[FIELD_CONDITIONS], now, now);
  return sl_statement_run (statement, error);
}

static gboolean
update_response (SlTransaction *transaction, const SetChange *change, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE response SET template_id = COALESCE(?, template_id), stance = COALESCE(?, stance),"
      " flags = COALESCE(?, flags), award_level = COALESCE(?, award_level),"
      " nppf_edition = COALESCE(?, nppf_edition), letter_date = COALESCE(?, letter_date),"
      " conditions = COALESCE(?, conditions), changed_at = ? WHERE case_id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < N_FIELDS; i++)
    sl_statement_bind_text (statement, i, change->fields[i]);
  sl_statement_bind_text (statement, N_FIELDS, sl_transaction_get_time (transaction));
  sl_statement_bind_text (statement, N_FIELDS + 1, change->case_id);
  return sl_statement_run (statement, error);
}

static gboolean
run_set (SlTransaction *transaction, gpointer data, GError **error)
{
  SetChange *change = data;
  g_autoptr (SlStatement) old = NULL;
  gboolean found, differs = FALSE;

  if (!check_fields (change, error))
    return FALSE;
  old = sl_database_prepare (sl_transaction_get_database (transaction),
                             "SELECT template_id, stance, flags, award_level, nppf_edition,"
                             " letter_date, conditions FROM response WHERE case_id = ?",
                             error);
  if (old == NULL)
    return FALSE;
  sl_statement_bind (old, "t", change->case_id);
  if (!sl_statement_step (old, &found, error))
    return FALSE;
  if (!found)
    return begin_response (transaction, change, error);
  for (int i = 0; i < N_FIELDS; i++)
    if (change->fields[i] != NULL &&
        !g_str_equal (change->fields[i], sl_statement_get_text (old, i)))
      {
        sl_transaction_note (transaction, field_names[i], change->fields[i]);
        differs = TRUE;
      }
  if (!differs)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  return update_response (transaction, change, error);
}

/**
 * sl_response_change_set:
 * @case_id: a case
 * @values: what to set; %NULL keeps
 *
 * Begins a draft when the case has none (with the stance "comments" unless one is given).
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_response_change_set (const char *case_id, const SlResponseValues *values)
{
  SetChange *change = g_new0 (SetChange, 1);

  change->case_id = g_strdup (case_id);
  change->new_id = sl_id_new ();
  change->fields[FIELD_TEMPLATE] = g_strdup (values->template_id);
  change->fields[FIELD_STANCE] = g_strdup (values->stance);
  change->fields[FIELD_FLAGS] = values->flags != NULL ? sl_text_squeeze (values->flags) : NULL;
  change->fields[FIELD_AWARD] = g_strdup (values->award_level);
  change->fields[FIELD_NPPF] = g_strdup (values->nppf_edition);
  change->fields[FIELD_DATE] = g_strdup (values->letter_date);
  change->fields[FIELD_CONDITIONS] = values->conditions != NULL
                                         ? sl_text_squeeze (values->conditions)
                                         : NULL;
  return sl_change_new ("set-response", "response", case_id, case_id, run_set, change,
                        set_change_free);
}

typedef struct
{
  char *response_id;
  char *key, *action, *after_key, *text, *source_hash;
} EditChange;

static void
edit_change_free (gpointer data)
{
  EditChange *change = data;

  g_free (change->response_id);
  g_free (change->key);
  g_free (change->action);
  g_free (change->after_key);
  g_free (change->text);
  g_free (change->source_hash);
  g_free (change);
}

static gboolean
run_edit (SlTransaction *transaction, gpointer data, GError **error)
{
  const EditChange *change = data;
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO response_edit (response_id, block_key, action, after_key, text, source_hash,"
      " person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (response_id, block_key) DO UPDATE SET text = excluded.text,"
      " source_hash = CASE WHEN excluded.source_hash = '' THEN response_edit.source_hash"
      " ELSE excluded.source_hash END, person_id = excluded.person_id,"
      " at = CASE WHEN response_edit.action = 'add' THEN response_edit.at ELSE excluded.at END,"
      " action = CASE WHEN response_edit.action = 'add' AND excluded.action = 'replace'"
      " THEN 'add' ELSE excluded.action END",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttttt", change->response_id, change->key, change->action,
                     change->after_key, change->text, change->source_hash,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  sl_transaction_note (transaction, "block", change->key);
  sl_transaction_note (transaction, "text", change->text);
  if (*change->after_key != '\0')
    sl_transaction_note (transaction, "after", change->after_key);
  return sl_statement_run (statement, error);
}

static gboolean
run_restore (SlTransaction *transaction, gpointer data, GError **error)
{
  const EditChange *change = data;
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "DELETE FROM response_edit WHERE response_id = ? AND block_key = ?"
      " RETURNING text",
      error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", change->response_id, change->key);
  if (!sl_statement_step (statement, &found, error))
    return FALSE;
  if (!found)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "block", change->key);
  sl_transaction_note (transaction, "text", sl_statement_get_text (statement, 0));
  return TRUE;
}

static SlChange *
make_edit (SlResponse *self,
           const char *verb,
           SlChangeFunc func,
           const char *key,
           const char *action,
           const char *after_key,
           const char *text,
           const char *source_text)
{
  EditChange *change = g_new0 (EditChange, 1);

  change->response_id = g_strdup (sl_response_get (self, "id"));
  change->key = g_strdup (key);
  change->action = g_strdup (action);
  change->after_key = g_strdup (after_key);
  change->text = sl_text_clean (text, -1);
  change->source_hash = *source_text != '\0' ? sl_hash_text (source_text) : g_strdup ("");
  return sl_change_new (verb, "response", sl_response_get (self, "case-id"),
                        sl_response_get (self, "case-id"), func, change, edit_change_free);
}

/**
 * sl_response_change_replace:
 * @self: a response
 * @block_key: a composed block, or one added by hand
 * @text: what it shall say
 * @source_text: (nullable): the composed text that @text was made from; %NULL for a further edit
 *   keeps what is known of it
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_response_change_replace (SlResponse *self,
                            const char *block_key,
                            const char *text,
                            const char *source_text)
{
  return make_edit (self, "edit-response", run_edit, block_key, "replace", "", text,
                    source_text != NULL ? source_text : "");
}

SlChange *
sl_response_change_leave_out (SlResponse *self, const char *block_key)
{
  return make_edit (self, "leave-out-of-response", run_edit, block_key, "leave-out", "", "", "");
}

SlChange *
sl_response_change_add (SlResponse *self,
                        const char *new_key,
                        const char *after_key,
                        const char *text)
{
  return make_edit (self, "add-to-response", run_edit, new_key, "add", after_key, text, "");
}

SlChange *
sl_response_change_restore (SlResponse *self, const char *block_key)
{
  return make_edit (self, "restore-in-response", run_restore, block_key, "", "", "", "");
}
