/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-format-private.h"

#include "base/sl-text.h"
#include "intake/sl-intake-text.h"

#include <string.h>

/* The one table of the structured forms that intake reads. To add a form, write its file with a
 * recogniser and a mapper and name it here; the first that recognises a file takes it. */
static const SlFormat *const formats[] = {
  &sl_format_1app, &sl_format_odp,      &sl_format_bops,  &sl_format_mhclg,
  &sl_format_idox, &sl_format_register, &sl_format_email,
};

G_DEFINE_QUARK (sl_intake_error_quark, sl_intake_error)

/**
 * sl_format_list:
 * @n_formats: (out): how many
 *
 * Returns: the table, borrowed
 */
const SlFormat *const *
sl_format_list (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

/**
 * sl_format_recognise:
 * @extraction: what the worker read of a file
 *
 * Returns: (nullable): the form that the file has, or %NULL for an ordinary document
 */
const SlFormat *
sl_format_recognise (SlExtraction *extraction)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->recognise (extraction))
      return formats[i];
  return NULL;
}

static void
value_free (gpointer data)
{
  SlIntakeValue *value = data;

  g_free (value->field);
  g_free (value->value);
  g_free (value->place);
  g_free (value);
}

static void
document_free (gpointer data)
{
  SlIntakeDocument *document = data;

  g_free (document->file_name);
  g_free (document->title);
  g_free (document->declared_type);
  g_free (document->drawing_number);
  g_free (document->date);
  g_free (document->text);
  g_free (document);
}

SlIntakeRecord *
sl_intake_record_new (void)
{
  SlIntakeRecord *record = g_new0 (SlIntakeRecord, 1);

  record->values = g_ptr_array_new_with_free_func (value_free);
  record->documents = g_ptr_array_new_with_free_func (document_free);
  record->links = g_ptr_array_new_with_free_func (value_free);
  return record;
}

void
sl_intake_record_free (SlIntakeRecord *record)
{
  g_ptr_array_unref (record->values);
  g_ptr_array_unref (record->documents);
  g_ptr_array_unref (record->links);
  g_free (record);
}

/**
 * sl_intake_record_add:
 * @record: a record
 * @field: the name of a field
 * @value: (nullable): its value; unknown ones and a second value of a field are left out
 * @place: (nullable): where it stands in the file
 */
void
sl_intake_record_add (SlIntakeRecord *record,
                      const char *field,
                      const char *value,
                      const char *place)
{
  SlIntakeValue *added;

  g_return_if_fail (record != NULL && field != NULL);

  if (sl_intake_is_unknown (value) || *sl_intake_record_get (record, field) != '\0')
    return;
  added = g_new0 (SlIntakeValue, 1);
  added->field = g_strdup (field);
  added->value = sl_text_squeeze (value);
  added->place = g_strdup (place != NULL ? place : "");
  g_ptr_array_add (record->values, added);
}

GPtrArray *
sl_intake_records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sl_intake_record_free);
}
