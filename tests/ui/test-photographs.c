/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-id.h"
#include "cases/sl-action.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "sheets/sl-sheet.h"
#include "site/sl-photograph-window.h"
#include "site/sl-photographs-pane.h"
#include "site/sl-photographs-window.h"
#include "site/sl-sheet-view.h"
#include "site/sl-site-page.h"
#include "sl-test-case.h"
#include "sl-test-photograph.h"
#include "sl-test.h"
#include "widgets/sl-direction-dial.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-page-view.h"

#include <math.h>

/* Photographs in the Site tab: from where and in which direction they were taken, taken back, and
 * looked at where nothing may be changed. */

typedef struct
{
  SlCasebook *casebook;
  SlStore *store; /* borrowed */
  SlWindow *window;
  GtkWidget *dialog; /* of the photograph; NULL until opened */
  char *case_id, *sheet_id, *plan_id;
} Fixture;

static void
bring_in_photograph (Fixture *self)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "gate.jpg", NULL);
  const SlTestPhotograph what = { .width = 320, .height = 240 };
  g_autoptr (GBytes) jpeg = sl_test_make_photograph (&what);
  const char *const paths[] = { path, NULL };
  const SlImportTarget target = { .case_id = self->case_id, .sheet_id = self->sheet_id };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlImportResult) result = NULL;

  g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg),
                       &error);
  g_assert_no_error (error);
  result = sl_import_to (sl_casebook_get_library (self->casebook),
                         sl_casebook_get_packs (self->casebook), paths, &target, NULL, NULL, NULL,
                         &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (SlForm) form = NULL;
  g_autoptr (GError) error = NULL;

  self->casebook = sl_ui_test_open_casebook ();
  self->store = sl_casebook_get_store (self->casebook);
  self->window = NULL;
  self->dialog = NULL;
  self->case_id = sl_ui_test_add_application (self->casebook, "UTT/26/2147/FUL", "2026-12-09");
  form = sl_forms_find (sl_casebook_get_packs (self->casebook), "visit", &error);
  g_assert_no_error (error);
  self->sheet_id = sl_id_new ();
  sl_test_apply (self->store, sl_sheet_change_begin (form, self->sheet_id, self->case_id, NULL, 0));
  self->plan_id = sl_test_add_document (sl_casebook_get_library (self->casebook), self->case_id,
                                        "Site layout", "site-layout", "2147-SL-01", "Mallard Way");
  bring_in_photograph (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  if (self->window != NULL)
    sl_ui_test_close (self->window, self->casebook);
  else
    {
      sl_casebook_close (self->casebook);
      g_object_unref (self->casebook);
    }
  g_free (self->case_id);
  g_free (self->sheet_id);
  g_free (self->plan_id);
}

static SlPhotograph *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  SlPhotograph *photograph = sl_photographs_find (self->store, self->case_id, "gate.jpg", &error);

  g_assert_no_error (error);
  return photograph;
}

static gboolean
has_photographs_pane (gpointer window)
{
  return sl_ui_test_find (window, SL_TYPE_PHOTOGRAPHS_PANE) != NULL;
}

static void
open_photograph (Fixture *self)
{
  g_autoptr (SlPhotograph) photograph = load (self);

  self->window = sl_ui_test_open_window (self->casebook);
  sl_window_open_view (self->window, self->case_id, "site");
  sl_ui_test_wait (has_photographs_pane, self->window);
  self->dialog = sl_photograph_window_new (
      sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_PHOTOGRAPHS_PANE), self->casebook,
      photograph);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

/* As the keyboard does it, at the widget that has the focus. */
static gboolean
press_key (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stop = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &stop);
      if (stop)
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
find (Fixture *self, GType type)
{
  return sl_ui_test_find (self->dialog, type);
}

/* ---- the dial ---- */

static void
test_dial (void)
{
  GtkWidget *dial = g_object_ref_sink (sl_direction_dial_new ());
  SlDirectionDial *self = SL_DIRECTION_DIAL (dial);
  struct
  {
    guint key;
    GdkModifierType state;
    double direction;
    const char *words;
  } steps[] = {
    { GDK_KEY_Right, 0, 5, "Towards the top of the plan, 5 degrees" },
    { GDK_KEY_Page_Up, 0, 50, "Towards the top right of the plan, 50 degrees" },
    { GDK_KEY_Left, 0, 45, "Towards the top right of the plan, 45 degrees" },
    { GDK_KEY_Up, GDK_SHIFT_MASK, 46, "Towards the top right of the plan, 46 degrees" },
    { GDK_KEY_Home, 0, 0, "Towards the top of the plan, 0 degrees" },
    { GDK_KEY_Down, 0, 355, "Towards the top of the plan, 355 degrees" },
    { GDK_KEY_Page_Down, 0, 310, "Towards the top left of the plan, 310 degrees" },
  };

  gtk_test_accessible_assert_role (dial, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (dial, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "Not said yet");
  g_assert_true (isnan (sl_direction_dial_get_direction (self)));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (press_key (dial, steps[i].key, steps[i].state));
      g_assert_cmpfloat (sl_direction_dial_get_direction (self), ==, steps[i].direction);
      gtk_test_accessible_assert_property (dial, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                           steps[i].direction);
      gtk_test_accessible_assert_property (dial, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                           steps[i].words);
    }
  g_assert_true (press_key (dial, GDK_KEY_Delete, 0));
  g_assert_true (isnan (sl_direction_dial_get_direction (self)));
  /* Ctrl and Alt are others' keys. */
  g_assert_false (press_key (dial, GDK_KEY_Left, GDK_ALT_MASK));
  sl_direction_dial_set_direction (self, -90);
  g_assert_cmpfloat (sl_direction_dial_get_direction (self), ==, 270);
  g_object_unref (dial);
}

/* ---- placing ---- */

typedef struct
{
  Fixture *fixture;
  double x, y, direction; /* NaN: not said; x NaN: not placed */
} Expected;

static gboolean
is_placed (gpointer data)
{
  const Expected *expected = data;
  g_autoptr (SlPhotograph) photograph = load (expected->fixture);
  double direction = sl_photograph_get_direction (photograph), x = NAN, y = NAN;
  guint page;

  if (!sl_photograph_get_place (photograph, &page, &x, &y))
    return isnan (expected->x);
  return page == 1 && fabs (x - expected->x) < 0.01 && fabs (y - expected->y) < 0.01 &&
         (isnan (direction) ? isnan (expected->direction) : direction == expected->direction);
}

static void
expect (Fixture *self, double x, double y, double direction)
{
  Expected expected = { self, x, y, direction };

  sl_ui_test_wait (is_placed, &expected);
}

static gboolean
has_pages (gpointer view)
{
  return sl_page_view_get_n_pages (view) > 0;
}

static void
choose_plan (Fixture *self, double *width, double *height)
{
  GtkWidget *place = gtk_widget_get_parent (gtk_widget_get_parent (find (self, SL_TYPE_PAGE_PANE)));
  SlPageView *view = SL_PAGE_VIEW (find (self, SL_TYPE_PAGE_VIEW));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (sl_ui_test_find (place, GTK_TYPE_DROP_DOWN)), 1);
  sl_ui_test_wait (has_pages, view);
  sl_pages_get_size (sl_page_view_get_pages (view), 0, width, height);
}

static void
test_keyboard (Fixture *self, gconstpointer data)
{
  double width, height;

  open_photograph (self);
  sl_ui_test_see (self->dialog, "Place it on a plan first");
  g_assert_false (gtk_widget_is_sensitive (find (self, SL_TYPE_DIRECTION_DIAL)));
  choose_plan (self, &width, &height);
  sl_ui_test_press (self->dialog, "Place it in the middle of the page");
  expect (self, width / 2, height / 2, NAN);
  sl_ui_test_see (self->dialog, "Placed on the plan");
  /* The page has the focus now: Ctrl and an arrow move by a hundredth of its longer side. */
  g_assert_true (press_key (find (self, SL_TYPE_PAGE_PANE), GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_true (press_key (find (self, SL_TYPE_PAGE_PANE), GDK_KEY_Down, GDK_CONTROL_MASK));
  expect (self, width / 2 + MAX (width, height) / 100, height / 2 + MAX (width, height) / 100, NAN);
  g_assert_true (press_key (find (self, SL_TYPE_DIRECTION_DIAL), GDK_KEY_Page_Up, 0));
  sl_ui_test_see (self->dialog, "Towards the top right of the plan, 45 degrees");
  expect (self, width / 2 + MAX (width, height) / 100, height / 2 + MAX (width, height) / 100, 45);
  sl_ui_test_see (self->dialog, "Direction kept");
  gtk_widget_activate_action (self->dialog, "photograph.undo", NULL);
  expect (self, width / 2 + MAX (width, height) / 100, height / 2 + MAX (width, height) / 100, NAN);
  sl_ui_test_see (self->dialog, "Not said yet");
}

static void
test_press (Fixture *self, gconstpointer data)
{
  double width, height;

  open_photograph (self);
  choose_plan (self, &width, &height);
  g_signal_emit_by_name (find (self, SL_TYPE_PAGE_VIEW), "clicked", 0, 100.0, 50.0);
  expect (self, 100, 50, NAN);
  sl_ui_test_see (self->dialog, "Placed on the plan");
  gtk_widget_activate_action (self->dialog, "photograph.undo", NULL);
  expect (self, NAN, NAN, NAN);
}

/* What was not taken back in the photograph's window can be taken back in the main one. */
static void
test_undo_later (Fixture *self, gconstpointer data)
{
  double width, height;

  open_photograph (self);
  choose_plan (self, &width, &height);
  g_signal_emit_by_name (find (self, SL_TYPE_PAGE_VIEW), "clicked", 0, 100.0, 50.0);
  sl_ui_test_see (self->dialog, "Placed on the plan");
  gtk_window_close (GTK_WINDOW (self->dialog));
  self->dialog = NULL;
  sl_ui_test_see (self->window, "gate.jpg changed");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  expect (self, NAN, NAN, NAN);
}

/* ---- hundreds ---- */

static guint
count_pictures (GtkWidget *widget)
{
  guint n = GTK_IS_PICTURE (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_pictures (child);
  return n;
}

static gboolean
has_pictures (gpointer window)
{
  return count_pictures (window) > 0;
}

/* Of many, those in sight are widgets; what is said of one shows there too. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (SlPhotograph) photograph = load (self);
  g_autoptr (GListStore) many = g_list_store_new (SL_TYPE_PHOTOGRAPH);
  GtkWidget *window;

  for (guint i = 0; i < 400; i++)
    g_list_store_append (many, photograph);
  open_photograph (self);
  window = sl_photographs_window_new (
      sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_PHOTOGRAPHS_PANE), self->casebook,
      G_LIST_MODEL (many));
  gtk_window_present (GTK_WINDOW (window));
  sl_ui_test_wait (has_pictures, window);
  g_assert_cmpuint (count_pictures (window), <, 250);
  sl_test_apply (self->store, sl_photograph_change_privacy (photograph, "clear"));
  sl_ui_test_see (window, "May be shown");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- where nothing may be changed ---- */

static gboolean
is_text (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (widget) && gtk_widget_is_visible (widget) &&
         gtk_widget_is_sensitive (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget));
}

static void
test_locked (Fixture *self, gconstpointer data)
{
  const SlActionValues values = { "Send the lock schedule", "", "Fenwick & Lowe Homes", "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPhotograph) photograph = load (self);
  SlCasebook *writing = self->casebook;
  const char *reason;
  GtkWidget *page;

  sl_test_apply (self->store,
                 sl_photograph_change_place (photograph, self->plan_id, 1, 100, 50, 90));
  sl_test_apply (self->store, sl_action_change_set (NULL, self->case_id, self->sheet_id, &values));
  self->casebook = sl_casebook_open (sl_casebook_get_path (writing), SL_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  self->store = sl_casebook_get_store (self->casebook);
  reason = sl_store_get_read_only_reason (self->store);
  open_photograph (self);
  /* The tab shows the record, its action and its photograph, and says why they stay. */
  page = sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_SITE_PAGE);
  sl_ui_test_see (page, reason);
  sl_ui_test_see (page, "VIS/2026/001");
  sl_ui_test_see (page, "Send the lock schedule");
  sl_ui_test_see (page, "Not looked at");
  g_assert_null (sl_ui_test_find_where (page, is_text, NULL));
  g_assert_null (sl_ui_test_find_button (page, "Add action"));
  g_assert_null (sl_ui_test_find_button (page, "Add…"));
  /* So does the photograph's window: its place can be looked at. */
  sl_ui_test_see (self->dialog, reason);
  sl_ui_test_see (self->dialog, "Towards the right of the plan, 90 degrees");
  g_assert_null (sl_ui_test_find_where (self->dialog, is_text, NULL));
  g_assert_false (gtk_widget_is_sensitive (find (self, SL_TYPE_DIRECTION_DIAL)));
  sl_ui_test_wait (has_pages, find (self, SL_TYPE_PAGE_VIEW));
  g_signal_emit_by_name (find (self, SL_TYPE_PAGE_VIEW), "clicked", 0, 10.0, 10.0);
  expect (self, 100, 50, 90);
  sl_casebook_close (writing);
  g_object_unref (writing);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/photographs/dial/turns-by-keys-and-says-so-in-words", test_dial);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/photographs/place/by-keyboard-alone-and-taken-back", test_keyboard);
  ADD ("/photographs/place/by-a-press-on-the-plan-and-taken-back", test_press);
  ADD ("/photographs/place/is-taken-back-after-its-window-has-gone", test_undo_later);
  ADD ("/photographs/many/those-in-sight-are-made", test_many);
  ADD ("/photographs/locked/all-is-shown-and-nothing-can-be-changed", test_locked);
#undef ADD
  return g_test_run ();
}
