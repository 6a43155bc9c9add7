/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "base/sl-time.h"
#include "people/sl-role.h"
#include "response/sl-letter-parts.h"

#include <glib/gi18n-lib.h>

/* The written notification of a decision on progression (role profile EGE0207): what was decided,
 * by whom and why, what is unmet, and how to appeal. Its date starts the clock of an appeal. */

typedef struct
{
  SlFolio *folio;
  SlFramework *framework; /* borrowed */
  gboolean fulfilled;
  const char *reasons;
  const char *const *unmet;
  const char *last_day;
} Notice;

static void
put_addressee (Notice *self)
{
  SlFolio *folio = self->folio;
  const SlPortfolioContext *context = folio->context;
  const char *force = sl_letter_get_force (context->policy);
  const char *role = sl_role_get_title (sl_framework_get_from_role (self->framework));
  g_autofree char *lines = g_strdup_printf (
      "%s\n%s\n%s", sl_portfolio_get_person_name (folio->portfolio), role, force);
  g_autofree char *day = sl_paper_format_day (folio->date);
  SlBlock *fields = sl_folio_make (folio, SL_BLOCK_FIELDS, "");

  sl_folio_put (folio, SL_BLOCK_ADDRESS, lines);
  sl_folio_add_field (folio, fields, _ ("Date"), day);
  sl_letter_append (folio->letter, fields);
}

static void
put_decision (Notice *self)
{
  SlFolio *folio = self->folio;
  SlPerson *author = folio->context->author;
  const char *from = sl_role_get_title (sl_framework_get_from_role (self->framework));
  const char *to = sl_role_get_title (sl_framework_get_to_role (self->framework));
  g_autofree char *by = sl_paper_name_person (sl_person_get_display_name (author),
                                              sl_person_get_deciding_role (author),
                                              sl_person_get_self_declared (author));
  g_autofree char *day = sl_paper_format_day (folio->date);

  sl_folio_put_heading (folio, 2, _ ("Decision"));
  if (self->fulfilled)
    {
      sl_folio_put_format (
          folio,
          /* TRANSLATORS: a role, then another */
          _ ("I am pleased to tell you that you have fulfilled the requirements for progression "
             "from %s to %s. All components of the framework are complete."),
          from, to);
      sl_folio_put_format (folio, _ ("With this notification you are eligible to progress to %s."),
                           to);
    }
  else
    sl_folio_put_format (
        folio,
        /* TRANSLATORS: a role, then another */
        _ ("I have considered your portfolio. My decision is that the requirements for "
           "progression from %s to %s are not fulfilled."),
        from, to);
  /* TRANSLATORS: a day, then a person with their role */
  sl_folio_put_format (folio, _ ("Decided on %s by %s."), day, by);
  sl_folio_put_format (
      folio,
      /* TRANSLATORS: a framework's title, its edition, the first digits of its hash */
      _ ("It was decided under “%s”, edition %s (content %.12s), the edition that your portfolio "
         "follows."),
      sl_framework_get_title (self->framework), sl_framework_get_edition (self->framework),
      sl_framework_get_hash (self->framework));
}

static void
put_reasons (Notice *self)
{
  if (*self->reasons == '\0')
    return;
  sl_folio_put_heading (self->folio, 2, _ ("Reasons"));
  sl_folio_put_words (self->folio, self->reasons);
}

static void
put_unmet (Notice *self)
{
  SlFolio *folio = self->folio;
  SlBlock *list;

  if (self->unmet == NULL || self->unmet[0] == NULL)
    return;
  sl_folio_put_heading (folio, 2, _ ("What is not met"));
  sl_folio_put (folio, SL_BLOCK_PARAGRAPH,
                _ ("On the day of this decision your portfolio lacked the following:"));
  list = sl_folio_make (folio, SL_BLOCK_LIST, "");
  for (guint i = 0; self->unmet[i] != NULL; i++)
    if (*self->unmet[i] != '\0')
      sl_folio_add_item (folio, list, self->unmet[i]);
  sl_folio_take_children (folio, list);
}

static void
put_progress (Notice *self)
{
  SlFolio *folio = self->folio;
  const char *const titles[] = { _ ("Component"), _ ("State"), _ ("Agreed"), _ ("Needed"), NULL };
  SlBlock *table = sl_folio_make_table (folio, titles);

  for (guint i = 0; i < sl_portfolio_get_n_components (folio->portfolio); i++)
    {
      const SlComponentProgress *progress = sl_portfolio_get_component (folio->portfolio, i);
      g_autofree char *met = g_strdup_printf ("%u", progress->n_met);
      g_autofree char *needed = g_strdup_printf ("%u", progress->n_needed);
      const char *const cells[] = { progress->component->title,
                                    progress->complete ? _ ("Complete") : _ ("Not complete"), met,
                                    needed, NULL };

      sl_folio_add_row (folio, table, cells);
    }
  sl_folio_put_heading (folio, 2, _ ("Where your portfolio stands"));
  sl_folio_take_children (folio, table);
}

/* The only one who holds the role here, by name; NULL when there is none or a choice. Transfer
 * full. */
static char *
find_holder (SlStore *store, const char *role)
{
  g_autoptr (GListModel) people = sl_people_list (store, NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);

      if (sl_person_has_left (person) || !sl_person_get_declared (person) ||
          !g_str_equal (sl_person_get_role (person), role))
        continue;
      if (name != NULL)
        return NULL;
      name = g_strdup (sl_person_get_display_name (person));
    }
  return g_steal_pointer (&name);
}

/* "the Senior Designing Out Crime Manager, David Okafor"; transfer full. */
static char *
name_appeal_to (SlStore *store, const char *role)
{
  const char *title = sl_role_get_title (role);
  g_autofree char *name = find_holder (store, role);

  if (name == NULL)
    return g_strdup_printf (_ ("the %s"), title);
  /* TRANSLATORS: a role, then who holds it */
  return g_strdup_printf (_ ("the %s, %s"), title, name);
}

static void
put_appeal (Notice *self)
{
  SlFolio *folio = self->folio;
  const SlAppealRule *rule = sl_framework_find_appeal (
      self->framework, sl_person_get_deciding_role (folio->context->author));
  g_autofree char *to = NULL;
  g_autofree char *day = NULL;
  int days = 0;

  if (self->fulfilled || self->last_day == NULL || *self->last_day == '\0' || rule == NULL)
    return;
  to = name_appeal_to (sl_library_get_store (folio->context->library), rule->to);
  day = sl_paper_format_day (self->last_day);
  sl_folio_put_heading (folio, 2, _ ("How to appeal"));
  sl_folio_put_format (
      folio, _ ("You may appeal against this decision to %s. The last day for an appeal is %s."),
      to, day);
  if (sl_date_days_between (folio->date, self->last_day, &days))
    sl_folio_put_format (
        folio,
        ngettext ("That is %d calendar day after the date of this notification. Weekends and "
                  "bank holidays count.",
                  "That is %d calendar days after the date of this notification. Weekends and "
                  "bank holidays count.",
                  days),
        days);
  sl_folio_put (folio, SL_BLOCK_PARAGRAPH,
                _ ("An appeal is made in writing and sets out its grounds: say which part of the "
                   "decision you think is wrong, and why. You can enter it in Sightline, on the "
                   "Progress page, which keeps the day on which it was made. I take no part in "
                   "deciding it."));
}

static void
put_next (Notice *self)
{
  SlFolio *folio = self->folio;
  const char *help = sl_policy_library_get_force (folio->context->policy, "accessibility");

  if (!self->fulfilled)
    {
      sl_folio_put_heading (folio, 2, _ ("What happens next"));
      sl_folio_put (folio, SL_BLOCK_PARAGRAPH,
                    _ ("Your portfolio stays open. What has been agreed stays agreed, and a new "
                       "decision can be made when what is listed above has been met."));
    }
  sl_folio_put_words (folio, help);
  sl_folio_put (folio, SL_BLOCK_PARAGRAPH, _ ("Yours sincerely"));
  sl_folio_put_signature (folio);
}

/**
 * sl_portfolio_compose_notification:
 * @context: whose author decided and signs; its date is the day of notification
 * @portfolio: of the trainee
 * @outcome: "fulfilled" or "not-fulfilled"
 * @reasons: (nullable): in the decider's own words
 * @unmet: (nullable): sentences on what is lacking
 * @last_day: (nullable): to appeal, ISO; "" not appealable
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): the notification, or %NULL when the records cannot be read
 */
SlLetter *
sl_portfolio_compose_notification (const SlPortfolioContext *context,
                                   SlPortfolio *portfolio,
                                   const char *outcome,
                                   const char *reasons,
                                   const char *const *unmet,
                                   const char *last_day,
                                   GError **error)
{
  g_auto (SlFolio) folio = { .context = context, .portfolio = portfolio };
  Notice self = { .folio = &folio, .unmet = unmet, .last_day = last_day };
  g_autofree char *title = NULL;
  g_autofree char *greeting = NULL;

  g_return_val_if_fail (context != NULL && SL_IS_PORTFOLIO (portfolio) && outcome != NULL, NULL);

  self.framework = sl_portfolio_get_framework (portfolio);
  self.fulfilled = g_str_equal (outcome, "fulfilled");
  self.reasons = reasons != NULL ? reasons : "";
  /* TRANSLATORS: a role */
  title = g_strdup_printf (_ ("Notification: progression to %s"),
                           sl_role_get_title (sl_framework_get_to_role (self.framework)));
  if (!sl_folio_begin (&folio, title, sl_portfolio_get_person_name (portfolio), error))
    return NULL;
  folio.section = "notification";
  put_addressee (&self);
  sl_folio_put (&folio, SL_BLOCK_TITLE, title);
  greeting = g_strdup_printf (_ ("Dear %s,"), sl_portfolio_get_person_name (portfolio));
  sl_folio_put (&folio, SL_BLOCK_PARAGRAPH, greeting);
  put_decision (&self);
  put_reasons (&self);
  put_unmet (&self);
  put_progress (&self);
  put_appeal (&self);
  put_next (&self);
  return g_steal_pointer (&folio.letter);
}
