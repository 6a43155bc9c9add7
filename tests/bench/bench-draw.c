/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-bench"
#include "config.h"

#include "documents/sl-page-source.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>

/* Drawing a large plan, with the budgets of the design: from the moment it is opened to the sharp
 * picture that fits the window. With a spare, as the window does it (a case with documents is
 * shown, the spare gets ready, and then somebody opens one), and without. Figures are the best of a
 * few runs, so that other work on the machine counts less. */

#define RUNS 11
#define SEGMENTS 200000
#define A1_WIDTH 2384.0
#define A1_HEIGHT 1684.0
#define FIT_WIDTH 1200
#define FIT_HEIGHT 848
#define FIT_SCALE (FIT_WIDTH / A1_WIDTH)
#define PREVIEW 320
#define TILE 512
#define COLUMNS 3
#define ROWS 2

static double
now (void)
{
  return g_get_monotonic_time () / 1000.0;
}

/* A site layout at A1 of many short strokes. */
static void
write_plan (const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, A1_WIDTH, A1_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_line_width (cr, 0.25);
  for (guint i = 0; i < SEGMENTS / 10; i++)
    {
      double x = fmod (i * 37.0, A1_WIDTH - 60), y = fmod (i * 0.61803 * 97, A1_HEIGHT - 60);
      cairo_move_to (cr, x, y);
      for (guint k = 1; k <= 10; k++)
        cairo_line_to (cr, x + 5 * k, y + (k % 3) * 4);
      cairo_stroke (cr);
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

typedef struct
{
  GError *error;
  gboolean done;
} Drawn;

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Drawn *drawn = data;
  cairo_surface_t *surface = sl_page_source_render_finish (SL_PAGE_SOURCE (source), result,
                                                           &drawn->error);

  g_assert_no_error (drawn->error);
  cairo_surface_destroy (surface);
  drawn->done = TRUE;
}

static double
time_drawing (SlPageSource *source, double scale, const cairo_rectangle_int_t *region)
{
  Drawn drawn = { 0 };
  double start = now ();

  sl_page_source_render_async (source, 1, scale, 0, region, NULL, drawn_cb, &drawn);
  sl_test_wait (&drawn.done);
  return now () - start;
}

/* One picture of the whole page. */
static void
draw_whole (SlPageSource *source)
{
  cairo_rectangle_int_t whole = { 0, 0, FIT_WIDTH, FIT_HEIGHT };

  time_drawing (source, FIT_SCALE, &whole);
}

/* As the window's page view asks: a small picture for the time being, then tiles, all at once. */
static void
draw_tiles (SlPageSource *source)
{
  cairo_rectangle_int_t small = { 0, 0, PREVIEW, PREVIEW * A1_HEIGHT / A1_WIDTH };
  Drawn preview = { 0 }, tiles[ROWS * COLUMNS] = { 0 };

  sl_page_source_render_async (source, 1, PREVIEW / A1_WIDTH, 0, &small, NULL, drawn_cb, &preview);
  for (int i = 0; i < ROWS * COLUMNS; i++)
    {
      int x = i % COLUMNS * TILE, y = i / COLUMNS * TILE;
      cairo_rectangle_int_t tile = { x, y, MIN (TILE, FIT_WIDTH - x), MIN (TILE, FIT_HEIGHT - y) };

      sl_page_source_render_async (source, 1, FIT_SCALE, 0, &tile, NULL, drawn_cb, &tiles[i]);
    }
  for (int i = 0; i < ROWS * COLUMNS; i++)
    sl_test_wait (&tiles[i].done);
  sl_test_wait (&preview.done);
}

typedef struct
{
  SlWorkerPool *pool;
  gboolean done;
} Waiting;

static gboolean
look_cb (gpointer data)
{
  Waiting *waiting = data;

  waiting->done = sl_worker_pool_get_spare_pid (waiting->pool) != 0;
  return waiting->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* Returns how long it took to get ready. */
static double
wait_for_spare (SlWorkerPool *pool)
{
  Waiting waiting = { pool };
  double start = now ();

  sl_worker_pool_keep_spare (pool);
  g_timeout_add (1, look_cb, &waiting);
  sl_test_wait (&waiting.done);
  return now () - start;
}

/* Lines of /proc that say what the process holds. */
static void
print_memory (guint pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/status", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", 0);
  g_print ("memory of the idle spare:");
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "VmRSS") || g_str_has_prefix (lines[i], "RssAnon") ||
        g_str_has_prefix (lines[i], "RssFile"))
      g_print (" %s", g_strdelimit (lines[i], "\t", ' '));
  g_print ("\n");
}

typedef void (*Draw) (SlPageSource *source);

/* From opening the document to the picture. */
static double
time_first (const char *path, Draw draw, SlWorkerPool *pool)
{
  double start = now ();
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_path (path, NULL);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);

  sl_page_source_prepare (source);
  draw (source);
  return now () - start;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* With a spare and without by turns, so that both meet the same other work on the machine. */
static void
compare_first (const char *path, Draw draw, const char *name)
{
  double spare[RUNS], cold[RUNS], ready[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      g_autoptr (SlWorkerPool) with = sl_worker_pool_new (NULL);
      g_autoptr (SlWorkerPool) without = sl_worker_pool_new (NULL);

      ready[i] = wait_for_spare (with);
      if (i == 0 && draw == draw_whole)
        print_memory (sl_worker_pool_get_spare_pid (with));
      spare[i] = time_first (path, draw, with);
      g_clear_object (&with);
      cold[i] = time_first (path, draw, without);
    }
  qsort (spare, RUNS, sizeof (double), compare_times);
  qsort (cold, RUNS, sizeof (double), compare_times);
  qsort (ready, RUNS, sizeof (double), compare_times);
  g_print ("%s: %.0f ms with a spare that was ready in %.0f ms, %.0f ms with the worker's start "
           "(medians %.0f, %.0f, %.0f; budget 400)\n",
           name, spare[0], ready[0], cold[0], spare[RUNS / 2], ready[RUNS / 2], cold[RUNS / 2]);
}

/* With the page drawn already. */
static void
time_further (const char *path)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_path (path, NULL);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  cairo_rectangle_int_t whole = { 0, 0, FIT_WIDTH, FIT_HEIGHT };
  double again = G_MAXDOUBLE, worst = 0, sum = 0;

  draw_whole (source);
  for (guint i = 0; i < RUNS; i++)
    again = MIN (again, time_drawing (source, FIT_SCALE, &whole));
  for (int i = 0; i < 9; i++)
    {
      cairo_rectangle_int_t tile = { 512 * (i % 3 + 1), 512 * (i / 3 + 1), TILE, TILE };
      double took = time_drawing (source, 2.0, &tile);

      worst = MAX (worst, took);
      sum += took;
    }
  g_print ("the same fit again %.0f ms; 512 px tile mean %.1f ms, worst %.1f ms (budget 20)\n",
           again, sum / 9, worst);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *plan = g_build_filename (folder, "plan.pdf", NULL);

  write_plan (plan);
  g_print ("A1 plan of %d segments, from its opening to the fit to the window\n", SEGMENTS);
  compare_first (plan, draw_whole, "in one picture");
  compare_first (plan, draw_tiles, "in tiles and a small picture, as the window asks");
  time_further (plan);
  return 0;
}
