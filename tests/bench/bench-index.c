/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-index.h"
#include "sl-test.h"
#include "store/sqlite/sl-fulltext.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

/* Indexing against the bare FTS5 loop, and searching: one figure a line. The pages are made words
 * with the frequencies of a real language (Zipf), in 50 cases of 2,000 pages. */

#define WORDS_ON_A_PAGE 180
#define PAGES_IN_A_DOCUMENT 50
#define DOCUMENTS_IN_A_CASE 40

static guint n_pages = 100000;
static GRand *random_source;
static char *vocabulary[8000];

static void
make_vocabulary (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vocabulary); i++)
    {
      GString *word = g_string_new (NULL);

      for (int letters = g_rand_int_range (random_source, 3, 10); letters > 0; letters--)
        g_string_append_c (word, (char) g_rand_int_range (random_source, 'a', 'z' + 1));
      vocabulary[i] = g_string_free (word, FALSE);
    }
}

static char *
make_page (void)
{
  GString *page = g_string_sized_new (WORDS_ON_A_PAGE * 7);

  for (guint i = 0; i < WORDS_ON_A_PAGE; i++)
    {
      double rank = pow ((double) G_N_ELEMENTS (vocabulary), g_rand_double (random_source)) - 1;

      g_string_append (page, vocabulary[(guint) rank]);
      g_string_append_c (page, i % 12 == 11 ? '\n' : ' ');
    }
  return g_string_free (page, FALSE);
}

static double
time_bare (const char *folder, GPtrArray *pages)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;
  gint64 start = g_get_monotonic_time ();

  sqlite3_open (path, &db);
  sqlite3_exec (db,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize='porter unicode61');",
                NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO words (text) VALUES (?1)", -1, &insert, NULL);
  for (guint i = 0; i < pages->len; i++)
    {
      if (i % PAGES_IN_A_DOCUMENT == 0)
        sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
      sqlite3_bind_text (insert, 1, g_ptr_array_index (pages, i), -1, SQLITE_STATIC);
      sqlite3_step (insert);
      sqlite3_reset (insert);
      if (i % PAGES_IN_A_DOCUMENT == PAGES_IN_A_DOCUMENT - 1)
        sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
    }
  sqlite3_finalize (insert);
  sqlite3_close (db);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static char *
name_case (guint page)
{
  return g_strdup_printf ("0190a000-0000-7000-8000-%012u",
                          page / (PAGES_IN_A_DOCUMENT * DOCUMENTS_IN_A_CASE));
}

/* As sl_index_add() does it, from the text on. */
static double
time_ours (const char *folder, GPtrArray *pages)
{
  g_autofree char *path = g_build_filename (folder, "index.db", NULL);
  gboolean anew;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (SlFulltext) index = sl_fulltext_open (path, FALSE, &anew, NULL);
  SlFulltextPage batch[PAGES_IN_A_DOCUMENT];

  for (guint i = 0; i < pages->len; i += PAGES_IN_A_DOCUMENT)
    {
      g_autofree char *case_id = name_case (i);
      g_autofree char *document_id = g_strdup_printf ("document-%u", i / PAGES_IN_A_DOCUMENT);
      guint n = MIN (PAGES_IN_A_DOCUMENT, pages->len - i);

      for (guint j = 0; j < n; j++)
        {
          const char *text = g_ptr_array_index (pages, i + j);
          batch[j] = (SlFulltextPage){ j + 1, text };
        }
      g_assert_true (sl_fulltext_replace (index, case_id, document_id, batch, n, NULL));
    }
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

/* The 95th percentile of 200 two-word searches, in milliseconds. */
static double
time_searches (SlIndex *index, gboolean one_case)
{
  double times[200];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      guint first = 20 + (guint) g_rand_int_range (random_source, 0, 2000);
      g_autofree char *words = g_strdup_printf (
          "%s %s", vocabulary[first], vocabulary[g_rand_int_range (random_source, 5, 400)]);
      g_autofree char *case_id = one_case ? name_case ((guint) g_rand_int_range (random_source, 0,
                                                                                 (gint32) n_pages))
                                          : NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) hits = sl_index_search (index, case_id, words, 50, NULL);

      g_assert_nonnull (hits);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  qsort (times, G_N_ELEMENTS (times), sizeof times[0], compare_times);
  return times[190];
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlIndex) index = NULL;
  double bare, ours;

  if (argc > 1)
    n_pages = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  random_source = g_rand_new_with_seed (2147);
  make_vocabulary ();
  for (guint i = 0; i < n_pages; i++)
    g_ptr_array_add (pages, make_page ());

  bare = time_bare (folder, pages);
  ours = time_ours (folder, pages);
  g_print ("index %u pages: %.2f s\n", n_pages, ours);
  g_print ("bare FTS5 loop over the same: %.2f s\n", bare);
  g_print ("ratio to the bare loop (budget 1.50): %.2f\n", ours / bare);

  index = sl_index_open (folder, FALSE, NULL);
  g_assert_false (sl_index_was_rebuilt (index));
  g_print ("search one case of 2,000 pages, p95 (budget 5 ms): %.2f ms\n",
           time_searches (index, TRUE));
  g_print ("search the whole archive, p95 (budget 50 ms): %.2f ms\n", time_searches (index, FALSE));
  return 0;
}
