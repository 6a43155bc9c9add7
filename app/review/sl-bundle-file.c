/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-file.h"

#include "base/sl-hash.h"
#include "base/sl-zip.h"
#include "store/sl-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Writing and opening the one file. The archive is taken apart by the worker; what it hands on is
 * put together again here, and must give the very bytes of the file: so nothing lies between,
 * before or behind the entries, no worker can have changed one, and no byte of the file is
 * unaccounted for. */

#define FIXED_ENTRIES 5
static const char *const fixed_names[FIXED_ENTRIES] = { "mimetype", "manifest", "signature", "key",
                                                        "content" };
enum
{
  MIMETYPE,
  MANIFEST,
  SIGNATURE,
  KEY,
  CONTENT,
};

void
sl_bundle_file_free (SlBundleFile *self)
{
  g_free (self->name);
  g_clear_pointer (&self->manifest, sl_lines_free);
  g_clear_pointer (&self->content, sl_lines_free);
  g_clear_pointer (&self->manifest_bytes, g_bytes_unref);
  g_free (self->manifest_hash);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_free (self->fingerprint);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_free (self);
}

const char *
sl_bundle_file_get (SlBundleFile *self, guint kind, guint field)
{
  return sl_lines_get (self->manifest, kind, 0)->values[field];
}

GBytes *
sl_bundle_file_get_entry (SlBundleFile *self, const char *prefix, const char *hash)
{
  g_autofree char *name = g_strconcat (prefix, hash, NULL);
  return g_hash_table_lookup (self->entries, name);
}

/* Opening. */

static gboolean
    G_GNUC_PRINTF (3, 4) refuse (GError **error, SlBundleFile *self, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("“%s” was not read: %s"),
               self->name, why);
  return FALSE;
}

/* An error that speaks of an entry, made to speak of the file. */
static gboolean
refuse_cause (GError **error, SlBundleFile *self, const char *entry, GError *cause)
{
  g_propagate_error (error, cause);
  /* TRANSLATORS: a file's name, the name of a part of it; a reason follows */
  g_prefix_error (error, _ ("“%s” was not read: its part “%s”: "), self->name, entry);
  return FALSE;
}

static GBytes *
get_attachment (SlExtraction *extraction, guint index)
{
  return sl_extraction_get_attachment (extraction, index)->bytes;
}

static gboolean
check_fixed_entries (SlBundleFile *self, SlExtraction *extraction, GError **error)
{
  static const gsize lengths[FIXED_ENTRIES] = { strlen (SL_BUNDLE_MEDIA_TYPE), 0,
                                                SL_SIGNATURE_BYTES, SL_KEY_BYTES, 0 };

  for (guint i = 0; i < FIXED_ENTRIES; i++)
    {
      if (i >= sl_extraction_get_n_attachments (extraction) ||
          !g_str_equal (sl_extraction_get_attachment (extraction, i)->name, fixed_names[i]))
        return refuse (error, self, _ ("its part “%s” is missing. Ask for it to be sent again."),
                       fixed_names[i]);
      if (lengths[i] != 0 && g_bytes_get_size (get_attachment (extraction, i)) != lengths[i])
        return refuse (error, self, _ ("its part “%s” was changed. Ask for it to be sent again."),
                       fixed_names[i]);
    }
  if (memcmp (g_bytes_get_data (get_attachment (extraction, MIMETYPE), NULL), SL_BUNDLE_MEDIA_TYPE,
              lengths[MIMETYPE]) != 0)
    return refuse (error, self, _ ("its part “%s” was changed. Ask for it to be sent again."),
                   fixed_names[MIMETYPE]);
  return TRUE;
}

static gboolean
begins_with (GBytes *bytes, const char *word)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return length > strlen (word) && memcmp (text, word, strlen (word)) == 0 &&
         text[strlen (word)] == ' ';
}

/* The signature is over the manifest as it came; what it says is read only when that is right, but
 * for the format's number, since a newer program may sign in another way. */
static gboolean
read_manifest (SlBundleFile *self, SlExtraction *extraction, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;
  const guint8 *key;

  self->manifest_bytes = g_bytes_ref (get_attachment (extraction, MANIFEST));
  self->manifest_hash = sl_hash_bytes (self->manifest_bytes);
  self->key = g_bytes_ref (get_attachment (extraction, KEY));
  self->fingerprint = sl_key_fingerprint (self->key);
  if (begins_with (self->manifest_bytes, self->shape->other))
    return refuse (error, self, "%s", _ (self->shape->elsewhere));
  self->manifest = sl_lines_parse (self->shape->manifest, self->manifest_bytes, &cause);
  if (g_error_matches (cause, SL_STORE_ERROR, SL_STORE_ERROR_NEWER))
    return refuse_cause (error, self, fixed_names[MANIFEST], g_steal_pointer (&cause));
  if (!sl_key_verify (self->key, self->manifest_bytes, get_attachment (extraction, SIGNATURE)))
    return refuse (
        error, self,
        _ ("its signature is wrong. It was changed since it was signed, or the signature "
           "is another bundle's. Ask for it to be sent again."));
  if (self->manifest == NULL)
    return refuse_cause (error, self, fixed_names[MANIFEST], g_steal_pointer (&cause));
  key = g_bytes_get_data (self->key, &length);
  for (gsize i = 0; i < length; i++)
    {
      const char *digits = sl_bundle_file_get (self, SL_MANIFEST_KEY, 0) + 2 * i;
      if (g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1]) != key[i])
        return refuse (error, self, _ ("it is signed with another key than it names."));
    }
  return TRUE;
}

/* The manifest lists the entries of the archive, but itself and the signature, in their order. */
static gboolean
check_entries (SlBundleFile *self, SlExtraction *extraction, GError **error)
{
  guint listed = 0;
  guint n_listed = sl_lines_count (self->manifest, SL_MANIFEST_ENTRY);

  for (guint i = 0; i < sl_extraction_get_n_attachments (extraction); i++)
    {
      const SlAttachment *entry = sl_extraction_get_attachment (extraction, i);
      g_autofree char *hash = NULL;
      g_autofree char *size = NULL;
      char **values;

      if (i == MANIFEST || i == SIGNATURE)
        continue;
      values = listed < n_listed ? sl_lines_get (self->manifest, SL_MANIFEST_ENTRY, listed)->values
                                 : NULL;
      if (values == NULL || !g_str_equal (values[SL_MANIFEST_ENTRY_NAME], entry->name))
        return refuse (
            error, self,
            _ ("its part “%s” is not where its manifest says, or is missing or added. Ask "
               "for it to be sent again."),
            values != NULL ? values[SL_MANIFEST_ENTRY_NAME] : entry->name);
      listed++;
      hash = sl_hash_bytes (entry->bytes);
      size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (entry->bytes));
      if (!g_str_equal (hash, values[SL_MANIFEST_ENTRY_HASH]) ||
          !g_str_equal (size, values[SL_MANIFEST_ENTRY_SIZE]))
        return refuse (error, self,
                       _ ("its part “%s” was changed since it was signed. Ask for it to be sent "
                          "again."),
                       entry->name);
      g_hash_table_insert (self->entries, g_strdup (entry->name), g_bytes_ref (entry->bytes));
    }
  if (listed < n_listed)
    return refuse (
        error, self, _ ("its part “%s” is missing. Ask for it to be sent again."),
        sl_lines_get (self->manifest, SL_MANIFEST_ENTRY, listed)->values[SL_MANIFEST_ENTRY_NAME]);
  return TRUE;
}

static gboolean
hash_sink (const void *bytes, gsize length, gpointer data, GError **error)
{
  g_checksum_update (data, bytes, (gssize) length);
  return TRUE;
}

/* Written again, the entries give the file, byte for byte. */
static gboolean
check_archive (SlBundleFile *self, SlExtraction *extraction, SlSealedFile *file, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (SlZipWriter) writer = sl_zip_writer_new (hash_sink, checksum);

  for (guint i = 0; i < sl_extraction_get_n_attachments (extraction); i++)
    if (!sl_zip_writer_add (writer, sl_extraction_get_attachment (extraction, i)->name,
                            get_attachment (extraction, i), error))
      return FALSE;
  if (!sl_zip_writer_finish (writer, error))
    return FALSE;
  if (!g_str_equal (g_checksum_get_string (checksum), sl_sealed_file_get_sha256 (file)))
    return refuse (
        error, self,
        _ ("it holds more than its parts, or was put together by another program. Ask for "
           "it to be sent again."));
  return TRUE;
}

static void
list_review_parts (SlLines *content, const char *kind, GHashTable *wanted)
{
  gboolean review = g_str_equal (kind, "review");

  for (guint i = 0; review && i < sl_lines_count (content, SL_CONTENT_VERSION); i++)
    g_hash_table_add (
        wanted,
        g_strconcat (SL_BUNDLE_PREFIX_VERSION,
                     sl_lines_get (content, SL_CONTENT_VERSION, i)->values[SL_BUNDLE_VERSION_HASH],
                     NULL));
  for (guint i = 0; i < sl_lines_count (content, SL_CONTENT_DOCUMENT); i++)
    {
      char **values = sl_lines_get (content, SL_CONTENT_DOCUMENT, i)->values;
      if (g_str_equal (values[SL_BUNDLE_DOCUMENT_CARRIED], "1"))
        g_hash_table_add (
            wanted, g_strconcat (SL_BUNDLE_PREFIX_FILE, values[SL_BUNDLE_DOCUMENT_HASH], NULL));
    }
}

const SlBundleShape sl_bundle_review_shape = {
  .manifest = &sl_bundle_manifest_format,
  .content = &sl_bundle_content_format,
  .check = sl_bundle_content_check,
  .list_parts = list_review_parts,
  .other = SL_BUNDLE_PORTFOLIO_WORD,
  .elsewhere = N_ (
      "it carries a portfolio. Read it under Progress, or with “sightline-cli progress "
      "bundle”."),
};

/* Entries are what the records speak of, and nothing besides. */
static gboolean
check_parts (SlBundleFile *self, GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  self->shape->list_parts (self->content, sl_bundle_file_get (self, SL_MANIFEST_KIND, 0), wanted);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      GBytes *bytes = g_hash_table_lookup (self->entries, name);
      g_autofree char *hash = bytes != NULL ? sl_hash_bytes (bytes) : NULL;

      if (hash == NULL || !g_str_has_suffix (name, hash))
        return refuse (error, self, _ ("its part “%s” is missing. Ask for it to be sent again."),
                       (const char *) name);
    }
  /* "mimetype", "key" and "content" are spoken of by none. */
  if (g_hash_table_size (self->entries) != g_hash_table_size (wanted) + 3)
    return refuse (error, self, _ ("it carries a part that its records do not speak of."));
  return TRUE;
}

static gboolean
read_content (SlBundleFile *self, GError **error)
{
  GError *cause = NULL;

  self->content = sl_lines_parse (
      self->shape->content, g_hash_table_lookup (self->entries, fixed_names[CONTENT]), &cause);
  if (self->content == NULL ||
      !self->shape->check (self->content, sl_bundle_file_get (self, SL_MANIFEST_KIND, 0), &cause))
    return refuse_cause (error, self, fixed_names[CONTENT], cause);
  return check_parts (self, error);
}

static gboolean
check_all (SlBundleFile *self, SlSealedFile *file, SlExtraction *extraction, GError **error)
{
  return check_fixed_entries (self, extraction, error) && read_manifest (self, extraction, error) &&
         check_entries (self, extraction, error) && check_archive (self, extraction, file, error) &&
         read_content (self, error);
}

/**
 * sl_bundle_file_open:
 * @pool: the workers
 * @path: a file
 * @cancellable: (nullable): to give up
 * @error: return location; SL_STORE_ERROR_NEWER for a newer program's bundle,
 * SL_STORE_ERROR_REFUSED when it is none or was changed, a GIO error when it cannot be opened
 *
 * Returns: (transfer full): the bundle, whole and signed by the key that it holds
 */
SlBundleFile *
sl_bundle_file_open (SlWorkerPool *pool,
                     const char *path,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_path (path, error);

  return file != NULL
             ? sl_bundle_file_open_sealed (pool, &sl_bundle_review_shape, file, cancellable, error)
             : NULL;
}

/* The same of a bundle of any shape that was sealed already, as one that lay within another. */
SlBundleFile *
sl_bundle_file_open_sealed (SlWorkerPool *pool,
                            const SlBundleShape *shape,
                            SlSealedFile *file,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (SlBundleFile) self = g_new0 (SlBundleFile, 1);
  g_autoptr (SlExtraction) extraction = NULL;

  self->shape = shape;
  self->name = g_strdup (sl_sealed_file_get_name (file));
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_bytes_unref);
  if (!g_str_equal (sl_sealed_file_get_media_type (file), SL_BUNDLE_MEDIA_TYPE))
    {
      refuse (error, self, _ ("it is not a case bundle. Choose the file that Sightline made."));
      return NULL;
    }
  extraction = sl_worker_pool_extract (pool, file, NULL, cancellable, error);
  if (extraction == NULL)
    return NULL;
  if (sl_extraction_get_state (extraction) != SL_EXTRACTION_READ)
    {
      refuse (error, self, "%s", sl_extraction_get_reason (extraction));
      return NULL;
    }
  return check_all (self, file, extraction, error) ? g_steal_pointer (&self) : NULL;
}

/* Writing. */

SlBundlePart *
sl_bundle_part_new (const char *prefix, const char *sha256, GBytes *bytes, gint64 size)
{
  SlBundlePart *self = g_new0 (SlBundlePart, 1);

  self->name = g_strconcat (prefix, sha256, NULL);
  self->sha256 = g_strdup (sha256);
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->size = bytes != NULL ? (gint64) g_bytes_get_size (bytes) : size;
  return self;
}

void
sl_bundle_part_free (SlBundlePart *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
list_entry (SlLines *manifest, const char *name, const char *hash, gint64 size)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, size);
  sl_lines_add (manifest, SL_MANIFEST_ENTRY, name, hash, digits, NULL);
}

static void
list_bytes (SlLines *manifest, const char *name, GBytes *bytes)
{
  g_autofree char *hash = sl_hash_bytes (bytes);
  list_entry (manifest, name, hash, (gint64) g_bytes_get_size (bytes));
}

/* The fixed entries, signed; the manifest lists all but itself and the signature. */
static gboolean
make_fixed (SlSigningKey *key,
            SlLines *manifest,
            SlLines *content,
            GPtrArray *parts,
            GBytes **fixed,
            GError **error)
{
  fixed[MIMETYPE] = g_bytes_new_static (SL_BUNDLE_MEDIA_TYPE, strlen (SL_BUNDLE_MEDIA_TYPE));
  fixed[KEY] = g_bytes_ref (sl_signing_key_get_public (key));
  fixed[CONTENT] = sl_lines_to_bytes (content, error);
  if (fixed[CONTENT] == NULL)
    return FALSE;
  list_bytes (manifest, fixed_names[MIMETYPE], fixed[MIMETYPE]);
  list_bytes (manifest, fixed_names[KEY], fixed[KEY]);
  list_bytes (manifest, fixed_names[CONTENT], fixed[CONTENT]);
  for (guint i = 0; i < parts->len; i++)
    {
      const SlBundlePart *part = g_ptr_array_index (parts, i);
      list_entry (manifest, part->name, part->sha256, part->size);
    }
  fixed[MANIFEST] = sl_lines_to_bytes (manifest, error);
  if (fixed[MANIFEST] == NULL)
    return FALSE;
  fixed[SIGNATURE] = sl_signing_key_sign (key, fixed[MANIFEST]);
  return TRUE;
}

static gboolean
fd_sink (const void *bytes, gsize length, gpointer data, GError **error)
{
  const guint8 *at = bytes;
  int fd = *(int *) data;

  while (length > 0)
    {
      gssize n = write (fd, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                       _ ("The bundle could not be written: %s."), g_strerror (errno));
          return FALSE;
        }
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_part (SlZipWriter *writer, SlLibrary *library, const SlBundlePart *part, GError **error)
{
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (part->bytes != NULL)
    return sl_zip_writer_add (writer, part->name, part->bytes, error);
  file = sl_library_open (library, part->sha256, error);
  bytes = file != NULL ? sl_sealed_file_map (file, error) : NULL;
  return bytes != NULL && sl_zip_writer_add (writer, part->name, bytes, error);
}

static gboolean
write_archive (int fd, SlLibrary *library, GBytes **fixed, GPtrArray *parts, GError **error)
{
  g_autoptr (SlZipWriter) writer = sl_zip_writer_new (fd_sink, &fd);

  for (guint i = 0; i < FIXED_ENTRIES; i++)
    if (!sl_zip_writer_add (writer, fixed_names[i], fixed[i], error))
      return FALSE;
  for (guint i = 0; i < parts->len; i++)
    if (!write_part (writer, library, g_ptr_array_index (parts, i), error))
      return FALSE;
  if (!sl_zip_writer_finish (writer, error))
    return FALSE;
  if (fsync (fd) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The bundle could not be written: %s."), g_strerror (errno));
  return FALSE;
}

gboolean
sl_bundle_file_write (SlLibrary *library,
                      SlSigningKey *key,
                      SlLines *manifest,
                      SlLines *content,
                      GPtrArray *parts,
                      const char *path,
                      char **temporary,
                      GError **error)
{
  GBytes *fixed[FIXED_ENTRIES] = { NULL };
  g_autofree char *name = g_strconcat (path, ".XXXXXX", NULL);
  gboolean written = make_fixed (key, manifest, content, parts, fixed, error);
  int fd = -1;

  if (written)
    {
      fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
      if (fd < 0)
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                     _ ("The bundle cannot be put there: %s."), g_strerror (errno));
      written = fd >= 0 && write_archive (fd, library, fixed, parts, error);
    }
  if (fd >= 0)
    close (fd);
  if (fd >= 0 && !written)
    g_unlink (name);
  for (guint i = 0; i < FIXED_ENTRIES; i++)
    g_clear_pointer (&fixed[i], g_bytes_unref);
  if (written)
    *temporary = g_steal_pointer (&name);
  return written;
}

void
sl_bundle_file_discard (const char *temporary)
{
  g_unlink (temporary);
}

gboolean
sl_bundle_file_publish (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_rename (temporary, path) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The bundle cannot be put there: %s."), g_strerror (errno));
      g_unlink (temporary);
      return FALSE;
    }
  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
  return TRUE;
}
