/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "competency/sl-portfolio-paper.h"
#include "sl-test-progress.h"

#include <string.h>

/* The letter that tells a trainee of a decision, and the paper on the team. */

typedef struct
{
  SlTestProgress *self;
  char *occasion;
  SlPerson *author;
  SlPortfolioContext context;
} Fixture;

static void
ask_as (Fixture *f, const char *person_id)
{
  g_autoptr (GError) error = NULL;

  sl_test_progress_become (f->self, person_id);
  g_clear_object (&f->author);
  f->author = sl_people_load (f->self->store, person_id, &error);
  g_assert_no_error (error);
  f->context.author = f->author;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->self = sl_test_progress_new ();
  f->context = (SlPortfolioContext){
    .library = sl_casebook_get_library (f->self->base->casebook),
    .packs = f->self->packs,
    .policy = sl_casebook_get_policy (f->self->base->casebook),
    .date = "2026-11-24",
  };
  f->occasion = sl_test_progress_choose (f->self, "C2", f->self->base->case_id);
  ask_as (f, f->self->manager);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->occasion);
  g_clear_object (&f->author);
  sl_test_progress_free (f->self);
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
notify (Fixture *f, const char *outcome, const char *reasons, const char *last_day)
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
test_not_fulfilled (Fixture *f, gconstpointer data)
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
test_the_senior_managers_decision_goes_to_the_commander (Fixture *f, gconstpointer data)
{
  g_autofree char *paper = NULL;

  ask_as (f, f->self->senior);
  paper = notify (f, "not-fulfilled", "One occasion of five is shown.", "2026-12-01");
  assert_says (paper, "LPSU Commander, Ruth Ellery");
  assert_is_silent (paper, "to the Senior Designing Out Crime Manager");
}

static void
test_fulfilled (Fixture *f, gconstpointer data)
{
  g_autofree char *paper = notify (f, "fulfilled", "", "");

  assert_says (paper, "you have fulfilled the requirements");
  assert_says (paper, "eligible to progress to Designing Out Crime Officer");
  assert_is_silent (paper, "appeal");
  assert_is_silent (paper, "What is not met");
  assert_is_silent (paper, "Reasons");
}

static SlLetter *
compose_team (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  SlLetter *letter = sl_team_compose (&f->context, &error);

  g_assert_no_error (error);
  return letter;
}

static void
test_the_team_has_a_chart_and_its_figures (Fixture *f, gconstpointer data)
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
  ask_as (f, f->self->manager);
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
test_the_team_is_whom_one_may_see (Fixture *f, gconstpointer data)
{
  g_autoptr (SlLetter) letter = NULL;
  g_autofree char *paper = NULL;

  ask_as (f, f->self->other);
  letter = compose_team (f);
  paper = sl_letter_serialize (letter);
  assert_says (paper, "Nobody has begun a portfolio yet.");
  assert_is_silent (paper, "Callum Reyes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/notification/not-fulfilled-says-why-and-how-to-appeal", test_not_fulfilled);
  ADD ("/notification/the-senior-managers-decision-goes-to-the-commander",
       test_the_senior_managers_decision_goes_to_the_commander);
  ADD ("/notification/fulfilled-speaks-of-no-appeal", test_fulfilled);
  ADD ("/team-paper/has-a-chart-and-its-figures", test_the_team_has_a_chart_and_its_figures);
  ADD ("/team-paper/shows-nobody-whom-one-may-not-see", test_the_team_is_whom_one_may_see);
#undef ADD
  return g_test_run ();
}
