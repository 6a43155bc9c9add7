/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

/* FIELD=VALUE, as it is typed for a sheet or one of its entries. */

void
cli_sheet_values_clear (CliSheetValues *self)
{
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      g_free ((char *) g_array_index (self->values, SlSheetValue, i).field);
      g_free ((char *) g_array_index (self->values, SlSheetValue, i).value);
    }
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
}
static void
list_fields (SlForm *form, const char *group_id, GString *known)
{
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      if (group_id != NULL ? !g_str_equal (group->id, group_id) : group->several)
        continue;
      for (guint j = 0; j < group->n_fields; j++)
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", group->fields[j].id);
    }
}

/* As it is kept; NULL after saying why. An entry is typed as it is shown: weakness/2. */
static char *
parse_value (SlSheet *sheet, const SlFormField *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  SlSheetEntry *entry = NULL;
  char *value;

  if (sheet != NULL && field->type == SL_FORM_FIELD_ENTRY)
    entry = cli_sheet_find_entry (sheet, text);
  value = sl_form_field_parse (field, entry != NULL ? sl_sheet_entry_get_id (entry) : text, &error);
  if (value == NULL)
    cli_fail_error (error);
  return value;
}

/* One FIELD=VALUE; FALSE after saying why. */
static gboolean
read_value (CliSheetValues *self,
            SlForm *form,
            SlSheet *sheet,
            const char *group_id,
            const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *id = g_strndup (text, equals != NULL ? equals - text : 0);
  const SlFormField *field = sl_form_find_field (form, group_id, id);
  g_autofree char *told = NULL;
  SlSheetValue value;

  if (field == NULL)
    {
      g_autoptr (GString) known = g_string_new (NULL);

      list_fields (form, group_id, known);
      if (equals == NULL)
        cli_fail (_ ("“%s” does not read FIELD=VALUE. Fields are %s."), text, known->str);
      else
        cli_fail (_ ("There is no field “%s” here. Fields are %s."), id, known->str);
      return FALSE;
    }
  value.value = parse_value (sheet, field, equals + 1);
  if (value.value == NULL)
    return FALSE;
  value.field = g_strdup (field->id);
  g_array_append_val (self->values, value);
  told = sl_form_field_tell (field, equals + 1);
  if (told != NULL)
    g_ptr_array_add (self->shown, g_steal_pointer (&told));
  return TRUE;
}

gboolean
cli_sheet_read_values (CliSheetValues *self,
                       SlForm *form,
                       SlSheet *sheet,
                       const char *group_id,
                       char **texts)
{
  self->values = g_array_new (FALSE, TRUE, sizeof (SlSheetValue));
  self->shown = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!read_value (self, form, sheet, group_id, texts[i]))
      return FALSE;
  return TRUE;
}

const SlSheetValue *
cli_sheet_get_values (const CliSheetValues *self)
{
  return (const SlSheetValue *) self->values->data;
}

/* How what was typed was understood, where that is not plain. */
int
cli_sheet_tell (const CliSheetValues *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      g_autofree char *line = cli_dup_shown (g_ptr_array_index (self->shown, i));

      g_print ("%s\n", line);
    }
  return SL_CLI_DONE;
}
