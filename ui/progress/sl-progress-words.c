/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-words.h"

#include "base/sl-time.h"
#include "people/sl-role.h"

#include <glib/gi18n.h>

/**
 * sl_progress_capitalise:
 *
 * Returns: (transfer full): @text with its first letter large
 */
char *
sl_progress_capitalise (const char *text)
{
  gunichar first;
  char large[7] = "";

  if (*text == '\0')
    return g_strdup ("");
  first = g_unichar_toupper (g_utf8_get_char (text));
  large[g_unichar_to_utf8 (first, large)] = '\0';
  return g_strconcat (large, g_utf8_next_char (text), NULL);
}

/**
 * sl_occasion_describe:
 *
 * Returns: (transfer full): which one it is, "occasion 4, Mallard Way"
 */
char *
sl_occasion_describe (const SlOccasion *occasion)
{
  return g_strdup_printf (_ ("%s %u, %s"), occasion->component->noun, occasion->number,
                          occasion->title);
}

/**
 * sl_occasion_describe_state:
 *
 * Returns: (transfer full): how far it is
 */
char *
sl_occasion_describe_state (const SlOccasion *occasion)
{
  if (occasion->met)
    {
      g_autofree char *day = sl_date_format_short (occasion->met_on);

      return g_strdup_printf (_ ("Agreed %s"), day);
    }
  if (occasion->n_not_yet > 0)
    return g_strdup (_ ("More needed"));
  if (occasion->n_claimed > 0)
    return g_strdup (_ ("Being assessed"));
  return g_strdup (_ ("Under way"));
}

/**
 * sl_cell_describe_place:
 *
 * Returns: (transfer full): where @cell stands
 */
char *
sl_cell_describe_place (SlPortfolio *portfolio, const SlCell *cell)
{
  const SlOccasion *occasion = *cell->occasion_id != '\0'
                                   ? sl_portfolio_find_occasion (portfolio, cell->occasion_id)
                                   : NULL;
  const SlComponent *component = NULL;

  if (occasion != NULL)
    {
      g_autofree char *place = sl_occasion_describe (occasion);

      return sl_progress_capitalise (place);
    }
  sl_framework_find_criterion (sl_portfolio_get_framework (portfolio), cell->criterion->id,
                               &component);
  return g_strdup (component != NULL ? component->title : "");
}

/**
 * sl_component_describe_progress:
 *
 * Returns: (transfer full): "3 of 5 occasions agreed"
 */
char *
sl_component_describe_progress (const SlComponentProgress *progress)
{
  return g_strdup_printf (_ ("%u of %u %s agreed"), progress->n_met, progress->n_needed,
                          progress->n_needed == 1 ? progress->component->noun
                                                  : progress->component->nouns);
}

/* The training's certificate that runs out first, by its title and day; NULL none. */
static char *
describe_renewal (SlPortfolio *portfolio)
{
  const SlTraining *first = NULL;
  g_autofree char *day = NULL;

  for (guint i = 0; i < sl_portfolio_get_n_training (portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (portfolio, i);

      if (!training->removed && *training->renews_on != '\0' &&
          (training->expired || training->expires_soon) &&
          (first == NULL || g_strcmp0 (training->renews_on, first->renews_on) < 0))
        first = training;
    }
  if (first == NULL)
    return NULL;
  day = sl_date_format_long (first->renews_on);
  return first->expired ? g_strdup_printf (_ ("%s ran out on %s"), first->title, day)
                        : g_strdup_printf (_ ("%s runs out on %s"), first->title, day);
}

/**
 * sl_component_describe_rest:
 *
 * Returns: (transfer full): what is on its way and what is not begun
 */
char *
sl_component_describe_rest (SlPortfolio *portfolio, const SlComponentProgress *progress)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n_begun = progress->n_met + progress->n_open;
  char *renewal = progress->component->type == SL_COMPONENT_TRAINING ? describe_renewal (portfolio)
                                                                     : NULL;

  if (renewal != NULL)
    return renewal;
  if (progress->n_waiting > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u being assessed"), progress->n_waiting));
  if (progress->component->type == SL_COMPONENT_OCCASIONS)
    {
      if (progress->n_open > progress->n_waiting)
        g_ptr_array_add (
            parts, g_strdup_printf (_ ("%u under way"), progress->n_open - progress->n_waiting));
      if (n_begun < progress->n_needed)
        g_ptr_array_add (parts, g_strdup_printf (_ ("%u to choose"), progress->n_needed - n_begun));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static const char *const number_words[] = {
  N_ ("no"),  N_ ("one"),   N_ ("two"),   N_ ("three"), N_ ("four"), N_ ("five"),
  N_ ("six"), N_ ("seven"), N_ ("eight"), N_ ("nine"),  N_ ("ten"),
};

/**
 * sl_component_describe:
 *
 * Returns: (transfer full): "Planning process, five occasions"
 */
char *
sl_component_describe (const SlComponent *component)
{
  g_autofree char *figure = NULL;
  const char *number;

  if (component->type == SL_COMPONENT_TRAINING)
    return g_strdup (component->title);
  figure = g_strdup_printf ("%u", component->occasions);
  number = component->occasions < G_N_ELEMENTS (number_words)
               ? _ (number_words[component->occasions])
               : figure;
  return g_strdup_printf ("%s, %s %s", component->title, number,
                          component->occasions == 1 ? component->noun : component->nouns);
}

/**
 * sl_cell_event_describe_person:
 *
 * Returns: (transfer full): who, and as what; a role on their own word is called that
 */
char *
sl_cell_event_describe_person (const SlCellEvent *event)
{
  return g_strdup_printf (event->self_declared ? _ ("%s, %s (self-declared)") : _ ("%s, %s"),
                          event->person_name, sl_role_get_title (event->role));
}

/**
 * sl_cell_verdict_to_state:
 * @verdict: "met", "not-yet", "not-applicable"
 *
 * Returns: the state that a cell has by it
 */
SlCellState
sl_cell_verdict_to_state (const char *verdict)
{
  if (g_strcmp0 (verdict, "met") == 0)
    return SL_CELL_MET;
  if (g_strcmp0 (verdict, "not-yet") == 0)
    return SL_CELL_NOT_YET;
  if (g_strcmp0 (verdict, "not-applicable") == 0)
    return SL_CELL_NOT_APPLICABLE;
  return SL_CELL_CLAIMED;
}

/**
 * sl_cell_event_describe:
 *
 * Returns: (transfer full): what was done, in a word or two
 */
char *
sl_cell_event_describe (const SlCellEvent *event)
{
  const char *state = sl_cell_state_to_words (sl_cell_verdict_to_state (event->verdict));

  switch (event->kind)
    {
    case SL_CELL_EVENT_CLAIM:
      return g_strdup (*event->verdict != '\0' ? _ ("Claimed as not applicable") : _ ("Claimed"));
    case SL_CELL_EVENT_WITHDRAW:
      return g_strdup (_ ("Claim taken back"));
    case SL_CELL_EVENT_VERDICT:
      return g_strdup (state);
    case SL_CELL_EVENT_SECOND:
      return g_strdup_printf (_ ("Second look: %s"), state);
    case SL_CELL_EVENT_ACKNOWLEDGE:
      return g_strdup (_ ("Acknowledged"));
    case SL_CELL_EVENT_REPLY:
    default:
      return g_strdup (_ ("Replied"));
    }
}

/**
 * sl_progress_describe_days_left:
 * @days: to the last day; negative when it is past
 *
 * Returns: (transfer full): the clock, in words
 */
char *
sl_progress_describe_days_left (int days)
{
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
  if (days == 0)
    return g_strdup (_ ("the last day is today"));
  return g_strdup_printf (
      ngettext ("the last day was %d day ago", "the last day was %d days ago", -days), -days);
}
