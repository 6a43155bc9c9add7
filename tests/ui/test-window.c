/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-time.h"
#include "case/sl-case-page.h"
#include "cases/sl-case-list.h"
#include "cases/sl-case-records.h"
#include "inbox/sl-inbox-page.h"
#include "settings/sl-settings.h"
#include "sl-test-case.h"
#include "sl-test.h"
#include "widgets/sl-size-bin.h"

#include <math.h>

/* The window as a person meets it, without one. */

static gint64
count (SlCasebook *casebook, const char *triage)
{
  const SlCaseQuery query = { .triage = triage };

  return sl_case_records_count (sl_casebook_get_store (casebook), &query, NULL);
}

static void
test_empty (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  SlWindow *window = sl_ui_test_open_window (casebook);

  sl_ui_test_see (window, "Inbox is clear");
  g_assert_nonnull (sl_ui_test_find_label (GTK_WIDGET (window), "Import a folder…"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-cases", NULL);
  sl_ui_test_see (window, "No open cases");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-reviews", NULL);
  sl_ui_test_see (window, "Nothing to review");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-library", NULL);
  sl_ui_test_see (window, "Checklists");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  sl_ui_test_see (window, "Search");
  sl_ui_test_close (window, casebook);
}

static void
test_triage (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *first = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  g_autofree char *second = sl_ui_test_add_application (casebook, "UTT/26/2188/FUL", "2026-12-01");
  SlWindow *window = sl_ui_test_open_window (casebook);
  GtkWidget *inbox;

  sl_ui_test_see (window, "UTT/26/2147/FUL");
  inbox = sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_INBOX_PAGE);
  gtk_widget_activate_action (inbox, "inbox.make-case", NULL);
  sl_ui_test_see (window, "UTT/26/2147/FUL is now a case");
  g_assert_cmpint (count (casebook, "case"), ==, 1);
  g_assert_cmpint (count (casebook, "new"), ==, 1);
  sl_ui_test_see (window, "1 to triage");
  gtk_widget_activate_action (inbox, "inbox.open", NULL);
  sl_ui_test_see (window, "Key facts");
  g_assert_nonnull (sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_CASE_PAGE));
  sl_ui_test_close (window, casebook);
}

static void
set_cb (gboolean *flag)
{
  *flag = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

/* The rows that were being read when one turned to another place leave the keys to it. */
static void
test_focus_stays_with_the_place (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *first = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  g_autofree char *second = sl_ui_test_add_application (casebook, "UTT/26/2188/FUL", "2026-12-01");
  SlWindow *window = sl_ui_test_open_window (casebook);
  g_autoptr (GtkColumnViewColumn) column = NULL;
  GtkColumnView *view;
  GtkWidget *inbox;
  gboolean loaded = FALSE;

  sl_ui_test_see (window, "UTT/26/2147/FUL");
  inbox = sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_INBOX_PAGE);
  view = GTK_COLUMN_VIEW (sl_ui_test_find (inbox, GTK_TYPE_COLUMN_VIEW));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (view)));
  column = g_list_model_get_item (gtk_column_view_get_columns (view), 1);
  g_signal_connect_swapped (gtk_column_view_get_model (view), "items-changed", G_CALLBACK (set_cb),
                            &loaded);
  gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-cases", NULL);
  sl_ui_test_wait (is_set, &loaded);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sl_ui_test_see (window, "No open cases");
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (window)));
  g_assert_false (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), inbox));
  sl_ui_test_close (window, casebook);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

typedef struct
{
  SlCasebook *casebook;
  const char *case_id;
} DocumentWait;

static gboolean
has_one_document (gpointer data)
{
  DocumentWait *wait = data;
  g_autoptr (SlCase) planning_case = sl_case_records_load (sl_casebook_get_store (wait->casebook),
                                                           wait->case_id, NULL);

  return sl_case_get_document_count (planning_case) == 1;
}

/* What the pointer lets go over the window, as GTK hands it to the window. */
static gboolean
drop (SlWindow *window, GFile *file)
{
  GSList files = { file, NULL };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&files));
  g_signal_emit_by_name (find_drop_target (GTK_WIDGET (window)), "drop", &value, 100.0, 100.0,
                         &taken);
  return taken;
}

static void
test_drop (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  SlWindow *window = sl_ui_test_open_window (casebook);
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "Planning statement.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) parent = g_file_new_for_path (folder);
  g_autoptr (GFile) far = g_file_new_for_uri ("https://planning.example/plan.pdf");

  g_assert_true (g_file_set_contents (path, "Every home faces the street.", -1, NULL));
  sl_ui_test_see (window, "1 to triage");
  g_assert_false (drop (window, far));
  sl_ui_test_see (window, "Only files on this computer can be dropped here. Save them first.");

  /* Over the places: an application of its own. */
  g_assert_true (drop (window, file));
  sl_ui_test_see (window, "1 document added");
  sl_ui_test_see (window, "2 to triage");

  /* Over a case: into it. */
  sl_window_open_case (window, case_id);
  sl_ui_test_see (window, "Key facts");
  g_assert_true (drop (window, parent));
  sl_ui_test_wait (has_one_document, &(DocumentWait){ casebook, case_id });
  g_assert_cmpint (count (casebook, "new"), ==, 2);
  sl_ui_test_close (window, casebook);
}

static void
test_facts (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  SlWindow *window = sl_ui_test_open_window (casebook);

  sl_window_open_case (window, case_id);
  sl_ui_test_see (window, "25 November 2026");
  g_assert_nonnull (
      sl_ui_test_find_label (GTK_WIDGET (window), "from 1APP form, form.xml, line 20"));
  sl_ui_test_see (window, "0 of 8 confirmed");
  sl_window_apply (GTK_WIDGET (window),
                   sl_case_change_confirm (case_id, "reference", "UTT/26/2147/FUL"), NULL, NULL);
  sl_ui_test_see (window, "1 of 8 confirmed");
  sl_ui_test_see (window, "Saved");
  sl_ui_test_close (window, casebook);
}

/* Where one was is this person's habit, not a change of the record. */
static void
test_left_view (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  SlWindow *window = sl_ui_test_open_window (casebook);
  guint rows = sl_test_count_audit (sl_casebook_get_store (casebook));
  GtkWidget *page;

  sl_window_open_case (window, case_id);
  sl_ui_test_see (window, "Key facts");
  page = sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_CASE_PAGE);
  sl_case_page_show_view (SL_CASE_PAGE (page), "response");
  sl_case_page_show_view (SL_CASE_PAGE (page), "assess");
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (sl_test_count_audit (sl_casebook_get_store (casebook)), ==, rows);

  window = sl_ui_test_open_window (casebook);
  sl_window_open_case (window, case_id);
  page = sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_CASE_PAGE);
  g_assert_cmpstr (sl_case_page_get_view (SL_CASE_PAGE (page)), ==, "assess");
  sl_ui_test_close (window, casebook);
}

static void
test_forgotten_views (void)
{
  g_autofree char *first = NULL, *last = NULL, *again = NULL;

  for (guint i = 0; i < 101; i++)
    {
      g_autofree char *id = g_strdup_printf ("case-%u", i);
      sl_settings_set_case_view (id, "assess");
    }
  sl_settings_set_case_view ("case-1", "response");
  first = sl_settings_dup_case_view ("case-0");
  again = sl_settings_dup_case_view ("case-1");
  last = sl_settings_dup_case_view ("case-100");
  g_assert_null (first);
  g_assert_cmpstr (again, ==, "response");
  g_assert_cmpstr (last, ==, "assess");
}

/* A change that the disk refuses as often as it is told to. */
static gboolean
refuse_cb (SlTransaction *transaction, gpointer data, GError **error)
{
  int *refusals = data;

  if ((*refusals)-- > 0)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FULL, "The disk is full.");
      return FALSE;
    }
  return TRUE;
}

/* Its data is gone with the first call, as every page's is. */
static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree int *told = data;

  g_assert_cmpint (++*told, ==, 1);
  g_assert_false (sl_window_apply_finish (result, NULL));
}

static void
test_failed_save (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  SlWindow *window = sl_ui_test_open_window (casebook);
  /* On a full disk the store itself tries a second time. */
  int refusals = 2;

  sl_window_open_case (window, case_id);
  sl_window_apply (
      GTK_WIDGET (window),
      sl_change_new ("test", "planning_case", case_id, case_id, refuse_cb, &refusals, NULL),
      told_cb, g_new0 (int, 1));
  sl_ui_test_see (window, "Not saved");
  sl_ui_test_see (window, "Try again");
  g_assert_cmpint (refusals, <=, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.retry-save", NULL);
  sl_ui_test_see (window, "Saved");
  sl_ui_test_close (window, casebook);
}

static void
test_read_only (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  g_autoptr (GError) error = NULL;
  SlCasebook *second = sl_casebook_open (sl_casebook_get_path (casebook), SL_STORE_READ_ONLY,
                                         &error);
  SlWindow *window;

  g_assert_no_error (error);
  window = sl_ui_test_open_window (second);
  sl_ui_test_see (window, sl_store_get_read_only_reason (sl_casebook_get_store (second)));
  sl_ui_test_see (window, "UTT/26/2147/FUL");
  gtk_widget_activate_action (sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_INBOX_PAGE),
                              "inbox.make-case", NULL);
  g_assert_cmpint (count (casebook, "case"), ==, 0);
  sl_ui_test_close (window, second);
  sl_casebook_close (casebook);
  g_object_unref (casebook);
}

/* Says which parts need more than @width, the innermost last. */
static void
tell_culprits (GtkWidget *widget, int width)
{
  int minimum;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= width)
    return;
  g_test_message ("%s needs %d px", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_culprits (child, width);
}

/* Each folding part that is to be seen has room for what it holds. */
static void
assert_fits (GtkWidget *widget)
{
  if (SL_IS_SIZE_BIN (widget) && gtk_widget_get_mapped (widget))
    {
      int minimum;

      gtk_widget_measure (gtk_widget_get_first_child (widget), GTK_ORIENTATION_HORIZONTAL, -1,
                          &minimum, NULL, NULL, NULL);
      if (minimum > gtk_widget_get_width (widget))
        tell_culprits (gtk_widget_get_first_child (widget), gtk_widget_get_width (widget));
      g_assert_cmpint (minimum, <=, gtk_widget_get_width (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_fits (child);
}

/* What came into view in this turn of the loop is given its size in the next frame. */
static gboolean
has_sizes (gpointer data)
{
  if (SL_IS_SIZE_BIN (data) && gtk_widget_get_mapped (data) && gtk_widget_get_width (data) == 0)
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (data); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!has_sizes (child))
      return FALSE;
  return TRUE;
}

static void
test_narrow (void)
{
  static const char *const views[] = { "overview", "documents", "assess", "response", "review" };
  static const char *const places[] = { "win.show-inbox", "win.show-cases",   "win.show-reviews",
                                        "win.show-due",   "win.show-library", "win.search" };
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  SlWindow *window = sl_window_new (NULL, casebook);

  /* The shadow round it takes 5 px on each side. */
  gtk_window_set_default_size (GTK_WINDOW (window), 370, 720);
  gtk_window_present (GTK_WINDOW (window));
  sl_ui_test_wait_for_narrow (window);
  sl_ui_test_see (window, "Land east of Mallard Way");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), places[i], NULL);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      sl_ui_test_wait (has_sizes, window);
      g_test_message ("%s", places[i]);
      assert_fits (GTK_WIDGET (window));
    }
  sl_window_open_case (window, case_id);
  sl_ui_test_see (window, "Key facts");
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      sl_case_page_show_view (
          SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_CASE_PAGE)), views[i]);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      sl_ui_test_wait (has_sizes, window);
      g_test_message ("view %s", views[i]);
      assert_fits (GTK_WIDGET (window));
    }
  sl_ui_test_close (window, casebook);
}

/* The class of ours that holds @widget. */
static const char *
name_owner (GtkWidget *widget)
{
  while (widget != NULL && !g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Sl"))
    widget = gtk_widget_get_parent (widget);
  return widget != NULL ? G_OBJECT_TYPE_NAME (widget) : "nothing of ours";
}

/* What a screen reader says of a control that shows no word. */
/* A group of preferences keeps its rows in a list of its own, which its title names. */
static gboolean
is_of_group (GtkListBox *list)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, 0);

  return row == NULL || ADW_IS_PREFERENCES_ROW (row);
}

static gboolean
has_words (GtkWidget *button)
{
  if (GTK_IS_MENU_BUTTON (button))
    return gtk_menu_button_get_label (GTK_MENU_BUTTON (button)) != NULL;
  if (!GTK_IS_BUTTON (button))
    return FALSE;
  /* GtkSearchBar's own cross goes by its class. */
  return gtk_button_get_label (GTK_BUTTON (button)) != NULL ||
         gtk_widget_has_css_class (button, "close") ||
         ADW_IS_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (button)));
}

static void
assert_named (GtkWidget *widget)
{
  gboolean button = GTK_IS_MENU_BUTTON (widget) || GTK_IS_BUTTON (widget);
  gboolean entry = GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget);
  gboolean list = GTK_IS_COLUMN_VIEW (widget) ||
                  (GTK_IS_LIST_BOX (widget) && !is_of_group (GTK_LIST_BOX (widget)));

  /* GTK's and libadwaita's own parts are theirs to name. */
  if (GTK_IS_WINDOW_CONTROLS (widget) || ADW_IS_VIEW_SWITCHER (widget) ||
      GTK_IS_SPIN_BUTTON (widget) || ADW_IS_COMBO_ROW (widget) || GTK_IS_INFO_BAR (widget))
    return;
  if (button && !has_words (widget))
    {
      g_test_message ("%s in %s", G_OBJECT_TYPE_NAME (widget), name_owner (widget));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  if (entry || list)
    {
      g_test_message ("%s in %s", G_OBJECT_TYPE_NAME (widget), name_owner (widget));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  if (button || entry || GTK_IS_COLUMN_VIEW (widget))
    return;
  if (GTK_IS_DROP_DOWN (widget) || ADW_IS_ENTRY_ROW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
test_names (void)
{
  static const char *const places[] = { "win.show-inbox", "win.show-cases",   "win.show-reviews",
                                        "win.show-due",   "win.show-library", "win.search" };
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *case_id = sl_ui_test_add_application (casebook, "UTT/26/2147/FUL", "2026-11-25");
  SlWindow *window = sl_ui_test_open_window (casebook);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    gtk_widget_activate_action (GTK_WIDGET (window), places[i], NULL);
  sl_window_open_case (window, case_id);
  sl_ui_test_see (window, "Key facts");
  assert_named (GTK_WIDGET (window));
  sl_ui_test_close (window, casebook);
}

static double
channel (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * channel (colour->red) + 0.7152 * channel (colour->green) +
         0.0722 * channel (colour->blue);
}

/* WCAG 2.2: small text needs 4.5:1. */
static void
test_contrast (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (""));
  const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      GtkStyleContext *context = gtk_widget_get_style_context (label);
      GdkRGBA text, background;
      double ratio, light, dark;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i]);
      g_assert_true (gtk_style_context_lookup_color (context, "window_fg_color", &text));
      g_assert_true (gtk_style_context_lookup_color (context, "window_bg_color", &background));
      /* .meta is the text's colour at 0.7. */
      text.alpha *= 0.7f;
      text.red = text.red * text.alpha + background.red * (1 - text.alpha);
      text.green = text.green * text.alpha + background.green * (1 - text.alpha);
      text.blue = text.blue * text.alpha + background.blue * (1 - text.alpha);
      light = MAX (luminance (&text), luminance (&background));
      dark = MIN (luminance (&text), luminance (&background));
      ratio = (light + 0.05) / (dark + 0.05);
      g_test_message ("meta: %.2f:1", ratio);
      g_assert_cmpfloat (ratio, >=, 4.5);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_object_unref (label);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/window/empty-pages-say-what-they-are-for", test_empty);
  g_test_add_func ("/ui/window/an-application-becomes-a-case", test_triage);
  g_test_add_func ("/ui/window/what-is-dropped-is-imported", test_drop);
  g_test_add_func ("/ui/window/rows-read-late-leave-the-focus-where-one-went",
                   test_focus_stays_with_the_place);
  g_test_add_func ("/ui/window/facts-stand-with-their-origin-and-are-confirmed", test_facts);
  g_test_add_func ("/ui/window/a-case-opens-where-it-was-left-and-nothing-is-recorded",
                   test_left_view);
  g_test_add_func ("/ui/window/the-case-left-longest-ago-is-forgotten", test_forgotten_views);
  g_test_add_func ("/ui/window/a-save-that-failed-is-tried-again", test_failed_save);
  g_test_add_func ("/ui/window/a-second-instance-says-that-it-only-reads", test_read_only);
  g_test_add_func ("/ui/window/nothing-is-cut-off-at-360-pixels", test_narrow);
  g_test_add_func ("/ui/window/controls-without-words-have-names", test_names);
  g_test_add_func ("/ui/window/small-text-has-its-contrast", test_contrast);
  return g_test_run ();
}
