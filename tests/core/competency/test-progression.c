/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "people/sl-role.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* The decision on progression and the appeal against it: by whom, by when, and that both stay. */

static void
set_up (SlTestProgress **self, gconstpointer data)
{
  *self = sl_test_progress_new_small ();
}

static void
tear_down (SlTestProgress **self, gconstpointer data)
{
  sl_test_progress_free (*self);
  sl_clock_set (NULL, NULL);
}

static gboolean
decide (SlTestProgress *self,
        const char *person_id,
        const char *outcome,
        const char *reasons,
        const char *on,
        GError **error)
{
  SlCasebook *casebook = self->base->casebook;
  g_autoptr (SlPerson) person = sl_people_load (self->store, person_id, error);
  gboolean done;

  g_assert_nonnull (person);
  sl_test_progress_become (self, person_id);
  done = sl_progression_decide (sl_casebook_get_library (casebook), self->packs,
                                sl_casebook_get_policy (casebook), person, self->portfolio, outcome,
                                reasons, on, error);
  sl_test_progress_load (self);
  return done;
}

static void
must_decide (SlTestProgress *self, const char *person_id, const char *on)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (decide (self, person_id, "not-fulfilled", "Too little yet.", on, &error));
  g_assert_no_error (error);
}

static void
refuse_decision (SlTestProgress *self,
                 const char *person_id,
                 const char *outcome,
                 const char *reasons,
                 const char *on,
                 const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (decide (self, person_id, outcome, reasons, on, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("expected “%s” in “%s”", words, error->message);
}

static const SlProgression *
newest (SlTestProgress *self)
{
  guint n = sl_portfolio_get_n_progressions (self->portfolio);

  g_assert_cmpuint (n, >, 0);
  return sl_portfolio_get_progression (self->portfolio, n - 1);
}

static SlChange *
lodge (SlTestProgress *self, const char *to, const char *on)
{
  return sl_appeal_change_lodge (self->portfolio, newest (self)->id, "The second scheme counts.",
                                 to, on);
}

static SlChange *
settle (SlTestProgress *self, const char *outcome, const char *reasons)
{
  return sl_appeal_change_decide (self->portfolio, newest (self)->id, outcome, reasons);
}

/* ---- the decision ---- */

static void
test_not_fulfilled (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  const SlProgression *decision;
  g_autoptr (SlSealedFile) pdf = NULL;
  g_autoptr (GError) error = NULL;

  refuse_decision (self, self->manager, "not-fulfilled", "  ", NULL, "Give your reasons");
  refuse_decision (self, self->manager, "perhaps", "So.", NULL, "neither");
  refuse_decision (self, self->manager, "not-fulfilled", "So.", "2026-11-25", "not come yet");
  refuse_decision (self, self->manager, "not-fulfilled", "So.", "2026-11-31", "not a date");
  refuse_decision (self, self->officer, "not-fulfilled", "So.", NULL, "decided by a");
  refuse_decision (self, self->commander, "not-fulfilled", "So.", NULL, "decided by a");
  refuse_decision (self, self->trainee, "not-fulfilled", "So.", NULL, "for themselves");
  g_assert_cmpuint (sl_portfolio_get_n_progressions (self->portfolio), ==, 0);

  must_decide (self, self->manager, NULL);
  decision = newest (self);
  g_assert_cmpstr (decision->outcome, ==, "not-fulfilled");
  g_assert_cmpstr (decision->notified_on, ==, "2026-11-24");
  g_assert_cmpstr (decision->person_name, ==, "Helen Marsh");
  g_assert_cmpstr (decision->last_day, ==, "2026-12-01");
  g_assert_cmpstr (decision->appeal_to, ==, "senior-manager");
  g_assert_cmpint (decision->days_left, ==, 7);
  g_assert_nonnull (strstr (decision->unmet, "Occasion 1 of “Planning” is not chosen yet."));
  /* The notification is kept, and is a PDF. */
  pdf = sl_library_open (sl_casebook_get_library (self->base->casebook), decision->sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_sealed_file_get_media_type (pdf), ==, "application/pdf");
}

static void
complete (SlTestProgress *self)
{
  static const SlTrainingValues entries[] = {
    { .criterion_id = "entry", .kind = "certificate", .title = "Level 4", .on_date = "2025-05-01" },
    { .criterion_id = "T.1",
      .kind = "event",
      .title = "ATLAS",
      .on_date = "2026-10-01",
      .outcomes = "docs park" },
    { .criterion_id = "T.2", .kind = "cpd", .title = "Reading", .on_date = "2026-10-02" },
  };
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "certificate.txt", NULL);
  g_autofree char *second = sl_test_progress_add_case (self, "planning", "UTT/26/3000/FUL",
                                                       "High Street");
  g_autofree char *one = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autofree char *two = sl_test_progress_choose (self, "P", second);

  g_assert_true (g_file_set_contents (path, "Passed.", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *id = sl_id_new ();

      sl_test_progress_apply (self, sl_training_change_set (self->portfolio, id, &entries[i]));
      g_assert_true (sl_portfolio_add_file (sl_casebook_get_library (self->base->casebook),
                                            self->portfolio, "training", id, path, NULL, NULL));
      sl_test_progress_load (self);
    }
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *criterion = g_strdup_printf ("T.%u", i);

      sl_test_progress_claim (self, "", criterion, "As entered.");
      sl_test_progress_assess (self, self->manager, "", criterion, "met", NULL);
    }
  sl_test_progress_meet (self, self->manager, one);
  g_assert_false (sl_portfolio_is_complete (self->portfolio));
  sl_test_progress_meet (self, self->manager, two);
}

static void
test_fulfilled (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autoptr (GError) error = NULL;

  refuse_decision (self, self->manager, "fulfilled", NULL, NULL, "The first: “Level 4");
  sl_test_progress_become (self, self->trainee);
  complete (self);
  for (guint i = 0; i < sl_portfolio_get_n_missing (self->portfolio); i++)
    g_assert_false (sl_portfolio_get_missing (self->portfolio, i)->blocks);
  g_assert_true (sl_portfolio_is_complete (self->portfolio));
  g_assert_true (decide (self, self->manager, "fulfilled", NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (newest (self)->unmet, ==, "");
  g_assert_cmpstr (newest (self)->last_day, ==, "");
  /* It is decided; and not appealed against. */
  refuse_decision (self, self->senior, "not-fulfilled", "No.", NULL, "was decided on");
  sl_test_progress_become (self, self->trainee);
  sl_test_progress_refuse (self, lodge (self, NULL, NULL), "no decision to appeal against");
}

/* What is missing is looked at again when the decision is written. */
static void
test_stale_decision (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  SlCasebook *casebook = self->base->casebook;
  g_autoptr (SlPortfolio) stale = g_object_ref (self->portfolio);
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autoptr (SlPerson) manager = NULL;
  g_autoptr (GError) error = NULL;

  sl_test_progress_become (self, self->manager);
  manager = sl_people_load (self->store, self->manager, &error);
  g_assert_false (sl_progression_decide (sl_casebook_get_library (casebook), self->packs,
                                         sl_casebook_get_policy (casebook), manager, stale,
                                         "not-fulfilled", "Nothing chosen.", NULL, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT);
}

/* ---- the clock of an appeal ---- */

/* Seven calendar days, by London's calendar: over the ends of months and years, in leap years and
 * over both changes of the clock. */
static void
test_last_day (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const days[][2] = {
    { "2026-11-24", "2026-12-01" }, { "2026-12-28", "2027-01-04" }, { "2027-02-24", "2027-03-03" },
    { "2027-03-24", "2027-03-31" }, { "2027-10-28", "2027-11-04" }, { "2028-02-24", "2028-03-02" },
    { "2028-02-29", "2028-03-07" },
  };
  SlTestProgress *self = *fixture;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", days[i][0]);

      sl_test_set_time (noon);
      must_decide (self, self->manager, NULL);
      g_assert_cmpstr (newest (self)->notified_on, ==, days[i][0]);
      g_assert_cmpstr (newest (self)->last_day, ==, days[i][1]);
      g_assert_cmpint (newest (self)->days_left, ==, 7);
    }
}

/* A day begins and ends by London's clocks, which are an hour ahead of the sun's in summer. */
static void
test_day_of_london (SlTestProgress **fixture, gconstpointer data)
{
  static const struct
  {
    const char *time;
    int left;
  } looks[] = {
    { "2027-03-24T23:59:00Z", 7 }, /* still winter time */
    { "2027-03-25T00:01:00Z", 6 },
    { "2027-03-28T23:30:00Z", 2 }, /* 00:30 of the 29th in summer time */
    { "2027-03-31T22:59:00Z", 0 }, /* the last minute of the last day */
    { "2027-03-31T23:01:00Z", -1 },
  };
  SlTestProgress *self = *fixture;

  sl_test_set_time ("2027-03-24T12:00:00Z");
  must_decide (self, self->manager, NULL);
  g_assert_cmpstr (newest (self)->last_day, ==, "2027-03-31");
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_auto (GStrv) warnings = NULL;

      sl_test_set_time (looks[i].time);
      sl_test_progress_load (self);
      g_assert_cmpint (newest (self)->days_left, ==, looks[i].left);
      warnings = sl_appeal_list_warnings (self->portfolio, newest (self)->id, NULL, NULL);
      g_assert_cmpuint (g_strv_length (warnings), ==, looks[i].left < 0 ? 1 : 0);
    }
}

/* ---- appeals ---- */

static void
test_appeal (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;

  must_decide (self, self->manager, NULL);
  sl_test_progress_refuse (self, lodge (self, NULL, NULL), "for Callum Reyes to lodge");
  sl_test_progress_become (self, self->trainee);
  sl_test_progress_refuse (
      self, sl_appeal_change_lodge (self->portfolio, newest (self)->id, " ", NULL, NULL),
      "Give the grounds");
  sl_test_progress_refuse (self, lodge (self, "king", NULL), "no role “king”");
  sl_test_progress_refuse (self, lodge (self, NULL, "2026-11-25"), "not come yet");
  sl_test_progress_refuse (self, lodge (self, NULL, "2026-11-23"), "nobody appealed before");
  sl_test_progress_apply (self, lodge (self, NULL, NULL));
  g_assert_cmpstr (newest (self)->appeal.to_role, ==, "senior-manager");
  g_assert_cmpstr (newest (self)->appeal.last_day, ==, "2026-12-01");
  g_assert_false (newest (self)->appeal.late);
  g_assert_false (newest (self)->appeal.misdirected);
  sl_test_progress_refuse (self, lodge (self, NULL, NULL), "and once");

  sl_test_progress_refuse (self, settle (self, "upheld", "Mine."), "nobody assesses");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, settle (self, "dismissed", "So."), "You took the decision");
  sl_test_progress_become (self, self->second);
  sl_test_progress_refuse (self, settle (self, "dismissed", "So."), "is decided by the");
  sl_test_progress_become (self, self->officer);
  sl_test_progress_refuse (self, settle (self, "dismissed", "So."), "is decided by the");
  sl_test_progress_become (self, self->senior);
  sl_test_progress_refuse (self, settle (self, "maybe", "So."), "neither");
  sl_test_progress_refuse (self, settle (self, "upheld", ""), "Give the reasons");
  sl_test_progress_apply (self, settle (self, "upheld", "The second scheme does count."));
  g_assert_cmpstr (newest (self)->appeal.outcome, ==, "upheld");
  g_assert_cmpstr (newest (self)->appeal.decided_by_name, ==, "David Okafor");
  g_assert_cmpstr (newest (self)->appeal.decided_role, ==, "senior-manager");
  sl_test_progress_refuse (self, settle (self, "dismissed", "After all."), "No appeal waits");
  /* A new decision follows. */
  must_decide (self, self->senior, NULL);
  g_assert_cmpuint (sl_portfolio_get_n_progressions (self->portfolio), ==, 2);
}

/* Where the senior manager decided, the commander is who decides the appeal. */
static void
test_to_the_commander (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *other = NULL;

  must_decide (self, self->senior, NULL);
  g_assert_cmpstr (newest (self)->appeal_to, ==, "commander");
  sl_test_progress_become (self, self->trainee);
  sl_test_progress_apply (self, lodge (self, NULL, NULL));
  other = sl_test_add_person (self->base, "7010", "Another Senior", "senior-manager");
  sl_test_progress_become (self, other);
  sl_test_progress_refuse (self, settle (self, "dismissed", "So."), "is decided by the");
  sl_test_progress_become (self, self->senior);
  sl_test_progress_refuse (self, settle (self, "dismissed", "So."), "You took the decision");
  sl_test_progress_become (self, self->commander);
  sl_test_progress_apply (self, settle (self, "dismissed", "The reasons hold."));
  g_assert_cmpstr (newest (self)->appeal.outcome, ==, "dismissed");
}

/* A page of before the decision may still be asked to appeal against it. */
static void
test_stale_appeal (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autoptr (SlPortfolio) stale = g_object_ref (self->portfolio);

  must_decide (self, self->manager, NULL);
  sl_test_progress_become (self, self->trainee);
  sl_test_progress_apply (
      self, sl_appeal_change_lodge (stale, newest (self)->id, "It counts.", NULL, NULL));
  g_assert_cmpstr (newest (self)->appeal.right_role, ==, "senior-manager");
  g_assert_cmpstr (newest (self)->appeal.last_day, ==, "2026-12-01");
}

/* Late, and to the wrong person: recorded with a warning, never refused. */
static void
test_late_and_misdirected (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_auto (GStrv) warnings = NULL;

  must_decide (self, self->manager, "2026-11-15");
  g_assert_cmpstr (newest (self)->last_day, ==, "2026-11-22");
  g_assert_cmpint (newest (self)->days_left, ==, -2);
  sl_test_progress_become (self, self->trainee);
  warnings = sl_appeal_list_warnings (self->portfolio, newest (self)->id, "commander", NULL);
  g_assert_cmpuint (g_strv_length (warnings), ==, 2);
  g_assert_nonnull (strstr (warnings[0], "22 November 2026: this is 2 days late"));
  g_assert_nonnull (strstr (warnings[1], sl_role_get_title ("commander")));
  sl_test_progress_apply (self, lodge (self, "commander", NULL));
  g_assert_true (newest (self)->appeal.late);
  g_assert_true (newest (self)->appeal.misdirected);
  g_assert_cmpstr (newest (self)->appeal.right_role, ==, "senior-manager");
  sl_test_progress_become (self, self->senior);
  sl_test_progress_apply (self, settle (self, "dismissed", "Late, and without substance."));
}

/* ---- the rule is data ---- */

static void
test_rule_is_data (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const edits[][2] = {
    { "edition=\"1\"", "edition=\"2\"" },
    { "to=\"senior-manager\" days=\"7\"", "to=\"senior-manager\" days=\"14\"" },
  };
  SlTestProgress *self = *fixture;
  g_autoptr (SlFramework) longer = sl_test_progress_edit_small (edits, G_N_ELEMENTS (edits));

  must_decide (self, self->manager, NULL);
  sl_test_progress_apply (self,
                          sl_portfolio_change_move (self->portfolio, longer, "Longer to appeal."));
  /* A decision keeps the rule that it was taken under. */
  g_assert_cmpstr (newest (self)->last_day, ==, "2026-12-01");
  must_decide (self, self->manager, NULL);
  g_assert_cmpstr (newest (self)->last_day, ==, "2026-12-08");
}

/* ---- the trail ---- */

static void
verify (SlTestProgress *self, SlAuditState state, const char *words)
{
  g_autoptr (SlAuditReport) report = sl_audit_verify (sl_store_get_path (self->store), NULL);
  gboolean found = words == NULL;

  for (guint i = 0; i < report->problems->len; i++)
    {
      g_test_message ("%s", (char *) report->problems->pdata[i]);
      found = found || strstr (report->problems->pdata[i], words) != NULL;
    }
  g_assert_cmpint (report->state, ==, state);
  g_assert_true (found);
}

/* A notification is held against the trail as what was issued is. */
static void
test_trail (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  const char *sha256;

  must_decide (self, self->manager, NULL);
  verify (self, SL_AUDIT_INTACT, NULL);
  sha256 = newest (self)->sha256;
  path = g_strdup_printf ("%s/files/%.2s/%s", sl_store_get_path (self->store), sha256, sha256);
  g_file_set_contents (path, "%PDF-1.7 fulfilled", -1, &error);
  g_assert_no_error (error);
  verify (self, SL_AUDIT_TAMPERED, "The decision on progression of Callum Reyes: its file is not");
  g_assert_cmpint (g_unlink (path), ==, 0);
  verify (self, SL_AUDIT_UNCHECKED, "cannot be read");
}

/* ---- past the program ---- */

static gboolean
insert_decision (SlTestProgress *self, const char *person, const char *role)
{
  g_autofree char *id = sl_id_new ();

  return sl_test_run_sql (
      self->base, NULL,
      "INSERT INTO progression (progression_id, portfolio_id, outcome, notified_on, sha256, size,"
      " framework_hash, person_id, role, at) SELECT ?, portfolio_id, 'fulfilled', '2026-11-24',"
      " sha256, 1, framework_hash, ?, ?, 'x' FROM progression LIMIT 1",
      id, person, role, NULL);
}

static gboolean
insert_outcome (SlTestProgress *self, const char *person, const char *role)
{
  return sl_test_run_sql (
      self->base, NULL,
      "INSERT INTO appeal_outcome (appeal_id, outcome, reasons, person_id, role, at)"
      " SELECT appeal_id, 'upheld', 'x', ?, ?, 'x' FROM appeal LIMIT 1",
      person, role, NULL);
}

static void
test_triggers_hold (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const never[] = {
    "UPDATE progression SET outcome = 'fulfilled'",
    "DELETE FROM progression",
    "UPDATE appeal SET grounds = 'x'",
    "DELETE FROM appeal",
    "UPDATE appeal_outcome SET outcome = 'upheld'",
    "DELETE FROM appeal_outcome",
  };
  SlTestProgress *self = *fixture;

  must_decide (self, self->senior, NULL);
  g_assert_false (insert_decision (self, self->trainee, "trainee"));
  g_assert_false (insert_decision (self, self->trainee, "manager"));
  g_assert_false (insert_decision (self, self->officer, "officer"));
  g_assert_false (insert_decision (self, self->officer, "manager"));
  sl_test_progress_become (self, self->trainee);
  g_assert_false (sl_test_run_sql (
      self->base, NULL,
      "INSERT INTO appeal (appeal_id, progression_id, grounds, lodged_on, last_day, to_role,"
      " right_role, person_id, at) SELECT 'a', progression_id, 'x', 'x', 'x', 'x', 'x', ?, 'x'"
      " FROM progression",
      self->other, NULL));
  sl_test_progress_apply (self, lodge (self, NULL, NULL));
  g_assert_false (insert_outcome (self, self->senior, "senior-manager"));
  g_assert_false (insert_outcome (self, self->trainee, "commander"));
  g_assert_false (insert_outcome (self, self->manager, "manager"));
  sl_test_progress_become (self, self->commander);
  sl_test_progress_apply (self, settle (self, "dismissed", "So it is."));
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_false (sl_test_run_sql (self->base, NULL, never[i], NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, SlTestProgress *, NULL, set_up, func, tear_down)
  ADD ("/progression/not-fulfilled-lists-what-is-unmet", test_not_fulfilled);
  ADD ("/progression/fulfilled-when-nothing-is-missing", test_fulfilled);
  ADD ("/progression/a-portfolio-that-changed-is-looked-at-again", test_stale_decision);
  ADD ("/progression/the-last-day-is-right-all-year", test_last_day);
  ADD ("/progression/a-day-is-londons", test_day_of_london);
  ADD ("/progression/an-appeal-is-decided-by-another", test_appeal);
  ADD ("/progression/the-senior-managers-goes-to-the-commander", test_to_the_commander);
  ADD ("/progression/late-and-misdirected-is-recorded", test_late_and_misdirected);
  ADD ("/progression/a-page-of-before-may-appeal", test_stale_appeal);
  ADD ("/progression/a-decision-keeps-its-rule", test_rule_is_data);
  ADD ("/progression/a-notification-is-held-against-the-trail", test_trail);
  ADD ("/progression/the-database-refuses-it-too", test_triggers_hold);
  return g_test_run ();
}
