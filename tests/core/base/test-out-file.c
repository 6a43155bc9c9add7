/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-out-file.h"

#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_written (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "Minutes.pdf", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("words", 5);
  g_autoptr (GError) error = NULL;
  g_autofree char *read = NULL;
  GStatBuf info;

  g_assert_true (sl_out_file_write (path, bytes, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &read, NULL, NULL));
  g_assert_cmpstr (read, ==, "words");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
refuse (const char *path, const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("words", 5);
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_out_file_write (path, bytes, &error));
  g_assert_cmpstr (error->message, ==, words);
}

/* What any account meets, root too: no such folder, a file in its place, a name too long. */
static void
test_refused (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *file = g_build_filename (folder, "note", NULL);
  g_autofree char *under = g_build_filename (file, "Minutes.pdf", NULL);
  g_autofree char *gone_folder = g_build_filename (folder, "gone", NULL);
  g_autofree char *gone = g_build_filename (gone_folder, "Minutes.pdf", NULL);
  g_autofree char *gone_words = g_strdup_printf (
      "Minutes.pdf was not written: there is no folder “%s” any more. Choose another.",
      gone_folder);
  g_autofree char *under_words = g_strdup_printf (
      "Minutes.pdf was not written: “%s” is no folder. Choose one.", file);

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  refuse (gone, gone_words);
  refuse (under, under_words);
}

static void
test_explained (void)
{
  static const struct
  {
    GFileError code;
    const char *words;
  } cases[] = {
    { G_FILE_ERROR_ACCES, "you may not write in the folder “/srv/papers”" },
    { G_FILE_ERROR_NOSPC, "the disk that holds “/srv/papers” is full" },
    { G_FILE_ERROR_ROFS, "“/srv/papers” can only be read" },
    { G_FILE_ERROR_IO, "what the kernel said" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)
          error = g_error_new_literal (G_FILE_ERROR, (int) cases[i].code, "what the kernel said");
      g_autofree char *text = sl_out_file_explain ("/srv/papers/Minutes.pdf", error);

      g_assert_true (g_str_has_prefix (text, "Minutes.pdf was not written: "));
      g_assert_nonnull (strstr (text, cases[i].words));
      g_assert_null (strstr (text, "Minutes.pdf."));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/out-file/is-whole-and-its-owners-alone", test_written);
  g_test_add_func ("/base/out-file/a-folder-that-is-none-is-named", test_refused);
  g_test_add_func ("/base/out-file/an-error-says-why-and-the-way-out", test_explained);
  return g_test_run ();
}
