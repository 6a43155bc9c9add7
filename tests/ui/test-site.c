/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-id.h"
#include "case/sl-case-page.h"
#include "case/sl-new-case-window.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "sheets/sl-sheet.h"
#include "site/sl-actions-pane.h"
#include "site/sl-entry-row.h"
#include "site/sl-field-row.h"
#include "site/sl-lacks-list.h"
#include "site/sl-photograph-window.h"
#include "site/sl-photographs-pane.h"
#include "site/sl-points-window.h"
#include "site/sl-sheet-view.h"
#include "site/sl-site-page.h"
#include "site/sl-stage-line.h"
#include "sl-test-case.h"
#include "sl-test-photograph.h"
#include "sl-test.h"
#include "sl-window-private.h"

/* The Site tab as an officer meets it: records as forms, what keeps one from being closed, stages,
 * actions, and the other kinds of case. */

typedef struct
{
  SlCasebook *casebook;
  SlStore *store; /* borrowed */
  SlWindow *window;
  char *case_id;
} Fixture;

static void
open_site (Fixture *self)
{
  self->window = sl_ui_test_open_window (self->casebook);
  sl_window_open_view (self->window, self->case_id, "site");
}

static void
set_up (Fixture *self, gconstpointer kind)
{
  self->casebook = sl_ui_test_open_casebook ();
  self->store = sl_casebook_get_store (self->casebook);
  self->window = NULL;
  if (kind == NULL)
    {
      self->case_id = sl_ui_test_add_application (self->casebook, "UTT/26/2147/FUL", "2026-12-09");
      return;
    }
  self->case_id = sl_id_new ();
  sl_test_apply (self->store,
                 sl_case_change_begin (sl_casebook_get_packs (self->casebook), self->case_id, kind,
                                       "Mallard Way, phase 1", "",
                                       sl_person_get_id (sl_casebook_get_person (self->casebook))));
}

static void
tear_down (Fixture *self, gconstpointer kind)
{
  sl_ui_test_close (self->window, self->casebook);
  g_free (self->case_id);
}

static char *
begin (Fixture *self, const char *form_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (sl_casebook_get_packs (self->casebook), form_id, &error);
  char *id = sl_id_new ();

  g_assert_no_error (error);
  sl_test_apply (self->store, sl_sheet_change_begin (form, id, self->case_id, NULL, 0));
  return id;
}

static SlSheet *
load (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  SlSheet *sheet = sl_sheets_load (self->store, sl_casebook_get_packs (self->casebook), id, &error);

  g_assert_no_error (error);
  return sheet;
}

static SlSheetView *
find_view (Fixture *self)
{
  return SL_SHEET_VIEW (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_SHEET_VIEW));
}

static gboolean
shows_sheet (gpointer view)
{
  return sl_sheet_view_get_sheet (view) != NULL;
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer id)
{
  return SL_IS_FIELD_ROW (widget) &&
         g_str_equal (sl_field_row_get_field (SL_FIELD_ROW (widget))->id, id);
}

static GtkWidget *
find_field (Fixture *self, const char *id)
{
  return sl_ui_test_find_where (GTK_WIDGET (find_view (self)), is_row_of, id);
}

typedef struct
{
  SlSheetView *view;
  const char *property, *value;
} Expected;

static gboolean
says (gpointer data)
{
  const Expected *expected = data;
  SlSheet *sheet = sl_sheet_view_get_sheet (expected->view);

  return sheet != NULL && g_str_equal (sl_sheet_get (sheet, expected->property), expected->value);
}

static void
expect (Fixture *self, const char *property, const char *value)
{
  Expected expected = { find_view (self), property, value };

  sl_ui_test_wait (says, &expected);
}

/* ---- the page ---- */

static void
test_lazy (Fixture *self, gconstpointer data)
{
  GtkWidget *page;
  SlStageLine *stages;

  self->window = sl_ui_test_open_window (self->casebook);
  sl_window_open_view (self->window, self->case_id, "overview");
  page = sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_SITE_PAGE);
  stages = SL_STAGE_LINE (sl_ui_test_find (page, SL_TYPE_STAGE_LINE));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stages)));
  gtk_widget_activate_action (page, "case.view-site", NULL);
  sl_ui_test_see (self->window, "Nothing away from the desk yet");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (stages)));
}

static void
test_begin (Fixture *self, gconstpointer data)
{
  open_site (self);
  sl_ui_test_press (self->window, "Site visit");
  sl_ui_test_wait (shows_sheet, find_view (self));
  sl_ui_test_see (self->window, "VIS/2026/001");
}

static void
test_type (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  GtkWidget *entry;

  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  entry = sl_ui_test_find (find_field (self, "place"), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Site office, Mallard Way");
  sl_sheet_view_flush (find_view (self));
  expect (self, "place", "Site office, Mallard Way");
}

static void
test_nonsense (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  GtkWidget *row;

  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  row = find_field (self, "call-in");
  gtk_editable_set_text (GTK_EDITABLE (sl_ui_test_find (row, GTK_TYPE_ENTRY)), "soon");
  sl_sheet_view_flush (find_view (self));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  sl_ui_test_press (row, "Now");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  GtkWidget *lacks;
  g_autoptr (SlSheet) sheet = NULL;

  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  lacks = sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_LACKS_LIST);
  sl_ui_test_see (lacks, "There is no risk assessment: no hazard is named");
  sl_ui_test_see (lacks, "Needed · A 0609, rule A11");
  gtk_widget_activate_action (GTK_WIDGET (find_view (self)), "site.close", NULL);
  sheet = load (self, id);
  g_assert_true (sl_sheet_is_open (sheet));
}

static void
fill (Fixture *self, const char *id)
{
  static const SlSheetValue own[] = {
    { "equipment", "helmet vest" },
    { "training", "none" },
    { "training-held", "yes" },
    { "knows", "Helen Marsh" },
    { "call-in", "2026-11-24T10:05:00.000Z" },
    { "call-out", "2026-11-24T11:40:00.000Z" },
  };
  static const SlSheetValue hazard[] = { { "hazard", "Moving plant" },
                                         { "likelihood", "3" },
                                         { "severity", "4" },
                                         { "control", "Stay on the marked walkway" } };
  g_autoptr (SlSheet) sheet = load (self, id);
  g_autofree char *entry_id = sl_id_new ();

  sl_test_apply (self->store, sl_sheet_change_set (sheet, NULL, own, G_N_ELEMENTS (own)));
  sl_test_apply (self->store,
                 sl_sheet_change_add (sheet, "hazard", entry_id, hazard, G_N_ELEMENTS (hazard)));
}

static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  g_autoptr (SlSheet) sheet = NULL;

  fill (self, id);
  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  sl_ui_test_see (self->window, "Nothing is lacking: it can be closed");
  sl_ui_test_press (self->window, "Close record");
  expect (self, "state", "closed");
  g_assert_nonnull (sl_ui_test_find_button (GTK_WIDGET (self->window), "Reopen…"));
  sl_ui_test_see (self->window, "Visit VIS/2026/001 closed");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  expect (self, "state", "open");
}

static void
test_lack_leads (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  GtkWidget *focus;

  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  sl_sheet_view_show_field (find_view (self), "contact", "knows", "");
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find_field (self, "knows")));
}

static gboolean
has_entry_row (gpointer data)
{
  return sl_ui_test_find (data, SL_TYPE_ENTRY_ROW) != NULL;
}

/* The button that adds an entry to a group. */
static gboolean
is_add_of (GtkWidget *widget, gconstpointer group_id)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (g_object_get_data (G_OBJECT (widget), "sl-group"), group_id) == 0;
}

static void
test_entry (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  GtkWidget *row;

  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  g_signal_emit_by_name (sl_ui_test_find_where (GTK_WIDGET (find_view (self)), is_add_of, "hazard"),
                         "clicked");
  sl_ui_test_wait (has_entry_row, find_view (self));
  row = sl_ui_test_find (GTK_WIDGET (find_view (self)), SL_TYPE_ENTRY_ROW);
  /* It is open, with its fields, and says what it lacks. */
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_nonnull (find_field (self, "likelihood"));
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "likelihood"));
}

static void
test_product (Fixture *self, gconstpointer data)
{
  static const SlSheetValue values[] = { { "product", "Communal entrance doorset" },
                                         { "evidence", "certificate" },
                                         { "certificate", "HD-2201" },
                                         { "expires", "2020-10-03" } };
  g_autofree char *id = begin (self, "scheme");
  g_autofree char *entry_id = sl_id_new ();
  g_autoptr (SlSheet) sheet = load (self, id);
  GtkWidget *row;

  sl_test_apply (self->store,
                 sl_sheet_change_add (sheet, "product", entry_id, values, G_N_ELEMENTS (values)));
  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  row = sl_ui_test_find (GTK_WIDGET (find_view (self)), SL_TYPE_ENTRY_ROW);
  g_assert_nonnull (
      strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "xpired on 3 October 2020"));
}

/* ---- beside the record ---- */

static void
test_action (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  g_autofree char *action_id = sl_id_new ();
  const SlActionValues values = { "Send the lock schedule", "", "Fenwick & Lowe Homes",
                                  "2020-11-18" };
  GtkWidget *pane;

  sl_test_apply (self->store, sl_action_change_set (action_id, self->case_id, id, &values));
  open_site (self);
  pane = sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_ACTIONS_PANE);
  sl_ui_test_see (pane, "Send the lock schedule");
  sl_ui_test_see (pane, "Fenwick & Lowe Homes");
  sl_test_apply (self->store, sl_action_change_state (action_id, self->case_id, "done",
                                                      "Sent by e-mail", "2020-11-20"));
  sl_ui_test_see (pane, "Done 20 Nov: Sent by e-mail");
}

static void
test_points (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "meeting");
  const SlActionValues values = { "Ask for the lighting condition", "", "Judith Okoro", "" };
  GtkWidget *window, *check;
  g_autoptr (SlSheet) sheet = NULL;

  sl_test_apply (self->store, sl_action_change_set (NULL, self->case_id, NULL, &values));
  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  window = sl_points_window_new (GTK_WIDGET (find_view (self)), self->casebook,
                                 sl_sheet_view_get_sheet (find_view (self)));
  gtk_window_present (GTK_WINDOW (window));
  check = sl_ui_test_find (window, GTK_TYPE_CHECK_BUTTON);
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  sl_ui_test_press (window, "Add 1 point");
  sl_ui_test_wait (has_entry_row, find_view (self));
  sheet = load (self, id);
  g_assert_cmpuint (g_list_model_get_n_items (sl_sheet_get_entries (sheet, "agenda")), ==, 1);
}

static void
test_photograph (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "gate.jpg", NULL);
  const SlTestPhotograph what = { .width = 320, .height = 240 };
  g_autoptr (GBytes) jpeg = sl_test_make_photograph (&what);
  const char *const paths[] = { path, NULL };
  const SlImportTarget target = { .case_id = self->case_id, .sheet_id = id };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlPhotograph) photograph = NULL;
  GtkWidget *window;

  g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg),
                       &error);
  g_assert_no_error (error);
  result = sl_import_to (sl_casebook_get_library (self->casebook),
                         sl_casebook_get_packs (self->casebook), paths, &target, NULL, NULL, NULL,
                         &error);
  g_assert_no_error (error);
  open_site (self);
  sl_ui_test_see (self->window, "Not looked at");
  photograph = sl_photographs_find (self->store, self->case_id, "gate.jpg", &error);
  g_assert_no_error (error);
  window = sl_photograph_window_new (GTK_WIDGET (find_view (self)), self->casebook, photograph);
  gtk_window_present (GTK_WINDOW (window));
  sl_ui_test_press (window, "May be shown");
  sl_ui_test_see (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_PHOTOGRAPHS_PANE),
                  "May be shown");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- stages ---- */

static gboolean
is_stage (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_MENU_BUTTON (widget) && gtk_widget_has_css_class (widget, data);
}

static void
test_stages (Fixture *self, gconstpointer data)
{
  GtkWidget *line;

  sl_test_apply (self->store,
                 sl_stage_change_set (sl_casebook_get_packs (self->casebook), self->case_id,
                                      "contact", "done", "2020-03-03", NULL));
  sl_test_apply (self->store, sl_stage_change_due (sl_casebook_get_packs (self->casebook),
                                                   self->case_id, "application", "2020-04-01"));
  open_site (self);
  line = sl_ui_test_find (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_SITE_PAGE),
                          SL_TYPE_STAGE_LINE);
  sl_ui_test_see (line, "Done 3 Mar");
  sl_ui_test_see (line, "Overdue, 1 Apr");
  gtk_menu_button_popup (GTK_MENU_BUTTON (sl_ui_test_find_where (line, is_stage, "stage")));
  /* Setting back says first that it needs a reason. */
  sl_ui_test_press (line, "Set back");
  sl_ui_test_see (line, "This needs a reason in writing.");
}

static void
test_width (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "visit");
  int minimum;

  open_site (self);
  sl_ui_test_wait (shows_sheet, find_view (self));
  gtk_widget_measure (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_SITE_PAGE),
                      GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* ---- other kinds of case ---- */

static gboolean
has_case_page (gpointer window)
{
  return sl_ui_test_find (window, SL_TYPE_SITE_PAGE) != NULL;
}

static void
test_new_kind (Fixture *self, gconstpointer data)
{
  GtkWidget *window;
  SlCase *begun;
  g_autoptr (GPtrArray) links = NULL;

  self->window = sl_ui_test_open_window (self->casebook);
  window = sl_new_case_window_new (GTK_WINDOW (self->window), self->casebook);
  gtk_window_present (GTK_WINDOW (window));
  /* After planning and pre-application. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (sl_ui_test_find_row (window, "Kind of case")), 2);
  g_assert_false (
      gtk_widget_get_visible (sl_ui_test_find_row (window, "Local planning authority")));
  gtk_editable_set_text (GTK_EDITABLE (sl_ui_test_find_row (window, "Title")), "Phase 1");
  gtk_editable_set_text (
      GTK_EDITABLE (sl_ui_test_find_row (window, "Planning case it came from, by its reference")),
      "UTT/26/2147/FUL");
  gtk_widget_activate_action (window, "new-case.create", NULL);
  sl_ui_test_wait (has_case_page, self->window);
  begun = sl_case_page_get_case (
      SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_CASE_PAGE)));
  g_assert_cmpstr (sl_case_get (begun, "kind"), ==, "scheme");
  g_assert_cmpstr (sl_case_get (begun, "reference"), ==, "SBD/2026/001");
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
#define ADD(path, kind, func) g_test_add (path, Fixture, kind, set_up, func, tear_down)
  ADD ("/site/page/nothing-is-read-before-it-is-seen", NULL, test_lazy);
  ADD ("/site/page/an-empty-page-begins-a-visit", NULL, test_begin);
  ADD ("/site/page/is-no-wider-than-360-pixels", NULL, test_width);
  ADD ("/site/visit/what-is-typed-is-kept", NULL, test_type);
  ADD ("/site/visit/what-is-no-time-is-not-kept-and-now-mends-it", NULL, test_nonsense);
  ADD ("/site/visit/is-not-closed-while-rule-a11-lacks-something", NULL, test_refused);
  ADD ("/site/visit/is-closed-when-all-is-said", NULL, test_closed);
  ADD ("/site/visit/what-lacks-leads-to-its-field", NULL, test_lack_leads);
  ADD ("/site/visit/a-new-entry-opens-and-says-what-it-lacks", NULL, test_entry);
  ADD ("/site/scheme/an-expired-certificate-is-said-on-its-product", "scheme", test_product);
  ADD ("/site/scheme/stages-say-what-is-done-and-overdue", "scheme", test_stages);
  ADD ("/site/actions/show-their-owner-and-their-answer", NULL, test_action);
  ADD ("/site/photographs/are-shown-once-somebody-says-so", NULL, test_photograph);
  ADD ("/site/meeting/open-points-go-on-the-agenda", NULL, test_points);
  ADD ("/site/kinds/a-scheme-begins-with-its-planning-case", NULL, test_new_kind);
#undef ADD
  return g_test_run ();
}
