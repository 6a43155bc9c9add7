/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "competency/sl-team.h"
#include "people/sl-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Decisions on progression with their appeals, second assessments, and moves between editions. */

static void
put_appeal (SlFolio *self, const SlProgression *progression)
{
  SlBlock *fields = sl_folio_make_fields (self);
  g_autofree char *lodged = sl_paper_format_day (progression->appeal.lodged_on);
  g_autofree char *last_day = sl_paper_format_day (progression->appeal.last_day);
  g_autofree char *by = NULL;
  g_autofree char *at = NULL;

  sl_folio_put_heading (self, 4, _ ("Appeal"));
  sl_folio_add_field (self, fields, _ ("Appealed by"), progression->appeal.person_name);
  sl_folio_add_field (self, fields, _ ("On"), lodged);
  sl_folio_add_field (self, fields, _ ("Last day"), last_day);
  sl_folio_add_field (self, fields, _ ("To"), sl_role_get_title (progression->appeal.to_role));
  sl_folio_take_children (self, fields);
  if (progression->appeal.late)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("It was made after the last day."));
  if (progression->appeal.misdirected)
    sl_folio_put_format (self, _ ("It was addressed to another than the rule names: %s."),
                         sl_role_get_title (progression->appeal.right_role));
  sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("Grounds:"));
  sl_folio_put_quoted (self, progression->appeal.grounds);
  if (*progression->appeal.outcome == '\0')
    {
      sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("It is not decided yet."));
      return;
    }
  by = sl_paper_name_person (progression->appeal.decided_by_name, progression->appeal.decided_role,
                             FALSE);
  at = sl_paper_format_time (progression->appeal.decided_at);
  sl_folio_put_format (self,
                       g_str_equal (progression->appeal.outcome, "upheld")
                           /* TRANSLATORS: a person with their role, then a day and time */
                           ? _ ("The appeal was upheld by %s, on %s.")
                           : _ ("The appeal was dismissed by %s, on %s."),
                       by, at);
  sl_folio_put_quoted (self, progression->appeal.reasons);
}

static void
put_unmet (SlFolio *self, const SlProgression *progression)
{
  g_auto (GStrv) lines = g_strsplit (progression->unmet, "\n", -1);
  SlBlock *list = sl_folio_make (self, SL_BLOCK_LIST, "");

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      sl_folio_add_item (self, list, lines[i]);
  if (sl_block_get_n_children (list) > 0)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("What was unmet, as it stood:"));
  sl_folio_take_children (self, list);
}

static void
put_decision (SlFolio *self, const SlProgression *progression)
{
  SlBlock *fields = sl_folio_make_fields (self);
  gboolean fulfilled = g_str_equal (progression->outcome, "fulfilled");
  g_autofree char *notified = sl_paper_format_day (progression->notified_on);
  g_autofree char *last_day = sl_paper_format_day (progression->last_day);
  g_autofree char *by = sl_paper_name_person (progression->person_name, progression->role,
                                              progression->self_declared);
  g_autofree char *hash = sl_paper_break_hash (progression->sha256);
  g_autofree char *title = g_strdup_printf (
      fulfilled ? _ ("Fulfilled, notified on %s") : _ ("Not fulfilled, notified on %s"), notified);

  sl_folio_put_heading (self, 3, title);
  sl_folio_add_field (self, fields, _ ("Decided by"), by);
  if (*progression->last_day != '\0')
    sl_folio_add_field (self, fields, _ ("Last day to appeal"), last_day);
  sl_folio_add_field (self, fields, _ ("Notification (SHA-256)"), hash);
  sl_folio_take_children (self, fields);
  if (*progression->reasons != '\0')
    {
      sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("Reasons:"));
      sl_folio_put_quoted (self, progression->reasons);
    }
  put_unmet (self, progression);
  if (*progression->appeal.id != '\0')
    put_appeal (self, progression);
  else if (*progression->last_day != '\0')
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("No appeal was made."));
}

void
sl_folio_put_decisions (SlFolio *self)
{
  guint n = sl_portfolio_get_n_progressions (self->portfolio);

  self->section = "decisions";
  sl_folio_put_heading (self, 2, _ ("Decisions and appeals"));
  if (n == 0)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("No decision on progression was made yet."));
  for (guint i = 0; i < n; i++)
    put_decision (self, sl_portfolio_get_progression (self->portfolio, i));
}

static const SlCellEvent *
find_second (const SlCell *cell, const char *request_id)
{
  for (guint i = cell->n_events; i > 0; i--)
    if (cell->events[i - 1]->kind == SL_CELL_EVENT_SECOND &&
        g_str_equal (cell->events[i - 1]->answers, request_id))
      return cell->events[i - 1];
  return NULL;
}

static const char *
say_verdict (const char *verdict)
{
  if (g_str_equal (verdict, "met"))
    return sl_cell_state_to_words (SL_CELL_MET);
  if (g_str_equal (verdict, "not-yet"))
    return sl_cell_state_to_words (SL_CELL_NOT_YET);
  if (g_str_equal (verdict, "not-applicable"))
    return sl_cell_state_to_words (SL_CELL_NOT_APPLICABLE);
  return _ ("None");
}

static void
add_compared (SlFolio *self, SlBlock *table, const SlCell *cell, const char *request_id)
{
  const SlCellEvent *second = find_second (cell, request_id);
  const char *first = cell->verdict != NULL ? cell->verdict->verdict : "";
  g_autofree char *name = NULL;

  if (second == NULL)
    return;
  name = sl_paper_name_criterion (cell->criterion);
  {
    const char *const cells[] = { name, say_verdict (first), say_verdict (second->verdict),
                                  g_str_equal (first, second->verdict) ? _ ("Same") : _ ("Differ"),
                                  NULL };

    sl_folio_add_row (self, table, cells);
  }
}

static void
put_second (SlFolio *self, const SlSecondRequest *request)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (self->portfolio, request->occasion_id);
  const char *const titles[] = { _ ("Criterion"), _ ("First"), _ ("Second"), _ ("Compared"), NULL };
  SlBlock *table = sl_folio_make_table (self, titles);
  g_autofree char *name = occasion != NULL ? sl_paper_name_occasion (occasion)
                                           : g_strdup (_ ("Training"));
  g_autofree char *at = sl_paper_format_time (request->finished_at);

  sl_folio_put_heading (self, 3, name);
  /* TRANSLATORS: a person, then a day and time */
  sl_folio_put_format (self, _ ("Assessed again by %s, without knowing the first; finished on %s."),
                       request->assessor_name, at);
  if (*request->how != '\0')
    sl_folio_put_format (self, _ ("How it came to it: %s"), request->how);
  for (guint i = 0; occasion != NULL && i < occasion->n_cells; i++)
    add_compared (self, table, &occasion->cells[i], request->request_id);
  sl_folio_take_children (self, table);
}

/* Blind until it is finished: of those that are not, only their number is told. */
static void
put_unfinished (SlFolio *self, guint n)
{
  if (n > 0)
    sl_folio_put_format (self,
                         ngettext ("%u second assessment is asked for and not finished.",
                                   "%u second assessments are asked for and not finished.", n),
                         n);
}

static gboolean
put_agreement (SlFolio *self, GError **error)
{
  SlStore *store = sl_library_get_store (self->context->library);
  g_autoptr (GArray)
      agreement = sl_team_list_agreement (store, sl_portfolio_get_framework (self->portfolio),
                                          sl_portfolio_get_id (self->portfolio), error);
  guint n_both = 0, n_same = 0;

  if (agreement == NULL)
    return FALSE;
  for (guint i = 0; i < agreement->len; i++)
    {
      n_both += g_array_index (agreement, SlAgreement, i).n_both;
      n_same += g_array_index (agreement, SlAgreement, i).n_same;
    }
  if (n_both > 0)
    sl_folio_put_format (self, _ ("Both assessors came to the same on %u of %u criteria."), n_same,
                         n_both);
  return TRUE;
}

gboolean
sl_folio_put_seconds (SlFolio *self, GError **error)
{
  SlStore *store = sl_library_get_store (self->context->library);
  g_autoptr (GPtrArray)
      requests = sl_second_requests_list (store, sl_portfolio_get_id (self->portfolio), error);
  guint n_unfinished = 0;

  if (requests == NULL)
    return FALSE;
  if (requests->len == 0)
    return TRUE;
  self->section = "seconds";
  sl_folio_put_heading (self, 2, _ ("Second assessments"));
  if (!put_agreement (self, error))
    return FALSE;
  for (guint i = 0; i < requests->len; i++)
    {
      const SlSecondRequest *request = g_ptr_array_index (requests, i);

      if (*request->finished_at != '\0')
        put_second (self, request);
      else
        n_unfinished++;
    }
  put_unfinished (self, n_unfinished);
  return TRUE;
}

gboolean
sl_folio_put_moves (SlFolio *self, GError **error)
{
  SlStore *store = sl_library_get_store (self->context->library);
  g_autoptr (GPtrArray)
      moves = sl_paper_moves_list (store, sl_portfolio_get_id (self->portfolio), error);

  if (moves == NULL)
    return FALSE;
  if (moves->len == 0)
    return TRUE;
  self->section = "moves";
  sl_folio_put_heading (self, 2, _ ("Moves between editions of the framework"));
  for (guint i = 0; i < moves->len; i++)
    {
      const SlPaperMove *move = g_ptr_array_index (moves, i);
      g_autofree char *by = sl_paper_name_person (move->person_name, move->role, FALSE);
      g_autofree char *at = sl_paper_format_time (move->at);

      sl_folio_put_format (
          self,
          /* TRANSLATORS: edition, hash, edition, hash, person and role, time */
          _ ("From edition %s (content %.12s) to edition %s (content %.12s), by %s, "
             "on %s."),
          move->from_edition, move->from_hash, move->to_edition, move->to_hash, by, at);
      sl_folio_put_quoted (self, move->reason);
    }
  return TRUE;
}
