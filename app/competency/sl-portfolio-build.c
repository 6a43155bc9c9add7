/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-time.h"

#include <string.h>

/* What the history of a portfolio amounts to: the state of each cell follows from its events, that
 * of an occasion from its cells, and that of a component from its occasions. Nothing of it is
 * stored, so nothing of it can disagree with the history. */

void
sl_cell_row_clear (SlCellRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    g_ptr_array_unref (row->events[i]);
  g_clear_pointer (&row->events, g_free);
  g_clear_pointer (&row->cells, g_free);
  row->n_cells = 0;
}

static void
open_row (SlCellRow *row, const SlComponent *component, const char *occasion_id)
{
  row->component = component;
  row->occasion_id = occasion_id;
  row->n_cells = 0;
  if (component == NULL)
    return;
  row->cells = g_new0 (SlCell, component->n_criteria);
  row->events = g_new0 (GPtrArray *, component->n_criteria);
  for (guint i = 0; i < component->n_criteria; i++)
    if (!component->criteria[i].heading)
      {
        row->cells[row->n_cells].criterion = &component->criteria[i];
        row->cells[row->n_cells].occasion_id = occasion_id;
        row->events[row->n_cells++] = g_ptr_array_new ();
      }
}

/* ---- a cell ---- */

/* The verdict on a claim: the one that answers it, or one without a claim that came after. */
static gboolean
settles (const SlCellEvent *verdict, const SlCellEvent *claim)
{
  return g_str_equal (verdict->answers, claim->id) || *verdict->answers == '\0';
}

static SlCellState
state_of_verdict (const SlCellEvent *verdict)
{
  if (g_str_equal (verdict->verdict, "met"))
    return SL_CELL_MET;
  return g_str_equal (verdict->verdict, "not-applicable") ? SL_CELL_NOT_APPLICABLE
                                                          : SL_CELL_NOT_YET;
}

/* From the oldest event to the newest. A claim takes the place of the one before it; when it is
 * withdrawn, the last that was assessed stands, and one that nobody assessed does not come back.
 * On events that two computers brought together, a verdict counts for the claim that it names. */
static void
settle_cell (SlCell *cell, GPtrArray *events)
{
  const SlCellEvent *settled = NULL;
  const SlCellEvent *acknowledged = NULL;
  gboolean waits = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      const SlCellEvent *event = g_ptr_array_index (events, i);

      if (event->kind == SL_CELL_EVENT_CLAIM)
        {
          cell->claim = event;
          waits = TRUE;
        }
      else if (event->kind == SL_CELL_EVENT_WITHDRAW && cell->claim != NULL &&
               g_str_equal (event->answers, cell->claim->id))
        {
          cell->claim = settled;
          waits = FALSE;
        }
      else if (event->kind == SL_CELL_EVENT_VERDICT)
        {
          cell->verdict = event;
          if (cell->claim != NULL && settles (event, cell->claim))
            {
              settled = cell->claim;
              waits = FALSE;
            }
        }
      else if (event->kind == SL_CELL_EVENT_ACKNOWLEDGE)
        acknowledged = event;
    }
  cell->acknowledged = cell->verdict != NULL && acknowledged != NULL &&
                       g_str_equal (acknowledged->answers, cell->verdict->id);
  if (waits)
    cell->state = SL_CELL_CLAIMED;
  else if (cell->verdict != NULL)
    cell->state = state_of_verdict (cell->verdict);
  else
    cell->state = SL_CELL_EMPTY;
}

static void
settle_row (SlCellRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      row->cells[i].events = (const SlCellEvent *const *) row->events[i]->pdata;
      row->cells[i].n_events = row->events[i]->len;
      settle_cell (&row->cells[i], row->events[i]);
    }
}

/* ---- editions ---- */

/* What the present edition calls a criterion of the edition that an event was said under. */
static const char *
map_criterion (SlPortfolio *self, const char *framework_hash, const char *id)
{
  gboolean passed = FALSE;

  if (g_str_equal (framework_hash, self->framework_hash))
    return id;
  for (guint i = 0; i < self->moves->len; i++)
    {
      const SlPortfolioMove *move = g_ptr_array_index (self->moves, i);

      passed = passed || g_str_equal (move->from_hash, framework_hash);
      for (guint c = 0; passed && c < sl_framework_get_n_components (move->to); c++)
        {
          const SlComponent *component = sl_framework_get_component (move->to, c);

          for (guint k = 0; k < component->n_criteria; k++)
            if (g_str_equal (component->criteria[k].was, id))
              {
                id = component->criteria[k].id;
                k = component->n_criteria - 1;
                c = sl_framework_get_n_components (move->to) - 1;
              }
        }
    }
  return id;
}

/* ---- a portfolio ---- */

static void
give_out_events (SlPortfolio *self, GHashTable *by_occasion)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      SlPortfolioEvent *event = g_ptr_array_index (self->events, i);
      const SlCellRow *row;

      event->criterion_id = map_criterion (self, event->event.framework_hash, event->criterion_id);
      row = *event->occasion_id != '\0' ? g_hash_table_lookup (by_occasion, event->occasion_id)
                                        : sl_portfolio_find_row (self, "", event->criterion_id);
      /* What the edition no longer asks for stays in the history and in no cell. */
      for (guint k = 0; row != NULL && k < row->n_cells; k++)
        if (g_str_equal (row->cells[k].criterion->id, event->criterion_id))
          g_ptr_array_add (row->events[k], event);
    }
}

static void
settle_occasion (SlPortfolio *self, SlPortfolioOccasion *of)
{
  SlOccasion *self_occasion = &of->occasion;
  const char *met_at = "";

  settle_row (&of->row);
  self_occasion->cells = of->row.cells;
  self_occasion->n_cells = of->row.n_cells;
  self_occasion->met_on = self_occasion->claimed_at = "";
  for (guint i = 0; i < of->row.n_cells; i++)
    {
      const SlCell *cell = &of->row.cells[i];

      if (cell->state == SL_CELL_CLAIMED)
        {
          self_occasion->n_claimed++;
          if (*self_occasion->claimed_at == '\0' ||
              strcmp (cell->claim->at, self_occasion->claimed_at) < 0)
            self_occasion->claimed_at = cell->claim->at;
        }
      else if (cell->state == SL_CELL_NOT_YET)
        self_occasion->n_not_yet++;
      else if (cell->state != SL_CELL_EMPTY)
        {
          self_occasion->n_met++;
          if (strcmp (cell->verdict->at, met_at) > 0)
            met_at = cell->verdict->at;
        }
    }
  self_occasion->met = !self_occasion->dropped && of->row.n_cells > 0 &&
                       self_occasion->n_met == of->row.n_cells;
  if (self_occasion->met)
    {
      g_autofree char *day = sl_time_get_date (met_at);

      self_occasion->met_on = sl_portfolio_keep (self, day);
    }
}

/* Those that are met count, and of the others the first until there are as many as are needed. */
static SlComponentProgress
count_occasions (SlPortfolio *self, const SlComponent *component)
{
  SlComponentProgress progress = { .component = component, .n_needed = component->occasions };
  guint n_met = 0, n_counted, number = 0;

  for (guint i = 0; i < self->occasions->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (self->occasions, i);

      n_met += occasion->component == component && occasion->met ? 1 : 0;
    }
  n_counted = n_met;
  for (guint i = 0; i < self->occasions->len; i++)
    {
      SlOccasion *occasion = g_ptr_array_index (self->occasions, i);

      if (occasion->component != component || occasion->dropped)
        continue;
      occasion->number = ++number;
      occasion->counts = occasion->met || n_counted < component->occasions;
      n_counted += occasion->counts && !occasion->met ? 1 : 0;
      progress.n_waiting += occasion->n_claimed > 0 ? 1 : 0;
      progress.n_open += occasion->met ? 0 : 1;
    }
  progress.n_met = MIN (n_met, component->occasions);
  progress.complete = n_met >= component->occasions;
  return progress;
}

static SlComponentProgress
count_training (const SlCellRow *row)
{
  SlComponentProgress progress = { .component = row->component, .n_needed = row->n_cells };

  for (guint i = 0; i < row->n_cells; i++)
    {
      SlCellState state = row->cells[i].state;

      progress.n_met += state == SL_CELL_MET || state == SL_CELL_NOT_APPLICABLE ? 1 : 0;
      progress.n_waiting += state == SL_CELL_CLAIMED ? 1 : 0;
    }
  progress.n_open = progress.n_needed - progress.n_met;
  progress.complete = progress.n_open == 0;
  return progress;
}

static void
open_rows (SlPortfolio *self, GHashTable *by_occasion)
{
  for (guint i = 0; i < sl_framework_get_n_components (self->framework); i++)
    {
      const SlComponent *component = sl_framework_get_component (self->framework, i);
      SlCellRow row = { 0 };

      if (component->type != SL_COMPONENT_TRAINING)
        continue;
      open_row (&row, component, "");
      g_array_append_val (self->training_rows, row);
    }
  /* A move to an edition without the component is refused, so there is none but by another hand. */
  for (guint i = self->occasions->len; i > 0; i--)
    {
      SlPortfolioOccasion *of = g_ptr_array_index (self->occasions, i - 1);

      of->occasion.component = sl_framework_find_component (self->framework, of->component_id);
      if (of->occasion.component == NULL)
        {
          g_ptr_array_remove_index (self->occasions, i - 1);
          continue;
        }
      open_row (&of->row, of->occasion.component, of->occasion.id);
      g_hash_table_insert (by_occasion, (gpointer) of->occasion.id, &of->row);
    }
}

void
sl_portfolio_build (SlPortfolio *self)
{
  g_autoptr (GHashTable) by_occasion = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_training = 0;

  open_rows (self, by_occasion);
  give_out_events (self, by_occasion);
  for (guint i = 0; i < self->training_rows->len; i++)
    settle_row (&g_array_index (self->training_rows, SlCellRow, i));
  for (guint i = 0; i < self->occasions->len; i++)
    settle_occasion (self, g_ptr_array_index (self->occasions, i));
  for (guint i = 0; i < sl_framework_get_n_components (self->framework); i++)
    {
      const SlComponent *component = sl_framework_get_component (self->framework, i);
      SlComponentProgress progress;

      if (component->type == SL_COMPONENT_TRAINING)
        progress = count_training (&g_array_index (self->training_rows, SlCellRow, n_training++));
      else
        progress = count_occasions (self, component);
      g_array_append_val (self->progress, progress);
    }
}
