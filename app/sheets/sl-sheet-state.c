/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-edit.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A sheet as a whole: closed, opened again, cancelled, removed and brought back. */

/* A closed sheet is a record that was finished: it is opened again before it is taken out. One that
 * was cancelled is not worth keeping, perhaps. */
static gboolean
remove_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlSheetEdit *edit = data;
  g_autoptr (SlSheetContent) content = sl_sheet_edit_read (transaction, edit, TRUE, error);

  if (content == NULL)
    return FALSE;
  if ((*content->texts[SL_SHEET_REMOVED] != '\0') == edit->removed)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (edit->removed && g_str_equal (content->texts[SL_SHEET_STATE], "closed"))
    return sl_sheet_edit_check_open (content, error);
  g_free (content->texts[SL_SHEET_REMOVED]);
  content->texts[SL_SHEET_REMOVED] = g_strdup (edit->removed ? "yes" : "");
  sl_sheet_edit_note (transaction, content, edit->removed ? _ ("Removed") : _ ("Brought back"));
  return sl_sheet_records_write_state (transaction, edit->sheet_id, content->texts[SL_SHEET_STATE],
                                       content->texts[SL_SHEET_STATE_REASON], edit->removed,
                                       error) &&
         sl_sheet_edit_write_dates (transaction, content, edit->form, error);
}

/**
 * sl_sheet_change_remove:
 * @self: a sheet
 * @removed: %FALSE brings it back
 *
 * Its number stays its own.
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_sheet_change_remove (SlSheet *self, gboolean removed)
{
  SlSheetEdit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self), NULL);

  edit = sl_sheet_edit_new_of (self, NULL);
  edit->removed = removed;
  return sl_sheet_edit_to_change (edit, removed ? "remove-sheet" : "restore-sheet", remove_func);
}

/* Names all that is lacking, each with its source, so that one goes through them once. */
static gboolean
check_complete (const SlSheetContent *content, SlForm *form, GError **error)
{
  g_autoptr (GPtrArray) lacks = sl_sheet_content_list_lacks (content, form);
  g_autofree char *name = sl_sheet_content_dup_name (content);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      if (!lack->blocks)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", lack->text);
      if (*lack->source != '\0')
        g_string_append_printf (text, " (%s)", lack->source);
    }
  return text->len == 0 || sl_sheet_refuse (_ ("%s cannot be closed yet. %s."), name, text->str);
}

/* A closed sheet is not cancelled: it took place. */
static gboolean
check_state (const SlSheetContent *content, const SlSheetEdit *edit, GError **error)
{
  g_autofree char *name = sl_sheet_content_dup_name (content);
  gboolean is_open = g_str_equal (content->texts[SL_SHEET_STATE], "open");

  if (*content->texts[SL_SHEET_REMOVED] != '\0')
    return sl_sheet_edit_check_open (content, error);
  if (g_str_equal (edit->state, "closed"))
    return is_open
               ? check_complete (content, edit->form, error)
               : sl_sheet_refuse (_ ("%s was cancelled. Open it again before you close it."), name);
  if (g_str_equal (edit->state, "cancelled") && !is_open)
    return sl_sheet_refuse (_ ("%s is closed. Open it again, with a reason, before you cancel it."),
                            name);
  if (!g_str_equal (edit->state, "open") && !g_str_equal (edit->state, "cancelled"))
    return sl_sheet_refuse (_ ("A sheet is open, closed or cancelled; “%s” is none of these."),
                            edit->state);
  if (*edit->reason == '\0')
    return sl_sheet_refuse (is_open ? _ ("Say why %s is cancelled: it stands in the record.")
                                    : _ ("Say why %s is opened again: it stands in the record."),
                            name);
  return TRUE;
}

static gboolean
state_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlSheetEdit *edit = data;
  g_autoptr (SlSheetContent) content = sl_sheet_edit_read (transaction, edit, TRUE, error);
  const char *word;
  g_autofree char *said = NULL;

  if (content == NULL)
    return FALSE;
  if (g_str_equal (content->texts[SL_SHEET_STATE], edit->state) &&
      *content->texts[SL_SHEET_REMOVED] == '\0')
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!check_state (content, edit, error))
    return FALSE;
  g_free (content->texts[SL_SHEET_STATE]);
  content->texts[SL_SHEET_STATE] = g_strdup (edit->state);
  word = g_str_equal (edit->state, "closed") ? _ ("Closed")
         : g_str_equal (edit->state, "open") ? _ ("Opened again")
                                             : _ ("Cancelled");
  said = *edit->reason != '\0' ? g_strdup_printf ("%s: %s", word, edit->reason) : g_strdup (word);
  sl_sheet_edit_note (transaction, content, said);
  return sl_sheet_records_write_state (transaction, edit->sheet_id, edit->state, edit->reason,
                                       FALSE, error) &&
         sl_sheet_edit_write_dates (transaction, content, edit->form, error);
}

/**
 * sl_sheet_change_state:
 * @self: a sheet
 * @state: "closed", "open" (again) or "cancelled"
 * @reason: (nullable): needed for the latter two
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_sheet_change_state (SlSheet *self, const char *state, const char *reason)
{
  SlSheetEdit *edit;
  g_autofree char *words = NULL;

  g_return_val_if_fail (SL_IS_SHEET (self) && state != NULL, NULL);

  edit = sl_sheet_edit_new_of (self, NULL);
  edit->state = g_strdup (state);
  words = sl_text_clean (reason != NULL ? reason : "", -1);
  edit->reason = g_strdup (g_strstrip (words));
  return sl_sheet_edit_to_change (edit,
                                  g_str_equal (state, "closed") ? "close-sheet"
                                  : g_str_equal (state, "open") ? "reopen-sheet"
                                                                : "cancel-sheet",
                                  state_func);
}
