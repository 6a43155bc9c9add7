/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"

#include <glib/gi18n-lib.h>

/* What the case holds beside the sheet: actions, the line of its stages, its other sheets. */

static char *
format_date (const char *date)
{
  char *text = *date != '\0' ? sl_date_format_long (date) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static SlBlock *
begin_table (SlReporter *self, const char *name, const char *const *titles)
{
  g_autofree char *key = sl_reporter_make_key (self, name, NULL, NULL);
  SlBlock *table = sl_reporter_make (self, SL_BLOCK_TABLE, key, "", "case");

  sl_reporter_append_row (table, "", titles);
  return table;
}

/* Takes @table; one without rows says @none (may be "") in its place. */
static void
end_table (SlReporter *self, SlBlock *table, const char *none)
{
  g_autofree char *key = g_strdup (sl_block_get_key (table));

  if (sl_block_get_n_children (table) > 1)
    {
      sl_reporter_put (self, table);
      return;
    }
  sl_block_unref (table);
  sl_reporter_put_paragraph (self, key, none, "template");
}

static void
append_action (SlReporter *self, SlBlock *table, SlAction *action)
{
  const char *settled = sl_action_get (action, "settled-on");
  g_autofree char *due = format_date (sl_action_get (action, "due-date"));
  g_autofree char *on = format_date (settled);
  g_autofree char *state = NULL;
  g_autofree char *key = sl_reporter_make_key (self, "action", sl_action_get (action, "id"), NULL);
  const char *cells[] = { sl_action_get (action, "text"), sl_action_get (action, "owner-name"), due,
                          NULL, NULL };

  if (sl_action_is_open (action))
    state = g_strdup (_ ("Open"));
  else
    state = g_strdup_printf (
        "%s %s: %s",
        g_str_equal (sl_action_get (action, "state"), "done") ? _ ("Done") : _ ("Not pursued"), on,
        sl_action_get (action, "answer"));
  cells[3] = state;
  sl_reporter_append_row (table, key, cells);
}

/* Those of the sheet; of the whole case where the paper is of a scheme or of the case itself. */
gboolean
sl_report_put_actions (SlReporter *self, const SlPackNode *node, GError **error)
{
  const char *titles[] = { _ ("Action"), _ ("Who"), _ ("By"), _ ("State"), NULL };
  const char *made_of = self->kind->kind;
  gboolean all = g_str_equal (made_of, "case") || g_str_equal (made_of, "scheme");
  g_autoptr (GListModel)
      actions = sl_actions_list (self->store, sl_case_get_id (self->subject),
                                 all ? NULL : sl_sheet_get_id (self->sheet), error);
  SlBlock *table;

  if (actions == NULL)
    return FALSE;
  table = begin_table (self, "actions", titles);
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (SlAction) action = g_list_model_get_item (actions, i);

      if (!sl_pack_node_has (node, "open") || sl_action_is_open (action))
        append_action (self, table, action);
    }
  end_table (self, table, sl_pack_node_get (node, "none"));
  return TRUE;
}

static const char *
name_state (const SlStageStep *step)
{
  if (g_str_equal (step->state, "done"))
    return _ ("Done");
  if (g_str_equal (step->state, "skipped"))
    return _ ("Skipped");
  if (step->overdue)
    return _ ("Overdue");
  return g_str_equal (step->state, "current") ? _ ("In hand") : _ ("To do");
}

/* The day it was done on; of what is not done, the day it is to be done by. */
static char *
format_when (const SlStageStep *step)
{
  g_autofree char *due = format_date (step->due_date);

  if (*step->done_on != '\0')
    return format_date (step->done_on);
  return *due != '\0' ? g_strdup_printf (_ ("By %s"), due) : g_strdup ("");
}

gboolean
sl_report_put_stages (SlReporter *self, const SlPackNode *node, GError **error)
{
  const char *titles[] = { _ ("Stage"), _ ("State"), _ ("When"), _ ("Why"), NULL };
  g_autoptr (GPtrArray) steps = sl_stages_load (self->store, self->context->packs,
                                                sl_case_get_id (self->subject), error);
  SlBlock *table;

  (void) node;
  if (steps == NULL)
    return FALSE;
  table = begin_table (self, "stages", titles);
  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);
      g_autofree char *when = format_when (step);
      g_autofree char *key = sl_reporter_make_key (self, "stage", step->stage->id, NULL);
      const char *const cells[] = { step->stage->title, name_state (step), when, step->reason,
                                    NULL };

      sl_reporter_append_row (table, key, cells);
    }
  end_table (self, table, "");
  return TRUE;
}

/* The visits or meetings of the case, oldest first. */
gboolean
sl_report_put_sheets (SlReporter *self, const SlPackNode *node, GError **error)
{
  const char *titles[] = { _ ("Record"), _ ("What"), _ ("When"), _ ("State"), NULL };
  const SlSheetQuery query = { .case_id = sl_case_get_id (self->subject),
                               .kind = sl_pack_node_get (node, "kind") };
  g_autoptr (GPtrArray) lines = sl_sheets_list (self->store, &query, error);
  SlBlock *table;

  if (lines == NULL)
    return FALSE;
  table = begin_table (self, query.kind, titles);
  for (guint i = lines->len; i > 0; i--)
    {
      const SlSheetLine *line = g_ptr_array_index (lines, i - 1);
      g_autofree char *when = format_date (line->on_date);
      g_autofree char *key = sl_reporter_make_key (self, query.kind, line->id, NULL);
      const char *state = g_str_equal (line->state, "closed")      ? _ ("Closed")
                          : g_str_equal (line->state, "cancelled") ? _ ("Cancelled")
                                                                   : _ ("Open");
      const char *const cells[] = { line->reference, line->title, when, state, NULL };

      sl_reporter_append_row (table, key, cells);
    }
  end_table (self, table, "");
  return TRUE;
}
