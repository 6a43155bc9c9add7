/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-time.h"

#include <string.h>

/* What follows from an edition once rows were read: which one a portfolio and its moves name, until
 * when a decision can be appealed, and which training has to be renewed. */

static SlFramework *
find_edition (SlPortfolioEditions *self, const char *hash, GError **error)
{
  SlFramework *found = g_hash_table_lookup (self->by_hash, hash);

  if (found != NULL)
    return found;
  found = sl_frameworks_load (self->store, self->packs, hash, error);
  if (found != NULL)
    g_hash_table_insert (self->by_hash, g_strdup (hash), found);
  return found;
}

gboolean
sl_portfolio_editions_find (SlPortfolioEditions *self, SlPortfolio *portfolio, GError **error)
{
  SlFramework *framework = find_edition (self, portfolio->framework_hash, error);

  if (framework == NULL)
    return FALSE;
  portfolio->framework = g_object_ref (framework);
  for (guint i = 0; i < portfolio->moves->len; i++)
    {
      SlPortfolioMove *move = g_ptr_array_index (portfolio->moves, i);
      SlFramework *to = find_edition (self, move->to_hash, error);

      if (to == NULL)
        return FALSE;
      move->to = g_object_ref (to);
    }
  return TRUE;
}

void
sl_portfolio_reckon_appeal (SlPortfolio *portfolio, SlProgression *decision, SlFramework *edition)
{
  const SlAppealRule *rule = g_str_equal (decision->outcome, "not-fulfilled")
                                 ? sl_framework_find_appeal (edition, decision->role)
                                 : NULL;
  g_autofree char *last = NULL;

  decision->appeal_to = decision->last_day = "";
  if (rule == NULL)
    return;
  last = sl_date_add_days (decision->notified_on, (int) rule->days);
  decision->appeal_to = sl_portfolio_keep (portfolio, rule->to);
  decision->last_day = sl_portfolio_keep (portfolio, last != NULL ? last : "");
  sl_date_days_between (portfolio->today, decision->last_day, &decision->days_left);
}

gboolean
sl_portfolio_editions_find_appeals (SlPortfolioEditions *self,
                                    SlPortfolio *portfolio,
                                    GError **error)
{
  for (guint i = 0; i < portfolio->progressions->len; i++)
    {
      SlProgression *decision = g_ptr_array_index (portfolio->progressions, i);
      /* Its hash stands there until the rule is known. */
      SlFramework *edition = find_edition (self, decision->appeal_to, error);

      if (edition == NULL)
        return FALSE;
      sl_portfolio_reckon_appeal (portfolio, decision, edition);
    }
  return TRUE;
}

void
sl_portfolio_mark_renewals (SlPortfolio *portfolio)
{
  int within = (int) sl_framework_get_expiry_days (portfolio->framework);

  for (guint i = 0; i < portfolio->training->len; i++)
    {
      SlTraining *training = g_ptr_array_index (portfolio->training, i);
      const GArray *files = g_hash_table_lookup (portfolio->files, training->id);
      int days;

      training->criterion = sl_framework_find_criterion (portfolio->framework,
                                                         training->criterion_id, NULL);
      if (files != NULL)
        {
          training->files = (const SlPortfolioFile *) files->data;
          training->n_files = files->len;
        }
      if (!training->removed && *training->renews_on != '\0' &&
          sl_date_days_between (portfolio->today, training->renews_on, &days))
        {
          training->expired = days < 0;
          training->expires_soon = days >= 0 && days <= within;
        }
    }
}
