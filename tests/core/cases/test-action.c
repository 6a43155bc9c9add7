/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "people/sl-person-private.h"
#include "sl-test-case.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <string.h>

/* What has to be done for a case, by whom and by when. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlPerson *person;
  char *case_id;
  char *action_id;
} Fixture;

static char *
add (Fixture *self, const char *text, const char *owner_id, const char *owner_name, const char *due)
{
  const SlActionValues values = { text, owner_id, owner_name, due };
  char *id = sl_id_new ();

  sl_test_apply (self->store, sl_action_change_set (id, self->case_id, NULL, &values));
  return id;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sl_test_set_time ("2026-11-24T09:00:00Z");
  self->folder = sl_test_make_folder ();
  self->store = sl_test_open_store (self->folder);
  self->person = sl_people_current (self->store, &error);
  g_assert_no_error (error);
  self->case_id = sl_test_add_case (self->store);
  self->action_id = add (self, "Send the door schedule", sl_person_get_id (self->person), NULL,
                         "2026-11-30");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->person);
  g_clear_object (&self->store);
  g_free (self->case_id);
  g_free (self->action_id);
  g_free (self->folder);
  sl_clock_set (NULL, NULL);
}

static SlAction *
load (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  SlAction *action = sl_actions_load (self->store, id, &error);

  g_assert_no_error (error);
  return action;
}

static SlChange *
settle (Fixture *self, const char *state, const char *answer, const char *on)
{
  return sl_action_change_state (self->action_id, self->case_id, state, answer, on);
}

static void
test_set (Fixture *self, gconstpointer data)
{
  const SlActionValues later = { .due_date = "2026-12-31" };
  g_autoptr (SlAction) action = load (self, self->action_id);
  g_autoptr (SlAction) changed = NULL;

  g_assert_true (sl_action_is_open (action));
  g_assert_cmpstr (sl_action_get (action, "text"), ==, "Send the door schedule");
  g_assert_cmpstr (sl_action_get (action, "owner-name"), ==,
                   sl_person_get_display_name (self->person));
  g_assert_cmpstr (sl_action_get (action, "created-by-name"), ==,
                   sl_person_get_display_name (self->person));
  sl_test_apply (self->store, sl_action_change_set (self->action_id, self->case_id, NULL, &later));
  changed = load (self, self->action_id);
  g_assert_cmpstr (sl_action_get (changed, "due-date"), ==, "2026-12-31");
  g_assert_cmpstr (sl_action_get (changed, "text"), ==, "Send the door schedule");
}

/* One of the two says whose it is. */
static void
test_owner (Fixture *self, gconstpointer data)
{
  const SlActionValues developer = { .owner_name = "Fenwick & Lowe Homes" };
  const SlActionValues mine = { .owner_id = sl_person_get_id (self->person) };
  g_autoptr (SlAction) theirs = NULL;
  g_autoptr (SlAction) back = NULL;

  sl_test_apply (self->store,
                 sl_action_change_set (self->action_id, self->case_id, NULL, &developer));
  theirs = load (self, self->action_id);
  g_assert_cmpstr (sl_action_get (theirs, "owner-id"), ==, "");
  g_assert_cmpstr (sl_action_get (theirs, "owner-name"), ==, "Fenwick & Lowe Homes");
  sl_test_apply (self->store, sl_action_change_set (self->action_id, self->case_id, NULL, &mine));
  back = load (self, self->action_id);
  g_assert_cmpstr (sl_action_get (back, "owner-id"), ==, sl_person_get_id (self->person));
}

static void
test_settle (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAction) done = NULL;
  g_autoptr (SlAction) open = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *said = NULL;

  sl_test_refuse (self->store, settle (self, "done", " ", NULL), SL_STORE_ERROR_REFUSED,
                  "answered in words");
  sl_test_refuse (self->store, settle (self, "dropped", NULL, NULL), SL_STORE_ERROR_REFUSED,
                  "needs a written reason");
  sl_test_refuse (self->store, settle (self, "done", "Sent", "2026-11-25"), SL_STORE_ERROR_REFUSED,
                  "still to come");
  sl_test_refuse (self->store, settle (self, "lost", "Sent", NULL), SL_STORE_ERROR_REFUSED,
                  "none of these");
  sl_test_apply (self->store, settle (self, "done", "Sent by e-mail", "2026-11-23"));
  done = load (self, self->action_id);
  g_assert_false (sl_action_is_open (done));
  g_assert_cmpstr (sl_action_get (done, "answer"), ==, "Sent by e-mail");
  g_assert_cmpstr (sl_action_get (done, "settled-on"), ==, "2026-11-23");
  sl_test_apply (self->store, settle (self, "open", NULL, NULL));
  open = load (self, self->action_id);
  g_assert_true (sl_action_is_open (open));
  g_assert_cmpstr (sl_action_get (open, "answer"), ==, "");
  rows = sl_audit_list (self->store, self->case_id, 0, NULL);
  said = sl_audit_row_dup_text (rows->pdata[1]);
  g_assert_nonnull (strstr (said, "Sent by e-mail"));
}

static void
test_settled_is_kept (Fixture *self, gconstpointer data)
{
  const SlActionValues other = { .text = "Send the window schedule" };

  sl_test_apply (self->store, settle (self, "done", "Sent", NULL));
  sl_test_refuse (self->store, sl_action_change_set (self->action_id, self->case_id, NULL, &other),
                  SL_STORE_ERROR_REFUSED, "Open it again");
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autofree char *other_id = sl_id_new ();
  const struct
  {
    SlActionValues values;
    int code;
    const char *words;
  } refused[] = {
    { { .text = "  " }, SL_STORE_ERROR_REFUSED, "needs words" },
    { { .text = "A", .due_date = "2027-02-29" }, SL_STORE_ERROR_REFUSED, "not a date" },
    { { .text = "A", .owner_id = "nobody" }, SL_STORE_ERROR_NOT_FOUND, "no person" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    sl_test_refuse (self->store,
                    sl_action_change_set (NULL, self->case_id, NULL, &refused[i].values),
                    refused[i].code, refused[i].words);
  sl_test_refuse (self->store,
                  sl_action_change_state (self->action_id, other_id, "done", "Sent", NULL),
                  SL_STORE_ERROR_REFUSED, "another case");
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autofree char *sooner = add (self, "Ask for the lighting plan", NULL, NULL, "2026-11-25");
  g_autofree char *no_day = add (self, "Think about the bin store", NULL, NULL, NULL);
  g_autoptr (GListModel) actions = NULL;
  g_autoptr (GError) error = NULL;
  const char *const order[] = { sooner, no_day, self->action_id };

  sl_test_apply (self->store, settle (self, "dropped", "No longer asked for", NULL));
  actions = sl_actions_list (self->store, self->case_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (actions), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (SlAction) action = g_list_model_get_item (actions, i);

      g_assert_cmpstr (sl_action_get (action, "id"), ==, order[i]);
    }
}

/* Midnight in London, in summer an hour before midnight in UTC; and the day of a leap year. */
static void
test_overdue (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *due, *now;
    gboolean overdue;
  } days[] = {
    { "2026-11-30", "2026-11-30T23:59:59Z", FALSE },
    { "2026-11-30", "2026-12-01T00:00:00Z", TRUE },
    { "2027-03-27", "2027-03-27T23:59:59Z", FALSE },
    { "2027-03-28", "2027-03-28T22:59:59Z", FALSE },
    { "2027-03-28", "2027-03-28T23:00:00Z", TRUE },
    { "2028-02-29", "2028-02-29T12:00:00Z", FALSE },
    { "2028-02-29", "2028-03-01T00:00:00Z", TRUE },
    { "2027-10-31", "2027-10-31T23:59:59Z", FALSE },
    { "2027-10-31", "2027-11-01T00:00:00Z", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const SlActionValues values = { .due_date = days[i].due };
      g_autoptr (SlAction) action = NULL;

      sl_test_apply (self->store,
                     sl_action_change_set (self->action_id, self->case_id, NULL, &values));
      sl_test_set_time (days[i].now);
      action = load (self, self->action_id);
      if (sl_action_is_overdue (action) != days[i].overdue)
        g_error ("%s at %s", days[i].due, days[i].now);
      sl_test_set_time ("2026-11-24T09:00:00Z");
    }
}

static void
test_owner_left (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson)
      colleague = sl_people_enter (self->store, "2002", "cr", "Callum Reyes", &error);
  g_autofree char *id = NULL;
  g_autoptr (SlAction) before = NULL;
  g_autoptr (SlAction) after = NULL;
  g_autoptr (SlAction) back = NULL;
  g_autoptr (SlPerson) left = NULL;

  g_assert_no_error (error);
  g_clear_object (&self->person);
  self->person = sl_people_current (self->store, &error);
  sl_test_refuse (self->store, sl_people_change_leave (sl_person_get_id (colleague), NULL),
                  SL_STORE_ERROR_REFUSED, "Say who you are first");
  sl_test_apply (self->store, sl_people_change_declare (sl_person_get_id (self->person),
                                                        "Rowan Ashdown", "officer"));
  id = add (self, "Visit the site", sl_person_get_id (colleague), NULL, NULL);
  sl_test_refuse (self->store, sl_people_change_leave (sl_person_get_id (self->person), NULL),
                  SL_STORE_ERROR_REFUSED, "has not left");
  sl_test_refuse (self->store, sl_people_change_leave (sl_person_get_id (colleague), "2026-11-31"),
                  SL_STORE_ERROR_REFUSED, "not a date");
  sl_test_apply (self->store, sl_people_change_leave (sl_person_get_id (colleague), "2026-11-30"));
  before = load (self, id);
  g_assert_false (sl_action_has_owner_left (before));
  sl_test_set_time ("2026-11-30T00:00:00Z");
  after = load (self, id);
  g_assert_true (sl_action_has_owner_left (after));
  g_assert_cmpstr (sl_action_get (after, "owner-name"), ==, "Callum Reyes");
  left = sl_people_load (self->store, sl_person_get_id (colleague), &error);
  g_assert_cmpstr (sl_person_get_left_on (left), ==, "2026-11-30");
  g_assert_true (sl_person_has_left (left));
  sl_test_apply (self->store, sl_people_change_leave (sl_person_get_id (colleague), ""));
  back = load (self, id);
  g_assert_false (sl_action_has_owner_left (back));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/cases/action/what-is-not-said-is-kept", test_set);
  ADD ("/cases/action/an-owner-is-a-person-here-or-a-name", test_owner);
  ADD ("/cases/action/settling-needs-words-and-is-taken-back", test_settle);
  ADD ("/cases/action/what-is-settled-is-not-changed", test_settled_is_kept);
  ADD ("/cases/action/what-cannot-be-is-refused", test_refusals);
  ADD ("/cases/action/open-ones-come-first-by-day", test_order);
  ADD ("/cases/action/a-day-ends-at-midnight-in-london", test_overdue);
  ADD ("/cases/action/an-owner-who-left-is-known-from-that-day", test_owner_left);
#undef ADD
  return g_test_run ();
}
