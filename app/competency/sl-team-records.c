/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-team-private.h"

#include "base/sl-id.h"
#include "people/sl-person-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Second looks at an occasion: who was asked for one, and that they have finished. What they say
 * stands among the cell's events. This file is the only one that writes "second_request". */

enum
{
  TEXT_ASSESSOR,
  TEXT_WHY,
  TEXT_HOW,
};

/* ---- asking ---- */

static gboolean
has_verdict_of (const SlCellRow *row, const char *person_id)
{
  for (guint i = 0; i < row->n_cells; i++)
    for (guint k = 0; k < row->cells[i].n_events; k++)
      if (row->cells[i].events[k]->kind == SL_CELL_EVENT_VERDICT &&
          g_str_equal (row->cells[i].events[k]->person_id, person_id))
        return TRUE;
  return FALSE;
}

static gboolean
has_verdict (const SlCellRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].verdict != NULL)
      return TRUE;
  return FALSE;
}

/* The occasion's cells, or those of the first component of training. */
static const SlCellRow *
find_asked_row (SlPortfolio *now, const char *occasion_id, GError **error)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (now, occasion_id);

  if (*occasion_id == '\0' && now->training_rows->len > 0)
    return &g_array_index (now->training_rows, SlCellRow, 0);
  if (occasion == NULL || occasion->dropped)
    {
      sl_portfolio_refuse (error, _ ("This portfolio has no occasion %s."), occasion_id);
      return NULL;
    }
  return sl_portfolio_find_row (now, occasion_id, "");
}

static gboolean
check_assessor (SlTransaction *transaction,
                SlPortfolio *now,
                const SlCellRow *row,
                const char *assessor_id,
                GError **error)
{
  g_auto (SlPersonStanding) standing = { 0 };

  if (!sl_person_read_standing (sl_transaction_get_database (transaction), assessor_id, &standing,
                                error))
    return FALSE;
  if (g_str_equal (assessor_id, now->person_id))
    return sl_portfolio_refuse (error, _ ("Nobody assesses their own portfolio."));
  if (!standing.declared || !sl_portfolio_role_manages (standing.role) ||
      !sl_component_may_assess (row->component, standing.role))
    {
      g_autofree char *roles = sl_portfolio_name_roles (row->component->assessors);

      return sl_portfolio_refuse (error, _ ("“%s” is assessed by a %s, and %s is not one."),
                                  row->component->title, roles, standing.display_name);
    }
  if (has_verdict_of (row, assessor_id))
    return sl_portfolio_refuse (error,
                                _ ("%s has assessed this already: a second assessment is by "
                                   "somebody else."),
                                standing.display_name);
  if (*sl_portfolio_find_blind_request (now, row->occasion_id, assessor_id) != '\0')
    return sl_portfolio_refuse (error, _ ("%s was asked already and has not finished."),
                                standing.display_name);
  return TRUE;
}

static gboolean
write_request (SlTransaction *transaction, const SlPortfolioChange *data, GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO second_request (request_id, portfolio_id, occasion_id, assessor_id, why, how,"
      " asked_by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttttt", data->id, data->seen->id, data->occasion_id,
                     data->texts[TEXT_ASSESSOR], data->texts[TEXT_WHY], data->texts[TEXT_HOW],
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static gboolean
ask (SlTransaction *transaction, gpointer user_data, GError **error)
{
  static const char *const whys[] = { "asked", "rule", "chance", NULL };
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autofree char *place = NULL;
  const SlCellRow *row;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_ASK_SECOND, NULL, error) ||
      (row = find_asked_row (now, data->occasion_id, error)) == NULL ||
      !check_assessor (transaction, now, row, data->texts[TEXT_ASSESSOR], error))
    return FALSE;
  if (!g_strv_contains (whys, data->texts[TEXT_WHY]))
    return sl_portfolio_refuse (error,
                                _ ("A second look is asked for, or drawn by the rule or by "
                                   "chance; “%s” is none of these."),
                                data->texts[TEXT_WHY]);
  if (!has_verdict (row))
    return sl_portfolio_refuse (error, _ ("Nothing of this was assessed yet, so nothing can be "
                                          "assessed a second time."));
  place = sl_portfolio_name_place (now, data->occasion_id);
  sl_transaction_note (transaction, "trainee", now->person_name);
  sl_transaction_note (transaction, "in", place);
  sl_transaction_note (transaction, "assessor", data->texts[TEXT_ASSESSOR]);
  sl_transaction_note (transaction, "why", data->texts[TEXT_WHY]);
  if (*data->texts[TEXT_HOW] != '\0')
    sl_transaction_note (transaction, "how", data->texts[TEXT_HOW]);
  sl_portfolio_change_touch (transaction, now);
  return write_request (transaction, data, error);
}

/**
 * sl_second_change_ask:
 * @portfolio: as it was seen
 * @occasion_id: "" for training
 * @assessor_id: who is to look; somebody who has not assessed it
 * @why: "asked", "rule" or "chance"
 * @how: (nullable): what a draw rested on, to be followed later
 *
 * Returns: (transfer full): a change, a manager's
 */
SlChange *
sl_second_change_ask (SlPortfolio *portfolio,
                      const char *occasion_id,
                      const char *assessor_id,
                      const char *why,
                      const char *how)
{
  SlPortfolioChange *data;
  g_autofree char *id = sl_id_new ();

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && occasion_id != NULL, NULL);
  g_return_val_if_fail (assessor_id != NULL && why != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, id);
  g_free (data->occasion_id);
  data->occasion_id = g_strdup (occasion_id);
  data->texts[TEXT_ASSESSOR] = g_strdup (assessor_id);
  data->texts[TEXT_WHY] = g_strdup (why);
  data->texts[TEXT_HOW] = g_strdup (how != NULL ? how : "");
  return sl_portfolio_make_change (data, "ask-second", "second_request", ask);
}

/* ---- finishing ---- */

static gboolean
has_said_anything (SlPortfolio *now, const char *request_id)
{
  for (guint i = 0; i < now->events->len; i++)
    {
      const SlPortfolioEvent *event = g_ptr_array_index (now->events, i);

      if (event->event.kind == SL_CELL_EVENT_SECOND &&
          g_str_equal (event->event.answers, request_id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
finish (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autoptr (SlStatement) update = NULL;
  const SlPortfolioRequest *request;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error))
    return FALSE;
  request = sl_portfolio_find_request (now, data->id);
  if (request == NULL || !g_str_equal (request->assessor_id, actor.id))
    return sl_portfolio_refuse (error, _ ("This second assessment is not yours to finish."));
  if (*request->finished_at != '\0')
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!has_said_anything (now, data->id))
    return sl_portfolio_refuse (error, _ ("Assess at least one criterion before you finish: then "
                                          "you see what others decided, and can add no more."));
  sl_transaction_note (transaction, "trainee", now->person_name);
  sl_portfolio_change_touch (transaction, now);
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE second_request SET finished_at = ? WHERE request_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tt", sl_transaction_get_time (transaction), data->id);
  return sl_statement_run (update, error);
}

/**
 * sl_second_change_finish:
 * @portfolio: as it was seen
 * @request_id: of the person at work
 *
 * Returns: (transfer full): a change; from then on both assessments are open to all who read the
 *   portfolio
 */
SlChange *
sl_second_change_finish (SlPortfolio *portfolio, const char *request_id)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && request_id != NULL, NULL);
  return sl_portfolio_make_change (sl_portfolio_change_new_data (portfolio, request_id),
                                   "finish-second", "second_request", finish);
}

/* ---- reading ---- */

void
sl_second_request_free (SlSecondRequest *request)
{
  char *texts[] = {
    request->request_id, request->portfolio_id, request->occasion_id,   request->name,
    request->title,      request->assessor_id,  request->assessor_name, request->why,
    request->how,        request->at,           request->finished_at
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (request);
}

/**
 * sl_second_requests_list:
 * @store: an open store
 * @portfolio_id: (nullable): whose; %NULL for all
 * @error: return location
 *
 * Returns: (transfer full): of #SlSecondRequest, those that are not finished first, each newest
 *   first; %NULL with @error
 */
GPtrArray *
sl_second_requests_list (SlStore *store, const char *portfolio_id, GError **error)
{
  g_autoptr (GPtrArray)
      requests = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_second_request_free);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (SL_IS_STORE (store), NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT r.request_id, r.portfolio_id, r.occasion_id, t.display_name,"
      " COALESCE (o.title, ''), r.assessor_id, a.display_name, r.why, r.how, r.at, r.finished_at"
      " FROM second_request r JOIN portfolio f ON f.portfolio_id = r.portfolio_id"
      " JOIN person t ON t.person_id = f.person_id JOIN person a ON a.person_id = r.assessor_id"
      " LEFT JOIN occasion o ON o.occasion_id = r.occasion_id"
      " WHERE ? IS NULL OR r.portfolio_id = ?"
      " ORDER BY r.finished_at <> '', r.at DESC, r.request_id DESC",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", portfolio_id, portfolio_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlSecondRequest *request;
      char **texts[11];

      if (!row)
        return g_steal_pointer (&requests);
      request = g_new0 (SlSecondRequest, 1);
      texts[0] = &request->request_id;
      texts[1] = &request->portfolio_id;
      texts[2] = &request->occasion_id;
      texts[3] = &request->name;
      texts[4] = &request->title;
      texts[5] = &request->assessor_id;
      texts[6] = &request->assessor_name;
      texts[7] = &request->why;
      texts[8] = &request->how;
      texts[9] = &request->at;
      texts[10] = &request->finished_at;
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        *texts[i] = sl_statement_dup_text (statement, (int) i);
      request->mine = g_strcmp0 (request->assessor_id, sl_store_get_actor (store)) == 0;
      g_ptr_array_add (requests, request);
    }
  return NULL;
}
