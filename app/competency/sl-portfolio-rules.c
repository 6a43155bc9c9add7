/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-time.h"
#include "people/sl-person-private.h"
#include "people/sl-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who may take which step of a portfolio, as one answer for pages (which grey a button out with the
 * sentence) and for changes (which refuse with it). The lines that hold whatever a framework says
 * stand here: nobody assesses or decides for themselves, and an appeal is never decided by whoever
 * took the decision (role profile S002). */

gboolean
sl_portfolio_refuse (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, text);
  return FALSE;
}

static gboolean no (char **reason, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
no (char **reason, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (reason != NULL)
    *reason = g_strdup_vprintf (format, values);
  va_end (values);
  return FALSE;
}

static guint
get_rank (const char *role)
{
  const SlRole *found = sl_role_find (role);

  return found != NULL ? found->rank : 0;
}

gboolean
sl_portfolio_role_manages (const char *role)
{
  return get_rank (role) >= get_rank ("manager");
}

char *
sl_portfolio_name_roles (const char *const *roles)
{
  GString *text = g_string_new (NULL);
  guint n = g_strv_length ((char **) roles);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, i + 1 < n ? ", " : _ (" or "));
      g_string_append (text, sl_role_get_title (roles[i]));
    }
  return g_string_free (text, FALSE);
}

char *
sl_portfolio_name_place (SlPortfolio *self, const char *occasion_id)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (self, occasion_id);

  if (occasion == NULL)
    return g_strdup (_ ("training"));
  /* TRANSLATORS: "occasion 2" or "scheme 1", with the framework's own word for it */
  return g_strdup_printf (_ ("%s %u"), occasion->component->noun, occasion->number);
}

/* ---- the trainee's own steps ---- */

static gboolean
is_owner (SlPortfolio *self, const SlPortfolioActor *actor)
{
  return g_str_equal (actor->id, self->person_id);
}

static gboolean
may_train (SlPortfolio *self, const SlPortfolioActor *actor, char **reason)
{
  if (!is_owner (self, actor))
    return no (reason, _ ("This is for %s to do: a portfolio is filled in by its trainee alone."),
               self->person_name);
  if (*self->origin != '\0')
    return no (reason, _ ("This portfolio is worked at another computer and came in a bundle: here "
                          "it is only assessed."));
  return TRUE;
}

static gboolean
stands_in_dropped (SlPortfolio *self, const SlCell *cell, char **reason)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (self, cell->occasion_id);

  if (occasion == NULL || !occasion->dropped)
    return FALSE;
  no (reason, _ ("“%s” is no longer one of the %s. Take it back first."), occasion->title,
      occasion->component->nouns);
  return TRUE;
}

static gboolean
may_claim (SlPortfolio *self, const SlPortfolioActor *actor, const SlCell *cell, char **reason)
{
  if (!may_train (self, actor, reason))
    return FALSE;
  if (cell == NULL)
    return TRUE;
  if (stands_in_dropped (self, cell, reason))
    return FALSE;
  if (cell->state == SL_CELL_MET || cell->state == SL_CELL_NOT_APPLICABLE)
    {
      g_autofree char *day = sl_time_get_date (cell->verdict->at);
      g_autofree char *words = sl_date_format_long (day);

      return no (reason,
                 _ ("“%s” was settled on %s, and what is settled stays. An assessor can "
                    "assess it anew."),
                 cell->criterion->title, words);
    }
  return TRUE;
}

/* ---- of those who assess and decide ---- */

/* Nobody for themselves, and nobody before they have said who they are. */
static gboolean
may_judge (SlPortfolio *self, const SlPortfolioActor *actor, char **reason)
{
  if (is_owner (self, actor))
    return no (reason, _ ("This is your own portfolio: nobody assesses or decides for "
                          "themselves."));
  if (!actor->declared)
    return no (reason, _ ("Say first who you are and what your role is: an account that has not "
                          "declared itself decides nothing."));
  return TRUE;
}

static const SlComponent *
get_component (SlPortfolio *self, const SlCell *cell)
{
  const SlComponent *component = NULL;

  sl_framework_find_criterion (self->framework, cell->criterion->id, &component);
  return component;
}

static gboolean
assesses_any (SlPortfolio *self, const char *role)
{
  for (guint i = 0; i < sl_framework_get_n_components (self->framework); i++)
    if (sl_component_may_assess (sl_framework_get_component (self->framework, i), role))
      return TRUE;
  return FALSE;
}

/* The triggers let nobody below a manager write a verdict, whatever a framework says. */
static gboolean
may_assess (SlPortfolio *self, const SlPortfolioActor *actor, const SlCell *cell, char **reason)
{
  const SlComponent *component = cell != NULL ? get_component (self, cell) : NULL;

  if (!may_judge (self, actor, reason))
    return FALSE;
  if (!sl_portfolio_role_manages (actor->role) ||
      (component == NULL && !assesses_any (self, actor->role)))
    return no (reason, _ ("A portfolio is assessed by a manager, and your role is %s."),
               sl_role_get_title (actor->role));
  if (component != NULL && !sl_component_may_assess (component, actor->role))
    {
      g_autofree char *roles = sl_portfolio_name_roles (component->assessors);

      return no (reason, _ ("“%s” is assessed by a %s, and your role is %s."), component->title,
                 roles, sl_role_get_title (actor->role));
    }
  if (cell == NULL)
    return TRUE;
  if (stands_in_dropped (self, cell, reason))
    return FALSE;
  if (*sl_portfolio_find_blind_request (self, cell->occasion_id, actor->id) != '\0')
    return no (reason, _ ("You were asked to assess this a second time without seeing what others "
                          "decided. Give your second assessment, and finish it first."));
  return TRUE;
}

static gboolean
may_decide (SlPortfolio *self, const SlPortfolioActor *actor, char **reason)
{
  const char *const *deciders = sl_framework_get_deciders (self->framework);

  if (!may_judge (self, actor, reason))
    return FALSE;
  for (guint i = 0; i < self->requests->len; i++)
    {
      const SlPortfolioRequest *request = g_ptr_array_index (self->requests, i);

      if (*request->finished_at == '\0' && g_str_equal (request->assessor_id, actor->id))
        return no (reason, _ ("You were asked to assess a part of this a second time without "
                              "seeing what others decided. Finish that first."));
    }
  if (!sl_portfolio_role_manages (actor->role) || !g_strv_contains (deciders, actor->role))
    {
      g_autofree char *roles = sl_portfolio_name_roles (deciders);

      return no (reason, _ ("Progression is decided by a %s, and your role is %s."), roles,
                 sl_role_get_title (actor->role));
    }
  for (guint i = 0; i < self->progressions->len; i++)
    {
      const SlProgression *decision = g_ptr_array_index (self->progressions, i);

      if (g_str_equal (decision->outcome, "fulfilled"))
        {
          g_autofree char *day = sl_date_format_long (decision->notified_on);

          return no (reason, _ ("That %s has fulfilled the framework was decided on %s."),
                     self->person_name, day);
        }
    }
  return TRUE;
}

static gboolean
may_manage (SlPortfolio *self, const SlPortfolioActor *actor, char **reason)
{
  if (!may_judge (self, actor, reason))
    return FALSE;
  if (!sl_portfolio_role_manages (actor->role))
    return no (reason, _ ("This is for a %s or above to do, and your role is %s."),
               sl_role_get_title ("manager"), sl_role_get_title (actor->role));
  return TRUE;
}

/* ---- appeals ---- */

static gboolean
may_appeal (SlPortfolio *self, const SlPortfolioActor *actor, char **reason)
{
  const SlProgression *decision = sl_portfolio_find_appealable (self);

  if (!is_owner (self, actor))
    return no (reason, _ ("An appeal is for %s to lodge."), self->person_name);
  if (decision == NULL)
    return no (reason, _ ("There is no decision to appeal against: only one that says “not "
                          "fulfilled” can be, and once."));
  if (*decision->appeal_to == '\0')
    return no (reason, _ ("The framework names nobody to whom a decision of the %s is appealed."),
               sl_role_get_title (decision->role));
  return TRUE;
}

static gboolean
may_decide_appeal (SlPortfolio *self, const SlPortfolioActor *actor, char **reason)
{
  const SlProgression *decision = sl_portfolio_find_appealed (self);

  if (decision == NULL)
    return no (reason, _ ("No appeal waits for a decision."));
  if (!may_judge (self, actor, reason))
    return FALSE;
  if (g_str_equal (decision->person_id, actor->id))
    return no (reason, _ ("You took the decision that is appealed against: somebody else decides "
                          "the appeal."));
  if (get_rank (actor->role) < get_rank (decision->appeal.right_role) ||
      get_rank (actor->role) <= get_rank ("manager"))
    return no (reason, _ ("This appeal is decided by the %s, and your role is %s."),
               sl_role_get_title (decision->appeal.right_role), sl_role_get_title (actor->role));
  return TRUE;
}

gboolean
sl_portfolio_allows (SlPortfolio *self,
                     const SlPortfolioActor *actor,
                     SlProgressStep step,
                     const SlCell *cell,
                     char **reason)
{
  switch (step)
    {
    case SL_PROGRESS_CLAIM:
      return may_claim (self, actor, cell, reason);
    case SL_PROGRESS_TRAIN:
      return may_train (self, actor, reason);
    case SL_PROGRESS_ASSESS:
      return may_assess (self, actor, cell, reason);
    case SL_PROGRESS_DECIDE:
      return may_decide (self, actor, reason);
    case SL_PROGRESS_APPEAL:
      return may_appeal (self, actor, reason);
    case SL_PROGRESS_DECIDE_APPEAL:
      return may_decide_appeal (self, actor, reason);
    case SL_PROGRESS_MOVE:
      return may_manage (self, actor, reason) &&
             (*self->origin == '\0' ||
              no (reason, _ ("This portfolio is worked at another computer: it is moved to another "
                             "edition there.")));
    case SL_PROGRESS_ASK_SECOND:
      return may_manage (self, actor, reason);
    case SL_PROGRESS_READ:
      return is_owner (self, actor) ||
             (actor->declared && sl_portfolio_role_manages (actor->role)) ||
             no (reason, _ ("A portfolio is read by its trainee and by managers."));
    }
  g_return_val_if_reached (FALSE);
}

gboolean
sl_portfolio_check (SlPortfolio *self,
                    const SlPortfolioActor *actor,
                    SlProgressStep step,
                    const SlCell *cell,
                    GError **error)
{
  g_autofree char *reason = NULL;

  return sl_portfolio_allows (self, actor, step, cell, &reason) ||
         sl_portfolio_refuse (error, "%s", reason);
}

/**
 * sl_portfolio_may:
 * @portfolio: a portfolio
 * @person: who is at work
 * @step: what they want to do
 * @cell: (nullable): to what, of claiming and assessing; %NULL for any
 * @reason: (out) (optional) (transfer full): a sentence when they may not
 *
 * Returns: whether the step is theirs to take, now
 */
gboolean
sl_portfolio_may (SlPortfolio *portfolio,
                  SlPerson *person,
                  SlProgressStep step,
                  const SlCell *cell,
                  char **reason)
{
  SlPortfolioActor actor;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && SL_IS_PERSON (person), FALSE);
  actor = (SlPortfolioActor){ .id = sl_person_get_id (person),
                              .role = sl_person_get_deciding_role (person),
                              .declared = sl_person_get_declared (person),
                              .self_declared = sl_person_get_self_declared (person) };
  return sl_portfolio_allows (portfolio, &actor, step, cell, reason);
}

/* The role as it is kept beside a step: what an account that never declared itself is taken for is
 * what the database's triggers hold it to. */
gboolean
sl_portfolio_read_actor (SlTransaction *transaction, SlPortfolioActor *actor, GError **error)
{
  g_auto (SlPersonStanding) standing = { 0 };

  actor->id = sl_transaction_get_person_id (transaction);
  if (!sl_person_read_standing (sl_transaction_get_database (transaction), actor->id, &standing,
                                error))
    return FALSE;
  actor->declared = standing.declared;
  actor->self_declared = standing.self_declared;
  actor->role = standing.declared || standing.elsewhere ? standing.role : "trainee";
  return TRUE;
}
