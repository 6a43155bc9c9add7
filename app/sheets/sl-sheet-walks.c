/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Entries that are assessed by themselves (house types): what their checklists say so far is read
 * with the sheet, and never entered by hand. */

static SlSheetWalk *
walk_new (gboolean begun, const SlAssessmentCount *counted)
{
  SlSheetWalk *walk = g_new0 (SlSheetWalk, 1);

  walk->begun = begun;
  walk->asked = counted->applicable;
  walk->answered = counted->judged;
  walk->failed = counted->by_verdict[SL_VERDICT_NOT_MET] + counted->by_verdict[SL_VERDICT_PARTLY];
  walk->unshown = counted->by_verdict[SL_VERDICT_NOT_SHOWN];
  return walk;
}

gboolean
sl_sheet_walks_read (SlSheetContent *content,
                     SlForm *form,
                     SlStore *store,
                     SlPackLibrary *packs,
                     GError **error)
{
  g_autoptr (SlChecklist) checklist = NULL;

  for (guint i = 0; i < content->entries->len; i++)
    {
      SlEntryContent *entry = g_ptr_array_index (content->entries, i);
      const SlFormGroup *group = sl_form_find_group (form, entry->group_id);
      const SlAssessmentSubject subject = { content->texts[SL_SHEET_ID], entry->id, "" };
      SlAssessmentCount counted;
      gboolean begun;

      if (entry->removed || group == NULL || !group->checklist)
        continue;
      if (!sl_assessment_count_subject (store, packs, content->texts[SL_SHEET_CASE_ID], &subject,
                                        &checklist, &begun, &counted, error))
        return FALSE;
      entry->walk = walk_new (begun, &counted);
    }
  return TRUE;
}

/**
 * sl_sheet_walk_is_done:
 * @self: how far a checklist was walked
 *
 * Returns: whether all that is asked is answered, however
 */
gboolean
sl_sheet_walk_is_done (const SlSheetWalk *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->begun && self->answered >= self->asked;
}

/**
 * sl_sheet_walk_describe:
 * @self: how far a checklist was walked
 *
 * Returns: (transfer full): "12 of 34 answered, 1 not met"
 */
char *
sl_sheet_walk_describe (const SlSheetWalk *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  if (!self->begun)
    return g_strdup (_ ("not begun"));
  text = g_string_new (NULL);
  if (sl_sheet_walk_is_done (self))
    g_string_append_printf (text, _ ("all %u answered"), self->asked);
  else
    g_string_append_printf (text, _ ("%u of %u answered"), self->answered, self->asked);
  if (self->failed > 0)
    g_string_append_printf (text, _ (", %u not met"), self->failed);
  if (self->unshown > 0)
    g_string_append_printf (text, _ (", %u not shown"), self->unshown);
  return g_string_free (text, FALSE);
}

/**
 * sl_sheet_get_subject:
 * @entry: one of its entries
 *
 * Returns: what the entry's checklist is about; its strings live as long as the entry says the same
 */
SlAssessmentSubject
sl_sheet_get_subject (SlSheet *self, SlSheetEntry *entry)
{
  return (SlAssessmentSubject){ sl_sheet_get_id (self), sl_sheet_entry_get_id (entry),
                                sl_sheet_entry_get_line (entry) };
}

void
sl_sheet_subject_free (SlSheetSubject *subject)
{
  g_object_unref (subject->sheet);
  g_object_unref (subject->entry);
  g_free (subject);
}

static void
add_subjects (GPtrArray *list, SlSheet *sheet)
{
  SlForm *form = sl_sheet_get_form (sheet);

  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);
      GListModel *entries;

      if (!group->checklist)
        continue;
      entries = sl_sheet_get_entries (sheet, group->id);
      for (guint j = 0; j < g_list_model_get_n_items (entries); j++)
        {
          SlSheetSubject *subject = g_new0 (SlSheetSubject, 1);

          subject->sheet = g_object_ref (sheet);
          subject->entry = g_list_model_get_item (entries, j);
          g_ptr_array_add (list, subject);
        }
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return sl_sheet_compare_references ((*(const SlSheetLine *const *) a)->reference,
                                      (*(const SlSheetLine *const *) b)->reference);
}

/**
 * sl_sheets_list_subjects:
 * @packs: (nullable): as of sl_sheets_load()
 * @case_id: whose sheets
 *
 * Schemes alone have forms with such entries, so no other sheet is read.
 *
 * Returns: (transfer full) (element-type SlSheetSubject): the entries that are assessed by
 *   themselves, in the order of their sheets' references; %NULL with @error
 */
GPtrArray *
sl_sheets_list_subjects (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error)
{
  const SlSheetQuery query = { .case_id = case_id, .kind = "scheme" };
  g_autoptr (GPtrArray)
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_sheet_subject_free);
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (SL_IS_STORE (store) && case_id != NULL, NULL);

  if ((lines = sl_sheets_list (store, &query, error)) == NULL)
    return NULL;
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const SlSheetLine *line = g_ptr_array_index (lines, i);
      g_autoptr (SlSheet) sheet = NULL;

      if (g_str_equal (line->state, "cancelled"))
        continue;
      if ((sheet = sl_sheets_load (store, packs, line->id, error)) == NULL)
        return NULL;
      add_subjects (list, sheet);
    }
  return g_steal_pointer (&list);
}
