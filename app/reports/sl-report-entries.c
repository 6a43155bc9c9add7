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
} Entries;

static const SlFormField *
find_field (const SlFormGroup *group, const char *id)
{
  for (guint i = 0; group != NULL && i < group->n_fields; i++)
    if (g_str_equal (group->fields[i].id, id))
      return &group->fields[i];
  return NULL;
}

/* "Risk: reach to the vestry window. Principles: access control." in the order of @ids. */
static char *
join_values (SlReporter *self, const SlFormGroup *group, SlSheetEntry *entry, char **ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SlFormField *field = find_field (group, ids[i]);
      g_autofree char *value = NULL;

      if (field == NULL || !sl_reporter_may_say (self, field))
        continue;
      value = sl_sheet_format_value (self->sheet, field, sl_sheet_entry_get (entry, field->id));
      if (*value != '\0')
        g_string_append_printf (text, "%s%s: %s%s", text->len > 0 ? " " : "", field->label, value,
                                g_str_has_suffix (value, ".") ? "" : ".");
    }
  return g_string_free (text, FALSE);
}

static SlBlock *
make_answer (SlReporter *self, const Entries *entries, SlSheetEntry *entry)
{
  const SlFormField *said = find_field (entries->answer_group,
                                        sl_pack_node_get (entries->answers, "text"));
  g_auto (GStrv) ids = sl_reporter_dup_words (entries->answers, "fields");
  g_autofree char *text = said != NULL
                              ? sl_form_field_format (said, sl_sheet_entry_get (entry, said->id))
                              : g_strdup ("");
  g_autofree char *values = join_values (self, entries->answer_group, entry, ids);
  g_autofree char *both = g_strdup_printf ("%s%s%s", text,
                                           *text != '\0' && *values != '\0' ? " " : "", values);
  g_autofree char *key = sl_reporter_make_key (self, entries->answer_group->id,
                                               sl_sheet_entry_get_id (entry), NULL);

  return *both != '\0' ? sl_reporter_make (self, SL_BLOCK_ITEM, key, both, "sheet") : NULL;
}

/* What points to @entry; where nothing does, the paper says so. */
static void
put_answers (SlReporter *self, const Entries *entries, SlSheetEntry *entry)
{
  const char *field = sl_pack_node_get (entries->answers, "field");
  GListModel *answers = sl_sheet_get_entries (self->sheet, entries->answer_group->id);
  g_autofree char *key = sl_reporter_make_key (self, entries->answer_group->id, "of",
                                               sl_sheet_entry_get_id (entry));
  SlBlock *list = sl_reporter_make (self, SL_BLOCK_LIST, key, "", "sheet");

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlSheetEntry) answer = g_list_model_get_item (answers, i);
      SlBlock *item;

      if (!g_str_equal (sl_sheet_entry_get (answer, field), sl_sheet_entry_get_id (entry)))
        continue;
      item = make_answer (self, entries, answer);
      if (item != NULL)
        sl_block_append (list, item);
    }
  if (sl_block_get_n_children (list) > 0)
    {
      sl_reporter_put (self, list);
      return;
    }
  sl_block_unref (list);
  sl_reporter_put_paragraph (self, key, sl_pack_node_get (entries->answers, "none"), "template");
}

static gboolean
put_entry (SlReporter *self, const Entries *entries, SlSheetEntry *entry, GError **error)
{
  const char *id = sl_sheet_entry_get_id (entry);
  g_auto (GStrv) ids = sl_reporter_dup_words (entries->node, "fields");
  g_autofree char *values = join_values (self, entries->group, entry, ids);
  g_autofree char *line = entries->heading != NULL
                              ? sl_form_field_format (
                                    entries->heading,
                                    sl_sheet_entry_get (entry, entries->heading->id))
                              : g_strdup (sl_sheet_entry_get_line (entry));
  g_autofree char *line_key = sl_reporter_make_key (self, entries->group->id, id, NULL);
  g_autofree char *values_key = sl_reporter_make_key (self, entries->group->id, id, "values");

  sl_reporter_put_paragraph (self, line_key, line, "sheet");
  sl_reporter_put_paragraph (self, values_key, values, "sheet");
  if (entries->answers != NULL)
    put_answers (self, entries, entry);
  return !sl_pack_node_has (entries->node, "photographs") ||
         sl_report_put_entry_photographs (self, id, error);
}

/* @value NULL: all entries; else those that say it, under its words as a heading. */
static gboolean
put_those (SlReporter *self,
           const Entries *entries,
           const char *value,
           const char *title,
           GError **error)
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
  return put_those (self, &entries, "", _ ("Not said where"), error);
}
