/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-import-private.h"

#include "base/sl-text.h"
#include "documents/sl-thumbnails.h"
#include "intake/sl-intake-text.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reading: each file is sealed and hashed, read by a worker, and its original kept, several files
 * at once. The threads here only wait for workers; the pool decides how many run. A sealed copy
 * lives in memory, so it is let go as soon as the original is kept. What comes out of a file
 * (attachments, the files of a bundle, a statement typed into a form) is read in a next round. */

#define MAX_ITEMS 6000
#define MAX_DEPTH 8

typedef struct
{
  SlImportJob *job;
  SlImportItem *item;
  gboolean again; /* also when a case has it */
  GError *error;  /* stops the import */
} Reading;

/* Forms are always read: what they say may have changed nothing, but says which case this is. */
static gboolean
is_form_like (const char *media_type)
{
  return strstr (media_type, "xml") != NULL || strstr (media_type, "json") != NULL ||
         strstr (media_type, "html") != NULL || strcmp (media_type, "message/rfc822") == 0 ||
         strcmp (media_type, "application/zip") == 0 ||
         strcmp (media_type, "multipart/related") == 0;
}

static SlSealedFile *
seal (SlImportItem *item, GError **error)
{
  if (item->bytes != NULL)
    return sl_sealed_file_new_from_bytes (item->bytes, item->name, error);
  return sl_sealed_file_new_from_path (item->path, error);
}

static gboolean
is_archive (SlImportItem *item)
{
  return strcmp (item->media_type, "application/zip") == 0;
}

/* A bundle is told by the form in it, and is no document: its files are. Any other archive has to
 * be unpacked by a person. */
static void
read_archive (SlImportItem *item)
{
  if (sl_extraction_get_state (item->extraction) == SL_EXTRACTION_REFUSED)
    return;
  for (guint i = 0; i < sl_extraction_get_n_attachments (item->extraction); i++)
    if (g_ascii_strcasecmp (sl_extraction_get_attachment (item->extraction, i)->name,
                            "proposal.xml") == 0)
      {
        item->ignored = TRUE;
        return;
      }
  sl_import_item_refuse (item, "unsupported",
                         _ ("This archive is not an application bundle. Unpack it and import the "
                            "folder."));
}

static gboolean
is_bundle (SlImportItem *item)
{
  return strcmp (item->media_type, "application/vnd.sightline.bundle") == 0;
}

/* A review from another computer comes in through the reviews, where its signature is checked. */
static void
refuse_bundle (SlImportItem *item)
{
  sl_import_item_refuse (item, "unsupported",
                         _ ("This is a case bundle, not a planning paper. Read it on the Reviews "
                            "page, or with “sightline-cli bundle read”."));
}

static void
read_form (SlImportItem *item)
{
  g_autoptr (GError) error = NULL;

  if (sl_extraction_get_state (item->extraction) == SL_EXTRACTION_REFUSED)
    return;
  item->format = sl_format_recognise (item->extraction);
  if (item->format == NULL)
    return;
  item->records = item->format->map (item->extraction, &error);
  if (item->records == NULL)
    sl_import_item_refuse (item, "unusable", error->message);
}

static gboolean
is_photograph (SlImportJob *job, SlImportItem *item)
{
  return (strcmp (item->media_type, "image/jpeg") == 0 ||
          strcmp (item->media_type, "image/png") == 0) &&
         sl_extraction_get_state (item->extraction) != SL_EXTRACTION_REFUSED &&
         (job->photographs ||
          strcmp (sl_extraction_get_property (item->extraction, "camera"), "yes") == 0);
}

/* The small picture is written at once: those of a whole visit would fill the memory. Without it
 * the photograph is as good; it is made again when it is asked for. */
static void
keep_thumbnail (SlImportJob *job, SlImportItem *item)
{
  guint width, height;
  g_autoptr (GBytes) pixels = sl_extraction_steal_thumbnail (item->extraction, &width, &height);
  g_autoptr (GError) error = NULL;

  if (pixels != NULL && item->photograph && item->kept_now &&
      !sl_thumbnails_keep (sl_store_get_path (sl_library_get_store (job->library)), item->sha256,
                           width, height, pixels, &error))
    g_message ("A small picture was not kept: %s", error->message);
}

/* FALSE when the import stops here. */
static gboolean
read_content (Reading *reading, SlSealedFile *file)
{
  SlImportItem *item = reading->item;

  item->extraction = sl_worker_pool_extract (sl_library_get_pool (reading->job->library), file,
                                             NULL, reading->job->cancellable, &reading->error);
  if (item->extraction == NULL)
    return FALSE;
  item->photograph = is_photograph (reading->job, item);
  if (is_archive (item))
    read_archive (item);
  else
    read_form (item);
  return TRUE;
}

/* On a thread of the pool; touches its own item only. */
static void
read_item (Reading *reading)
{
  SlImportJob *job = reading->job;
  SlImportItem *item = reading->item;
  g_autoptr (GError) unsealed = NULL;
  g_autoptr (SlSealedFile) file = seal (item, &unsealed);

  if (file == NULL)
    {
      sl_import_item_refuse (item, "not-readable", unsealed->message);
      return;
    }
  g_clear_pointer (&item->sha256, g_free);
  g_clear_pointer (&item->media_type, g_free);
  item->sha256 = g_strdup (sl_sealed_file_get_sha256 (file));
  item->media_type = g_strdup (sl_sealed_file_get_media_type (file));
  item->size = sl_sealed_file_get_size (file);

  if (!reading->again && !is_form_like (item->media_type))
    {
      g_clear_pointer (&item->holders, g_strfreev);
      item->holders = sl_document_records_list_holders (sl_library_get_store (job->library),
                                                        item->sha256, item->name, &reading->error);
      if (item->holders == NULL || item->holders[0] != NULL)
        return;
    }
  if (is_bundle (item))
    refuse_bundle (item);
  else if (!read_content (reading, file))
    return;
  if (!item->ignored)
    item->kept_now = sl_library_keep (job->library, file, &reading->error);
  if (item->extraction != NULL)
    keep_thumbnail (job, item);
}

static void
read_in_thread (gpointer data, gpointer queue)
{
  read_item (data);
  g_async_queue_push (queue, data);
}

/* Reads some items at once and waits for all of them. */
static gboolean
read_batch (SlImportJob *job,
            GPtrArray *batch,
            gboolean again,
            guint before,
            guint total,
            GError **error)
{
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  g_autofree Reading *readings = g_new0 (Reading, batch->len + 1);
  GThreadPool *threads;
  GError *first = NULL;

  threads = g_thread_pool_new (read_in_thread, done, (int) MIN (4, g_get_num_processors ()), FALSE,
                               error);
  if (threads == NULL)
    return FALSE;
  for (guint i = 0; i < batch->len; i++)
    {
      readings[i] = (Reading){ job, g_ptr_array_index (batch, i), again, NULL };
      g_thread_pool_push (threads, &readings[i], NULL);
    }
  for (guint i = 0; i < batch->len; i++)
    {
      Reading *reading = g_async_queue_pop (done);

      sl_import_report (job, SL_IMPORT_READING, before + i + 1, total, reading->item->name);
      /* After a failure the rest is drained, quickly: each sees the cancellable or fails alike. */
      if (reading->error != NULL && first == NULL)
        first = g_steal_pointer (&reading->error);
      g_clear_error (&reading->error);
    }
  g_thread_pool_free (threads, FALSE, TRUE);
  if (first != NULL)
    {
      g_propagate_error (error, first);
      return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

static SlImportItem *
add_child (SlImportJob *job, SlImportItem *parent, const char *name, GBytes *bytes)
{
  g_autofree char *safe = sl_text_safe_file_name (name);
  g_autofree char *source = g_strconcat (parent->source_path, "/", safe, NULL);
  SlImportItem *item = sl_import_item_new (job, safe, source);

  item->bytes = g_bytes_ref (bytes);
  item->depth = parent->depth + 1;
  item->parent = parent->ignored ? NULL : parent;
  return item;
}

/* What came out of @item becomes items of its own. */
static void
unfold (SlImportJob *job, SlImportItem *item)
{
  guint n;

  if (item->extraction == NULL)
    return;
  n = item->depth < MAX_DEPTH && item->reason == NULL
          ? sl_extraction_get_n_attachments (item->extraction)
          : 0;
  for (guint i = 0; i < n && job->items->len < MAX_ITEMS; i++)
    {
      const SlAttachment *attachment = sl_extraction_get_attachment (item->extraction, i);

      if (attachment->bytes != NULL && g_bytes_get_size (attachment->bytes) > 0)
        add_child (job, item, attachment->name, attachment->bytes);
    }
  for (guint i = 0; item->records != NULL && i < item->records->len; i++)
    {
      const SlIntakeRecord *record = g_ptr_array_index (item->records, i);

      for (guint j = 0; j < record->documents->len; j++)
        {
          const SlIntakeDocument *document = g_ptr_array_index (record->documents, j);

          if (document->text != NULL && item->records->len == 1)
            {
              g_autoptr (GBytes) bytes = g_bytes_new (document->text, strlen (document->text));
              SlImportItem *child = add_child (job, item, document->file_name, bytes);

              child->declared = document;
            }
        }
    }
}

gboolean
sl_import_read (SlImportJob *job, GError **error)
{
  guint first = 0;

  while (first < job->items->len)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new ();
      guint last = job->items->len;

      for (guint i = first; i < last; i++)
        {
          SlImportItem *item = g_ptr_array_index (job->items, i);

          if (item->reason == NULL)
            g_ptr_array_add (batch, item);
        }
      if (!read_batch (job, batch, FALSE, first, last, error))
        return FALSE;
      for (guint i = 0; i < batch->len; i++)
        unfold (job, g_ptr_array_index (batch, i));
      first = last;
    }
  return TRUE;
}

gboolean
sl_import_read_postponed (SlImportJob *job, GError **error)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new ();

  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);

      if (item->holders != NULL && item->holders[0] != NULL && !item->already)
        g_ptr_array_add (batch, item);
    }
  return batch->len == 0 ||
         read_batch (job, batch, TRUE, job->items->len - batch->len, job->items->len, error);
}
