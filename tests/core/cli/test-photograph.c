/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-cli.h"
#include "sl-test-photograph.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* The verb photograph as a script sees it. */

static void
put (const char *folder, const char *name, gconstpointer data, gssize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);
}

static const char summary[] =
    "<html><body><div id='idox'><table id='simpleDetailsTable'>"
    "<tr><th>Reference</th><td>UTT/26/2147/FUL</td></tr>"
    "<tr><th>Address</th><td>Land east of Mallard Way, Thornbury St Anne</td></tr>"
    "<tr><th>Proposal</th><td>Erection of 48 homes and 9 flats</td></tr>"
    "</table></div></body></html>";

static void
put_photograph (const char *folder)
{
  g_autoptr (GBytes)
      bytes = sl_test_make_photograph (&(SlTestPhotograph){ .width = 400,
                                                            .height = 300,
                                                            .taken = "2026:11:03 14:05:09",
                                                            .position = TRUE,
                                                            .make = "Fenwick" });

  put (folder, "IMG_0001.jpg", g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

/* A case with one photograph, whose id is given back. */
static char *
make_case (const char *data, const char *folder)
{
  g_autofree char *form = g_build_filename (folder, "summary.html", NULL);
  g_autofree char *photograph = g_build_filename (folder, "IMG_0001.jpg", NULL);
  g_auto (SlTestRun) ran = { 0 };

  put (folder, "summary.html", summary, -1);
  put_photograph (folder);
  sl_test_run_cli (&ran, data, "import", form, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "photograph", "add", "UTT/26/2147/FUL", photograph, NULL);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "added          IMG_0001.jpg  Photograph, taken on 3 November "
                                     "2026 at 14:05; it says where"));
  sl_test_run_cli (&ran, data, "photograph", "UTT/26/2147/FUL", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "  2026-11-03T14:05:09  IMG_0001.jpg  not looked at, original "
                                     "says where\n"));
  return g_strndup (ran.out, 36);
}

static void
test_words (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *id = make_case (data, folder);
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, data, "photograph", "set", id, "caption=Rear gate, plot 12",
                   "seen=A gate below the fence", "item=H21", "taken=2026-11-03T15:05", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "photograph", "place", id, "--plan", "Council register page", "--at",
                   "100,120", "--direction", "-90", NULL);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "--json", "photograph", "UTT/26/2147/FUL", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_nonnull (strstr (ran.out, "\"caption\" : \"Rear gate, plot 12\""));
  g_assert_nonnull (strstr (ran.out, "\"seen\" : \"A gate below the fence\""));
  g_assert_nonnull (strstr (ran.out, "\"item-id\" : \"H21\""));
  g_assert_nonnull (strstr (ran.out, "\"taken-source\" : \"officer\""));
  g_assert_nonnull (strstr (ran.out, "\"has-position\" : true"));
  g_assert_nonnull (strstr (ran.out, "\"direction\" : 270"));
  g_assert_nonnull (strstr (ran.out, "\"plan-page\" : 1"));

  sl_test_run_cli (&ran, data, "photograph", "place", id, NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "--json", "photograph", "UTT/26/2147/FUL", NULL);
  g_assert_null (strstr (ran.out, "plan-page"));
}

static void
test_export (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *id = make_case (data, folder);
  g_autofree char *path = g_build_filename (folder, "out.jpg", NULL);
  g_autofree char *jpeg = NULL;
  g_auto (SlTestRun) ran = { 0 };
  gsize length;

  sl_test_run_cli (&ran, data, "photograph", "export", id, "-o", path, NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "Nobody has looked for faces and number plates"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  sl_test_run_cli (&ran, data, "photograph", "privacy", id, "clear", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "photograph", "export", id, "-o", path, NULL);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_cmpint (ran.code, ==, 0);
  g_assert_true (g_file_get_contents (path, &jpeg, &length, NULL));
  g_assert_cmpmem (jpeg, 3, "\xff\xd8\xff", 3);
  g_assert_null (memmem (jpeg, length, "Exif", 4));
  sl_test_run_cli (&ran, data, "audit", "verify", NULL);
  g_assert_cmpint (ran.code, ==, 0);
}

/* The inflated file, where the tree of what its parts are can be read. */
static char *
dump_pdf (const char *path)
{
  const char *const argv[] = { "qpdf", "--qdf", "--object-streams=disable", path, "-", NULL };
  g_autoptr (GSubprocess) tool = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (tool, NULL, NULL, &bytes, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (tool));
  text = g_strndup (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0')
      text[i] = ' ';
  return text;
}

/* The attributes of the one figure of a visit's report that shows the photograph. */
static char *
dump_figure (const char *data, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *text = NULL;
  g_auto (SlTestRun) ran = { 0 };
  g_auto (GStrv) objects = NULL;
  char *figure = NULL;

  sl_test_run_cli (&ran, data, "report", "visit-report", "VIS/2026/001", "-o", path, NULL);
  g_assert_cmpstr (ran.err, ==, "");
  g_assert_cmpint (ran.code, ==, 0);
  text = dump_pdf (path);
  objects = g_strsplit (text, "\nendobj", -1);
  for (guint i = 0; objects[i] != NULL; i++)
    if (strstr (objects[i], "/S /Figure") != NULL)
      {
        g_assert_null (figure);
        figure = g_strdup (objects[i]);
      }
  g_assert_nonnull (figure);
  return figure;
}

static void
test_read_out (void)
{
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *id = make_case (data, folder);
  g_autofree char *unsaid = NULL, *said = NULL;
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, data, "visit", "new", "UTT/26/2147/FUL", "--form", "visit", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "photograph", "set", id, "sheet=VIS/2026/001",
                   "caption=Rear gate, plot 12", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  sl_test_run_cli (&ran, data, "photograph", "privacy", id, "clear", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  unsaid = dump_figure (data, folder);
  g_assert_nonnull (strstr (unsaid, "/Alt (Rear gate, plot 12"));

  sl_test_run_cli (&ran, data, "photograph", "set", id,
                   "seen=A gate that ends a hand above the ground", NULL);
  g_assert_cmpint (ran.code, ==, 0);
  said = dump_figure (data, folder);
  g_assert_nonnull (strstr (said, "/Alt (A gate that ends a hand above the ground)"));
}

static void
test_refused (void)
{
  static const char heic[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic";
  g_autofree char *data = sl_test_make_folder (), *folder = sl_test_make_folder ();
  g_autofree char *id = make_case (data, folder);
  g_autofree char *path = g_build_filename (folder, "IMG_0002.HEIC", NULL);
  g_auto (SlTestRun) ran = { 0 };

  put (folder, "IMG_0002.HEIC", heic, sizeof heic);
  sl_test_run_cli (&ran, data, "photograph", "add", "UTT/26/2147/FUL", path, NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.out, "refused        IMG_0002.HEIC  This is a HEIC photograph: "
                                     "Sightline cannot read it. Export it as JPEG.\n"));
  sl_test_run_cli (&ran, data, "photograph", "set", id, "taken=yesterday", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, "is no time"));
  sl_test_run_cli (&ran, data, "photograph", "set", id, "sheet=VIS/2026/999", NULL);
  g_assert_cmpint (ran.code, ==, 1);
  sl_test_run_cli (&ran, data, "photograph", "set", id, "colour=red", NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, data, "photograph", "privacy", id, "probably", NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, data, "photograph", "place", id, "--plan", "IMG_0001.jpg", "--at", "x,1",
                   NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, data, "photograph", "export", id, NULL);
  g_assert_cmpint (ran.code, ==, 2);
  sl_test_run_cli (&ran, data, "photograph", NULL);
  g_assert_cmpint (ran.code, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/photograph/what-is-said-of-one-is-listed", test_words);
  g_test_add_func ("/cli/photograph/what-may-leave-is-given-out", test_export);
  g_test_add_func ("/cli/photograph/what-is-seen-is-read-out-in-the-report", test_read_out);
  g_test_add_func ("/cli/photograph/what-makes-no-sense-is-refused", test_refused);
  return g_test_run ();
}
