/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "packs/sl-pack.h"
#include "sl-test-case.h"
#include "sl-test-photograph.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* 400 photographs of 12 megapixels, of four motives that differ by their comments, come to a case
 * with their small copies, while the main loop goes on: how many a second, the longest that the
 * loop stood still, and the memory of this program and of its largest worker. The budget is 8 a
 * second on four cores. */

#define PHOTOGRAPHS 400
#define MOTIVES 4
#define BUDGET 8.0

static SlTestPhotograph
get_motive (guint number, const char *comment)
{
  return (SlTestPhotograph){ .width = 4000,
                             .height = 3000,
                             .taken = "2026:11:03 14:05:09",
                             .orientation = number % 2 == 0 ? 1 : 6,
                             .position = number % 2 == 0,
                             .make = "Fenwick",
                             .comment = comment,
                             .noise = 30 + number * 10 };
}

/* A comment of the same length in the same place makes another file of the same picture, which
 * costs no second compression. */
static double
make_photographs (const char *folder)
{
  static const char placeholder[] = "photograph 0000";
  double bytes = 0;

  for (guint motive = 0; motive < MOTIVES; motive++)
    {
      SlTestPhotograph what = get_motive (motive, placeholder);
      g_autoptr (GBytes) made = sl_test_make_photograph (&what);
      gsize length;
      g_autofree char *data = g_bytes_unref_to_data (g_steal_pointer (&made), &length);
      char *at = memmem (data, length, placeholder, strlen (placeholder));

      for (guint i = motive; i < PHOTOGRAPHS; i += MOTIVES)
        {
          g_autofree char *path = g_strdup_printf ("%s/IMG_%04u.jpg", folder, i);
          g_autofree char *comment = g_strdup_printf ("photograph %04u", i);
          g_autoptr (GError) error = NULL;

          memcpy (at, comment, strlen (comment));
          g_file_set_contents (path, data, (gssize) length, &error);
          g_assert_no_error (error);
          bytes += (double) length;
        }
    }
  return bytes;
}

typedef struct
{
  SlImportResult *result;
  gboolean done;
  gint64 last_tick, longest; /* microseconds */
} Run;

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;

  run->result = sl_import_finish (result, &error);
  g_assert_no_error (error);
  run->done = TRUE;
}

/* As often as a window draws. */
static gboolean
tick_cb (gpointer data)
{
  Run *run = data;
  gint64 now = g_get_monotonic_time ();

  run->longest = MAX (run->longest, now - run->last_tick);
  run->last_tick = now;
  return G_SOURCE_CONTINUE;
}

static void
progress_cb (SlImportPhase phase, guint done, guint total, const char *name, gpointer data)
{
}

static double
import_all (SlLibrary *library, SlPackLibrary *packs, const char *folder, const char *case_id)
{
  const char *paths[] = { folder, NULL };
  const SlImportTarget target = { .case_id = case_id, .photographs = TRUE };
  gint64 start = g_get_monotonic_time ();
  Run run = { .last_tick = start };
  guint ticks = g_timeout_add (16, tick_cb, &run);
  double seconds;

  sl_import_to_async (library, packs, paths, &target, progress_cb, NULL, NULL, imported_cb, &run);
  while (!run.done)
    g_main_context_iteration (NULL, TRUE);
  seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  g_source_remove (ticks);
  g_assert_cmpuint (run.result->n_documents, ==, PHOTOGRAPHS);
  g_assert_cmpuint (run.result->n_refused, ==, 0);
  sl_import_result_free (run.result);
  g_print ("photographs: longest stand-still of the main loop %.0f ms (it ticks every 16)\n",
           (double) run.longest / 1e3);
  return seconds;
}

static void
print_thumbnails (SlStore *store, SlLibrary *library, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sl_photographs_list (store, case_id, NULL, &error);
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, PHOTOGRAPHS);
  for (guint i = 0; i < PHOTOGRAPHS; i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (list, i);
      cairo_surface_t *surface = sl_photograph_load_thumbnail (photograph, library, NULL, &error);

      g_assert_no_error (error);
      cairo_surface_destroy (surface);
    }
  g_print ("photographs: a small copy is loaded in %.2f ms\n",
           (double) (g_get_monotonic_time () - start) / 1e3 / PHOTOGRAPHS);
}

static double
get_seconds (const struct timeval *time)
{
  return (double) time->tv_sec + (double) time->tv_usec / 1e6;
}

int
main (void)
{
  g_autofree char *folder = sl_test_make_folder (), *data = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_test_open_store (data);
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlLibrary) library = sl_library_new (store, pool, &error);
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autofree char *case_id = sl_test_add_case (store);
  double bytes = make_photographs (folder);
  struct rusage self, workers;
  double seconds, processor, before;

  g_assert_no_error (error);
  getrusage (RUSAGE_SELF, &self);
  before = get_seconds (&self.ru_utime) + get_seconds (&self.ru_stime);
  seconds = import_all (library, packs, folder, case_id);
  print_thumbnails (store, library, case_id);
  getrusage (RUSAGE_SELF, &self);
  getrusage (RUSAGE_CHILDREN, &workers);
  g_print ("photographs: %d of 12 megapixels (%.1f MB each) in %.1f s: %.1f a second, budget %.0f: "
           "%s\n",
           PHOTOGRAPHS, bytes / PHOTOGRAPHS / 1e6, seconds, PHOTOGRAPHS / seconds, BUDGET,
           PHOTOGRAPHS / seconds >= BUDGET ? "kept" : "MISSED");
  /* What counts where other work shares the processors: what the import itself takes of them. */
  processor = get_seconds (&self.ru_utime) + get_seconds (&self.ru_stime) - before +
              get_seconds (&workers.ru_utime) + get_seconds (&workers.ru_stime);
  g_print ("photographs: %.0f ms of processor time each: four processors by themselves give %.0f a "
           "second\n",
           processor * 1e3 / PHOTOGRAPHS, 4 * PHOTOGRAPHS / processor);
  g_print ("photographs: at most %.0f MB here, %.0f MB in a worker\n",
           (double) self.ru_maxrss / 1024, (double) workers.ru_maxrss / 1024);
  sl_store_close (store);
  return EXIT_SUCCESS;
}
