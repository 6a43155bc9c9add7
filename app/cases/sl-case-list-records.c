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

#define BY_DUE " ORDER BY due_date, case_id"
/* Without features, which stand in the wide rows, and with them; then the value of the pile. */
#define SELECT(column)                                                                             \
  {                                                                                                \
    "SELECT case_id, '', " column " FROM planning_case",                                           \
        "SELECT case_id, features, " column " FROM planning_case"                                  \
  }

/* Ascending and descending, each ending with the key so that the order is whole. A list sorted by a
 * column of few values is read by due date, which an index gives, and dealt onto a pile for each
 * value: a third of the time that sorting takes, and within a value the next due comes first either
 * way. */
static const struct
{
  const char *select[2];
  const char *ascending, *descending;
} orders[] = {
  [SL_CASE_SORT_DUE] = { SELECT ("''"), BY_DUE, " ORDER BY due_date DESC, case_id DESC" },
  [SL_CASE_SORT_REFERENCE] = { SELECT ("''"), " ORDER BY reference_folded, case_id",
                               " ORDER BY reference_folded DESC, case_id DESC" },
  [SL_CASE_SORT_AUTHORITY] = { SELECT ("authority_name"), BY_DUE, BY_DUE },
  [SL_CASE_SORT_PROPOSAL] = { SELECT ("''"), " ORDER BY proposal_key, case_id",
                              " ORDER BY proposal_key DESC, case_id DESC" },
  [SL_CASE_SORT_DWELLINGS] = { SELECT ("''"), " ORDER BY dwellings NULLS FIRST, case_id",
                               " ORDER BY dwellings DESC NULLS LAST, case_id DESC" },
  [SL_CASE_SORT_FLOORSPACE] = { SELECT ("''"), " ORDER BY floorspace_m2 NULLS FIRST, case_id",
                                " ORDER BY floorspace_m2 DESC NULLS LAST, case_id DESC" },
  [SL_CASE_SORT_REASON] = { SELECT ("triage_rule"), BY_DUE, BY_DUE },
  [SL_CASE_SORT_STAGE] = { SELECT ("stage"), BY_DUE, BY_DUE },
};

/* The ids of the rows that have the same value in the pile column. */
typedef struct
{
  char *value;
  GString *ids;
} Pile;

#define MAX_CONDITIONS 8

/* The filters of @query but words and feature, which are looked for here. */
static guint
list_conditions (const SlCaseQuery *query, Condition *conditions)
{
  guint n = 0;

  if (query->triage != NULL)
    conditions[n++] = (Condition){ "triage = ?", query->triage };
  if (query->kind != NULL)
    conditions[n++] = (Condition){ "kind = ?", query->kind };
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

static void
pile_free (Pile *pile)
{
  g_free (pile->value);
  g_string_free (pile->ids, TRUE);
  g_free (pile);
}

/* The pile of @value, made when it is the first of it. */
static Pile *
find_pile (GHashTable *piles, const char *value)
{
  Pile *pile = g_hash_table_lookup (piles, value);

  if (pile != NULL)
    return pile;
  pile = g_new (Pile, 1);
  *pile = (Pile){ g_strdup (value), g_string_new (NULL) };
  g_hash_table_insert (piles, pile->value, pile);
  return pile;
}

static int
stage_rank (const char *stage)
{
  int rank = 0;

  while (sl_case_stages[rank] != NULL && !g_str_equal (sl_case_stages[rank], stage))
    rank++;
  return rank;
}

static int
compare_piles (gconstpointer a, gconstpointer b, gpointer data)
{
  const SlCaseQuery *query = data;
  const Pile *first = a, *second = b;
  int order = query->sort == SL_CASE_SORT_STAGE
                  ? stage_rank (first->value) - stage_rank (second->value)
                  : strcmp (first->value, second->value);

  return query->descending ? -order : order;
}

/* Steps through @statement (id, features or nothing, value of the pile column or nothing) and deals
 * what passes onto @piles. */
static gboolean
collect (SlStatement *statement,
         const SlCaseQuery *query,
         GHashTable *by_words,
         GCancellable *cancellable,
         GHashTable *piles,
         GError **error)
{
  Pile *pile = NULL;
  gboolean row;
  guint n_rows = 0;

  while (sl_statement_step (statement, &row, error))
    {
      const char *id, *value;

      if (!row)
        return TRUE;
      if (++n_rows % CANCEL_INTERVAL == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      id = sl_statement_get_text (statement, 0);
      if ((by_words != NULL && !g_hash_table_contains (by_words, id)) ||
          (query->feature != NULL &&
           !has_feature (sl_statement_get_text (statement, 1), query->feature)) ||
          strlen (id) != ID_LENGTH)
        continue;
      value = sl_statement_get_text (statement, 2);
      /* Neighbours are often alike. */
      if (pile == NULL || !g_str_equal (pile->value, value))
        pile = find_pile (piles, value);
      g_string_append_len (pile->ids, id, ID_LENGTH);
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
  g_autoptr (GHashTable)
      piles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) pile_free);
  g_autoptr (GList) sorted = NULL;
  g_autoptr (GHashTable) by_words = NULL;
  g_autoptr (SlStatement) statement = NULL;
  GString *all;

  if (query->words != NULL && *query->words != '\0')
    {
      by_words = find_by_words (database, query->words, cancellable, error);
      if (by_words == NULL)
        return FALSE;
    }
  statement = prepare_query (
      database, orders[query->sort].select[query->feature != NULL ? 1 : 0], query,
      query->descending ? orders[query->sort].descending : orders[query->sort].ascending, error);
  if (statement == NULL || !collect (statement, query, by_words, cancellable, piles, error))
    return FALSE;
  sorted = g_list_sort_with_data (g_hash_table_get_values (piles), compare_piles, (gpointer) query);
  all = g_string_new (NULL);
  for (GList *link = sorted; link != NULL; link = link->next)
    {
      const Pile *pile = link->data;
      g_string_append_len (all, pile->ids->str, pile->ids->len);
    }
  ids->n_ids = all->len / ID_LENGTH;
  ids->ids = g_string_free (all, FALSE);
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
