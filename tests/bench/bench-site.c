/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "sheets/sl-sheet.h"
#include "site/sl-photographs-pane.h"
#include "site/sl-photographs-window.h"
#include "sl-test-case.h"
#include "sl-test-photograph.h"
#include "sl-test.h"
#include "sl-ui-test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* A visit with 400 photographs in the window: how long the Site tab takes to show it, and how long
 * the main loop stands still at most while it opens and while all of them are scrolled through. */

#define PHOTOGRAPHS 400
#define SCROLL_STEPS 120

static gint64 last_tick, longest; /* microseconds */

static gboolean
tick_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  longest = MAX (longest, now - last_tick);
  last_tick = now;
  return G_SOURCE_CONTINUE;
}

static void
begin_watching (void)
{
  last_tick = g_get_monotonic_time ();
  longest = 0;
}

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static void
make_photographs (const char *folder)
{
  static const char placeholder[] = "photograph 0000";
  SlTestPhotograph what = {
    .width = 1200, .height = 900, .make = "Fenwick", .comment = placeholder, .noise = 30
  };
  g_autoptr (GBytes) made = sl_test_make_photograph (&what);
  gsize length;
  g_autofree char *data = g_bytes_unref_to_data (g_steal_pointer (&made), &length);
  char *at = memmem (data, length, placeholder, strlen (placeholder));

  for (guint i = 0; i < PHOTOGRAPHS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/IMG_%04u.jpg", folder, i);
      g_autofree char *comment = g_strdup_printf ("photograph %04u", i);

      memcpy (at, comment, strlen (comment));
      g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
    }
}

static char *
make_visit (SlCasebook *casebook, const char *case_id, gboolean with_photographs)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlForm) form = sl_forms_find (sl_casebook_get_packs (casebook), "visit", NULL);
  char *id = sl_id_new ();
  const char *const paths[] = { folder, NULL };
  const SlImportTarget target = { .case_id = case_id, .sheet_id = id };
  g_autoptr (SlImportResult) result = NULL;

  sl_test_apply (sl_casebook_get_store (casebook),
                 sl_sheet_change_begin (form, id, case_id, NULL, 0));
  if (!with_photographs)
    return id;
  make_photographs (folder);
  result = sl_import_to (sl_casebook_get_library (casebook), sl_casebook_get_packs (casebook),
                         paths, &target, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (result->n_documents, ==, PHOTOGRAPHS);
  return id;
}

static double
get_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

/* Opens the tab of a visit; the stand-still until it rests. */
static void
open_visit (SlWindow *window, const char *case_id, const char *words, const char *what)
{
  gint64 start;

  sl_window_open_view (window, case_id, "overview");
  run_for (1000);
  begin_watching ();
  start = g_get_monotonic_time ();
  sl_window_open_view (window, case_id, "site");
  sl_ui_test_see (window, words);
  g_print ("site: a visit with %s is there after %.0f ms", what,
           (double) (g_get_monotonic_time () - start) / 1e3);
  run_for (1500);
  g_print (", the main loop still for at most %.0f ms; %.0f MB\n", (double) longest / 1e3,
           get_megabytes ());
}

static void
scroll_through (SlCasebook *casebook, SlWindow *window, const char *case_id, const char *sheet_id)
{
  g_autoptr (GListModel)
      photographs = sl_photographs_list (sl_casebook_get_store (casebook), case_id, sheet_id, NULL);
  GtkWidget *all = sl_photographs_window_new (
      sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_PHOTOGRAPHS_PANE), casebook, photographs);
  GtkAdjustment *adjustment;
  double before = get_megabytes ();

  begin_watching ();
  gtk_window_present (GTK_WINDOW (all));
  run_for (500);
  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (sl_ui_test_find (all, GTK_TYPE_SCROLLED_WINDOW)));
  for (guint i = 0; i <= SCROLL_STEPS; i++)
    {
      gtk_adjustment_set_value (adjustment, (gtk_adjustment_get_upper (adjustment) -
                                             gtk_adjustment_get_page_size (adjustment)) *
                                                i / SCROLL_STEPS);
      run_for (16);
    }
  g_print (
      "site: %d photographs scrolled through: the main loop still for at most %.0f ms, %.0f MB "
      "more\n",
      PHOTOGRAPHS, (double) longest / 1e3, get_megabytes () - before);
  gtk_window_destroy (GTK_WINDOW (all));
}

int
main (int argc, char **argv)
{
  SlCasebook *casebook;
  SlWindow *window;
  g_autofree char *case_id = NULL;
  g_autofree char *sheet_id = NULL;
  g_autofree char *other_id = NULL;
  g_autofree char *other_sheet_id = NULL;
  guint ticks;

  sl_ui_test_init (&argc, &argv);
  casebook = sl_ui_test_open_casebook ();
  case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-12-09");
  sheet_id = make_visit (casebook, case_id, TRUE);
  other_id = sl_ui_test_add_application (casebook, "UTT/26/2188/FUL", "2026-12-09");
  other_sheet_id = make_visit (casebook, other_id, FALSE);
  window = sl_ui_test_open_window (casebook);
  ticks = g_timeout_add (4, tick_cb, NULL);
  open_visit (window, other_id, "Drop photographs here, or choose Add…", "none");
  open_visit (window, case_id, "400, 400 not looked at", "400 photographs");
  scroll_through (casebook, window, case_id, sheet_id);
  g_source_remove (ticks);
  sl_ui_test_close (window, casebook);
  return EXIT_SUCCESS;
}
