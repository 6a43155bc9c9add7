/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "documents/sl-extraction.h"
#include "documents/sl-worker-pool.h"
#include "sl-test-photograph.h"
#include "sl-test.h"

#include <string.h>

/* Photographs through the real worker: what the camera said, and the small picture. */

static const SlTestPhotograph camera = { .width = 640,
                                         .height = 400,
                                         .taken = "2026:11:03 14:05:09",
                                         .orientation = 1,
                                         .make = "Fenwick",
                                         .noise = 20 };

static SlExtraction *
extract (GBytes *bytes, const char *name)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (bytes, name, &error);
  SlExtraction *extraction;

  g_assert_no_error (error);
  extraction = sl_worker_pool_extract (pool, file, NULL, NULL, &error);
  g_assert_no_error (error);
  return extraction;
}

static SlExtraction *
extract_photograph (const SlTestPhotograph *what)
{
  g_autoptr (GBytes) bytes = sl_test_make_photograph (what);

  return extract (bytes, "IMG_0001.jpg");
}

static gboolean
has_warning (SlExtraction *extraction, const char *words)
{
  const char *const *warnings = sl_extraction_get_warnings (extraction);

  for (guint i = 0; warnings[i] != NULL; i++)
    if (strstr (warnings[i], words) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_properties (void)
{
  g_autoptr (SlExtraction) extraction = extract_photograph (&camera);

  g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_READ);
  g_assert_cmpstr (sl_extraction_get_property (extraction, "taken-at"), ==, "2026-11-03T14:05:09");
  g_assert_cmpstr (sl_extraction_get_property (extraction, "orientation"), ==, "1");
  g_assert_cmpstr (sl_extraction_get_property (extraction, "camera"), ==, "yes");
  g_assert_cmpstr (sl_extraction_get_property (extraction, "has-position"), ==, "");
  g_assert_false (has_warning (extraction, "GPS"));
}

static void
test_position (void)
{
  SlTestPhotograph what = camera;
  g_autoptr (SlExtraction) extraction = NULL;

  what.position = TRUE;
  extraction = extract_photograph (&what);
  g_assert_cmpstr (sl_extraction_get_property (extraction, "has-position"), ==, "yes");
  g_assert_true (has_warning (extraction, "GPS"));
}

static guint8
pixel_at (GBytes *pixels, guint width, guint x, guint y, guint channel)
{
  return ((const guint8 *) g_bytes_get_data (pixels, NULL))[(y * width + x) * 3 + channel];
}

/* Where the red quarter of the picture stands once it is upright. */
static void
test_upright (void)
{
  static const struct
  {
    guint orientation;
    gboolean right, bottom;
  } turns[] = { { 1, FALSE, FALSE }, { 2, TRUE, FALSE }, { 3, TRUE, TRUE }, { 4, FALSE, TRUE },
                { 5, FALSE, FALSE }, { 6, TRUE, FALSE }, { 7, TRUE, TRUE }, { 8, FALSE, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      SlTestPhotograph what = camera;
      g_autoptr (SlExtraction) extraction = NULL;
      g_autoptr (GBytes) pixels = NULL;
      guint width, height;

      what.orientation = turns[i].orientation;
      extraction = extract_photograph (&what);
      pixels = sl_extraction_steal_thumbnail (extraction, &width, &height);
      g_assert_nonnull (pixels);
      g_assert_cmpuint (width, ==, turns[i].orientation <= 4 ? 320 : 200);
      g_assert_cmpuint (height, ==, turns[i].orientation <= 4 ? 200 : 320);
      for (guint quarter = 0; quarter < 4; quarter++)
        {
          gboolean right = quarter % 2, bottom = quarter / 2;
          guint8 red = pixel_at (pixels, width, width * (right ? 3 : 1) / 4,
                                 height * (bottom ? 3 : 1) / 4, 0);

          if (right == turns[i].right && bottom == turns[i].bottom)
            g_assert_cmpuint (red, >, 180);
          else
            g_assert_cmpuint (red, <, 80);
        }
    }
}

/* A small picture is not blown up, and one of a single pixel has a thumbnail. */
static void
test_small (void)
{
  g_autoptr (SlExtraction)
      extraction = extract_photograph (&(SlTestPhotograph){ .width = 1, .height = 1 });
  g_autoptr (GBytes) pixels = NULL;
  guint width, height;

  pixels = sl_extraction_steal_thumbnail (extraction, &width, &height);
  g_assert_cmpuint (width, ==, 1);
  g_assert_cmpuint (height, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (pixels), ==, 3);
  g_clear_pointer (&pixels, g_bytes_unref);
  g_assert_null (sl_extraction_steal_thumbnail (extraction, &width, &height));
}

static void
test_hostile (void)
{
  static const char loop[] = "II\x2a\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\0\0\0";
  g_autoptr (GBytes) exif = g_bytes_new_static (loop, sizeof loop);
  g_autoptr (GBytes) bytes = sl_test_make_jpeg (&camera, exif);
  g_autoptr (SlExtraction) extraction = extract (bytes, "IMG_0001.jpg");
  g_autoptr (GBytes) pixels = NULL;
  guint width, height;

  g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_READ);
  g_assert_true (has_warning (extraction, "(EXIF) is damaged"));
  g_assert_cmpstr (sl_extraction_get_property (extraction, "taken-at"), ==, "");
  g_assert_cmpstr (sl_extraction_get_property (extraction, "orientation"), ==, "1");
  pixels = sl_extraction_steal_thumbnail (extraction, &width, &height);
  g_assert_nonnull (pixels);
}

/* Where the frame of a JPEG says its size (ITU-T T.81, B.2.2). */
static guint8 *
find_size (guint8 *data, gsize length)
{
  guint8 *at = memmem (data, length, "\xff\xc0\0\x11\x08", 5);

  g_assert_nonnull (at);
  return at + 5;
}

static void
test_200_megapixels (void)
{
  g_autoptr (GBytes) sound = sl_test_make_photograph (&camera);
  gsize length;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&sound), &length);
  guint8 *size = find_size (data, length);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SlExtraction) extraction = NULL;

  memcpy (size, (const guint8[]){ 10000 / 256, 10000 % 256, 20000 / 256, 20000 % 256 }, 4);
  bytes = g_bytes_new_take (data, length);
  extraction = extract (bytes, "IMG_0001.jpg");
  g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_REFUSED);
  g_assert_cmpstr (sl_extraction_get_reason_code (extraction), ==, "too-big");
  g_assert_nonnull (strstr (sl_extraction_get_reason (extraction), "150 megapixels"));
}

static void
test_cut_short (void)
{
  g_autoptr (GBytes) whole = sl_test_make_photograph (&camera);
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  g_autoptr (SlExtraction) extraction = extract (bytes, "IMG_0001.jpg");

  g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_PARTIAL);
  g_assert_cmpstr (sl_extraction_get_reason_code (extraction), ==, "damaged");
  g_assert_cmpstr (sl_extraction_get_property (extraction, "taken-at"), ==, "2026-11-03T14:05:09");
}

static void
test_heic (void)
{
  static const char head[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic and nothing more";
  g_autoptr (GBytes) bytes = g_bytes_new_static (head, sizeof head);
  g_autoptr (SlExtraction) extraction = extract (bytes, "IMG_0002.HEIC");

  g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_REFUSED);
  g_assert_cmpstr (sl_extraction_get_reason_code (extraction), ==, "unsupported");
  g_assert_cmpstr (sl_extraction_get_reason (extraction), ==,
                   "This is a HEIC photograph: Sightline cannot read it. Export it as JPEG.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/photographs/time-orientation-and-camera-are-told", test_properties);
  g_test_add_func ("/extract/photographs/that-there-is-a-position-is-told", test_position);
  g_test_add_func ("/extract/photographs/the-small-picture-stands-upright", test_upright);
  g_test_add_func ("/extract/photographs/a-small-picture-is-not-blown-up", test_small);
  g_test_add_func ("/extract/photographs/hostile-exif-is-left-out-and-told", test_hostile);
  g_test_add_func ("/extract/photographs/200-megapixels-are-refused-unread", test_200_megapixels);
  g_test_add_func ("/extract/photographs/one-cut-short-is-read-in-part", test_cut_short);
  g_test_add_func ("/extract/photographs/heic-is-refused-by-name", test_heic);
  return g_test_run ();
}
