/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-document-records.h"
#include "documents/sl-photograph.h"
#include "documents/sl-thumbnails.h"
#include "intake/sl-import.h"
#include "packs/sl-pack.h"
#include "sl-test-case.h"
#include "sl-test-intake.h"
#include "sl-test-photograph.h"
#include "sl-test.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Photographs of a case, brought in with the real worker: what is said of them, what is shown, and
 * what leaves. */

#define SHEET "01940000-0000-7000-8000-00000000000a"
#define ENTRY "01940000-0000-7000-8000-00000000000b"

static const SlTestPhotograph camera = { .width = 800,
                                         .height = 500,
                                         .taken = "2026:11:03 14:05:09",
                                         .orientation = 6,
                                         .position = TRUE,
                                         .make = "Fenwick",
                                         .comment = "Plot 12",
                                         .noise = 20 };

static char *
put (SlTestIntake *f, const char *name, const SlTestPhotograph *what)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GBytes) bytes = sl_test_make_photograph (what);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return path;
}

static SlImportResult *
bring_in (SlTestIntake *f, const char *path, const char *sheet_id)
{
  const SlImportTarget target = { .case_id = f->case_id, .sheet_id = sheet_id };
  g_autoptr (GError) error = NULL;
  SlImportResult *result = sl_import_to (f->library, f->packs, (const char *[]){ path, NULL },
                                         &target, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static SlPhotograph *
reload (SlTestIntake *f, SlPhotograph *photograph)
{
  g_autoptr (GError) error = NULL;
  SlPhotograph *again = sl_photographs_load (f->store, sl_photograph_get (photograph, "id"),
                                             &error);

  g_assert_no_error (error);
  return again;
}

/* The only photograph of the case. */
static SlPhotograph *
load_only (SlTestIntake *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sl_photographs_list (f->store, f->case_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  return g_list_model_get_item (list, 0);
}

static SlPhotograph *
add_photograph (SlTestIntake *f, const SlTestPhotograph *what)
{
  g_autofree char *path = put (f, "IMG_0001.jpg", what);
  g_autoptr (SlImportResult) result = bring_in (f, path, NULL);

  return load_only (f);
}

/* A visit of the case, as far as a photograph sees it. */
static gboolean
add_sheet (SlTransaction *transaction, gpointer data, GError **error)
{
  static const char *const rows[] = {
    "INSERT INTO pack_copy (hash, kind, pack_id, edition, bytes, kept_at)"
    " VALUES ('h', 'form', 'visit', '1', '', '')",
    "INSERT INTO sheet (sheet_id, case_id, kind, form_id, form_hash, reference, owner_id,"
    " created_by, created_at, changed_at) SELECT '" SHEET "', case_id, 'visit', 'visit', 'h',"
    " 'VIS/2026/001', '', '', '', '' FROM planning_case",
    "INSERT INTO sheet_entry (entry_id, sheet_id, group_id, position, person_id, at)"
    " VALUES ('" ENTRY "', '" SHEET "', 'observation', 0, '', '')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!sl_database_run (sl_transaction_get_database (transaction), rows[i], error))
      return FALSE;
  return TRUE;
}

static void
make_sheet (SlTestIntake *f)
{
  sl_test_apply (f->store,
                 sl_change_new ("begin-sheet", "sheet", SHEET, f->case_id, add_sheet, NULL, NULL));
}

static void
test_import (SlTestIntake *f, gconstpointer data)
{
  g_autofree char *path = put (f, "IMG_0001.jpg", &camera);
  g_autoptr (SlImportResult) result = bring_in (f, path, NULL);
  const SlImportLine *line = g_ptr_array_index (result->lines, 0);
  g_autoptr (SlPhotograph) photograph = load_only (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDocument) document = NULL;
  guint width, height;

  g_assert_cmpstr (line->outcome, ==, "added");
  g_assert_cmpstr (line->text, ==,
                   "Photograph, taken on 3 November 2026 at 14:05; it says where, which stays in "
                   "the original");
  document = sl_document_records_load (f->store, line->document_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_document_get (document, "kind"), ==, "photograph");
  g_assert_cmpstr (sl_photograph_get (photograph, "document-id"), ==, line->document_id);
  g_assert_cmpstr (sl_photograph_get (photograph, "file-name"), ==, "IMG_0001.jpg");
  g_assert_cmpstr (sl_photograph_get (photograph, "taken-at"), ==, "2026-11-03T14:05:09");
  g_assert_cmpstr (sl_photograph_get (photograph, "taken-source"), ==, "camera");
  g_assert_cmpstr (sl_photograph_get (photograph, "privacy"), ==, "");
  g_assert_cmpstr (sl_photograph_get (photograph, "sheet-id"), ==, "");
  g_assert_true (sl_photograph_has_position (photograph));
  g_assert_true (sl_photograph_get_size (photograph, &width, &height));
  g_assert_cmpuint (width, ==, 500);
  g_assert_cmpuint (height, ==, 800);
  g_assert_false (sl_photograph_get_place (photograph, NULL, NULL, NULL));
  g_assert_true (isnan (sl_photograph_get_direction (photograph)));
}

/* Nothing of the camera: then it is a picture of a document like any other, unless it comes to a
 * visit. */
static void
test_plain_picture (SlTestIntake *f, gconstpointer data)
{
  g_autofree char *path = put (f, "Site layout.jpg",
                               &(SlTestPhotograph){ .width = 40, .height = 30 });
  g_autofree char *other = NULL;
  g_autoptr (SlImportResult) first = bring_in (f, path, NULL), second = NULL;
  g_autoptr (SlImportResult) third = NULL, fourth = NULL;
  g_autoptr (SlPhotograph) photograph = NULL, found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sl_photographs_list (f->store, f->case_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  make_sheet (f);
  other = put (f, "gate.jpg", &(SlTestPhotograph){ .width = 50, .height = 30 });
  second = bring_in (f, other, SHEET);
  photograph = load_only (f);
  g_assert_cmpstr (sl_photograph_get (photograph, "file-name"), ==, "gate.jpg");
  g_assert_cmpstr (sl_photograph_get (photograph, "sheet-id"), ==, SHEET);
  g_assert_cmpstr (sl_photograph_get (photograph, "taken-source"), ==, "");

  /* The first comes to the visit too, later. */
  third = bring_in (f, path, SHEET);
  g_assert_true (third->changed);
  g_assert_cmpuint (third->n_documents, ==, 0);
  found = sl_photographs_find (f->store, f->case_id, "Site layout.jpg", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_photograph_get (found, "sheet-id"), ==, SHEET);
  fourth = bring_in (f, path, SHEET);
  g_assert_false (fourth->changed);
}

/* Brought in before, and now to the visit: no second document, but it belongs to the visit. */
static void
test_joins_sheet (SlTestIntake *f, gconstpointer data)
{
  g_autofree char *path = put (f, "IMG_0001.jpg", &camera);
  g_autoptr (SlImportResult) first = bring_in (f, path, NULL), second = NULL, third = NULL;
  g_autoptr (SlPhotograph) photograph = NULL;

  make_sheet (f);
  second = bring_in (f, path, SHEET);
  g_assert_true (second->changed);
  photograph = load_only (f);
  g_assert_cmpstr (sl_photograph_get (photograph, "sheet-id"), ==, SHEET);
  third = bring_in (f, path, SHEET);
  g_assert_false (third->changed);
}

static void
test_words (SlTestIntake *f, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);
  g_autoptr (SlPhotograph) said = NULL, moved = NULL, cleared = NULL;

  make_sheet (f);
  sl_test_apply (f->store,
                 sl_photograph_change_set (
                     photograph, &(SlPhotographValues){ .sheet_id = SHEET,
                                                        .entry_id = ENTRY,
                                                        .item_id = "H21",
                                                        .caption = "Rear gate, plot 12",
                                                        .seen = "A gate that ends below the fence",
                                                        .taken_at = "2026-11-03T15:05" }));
  said = reload (f, photograph);
  g_assert_cmpstr (sl_photograph_get (said, "entry-id"), ==, ENTRY);
  g_assert_cmpstr (sl_photograph_get (said, "item-id"), ==, "H21");
  g_assert_cmpstr (sl_photograph_get (said, "caption"), ==, "Rear gate, plot 12");
  g_assert_cmpstr (sl_photograph_get (said, "seen"), ==, "A gate that ends below the fence");
  g_assert_cmpstr (sl_photograph_get (said, "taken-at"), ==, "2026-11-03T15:05");
  g_assert_cmpstr (sl_photograph_get (said, "taken-source"), ==, "officer");

  /* Away from the sheet it shows none of its entries; the rest stays. */
  sl_test_apply (f->store,
                 sl_photograph_change_set (said, &(SlPhotographValues){ .sheet_id = "" }));
  moved = reload (f, said);
  g_assert_cmpstr (sl_photograph_get (moved, "sheet-id"), ==, "");
  g_assert_cmpstr (sl_photograph_get (moved, "entry-id"), ==, "");
  g_assert_cmpstr (sl_photograph_get (moved, "caption"), ==, "Rear gate, plot 12");
  sl_test_apply (f->store,
                 sl_photograph_change_set (moved, &(SlPhotographValues){ .taken_at = "" }));
  cleared = reload (f, moved);
  g_assert_cmpstr (sl_photograph_get (cleared, "taken-source"), ==, "");
}

static void
test_words_refused (SlTestIntake *f, gconstpointer data)
{
  static const char *const times[] = { "3 November", "2026-02-30", "2026-11-03T24:00",
                                       "2026-11-03 14:05", "2026-11-03T14:05:61" };
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    sl_test_refuse (
        f->store,
        sl_photograph_change_set (photograph, &(SlPhotographValues){ .taken_at = times[i] }),
        SL_STORE_ERROR_REFUSED, "is no time");
  sl_test_refuse (f->store,
                  sl_photograph_change_set (photograph, &(SlPhotographValues){ .sheet_id = SHEET }),
                  SL_STORE_ERROR_REFUSED, "no such meeting");
  sl_test_refuse (f->store,
                  sl_photograph_change_set (photograph, &(SlPhotographValues){ .entry_id = ENTRY }),
                  SL_STORE_ERROR_REFUSED, "not part of its visit");
}

static void
test_place (SlTestIntake *f, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);
  g_autofree char *plan = sl_test_add_document (f->library, f->case_id, "Site layout",
                                                "site-layout", "2147-SL-01", "Mallard Way");
  g_autoptr (SlPhotograph) placed = NULL, taken = NULL;
  double x, y;
  guint page;

  sl_test_apply (f->store, sl_photograph_change_place (photograph, plan, 1, 120.5, 80, -90));
  placed = reload (f, photograph);
  g_assert_true (sl_photograph_get_place (placed, &page, &x, &y));
  g_assert_cmpuint (page, ==, 1);
  g_assert_cmpfloat (x, ==, 120.5);
  g_assert_cmpfloat (y, ==, 80);
  g_assert_cmpfloat (sl_photograph_get_direction (placed), ==, 270);
  g_assert_cmpstr (sl_photograph_get (placed, "plan-document-id"), ==, plan);

  sl_test_refuse (f->store, sl_photograph_change_place (placed, plan, 2, 1, 1, NAN),
                  SL_STORE_ERROR_REFUSED, "no page 2");
  sl_test_refuse (f->store, sl_photograph_change_place (placed, plan, 1, 5000, 1, NAN),
                  SL_STORE_ERROR_REFUSED, "beside the plan");
  sl_test_refuse (f->store, sl_photograph_change_place (placed, plan, 1, NAN, 1, NAN),
                  SL_STORE_ERROR_REFUSED, "beside the plan");
  sl_test_refuse (f->store, sl_photograph_change_place (placed, "elsewhere", 1, 1, 1, NAN),
                  SL_STORE_ERROR_REFUSED, "no such plan");

  sl_test_apply (f->store, sl_photograph_change_place (placed, NULL, 0, 0, 0, NAN));
  taken = reload (f, placed);
  g_assert_false (sl_photograph_get_place (taken, NULL, NULL, NULL));
  g_assert_true (isnan (sl_photograph_get_direction (taken)));
}

static guint
count_unchecked (SlTestIntake *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sl_photographs_list_unchecked (f->store, f->case_id, NULL, &error);

  g_assert_no_error (error);
  return g_list_model_get_n_items (list);
}

static void
test_gate (SlTestIntake *f, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);
  const char *ids[] = { sl_photograph_get (photograph, "id"), NULL };
  g_autoptr (SlPhotograph) clear = NULL;
  g_autoptr (GError) unseen = NULL, kept = NULL, error = NULL;

  g_assert_cmpuint (count_unchecked (f), ==, 1);
  g_assert_false (sl_photographs_check_clear (f->store, ids, &unseen));
  g_assert_error (unseen, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (unseen->message, "“IMG_0001.jpg”"));

  sl_test_apply (f->store, sl_photograph_change_privacy (photograph, "keep-in"));
  g_assert_cmpuint (count_unchecked (f), ==, 1);
  g_assert_false (sl_photographs_check_clear (f->store, ids, &kept));
  g_assert_nonnull (strstr (kept->message, "stay in the force"));

  sl_test_apply (f->store, sl_photograph_change_privacy (photograph, "clear"));
  g_assert_cmpuint (count_unchecked (f), ==, 0);
  g_assert_true (sl_photographs_check_clear (f->store, ids, &error));
  g_assert_no_error (error);
  clear = reload (f, photograph);
  g_assert_cmpstr (sl_photograph_get (clear, "privacy-by-name"), !=, "");
  g_assert_cmpstr (sl_photograph_get (clear, "privacy-at"), !=, "");

  sl_test_apply (f->store, sl_photograph_change_privacy (clear, ""));
  g_assert_cmpuint (count_unchecked (f), ==, 1);
  sl_test_refuse (f->store, sl_photograph_change_privacy (clear, "probably"),
                  SL_STORE_ERROR_REFUSED, "does not say");
}

/* The markers of a JPEG (ITU-T T.81, B.1.1.3) up to its pixels, and that nothing follows its end.
 * Only what is needed to show pixels may be there. */
static void
assert_pixels_only (GBytes *jpeg)
{
  static const guint8 allowed[] = { 0xc0, 0xc4, 0xda, 0xdb, 0xdd };
  gsize length, at = 2;
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  const guint8 latitude[] = { SL_TEST_LATITUDE & 0xff, (SL_TEST_LATITUDE >> 8) & 0xff,
                              (SL_TEST_LATITUDE >> 16) & 0xff, SL_TEST_LATITUDE >> 24 };
  guint8 marker = 0;

  g_assert_cmpmem (data, 2, "\xff\xd8", 2);
  while (marker != 0xda)
    {
      gsize size;

      g_assert_cmpuint (at + 4, <, length);
      g_assert_cmpuint (data[at], ==, 0xff);
      marker = data[at + 1];
      size = (gsize) data[at + 2] << 8 | data[at + 3];
      if (marker == 0xe0) /* JFIF, without a thumbnail of its own */
        g_assert_cmpuint (size, ==, 16);
      else
        g_assert_nonnull (memchr (allowed, marker, sizeof allowed));
      at += 2 + size;
    }
  for (; !(data[at] == 0xff && data[at + 1] == 0xd9); at++)
    {
      g_assert_cmpuint (at + 2, <, length);
      g_assert_true (data[at] != 0xff || data[at + 1] == 0 ||
                     (data[at + 1] >= 0xd0 && data[at + 1] <= 0xd7));
    }
  g_assert_cmpuint (at + 2, ==, length);
  g_assert_null (memmem (data, length, latitude, sizeof latitude));
  g_assert_null (memmem (data, length, "Exif", 4));
  g_assert_null (memmem (data, length, "Fenwick", 7));
  g_assert_null (memmem (data, length, "Plot 12", 7));
}

static void
test_export (SlTestIntake *f, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);
  g_autoptr (GError) refused = NULL, error = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (SlExtraction) extraction = NULL;

  g_assert_null (sl_photograph_export (photograph, f->library, NULL, &refused));
  g_assert_error (refused, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  sl_test_apply (f->store, sl_photograph_change_privacy (photograph, "clear"));
  /* The object at hand is older than the word: what counts is what stands in the records. */
  jpeg = sl_photograph_export (photograph, f->library, NULL, &error);
  g_assert_no_error (error);
  assert_pixels_only (jpeg);

  file = sl_sealed_file_new_from_bytes (jpeg, "out.jpg", &error);
  g_assert_no_error (error);
  extraction = sl_worker_pool_extract (f->pool, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_READ);
  g_assert_cmpstr (sl_extraction_get_property (extraction, "width"), ==, "500");
  g_assert_cmpstr (sl_extraction_get_property (extraction, "height"), ==, "800");
  g_assert_cmpstr (sl_extraction_get_property (extraction, "has-position"), ==, "");
}

/* How red a pixel is, of 255. */
static guint
red_at (cairo_surface_t *surface, guint x, guint y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      (gsize) y * cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, row + (gsize) x * sizeof pixel, sizeof pixel);
  return (pixel >> 16) & 0xff;
}

static void
test_pixels (SlTestIntake *f, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *small = sl_photograph_load_pixels (photograph, f->library, 160, NULL, &error);
  cairo_surface_t *large;

  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (small), ==, 100);
  g_assert_cmpint (cairo_image_surface_get_height (small), ==, 160);
  /* On its side as the camera held it; upright the red quarter is at the top right. */
  g_assert_cmpuint (red_at (small, 75, 40), >, 180);
  g_assert_cmpuint (red_at (small, 25, 40), <, 80);
  cairo_surface_destroy (small);

  large = sl_photograph_load_pixels (photograph, f->library, 100000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_height (large), ==, 800);
  cairo_surface_destroy (large);
}

static void
assert_thumbnail (SlTestIntake *f, SlPhotograph *photograph)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = sl_photograph_load_thumbnail (photograph, f->library, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 200);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 320);
  g_assert_cmpuint (red_at (surface, 150, 80), >, 180);
  g_assert_cmpuint (red_at (surface, 50, 80), <, 80);
  cairo_surface_destroy (surface);
}

static void
test_thumbnail (SlTestIntake *f, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);
  g_autofree char *below = g_build_filename (f->data, "thumbnails", NULL);
  g_autoptr (GDir) folder = g_dir_open (below, 0, NULL);
  g_autofree char *path = NULL;

  g_assert_nonnull (folder);
  path = g_build_filename (below, g_dir_read_name (folder), NULL);
  assert_thumbnail (f, photograph);
  /* Cut short, altered, and gone with its folder: made again each time. */
  g_assert_true (g_file_set_contents (path, "SLPIXEL1", -1, NULL));
  assert_thumbnail (f, photograph);
  g_assert_true (g_file_set_contents (path, "SLPIXEL1\xff\xff\xff\xff\xff\xff\xff\xff", 16, NULL));
  assert_thumbnail (f, photograph);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (below), ==, 0);
  assert_thumbnail (f, photograph);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* An original that was altered since is named, and nothing of it is shown. */
static void
test_altered (SlTestIntake *f, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = add_photograph (f, &camera);
  g_autoptr (GError) error = NULL, altered = NULL;
  g_autoptr (SlDocument) document = sl_document_records_load (
      f->store, sl_photograph_get (photograph, "document-id"), &error);
  const char *sha256;
  g_autofree char *path = NULL, *bucket = NULL;

  g_assert_no_error (error);
  sha256 = sl_document_get (document, "sha256");
  bucket = g_strndup (sha256, 2);
  path = g_build_filename (f->data, "files", bucket, sha256, NULL);
  g_chmod (path, 0600);
  g_assert_true (g_file_set_contents (path, "\xff\xd8\xff and something else", -1, NULL));
  g_assert_null (sl_photograph_load_pixels (photograph, f->library, 100, NULL, &altered));
  g_assert_nonnull (strstr (altered->message, "IMG_0001.jpg"));
}

static void
test_order (SlTestIntake *f, gconstpointer data)
{
  static const char *const names[] = { "c.jpg", "b.jpg", "a.jpg", "d.jpg" };
  static const char *const times[] = { "2026:11:03 09:00:00", "2026:11:03 10:00:00", NULL,
                                       "2025:01:01 00:00:00" };
  static const char *const expected[] = { "d.jpg", "c.jpg", "b.jpg", "a.jpg" };
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = put (
          f, names[i],
          &(SlTestPhotograph){
              .width = 20 + i, .height = 20, .taken = times[i], .make = "Fenwick" });
    }
  result = bring_in (f, f->folder, NULL);
  g_assert_cmpuint (result->n_documents, ==, G_N_ELEMENTS (names));
  list = sl_photographs_list (f->store, f->case_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (list, i);
      g_autoptr (SlPhotograph)
          found = sl_photographs_find (f->store, f->case_id, expected[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sl_photograph_get (photograph, "file-name"), ==, expected[i]);
      g_assert_cmpstr (sl_photograph_get (found, "id"), ==, sl_photograph_get (photograph, "id"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/documents/photographs/" name, SlTestIntake, NULL, sl_test_intake_set_up, func,     \
              sl_test_intake_tear_down)
  ADD ("what-a-camera-made-comes-as-a-photograph", test_import);
  ADD ("another-picture-is-one-when-it-comes-to-a-visit", test_plain_picture);
  ADD ("one-that-is-there-already-comes-to-the-visit", test_joins_sheet);
  ADD ("what-the-officer-says-is-kept", test_words);
  ADD ("a-time-sheet-or-entry-that-is-none-is-refused", test_words_refused);
  ADD ("a-place-lies-on-a-page-of-a-plan-of-the-case", test_place);
  ADD ("one-that-nobody-called-clear-does-not-leave", test_gate);
  ADD ("what-leaves-holds-pixels-and-nothing-else", test_export);
  ADD ("it-is-drawn-upright-and-never-larger", test_pixels);
  ADD ("the-small-picture-is-made-again-when-it-is-gone", test_thumbnail);
  ADD ("an-altered-original-is-named", test_altered);
  ADD ("they-stand-by-the-time-they-were-taken", test_order);
#undef ADD
  return g_test_run ();
}
