/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-case-link.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <string.h>

/* A portfolio: who begins it, which work counts and how often, what is missing, who read it, and
 * what another edition of its framework makes of it. */

static void
set_up (SlTestProgress **self, gconstpointer data)
{
  *self = data != NULL ? sl_test_progress_new () : sl_test_progress_new_small ();
}

static void
tear_down (SlTestProgress **self, gconstpointer data)
{
  sl_test_progress_free (*self);
}

/* Whether a line of what is missing holds @words. */
static const SlMissing *
find_missing (SlTestProgress *self, const char *words)
{
  for (guint i = 0; i < sl_portfolio_get_n_missing (self->portfolio); i++)
    {
      const SlMissing *missing = sl_portfolio_get_missing (self->portfolio, i);

      if (strstr (missing->text, words) != NULL)
        return missing;
    }
  return NULL;
}

static void
assert_missing (SlTestProgress *self, const char *kind, const char *words, gboolean blocks)
{
  const SlMissing *missing = find_missing (self, words);

  if (missing == NULL)
    {
      for (guint i = 0; i < sl_portfolio_get_n_missing (self->portfolio); i++)
        g_test_message ("%s", sl_portfolio_get_missing (self->portfolio, i)->text);
      g_error ("nothing says “%s”", words);
    }
  g_assert_cmpstr (missing->kind, ==, kind);
  g_assert_cmpint (missing->blocks, ==, blocks);
}

/* ---- beginning ---- */

static void
test_begin (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);
  g_autofree char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sl_portfolio_get_person_name (self->portfolio), ==, "Callum Reyes");
  g_assert_cmpstr (sl_framework_get_id (framework), ==, "doco");
  g_assert_cmpuint (sl_portfolio_get_n_components (self->portfolio), ==, 3);
  g_assert_null (sl_portfolio_get_newer (self->portfolio));
  g_assert_null (sl_portfolio_load (self->store, self->packs, self->other, &error));
  g_assert_no_error (error);

  sl_test_progress_refuse (self, sl_portfolio_change_begin (framework, id, self->trainee),
                           "has a portfolio already");
  sl_test_progress_refuse (self, sl_portfolio_change_begin (framework, id, self->other),
                           "by its trainee or by a manager");
  sl_test_progress_become (self, self->officer);
  sl_test_progress_refuse (self, sl_portfolio_change_begin (framework, id, self->officer),
                           "is not one");
  sl_test_progress_become (self, self->manager);
  sl_test_apply (self->store, sl_portfolio_change_begin (framework, id, self->other));
}

/* ---- which work counts ---- */

static SlChange *
choose (SlTestProgress *self, const char *component, const char *case_id)
{
  g_autofree char *id = sl_id_new ();

  return sl_occasion_change_choose (self->portfolio, component, id, case_id, NULL);
}

static SlChange *
choose_earlier (SlTestProgress *self, const SlOccasionValues *values)
{
  g_autofree char *id = sl_id_new ();

  return sl_occasion_change_choose (self->portfolio, "C2", id, NULL, values);
}

static void
test_counts_once (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "C2", self->base->case_id);
  const SlOccasion *occasion = sl_portfolio_find_occasion (self->portfolio, id);
  const char *const same[] = { "UTT/26/2147/FUL", "utt/26/2147/ful", "UTT / 26 / 2147 / FUL",
                               NULL };
  const char *const authorities[] = { "Uttlesford District Council", "uttlesford", "" };
  g_autofree char *again = NULL;

  g_assert_cmpuint (occasion->number, ==, 1);
  g_assert_cmpstr (occasion->title, ==, "Land east of Mallard Way, Thornbury St Anne");
  g_assert_cmpstr (occasion->reference, ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (occasion->application_key, ==, "uttlesford utt/26/2147/ful");
  g_assert_cmpuint (occasion->n_cells, ==, 10);
  g_assert_true (occasion->counts);
  g_assert_false (occasion->case_gone);
  sl_test_progress_refuse (self, choose (self, "C2", self->base->case_id), "counts once");
  for (guint i = 0; same[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (authorities); k++)
      {
        const SlOccasionValues values = { .title = "Mallard Way",
                                          .reference = same[i],
                                          .authority = authorities[k] };

        sl_test_progress_refuse (self, choose_earlier (self, &values), "counts once");
      }
  /* The same number of another authority is another application. */
  sl_test_progress_apply (
      self,
      choose_earlier (self, &(SlOccasionValues){ .title = "Elsewhere",
                                                 .reference = "UTT/26/2147/FUL",
                                                 .authority = "Braintree District Council" }));

  /* Dropped, it may be chosen again; and then the first does not come back. */
  sl_test_progress_apply (self, sl_occasion_change_drop (self->portfolio, id, NULL));
  again = sl_test_progress_choose (self, "C2", self->base->case_id);
  sl_test_progress_refuse (self, sl_occasion_change_restore (self->portfolio, id), "counts once");
}

static void
test_database_counts_once (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "C2", self->base->case_id);
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_test_run_sql (
      self->base, &error,
      "INSERT INTO occasion (occasion_id, portfolio_id, component_id, position, case_id,"
      " application_key, title, person_id, at, changed_at) SELECT ?, portfolio_id, component_id, 9,"
      " '', application_key, 'Again', person_id, at, at FROM occasion WHERE occasion_id = ?",
      "x", id, NULL));
  g_assert_nonnull (error);
}

static void
test_kinds (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *scheme = sl_test_progress_add_case (self, "scheme", "Mallard Way scheme",
                                                       "Mallard Way");

  sl_test_progress_refuse (self, choose (self, "C2", scheme), "another kind");
  sl_test_progress_refuse (self, choose (self, "C3", self->base->case_id), "another kind");
  sl_test_progress_refuse (self, choose (self, "C1", scheme), "by training entries");
  sl_test_progress_refuse (self, choose (self, "C9", scheme), "no component C9");
  sl_test_progress_refuse (self, choose (self, "C3", "nowhere"), "no case nowhere");
  sl_test_progress_refuse (
      self, choose_earlier (self, &(SlOccasionValues){ .title = "No reference" }), "its reference");
  sl_test_progress_refuse (
      self,
      choose_earlier (
          self, &(SlOccasionValues){ .title = "A", .reference = "B", .on_date = "yesterday" }),
      "not a date");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, choose (self, "C3", scheme), "its trainee alone");
}

/* One site in both components is allowed, and said. */
static void
test_same_site (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *scheme = sl_test_progress_add_case (
      self, "scheme", "Mallard Way homes", "land east of Mallard Way,  Thornbury St Anne, ESSEX");
  g_autofree char *far = sl_test_progress_add_case (self, "scheme", "Elsewhere",
                                                    "Far Lane, Witham");
  g_auto (GStrv)
      before = sl_occasion_list_warnings (self->store, self->portfolio, "C3", scheme, NULL);
  g_autofree char *planning = sl_test_progress_choose (self, "C2", self->base->case_id);
  g_auto (GStrv)
      after = sl_occasion_list_warnings (self->store, self->portfolio, "C3", scheme, NULL);
  g_auto (GStrv) other = sl_occasion_list_warnings (self->store, self->portfolio, "C3", far, NULL);
  g_auto (GStrv) linked = NULL;
  g_autofree char *chosen = NULL;

  g_assert_cmpuint (g_strv_length (before), ==, 0);
  g_assert_cmpuint (g_strv_length (after), ==, 1);
  g_assert_nonnull (strstr (after[0], "Planning process"));
  g_assert_nonnull (strstr (after[0], "occasion 1"));
  g_assert_cmpuint (g_strv_length (other), ==, 0);
  /* A scheme without that address is known by the application that it names. */
  sl_test_apply (self->store, sl_case_change_link (far, "utt/26/2147/ful", "scheme-of"));
  linked = sl_occasion_list_warnings (self->store, self->portfolio, "C3", far, NULL);
  g_assert_cmpuint (g_strv_length (linked), ==, 1);
  g_assert_nonnull (strstr (linked[0], "The same site"));
  chosen = sl_test_progress_choose (self, "C3", scheme);
  g_assert_cmpuint (sl_portfolio_get_n_occasions (self->portfolio), ==, 2);
}

/* A case that the trainee did nothing on is said to be so. */
static void
test_stranger (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *stranger = NULL;
  g_auto (GStrv) warnings = NULL;

  sl_test_progress_become (self, self->officer);
  stranger = sl_test_progress_add_case (self, "planning", "UTT/26/0001/FUL", "High Street");
  warnings = sl_occasion_list_warnings (self->store, self->portfolio, "C2", stranger, NULL);
  g_assert_cmpuint (g_strv_length (warnings), ==, 1);
  g_assert_nonnull (strstr (warnings[0], "nothing that Callum Reyes did"));
}

static void
test_drop (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  const SlOccasion *occasion;

  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_assess (self, self->manager, id, "P.1", "not-yet", "Too short.");
  sl_test_progress_refuse (self, sl_occasion_change_drop (self->portfolio, id, "Mine."),
                           "only a manager");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, sl_occasion_change_drop (self->portfolio, id, " "), "Say why");
  sl_test_progress_apply (
      self, sl_occasion_change_drop (self->portfolio, id, "The application was withdrawn."));
  occasion = sl_portfolio_find_occasion (self->portfolio, id);
  g_assert_true (occasion->dropped);
  g_assert_false (occasion->counts);
  g_assert_cmpstr (occasion->dropped_reason, ==, "The application was withdrawn.");
  /* Its history stays. */
  g_assert_cmpuint (sl_portfolio_find_cell (self->portfolio, id, "P.1")->n_events, ==, 2);
  sl_test_progress_become (self, self->trainee);
  sl_test_progress_refuse (self,
                           sl_cell_change_claim (self->portfolio,
                                                 sl_test_progress_cell (self, id, "P.1"), NULL,
                                                 "Again", NULL, FALSE),
                           "no longer one of the occasions");
  sl_test_progress_apply (self, sl_occasion_change_restore (self->portfolio, id));
  g_assert_true (sl_portfolio_find_occasion (self->portfolio, id)->counts);
}

/* What was copied stands when the case is gone, and the occasion says so. No verb disposes of a
 * case yet: its rows are taken away as one would, and nothing of the portfolio holds them back. */
static void
test_case_gone (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const rows[] = {
    "DELETE FROM fact WHERE case_id = ?",
    "DELETE FROM case_words WHERE case_id = ?",
    "DELETE FROM case_words_stale WHERE case_id = ?",
    "DELETE FROM planning_case WHERE case_id = ?",
  };
  SlTestProgress *self = *fixture;
  g_autofree char *of = sl_test_progress_add_case (self, "planning", "UTT/26/3000/FUL",
                                                   "High Street, Thaxted");
  g_autofree char *id = sl_test_progress_choose (self, "P", of);
  g_autoptr (GError) error = NULL;
  const SlOccasion *occasion;

  sl_test_progress_claim (self, id, "P.1", "Briefed on 24 November.");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sl_test_run_sql (self->base, &error, rows[i], of, NULL);
      g_assert_no_error (error);
    }
  sl_test_progress_load (self);
  occasion = sl_portfolio_find_occasion (self->portfolio, id);
  g_assert_true (occasion->case_gone);
  g_assert_cmpstr (occasion->title, ==, "High Street");
  g_assert_cmpstr (occasion->reference, ==, "UTT/26/3000/FUL");
  g_assert_cmpstr (occasion->authority, ==, "Uttlesford District Council");
  g_assert_cmpstr (sl_test_progress_cell (self, id, "P.1")->claim->words, ==,
                   "Briefed on 24 November.");
  /* It is claimed, assessed and counted once as before. */
  sl_test_progress_assess (self, self->manager, id, "P.1", "met", "Clear.");
  g_assert_cmpint (sl_test_progress_cell (self, id, "P.1")->state, ==, SL_CELL_MET);
  sl_test_progress_refuse (
      self,
      sl_occasion_change_choose (
          self->portfolio, "P", of, NULL,
          &(SlOccasionValues){ .title = "Again", .reference = "UTT/26/3000/FUL" }),
      "counts once");
}

/* ---- counting ---- */

/* Of more occasions than are needed, those that are met count. */
static void
test_counts (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_auto (GStrv) cases = g_new0 (char *, 3 + 1);
  g_auto (GStrv) ids = g_new0 (char *, 3 + 1);
  const SlComponentProgress *progress;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *reference = g_strdup_printf ("UTT/26/300%u/FUL", i);

      cases[i] = sl_test_progress_add_case (self, "planning", reference, "Somewhere");
      ids[i] = sl_test_progress_choose (self, "P", cases[i]);
    }
  g_assert_true (sl_portfolio_find_occasion (self->portfolio, ids[1])->counts);
  g_assert_false (sl_portfolio_find_occasion (self->portfolio, ids[2])->counts);
  sl_test_progress_meet (self, self->manager, ids[2]);
  g_assert_true (sl_portfolio_find_occasion (self->portfolio, ids[2])->met);
  g_assert_cmpstr (sl_portfolio_find_occasion (self->portfolio, ids[2])->met_on, ==, "2026-11-24");
  g_assert_true (sl_portfolio_find_occasion (self->portfolio, ids[2])->counts);
  g_assert_true (sl_portfolio_find_occasion (self->portfolio, ids[0])->counts);
  g_assert_false (sl_portfolio_find_occasion (self->portfolio, ids[1])->counts);
  progress = sl_portfolio_get_component (self->portfolio, 1);
  g_assert_cmpuint (progress->n_met, ==, 1);
  g_assert_cmpuint (progress->n_needed, ==, 2);
  g_assert_cmpuint (progress->n_open, ==, 2);
  g_assert_false (progress->complete);
  sl_test_progress_meet (self, self->manager, ids[0]);
  sl_test_progress_meet (self, self->manager, ids[1]);
  progress = sl_portfolio_get_component (self->portfolio, 1);
  g_assert_cmpuint (progress->n_met, ==, 2);
  g_assert_true (progress->complete);
}

static void
test_missing (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = NULL;

  assert_missing (self, "entry", "“Level 4 certificate”: nothing is entered yet.", TRUE);
  assert_missing (self, "training", "“ATLAS”: nothing is entered yet.", TRUE);
  assert_missing (self, "occasion", "Occasion 1 of “Planning” is not chosen yet.", TRUE);
  assert_missing (self, "occasion", "Occasion 2 of “Planning” is not chosen yet.", TRUE);
  g_assert_null (find_missing (self, "Occasion 3"));

  id = sl_test_progress_choose (self, "P", self->base->case_id);
  g_assert_null (find_missing (self, "Occasion 1 of"));
  assert_missing (self, "cell", "Occasion 1: “Brief the manager” is not claimed yet.", TRUE);
  assert_missing (self, "cell", "Occasion 1: claim “Meet the developer”, or say why", TRUE);
  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  assert_missing (self, "cell", "was claimed on 24 November 2026 and waits", TRUE);
  sl_test_progress_claim (self, id, "P.2", "Met them on site.");
  assert_missing (self, "cell",
                  "Occasion 1: 2 claims wait for an assessor, the first since 24 November 2026.",
                  TRUE);
  g_assert_null (find_missing (self, "was claimed on"));
  sl_test_progress_apply (
      self, sl_cell_change_withdraw (self->portfolio, sl_test_progress_cell (self, id, "P.2"), ""));
  sl_test_progress_assess (self, self->manager, id, "P.1", "not-yet", "Say what the risk is.");
  assert_missing (self, "cell", "“Brief the manager” needs more: Say what the risk is.", TRUE);
  assert_missing (self, "acknowledge", "Occasion 1: 1 assessment is not acknowledged yet.", FALSE);
  sl_test_progress_assess (self, self->manager, id, "P.1", "met", "Better.");
  g_assert_null (find_missing (self, "Brief the manager"));
  g_assert_cmpstr (find_missing (self, "Meet the developer")->occasion_id, ==, id);
  g_assert_cmpstr (find_missing (self, "Meet the developer")->criterion_id, ==, "P.2");
}

/* An occasion that is met without a word on verbal or written work is remarked on, no more. */
static void
test_unsaid_work (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  const SlCellVerdict met = { .verdict = "met", .written = "The draft" };
  const SlCellVerdict none = { .verdict = "not-applicable", .feedback = "There was none." };

  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_apply (
      self, sl_cell_change_assess (self->portfolio, sl_test_progress_cell (self, id, "P.1"), &met));
  sl_test_progress_apply (
      self,
      sl_cell_change_assess (self->portfolio, sl_test_progress_cell (self, id, "P.2"), &none));
  assert_missing (self, "cell", "what verbal work was looked at", FALSE);
  g_assert_null (find_missing (self, "what written work"));
}

/* ---- who sees what ---- */

static void
test_reads (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autoptr (GPtrArray) reads = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  before = sl_test_count_audit (self->store);
  sl_test_progress_apply (self, sl_portfolio_change_read (self->portfolio, ""));
  g_assert_cmpuint (sl_test_count_audit (self->store), ==, before);
  sl_test_progress_become (self, self->manager);
  sl_test_progress_apply (self, sl_portfolio_change_read (self->portfolio, ""));
  sl_test_progress_apply (self, sl_portfolio_change_read (self->portfolio, ""));
  sl_test_progress_become (self, self->senior);
  sl_test_progress_apply (self, sl_portfolio_change_read (self->portfolio, ""));
  reads = sl_portfolio_list_reads (self->store, self->portfolio, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reads->len, ==, 2);
  g_assert_cmpstr (((SlPortfolioRead *) reads->pdata[0])->person_name, ==, "David Okafor");
  g_assert_cmpstr (((SlPortfolioRead *) reads->pdata[1])->person_name, ==, "Helen Marsh");
  g_assert_cmpstr (((SlPortfolioRead *) reads->pdata[1])->on_date, ==, "2026-11-24");
}

static char *
get_note (SlTestProgress *self, const char *occasion, const char *criterion)
{
  g_autoptr (GError) error = NULL;
  char *note = sl_portfolio_dup_note (self->store, self->portfolio, occasion, criterion, &error);

  g_assert_no_error (error);
  return note;
}

static void
test_notes (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *own = NULL;
  g_autofree char *others = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  sl_test_progress_apply (
      self, sl_portfolio_change_note (self->portfolio, "", "T.2", "I find this\nhard."));
  own = get_note (self, "", "T.2");
  g_assert_cmpstr (own, ==, "I find this\nhard.");
  /* Neither another person nor the trail is told. */
  rows = sl_audit_list (self->store, NULL, 1, NULL);
  g_assert_cmpstr (((SlAuditRow *) rows->pdata[0])->action, ==, "note-portfolio");
  g_assert_null (strstr (((SlAuditRow *) rows->pdata[0])->detail, "hard"));
  sl_test_progress_become (self, self->manager);
  others = get_note (self, "", "T.2");
  g_assert_cmpstr (others, ==, "");
  sl_test_progress_refuse (self, sl_portfolio_change_note (self->portfolio, "", "T.2", "Mine"),
                           "its trainee alone");
  sl_test_progress_become (self, self->trainee);
  sl_test_progress_refuse (self, sl_portfolio_change_note (self->portfolio, "", "P.9", "x"),
                           "no criterion P.9");
  sl_test_progress_apply (self, sl_portfolio_change_note (self->portfolio, "", "T.2", ""));
  gone = get_note (self, "", "T.2");
  g_assert_cmpstr (gone, ==, "");
}

/* ---- another edition ---- */

static void
test_move (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const edits[][2] = {
    { "edition=\"1\"", "edition=\"2\"" },
    { "id=\"P.1\"", "id=\"P.7\" was=\"P.1\"" },
    { "occasions=\"2\"", "occasions=\"3\"" },
  };
  static const char *const later[][2] = {
    { "edition=\"1\"", "edition=\"3\"" },
    { "id=\"P.1\"", "id=\"P.8\" was=\"P.7\"" },
  };
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autoptr (SlFramework) second = sl_test_progress_edit_small (edits, G_N_ELEMENTS (edits));
  g_autoptr (SlFramework) third = sl_test_progress_edit_small (later, G_N_ELEMENTS (later));
  g_autoptr (SlPortfolio) stale = NULL;

  sl_test_progress_claim (self, id, "P.1", "Briefed.");
  sl_test_progress_assess (self, self->manager, id, "P.1", "met", "Good.");
  sl_test_progress_refuse (self, sl_portfolio_change_move (self->portfolio, second, "New"),
                           "nobody assesses");
  sl_test_progress_become (self, self->officer);
  sl_test_progress_refuse (self, sl_portfolio_change_move (self->portfolio, second, "New"),
                           "or above");
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, sl_portfolio_change_move (self->portfolio, second, " "),
                           "Say why");
  stale = g_object_ref (self->portfolio);
  sl_test_progress_apply (
      self, sl_portfolio_change_move (self->portfolio, second, "The profile was amended."));

  /* What was agreed stands under its new name, in the edition that it was agreed under. */
  g_assert_cmpstr (sl_framework_get_edition (sl_portfolio_get_framework (self->portfolio)), ==,
                   "2");
  g_assert_null (sl_portfolio_find_cell (self->portfolio, id, "P.1"));
  g_assert_cmpint (sl_test_progress_cell (self, id, "P.7")->state, ==, SL_CELL_MET);
  g_assert_cmpuint (sl_portfolio_get_component (self->portfolio, 1)->n_needed, ==, 3);
  /* A page of before is told. */
  sl_test_refuse (self->store,
                  sl_cell_change_reply (stale, sl_portfolio_find_cell (stale, id, "P.1"), "Yes?"),
                  SL_STORE_ERROR_CONFLICT, "another edition");
  /* And under the name that the next edition has for it. */
  sl_test_progress_apply (self,
                          sl_portfolio_change_move (self->portfolio, third, "Amended again."));
  g_assert_cmpint (sl_test_progress_cell (self, id, "P.8")->state, ==, SL_CELL_MET);
  g_assert_cmpuint (sl_test_progress_cell (self, id, "P.8")->n_events, ==, 2);
}

static void
test_move_keeps_components (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const edits[][2] = {
    { "edition=\"1\"", "edition=\"2\"" },
    { "component id=\"P\"", "component id=\"Q\"" },
  };
  SlTestProgress *self = *fixture;
  g_autoptr (SlFramework) other = sl_test_progress_edit_small (edits, G_N_ELEMENTS (edits));
  g_autofree char *id = sl_test_progress_choose (self, "P", self->base->case_id);

  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (self, sl_portfolio_change_move (self->portfolio, other, "New"),
                           "stays with its edition");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, whole, func)                                                                     \
  g_test_add (path, SlTestProgress *, whole ? "whole" : NULL, set_up, func, tear_down)
  ADD ("/portfolio/a-trainee-begins-one-and-no-more", TRUE, test_begin);
  ADD ("/portfolio/an-application-counts-once", TRUE, test_counts_once);
  ADD ("/portfolio/the-database-counts-it-once-too", TRUE, test_database_counts_once);
  ADD ("/portfolio/a-component-asks-for-its-kind-of-case", TRUE, test_kinds);
  ADD ("/portfolio/one-site-in-both-components-is-told", TRUE, test_same_site);
  ADD ("/portfolio/a-case-the-trainee-did-nothing-on-is-told", TRUE, test_stranger);
  ADD ("/portfolio/what-was-assessed-is-dropped-by-a-manager", FALSE, test_drop);
  ADD ("/portfolio/an-occasion-outlives-its-case", FALSE, test_case_gone);
  ADD ("/portfolio/those-that-are-met-count-first", FALSE, test_counts);
  ADD ("/portfolio/what-is-missing-is-said", FALSE, test_missing);
  ADD ("/portfolio/unsaid-work-is-remarked-on", FALSE, test_unsaid_work);
  ADD ("/portfolio/who-read-it-is-kept-once-a-day", FALSE, test_reads);
  ADD ("/portfolio/a-note-is-the-trainees-alone", FALSE, test_notes);
  ADD ("/portfolio/another-edition-keeps-what-was-agreed", FALSE, test_move);
  ADD ("/portfolio/an-edition-without-a-component-is-refused", FALSE, test_move_keeps_components);
  return g_test_run ();
}
