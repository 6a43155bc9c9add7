/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sqlite/sl-fulltext.h"

#include "base/sl-share.h"
#include "base/sl-text.h"
#include "store/sl-store.h"
#include "store/sqlite/sl-fulltext-rank.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

/* index.db holds copies only: it may be deleted at any time and is made again by reading the kept
 * files. So it may use WAL with synchronous=NORMAL, and a damaged one is simply begun anew.
 *
 * Pages lie in a plain table and an external-content FTS5 table over it. The case is a column of
 * the index too, as one made-up word: FTS5 then intersects two sorted lists instead of looking up
 * each page. A row in "whole" says that no document is left to be read again since the file was
 * begun: the process that begins it may end before that is done. */

#define INDEX_VERSION 2

struct _SlFulltext
{
  char *path;
  gboolean read_only;

  GMutex write_lock;
  sqlite3 *writer;

  GMutex read_lock;
  sqlite3 *reader;
};

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS page_text ("
    "  page_id INTEGER PRIMARY KEY,"
    "  case_id TEXT NOT NULL,"
    "  document_id TEXT NOT NULL,"
    "  number INTEGER NOT NULL,"
    "  text TEXT NOT NULL,"
    "  UNIQUE (document_id, number));"
    "CREATE TABLE IF NOT EXISTS whole (at INTEGER PRIMARY KEY CHECK (at = 1));"
    "CREATE VIEW IF NOT EXISTS page_folded AS"
    "  SELECT page_id, case_word (case_id) AS case_word, fold (text) AS folded FROM page_text;"
    "CREATE VIRTUAL TABLE IF NOT EXISTS page_words USING fts5 (case_word, folded,"
    "  content='page_folded', content_rowid='page_id', detail=full,"
    "  tokenize='porter unicode61 remove_diacritics 2');";

static gboolean
fail (sqlite3 *db, GError **error)
{
  int code = sqlite3_errcode (db) & 0xff;

  g_set_error (error, SL_STORE_ERROR,
               code == SQLITE_FULL                               ? SL_STORE_ERROR_FULL
               : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? SL_STORE_ERROR_DAMAGED
                                                                 : SL_STORE_ERROR_FAILED,
               _ ("The word index could not be used: %s"), sqlite3_errmsg (db));
  return FALSE;
}

static gboolean
run (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (db, error);
}

/* A one-word stand-in for the case, made of letters and digits only so that it stays one token. */
static char *
make_case_word (const char *case_id)
{
  GString *word = g_string_new ("case");

  for (const char *p = case_id; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (word, *p);
  return g_string_free (word, FALSE);
}

/* The functions of the view page_folded. */
static void
fold_cb (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *text = (const char *) sqlite3_value_text (argv[0]);

  sqlite3_result_text (context, sl_text_fold (text != NULL ? text : ""), -1, g_free);
}

static void
case_word_cb (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *case_id = (const char *) sqlite3_value_text (argv[0]);

  sqlite3_result_text (context, make_case_word (case_id != NULL ? case_id : ""), -1, g_free);
}

static sqlite3 *
open_connection (const char *path, gboolean read_only, GError **error)
{
  sqlite3 *db = NULL;
  int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

  if (sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      fail (db, error);
      sqlite3_close (db);
      return NULL;
    }
  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, 5000);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  /* Innocuous: they may stand in a view although the file's structure is not trusted. */
  sqlite3_create_function (db, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                           NULL, fold_cb, NULL, NULL);
  sqlite3_create_function (db, "case_word", 1,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                           case_word_cb, NULL, NULL);
  if (sl_fulltext_rank_register (db))
    return db;
  fail (db, error);
  sqlite3_close (db);
  return NULL;
}

static int
read_version (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  int version = -1;

  if (sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return version;
}

/* Cheap signs of health; deeper damage shows itself as an error at use, and the index is then made
 * anew at the next start. */
static gboolean
looks_sound (sqlite3 *db)
{
  return read_version (db) == INDEX_VERSION &&
         sqlite3_exec (db, "SELECT page_id FROM page_text LIMIT 1", NULL, NULL, NULL) ==
             SQLITE_OK &&
         sqlite3_exec (db,
                       "SELECT rowid FROM page_words WHERE page_words MATCH 'sightline' LIMIT 1",
                       NULL, NULL, NULL) == SQLITE_OK;
}

static void
remove_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

static void
share_with_group (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  sl_share_settle_path (folder, path);
}

static gboolean
open_writer (SlFulltext *self, gboolean *made_anew, GError **error)
{
  gboolean existed = g_file_test (self->path, G_FILE_TEST_EXISTS);
  int version = INDEX_VERSION;
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", version);

  self->writer = open_connection (self->path, FALSE, existed ? NULL : error);
  if (existed && self->writer != NULL && looks_sound (self->writer))
    {
      *made_anew = FALSE;
      return run (self->writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", error);
    }

  g_clear_pointer (&self->writer, sqlite3_close);
  remove_files (self->path);
  *made_anew = TRUE;
  self->writer = open_connection (self->path, FALSE, error);
  /* What SQLite makes beside it takes its rights. */
  share_with_group (self->path);
  return self->writer != NULL &&
         run (self->writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", error) &&
         run (self->writer, schema, error) && run (self->writer, set_version, error);
}

/**
 * sl_fulltext_open:
 * @path: where index.db lies
 * @read_only: whether another process owns the folder
 * @made_anew: (out): whether the file was missing or damaged, so that documents must be read again
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the index, or %NULL with @error
 */
SlFulltext *
sl_fulltext_open (const char *path, gboolean read_only, gboolean *made_anew, GError **error)
{
  g_autoptr (SlFulltext) self = g_new0 (SlFulltext, 1);

  self->path = g_strdup (path);
  self->read_only = read_only;
  g_mutex_init (&self->write_lock);
  g_mutex_init (&self->read_lock);
  *made_anew = FALSE;

  if (!read_only && !open_writer (self, made_anew, error))
    return NULL;
  self->reader = open_connection (path, TRUE, error);
  if (self->reader == NULL)
    return NULL;
  if (read_only && !looks_sound (self->reader))
    {
      fail (self->reader, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * sl_fulltext_is_whole:
 * @self: an index
 *
 * Returns: whether sl_fulltext_mark_whole() was called since the file was begun
 */
gboolean
sl_fulltext_is_whole (SlFulltext *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);
  sqlite3_stmt *statement = NULL;
  gboolean whole = sqlite3_prepare_v2 (self->reader, "SELECT at FROM whole", -1, &statement,
                                       NULL) == SQLITE_OK &&
                   sqlite3_step (statement) == SQLITE_ROW;

  sqlite3_finalize (statement);
  return whole;
}

gboolean
sl_fulltext_mark_whole (SlFulltext *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->write_lock);

  if (self->writer == NULL)
    return TRUE;
  return run (self->writer, "INSERT INTO whole (at) VALUES (1) ON CONFLICT DO NOTHING", error);
}

void
sl_fulltext_free (SlFulltext *self)
{
  g_clear_pointer (&self->writer, sqlite3_close);
  g_clear_pointer (&self->reader, sqlite3_close);
  g_mutex_clear (&self->write_lock);
  g_mutex_clear (&self->read_lock);
  g_free (self->path);
  g_free (self);
}

void
sl_fulltext_hit_free (SlFulltextHit *hit)
{
  g_free (hit->case_id);
  g_free (hit->document_id);
  g_free (hit->text);
  g_free (hit->marked);
  g_free (hit);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    fail (db, error);
  return statement;
}

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

/* The words go from an external-content index only when told exactly what they were. */
static gboolean
remove_pages (sqlite3 *db, const char *document_id, GError **error)
{
  static const char *const steps[] = {
    "INSERT INTO page_words (page_words, rowid, case_word, folded)"
    " SELECT 'delete', page_id, case_word (case_id), fold (text) FROM page_text"
    " WHERE document_id = ?1",
    "DELETE FROM page_text WHERE document_id = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      sqlite3_stmt *statement = prepare (db, steps[i], error);
      int result;

      if (statement == NULL)
        return FALSE;
      bind_text (statement, 1, document_id);
      result = sqlite3_step (statement);
      sqlite3_finalize (statement);
      if (result != SQLITE_DONE)
        return fail (db, error);
    }
  return TRUE;
}

static gboolean
insert_pages (sqlite3 *db,
              const char *case_id,
              const char *document_id,
              const SlFulltextPage *pages,
              guint n_pages,
              GError **error)
{
  g_autofree char *case_word = make_case_word (case_id);
  sqlite3_stmt *page = prepare (db,
                                "INSERT INTO page_text (case_id, document_id, number, text)"
                                " VALUES (?1, ?2, ?3, ?4)",
                                error);
  sqlite3_stmt *words = page == NULL ? NULL
                                     : prepare (db,
                                                "INSERT INTO page_words (rowid, case_word, folded)"
                                                " VALUES (?1, ?2, ?3)",
                                                error);
  gboolean done = words != NULL;

  for (guint i = 0; done && i < n_pages; i++)
    {
      bind_text (page, 1, case_id);
      bind_text (page, 2, document_id);
      sqlite3_bind_int (page, 3, (int) pages[i].number);
      bind_text (page, 4, pages[i].text);
      if ((done = sqlite3_step (page) == SQLITE_DONE))
        {
          sqlite3_bind_int64 (words, 1, sqlite3_last_insert_rowid (db));
          bind_text (words, 2, case_word);
          sqlite3_bind_text (words, 3, sl_text_fold (pages[i].text), -1, g_free);
          done = sqlite3_step (words) == SQLITE_DONE;
        }
      if (!done)
        fail (db, error);
      sqlite3_reset (page);
      sqlite3_reset (words);
    }
  sqlite3_finalize (page);
  sqlite3_finalize (words);
  return done;
}

static gboolean
refuse_read_only (SlFulltext *self, GError **error)
{
  if (self->read_only)
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY,
                         _ ("The word index is open for reading only."));
  return self->read_only;
}

/**
 * sl_fulltext_replace:
 * @self: the index
 * @case_id: the case the document belongs to
 * @document_id: the document
 * @pages: (array length=n_pages): its pages
 * @n_pages: how many
 * @error: return location
 *
 * Puts the document's pages in place of any that were there, in one transaction.
 *
 * Returns: %FALSE with @error when nothing was changed
 */
gboolean
sl_fulltext_replace (SlFulltext *self,
                     const char *case_id,
                     const char *document_id,
                     const SlFulltextPage *pages,
                     guint n_pages,
                     GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->write_lock);

  if (refuse_read_only (self, error) || !run (self->writer, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (remove_pages (self->writer, document_id, error) &&
      insert_pages (self->writer, case_id, document_id, pages, n_pages, error) &&
      run (self->writer, "COMMIT", error))
    return TRUE;
  sqlite3_exec (self->writer, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
sl_fulltext_remove (SlFulltext *self, const char *document_id, GError **error)
{
  return sl_fulltext_replace (self, "", document_id, NULL, 0, error);
}

gboolean
sl_fulltext_has (SlFulltext *self, const char *document_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);
  sqlite3_stmt *statement = prepare (
      self->reader, "SELECT 1 FROM page_text WHERE document_id = ?1 LIMIT 1", NULL);
  gboolean found = FALSE;

  if (statement != NULL)
    {
      bind_text (statement, 1, document_id);
      found = sqlite3_step (statement) == SQLITE_ROW;
    }
  sqlite3_finalize (statement);
  return found;
}

/**
 * sl_fulltext_dup_text:
 *
 * Returns: (transfer full): the page's text as it was, "" when the index does not hold it
 */
char *
sl_fulltext_dup_text (SlFulltext *self, const char *document_id, guint number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);
  sqlite3_stmt *statement = prepare (
      self->reader, "SELECT text FROM page_text WHERE document_id = ?1 AND number = ?2", NULL);
  char *text = NULL;

  if (statement != NULL)
    {
      bind_text (statement, 1, document_id);
      sqlite3_bind_int (statement, 2, (int) number);
      if (sqlite3_step (statement) == SQLITE_ROW)
        text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    }
  sqlite3_finalize (statement);
  return text != NULL ? text : g_strdup ("");
}

/* The words asked for, within the case when one is given. */
static char *
make_match (const char *case_id, const char *match)
{
  g_autofree char *word = NULL;

  if (case_id == NULL)
    return g_strdup_printf ("folded : (%s)", match);
  word = make_case_word (case_id);
  return g_strdup_printf ("(case_word : \"%s\") AND (folded : (%s))", word, match);
}

/**
 * sl_fulltext_search:
 * @self: the index
 * @case_id: (nullable): only this case
 * @document_id: (nullable): only this document
 * @match: an FTS5 expression
 * @ranked: best first; otherwise in the order of the index, which is much quicker for very common
 * words
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlFulltextHit): the pages, or %NULL with @error
 */
GPtrArray *
sl_fulltext_search (SlFulltext *self,
                    const char *case_id,
                    const char *document_id,
                    const char *match,
                    gboolean ranked,
                    guint limit,
                    GError **error)
{
  static const char *const queries[] = {
    "SELECT p.case_id, p.document_id, p.number, p.text,"
    " highlight (page_words, 1, char(2), char(3)), 0.0"
    " FROM page_words JOIN page_text p ON p.page_id = page_words.rowid"
    " WHERE page_words MATCH ?1 AND (?2 IS NULL OR p.document_id = ?2) LIMIT ?3",
    "SELECT p.case_id, p.document_id, p.number, p.text,"
    " highlight (page_words, 1, char(2), char(3)), rank"
    " FROM page_words JOIN page_text p ON p.page_id = page_words.rowid"
    " WHERE page_words MATCH ?1 AND rank MATCH '" SL_FULLTEXT_RANK "'"
    " AND (?2 IS NULL OR p.document_id = ?2) ORDER BY rank LIMIT ?3",
  };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);
  g_autoptr (GPtrArray)
      hits = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_fulltext_hit_free);
  g_autofree char *whole = make_match (case_id, match);
  sqlite3_stmt *statement = prepare (self->reader, queries[ranked ? 1 : 0], error);
  int result;

  if (statement == NULL)
    return NULL;
  bind_text (statement, 1, whole);
  bind_text (statement, 2, document_id);
  sqlite3_bind_int (statement, 3, (int) limit);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      SlFulltextHit *hit = g_new0 (SlFulltextHit, 1);

      hit->case_id = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      hit->document_id = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      hit->number = (guint) sqlite3_column_int (statement, 2);
      hit->text = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      hit->marked = g_strdup ((const char *) sqlite3_column_text (statement, 4));
      hit->rank = sqlite3_column_double (statement, 5);
      g_ptr_array_add (hits, hit);
    }
  if (result != SQLITE_DONE)
    fail (self->reader, error);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE ? g_steal_pointer (&hits) : NULL;
}

/* The case a document is filed under, so that looking into one document need not wade through the
 * rest. */
static char *
find_case (sqlite3 *db, const char *document_id)
{
  sqlite3_stmt *statement = prepare (
      db, "SELECT case_id FROM page_text WHERE document_id = ?1 LIMIT 1", NULL);
  char *case_id = NULL;

  if (statement != NULL)
    {
      bind_text (statement, 1, document_id);
      if (sqlite3_step (statement) == SQLITE_ROW)
        case_id = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    }
  sqlite3_finalize (statement);
  return case_id;
}

/**
 * sl_fulltext_find_pages:
 *
 * Returns: (transfer full) (element-type guint): the numbers of the document's pages that match,
 * ascending
 */
GArray *
sl_fulltext_find_pages (SlFulltext *self,
                        const char *document_id,
                        const char *match,
                        GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *case_id = find_case (self->reader, document_id);
  g_autofree char *whole = make_match (case_id, match);
  sqlite3_stmt *statement = prepare (
      self->reader,
      "SELECT p.number FROM page_words JOIN page_text p ON p.page_id = page_words.rowid"
      " WHERE page_words MATCH ?1 AND p.document_id = ?2 ORDER BY p.number",
      error);
  int result;

  if (statement == NULL)
    return NULL;
  bind_text (statement, 1, whole);
  bind_text (statement, 2, document_id);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      guint number = (guint) sqlite3_column_int (statement, 0);
      g_array_append_val (pages, number);
    }
  if (result != SQLITE_DONE)
    fail (self->reader, error);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE ? g_steal_pointer (&pages) : NULL;
}
