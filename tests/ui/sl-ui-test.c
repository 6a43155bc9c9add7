/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-id.h"
#include "case/sl-case-page.h"
#include "cases/sl-case-records.h"
#include "sl-test.h"

/* What the widget tests share. The application is never run: its window is made directly. */

/**
 * sl_ui_test_init:
 *
 * Starts GTK for a test program.
 */
void
sl_ui_test_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/sightline/Sightline/icons");
}

/**
 * sl_ui_test_open_casebook:
 *
 * Returns: (transfer full): an empty casebook, in which Rowan Ashdown is at work
 */
SlCasebook *
sl_ui_test_open_casebook (void)
{
  SlCasebook *casebook = sl_ui_test_open_new_casebook ();
  g_autoptr (GError) error = NULL;
  const char *own = sl_person_get_id (sl_casebook_get_person (casebook));

  sl_store_apply (sl_casebook_get_store (casebook),
                  sl_people_change_declare (own, "Rowan Ashdown", "officer"), &error);
  g_assert_no_error (error);
  sl_casebook_reload_person (casebook, &error);
  g_assert_no_error (error);
  return casebook;
}

/**
 * sl_ui_test_open_new_casebook:
 *
 * Returns: (transfer full): an empty casebook, in which nobody has said yet who they are
 */
SlCasebook *
sl_ui_test_open_new_casebook (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autoptr (GError) error = NULL;
  SlCasebook *casebook = sl_casebook_open (data, SL_STORE_DEFAULT, &error);

  g_assert_no_error (error);
  return casebook;
}

/**
 * sl_ui_test_open_window:
 *
 * Returns: (transfer none): the window, shown
 */
SlWindow *
sl_ui_test_open_window (SlCasebook *casebook)
{
  SlWindow *window = sl_window_new (NULL, casebook);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/**
 * sl_ui_test_open_view:
 * @case_id: a case
 * @view: the name of one of its views
 * @width: of the window's content, in pixels
 *
 * Returns: (transfer none): the window, shown, with the view in it
 */
SlWindow *
sl_ui_test_open_view (SlCasebook *casebook, const char *case_id, const char *view, int width)
{
  SlWindow *window = sl_window_new (NULL, casebook);

  /* The shadow round it takes 5 px on each side. */
  gtk_window_set_default_size (GTK_WINDOW (window), width + 10, 720);
  gtk_window_present (GTK_WINDOW (window));
  sl_window_open_case (window, case_id);
  sl_case_page_show_view (SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_CASE_PAGE)),
                          view);
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/**
 * sl_ui_test_close:
 *
 * Destroys the window and closes the casebook: neither may be kept by anything.
 */
void
sl_ui_test_close (SlWindow *window, SlCasebook *casebook)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  sl_ui_test_wait (is_gone, &weak);
  sl_casebook_close (casebook);
  g_object_unref (casebook);
}

/**
 * sl_ui_test_add_application:
 *
 * Returns: (transfer full): the id of an application that waits in the inbox
 */
char *
sl_ui_test_add_application (SlCasebook *casebook, const char *reference, const char *due)
{
  char *case_id = sl_id_new ();
  const SlFactValue values[] = {
    { "reference", reference, "1app", "form.xml", "line 3", NULL, 40 },
    { "address", "Land east of Mallard Way, Thornbury St Anne, Essex", "1app", "form.xml", "line 9",
      NULL, 40 },
    { "proposal", "48 homes and 9 flats", "1app", "form.xml", "line 12", NULL, 40 },
    { "consultation-expiry", due, "1app", "form.xml", "line 20", NULL, 40 },
  };
  g_autoptr (GError) error = NULL;

  sl_store_apply (sl_casebook_get_store (casebook),
                  sl_case_change_create (case_id, values, G_N_ELEMENTS (values)), &error);
  g_assert_no_error (error);
  return case_id;
}

/* What is waited for may come without an event of this loop. */
static gboolean
look_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
give_up_cb (gpointer data)
{
  g_error ("The test waited 30 s in vain");
  return G_SOURCE_REMOVE;
}

/**
 * sl_ui_test_wait:
 *
 * Runs the main loop until @done.
 */
void
sl_ui_test_wait (SlUiTestCondition done, gpointer data)
{
  guint source = g_timeout_add_seconds (30, give_up_cb, NULL);
  guint look = g_timeout_add (50, look_again_cb, NULL);

  while (!done (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (source);
}

static gboolean
is_narrow (gpointer window)
{
  g_autofree char *layout = NULL;

  g_object_get (window, "decoration-layout", &layout, NULL);
  return layout != NULL && gtk_widget_get_width (window) <= 360;
}

/**
 * sl_ui_test_wait_for_narrow:
 *
 * Waits until the window is as narrow as a telephone, and has folded for it.
 */
void
sl_ui_test_wait_for_narrow (SlWindow *window)
{
  sl_ui_test_wait (is_narrow, window);
}

/**
 * sl_ui_test_assert_fits:
 *
 * Fails the test when the widget does not fit into the narrowest window there is.
 */
void
sl_ui_test_assert_fits (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/**
 * sl_ui_test_find_where:
 *
 * Returns: (transfer none) (nullable): @root or the first widget below it that @match takes
 */
GtkWidget *
sl_ui_test_find_where (GtkWidget *root, SlUiTestMatch match, gconstpointer data)
{
  GtkWidget *found = match (root, data) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = sl_ui_test_find_where (child, match, data);
  return found;
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

/**
 * sl_ui_test_find:
 *
 * Returns: (transfer none) (nullable): the first widget of @type
 */
GtkWidget *
sl_ui_test_find (GtkWidget *root, GType type)
{
  return sl_ui_test_find_where (root, is_of_type, &type);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text) &&
         gtk_widget_get_mapped (widget);
}

/**
 * sl_ui_test_find_label:
 *
 * Returns: (transfer none) (nullable): the first label with @text that is to be seen
 */
GtkWidget *
sl_ui_test_find_label (GtkWidget *root, const char *text)
{
  return sl_ui_test_find_where (root, is_label, text);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0 &&
         gtk_widget_get_mapped (widget);
}

/**
 * sl_ui_test_find_button:
 *
 * Returns: (transfer none) (nullable): the first button with @text that is to be seen
 */
GtkWidget *
sl_ui_test_find_button (GtkWidget *root, const char *text)
{
  return sl_ui_test_find_where (root, is_button, text);
}

static gboolean
is_row (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

/**
 * sl_ui_test_find_row:
 *
 * Returns: (transfer none) (nullable): the first row with @title, to be seen or not
 */
GtkWidget *
sl_ui_test_find_row (GtkWidget *root, const char *title)
{
  return sl_ui_test_find_where (root, is_row, title);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
  gboolean gone;
} Wanted;

static gboolean
label_stands (gpointer data)
{
  Wanted *wanted = data;

  return (sl_ui_test_find_label (wanted->root, wanted->text) == NULL) == wanted->gone;
}

static gboolean
button_is_ready (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *button = sl_ui_test_find_button (wanted->root, wanted->text);

  return button != NULL && gtk_widget_is_sensitive (button);
}

/**
 * sl_ui_test_see:
 *
 * Waits until a label below @root says @text.
 */
void
sl_ui_test_see (gpointer root, const char *text)
{
  sl_ui_test_wait (label_stands, &(Wanted){ root, text, FALSE });
}

/**
 * sl_ui_test_see_no_more:
 *
 * Waits until no label below @root says @text.
 */
void
sl_ui_test_see_no_more (gpointer root, const char *text)
{
  sl_ui_test_wait (label_stands, &(Wanted){ root, text, TRUE });
}

/**
 * sl_ui_test_press:
 *
 * Waits until the button with @text can be pressed, and presses it.
 */
void
sl_ui_test_press (gpointer root, const char *text)
{
  sl_ui_test_wait (button_is_ready, &(Wanted){ root, text, FALSE });
  g_signal_emit_by_name (sl_ui_test_find_button (root, text), "clicked");
}
