/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-private.h"

#include "base/sl-text.h"
#include "cases/sl-fact-records.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Changing what an officer decides of a case: in or out of the inbox, its stage, features and
 * title. With sl-fact-records.c and sl-case-begin-records.c the only writer of planning_case. Past
 * 600 lines because each of the changes states its rule, its row and its audit words together. */

/* Until the force's profile says otherwise. */
#define OUR_REFERENCE_PREFIX "DOC"

const char *const sl_case_stages[] = { "identified", "reading",   "assessing",
                                       "drafting",   "in-review", "approved",
                                       "sent",       "closed",    NULL };

gboolean
sl_case_records_create (SlTransaction *transaction, const char *case_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  const char *now = sl_transaction_get_time (transaction);

  g_return_val_if_fail (transaction != NULL && case_id != NULL, FALSE);
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO planning_case (case_id, due_date, created_at, changed_at)"
      " VALUES (?, '9999-12-31', ?, ?)",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", case_id, now, now);
  sl_transaction_touch (transaction, "planning_case", case_id, case_id);
  return sl_statement_run (statement, error);
}

gboolean
sl_case_records_set_triage (SlTransaction *transaction,
                            const char *case_id,
                            const char *rule_id,
                            const char *reason,
                            GError **error)
{
  g_autoptr (SlStatement) statement = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL, FALSE);
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      /* A case of another kind was begun by somebody: no rule of the inbox says why it is here. */
      "UPDATE planning_case SET triage_rule = ?, triage_reason = ? WHERE case_id = ?"
      " AND kind = 'planning'",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", rule_id != NULL ? rule_id : "", reason != NULL ? reason : "",
                     case_id);
  return sl_statement_run (statement, error);
}

gboolean
sl_case_records_count_documents (SlTransaction *transaction, const char *case_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL, FALSE);
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE planning_case SET document_count ="
      " (SELECT COUNT (*) FROM document WHERE document.case_id = planning_case.case_id)"
      " WHERE case_id = ?",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  return sl_statement_run (statement, error);
}

/**
 * sl_case_records_set_title:
 * @transaction: the change in hand
 * @case_id: which
 * @title: what to call it
 * @error: return location
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_case_records_set_title (SlTransaction *transaction,
                           const char *case_id,
                           const char *title,
                           GError **error)
{
  g_autoptr (SlStatement) statement = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL && title != NULL, FALSE);
  statement = sl_database_prepare (sl_transaction_get_database (transaction),
                                   "UPDATE planning_case SET title = ? WHERE case_id = ?", error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", title, case_id);
  return sl_statement_run (statement, error) &&
         sl_case_records_write_words (transaction, case_id, error);
}

/**
 * sl_case_records_set_copy:
 * @transaction: the change in hand
 * @case_id: which
 * @kind: as it is where the case is worked
 * @stage: likewise
 * @error: return location
 *
 * Makes a case of a row without giving it an officer or a number of ours.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_case_records_set_copy (SlTransaction *transaction,
                          const char *case_id,
                          const char *kind,
                          const char *stage,
                          GError **error)
{
  g_autoptr (SlStatement) statement = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL && kind != NULL, FALSE);
  g_return_val_if_fail (stage != NULL && g_strv_contains (sl_case_stages, stage), FALSE);
  statement = sl_database_prepare (sl_transaction_get_database (transaction),
                                   "UPDATE planning_case SET triage = 'case', kind = ?, stage = ?,"
                                   " changed_at = ? WHERE case_id = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttt", kind, stage, sl_transaction_get_time (transaction),
                     case_id);
  sl_transaction_touch (transaction, "planning_case", case_id, case_id);
  return sl_statement_run (statement, error);
}

/* What a change carries to the writer thread; all texts owned, NULL where not used. */
typedef struct
{
  char *case_id;
  char *text;       /* reason, stage, features, title, value, view */
  char *officer_id; /* or the rule's id, or the name of what is no field */
  const SlField *field;
  SlFactValue *values; /* with owned texts */
  guint n_values;
} CaseChange;

static void
case_change_free (gpointer data)
{
  CaseChange *self = data;

  for (guint i = 0; i < self->n_values; i++)
    {
      g_free ((char *) self->values[i].field);
      g_free ((char *) self->values[i].value);
      g_free ((char *) self->values[i].source_kind);
      g_free ((char *) self->values[i].source_name);
      g_free ((char *) self->values[i].source_place);
      g_free ((char *) self->values[i].document_id);
    }
  g_free (self->values);
  g_free (self->case_id);
  g_free (self->text);
  g_free (self->officer_id);
  g_free (self);
}

static SlChange *
make_change (const char *action, const char *case_id, const char *text, SlChangeFunc func)
{
  CaseChange *data = g_new0 (CaseChange, 1);

  data->case_id = g_strdup (case_id);
  data->text = g_strdup (text);
  return sl_change_new (action, "planning_case", case_id, case_id, func, data, case_change_free);
}

/* The present values of the row: triage, stage, features, title, officer, our reference, why no
 * comment, kind. */
static SlStatement *
read_present (SlTransaction *transaction, const char *case_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT triage, stage, features, title, officer_id, our_reference,"
      " no_comment_reason, kind FROM planning_case WHERE case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return g_steal_pointer (&statement);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
               _ ("There is no case %s in this casebook."), case_id);
  return NULL;
}

enum
{
  PRESENT_TRIAGE,
  PRESENT_STAGE,
  PRESENT_FEATURES,
  PRESENT_TITLE,
  PRESENT_OFFICER,
  PRESENT_OUR_REFERENCE,
  PRESENT_NO_COMMENT_REASON,
  PRESENT_KIND,
};

/* Runs "UPDATE planning_case SET <one column> = ?, changed_at = ? WHERE case_id = ?" when column
 * @present holds something else. */
static gboolean
set_one (SlTransaction *transaction,
         const CaseChange *change,
         int present,
         const char *field,
         const char *sql,
         GError **error)
{
  g_autoptr (SlStatement) old = read_present (transaction, change->case_id, error);
  g_autoptr (SlStatement) update = NULL;

  if (old == NULL)
    return FALSE;
  if (g_str_equal (sl_statement_get_text (old, present), change->text))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  update = sl_database_prepare (sl_transaction_get_database (transaction), sql, error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttt", change->text, sl_transaction_get_time (transaction),
                     change->case_id);
  sl_transaction_note (transaction, field, change->text);
  return sl_statement_run (update, error);
}

static gboolean
create_case (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;
  gboolean changed;

  return sl_case_records_create (transaction, change->case_id, error) &&
         sl_case_records_merge (transaction, change->case_id, change->values, change->n_values,
                                &changed, error);
}

/**
 * sl_case_change_create:
 * @case_id: a new id, sl_id_new()
 * @values: (array length=n_values): what was typed
 * @n_values: how many
 *
 * Returns: (transfer full): a change that puts an application into the inbox
 */
SlChange *
sl_case_change_create (const char *case_id, const SlFactValue *values, guint n_values)
{
  CaseChange *data = g_new0 (CaseChange, 1);

  g_return_val_if_fail (case_id != NULL, NULL);
  data->case_id = g_strdup (case_id);
  data->values = g_new0 (SlFactValue, n_values);
  data->n_values = n_values;
  for (guint i = 0; i < n_values; i++)
    {
      data->values[i].field = g_strdup (values[i].field);
      data->values[i].value = g_strdup (values[i].value);
      data->values[i].source_kind = g_strdup (values[i].source_kind);
      data->values[i].source_name = g_strdup (values[i].source_name);
      data->values[i].source_place = g_strdup (values[i].source_place);
      data->values[i].document_id = g_strdup (values[i].document_id);
      data->values[i].rank = values[i].rank;
    }
  return sl_change_new ("add-application", "planning_case", case_id, case_id, create_case, data,
                        case_change_free);
}

static gboolean
confirm_fact (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;
  g_autoptr (SlStatement) present = read_present (transaction, change->case_id, error);

  if (present == NULL)
    return FALSE;
  if (change->field == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("\"%s\" is not a fact that an application has."), change->officer_id);
      return FALSE;
    }
  return sl_fact_records_confirm (transaction, change->case_id, change->field, change->text, error);
}

/**
 * sl_case_change_confirm:
 * @case_id: whose
 * @field: a field's name
 * @value: what holds; "" takes a confirmation back
 *
 * Returns: (transfer full): a change after which no import replaces the field's value
 */
SlChange *
sl_case_change_confirm (const char *case_id, const char *field, const char *value)
{
  CaseChange *data;

  g_return_val_if_fail (case_id != NULL && field != NULL && value != NULL, NULL);
  data = g_new0 (CaseChange, 1);
  data->case_id = g_strdup (case_id);
  data->text = g_strdup (value);
  data->field = sl_field_find (field);
  data->officer_id = g_strdup (field); /* only for the message when it is no field */
  return sl_change_new ("confirm-fact", "planning_case", case_id, case_id, confirm_fact, data,
                        case_change_free);
}

/* "DOC/26/0613": a running number by year, by London's calendar as far as UTC goes. */
static char *
next_our_reference (SlTransaction *transaction, GError **error)
{
  const char *now = sl_transaction_get_time (transaction);
  g_autofree char *start = g_strdup_printf (OUR_REFERENCE_PREFIX "/%.2s/", now + 2);
  g_autofree char *end = g_strdup_printf (OUR_REFERENCE_PREFIX "/%.2s/:", now + 2);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT our_reference FROM planning_case WHERE our_reference >= ? AND our_reference < ?"
      " ORDER BY LENGTH (our_reference) DESC, our_reference DESC LIMIT 1",
      error);
  gboolean row;
  int last = 0;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", start, end);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (row)
    last = atoi (sl_statement_get_text (statement, 0) + strlen (start));
  return g_strdup_printf ("%s%04d", start, last + 1);
}

/* A case of the row that @old is of, numbered once for all; its values are taken over first, since
 * writing changes them. */
static gboolean
write_made (SlTransaction *transaction,
            const char *case_id,
            const char *officer_id,
            SlStatement *old,
            GError **error)
{
  g_autoptr (SlStatement) update = NULL;
  g_autofree char *our_reference = *sl_statement_get_text (old, PRESENT_OUR_REFERENCE) != '\0'
                                       ? sl_statement_dup_text (old, PRESENT_OUR_REFERENCE)
                                       : next_our_reference (transaction, error);

  if (our_reference == NULL)
    return FALSE;
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE planning_case SET triage = 'case', no_comment_reason = '',"
                                " officer_id = ?, our_reference = ?, changed_at = ?"
                                " WHERE case_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttt", officer_id, our_reference,
                     sl_transaction_get_time (transaction), case_id);
  sl_transaction_note (transaction, "triage", "case");
  sl_transaction_note (transaction, "officer", officer_id);
  sl_transaction_note (transaction, "our-reference", our_reference);
  return sl_statement_run (update, error) &&
         sl_case_records_write_words (transaction, case_id, error);
}

static gboolean
make_case (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;
  g_autoptr (SlStatement) old = read_present (transaction, change->case_id, error);

  if (old == NULL)
    return FALSE;
  if (g_str_equal (sl_statement_get_text (old, PRESENT_TRIAGE), "case") &&
      g_str_equal (sl_statement_get_text (old, PRESENT_OFFICER), change->officer_id))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  return write_made (transaction, change->case_id, change->officer_id, old, error);
}

/**
 * sl_case_records_read_triage:
 * @transaction: the change in hand
 * @case_id: which
 * @triage: (out): new, case or no-comment
 * @error: return location
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_case_records_read_triage (SlTransaction *transaction,
                             const char *case_id,
                             char **triage,
                             GError **error)
{
  g_autoptr (SlStatement) present = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL && triage != NULL, FALSE);
  present = read_present (transaction, case_id, error);
  if (present == NULL)
    return FALSE;
  *triage = sl_statement_dup_text (present, PRESENT_TRIAGE);
  return TRUE;
}

/**
 * sl_case_records_take_on:
 * @transaction: the change in hand, which is work on a case
 * @case_id: an application
 * @officer_id: who takes it
 * @error: return location
 *
 * What sl_case_change_make() does, as a part of another change; its audit row says so.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_case_records_take_on (SlTransaction *transaction,
                         const char *case_id,
                         const char *officer_id,
                         GError **error)
{
  g_autoptr (SlStatement) old = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL && officer_id != NULL, FALSE);
  old = read_present (transaction, case_id, error);
  if (old == NULL || !write_made (transaction, case_id, officer_id, old, error))
    return FALSE;
  sl_transaction_touch (transaction, "planning_case", case_id, case_id);
  return TRUE;
}

/**
 * sl_case_change_make:
 * @case_id: an application
 * @officer_id: who takes it
 *
 * Returns: (transfer full): a change that makes a case of it and numbers it, once for all
 */
SlChange *
sl_case_change_make (const char *case_id, const char *officer_id)
{
  CaseChange *data;

  g_return_val_if_fail (case_id != NULL && officer_id != NULL, NULL);
  data = g_new0 (CaseChange, 1);
  data->case_id = g_strdup (case_id);
  data->officer_id = g_strdup (officer_id);
  return sl_change_new ("make-case", "planning_case", case_id, case_id, make_case, data,
                        case_change_free);
}

/* Sets triage to @triage with @reason, unless both hold already. */
static gboolean
set_triage (SlTransaction *transaction,
            const char *case_id,
            const char *triage,
            const char *reason,
            GError **error)
{
  g_autoptr (SlStatement) old = read_present (transaction, case_id, error);
  g_autoptr (SlStatement) update = NULL;

  if (old == NULL)
    return FALSE;
  if (g_str_equal (sl_statement_get_text (old, PRESENT_TRIAGE), triage) &&
      g_str_equal (sl_statement_get_text (old, PRESENT_NO_COMMENT_REASON), reason))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE planning_case SET triage = ?, no_comment_reason = ?, changed_at = ?"
      " WHERE case_id = ?",
      error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttt", triage, reason, sl_transaction_get_time (transaction),
                     case_id);
  sl_transaction_note (transaction, "triage", triage);
  if (*reason != '\0')
    sl_transaction_note (transaction, "reason", reason);
  return sl_statement_run (update, error);
}

static gboolean
decline (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;

  return set_triage (transaction, change->case_id, "no-comment", change->text, error);
}

SlChange *
sl_case_change_no_comment (const char *case_id, const char *reason)
{
  g_return_val_if_fail (case_id != NULL && reason != NULL, NULL);
  return make_change ("no-comment", case_id, reason, decline);
}

static gboolean
return_to_inbox (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;

  return set_triage (transaction, change->case_id, "new", "", error);
}

SlChange *
sl_case_change_back_to_inbox (const char *case_id)
{
  g_return_val_if_fail (case_id != NULL, NULL);
  return make_change ("back-to-inbox", case_id, NULL, return_to_inbox);
}

static gboolean
set_rule (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;
  const char *rule_id = change->officer_id != NULL ? change->officer_id : "";

  sl_transaction_note (transaction, "rule", rule_id);
  sl_transaction_note (transaction, "reason", change->text);
  return sl_case_records_set_triage (transaction, change->case_id, rule_id, change->text, error);
}

/**
 * sl_case_change_triage:
 * @case_id: an application
 * @rule_id: (nullable): the rule that matched
 * @reason: why it is in the inbox, for people
 *
 * Returns: (transfer full): a change; imports set both within their own
 */
SlChange *
sl_case_change_triage (const char *case_id, const char *rule_id, const char *reason)
{
  CaseChange *data;

  g_return_val_if_fail (case_id != NULL && reason != NULL, NULL);
  data = g_new0 (CaseChange, 1);
  data->case_id = g_strdup (case_id);
  data->officer_id = g_strdup (rule_id);
  data->text = g_strdup (reason);
  return sl_change_new ("triage", "planning_case", case_id, case_id, set_rule, data,
                        case_change_free);
}

static gboolean
set_stage (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;
  g_autoptr (SlStatement) present = NULL;

  if (!g_strv_contains (sl_case_stages, change->text))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("\"%s\" is not a stage of a case."), change->text);
      return FALSE;
    }
  present = read_present (transaction, change->case_id, error);
  if (present == NULL)
    return FALSE;
  if (!g_str_equal (sl_statement_get_text (present, PRESENT_KIND), "planning"))
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                           _ ("This is no planning case: it has the stages of its own kind."));
      return FALSE;
    }
  return set_one (transaction, change, PRESENT_STAGE, "stage",
                  "UPDATE planning_case SET stage = ?, changed_at = ? WHERE case_id = ?", error);
}

/**
 * sl_case_records_set_stage:
 * @transaction: a change under way, from which the stage follows
 * @case_id: which
 * @stage: one of the stages
 * @error: return location
 *
 * Returns: %FALSE with an error when there is no such case
 */
gboolean
sl_case_records_set_stage (SlTransaction *transaction,
                           const char *case_id,
                           const char *stage,
                           GError **error)
{
  g_autoptr (SlStatement) old = read_present (transaction, case_id, error);
  g_autoptr (SlStatement) update = NULL;

  g_return_val_if_fail (g_strv_contains (sl_case_stages, stage), FALSE);
  if (old == NULL)
    return FALSE;
  if (g_str_equal (sl_statement_get_text (old, PRESENT_STAGE), stage))
    return TRUE;
  update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE planning_case SET stage = ?, changed_at = ? WHERE case_id = ?", error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttt", stage, sl_transaction_get_time (transaction), case_id);
  sl_transaction_note (transaction, "stage", stage);
  sl_transaction_touch (transaction, "planning_case", case_id, case_id);
  return sl_statement_run (update, error);
}

SlChange *
sl_case_change_stage (const char *case_id, const char *stage)
{
  g_return_val_if_fail (case_id != NULL && stage != NULL, NULL);
  return make_change ("set-stage", case_id, stage, set_stage);
}

static gboolean
set_features (SlTransaction *transaction, gpointer data, GError **error)
{
  return set_one (transaction, data, PRESENT_FEATURES, "features",
                  "UPDATE planning_case SET features = ?, changed_at = ? WHERE case_id = ?", error);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted and once each, so that the same features are the same text. */
static char *
join_features (const char *const *features)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; features[i] != NULL; i++)
    if (*features[i] != '\0' &&
        !g_ptr_array_find_with_equal_func (sorted, features[i], g_str_equal, NULL))
      g_ptr_array_add (sorted, (char *) features[i]);
  g_ptr_array_sort (sorted, compare_texts);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv (" ", (char **) sorted->pdata);
}

/**
 * sl_case_change_features:
 * @case_id: which
 * @features: (array zero-terminated=1): "flats", "homes-per-entrance=31", …; words without spaces
 *
 * Returns: (transfer full): a change; the features are kept sorted and once each
 */
SlChange *
sl_case_change_features (const char *case_id, const char *const *features)
{
  g_autofree char *joined = NULL;

  g_return_val_if_fail (case_id != NULL && features != NULL, NULL);
  joined = join_features (features);
  return make_change ("set-features", case_id, joined, set_features);
}

/**
 * sl_case_records_set_features:
 * @transaction: a change under way, which sets the features together with something else
 * @case_id: which
 * @features: (array zero-terminated=1): as of sl_case_change_features()
 * @changed: (out): whether they were others before
 *
 * Returns: %FALSE with an error when there is no such case
 */
gboolean
sl_case_records_set_features (SlTransaction *transaction,
                              const char *case_id,
                              const char *const *features,
                              gboolean *changed,
                              GError **error)
{
  g_autofree char *joined = join_features (features);
  g_autoptr (SlStatement) old = read_present (transaction, case_id, error);
  g_autoptr (SlStatement) update = NULL;

  if (old == NULL)
    return FALSE;
  *changed = !g_str_equal (sl_statement_get_text (old, PRESENT_FEATURES), joined);
  if (!*changed)
    return TRUE;
  update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE planning_case SET features = ?, changed_at = ? WHERE case_id = ?", error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttt", joined, sl_transaction_get_time (transaction), case_id);
  sl_transaction_note (transaction, "features", joined);
  sl_transaction_touch (transaction, "planning_case", case_id, case_id);
  return sl_statement_run (update, error);
}

static gboolean
set_title (SlTransaction *transaction, gpointer data, GError **error)
{
  const CaseChange *change = data;

  return set_one (transaction, change, PRESENT_TITLE, "title",
                  "UPDATE planning_case SET title = ?, changed_at = ? WHERE case_id = ?", error) &&
         sl_case_records_write_words (transaction, change->case_id, error);
}

SlChange *
sl_case_change_title (const char *case_id, const char *title)
{
  g_autofree char *squeezed = NULL;

  g_return_val_if_fail (case_id != NULL && title != NULL, NULL);
  squeezed = sl_text_squeeze (title);
  return make_change ("set-title", case_id, squeezed, set_title);
}
