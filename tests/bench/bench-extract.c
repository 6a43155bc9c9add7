/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-bench"
#include "config.h"

#include "documents/sl-extraction.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test.h"

#include <cairo-pdf.h>
#include <stdlib.h>

/* Reading against pdftotext, with the budgets of the design. Figures are the best of a few runs, so
 * that other work on the machine counts less. */

#define PAGES 400
#define RUNS 5

static double
now (void)
{
  return g_get_monotonic_time () / 1000.0;
}

/* A report of many pages, forty lines each. */
static void
write_report (const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 11);
  for (guint page = 1; page <= PAGES; page++)
    {
      for (guint line = 0; line < 40; line++)
        {
          g_autofree char *text = g_strdup_printf (
              "%u.%u The layout at Mallard Way gives natural surveillance to the "
              "parking court, block %u.",
              page, line, page * line % 97);
          cairo_move_to (cr, 50, 60 + 18 * line);
          cairo_show_text (cr, text);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
time_pdftotext (const char *path)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < RUNS; i++)
    {
      double start = now ();
      g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                                                          "pdftotext", path, "/dev/null", NULL);
      g_assert_nonnull (process);
      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      best = MIN (best, now () - start);
    }
  return best;
}

static double
time_reading (const char *path, guint workers, gsize *boxes)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_path (path, NULL);
  double best = G_MAXDOUBLE;

  sl_worker_pool_set_max_workers (pool, workers);
  for (guint i = 0; i < RUNS; i++)
    {
      double start = now ();
      g_autoptr (SlExtraction) extraction = sl_worker_pool_extract (pool, file, NULL, NULL, NULL);
      best = MIN (best, now () - start);
      g_assert_cmpint (sl_extraction_get_state (extraction), ==, SL_EXTRACTION_READ);
      *boxes = 0;
      for (guint page = 0; page < sl_extraction_get_n_pages (extraction); page++)
        *boxes += sl_extraction_get_page (extraction, page)->n_boxes;
    }
  return best;
}

static void
compare_reading (const char *path, const char *name)
{
  gsize boxes;
  double peer = time_pdftotext (path);
  double one = time_reading (path, 1, &boxes);
  double four = time_reading (path, 4, &boxes);

  g_print (
      "%s: pdftotext %.0f ms; one worker %.0f ms (%.2f x; budget %.0f ms); four %.0f ms (%.2f x; "
      "budget 0.55 x); %zu boxes\n",
      name, peer, one, one / peer, 1.15 * peer + 15, four, four / peer, boxes);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *report = g_build_filename (folder, "report.pdf", NULL);
  const char *samples = g_getenv ("SIGHTLINE_SAMPLES");
  static const char *const names[] = {
    "documents/pdf-features/long-429pp-repaired.pdf",
    "documents/uk-planning/committee-report-UTT-25-3011-OP.pdf",
    "documents/uk-planning/planning-statement-99-bishopsgate.pdf"
  };

  write_report (report);
  compare_reading (report, "generated report of 400 pages");
  for (gsize i = 0; samples != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (samples, names[i], NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        compare_reading (path, names[i]);
    }
  return 0;
}
