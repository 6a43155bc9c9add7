/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-photographs.h"

#include "documents/sl-extraction.h"
#include "documents/sl-sealed-file.h"
#include "documents/sl-thumbnails.h"

#include <math.h>
#include <string.h>

/* A scene is drawn with lines and gradients, then made to look as if a small camera had seen it:
 * uneven tones, grain, a soft edge and darker corners. The worker makes the JPEG, and the block
 * that a camera writes is put in front. */

#define WIDTH 1600
#define HEIGHT 1200
#define CAMERA "Wrenfield W2"

/* A smooth field of noise, from -1 to 1, with a knot every @step pixels. */
static double
read_noise (const guint8 *knots, guint step, guint x, guint y)
{
  guint column = x / step, row = y / step;
  double u = (double) (x % step) / step, v = (double) (y % step) / step;
  const guint8 *at = knots + row * 256 + column;

  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);
  return ((at[0] * (1 - u) + at[1] * u) * (1 - v) + (at[256] * (1 - u) + at[257] * u) * v) / 127.5 -
         1;
}

/* The mean of the pixel and its four neighbours: no lens is as sharp as a drawn line. */
static int
soften (const guint8 *pixel, int stride, int channel)
{
  return (4 * pixel[channel] + pixel[channel - 4] + pixel[channel + 4] + pixel[channel - stride] +
          pixel[channel + stride]) /
         8;
}

static void
develop (cairo_surface_t *surface, GRand *rand)
{
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data = cairo_image_surface_get_data (surface);
  g_autofree guint8 *seen = NULL;
  g_autofree guint8 *knots = g_malloc (256 * 256);

  cairo_surface_flush (surface);
  seen = g_memdup2 (data, (gsize) stride * HEIGHT);
  for (guint i = 0; i < 256 * 256; i++)
    knots[i] = (guint8) g_rand_int_range (rand, 0, 256);
  for (int y = 1; y < HEIGHT - 1; y++)
    for (int x = 1; x < WIDTH - 1; x++)
      {
        double away = hypot (x - WIDTH / 2.0, y - HEIGHT / 2.0) / hypot (WIDTH, HEIGHT) * 2;
        double tone = 0.05 * read_noise (knots, 160, x, y) + 0.04 * read_noise (knots, 38, x, y) +
                      0.05 * read_noise (knots, 9, x, y);
        double grain = g_rand_double_range (rand, -5, 5);
        double light = (1 + tone) * (1.04 - 0.30 * away * away);

        for (int channel = 0; channel < 3; channel++)
          data[y * stride + x * 4 + channel] = (guint8) CLAMP (
              soften (seen + y * stride + x * 4, stride, channel) * light + grain, 0, 255);
      }
  cairo_surface_mark_dirty (surface);
}

static GBytes *
encode (cairo_surface_t *surface, SlWorkerPool *pool, GError **error)
{
  g_autoptr (GBytes) packed = sl_pixels_pack_surface (surface);
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_of_pixels (packed, error);
  g_autoptr (SlExtraction) extraction = NULL;

  if (file == NULL)
    return NULL;
  extraction = sl_worker_pool_extract (pool, file, NULL, NULL, error);
  if (extraction == NULL)
    return NULL;
  if (sl_extraction_get_n_attachments (extraction) == 1)
    return g_bytes_ref (sl_extraction_get_attachment (extraction, 0)->bytes);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "The worker made no JPEG of the sample's picture");
  return NULL;
}

/* ---- what a camera writes: EXIF 2.3, big endian ---- */

static void
put_short (GByteArray *out, guint value)
{
  const guint8 bytes[] = { value >> 8, value & 0xff };

  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
put_long (GByteArray *out, guint32 value)
{
  put_short (out, value >> 16);
  put_short (out, value & 0xffff);
}

static void
put_field (GByteArray *out, guint tag, guint type, guint32 count, guint32 value)
{
  put_short (out, tag);
  put_short (out, type);
  put_long (out, count);
  put_long (out, value);
}

static void
put_angle (GByteArray *out, guint degrees, guint minutes, guint seconds)
{
  const guint parts[] = { degrees, minutes, seconds };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      put_long (out, parts[i]);
      put_long (out, 1);
    }
}

enum
{
  ASCII = 2,
  LONG = 4,
  RATIONAL = 5,
};

#define TABLE_SIZE(n_fields) (2 + (n_fields) *12 + 4)

/* Three tables, each followed by what its fields point to. @taken: "2026:11:03 14:05:00". */
static GByteArray *
make_exif (const char *taken)
{
  GByteArray *out = g_byte_array_new ();
  guint32 camera_at = 8 + TABLE_SIZE (3);
  guint32 picture_at = camera_at + sizeof CAMERA + sizeof CAMERA % 2;
  guint32 taken_at = picture_at + TABLE_SIZE (1);
  guint32 place_at = taken_at + 20;
  guint32 north_at = place_at + TABLE_SIZE (4);
  guint8 camera[sizeof CAMERA + sizeof CAMERA % 2] = CAMERA;

  g_byte_array_append (out, (const guint8 *) "MM\0\x2a", 4);
  put_long (out, 8);
  put_short (out, 3);
  put_field (out, 0x010f, ASCII, sizeof CAMERA, camera_at);
  put_field (out, 0x8769, LONG, 1, picture_at);
  put_field (out, 0x8825, LONG, 1, place_at);
  put_long (out, 0);
  g_byte_array_append (out, camera, sizeof camera);
  put_short (out, 1);
  put_field (out, 0x9003, ASCII, 20, taken_at);
  put_long (out, 0);
  g_byte_array_append (out, (const guint8 *) taken, 20);
  put_short (out, 4);
  put_field (out, 1, ASCII, 2, (guint32) 'N' << 24);
  put_field (out, 2, RATIONAL, 3, north_at);
  put_field (out, 3, ASCII, 2, (guint32) 'E' << 24);
  put_field (out, 4, RATIONAL, 3, north_at + 24);
  put_long (out, 0);
  put_angle (out, 51, 53, 20);
  put_angle (out, 0, 21, 40);
  return out;
}

/* The JPEG with the block of the camera after its first mark. */
static GByteArray *
add_exif (GBytes *jpeg, const char *taken)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) exif = make_exif (taken);
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);

  g_byte_array_append (out, data, 2);
  g_byte_array_append (out, (const guint8 *) "\xff\xe1", 2);
  put_short (out, 2 + 6 + exif->len);
  g_byte_array_append (out, (const guint8 *) "Exif\0\0", 6);
  g_byte_array_append (out, exif->data, exif->len);
  g_byte_array_append (out, data + 2, length - 2);
  return out;
}

/* "2026-11-03 14:05" as cameras write it. */
static char *
write_taken (const char *taken)
{
  char *text = g_strdup_printf ("%s:00", taken);

  for (guint i = 0; i < 10 && text[i] != '\0'; i++)
    if (text[i] == '-')
      text[i] = ':';
  return text;
}

gboolean
sl_sample_take_photograph (SlWorkerPool *pool,
                           const char *scene_name,
                           const char *taken,
                           const char *path,
                           GError **error)
{
  const SlSampleScene *scene = sl_sample_find_scene (scene_name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (scene_name));
  g_autofree char *written = write_taken (taken);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GByteArray) photograph = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (scene == NULL || strlen (written) != 19)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "There is no scene “%s”, or “%s” is no time", scene_name, taken);
      return FALSE;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cr = cairo_create (surface);
  scene->draw (cr, rand, WIDTH, HEIGHT);
  cairo_destroy (cr);
  develop (surface, rand);
  jpeg = encode (surface, pool, error);
  cairo_surface_destroy (surface);
  if (jpeg == NULL)
    return FALSE;
  photograph = add_exif (jpeg, written);
  return g_file_set_contents (path, (const char *) photograph->data, photograph->len, error);
}
