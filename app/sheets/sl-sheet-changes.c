/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-edit.h"

#include "cases/sl-case-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Saying something of a sheet: it begins, its values are set, entries are added. Each change judges
 * the sheet as it stands in its own transaction, never as a window saw it, and writes the values
 * with all that follows from them: title, day and times of the sheet, and the days that it sets.
 * Writer thread, but for the constructors; the form never changes. */

/* The entry that a value points to is one of the group that the field names, and still there. */
static gboolean
check_target (SlTransaction *transaction,
              SlSheetContent *content,
              const SlFormField *field,
              const char *value,
              GError **error)
{
  const SlEntryContent *target;

  if (field->type != SL_FORM_FIELD_ENTRY || *value == '\0')
    return TRUE;
  if (!sl_sheet_records_read_entry (sl_transaction_get_database (transaction), content, value,
                                    error))
    return FALSE;
  target = sl_sheet_content_find (content, value);
  if (target == NULL || target->removed || !g_str_equal (target->group_id, field->of))
    return sl_sheet_refuse (_ ("%s: “%s” is no entry of this sheet that it can point to."),
                            field->label, value);
  return TRUE;
}

typedef struct
{
  SlTransaction *transaction;
  SlSheetContent *content;
  SlForm *form;
  SlEntryContent *entry; /* NULL the sheet's own */
  GPtrArray *fields;     /* of const SlFormField that were changed */
} Writing;

static gboolean
write_value (Writing *writing, const SlSheetValue *value, GError **error)
{
  const char *group_id = writing->entry != NULL ? writing->entry->group_id : NULL;
  const SlFormField *field = sl_form_find_field (writing->form, group_id, value->field);
  GHashTable *values = writing->entry != NULL ? writing->entry->values : writing->content->values;

  if (field == NULL)
    return sl_sheet_refuse (_ ("The form “%s” has no field “%s” there."),
                            sl_form_get_title (writing->form), value->field);
  if (!sl_form_field_check (field, value->value, error) ||
      !check_target (writing->transaction, writing->content, field, value->value, error))
    return FALSE;
  if (g_str_equal (sl_sheet_content_get (writing->content, writing->entry, field->id),
                   value->value))
    return TRUE;
  g_hash_table_replace (values, g_strdup (field->id), g_strdup (value->value));
  if (!g_ptr_array_find (writing->fields, field, NULL))
    g_ptr_array_add (writing->fields, (gpointer) field);
  return sl_sheet_records_write_value (writing->transaction, writing->content, writing->entry,
                                       field->id, value->value, error);
}

/* The values in the order in which they were given, once all are known: a time is told by its clock
 * when it lies on the day of the sheet. */
static char *
describe_values (const Writing *writing)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < writing->fields->len; i++)
    {
      const SlFormField *field = g_ptr_array_index (writing->fields, i);
      g_autofree char *one = sl_sheet_content_dup_said (
          writing->content, writing->form, field,
          sl_sheet_content_get (writing->content, writing->entry, field->id));

      g_string_append_printf (said, "%s%s", said->len > 0 ? "; " : "", one);
    }
  return g_string_free (g_steal_pointer (&said), FALSE);
}

/* What was written, by the fields' own names and as it is kept. */
static void
note_values (const Writing *writing)
{
  if (writing->entry != NULL)
    sl_transaction_note (writing->transaction, "entry", writing->entry->id);
  for (guint i = 0; i < writing->fields->len; i++)
    {
      const SlFormField *field = g_ptr_array_index (writing->fields, i);

      sl_transaction_note (writing->transaction, field->id,
                           sl_sheet_content_get (writing->content, writing->entry, field->id));
    }
}

static gboolean
write_values (Writing *writing, const SlSheetEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->n_values; i++)
    if (!write_value (writing, &edit->values[i], error))
      return FALSE;
  return TRUE;
}

/* Of a sheet or an entry that was not there before. */
static gboolean
write_first_values (Writing *writing, const SlSheetEdit *edit, GError **error)
{
  return write_values (writing, edit, error) &&
         sl_sheet_records_write_head (writing->transaction, writing->content, edit->form, error) &&
         sl_sheet_records_write_dates (writing->transaction, writing->content, edit->form,
                                       writing->entry, error);
}

/* Whether a day that an entry sets may hang on what the sheet itself says. */
static gboolean
has_conditional_days (SlForm *form)
{
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      for (guint j = 0; group->several && j < group->n_fields; j++)
        if (*group->fields[j].due != '\0' && *group->fields[j].when != '\0')
          return TRUE;
    }
  return FALSE;
}

/* ---- begin, set, add ---- */

static gboolean
begin_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlSheetEdit *edit = data;
  g_autoptr (SlSheetContent) content = sl_sheet_content_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  Writing writing = { transaction, content, edit->form, NULL, fields };
  g_autofree char *values = NULL;
  g_autofree char *said = NULL;

  content->texts[SL_SHEET_ID] = g_strdup (edit->sheet_id);
  content->texts[SL_SHEET_CASE_ID] = g_strdup (edit->case_id);
  content->texts[SL_SHEET_KIND] = g_strdup (sl_form_get_kind (edit->form));
  content->texts[SL_SHEET_STATE] = g_strdup ("open");
  content->texts[SL_SHEET_REMOVED] = g_strdup ("");
  content->texts[SL_SHEET_REFERENCE] = sl_register_take_number (
      transaction, sl_form_get_series (edit->form), error);
  if (content->texts[SL_SHEET_REFERENCE] == NULL ||
      !sl_sheet_records_insert (transaction, content, edit->form, error) ||
      !write_first_values (&writing, edit, error))
    return FALSE;
  values = describe_values (&writing);
  said = *values != '\0' ? g_strdup_printf (_ ("Begun. %s"), values) : g_strdup (_ ("Begun"));
  sl_sheet_edit_note (transaction, content, said);
  sl_transaction_note (transaction, "form", sl_form_get_id (edit->form));
  note_values (&writing);
  return TRUE;
}

/**
 * sl_sheet_change_begin:
 * @form: the edition that the sheet keeps
 * @sheet_id: a new id
 * @case_id: whose
 * @values: the first values, of the sheet's own fields
 * @n_values: how many
 *
 * The sheet's number is taken in the same change; its owner is who begins it.
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_sheet_change_begin (SlForm *form,
                       const char *sheet_id,
                       const char *case_id,
                       const SlSheetValue *values,
                       guint n_values)
{
  SlSheetEdit *edit;

  g_return_val_if_fail (SL_IS_FORM (form) && sheet_id != NULL && case_id != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  edit = sl_sheet_edit_new (form, sheet_id, case_id);
  sl_sheet_edit_set_values (edit, values, n_values);
  return sl_sheet_edit_to_change (edit, "begin-sheet", begin_func);
}

static gboolean
set_own (Writing *writing, const SlSheetEdit *edit, GError **error)
{
  if (!write_values (writing, edit, error))
    return FALSE;
  if (writing->fields->len == 0)
    return TRUE;
  if (!sl_sheet_records_write_head (writing->transaction, writing->content, edit->form, error))
    return FALSE;
  if (!has_conditional_days (edit->form))
    return sl_sheet_records_write_dates (writing->transaction, writing->content, edit->form, NULL,
                                         error);
  return sl_sheet_records_read_entries (sl_transaction_get_database (writing->transaction),
                                        writing->content, error) &&
         sl_sheet_edit_write_dates (writing->transaction, writing->content, edit->form, error);
}

static gboolean
set_entry (Writing *writing, const SlSheetEdit *edit, GError **error)
{
  if ((writing->entry = sl_sheet_edit_find_entry (writing->content, edit, error)) == NULL)
    return FALSE;
  if (writing->entry->removed)
    return sl_sheet_refuse (_ ("This entry was removed. Bring it back before you change it."));
  if (!write_values (writing, edit, error))
    return FALSE;
  return writing->fields->len == 0 ||
         (sl_sheet_records_write_head (writing->transaction, writing->content, edit->form, error) &&
          sl_sheet_records_write_dates (writing->transaction, writing->content, edit->form,
                                        writing->entry, error));
}

static gboolean
set_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlSheetEdit *edit = data;
  g_autoptr (SlSheetContent) content = sl_sheet_edit_open (transaction, edit, FALSE, error);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  Writing writing = { transaction, content, edit->form, NULL, fields };
  g_autofree char *which = NULL;
  g_autofree char *values = NULL;
  g_autofree char *said = NULL;

  if (content == NULL || !(edit->entry_id != NULL ? set_entry (&writing, edit, error)
                                                  : set_own (&writing, edit, error)))
    return FALSE;
  if (fields->len == 0)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  values = describe_values (&writing);
  if (writing.entry != NULL)
    which = sl_entry_content_describe (writing.entry, edit->form);
  said = which != NULL ? g_strdup_printf ("%s: %s", which, values) : g_strdup (values);
  sl_sheet_edit_note (transaction, content, said);
  note_values (&writing);
  return TRUE;
}

/**
 * sl_sheet_change_set:
 * @self: a sheet
 * @entry_id: (nullable): one of its entries; %NULL for its own fields
 * @values: as sl_form_field_parse() gives them; "" takes a value out
 * @n_values: how many
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_sheet_change_set (SlSheet *self,
                     const char *entry_id,
                     const SlSheetValue *values,
                     guint n_values)
{
  SlSheetEdit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && values != NULL, NULL);

  edit = sl_sheet_edit_new_of (self, entry_id);
  sl_sheet_edit_set_values (edit, values, n_values);
  return sl_sheet_edit_to_change (edit, "set-sheet", set_func);
}

static gboolean
add_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlSheetEdit *edit = data;
  const SlFormGroup *group = sl_form_find_group (edit->form, edit->group_id);
  g_autoptr (SlSheetContent) content = sl_sheet_edit_open (transaction, edit, FALSE, error);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  Writing writing = { transaction, content, edit->form, NULL, fields };
  g_autofree char *values = NULL;
  g_autofree char *said = NULL;
  gboolean added = FALSE;

  if (content == NULL)
    return FALSE;
  if (group == NULL || !group->several)
    return sl_sheet_refuse (_ ("The form “%s” has no group “%s” that takes entries."),
                            sl_form_get_title (edit->form), edit->group_id);
  if (sl_sheet_content_find (content, edit->entry_id) == NULL)
    {
      writing.entry = sl_entry_content_new (edit->entry_id, edit->group_id, FALSE);
      sl_sheet_content_add (content, writing.entry);
      if (!sl_sheet_records_insert_entry (transaction, content, writing.entry, &added, error))
        return FALSE;
    }
  if (!added)
    return sl_sheet_refuse (
        _ ("An entry %s is there already; change it, or add one under another id."),
        edit->entry_id);
  if (!write_first_values (&writing, edit, error))
    return FALSE;
  values = describe_values (&writing);
  said = *values != '\0' ? g_strdup_printf (_ ("%s added. %s"), group->entry, values)
                         : g_strdup_printf (_ ("%s added"), group->entry);
  sl_sheet_edit_note (transaction, content, said);
  note_values (&writing);
  return TRUE;
}

/**
 * sl_sheet_change_add:
 * @self: a sheet
 * @group_id: a group that takes entries
 * @entry_id: a new id
 * @values: (nullable): the entry's first values
 * @n_values: how many
 *
 * Returns: (transfer full): the change; the entry stands behind the others of its group
 */
SlChange *
sl_sheet_change_add (SlSheet *self,
                     const char *group_id,
                     const char *entry_id,
                     const SlSheetValue *values,
                     guint n_values)
{
  SlSheetEdit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && group_id != NULL && entry_id != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  edit = sl_sheet_edit_new_of (self, entry_id);
  edit->group_id = g_strdup (group_id);
  sl_sheet_edit_set_values (edit, values, n_values);
  return sl_sheet_edit_to_change (edit, "add-to-sheet", add_func);
}
