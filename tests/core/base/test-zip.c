/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-zip.h"

#include "sl-test.h"

#include <string.h>

static gboolean
append (const void *bytes, gsize length, gpointer data, GError **error)
{
  g_byte_array_append (data, bytes, length);
  return TRUE;
}

static gboolean
fail (const void *bytes, gsize length, gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

static GByteArray *
write_sample (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (SlZipWriter) writer = sl_zip_writer_new (append, out);
  g_autoptr (GBytes) words = g_bytes_new_static ("Land east of Mallard Way", 24);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  sl_zip_writer_add (writer, "words", words, &error);
  g_assert_no_error (error);
  sl_zip_writer_add (writer, "nothing", nothing, &error);
  g_assert_no_error (error);
  sl_zip_writer_finish (writer, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&out);
}

/* Judged by another reader than ours: Python's. */
static void
test_other_reader (void)
{
  g_autoptr (GByteArray) out = write_sample ();
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "sample.zip", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_file_set_contents (path, (const char *) out->data, out->len, &error);
  g_assert_no_error (error);
  process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/usr/bin/python3", "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None;"
      "print(*[(n, z.read(n).decode()) for n in z.namelist()])",
      path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, "('words', 'Land east of Mallard Way') ('nothing', '')\n");
}

static void
test_same_bytes (void)
{
  g_autoptr (GByteArray) one = write_sample ();
  g_autoptr (GByteArray) two = write_sample ();

  g_assert_cmpmem (one->data, one->len, two->data, two->len);
}

static void
test_full (void)
{
  g_autoptr (SlZipWriter) writer = sl_zip_writer_new (fail, NULL);
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_zip_writer_add (writer, "words", words, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/zip/another-reader-finds-what-was-put-in", test_other_reader);
  g_test_add_func ("/base/zip/the-same-entries-give-the-same-bytes", test_same_bytes);
  g_test_add_func ("/base/zip/a-full-disk-is-told", test_full);
  return g_test_run ();
}
