/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-time.h"

#include <glib/gi18n-lib.h>

/* A trainee's portfolio as it was read: nothing of it changes afterwards. All texts lie in one
 * chunk and all parts point at each other, so it is loaded again rather than brought up to date. */

G_DEFINE_FINAL_TYPE (SlPortfolio, sl_portfolio, G_TYPE_OBJECT)

static const struct
{
  const char *nick, *words;
} states[] = {
  [SL_CELL_EMPTY] = { "empty", N_ ("Not yet") },
  [SL_CELL_CLAIMED] = { "claimed", N_ ("Claimed") },
  [SL_CELL_MET] = { "met", N_ ("Agreed") },
  [SL_CELL_NOT_YET] = { "not-yet", N_ ("More needed") },
  [SL_CELL_NOT_APPLICABLE] = { "not-applicable", N_ ("Not applicable") },
};

const char *
sl_cell_state_to_nick (SlCellState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), "");
  return states[state].nick;
}

const char *
sl_cell_state_to_words (SlCellState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), "");
  return _ (states[state].words);
}

static void
free_move (gpointer data)
{
  SlPortfolioMove *move = data;

  g_clear_object (&move->to);
  g_free (move);
}

static void
free_occasion (gpointer data)
{
  SlPortfolioOccasion *occasion = data;

  sl_cell_row_clear (&occasion->row);
  g_free (occasion);
}

static void
sl_portfolio_finalize (GObject *object)
{
  SlPortfolio *self = SL_PORTFOLIO (object);

  g_clear_object (&self->framework);
  g_clear_object (&self->newer);
  g_free (self->today);
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->occasions);
  g_array_unref (self->training_rows);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->evidence);
  g_array_unref (self->progress);
  g_ptr_array_unref (self->training);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->progressions);
  g_array_unref (self->missing);
  g_string_chunk_free (self->texts);
  G_OBJECT_CLASS (sl_portfolio_parent_class)->finalize (object);
}

static void
sl_portfolio_class_init (SlPortfolioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_portfolio_finalize;
}

static void
sl_portfolio_init (SlPortfolio *self)
{
  self->texts = g_string_chunk_new (4096);
  self->id = self->person_id = self->person_name = self->origin = self->framework_hash = "";
  self->left_on = "";
  self->today = sl_date_today ();
  self->moves = g_ptr_array_new_with_free_func (free_move);
  self->events = g_ptr_array_new_with_free_func (g_free);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->occasions = g_ptr_array_new_with_free_func (free_occasion);
  self->training_rows = g_array_new (FALSE, TRUE, sizeof (SlCellRow));
  g_array_set_clear_func (self->training_rows, (GDestroyNotify) sl_cell_row_clear);
  self->progress = g_array_new (FALSE, TRUE, sizeof (SlComponentProgress));
  self->training = g_ptr_array_new_with_free_func (g_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) g_array_unref);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->progressions = g_ptr_array_new_with_free_func (g_free);
  self->missing = g_array_new (FALSE, TRUE, sizeof (SlMissing));
}

const char *
sl_portfolio_keep (SlPortfolio *self, const char *text)
{
  /* Ids, roles and dates come again and again. */
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert_const (self->texts, text);
}

/* ---- loading ---- */

/**
 * sl_portfolio_load_by_id:
 * @store: an open store
 * @packs: all packs
 * @portfolio_id: which
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): the portfolio, or %NULL with @error
 */
SlPortfolio *
sl_portfolio_load_by_id (SlStore *store,
                         SlPackLibrary *packs,
                         const char *portfolio_id,
                         GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PACK_LIBRARY (packs), NULL);
  g_return_val_if_fail (portfolio_id != NULL, NULL);
  found = sl_portfolio_records_load (store, packs, portfolio_id, SL_PORTFOLIO_WHOLE, error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_object_ref (g_ptr_array_index (found, 0));
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
               _ ("There is no portfolio %s in this casebook."), portfolio_id);
  return NULL;
}

/**
 * sl_portfolio_load:
 * @store: an open store
 * @packs: all packs
 * @person_id: (nullable): whose; %NULL for who is at work
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full) (nullable): the portfolio; %NULL without @error when none was begun
 */
SlPortfolio *
sl_portfolio_load (SlStore *store, SlPackLibrary *packs, const char *person_id, GError **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PACK_LIBRARY (packs), NULL);
  if (person_id == NULL)
    person_id = sl_store_get_actor (store);
  if (person_id == NULL)
    return NULL;
  id = sl_portfolio_records_find_of (sl_store_read (store), person_id, error);
  if (id == NULL || *id == '\0')
    return NULL;
  return sl_portfolio_load_by_id (store, packs, id, error);
}

/* ---- what it says ---- */

const char *
sl_portfolio_get_id (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), "");
  return self->id;
}

const char *
sl_portfolio_get_person_id (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), "");
  return self->person_id;
}

const char *
sl_portfolio_get_person_name (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), "");
  return self->person_name;
}

const char *
sl_portfolio_get_origin (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), "");
  return self->origin;
}

gboolean
sl_portfolio_keeps_reading (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), FALSE);
  return self->keeps_reading;
}

SlFramework *
sl_portfolio_get_framework (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), NULL);
  return self->framework;
}

SlFramework *
sl_portfolio_get_newer (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), NULL);
  return self->newer;
}

guint
sl_portfolio_get_n_components (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), 0);
  return self->progress->len;
}

const SlComponentProgress *
sl_portfolio_get_component (SlPortfolio *self, guint index)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && index < self->progress->len, NULL);
  return &g_array_index (self->progress, SlComponentProgress, index);
}

guint
sl_portfolio_get_n_occasions (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), 0);
  return self->occasions->len;
}

const SlOccasion *
sl_portfolio_get_occasion (SlPortfolio *self, guint index)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && index < self->occasions->len, NULL);
  return g_ptr_array_index (self->occasions, index);
}

/**
 * sl_portfolio_find_occasion:
 * @self: a portfolio
 * @occasion_id: which
 *
 * Returns: (transfer none) (nullable): the occasion, also one that was dropped
 */
const SlOccasion *
sl_portfolio_find_occasion (SlPortfolio *self, const char *occasion_id)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && occasion_id != NULL, NULL);
  for (guint i = 0; i < self->occasions->len; i++)
    {
      SlPortfolioOccasion *occasion = g_ptr_array_index (self->occasions, i);

      if (g_str_equal (occasion->occasion.id, occasion_id))
        return &occasion->occasion;
    }
  return NULL;
}

const SlCellRow *
sl_portfolio_find_row (SlPortfolio *self, const char *occasion_id, const char *criterion_id)
{
  const SlOccasion *occasion;
  const SlComponent *component;

  if (*occasion_id != '\0')
    {
      occasion = sl_portfolio_find_occasion (self, occasion_id);
      return occasion != NULL ? &((const SlPortfolioOccasion *) occasion)->row : NULL;
    }
  if (sl_framework_find_criterion (self->framework, criterion_id, &component) == NULL)
    return NULL;
  for (guint i = 0; i < self->training_rows->len; i++)
    {
      const SlCellRow *row = &g_array_index (self->training_rows, SlCellRow, i);

      if (row->component == component)
        return row;
    }
  return NULL;
}

/**
 * sl_portfolio_find_cell:
 * @self: a portfolio
 * @occasion_id: "" for a criterion of training
 * @criterion_id: as the portfolio's edition calls it
 *
 * Returns: (transfer none) (nullable): the cell; %NULL for a heading or what is none
 */
const SlCell *
sl_portfolio_find_cell (SlPortfolio *self, const char *occasion_id, const char *criterion_id)
{
  const SlCellRow *row;

  g_return_val_if_fail (SL_IS_PORTFOLIO (self), NULL);
  g_return_val_if_fail (occasion_id != NULL && criterion_id != NULL, NULL);
  row = sl_portfolio_find_row (self, occasion_id, criterion_id);
  for (guint i = 0; row != NULL && i < row->n_cells; i++)
    if (g_str_equal (row->cells[i].criterion->id, criterion_id))
      return &row->cells[i];
  return NULL;
}

guint
sl_portfolio_get_n_training (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), 0);
  return self->training->len;
}

const SlTraining *
sl_portfolio_get_training (SlPortfolio *self, guint index)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && index < self->training->len, NULL);
  return g_ptr_array_index (self->training, index);
}

const SlTraining *
sl_portfolio_find_training (SlPortfolio *self, const char *training_id)
{
  for (guint i = 0; i < self->training->len; i++)
    {
      const SlTraining *training = g_ptr_array_index (self->training, i);

      if (g_str_equal (training->id, training_id))
        return training;
    }
  return NULL;
}

guint
sl_portfolio_get_n_missing (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), 0);
  return self->missing->len;
}

const SlMissing *
sl_portfolio_get_missing (SlPortfolio *self, guint index)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && index < self->missing->len, NULL);
  return &g_array_index (self->missing, SlMissing, index);
}

/**
 * sl_portfolio_is_complete:
 * @self: a portfolio
 *
 * Returns: whether nothing holds "fulfilled" back: all components are complete, certificates are
 *   there and in force, and the condition of entry was recorded
 */
gboolean
sl_portfolio_is_complete (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), FALSE);
  return self->complete;
}

guint
sl_portfolio_get_n_progressions (SlPortfolio *self)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self), 0);
  return self->progressions->len;
}

const SlProgression *
sl_portfolio_get_progression (SlPortfolio *self, guint index)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && index < self->progressions->len, NULL);
  return g_ptr_array_index (self->progressions, index);
}

const SlProgression *
sl_portfolio_find_progression (SlPortfolio *self, const char *progression_id)
{
  for (guint i = 0; i < self->progressions->len; i++)
    {
      const SlProgression *decision = g_ptr_array_index (self->progressions, i);

      if (g_str_equal (decision->id, progression_id))
        return decision;
    }
  return NULL;
}

const SlProgression *
sl_portfolio_find_appealable (SlPortfolio *self)
{
  for (guint i = self->progressions->len; i > 0; i--)
    {
      const SlProgression *decision = g_ptr_array_index (self->progressions, i - 1);

      if (g_str_equal (decision->outcome, "not-fulfilled") && *decision->appeal.id == '\0')
        return decision;
    }
  return NULL;
}

const SlProgression *
sl_portfolio_find_appealed (SlPortfolio *self)
{
  for (guint i = self->progressions->len; i > 0; i--)
    {
      const SlProgression *decision = g_ptr_array_index (self->progressions, i - 1);

      if (*decision->appeal.id != '\0' && *decision->appeal.outcome == '\0')
        return decision;
    }
  return NULL;
}

/**
 * sl_portfolio_list_files:
 * @self: a portfolio
 * @owner_id: of a training entry, an occasion or a claim (the id of its event)
 *
 * Returns: (transfer container): its files, of const #SlPortfolioFile
 */
GPtrArray *
sl_portfolio_list_files (SlPortfolio *self, const char *owner_id)
{
  GPtrArray *files = g_ptr_array_new ();
  const GArray *kept;

  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && owner_id != NULL, files);
  kept = g_hash_table_lookup (self->files, owner_id);
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    g_ptr_array_add (files, &g_array_index (kept, SlPortfolioFile, i));
  return files;
}

/* ---- who sees what ---- */

const SlPortfolioRequest *
sl_portfolio_find_request (SlPortfolio *self, const char *request_id)
{
  for (guint i = 0; i < self->requests->len; i++)
    {
      const SlPortfolioRequest *request = g_ptr_array_index (self->requests, i);

      if (g_str_equal (request->id, request_id))
        return request;
    }
  return NULL;
}

/**
 * sl_portfolio_find_blind_request:
 * @self: a portfolio
 * @occasion_id: "" for training
 * @person_id: (nullable): who looks
 *
 * Returns: (transfer none): the request that this person has not finished, "" when there is none
 */
const char *
sl_portfolio_find_blind_request (SlPortfolio *self, const char *occasion_id, const char *person_id)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && occasion_id != NULL, "");
  for (guint i = 0; i < self->requests->len; i++)
    {
      const SlPortfolioRequest *request = g_ptr_array_index (self->requests, i);

      if (*request->finished_at == '\0' && g_str_equal (request->occasion_id, occasion_id) &&
          g_strcmp0 (request->assessor_id, person_id) == 0)
        return request->id;
    }
  return "";
}

/**
 * sl_portfolio_may_see:
 * @self: a portfolio
 * @event: of one of its cells
 * @person_id: (nullable): who looks
 *
 * A blind second assessment is blind both ways: its assessor sees nothing of what others decided
 * until it is finished, and until then nobody else sees anything of it.
 *
 * Returns: whether the event may be shown to them
 */
gboolean
sl_portfolio_may_see (SlPortfolio *self, const SlCellEvent *event, const char *person_id)
{
  const SlPortfolioEvent *of = (const SlPortfolioEvent *) event;
  gboolean own = g_strcmp0 (event->person_id, person_id) == 0;
  const SlPortfolioRequest *request;

  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && event != NULL, FALSE);
  if (event->kind == SL_CELL_EVENT_SECOND && !own)
    {
      request = sl_portfolio_find_request (self, event->answers);
      if (request == NULL || *request->finished_at == '\0')
        return FALSE;
    }
  if (own || event->kind == SL_CELL_EVENT_CLAIM || event->kind == SL_CELL_EVENT_WITHDRAW)
    return TRUE;
  return *sl_portfolio_find_blind_request (self, of->occasion_id, person_id) == '\0';
}

/**
 * sl_portfolio_see_state:
 * @self: a portfolio
 * @cell: one of its cells
 * @person_id: (nullable): who looks
 *
 * Returns: its state, of which who looks at it blind learns no more than whether it was claimed
 */
SlCellState
sl_portfolio_see_state (SlPortfolio *self, const SlCell *cell, const char *person_id)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (self) && cell != NULL, SL_CELL_EMPTY);
  if (*sl_portfolio_find_blind_request (self, cell->occasion_id, person_id) == '\0')
    return cell->state;
  return cell->claim != NULL ? SL_CELL_CLAIMED : SL_CELL_EMPTY;
}
