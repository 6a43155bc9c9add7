/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sqlite/sl-fulltext-rank.h"

#include <math.h>

/* Which page comes first: Okapi BM25 over the words of the page, as FTS5's own bm25() has it, but
 * for two things. The made-up word of the case is left out. And pages that hold a word are counted
 * up to a thousand only: FTS5 counts them in the whole archive for each query, which in an archive
 * of 100,000 pages takes longer than looking through a case, and past a thousand a word is common
 * enough. */

/* The column "folded" of page_words. */
#define WORDS 1
#define COUNTED_MAX 1000
/* Robertson's usual values, FTS5's too. */
#define K1 1.2
#define B 0.75
/* Of a word that is on most pages. */
#define LEAST_WEIGHT 1e-6

/* What is the same for all pages of a query. */
typedef struct
{
  int n_phrases;
  double mean_length; /* of a page, in words */
  double *weights;    /* by phrase: the rarer, the greater */
  double *held;       /* by phrase: how often the page in hand holds it */
} Query;

static void
query_free (void *data)
{
  Query *query = data;

  g_free (query->weights);
  g_free (query->held);
  g_free (query);
}

static int
count_cb (const Fts5ExtensionApi *api, Fts5Context *context, void *data)
{
  gint64 *count = data;

  return ++*count >= COUNTED_MAX ? SQLITE_DONE : SQLITE_OK;
}

/* Made at the query's first page and kept by FTS5 until its last. */
static int
get_query (const Fts5ExtensionApi *api, Fts5Context *context, Query **query)
{
  sqlite3_int64 rows = 0, words = 0;
  int result;

  *query = api->xGetAuxdata (context, 0);
  if (*query != NULL)
    return SQLITE_OK;
  *query = g_new0 (Query, 1);
  (*query)->n_phrases = api->xPhraseCount (context);
  (*query)->weights = g_new0 (double, (*query)->n_phrases);
  (*query)->held = g_new0 (double, (*query)->n_phrases);
  result = api->xRowCount (context, &rows);
  if (result == SQLITE_OK)
    result = api->xColumnTotalSize (context, WORDS, &words);
  (*query)->mean_length = rows > 0 ? MAX ((double) words / rows, 1) : 1;
  for (int i = 0; result == SQLITE_OK && i < (*query)->n_phrases; i++)
    {
      gint64 count = 0;

      result = api->xQueryPhrase (context, i, &count, count_cb);
      (*query)->weights[i] = MAX (log ((rows - count + 0.5) / (count + 0.5)), LEAST_WEIGHT);
    }
  if (result != SQLITE_OK)
    {
      query_free (*query);
      return result;
    }
  return api->xSetAuxdata (context, *query, query_free);
}

static int
rank_page (const Fts5ExtensionApi *api, Fts5Context *context, double *rank)
{
  Query *query;
  int length = 0, n_places = 0;
  int result = get_query (api, context, &query);

  *rank = 0;
  if (result == SQLITE_OK)
    result = api->xColumnSize (context, WORDS, &length);
  if (result == SQLITE_OK)
    result = api->xInstCount (context, &n_places);
  if (result != SQLITE_OK)
    return result;
  for (int i = 0; i < query->n_phrases; i++)
    query->held[i] = 0;
  for (int i = 0; i < n_places; i++)
    {
      int phrase, column, place;

      result = api->xInst (context, i, &phrase, &column, &place);
      if (result != SQLITE_OK)
        return result;
      query->held[phrase] += column == WORDS ? 1 : 0;
    }
  for (int i = 0; i < query->n_phrases; i++)
    *rank -= query->weights[i] * query->held[i] * (K1 + 1) /
             (query->held[i] + K1 * (1 - B + B * length / query->mean_length));
  return SQLITE_OK;
}

static void
rank_cb (const Fts5ExtensionApi *api,
         Fts5Context *context,
         sqlite3_context *answer,
         int n_values,
         sqlite3_value **values)
{
  double rank;
  int result = rank_page (api, context, &rank);

  if (result == SQLITE_OK)
    sqlite3_result_double (answer, rank);
  else
    sqlite3_result_error_code (answer, result);
}

/**
 * sl_fulltext_rank_register:
 * @db: a connection
 *
 * Makes %SL_FULLTEXT_RANK known to it. The way to FTS5's interface is that of its manual, section
 * 7, "Extending FTS5".
 *
 * Returns: %FALSE when it cannot be, with the connection's error set
 */
gboolean
sl_fulltext_rank_register (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  fts5_api *fts = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &fts, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return fts != NULL && fts->xCreateFunction (fts, "page_rank", NULL, rank_cb, NULL) == SQLITE_OK;
}
