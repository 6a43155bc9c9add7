/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* The verb import as a script sees it. */

typedef struct
{
  int code;
  char *out, *err;
} Ran;

static void
ran_clear (Ran *ran)
{
  g_free (ran->out);
  g_free (ran->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ran, ran_clear)

static void G_GNUC_NULL_TERMINATED
run (Ran *ran, const char *data, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *argument;
  int status;
  va_list words;

  ran_clear (ran);
  g_ptr_array_add (arguments, (char *) g_getenv ("SIGHTLINE_CLI"));
  g_ptr_array_add (arguments, "--data");
  g_ptr_array_add (arguments, (char *) data);
  va_start (words, data);
  while ((argument = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (arguments, (char *) argument);
  va_end (words);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, 0, NULL, NULL, &ran->out, &ran->err,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  ran->code = WEXITSTATUS (status);
}

static char *
put (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static const char summary[] =
    "<html><body><div id='idox'><table id='simpleDetailsTable'>"
    "<tr><th>Reference</th><td>UTT/26/2147/FUL</td></tr>"
    "<tr><th>Address</th><td>Land east of Mallard Way, Thornbury St Anne</td></tr>"
    "<tr><th>Proposal</th><td>Erection of 48 homes and 9 flats</td></tr>"
    "</table></div></body></html>";

static void
test_lines (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *form = put (folder, "summary.html", summary);
  g_autofree char *good = put (folder, "Planning Statement.txt", "Planning statement.");
  g_autofree char *bad = put (folder, "broken.pdf", "%PDF-1.7 and nothing");
  g_auto (Ran) ran = { 0 };

  run (&ran, data, "import", folder, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_nonnull (strstr (ran.out, "UTT/26/2147/FUL  Land east of Mallard Way"));
  g_assert_nonnull (strstr (ran.out, "  facts          summary.html  Council register page\n"));
  g_assert_nonnull (strstr (
      ran.out, "  added          Planning Statement.txt  Planning statement, 1 page, readable\n"));
  g_assert_nonnull (strstr (ran.out, "  refused        broken.pdf  "));

  run (&ran, data, "import", folder, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "nothing was changed"));
  run (&ran, data, "search", "UTT/26/2147/FUL", "statement", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "Planning"));
  run (&ran, data, "audit", "verify", NULL);
  g_assert_cmpint (ran.code, ==, 0);
}

static void
test_given_case (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *form = put (folder, "summary.html", summary);
  g_autofree char *late = put (folder, "Late.txt", "A late paper.");
  g_auto (Ran) ran = { 0 };

  run (&ran, data, "import", form, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  run (&ran, data, "--json", "import", "--case", "utt/26/2147/ful", late, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "\"cases-made\" : 0"));
  g_assert_nonnull (strstr (ran.out, "\"outcome\" : \"added\""));
}

static void
test_failures (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *bad = put (folder, "broken.pdf", "%PDF-1.7 and nothing");
  g_auto (Ran) ran = { 0 };

  run (&ran, data, "import", bad, NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "Nothing could be imported"));
  g_assert_nonnull (strstr (ran.out, "refused        broken.pdf"));
  run (&ran, data, "import", "/nowhere/at/all.pdf", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  run (&ran, data, "import", NULL);
  g_assert_cmpint (ran.code, ==, 2);
  run (&ran, data, "import", "--case", "UTT/99/0000/FUL", bad, NULL);
  g_assert_cmpint (ran.code, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/import/each-file-has-its-line", test_lines);
  g_test_add_func ("/cli/import/a-case-can-be-named", test_given_case);
  g_test_add_func ("/cli/import/nothing-imported-is-a-failure", test_failures);
  return g_test_run ();
}
