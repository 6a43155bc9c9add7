/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-edit.h"

#include <glib/gi18n-lib.h>

/* What the changes of a sheet share: what they carry, and how they read, judge and tell of the
 * sheet in their transaction. */

static void
edit_free (gpointer data)
{
  SlSheetEdit *edit = data;

  g_object_unref (edit->form);
  g_free (edit->sheet_id);
  g_free (edit->case_id);
  g_free (edit->entry_id);
  g_free (edit->group_id);
  g_free (edit->state);
  g_free (edit->reason);
  for (guint i = 0; i < edit->n_values; i++)
    {
      g_free ((char *) edit->values[i].field);
      g_free ((char *) edit->values[i].value);
    }
  g_free (edit->values);
  g_free (edit);
}

SlSheetEdit *
sl_sheet_edit_new (SlForm *form, const char *sheet_id, const char *case_id)
{
  SlSheetEdit *edit = g_new0 (SlSheetEdit, 1);

  edit->form = g_object_ref (form);
  edit->sheet_id = g_strdup (sheet_id);
  edit->case_id = g_strdup (case_id);
  return edit;
}

SlSheetEdit *
sl_sheet_edit_new_of (SlSheet *sheet, const char *entry_id)
{
  SlSheetEdit *edit = sl_sheet_edit_new (sl_sheet_get_form (sheet), sl_sheet_get_id (sheet),
                                         sl_sheet_get (sheet, "case-id"));

  edit->entry_id = g_strdup (entry_id);
  return edit;
}

void
sl_sheet_edit_set_values (SlSheetEdit *edit, const SlSheetValue *values, guint n_values)
{
  edit->values = g_new0 (SlSheetValue, n_values);
  edit->n_values = n_values;
  for (guint i = 0; i < n_values; i++)
    {
      edit->values[i].field = g_strdup (values[i].field);
      edit->values[i].value = g_strdup (values[i].value != NULL ? values[i].value : "");
    }
}

SlChange *
sl_sheet_edit_to_change (SlSheetEdit *edit, const char *action, SlChangeFunc func)
{
  return sl_change_new (action, "sheet", edit->sheet_id, edit->case_id, func, edit, edit_free);
}

/* ---- in the transaction ---- */

SlSheetContent *
sl_sheet_edit_read (SlTransaction *transaction,
                    const SlSheetEdit *edit,
                    gboolean whole,
                    GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);

  return whole ? sl_sheet_records_read (database, edit->sheet_id, error)
               : sl_sheet_records_read_head (database, edit->sheet_id, error);
}

gboolean
sl_sheet_edit_check_open (const SlSheetContent *content, GError **error)
{
  g_autofree char *name = sl_sheet_content_dup_name (content);

  if (*content->texts[SL_SHEET_REMOVED] != '\0')
    return sl_sheet_refuse (_ ("%s was removed. Bring it back before you change it."), name);
  if (g_str_equal (content->texts[SL_SHEET_STATE], "closed"))
    return sl_sheet_refuse (
        _ ("%s is closed and stays as it is. Open it again, with a reason, to change "
           "it."),
        name);
  if (g_str_equal (content->texts[SL_SHEET_STATE], "cancelled"))
    return sl_sheet_refuse (_ ("%s was cancelled. Open it again, with a reason, to change it."),
                            name);
  return TRUE;
}

SlSheetContent *
sl_sheet_edit_open (SlTransaction *transaction,
                    const SlSheetEdit *edit,
                    gboolean whole,
                    GError **error)
{
  g_autoptr (SlSheetContent) content = sl_sheet_edit_read (transaction, edit, whole, error);

  if (content == NULL || !sl_sheet_edit_check_open (content, error))
    return NULL;
  if (edit->entry_id != NULL &&
      !sl_sheet_records_read_entry (sl_transaction_get_database (transaction), content,
                                    edit->entry_id, error))
    return NULL;
  return g_steal_pointer (&content);
}

SlEntryContent *
sl_sheet_edit_find_entry (const SlSheetContent *content, const SlSheetEdit *edit, GError **error)
{
  SlEntryContent *entry = sl_sheet_content_find (content, edit->entry_id);
  g_autofree char *name = NULL;

  if (entry != NULL)
    return entry;
  name = sl_sheet_content_dup_name (content);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND, _ ("%s has no entry %s."), name,
               edit->entry_id);
  return NULL;
}

void
sl_sheet_edit_note (SlTransaction *transaction, const SlSheetContent *content, const char *said)
{
  g_autofree char *name = sl_sheet_content_dup_name (content);

  sl_transaction_note (transaction, "record", name);
  sl_transaction_note (transaction, "text", said);
}

char *
sl_entry_content_describe (const SlEntryContent *entry, SlForm *form)
{
  const SlFormGroup *group = sl_form_find_group (form, entry->group_id);
  g_autofree char *line = sl_entry_content_dup_line (entry, form);
  const char *title = group != NULL ? group->entry : entry->group_id;

  return *line != '\0' ? g_strdup_printf (_ ("%s “%s”"), title, line) : g_strdup (title);
}

gboolean
sl_sheet_edit_write_dates (SlTransaction *transaction,
                           const SlSheetContent *content,
                           SlForm *form,
                           GError **error)
{
  if (!sl_sheet_records_write_dates (transaction, content, form, NULL, error))
    return FALSE;
  for (guint i = 0; i < content->entries->len; i++)
    if (!sl_sheet_records_write_dates (transaction, content, form,
                                       g_ptr_array_index (content->entries, i), error))
      return FALSE;
  return TRUE;
}
