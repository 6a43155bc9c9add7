/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-library.h"

#include "documents/sl-document-records.h"
#include "documents/sl-file-store.h"
#include "documents/sl-thumbnails.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The files of a casebook and the index of their words, over the store's records. */

struct _SlLibrary
{
  GObject parent_instance;

  SlStore *store;
  SlWorkerPool *pool;
  SlIndex *index;
  GHashTable *passwords; /* document id to password */
};

G_DEFINE_FINAL_TYPE (SlLibrary, sl_library, G_TYPE_OBJECT)

static void
free_password (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static void
sl_library_dispose (GObject *object)
{
  SlLibrary *self = SL_LIBRARY (object);

  g_clear_pointer (&self->passwords, g_hash_table_unref);
  g_clear_object (&self->index);
  g_clear_object (&self->pool);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sl_library_parent_class)->dispose (object);
}

static void
sl_library_class_init (SlLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_library_dispose;
}

static void
sl_library_init (SlLibrary *self)
{
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_password);
}

/**
 * sl_library_new:
 * @store: an open store
 * @pool: the workers
 * @error: return location
 *
 * Returns: (transfer full): the library of the store's folder, or %NULL with @error
 */
SlLibrary *
sl_library_new (SlStore *store, SlWorkerPool *pool, GError **error)
{
  g_autoptr (SlLibrary) self = g_object_new (SL_TYPE_LIBRARY, NULL);

  self->store = g_object_ref (store);
  self->pool = g_object_ref (pool);
  self->index = sl_index_open (sl_store_get_path (store), sl_store_is_read_only (store), error);
  return self->index != NULL ? g_steal_pointer (&self) : NULL;
}

SlStore *
sl_library_get_store (SlLibrary *self)
{
  g_return_val_if_fail (SL_IS_LIBRARY (self), NULL);

  return self->store;
}

SlWorkerPool *
sl_library_get_pool (SlLibrary *self)
{
  g_return_val_if_fail (SL_IS_LIBRARY (self), NULL);

  return self->pool;
}

SlIndex *
sl_library_get_index (SlLibrary *self)
{
  g_return_val_if_fail (SL_IS_LIBRARY (self), NULL);

  return self->index;
}

/**
 * sl_library_keep:
 * @self: the library
 * @file: sealed bytes
 * @error: return location
 *
 * Keeps the original once, below files/ by its hash; bytes that are there already are verified, and
 * put right when they were altered. Blocking.
 *
 * Returns: %TRUE when the bytes are safely on the disk
 */
gboolean
sl_library_keep (SlLibrary *self, SlSealedFile *file, GError **error)
{
  g_return_val_if_fail (SL_IS_LIBRARY (self), FALSE);

  if (sl_store_is_read_only (self->store))
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY,
                           sl_store_get_read_only_reason (self->store));
      return FALSE;
    }
  return sl_file_store_keep (sl_store_get_path (self->store), file, error);
}

/**
 * sl_library_forget:
 * @self: the library
 * @sha256: the hash of a kept original
 *
 * Takes back what sl_library_keep() did for an import that was given up. An original that any
 * document names stays. Blocking.
 */
void
sl_library_forget (SlLibrary *self, const char *sha256)
{
  g_return_if_fail (SL_IS_LIBRARY (self) && sha256 != NULL);

  if (!sl_store_is_read_only (self->store) && !sl_document_records_is_in_use (self->store, sha256))
    {
      sl_file_store_remove (sl_store_get_path (self->store), sha256);
      sl_thumbnails_forget (sl_store_get_path (self->store), sha256);
    }
}

/**
 * sl_library_open:
 * @self: the library
 * @sha256: the hash of a kept original
 * @error: return location
 *
 * Returns: (transfer full): the original, its hash verified on the sealed copy; %NULL with @error
 * when it is missing, altered, or not a plain file. Blocking.
 */
SlSealedFile *
sl_library_open (SlLibrary *self, const char *sha256, GError **error)
{
  g_return_val_if_fail (SL_IS_LIBRARY (self), NULL);

  return sl_file_store_open (sl_store_get_path (self->store), sha256, error);
}

static void
open_file_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SlDocument *document = data;
  GError *error = NULL;
  SlSealedFile *file = sl_library_open (source, sl_document_get (document, "sha256"), &error);

  if (file != NULL)
    {
      g_task_return_pointer (task, file, g_object_unref);
      return;
    }
  g_prefix_error (&error, "%s: ", sl_document_get (document, "title"));
  g_task_return_error (task, error);
}

/**
 * sl_library_open_page_source_async:
 * @self: the library
 * @document: a document that has pages
 * @cancellable: (nullable): to give up
 * @callback: called on the caller's context
 * @user_data: for @callback
 *
 * Reads the original back and verifies it in a thread, then makes pictures of its pages possible.
 */
void
sl_library_open_page_source_async (SlLibrary *self,
                                   SlDocument *document,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (SL_IS_LIBRARY (self));

  g_task_set_source_tag (task, sl_library_open_page_source_async);
  g_task_set_name (task, "open page source");
  g_task_set_task_data (task, g_object_ref (document), g_object_unref);
  g_task_run_in_thread (task, open_file_worker);
}

SlPageSource *
sl_library_open_page_source_finish (SlLibrary *self, GAsyncResult *result, GError **error)
{
  g_autoptr (SlSealedFile) file = g_task_propagate_pointer (G_TASK (result), error);
  SlDocument *document = g_task_get_task_data (G_TASK (result));

  if (file == NULL)
    return NULL;
  return sl_page_source_new (self->pool, file,
                             g_hash_table_lookup (self->passwords, sl_document_get_id (document)));
}

/**
 * sl_library_remember_password:
 * @self: the library
 * @document_id: a document
 * @password: what opens it
 *
 * Lets the document's pages be shown until the program ends; the password is never written down.
 */
void
sl_library_remember_password (SlLibrary *self, const char *document_id, const char *password)
{
  g_return_if_fail (SL_IS_LIBRARY (self));
  g_return_if_fail (password != NULL);

  g_hash_table_replace (self->passwords, g_strdup (document_id), g_strdup (password));
}

/* Whether the index ought to hold the document's words. */
static gboolean
wants_index (SlDocument *document)
{
  const char *state = sl_document_get (document, "state");

  return (g_str_equal (state, "read") || g_str_equal (state, "partial")) &&
         *sl_document_get (document, "sha256") != '\0';
}

static gboolean
index_document (SlLibrary *self, SlDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (SlSealedFile)
      file = sl_library_open (self, sl_document_get (document, "sha256"), error);
  g_autoptr (SlExtraction) extraction = NULL;

  if (file == NULL)
    return FALSE;
  extraction = sl_worker_pool_extract (self->pool, file, NULL, cancellable, error);
  return extraction != NULL && sl_index_add (self->index, sl_document_get (document, "case-id"),
                                             sl_document_get_id (document), extraction, error);
}

/**
 * sl_library_rebuild_index:
 * @self: the library
 * @progress: (nullable): called with documents done and in all
 * @data: for @progress
 * @cancellable: (nullable): to give up; what is indexed by then stays
 * @error: return location
 *
 * Reads again every document whose words the index lacks, when it was ever begun anew. A document
 * that cannot be read any more is passed over with a message in the log. Blocking.
 *
 * Returns: %FALSE with @error when cancelled or when the records cannot be read
 */
gboolean
sl_library_rebuild_index (SlLibrary *self,
                          SlExtractProgress progress,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) documents = NULL;

  if (sl_index_is_whole (self->index) || sl_store_is_read_only (self->store))
    return TRUE;
  documents = sl_document_records_list_all (self->store, error);
  if (documents == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    {
      SlDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (GError) passed_over = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (wants_index (document) && !sl_index_has (self->index, sl_document_get_id (document)) &&
          !index_document (self, document, cancellable, &passed_over))
        g_message ("Document %s was not indexed: %s", sl_document_get_id (document),
                   passed_over->message);
      if (progress != NULL)
        progress (i + 1, documents->len, data);
    }
  return sl_index_mark_whole (self->index, error);
}

/* A file that is named without being a document. */
static void
check_other_file (SlLibrary *self, const char *sha256, GPtrArray *findings)
{
  g_autoptr (GError) finding = NULL;
  g_autoptr (SlSealedFile) file = sl_library_open (self, sha256, &finding);

  if (file == NULL)
    g_ptr_array_add (
        findings,
        g_strdup_printf (_ ("A file of an issued paper or a portfolio, files/%.2s/%s: %s"), sha256,
                         sha256, finding->message));
}

/**
 * sl_library_check:
 * @self: the library
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Compares every document with its kept original, every other file that a record names (an issued
 * response) with its hash, and the kept files with both. Deletes nothing. Blocking, and long for a
 * large casebook.
 *
 * Returns: (transfer full): one sentence for each file that is missing, altered, or belongs to no
 * document; empty when all is well; %NULL with @error
 */
char **
sl_library_check (SlLibrary *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) documents = sl_document_records_list_all (self->store, error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_auto (GStrv) others = sl_document_records_list_other_files (self->store, error);
  g_autoptr (GPtrArray) kept = NULL;

  if (documents == NULL || others == NULL)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      SlDocument *document = g_ptr_array_index (documents, i);
      const char *sha256 = sl_document_get (document, "sha256");
      g_autoptr (SlSealedFile) file = NULL;
      g_autoptr (GError) finding = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (*sha256 == '\0' || !g_hash_table_add (known, g_strdup (sha256)))
        continue;
      file = sl_library_open (self, sha256, &finding);
      if (file == NULL)
        g_ptr_array_add (findings, g_strdup_printf ("%s: %s", sl_document_get (document, "title"),
                                                    finding->message));
    }
  for (guint i = 0; others[i] != NULL; i++)
    {
      g_hash_table_add (known, g_strdup (others[i]));
      check_other_file (self, others[i], findings);
    }
  kept = sl_file_store_list (sl_store_get_path (self->store));
  for (guint i = 0; i < kept->len; i++)
    if (!g_hash_table_contains (known, g_ptr_array_index (kept, i)))
      g_ptr_array_add (findings, g_strdup_printf (_ ("files/%s belongs to no document."),
                                                  (char *) g_ptr_array_index (kept, i)));
  g_ptr_array_add (findings, NULL);
  return (char **) g_ptr_array_steal (findings, NULL);
}
