/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Entries of a sheet go, come back and move. */

static gboolean
remove_entry_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlSheetEdit *edit = data;
  g_autoptr (SlSheetContent) content = sl_sheet_edit_open (transaction, edit, FALSE, error);
  SlEntryContent *entry = content != NULL ? sl_sheet_edit_find_entry (content, edit, error) : NULL;
  g_autofree char *which = NULL;
  g_autofree char *said = NULL;

  if (entry == NULL)
    return FALSE;
  if (entry->removed == edit->removed)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  entry->removed = edit->removed;
  if (!sl_sheet_records_write_removed (transaction, entry->id, edit->removed, error) ||
      !sl_sheet_records_write_head (transaction, content, edit->form, error) ||
      !sl_sheet_records_write_dates (transaction, content, edit->form, entry, error))
    return FALSE;
  which = sl_entry_content_describe (entry, edit->form);
  said = g_strdup_printf (edit->removed ? _ ("%s removed") : _ ("%s brought back"), which);
  sl_sheet_edit_note (transaction, content, said);
  sl_transaction_note (transaction, "entry", entry->id);
  return TRUE;
}

/**
 * sl_sheet_change_remove_entry:
 * @self: a sheet
 * @entry_id: one of its entries
 * @removed: %FALSE brings it back with all that it said, where it stood
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_sheet_change_remove_entry (SlSheet *self, const char *entry_id, gboolean removed)
{
  SlSheetEdit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && entry_id != NULL, NULL);

  edit = sl_sheet_edit_new_of (self, entry_id);
  edit->removed = removed;
  return sl_sheet_edit_to_change (edit, removed ? "remove-from-sheet" : "restore-in-sheet",
                                  remove_entry_func);
}

/* The group's entries in their new order, removed ones where they stood among the others. NULL when
 * that is the order they have. */
static GPtrArray *
arrange (const SlSheetContent *content, const SlEntryContent *moved, guint position)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint n_live = 0, index = 0, before = 0;
  gboolean found = FALSE;

  for (guint i = 0; i < content->entries->len; i++)
    {
      const SlEntryContent *entry = g_ptr_array_index (content->entries, i);

      if (!g_str_equal (entry->group_id, moved->group_id))
        continue;
      if (entry == moved)
        {
          before = n_live;
          continue;
        }
      if (!entry->removed && n_live++ == position && !found)
        {
          index = ids->len;
          found = TRUE;
        }
      g_ptr_array_add (ids, entry->id);
    }
  if (MIN (position, n_live) == before)
    return NULL;
  g_ptr_array_insert (ids, found ? (int) index : -1, moved->id);
  return g_steal_pointer (&ids);
}

static gboolean
move_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlSheetEdit *edit = data;
  g_autoptr (SlSheetContent) content = sl_sheet_edit_open (transaction, edit, TRUE, error);
  SlEntryContent *entry = content != NULL ? sl_sheet_edit_find_entry (content, edit, error) : NULL;
  g_autoptr (GPtrArray) order = NULL;
  g_autofree char *which = NULL;
  g_autofree char *said = NULL;

  if (entry == NULL)
    return FALSE;
  if (entry->removed)
    return sl_sheet_refuse (_ ("This entry was removed. Bring it back before you move it."));
  if ((order = arrange (content, entry, edit->position)) == NULL)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!sl_sheet_records_write_order (transaction, order, error) ||
      !sl_sheet_records_write_head (transaction, content, edit->form, error))
    return FALSE;
  which = sl_entry_content_describe (entry, edit->form);
  said = g_strdup_printf (_ ("%s moved to place %u"), which, edit->position + 1);
  sl_sheet_edit_note (transaction, content, said);
  sl_transaction_note (transaction, "entry", entry->id);
  return TRUE;
}

/**
 * sl_sheet_change_move_entry:
 * @self: a sheet
 * @entry_id: one of its entries
 * @position: its new place among the entries of its group, from 0; beyond the last is the last
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_sheet_change_move_entry (SlSheet *self, const char *entry_id, guint position)
{
  SlSheetEdit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && entry_id != NULL, NULL);

  edit = sl_sheet_edit_new_of (self, entry_id);
  edit->position = position;
  return sl_sheet_edit_to_change (edit, "move-in-sheet", move_func);
}
