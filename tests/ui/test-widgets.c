/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "widgets/sl-growing-text.h"

#include "case/sl-case-page.h"
#include "case/sl-cases-page.h"
#include "case/sl-fact-row.h"
#include "case/sl-new-case-window.h"
#include "case/sl-overview-page.h"
#include "cases/sl-case-records.h"
#include "checklist/sl-assess-page.h"
#include "documents/sl-documents-page.h"
#include "inbox/sl-inbox-page.h"
#include "library/sl-library-page.h"
#include "search/sl-search-page.h"
#include "settings/sl-preferences-window.h"
#include "widgets/sl-case-row.h"
#include "widgets/sl-due-chip.h"
#include "widgets/sl-grouped-list.h"
#include "widgets/sl-measure.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-page-view.h"
#include "widgets/sl-panes.h"
#include "widgets/sl-size-bin.h"
#include "widgets/sl-verdict-icon.h"

/* One of every class is made, so that its template and its bindings are proved: gtk4-builder-tool
 * cannot read templates with libadwaita's types. Whatever is wrong in one is a critical, which ends
 * the test. */

static void
test_small_widgets (void)
{
  const GType types[] = {
    SL_TYPE_CASE_ROW,  SL_TYPE_DUE_CHIP, SL_TYPE_MEASURE,  SL_TYPE_PAGE_PANE,
    SL_TYPE_PAGE_VIEW, SL_TYPE_PANES,    SL_TYPE_SIZE_BIN, SL_TYPE_VERDICT_ICON,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_true (GTK_IS_WIDGET (widget));
      g_object_run_dispose (G_OBJECT (widget));
      g_assert_finalize_object (widget);
    }
}

static void
test_pages (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  g_autoptr (SlCase)
      planning_case = sl_case_records_load (sl_casebook_get_store (casebook), case_id, NULL);
  GtkWidget *pages[] = {
    sl_inbox_page_new (casebook),
    sl_cases_page_new (casebook),
    sl_library_page_new (casebook),
    sl_search_page_new (casebook),
    sl_overview_page_new (casebook, planning_case),
    sl_documents_page_new (casebook, planning_case),
    sl_assess_page_new (casebook, planning_case),
    GTK_WIDGET (sl_case_page_new (casebook, planning_case)),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_object_ref_sink (pages[i]);
      g_object_run_dispose (G_OBJECT (pages[i]));
      g_object_unref (pages[i]);
    }
  sl_casebook_close (casebook);
  g_object_unref (casebook);
}

static void
test_windows (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  SlWindow *window = sl_ui_test_open_window (casebook);
  GtkWidget *dialogs[] = {
    sl_new_case_window_new (GTK_WINDOW (window), casebook),
    sl_preferences_window_new (GTK_WINDOW (window), casebook),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      int minimum;

      gtk_window_present (GTK_WINDOW (dialogs[i]));
      /* Without the shadow round the window. */
      gtk_widget_measure (gtk_widget_get_first_child (dialogs[i]), GTK_ORIENTATION_HORIZONTAL, -1,
                          &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
      gtk_window_destroy (GTK_WINDOW (dialogs[i]));
    }
  sl_ui_test_close (window, casebook);
}

static void
test_verdicts (void)
{
  GtkWidget *icon = g_object_ref_sink (sl_verdict_icon_new (SL_VERDICT_MET));
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  gtk_test_accessible_assert_role (icon, GTK_ACCESSIBLE_ROLE_IMG);
  for (int verdict = 0; verdict < SL_N_VERDICTS; verdict++)
    {
      const char *name = sl_verdict_icon_name (verdict);

      sl_verdict_icon_set_verdict (SL_VERDICT_ICON (icon), verdict);
      gtk_test_accessible_assert_property (icon, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           sl_verdict_to_word (verdict));
      g_assert_true (gtk_widget_has_css_class (icon, sl_verdict_css_class (verdict)));
      g_assert_true (gtk_icon_theme_has_icon (theme, name));
      g_assert_true (g_hash_table_add (names, (gpointer) name));
    }
  g_object_unref (icon);
}

static gboolean
has_step (gpointer data)
{
  return sl_size_bin_get_step (data) == 2;
}

static void
test_size_bin (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bin = g_object_new (SL_TYPE_SIZE_BIN, "thresholds", "200 300", "minimum-width", 100,
                                 "child", g_object_new (GTK_TYPE_BOX, "width-request", 250, NULL),
                                 NULL);
  int minimum;

  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  gtk_window_set_child (GTK_WINDOW (window), bin);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_present (GTK_WINDOW (window));
  sl_ui_test_wait (has_step, bin);
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
measure_height (GtkWidget *widget, int width)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, natural);
  return natural;
}

/* As tall as its text at the width asked, whatever it was asked before. */
static void
test_growing_text (void)
{
  g_autoptr (GtkWidget) text = g_object_ref_sink (g_object_new (SL_TYPE_GROWING_TEXT, NULL));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  int line, narrow, wide;

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  line = measure_height (text, 400);
  gtk_text_buffer_set_text (buffer, "The rear boundary of plots 14 to 21 is drawn at 1.5 m.", -1);
  narrow = measure_height (text, 60);
  wide = measure_height (text, 2000);
  g_assert_cmpint (line, >, 0);
  g_assert_cmpint (wide, ==, line);
  g_assert_cmpint (narrow, >, 4 * line);
  g_assert_cmpint (measure_height (text, 60), ==, narrow);
  gtk_text_buffer_set_text (buffer, "One\nTwo\n", -1);
  /* Three lines, each rounded or all together. */
  g_assert_cmpint (measure_height (text, 2000), >, 2 * line + line / 2);
}

/* 250 items, every fifth in the second group. */
static guint
count_items (gpointer page)
{
  return 250;
}

static guint
get_group (gpointer page, guint position)
{
  return position % 5 == 4;
}

static GtkWidget *
make_row (gpointer page, guint position)
{
  return gtk_list_box_row_new ();
}

static char *
dup_key (gpointer page, guint position)
{
  return g_strdup_printf ("%u", position);
}

static void
set_row_narrow (GtkWidget *row, gboolean narrow)
{
}

static guint
count_rows (GtkWidget *widget)
{
  guint n_rows = GTK_IS_LIST_BOX_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows += count_rows (child);
  return n_rows;
}

static void
test_grouped_list (void)
{
  static const SlGroupedListSource source = { count_items, get_group, make_row, dup_key,
                                              set_row_narrow };
  GtkWidget *list = g_object_new (SL_TYPE_GROUPED_LIST, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), list);
  sl_grouped_list_set_source (SL_GROUPED_LIST (list), &source, NULL);
  g_assert_cmpuint (sl_grouped_list_add_group (SL_GROUPED_LIST (list), "Many"), ==, 0);
  g_assert_cmpuint (sl_grouped_list_add_group (SL_GROUPED_LIST (list), "Few"), ==, 1);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (sl_ui_test_find_label (list, "Many"));
  g_assert_null (sl_grouped_list_get_first_row (SL_GROUPED_LIST (list)));

  sl_grouped_list_fill (SL_GROUPED_LIST (list));
  sl_ui_test_see (list, "200");
  sl_ui_test_see (list, "50");
  g_assert_cmpuint (count_rows (list), ==, 150);
  g_assert_null (sl_grouped_list_find_focus (SL_GROUPED_LIST (list), FALSE));
  g_assert_true (sl_grouped_list_find_focus (SL_GROUPED_LIST (list), TRUE) ==
                 sl_grouped_list_get_first_row (SL_GROUPED_LIST (list)));
  sl_ui_test_press (list, "Show all 200");
  g_assert_cmpuint (count_rows (list), ==, 250);
  g_assert_null (sl_ui_test_find_button (list, "Show all 200"));
  sl_grouped_list_fold (SL_GROUPED_LIST (list));
  sl_grouped_list_fill (SL_GROUPED_LIST (list));
  g_assert_cmpuint (count_rows (list), ==, 150);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/widgets/small-ones-are-made-and-go-without-a-trace", test_small_widgets);
  g_test_add_func ("/ui/widgets/every-page-can-be-made", test_pages);
  g_test_add_func ("/ui/widgets/every-dialog-fits-into-360-pixels", test_windows);
  g_test_add_func ("/ui/widgets/each-verdict-has-its-own-shape-and-word", test_verdicts);
  g_test_add_func ("/ui/widgets/a-size-bin-counts-thresholds-and-lets-shrink", test_size_bin);
  g_test_add_func ("/ui/widgets/a-long-group-shows-its-first-hundred-until-all-are-asked-for",
                   test_grouped_list);
  g_test_add_func ("/widgets/growing-text-is-as-tall-as-its-text", test_growing_text);
  return g_test_run ();
}
