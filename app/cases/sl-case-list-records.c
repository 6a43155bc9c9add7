/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-list.h"

#include "base/sl-text.h"
#include "cases/sl-case-private.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <gio/gio.h>
#include <string.h>

/* Which cases a query lists, as ids only. Statements are put together from the literals here and
 * nothing else; values are bound. Words are looked for in the narrow table case_words first, which
 * gives a set of ids; the sorted ids are then taken from it. */

#define ID_LENGTH 36
/* Rows between two looks at the cancellable. */
#define CANCEL_INTERVAL 4096

typedef struct
{
  const char *condition;
  const char *value;
} Condition;

/* Ascending and descending, each ending with the key so that the order is whole. */
static const struct
{
  const char *ascending, *descending;
} orders[] = {
  [SL_CASE_SORT_DUE] = { " ORDER BY due_date, case_id", " ORDER BY due_date DESC, case_id DESC" },
  [SL_CASE_SORT_REFERENCE] = { " ORDER BY reference_folded, case_id",
                               " ORDER BY reference_folded DESC, case_id DESC" },
  [SL_CASE_SORT_AUTHORITY] = { " ORDER BY authority_name, due_date, case_id",
                               " ORDER BY authority_name DESC, due_date, case_id" },
  [SL_CASE_SORT_PROPOSAL] = { " ORDER BY proposal_key, case_id",
                              " ORDER BY proposal_key DESC, case_id DESC" },
  [SL_CASE_SORT_DWELLINGS] = { " ORDER BY dwellings NULLS FIRST, case_id",
                               " ORDER BY dwellings DESC NULLS LAST, case_id DESC" },
  [SL_CASE_SORT_FLOORSPACE] = { " ORDER BY floorspace_m2 NULLS FIRST, case_id",
                                " ORDER BY floorspace_m2 DESC NULLS LAST, case_id DESC" },
  [SL_CASE_SORT_REASON] = { " ORDER BY triage_rule, due_date, case_id",
                            " ORDER BY triage_rule DESC, due_date, case_id" },
  [SL_CASE_SORT_STAGE] = { " ORDER BY CASE stage WHEN 'identified' THEN 0 WHEN 'reading' THEN 1 "
                           "WHEN 'assessing' THEN 2"
                           " WHEN 'drafting' THEN 3 WHEN 'in-review' THEN 4 WHEN 'approved' THEN 5 "
                           "WHEN 'sent' THEN 6"
                           " ELSE 7 END, due_date, case_id",
                           " ORDER BY CASE stage WHEN 'identified' THEN 0 WHEN 'reading' THEN 1 "
                           "WHEN 'assessing' THEN 2"
                           " WHEN 'drafting' THEN 3 WHEN 'in-review' THEN 4 WHEN 'approved' THEN 5 "
                           "WHEN 'sent' THEN 6"
                           " ELSE 7 END DESC, due_date, case_id" },
};

#define MAX_CONDITIONS 8

/* The filters of @query but words and feature, which are looked for here. */
static guint
list_conditions (const SlCaseQuery *query, Condition *conditions)
{
  guint n = 0;

  if (query->triage != NULL)
    conditions[n++] = (Condition){ "triage = ?", query->triage };
  if (query->stage != NULL)
    conditions[n++] = g_str_equal (query->stage, "open") ? (Condition){ "stage <> ?", "closed" }
                                                         : (Condition){ "stage = ?", query->stage };
  if (query->officer_id != NULL)
    conditions[n++] = (Condition){ "officer_id = ?", query->officer_id };
  if (query->authority_code != NULL)
    conditions[n++] = (Condition){ "authority_code = ?", query->authority_code };
  if (query->due_before != NULL)
    conditions[n++] = (Condition){ "due_date <= ?", query->due_before };
  if (query->rule_matched)
    conditions[n++] = (Condition){ "triage_rule <> ?", "" };
  return n;
}

/* @what, the filters, then @order; bound and ready to step. */
static SlStatement *
prepare_query (SlDatabase *database,
               const char *what,
               const SlCaseQuery *query,
               const char *order,
               GError **error)
{
  Condition conditions[MAX_CONDITIONS];
  guint n = list_conditions (query, conditions);
  g_autoptr (GString) text = g_string_new (what);
  SlStatement *statement;

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i == 0 ? " WHERE " : " AND ");
      g_string_append (text, conditions[i].condition);
    }
  g_string_append (text, order);
  statement = sl_database_prepare (database, text->str, error);
  for (guint i = 0; statement != NULL && i < n; i++)
    sl_statement_bind_text (statement, i, conditions[i].value);
  return statement;
}

/* All of @words occur in @text; both folded. */
static gboolean
has_words (const char *text, char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) == NULL)
      return FALSE;
  return TRUE;
}

/* The ids whose words match, as a set of their own texts; NULL with @error. */
static GHashTable *
find_by_words (SlDatabase *database, const char *words, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = sl_text_fold (words);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (SlStatement)
      statement = sl_database_prepare (database, "SELECT words, case_id FROM case_words", error);
  gboolean row;
  guint n_rows = 0;

  if (statement == NULL)
    return NULL;
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&found);
      if (++n_rows % CANCEL_INTERVAL == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (has_words (sl_statement_get_text (statement, 0), parts))
        g_hash_table_add (found, sl_statement_dup_text (statement, 1));
    }
  return NULL;
}

static gboolean
has_feature (const char *features, const char *feature)
{
  g_auto (GStrv) list = g_strsplit (features, " ", -1);

  return g_strv_contains ((const char *const *) list, feature);
}

void
sl_case_ids_clear (SlCaseIds *ids)
{
  g_clear_pointer (&ids->ids, g_free);
  ids->n_ids = 0;
}

/* Steps through @statement (id, and with a feature the features too) and keeps what passes. */
static gboolean
collect (SlStatement *statement,
         const SlCaseQuery *query,
         GHashTable *by_words,
         GCancellable *cancellable,
         GString *ids,
         GError **error)
{
  gboolean row;
  guint n_rows = 0;

  while (sl_statement_step (statement, &row, error))
    {
      const char *id;

      if (!row)
        return TRUE;
      if (++n_rows % CANCEL_INTERVAL == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      id = sl_statement_get_text (statement, 0);
      if ((by_words == NULL || g_hash_table_contains (by_words, id)) &&
          (query->feature == NULL ||
           has_feature (sl_statement_get_text (statement, 1), query->feature)) &&
          strlen (id) == ID_LENGTH)
        g_string_append_len (ids, id, ID_LENGTH);
    }
  return FALSE;
}

gboolean
sl_case_records_query (SlStore *store,
                       const SlCaseQuery *query,
                       GCancellable *cancellable,
                       SlCaseIds *ids,
                       GError **error)
{
  SlDatabase *database = sl_store_read (store);
  g_autoptr (GHashTable) by_words = NULL;
  g_autoptr (SlStatement) statement = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  if (query->words != NULL && *query->words != '\0')
    {
      by_words = find_by_words (database, query->words, cancellable, error);
      if (by_words == NULL)
        return FALSE;
    }
  statement = prepare_query (
      database,
      query->feature != NULL ? "SELECT case_id, features FROM planning_case"
                             : "SELECT case_id FROM planning_case",
      query, query->descending ? orders[query->sort].descending : orders[query->sort].ascending,
      error);
  if (statement == NULL || !collect (statement, query, by_words, cancellable, found, error))
    return FALSE;
  ids->n_ids = found->len / ID_LENGTH;
  ids->ids = g_string_free (g_steal_pointer (&found), FALSE);
  return TRUE;
}

/**
 * sl_case_records_count:
 * @store: an open store
 * @query: which
 * @error: return location
 *
 * Returns: how many cases match, -1 with %SL_STORE_ERROR
 */
gint64
sl_case_records_count (SlStore *store, const SlCaseQuery *query, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && query != NULL, -1);
  if ((query->words != NULL && *query->words != '\0') || query->feature != NULL)
    {
      SlCaseIds ids = { 0 };
      gint64 n;

      if (!sl_case_records_query (store, query, NULL, &ids, error))
        return -1;
      n = ids.n_ids;
      sl_case_ids_clear (&ids);
      return n;
    }
  statement = prepare_query (sl_store_read (store), "SELECT COUNT (*) FROM planning_case", query,
                             "", error);
  if (statement == NULL || !sl_statement_step (statement, &row, error))
    return -1;
  return sl_statement_get_int (statement, 0);
}
