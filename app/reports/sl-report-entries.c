/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Entries of a group, one after the other, with the entries that answer them: a weakness and what
 * is recommended against it. */

typedef struct
{
  const SlPackNode *node;
  const SlPackNode *answers; /* NULL: none are asked for */
  const SlFormGroup *group, *answer_group;
  const SlFormField *by, *heading;
  guint n_entries, n_answers; /* that bear numbers, so far */
} Entries;

static const SlFormField *
find_field (const SlFormGroup *group, const char *id)
{
  for (guint i = 0; group != NULL && i < group->n_fields; i++)
    if (g_str_equal (group->fields[i].id, id))
      return &group->fields[i];
  return NULL;
}

/* What the entry says of @ids, a label and its value a line; nothing when it says none of them.
 * @answered goes first, with the words that the form has for @answers. */
static void
put_values (SlReporter *self,
            const SlFormGroup *group,
            SlSheetEntry *entry,
            char **ids,
            const char *answers,
            const char *answered)
{
  g_autofree char *key = sl_reporter_make_key (self, group->id, sl_sheet_entry_get_id (entry),
                                               "values");
  SlBlock *list = sl_reporter_make (self, SL_BLOCK_FIELDS, key, "", "sheet");
  const SlFormField *answering = answered != NULL ? find_field (group, answers) : NULL;

  sl_block_set_level (list, 1);
  if (answering != NULL)
    {
      g_autofree char *row = sl_reporter_make_key (self, group->id, sl_sheet_entry_get_id (entry),
                                                   answering->id);

      sl_reporter_append_row (list, row, (const char *[]){ answering->label, answered, NULL });
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SlFormField *field = find_field (group, ids[i]);
      g_autofree char *value = NULL;
      g_autofree char *row = NULL;

      if (field == NULL || !sl_reporter_may_say (self, field))
        continue;
      value = sl_sheet_format_value (self->sheet, field, sl_sheet_entry_get (entry, field->id));
      row = sl_reporter_make_key (self, group->id, sl_sheet_entry_get_id (entry), field->id);
      if (*value != '\0')
        sl_reporter_append_row (list, row, (const char *[]){ field->label, value, NULL });
    }
  if (sl_block_get_n_children (list) > 0)
    sl_reporter_put (self, list);
  else
    sl_block_unref (list);
}

/* "Recommendation 3" by the pack's word for them, counted through the whole paper; NULL when they
 * bear no numbers. */
static char *
make_number (const SlPackNode *node, guint *n)
{
  const char *word = sl_pack_node_get (node, "numbered");

  return *word != '\0' ? g_strdup_printf ("%s %u", word, ++*n) : NULL;
}

/* Over one entry, below the heading of what it is put together by. */
static void
put_entry_heading (SlReporter *self,
                   const Entries *entries,
                   const SlFormGroup *group,
                   SlSheetEntry *entry,
                   const char *text)
{
  g_autofree char *key = sl_reporter_make_key (self, group->id, sl_sheet_entry_get_id (entry),
                                               "heading");
  SlBlock *block = sl_reporter_make (self, SL_BLOCK_HEADING, key, text, "sheet");

  sl_block_set_level (block, entries->by != NULL ? 4 : 3);
  sl_reporter_put (self, block);
}

static void
put_answer (SlReporter *self, Entries *entries, SlSheetEntry *entry, const char *answered)
{
  const SlPackNode *node = entries->answers;
  const SlFormField *said = find_field (entries->answer_group, sl_pack_node_get (node, "text"));
  g_auto (GStrv) ids = sl_reporter_dup_words (node, "fields");
  g_autofree char *text = said != NULL
                              ? sl_form_field_format (said, sl_sheet_entry_get (entry, said->id))
                              : g_strdup ("");
  g_autofree char *number = make_number (node, &entries->n_answers);
  g_autofree char *key = sl_reporter_make_key (self, entries->answer_group->id,
                                               sl_sheet_entry_get_id (entry), NULL);

  if (number != NULL)
    put_entry_heading (self, entries, entries->answer_group, entry, number);
  sl_reporter_put_paragraph (self, key, text, "sheet");
  put_values (self, entries->answer_group, entry, ids, sl_pack_node_get (node, "field"), answered);
}

/* What points to @entry; where nothing does, the paper says so. */
static void
put_answers (SlReporter *self, Entries *entries, SlSheetEntry *entry, const char *answered)
{
  const char *field = sl_pack_node_get (entries->answers, "field");
  GListModel *answers = sl_sheet_get_entries (self->sheet, entries->answer_group->id);
  g_autofree char *key = sl_reporter_make_key (self, entries->answer_group->id, "of",
                                               sl_sheet_entry_get_id (entry));
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlSheetEntry) answer = g_list_model_get_item (answers, i);

      if (!g_str_equal (sl_sheet_entry_get (answer, field), sl_sheet_entry_get_id (entry)))
        continue;
      put_answer (self, entries, answer, answered);
      any = TRUE;
    }
  if (!any)
    sl_reporter_put_paragraph (self, key, sl_pack_node_get (entries->answers, "none"), "template");
}

static char *
format_value (SlReporter *self, const SlFormField *field, SlSheetEntry *entry)
{
  return sl_sheet_format_value (self->sheet, field, sl_sheet_entry_get (entry, field->id));
}

static gboolean
put_entry (SlReporter *self, Entries *entries, SlSheetEntry *entry, GError **error)
{
  const char *id = sl_sheet_entry_get_id (entry);
  g_auto (GStrv) ids = sl_reporter_dup_words (entries->node, "fields");
  g_autofree char *number = make_number (entries->node, &entries->n_entries);
  g_autofree char *title = entries->heading != NULL ? format_value (self, entries->heading, entry)
                                                    : g_strdup ("");
  g_autofree char *heading = g_strdup_printf ("%s%s%s", number != NULL ? number : "",
                                              number != NULL && *title != '\0' ? ": " : "", title);
  g_autofree char *line_key = sl_reporter_make_key (self, entries->group->id, id, NULL);
  const char *line = sl_sheet_entry_get_line (entry);

  if (*heading != '\0')
    put_entry_heading (self, entries, entries->group, entry, heading);
  if (!g_str_equal (line, title))
    sl_reporter_put_paragraph (self, line_key, line, "sheet");
  put_values (self, entries->group, entry, ids, "", NULL);
  if (sl_pack_node_has (entries->node, "photographs") &&
      !sl_report_put_entry_photographs (self, id, error))
    return FALSE;
  if (entries->answers != NULL)
    put_answers (self, entries, entry, number != NULL ? heading : NULL);
  return TRUE;
}

/* @value NULL: all entries; else those that say it, under its words as a heading. */
static gboolean
put_those (SlReporter *self, Entries *entries, const char *value, const char *title, GError **error)
{
  GListModel *model = sl_sheet_get_entries (self->sheet, entries->group->id);
  gboolean headed = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (model, i);

      if (value != NULL && !g_str_equal (sl_sheet_entry_get (entry, entries->by->id), value))
        continue;
      if (value != NULL && !headed)
        {
          g_autofree char *key = sl_reporter_make_key (self, entries->group->id, "by",
                                                       *value != '\0' ? value : "none");

          sl_reporter_put_heading (self, key, title);
          headed = TRUE;
        }
      if (!put_entry (self, entries, entry, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_entries (SlReporter *self, const SlPackNode *node, Entries *entries, GError **error)
{
  SlForm *form = self->sheet != NULL ? sl_sheet_get_form (self->sheet) : NULL;

  entries->node = node;
  entries->answers = sl_pack_node_first (node, "answers");
  if (form != NULL)
    entries->group = sl_form_find_group (form, sl_pack_node_get (node, "group"));
  if (form != NULL && entries->answers != NULL)
    entries->answer_group = sl_form_find_group (form, sl_pack_node_get (entries->answers, "group"));
  entries->by = find_field (entries->group, sl_pack_node_get (node, "by"));
  entries->heading = find_field (entries->group, sl_pack_node_get (node, "heading"));
  if (entries->group != NULL && (entries->answers == NULL || entries->answer_group != NULL))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("The report “%s” asks for entries (line %u) that this record's form does not "
                  "have. Correct the report, or the form, in the packs folder."),
               self->kind->title, sl_pack_node_get_line (node));
  return FALSE;
}

gboolean
sl_report_put_entries (SlReporter *self, const SlPackNode *node, GError **error)
{
  Entries entries = { 0 };

  if (!read_entries (self, node, &entries, error))
    return FALSE;
  if (entries.by == NULL)
    return put_those (self, &entries, NULL, NULL, error);
  for (guint i = 0; i < entries.by->n_choices; i++)
    if (!put_those (self, &entries, entries.by->choices[i].id, entries.by->choices[i].label, error))
      return FALSE;
  return put_those (self, &entries, "", _ ("Other"), error);
}
