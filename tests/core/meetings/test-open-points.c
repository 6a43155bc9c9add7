/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-action.h"
#include "meetings/sl-agenda.h"
#include "meetings/sl-open-point.h"
#include "sl-test-response.h"

#include <string.h>

/* What a meeting may be about: what is open in a case, and nothing that was settled. */

/* "kind" of each, one space between. */
static char *
list_kinds (SlTestResponse *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) points = sl_open_points_list (
      fixture->store, sl_casebook_get_packs (fixture->casebook), fixture->case_id, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < points->len; i++)
    {
      const SlOpenPoint *point = g_ptr_array_index (points, i);

      g_assert_cmpstr (point->title, !=, "");
      if (!g_str_equal (point->kind, "stage"))
        g_string_append_printf (text, "%s%s:%s", text->len > 0 ? " " : "", point->kind,
                                g_str_equal (point->kind, "finding") ? point->target_id : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_kinds (SlTestResponse *fixture, const char *expected)
{
  g_autofree char *kinds = list_kinds (fixture);

  g_assert_cmpstr (kinds, ==, expected);
}

static void
begin_assessment (SlTestResponse *fixture)
{
  static const char *const features[] = { "houses", NULL };
  g_autoptr (GError) error = NULL;
  SlChange *change = sl_assessment_change_begin (sl_casebook_get_packs (fixture->casebook),
                                                 fixture->case_id, "sbd-homes", features, &error);

  g_assert_no_error (error);
  sl_test_response_apply (fixture, change);
}

static void
test_a_case_with_nothing_open_has_no_points (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();

  assert_kinds (fixture, "");
}

static void
test_findings_stand_in_the_order_of_the_checklist (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  const SlAnswerText text = { .observation = "No gate is shown." };

  begin_assessment (fixture);
  sl_test_response_judge (fixture, "H21", SL_VERDICT_NOT_MET, &text);
  sl_test_response_judge (fixture, "H04", SL_VERDICT_PARTLY, &text);
  sl_test_response_judge (fixture, "H05", SL_VERDICT_MET, &text);
  assert_kinds (fixture, "finding:H04 finding:H21");
}

static void
test_an_action_is_a_point_until_it_is_settled (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  const SlActionValues values = { .text = "Send the lighting plan",
                                  .owner_name = "The developer",
                                  .due_date = "2026-11-20" };
  g_autoptr (GListModel) actions = NULL;
  g_autoptr (SlAction) action = NULL;

  sl_test_response_apply (fixture, sl_action_change_set (NULL, fixture->case_id, NULL, &values));
  assert_kinds (fixture, "action:");
  actions = sl_actions_list (fixture->store, fixture->case_id, NULL, NULL);
  action = g_list_model_get_item (actions, 0);
  g_assert_true (sl_action_is_overdue (action));
  sl_test_response_apply (fixture,
                          sl_action_change_state (sl_action_get (action, "id"), fixture->case_id,
                                                  "done", "It came by e-mail.", "2026-11-24"));
  assert_kinds (fixture, "");
}

static void
test_an_agenda_takes_each_point_once (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  SlPackLibrary *packs = sl_casebook_get_packs (fixture->casebook);
  const SlAnswerText text = { .recommendation = "Show a gate at 1.8 m." };
  g_autofree char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (packs, "meeting", &error);
  g_autoptr (SlSheet) meeting = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (SlSheetEntry) entry = NULL;

  g_assert_no_error (error);
  begin_assessment (fixture);
  sl_test_response_judge (fixture, "H21", SL_VERDICT_NOT_MET, &text);
  sl_test_response_apply (fixture, sl_sheet_change_begin (form, id, fixture->case_id, NULL, 0));
  meeting = sl_sheets_load (fixture->store, packs, id, &error);
  g_assert_no_error (error);
  before = sl_agenda_list_offers (fixture->store, packs, meeting, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, >=, 1);
  sl_test_response_apply (fixture, sl_agenda_change_take (meeting, before->pdata[0]));
  sl_sheet_reload (meeting, fixture->store, &error);
  g_assert_no_error (error);
  entry = g_list_model_get_item (sl_sheet_get_entries (meeting, "agenda"), 0);
  g_assert_cmpstr (sl_sheet_entry_get (entry, "item"), ==, "H21");
  g_assert_cmpstr (sl_sheet_entry_get (entry, "ask"), ==, "Show a gate at 1.8 m.");
  after = sl_agenda_list_offers (fixture->store, packs, meeting, &error);
  g_assert_cmpuint (after->len, ==, before->len - 1);
}

/* How many points of the case say @text, with whatever line of an entry behind it. */
static guint
count_points (SlTestResponse *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) points = sl_open_points_list (
      fixture->store, sl_casebook_get_packs (fixture->casebook), fixture->case_id, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < points->len; i++)
    n += g_str_has_prefix (((SlOpenPoint *) points->pdata[i])->text, text);
  return n;
}

/* Of a scheme that has only begun its form could remind of thirty things. */
static void
test_of_a_scheme_stands_what_holds_it_open_and_what_an_entry_lacks (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  SlPackLibrary *packs = sl_casebook_get_packs (fixture->casebook);
  const SlSheetValue values[] = { { "product", "Entrance doorset" } };
  g_autofree char *id = sl_id_new ();
  g_autofree char *entry_id = sl_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (packs, "scheme", &error);
  g_autoptr (SlSheet) scheme = NULL;

  g_assert_no_error (error);
  sl_test_response_apply (fixture, sl_sheet_change_begin (form, id, fixture->case_id, NULL, 0));
  scheme = sl_sheets_load (fixture->store, packs, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_points (fixture, "No level is agreed"), ==, 1);
  g_assert_cmpuint (count_points (fixture, "The level aimed at is not said"), ==, 0);
  g_assert_cmpuint (count_points (fixture, "No product is listed"), ==, 0);
  g_assert_cmpuint (count_points (fixture, "A product has no standard"), ==, 0);
  sl_test_response_apply (fixture, sl_sheet_change_add (scheme, "product", entry_id, values, 1));
  g_assert_cmpuint (count_points (fixture, "A product has no standard: Entrance doorset"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meetings/open-points/a-case-with-nothing-open-has-no-points",
                   test_a_case_with_nothing_open_has_no_points);
  g_test_add_func ("/meetings/open-points/findings-stand-in-the-order-of-the-checklist",
                   test_findings_stand_in_the_order_of_the_checklist);
  g_test_add_func ("/meetings/open-points/an-action-is-a-point-until-it-is-settled",
                   test_an_action_is_a_point_until_it_is_settled);
  g_test_add_func ("/meetings/open-points/an-agenda-takes-each-point-once",
                   test_an_agenda_takes_each_point_once);
  g_test_add_func (
      "/meetings/open-points/of-a-scheme-stands-what-holds-it-open-and-what-an-entry-lacks",
      test_of_a_scheme_stands_what_holds_it_open_and_what_an_entry_lacks);
  return g_test_run ();
}
