/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "competency/sl-proposal.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "store/sl-store.h"

/* A cell of the matrix: what is claimed, what an assessor makes of it, what is said to that, and
 * that all of it stays. */

typedef struct
{
  SlTestProgress *self;
  char *occasion;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->self = sl_test_progress_new ();
  f->occasion = sl_test_progress_choose (f->self, "C2", f->self->base->case_id);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->occasion);
  sl_test_progress_free (f->self);
}

static const SlCell *
cell (Fixture *f, const char *criterion)
{
  return sl_test_progress_cell (f->self, f->occasion, criterion);
}

static SlChange *
claim (Fixture *f, const char *criterion, const char *words)
{
  return sl_cell_change_claim (f->self->portfolio, cell (f, criterion), NULL, words, NULL, FALSE);
}

static SlChange *
assess (Fixture *f, const char *criterion, const char *verdict, const char *feedback)
{
  const SlCellVerdict values = { .verdict = verdict, .feedback = feedback };

  return sl_cell_change_assess (f->self->portfolio, cell (f, criterion), &values);
}

static void
test_claim_and_verdict (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  const SlOccasion *occasion;

  g_assert_cmpint (cell (f, "C2.1")->state, ==, SL_CELL_EMPTY);
  sl_test_progress_claim (self, f->occasion, "C2.1", "Found on the weekly list.");
  g_assert_cmpint (cell (f, "C2.1")->state, ==, SL_CELL_CLAIMED);
  g_assert_cmpstr (cell (f, "C2.1")->claim->words, ==, "Found on the weekly list.");
  occasion = sl_portfolio_find_occasion (self->portfolio, f->occasion);
  g_assert_cmpuint (occasion->n_claimed, ==, 1);
  g_assert_cmpstr (occasion->claimed_at, ==, cell (f, "C2.1")->claim->at);

  sl_test_progress_assess (self, self->manager, f->occasion, "C2.1", "met", "Early and complete.");
  g_assert_cmpint (cell (f, "C2.1")->state, ==, SL_CELL_MET);
  g_assert_cmpstr (cell (f, "C2.1")->verdict->person_name, ==, "Helen Marsh");
  g_assert_cmpstr (cell (f, "C2.1")->verdict->role, ==, "manager");
  g_assert_cmpstr (cell (f, "C2.1")->verdict->verbal, ==, "Briefing of 24 November");
  g_assert_cmpstr (cell (f, "C2.1")->verdict->written, ==, "The draft, version 1");
  g_assert_cmpstr (cell (f, "C2.1")->verdict->answers, ==, cell (f, "C2.1")->claim->id);
}

static void
test_history_stays (Fixture *f, gconstpointer data)
{
  static const SlCellEventKind kinds[] = { SL_CELL_EVENT_CLAIM,   SL_CELL_EVENT_VERDICT,
                                           SL_CELL_EVENT_REPLY,   SL_CELL_EVENT_CLAIM,
                                           SL_CELL_EVENT_VERDICT, SL_CELL_EVENT_ACKNOWLEDGE,
                                           SL_CELL_EVENT_VERDICT };
  SlTestProgress *self = f->self;

  sl_test_progress_claim (self, f->occasion, "C2.2", "I explained an award withdrawn.");
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.2", "not-yet",
                           "Say what it costs a resident.");
  g_assert_cmpint (cell (f, "C2.2")->state, ==, SL_CELL_NOT_YET);
  sl_test_progress_apply (
      self, sl_cell_change_reply (self->portfolio, cell (f, "C2.2"), "I will, on the next."));
  sl_test_progress_claim (self, f->occasion, "C2.2", "A homeowner’s letter, explained.");
  g_assert_cmpint (cell (f, "C2.2")->state, ==, SL_CELL_CLAIMED);
  sl_test_progress_assess (self, self->senior, f->occasion, "C2.2", "met", "Yes.");
  g_assert_false (cell (f, "C2.2")->acknowledged);
  sl_test_progress_apply (self, sl_cell_change_acknowledge (self->portfolio, cell (f, "C2.2")));
  g_assert_true (cell (f, "C2.2")->acknowledged);
  /* Assessed anew, by the manager: it adds, and is to be acknowledged again. */
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.2", "not-yet",
                           "On second thoughts, not on this occasion.");
  g_assert_cmpint (cell (f, "C2.2")->state, ==, SL_CELL_NOT_YET);
  g_assert_false (cell (f, "C2.2")->acknowledged);
  g_assert_cmpuint (cell (f, "C2.2")->n_events, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (cell (f, "C2.2")->events[i]->kind, ==, kinds[i]);
}

static void
test_withdrawn (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;

  sl_test_progress_refuse (self, sl_cell_change_withdraw (self->portfolio, cell (f, "C2.4"), NULL),
                           "none to take back");
  sl_test_progress_claim (self, f->occasion, "C2.4", "First try.");
  sl_test_progress_claim (self, f->occasion, "C2.4", "Second try.");
  g_assert_cmpstr (cell (f, "C2.4")->claim->words, ==, "Second try.");
  sl_test_progress_apply (
      self, sl_cell_change_withdraw (self->portfolio, cell (f, "C2.4"), "Too early."));
  /* The claim that the second replaced does not come back. */
  g_assert_cmpint (cell (f, "C2.4")->state, ==, SL_CELL_EMPTY);
  g_assert_null (cell (f, "C2.4")->claim);

  /* After a verdict, what was assessed stands. */
  sl_test_progress_claim (self, f->occasion, "C2.4", "Third try.");
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.4", "not-yet", "More.");
  sl_test_progress_claim (self, f->occasion, "C2.4", "Fourth try.");
  sl_test_progress_apply (self, sl_cell_change_withdraw (self->portfolio, cell (f, "C2.4"), NULL));
  g_assert_cmpint (cell (f, "C2.4")->state, ==, SL_CELL_NOT_YET);
  g_assert_cmpstr (cell (f, "C2.4")->claim->words, ==, "Third try.");
}

static void
test_what_a_claim_needs (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autofree char *vast = g_strnfill (10001, 'a');

  sl_test_progress_refuse (self, claim (f, "C2.1", "  \n "), "Say what shows");
  sl_test_progress_refuse (self, claim (f, "C2.1", vast), "more than 10000 characters");
  sl_test_progress_refuse (
      self, sl_cell_change_claim (self->portfolio, cell (f, "C2.1"), NULL, "No.", NULL, TRUE),
      "always applies");
  sl_test_progress_refuse (
      self, sl_cell_change_claim (self->portfolio, cell (f, "C2.6"), NULL, "", NULL, TRUE),
      "Say why");
}

static void
test_evidence_is_copied (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autoptr (GPtrArray) evidence = g_ptr_array_new ();
  SlProposal pieces[] = {
    { .kind = "document",
      .label = "Design and Access Statement",
      .detail = "pages 4, 7",
      .on_date = "2026-11-20",
      .object_kind = "document",
      .object_id = "d1",
      .sha256 = "abc" },
    { .kind = "meeting", .label = "Meeting with Judith Okoro", .personal = TRUE },
  };
  const SlCellEvent *claimed;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    g_ptr_array_add (evidence, &pieces[i]);
  sl_test_progress_apply (self, sl_cell_change_claim (self->portfolio, cell (f, "C2.3.3"), NULL,
                                                      NULL, evidence, FALSE));
  claimed = cell (f, "C2.3.3")->claim;
  g_assert_cmpuint (claimed->n_evidence, ==, 2);
  g_assert_cmpstr (claimed->evidence[0].label, ==, "Design and Access Statement");
  g_assert_cmpstr (claimed->evidence[0].detail, ==, "pages 4, 7");
  g_assert_cmpstr (claimed->evidence[0].sha256, ==, "abc");
  g_assert_false (claimed->evidence[0].personal);
  g_assert_true (claimed->evidence[1].personal);
  g_assert_cmpstr (claimed->evidence[1].object_id, ==, "");
}

/* Who may not, and what they are told. */
static void
test_nobody_for_themselves (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;

  sl_test_progress_claim (self, f->occasion, "C2.1", "Found.");
  sl_test_progress_refuse (self, assess (f, "C2.1", "met", NULL), "nobody assesses");
  sl_test_progress_become (self, self->officer);
  sl_test_progress_refuse (self, assess (f, "C2.1", "met", NULL), "assessed by a manager");
  sl_test_progress_refuse (self, claim (f, "C2.1", "For a friend."), "its trainee alone");
  sl_test_progress_become (self, self->other);
  sl_test_progress_refuse (self, assess (f, "C2.1", "met", NULL), "assessed by a manager");
  sl_test_progress_become (self, self->commander);
  sl_test_progress_refuse (self, assess (f, "C2.1", "met", NULL), "is assessed by a");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, claim (f, "C2.1", "For them."), "its trainee alone");
  sl_test_progress_refuse (self, sl_cell_change_acknowledge (self->portfolio, cell (f, "C2.1")),
                           "its trainee alone");
}

static void
test_nobody_undeclared (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *nobody = sl_id_new ();

  sl_test_run_sql (self->base, &error,
                   "INSERT INTO person (person_id, account, login, display_name, role, declared,"
                   " created_at) VALUES (?, '7999', 'x', 'A login', 'manager', 0, 'x')",
                   nobody, NULL);
  g_assert_no_error (error);
  sl_test_progress_claim (self, f->occasion, "C2.1", "Found.");
  sl_test_progress_become (self, nobody);
  sl_test_progress_refuse (self, assess (f, "C2.1", "met", NULL), "Say first who you are");
}

static void
test_what_a_verdict_needs (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;

  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, assess (f, "C2.1", "met", "Good."), "was not claimed");
  sl_test_progress_refuse (self, assess (f, "C2.1", "splendid", "Good."), "none of these");
  sl_test_progress_refuse (self, assess (f, "C2.1", "not-yet", NULL), "Say what is needed");
  sl_test_progress_refuse (self, assess (f, "C2.1", "not-applicable", "None."), "always applies");
  sl_test_progress_refuse (self, assess (f, "C2.6", "not-applicable", ""), "Say why");
  /* Without a claim it can be said what is needed, and that something does not apply. */
  sl_test_progress_apply (self, assess (f, "C2.1", "not-yet", "Claim it with the list."));
  g_assert_cmpint (cell (f, "C2.1")->state, ==, SL_CELL_NOT_YET);
  sl_test_progress_apply (self, assess (f, "C2.6", "not-applicable", "No meeting was held."));
  g_assert_cmpint (cell (f, "C2.6")->state, ==, SL_CELL_NOT_APPLICABLE);
}

static void
test_not_applicable (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;

  sl_test_progress_apply (self, sl_cell_change_claim (self->portfolio, cell (f, "C2.6"), NULL,
                                                      "No meeting was held.", NULL, TRUE));
  g_assert_cmpint (cell (f, "C2.6")->state, ==, SL_CELL_CLAIMED);
  g_assert_cmpstr (cell (f, "C2.6")->claim->verdict, ==, "not-applicable");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, assess (f, "C2.6", "met", "Fine."), "does not apply");
  sl_test_progress_apply (self, assess (f, "C2.6", "not-applicable", "Agreed."));
  g_assert_cmpint (cell (f, "C2.6")->state, ==, SL_CELL_NOT_APPLICABLE);
}

static void
test_settled_stays (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;

  sl_test_progress_claim (self, f->occasion, "C2.1", "Found.");
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.1", "met", NULL);
  sl_test_progress_refuse (self, claim (f, "C2.1", "Again."), "what is settled stays");
  sl_test_progress_refuse (self, sl_cell_change_reply (self->portfolio, cell (f, "C2.1"), "  "),
                           "needs words");
  sl_test_progress_refuse (self, sl_cell_change_reply (self->portfolio, cell (f, "C2.2"), "Hello?"),
                           "Nothing was said");
  sl_test_progress_refuse (self, sl_cell_change_acknowledge (self->portfolio, cell (f, "C2.2")),
                           "not assessed yet");
}

/* Whatever a page still shows, the change asks what stands. */
static void
test_a_stale_page (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autoptr (SlPortfolio) stale = NULL;
  const SlCell *seen;

  sl_test_progress_claim (self, f->occasion, "C2.1", "Found.");
  stale = g_object_ref (self->portfolio);
  seen = sl_portfolio_find_cell (stale, f->occasion, "C2.1");
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.1", "met", NULL);
  sl_test_progress_refuse (self, sl_cell_change_withdraw (stale, seen, NULL),
                           "what is settled stays");
}

static void
test_may_says_why (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) trainee = sl_people_load (self->store, self->trainee, &error);
  g_autoptr (SlPerson) manager = sl_people_load (self->store, self->manager, &error);
  g_autoptr (SlPerson) officer = sl_people_load (self->store, self->officer, &error);
  SlPortfolio *portfolio = self->portfolio;
  g_autofree char *reason = NULL;

  g_assert_no_error (error);
  g_assert_true (sl_portfolio_may (portfolio, trainee, SL_PROGRESS_CLAIM, cell (f, "C2.1"), NULL));
  g_assert_false (sl_portfolio_may (portfolio, trainee, SL_PROGRESS_ASSESS, NULL, &reason));
  g_assert_cmpstr (reason, !=, "");
  g_assert_true (sl_portfolio_may (portfolio, manager, SL_PROGRESS_ASSESS, cell (f, "C2.1"), NULL));
  g_assert_true (sl_portfolio_may (portfolio, manager, SL_PROGRESS_DECIDE, NULL, NULL));
  g_assert_true (sl_portfolio_may (portfolio, manager, SL_PROGRESS_READ, NULL, NULL));
  g_assert_false (sl_portfolio_may (portfolio, manager, SL_PROGRESS_CLAIM, NULL, NULL));
  g_assert_false (sl_portfolio_may (portfolio, officer, SL_PROGRESS_READ, NULL, NULL));
  g_assert_false (sl_portfolio_may (portfolio, officer, SL_PROGRESS_DECIDE, NULL, NULL));
  g_assert_false (sl_portfolio_may (portfolio, trainee, SL_PROGRESS_APPEAL, NULL, NULL));
}

/* ---- past the program ---- */

static void
refuse_sql (Fixture *f, const char *kind, const char *verdict, const char *person, const char *role)
{
  g_autofree char *id = sl_id_new ();

  g_assert_false (sl_test_run_sql (
      f->self->base, NULL,
      "INSERT INTO cell_event (event_id, portfolio_id, occasion_id, criterion_id, kind, verdict,"
      " framework_hash, person_id, role, at) VALUES (?, ?, ?, 'C2.1', ?, ?, ?, ?, ?, 'x')",
      id, sl_portfolio_get_id (f->self->portfolio), f->occasion, kind, verdict,
      sl_framework_get_hash (sl_portfolio_get_framework (f->self->portfolio)), person, role, NULL));
}

static void
test_triggers_hold (Fixture *f, gconstpointer data)
{
  SlTestProgress *self = f->self;

  sl_test_progress_claim (self, f->occasion, "C2.1", "Found.");
  refuse_sql (f, "verdict", "met", self->trainee, "trainee");
  refuse_sql (f, "verdict", "met", self->trainee, "manager");
  refuse_sql (f, "verdict", "met", self->officer, "officer");
  refuse_sql (f, "verdict", "met", self->officer, "manager");
  refuse_sql (f, "verdict", "", self->manager, "manager");
  refuse_sql (f, "second", "met", self->trainee, "manager");
  refuse_sql (f, "claim", "", self->manager, "manager");
  refuse_sql (f, "acknowledge", "", self->other, "trainee");
  /* Nothing is met that was not claimed, nor looked at again by who was not asked. */
  refuse_sql (f, "verdict", "met", self->manager, "manager");
  refuse_sql (f, "second", "met", self->manager, "manager");
  g_assert_false (
      sl_test_run_sql (self->base, NULL, "UPDATE cell_event SET words = ?", "Else", NULL));
  g_assert_false (sl_test_run_sql (self->base, NULL, "DELETE FROM cell_event", NULL));
  sl_test_progress_load (self);
  g_assert_cmpint (cell (f, "C2.1")->state, ==, SL_CELL_CLAIMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/cells/a-claim-is-assessed", test_claim_and_verdict);
  ADD ("/cells/all-of-it-is-history", test_history_stays);
  ADD ("/cells/a-claim-is-taken-back", test_withdrawn);
  ADD ("/cells/a-claim-says-what-shows-it", test_what_a_claim_needs);
  ADD ("/cells/what-a-claim-rests-on-is-copied", test_evidence_is_copied);
  ADD ("/cells/nobody-claims-or-assesses-for-another", test_nobody_for_themselves);
  ADD ("/cells/an-account-that-is-nobody-assesses-nothing", test_nobody_undeclared);
  ADD ("/cells/a-verdict-says-what-is-needed", test_what_a_verdict_needs);
  ADD ("/cells/not-applicable-needs-a-reason-and-the-frameworks-leave", test_not_applicable);
  ADD ("/cells/what-is-settled-stays", test_settled_stays);
  ADD ("/cells/a-change-asks-what-stands-now", test_a_stale_page);
  ADD ("/cells/a-page-is-told-why-not", test_may_says_why);
  ADD ("/cells/the-database-refuses-it-too", test_triggers_hold);
  return g_test_run ();
}
