/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-diary-private.h"

#include "competency/sl-portfolio-changes.h"
#include "competency/sl-proposal.h"

#include <glib/gstdio.h>
#include <string.h>

/* Steps of the sample's portfolios. The first word after the step's own is whose portfolio it is;
 * criteria are keys of the group, "all" those of the occasion that have none of their own. */

/* What a claim of the sample rests on, at most, of what the record shows. */
#define EVIDENCE_MAX 4

static SlPortfolio *
load (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  const char *person_id = sl_sample_people_find (self->people, step->words[1]);
  SlPortfolio *portfolio;

  if (person_id == NULL)
    {
      sl_sample_diary_fail (error, "Nobody is called", step->words[1]);
      return NULL;
    }
  portfolio = sl_portfolio_load (self->store, self->packs, person_id, error);
  if (portfolio == NULL && (error == NULL || *error == NULL))
    sl_sample_diary_fail (error, "No portfolio was begun by", step->words[1]);
  return portfolio;
}

/* "training" stands for the cells that belong to no occasion. */
static const char *
find_occasion (SlSampleDiary *self, const char *name, GError **error)
{
  return g_str_equal (name, "training") ? ""
                                        : sl_sample_diary_find_id (self, "occasion", name, error);
}

static const SlCell *
find_cell (SlPortfolio *portfolio,
           const char *occasion_id,
           const char *criterion_id,
           GError **error)
{
  const SlCell *cell = sl_portfolio_find_cell (portfolio, occasion_id, criterion_id);

  if (cell == NULL)
    sl_sample_diary_fail (error, "The portfolio has no such cell", criterion_id);
  return cell;
}

/* Brings in the file of a step, "text" under the name "file". */
static gboolean
add_file (SlSampleDiary *self,
          const SlSampleStep *step,
          SlPortfolio *portfolio,
          const char *owner_kind,
          const char *owner_id,
          GError **error)
{
  g_autofree char *name = sl_sample_diary_say (self, step, "file");
  g_autofree char *text = sl_sample_diary_say (self, step, "text");
  g_autofree char *path = name != NULL ? g_build_filename (self->folder, name, NULL) : NULL;
  gboolean added;

  if (name == NULL)
    return TRUE;
  added = g_file_set_contents (path, text != NULL ? text : "", -1, error) &&
          sl_portfolio_add_file (sl_casebook_get_library (self->casebook), portfolio, owner_kind,
                                 owner_id, path, NULL, error);
  g_unlink (path);
  return added;
}

/* "portfolio PERSON" */
gboolean
sl_sample_take_portfolio (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlFramework) framework = sl_frameworks_find (self->packs, "doco", error);
  const char *person_id = sl_sample_people_find (self->people, step->words[1]);
  const char *id = sl_sample_diary_make_id (self, "portfolio", step->words[1]);

  return framework != NULL &&
         sl_store_apply (self->store, sl_portfolio_change_begin (framework, id, person_id), error);
}

/* "occasion PERSON COMPONENT NAME [CASE]" */
gboolean
sl_sample_take_occasion (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  g_autofree char *title = sl_sample_diary_say (self, step, "title");
  g_autofree char *reference = sl_sample_diary_say (self, step, "reference");
  g_autofree char *authority = sl_sample_diary_say (self, step, "authority");
  g_autofree char *address = sl_sample_diary_say (self, step, "address");
  g_autofree char *on_date = sl_sample_diary_say (self, step, "on");
  g_autofree char *about = sl_sample_diary_say (self, step, "about");
  SlOccasionValues values = { title, reference, authority, address, on_date, about };
  const char *id = sl_sample_diary_make_id (self, "occasion", step->words[3]);
  const char *case_id = NULL;

  if (portfolio == NULL)
    return FALSE;
  if (step->words[4] != NULL)
    {
      case_id = sl_sample_diary_find_id (self, "case", step->words[4], error);
      if (case_id == NULL)
        return FALSE;
    }
  return sl_store_apply (self->store,
                         sl_occasion_change_choose (portfolio, step->words[2], id, case_id,
                                                    case_id == NULL ? &values : NULL),
                         error) &&
         add_file (self, step, portfolio, "occasion", id, error);
}

/* What the trainee would pick of what the record shows: their own work first. */
static GPtrArray *
pick_evidence (SlSampleDiary *self, SlPortfolio *portfolio, const SlCell *cell, GError **error)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (portfolio, cell->occasion_id);
  g_autoptr (GPtrArray) shown = NULL;

  if (occasion == NULL || *occasion->case_id == '\0')
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_free);
  shown = sl_proposals_list (self->store, self->packs, portfolio, occasion, cell->criterion, error);
  if (shown != NULL && shown->len > EVIDENCE_MAX)
    g_ptr_array_set_size (shown, EVIDENCE_MAX);
  return g_steal_pointer (&shown);
}

static gboolean
claim (SlSampleDiary *self,
       const SlSampleStep *step,
       SlPortfolio *portfolio,
       const char *criterion_id,
       const char *words,
       GError **error)
{
  static const char none[] = "not-applicable: ";
  const char *occasion_id = find_occasion (self, step->words[2], error);
  gboolean not_applicable = g_str_has_prefix (words, none);
  g_autofree char *path = g_strdup_printf ("%s %s", step->words[2], criterion_id);
  const char *id = sl_sample_diary_make_id (self, "claim", path);
  g_autoptr (GPtrArray) evidence = NULL;
  const SlCell *cell;

  if (occasion_id == NULL)
    return FALSE;
  cell = find_cell (portfolio, occasion_id, criterion_id, error);
  if (cell == NULL)
    return FALSE;
  if (not_applicable)
    return sl_store_apply (
        self->store, sl_cell_change_claim (portfolio, cell, id, words + strlen (none), NULL, TRUE),
        error);
  evidence = pick_evidence (self, portfolio, cell, error);
  return evidence != NULL &&
         sl_store_apply (self->store,
                         sl_cell_change_claim (portfolio, cell, id, words, evidence, FALSE), error);
}

/* The step's keys that name criteria: "C2.1", with dots that no other key has. */
static gboolean
is_criterion (const char *key)
{
  return strchr (key, '.') != NULL;
}

/* "claim PERSON OCCASION": a line a criterion, the trainee's words */
gboolean
sl_sample_take_claim (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (step->file, step->group, NULL, NULL);
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);

  for (guint i = 0; portfolio != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *words = sl_sample_diary_say (self, step, keys[i]);

      if (is_criterion (keys[i]) && !claim (self, step, portfolio, keys[i], words, error))
        return FALSE;
    }
  return portfolio != NULL;
}

/* "VERDICT[: feedback]" */
static gboolean
assess (SlSampleDiary *self,
        const SlSampleStep *step,
        SlPortfolio *portfolio,
        const SlCell *cell,
        const char *line,
        GError **error)
{
  g_auto (GStrv) halves = g_strsplit (line, ": ", 2);
  g_autofree char *verbal = sl_sample_diary_say (self, step, "verbal");
  g_autofree char *written = sl_sample_diary_say (self, step, "written");
  SlCellVerdict verdict = { halves[0], halves[1] != NULL ? halves[1] : "",
                            verbal != NULL ? verbal : "", written != NULL ? written : "" };
  gboolean second = g_key_file_has_key (step->file, step->group, "second", NULL);

  return sl_store_apply (self->store,
                         second ? sl_second_change_assess (portfolio, cell, &verdict)
                                : sl_cell_change_assess (portfolio, cell, &verdict),
                         error);
}

/* "verdict PERSON OCCASION": a line a criterion; "all" the claimed ones that have no line */
gboolean
sl_sample_take_verdict (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  g_autofree char *all = sl_sample_diary_say (self, step, "all");
  const char *occasion_id = find_occasion (self, step->words[2], error);

  if (portfolio == NULL || occasion_id == NULL)
    return FALSE;
  for (guint i = 0; i < sl_framework_get_n_components (sl_portfolio_get_framework (portfolio)); i++)
    {
      const SlComponent *component = sl_framework_get_component (
          sl_portfolio_get_framework (portfolio), i);

      for (guint j = 0; j < component->n_criteria; j++)
        {
          const char *id = component->criteria[j].id;
          const SlCell *cell = sl_portfolio_find_cell (portfolio, occasion_id, id);
          g_autofree char *own = sl_sample_diary_say (self, step, id);
          const char *line = own != NULL ? own : all;

          if (cell == NULL || line == NULL || (own == NULL && cell->claim == NULL))
            continue;
          if (!assess (self, step, portfolio, cell, line, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* "acknowledge PERSON OCCASION CRITERION" */
gboolean
sl_sample_take_acknowledge (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  const char *occasion_id = find_occasion (self, step->words[2], error);
  const SlCell *cell;

  if (portfolio == NULL || occasion_id == NULL)
    return FALSE;
  cell = find_cell (portfolio, occasion_id, step->words[3], error);
  return cell != NULL &&
         sl_store_apply (self->store, sl_cell_change_acknowledge (portfolio, cell), error);
}

/* "reply PERSON OCCASION CRITERION" */
gboolean
sl_sample_take_reply (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  const char *occasion_id = find_occasion (self, step->words[2], error);
  g_autofree char *words = sl_sample_diary_say (self, step, "words");
  const SlCell *cell;

  if (portfolio == NULL || occasion_id == NULL)
    return FALSE;
  cell = find_cell (portfolio, occasion_id, step->words[3], error);
  return cell != NULL &&
         sl_store_apply (self->store, sl_cell_change_reply (portfolio, cell, words), error);
}

/* "note PERSON OCCASION CRITERION": the trainee's own */
gboolean
sl_sample_take_note (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  const char *occasion_id = find_occasion (self, step->words[2], error);
  g_autofree char *body = sl_sample_diary_say (self, step, "body");

  return portfolio != NULL && occasion_id != NULL &&
         sl_store_apply (self->store,
                         sl_portfolio_change_note (portfolio, occasion_id, step->words[3], body),
                         error);
}

/* "training PERSON NAME" */
gboolean
sl_sample_take_training (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  g_autofree char *criterion = sl_sample_diary_say (self, step, "criterion");
  g_autofree char *kind = sl_sample_diary_say (self, step, "kind");
  g_autofree char *title = sl_sample_diary_say (self, step, "title");
  g_autofree char *provider = sl_sample_diary_say (self, step, "provider");
  g_autofree char *on_date = sl_sample_diary_say (self, step, "on");
  g_autofree char *outcomes = sl_sample_diary_say (self, step, "outcomes");
  g_autofree char *renews = sl_sample_diary_say (self, step, "renews");
  g_autofree char *words = sl_sample_diary_say (self, step, "words");
  g_autofree char *hours = sl_sample_diary_say (self, step, "hours");
  SlTrainingValues values = { criterion, kind,   title, provider, on_date,
                              outcomes,  renews, words, hours };
  const char *id = sl_sample_diary_make_id (self, "training", step->words[2]);

  return portfolio != NULL &&
         sl_store_apply (self->store, sl_training_change_set (portfolio, id, &values), error) &&
         add_file (self, step, portfolio, "training", id, error);
}

/* "second PERSON OCCASION": a blind second look, asked of "assessor" */
gboolean
sl_sample_take_second (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  const char *occasion_id = find_occasion (self, step->words[2], error);
  g_autofree char *assessor = sl_sample_diary_say (self, step, "assessor");

  return portfolio != NULL && occasion_id != NULL &&
         sl_store_apply (self->store,
                         sl_second_change_ask (portfolio, occasion_id,
                                               sl_sample_people_find (self->people, assessor),
                                               "asked", ""),
                         error);
}

/* "decide PERSON" */
gboolean
sl_sample_take_decide (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  g_autofree char *outcome = sl_sample_diary_say (self, step, "outcome");
  g_autofree char *reasons = sl_sample_diary_say (self, step, "reasons");
  g_autofree char *notified = sl_sample_diary_say (self, step, "notified");
  SlReview *review = sl_casebook_get_review (self->casebook);

  return portfolio != NULL &&
         sl_progression_decide (sl_casebook_get_library (self->casebook), self->packs,
                                sl_casebook_get_policy (self->casebook),
                                sl_review_get_person (review), portfolio, outcome, reasons,
                                notified, error);
}

/* "appeal PERSON": against the newest decision */
gboolean
sl_sample_take_appeal (SlSampleDiary *self, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlPortfolio) portfolio = load (self, step, error);
  g_autofree char *grounds = sl_sample_diary_say (self, step, "grounds");
  guint n_decisions = portfolio != NULL ? sl_portfolio_get_n_progressions (portfolio) : 0;

  if (portfolio == NULL)
    return FALSE;
  if (n_decisions == 0)
    return sl_sample_diary_fail (error, "Nothing was decided of", step->words[1]);
  return sl_store_apply (
      self->store,
      sl_appeal_change_lodge (portfolio,
                              sl_portfolio_get_progression (portfolio, n_decisions - 1)->id,
                              grounds, NULL, NULL),
      error);
}
