/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "people/sl-person-private.h"
#include "people/sl-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What all changes of a portfolio have in common, and those of the portfolio itself: beginning it,
 * moving it to another edition, and what the trainee lets it keep. A change reads the portfolio
 * anew inside its transaction and asks the rules of that. */

#define MAX_TEXT 10000

enum
{
  TEXT_PERSON,
  TEXT_REASON,
};

/* ---- what all changes share ---- */

SlPortfolioChange *
sl_portfolio_change_new_data (SlPortfolio *seen, const char *id)
{
  SlPortfolioChange *data = g_new0 (SlPortfolioChange, 1);

  data->seen = seen != NULL ? g_object_ref (seen) : NULL;
  data->id = g_strdup (id);
  data->occasion_id = g_strdup ("");
  data->criterion_id = g_strdup ("");
  return data;
}

void
sl_portfolio_change_data_free (gpointer data)
{
  SlPortfolioChange *self = data;

  g_clear_object (&self->seen);
  g_clear_object (&self->framework);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->occasion_id);
  g_free (self->criterion_id);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

/* Changes of a portfolio carry no case: claiming makes nobody an author of a response. */
SlChange *
sl_portfolio_make_change (SlPortfolioChange *data,
                          const char *action,
                          const char *object_kind,
                          SlChangeFunc func)
{
  return sl_change_new (action, object_kind, data->id, NULL, func, data,
                        sl_portfolio_change_data_free);
}

gboolean
sl_portfolio_change_enter (SlTransaction *transaction,
                           SlPortfolioChange *data,
                           SlPortfolio **now,
                           SlPortfolioActor *actor,
                           GError **error)
{
  if (!sl_portfolio_read_actor (transaction, actor, error))
    return FALSE;
  *now = sl_portfolio_records_reload (transaction, data->seen, error);
  return *now != NULL;
}

void
sl_portfolio_change_touch (SlTransaction *transaction, SlPortfolio *now)
{
  sl_transaction_touch (transaction, "portfolio", now->id, "");
}

/* Line breaks are the writer's own; invisible characters are not. */
char *
sl_portfolio_tidy (const char *text, GError **error)
{
  g_autofree char *clean = sl_text_clean (text != NULL ? text : "", -1);
  g_autofree char *plain = sl_text_strip_hidden (clean);

  g_strstrip (plain);
  if (g_utf8_strlen (plain, -1) <= MAX_TEXT)
    return g_steal_pointer (&plain);
  sl_portfolio_refuse (error,
                       _ ("The text has more than %d characters. Put the rest into a file "
                          "and add that."),
                       MAX_TEXT);
  return NULL;
}

/* ---- beginning ---- */

/* Runs for a portfolio that is not there yet, so it reads nothing of one. */
static gboolean
check_begin (SlTransaction *transaction, SlPortfolioChange *data, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  const char *person_id = data->texts[TEXT_PERSON];
  const char *from = sl_framework_get_from_role (data->framework);
  g_auto (SlPersonStanding) person = { 0 };
  SlPortfolioActor actor;
  g_autofree char *there = NULL;

  if (!sl_portfolio_read_actor (transaction, &actor, error) ||
      !sl_person_read_standing (database, person_id, &person, error))
    return FALSE;
  if (!actor.declared)
    return sl_portfolio_refuse (error, _ ("Say first who you are and what your role is."));
  if (!g_str_equal (actor.id, person_id) && !sl_portfolio_role_manages (actor.role))
    return sl_portfolio_refuse (error, _ ("A portfolio is begun by its trainee or by a manager."));
  if (person.elsewhere)
    return sl_portfolio_refuse (error,
                                _ ("%s works at another computer: their portfolio is begun there "
                                   "and comes here in a bundle."),
                                person.display_name);
  if (!person.declared || !g_str_equal (person.role, from))
    return sl_portfolio_refuse (error, _ ("This framework is for a %s, and %s is not one."),
                                sl_role_get_title (from), person.display_name);
  there = sl_portfolio_records_find_of (database, person_id, error);
  if (there == NULL)
    return FALSE;
  return *there == '\0' ||
         sl_portfolio_refuse (error, _ ("%s has a portfolio already."), person.display_name);
}

static gboolean
begin (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlStatement) insert = NULL;

  if (!check_begin (transaction, data, error) ||
      !sl_pack_records_keep (transaction, sl_framework_get_pack (data->framework), error))
    return FALSE;
  sl_transaction_note (transaction, "person", data->texts[TEXT_PERSON]);
  sl_transaction_note (transaction, "framework", sl_framework_get_id (data->framework));
  sl_transaction_note (transaction, "edition", sl_framework_get_edition (data->framework));
  sl_transaction_note (transaction, "hash", sl_framework_get_hash (data->framework));
  insert = sl_database_prepare (sl_transaction_get_database (transaction),
                                "INSERT INTO portfolio (portfolio_id, person_id, framework_id,"
                                " framework_hash, begun_by, begun_at) VALUES (?, ?, ?, ?, ?, ?)",
                                error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttt", data->id, data->texts[TEXT_PERSON],
                     sl_framework_get_id (data->framework), sl_framework_get_hash (data->framework),
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

/**
 * sl_portfolio_change_begin:
 * @framework: the edition to begin with
 * @portfolio_id: a new id
 * @person_id: whose it is
 *
 * Returns: (transfer full): a change; refused for who is no trainee, or has one
 */
SlChange *
sl_portfolio_change_begin (SlFramework *framework, const char *portfolio_id, const char *person_id)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_FRAMEWORK (framework), NULL);
  g_return_val_if_fail (portfolio_id != NULL && person_id != NULL, NULL);
  data = sl_portfolio_change_new_data (NULL, portfolio_id);
  data->framework = g_object_ref (framework);
  data->texts[TEXT_PERSON] = g_strdup (person_id);
  return sl_portfolio_make_change (data, "begin-portfolio", "portfolio", begin);
}

/* ---- another edition ---- */

/* What counts in a component cannot go with it. */
static gboolean
check_components (SlPortfolio *now, SlFramework *to, GError **error)
{
  for (guint i = 0; i < now->occasions->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (now->occasions, i);
      const SlComponent *component = sl_framework_find_component (to, occasion->component->id);

      if (component == NULL || component->type != SL_COMPONENT_OCCASIONS)
        return sl_portfolio_refuse (
            error,
            _ ("Edition %s has no “%s”, in which “%s” counts: the portfolio stays with its "
               "edition."),
            sl_framework_get_edition (to), occasion->component->title, occasion->title);
    }
  return TRUE;
}

static gboolean
write_move (SlTransaction *transaction,
            SlPortfolioChange *data,
            SlPortfolio *now,
            const SlPortfolioActor *actor,
            const char *reason,
            GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  const char *hash = sl_framework_get_hash (data->framework);
  g_autofree char *id = sl_id_new ();
  g_autoptr (SlStatement) insert = sl_database_prepare (
      database,
      "INSERT INTO portfolio_move (move_id, portfolio_id, from_hash, to_hash, reason, person_id,"
      " role, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  g_autoptr (SlStatement) update = sl_database_prepare (
      database, "UPDATE portfolio SET framework_id = ?, framework_hash = ? WHERE portfolio_id = ?",
      error);

  if (insert == NULL || update == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttttt", id, now->id, now->framework_hash, hash, reason, actor->id,
                     actor->role, sl_transaction_get_time (transaction));
  sl_statement_bind (update, "ttt", sl_framework_get_id (data->framework), hash, now->id);
  return sl_statement_run (insert, error) && sl_statement_run (update, error);
}

static gboolean
move (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autofree char *reason = NULL;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_MOVE, NULL, error))
    return FALSE;
  if (g_str_equal (sl_framework_get_hash (data->framework), now->framework_hash))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!g_str_equal (sl_framework_get_id (data->framework), sl_framework_get_id (now->framework)))
    return sl_portfolio_refuse (error,
                                _ ("“%s” is another framework, not another edition of this "
                                   "one."),
                                sl_framework_get_title (data->framework));
  reason = sl_portfolio_tidy (data->texts[TEXT_REASON], error);
  if (reason == NULL || !check_components (now, data->framework, error))
    return FALSE;
  if (*reason == '\0')
    return sl_portfolio_refuse (error, _ ("Say why the portfolio is moved: it is kept beside the "
                                          "move."));
  sl_transaction_note (transaction, "from", now->framework_hash);
  sl_transaction_note (transaction, "to", sl_framework_get_hash (data->framework));
  sl_transaction_note (transaction, "edition", sl_framework_get_edition (data->framework));
  sl_transaction_note (transaction, "reason", reason);
  return sl_pack_records_keep (transaction, sl_framework_get_pack (data->framework), error) &&
         write_move (transaction, data, now, &actor, reason, error);
}

/**
 * sl_portfolio_change_move:
 * @portfolio: as it was seen
 * @to: another edition of its framework; sl_framework_compare() says what it changes
 * @reason: why, in words
 *
 * What was claimed and assessed stays; it stands at the criteria of the new edition that are the
 * same, or say what they were called.
 *
 * Returns: (transfer full): a change, a manager's
 */
SlChange *
sl_portfolio_change_move (SlPortfolio *portfolio, SlFramework *to, const char *reason)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && SL_IS_FRAMEWORK (to), NULL);
  data = sl_portfolio_change_new_data (portfolio, portfolio->id);
  data->framework = g_object_ref (to);
  data->texts[TEXT_REASON] = g_strdup (reason);
  return sl_portfolio_make_change (data, "move-portfolio", "portfolio", move);
}

/* ---- the trainee's own ---- */

static gboolean
set_reading (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autoptr (SlStatement) update = NULL;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_TRAIN, NULL, error))
    return FALSE;
  if (!now->keeps_reading == !data->flag)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "keeps", data->flag ? "yes" : "no");
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE portfolio SET keeps_reading = ? WHERE portfolio_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "it", (gint64) (data->flag ? 1 : 0), now->id);
  return sl_statement_run (update, error);
}

/**
 * sl_portfolio_change_reading:
 * @portfolio: as it was seen
 * @keep: whether the time that documents stand on the trainee's screen is kept
 *
 * Returns: (transfer full): a change, the trainee's alone
 */
SlChange *
sl_portfolio_change_reading (SlPortfolio *portfolio, gboolean keep)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio), NULL);
  data = sl_portfolio_change_new_data (portfolio, portfolio->id);
  data->flag = keep;
  return sl_portfolio_make_change (data, "keep-reading", "portfolio", set_reading);
}
