/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

/* The editions of the framework that a portfolio was moved to, as its paper tells them. */

void
sl_paper_move_free (SlPaperMove *move)
{
  g_free (move->from_edition);
  g_free (move->from_hash);
  g_free (move->to_edition);
  g_free (move->to_hash);
  g_free (move->reason);
  g_free (move->person_name);
  g_free (move->role);
  g_free (move->at);
  g_free (move);
}

static SlPaperMove *
read_move (SlStatement *statement)
{
  SlPaperMove *move = g_new0 (SlPaperMove, 1);
  char **texts[] = { &move->from_edition, &move->from_hash,   &move->to_edition, &move->to_hash,
                     &move->reason,       &move->person_name, &move->role,       &move->at };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (sl_statement_get_text (statement, i));
  return move;
}

GPtrArray *
sl_paper_moves_list (SlStore *store, const char *portfolio_id, GError **error)
{
  g_autoptr (GPtrArray)
      moves = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_paper_move_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT f.edition, f.hash, t.edition, t.hash, m.reason, p.display_name, m.role, m.at"
      " FROM portfolio_move m JOIN pack_copy f ON f.hash = m.from_hash"
      " JOIN pack_copy t ON t.hash = m.to_hash JOIN person p ON p.person_id = m.person_id"
      " WHERE m.portfolio_id = ? ORDER BY m.at, m.move_id",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", portfolio_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&moves);
      g_ptr_array_add (moves, read_move (statement));
    }
  return NULL;
}
