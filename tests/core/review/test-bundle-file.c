/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-hash.h"
#include "base/sl-hex.h"
#include "base/sl-zip.h"
#include "people/sl-person.h"
#include "review/sl-bundle-file.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The file of a bundle, over the real worker: what is not exactly what was signed is refused. */

#define HASH_0 "0000000000000000000000000000000000000000000000000000000000000000"
#define CASE_ID "01940000-0000-7000-8000-000000000001"
#define PERSON_ID "01940000-0000-7000-8000-000000000002"
#define VERSION_ID "01940000-0000-7000-8000-000000000003"
#define DOCUMENT_ID "01940000-0000-7000-8000-000000000004"
#define TIME "2026-11-22T07:00:00.000Z"

typedef struct
{
  char *folder;
  char *path;
  SlStore *store;
  SlLibrary *library;
  SlSigningKey *key;
} Fixture;

/* One entry of an archive that is made by hand. */
typedef struct
{
  const char *name;
  GBytes *bytes;
} Entry;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);

  fixture->folder = sl_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "Mallard Way.sightline", NULL);
  fixture->store = sl_store_open (fixture->folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  person = sl_people_current (fixture->store, &error);
  g_assert_no_error (error);
  fixture->library = sl_library_new (fixture->store, pool, &error);
  g_assert_no_error (error);
  fixture->key = sl_signing_key_open (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->key, sl_signing_key_free);
  g_clear_object (&fixture->library);
  sl_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static SlLines *
make_manifest (Fixture *fixture, const char *kind)
{
  SlLines *manifest = sl_lines_new (&sl_bundle_manifest_format);
  g_autofree char *key = sl_hex_from_bytes (sl_signing_key_get_public (fixture->key));

  sl_lines_add (manifest, SL_MANIFEST_KIND, kind, NULL);
  sl_lines_add (manifest, SL_MANIFEST_CASE, CASE_ID, "UTT/26/2147/FUL", "Land east of Mallard Way",
                NULL);
  sl_lines_add (manifest, SL_MANIFEST_SENDER, PERSON_ID, "Rowan Ashdown", "officer", "self", NULL);
  sl_lines_add (manifest, SL_MANIFEST_KEY, key, NULL);
  sl_lines_add (manifest, SL_MANIFEST_SERIAL, "7", NULL);
  sl_lines_add (manifest, SL_MANIFEST_MADE, TIME, "0.1.0", NULL);
  return manifest;
}

static SlLines *
make_content (const char *version_hash, const char *file_hash)
{
  SlLines *content = sl_lines_new (&sl_bundle_content_format);

  sl_lines_add (content, SL_CONTENT_HEAD, "12", HASH_0, NULL);
  if (file_hash != NULL)
    sl_lines_add (content, SL_CONTENT_CASE, "planning", "in-review", "houses parking", NULL);
  sl_lines_add (content, SL_CONTENT_PERSON, PERSON_ID, "Rowan Ashdown", "officer", "self", NULL);
  sl_lines_add (content, SL_CONTENT_VERSION, VERSION_ID, "1", "submitted", version_hash,
                "objection", "0", "Two lines\nand a \\ and a \t.", PERSON_ID, "officer", "1", TIME,
                "", NULL);
  if (file_hash != NULL)
    sl_lines_add (content, SL_CONTENT_DOCUMENT, DOCUMENT_ID, file_hash, "1", "plan.txt", "Plan",
                  "other", "", "", "", "text/plain", "9", "1", NULL);
  return content;
}

/* A whole review, made as the product makes it. */
static void
make_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) words = g_bytes_new_static ("the frozen letter\n", 18);
  g_autoptr (GBytes) plan = g_bytes_new_static ("the plan\n", 9);
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (plan, "plan.txt", &error);
  g_autofree char *hash = sl_hash_bytes (words);
  g_autoptr (SlLines) manifest = make_manifest (fixture, "review");
  g_autoptr (SlLines) content = make_content (hash, sl_sealed_file_get_sha256 (file));
  g_autoptr (GPtrArray)
      parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_bundle_part_free);
  g_autofree char *temporary = NULL;

  g_assert_no_error (error);
  sl_library_keep (fixture->library, file, &error);
  g_assert_no_error (error);
  g_ptr_array_add (parts, sl_bundle_part_new (SL_BUNDLE_PREFIX_VERSION, hash, words, 0));
  g_ptr_array_add (
      parts, sl_bundle_part_new (SL_BUNDLE_PREFIX_FILE, sl_sealed_file_get_sha256 (file), NULL, 9));
  sl_bundle_file_write (fixture->library, fixture->key, manifest, content, parts, fixture->path,
                        &temporary, &error);
  g_assert_no_error (error);
  sl_bundle_file_publish (temporary, fixture->path, &error);
  g_assert_no_error (error);
}

static gboolean
append (const void *bytes, gsize length, gpointer data, GError **error)
{
  g_byte_array_append (data, bytes, length);
  return TRUE;
}

static void
put_archive (Fixture *fixture, const Entry *entries, guint n_entries)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (SlZipWriter) writer = sl_zip_writer_new (append, out);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_entries; i++)
    sl_zip_writer_add (writer, entries[i].name, entries[i].bytes, &error);
  sl_zip_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_file_set_contents (fixture->path, (const char *) out->data, out->len, &error);
  g_assert_no_error (error);
}

static SlBundleFile *
open_it (Fixture *fixture, GError **error)
{
  return sl_bundle_file_open (sl_library_get_pool (fixture->library), fixture->path, NULL, error);
}

static void
assert_refused (Fixture *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleFile) file = open_it (fixture, &error);

  g_assert_null (file);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "Mallard Way.sightline"));
  g_assert_nonnull (strstr (error->message, words));
}

/* A reply whose parts can be spoilt one by one before it is signed or written. */
typedef struct
{
  Entry entries[8];
  guint n_entries;
  SlLines *manifest;
} Crafted;

static void
craft (Fixture *fixture, Crafted *crafted, GBytes *content)
{
  static const char *const names[] = { "mimetype", "key", "content" };
  GBytes *bytes[] = { g_bytes_new_static (SL_BUNDLE_MEDIA_TYPE, strlen (SL_BUNDLE_MEDIA_TYPE)),
                      g_bytes_ref (sl_signing_key_get_public (fixture->key)),
                      g_bytes_ref (content) };
  g_autoptr (GError) error = NULL;

  crafted->manifest = make_manifest (fixture, "reply");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *hash = sl_hash_bytes (bytes[i]);
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (bytes[i]));
      sl_lines_add (crafted->manifest, SL_MANIFEST_ENTRY, names[i], hash, size, NULL);
    }
  crafted->entries[0] = (Entry){ "mimetype", bytes[0] };
  crafted->entries[1] = (Entry){ "manifest", sl_lines_to_bytes (crafted->manifest, &error) };
  g_assert_no_error (error);
  crafted->entries[2] = (Entry){ "signature",
                                 sl_signing_key_sign (fixture->key, crafted->entries[1].bytes) };
  crafted->entries[3] = (Entry){ "key", bytes[1] };
  crafted->entries[4] = (Entry){ "content", bytes[2] };
  crafted->n_entries = 5;
}

static void
crafted_clear (Crafted *crafted)
{
  for (guint i = 0; i < crafted->n_entries; i++)
    g_bytes_unref (crafted->entries[i].bytes);
  sl_lines_free (crafted->manifest);
}

static GBytes *
plain_content (void)
{
  g_autoptr (SlLines) content = make_content (HASH_0, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sl_lines_to_bytes (content, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
replace (Crafted *crafted, guint entry, const void *bytes, gsize length)
{
  g_bytes_unref (crafted->entries[entry].bytes);
  crafted->entries[entry].bytes = g_bytes_new (bytes, length);
}

static void
sign_again (Fixture *fixture, Crafted *crafted)
{
  g_bytes_unref (crafted->entries[2].bytes);
  crafted->entries[2].bytes = sl_signing_key_sign (fixture->key, crafted->entries[1].bytes);
}

/* Tests. */

static void
test_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleFile) file = NULL;

  make_sound (fixture);
  file = open_it (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_TITLE), ==,
                   "Land east of Mallard Way");
  g_assert_cmpstr (
      sl_lines_get (file->content, SL_CONTENT_VERSION, 0)->values[SL_BUNDLE_VERSION_NOTE], ==,
      "Two lines\nand a \\ and a \t.");
  g_assert_cmpstr (file->fingerprint, ==, sl_signing_key_get_fingerprint (fixture->key));
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  gsize length, again;

  make_sound (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &one, &length, NULL));
  make_sound (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &two, &again, NULL));
  g_assert_cmpmem (one, length, two, again);
}

/* Each byte of all that frames the entries, and every so many of the rest. */
static void
test_altered_byte (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sound = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint tried = 0;
  gsize stride;

  make_sound (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &sound, &length, NULL));
  stride = length / 150;
  for (gsize at = 0; at < length; at += stride)
    {
      g_autoptr (SlBundleFile) file = NULL;

      sound[at] ^= 1 << at % 8;
      g_file_set_contents (fixture->path, sound, (gssize) length, &error);
      g_assert_no_error (error);
      sound[at] ^= 1 << at % 8;
      file = open_it (fixture, &error);
      if (file != NULL)
        g_test_fail_printf ("Byte %" G_GSIZE_FORMAT " may be altered", at);
      else
        g_assert_nonnull (strstr (error->message, "Mallard Way.sightline"));
      g_clear_error (&error);
      tried++;
    }
  g_test_message ("%u of %" G_GSIZE_FORMAT " bytes were altered, one at a time", tried, length);
}

static void
test_missing_and_extra (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = plain_content ();
  g_autoptr (SlBundleFile) whole = NULL;
  Crafted crafted;

  craft (fixture, &crafted, content);
  put_archive (fixture, crafted.entries, 5);
  whole = open_it (fixture, NULL);
  g_assert_nonnull (sl_bundle_file_get_entry (whole, "", "content"));
  put_archive (fixture, crafted.entries, 4);
  assert_refused (fixture, "“content” is missing");
  crafted.entries[5] = (Entry){ "file-0", g_bytes_new_static ("extra", 5) };
  crafted.n_entries = 6;
  put_archive (fixture, crafted.entries, 6);
  assert_refused (fixture, "“file-0”");
  crafted_clear (&crafted);
}

static void
test_wrong_signature (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = plain_content ();
  g_autoptr (GBytes) other = g_bytes_new_static ("sightline-bundle 1\nanother\n", 27);
  g_autoptr (GBytes) foreign = sl_signing_key_sign (fixture->key, other);
  Crafted crafted;

  craft (fixture, &crafted, content);
  /* The signature of another bundle by the same key. */
  replace (&crafted, 2, g_bytes_get_data (foreign, NULL), SL_SIGNATURE_BYTES);
  put_archive (fixture, crafted.entries, 5);
  assert_refused (fixture, "signature is wrong");
  /* Its manifest too: then it does not list these parts. */
  replace (&crafted, 1, g_bytes_get_data (other, NULL), g_bytes_get_size (other));
  put_archive (fixture, crafted.entries, 5);
  assert_refused (fixture, "“manifest”");
  crafted_clear (&crafted);
}

static void
test_swapped_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = plain_content ();
  Crafted crafted;

  craft (fixture, &crafted, content);
  replace (&crafted, 3, HASH_0, SL_KEY_BYTES);
  put_archive (fixture, crafted.entries, 5);
  assert_refused (fixture, "signature is wrong");
  crafted_clear (&crafted);
}

static void
test_altered_part (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = plain_content ();
  Crafted crafted;

  craft (fixture, &crafted, content);
  replace (&crafted, 4, "sightline-content 1\n", 20);
  put_archive (fixture, crafted.entries, 5);
  assert_refused (fixture, "“content” was changed");
  crafted_clear (&crafted);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = plain_content ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleFile) file = NULL;
  Crafted crafted;

  craft (fixture, &crafted, content);
  replace (&crafted, 1, "sightline-bundle 2\nwho knows what\n", 34);
  sign_again (fixture, &crafted);
  put_archive (fixture, crafted.entries, 5);
  file = open_it (fixture, &error);
  g_assert_null (file);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "newer Sightline"));
  crafted_clear (&crafted);
}

/* Signed by whoever it is: what is said is checked all the same. */
static void
test_bad_content (Fixture *fixture, gconstpointer data)
{
  static const char head[] = "sightline-content 1\nhead\t12\t" HASH_0 "\n";
  static const char person[] = "person\t" PERSON_ID "\tRowan\tofficer\tself\n";
  static const char version[] = "version\t" VERSION_ID "\t1\tsubmitted\t" HASH_0
                                "\tobjection\t0\t\t" PERSON_ID "\tofficer\t1\t" TIME "\t\n";
  static const struct
  {
    const char *lines;
    const char *words;
  } cases[] = {
    { "", "“person” is missing" },
    { "person\t" PERSON_ID "\tRowan\tking\tself\n", "line 3" },
    { "person\t" PERSON_ID "\tRo\\wan\tofficer\tself\n", "line 3" },
    { "person\t" PERSON_ID "\tRo\rwan\tofficer\tself\n", "line 3" },
    { "person\tRowan\tRowan\tofficer\tself\n", "line 3" },
    { "person\t" PERSON_ID "\tRowan\tofficer\n", "line 3" },
    { "person\t" PERSON_ID "\tRowan\tofficer\tself\tmore\n", "line 3" },
    { "person\t" PERSON_ID "\tRowan\tofficer\tself", "line 3" },
    { "nonsense\n", "line 3" },
    { "P" /* both persons, twice the same */, "twice" },
    { "V" /* a version without its author */, "without it" },
    { "D" /* a reply that brings a document */, "of its kind" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (head);
      g_autoptr (GBytes) content = NULL;
      Crafted crafted;

      if (g_str_equal (cases[i].lines, "P"))
        g_string_append_printf (text, "%s%s%s", person, person, version);
      else if (g_str_equal (cases[i].lines, "V"))
        g_string_append_printf (text, "person\t" DOCUMENT_ID "\tA\tofficer\tself\n%s", version);
      else if (g_str_equal (cases[i].lines, "D"))
        g_string_append_printf (text,
                                "%s%sdocument\t" DOCUMENT_ID "\t" HASH_0
                                "\t0\ta\tb\tother\t\t\t\ttext/plain\t1\t1\n",
                                person, version);
      else
        g_string_append (text, cases[i].lines);
      content = g_bytes_new (text->str, text->len);
      craft (fixture, &crafted, content);
      put_archive (fixture, crafted.entries, 5);
      assert_refused (fixture, cases[i].words);
      crafted_clear (&crafted);
    }
}

static void
test_surroundings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sound = NULL;
  g_autofree char *more = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  make_sound (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &sound, &length, NULL));
  more = g_malloc0 (length + 5);
  memcpy (more, sound, length);
  memcpy (more + length, "words", 5);
  g_file_set_contents (fixture->path, more, (gssize) length + 5, &error);
  g_assert_no_error (error);
  assert_refused (fixture, "more than its parts");
  g_file_set_contents (fixture->path, "Dear Judith", -1, &error);
  g_assert_no_error (error);
  assert_refused (fixture, "not a case bundle");
}

/* At once: not one byte of it is read. */
static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  int fd = g_open (fixture->path, O_WRONLY | O_CREAT, 0600);
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (ftruncate (fd, (off_t) 2 << 30), ==, 0);
  close (fd);
  assert_refused (fixture, "too big");
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

static void
test_odd_files (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (symlink ("/etc/passwd", fixture->path), ==, 0);
  assert_refused (fixture, "is a link");
  g_unlink (fixture->path);
  g_mkdir (fixture->path, 0700);
  assert_refused (fixture, "folder");
}

static void
test_nowhere_to_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLines) manifest = make_manifest (fixture, "reply");
  g_autoptr (SlLines) content = make_content (HASH_0, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "x.sightline", NULL);
  g_autofree char *temporary = NULL;

  g_assert_false (sl_bundle_file_write (fixture->library, fixture->key, manifest, content, parts,
                                        path, &temporary, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (temporary);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/review/bundle-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-sound-one-opens", test_sound);
  ADD ("the-same-records-give-the-same-bytes", test_same_bytes);
  ADD ("an-altered-byte-anywhere-is-refused", test_altered_byte);
  ADD ("a-missing-or-added-part-is-named", test_missing_and_extra);
  ADD ("a-signature-of-another-bundle-is-refused", test_wrong_signature);
  ADD ("a-swapped-key-is-refused", test_swapped_key);
  ADD ("an-altered-part-is-named", test_altered_part);
  ADD ("a-newer-format-is-refused-politely", test_newer);
  ADD ("what-it-says-is-checked-whoever-signed-it", test_bad_content);
  ADD ("bytes-around-the-parts-are-refused", test_surroundings);
  ADD ("two-gigabytes-are-refused-at-once", test_too_large);
  ADD ("links-and-folders-are-refused", test_odd_files);
  ADD ("a-folder-that-is-not-there-is-told", test_nowhere_to_write);
  return g_test_run ();
}
