/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-records.h"

#include "base/sl-text.h"
#include "cases/sl-case-private.h"
#include "store/sl-audit.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Reading cases, their facts and their history. */

/* In the order of SlCaseValues; the date that sorts "unknown" last does not leave this room. */
#define COLUMNS                                                                                    \
  "SELECT case_id, kind, triage, triage_rule, triage_reason, no_comment_reason, stage,"            \
  " officer_id, our_reference, title, authority_code, authority_name, reference, address,"         \
  " postcode, uprn, boundary, proposal, type_class, type_text, scale, date_received, date_valid,"  \
  " consultation_start, consultation_expiry, target_date,"                                         \
  " CASE due_date WHEN '9999-12-31' THEN '' ELSE due_date END, applicant, agent, case_officer,"    \
  " case_officer_email, features, step, dwellings, document_count, conflict_count, easting,"       \
  " northing, site_area_ha, floorspace_m2 FROM planning_case "

static void
read_values (SlStatement *statement, SlCaseValues *values)
{
  int column = 0;

  for (guint i = 0; i < SL_CASE_N_TEXTS; i++)
    values->texts[i] = sl_statement_dup_text (statement, column++);
  for (guint i = 0; i < SL_CASE_N_INTEGERS; i++)
    values->integers[i] = sl_statement_get_int_or (statement, column++, -1);
  for (guint i = 0; i < SL_CASE_N_NUMBERS; i++)
    values->numbers[i] = sl_statement_get_double_or (statement, column++, NAN);
}

gboolean
sl_case_records_read (SlStore *store, const char *case_id, SlCaseValues *values, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_store_read (store), COLUMNS "WHERE case_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    read_values (statement, values);
  else
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no case %s in this casebook."), case_id);
  return row;
}

/**
 * sl_case_records_load:
 * @store: an open store
 * @case_id: which
 * @error: return location
 *
 * Returns: (transfer full): the case, or %NULL with %SL_STORE_ERROR
 */
SlCase *
sl_case_records_load (SlStore *store, const char *case_id, GError **error)
{
  SlCaseValues values = { 0 };

  g_return_val_if_fail (store != NULL && case_id != NULL, NULL);
  return sl_case_records_read (store, case_id, &values, error) ? sl_case_new_take (&values) : NULL;
}

/* Element type SlCase: the rows whose folded reference or own reference is @reference. */
static GPtrArray *
list_by_reference (SlStore *store, const char *reference, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = sl_text_fold_reference (reference);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  if (*folded == '\0')
    return g_steal_pointer (&cases);
  statement = sl_database_prepare (
      sl_store_read (store),
      COLUMNS "WHERE reference_folded = ? OR our_reference = ? ORDER BY case_id", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", folded, folded);
  while (sl_statement_step (statement, &row, error))
    {
      SlCaseValues values = { 0 };

      if (!row)
        return g_steal_pointer (&cases);
      read_values (statement, &values);
      g_ptr_array_add (cases, sl_case_new_take (&values));
    }
  return NULL;
}

/* Whether @text, as someone typed it, names the case's authority: its code, or words of its name.
 */
static gboolean
is_authority (SlCase *planning_case, const char *text)
{
  g_autofree char *wanted = sl_text_fold (text);
  g_autofree char *name = sl_text_fold (sl_case_get (planning_case, "authority-name"));
  g_autofree char *code = sl_text_fold (sl_case_get (planning_case, "authority-code"));

  return *wanted == '\0' || g_str_equal (wanted, code) || strstr (name, wanted) != NULL;
}

static SlCase *
choose_one (GPtrArray *cases, const char *text, GError **error)
{
  g_autoptr (GString) names = NULL;

  if (cases->len == 1)
    return g_object_ref (cases->pdata[0]);
  names = g_string_new (NULL);
  for (guint i = 0; i < cases->len; i++)
    g_string_append_printf (names, "%s%s %s", i > 0 ? "; " : "",
                            sl_case_get (cases->pdata[i], "authority-name"),
                            sl_case_get_id (cases->pdata[i]));
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
               _ ("Several cases have the reference \"%s\": say which authority, or give the id "
                  "(%s)."),
               text, names->str);
  return NULL;
}

/* Tries each way of splitting "authority reference" at a space, the whole as a reference first. */
static GPtrArray *
list_named (SlStore *store, const char *text, GError **error)
{
  const char *reference = text;

  while (TRUE)
    {
      g_autoptr (GPtrArray) cases = list_by_reference (store, reference, error);
      g_autofree char *authority = g_strndup (text, reference - text);

      if (cases == NULL)
        return NULL;
      for (guint i = cases->len; i > 0; i--)
        if (!is_authority (cases->pdata[i - 1], authority))
          g_ptr_array_remove_index (cases, i - 1);
      reference = strchr (reference, ' ');
      if (cases->len > 0 || reference == NULL)
        return g_steal_pointer (&cases);
      reference++;
    }
}

/**
 * sl_case_records_find:
 * @store: an open store
 * @text: an id, a reference, our own reference, or "authority reference", as someone typed it
 * @error: return location
 *
 * Returns: (transfer full): the case, or %NULL with %SL_STORE_ERROR_NOT_FOUND,
 *   %SL_STORE_ERROR_CONFLICT when several match, or another %SL_STORE_ERROR
 */
SlCase *
sl_case_records_find (SlStore *store, const char *text, GError **error)
{
  g_autofree char *squeezed = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  SlCaseValues values = { 0 };

  g_return_val_if_fail (store != NULL && text != NULL, NULL);
  squeezed = sl_text_squeeze (text);
  if (sl_case_records_read (store, squeezed, &values, NULL))
    return sl_case_new_take (&values);
  cases = list_named (store, squeezed, error);
  if (cases == NULL)
    return NULL;
  if (cases->len > 0)
    return choose_one (cases, squeezed, error);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
               _ ("There is no case \"%s\" in this casebook."), squeezed);
  return NULL;
}

/**
 * sl_case_records_match:
 * @store: an open store
 * @authority_code: (nullable): the authority's code, "" or %NULL when not known
 * @reference: the reference as written
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case that an import belongs to; %NULL without @error
 * when there is none yet
 */
SlCase *
sl_case_records_match (SlStore *store,
                       const char *authority_code,
                       const char *reference,
                       GError **error)
{
  g_autofree char *wanted = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  SlCase *open_match = NULL;

  g_return_val_if_fail (store != NULL && reference != NULL, NULL);
  wanted = sl_text_fold (authority_code != NULL ? authority_code : "");
  folded = sl_text_fold_reference (reference);
  cases = list_by_reference (store, reference, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      SlCase *planning_case = g_ptr_array_index (cases, i);
      g_autofree char *code = sl_text_fold (sl_case_get (planning_case, "authority-code"));
      g_autofree char *own = sl_text_fold_reference (sl_case_get (planning_case, "reference"));

      if (!g_str_equal (own, folded))
        continue;
      if (*wanted != '\0' && g_str_equal (wanted, code))
        return g_object_ref (planning_case);
      if ((*wanted == '\0' || *code == '\0') && open_match == NULL)
        open_match = planning_case;
    }
  return open_match != NULL ? g_object_ref (open_match) : NULL;
}

/**
 * sl_case_records_list_facts:
 * @store: an open store
 * @case_id: whose
 * @error: return location
 *
 * Returns: (transfer full): #SlFact objects, the field's value in force first, superseded ones last
 */
GListModel *
sl_case_records_list_facts (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (GListStore) facts = NULL;
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && case_id != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT fact_id, field, value, source_kind, source_name, source_place, document_id, state,"
      " person_id, at FROM fact WHERE case_id = ? ORDER BY field,"
      " CASE state WHEN 'confirmed' THEN 0 WHEN 'current' THEN 1 WHEN 'other' THEN 2 ELSE 3 END,"
      " rank DESC, fact_id DESC",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  facts = g_list_store_new (SL_TYPE_FACT);
  while (sl_statement_step (statement, &row, error))
    {
      char *texts[SL_FACT_N_TEXTS];
      g_autoptr (SlFact) fact = NULL;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&facts));
      for (guint i = 0; i < SL_FACT_N_TEXTS; i++)
        texts[i] = sl_statement_dup_text (statement, i);
      fact = sl_fact_new_take (texts);
      g_list_store_append (facts, fact);
    }
  return NULL;
}

/**
 * sl_case_records_list_history:
 * @store: an open store
 * @case_id: whose
 * @limit: most rows, 0 for all
 * @error: return location
 *
 * Returns: (transfer full): #SlHistoryRow objects, newest first, without mere looking
 */
GListModel *
sl_case_records_list_history (SlStore *store, const char *case_id, guint limit, GError **error)
{
  g_autoptr (GListStore) history = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (store != NULL && case_id != NULL, NULL);
  rows = sl_audit_list (store, case_id, 0, error);
  if (rows == NULL)
    return NULL;
  history = g_list_store_new (SL_TYPE_HISTORY_ROW);
  for (guint i = 0; i < rows->len; i++)
    {
      const SlAuditRow *row = g_ptr_array_index (rows, i);
      g_autoptr (SlHistoryRow) item = NULL;
      char *texts[SL_HISTORY_ROW_N_TEXTS];

      if (limit > 0 && g_list_model_get_n_items (G_LIST_MODEL (history)) == limit)
        break;
      if (g_str_equal (row->action, "view"))
        continue;
      texts[0] = g_strdup (row->at);
      texts[1] = g_strdup (row->person_name);
      texts[2] = g_strdup (row->action);
      texts[3] = sl_audit_row_dup_text (row);
      item = sl_history_row_new_take (texts);
      g_list_store_append (history, item);
    }
  return G_LIST_MODEL (g_steal_pointer (&history));
}
