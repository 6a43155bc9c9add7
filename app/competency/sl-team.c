/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-team-private.h"

#include "base/sl-time.h"
#include "people/sl-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a manager sees of all trainees together. All portfolios are read in one pass, without the
 * words that nobody looks at here, and asked as one portfolio is. */

void
sl_trainee_free (SlTrainee *trainee)
{
  char *texts[] = { trainee->portfolio_id,    trainee->person_id,     trainee->name,
                    trainee->framework_title, trainee->waiting_since, trainee->next_renewal,
                    trainee->last_at,         trainee->decision,      trainee->appeal_last_day,
                    trainee->appeal_state };

  for (guint i = 0; i < trainee->n_components; i++)
    {
      g_free (trainee->components[i].component_id);
      g_free (trainee->components[i].title);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (trainee);
}

/* Who is at work, as the rules ask for them. */
typedef struct
{
  SlPerson *person;
  SlPortfolioActor actor;
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_object (&self->person);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
find_reader (SlStore *store, Reader *self, GError **error)
{
  const char *id = sl_store_get_actor (store);

  if (id == NULL)
    return sl_portfolio_refuse (error, _ ("Nobody is at work in this casebook."));
  self->person = sl_people_load (store, id, error);
  if (self->person == NULL)
    return FALSE;
  self->actor = (SlPortfolioActor){
    .id = sl_person_get_id (self->person),
    .role = sl_person_get_deciding_role (self->person),
    .declared = sl_person_get_declared (self->person),
    .self_declared = sl_person_get_self_declared (self->person),
  };
  return TRUE;
}

/* Every portfolio (@portfolio_id NULL) that the person at work may read; @packs nullable: the store
 * keeps the editions too. */
static GPtrArray *
load_all (SlStore *store,
          SlPackLibrary *packs,
          const char *portfolio_id,
          Reader *reader,
          GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *own = NULL;

  if (!find_reader (store, reader, error))
    return NULL;
  /* Whoever does not manage may read their own alone, and the others' are not looked at. */
  if (portfolio_id == NULL && !sl_portfolio_role_manages (reader->actor.role))
    {
      own = sl_portfolio_records_find_of (sl_store_read (store), reader->actor.id, error);
      if (own == NULL)
        return NULL;
      portfolio_id = own;
    }
  all = sl_portfolio_records_load (store, packs, portfolio_id, SL_PORTFOLIO_LIGHT, error);
  for (guint i = all != NULL ? all->len : 0; i > 0; i--)
    if (!sl_portfolio_allows (g_ptr_array_index (all, i - 1), &reader->actor, SL_PROGRESS_READ,
                              NULL, NULL))
      g_ptr_array_remove_index (all, i - 1);
  return g_steal_pointer (&all);
}

GPtrArray *
sl_team_load_readable (SlStore *store,
                       SlPackLibrary *packs,
                       const char *portfolio_id,
                       GError **error)
{
  g_auto (Reader) reader = { 0 };

  return load_all (store, packs, portfolio_id, &reader, error);
}

/* ---- the list ---- */

static void
count_row (SlTrainee *trainee, const SlCell *cells, guint n_cells, const char **since)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (cells[i].state == SL_CELL_CLAIMED)
        {
          trainee->n_waiting++;
          if (**since == '\0' || strcmp (cells[i].claim->at, *since) < 0)
            *since = cells[i].claim->at;
        }
      trainee->n_not_yet += cells[i].state == SL_CELL_NOT_YET ? 1 : 0;
    }
}

static void
find_next_renewal (SlTrainee *trainee, SlPortfolio *portfolio)
{
  const char *next = "";

  for (guint i = 0; i < portfolio->training->len; i++)
    {
      const SlTraining *training = g_ptr_array_index (portfolio->training, i);

      if (!training->removed && *training->renews_on != '\0' &&
          !sl_training_is_renewed (portfolio, training) &&
          (*next == '\0' || strcmp (training->renews_on, next) < 0))
        next = training->renews_on;
    }
  trainee->next_renewal = g_strdup (next);
}

static void
read_decision (SlTrainee *trainee, SlPortfolio *portfolio)
{
  const SlProgression *decision = NULL;
  const char *state = "", *last_day = "";

  if (portfolio->progressions->len > 0)
    decision = g_ptr_array_index (portfolio->progressions, portfolio->progressions->len - 1);
  if (decision != NULL && *decision->last_day != '\0')
    {
      last_day = decision->last_day;
      trainee->appeal_days_left = decision->days_left;
      if (*decision->appeal.outcome != '\0')
        state = decision->appeal.outcome;
      else if (*decision->appeal.id != '\0')
        state = "lodged";
      else
        state = decision->days_left >= 0 ? "open" : "";
    }
  trainee->decision = g_strdup (decision != NULL ? decision->outcome : "");
  trainee->appeal_state = g_strdup (state);
  trainee->appeal_last_day = g_strdup (last_day);
}

static SlTrainee *
make_trainee (SlPortfolio *portfolio, const SlPortfolioActor *actor)
{
  SlTrainee *trainee = g_new0 (SlTrainee, 1);
  const char *since = "";

  trainee->portfolio_id = g_strdup (portfolio->id);
  trainee->person_id = g_strdup (portfolio->person_id);
  trainee->name = g_strdup (portfolio->person_name);
  trainee->framework_title = g_strdup (sl_framework_get_title (portfolio->framework));
  trainee->elsewhere = *portfolio->origin != '\0';
  trainee->left = *portfolio->left_on != '\0' && strcmp (portfolio->left_on, portfolio->today) <= 0;
  for (guint i = 0; i < portfolio->progress->len && i < G_N_ELEMENTS (trainee->components); i++)
    {
      const SlComponentProgress *progress = &g_array_index (portfolio->progress,
                                                            SlComponentProgress, i);

      trainee->components[i].component_id = g_strdup (progress->component->id);
      trainee->components[i].title = g_strdup (progress->component->title);
      trainee->components[i].n_met = progress->n_met;
      trainee->components[i].n_needed = progress->n_needed;
      trainee->components[i].n_waiting = progress->n_waiting;
      trainee->n_components++;
    }
  for (guint i = 0; i < portfolio->training_rows->len; i++)
    {
      const SlCellRow *row = &g_array_index (portfolio->training_rows, SlCellRow, i);

      count_row (trainee, row->cells, row->n_cells, &since);
    }
  for (guint i = 0; i < portfolio->occasions->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (portfolio->occasions, i);

      if (!occasion->dropped)
        count_row (trainee, occasion->cells, occasion->n_cells, &since);
    }
  trainee->waiting_since = g_strdup (since);
  trainee->last_at = g_strdup (portfolio->events->len > 0
                                   ? ((const SlPortfolioEvent *) g_ptr_array_index (
                                          portfolio->events, portfolio->events->len - 1))
                                         ->event.at
                                   : "");
  find_next_renewal (trainee, portfolio);
  read_decision (trainee, portfolio);
  trainee->appeal_for_me = sl_portfolio_allows (portfolio, actor, SL_PROGRESS_DECIDE_APPEAL, NULL,
                                                NULL);
  return trainee;
}

/**
 * sl_team_list:
 * @store: an open store
 * @packs: all packs
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): the trainees whom the person at work may see, by name; of #SlTrainee
 */
GPtrArray *
sl_team_list (SlStore *store, SlPackLibrary *packs, GError **error)
{
  g_autoptr (GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_trainee_free);
  g_autoptr (GPtrArray) all = NULL;
  g_auto (Reader) reader = { 0 };

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PACK_LIBRARY (packs), NULL);
  all = load_all (store, packs, NULL, &reader, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (team, make_trainee (g_ptr_array_index (all, i), &reader.actor));
  return g_steal_pointer (&team);
}

/* ---- what waits ---- */

void
sl_claim_wait_free (SlClaimWait *wait)
{
  char *texts[] = { wait->portfolio_id, wait->person_id,       wait->name,
                    wait->occasion_id,  wait->occasion_title,  wait->component_id,
                    wait->criterion_id, wait->criterion_title, wait->case_id,
                    wait->since };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (wait);
}

static void
add_waiting (GPtrArray *waiting,
             SlPortfolio *portfolio,
             const SlPortfolioActor *actor,
             const SlComponent *component,
             const SlOccasion *occasion,
             const SlCell *cell)
{
  SlClaimWait *wait;

  if (cell->state != SL_CELL_CLAIMED)
    return;
  wait = g_new0 (SlClaimWait, 1);
  wait->portfolio_id = g_strdup (portfolio->id);
  wait->person_id = g_strdup (portfolio->person_id);
  wait->name = g_strdup (portfolio->person_name);
  wait->occasion_id = g_strdup (cell->occasion_id);
  wait->occasion_title = g_strdup (occasion != NULL ? occasion->title : component->title);
  wait->component_id = g_strdup (component->id);
  wait->criterion_id = g_strdup (cell->criterion->id);
  wait->criterion_title = g_strdup (cell->criterion->title);
  wait->case_id = g_strdup (occasion != NULL ? occasion->case_id : "");
  wait->since = g_strdup (cell->claim->at);
  wait->for_me = sl_portfolio_allows (portfolio, actor, SL_PROGRESS_ASSESS, cell, NULL);
  g_ptr_array_add (waiting, wait);
}

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  const SlClaimWait *first = *(SlClaimWait *const *) a, *second = *(SlClaimWait *const *) b;
  int order = strcmp (first->since, second->since);

  return order != 0 ? order : strcmp (first->criterion_id, second->criterion_id);
}

/**
 * sl_team_list_waiting:
 * @store: an open store
 * @packs: all packs
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): claims that wait for an assessor, longest first; of #SlClaimWait
 */
GPtrArray *
sl_team_list_waiting (SlStore *store, SlPackLibrary *packs, GError **error)
{
  g_autoptr (GPtrArray)
      waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_claim_wait_free);
  g_autoptr (GPtrArray) all = NULL;
  g_auto (Reader) reader = { 0 };

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PACK_LIBRARY (packs), NULL);
  all = load_all (store, packs, NULL, &reader, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      SlPortfolio *portfolio = g_ptr_array_index (all, i);

      for (guint r = 0; r < portfolio->training_rows->len; r++)
        {
          const SlCellRow *row = &g_array_index (portfolio->training_rows, SlCellRow, r);

          for (guint k = 0; k < row->n_cells; k++)
            add_waiting (waiting, portfolio, &reader.actor, row->component, NULL, &row->cells[k]);
        }
      for (guint o = 0; o < portfolio->occasions->len; o++)
        {
          const SlOccasion *occasion = g_ptr_array_index (portfolio->occasions, o);

          for (guint k = 0; !occasion->dropped && k < occasion->n_cells; k++)
            add_waiting (waiting, portfolio, &reader.actor, occasion->component, occasion,
                         &occasion->cells[k]);
        }
    }
  if (all == NULL)
    return NULL;
  g_ptr_array_sort (waiting, compare_waits);
  return g_steal_pointer (&waiting);
}
