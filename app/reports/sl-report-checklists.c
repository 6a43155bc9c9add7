/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

#include <glib/gi18n-lib.h>

/* Entries that are assessed by themselves (house types): how far each was walked, and what of its
 * checklist is open or not met, item by item. */

static SlBlock *
make_item (SlReporter *self, SlSheetEntry *entry, SlAnswer *answer)
{
  SlChecklistItem *item = sl_answer_get_item (answer);
  const char *observation = sl_answer_get (answer, "observation");
  const char *recommendation = sl_answer_get (answer, "recommendation");
  g_autofree char *text = g_strdup_printf (
      "%s %s: %s.%s%s%s%s", sl_checklist_item_get_id (item), sl_checklist_item_get (item, "title"),
      sl_verdict_to_word (sl_answer_get_verdict (answer)), *observation != '\0' ? " " : "",
      observation, *recommendation != '\0' ? " " : "", recommendation);
  g_autofree char *key = sl_reporter_make_key (self, "answer", sl_sheet_entry_get_id (entry),
                                               sl_checklist_item_get_id (item));

  return sl_reporter_make (self, SL_BLOCK_ITEM, key, text, "item");
}

static gboolean
is_settled (SlAnswer *answer)
{
  SlVerdict verdict = sl_answer_get_verdict (answer);

  return verdict == SL_VERDICT_MET || verdict == SL_VERDICT_NOT_APPLICABLE;
}

/* What is not met stands with its words; what is to do, in one line: a paper is no form. */
static void
put_open (SlReporter *self, SlSheetEntry *entry, SlAssessment *walk)
{
  GListModel *answers = sl_assessment_get_answers (walk);
  const char *id = sl_sheet_entry_get_id (entry);
  g_autofree char *list_key = sl_reporter_make_key (self, "answers", id, NULL);
  g_autofree char *open_key = sl_reporter_make_key (self, "open", id, NULL);
  g_autoptr (GString) open = g_string_new (NULL);
  SlBlock *list = sl_reporter_make (self, SL_BLOCK_LIST, list_key, "", "item");

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);
      SlChecklistItem *item = sl_answer_get_item (answer);
      gboolean judged = sl_answer_get_verdict (answer) != SL_VERDICT_NONE;

      if (judged ? is_settled (answer) : !sl_answer_get_applies (answer))
        continue;
      if (judged)
        sl_block_append (list, make_item (self, entry, answer));
      else
        g_string_append_printf (open, "%s%s %s", open->len > 0 ? ", " : _ ("Not yet answered: "),
                                sl_checklist_item_get_id (item),
                                sl_checklist_item_get (item, "title"));
    }
  if (sl_block_get_n_children (list) > 0)
    sl_reporter_put (self, list);
  else
    sl_block_unref (list);
  if (open->len > 0)
    {
      g_string_append_c (open, '.');
      sl_reporter_put_paragraph (self, open_key, open->str, "item");
    }
}

static gboolean
put_entry (SlReporter *self, SlSheetEntry *entry, GError **error)
{
  const SlAssessmentSubject subject = sl_sheet_get_subject (self->sheet, entry);
  const SlSheetWalk *walk = sl_sheet_entry_get_walk (entry);
  g_autofree char *heading = sl_reporter_make_key (self, "entry", subject.entry_id, NULL);
  g_autofree char *key = sl_reporter_make_key (self, "walk", subject.entry_id, NULL);
  g_autofree char *so_far = walk != NULL ? sl_sheet_walk_describe (walk) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) unread = NULL;
  g_autoptr (SlAssessment) assessment = NULL;

  if (walk == NULL)
    return TRUE;
  assessment = sl_assessment_load_for_subject (
      self->store, self->context->packs, sl_case_get_id (self->subject), &subject, NULL, &unread);
  if (unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unread));
      return FALSE;
    }
  sl_reporter_put_heading (self, heading, subject.name);
  if (assessment == NULL)
    text = g_strdup (_ ("Its checklist is not begun."));
  else
    text = g_strdup_printf (
        /* TRANSLATORS: a checklist's title, then "12 of 34 answered, 1 not met" */
        _ ("%s: %s."),
        sl_pack_get_title (sl_checklist_get_pack (sl_assessment_get_checklist (assessment))),
        so_far);
  sl_reporter_put_paragraph (self, key, text, "sheet");
  if (assessment != NULL)
    put_open (self, entry, assessment);
  return TRUE;
}

gboolean
sl_report_put_checklists (SlReporter *self, const SlPackNode *node, GError **error)
{
  GListModel *entries = self->sheet != NULL
                            ? sl_sheet_get_entries (self->sheet, sl_pack_node_get (node, "group"))
                            : NULL;

  for (guint i = 0; entries != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      if (!put_entry (self, entry, error))
        return FALSE;
    }
  return TRUE;
}
