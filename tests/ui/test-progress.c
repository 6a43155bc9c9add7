/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "cases/sl-case-records.h"
#include "competency/sl-portfolio-bundle.h"
#include "progress/sl-cell-icon.h"
#include "progress/sl-cell-pane.h"
#include "progress/sl-edition-window.h"
#include "progress/sl-matrix.h"
#include "progress/sl-progress-page.h"
#include "progress/sl-progress-ring.h"
#include "progress/sl-step-window.h"
#include "progress/sl-team-row.h"
#include "progress/sl-text-field.h"
#include "progress/sl-training-pane.h"
#include "site/sl-field-editor.h"
#include "sl-test-progress.h"
#include "sl-test.h"

#include <string.h>
#include <unistd.h>

/* The place Progress as a trainee and as a manager meet it. Past 600 lines because each pane of it
 * is tried by both, on the same casebook. */

typedef struct
{
  SlTestProgress *base;
  char *first, *second; /* occasions of the planning process */
  SlWindow *window;
} Fixture;

static void
set_up (Fixture *self)
{
  g_autofree char *case_id = NULL;

  self->base = sl_test_progress_new ();
  case_id = sl_test_progress_add_case (self->base, "planning", "UTT/26/1893/FUL",
                                       "Copse Farm, Thornbury St Anne");
  self->first = sl_test_progress_choose (self->base, "C2", self->base->base->case_id);
  self->second = sl_test_progress_choose (self->base, "C2", case_id);
  self->window = NULL;
}

/* The account that runs this test is from now on @person_id's, as on their own computer. */
static void
take_account (Fixture *self, const char *person_id)
{
  g_autofree char *uid = g_strdup_printf ("%u", (guint) getuid ());
  g_autoptr (GError) error = NULL;

  sl_test_run_sql (self->base->base, &error, "UPDATE person SET account = '9999' WHERE account = ?",
                   uid, NULL);
  g_assert_no_error (error);
  sl_test_run_sql (self->base->base, &error, "UPDATE person SET account = ? WHERE person_id = ?",
                   uid, person_id, NULL);
  g_assert_no_error (error);
}

/* The casebook is opened anew, with @person_id before the window. */
static SlProgressPage *
sit_down (Fixture *self, const char *person_id)
{
  SlTestResponse *base = self->base->base;
  g_autofree char *path = g_strdup (sl_casebook_get_path (base->casebook));
  g_autoptr (GError) error = NULL;

  take_account (self, person_id);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->base->portfolio);
  sl_casebook_close (base->casebook);
  g_object_unref (base->casebook);
  base->casebook = sl_casebook_open (path, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  self->base->store = base->store = sl_casebook_get_store (base->casebook);
  self->base->packs = sl_casebook_get_packs (base->casebook);
  g_assert_cmpstr (sl_person_get_id (sl_casebook_get_person (base->casebook)), ==, person_id);
  sl_test_progress_load (self->base);
  self->window = sl_ui_test_open_window (base->casebook);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-progress", NULL);
  return SL_PROGRESS_PAGE (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_PROGRESS_PAGE));
}

static void
tear_down (Fixture *self)
{
  g_object_ref (self->base->base->casebook);
  if (self->window != NULL)
    sl_ui_test_close (self->window, self->base->base->casebook);
  else
    g_object_unref (self->base->base->casebook);
  sl_test_progress_free (self->base);
  g_free (self->first);
  g_free (self->second);
}

static const char *
get_name (GtkWidget *widget)
{
  return widget != NULL ? G_OBJECT_TYPE_NAME (widget) : "nothing";
}

/* ---- widgets ---- */

static void
test_ring (void)
{
  GtkWidget *ring = g_object_ref_sink (sl_progress_ring_new (66));

  sl_progress_ring_set (SL_PROGRESS_RING (ring), 3, 5);
  g_assert_null (gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (ring), GTK_ACCESSIBLE_PROPERTY_LABEL, "3 of 5 agreed"));
  g_object_unref (ring);
}

static void
test_shapes (void)
{
  const SlCellState states[] = { SL_CELL_EMPTY, SL_CELL_CLAIMED, SL_CELL_MET, SL_CELL_NOT_YET,
                                 SL_CELL_NOT_APPLICABLE };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GtkWidget *icon = g_object_ref_sink (sl_cell_icon_new (states[i]));

      g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (icon),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                         sl_cell_state_to_words (states[i])));
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (sl_cell_state_icon_name (states[i]), !=,
                         sl_cell_state_icon_name (states[k]));
      g_object_unref (icon);
    }
}

/* ---- the trainee ---- */

static void
test_empty (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  page = sit_down (&self, self.base->other);
  sl_ui_test_see (page, "Your way to Designing Out Crime Officer");
  sl_ui_test_press (page, "Begin your portfolio");
  sl_ui_test_see (page, "0 of 5 occasions agreed");
  sl_ui_test_see (page, "What is missing");
  tear_down (&self);
}

static void
test_no_trainee (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  SlWindow *window = sl_ui_test_open_window (casebook);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-progress", NULL);
  sl_ui_test_see (window, "No portfolio");
  g_assert_null (sl_ui_test_find_button (GTK_WIDGET (window), "Begin your portfolio"));
  sl_ui_test_close (window, casebook);
}

static void
test_overview (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  sl_test_progress_claim (self.base, self.first, "C2.1", "Found on the weekly list.");
  sl_test_progress_assess (self.base, self.base->manager, self.first, "C2.1", "not-yet",
                           "Say which list.");
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  sl_ui_test_see (page, "More needed");
  /* The cell that needs more is the one that is told of below. */
  sl_ui_test_see (page, "Say which list.");
  sl_ui_test_see (page, "Keep how long documents stand on my screen");
  tear_down (&self);
}

static GtkWidget *
get_focus (Fixture *self)
{
  return gtk_root_get_focus (GTK_ROOT (self->window));
}

static gboolean
matrix_has_focus (gpointer data)
{
  Fixture *self = data;
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_get_ancestor (focus, SL_TYPE_MATRIX) != NULL &&
         gtk_widget_has_css_class (focus, "cell");
}

static gboolean
is_chooser (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "chooser");
}

/* The whole matrix, not one occasion at a time. */
static gboolean
matrix_is_wide (gpointer data)
{
  GtkWidget *matrix = sl_ui_test_find (data, SL_TYPE_MATRIX);

  return matrix != NULL && gtk_widget_get_width (matrix) > 700 &&
         sl_ui_test_find_where (matrix, is_chooser, NULL) == NULL;
}

static void
press_arrow (Fixture *self, guint keyval)
{
  GtkWidget *matrix = gtk_widget_get_ancestor (get_focus (self), SL_TYPE_MATRIX);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (matrix);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  g_assert_true (handled);
}

static const char *
get_criterion (Fixture *self)
{
  const char *criterion = g_object_get_data (G_OBJECT (get_focus (self)), "sl-criterion");

  return criterion != NULL ? criterion : get_name (get_focus (self));
}

static gboolean
cell_is_open (gpointer data)
{
  GtkWidget *pane = sl_ui_test_find (data, SL_TYPE_CELL_PANE);

  return pane != NULL && gtk_widget_get_mapped (pane);
}

static void
test_keyboard (void)
{
  Fixture self;

  set_up (&self);
  sit_down (&self, self.base->trainee);
  gtk_window_set_default_size (GTK_WINDOW (self.window), 1200, 800);
  sl_ui_test_wait (matrix_is_wide, self.window);
  sl_ui_test_wait (matrix_has_focus, &self);
  g_assert_cmpstr (get_criterion (&self), ==, "C2.1");
  press_arrow (&self, GDK_KEY_Down);
  g_assert_cmpstr (get_criterion (&self), ==, "C2.2");
  press_arrow (&self, GDK_KEY_Right);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (get_focus (&self)), "sl-occasion"), ==,
                   self.second);
  press_arrow (&self, GDK_KEY_Up);
  g_assert_cmpstr (get_criterion (&self), ==, "C2.1");
  press_arrow (&self, GDK_KEY_Left);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (get_focus (&self)), "sl-occasion"), ==, self.first);
  gtk_widget_activate (get_focus (&self));
  sl_ui_test_wait (cell_is_open, self.window);
  sl_ui_test_see (self.window, "What is asked");
  tear_down (&self);
}

static gboolean
is_text_field (GtkWidget *widget, gconstpointer label)
{
  return SL_IS_TEXT_FIELD (widget) && sl_ui_test_find_label (widget, label) != NULL;
}

static void
write_text (gpointer root, const char *label, const char *text)
{
  GtkWidget *field = sl_ui_test_find_where (root, is_text_field, label);

  g_assert_nonnull (field);
  sl_text_field_set_text (SL_TEXT_FIELD (field), text);
  g_signal_emit_by_name (field, "edited");
}

static void
test_claim (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  sl_progress_page_open (page, NULL, self.first, "C2.1");
  sl_ui_test_see (page, "Tick what the case shows, or say it in your own words.");
  write_text (page, "In your own words", "Found on the weekly list.");
  sl_ui_test_press (page, "Claim");
  sl_ui_test_see (page, "Found on the weekly list.");
  sl_ui_test_see (page, "Take claim back");
  sl_test_progress_load (self.base);
  g_assert_cmpint (sl_test_progress_cell (self.base, self.first, "C2.1")->state, ==,
                   SL_CELL_CLAIMED);
  sl_ui_test_press (page, "Take claim back");
  sl_ui_test_see_no_more (page, "Take claim back");
  tear_down (&self);
}

static void
test_answer (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  sl_test_progress_claim (self.base, self.first, "C2.1", "Found on the weekly list.");
  sl_test_progress_assess (self.base, self.base->manager, self.first, "C2.1", "not-yet",
                           "Say which list.");
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Say which list.");
  sl_progress_page_open (page, NULL, self.first, "C2.1");
  sl_ui_test_press (page, "Acknowledge");
  sl_ui_test_see (page, "Acknowledged by the trainee");
  write_text (page, "Reply", "It was the list of 2 November.");
  sl_ui_test_press (page, "Send reply");
  sl_ui_test_see (page, "It was the list of 2 November.");
  tear_down (&self);
}

static gboolean
note_is_kept (gpointer data)
{
  SlTestProgress *base = data;
  g_autofree char *note = sl_portfolio_dup_note (base->store, base->portfolio, "", "C1.1", NULL);

  return g_strcmp0 (note, "Ask about unit three.") == 0;
}

/* Of a part of training, which is of no occasion. */
static void
test_note (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  sl_progress_page_open (page, NULL, "", "C1.1");
  sl_ui_test_see (page, "What is asked");
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (page), "What the case shows"));
  write_text (page, "Private note", "Ask about unit three.");
  sl_ui_test_wait (note_is_kept, self.base);
  tear_down (&self);
}

/* ---- the manager ---- */

static gboolean
row_names (GtkWidget *widget, gconstpointer occasion_id)
{
  return SL_IS_TEAM_ROW (widget) &&
         g_strcmp0 (sl_team_row_get_occasion (SL_TEAM_ROW (widget)), occasion_id) == 0;
}

static void
test_manager (void)
{
  Fixture self;
  SlProgressPage *page;
  GtkWidget *row;

  set_up (&self);
  sl_test_progress_claim (self.base, self.first, "C2.1", "Found on the weekly list.");
  sl_test_progress_claim (self.base, self.first, "C2.2", "I know what bad advice leads to.");
  page = sit_down (&self, self.base->manager);
  sl_ui_test_see (page, "Waiting for you");
  sl_ui_test_see (page, "2 waiting for you");
  sl_ui_test_see (page, "Trainees");
  sl_ui_test_see (page, "Priya Nair");
  sl_ui_test_see (page, "Has no portfolio yet");
  row = sl_ui_test_find_where (GTK_WIDGET (page), row_names, self.first);
  g_assert_nonnull (row);
  gtk_widget_activate (row);
  sl_ui_test_wait (cell_is_open, self.window);
  sl_ui_test_see (page, "Found on the weekly list.");
  sl_ui_test_see (page, "Choose a verdict.");
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (page), "Private note"));
  gtk_widget_activate_action (GTK_WIDGET (page), "progress.verdict-2", NULL);
  sl_ui_test_see (page, "Say what more is needed.");
  write_text (page, "Feedback to the trainee", "Say which list.");
  sl_ui_test_press (page, "Record verdict");
  sl_ui_test_see (page, "Say which list.");
  sl_test_progress_load (self.base);
  g_assert_cmpint (sl_test_progress_cell (self.base, self.first, "C2.1")->state, ==,
                   SL_CELL_NOT_YET);
  tear_down (&self);
}

static void
test_not_own (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  sl_test_progress_claim (self.base, self.first, "C2.1", "Found on the weekly list.");
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  sl_progress_page_open (page, NULL, self.first, "C2.1");
  sl_ui_test_see (page, "Take claim back");
  g_assert_null (sl_ui_test_find_button (GTK_WIDGET (page), "Record verdict"));
  tear_down (&self);
}

/* ---- occasions, training ---- */

static void
test_drop (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  gtk_widget_activate_action (GTK_WIDGET (page), "progress.drop", "s", self.second);
  sl_ui_test_see (self.window, "Copse Farm counts no longer");
  sl_test_progress_load (self.base);
  g_assert_true (sl_portfolio_find_occasion (self.base->portfolio, self.second)->dropped);
  gtk_widget_activate_action (GTK_WIDGET (self.window), "win.undo", NULL);
  sl_ui_test_see_no_more (page, "1 under way, 4 to choose");
  sl_ui_test_see (page, "2 under way, 3 to choose");
  tear_down (&self);
}

/* The window that a step is taken in. */
static GtkWidget *
find_step_window (void)
{
  GtkWidget *found = NULL;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SL_IS_STEP_WINDOW (l->data))
      found = l->data;
  return found;
}

static gboolean
step_window_is_there (gpointer data)
{
  return find_step_window () != NULL;
}

static gboolean
is_field (GtkWidget *widget, gconstpointer label)
{
  GtkWidget *above = gtk_widget_get_prev_sibling (widget);

  return SL_IS_FIELD_EDITOR (widget) && GTK_IS_LABEL (above) &&
         g_str_equal (gtk_label_get_label (GTK_LABEL (above)), label);
}

static void
fill_field (GtkWidget *root, const char *label, const char *value)
{
  GtkWidget *field = sl_ui_test_find_where (root, is_field, label);

  g_assert_nonnull (field);
  sl_field_editor_set_value (SL_FIELD_EDITOR (field), value);
  g_signal_emit_by_name (field, "edited");
}

static gboolean
is_training_card (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && sl_ui_test_find_label (widget, "Training") != NULL;
}

static gboolean
is_training_pane (GtkWidget *widget, gconstpointer data)
{
  return SL_IS_TRAINING_PANE (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
training_is_shown (gpointer data)
{
  return sl_ui_test_find_where (data, is_training_pane, NULL) != NULL;
}

static void
test_training (void)
{
  Fixture self;
  SlProgressPage *page;
  GtkWidget *window;

  set_up (&self);
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (sl_ui_test_find_where (GTK_WIDGET (page), is_training_card, NULL)), TRUE);
  sl_ui_test_wait (training_is_shown, page);
  g_signal_emit_by_name (sl_ui_test_find_where (GTK_WIDGET (page), is_training_pane, NULL),
                         "wanted", "C1.2", "");
  sl_ui_test_wait (step_window_is_there, NULL);
  window = find_step_window ();
  sl_ui_test_see (window, "Give it a title.");
  fill_field (window, "Title", "ATLAS 2026");
  fill_field (window, "On", "2026-01-20");
  /* Ten weeks from the day of this test. */
  fill_field (window, "To be renewed by", "2027-01-20");
  sl_ui_test_press (window, "Keep");
  sl_ui_test_see (page, "ATLAS 2026");
  sl_ui_test_see (page, "Renew by 20 January 2027");
  tear_down (&self);
}

static gboolean
is_offer (GtkWidget *widget, gconstpointer title)
{
  return GTK_IS_LIST_BOX_ROW (widget) && sl_ui_test_find_label (widget, title) != NULL;
}

static void
test_choose (void)
{
  Fixture self;
  SlProgressPage *page;
  GtkWidget *window, *row;
  g_autofree char *case_id = NULL;

  set_up (&self);
  /* The trainee's own doing, so that it is offered. */
  case_id = sl_test_progress_add_case (self.base, "planning", "UTT/26/2099/FUL",
                                       "Quarry House, Thornbury St Anne");
  sl_test_progress_apply (self.base, sl_case_change_make (case_id, self.base->trainee));
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  gtk_widget_activate_action (GTK_WIDGET (page), "progress.choose", "s", "C2");
  sl_ui_test_wait (step_window_is_there, NULL);
  window = find_step_window ();
  sl_ui_test_see (window, "Choose a case, or enter one from before Sightline.");
  sl_ui_test_see (window, "Quarry House");
  row = sl_ui_test_find_where (window, is_offer, "Quarry House");
  g_assert_nonnull (row);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  sl_ui_test_press (window, "Choose");
  sl_ui_test_see (page, "3 under way, 2 to choose");
  tear_down (&self);
}

static gboolean
is_expander (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_EXPANDER (widget);
}

static void
test_before_sightline (void)
{
  Fixture self;
  SlProgressPage *page;
  GtkWidget *window;

  set_up (&self);
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  gtk_widget_activate_action (GTK_WIDGET (page), "progress.choose", "s", "C2");
  sl_ui_test_wait (step_window_is_there, NULL);
  window = find_step_window ();
  gtk_expander_set_expanded (GTK_EXPANDER (sl_ui_test_find_where (window, is_expander, NULL)),
                             TRUE);
  sl_ui_test_see (window, "Say what it was.");
  fill_field (window, "What it was", "Market Row, 2023");
  sl_ui_test_see (window, "Give its reference: by it, it counts once.");
  fill_field (window, "Its reference", "UTT/23/0117/FUL");
  sl_ui_test_press (window, "Choose");
  sl_ui_test_see (page, "3 under way, 2 to choose");
  sl_test_progress_load (self.base);
  g_assert_cmpstr (sl_portfolio_get_occasion (self.base->portfolio, 2)->case_id, ==, "");
  tear_down (&self);
}

/* ---- another edition ---- */

static char *moved_because;

static void
moved_cb (GtkWidget *any, SlFramework *to, const char *reason)
{
  g_assert_cmpstr (sl_framework_get_edition (to), ==, "2");
  moved_because = g_strdup (reason);
}

static void
test_edition (void)
{
  static const char *const edits[][2] = {
    { "edition=\"1\"", "edition=\"2\"" },
    { "<text>Briefs.</text>", "<text>Briefs in person.</text>" },
  };
  g_autoptr (SlTestProgress) base = sl_test_progress_new_small ();
  g_autoptr (SlFramework) to = sl_test_progress_edit_small (edits, G_N_ELEMENTS (edits));
  GtkWidget *any = gtk_window_new (), *window;
  g_autoptr (GPtrArray)
      differences = sl_framework_compare (sl_portfolio_get_framework (base->portfolio), to);

  g_assert_cmpuint (differences->len, ==, 1);
  gtk_window_present (GTK_WINDOW (any));
  sl_edition_window_present (any, base->portfolio, to, moved_cb);
  window = find_step_window ();
  sl_ui_test_see (window, "Changed");
  sl_ui_test_see (window, ((SlFrameworkDifference *) g_ptr_array_index (differences, 0))->text);
  write_text (window, "Why it is moved", "The new edition is in force.");
  sl_ui_test_press (window, "Move to it");
  g_assert_cmpstr (moved_because, ==, "The new edition is in force.");
  g_free (moved_because);
  gtk_window_destroy (GTK_WINDOW (any));
}

/* ---- decision and appeal ---- */

static void
decide_not_fulfilled (Fixture *self)
{
  SlCasebook *casebook = self->base->base->casebook;
  g_autoptr (SlPerson) manager = NULL;
  g_autoptr (GError) error = NULL;

  sl_test_progress_become (self->base, self->base->manager);
  manager = sl_people_load (self->base->store, self->base->manager, &error);
  g_assert_no_error (error);
  sl_progression_decide (sl_casebook_get_library (casebook), self->base->packs,
                         sl_casebook_get_policy (casebook), manager, self->base->portfolio,
                         "not-fulfilled", "Three occasions are still to come.", "2026-11-20",
                         &error);
  g_assert_no_error (error);
}

static void
test_appeal (void)
{
  Fixture self;
  SlProgressPage *page;
  GtkWidget *window;

  set_up (&self);
  decide_not_fulfilled (&self);
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Not fulfilled, notified on 20 November 2026");
  sl_ui_test_see (page, "An appeal can be lodged until 27 November 2026: 3 days left.");
  sl_ui_test_press (page, "Appeal…");
  sl_ui_test_wait (step_window_is_there, NULL);
  window = find_step_window ();
  sl_ui_test_see (window, "An appeal outlines its grounds in writing.");
  write_text (window, "Grounds", "The occasions were not offered to me.");
  sl_ui_test_press (window, "Lodge appeal");
  sl_ui_test_see (page, "The occasions were not offered to me.");
  g_assert_null (sl_ui_test_find_button (GTK_WIDGET (page), "Appeal…"));
  tear_down (&self);
}

static void
test_decide_appeal (void)
{
  Fixture self;
  SlProgressPage *page;
  GtkWidget *window;
  const SlProgression *decision;

  set_up (&self);
  decide_not_fulfilled (&self);
  sl_test_progress_load (self.base);
  decision = sl_portfolio_get_progression (self.base->portfolio, 0);
  sl_test_progress_become (self.base, self.base->trainee);
  sl_test_progress_apply (self.base, sl_appeal_change_lodge (self.base->portfolio, decision->id,
                                                             "Not offered.", NULL, NULL));
  page = sit_down (&self, self.base->senior);
  sl_ui_test_see (page, "Appealed: to be decided");
  sl_progress_page_open (page, sl_portfolio_get_id (self.base->portfolio), NULL, NULL);
  sl_ui_test_press (page, "Decide the appeal…");
  sl_ui_test_wait (step_window_is_there, NULL);
  window = find_step_window ();
  sl_ui_test_see (window, "Choose what is decided.");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sl_ui_test_find_button (window, "Upheld")),
                                TRUE);
  sl_ui_test_see (window, "Say why, in writing.");
  write_text (window, "Reasons", "They were not.");
  sl_ui_test_press (window, "Record decision");
  sl_ui_test_see (page, "They were not.");
  tear_down (&self);
}

/* Fulfilled cannot be chosen while something is missing, and the button says what. */
static void
test_fulfilled_waits (void)
{
  Fixture self;
  SlProgressPage *page;
  GtkWidget *window, *button;

  set_up (&self);
  page = sit_down (&self, self.base->manager);
  sl_ui_test_see (page, "Trainees");
  sl_progress_page_open (page, sl_portfolio_get_id (self.base->portfolio), NULL, NULL);
  sl_ui_test_see (page, "Planning process, five occasions");
  gtk_widget_activate_action (GTK_WIDGET (page), "progress.decide", NULL);
  sl_ui_test_wait (step_window_is_there, NULL);
  window = find_step_window ();
  button = sl_ui_test_find_button (window, "Fulfilled");
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_cmpuint (strlen (gtk_widget_get_tooltip_text (button)), >, 20);
  gtk_window_destroy (GTK_WINDOW (window));
  tear_down (&self);
}

/* ---- a second look ---- */

static void
test_blind (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  sl_test_progress_meet (self.base, self.base->manager, self.first);
  sl_test_progress_become (self.base, self.base->manager);
  sl_test_progress_apply (self.base, sl_second_change_ask (self.base->portfolio, self.first,
                                                           self.base->second, "asked", ""));
  page = sit_down (&self, self.base->second);
  sl_ui_test_see (page, "Your second look: what was decided is hidden until you have finished");
  sl_progress_page_open (page, sl_portfolio_get_id (self.base->portfolio), self.first, "C2.1");
  sl_ui_test_see (page, "Your second look");
  sl_ui_test_see (page, "Choose a verdict.");
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (page), "Verbal work"));
  tear_down (&self);
}

/* ---- between two computers ---- */

static gboolean
dialog_says (gpointer heading)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && sl_ui_test_find_label (l->data, heading) != NULL)
      {
        gtk_window_destroy (l->data);
        return TRUE;
      }
  return FALSE;
}

/* As the trainee's own computer makes it. */
static char *
make_bundle (Fixture *self)
{
  g_autofree char *folder = sl_test_make_folder ();
  char *path = g_build_filename (folder, "Portfolio.sightline", NULL);
  g_autoptr (GError) error = NULL;

  sit_down (self, self->base->trainee);
  sl_portfolio_bundle_make (sl_casebook_get_review (self->base->base->casebook),
                            self->base->portfolio, FALSE, FALSE, path, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_bundle (void)
{
  Fixture self, other;
  SlProgressPage *page;
  g_autofree char *path = NULL, *bytes = NULL;
  gsize length;

  set_up (&self);
  sl_test_progress_claim (self.base, self.first, "C2.1", "Found on the weekly list.");
  path = make_bundle (&self);
  set_up (&other);
  page = sit_down (&other, other.base->manager);
  sl_ui_test_see (page, "Trainees");
  sl_progress_page_read_bundle (page, path);
  sl_ui_test_wait (dialog_says, (gpointer) "A portfolio came");
  sl_ui_test_see (page, "Came in a bundle");

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  sl_progress_page_read_bundle (page, path);
  sl_ui_test_wait (dialog_says, (gpointer) "The bundle was not read");
  tear_down (&other);
  tear_down (&self);
}

/* ---- for reading only ---- */

static void
test_read_only (void)
{
  Fixture self;
  SlTestResponse *base;
  SlProgressPage *page;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self);
  base = self.base->base;
  path = g_strdup (sl_casebook_get_path (base->casebook));
  take_account (&self, self.base->trainee);
  g_clear_object (&self.base->portfolio);
  sl_casebook_close (base->casebook);
  g_object_unref (base->casebook);
  base->casebook = sl_casebook_open (path, SL_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  self.window = sl_ui_test_open_window (base->casebook);
  gtk_widget_activate_action (GTK_WIDGET (self.window), "win.show-progress", NULL);
  page = SL_PROGRESS_PAGE (sl_ui_test_find (GTK_WIDGET (self.window), SL_TYPE_PROGRESS_PAGE));
  sl_ui_test_see (page, "Planning process, five occasions");
  sl_progress_page_open (page, NULL, self.first, "C2.1");
  sl_ui_test_see (page, "What is asked");
  /* It says why, and offers nothing that would be refused. */
  sl_ui_test_see (page, sl_store_get_read_only_reason (sl_casebook_get_store (base->casebook)));
  g_assert_null (sl_ui_test_find_button (GTK_WIDGET (page), "Claim"));
  self.base->store = base->store = sl_casebook_get_store (base->casebook);
  tear_down (&self);
}

/* ---- narrow ---- */

static void
test_narrow (void)
{
  Fixture self;
  SlProgressPage *page;

  set_up (&self);
  page = sit_down (&self, self.base->trainee);
  sl_ui_test_see (page, "Planning process, five occasions");
  /* The shadow round it takes 5 px on each side. */
  gtk_window_set_default_size (GTK_WINDOW (self.window), 370, 720);
  sl_ui_test_wait_for_narrow (self.window);
  sl_ui_test_assert_fits (gtk_widget_get_first_child (GTK_WIDGET (page)));
  sl_progress_page_open (page, NULL, self.first, "C2.1");
  sl_ui_test_wait (cell_is_open, self.window);
  sl_ui_test_assert_fits (gtk_widget_get_first_child (GTK_WIDGET (page)));
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/progress/a-ring-says-how-many-of-how-many", test_ring);
  g_test_add_func ("/ui/progress/each-state-has-a-shape-and-a-word", test_shapes);
  g_test_add_func ("/ui/progress/a-trainee-begins-a-portfolio", test_empty);
  g_test_add_func ("/ui/progress/an-officer-is-told-what-the-place-is-for", test_no_trainee);
  g_test_add_func ("/ui/progress/what-needs-more-stands-out", test_overview);
  g_test_add_func ("/ui/progress/arrows-go-from-cell-to-cell-and-enter-opens", test_keyboard);
  g_test_add_func ("/ui/progress/a-trainee-claims-and-takes-back", test_claim);
  g_test_add_func ("/ui/progress/a-trainee-acknowledges-and-replies", test_answer);
  g_test_add_func ("/ui/progress/a-note-is-kept-as-it-is-typed", test_note);
  g_test_add_func ("/ui/progress/a-manager-assesses-what-waits", test_manager);
  g_test_add_func ("/ui/progress/nobody-assesses-themselves", test_not_own);
  g_test_add_func ("/ui/progress/an-occasion-is-dropped-and-taken-back", test_drop);
  g_test_add_func ("/ui/progress/a-case-that-was-worked-on-is-chosen", test_choose);
  g_test_add_func ("/ui/progress/work-from-before-sightline-is-entered", test_before_sightline);
  g_test_add_func ("/ui/progress/another-edition-shows-what-it-changes", test_edition);
  g_test_add_func ("/ui/progress/training-is-entered-and-shows-when-it-runs-out", test_training);
  g_test_add_func ("/ui/progress/an-appeal-has-its-clock-and-is-lodged", test_appeal);
  g_test_add_func ("/ui/progress/the-senior-manager-decides-the-appeal", test_decide_appeal);
  g_test_add_func ("/ui/progress/fulfilled-waits-for-what-is-missing", test_fulfilled_waits);
  g_test_add_func ("/ui/progress/a-second-look-is-blind", test_blind);
  g_test_add_func ("/ui/progress/a-bundle-comes-in-and-an-altered-one-is-refused", test_bundle);
  g_test_add_func ("/ui/progress/what-cannot-be-written-to-says-why", test_read_only);
  g_test_add_func ("/ui/progress/all-of-it-fits-360-pixels", test_narrow);
  return g_test_run ();
}
