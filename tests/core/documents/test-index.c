/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-index.h"
#include "documents/sl-worker-pool.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* The index over words that the real worker read from plain text. */

typedef struct
{
  char *folder;
  SlWorkerPool *pool;
  SlIndex *index;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = sl_test_make_folder ();
  fixture->pool = sl_worker_pool_new (NULL);
  fixture->index = sl_index_open (fixture->folder, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (sl_index_was_rebuilt (fixture->index));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->index);
  g_clear_object (&fixture->pool);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
add (Fixture *fixture, const char *case_id, const char *document_id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (bytes, "note.txt", &error);
  g_autoptr (SlExtraction) extraction = NULL;

  g_assert_no_error (error);
  extraction = sl_worker_pool_extract (fixture->pool, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_extraction_get_n_pages (extraction), >, 0);
  sl_index_add (fixture->index, case_id, document_id, extraction, &error);
  g_assert_no_error (error);
}

static GPtrArray *
search (Fixture *fixture, const char *case_id, const char *words)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = sl_index_search (fixture->index, case_id, words, 20, &error);

  g_assert_no_error (error);
  g_assert_nonnull (hits);
  return hits;
}

static guint
count (Fixture *fixture, const char *case_id, const char *words)
{
  g_autoptr (GPtrArray) hits = search (fixture, case_id, words);

  return hits->len;
}

#define FENCE                                                                                      \
  "Rear fences are 1.8 m throughout, of close\xe2\x80\x91"                                         \
  "boarded timber. Anti\xc2\xad-social "                                                           \
  "behaviour is rare. The \xef\xac\x81rst gate has a bolt on the in-\nside."

static void
test_finds (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint found;
  } asked[] = {
    { "fence", 1 }, /* as the root of "fences" */
    { "rear fences", 1 },
    { "fences lamp", 0 },
    { "\"rear fences\"", 1 },
    { "\"fences rear\"", 0 },
    { "anti-social", 1 },   /* a soft hyphen stands in it */
    { "close-boarded", 1 }, /* a non-breaking one */
    { "through-out", 1 },   /* the document writes it as one word */
    { "\"through-out\"", 0 },
    { "-through-out fence", 0 },
    { "first", 1 },  /* a ligature */
    { "inside", 1 }, /* parted over a line end */
    { "FENCES", 1 },
    { "fenc*", 1 },
    { "fence -timber", 0 },
    { "fence -brick", 1 },
    { "-timber", 1 }, /* nothing but an exclusion is searched as a word */
    { "", 0 },
    { "\"", 0 },
    { "AND OR NOT ( : ^", 0 },
    { "folded:fence", 0 },
    { "fence\"; DROP TABLE page_text; --", 0 },
  };

  add (fixture, "0190a000-0000-7000-8000-000000000001", "doc-1", FENCE);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_test_message ("%s", asked[i].words);
      g_assert_cmpuint (count (fixture, NULL, asked[i].words), ==, asked[i].found);
      g_assert_cmpuint (count (fixture, "0190a000-0000-7000-8000-000000000001", asked[i].words), ==,
                        asked[i].found);
    }
}

static void
test_case_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GArray) pages = NULL;

  add (fixture, "0190a000-0000-7000-8000-000000000001", "doc-1",
       "A trellis stands above the wall.");
  add (fixture, "0190a000-0000-7000-8000-000000000002", "doc-2", "No trellis is drawn.");
  g_assert_cmpuint (count (fixture, NULL, "trellis"), ==, 2);
  hits = search (fixture, "0190a000-0000-7000-8000-000000000002", "trellis");
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((SlHit *) hits->pdata[0])->document_id, ==, "doc-2");
  pages = sl_index_find_pages (fixture->index, "doc-1", "trellis", NULL);
  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_cmpuint (g_array_index (pages, guint, 0), ==, 1);
}

/* The first document found, and that @n were. */
static void
assert_first (Fixture *fixture, const char *case_id, const char *words, const char *first, guint n)
{
  g_autoptr (GPtrArray) hits = search (fixture, case_id, words);

  g_assert_cmpuint (hits->len, ==, n);
  g_assert_cmpstr (((SlHit *) g_ptr_array_index (hits, 0))->document_id, ==, first);
}

static void
test_best_first (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[][2] = {
    { "gates", "gate gate bollard wall path road" },
    { "bollards", "gate bollard bollard wall path road" },
    { "one-gate", "gate hedge wall path road fence" },
    { "long", "hedge wall path road fence door lamp bolt lane green brick tree pond kerb" },
    { "short", "hedge wall bolt" },
    { "filler-1", "hedge wall path road fence" },
    { "filler-2", "hedge wall path road fence" },
    { "filler-3", "hedge wall path road fence" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    add (fixture, "case-1", pages[i][0], pages[i][1]);
  for (int archive = 0; archive < 2; archive++)
    {
      const char *where = archive ? NULL : "case-1";

      assert_first (fixture, where, "gate", "gates", 3);
      assert_first (fixture, where, "gate bollard", "bollards", 2);
      assert_first (fixture, where, "bolt", "short", 2);
    }
}

static void
test_excerpt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  SlHit *hit;
  guint start, end;
  g_autofree char *word = NULL;

  add (fixture, "c1", "doc-1", FENCE);
  hits = search (fixture, NULL, "first");
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpuint (hit->ranges->len, ==, 2);
  start = g_array_index (hit->ranges, guint, 0);
  end = g_array_index (hit->ranges, guint, 1);
  word = g_strndup (hit->excerpt + start, end - start);
  /* As it was on the page, ligature and all. */
  g_assert_cmpstr (word, ==, "\xef\xac\x81rst");
  g_assert_true (g_utf8_validate (hit->excerpt, -1, NULL));
}

static void
test_excerpt_ranges (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  SlHit *hit;
  static const char *const expected[] = { "gates", "fences" };

  add (fixture, "c1", "doc-1", "  Rear \n\n gates   and\tfences\nstand here.");
  hits = search (fixture, NULL, "gate fence");
  hit = hits->pdata[0];
  g_assert_cmpuint (hit->ranges->len, ==, 4);
  for (guint i = 0; i < 2; i++)
    {
      guint start = g_array_index (hit->ranges, guint, 2 * i);
      guint end = g_array_index (hit->ranges, guint, 2 * i + 1);
      g_autofree char *word = g_strndup (hit->excerpt + start, end - start);

      g_assert_cmpstr (word, ==, expected[i]);
    }
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  add (fixture, "c1", "doc-1", "bollards");
  add (fixture, "c1", "doc-1", "columns");
  g_assert_cmpuint (count (fixture, NULL, "bollards"), ==, 0);
  g_assert_cmpuint (count (fixture, NULL, "columns"), ==, 1);
  text = sl_index_dup_page_text (fixture->index, "doc-1", 1);
  g_assert_nonnull (strstr (text, "columns"));
  g_assert_true (sl_index_remove (fixture->index, "doc-1", &error));
  g_assert_no_error (error);
  g_assert_false (sl_index_has (fixture->index, "doc-1"));
  g_assert_cmpuint (count (fixture, NULL, "columns"), ==, 0);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "index.db", NULL);
  g_autofree char *wal = g_build_filename (fixture->folder, "index.db-wal", NULL);
  g_autoptr (GError) error = NULL;

  add (fixture, "c1", "doc-1", "columns");
  g_clear_object (&fixture->index);
  fixture->index = sl_index_open (fixture->folder, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (sl_index_was_rebuilt (fixture->index));
  g_assert_cmpuint (count (fixture, NULL, "columns"), ==, 1);
  g_clear_object (&fixture->index);

  g_unlink (wal);
  g_assert_true (g_file_set_contents (path, "this is no database at all", -1, NULL));
  fixture->index = sl_index_open (fixture->folder, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (sl_index_was_rebuilt (fixture->index));
  g_assert_cmpuint (count (fixture, NULL, "columns"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/documents/index/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("words-phrases-and-exclusions-are-found", test_finds);
  ADD ("one-case-is-searched-alone", test_case_alone);
  ADD ("rarer-and-oftener-come-first", test_best_first);
  ADD ("an-excerpt-holds-the-words-as-they-were", test_excerpt);
  ADD ("matches-are-marked-where-spaces-were-squeezed", test_excerpt_ranges);
  ADD ("a-document-indexed-again-replaces-itself", test_again);
  ADD ("a-damaged-index-is-begun-anew", test_damaged);
  return g_test_run ();
}
