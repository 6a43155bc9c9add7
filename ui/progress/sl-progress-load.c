/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-load.h"

#include "base/sl-time.h"
#include "people/sl-role.h"

/* Portfolios are immutable once loaded, so that they may come from a thread; what the thread needs
 * of the person at work is asked before it starts. */

typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  char *portfolio_id;
  char *person_id;
  gboolean manages;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->store);
  g_object_unref (wish->packs);
  g_free (wish->portfolio_id);
  g_free (wish->person_id);
  g_free (wish);
}

void
sl_progress_state_free (SlProgressState *state)
{
  g_clear_object (&state->portfolio);
  g_clear_pointer (&state->reads, g_ptr_array_unref);
  g_clear_pointer (&state->requests, g_ptr_array_unref);
  g_clear_pointer (&state->agreement, g_array_unref);
  g_clear_pointer (&state->team, g_ptr_array_unref);
  g_clear_pointer (&state->waiting, g_ptr_array_unref);
  g_clear_pointer (&state->draws, g_ptr_array_unref);
  g_free (state);
}

/**
 * sl_progress_manages:
 * @person: who is at work
 *
 * Returns: whether the place shows them their trainees
 */
gboolean
sl_progress_manages (SlPerson *person)
{
  const SlRole *role = sl_role_find (sl_person_get_deciding_role (person));
  const SlRole *manager = sl_role_find ("manager");

  return role != NULL && role->rank >= manager->rank;
}

/* The same all day, so that what was drawn does not change below one's hands; the core says with
 * each draw what it rested on. */
static guint64
get_seed_of_day (void)
{
  return (guint64) (sl_clock_now () / (24 * G_TIME_SPAN_HOUR));
}

static gboolean
load_team (SlProgressState *state, Wish *wish, GError **error)
{
  state->team = sl_team_list (wish->store, wish->packs, error);
  if (state->team == NULL)
    return FALSE;
  state->waiting = sl_team_list_waiting (wish->store, wish->packs, error);
  if (state->waiting == NULL)
    return FALSE;
  state->draws = sl_team_draw_samples (wish->store, wish->packs, get_seed_of_day (), error);
  if (state->draws == NULL)
    return FALSE;
  state->requests = sl_second_requests_list (wish->store, NULL, error);
  return state->requests != NULL;
}

static gboolean
load_portfolio (SlProgressState *state, Wish *wish, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const char *id;

  if (wish->portfolio_id != NULL)
    state->portfolio = sl_portfolio_load_by_id (wish->store, wish->packs, wish->portfolio_id,
                                                &failure);
  else
    state->portfolio = sl_portfolio_load (wish->store, wish->packs, wish->person_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (state->portfolio == NULL)
    return TRUE;
  id = sl_portfolio_get_id (state->portfolio);
  if (g_strcmp0 (sl_portfolio_get_person_id (state->portfolio), wish->person_id) == 0)
    {
      state->reads = sl_portfolio_list_reads (wish->store, state->portfolio, error);
      return state->reads != NULL;
    }
  state->requests = sl_second_requests_list (wish->store, id, error);
  if (state->requests == NULL)
    return FALSE;
  state->agreement = sl_team_list_agreement (
      wish->store, sl_portfolio_get_framework (state->portfolio), id, error);
  return state->agreement != NULL;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (SlProgressState) state = g_new0 (SlProgressState, 1);
  GError *error = NULL;
  gboolean whole;

  state->manages = wish->manages;
  if (wish->manages && wish->portfolio_id == NULL)
    whole = load_team (state, wish, &error);
  else
    whole = load_portfolio (state, wish, &error);
  if (whole)
    g_task_return_pointer (task, g_steal_pointer (&state), (GDestroyNotify) sl_progress_state_free);
  else
    g_task_return_error (task, error);
}

static Wish *
wish_new (SlCasebook *casebook, const char *portfolio_id)
{
  SlPerson *person = sl_casebook_get_person (casebook);
  Wish *wish = g_new0 (Wish, 1);

  wish->store = g_object_ref (sl_casebook_get_store (casebook));
  wish->packs = g_object_ref (sl_casebook_get_packs (casebook));
  wish->portfolio_id = g_strdup (portfolio_id);
  wish->person_id = g_strdup (sl_person_get_id (person));
  wish->manages = sl_progress_manages (person);
  return wish;
}

/**
 * sl_progress_load_async:
 * @casebook: whose records
 * @portfolio_id: (nullable): what is open; %NULL: what the person at work comes for
 * @callback: ends with sl_progress_load_finish()
 *
 * Reads what the page shows.
 */
void
sl_progress_load_async (SlCasebook *casebook,
                        const char *portfolio_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (casebook, cancellable, callback, user_data);

  g_task_set_source_tag (task, sl_progress_load_async);
  g_task_set_name (task, "load progress");
  g_task_set_task_data (task, wish_new (casebook, portfolio_id), (GDestroyNotify) wish_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * sl_progress_load_finish:
 *
 * Returns: (transfer full): what was read, or %NULL with @error
 */
SlProgressState *
sl_progress_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- the badge ---- */

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (SlPortfolio) portfolio = NULL;
  GError *error = NULL;
  int count = 0;

  if (wish->manages)
    {
      g_autoptr (GPtrArray) waiting = sl_team_list_waiting (wish->store, wish->packs, &error);

      for (guint i = 0; waiting != NULL && i < waiting->len; i++)
        count += ((SlClaimWait *) g_ptr_array_index (waiting, i))->for_me;
    }
  else
    {
      portfolio = sl_portfolio_load (wish->store, wish->packs, wish->person_id, &error);
      for (guint i = 0; portfolio != NULL && i < sl_portfolio_get_n_occasions (portfolio); i++)
        {
          const SlOccasion *occasion = sl_portfolio_get_occasion (portfolio, i);

          count += occasion->dropped ? 0 : (int) occasion->n_not_yet;
        }
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, count);
}

/**
 * sl_progress_count_async:
 * @casebook: whose records
 * @callback: ends with sl_progress_count_finish()
 *
 * Counts what the place's badge shows.
 */
void
sl_progress_count_async (SlCasebook *casebook,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (casebook, cancellable, callback, user_data);

  g_task_set_source_tag (task, sl_progress_count_async);
  g_task_set_name (task, "count progress");
  g_task_set_task_data (task, wish_new (casebook, NULL), (GDestroyNotify) wish_free);
  g_task_run_in_thread (task, count_in_thread);
}

/**
 * sl_progress_count_finish:
 *
 * Returns: the count, -1 with @error
 */
int
sl_progress_count_finish (GAsyncResult *result, GError **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}
