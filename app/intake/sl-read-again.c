/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "documents/sl-document-records.h"
#include "intake/sl-import-private.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reading a document once more, with the password that it asked for. The password is handed to the
 * worker and never kept. */

typedef struct
{
  SlLibrary *library;
  char *document_id;
  char *password;
} Again;

typedef struct
{
  const SlDocumentValues *values;
  SlExtraction *extraction;
} Reading;

static void
again_free (gpointer data)
{
  Again *again = data;

  g_clear_object (&again->library);
  g_free (again->document_id);
  if (again->password != NULL)
    explicit_bzero (again->password, strlen (again->password));
  g_free (again->password);
  g_free (again);
}

static gboolean
save_reading (SlTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;

  sl_transaction_note (transaction, "state", reading->values->state);
  return sl_document_records_set_reading (transaction, reading->values, reading->extraction, error);
}

/**
 * sl_import_read_again:
 * @library: the library
 * @document_id: a document that was refused
 * @password: (nullable): what opens it
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Reads the kept original once more and records what it says now. Blocking.
 *
 * Returns: %TRUE when it could be read; %FALSE with @error saying why not, and nothing changed
 */
gboolean
sl_import_read_again (SlLibrary *library,
                      const char *document_id,
                      const char *password,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (SlDocument)
      document = sl_document_records_load (sl_library_get_store (library), document_id, error);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (SlExtraction) extraction = NULL;
  SlDocumentValues values = { 0 };
  Reading reading;
  const char *case_id;

  if (document == NULL)
    return FALSE;
  file = sl_library_open (library, sl_document_get (document, "sha256"), error);
  if (file == NULL)
    return FALSE;
  extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, password, cancellable,
                                       error);
  if (extraction == NULL)
    return FALSE;
  if (sl_extraction_get_state (extraction) == SL_EXTRACTION_REFUSED)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s: %s",
                   sl_document_get (document, "title"), sl_extraction_get_reason (extraction));
      return FALSE;
    }

  case_id = sl_document_get (document, "case-id");
  values.document_id = document_id;
  values.case_id = case_id;
  sl_document_values_fill (&values, extraction, strings);
  reading = (Reading){ &values, extraction };
  if (!sl_store_apply (sl_library_get_store (library),
                       sl_change_new ("read-again", "document", document_id, case_id, save_reading,
                                      &reading, NULL),
                       error))
    return FALSE;
  return sl_index_add (sl_library_get_index (library), case_id, document_id, extraction, error);
}

static void
read_again_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Again *again = data;
  GError *error = NULL;

  if (sl_import_read_again (again->library, again->document_id, again->password, cancellable,
                            &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sl_import_read_again_async (SlLibrary *library,
                            const char *document_id,
                            const char *password,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Again *again = g_new0 (Again, 1);

  again->library = g_object_ref (library);
  again->document_id = g_strdup (document_id);
  again->password = g_strdup (password);
  g_task_set_source_tag (task, sl_import_read_again_async);
  g_task_set_name (task, "read again");
  g_task_set_task_data (task, again, again_free);
  g_task_run_in_thread (task, read_again_worker);
}

gboolean
sl_import_read_again_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
