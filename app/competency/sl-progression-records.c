/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-progression-private.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "documents/sl-document-records.h"
#include "people/sl-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Decisions on progression and appeals against them. This file is the only one that writes
 * "progression", "appeal" and "appeal_outcome", and it only ever adds. */

enum
{
  TEXT_OUTCOME,
  TEXT_REASONS,
  TEXT_UNMET,
  TEXT_DATE,
  TEXT_SHA256,
  TEXT_SIZE,
  TEXT_PROGRESSION,
  TEXT_GROUNDS,
  TEXT_TO,
  TEXT_AUDIT_SEQUENCE,
  TEXT_AUDIT_HASH,
};

/* ---- the decision ---- */

static gboolean
write_decision (SlTransaction *transaction,
                const SlPortfolioChange *data,
                SlPortfolio *now,
                const SlPortfolioActor *actor,
                GError **error)
{
  gint64 size = g_ascii_strtoll (data->texts[TEXT_SIZE], NULL, 10);
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO progression (progression_id, portfolio_id, outcome, reasons, unmet,"
      " notified_on, sha256, size, audit_sequence, audit_hash, framework_hash, person_id, role,"
      " self_declared, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttttiittttit", data->id, now->id, data->texts[TEXT_OUTCOME],
                     data->texts[TEXT_REASONS], data->texts[TEXT_UNMET], data->texts[TEXT_DATE],
                     data->texts[TEXT_SHA256], size,
                     g_ascii_strtoll (data->texts[TEXT_AUDIT_SEQUENCE], NULL, 10),
                     data->texts[TEXT_AUDIT_HASH], now->framework_hash, actor->id, actor->role,
                     (gint64) actor->self_declared, sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static gboolean
decide (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autofree char *unmet = NULL;
  g_autofree char *head = NULL;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_DECIDE, NULL, error) ||
      !sl_progression_check (now, data->texts[TEXT_OUTCOME], data->texts[TEXT_REASONS],
                             data->texts[TEXT_DATE], error))
    return FALSE;
  unmet = sl_progression_list_unmet (now);
  if (!g_str_equal (unmet, data->texts[TEXT_UNMET]))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
                   _ ("The portfolio of %s changed while the notification was made. Look at it "
                      "again, then decide."),
                   now->person_name);
      return FALSE;
    }
  sl_transaction_note (transaction, "trainee", now->person_name);
  sl_transaction_note (transaction, "outcome", data->texts[TEXT_OUTCOME]);
  if (*data->texts[TEXT_REASONS] != '\0')
    sl_transaction_note (transaction, "reasons", data->texts[TEXT_REASONS]);
  sl_transaction_note (transaction, "notified-on", data->texts[TEXT_DATE]);
  sl_transaction_note (transaction, "sha256", data->texts[TEXT_SHA256]);
  head = g_strdup_printf ("%s %s", data->texts[TEXT_AUDIT_SEQUENCE], data->texts[TEXT_AUDIT_HASH]);
  sl_transaction_note (transaction, "audit-head", head);
  sl_portfolio_change_touch (transaction, now);
  return sl_document_records_name_file (transaction, data->texts[TEXT_SHA256],
                                        g_ascii_strtoll (data->texts[TEXT_SIZE], NULL, 10),
                                        "application/pdf", error) &&
         write_decision (transaction, data, now, &actor, error);
}

SlChange *
sl_progression_make_change (SlPortfolio *portfolio,
                            const char *outcome,
                            const char *reasons,
                            const char *unmet,
                            const char *notified_on,
                            SlSealedFile *file,
                            const SlProgressionSeal *seal)
{
  g_autofree char *id = sl_id_new ();
  SlPortfolioChange *data = sl_portfolio_change_new_data (portfolio, id);

  data->texts[TEXT_OUTCOME] = g_strdup (outcome);
  data->texts[TEXT_REASONS] = g_strdup (reasons);
  data->texts[TEXT_UNMET] = g_strdup (unmet);
  data->texts[TEXT_DATE] = g_strdup (notified_on);
  data->texts[TEXT_SHA256] = g_strdup (sl_sealed_file_get_sha256 (file));
  data->texts[TEXT_SIZE] = g_strdup_printf ("%" G_GINT64_FORMAT,
                                            (gint64) sl_sealed_file_get_size (file));
  data->texts[TEXT_AUDIT_SEQUENCE] = g_strdup_printf ("%" G_GINT64_FORMAT, seal->sequence);
  data->texts[TEXT_AUDIT_HASH] = g_strdup (seal->hash);
  return sl_portfolio_make_change (data, "decide-progression", "progression", decide);
}

/* ---- lodging an appeal ---- */

static gboolean
check_lodging (const SlProgression *decision,
               const char *grounds,
               const char *to_role,
               const char *lodged_on,
               GError **error)
{
  g_autofree char *today = sl_date_today ();

  if (*grounds == '\0')
    return sl_portfolio_refuse (error, _ ("Give the grounds: an appeal is made in writing and says "
                                          "which part of the decision is wrong, and why."));
  if (sl_role_find (to_role) == NULL)
    return sl_portfolio_refuse (error, _ ("There is no role “%s”."), to_role);
  if (!sl_date_is_valid (lodged_on))
    return sl_portfolio_refuse (error, _ ("“%s” is not a date. Write it as 2026-11-25."),
                                lodged_on);
  if (strcmp (lodged_on, today) > 0)
    return sl_portfolio_refuse (error, _ ("%s has not come yet."), lodged_on);
  return strcmp (lodged_on, decision->notified_on) >= 0 ||
         sl_portfolio_refuse (error,
                              _ ("The decision was notified on %s: nobody appealed before "
                                 "that."),
                              decision->notified_on);
}

static const SlProgression *
find_decision (SlPortfolio *now, const char *id, GError **error)
{
  const SlProgression *decision = sl_portfolio_find_progression (now, id);

  if (decision == NULL)
    sl_portfolio_refuse (error, _ ("This portfolio has no decision %s."), id);
  return decision;
}

static gboolean
write_appeal (SlTransaction *transaction,
              const SlPortfolioChange *data,
              const SlProgression *decision,
              const char *grounds,
              const char *to_role,
              const char *lodged_on,
              GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO appeal (appeal_id, progression_id, grounds, lodged_on, last_day, to_role,"
      " right_role, person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "ttttttttt", data->id, decision->id, grounds, lodged_on,
                     decision->last_day, to_role, decision->appeal_to,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static gboolean
lodge (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autofree char *grounds = NULL;
  g_autofree char *today = sl_date_today ();
  const char *lodged_on = data->texts[TEXT_DATE] != NULL ? data->texts[TEXT_DATE] : today;
  const char *to_role;
  const SlProgression *decision;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_APPEAL, NULL, error) ||
      (decision = find_decision (now, data->texts[TEXT_PROGRESSION], error)) == NULL ||
      (grounds = sl_portfolio_tidy (data->texts[TEXT_GROUNDS], error)) == NULL)
    return FALSE;
  if (!g_str_equal (decision->outcome, "not-fulfilled") || *decision->appeal.id != '\0')
    return sl_portfolio_refuse (error, _ ("Only a decision that says “not fulfilled” is appealed "
                                          "against, and once."));
  to_role = data->texts[TEXT_TO] != NULL ? data->texts[TEXT_TO] : decision->appeal_to;
  if (!check_lodging (decision, grounds, to_role, lodged_on, error))
    return FALSE;
  sl_transaction_note (transaction, "grounds", grounds);
  sl_transaction_note (transaction, "lodged-on", lodged_on);
  sl_transaction_note (transaction, "last-day", decision->last_day);
  sl_transaction_note (transaction, "to", to_role);
  if (!g_str_equal (to_role, decision->appeal_to))
    sl_transaction_note (transaction, "should-go-to", decision->appeal_to);
  if (strcmp (lodged_on, decision->last_day) > 0)
    sl_transaction_note (transaction, "late", "yes");
  sl_portfolio_change_touch (transaction, now);
  return write_appeal (transaction, data, decision, grounds, to_role, lodged_on, error);
}

/**
 * sl_appeal_change_lodge:
 * @portfolio: as it was seen
 * @progression_id: a decision that says "not fulfilled"
 * @grounds: in writing
 * @to_role: (nullable): whom it goes to; %NULL for whom the rule names
 * @lodged_on: (nullable): ISO date; %NULL for today
 *
 * Returns: (transfer full): a change, the trainee's alone; sl_appeal_list_warnings() says before
 *   whether it is late or goes to somebody else, which is recorded and not refused
 */
SlChange *
sl_appeal_change_lodge (SlPortfolio *portfolio,
                        const char *progression_id,
                        const char *grounds,
                        const char *to_role,
                        const char *lodged_on)
{
  SlPortfolioChange *data;
  g_autofree char *id = sl_id_new ();

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio), NULL);
  g_return_val_if_fail (progression_id != NULL && grounds != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, id);
  data->texts[TEXT_PROGRESSION] = g_strdup (progression_id);
  data->texts[TEXT_GROUNDS] = g_strdup (grounds);
  data->texts[TEXT_TO] = g_strdup (to_role);
  data->texts[TEXT_DATE] = g_strdup (lodged_on);
  return sl_portfolio_make_change (data, "lodge-appeal", "appeal", lodge);
}

/* ---- deciding it ---- */

static gboolean
write_outcome (SlTransaction *transaction,
               const SlPortfolioChange *data,
               const char *appeal_id,
               const char *reasons,
               const SlPortfolioActor *actor,
               GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO appeal_outcome (appeal_id, outcome, reasons, person_id, role, self_declared, at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttit", appeal_id, data->texts[TEXT_OUTCOME], reasons, actor->id,
                     actor->role, (gint64) actor->self_declared,
                     sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static gboolean
decide_appeal (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autofree char *reasons = NULL;
  const SlProgression *decision;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_DECIDE_APPEAL, NULL, error) ||
      (decision = find_decision (now, data->texts[TEXT_PROGRESSION], error)) == NULL ||
      (reasons = sl_portfolio_tidy (data->texts[TEXT_REASONS], error)) == NULL)
    return FALSE;
  if (decision != sl_portfolio_find_appealed (now))
    return sl_portfolio_refuse (error, _ ("No appeal against this decision waits."));
  if (!g_str_equal (data->texts[TEXT_OUTCOME], "upheld") &&
      !g_str_equal (data->texts[TEXT_OUTCOME], "dismissed"))
    return sl_portfolio_refuse (error,
                                _ ("An appeal is “upheld” or “dismissed”; “%s” is "
                                   "neither."),
                                data->texts[TEXT_OUTCOME]);
  if (*reasons == '\0')
    return sl_portfolio_refuse (error, _ ("Give the reasons for what the appeal came to."));
  sl_transaction_note (transaction, "trainee", now->person_name);
  sl_transaction_note (transaction, "outcome", data->texts[TEXT_OUTCOME]);
  sl_transaction_note (transaction, "reasons", reasons);
  sl_portfolio_change_touch (transaction, now);
  return write_outcome (transaction, data, decision->appeal.id, reasons, &actor, error);
}

/**
 * sl_appeal_change_decide:
 * @portfolio: as it was seen
 * @progression_id: the decision that was appealed against
 * @outcome: "upheld" (the appeal is right) or "dismissed"
 * @reasons: in writing
 *
 * Returns: (transfer full): a change by somebody of the role that the rule names or a higher one,
 *   who did not take the decision; once upheld, a new decision follows
 */
SlChange *
sl_appeal_change_decide (SlPortfolio *portfolio,
                         const char *progression_id,
                         const char *outcome,
                         const char *reasons)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && progression_id != NULL, NULL);
  g_return_val_if_fail (outcome != NULL && reasons != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, progression_id);
  data->texts[TEXT_PROGRESSION] = g_strdup (progression_id);
  data->texts[TEXT_OUTCOME] = g_strdup (outcome);
  data->texts[TEXT_REASONS] = g_strdup (reasons);
  return sl_portfolio_make_change (data, "decide-appeal", "appeal_outcome", decide_appeal);
}
