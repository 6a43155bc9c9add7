/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "extract/sl-exif.h"

#include "sl-test-photograph.h"

#include <string.h>

/* The reader of EXIF on its own. Each block is read from memory of exactly its size, so that a byte
 * too far is a fault that the sanitizers and valgrind see. */

static const SlTestPhotograph camera = { .taken = "2026:11:03 14:05:09",
                                         .orientation = 6,
                                         .position = TRUE,
                                         .make = "Fenwick" };

static gboolean
read_exactly (const guint8 *data, gsize length, SlExif *exif)
{
  g_autofree guint8 *copy = g_memdup2 (data, length);

  return sl_exif_read (copy, length, exif);
}

/* @changes: pairs of a place and the byte to put there; the last place is 0. */
static gboolean
read_changed (const guint *changes, SlExif *exif)
{
  g_autoptr (GBytes) block = sl_test_make_exif (&camera);
  gsize length;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&block), &length);
  gboolean sound;

  for (; changes[0] != 0; changes += 2)
    {
      g_assert_cmpuint (changes[0], <, length);
      data[changes[0]] = (guint8) changes[1];
    }
  sound = read_exactly (data, length, exif);
  g_free (data);
  return sound;
}

static void
test_sound (void)
{
  SlExif exif;

  g_assert_true (read_changed ((guint[]){ 0, 0 }, &exif));
  g_assert_cmpstr (exif.taken_at, ==, "2026-11-03T14:05:09");
  g_assert_cmpuint (exif.orientation, ==, 6);
  g_assert_true (exif.has_position);
  g_assert_true (exif.camera);
}

static void
test_nothing_said (void)
{
  g_autoptr (GBytes) block = sl_test_make_exif (&(SlTestPhotograph){ .orientation = 1 });
  SlExif exif;

  g_assert_true (read_exactly (g_bytes_get_data (block, NULL), g_bytes_get_size (block), &exif));
  g_assert_cmpstr (exif.taken_at, ==, "");
  g_assert_cmpuint (exif.orientation, ==, 1);
  g_assert_false (exif.has_position);
  g_assert_false (exif.camera);
}

/* The tables of the block: entries of the first at 10, 22, 34 and 46. */
#define N_ENTRIES 8
#define MAKE 10
#define ORIENTATION 22
#define CAMERA_TABLE 34
#define POSITION_TABLE 46
#define COUNT 4
#define VALUE 8

static void
test_hostile (void)
{
  static const struct
  {
    const char *name;
    guint changes[6];
  } blocks[] = {
    { "neither byte order", { 1, 'M', 0 } },
    { "another number than 42", { 2, 43, 0 } },
    { "the first table outside", { 7, 0x7f, 0 } },
    { "the first table upon the head", { 4, 2, 0 } },
    { "more entries than fit", { N_ENTRIES, 0xff, 0 } },
    { "65,535 entries", { N_ENTRIES, 0xff, N_ENTRIES + 1, 0xff, 0 } },
    { "a text of 4 GB", { MAKE + COUNT + 3, 0xff, 0 } },
    { "a text outside", { MAKE + VALUE + 3, 0xff, 0 } },
    { "nine orientations", { ORIENTATION + COUNT, 9, 0 } },
    { "orientation 9", { ORIENTATION + VALUE, 9, 0 } },
    { "an orientation that is text", { ORIENTATION + 2, 2, 0 } },
    { "the camera's table is the first again", { CAMERA_TABLE + VALUE, 8, 0 } },
    { "the camera's table outside", { CAMERA_TABLE + VALUE + 3, 0x80, 0 } },
    { "two tables of the camera", { POSITION_TABLE, 0x69, POSITION_TABLE + 1, 0x87, 0 } },
    { "a position's table that is many", { POSITION_TABLE + COUNT, 2, 0 } },
    { "the position's table is the first again", { POSITION_TABLE + VALUE, 8, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      SlExif exif;

      if (read_changed (blocks[i].changes, &exif))
        g_test_fail_printf ("A block with %s was taken for sound", blocks[i].name);
      g_assert_cmpstr (exif.taken_at, ==, "");
      g_assert_cmpuint (exif.orientation, ==, 0);
      g_assert_false (exif.camera);
    }
}

/* Better told once too often that it says where it was taken than once too little. */
static void
test_damaged_position (void)
{
  SlExif exif;

  g_assert_false (read_changed ((guint[]){ POSITION_TABLE + VALUE + 3, 0x80, 0 }, &exif));
  g_assert_true (exif.has_position);
}

static void
test_unset_clock (void)
{
  static const char *const times[] = { "0000:00:00 00:00:00",
                                       "    :  :     :  :  ", "2026:02:30 10:00:00",
                                       "2026:11:03 25:00:00", "abcdefghijklmnopqrs" };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GBytes)
          block = sl_test_make_exif (&(SlTestPhotograph){ .taken = times[i], .orientation = 3 });
      SlExif exif;

      g_assert_true (
          read_exactly (g_bytes_get_data (block, NULL), g_bytes_get_size (block), &exif));
      g_assert_cmpstr (exif.taken_at, ==, "");
      g_assert_cmpuint (exif.orientation, ==, 3);
    }
}

/* Cut at each length, and each byte changed to each of some values: it ends, and reads no byte
 * outside. */
static void
test_all_cuts (void)
{
  static const guint8 values[] = { 0, 1, 8, 0x7f, 0x80, 0xff };
  g_autoptr (GBytes) block = sl_test_make_exif (&camera);
  gsize length = g_bytes_get_size (block);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (block, NULL), length);
  guint sound = 0;
  SlExif exif;

  for (gsize cut = 0; cut < length; cut++)
    sound += read_exactly (data, cut, &exif) ? 1 : 0;
  for (gsize i = 0; i < length; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        guint8 was = data[i];

        data[i] = values[j];
        sound += read_exactly (data, length, &exif) ? 1 : 0;
        g_assert_cmpuint (exif.orientation, <=, 8);
        data[i] = was;
      }
  g_assert_cmpuint (sound, >, 0);
  g_assert_cmpuint (sound, <, length * (1 + G_N_ELEMENTS (values)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/exif/time-orientation-and-camera-are-read", test_sound);
  g_test_add_func ("/extract/exif/what-is-not-said-is-not-made-up", test_nothing_said);
  g_test_add_func ("/extract/exif/a-hostile-block-counts-for-nothing", test_hostile);
  g_test_add_func ("/extract/exif/a-damaged-position-is-told-of", test_damaged_position);
  g_test_add_func ("/extract/exif/a-clock-never-set-gives-no-time", test_unset_clock);
  g_test_add_func ("/extract/exif/no-byte-outside-is-read", test_all_cuts);
  return g_test_run ();
}
