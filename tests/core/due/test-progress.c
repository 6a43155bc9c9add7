/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "due/sl-due.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"

#include <string.h>

/* What a portfolio has in store, in the list of what is due. */

static void
set_up (SlTestProgress **self, gconstpointer data)
{
  *self = sl_test_progress_new_small ();
}

static void
tear_down (SlTestProgress **self, gconstpointer data)
{
  sl_test_progress_free (*self);
}

/* "2026-12-01 appeal: text" of the lines of a portfolio, one a line, for @person. */
static char *
describe (SlTestProgress *self, const char *person)
{
  const SlDueQuery query = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDueLines) lines = NULL;

  sl_test_progress_become (self, person);
  lines = sl_due_load (sl_casebook_get_review (self->base->casebook), &query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < sl_due_lines_get_n (lines); i++)
    {
      const SlDueLine *line = sl_due_lines_get (lines, i);

      if (!g_str_equal (line->object_kind, "portfolio"))
        continue;
      g_assert_cmpstr (line->case_id, ==, "");
      g_assert_cmpint (line->why, ==, SL_DUE_YOURS);
      g_string_append_printf (text, "%s %s: %s\n", *line->day != '\0' ? line->day : "-", line->kind,
                              line->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_due (SlTestProgress *self, const char *person, const char *expected)
{
  g_autofree char *text = describe (self, person);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_claims (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);

  assert_due (self, self->manager, "");
  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_claim (self, id, "P.2", "Met them.");
  sl_test_progress_claim (self, "", "T.2", "Read.");
  assert_due (self, self->manager,
              "- claim: Callum Reyes: 1 claim to assess\n"
              "- claim: Callum Reyes: 2 claims to assess\n");
  assert_due (self, self->trainee, "");
  assert_due (self, self->other, "");
  assert_due (self, self->officer, "");
  sl_test_progress_assess (self, self->manager, id, "P.1", "not-yet", "Say what the risk is.");
  assert_due (self, self->trainee, "- more-needed: Brief the manager: Say what the risk is.\n");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_apply (self,
                          sl_second_change_ask (self->portfolio, id, self->second, "asked", NULL));
  /* What they are to look at blind is not theirs to assess as well. */
  assert_due (self, self->second,
              "- claim: Callum Reyes: 1 claim to assess\n"
              "- second: Callum Reyes: a second assessment\n");
}

static void
test_days (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  const SlTrainingValues atlas = { .criterion_id = "T.1",
                                   .kind = "event",
                                   .title = "ATLAS",
                                   .on_date = "2026-01-10",
                                   .outcomes = "docs park" };
  SlCasebook *casebook = self->base->casebook;
  g_autofree char *training = sl_id_new ();
  g_autofree char *decision = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (SlPerson) manager = NULL;
  g_autoptr (GError) error = NULL;

  sl_test_progress_apply (self, sl_training_change_set (self->portfolio, training, &atlas));
  sl_test_progress_become (self, self->manager);
  manager = sl_people_load (self->store, self->manager, &error);
  sl_progression_decide (sl_casebook_get_library (casebook), self->packs,
                         sl_casebook_get_policy (casebook), manager, self->portfolio,
                         "not-fulfilled", "Too little yet.", NULL, &error);
  g_assert_no_error (error);
  sl_test_progress_load (self);
  decision = g_strdup (sl_portfolio_get_progression (self->portfolio, 0)->id);
  before = describe (self, self->trainee);
  g_assert_nonnull (strstr (before, "2026-12-01 appeal: Last day to appeal to the "));
  g_assert_nonnull (strstr (before, "2027-01-10 renewal: “ATLAS: Park Mark” has to be renewed"));
  assert_due (self, self->senior, "");
  sl_test_progress_become (self, self->trainee);
  sl_test_progress_apply (
      self, sl_appeal_change_lodge (self->portfolio, decision, "Not so.", NULL, NULL));
  after = describe (self, self->trainee);
  g_assert_null (strstr (after, "appeal"));
  assert_due (self, self->senior, "- appeal: Callum Reyes: an appeal to decide\n");
  assert_due (self, self->manager, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, SlTestProgress *, NULL, set_up, func, tear_down)
  ADD ("/due/progress/claims-wait-for-who-may-assess-them", test_claims);
  ADD ("/due/progress/renewals-and-the-last-day-of-an-appeal-have-their-day", test_days);
  return g_test_run ();
}
