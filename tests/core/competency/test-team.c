/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "competency/sl-team.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <string.h>

/* The team: who sees whom, what waits, blind second assessments, draws that can be followed, and
 * how often two assessors agree. */

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

static GPtrArray *
list_team (SlTestProgress *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *team = sl_team_list (self->store, self->packs, &error);

  g_assert_no_error (error);
  return team;
}

static GPtrArray *
list_waiting (SlTestProgress *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *waiting = sl_team_list_waiting (self->store, self->packs, &error);

  g_assert_no_error (error);
  return waiting;
}

static void
begin_other (SlTestProgress *self)
{
  g_autofree char *id = sl_id_new ();
  g_autofree char *was = g_strdup (sl_store_get_actor (self->store));

  sl_test_progress_become (self, self->manager);
  sl_test_apply (self->store, sl_portfolio_change_begin (
                                  sl_portfolio_get_framework (self->portfolio), id, self->other));
  sl_test_progress_become (self, was);
}

static void
test_team (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const SlTrainee *trainee;

  begin_other (self);
  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_claim (self, id, "P.2", "Met them.");
  sl_test_progress_assess (self, self->manager, id, "P.2", "not-yet", "With minutes, please.");
  own = list_team (self);
  g_assert_cmpuint (own->len, ==, 1);
  sl_test_progress_become (self, self->officer);
  none = list_team (self);
  g_assert_cmpuint (none->len, ==, 0);
  sl_test_progress_become (self, self->manager);
  all = list_team (self);
  g_assert_cmpuint (all->len, ==, 2);
  trainee = g_ptr_array_index (all, 0);
  g_assert_cmpstr (trainee->name, ==, "Callum Reyes");
  g_assert_cmpstr (((SlTrainee *) g_ptr_array_index (all, 1))->name, ==, "Priya Nair");
  g_assert_cmpuint (trainee->n_components, ==, 2);
  g_assert_cmpstr (trainee->components[1].component_id, ==, "P");
  g_assert_cmpuint (trainee->components[1].n_needed, ==, 2);
  g_assert_cmpuint (trainee->n_waiting, ==, 1);
  g_assert_cmpuint (trainee->n_not_yet, ==, 1);
  g_assert_cmpstr (trainee->waiting_since, ==, sl_test_progress_cell (self, id, "P.1")->claim->at);
  g_assert_cmpstr (trainee->decision, ==, "");
}

static void
test_waiting (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  const SlClaimWait *first;

  sl_test_progress_claim (self, id, "P.2", "Met them.");
  sl_test_progress_claim (self, "", "T.2", "Read it all.");
  own = list_waiting (self);
  g_assert_cmpuint (own->len, ==, 2);
  g_assert_false (((SlClaimWait *) own->pdata[0])->for_me);
  sl_test_progress_become (self, self->manager);
  waiting = list_waiting (self);
  g_assert_cmpuint (waiting->len, ==, 2);
  first = waiting->pdata[0];
  g_assert_cmpstr (first->criterion_id, ==, "P.2");
  g_assert_cmpstr (first->case_id, ==, self->base->case_id);
  g_assert_cmpstr (first->occasion_title, ==, "Land east of Mallard Way, Thornbury St Anne");
  g_assert_true (first->for_me);
  g_assert_cmpstr (((SlClaimWait *) waiting->pdata[1])->occasion_title, ==, "Training");
}

/* ---- blind ---- */

/* As @person sees the portfolio; who was at work before is again. */
static void
look (SlTestProgress *self, const char *person)
{
  g_autofree char *was = g_strdup (sl_store_get_actor (self->store));

  sl_test_progress_become (self, person);
  sl_test_progress_load (self);
  sl_test_progress_become (self, was);
}

static guint
count_seen (SlTestProgress *self, const char *occasion, const char *criterion, const char *person)
{
  const SlCell *cell;

  look (self, person);
  cell = sl_test_progress_cell (self, occasion, criterion);
  for (guint i = 0; i < cell->n_events; i++)
    g_assert_true (sl_portfolio_may_see (self->portfolio, cell->events[i], person));
  return cell->n_events;
}

static void
ask (SlTestProgress *self, const char *occasion, const char *assessor)
{
  g_autofree char *was = g_strdup (sl_store_get_actor (self->store));

  sl_test_progress_become (self, self->manager);
  sl_test_progress_apply (
      self, sl_second_change_ask (self->portfolio, occasion, assessor, "asked", NULL));
  sl_test_progress_become (self, was);
}

static void
second (SlTestProgress *self,
        const char *assessor,
        const char *occasion,
        const char *criterion,
        const char *verdict)
{
  const SlCellVerdict values = { .verdict = verdict, .feedback = "On my own reading." };

  sl_test_progress_become (self, assessor);
  sl_test_progress_apply (
      self, sl_second_change_assess (self->portfolio,
                                     sl_test_progress_cell (self, occasion, criterion), &values));
}

static void
finish (SlTestProgress *self, const char *assessor, const char *occasion)
{
  g_autofree char *request = g_strdup (
      sl_portfolio_find_blind_request (self->portfolio, occasion, assessor));

  g_assert_cmpstr (request, !=, "");
  sl_test_progress_become (self, assessor);
  sl_test_progress_apply (self, sl_second_change_finish (self->portfolio, request));
}

static void
test_blind (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  const SlCellVerdict met = { .verdict = "met" };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (SlPerson) second_assessor = NULL;
  g_autofree char *request = NULL;
  g_autofree char *reason = NULL;

#define CELL sl_test_progress_cell (self, id, "P.1")
  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_assess (self, self->manager, id, "P.1", "met", "Good.");
  sl_test_progress_apply (self, sl_cell_change_reply (self->portfolio, CELL, "Thank you."));
  ask (self, id, self->second);

  /* The second assessor sees the claim and nothing of what others made of it. */
  g_assert_cmpuint (count_seen (self, id, "P.1", self->second), ==, 1);
  g_assert_cmpint (CELL->state, ==, SL_CELL_CLAIMED);
  g_assert_cmpint (sl_portfolio_see_state (self->portfolio, CELL, self->second), ==,
                   SL_CELL_CLAIMED);
  g_assert_cmpuint (sl_portfolio_find_occasion (self->portfolio, id)->n_met, ==, 0);
  g_assert_cmpuint (count_seen (self, id, "P.1", self->manager), ==, 3);
  g_assert_cmpint (CELL->state, ==, SL_CELL_MET);
  sl_test_progress_become (self, self->second);
  sl_test_progress_refuse (self, sl_cell_change_assess (self->portfolio, CELL, &met),
                           "second time without seeing");
  request = g_strdup (sl_portfolio_find_blind_request (self->portfolio, id, self->second));
  sl_test_progress_refuse (self, sl_second_change_finish (self->portfolio, request),
                           "at least one");
  second_assessor = sl_people_load (self->store, self->second, NULL);
  g_assert_false (
      sl_portfolio_may (self->portfolio, second_assessor, SL_PROGRESS_DECIDE, NULL, &reason));
  g_assert_nonnull (strstr (reason, "Finish that first"));

  /* Nor does anybody see anything of theirs, in the portfolio or in the trail. */
  second (self, self->second, id, "P.1", "not-yet");
  g_assert_cmpuint (count_seen (self, id, "P.1", self->manager), ==, 3);
  g_assert_cmpuint (count_seen (self, id, "P.1", self->trainee), ==, 3);
  g_assert_cmpuint (count_seen (self, id, "P.1", self->second), ==, 2);
  g_assert_cmpint (CELL->state, ==, SL_CELL_CLAIMED);
  rows = sl_audit_list (self->store, NULL, 1, NULL);
  g_assert_cmpstr (((SlAuditRow *) rows->pdata[0])->action, ==, "assess-second");
  g_assert_null (strstr (((SlAuditRow *) rows->pdata[0])->detail, "not-yet"));
  g_assert_null (strstr (((SlAuditRow *) rows->pdata[0])->detail, "reading"));
  g_assert_nonnull (strstr (((SlAuditRow *) rows->pdata[0])->detail, "said-sha256"));

  /* Once finished, all is open, and no more can be added. */
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, sl_second_change_finish (self->portfolio, request), "not yours");
  finish (self, self->second, id);
  g_assert_cmpuint (count_seen (self, id, "P.1", self->manager), ==, 4);
  g_assert_cmpuint (count_seen (self, id, "P.1", self->trainee), ==, 4);
  g_assert_cmpuint (count_seen (self, id, "P.1", self->second), ==, 4);
  g_assert_cmpint (CELL->state, ==, SL_CELL_MET);
  sl_test_progress_refuse (self, sl_second_change_assess (self->portfolio, CELL, &met),
                           "or you have finished it");
#undef CELL
}

static void
test_who_is_asked (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);

#define ASK(who) sl_second_change_ask (self->portfolio, id, who, "asked", NULL)
  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_refuse (self, ASK (self->second), "nobody assesses");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, ASK (self->second), "Nothing of this was assessed");
  sl_test_progress_assess (self, self->manager, id, "P.1", "met", NULL);
  sl_test_progress_refuse (self, ASK (self->manager), "has assessed this already");
  sl_test_progress_refuse (self, ASK (self->trainee), "their own portfolio");
  sl_test_progress_refuse (self, ASK (self->officer), "is not one");
  sl_test_progress_refuse (
      self, sl_second_change_ask (self->portfolio, id, self->second, "whim", ""), "none of these");
  sl_test_progress_apply (self, ASK (self->second));
  sl_test_progress_refuse (self, ASK (self->second), "was asked already");
  sl_test_progress_become (self, self->officer);
  sl_test_progress_refuse (self, ASK (self->senior), "or above");
#undef ASK
}

/* Past the program: what was asked, by whom, and that it was finished. */
static void
test_triggers_hold (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const never[] = {
    "UPDATE second_request SET assessor_id = asked_by",
    "UPDATE second_request SET finished_at = ''",
    "DELETE FROM second_request",
    "UPDATE portfolio_read SET on_date = '2026-01-01'",
    "DELETE FROM portfolio_read",
  };
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autofree char *event = sl_id_new ();
  g_autofree char *request = NULL;

  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_assess (self, self->manager, id, "P.1", "met", NULL);
  ask (self, id, self->second);
  g_assert_false (sl_test_run_sql (
      self->base, NULL,
      "INSERT INTO second_request (request_id, portfolio_id, occasion_id, assessor_id, why,"
      " asked_by, at) SELECT 'r', portfolio_id, occasion_id, ?, 'asked', asked_by, at"
      " FROM second_request",
      self->trainee, NULL));
  request = g_strdup (sl_portfolio_find_blind_request (self->portfolio, id, self->second));
  second (self, self->second, id, "P.1", "not-yet");
  sl_test_progress_apply (self, sl_portfolio_change_read (self->portfolio, ""));
  finish (self, self->second, id);
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_false (sl_test_run_sql (self->base, NULL, never[i], NULL));
  /* Having seen the first verdict, nobody adds to the second. */
  g_assert_false (sl_test_run_sql (
      self->base, NULL,
      "INSERT INTO cell_event (event_id, portfolio_id, occasion_id, criterion_id, kind, verdict,"
      " answers, framework_hash, person_id, role, at) SELECT ?, portfolio_id, occasion_id,"
      " criterion_id, 'second', 'met', answers, framework_hash, person_id, role, at"
      " FROM cell_event WHERE answers = ?",
      event, request, NULL));
}

/* ---- drawing ---- */

static void
test_samples (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_auto (GStrv) ids = g_new0 (char *, 4 + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) draws = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  gboolean differ = FALSE;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *reference = g_strdup_printf ("UTT/26/300%u/FUL", i);
      g_autofree char *made = sl_test_progress_add_case (self, "planning", reference, "Somewhere");

      ids[i] = sl_test_progress_choose (self, "P", made);
      sl_test_progress_meet (self, self->manager, ids[i]);
    }
  sl_test_progress_become (self, self->manager);
  draws = sl_team_draw_samples (self->store, self->packs, 42, &error);
  g_assert_no_error (error);
  /* Every second by the rule, and one of the other two by chance. */
  g_assert_cmpuint (draws->len, ==, 3);
  g_assert_cmpstr (((SlSampleDraw *) draws->pdata[0])->occasion_id, ==, ids[1]);
  g_assert_cmpstr (((SlSampleDraw *) draws->pdata[0])->why, ==, "rule");
  g_assert_cmpstr (((SlSampleDraw *) draws->pdata[1])->occasion_id, ==, ids[3]);
  g_assert_cmpstr (((SlSampleDraw *) draws->pdata[2])->why, ==, "chance");
  g_assert_nonnull (strstr (((SlSampleDraw *) draws->pdata[2])->how, "42:2"));
  /* The same seed draws the same; some other draws another. */
  again = sl_team_draw_samples (self->store, self->packs, 42, &error);
  g_assert_cmpstr (((SlSampleDraw *) draws->pdata[2])->occasion_id, ==,
                   ((SlSampleDraw *) again->pdata[2])->occasion_id);
  for (guint64 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (GPtrArray) other = sl_team_draw_samples (self->store, self->packs, seed, &error);

      differ = differ || !g_str_equal (((SlSampleDraw *) other->pdata[2])->occasion_id,
                                       ((SlSampleDraw *) draws->pdata[2])->occasion_id);
    }
  g_assert_true (differ);

  /* What somebody was asked to look at is not drawn again. */
  sl_test_progress_apply (self, sl_second_change_ask (self->portfolio, ids[1], self->second, "rule",
                                                      ((SlSampleDraw *) draws->pdata[0])->how));
  rest = sl_team_draw_samples (self->store, self->packs, 42, &error);
  for (guint i = 0; i < rest->len; i++)
    g_assert_cmpstr (((SlSampleDraw *) rest->pdata[i])->occasion_id, !=, ids[1]);
}

static void
test_agreement (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  SlFramework *framework;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  sl_test_progress_meet (self, self->manager, id);
  ask (self, id, self->second);
  second (self, self->second, id, "P.1", "met");
  second (self, self->second, id, "P.2", "not-yet");
  framework = sl_portfolio_get_framework (self->portfolio);
  before = sl_team_list_agreement (self->store, framework, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);
  finish (self, self->second, id);
  framework = sl_portfolio_get_framework (self->portfolio);
  after = sl_team_list_agreement (self->store, framework, sl_portfolio_get_id (self->portfolio),
                                  &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (g_array_index (after, SlAgreement, 0).criterion_id, ==, "P.1");
  g_assert_cmpuint (g_array_index (after, SlAgreement, 0).n_both, ==, 1);
  g_assert_cmpuint (g_array_index (after, SlAgreement, 0).n_same, ==, 1);
  g_assert_cmpuint (g_array_index (after, SlAgreement, 1).n_both, ==, 1);
  g_assert_cmpuint (g_array_index (after, SlAgreement, 1).n_same, ==, 0);
  requests = sl_second_requests_list (self->store, NULL, &error);
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (((SlSecondRequest *) requests->pdata[0])->assessor_name, ==, "Grace Lindqvist");
  g_assert_cmpstr (((SlSecondRequest *) requests->pdata[0])->finished_at, !=, "");
  g_assert_true (((SlSecondRequest *) requests->pdata[0])->mine);
}

/* Events of one cell need not come in the order in which they were made: brought together from two
 * computers, a verdict is on the claim that it names. */
static void
test_brought_together (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autofree char *first = NULL;
  g_autofree char *event = sl_id_new ();
  g_autoptr (GError) error = NULL;

  sl_test_progress_claim (self, id, "P.1", "First.");
  first = g_strdup (sl_test_progress_cell (self, id, "P.1")->claim->id);
  sl_test_progress_claim (self, id, "P.1", "Second.");
  sl_test_run_sql (self->base, &error,
                   "INSERT INTO cell_event (event_id, portfolio_id, occasion_id, criterion_id,"
                   " kind, verdict, words, answers, framework_hash, person_id, role, at)"
                   " SELECT ?, portfolio_id, occasion_id, criterion_id, 'verdict', 'not-yet',"
                   " 'More', ?, framework_hash, ?, 'manager', '2026-11-24T23:00:00.000Z'"
                   " FROM cell_event LIMIT 1",
                   event, first, self->manager, NULL);
  g_assert_no_error (error);
  sl_test_progress_load (self);
  g_assert_cmpint (sl_test_progress_cell (self, id, "P.1")->state, ==, SL_CELL_CLAIMED);
  g_assert_cmpstr (sl_test_progress_cell (self, id, "P.1")->claim->words, ==, "Second.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, SlTestProgress *, NULL, set_up, func, tear_down)
  ADD ("/team/a-manager-sees-all-and-a-trainee-themselves", test_team);
  ADD ("/team/what-waits-longest-comes-first", test_waiting);
  ADD ("/team/a-second-assessment-is-blind-both-ways", test_blind);
  ADD ("/team/a-second-assessor-is-somebody-else", test_who_is_asked);
  ADD ("/team/the-database-keeps-it-blind-too", test_triggers_hold);
  ADD ("/team/a-draw-can-be-followed", test_samples);
  ADD ("/team/agreement-is-told-by-criterion", test_agreement);
  ADD ("/team/a-verdict-is-on-the-claim-that-it-names", test_brought_together);
  return g_test_run ();
}
