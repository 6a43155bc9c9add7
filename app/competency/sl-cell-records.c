/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"
#include "competency/sl-proposal.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "people/sl-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The history of cells: claims, verdicts and what is said to them. This file is the only one that
 * writes "cell_event" and "claim_evidence", and it only ever adds. */

enum
{
  TEXT_VERDICT,
  TEXT_WORDS,
  TEXT_VERBAL,
  TEXT_WRITTEN,
  N_TEXTS
};

/* Where a change of a cell stands, as it is now. */
typedef struct
{
  SlPortfolio *portfolio;
  SlPortfolioActor actor;
  const SlCell *cell;
  char *texts[N_TEXTS]; /* tidied */
} Place;

static void
place_clear (Place *self)
{
  g_clear_object (&self->portfolio);
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
enter (SlTransaction *transaction, SlPortfolioChange *data, Place *place, GError **error)
{
  if (!sl_portfolio_change_enter (transaction, data, &place->portfolio, &place->actor, error))
    return FALSE;
  place->cell = sl_portfolio_find_cell (place->portfolio, data->occasion_id, data->criterion_id);
  if (place->cell == NULL)
    return sl_portfolio_refuse (error, _ ("The portfolio has no criterion %s there."),
                                data->criterion_id);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      place->texts[i] = sl_portfolio_tidy (data->texts[i], error);
      if (place->texts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
note_place (SlTransaction *transaction, const Place *place)
{
  g_autofree char *where = sl_portfolio_name_place (place->portfolio, place->cell->occasion_id);

  sl_transaction_note (transaction, "trainee", place->portfolio->person_name);
  sl_transaction_note (transaction, "in", where);
  sl_transaction_note (transaction, "criterion", place->cell->criterion->id);
}

/* Everybody reads the trail, and a second assessment is blind: the row holds what was said by its
 * hash, so that it can be checked once it is no secret. */
static void
note_sealed (SlTransaction *transaction, const Place *place)
{
  g_autofree char *said = g_strjoin ("\n", place->texts[TEXT_VERDICT], place->texts[TEXT_WORDS],
                                     place->texts[TEXT_VERBAL], place->texts[TEXT_WRITTEN], NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, said, -1);

  sl_transaction_note (transaction, "said-sha256", hash);
}

static gboolean
add_event (SlTransaction *transaction,
           const SlPortfolioChange *data,
           const Place *place,
           const char *kind,
           const char *answers,
           GError **error)
{
  static const char *const names[N_TEXTS] = { "verdict", "words", "verbal", "written" };
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO cell_event (event_id, portfolio_id, occasion_id, criterion_id, kind, verdict,"
      " words, verbal, written, answers, framework_hash, person_id, role, self_declared, at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  note_place (transaction, place);
  if (g_str_equal (kind, "second"))
    note_sealed (transaction, place);
  for (guint i = 0; i < N_TEXTS && !g_str_equal (kind, "second"); i++)
    if (*place->texts[i] != '\0')
      sl_transaction_note (transaction, names[i], place->texts[i]);
  sl_portfolio_change_touch (transaction, place->portfolio);
  sl_statement_bind (insert, "tttttttttttttit", data->id, place->portfolio->id, data->occasion_id,
                     data->criterion_id, kind, place->texts[TEXT_VERDICT], place->texts[TEXT_WORDS],
                     place->texts[TEXT_VERBAL], place->texts[TEXT_WRITTEN], answers,
                     place->portfolio->framework_hash, place->actor.id, place->actor.role,
                     (gint64) place->actor.self_declared, sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static SlPortfolioChange *
new_data (SlPortfolio *portfolio, const SlCell *cell, const char *event_id)
{
  g_autofree char *id = event_id != NULL ? g_strdup (event_id) : sl_id_new ();
  SlPortfolioChange *data = sl_portfolio_change_new_data (portfolio, id);

  g_free (data->occasion_id);
  g_free (data->criterion_id);
  data->occasion_id = g_strdup (cell->occasion_id);
  data->criterion_id = g_strdup (cell->criterion->id);
  return data;
}

/* ---- claims ---- */

static gboolean
add_evidence (SlTransaction *transaction, const SlPortfolioChange *data, GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO claim_evidence (evidence_id, event_id, position, kind, object_kind, object_id,"
      " label, detail, on_date, sha256, personal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; data->evidence != NULL && i < data->evidence->len; i++)
    {
      const SlProposal *piece = g_ptr_array_index (data->evidence, i);
      g_autofree char *id = sl_id_new ();

      sl_transaction_note (transaction, "evidence", piece->label);
      sl_statement_bind (insert, "ttittttttti", id, data->id, (gint64) i, piece->kind,
                         piece->object_kind, piece->object_id, piece->label, piece->detail,
                         piece->on_date, piece->sha256, (gint64) (piece->personal ? 1 : 0));
      if (!sl_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_files (const Place *place, const char *event_id)
{
  g_autoptr (GPtrArray) files = sl_portfolio_list_files (place->portfolio, event_id);

  return files->len > 0;
}

static gboolean
check_claim (const Place *place, const SlPortfolioChange *data, GError **error)
{
  const SlFrameworkCriterion *criterion = place->cell->criterion;
  gboolean words = *place->texts[TEXT_WORDS] != '\0';

  if (data->flag && !criterion->where_applicable)
    return sl_portfolio_refuse (error,
                                _ ("“%s” always applies: the framework allows no “not "
                                   "applicable” for it."),
                                criterion->title);
  if (data->flag && !words)
    return sl_portfolio_refuse (error, _ ("Say why “%s” does not apply here."), criterion->title);
  if (!words && (data->evidence == NULL || data->evidence->len == 0) &&
      !has_files (place, data->id))
    return sl_portfolio_refuse (error,
                                _ ("Say what shows “%s”: in words, with something from the "
                                   "case, or with a file."),
                                criterion->title);
  return TRUE;
}

static gboolean
claim (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_auto (Place) place = { 0 };

  return enter (transaction, data, &place, error) &&
         sl_portfolio_check (place.portfolio, &place.actor, SL_PROGRESS_CLAIM, place.cell, error) &&
         check_claim (&place, data, error) &&
         add_event (transaction, data, &place, "claim", "", error) &&
         add_evidence (transaction, data, error);
}

static SlProposal *
copy_piece (const SlProposal *piece)
{
  SlProposal *copy = g_new0 (SlProposal, 1);

  copy->kind = g_strdup (piece->kind);
  copy->label = g_strdup (piece->label);
  copy->detail = g_strdup (piece->detail != NULL ? piece->detail : "");
  copy->on_date = g_strdup (piece->on_date != NULL ? piece->on_date : "");
  copy->object_kind = g_strdup (piece->object_kind != NULL ? piece->object_kind : "");
  copy->object_id = g_strdup (piece->object_id != NULL ? piece->object_id : "");
  copy->sha256 = g_strdup (piece->sha256 != NULL ? piece->sha256 : "");
  copy->own = piece->own;
  copy->personal = piece->personal;
  return copy;
}

/**
 * sl_cell_change_claim:
 * @portfolio: as it was seen
 * @cell: of which criterion and occasion
 * @event_id: (nullable): a new id, so that files can be added to the claim before; %NULL for any
 * @words: (nullable): the trainee's own
 * @evidence: (nullable): of #SlProposal; copied
 * @not_applicable: it is claimed not to apply; @words say why
 *
 * Returns: (transfer full): a change, the trainee's alone
 */
SlChange *
sl_cell_change_claim (SlPortfolio *portfolio,
                      const SlCell *cell,
                      const char *event_id,
                      const char *words,
                      GPtrArray *evidence,
                      gboolean not_applicable)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && cell != NULL, NULL);
  data = new_data (portfolio, cell, event_id);
  data->texts[TEXT_VERDICT] = g_strdup (not_applicable ? "not-applicable" : "");
  data->texts[TEXT_WORDS] = g_strdup (words);
  data->flag = not_applicable;
  data->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_free);
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    g_ptr_array_add (data->evidence, copy_piece (g_ptr_array_index (evidence, i)));
  return sl_portfolio_make_change (data, "claim-criterion", "cell_event", claim);
}

static gboolean
withdraw (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_auto (Place) place = { 0 };

  if (!enter (transaction, data, &place, error) ||
      !sl_portfolio_check (place.portfolio, &place.actor, SL_PROGRESS_CLAIM, place.cell, error))
    return FALSE;
  if (place.cell->state != SL_CELL_CLAIMED)
    return sl_portfolio_refuse (error,
                                _ ("No claim of “%s” waits for an assessor, so there is "
                                   "none to take back."),
                                place.cell->criterion->title);
  return add_event (transaction, data, &place, "withdraw", place.cell->claim->id, error);
}

/**
 * sl_cell_change_withdraw:
 * @portfolio: as it was seen
 * @cell: whose claim waits
 * @words: (nullable): why
 *
 * Returns: (transfer full): a change, the trainee's alone; the claim stays in the history
 */
SlChange *
sl_cell_change_withdraw (SlPortfolio *portfolio, const SlCell *cell, const char *words)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && cell != NULL, NULL);
  data = new_data (portfolio, cell, NULL);
  data->texts[TEXT_WORDS] = g_strdup (words);
  return sl_portfolio_make_change (data, "withdraw-claim", "cell_event", withdraw);
}

/* ---- verdicts ---- */

static gboolean
check_verdict (const Place *place, GError **error)
{
  const SlFrameworkCriterion *criterion = place->cell->criterion;
  const SlCellEvent *claimed = place->cell->claim;
  const char *verdict = place->texts[TEXT_VERDICT];
  gboolean met = g_str_equal (verdict, "met");
  gboolean not_applicable = g_str_equal (verdict, "not-applicable");

  if (!met && !not_applicable && !g_str_equal (verdict, "not-yet"))
    return sl_portfolio_refuse (error,
                                _ ("A verdict is “met”, “not-yet” or “not-applicable”; "
                                   "“%s” is none of these."),
                                verdict);
  if (not_applicable && !criterion->where_applicable)
    return sl_portfolio_refuse (error,
                                _ ("“%s” always applies: the framework allows no “not "
                                   "applicable” for it."),
                                criterion->title);
  if (met && claimed == NULL)
    return sl_portfolio_refuse (error,
                                _ ("“%s” was not claimed: there is nothing that could be "
                                   "met. Say what is needed instead."),
                                criterion->title);
  if (met && g_str_equal (claimed->verdict, "not-applicable"))
    return sl_portfolio_refuse (error,
                                _ ("It was claimed that “%s” does not apply. Agree to that "
                                   "with “not-applicable”, or say what is needed."),
                                criterion->title);
  if (!met && *place->texts[TEXT_WORDS] == '\0')
    return sl_portfolio_refuse (error, "%s",
                                not_applicable ? _ ("Say why it does not apply.")
                                               : _ ("Say what is needed: “not yet” without "
                                                    "feedback helps nobody."));
  return TRUE;
}

static gboolean
assess (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_auto (Place) place = { 0 };

  return enter (transaction, data, &place, error) &&
         sl_portfolio_check (place.portfolio, &place.actor, SL_PROGRESS_ASSESS, place.cell,
                             error) &&
         check_verdict (&place, error) &&
         add_event (transaction, data, &place, "verdict",
                    place.cell->claim != NULL ? place.cell->claim->id : "", error);
}

static SlPortfolioChange *
new_verdict (SlPortfolio *portfolio, const SlCell *cell, const SlCellVerdict *verdict)
{
  SlPortfolioChange *data = new_data (portfolio, cell, NULL);

  data->texts[TEXT_VERDICT] = g_strdup (verdict->verdict);
  data->texts[TEXT_WORDS] = g_strdup (verdict->feedback);
  data->texts[TEXT_VERBAL] = g_strdup (verdict->verbal);
  data->texts[TEXT_WRITTEN] = g_strdup (verdict->written);
  return data;
}

/**
 * sl_cell_change_assess:
 * @portfolio: as it was seen
 * @cell: what is assessed
 * @verdict: what it came to, and what verbal and written work was looked at
 *
 * Returns: (transfer full): a change by an assessor of the component, never by the trainee; it adds
 *   to what was assessed before
 */
SlChange *
sl_cell_change_assess (SlPortfolio *portfolio, const SlCell *cell, const SlCellVerdict *verdict)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && cell != NULL, NULL);
  g_return_val_if_fail (verdict != NULL && verdict->verdict != NULL, NULL);
  return sl_portfolio_make_change (new_verdict (portfolio, cell, verdict), "assess-criterion",
                                   "cell_event", assess);
}

/* ---- what is said to a verdict ---- */

static gboolean
acknowledge (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_auto (Place) place = { 0 };

  if (!enter (transaction, data, &place, error) ||
      !sl_portfolio_check (place.portfolio, &place.actor, SL_PROGRESS_TRAIN, NULL, error))
    return FALSE;
  if (place.cell->verdict == NULL)
    return sl_portfolio_refuse (error,
                                _ ("“%s” was not assessed yet, so there is nothing to "
                                   "acknowledge."),
                                place.cell->criterion->title);
  if (place.cell->acknowledged)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  return add_event (transaction, data, &place, "acknowledge", place.cell->verdict->id, error);
}

/**
 * sl_cell_change_acknowledge:
 * @portfolio: as it was seen
 * @cell: whose newest verdict the trainee has read
 *
 * Returns: (transfer full): a change, the trainee's alone
 */
SlChange *
sl_cell_change_acknowledge (SlPortfolio *portfolio, const SlCell *cell)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && cell != NULL, NULL);
  return sl_portfolio_make_change (new_data (portfolio, cell, NULL), "acknowledge-assessment",
                                   "cell_event", acknowledge);
}

static gboolean
check_reply (const Place *place, GError **error)
{
  SlProgressStep step = g_str_equal (place->actor.id, place->portfolio->person_id)
                            ? SL_PROGRESS_TRAIN
                            : SL_PROGRESS_ASSESS;

  if (!sl_portfolio_check (place->portfolio, &place->actor, step,
                           step == SL_PROGRESS_ASSESS ? place->cell : NULL, error))
    return FALSE;
  if (place->cell->verdict == NULL && place->cell->claim == NULL)
    return sl_portfolio_refuse (error,
                                _ ("Nothing was said of “%s” yet that could be replied "
                                   "to."),
                                place->cell->criterion->title);
  return *place->texts[TEXT_WORDS] != '\0' ||
         sl_portfolio_refuse (error, _ ("A reply needs words."));
}

static gboolean
reply (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_auto (Place) place = { 0 };
  const SlCellEvent *answered;

  if (!enter (transaction, data, &place, error) || !check_reply (&place, error))
    return FALSE;
  answered = place.cell->verdict != NULL ? place.cell->verdict : place.cell->claim;
  return add_event (transaction, data, &place, "reply", answered->id, error);
}

/**
 * sl_cell_change_reply:
 * @portfolio: as it was seen
 * @cell: what is talked about
 * @words: what is said
 *
 * Returns: (transfer full): a change by the trainee or an assessor
 */
SlChange *
sl_cell_change_reply (SlPortfolio *portfolio, const SlCell *cell, const char *words)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && cell != NULL && words != NULL, NULL);
  data = new_data (portfolio, cell, NULL);
  data->texts[TEXT_WORDS] = g_strdup (words);
  return sl_portfolio_make_change (data, "reply-assessment", "cell_event", reply);
}

/* ---- a second look, blind ---- */

static gboolean
assess_second (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_auto (Place) place = { 0 };
  const char *request;

  if (!enter (transaction, data, &place, error))
    return FALSE;
  request = sl_portfolio_find_blind_request (place.portfolio, data->occasion_id, place.actor.id);
  if (*request == '\0')
    return sl_portfolio_refuse (error, _ ("Nobody asked you for a second assessment of this, or "
                                          "you have finished it."));
  return check_verdict (&place, error) &&
         add_event (transaction, data, &place, "second", request, error);
}

/**
 * sl_second_change_assess:
 * @portfolio: as it was seen
 * @cell: of an occasion that the person at work was asked to look at blind
 * @verdict: what it comes to in their eyes
 *
 * Returns: (transfer full): a change; the cell's state stays what it was
 */
SlChange *
sl_second_change_assess (SlPortfolio *portfolio, const SlCell *cell, const SlCellVerdict *verdict)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && cell != NULL, NULL);
  g_return_val_if_fail (verdict != NULL && verdict->verdict != NULL, NULL);
  return sl_portfolio_make_change (new_verdict (portfolio, cell, verdict), "assess-second",
                                   "cell_event", assess_second);
}
