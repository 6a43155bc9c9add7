/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-meetings"
#include "config.h"

#include "meetings/sl-open-point.h"

#include "assessment/sl-assessment.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"
#include "sheets/sl-sheet.h"

#include <glib/gi18n-lib.h>

/* Gathers what is open from the rooms that know of it. Nothing is kept: what was settled since is
 * gone from the next list. */

/**
 * sl_open_point_free:
 * @point: an open point
 */
void
sl_open_point_free (SlOpenPoint *point)
{
  g_free (point->kind);
  g_free (point->title);
  g_free (point->text);
  g_free (point->target_id);
  g_free (point);
}

static SlOpenPoint *
add_point (GPtrArray *points, const char *kind, const char *target_id, const char *text)
{
  SlOpenPoint *point = g_new0 (SlOpenPoint, 1);

  point->kind = g_strdup (kind);
  point->target_id = g_strdup (target_id);
  point->text = g_strdup (text);
  g_ptr_array_add (points, point);
  return point;
}

static gboolean
is_open (SlAnswer *answer)
{
  SlVerdict verdict = sl_answer_get_verdict (answer);

  return sl_answer_get_applies (answer) &&
         (verdict == SL_VERDICT_NOT_MET || verdict == SL_VERDICT_PARTLY ||
          verdict == SL_VERDICT_NOT_SHOWN);
}

static gboolean
add_findings (GPtrArray *points,
              SlStore *store,
              SlPackLibrary *packs,
              const char *case_id,
              GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlAssessment) assessment = sl_assessment_load (store, packs, case_id, &failure);
  GListModel *answers;

  if (assessment == NULL)
    {
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  answers = sl_assessment_get_answers (assessment);
  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);
      SlChecklistItem *item = sl_answer_get_item (answer);
      const char *recommendation = sl_answer_get (answer, "recommendation");
      SlOpenPoint *point;

      if (!is_open (answer))
        continue;
      point = add_point (points, "finding", sl_checklist_item_get_id (item),
                         *recommendation != '\0' ? recommendation
                                                 : sl_answer_get (answer, "observation"));
      point->title = g_strdup_printf ("%s %s: %s", sl_checklist_item_get_id (item),
                                      sl_checklist_item_get (item, "title"),
                                      sl_verdict_to_word (sl_answer_get_verdict (answer)));
    }
  return TRUE;
}

static gboolean
add_actions (GPtrArray *points, SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (GListModel) actions = sl_actions_list (store, case_id, NULL, error);

  if (actions == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (SlAction) action = g_list_model_get_item (actions, i);
      const char *day = sl_action_get (action, "due-date");
      g_autofree char *due = *day != '\0' ? sl_date_format_long (day) : NULL;
      SlOpenPoint *point;

      if (!sl_action_is_open (action))
        continue;
      point = add_point (points, "action", sl_action_get (action, "id"),
                         sl_action_get (action, "text"));
      point->overdue = sl_action_is_overdue (action);
      point->title = due != NULL ? g_strdup_printf (_ ("Action of %s, due %s"),
                                                    sl_action_get (action, "owner-name"), due)
                                 : g_strdup_printf (_ ("Action of %s"),
                                                    sl_action_get (action, "owner-name"));
    }
  return TRUE;
}

static gboolean
add_stages (GPtrArray *points,
            SlStore *store,
            SlPackLibrary *packs,
            const char *case_id,
            GError **error)
{
  g_autoptr (GPtrArray) steps = sl_stages_load (store, packs, case_id, error);

  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);
      SlOpenPoint *point;

      if (!step->overdue && !g_str_equal (step->state, "current"))
        continue;
      point = add_point (points, "stage", step->stage->id, step->stage->about);
      point->title = g_strdup (step->stage->title);
      point->overdue = step->overdue;
    }
  return TRUE;
}

/* What holds a sheet open, and what is not finished of an entry: a remedial item, a weakness. What
 * a form only reminds of as a whole is for the desk, where the sheet itself lists it. */
static gboolean
add_lacks (GPtrArray *points,
           SlStore *store,
           SlPackLibrary *packs,
           const char *sheet_id,
           GError **error)
{
  g_autoptr (SlSheet) sheet = sl_sheets_load (store, packs, sheet_id, error);
  g_autoptr (GPtrArray) lacks = NULL;

  if (sheet == NULL)
    return FALSE;
  lacks = sl_sheet_list_lacks (sheet);
  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);
      SlOpenPoint *point;

      if (!lack->blocks && *lack->entry_id == '\0')
        continue;
      point = add_point (points, "lack", sheet_id, lack->text);
      point->title = g_strdup_printf ("%s %s", sl_sheet_get (sheet, "reference"),
                                      sl_sheet_get (sheet, "title"));
    }
  return TRUE;
}

/* Visits and meetings that lie ahead lack everything by their nature. */
static gboolean
add_sheets (GPtrArray *points,
            SlStore *store,
            SlPackLibrary *packs,
            const char *case_id,
            GError **error)
{
  static const char *const kinds[] = { "survey", "scheme" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const SlSheetQuery query = { .case_id = case_id, .kind = kinds[i], .state = "open" };
      g_autoptr (GPtrArray) lines = sl_sheets_list (store, &query, error);

      if (lines == NULL)
        return FALSE;
      for (guint j = 0; j < lines->len; j++)
        if (!add_lacks (points, store, packs, ((SlSheetLine *) lines->pdata[j])->id, error))
          return FALSE;
    }
  return TRUE;
}

/**
 * sl_open_points_list:
 * @store: an open store
 * @packs: its packs
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlOpenPoint): what is open in the case, or %NULL
 */
GPtrArray *
sl_open_points_list (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray)
      points = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_open_point_free);

  g_return_val_if_fail (store != NULL && packs != NULL && case_id != NULL, NULL);

  if (!add_findings (points, store, packs, case_id, error) ||
      !add_actions (points, store, case_id, error) ||
      !add_stages (points, store, packs, case_id, error) ||
      !add_sheets (points, store, packs, case_id, error))
    return NULL;
  return g_steal_pointer (&points);
}
