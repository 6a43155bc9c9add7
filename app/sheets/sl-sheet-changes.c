/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "base/sl-text.h"
#include "cases/sl-case-kind.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What may be done to a sheet. Each change judges the sheet as it stands in its own transaction,
 * never as a window saw it, and writes the values with all that follows from them: title, day and
 * times of the sheet, and the days that it sets. Writer thread, but for the constructors; the form
 * never changes. */

typedef struct
{
  SlForm *form;
  char *sheet_id;
  char *case_id;
  char *entry_id; /* NULL the sheet itself */
  char *group_id;
  char *state;
  char *reason;
  SlSheetValue *values;
  guint n_values;
  guint position;
  gboolean removed;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

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

static Edit *
edit_new (SlForm *form, const char *sheet_id, const char *case_id)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->form = g_object_ref (form);
  edit->sheet_id = g_strdup (sheet_id);
  edit->case_id = g_strdup (case_id);
  return edit;
}

static Edit *
edit_of (SlSheet *sheet, const char *entry_id)
{
  Edit *edit = edit_new (sl_sheet_get_form (sheet), sl_sheet_get_id (sheet),
                         sl_sheet_get (sheet, "case-id"));

  edit->entry_id = g_strdup (entry_id);
  return edit;
}

static void
edit_set_values (Edit *edit, const SlSheetValue *values, guint n_values)
{
  edit->values = g_new0 (SlSheetValue, n_values);
  edit->n_values = n_values;
  for (guint i = 0; i < n_values; i++)
    {
      edit->values[i].field = g_strdup (values[i].field);
      edit->values[i].value = g_strdup (values[i].value != NULL ? values[i].value : "");
    }
}

static SlChange *
to_change (Edit *edit, const char *action, SlChangeFunc func)
{
  return sl_change_new (action, "sheet", edit->sheet_id, edit->case_id, func, edit, edit_free);
}

#define refuse(...)                                                                                \
  (g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, __VA_ARGS__), FALSE)

/* ---- in the transaction ---- */

static SlSheetContent *
read_sheet (SlTransaction *transaction, const Edit *edit, gboolean whole, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);

  return whole ? sl_sheet_records_read (database, edit->sheet_id, error)
               : sl_sheet_records_read_head (database, edit->sheet_id, error);
}

static gboolean
check_editable (const SlSheetContent *content, GError **error)
{
  g_autofree char *name = sl_sheet_content_dup_name (content);

  if (*content->texts[SL_SHEET_REMOVED] != '\0')
    return refuse (_ ("%s was removed. Bring it back before you change it."), name);
  if (g_str_equal (content->texts[SL_SHEET_STATE], "closed"))
    return refuse (_ ("%s is closed and stays as it is. Open it again, with a reason, to change "
                      "it."),
                   name);
  if (g_str_equal (content->texts[SL_SHEET_STATE], "cancelled"))
    return refuse (_ ("%s was cancelled. Open it again, with a reason, to change it."), name);
  return TRUE;
}

/* For an edit: the sheet, open, with the entry that is meant. NULL with an error. */
static SlSheetContent *
open_sheet (SlTransaction *transaction, const Edit *edit, gboolean whole, GError **error)
{
  g_autoptr (SlSheetContent) content = read_sheet (transaction, edit, whole, error);

  if (content == NULL || !check_editable (content, error))
    return NULL;
  if (edit->entry_id != NULL &&
      !sl_sheet_records_read_entry (sl_transaction_get_database (transaction), content,
                                    edit->entry_id, error))
    return NULL;
  return g_steal_pointer (&content);
}

static SlEntryContent *
find_entry (const SlSheetContent *content, const Edit *edit, GError **error)
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

/* What the case's history says: "Visit VIS/2026/003: Called in at 10:05". */
static void
note_said (SlTransaction *transaction, const SlSheetContent *content, const char *said)
{
  g_autofree char *name = sl_sheet_content_dup_name (content);

  sl_transaction_note (transaction, "record", name);
  sl_transaction_note (transaction, "text", said);
}

/* "Hazard", or "Hazard “Loose dogs”". */
static char *
describe_entry (const SlEntryContent *entry, SlForm *form)
{
  const SlFormGroup *group = sl_form_find_group (form, entry->group_id);
  g_autofree char *line = sl_entry_content_dup_line (entry, form);
  const char *title = group != NULL ? group->entry : entry->group_id;

  return *line != '\0' ? g_strdup_printf (_ ("%s “%s”"), title, line) : g_strdup (title);
}

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
    return refuse (_ ("%s: “%s” is no entry of this sheet that it can point to."), field->label,
                   value);
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
    return refuse (_ ("The form “%s” has no field “%s” there."), sl_form_get_title (writing->form),
                   value->field);
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
write_values (Writing *writing, const Edit *edit, GError **error)
{
  for (guint i = 0; i < edit->n_values; i++)
    if (!write_value (writing, &edit->values[i], error))
      return FALSE;
  return TRUE;
}

/* Of the sheet and of every entry that was read. */
static gboolean
write_all_dates (SlTransaction *transaction,
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
  const Edit *edit = data;
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
      !write_values (&writing, edit, error) ||
      !sl_sheet_records_write_head (transaction, content, edit->form, error) ||
      !sl_sheet_records_write_dates (transaction, content, edit->form, NULL, error))
    return FALSE;
  values = describe_values (&writing);
  said = *values != '\0' ? g_strdup_printf (_ ("Begun. %s"), values) : g_strdup (_ ("Begun"));
  note_said (transaction, content, said);
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
  Edit *edit;

  g_return_val_if_fail (SL_IS_FORM (form) && sheet_id != NULL && case_id != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  edit = edit_new (form, sheet_id, case_id);
  edit_set_values (edit, values, n_values);
  return to_change (edit, "begin-sheet", begin_func);
}

static gboolean
set_own (Writing *writing, const Edit *edit, GError **error)
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
         write_all_dates (writing->transaction, writing->content, edit->form, error);
}

static gboolean
set_entry (Writing *writing, const Edit *edit, GError **error)
{
  if ((writing->entry = find_entry (writing->content, edit, error)) == NULL)
    return FALSE;
  if (writing->entry->removed)
    return refuse (_ ("This entry was removed. Bring it back before you change it."));
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
  const Edit *edit = data;
  g_autoptr (SlSheetContent) content = open_sheet (transaction, edit, FALSE, error);
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
    which = describe_entry (writing.entry, edit->form);
  said = which != NULL ? g_strdup_printf ("%s: %s", which, values) : g_strdup (values);
  note_said (transaction, content, said);
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
  Edit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && values != NULL, NULL);

  edit = edit_of (self, entry_id);
  edit_set_values (edit, values, n_values);
  return to_change (edit, "set-sheet", set_func);
}

static gboolean
add_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Edit *edit = data;
  const SlFormGroup *group = sl_form_find_group (edit->form, edit->group_id);
  g_autoptr (SlSheetContent) content = open_sheet (transaction, edit, FALSE, error);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  Writing writing = { transaction, content, edit->form, NULL, fields };
  g_autofree char *values = NULL;
  g_autofree char *said = NULL;
  gboolean added = FALSE;

  if (content == NULL)
    return FALSE;
  if (group == NULL || !group->several)
    return refuse (_ ("The form “%s” has no group “%s” that takes entries."),
                   sl_form_get_title (edit->form), edit->group_id);
  if (sl_sheet_content_find (content, edit->entry_id) == NULL)
    {
      writing.entry = sl_entry_content_new (edit->entry_id, edit->group_id, FALSE);
      sl_sheet_content_add (content, writing.entry);
      if (!sl_sheet_records_insert_entry (transaction, content, writing.entry, &added, error))
        return FALSE;
    }
  if (!added)
    return refuse (_ ("An entry %s is there already; change it, or add one under another id."),
                   edit->entry_id);
  if (!write_values (&writing, edit, error) ||
      !sl_sheet_records_write_head (transaction, content, edit->form, error) ||
      !sl_sheet_records_write_dates (transaction, content, edit->form, writing.entry, error))
    return FALSE;
  values = describe_values (&writing);
  said = *values != '\0' ? g_strdup_printf (_ ("%s added. %s"), group->entry, values)
                         : g_strdup_printf (_ ("%s added"), group->entry);
  note_said (transaction, content, said);
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
  Edit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && group_id != NULL && entry_id != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  edit = edit_of (self, entry_id);
  edit->group_id = g_strdup (group_id);
  edit_set_values (edit, values, n_values);
  return to_change (edit, "add-to-sheet", add_func);
}

/* ---- entries come, go and move ---- */

static gboolean
remove_entry_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Edit *edit = data;
  g_autoptr (SlSheetContent) content = open_sheet (transaction, edit, FALSE, error);
  SlEntryContent *entry = content != NULL ? find_entry (content, edit, error) : NULL;
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
  which = describe_entry (entry, edit->form);
  said = g_strdup_printf (edit->removed ? _ ("%s removed") : _ ("%s brought back"), which);
  note_said (transaction, content, said);
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
  Edit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && entry_id != NULL, NULL);

  edit = edit_of (self, entry_id);
  edit->removed = removed;
  return to_change (edit, removed ? "remove-from-sheet" : "restore-in-sheet", remove_entry_func);
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
  const Edit *edit = data;
  g_autoptr (SlSheetContent) content = open_sheet (transaction, edit, TRUE, error);
  SlEntryContent *entry = content != NULL ? find_entry (content, edit, error) : NULL;
  g_autoptr (GPtrArray) order = NULL;
  g_autofree char *which = NULL;
  g_autofree char *said = NULL;

  if (entry == NULL)
    return FALSE;
  if (entry->removed)
    return refuse (_ ("This entry was removed. Bring it back before you move it."));
  if ((order = arrange (content, entry, edit->position)) == NULL)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!sl_sheet_records_write_order (transaction, order, error) ||
      !sl_sheet_records_write_head (transaction, content, edit->form, error))
    return FALSE;
  which = describe_entry (entry, edit->form);
  said = g_strdup_printf (_ ("%s moved to place %u"), which, edit->position + 1);
  note_said (transaction, content, said);
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
  Edit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self) && entry_id != NULL, NULL);

  edit = edit_of (self, entry_id);
  edit->position = position;
  return to_change (edit, "move-in-sheet", move_func);
}

/* ---- the sheet as a whole ---- */

/* A closed sheet is a record that was finished: it is opened again before it is taken out. One that
 * was cancelled is not worth keeping, perhaps. */
static gboolean
remove_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Edit *edit = data;
  g_autoptr (SlSheetContent) content = read_sheet (transaction, edit, TRUE, error);

  if (content == NULL)
    return FALSE;
  if ((*content->texts[SL_SHEET_REMOVED] != '\0') == edit->removed)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (edit->removed && g_str_equal (content->texts[SL_SHEET_STATE], "closed"))
    return check_editable (content, error);
  g_free (content->texts[SL_SHEET_REMOVED]);
  content->texts[SL_SHEET_REMOVED] = g_strdup (edit->removed ? "yes" : "");
  note_said (transaction, content, edit->removed ? _ ("Removed") : _ ("Brought back"));
  return sl_sheet_records_write_state (transaction, edit->sheet_id, content->texts[SL_SHEET_STATE],
                                       content->texts[SL_SHEET_STATE_REASON], edit->removed,
                                       error) &&
         write_all_dates (transaction, content, edit->form, error);
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
  Edit *edit;

  g_return_val_if_fail (SL_IS_SHEET (self), NULL);

  edit = edit_of (self, NULL);
  edit->removed = removed;
  return to_change (edit, removed ? "remove-sheet" : "restore-sheet", remove_func);
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
  return text->len == 0 || refuse (_ ("%s cannot be closed yet. %s."), name, text->str);
}

/* A closed sheet is not cancelled: it took place. */
static gboolean
check_state (const SlSheetContent *content, const Edit *edit, GError **error)
{
  g_autofree char *name = sl_sheet_content_dup_name (content);
  gboolean is_open = g_str_equal (content->texts[SL_SHEET_STATE], "open");

  if (*content->texts[SL_SHEET_REMOVED] != '\0')
    return check_editable (content, error);
  if (g_str_equal (edit->state, "closed"))
    return is_open ? check_complete (content, edit->form, error)
                   : refuse (_ ("%s was cancelled. Open it again before you close it."), name);
  if (g_str_equal (edit->state, "cancelled") && !is_open)
    return refuse (_ ("%s is closed. Open it again, with a reason, before you cancel it."), name);
  if (!g_str_equal (edit->state, "open") && !g_str_equal (edit->state, "cancelled"))
    return refuse (_ ("A sheet is open, closed or cancelled; “%s” is none of these."), edit->state);
  if (*edit->reason == '\0')
    return refuse (is_open ? _ ("Say why %s is cancelled: it stands in the record.")
                           : _ ("Say why %s is opened again: it stands in the record."),
                   name);
  return TRUE;
}

static gboolean
state_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Edit *edit = data;
  g_autoptr (SlSheetContent) content = read_sheet (transaction, edit, TRUE, error);
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
  note_said (transaction, content, said);
  return sl_sheet_records_write_state (transaction, edit->sheet_id, edit->state, edit->reason,
                                       FALSE, error) &&
         write_all_dates (transaction, content, edit->form, error);
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
  Edit *edit;
  g_autofree char *words = NULL;

  g_return_val_if_fail (SL_IS_SHEET (self) && state != NULL, NULL);

  edit = edit_of (self, NULL);
  edit->state = g_strdup (state);
  words = sl_text_clean (reason != NULL ? reason : "", -1);
  edit->reason = g_strdup (g_strstrip (words));
  return to_change (edit,
                    g_str_equal (state, "closed") ? "close-sheet"
                    : g_str_equal (state, "open") ? "reopen-sheet"
                                                  : "cancel-sheet",
                    state_func);
}
