/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-document-records.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "packs/sl-pack.h"
#include "sl-test-case.h"
#include "sl-test-intake.h"
#include "sl-test-photograph.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <string.h>

/* Photographs on their way in: many at once, among planning papers, and when it is given up. */

static void
put (SlTestIntake *f, const char *name, gconstpointer data, gsize length)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

/* @number makes each another file. */
static void
put_photograph (SlTestIntake *f, guint number)
{
  g_autofree char *name = g_strdup_printf ("IMG_%04u.jpg", number);
  g_autoptr (GBytes) bytes = sl_test_make_photograph (&(SlTestPhotograph){
      .width = 60, .height = 40, .taken = "2026:11:03 14:05:09", .comment = name });

  put (f, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_photographs (SlTestIntake *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sl_photographs_list (f->store, f->case_id, NULL, &error);

  g_assert_no_error (error);
  return g_list_model_get_n_items (list);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static SlImportResult *
bring_in (SlTestIntake *f, SlImportProgress progress, GCancellable *cancellable, GError **error)
{
  return sl_import_to (f->library, f->packs, (const char *[]){ f->folder, NULL },
                       &(SlImportTarget){ .case_id = f->case_id }, progress, cancellable,
                       cancellable, error);
}

/* One row in the trail, one small copy each, and a second time nothing. */
static void
test_many (SlTestIntake *f, gconstpointer data)
{
  g_autofree char *thumbnails = g_build_filename (f->data, "thumbnails", NULL);
  guint before = sl_test_count_audit (f->store);
  g_autoptr (SlImportResult) result = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    put_photograph (f, i);
  result = bring_in (f, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_documents, ==, 40);
  g_assert_cmpuint (count_photographs (f), ==, 40);
  g_assert_cmpuint (count_files (thumbnails), ==, 40);
  g_assert_cmpuint (sl_test_count_audit (f->store), ==, before + 1);
  again = bring_in (f, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (again->changed);
  g_assert_cmpuint (count_photographs (f), ==, 40);
}

static void
cancel_cb (SlImportPhase phase, guint done, guint total, const char *name, gpointer data)
{
  if (phase == SL_IMPORT_READING && done == 3)
    g_cancellable_cancel (data);
}

static void
test_cancelled (SlTestIntake *f, gconstpointer data)
{
  g_autofree char *thumbnails = g_build_filename (f->data, "thumbnails", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12; i++)
    put_photograph (f, i);
  g_assert_null (bring_in (f, cancel_cb, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_photographs (f), ==, 0);
  g_assert_cmpuint (count_files (thumbnails), ==, 0);
}

/* What cannot be read is told by its name, and keeps none of the others back. */
static void
test_among_bad_ones (SlTestIntake *f, gconstpointer data)
{
  static const char heic[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic";
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put_photograph (f, 1);
  put (f, "IMG_0002.HEIC", heic, sizeof heic);
  put (f, "IMG_0003.jpg", "\xff\xd8\xff and no picture", 18);
  result = bring_in (f, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->lines->len, ==, 3);
  g_assert_cmpuint (result->n_documents, ==, 1);
  g_assert_cmpuint (result->n_refused, ==, 2);
  g_assert_cmpuint (count_photographs (f), ==, 1);
  for (guint i = 0; i < result->lines->len; i++)
    {
      const SlImportLine *line = g_ptr_array_index (result->lines, i);

      if (g_str_equal (line->name, "IMG_0002.HEIC"))
        g_assert_cmpstr (line->text, ==,
                         "This is a HEIC photograph: Sightline cannot read it. Export it as JPEG.");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/intake/photographs/" name, SlTestIntake, NULL, sl_test_intake_set_up, func,        \
              sl_test_intake_tear_down)
  ADD ("many-at-once-are-one-change", test_many);
  ADD ("one-given-up-leaves-no-small-copy", test_cancelled);
  ADD ("bad-ones-are-named-and-keep-none-back", test_among_bad_ones);
#undef ADD
  return g_test_run ();
}
