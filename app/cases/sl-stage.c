/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-stage-private.h"

#include "base/sl-time.h"

#include <string.h>

/* Where a case stands on the line of its stages: the rows that were written of it laid over the
 * stages of its kind. */

const char *const sl_stage_states[] = { "to-do", "current", "done", "skipped", NULL };

/**
 * sl_stage_step_free:
 * @step: a step
 */
void
sl_stage_step_free (SlStageStep *step)
{
  g_free (step->state);
  g_free (step->due_date);
  g_free (step->done_on);
  g_free (step->reason);
  g_free (step->person_name);
  g_free (step);
}

/* A step of which nothing was written yet. */
SlStageStep *
sl_stage_step_new (const SlStage *stage)
{
  SlStageStep *step = g_new0 (SlStageStep, 1);

  step->stage = stage;
  step->state = g_strdup ("to-do");
  step->due_date = g_strdup ("");
  step->done_on = g_strdup ("");
  step->reason = g_strdup ("");
  step->person_name = g_strdup ("");
  return step;
}

gboolean
sl_stage_step_is_behind (const SlStageStep *step)
{
  return g_str_equal (step->state, "done") || g_str_equal (step->state, "skipped");
}

/* Says of each step whether its day is past on @today. */
void
sl_stage_steps_set_overdue (GPtrArray *steps, const char *today)
{
  for (guint i = 0; i < steps->len; i++)
    {
      SlStageStep *step = g_ptr_array_index (steps, i);

      step->overdue = *step->due_date != '\0' && !sl_stage_step_is_behind (step) &&
                      strcmp (step->due_date, today) < 0;
    }
}

/* The steps of a planning case, which stands at @stage and has its answer to give by @due_date. */
GPtrArray *
sl_stage_steps_follow (const SlCaseKind *kind, const char *stage, const char *due_date)
{
  g_autoptr (GPtrArray)
      steps = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_step_free);
  gboolean before = sl_case_kind_find_stage (kind, stage) != NULL;

  for (guint i = 0; i < kind->n_stages; i++)
    {
      SlStageStep *step = sl_stage_step_new (&kind->stages[i]);
      gboolean here = g_str_equal (kind->stages[i].id, stage);
      /* A case that is closed has nothing more to be done. */
      gboolean done = before && (!here || g_str_equal (stage, "closed"));

      g_free (step->state);
      step->state = g_strdup (done ? "done" : here ? "current" : "to-do");
      if (g_str_equal (kind->stages[i].id, "sent"))
        {
          g_free (step->due_date);
          step->due_date = g_strdup (due_date);
        }
      before = before && !here;
      g_ptr_array_add (steps, step);
    }
  return g_steal_pointer (&steps);
}

/**
 * sl_stages_find_current:
 * @steps: (element-type SlStageStep): of sl_stages_load()
 *
 * Returns: (transfer none) (nullable): the step at work: the first that is current, else the first
 *   to do; %NULL when all are behind
 */
const SlStageStep *
sl_stages_find_current (GPtrArray *steps)
{
  const SlStageStep *next = NULL;

  g_return_val_if_fail (steps != NULL, NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);

      if (g_str_equal (step->state, "current"))
        return step;
      if (next == NULL && !sl_stage_step_is_behind (step))
        next = step;
    }
  return next;
}
