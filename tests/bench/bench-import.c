/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "intake/sl-import.h"
#include "packs/sl-pack.h"
#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* Import of 600 small documents, the size of the largest real sets: two pages of text each, as PDF,
 * against pdftotext started once a file by as many processes at once; and the same again, when all
 * of it is there already. */

#define DOCUMENTS 600
#define WORKERS 4

static void
make_document (const char *folder, guint number)
{
  g_autofree char *path = g_strdup_printf ("%s/A-%03u Site layout P%02u.pdf", folder, number,
                                           number % 7 + 1);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 10);
  for (guint page = 1; page <= 2; page++)
    {
      for (guint line = 0; line < 50; line++)
        {
          g_autofree char *text = g_strdup_printf (
              "Document %u page %u line %u: boundary treatment, lighting and parking.", number,
              page, line);

          cairo_move_to (cr, 40, 50 + line * 14);
          cairo_show_text (cr, text);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
time_peer (const char *folder)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autofree char *command = NULL;
  gint64 start = g_get_monotonic_time ();
  const char *argv[] = { "/bin/sh", "-c", NULL, NULL };

  if (tool == NULL)
    return 0;
  command = g_strdup_printf (
      "find '%s' -name '*.pdf' -print0 | xargs -0 -P %d -I F pdftotext F /dev/null", folder,
      WORKERS);
  argv[2] = command;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL);
  return (g_get_monotonic_time () - start) / 1e6;
}

static gint64 saving_began;

static void
progress_cb (SlImportPhase phase, guint done, guint total, const char *name, gpointer data)
{
  if (phase == SL_IMPORT_SAVING && done == 0)
    saving_began = g_get_monotonic_time ();
}

static double
time_import (SlLibrary *library, SlPackLibrary *packs, const char *folder, gboolean changes)
{
  const char *paths[] = { folder, NULL };
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  result = sl_import (library, packs, paths, NULL, progress_cb, NULL, NULL, &error);
  if (result == NULL)
    g_error ("%s", error->message);
  if (result->n_refused > 0 || result->changed != changes)
    g_error ("The import did not go as it should");
  if (changes)
    g_print ("reading %.2f s, recording and indexing %.2f s\n", (saving_began - start) / 1e6,
             (g_get_monotonic_time () - saving_began) / 1e6);
  return (g_get_monotonic_time () - start) / 1e6;
}

/* Peak resident memory of this process, MB; the workers are others. */
static double
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmHWM:") : NULL;
  return line != NULL ? g_ascii_strtod (line + 6, NULL) / 1024 : 0;
}

int
main (int argc, char **argv)
{
  g_autofree char *data = sl_test_make_folder ();
  g_autofree char *parent = sl_test_make_folder ();
  g_autofree char *folder = g_build_filename (parent, "UTT-26-2147-FUL", NULL);
  g_autoptr (SlStore) store = sl_store_open (data, SL_STORE_DEFAULT, NULL);
  g_autoptr (SlPerson) person = sl_people_current (store, NULL);
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlLibrary) library = sl_library_new (store, pool, NULL);
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, NULL);
  guint n = argc > 1 ? (guint) atoi (argv[1]) : DOCUMENTS;
  double peer, first, again;

  g_mkdir (folder, 0700);
  for (guint i = 0; i < n; i++)
    make_document (folder, i);

  peer = time_peer (folder);
  first = time_import (library, packs, folder, TRUE);
  again = time_import (library, packs, folder, FALSE);
  g_print ("import of %u documents: %.2f s (%.1f ms each; pdftotext, %d at once: %.2f s; ratio "
           "%.2f)\n",
           n, first, first * 1000 / n, WORKERS, peer, peer > 0 ? first / peer : 0);
  g_print ("the same again: %.2f s\n", again);
  g_print ("peak memory: %.0f MB\n", get_peak ());
  sl_store_close (store);
  return 0;
}
