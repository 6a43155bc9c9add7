/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-document-records.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "documents/sl-document-private.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of "stored_file", "document" and "page". Past 600 lines because a document, its
 * pages and its kept file come and go in one transaction. */

#define COLUMNS                                                                                    \
  "document_id, case_id, sha256, parent_id, file_name, title, kind, kind_source, declared_type,"   \
  " drawing_number, revision, superseded, document_date, state, reason, warnings, media_type, "    \
  "size,"                                                                                          \
  " page_count, readable_pages, sandbox_level, source_path, imported_at, reason_code"

static SlDocument *
read_document (SlStatement *row)
{
  SlDocumentRow values = {
    .superseded = sl_statement_get_int (row, 11) != 0,
    .size = sl_statement_get_int (row, 17),
    .page_count = (guint) sl_statement_get_int (row, 18),
    .readable_pages = (guint) sl_statement_get_int (row, 19),
  };

  sl_statement_dup_texts (row, 0, &values.id, &values.case_id, &values.sha256, &values.parent_id,
                          &values.file_name, &values.title, &values.kind, &values.kind_source,
                          &values.declared_type, &values.drawing_number, &values.revision, NULL);
  sl_statement_dup_texts (row, 12, &values.document_date, &values.state, &values.reason,
                          &values.warnings, &values.media_type, NULL);
  sl_statement_dup_texts (row, 20, &values.sandbox_level, &values.source_path, &values.imported_at,
                          &values.reason_code, NULL);
  return sl_document_new_take (&values);
}

/**
 * sl_document_records_list:
 * @store: the store
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full): the case's documents as #SlDocument, by title, or %NULL with @error
 */
GListModel *
sl_document_records_list (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (SL_TYPE_DOCUMENT);
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  rows = sl_database_prepare (
      sl_store_read (store),
      "SELECT " COLUMNS " FROM document WHERE case_id = ? ORDER BY title, document_id", error);
  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", case_id);
  while (sl_statement_step (rows, &row, error))
    {
      g_autoptr (SlDocument) document = NULL;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&list));
      document = read_document (rows);
      g_list_store_append (list, document);
    }
  return NULL;
}

/**
 * sl_document_records_list_all:
 *
 * Returns: (transfer full) (element-type SlDocument): the documents of all cases, or %NULL with
 * @error
 */
GPtrArray *
sl_document_records_list_all (SlStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  rows = sl_database_prepare (sl_store_read (store),
                              "SELECT " COLUMNS " FROM document ORDER BY document_id", error);
  while (rows != NULL && sl_statement_step (rows, &row, error))
    {
      if (!row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_document (rows));
    }
  return NULL;
}

/**
 * sl_document_records_load:
 *
 * Returns: (transfer full): the document, or %NULL with @error (%SL_STORE_ERROR_NOT_FOUND)
 */
SlDocument *
sl_document_records_load (SlStore *store, const char *document_id, GError **error)
{
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  rows = sl_database_prepare (sl_store_read (store),
                              "SELECT " COLUMNS " FROM document WHERE document_id = ?", error);
  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", document_id);
  if (!sl_statement_step (rows, &row, error))
    return NULL;
  if (row)
    return read_document (rows);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND, _ ("There is no document %s."),
               document_id);
  return NULL;
}

static gboolean
equals_folded (const char *a, const char *folded)
{
  g_autofree char *b = sl_text_fold (a);

  return g_str_equal (b, folded);
}

static gboolean
is_called (SlDocument *document, const char *text, const char *folded)
{
  static const char *const names[] = { "title", "file-name", "drawing-number" };
  g_autofree char *with_revision = g_strdup_printf ("%s %s",
                                                    sl_document_get (document, "drawing-number"),
                                                    sl_document_get (document, "revision"));

  if (g_str_equal (sl_document_get_id (document), text) || equals_folded (with_revision, folded))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (*sl_document_get (document, names[i]) != '\0' &&
        equals_folded (sl_document_get (document, names[i]), folded))
      return TRUE;
  return FALSE;
}

/**
 * sl_document_records_find:
 * @store: the store
 * @case_id: a case
 * @text: an id, drawing number (with or without the revision), title or file name; case does not
 * matter
 * @error: return location
 *
 * Among several revisions the one in force is meant.
 *
 * Returns: (transfer full): the document; %NULL with %SL_STORE_ERROR_NOT_FOUND or, when several are
 *   called so, %SL_STORE_ERROR_CONFLICT
 */
SlDocument *
sl_document_records_find (SlStore *store, const char *case_id, const char *text, GError **error)
{
  g_autoptr (GListModel) list = sl_document_records_list (store, case_id, error);
  g_autofree char *folded = sl_text_fold (text);
  g_autoptr (SlDocument) found = NULL;

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (list, i);

      if (!is_called (document, text, folded))
        continue;
      if (found == NULL ||
          (sl_document_get_superseded (found) && !sl_document_get_superseded (document)))
        g_set_object (&found, document);
      else if (!sl_document_get_superseded (document))
        {
          g_set_error (
              error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
              _ ("Several documents are called “%s”. Name one by its drawing number or id."), text);
          return NULL;
        }
    }
  if (found == NULL)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("The case has no document called “%s”."), text);
  return g_steal_pointer (&found);
}

/**
 * sl_document_records_list_pages:
 *
 * Returns: (transfer full) (element-type SlPageInfo): the document's pages in order, or %NULL with
 * @error
 */
GArray *
sl_document_records_list_pages (SlStore *store, const char *document_id, GError **error)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, TRUE, sizeof (SlPageInfo));
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  rows = sl_database_prepare (sl_store_read (store),
                              "SELECT number, width, height, rotation, characters, readable"
                              " FROM page WHERE document_id = ? ORDER BY number",
                              error);
  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", document_id);
  while (sl_statement_step (rows, &row, error))
    {
      SlPageInfo page = { 0 };

      if (!row)
        return g_steal_pointer (&pages);
      page.number = (guint) sl_statement_get_int (rows, 0);
      page.width = sl_statement_get_double_or (rows, 1, 0);
      page.height = sl_statement_get_double_or (rows, 2, 0);
      page.rotation = (int) sl_statement_get_int (rows, 3);
      page.characters = (guint) sl_statement_get_int (rows, 4);
      page.readable = sl_statement_get_int (rows, 5) != 0;
      g_array_append_val (pages, page);
    }
  return NULL;
}

/**
 * sl_document_records_has_file:
 *
 * Returns: whether the case holds these very bytes under this name; %FALSE with @error when it
 * cannot tell
 */
gboolean
sl_document_records_has_file (SlStore *store,
                              const char *case_id,
                              const char *sha256,
                              const char *file_name,
                              GError **error)
{
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  rows = sl_database_prepare (
      sl_store_read (store),
      "SELECT 1 FROM document WHERE case_id = ? AND sha256 = ? AND file_name = ?", error);
  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "ttt", case_id, sha256, file_name);
  return sl_statement_step (rows, &row, error) && row;
}

/**
 * sl_document_records_list_holders:
 * @store: the store
 * @sha256: the hash of a file
 * @file_name: its name
 * @error: return location
 *
 * Returns: (transfer full): the cases that hold these very bytes under this name, %NULL-terminated;
 *   %NULL with @error
 */
char **
sl_document_records_list_holders (SlStore *store,
                                  const char *sha256,
                                  const char *file_name,
                                  GError **error)
{
  g_autoptr (GStrvBuilder) holders = g_strv_builder_new ();
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  rows = sl_database_prepare (sl_store_read (store),
                              "SELECT DISTINCT case_id FROM document WHERE sha256 = ? AND"
                              " file_name = ? ORDER BY case_id",
                              error);
  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "tt", sha256, file_name);
  while (sl_statement_step (rows, &row, error))
    {
      if (!row)
        return g_strv_builder_end (holders);
      g_strv_builder_add (holders, sl_statement_get_text (rows, 0));
    }
  return NULL;
}

gboolean
sl_document_records_is_in_use (SlStore *store, const char *sha256)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      sl_store_read (store), "SELECT 1 FROM stored_file WHERE sha256 = ?", NULL);
  gboolean row;

  if (rows == NULL)
    return TRUE;
  sl_statement_bind (rows, "t", sha256);
  return !sl_statement_step (rows, &row, NULL) || row;
}

char **
sl_document_records_list_other_files (SlStore *store, GError **error)
{
  g_autoptr (GStrvBuilder) hashes = g_strv_builder_new ();
  g_autoptr (SlStatement) rows = sl_database_prepare (
      sl_store_read (store),
      "SELECT f.sha256 FROM stored_file f WHERE NOT EXISTS"
      " (SELECT 1 FROM document d WHERE d.sha256 = f.sha256) ORDER BY f.sha256",
      error);
  gboolean row;

  if (rows == NULL)
    return NULL;
  while (sl_statement_step (rows, &row, error))
    {
      if (!row)
        return g_strv_builder_end (hashes);
      g_strv_builder_add (hashes, sl_statement_get_text (rows, 0));
    }
  return NULL;
}

/* Adding. */

gboolean
sl_document_records_name_file (SlTransaction *transaction,
                               const char *sha256,
                               gint64 size,
                               const char *media_type,
                               GError **error)
{
  g_autoptr (SlStatement)
      insert = sl_database_prepare (sl_transaction_get_database (transaction),
                                    "INSERT INTO stored_file (sha256, size, media_type, stored_at)"
                                    " VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
                                    error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "titt", sha256, size, media_type,
                     sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static gboolean
add_pages (SlTransaction *transaction,
           const char *document_id,
           SlExtraction *extraction,
           GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO page (document_id, number, width, height, rotation,"
      " characters, readable, label) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
    {
      const SlPageText *page = sl_extraction_get_page (extraction, i);

      sl_statement_bind (insert, "tiddiiit", document_id, (gint64) page->number, page->width,
                         page->height, (gint64) page->rotation,
                         (gint64) g_utf8_strlen (page->text, -1), (gint64) page->readable,
                         page->label != NULL ? page->label : "");
      if (!sl_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* "A" < "B" < … < "Z" < "AA"; "P1" < "P2" < "P10": by length of the letters, then letters, then
 * number. */
static int
compare_revisions (const char *a, const char *b)
{
  gsize letters_a = strspn (a, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize letters_b = strspn (b, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  int order;

  if (letters_a != letters_b)
    return letters_a < letters_b ? -1 : 1;
  if ((order = strncmp (a, b, letters_a)) != 0)
    return order;
  return (int) (g_ascii_strtoll (a + letters_a, NULL, 10) -
                g_ascii_strtoll (b + letters_b, NULL, 10));
}

/* Of all documents of a case with one drawing number, those older than the newest revision are
 * superseded. */
static gboolean
settle_revisions (SlTransaction *transaction,
                  const char *case_id,
                  const char *drawing_number,
                  GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) list = NULL;
  g_autoptr (SlStatement) update = NULL;
  g_autofree char *newest = g_strdup ("");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func (g_free);
  gboolean row;

  if (drawing_number == NULL || *drawing_number == '\0')
    return TRUE;
  list = sl_database_prepare (
      database,
      "SELECT document_id, revision FROM document WHERE case_id = ? AND drawing_number = ?", error);
  if (list == NULL)
    return FALSE;
  sl_statement_bind (list, "tt", case_id, drawing_number);
  while (TRUE)
    {
      if (!sl_statement_step (list, &row, error))
        return FALSE;
      if (!row)
        break;
      g_ptr_array_add (ids, sl_statement_dup_text (list, 0));
      g_ptr_array_add (revisions, sl_statement_dup_text (list, 1));
      if (compare_revisions (sl_statement_get_text (list, 1), newest) > 0)
        {
          g_free (newest);
          newest = sl_statement_dup_text (list, 1);
        }
    }

  update = sl_database_prepare (
      database, "UPDATE document SET superseded = ? WHERE document_id = ? AND superseded <> ?",
      error);
  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 old = compare_revisions (g_ptr_array_index (revisions, i), newest) < 0;

      sl_statement_bind (update, "iti", old, g_ptr_array_index (ids, i), old);
      if (!sl_statement_run (update, error))
        return FALSE;
    }
  return TRUE;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * sl_document_records_add:
 * @transaction: the change in hand
 * @values: the document's row; sha256 and parent_id may be %NULL
 * @extraction: (nullable): what the worker read of it
 * @error: return location
 *
 * Adds the document with its pages, and marks which revisions of its drawing are superseded now.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_document_records_add (SlTransaction *transaction,
                         const SlDocumentValues *values,
                         SlExtraction *extraction,
                         GError **error)
{
  g_autoptr (SlStatement) insert = NULL;

  if (values->sha256 != NULL &&
      !sl_document_records_name_file (transaction, values->sha256, values->size, values->media_type,
                                      error))
    return FALSE;
  insert = sl_database_prepare (sl_transaction_get_database (transaction),
                                "INSERT INTO document (" COLUMNS
                                ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                " ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert,
                     "tttttttttttttttt"
                     "iii"
                     "tttt",
                     values->document_id, values->case_id, values->sha256, values->parent_id,
                     values->file_name, or_empty (values->title), values->kind, values->kind_source,
                     or_empty (values->declared_type), or_empty (values->drawing_number),
                     or_empty (values->revision), or_empty (values->document_date), values->state,
                     or_empty (values->reason), or_empty (values->warnings),
                     or_empty (values->media_type), values->size, (gint64) values->page_count,
                     (gint64) values->readable_pages, or_empty (values->sandbox_level),
                     or_empty (values->source_path), sl_transaction_get_time (transaction),
                     or_empty (values->reason_code));
  if (!sl_statement_run (insert, error))
    return FALSE;
  sl_transaction_touch (transaction, "document", values->document_id, values->case_id);
  if (extraction != NULL && !add_pages (transaction, values->document_id, extraction, error))
    return FALSE;
  return settle_revisions (transaction, values->case_id, values->drawing_number, error);
}

/**
 * sl_document_records_set_reading:
 * @transaction: the change in hand
 * @values: the document's id, case, state, reason, warnings, pages and level
 * @extraction: what the worker read this time
 * @error: return location
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_document_records_set_reading (SlTransaction *transaction,
                                 const SlDocumentValues *values,
                                 SlExtraction *extraction,
                                 GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) update = NULL;
  g_autoptr (SlStatement) forget = NULL;

  update = sl_database_prepare (database,
                                "UPDATE document SET state = ?, reason = ?, reason_code = ?,"
                                " warnings = ?, page_count = ?, readable_pages = ?,"
                                " sandbox_level = ? WHERE document_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttttiitt", values->state, or_empty (values->reason),
                     or_empty (values->reason_code), or_empty (values->warnings),
                     (gint64) values->page_count, (gint64) values->readable_pages,
                     or_empty (values->sandbox_level), values->document_id);
  if (!sl_statement_run (update, error))
    return FALSE;
  forget = sl_database_prepare (database, "DELETE FROM page WHERE document_id = ?", error);
  if (forget == NULL)
    return FALSE;
  sl_statement_bind (forget, "t", values->document_id);
  if (!sl_statement_run (forget, error))
    return FALSE;
  sl_transaction_touch (transaction, "document", values->document_id, values->case_id);
  return add_pages (transaction, values->document_id, extraction, error);
}

gboolean
sl_document_records_make_photograph (SlTransaction *transaction,
                                     const char *document_id,
                                     gboolean *done,
                                     GError **error)
{
  g_autoptr (SlStatement) update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE document SET kind = 'photograph', kind_source = 'declared' WHERE document_id = ?"
      " AND media_type IN ('image/jpeg', 'image/png') AND state <> 'refused'"
      " RETURNING document_id, case_id",
      error);
  gboolean row;

  *done = FALSE;
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "t", document_id);
  while (sl_statement_step (update, &row, error))
    {
      if (!row)
        return TRUE;
      *done = TRUE;
      sl_transaction_touch (transaction, "document", sl_statement_get_text (update, 0),
                            sl_statement_get_text (update, 1));
    }
  return FALSE;
}

/* Correcting. */

typedef struct
{
  char *document_id, *case_id, *title, *kind, *drawing_number, *revision;
} Details;

static void
details_free (Details *details)
{
  g_free (details->document_id);
  g_free (details->case_id);
  g_free (details->title);
  g_free (details->kind);
  g_free (details->drawing_number);
  g_free (details->revision);
  g_free (details);
}

static char *
read_drawing_number (SlTransaction *transaction, const char *document_id, GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT drawing_number FROM document WHERE document_id = ?", error);
  gboolean row;

  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", document_id);
  if (!sl_statement_step (rows, &row, error))
    return NULL;
  if (row)
    return sl_statement_dup_text (rows, 0);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND, _ ("There is no document %s."),
               document_id);
  return NULL;
}

static gboolean
change_details (SlTransaction *transaction, gpointer data, GError **error)
{
  Details *details = data;
  g_autofree char *number_before = read_drawing_number (transaction, details->document_id, error);
  g_autoptr (SlStatement) update = NULL;

  if (number_before == NULL)
    return FALSE;
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE document SET title = COALESCE (?, title),"
                                " kind = COALESCE (?, kind),"
                                " kind_source = 'corrected',"
                                " drawing_number = COALESCE (?, drawing_number),"
                                " revision = COALESCE (?, revision) WHERE document_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttttt", details->title, details->kind, details->drawing_number,
                     details->revision, details->document_id);
  if (!sl_statement_run (update, error))
    return FALSE;
  sl_transaction_note (transaction, "title", details->title);
  sl_transaction_note (transaction, "kind", details->kind);
  sl_transaction_note (transaction, "drawing-number", details->drawing_number);
  sl_transaction_note (transaction, "revision", details->revision);
  return settle_revisions (transaction, details->case_id, number_before, error) &&
         settle_revisions (transaction, details->case_id, details->drawing_number, error);
}

/**
 * sl_document_change_details:
 * @document_id: a document
 * @case_id: its case
 * @title: (nullable): a new title
 * @kind: (nullable): a new kind
 * @drawing_number: (nullable): a new drawing number
 * @revision: (nullable): a new revision
 *
 * Returns: (transfer full): a change that corrects what was guessed; %NULL keeps a value
 */
SlChange *
sl_document_change_details (const char *document_id,
                            const char *case_id,
                            const char *title,
                            const char *kind,
                            const char *drawing_number,
                            const char *revision)
{
  Details *details = g_new0 (Details, 1);

  details->document_id = g_strdup (document_id);
  details->case_id = g_strdup (case_id);
  details->title = g_strdup (title);
  details->kind = g_strdup (kind);
  details->drawing_number = g_strdup (drawing_number);
  details->revision = g_strdup (revision);
  return sl_change_new ("correct-document", "document", document_id, case_id, change_details,
                        details, (GDestroyNotify) details_free);
}
