/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-records.h"
#include "due/sl-due-page.h"
#include "due/sl-due-row.h"
#include "sl-test-response.h"
#include "sl-test-review.h"
#include "sl-test.h"
#include "sl-window-private.h"

/* The place Due, as an officer meets it on 24 November 2026. */

typedef struct
{
  SlTestResponse *base;
  char *case_id; /* Rowan's own, its consultation ends on 1 December */
  char *helen;
  SlWindow *window;
} Fixture;

static void
set_up (Fixture *self)
{
  const char *rowan;

  self->base = sl_test_response_new ();
  rowan = sl_person_get_id (sl_casebook_get_person (self->base->casebook));
  self->helen = sl_test_add_person (self->base, "2001", "Helen Marsh", "manager");
  sl_test_become (self->base, rowan);
  self->case_id = sl_ui_test_add_application (self->base->casebook, "CHL/26/0001", "2026-12-01");
  sl_test_response_apply (self->base, sl_case_change_make (self->case_id, rowan));
}

static void
add_action (Fixture *self, const char *text, const char *owner_id, const char *due)
{
  const SlActionValues values = { .text = text, .owner_id = owner_id, .due_date = due };

  sl_test_response_apply (self->base, sl_action_change_set (NULL, self->case_id, NULL, &values));
}

static SlDuePage *
sit_down (Fixture *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  self->window = sl_ui_test_open_window (self->base->casebook);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-due", NULL);
  return SL_DUE_PAGE (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_DUE_PAGE));
}

static void
tear_down (Fixture *self)
{
  g_object_ref (self->base->casebook);
  sl_ui_test_close (self->window, self->base->casebook);
  sl_test_response_free (self->base);
  g_free (self->case_id);
  g_free (self->helen);
}

static void
test_groups (void)
{
  Fixture self;
  SlDuePage *page;

  set_up (&self);
  add_action (&self, "Answer the architect",
              sl_person_get_id (sl_casebook_get_person (self.base->casebook)), "2026-11-20");
  page = sit_down (&self);
  sl_ui_test_see (page, "Overdue");
  sl_ui_test_see (page, "Answer the architect");
  sl_ui_test_see (page, "Overdue, 20 Nov");
  sl_ui_test_see (page, "Within a week");
  sl_ui_test_see (page, "Due in 7 days, 1 Dec");
  tear_down (&self);
}

static void
test_settled (void)
{
  Fixture self;
  SlDuePage *page;
  g_autoptr (GListModel) actions = NULL;
  g_autoptr (SlAction) action = NULL;

  set_up (&self);
  add_action (&self, "Answer the architect",
              sl_person_get_id (sl_casebook_get_person (self.base->casebook)), "2026-11-20");
  page = sit_down (&self);
  sl_ui_test_see (page, "Answer the architect");
  actions = sl_actions_list (self.base->store, self.case_id, NULL, NULL);
  action = g_list_model_get_item (actions, 0);
  sl_test_response_apply (self.base,
                          sl_action_change_state (sl_action_get (action, "id"), self.case_id,
                                                  "done", "Answered.", "2026-11-24"));
  sl_ui_test_see_no_more (page, "Answer the architect");
  tear_down (&self);
}

static void
test_team (void)
{
  Fixture self;
  SlDuePage *page;

  set_up (&self);
  add_action (&self, "Sign the minutes", self.helen, "2026-12-20");
  page = sit_down (&self);
  sl_ui_test_see (page, "Due in 7 days, 1 Dec");
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (page), "Sign the minutes"));
  sl_ui_test_press (page, "Whole team");
  sl_ui_test_see (page, "Sign the minutes");
  sl_ui_test_see (page, "Helen Marsh");
  sl_ui_test_press (page, "Whole team");
  sl_ui_test_see_no_more (page, "Sign the minutes");
  tear_down (&self);
}

static void
test_empty (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  SlWindow *window = sl_ui_test_open_window (casebook);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-due", NULL);
  sl_ui_test_see (window, "Nothing is due");
  sl_ui_test_close (window, casebook);
}

static gboolean
case_is_open (gpointer data)
{
  SlCase *open = sl_window_get_open_case (data);

  return open != NULL && g_str_equal (sl_case_get (open, "reference"), "CHL/26/0001");
}

static void
test_opens (void)
{
  Fixture self;
  SlDuePage *page;
  GtkWidget *row;

  set_up (&self);
  page = sit_down (&self);
  sl_ui_test_see (page, "Due in 7 days, 1 Dec");
  row = sl_ui_test_find (GTK_WIDGET (page), SL_TYPE_DUE_ROW);
  g_assert_true (gtk_widget_grab_focus (row));
  gtk_widget_activate (row);
  sl_ui_test_wait (case_is_open, self.window);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/due/what-is-overdue-stands-first", test_groups);
  g_test_add_func ("/ui/due/what-is-settled-goes", test_settled);
  g_test_add_func ("/ui/due/the-team-is-asked-for", test_team);
  g_test_add_func ("/ui/due/an-empty-list-says-what-it-is-for", test_empty);
  g_test_add_func ("/ui/due/a-line-opens-its-case", test_opens);
  return g_test_run ();
}
