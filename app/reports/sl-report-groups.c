/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

#include "schemes/sl-certificate.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* What a sheet holds, as labels with values, as prose and as tables. */

static const SlFormGroup *
find_group (SlReporter *self, const SlPackNode *node, GError **error)
{
  const SlFormGroup *group = NULL;

  if (self->sheet != NULL)
    group = sl_form_find_group (sl_sheet_get_form (self->sheet), sl_pack_node_get (node, "group"));
  if (group == NULL)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("The report “%s” asks for “%s” (line %u), which this record's form does not "
                    "have. Correct the report, or the form, in the packs folder."),
                 self->kind->title, sl_pack_node_get (node, "group"), sl_pack_node_get_line (node));
  return group;
}

static const SlFormField *
find_field (const SlFormGroup *group, const char *id)
{
  for (guint i = 0; i < group->n_fields; i++)
    if (g_str_equal (group->fields[i].id, id))
      return &group->fields[i];
  return NULL;
}

/* The fields that the element names, or all of the group but those it leaves out; NULL-terminated
 * array of fields. */
static const SlFormField **
list_fields (SlReporter *self, const SlFormGroup *group, const SlPackNode *node)
{
  g_auto (GStrv) wanted = sl_reporter_dup_words (node, "fields");
  g_auto (GStrv) without = sl_reporter_dup_words (node, "without");
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const SlFormField *field = find_field (group, wanted[i]);

      if (field != NULL && sl_reporter_may_say (self, field))
        g_ptr_array_add (fields, (gpointer) field);
    }
  for (guint i = 0; wanted[0] == NULL && i < group->n_fields; i++)
    if (sl_reporter_may_say (self, &group->fields[i]) &&
        !g_strv_contains ((const char *const *) without, group->fields[i].id))
      g_ptr_array_add (fields, (gpointer) &group->fields[i]);
  g_ptr_array_add (fields, NULL);
  return (const SlFormField **) g_ptr_array_free (fields, FALSE);
}

static void
append_field (SlReporter *self, SlBlock *list, const SlFormField *field)
{
  g_autofree char *value = sl_form_field_format (field, sl_sheet_get (self->sheet, field->id));
  g_autofree char *key = sl_reporter_make_key (self, field->id, NULL, NULL);
  const char *const cells[] = { field->label, value, NULL };

  if (*value != '\0')
    sl_reporter_append_row (list, key, cells);
}

gboolean
sl_report_put_fields (SlReporter *self, const SlPackNode *node, GError **error)
{
  const SlFormGroup *group = find_group (self, node, error);
  g_autofree const SlFormField **fields = NULL;
  g_autofree char *key = NULL;
  SlBlock *list;

  if (group == NULL)
    return FALSE;
  fields = list_fields (self, group, node);
  key = sl_reporter_make_key (self, group->id, NULL, NULL);
  list = sl_reporter_make (self, SL_BLOCK_FIELDS, key, "", "sheet");
  sl_block_set_level (list, 1);
  for (guint i = 0; fields[i] != NULL; i++)
    append_field (self, list, fields[i]);
  if (sl_block_get_n_children (list) > 0)
    sl_reporter_put (self, list);
  else
    sl_block_unref (list);
  return TRUE;
}

/* A long answer under its label; paragraphs as the officer parted them. */
gboolean
sl_report_put_prose (SlReporter *self, const SlPackNode *node, GError **error)
{
  const SlFormGroup *group = find_group (self, node, error);
  g_autofree const SlFormField **fields = NULL;

  if (group == NULL)
    return FALSE;
  fields = list_fields (self, group, node);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *value = sl_form_field_format (fields[i],
                                                     sl_sheet_get (self->sheet, fields[i]->id));
      g_auto (GStrv) paragraphs = g_strsplit (value, "\n\n", -1);
      g_autofree char *heading = sl_reporter_make_key (self, fields[i]->id, "heading", NULL);

      if (*value == '\0')
        continue;
      if (fields[1] != NULL)
        sl_reporter_put_heading (self, heading, fields[i]->label);
      for (guint j = 0; paragraphs[j] != NULL; j++)
        {
          g_autofree char *number = g_strdup_printf ("%u", j + 1);
          g_autofree char *key = sl_reporter_make_key (self, fields[i]->id, number, NULL);

          sl_reporter_put_paragraph (self, key, paragraphs[j], "sheet");
        }
    }
  return TRUE;
}

static void
append_entry (SlReporter *self, SlBlock *table, SlSheetEntry *entry, const SlFormField **fields)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *key = sl_reporter_make_key (self, sl_sheet_entry_get_group (entry),
                                               sl_sheet_entry_get_id (entry), NULL);
  gboolean says = FALSE;

  for (guint i = 0; fields[i] != NULL; i++)
    {
      char *text = sl_sheet_format_value (self->sheet, fields[i],
                                          sl_sheet_entry_get (entry, fields[i]->id));

      says = says || *text != '\0';
      g_ptr_array_add (cells, text);
    }
  g_ptr_array_add (cells, NULL);
  if (says)
    sl_reporter_append_row (table, key, (const char *const *) cells->pdata);
}

/* Rows to write on, in a form that is printed. */
static void
append_blank (SlReporter *self, SlBlock *table, const SlFormField **fields, guint n_rows)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  for (guint i = 0; fields[i] != NULL; i++)
    g_ptr_array_add (cells, i == 0 ? "\n\n" : "");
  g_ptr_array_add (cells, NULL);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *key = sl_reporter_make_key (self, "blank", number, NULL);

      sl_reporter_append_row (table, key, (const char *const *) cells->pdata);
    }
}

/* A column in which no entry says anything only takes room. */
static void
drop_empty (const SlFormField **fields, GListModel *entries)
{
  guint kept = 0;

  for (guint i = 0; fields[i] != NULL; i++)
    {
      gboolean says = FALSE;

      for (guint j = 0; !says && j < g_list_model_get_n_items (entries); j++)
        {
          g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, j);

          says = *sl_sheet_entry_get (entry, fields[i]->id) != '\0';
        }
      if (says)
        fields[kept++] = fields[i];
    }
  fields[kept] = NULL;
}

gboolean
sl_report_put_table (SlReporter *self, const SlPackNode *node, GError **error)
{
  const SlFormGroup *group = find_group (self, node, error);
  g_autofree const SlFormField **fields = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *key = NULL;
  GListModel *entries;
  SlBlock *table;

  if (group == NULL)
    return FALSE;
  fields = list_fields (self, group, node);
  entries = sl_sheet_get_entries (self->sheet, group->id);
  if (!sl_pack_node_has (node, "blank"))
    drop_empty (fields, entries);
  for (guint i = 0; fields[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) fields[i]->label);
  g_ptr_array_add (labels, NULL);
  key = sl_reporter_make_key (self, group->id, NULL, NULL);
  table = sl_reporter_make (self, SL_BLOCK_TABLE, key, "", "sheet");
  sl_reporter_append_row (table, "", (const char *const *) labels->pdata);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      append_entry (self, table, entry, fields);
    }
  if (sl_pack_node_has (node, "blank"))
    append_blank (self, table, fields,
                  (guint) g_ascii_strtoull (sl_pack_node_get (node, "blank"), NULL, 10));
  if (sl_block_get_n_children (table) > 1)
    sl_reporter_put (self, table);
  else
    sl_block_unref (table);
  return TRUE;
}

/* What is not settled: listed in the paper, not only on the page. */
gboolean
sl_report_put_lacks (SlReporter *self, const SlPackNode *node, GError **error)
{
  g_autoptr (GPtrArray) lacks = NULL;
  g_autofree char *key = sl_reporter_make_key (self, "lacks", NULL, NULL);
  SlBlock *list;

  (void) error;
  if (self->sheet == NULL)
    return TRUE;
  lacks = sl_sheet_list_lacks (self->sheet);
  if (lacks->len == 0)
    return TRUE;
  list = sl_reporter_make (self, SL_BLOCK_LIST, key, "", "sheet");
  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);
      g_autofree char *item = sl_reporter_make_key (self, lack->id, lack->entry_id, lack->field_id);

      if (lack->blocks || !sl_pack_node_has (node, "blocking"))
        sl_block_append (list, sl_reporter_make (self, SL_BLOCK_ITEM, item, lack->text, "sheet"));
    }
  if (sl_block_get_n_children (list) > 0)
    sl_reporter_put (self, list);
  else
    sl_block_unref (list);
  return TRUE;
}

static char *
join_flags (SlReporter *self, SlSheetEntry *product)
{
  g_autoptr (GPtrArray) flags = sl_certificate_check (self->context->policy, product, self->date);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < flags->len; i++)
    g_string_append_printf (text, "%s%s.", i > 0 ? " " : "",
                            ((SlCertificateFlag *) flags->pdata[i])->text);
  if (text->len == 0)
    g_string_append (text, _ ("In order"));
  return g_string_free (text, FALSE);
}

/* The products of a scheme with what is to be said of their certificates on the paper's day. */
gboolean
sl_report_put_certificates (SlReporter *self, const SlPackNode *node, GError **error)
{
  const char *titles[] = { _ ("Product"),     _ ("Standard and class"),
                           _ ("Certificate"), _ ("Openings"),
                           _ ("State"),       NULL };
  g_autofree char *key = sl_reporter_make_key (self, "certificates", NULL, NULL);
  GListModel *products = self->sheet != NULL ? sl_sheet_get_entries (self->sheet, "product") : NULL;
  SlBlock *table = sl_reporter_make (self, SL_BLOCK_TABLE, key, "", "sheet");

  (void) node;
  (void) error;
  sl_reporter_append_row (table, "", titles);
  for (guint i = 0; products != NULL && i < g_list_model_get_n_items (products); i++)
    {
      g_autoptr (SlSheetEntry) product = g_list_model_get_item (products, i);
      const char *id = sl_sheet_entry_get (product, "standard");
      const SlStandard *standard = sl_policy_library_find_standard (self->context->policy, id);
      const char *named = sl_sheet_entry_get (product, "standard-edition");
      const char *maker = sl_sheet_entry_get (product, "manufacturer");
      /* What the certificate says: an edition of the past is told by its state. */
      g_autofree char *tested = g_strdup_printf ("%s %s",
                                                 *named != '\0'     ? named
                                                 : standard != NULL ? standard->designation
                                                                    : id,
                                                 sl_sheet_entry_get (product, "class"));
      g_autofree char *name = g_strdup_printf ("%s%s%s", sl_sheet_entry_get (product, "product"),
                                               *maker != '\0' ? "; " : "", maker);
      g_autofree char *state = join_flags (self, product);
      g_autofree char *row = sl_reporter_make_key (self, "product", sl_sheet_entry_get_id (product),
                                                   NULL);
      const char *const cells[] = { g_strstrip (name),
                                    g_strstrip (tested),
                                    sl_sheet_entry_get (product, "certificate"),
                                    sl_sheet_entry_get (product, "openings"),
                                    state,
                                    NULL };

      sl_reporter_append_row (table, row, cells);
    }
  if (sl_block_get_n_children (table) > 1)
    sl_reporter_put (self, table);
  else
    sl_block_unref (table);
  return TRUE;
}
