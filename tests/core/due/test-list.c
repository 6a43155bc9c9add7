/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-records.h"
#include "due/sl-due.h"
#include "sl-test-review.h"
#include "sl-test.h"

#include <string.h>

/* What is due, for whom, and why. */

typedef struct
{
  SlTestResponse *response;
  char *officer, *manager, *trainee;
  char *scheme_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->response = sl_test_response_new ();
  sl_test_set_time ("2026-11-24T09:00:00Z");
  self->officer = g_strdup (sl_person_get_id (sl_casebook_get_person (self->response->casebook)));
  sl_test_response_apply (self->response,
                          sl_case_change_make (self->response->case_id, self->officer));
  self->manager = sl_test_add_person (self->response, "2001", "Helen Marsh", "manager");
  self->trainee = sl_test_add_person (self->response, "2002", "Callum Reyes", "trainee");
  self->scheme_id = sl_id_new ();
  sl_test_response_apply (self->response,
                          sl_case_change_begin (sl_casebook_get_packs (self->response->casebook),
                                                self->scheme_id, "scheme", "Mallard Way", "",
                                                self->officer));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sl_test_response_free (self->response);
  g_free (self->officer);
  g_free (self->manager);
  g_free (self->trainee);
  g_free (self->scheme_id);
  sl_clock_set (NULL, NULL);
}

static SlDueLines *
load (Fixture *self, const SlDueQuery *query)
{
  g_autoptr (GError) error = NULL;
  SlDueLines *lines = sl_due_load (sl_casebook_get_review (self->response->casebook), query,
                                   &error);

  g_assert_no_error (error);
  return lines;
}

/* "2026-12-16 action yours" of each line, one a line. */
static char *
describe (Fixture *self, const SlDueQuery *query)
{
  g_autoptr (SlDueLines) lines = load (self, query);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sl_due_lines_get_n (lines); i++)
    {
      const SlDueLine *line = sl_due_lines_get (lines, i);

      g_string_append_printf (text, "%s %s %s\n", *line->day != '\0' ? line->day : "-", line->kind,
                              sl_due_why_to_nick (line->why));
    }
  return g_string_free (text, FALSE);
}

static void
assert_lines (Fixture *self, const SlDueQuery *query, const char *expected)
{
  g_autofree char *text = describe (self, query);

  g_assert_cmpstr (text, ==, expected);
}

static char *
add_action (Fixture *self, const char *owner_id, const char *owner_name, const char *due)
{
  const SlActionValues values = { "Send the door schedule", owner_id, owner_name, due };
  char *id = sl_id_new ();

  sl_test_response_apply (self->response,
                          sl_action_change_set (id, self->scheme_id, NULL, &values));
  return id;
}

static void
leave (Fixture *self, const char *person_id, const char *on)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_test_run_sql (self->response, &error,
                                  "UPDATE person SET left_on = ? WHERE person_id = ?", on,
                                  person_id, NULL));
  g_assert_no_error (error);
}

/* As issuing the response would set it. */
static void
set_stage (Fixture *self, const char *stage)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_test_run_sql (self->response, &error,
                                  "UPDATE planning_case SET stage = ? WHERE case_id = ?", stage,
                                  self->response->case_id, NULL));
  g_assert_no_error (error);
}

static const SlDueQuery actions = { .kind = "action" };
static const SlDueQuery team_actions = { .team = TRUE, .kind = "action" };

static void
test_consultation (Fixture *self, gconstpointer data)
{
  const SlDueQuery query = { .kind = "consultation" };
  g_autoptr (SlDueLines) lines = NULL;
  const SlDueLine *line;

  sl_test_response_apply (
      self->response,
      sl_case_change_confirm (self->response->case_id, "consultation-expiry", "2026-12-16"));
  lines = load (self, &query);
  g_assert_cmpuint (sl_due_lines_get_n (lines), ==, 1);
  line = sl_due_lines_get (lines, 0);
  g_assert_cmpstr (line->day, ==, "2026-12-16");
  g_assert_cmpstr (line->reference, ==, "UTT/26/2147/FUL");
  g_assert_cmpint (line->days_left, ==, 22);
  g_assert_false (line->overdue);
  g_assert_cmpint (line->why, ==, SL_DUE_YOURS);
  set_stage (self, "sent");
  assert_lines (self, &query, "");
  sl_test_become (self->response, self->manager);
  set_stage (self, "drafting");
  assert_lines (self, &query, "");
  assert_lines (self, &(SlDueQuery){ .team = TRUE, .kind = "consultation" },
                "2026-12-16 consultation others\n");
}

static void
test_stages (Fixture *self, gconstpointer data)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->response->casebook);
  const SlDueQuery query = { .kind = "stage" };
  g_autoptr (SlDueLines) lines = NULL;

  sl_test_response_apply (
      self->response, sl_stage_change_due (packs, self->scheme_id, "application", "2026-11-23"));
  lines = load (self, &query);
  g_assert_cmpuint (sl_due_lines_get_n (lines), ==, 1);
  g_assert_cmpstr (sl_due_lines_get (lines, 0)->text, ==, "Application");
  g_assert_cmpstr (sl_due_lines_get (lines, 0)->part, ==, "application");
  g_assert_true (sl_due_lines_get (lines, 0)->overdue);
  g_assert_cmpint (sl_due_lines_get (lines, 0)->days_left, ==, -1);
  g_assert_cmpuint (sl_due_lines_count_overdue (lines), ==, 1);
  sl_test_response_apply (self->response, sl_stage_change_set (packs, self->scheme_id,
                                                               "application", "done", NULL, NULL));
  assert_lines (self, &query, "");
  sl_test_response_apply (self->response,
                          sl_stage_change_set (packs, self->scheme_id, "application", "current",
                                               NULL, "A page of it is missing"));
  assert_lines (self, &query, "2026-11-23 stage yours\n");
}

static void
test_actions (Fixture *self, gconstpointer data)
{
  g_autofree char *mine = add_action (self, self->officer, NULL, "2026-12-01");
  g_autofree char *developer = add_action (self, NULL, "The developer", "2026-11-30");
  g_autofree char *trainee = add_action (self, self->trainee, NULL, "2026-11-25");
  g_autofree char *someday = add_action (self, self->officer, NULL, NULL);

  assert_lines (self, &actions,
                "2026-11-30 action no-owner\n2026-12-01 action yours\n- action yours\n");
  assert_lines (self, &team_actions,
                "2026-11-25 action others\n2026-11-30 action no-owner\n2026-12-01 action yours\n"
                "- action yours\n");
  assert_lines (self, &(SlDueQuery){ .kind = "action", .until = "2026-11-30" },
                "2026-11-30 action no-owner\n");
  sl_test_become (self->response, self->trainee);
  assert_lines (self, &actions, "2026-11-25 action yours\n");
  sl_test_response_apply (self->response, sl_action_change_state (trainee, self->scheme_id, "done",
                                                                  "It is here", NULL));
  assert_lines (self, &actions, "");
}

/* The case's officer and the managers see what somebody who left still owes; the others do not. */
static void
test_owner_left (Fixture *self, gconstpointer data)
{
  g_autofree char *owed = add_action (self, self->trainee, NULL, "2026-11-25");
  g_autofree char *other = sl_test_add_person (self->response, "2003", "Ana Holt", "officer");

  leave (self, self->trainee, "2026-11-24");
  assert_lines (self, &actions, "2026-11-25 action owner-left\n");
  sl_test_become (self->response, self->manager);
  assert_lines (self, &actions, "2026-11-25 action owner-left\n");
  sl_test_become (self->response, other);
  assert_lines (self, &actions, "");
  leave (self, self->trainee, "2026-11-25");
  sl_test_become (self->response, self->manager);
  assert_lines (self, &actions, "");
  assert_lines (self, &team_actions, "2026-11-25 action others\n");
}

/* A case whose officer left is the managers' to give away, with all that nobody else owns. */
static void
test_officer_left (Fixture *self, gconstpointer data)
{
  g_autofree char *developer = add_action (self, NULL, "The developer", "2026-11-30");

  leave (self, self->officer, "2026-11-24");
  sl_test_become (self->response, self->manager);
  assert_lines (self, &actions, "2026-11-30 action no-owner\n");
  sl_test_become (self->response, self->trainee);
  assert_lines (self, &actions, "");
}

static void
test_reviews (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;
  const SlDueQuery review = { .kind = "review" };
  const SlDueQuery returned = { .kind = "returned" };
  g_autoptr (SlDueLines) lines = NULL;

  sl_test_response_fill (self->response);
  version = sl_test_submit (self->response);
  assert_lines (self, &review, "");
  sl_test_become (self->response, self->manager);
  lines = load (self, &review);
  g_assert_cmpuint (sl_due_lines_get_n (lines), ==, 1);
  g_assert_cmpstr (sl_due_lines_get (lines, 0)->object_kind, ==, "version");
  g_assert_cmpstr (sl_due_lines_get (lines, 0)->object_id, ==, sl_version_get_id (version));
  g_assert_cmpstr (sl_due_lines_get (lines, 0)->text, ==, "Version 1 by Rowan Ashdown");
  g_assert_true (sl_review_return (sl_casebook_get_review (self->response->casebook),
                                   self->response->case_id, "Say where", &error));
  g_assert_no_error (error);
  {
    g_autofree char *none = describe (self, &review);

    g_assert_cmpstr (none, ==, "");
  }
  sl_test_become (self->response, self->officer);
  {
    g_autofree char *mine = describe (self, &returned);

    g_assert_true (g_str_has_suffix (mine, "returned yours\n"));
  }
}

/* A sheet as the sheets' own changes leave it; only the columns that the list reads matter. */
static char *
add_sheet (Fixture *self, const char *kind, const char *starts_at, const char *state)
{
  char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (
      sl_test_run_sql (self->response, &error,
                       "INSERT INTO pack_copy (hash, kind, pack_id, edition, bytes, kept_at)"
                       " VALUES ('h', 'form', 'visit', '1', '', '') ON CONFLICT (hash) DO NOTHING",
                       NULL));
  g_assert_true (sl_test_run_sql (
      self->response, &error,
      "INSERT INTO sheet (sheet_id, case_id, kind, form_id, form_hash, reference, title, state,"
      " starts_at, owner_id, created_by, created_at, changed_at)"
      " VALUES (?, ?, ?, 'visit', 'h', 'VIS/2026/001', 'Block A', ?, ?, ?, ?, '', '')",
      id, self->scheme_id, kind, state, starts_at, self->officer, self->officer, NULL));
  g_assert_no_error (error);
  return id;
}

static void
add_sheet_day (Fixture *self, const char *sheet_id, const char *kind, const char *day)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_test_run_sql (self->response, &error,
                                  "INSERT INTO sheet_date (sheet_id, entry_id, field, kind,"
                                  " due_date, text) VALUES (?, ?, 'expires', ?, ?, 'Door set')",
                                  sheet_id, kind, kind, day, NULL));
  g_assert_no_error (error);
}

/* A visit that begins after midnight in London stands on London's day, and stays until closed. */
static void
test_planned (Fixture *self, gconstpointer data)
{
  g_autofree char *summer = add_sheet (self, "visit", "2027-06-30T23:15:00.000Z", "open");
  g_autofree char *change = add_sheet (self, "meeting", "2027-10-31T00:30:00.000Z", "open");
  g_autofree char *closed = add_sheet (self, "visit", "2026-11-20T09:00:00.000Z", "closed");
  g_autofree char *past = add_sheet (self, "visit", "2026-11-20T09:00:00.000Z", "open");
  g_autofree char *advice = add_sheet (self, "advice", "2026-11-20T09:00:00.000Z", "open");
  g_autoptr (SlDueLines) visits = load (self, &(SlDueQuery){ .kind = "visit" });
  g_autoptr (SlDueLines) meetings = load (self, &(SlDueQuery){ .kind = "meeting" });

  g_assert_cmpuint (sl_due_lines_get_n (visits), ==, 2);
  g_assert_cmpstr (sl_due_lines_get (visits, 0)->object_id, ==, past);
  g_assert_true (sl_due_lines_get (visits, 0)->overdue);
  g_assert_cmpstr (sl_due_lines_get (visits, 1)->day, ==, "2027-07-01");
  g_assert_cmpstr (sl_due_lines_get (visits, 1)->text, ==, "VIS/2026/001 Block A");
  g_assert_cmpuint (sl_due_lines_get_n (meetings), ==, 1);
  g_assert_cmpstr (sl_due_lines_get (meetings, 0)->day, ==, "2027-10-31");
}

static void
test_sheet_days (Fixture *self, gconstpointer data)
{
  g_autofree char *scheme = add_sheet (self, "scheme", "", "open");
  g_autofree char *cancelled = add_sheet (self, "scheme", "", "cancelled");
  g_autofree char *text = NULL;

  add_sheet_day (self, scheme, "certificate", "2028-02-29");
  add_sheet_day (self, scheme, "remedial", "2026-11-30");
  add_sheet_day (self, cancelled, "certificate", "2026-11-30");
  assert_lines (self, &(SlDueQuery){ .kind = "certificate" }, "2028-02-29 certificate yours\n");
  assert_lines (self, &(SlDueQuery){ .kind = "remedial" }, "2026-11-30 remedial yours\n");
  text = describe (self, &(SlDueQuery){ .until = "2026-11-30" });
  g_assert_nonnull (strstr (text, "2026-11-30 remedial yours\n"));
  g_assert_null (strstr (text, "2028-02-29"));
}

static void
set_day (Fixture *self, const char *sheet_id, const char *day)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_test_run_sql (self->response, &error,
                                  "UPDATE sheet SET on_date = ? WHERE sheet_id = ?", day, sheet_id,
                                  NULL));
  g_assert_no_error (error);
}

/* A closed visit cannot say that the next one took place: the next one does. */
static void
test_promised (Fixture *self, gconstpointer data)
{
  g_autofree char *first = add_sheet (self, "visit", "2026-09-20T09:00:00.000Z", "closed");
  g_autofree char *cancelled = NULL, *meeting = NULL, *second = NULL;

  set_day (self, first, "2026-09-20");
  add_sheet_day (self, first, "visit", "2026-11-10");
  cancelled = add_sheet (self, "visit", "2026-11-10T09:00:00.000Z", "cancelled");
  set_day (self, cancelled, "2026-11-10");
  meeting = add_sheet (self, "meeting", "2026-11-10T09:00:00.000Z", "closed");
  set_day (self, meeting, "2026-11-10");
  assert_lines (self, &(SlDueQuery){ .kind = "visit" }, "2026-11-10 visit yours\n");
  second = add_sheet (self, "visit", "2026-11-12T09:00:00.000Z", "closed");
  set_day (self, second, "2026-11-12");
  assert_lines (self, &(SlDueQuery){ .kind = "visit" }, "");
}

/* Days are counted over month ends, a leap day and both changes of the clock. */
static void
test_days_left (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *now, *due;
    int days;
  } cases[] = {
    { "2026-11-30T12:00:00Z", "2026-12-01", 1 },  { "2028-02-28T12:00:00Z", "2028-03-01", 2 },
    { "2027-02-28T12:00:00Z", "2027-03-01", 1 },  { "2027-03-27T12:00:00Z", "2027-03-29", 2 },
    { "2027-10-30T12:00:00Z", "2027-11-01", 2 },  { "2027-06-30T22:59:59Z", "2027-06-30", 0 },
    { "2027-06-30T23:00:00Z", "2027-06-30", -1 }, { "2026-12-31T23:59:59Z", "2027-01-01", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (SlDueLines) lines = NULL;

      id = add_action (self, self->officer, NULL, cases[i].due);
      sl_test_set_time (cases[i].now);
      lines = load (self, &actions);
      g_assert_cmpuint (sl_due_lines_get_n (lines), ==, 1);
      g_assert_cmpint (sl_due_lines_get (lines, 0)->days_left, ==, cases[i].days);
      g_assert_cmpint (sl_due_lines_get (lines, 0)->overdue, ==, cases[i].days < 0);
      sl_test_response_apply (
          self->response,
          sl_action_change_state (id, self->scheme_id, "dropped", "Counted", "2026-11-24"));
    }
}

/* What is asked of a case that is closed is still asked. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->response->casebook);
  const SlCaseKind *kind = sl_case_kind_find (packs, "scheme");
  g_autofree char *id = add_action (self, self->officer, NULL, "2026-11-30");

  for (guint i = 0; i < kind->n_stages; i++)
    sl_test_response_apply (
        self->response,
        sl_stage_change_set (packs, self->scheme_id, kind->stages[i].id, "done", NULL, NULL));
  assert_lines (self, &actions, "2026-11-30 action yours\n");
}

typedef struct
{
  gboolean done;
  guint removed, added;
} Waiting;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Waiting *waiting)
{
  waiting->removed += removed;
  waiting->added += added;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_due_list_load_finish (SL_DUE_LIST (source), result, &error));
  g_assert_no_error (error);
  ((Waiting *) data)->done = TRUE;
}

static void
test_model (Fixture *self, gconstpointer data)
{
  SlReview *review = sl_casebook_get_review (self->response->casebook);
  g_autoptr (SlDueList) list = sl_due_list_new ();
  g_autofree char *id = add_action (self, self->officer, NULL, "2026-11-30");
  Waiting waiting = { 0 };
  g_autoptr (SlDueItem) item = NULL;
  g_autofree char *words = NULL;
  int days;

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &waiting);
  sl_due_list_load_async (list, review, &actions, NULL, loaded_cb, &waiting);
  sl_test_wait (&waiting.done);
  g_assert_cmpuint (waiting.added, ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_object_get (item, "kind-words", &words, "days-left", &days, NULL);
  g_assert_cmpstr (words, ==, "Action");
  g_assert_cmpint (days, ==, 6);
  waiting.done = FALSE;
  sl_due_list_load_async (list, review, &(SlDueQuery){ .kind = "renewal" }, NULL, loaded_cb,
                          &waiting);
  sl_test_wait (&waiting.done);
  g_assert_cmpuint (waiting.removed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  /* The item outlives the lines that the list has let go. */
  g_assert_cmpstr (sl_due_item_get_line (item)->object_id, ==, id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/due/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-consultation-ends-until-the-answer-is-sent", test_consultation);
  ADD ("a-stage-has-its-day-until-it-is-behind", test_stages);
  ADD ("an-action-is-its-owners-or-the-cases-officers", test_actions);
  ADD ("what-somebody-who-left-owes-is-shown-to-officer-and-manager", test_owner_left);
  ADD ("a-case-whose-officer-left-is-the-managers", test_officer_left);
  ADD ("reviews-wait-for-a-manager-and-returns-for-the-author", test_reviews);
  ADD ("a-visit-stands-on-londons-day-until-it-is-closed", test_planned);
  ADD ("days-that-sheets-set-are-listed", test_sheet_days);
  ADD ("a-later-visit-answers-one-that-was-promised", test_promised);
  ADD ("days-are-counted-by-the-calendar", test_days_left);
  ADD ("an-action-of-a-closed-case-is-still-due", test_closed);
  ADD ("the-model-follows-the-newest-query", test_model);
#undef ADD
  return g_test_run ();
}
