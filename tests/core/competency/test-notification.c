/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "sl-test-folio.h"

#include <string.h>

/* The letter that tells a trainee of a decision, and the paper on the team. */

static void
set_up (SlTestFolio *f, gconstpointer data)
{
  sl_test_folio_set_up (f, data);
  sl_test_folio_ask_as (f, f->self->manager);
}

static void
assert_says (const char *paper, const char *words)
{
  if (strstr (paper, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, paper);
}

static void
assert_is_silent (const char *paper, const char *words)
{
  if (strstr (paper, words) != NULL)
    g_error ("“%s” is in:\n%s", words, paper);
}

static char *
notify (SlTestFolio *f, const char *outcome, const char *reasons, const char *last_day)
{
  static const char *const unmet[] = { "Occasion 2 of “Planning process” is not chosen yet.",
                                       "“Level 5 Diploma”: nothing is entered yet.", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = sl_portfolio_compose_notification (
      &f->context, f->self->portfolio, outcome, reasons, *last_day != '\0' ? unmet : NULL, last_day,
      &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  bytes = sl_letter_render_pdf (letter, &error);
  g_assert_no_error (error);
  return sl_letter_serialize (letter);
}

static void
test_not_fulfilled (SlTestFolio *f, gconstpointer data)
{
  static const char *const says[] = {
    "Callum Reyes\nCrime Prevention Tactical Adviser\nEssex Police",
    "24 November 2026",
    "Notification: progression to Designing Out Crime Officer",
    "are not fulfilled.",
    "Decided on 24 November 2026 by Helen Marsh, Designing Out Crime Manager.",
    "One occasion of five is shown.",
    "Schemes have not begun.",
    "Occasion 2 of “Planning process” is not chosen yet.",
    "“Level 5 Diploma”: nothing is entered yet.",
    "appeal against this decision to the Senior Designing Out Crime Manager, David Okafor. The "
    "last "
    "day for an appeal is 1 December 2026.",
    "That is 7 calendar days after",
    "in writing and sets out its grounds",
    "Audit ",
  };
  g_autofree char *paper = notify (f, "not-fulfilled",
                                   "One occasion of five is shown.\n\nSchemes have not begun.",
                                   "2026-12-01");

  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    assert_says (paper, says[i]);
  assert_is_silent (paper, "LPA");
  assert_is_silent (paper, "DOCM");
}

/* Against whose decision decides to whom it goes. */
static void
test_the_senior_managers_decision_goes_to_the_commander (SlTestFolio *f, gconstpointer data)
{
  g_autofree char *paper = NULL;

  sl_test_folio_ask_as (f, f->self->senior);
  paper = notify (f, "not-fulfilled", "One occasion of five is shown.", "2026-12-01");
  assert_says (paper, "LPSU Commander, Ruth Ellery");
  assert_is_silent (paper, "to the Senior Designing Out Crime Manager");
}

static void
test_fulfilled (SlTestFolio *f, gconstpointer data)
{
  g_autofree char *paper = notify (f, "fulfilled", "", "");

  assert_says (paper, "you have fulfilled the requirements");
  assert_says (paper, "eligible to progress to Designing Out Crime Officer");
  assert_is_silent (paper, "appeal");
  assert_is_silent (paper, "What is not met");
  assert_is_silent (paper, "Reasons");
}

static SlLetter *
compose_team (SlTestFolio *f)
{
  g_autoptr (GError) error = NULL;
  SlLetter *letter = sl_team_compose (&f->context, &error);

  g_assert_no_error (error);
  return letter;
}

static void
test_the_team_has_a_chart_and_its_figures (SlTestFolio *f, gconstpointer data)
{
  static const SlTrainingValues atlas = { .criterion_id = "C1.2",
                                          .kind = "event",
                                          .title = "ATLAS 2026",
                                          .on_date = "2026-03-09",
                                          .outcomes = "park-mark",
                                          .renews_on = "2027-01-10" };
  g_autofree char *id = sl_id_new ();
  g_autofree char *paper = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  SlBlock *figure = NULL;

  sl_test_progress_become (f->self, f->self->trainee);
  sl_test_progress_apply (f->self, sl_training_change_set (f->self->portfolio, id, &atlas));
  sl_test_progress_meet (f->self, f->self->manager, f->occasion);
  sl_test_progress_claim (f->self, "", "C1.2", "Attended.");
  sl_test_folio_ask_as (f, f->self->manager);
  letter = compose_team (f);
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    if (sl_block_get_kind (sl_letter_get_block (letter, i)) == SL_BLOCK_FIGURE)
      figure = sl_letter_get_block (letter, i);
  g_assert_nonnull (figure);
  g_assert_true (sl_block_has_picture (figure));
  assert_says (sl_block_get_figure_alternative (figure), "The table below has the same figures.");
  paper = sl_letter_serialize (letter);
  assert_says (paper, "Callum Reyes");
  assert_says (paper, "1 of 5");          /* planning process */
  assert_says (paper, "0 of 5; 1 waits"); /* training */
  assert_says (paper, "0 of 3");
  assert_says (paper, "C1.2 ATLAS and Park Mark");
  assert_says (paper, "24 November 2026 (today)");
  assert_says (paper, "10 January 2027");
  assert_says (paper, "In 47 days");
  assert_says (paper, "No decision on progression was made yet.");
  bytes = sl_letter_render_pdf (letter, &error);
  g_assert_no_error (error);
}

static void
test_the_team_is_whom_one_may_see (SlTestFolio *f, gconstpointer data)
{
  g_autoptr (SlLetter) letter = NULL;
  g_autofree char *paper = NULL;

  sl_test_folio_ask_as (f, f->self->other);
  letter = compose_team (f);
  paper = sl_letter_serialize (letter);
  assert_says (paper, "Nobody has begun a portfolio yet.");
  assert_is_silent (paper, "Callum Reyes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, SlTestFolio, NULL, set_up, func, sl_test_folio_tear_down)
  ADD ("/notification/not-fulfilled-says-why-and-how-to-appeal", test_not_fulfilled);
  ADD ("/notification/the-senior-managers-decision-goes-to-the-commander",
       test_the_senior_managers_decision_goes_to_the_commander);
  ADD ("/notification/fulfilled-speaks-of-no-appeal", test_fulfilled);
  ADD ("/team-paper/has-a-chart-and-its-figures", test_the_team_has_a_chart_and_its_figures);
  ADD ("/team-paper/shows-nobody-whom-one-may-not-see", test_the_team_is_whom_one_may_see);
#undef ADD
  return g_test_run ();
}
