/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "case/sl-case-links.h"
#include "case/sl-case-page.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"

#include <string.h>

/* The overview of a case: what stands beside its facts. */

typedef struct
{
  SlCasebook *casebook;
  SlWindow *window;
  char *case_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->casebook = sl_ui_test_open_casebook ();
  self->case_id = sl_ui_test_add_application (self->casebook, "UTT/26/2147/FUL", "2026-11-25");
  self->window = sl_ui_test_open_window (self->casebook);
  sl_window_open_case (self->window, self->case_id);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sl_ui_test_close (self->window, self->casebook);
  g_free (self->case_id);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
  gboolean wanted;
} Label;

static gboolean
label_is (gpointer data)
{
  Label *label = data;
  GtkWidget *page = sl_ui_test_find (GTK_WIDGET (label->fixture->window), SL_TYPE_CASE_PAGE);

  return page != NULL && (sl_ui_test_find_label (page, label->text) != NULL) == label->wanted;
}

static void
wait_for (Fixture *self, const char *text, gboolean wanted)
{
  Label label = { self, text, wanted };

  sl_ui_test_wait (label_is, &label);
}

static gboolean
shows_case (gpointer data)
{
  Label *label = data;
  GtkWidget *page = sl_ui_test_find (GTK_WIDGET (label->fixture->window), SL_TYPE_CASE_PAGE);

  return page != NULL &&
         g_str_equal (sl_case_get_id (sl_case_page_get_case (SL_CASE_PAGE (page))), label->text);
}

static GtkWidget *
find_row (Fixture *self, const char *reference)
{
  GtkWidget *links = sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_CASE_LINKS);
  GtkWidget *label = sl_ui_test_find_label (links, reference);

  g_assert_nonnull (label);
  return gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);
}

static void
test_link_opens (Fixture *self, gconstpointer data)
{
  g_autofree char *other = sl_ui_test_add_application (self->casebook, "UTT/23/0900/OP",
                                                       "2026-11-30");
  Label label = { self, other, TRUE };

  sl_window_apply (GTK_WIDGET (self->window),
                   sl_case_change_link (self->case_id, "UTT/23/0900/OP", "outline"), NULL, NULL);
  sl_window_apply (GTK_WIDGET (self->window),
                   sl_case_change_link (self->case_id, "UTT/25/0031/PA", "pre-application"), NULL,
                   NULL);
  wait_for (self, "Pre-application enquiry · not in this casebook", TRUE);
  g_assert_false (
      gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_row (self, "UTT/25/0031/PA"))));
  /* As Enter does. */
  gtk_widget_activate (find_row (self, "UTT/23/0900/OP"));
  sl_ui_test_wait (shows_case, &label);
}

static void
test_link_removed (Fixture *self, gconstpointer data)
{
  GtkWidget *button;

  sl_window_apply (GTK_WIDGET (self->window),
                   sl_case_change_link (self->case_id, "UTT/25/0031/PA", "pre-application"), NULL,
                   NULL);
  wait_for (self, "UTT/25/0031/PA", TRUE);
  button = sl_ui_test_find (find_row (self, "UTT/25/0031/PA"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  wait_for (self, "UTT/25/0031/PA", FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  wait_for (self, "UTT/25/0031/PA", TRUE);
}

/* A field of a kilometre in a hectare's place: told beside the boundary, and among what is to do.
 */
static void
test_boundary (Fixture *self, gconstpointer data)
{
  static const char *const values[][2] = {
    { "boundary", "{\"type\":\"Polygon\",\"coordinates\":[[[0.27,51.86],[0.28,51.86],"
                  "[0.28,51.87],[0.27,51.86]]]}" },
    { "site-area-ha", "2.4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    sl_window_apply (GTK_WIDGET (self->window),
                     sl_case_change_confirm (self->case_id, values[i][0], values[i][1]), NULL,
                     NULL);
  wait_for (self, "3 points, area 38.32 ha", TRUE);
  wait_for (self, "The boundary encloses 38.32 ha, but the site area is given as 2.40 ha.", TRUE);
  wait_for (self, "The site boundary is to be checked", TRUE);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  ADD ("/overview/links/one-in-the-casebook-is-opened", test_link_opens);
  ADD ("/overview/links/one-removed-comes-back-by-undo", test_link_removed);
  ADD ("/overview/boundary/one-that-disagrees-with-the-site-area-is-told", test_boundary);
  return g_test_run ();
}
