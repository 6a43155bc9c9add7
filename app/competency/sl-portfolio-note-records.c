/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-id.h"
#include "base/sl-time.h"

#include <glib/gi18n-lib.h>

/* What is the trainee's to know: their own notes, which nobody else is given, and who read the
 * portfolio. This file is the only one that writes "private_note" and "portfolio_read". */

#define TEXT_BODY 0

/* ---- notes ---- */

static gboolean
check_note_place (SlPortfolio *now, const SlPortfolioChange *data, GError **error)
{
  if (*data->occasion_id != '\0' && sl_portfolio_find_occasion (now, data->occasion_id) == NULL)
    return sl_portfolio_refuse (error, _ ("This portfolio has no occasion %s."), data->occasion_id);
  if (*data->criterion_id != '\0' &&
      sl_portfolio_find_cell (now, data->occasion_id, data->criterion_id) == NULL)
    return sl_portfolio_refuse (error, _ ("There is no criterion %s there."), data->criterion_id);
  return TRUE;
}

static gboolean
write_note (SlTransaction *transaction,
            const SlPortfolioChange *data,
            const char *body,
            GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) statement = NULL;

  if (*body == '\0')
    statement = sl_database_prepare (database,
                                     "DELETE FROM private_note WHERE portfolio_id = ?"
                                     " AND occasion_id = ? AND criterion_id = ?",
                                     error);
  else
    statement = sl_database_prepare (
        database,
        "INSERT INTO private_note (portfolio_id, occasion_id, criterion_id, note_id, body,"
        " changed_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (portfolio_id, occasion_id, criterion_id) DO UPDATE SET"
        " body = excluded.body, changed_at = excluded.changed_at",
        error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind_text (statement, 0, data->seen->id);
  sl_statement_bind_text (statement, 1, data->occasion_id);
  sl_statement_bind_text (statement, 2, data->criterion_id);
  if (*body != '\0')
    {
      sl_statement_bind_text (statement, 3, data->id);
      sl_statement_bind_text (statement, 4, body);
      sl_statement_bind_text (statement, 5, sl_transaction_get_time (transaction));
    }
  return sl_statement_run (statement, error);
}

static gboolean
set_note (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autofree char *body = NULL;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_TRAIN, NULL, error) ||
      !check_note_place (now, data, error))
    return FALSE;
  body = sl_portfolio_tidy (data->texts[TEXT_BODY], error);
  if (body == NULL)
    return FALSE;
  /* Everybody who may open the casebook reads the trail: the words of a note are not in it. */
  sl_transaction_note (transaction, "note", *body != '\0' ? "kept" : "removed");
  sl_portfolio_change_touch (transaction, now);
  return write_note (transaction, data, body, error);
}

/**
 * sl_portfolio_change_note:
 * @portfolio: as it was seen
 * @occasion_id: "" for the whole or for training
 * @criterion_id: "" for all of an occasion
 * @body: the note; "" takes it away
 *
 * Returns: (transfer full): a change, the trainee's alone; the trail says that there is a note and
 *   not what it says
 */
SlChange *
sl_portfolio_change_note (SlPortfolio *portfolio,
                          const char *occasion_id,
                          const char *criterion_id,
                          const char *body)
{
  SlPortfolioChange *data;
  g_autofree char *id = sl_id_new ();

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && body != NULL, NULL);
  g_return_val_if_fail (occasion_id != NULL && criterion_id != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, id);
  g_free (data->occasion_id);
  g_free (data->criterion_id);
  data->occasion_id = g_strdup (occasion_id);
  data->criterion_id = g_strdup (criterion_id);
  data->texts[TEXT_BODY] = g_strdup (body);
  return sl_portfolio_make_change (data, "note-portfolio", "private_note", set_note);
}

/**
 * sl_portfolio_dup_note:
 * @store: an open store
 * @self: whose
 * @occasion_id: "" for the whole or for training
 * @criterion_id: "" for a whole occasion
 * @error: return location
 *
 * Returns: (transfer full): the trainee's own note, "" when there is none or somebody else asks
 */
char *
sl_portfolio_dup_note (SlStore *store,
                       SlPortfolio *self,
                       const char *occasion_id,
                       const char *criterion_id,
                       GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PORTFOLIO (self), NULL);
  g_return_val_if_fail (occasion_id != NULL && criterion_id != NULL, NULL);
  /* In a portfolio that came in a bundle are those notes that the trainee put into it. */
  if (*self->origin == '\0' && g_strcmp0 (sl_store_get_actor (store), self->person_id) != 0)
    return g_strdup ("");
  statement = sl_database_prepare (sl_store_read (store),
                                   "SELECT body FROM private_note WHERE portfolio_id = ?"
                                   " AND occasion_id = ? AND criterion_id = ?",
                                   error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "ttt", self->id, occasion_id, criterion_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  return row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
}

/* ---- who read it ---- */

static gboolean
find_read (SlTransaction *transaction,
           const SlPortfolioChange *data,
           const char *today,
           gboolean *found,
           GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT 1 FROM portfolio_read WHERE portfolio_id = ? AND occasion_id = ?"
      " AND person_id = ? AND on_date = ?",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttt", data->id, data->occasion_id,
                     sl_transaction_get_person_id (transaction), today);
  return sl_statement_step (statement, found, error);
}

static gboolean
mark_read (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  const char *reader = sl_transaction_get_person_id (transaction);
  g_autofree char *today = sl_date_today ();
  g_autoptr (SlStatement) insert = NULL;
  gboolean found = FALSE;

  if (!find_read (transaction, data, today, &found, error))
    return FALSE;
  if (found || g_str_equal (reader, data->seen->person_id))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "person", data->seen->person_name);
  insert = sl_database_prepare (sl_transaction_get_database (transaction),
                                "INSERT INTO portfolio_read (portfolio_id, occasion_id, person_id,"
                                " on_date, first_at) VALUES (?, ?, ?, ?, ?)",
                                error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "ttttt", data->id, data->occasion_id, reader, today,
                     sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

/**
 * sl_portfolio_change_read:
 * @portfolio: what is read
 * @occasion_id: "" for the whole
 *
 * Returns: (transfer full): a change that writes one row a day for each reader, and none for the
 *   trainee
 */
SlChange *
sl_portfolio_change_read (SlPortfolio *portfolio, const char *occasion_id)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && occasion_id != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, portfolio->id);
  g_free (data->occasion_id);
  data->occasion_id = g_strdup (occasion_id);
  return sl_portfolio_make_change (data, "read-portfolio", "portfolio", mark_read);
}

void
sl_portfolio_read_free (SlPortfolioRead *read)
{
  g_free (read->occasion_id);
  g_free (read->person_id);
  g_free (read->person_name);
  g_free (read->role);
  g_free (read->on_date);
  g_free (read->first_at);
  g_free (read);
}

/**
 * sl_portfolio_list_reads:
 * @store: an open store
 * @self: whose
 * @error: return location
 *
 * Returns: (transfer full): who read it, newest first; of #SlPortfolioRead. %NULL with @error
 */
GPtrArray *
sl_portfolio_list_reads (SlStore *store, SlPortfolio *self, GError **error)
{
  g_autoptr (GPtrArray)
      reads = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_portfolio_read_free);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PORTFOLIO (self), NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT r.occasion_id, r.person_id, p.display_name, p.role, r.on_date, r.first_at"
      " FROM portfolio_read r JOIN person p ON p.person_id = r.person_id"
      " WHERE r.portfolio_id = ? ORDER BY r.first_at DESC, r.occasion_id, r.person_id",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", self->id);
  while (sl_statement_step (statement, &row, error))
    {
      SlPortfolioRead *read;

      if (!row)
        return g_steal_pointer (&reads);
      read = g_new0 (SlPortfolioRead, 1);
      read->occasion_id = sl_statement_dup_text (statement, 0);
      read->person_id = sl_statement_dup_text (statement, 1);
      read->person_name = sl_statement_dup_text (statement, 2);
      read->role = sl_statement_dup_text (statement, 3);
      read->on_date = sl_statement_dup_text (statement, 4);
      read->first_at = sl_statement_dup_text (statement, 5);
      g_ptr_array_add (reads, read);
    }
  return NULL;
}
