/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "documents/sl-extraction.h"
#include "documents/sl-page-source.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test.h"

#include <cairo-pdf.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Past 600 lines because reading, drawing and giving way are tried on the same made documents. */

static SlSealedFile *
seal (const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SlSealedFile *file = sl_sealed_file_new_from_bytes (bytes, name, &error);

  g_assert_no_error (error);
  return file;
}

static cairo_status_t
collect_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A PDF of @n pages; page n says "Page n of Mallard Way" at 100, 100 and has a red square below. */
static SlSealedFile *
make_pdf (guint n)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect_cb, array, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  SlSealedFile *file;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *text = g_strdup_printf ("Page %u of Mallard Way", i);
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_set_font_size (cr, 12);
      cairo_move_to (cr, 100, 100);
      cairo_show_text (cr, text);
      cairo_set_source_rgb (cr, 1, 0, 0);
      cairo_rectangle (cr, 200, 200, 100, 100);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = g_bytes_new (array->data, array->len);
  file = sl_sealed_file_new_from_bytes (bytes, "drawing.pdf", NULL);
  g_assert_nonnull (file);
  return file;
}

static void
test_full_level (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *level = sl_worker_pool_dup_sandbox_level (pool, &error);

  /* A machine without a layer must fail here, not skip: the promise to officers would be void. */
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (level, "A full (Landlock "));
}

static void
test_reads_text (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = seal ("Mallard Way\nsecond line £5\n", "note.txt");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlExtraction) extraction = sl_worker_pool_extract (pool, file, NULL, NULL, &error);
  const SlPageText *page;

  g_assert_no_error (error);
  g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_READ);
  g_assert_cmpstr (sl_extraction_get_sandbox_level (extraction), ==, "A");
  g_assert_cmpuint (sl_extraction_get_n_pages (extraction), ==, 1);
  page = sl_extraction_get_page (extraction, 0);
  g_assert_cmpstr (page->text, ==, "Mallard Way\nsecond line £5\n");
  g_assert_cmpuint (page->n_boxes, ==, g_utf8_strlen (page->text, -1));
  g_assert_true (page->readable);
}

/* A page that is all picture, with words on it: as they are, in a group, or under a soft mask. */
static SlSealedFile *
make_cover (guint way)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect_cb, array, 595, 842);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 842);
  cairo_pattern_t *fade = cairo_pattern_create_linear (0, 0, 595, 0);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_pattern_add_color_stop_rgba (fade, 0, 1, 1, 1, 1);
  cairo_pattern_add_color_stop_rgba (fade, 1, 1, 1, 1, 0.5);
  if (way > 0)
    cairo_push_group (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_font_size (cr, 30);
  cairo_move_to (cr, 100, 100);
  cairo_show_text (cr, "Mallard Way");
  if (way > 0)
    cairo_pop_group_to_source (cr);
  if (way == 1)
    cairo_paint_with_alpha (cr, 0.9);
  else if (way == 2)
    cairo_mask (cr, fade);
  cairo_destroy (cr);
  cairo_pattern_destroy (fade);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (surface);
  bytes = g_bytes_new (array->data, array->len);
  return sl_sealed_file_new_from_bytes (bytes, "cover.pdf", NULL);
}

static void
test_title_on_picture (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);

  for (guint way = 0; way < 3; way++)
    {
      g_autoptr (SlSealedFile) file = make_cover (way);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlExtraction) extraction = sl_worker_pool_extract (pool, file, NULL, NULL, &error);
      const char *const *warnings;

      g_assert_no_error (error);
      g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_READ);
      g_assert_true (
          g_str_has_prefix (sl_extraction_get_page (extraction, 0)->text, "Mallard Way"));
      warnings = sl_extraction_get_warnings (extraction);
      g_assert_null (warnings[0]);
    }
}

typedef struct
{
  SlExtraction *extraction;
  cairo_surface_t *surface;
  GError *error;
  gboolean done;
  guint reports, last;
} Outcome;

static void
progress_cb (guint done, guint pages, gpointer data)
{
  Outcome *outcome = data;

  g_assert_false (outcome->done);
  g_assert_cmpuint (done, >=, outcome->last);
  g_assert_cmpuint (pages, ==, 200);
  outcome->reports++;
  outcome->last = done;
}

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->extraction = sl_worker_pool_extract_finish (SL_WORKER_POOL (source), result,
                                                       &outcome->error);
  outcome->done = TRUE;
}

static void
test_splits_long (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (200);
  Outcome outcome = { 0 };

  sl_worker_pool_extract_async (pool, file, NULL, progress_cb, &outcome, NULL, extracted_cb,
                                &outcome);
  sl_test_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (sl_extraction_get_state (outcome.extraction), ==, SL_EXTRACTION_READ);
  g_assert_cmpuint (sl_extraction_get_n_pages (outcome.extraction), ==, 200);
  for (guint i = 0; i < 200; i++)
    {
      const SlPageText *page = sl_extraction_get_page (outcome.extraction, i);
      g_autofree char *text = g_strdup_printf ("Page %u of Mallard Way", i + 1);
      g_assert_cmpuint (page->number, ==, i + 1);
      g_assert_cmpstr (page->text, ==, text);
      g_assert_cmpfloat_with_epsilon (page->boxes[0].x, 100, 2);
      g_assert_cmpfloat_with_epsilon (page->boxes[0].y, 90, 5);
    }
  g_assert_cmpuint (outcome.reports, >, 3);
  if (g_get_num_processors () > 1)
    g_assert_cmpuint (sl_worker_pool_get_most_running (pool), >, 1);
  g_assert_cmpuint (sl_worker_pool_get_most_running (pool), <=, 4);
  g_object_unref (outcome.extraction);
}

static void
test_cancels (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (200);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };

  sl_worker_pool_extract_async (pool, file, NULL, NULL, NULL, cancellable, extracted_cb, &outcome);
  g_cancellable_cancel (cancellable);
  sl_test_wait (&outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (outcome.extraction);
  g_clear_error (&outcome.error);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_many_at_once (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  Outcome outcomes[300] = { 0 };
  g_autofree char *children = NULL;
  guint before;

  /* Warm: GLib's own threads and descriptors. */
  test_reads_text ();
  before = count_entries ("/proc/self/fd");
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (SlSealedFile) file = seal ("GIF89a", "x.gif");
      g_autoptr (SlSealedFile) text = seal ("Mallard", "x.txt");
      sl_worker_pool_extract_async (pool, i % 10 == 0 ? text : file, NULL, NULL, NULL, NULL,
                                    extracted_cb, &outcomes[i]);
    }
  for (guint i = 0; i < 300; i++)
    {
      sl_test_wait (&outcomes[i].done);
      g_assert_no_error (outcomes[i].error);
      g_clear_object (&outcomes[i].extraction);
    }
  g_assert_cmpuint (sl_worker_pool_get_most_running (pool), <=, 4);
  g_clear_object (&pool);
  g_assert_cmpuint (count_entries ("/proc/self/fd"), <=, before + 4);
  /* No child is left, running or dead. */
  g_assert_true (g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL));
  g_assert_cmpstr (children, ==, "");
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->surface = sl_page_source_render_finish (SL_PAGE_SOURCE (source), result,
                                                   &outcome->error);
  outcome->done = TRUE;
}

static void
read_page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->extraction = sl_page_source_read_page_finish (SL_PAGE_SOURCE (source), result,
                                                         &outcome->error);
  outcome->done = TRUE;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 value;

  memcpy (&value, data + y * cairo_image_surface_get_stride (surface) + 4 * x, sizeof value);
  return value;
}

static void
test_draws (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (3);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  cairo_rectangle_int_t region = { 380, 380, 100, 60 };
  /* Turned clockwise by 90 degrees, the square lies at 842 - 300 … 842 - 200 across. */
  cairo_rectangle_int_t turned = { 500, 190, 100, 60 };
  Outcome outcome = { 0 };

  sl_page_source_render_async (source, 2, 2.0, 0, &region, NULL, drawn_cb, &outcome);
  sl_test_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (cairo_image_surface_get_width (outcome.surface), ==, 100);
  g_assert_cmphex (pixel (outcome.surface, 10, 10), ==, 0xffffffff);
  g_assert_cmphex (pixel (outcome.surface, 30, 30), ==, 0xffff0000);
  cairo_surface_destroy (outcome.surface);

  outcome = (Outcome){ 0 };
  sl_page_source_render_async (source, 2, 1.0, 90, &turned, NULL, drawn_cb, &outcome);
  sl_test_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_cmphex (pixel (outcome.surface, 20, 30), ==, 0xffffffff);
  g_assert_cmphex (pixel (outcome.surface, 60, 30), ==, 0xffff0000);
  cairo_surface_destroy (outcome.surface);

  outcome = (Outcome){ 0 };
  sl_page_source_read_page_async (source, 3, NULL, read_page_cb, &outcome);
  sl_test_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (sl_extraction_get_page (outcome.extraction, 0)->text, ==,
                   "Page 3 of Mallard Way");
  g_object_unref (outcome.extraction);

  outcome = (Outcome){ 0 };
  sl_page_source_render_async (source, 99, 1.0, 0, &region, NULL, drawn_cb, &outcome);
  sl_test_wait (&outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&outcome.error);
}

/* Asked for while the worker starts: the words were asked for last, and come last. */
static void
test_pictures_come_before_words (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (3);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  cairo_rectangle_int_t region = { 0, 0, 50, 50 };
  Outcome pictures[2] = { { 0 }, { 0 } };
  Outcome words = { 0 };

  sl_page_source_prepare (source);
  for (guint i = 0; i < 2; i++)
    sl_page_source_render_async (source, i + 1, 1.0, 0, &region, NULL, drawn_cb, &pictures[i]);
  sl_page_source_read_page_async (source, 3, NULL, read_page_cb, &words);
  sl_test_wait (&words.done);
  g_assert_no_error (words.error);
  g_object_unref (words.extraction);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (pictures[i].done);
      g_assert_no_error (pictures[i].error);
      cairo_surface_destroy (pictures[i].surface);
    }
}

/* Tiles that wait together are drawn at once: each must be what it is when drawn alone. @data: the
 * one that is cancelled, or -1. */
static void
test_tiles_together (gconstpointer data)
{
  int cancelled = GPOINTER_TO_INT (data);
  enum
  {
    TILES = 6,
    SIDE = 60
  };
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1);
  g_autoptr (SlPageSource) alone = sl_page_source_new (pool, file, NULL);
  g_autoptr (SlPageSource) together = sl_page_source_new (pool, file, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  cairo_rectangle_int_t whole = { 190, 180, 50, 40 };
  Outcome tiles[TILES] = { { 0 } }, small = { 0 };

  /* Of other scale, and so not of their drawing. */
  sl_page_source_render_async (together, 1, 1.0, 0, &whole, NULL, drawn_cb, &small);
  for (int i = 0; i < TILES; i++)
    {
      cairo_rectangle_int_t tile = { 360 + i % 3 * SIDE, 360 + i / 3 * SIDE, SIDE, SIDE - i / 3 };
      sl_page_source_render_async (together, 1, 2.0, 0, &tile, i == cancelled ? cancellable : NULL,
                                   drawn_cb, &tiles[i]);
    }
  g_cancellable_cancel (cancellable);
  for (int i = 0; i < TILES; i++)
    {
      cairo_rectangle_int_t tile = { 360 + i % 3 * SIDE, 360 + i / 3 * SIDE, SIDE, SIDE - i / 3 };
      Outcome one = { 0 };

      sl_test_wait (&tiles[i].done);
      if (i == cancelled)
        {
          g_assert_error (tiles[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_clear_error (&tiles[i].error);
          continue;
        }
      g_assert_no_error (tiles[i].error);
      sl_page_source_render_async (alone, 1, 2.0, 0, &tile, NULL, drawn_cb, &one);
      sl_test_wait (&one.done);
      g_assert_cmpmem (cairo_image_surface_get_data (tiles[i].surface), tile.height * SIDE * 4,
                       cairo_image_surface_get_data (one.surface), tile.height * SIDE * 4);
      cairo_surface_destroy (one.surface);
      cairo_surface_destroy (tiles[i].surface);
    }
  /* The corner of the square lies in it. */
  sl_test_wait (&small.done);
  g_assert_cmphex (pixel (small.surface, 5, 5), ==, 0xffffffff);
  g_assert_cmphex (pixel (small.surface, 20, 30), ==, 0xffff0000);
  cairo_surface_destroy (small.surface);
}

/* What is prepared and never asked for anything goes with its source; two at most have a worker. */
static void
test_prepared_sources_give_way (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlPageSource) last = NULL;
  cairo_rectangle_int_t region = { 0, 0, 50, 50 };
  Outcome outcome = { 0 };

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (SlSealedFile) file = make_pdf (1);

      g_clear_object (&last);
      last = sl_page_source_new (pool, file, NULL);
      sl_page_source_prepare (last);
      sl_page_source_prepare (last);
    }
  sl_page_source_render_async (last, 1, 1.0, 0, &region, NULL, drawn_cb, &outcome);
  sl_test_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  cairo_surface_destroy (outcome.surface);
}

static void
test_gives_way (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  SlPageSource *sources[4];
  cairo_rectangle_int_t region = { 0, 0, 50, 50 };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (SlSealedFile) file = make_pdf (1);
      sources[i] = sl_page_source_new (pool, file, NULL);
    }
  /* Twice round: those that gave way are started again. */
  for (guint i = 0; i < 8; i++)
    {
      Outcome outcome = { 0 };
      sl_page_source_render_async (sources[i % 4], 1, 1.0, 0, &region, NULL, drawn_cb, &outcome);
      sl_test_wait (&outcome.done);
      g_assert_no_error (outcome.error);
      cairo_surface_destroy (outcome.surface);
    }
  for (guint i = 0; i < 4; i++)
    g_object_unref (sources[i]);
}

static void
test_starts_again (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  cairo_rectangle_int_t region = { 0, 0, 50, 50 };
  Outcome outcome = { 0 };

  /* No worker is as quick as this, so it is stopped in the middle of its work. */
  sl_worker_pool_set_time_limits (pool, 20000, 1);
  sl_page_source_render_async (source, 1, 1.0, 0, &region, NULL, drawn_cb, &outcome);
  sl_test_wait (&outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&outcome.error);

  sl_worker_pool_set_time_limits (pool, 20000, 20000);
  outcome = (Outcome){ 0 };
  sl_page_source_render_async (source, 1, 1.0, 0, &region, NULL, drawn_cb, &outcome);
  sl_test_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  cairo_surface_destroy (outcome.surface);
}

static void
test_asks_password (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *plain = g_build_filename (folder, "plain.pdf", NULL);
  g_autofree char *locked = g_build_filename (folder, "locked.pdf", NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1);
  g_autoptr (GBytes) bytes = sl_sealed_file_map (file, NULL);
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");
  const char *argv[] = { qpdf,          "--encrypt", "garçon", "owner", "256",
                         "--extract=n", "--",        plain,    locked,  NULL };
  const char *passwords[] = { NULL, "wrong", "garçon" };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (SlSealedFile) sealed = NULL;

  g_assert_nonnull (qpdf);
  g_file_set_contents (plain, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  sealed = sl_sealed_file_new_from_path (locked, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SlExtraction)
          extraction = sl_worker_pool_extract (pool, sealed, passwords[i], NULL, NULL);
      g_assert_cmpstr (sl_extraction_get_reason_code (extraction), ==, i < 2 ? "password" : "");
      g_assert_cmpuint (sl_extraction_get_n_pages (extraction), ==, i < 2 ? 0 : 1);
      if (i == 2)
        g_assert_nonnull (strstr (sl_extraction_get_warnings (extraction)[0], "restricted"));
    }

  /* Drawing asks for the same password. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SlPageSource) source = sl_page_source_new (pool, sealed, passwords[i]);
      cairo_rectangle_int_t region = { 190, 190, 100, 60 };
      Outcome outcome = { 0 };

      sl_page_source_render_async (source, 1, 1.0, 0, &region, NULL, drawn_cb, &outcome);
      sl_test_wait (&outcome.done);
      if (i < 2)
        g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_FAILED);
      else
        g_assert_no_error (outcome.error);
      g_clear_error (&outcome.error);
      if (i == 2)
        g_assert_cmphex (pixel (outcome.surface, 30, 30), ==, 0xffff0000);
      g_clear_pointer (&outcome.surface, cairo_surface_destroy);
    }
}

/* All workers start at once on a large PDF; one of fewer pages than they are given to begin with,
 * and one that none of them can open, come out as from a single worker. */
static void
test_starts_early (void)
{
  static const guint pages[] = { 3, 30, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
      g_autoptr (SlSealedFile) small = make_pdf (MAX (pages[i], 1));
      g_autoptr (GBytes) bytes = sl_sealed_file_map (small, NULL);
      g_autoptr (GByteArray) padded = g_byte_array_new ();
      g_autoptr (GBytes) large = NULL;
      g_autoptr (SlSealedFile) file = NULL;
      g_autoptr (SlExtraction) extraction = NULL;

      if (pages[i] > 0)
        g_byte_array_append (padded, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      else
        g_byte_array_append (padded, (const guint8 *) "%PDF-1.7\n", 9);
      while (padded->len < 300 * 1024)
        g_byte_array_append (padded, (const guint8 *) "% padding\n", 10);
      /* The end is looked for in the last kilobyte. */
      if (pages[i] > 0)
        {
          const char *all = g_bytes_get_data (bytes, NULL);
          const char *end = memmem (all, g_bytes_get_size (bytes), "startxref",
                                    strlen ("startxref"));
          g_byte_array_append (padded, (const guint8 *) end, all + g_bytes_get_size (bytes) - end);
        }
      large = g_bytes_new (padded->data, padded->len);
      file = sl_sealed_file_new_from_bytes (large, "large.pdf", NULL);
      sl_worker_pool_set_max_workers (pool, 4);
      extraction = sl_worker_pool_extract (pool, file, NULL, NULL, NULL);
      g_assert_cmpuint (sl_worker_pool_get_most_running (pool), ==, 4);
      g_assert_cmpint (sl_extraction_get_state (extraction), ==,
                       pages[i] > 0 ? SL_EXTRACTION_READ : SL_EXTRACTION_REFUSED);
      g_assert_cmpuint (sl_extraction_get_n_pages (extraction), ==, pages[i]);
      for (guint page = 0; page < pages[i]; page++)
        g_assert_nonnull (sl_extraction_get_page (extraction, page));
    }
}

/* What must become of a worker that breaks the rules (cases 96 to 107 of the catalogue). */
static const struct
{
  const char *how;
  const char *outcome; /* "read", "partial" or "refused" and the code; "error": no extraction */
} fakes[] = {
  { "good", "read " },
  { "frame-4-gib", "refused broken-answer" },
  { "unknown-kind", "refused broken-answer" },
  { "program-kind", "refused broken-answer" },
  { "byte-by-byte", "read " },
  { "never-closes", "partial timed-out" },
  { "says-nothing", "refused timed-out" },
  { "closes-early", "partial broken-answer" },
  { "wrong-totals", "partial broken-answer" },
  { "frames-after-end", "partial broken-answer" },
  { "bad-utf8", "refused broken-answer" },
  { "nul", "refused broken-answer" },
  { "page-2-31", "refused broken-answer" },
  { "negative-size", "refused broken-answer" },
  { "nan-size", "refused broken-answer" },
  { "odd-turn", "refused broken-answer" },
  { "page-twice", "partial broken-answer" },
  { "too-many-boxes", "refused broken-answer" },
  { "nan-box", "refused broken-answer" },
  { "text-without-page", "refused broken-answer" },
  { "floods", "refused broken-answer" },
  { "floods-stderr", "read " },
  { "sends-descriptors", "read " },
  { "exit-1", "partial damaged" },
  { "signal-sigsegv", "partial damaged" },
  { "signal-sigabrt", "partial damaged" },
  { "signal-sigkill", "partial timed-out" },
  { "signal-sigxcpu", "partial timed-out" },
  { "signal-sigsys", "partial blocked" },
  { "signal-sigbus", "partial damaged" },
  { "signal-sigterm", "partial damaged" },
  { "wrong-version", "error version" },
  { "no-hello", "error introduce" },
  { "says-level-d", "error lock" },
  { "missing", "error started" },
  { "not-executable", "error started" },
};

static void
test_fake (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  static const char *const states[] = { "read", "partial", "refused" };
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, fakes[index].how, NULL);
  g_autofree char *version = g_build_filename (folder, "version", NULL);
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "badinput",
                                              "fake-worker.py", NULL);
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (path);
  g_autoptr (SlSealedFile) file = seal ("Mallard", "x.txt");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlExtraction) extraction = NULL;
  g_autofree char *outcome = NULL;

  g_assert_true (g_file_set_contents (version, SL_PROGRAM_VERSION, -1, NULL));
  if (g_str_equal (fakes[index].how, "not-executable"))
    g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  else if (!g_str_equal (fakes[index].how, "missing"))
    g_assert_cmpint (symlink (script, path), ==, 0);
  sl_worker_pool_set_time_limits (pool, 3000, 3000);

  extraction = sl_worker_pool_extract (pool, file, NULL, NULL, &error);
  if (extraction == NULL)
    {
      g_test_message ("%s: %s", fakes[index].how, error->message);
      g_assert_true (g_str_has_prefix (fakes[index].outcome, "error "));
      g_assert_nonnull (strstr (error->message, fakes[index].outcome + strlen ("error ")));
      return;
    }
  outcome = g_strdup_printf ("%s %s", states[sl_extraction_get_state (extraction)],
                             sl_extraction_get_reason_code (extraction));
  g_assert_cmpstr (outcome, ==, fakes[index].outcome);
}

static void
test_refuses_other_files (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *sparse = g_build_filename (folder, "sparse", NULL);
  const char *paths[] = {
    fifo, link, sparse, folder, "/dev/zero", "/proc/self/status", "/nowhere"
  };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_true (g_file_set_contents (sparse, "x", 1, NULL));
  g_assert_cmpint (truncate (sparse, G_GINT64_CONSTANT (1) << 40), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *base = g_path_get_basename (paths[i]);
      g_assert_null (sl_sealed_file_new_from_path (paths[i], &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, base));
    }
}

/* Catalogue 36: what was sealed is read and hashed, whatever becomes of the file. */
static void
test_file_changes (void)
{
  const char *before = "Land east of Mallard Way\n",
             *after = "Land west of Heron Close, much longer\n";
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "note.txt", NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, before, -1);
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (SlExtraction) extraction = NULL;
  g_autoptr (GBytes) bytes = NULL;
  int fd;

  g_assert_true (g_file_set_contents (path, before, -1, NULL));
  file = sl_sealed_file_new_from_path (path, NULL);
  g_assert_nonnull (file);
  /* In place: the same file, not a new one of that name. */
  fd = open (path, O_WRONLY | O_TRUNC | O_CLOEXEC);
  g_assert_cmpint (write (fd, after, strlen (after)), ==, (gssize) strlen (after));
  close (fd);

  extraction = sl_worker_pool_extract (pool, file, NULL, NULL, NULL);
  g_assert_cmpstr (sl_extraction_get_page (extraction, 0)->text, ==, before);
  g_assert_cmpstr (sl_sealed_file_get_sha256 (file), ==, sum);
  bytes = sl_sealed_file_map (file, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), before,
                   strlen (before));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/worker/is-locked-in-fully", test_full_level);
  g_test_add_func ("/documents/worker/reads-text-with-a-box-for-each-character", test_reads_text);
  g_test_add_func ("/documents/worker/calls-no-words-hidden-that-are-drawn-on-a-picture",
                   test_title_on_picture);
  g_test_add_func ("/documents/worker/splits-a-long-document", test_splits_long);
  g_test_add_func ("/documents/worker/starts-all-workers-on-a-large-pdf", test_starts_early);
  g_test_add_func ("/documents/worker/stops-when-cancelled", test_cancels);
  g_test_add_func ("/documents/worker/takes-300-files-at-once", test_many_at_once);
  g_test_add_func ("/documents/worker/asks-for-a-password", test_asks_password);
  g_test_add_func ("/documents/page-source/draws-a-region-and-reads-a-page", test_draws);
  g_test_add_func ("/documents/worker/pictures-come-before-words", test_pictures_come_before_words);
  g_test_add_data_func ("/documents/worker/tiles-drawn-together-are-those-drawn-alone",
                        GINT_TO_POINTER (-1), test_tiles_together);
  g_test_add_data_func ("/documents/worker/a-tile-that-is-cancelled-leaves-the-others",
                        GINT_TO_POINTER (4), test_tiles_together);
  g_test_add_func ("/documents/worker/prepared-sources-give-way", test_prepared_sources_give_way);
  g_test_add_func ("/documents/page-source/gives-way-and-comes-back", test_gives_way);
  g_test_add_func ("/documents/page-source/starts-a-worker-again-after-one-failed",
                   test_starts_again);
  g_test_add_func ("/documents/sealed-file/stands-when-the-file-changes", test_file_changes);
  g_test_add_func ("/documents/sealed-file/refuses-what-is-no-plain-file",
                   test_refuses_other_files);
  for (guint i = 0; i < G_N_ELEMENTS (fakes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/documents/worker/judges-one-that-%s",
                                               fakes[i].how);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fake);
    }
  return g_test_run ();
}
