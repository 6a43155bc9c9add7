/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A sheet as plain data, read with the help of its form. Nothing here is shared between threads. */

/* A chain of conditions is as long as a form is deep; a form is refused whose chain has no end, but
 * a kept copy may be older than that check. */
#define MAX_CHAIN 100

/* Characters of one value in the line of a history. */
#define MAX_SAID 60

SlEntryContent *
sl_entry_content_new (const char *id, const char *group_id, gboolean removed)
{
  SlEntryContent *self = g_new0 (SlEntryContent, 1);

  self->id = g_strdup (id);
  self->group_id = g_strdup (group_id);
  self->removed = removed;
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
sl_entry_content_free (SlEntryContent *self)
{
  g_free (self->id);
  g_free (self->group_id);
  g_hash_table_unref (self->values);
  g_free (self->walk);
  g_free (self);
}

SlSheetContent *
sl_sheet_content_new (void)
{
  SlSheetContent *self = g_new0 (SlSheetContent, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_entry_content_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
sl_sheet_content_free (SlSheetContent *self)
{
  for (guint i = 0; i < SL_SHEET_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
sl_sheet_content_add (SlSheetContent *self, SlEntryContent *entry)
{
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->by_id, entry->id, entry);
}

const char *
sl_sheet_content_get (const SlSheetContent *self, const SlEntryContent *entry, const char *field)
{
  const char *value = g_hash_table_lookup (entry != NULL ? entry->values : self->values, field);

  return value != NULL ? value : "";
}

SlEntryContent *
sl_sheet_content_find (const SlSheetContent *self, const char *entry_id)
{
  return g_hash_table_lookup (self->by_id, entry_id);
}

gboolean
sl_sheet_content_asks (const SlSheetContent *self,
                       SlForm *form,
                       const SlEntryContent *entry,
                       const SlFormField *field)
{
  /* Asked only when the field that decides is asked itself. */
  for (guint i = 0; i < MAX_CHAIN && field != NULL && *field->when != '\0'; i++)
    {
      const char *wanted;
      g_autofree char *id = sl_form_when_split (field->when, &wanted);
      const SlFormField *decides = NULL;

      if (id == NULL)
        return TRUE;
      if (entry != NULL)
        decides = sl_form_find_field (form, entry->group_id, id);
      if (decides == NULL)
        {
          decides = sl_form_find_field (form, NULL, id);
          entry = NULL;
        }
      if (!sl_form_field_says (decides, sl_sheet_content_get (self, entry, id), wanted))
        return FALSE;
      field = decides;
    }
  return TRUE;
}

/* An entry that points to another says what the other says, which is a step further, no more. */
char *
sl_entry_content_dup_line (const SlEntryContent *self, SlForm *form)
{
  const SlFormGroup *group = sl_form_find_group (form, self->group_id);
  const SlFormField *found = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; group != NULL && i < group->n_fields; i++)
    {
      const SlFormField *field = &group->fields[i];
      const char *value = g_hash_table_lookup (self->values, field->id);

      if (value == NULL || *value == '\0' || field->type == SL_FORM_FIELD_ENTRY)
        continue;
      if (g_str_equal (field->role, "text"))
        {
          found = field;
          break;
        }
      if (found == NULL)
        found = field;
    }
  if (found == NULL)
    return g_strdup ("");
  line = sl_form_field_format (found, g_hash_table_lookup (self->values, found->id));
  return sl_text_squeeze (line);
}

char *
sl_sheet_content_format (const SlSheetContent *self,
                         SlForm *form,
                         const SlFormField *field,
                         const char *value)
{
  const SlEntryContent *entry;
  g_autofree char *line = NULL;

  if (field->type != SL_FORM_FIELD_ENTRY || *value == '\0')
    return sl_form_field_format (field, value);
  entry = sl_sheet_content_find (self, value);
  if (entry == NULL)
    return g_strdup (_ ("an entry that is not there"));
  line = sl_entry_content_dup_line (entry, form);
  /* TRANSLATORS: a line of a list that was taken out of it */
  return entry->removed ? g_strdup_printf (_ ("%s (removed)"), line) : g_steal_pointer (&line);
}

const char *
sl_sheet_content_get_role (const SlSheetContent *self, SlForm *form, const char *role)
{
  const SlFormField *field = sl_form_find_role (form, role);

  return field != NULL ? sl_sheet_content_get (self, NULL, field->id) : "";
}

char *
sl_sheet_content_dup_title (const SlSheetContent *self, SlForm *form)
{
  const SlFormField *field = sl_form_find_role (form, "title");
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  if (field == NULL || *sl_sheet_content_get (self, NULL, field->id) == '\0')
    return g_strdup (sl_form_get_title (form));
  shown = sl_form_field_format (field, sl_sheet_content_get (self, NULL, field->id));
  title = sl_text_squeeze (shown);
  return sl_text_ellipsize (title, 200);
}

/* The day that is said, else that on which it starts. */
char *
sl_sheet_content_dup_date (const SlSheetContent *self, SlForm *form)
{
  const char *date = sl_sheet_content_get_role (self, form, "date");

  return *date != '\0' ? g_strdup (date)
                       : sl_time_get_date (sl_sheet_content_get_role (self, form, "starts"));
}

static const struct
{
  const char *kind, *title;
} kinds[] = {
  { "meeting", N_ ("Meeting") }, { "visit", N_ ("Visit") },          { "survey", N_ ("Survey") },
  { "scheme", N_ ("Scheme") },   { "advice", N_ ("Advice record") },
};

/**
 * sl_sheet_kind_to_title:
 * @kind: "visit"
 *
 * Returns: (transfer none): how people call a sheet of that kind: "Visit"
 */
const char *
sl_sheet_kind_to_title (const char *kind)
{
  g_return_val_if_fail (kind != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return _ (kinds[i].title);
  return kind;
}

char *
sl_sheet_content_dup_name (const SlSheetContent *self)
{
  return g_strdup_printf ("%s %s", sl_sheet_kind_to_title (self->texts[SL_SHEET_KIND]),
                          self->texts[SL_SHEET_REFERENCE]);
}

/* A time on the day of the sheet is told by its clock alone: "Called in at 10:05". */
char *
sl_sheet_content_dup_said (const SlSheetContent *self,
                           SlForm *form,
                           const SlFormField *field,
                           const char *value)
{
  g_autofree char *shown = NULL;
  g_autofree char *brief = NULL;

  if (*value == '\0')
    /* TRANSLATORS: a field whose value was taken out */
    return g_strdup_printf (_ ("%s: cleared"), field->label);
  if (field->type == SL_FORM_FIELD_TIME)
    {
      g_autofree char *own_day = sl_sheet_content_dup_date (self, form);
      g_autofree char *day = sl_time_get_date (value);

      shown = g_str_equal (own_day, day) ? sl_time_format_clock (value)
                                         : sl_time_format_long (value);
      return g_strdup_printf ("%s %s", field->label, shown);
    }
  shown = sl_sheet_content_format (self, form, field, value);
  brief = sl_text_squeeze (shown);
  g_free (shown);
  shown = sl_text_ellipsize (brief, MAX_SAID);
  return g_strdup_printf ("%s: %s", field->label, shown);
}
