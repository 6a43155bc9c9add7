/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-due"
#include "config.h"

#include "due/sl-due-private.h"

#include "base/sl-text.h"
#include "competency/sl-team.h"
#include "people/sl-role.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* What a portfolio has in store: for its trainee what needs more, what has to be renewed and until
 * when an appeal can be lodged; for an assessor the claims that wait, second assessments that they
 * were asked for, and appeals that are theirs to decide. It is nobody's case: lines bear what the
 * occasion is called. */

static SlStore *
get_store (SlDueGathering *self)
{
  return sl_library_get_store (sl_review_get_library (self->review));
}

/* @line of kind, day, text, object and part; it is the person's at work. */
static void
add_own (SlDueGathering *self, SlDueLine *line, const char *reference, const char *title)
{
  const SlDueCase of = { .id = "",
                         .reference = sl_due_keep (self, reference),
                         .title = sl_due_keep (self, title) };

  line->object_kind = "portfolio";
  line->owner_id = self->person_id;
  if (line->part == NULL)
    line->part = "";
  if (sl_due_wants_kind (self, line->kind) &&
      sl_due_wants (self, line->day, self->person_id, "", &line->why))
    sl_due_add (self, &of, line);
}

/* ---- the trainee's ---- */

static void
add_renewals (SlDueGathering *self, SlPortfolio *portfolio)
{
  for (guint i = 0; i < sl_portfolio_get_n_missing (portfolio); i++)
    {
      const SlMissing *missing = sl_portfolio_get_missing (portfolio, i);
      SlDueLine line = { .kind = "renewal",
                         .text = missing->text,
                         .object_id = sl_portfolio_get_id (portfolio),
                         .part = missing->training_id };

      if (!g_str_equal (missing->kind, "renewal"))
        continue;
      for (guint k = 0; k < sl_portfolio_get_n_training (portfolio); k++)
        {
          const SlTraining *training = sl_portfolio_get_training (portfolio, k);

          if (g_str_equal (training->id, missing->training_id))
            line.day = training->renews_on;
        }
      add_own (self, &line, missing->criterion_id, _ ("Training"));
    }
}

static void
add_not_yet (SlDueGathering *self, SlPortfolio *portfolio, const SlOccasion *occasion)
{
  for (guint i = 0; !occasion->dropped && i < occasion->n_cells; i++)
    {
      const SlCell *cell = &occasion->cells[i];
      g_autofree char *feedback = NULL;
      g_autofree char *text = NULL;
      g_autofree char *part = NULL;
      SlDueLine line = { .kind = "more-needed", .day = "" };

      if (cell->state != SL_CELL_NOT_YET)
        continue;
      feedback = sl_text_ellipsize (cell->verdict->words, 120);
      text = g_strdup_printf ("%s: %s", cell->criterion->title, feedback);
      part = g_strdup_printf ("%s %s", occasion->id, cell->criterion->id);
      line.text = text;
      line.object_id = sl_portfolio_get_id (portfolio);
      line.part = part;
      add_own (self, &line, occasion->reference, occasion->title);
    }
}

static void
add_appeal_day (SlDueGathering *self, SlPortfolio *portfolio)
{
  guint n = sl_portfolio_get_n_progressions (portfolio);
  const SlProgression *decision = n > 0 ? sl_portfolio_get_progression (portfolio, n - 1) : NULL;
  g_autofree char *text = NULL;
  SlDueLine line = { .kind = "appeal" };

  if (decision == NULL || *decision->last_day == '\0' || decision->days_left < 0 ||
      *decision->appeal.id != '\0')
    return;
  text = g_strdup_printf (_ ("Last day to appeal to the %s"),
                          sl_role_get_title (decision->appeal_to));
  line.day = decision->last_day;
  line.text = text;
  line.object_id = sl_portfolio_get_id (portfolio);
  line.part = decision->id;
  add_own (self, &line, "", sl_framework_get_title (sl_portfolio_get_framework (portfolio)));
}

static gboolean
add_of_trainee (SlDueGathering *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlPortfolio)
      portfolio = sl_portfolio_load (get_store (self), self->packs, self->person_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (portfolio == NULL)
    return TRUE;
  add_renewals (self, portfolio);
  for (guint i = 0; i < sl_portfolio_get_n_occasions (portfolio); i++)
    add_not_yet (self, portfolio, sl_portfolio_get_occasion (portfolio, i));
  add_appeal_day (self, portfolio);
  return TRUE;
}

/* ---- the assessor's ---- */

/* One line for each occasion, of however many criteria; they come longest first. */
static gboolean
add_claims (SlDueGathering *self, GError **error)
{
  g_autoptr (GPtrArray) waiting = sl_team_list_waiting (get_store (self), self->packs, error);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = waiting != NULL ? waiting->len : 0; i > 0; i--)
    {
      const SlClaimWait *wait = g_ptr_array_index (waiting, i - 1);
      char *key = g_strdup_printf ("%s %s", wait->portfolio_id, wait->occasion_id);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (n + (wait->for_me ? 1 : 0)));
    }
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const SlClaimWait *wait = g_ptr_array_index (waiting, i);
      g_autofree char *key = g_strdup_printf ("%s %s", wait->portfolio_id, wait->occasion_id);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
      SlDueLine line = { .kind = "claim", .day = "" };
      g_autofree char *text = NULL;

      if (n == 0)
        continue;
      g_hash_table_remove (counts, key);
      /* TRANSLATORS: a trainee, then how many criteria they claimed */
      text = g_strdup_printf (
          g_dngettext (NULL, "%s: %u claim to assess", "%s: %u claims to assess", n), wait->name,
          n);
      line.text = text;
      line.object_id = wait->portfolio_id;
      line.part = wait->occasion_id;
      add_own (self, &line, wait->component_id, wait->occasion_title);
    }
  return waiting != NULL;
}

static gboolean
add_seconds (SlDueGathering *self, GError **error)
{
  g_autoptr (GPtrArray) requests = sl_second_requests_list (get_store (self), NULL, error);

  for (guint i = 0; requests != NULL && i < requests->len; i++)
    {
      const SlSecondRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *text = g_strdup_printf (_ ("%s: a second assessment"), request->name);
      SlDueLine line = { .kind = "second",
                         .day = "",
                         .text = text,
                         .object_id = request->portfolio_id,
                         .part = request->occasion_id };

      if (request->mine && *request->finished_at == '\0')
        add_own (self, &line, "", request->title);
    }
  return requests != NULL;
}

static gboolean
add_appeals (SlDueGathering *self, GError **error)
{
  g_autoptr (GPtrArray) team = sl_team_list (get_store (self), self->packs, error);

  for (guint i = 0; team != NULL && i < team->len; i++)
    {
      const SlTrainee *trainee = g_ptr_array_index (team, i);
      g_autofree char *text = g_strdup_printf (_ ("%s: an appeal to decide"), trainee->name);
      SlDueLine line = {
        .kind = "appeal", .day = "", .text = text, .object_id = trainee->portfolio_id
      };

      if (trainee->appeal_for_me)
        add_own (self, &line, "", trainee->framework_title);
    }
  return team != NULL;
}

gboolean
sl_due_add_progress (SlDueGathering *self, GError **error)
{
  static const char *const kinds[] = {
    "renewal", "more-needed", "appeal", "claim", "second", NULL
  };

  if (self->query->kind != NULL && !g_strv_contains (kinds, self->query->kind))
    return TRUE;
  return add_of_trainee (self, error) &&
         (!self->manager ||
          (add_claims (self, error) && add_seconds (self, error) && add_appeals (self, error)));
}
