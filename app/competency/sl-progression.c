/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper.h"
#include "competency/sl-progression-private.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "people/sl-role.h"
#include "review/sl-issue.h"
#include "store/sl-audit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The decision on progression: a written notification, rendered once and kept, whose date starts
 * the clock of an appeal. The bytes are kept first, then one change says so; whatever stops in
 * between leaves at most a kept file that no record names. */

/* What holds "fulfilled" back, a line each. */
char *
sl_progression_list_unmet (SlPortfolio *portfolio)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < portfolio->missing->len; i++)
    {
      const SlMissing *missing = &g_array_index (portfolio->missing, SlMissing, i);

      if (missing->blocks)
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", missing->text);
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

gboolean
sl_progression_check (SlPortfolio *portfolio,
                      const char *outcome,
                      const char *reasons,
                      const char *notified_on,
                      GError **error)
{
  g_autofree char *today = sl_date_today ();
  gboolean fulfilled = g_str_equal (outcome, "fulfilled");

  if (!fulfilled && !g_str_equal (outcome, "not-fulfilled"))
    return sl_portfolio_refuse (error,
                                _ ("A decision is “fulfilled” or “not-fulfilled”; “%s” is "
                                   "neither."),
                                outcome);
  if (fulfilled && !portfolio->complete)
    {
      guint n = 0;
      const char *first = "";

      for (guint i = portfolio->missing->len; i > 0; i--)
        if (g_array_index (portfolio->missing, SlMissing, i - 1).blocks)
          {
            n++;
            first = g_array_index (portfolio->missing, SlMissing, i - 1).text;
          }
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   g_dngettext (NULL,
                                "“Fulfilled” is for a portfolio of which nothing is missing, and "
                                "%u thing is: %s",
                                "“Fulfilled” is for a portfolio of which nothing is missing, and "
                                "%u things are. The first: %s",
                                n),
                   n, first);
      return FALSE;
    }
  if (!fulfilled && *reasons == '\0')
    return sl_portfolio_refuse (error, _ ("Give your reasons: “not fulfilled” is decided in "
                                          "writing."));
  if (!sl_date_is_valid (notified_on))
    return sl_portfolio_refuse (error, _ ("“%s” is not a date. Write it as 2026-11-25."),
                                notified_on);
  return strcmp (notified_on, today) <= 0 ||
         sl_portfolio_refuse (error,
                              _ ("%s has not come yet. Decide on the day of the "
                                 "notification."),
                              notified_on);
}

/* ---- the notification ---- */

static GBytes *
render (const SlPortfolioContext *context,
        SlPortfolio *portfolio,
        const char *outcome,
        const char *reasons,
        const char *unmet,
        SlProgressionSeal *head,
        GError **error)
{
  const SlAppealRule *rule = sl_framework_find_appeal (
      portfolio->framework, sl_person_get_deciding_role (context->author));
  g_auto (GStrv) lines = g_strsplit (unmet, "\n", -1);
  g_autofree char *last_day = NULL;
  g_autofree char *seal = NULL;
  g_autoptr (SlLetter) letter = NULL;

  if (rule != NULL && g_str_equal (outcome, "not-fulfilled"))
    last_day = sl_date_add_days (context->date, (int) rule->days);
  letter = sl_portfolio_compose_notification (context, portfolio, outcome, reasons,
                                              (const char *const *) lines,
                                              last_day != NULL ? last_day : "", error);
  if (letter == NULL || !sl_audit_get_head (sl_store_read (sl_library_get_store (context->library)),
                                            &head->sequence, &head->hash, error))
    return NULL;
  seal = sl_issue_make_seal (head->sequence, head->hash);
  sl_letter_set_seal (letter, seal);
  return sl_letter_render_pdf (letter, error);
}

static gboolean
check_person (SlPortfolio *portfolio, SlPerson *person, GError **error)
{
  g_autofree char *reason = NULL;

  return sl_portfolio_may (portfolio, person, SL_PROGRESS_DECIDE, NULL, &reason) ||
         sl_portfolio_refuse (error, "%s", reason);
}

/**
 * sl_progression_decide:
 * @library: the files of the casebook
 * @packs: all packs
 * @policy: the force's profile, for the letter's head
 * @person: who is at work, and decides and signs
 * @portfolio: as it was seen
 * @outcome: "fulfilled" or "not-fulfilled"
 * @reasons: (nullable): in the decider's own words; a must for "not-fulfilled"
 * @notified_on: (nullable): the day of the notification, ISO; %NULL for today
 * @error: return location
 *
 * What is unmet is listed from the record as it stands in the change. Blocking; any thread.
 *
 * Returns: %FALSE with SL_STORE_ERROR_REFUSED when something is missing for "fulfilled", or
 *   CONFLICT when the portfolio changed while the notification was made
 */
gboolean
sl_progression_decide (SlLibrary *library,
                       SlPackLibrary *packs,
                       SlPolicyLibrary *policy,
                       SlPerson *person,
                       SlPortfolio *portfolio,
                       const char *outcome,
                       const char *reasons,
                       const char *notified_on,
                       GError **error)
{
  SlPortfolioContext context = { library, packs, policy, person, NULL, FALSE, FALSE };
  g_autofree char *today = sl_date_today ();
  g_autofree char *said = NULL;
  g_autofree char *unmet = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (SlSealedFile) file = NULL;
  SlProgressionSeal head = { 0 };

  g_return_val_if_fail (SL_IS_LIBRARY (library) && SL_IS_PORTFOLIO (portfolio), FALSE);
  g_return_val_if_fail (SL_IS_PERSON (person) && outcome != NULL, FALSE);
  context.date = notified_on != NULL ? notified_on : today;
  said = sl_portfolio_tidy (reasons, error);
  if (said == NULL || !check_person (portfolio, person, error) ||
      !sl_progression_check (portfolio, outcome, said, context.date, error))
    return FALSE;
  unmet = sl_progression_list_unmet (portfolio);
  pdf = render (&context, portfolio, outcome, said, unmet, &head, error);
  hash = head.hash;
  if (pdf == NULL)
    return FALSE;
  file = sl_sealed_file_new_from_bytes (pdf, "notification.pdf", error);
  if (file == NULL || !sl_library_keep (library, file, error))
    return FALSE;
  if (sl_store_apply (
          sl_library_get_store (library),
          sl_progression_make_change (portfolio, outcome, said, unmet, context.date, file, &head),
          error))
    return TRUE;
  sl_library_forget (library, sl_sealed_file_get_sha256 (file));
  return FALSE;
}

/* ---- appeals ---- */

/**
 * sl_appeal_list_warnings:
 * @portfolio: as it was seen
 * @progression_id: the decision appealed against
 * @to_role: (nullable): whom it goes to; %NULL for whom the rule names
 * @lodged_on: (nullable): ISO date; %NULL for today
 *
 * Returns: (transfer full): what is to be read before it is lodged: an appeal that is late or goes
 *   to somebody else is recorded all the same
 */
char **
sl_appeal_list_warnings (SlPortfolio *portfolio,
                         const char *progression_id,
                         const char *to_role,
                         const char *lodged_on)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  g_autofree char *today = sl_date_today ();
  const SlProgression *decision;
  int days;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && progression_id != NULL, NULL);
  decision = sl_portfolio_find_progression (portfolio, progression_id);
  if (decision == NULL || *decision->last_day == '\0')
    return g_strv_builder_end (warnings);
  if (sl_date_days_between (decision->last_day, lodged_on != NULL ? lodged_on : today, &days) &&
      days > 0)
    {
      g_autofree char *day = sl_date_format_long (decision->last_day);
      g_autofree char *text = g_strdup_printf (
          g_dngettext (NULL,
                       "The last day was %s: this is %d day late. It is recorded all the same, "
                       "and says so.",
                       "The last day was %s: this is %d days late. It is recorded all the same, "
                       "and says so.",
                       (gulong) days),
          day, days);

      g_strv_builder_add (warnings, text);
    }
  if (to_role != NULL && !g_str_equal (to_role, decision->appeal_to))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("A decision of the %s is appealed to the %s, not to the %s. It is recorded all the "
             "same, and says so."),
          sl_role_get_title (decision->role), sl_role_get_title (decision->appeal_to),
          sl_role_get_title (to_role));

      g_strv_builder_add (warnings, text);
    }
  return g_strv_builder_end (warnings);
}
