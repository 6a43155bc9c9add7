/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "response/sl-letter-parts.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Walks the sections of a report's pack and puts what each of them asks for into a letter tree. A
 * section's heading stands as soon as something of it does, so that no paper shows an empty one. */

char *
sl_reporter_make_key (SlReporter *self, const char *name, const char *entry, const char *field)
{
  return g_strdup_printf ("%s/%s%s%s%s%s", sl_pack_node_get (self->section, "id"), name,
                          entry != NULL ? "/" : "", entry != NULL ? entry : "",
                          field != NULL ? "/" : "", field != NULL ? field : "");
}

char **
sl_reporter_dup_words (const SlPackNode *node, const char *attribute)
{
  g_autofree char *text = sl_text_squeeze (sl_pack_node_get (node, attribute));

  return *text != '\0' ? g_strsplit (text, " ", -1) : g_new0 (char *, 1);
}

gboolean
sl_reporter_may_say (SlReporter *self, const SlFormField *field)
{
  return !field->personal || !self->kind->leaves ||
         sl_pack_node_has (sl_pack_get_root (self->kind->pack), "names");
}

SlBlock *
sl_reporter_make (SlReporter *self,
                  SlBlockKind kind,
                  const char *key,
                  const char *text,
                  const char *origin)
{
  SlBlock *block = sl_block_new (kind, text);

  sl_block_set_key (block, key);
  sl_block_set_section (block, sl_pack_node_get (self->section, "id"));
  sl_block_set_origin (block, origin, "", "", "",
                       self->sheet != NULL ? sl_sheet_get (self->sheet, "reference") : "");
  if (sl_pack_node_has (self->section, "mark") ||
      sl_pack_node_has (sl_pack_get_root (self->kind->pack), "mark"))
    sl_block_set_mark (block, SL_MARK_OFFICIAL_SENSITIVE);
  return block;
}

static void
put_section_heading (SlReporter *self)
{
  const char *heading = sl_pack_node_get (self->section, "heading");
  g_autofree char *key = NULL;
  SlBlock *block;

  self->headed = TRUE;
  if (*heading == '\0')
    return;
  key = sl_reporter_make_key (self, "heading", NULL, NULL);
  block = sl_reporter_make (self, SL_BLOCK_HEADING, key, heading, "template");
  sl_block_set_level (block, 2);
  sl_letter_append (self->letter, block);
}

void
sl_reporter_put (SlReporter *self, SlBlock *block)
{
  if (block == NULL)
    return;
  if (!self->headed)
    put_section_heading (self);
  sl_letter_append (self->letter, block);
}

void
sl_reporter_put_heading (SlReporter *self, const char *key, const char *text)
{
  SlBlock *block = sl_reporter_make (self, SL_BLOCK_HEADING, key, text, "sheet");

  sl_block_set_level (block, 3);
  sl_reporter_put (self, block);
}

void
sl_reporter_put_paragraph (SlReporter *self, const char *key, const char *text, const char *origin)
{
  g_autofree char *clean = sl_text_strip_hidden (text);

  g_strstrip (clean);
  if (*clean != '\0')
    sl_reporter_put (self, sl_reporter_make (self, SL_BLOCK_PARAGRAPH, key, clean, origin));
}

void
sl_reporter_append_row (SlBlock *table, const char *key, const char *const *cells)
{
  SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

  sl_block_set_key (row, key);
  sl_block_set_section (row, sl_block_get_section (table));
  for (guint i = 0; cells[i] != NULL; i++)
    sl_block_append (row, sl_block_new (SL_BLOCK_CELL, cells[i]));
  sl_block_append (table, row);
}

static void
set_field (SlReporter *self, const char *name, const char *text)
{
  g_autofree char *stripped = sl_text_strip_hidden (text != NULL ? text : "");

  g_hash_table_insert (self->fields, g_strdup (name), sl_text_squeeze (stripped));
}

/* A value of the sheet's own by its field, as people read it; else what the force's profile says.
 */
static char *
find_value (SlReporter *self, const char *name)
{
  const SlFormField *field = NULL;

  if (self->sheet != NULL)
    field = sl_form_find_field (sl_sheet_get_form (self->sheet), NULL, name);
  if (field == NULL)
    return g_strdup (sl_policy_library_get_force (self->context->policy, name));
  if (!sl_reporter_may_say (self, field))
    return g_strdup ("");
  return sl_form_field_format (field, sl_sheet_get (self->sheet, name));
}

/* Makes every field that @text names known, as far as it can be. */
static void
provide_fields (SlReporter *self, const char *text)
{
  for (const char *open = strchr (text, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = close != NULL ? g_strndup (open + 1, close - open - 1) : NULL;
      g_autofree char *value = NULL;

      if (name == NULL)
        return;
      if (g_hash_table_contains (self->fields, name))
        continue;
      value = find_value (self, name);
      set_field (self, name, value);
    }
}

static char *
fill (SlReporter *self, const char *text)
{
  provide_fields (self, text);
  return sl_text_fill (text, self->fields, NULL);
}

/* "FIELD" says something, "FIELD=VALUE" says just that. */
static gboolean
holds (SlReporter *self, const char *condition)
{
  g_auto (GStrv) parts = g_strsplit (condition, "=", 2);
  const char *value;

  if (*condition == '\0')
    return TRUE;
  value = self->sheet != NULL ? sl_sheet_get (self->sheet, parts[0]) : "";
  return parts[1] != NULL ? g_str_equal (value, parts[1]) : *value != '\0';
}

static gboolean
put_text (SlReporter *self, const SlPackNode *node, GError **error)
{
  const char *one_of = sl_pack_node_get (node, "one-of");
  g_autofree char *number = g_strdup_printf ("%u", ++self->n_put);
  g_autofree char *key = sl_reporter_make_key (self, "text", *one_of != '\0' ? one_of : number,
                                               NULL);
  g_autofree char *text = NULL;

  (void) error;
  if (!holds (self, sl_pack_node_get (node, "if")) ||
      (*one_of != '\0' && sl_letter_find (self->letter, key) != NULL))
    return TRUE;
  text = fill (self, sl_pack_node_get_text (node));
  if (text != NULL)
    sl_reporter_put_paragraph (self, key, text, "template");
  return TRUE;
}

static gboolean
put_signature (SlReporter *self, const SlPackNode *node, GError **error)
{
  SlPerson *author = self->context->author;
  g_autofree char *key = sl_reporter_make_key (self, "signature", NULL, NULL);
  g_autofree char *lines = sl_letter_write_signature (
      sl_person_get_display_name (author), sl_person_get_job_title (author),
      sl_person_get_staff_number (author), sl_letter_get_force (self->context->policy));

  (void) node;
  (void) error;
  sl_reporter_put (self, sl_reporter_make (self, SL_BLOCK_SIGNATURE, key, lines, "case"));
  return TRUE;
}

static const struct
{
  const char *element;
  SlReportPart put;
} parts[] = {
  { "text", put_text },
  { "fields", sl_report_put_fields },
  { "prose", sl_report_put_prose },
  { "table", sl_report_put_table },
  { "entries", sl_report_put_entries },
  { "actions", sl_report_put_actions },
  { "photographs", sl_report_put_photographs },
  { "certificates", sl_report_put_certificates },
  { "checklists", sl_report_put_checklists },
  { "lacks", sl_report_put_lacks },
  { "stages", sl_report_put_stages },
  { "sheets", sl_report_put_sheets },
  { "crime", sl_report_put_crime },
  { "documents", sl_report_put_documents },
  { "findings", sl_report_put_findings },
  { "draft", sl_report_put_draft },
  { "open-points", sl_report_put_open_points },
  { "signature", put_signature },
};

static gboolean
put_section (SlReporter *self, const SlPackNode *section, GError **error)
{
  self->section = section;
  self->headed = FALSE;
  self->n_put = 0;
  for (const SlPackNode *node = sl_pack_node_first (section, NULL); node != NULL;
       node = sl_pack_node_next (node, NULL))
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      if (g_str_equal (parts[i].element, sl_pack_node_get_name (node)) &&
          !parts[i].put (self, node, error))
        return FALSE;
  return TRUE;
}

static void
set_fields (SlReporter *self)
{
  SlCase *subject = self->subject;
  g_autofree char *date = sl_date_format_long (self->date);
  const char *reference = sl_case_get (subject, "reference");
  const char *ours = sl_case_get (subject, "our-reference");

  set_field (self, "force", sl_letter_get_force (self->context->policy));
  set_field (self, "site", sl_case_get_display_title (subject));
  set_field (self, "address", sl_case_get (subject, "address"));
  set_field (self, "proposal", sl_case_get (subject, "proposal"));
  set_field (self, "reference", *reference != '\0' ? reference : ours);
  set_field (self, "our-reference", ours);
  set_field (self, "date", date);
  set_field (self, "officer", sl_person_get_display_name (self->context->author));
  set_field (self, "officer-title", sl_person_get_job_title (self->context->author));
  if (self->sheet == NULL)
    return;
  set_field (self, "sheet-reference", sl_sheet_get (self->sheet, "reference"));
  if (*sl_sheet_get (self->sheet, "on-date") != '\0')
    {
      g_autofree char *on = sl_date_format_long (sl_sheet_get (self->sheet, "on-date"));

      set_field (self, "on", on);
    }
}

static char *
fill_title (SlReporter *self)
{
  const SlPackNode *root = sl_pack_get_root (self->kind->pack);

  for (const SlPackNode *node = sl_pack_node_first (root, "title"); node != NULL;
       node = sl_pack_node_next (node, "title"))
    {
      char *title = fill (self, sl_pack_node_get_text (node));

      if (title != NULL)
        return title;
    }
  return g_strdup (self->kind->title);
}

static void
append_reference (SlBlock *fields, const char *label, const char *value)
{
  const char *const cells[] = { label, value, NULL };

  if (*value != '\0')
    sl_reporter_append_row (fields, "", cells);
}

/* Letterhead, references, title: as every paper of the force begins. */
static void
put_head (SlReporter *self, const char *title)
{
  g_autofree char *lines = sl_letter_write_letterhead (self->context->policy);
  g_autofree char *date = sl_date_format_long (self->date);
  const char *reference = sl_case_get (self->subject, "reference");
  const char *ours = sl_case_get (self->subject, "our-reference");
  SlBlock *block = sl_block_new (SL_BLOCK_LETTERHEAD, lines);
  SlBlock *fields = sl_block_new (SL_BLOCK_FIELDS, "");

  sl_block_set_key (block, "letterhead");
  sl_block_set_origin (block, "template", "", "", "", "force");
  sl_letter_append (self->letter, block);
  sl_block_set_key (fields, "references");
  sl_block_set_origin (fields, "case", "", "", "", "");
  /* A case that no application brought has one reference, which is ours. */
  if (!g_str_equal (reference, ours))
    append_reference (fields, _ ("Application"), reference);
  append_reference (fields, _ ("Our reference"), ours);
  if (self->sheet != NULL)
    append_reference (fields, _ ("Record"), sl_sheet_get (self->sheet, "reference"));
  append_reference (fields, _ ("Date"), date != NULL ? date : self->date);
  sl_letter_append (self->letter, fields);
  block = sl_block_new (SL_BLOCK_TITLE, title);
  sl_block_set_key (block, "title");
  sl_block_set_origin (block, "template", "", "", "", "");
  sl_letter_append (self->letter, block);
}

static SlLetter *
compose (SlReporter *self, GError **error)
{
  const SlPackNode *root = sl_pack_get_root (self->kind->pack);
  g_autofree char *title = NULL;

  set_fields (self);
  title = fill_title (self);
  self->letter = sl_letter_new (title, sl_letter_get_force (self->context->policy), "en-GB",
                                self->date);
  sl_letter_set_subject (self->letter, g_hash_table_lookup (self->fields, "reference"));
  sl_letter_set_footer (self->letter, self->sheet != NULL
                                          ? sl_sheet_get (self->sheet, "reference")
                                          : g_hash_table_lookup (self->fields, "reference"));
  put_head (self, title);
  for (const SlPackNode *section = sl_pack_node_first (root, "section"); section != NULL;
       section = sl_pack_node_next (section, "section"))
    if (!put_section (self, section, error))
      return NULL;
  return g_steal_pointer (&self->letter);
}

static void
reporter_clear (SlReporter *self)
{
  g_clear_object (&self->subject);
  g_clear_object (&self->sheet);
  g_clear_object (&self->letter);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->date, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlReporter, reporter_clear)

/* The sheet has to be of the case, and of a kind that the paper is made of. */
static gboolean
check_sheet (SlReporter *self, const char *case_id, GError **error)
{
  const SlReportKind *kind = self->kind;
  const char *made_of = self->sheet != NULL ? sl_form_get_kind (sl_sheet_get_form (self->sheet))
                                            : "case";

  if (g_str_equal (made_of, kind->kind) &&
      (self->sheet == NULL || g_str_equal (sl_sheet_get (self->sheet, "case-id"), case_id)))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               /* TRANSLATORS: a paper, as "Site visit report"; what it is made of, as "visit" */
               _ ("“%s” is made of a record of the kind “%s”. Choose one of this case."),
               kind->title, kind->kind);
  return FALSE;
}

/**
 * sl_report_compose:
 * @context: what to read from, and who signs
 * @report_id: which paper
 * @case_id: a case
 * @sheet_id: (nullable): the sheet that it is made of; %NULL for one of the case itself
 * @error: return location
 *
 * Returns: (transfer full): the paper; %NULL when there is no such report, case or sheet, or when
 *   they do not belong together
 */
SlLetter *
sl_report_compose (const SlReportContext *context,
                   const char *report_id,
                   const char *case_id,
                   const char *sheet_id,
                   GError **error)
{
  g_auto (SlReporter) self = { .context = context };
  g_autofree SlReportKind *kind = NULL;

  g_return_val_if_fail (context != NULL && report_id != NULL && case_id != NULL, NULL);

  kind = sl_report_kind_find (context->packs, report_id);
  if (kind == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no report “%s”. “report kinds” lists those there are."), report_id);
      return NULL;
    }
  self.kind = kind;
  self.store = sl_library_get_store (context->library);
  self.date = context->date != NULL ? g_strdup (context->date) : sl_date_today ();
  self.fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.subject = sl_case_records_load (self.store, case_id, error);
  if (self.subject == NULL)
    return NULL;
  if (sheet_id != NULL)
    {
      self.sheet = sl_sheets_load (self.store, context->packs, sheet_id, error);
      if (self.sheet == NULL)
        return NULL;
    }
  return check_sheet (&self, case_id, error) ? compose (&self, error) : NULL;
}
