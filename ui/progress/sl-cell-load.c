/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-cell-load.h"

typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  SlPortfolio *portfolio;
  char *occasion_id;
  char *criterion_id;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->store);
  g_object_unref (wish->packs);
  g_object_unref (wish->portfolio);
  g_free (wish->occasion_id);
  g_free (wish->criterion_id);
  g_free (wish);
}

void
sl_cell_extras_free (SlCellExtras *extras)
{
  g_clear_pointer (&extras->proposals, g_ptr_array_unref);
  g_free (extras->note);
  g_free (extras);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (SlCellExtras) extras = g_new0 (SlCellExtras, 1);
  const SlCell *cell = sl_portfolio_find_cell (wish->portfolio, wish->occasion_id,
                                               wish->criterion_id);
  const SlOccasion *occasion = *wish->occasion_id != '\0'
                                   ? sl_portfolio_find_occasion (wish->portfolio, wish->occasion_id)
                                   : NULL;
  GError *error = NULL;

  extras->note = sl_portfolio_dup_note (wish->store, wish->portfolio, wish->occasion_id,
                                        wish->criterion_id, &error);
  if (error == NULL && occasion != NULL && cell != NULL)
    extras->proposals = sl_proposals_list (wish->store, wish->packs, wish->portfolio, occasion,
                                           cell->criterion, &error);
  else if (error == NULL)
    extras->proposals = g_ptr_array_new ();
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&extras), (GDestroyNotify) sl_cell_extras_free);
}

/**
 * sl_cell_load_async:
 * @casebook: whose records
 * @portfolio: as loaded
 * @occasion_id: of the cell; "" training
 * @criterion_id: of the cell
 * @callback: ends with sl_cell_load_finish()
 *
 * Reads what stands beside a cell for its trainee.
 */
void
sl_cell_load_async (SlCasebook *casebook,
                    SlPortfolio *portfolio,
                    const char *occasion_id,
                    const char *criterion_id,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (casebook, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->store = g_object_ref (sl_casebook_get_store (casebook));
  wish->packs = g_object_ref (sl_casebook_get_packs (casebook));
  wish->portfolio = g_object_ref (portfolio);
  wish->occasion_id = g_strdup (occasion_id);
  wish->criterion_id = g_strdup (criterion_id);
  g_task_set_source_tag (task, sl_cell_load_async);
  g_task_set_name (task, "load cell");
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * sl_cell_load_finish:
 *
 * Returns: (transfer full): what was read, or %NULL with @error
 */
SlCellExtras *
sl_cell_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
