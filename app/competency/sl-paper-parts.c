/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "people/sl-role.h"
#include "response/sl-letter-parts.h"
#include "review/sl-issue.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The pieces that every paper of a portfolio is put together from. They are personal: assessments,
 * decisions and appeals of one member of staff, so each block is marked OFFICIAL-SENSITIVE. */

void
sl_folio_clear (SlFolio *self)
{
  g_clear_object (&self->letter);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
}

char *
sl_paper_name_person (const char *name, const char *role, gboolean self_declared)
{
  const char *title = sl_role_get_title (role);

  if (*title == '\0')
    return g_strdup (name);
  /* TRANSLATORS: a person and their role */
  return self_declared ? g_strdup_printf (_ ("%s, %s (self-declared)"), name, title)
                       : g_strdup_printf (_ ("%s, %s"), name, title);
}

char *
sl_paper_format_day (const char *date)
{
  char *text = sl_date_format_long (date);

  return text != NULL ? text : g_strdup (date);
}

char *
sl_paper_break_hash (const char *hash)
{
  return g_strdup_printf ("%.32s%s%s", hash, strlen (hash) > 32 ? "\n" : "",
                          strlen (hash) > 32 ? hash + 32 : "");
}

char *
sl_paper_format_time (const char *time)
{
  char *text = sl_time_format_long (time);

  return text != NULL ? text : g_strdup (time);
}

/* As it may stand on paper: nothing hidden in it, third parties masked. Transfer full. */
static char *
clean_text (SlFolio *self, const char *text)
{
  g_autofree char *clean = sl_text_strip_hidden (text);

  g_strstrip (clean);
  return self->names != NULL ? sl_paper_mask_names (clean, self->names) : g_steal_pointer (&clean);
}

SlBlock *
sl_folio_make (SlFolio *self, SlBlockKind kind, const char *text)
{
  g_autofree char *clean = clean_text (self, text);
  g_autofree char *key = g_strdup_printf ("%s/%u", self->section, ++self->n_blocks);
  SlBlock *block = sl_block_new (kind, clean);

  sl_block_set_key (block, key);
  sl_block_set_section (block, self->section);
  sl_block_set_origin (block, "portfolio", "", "", "", "");
  sl_block_set_mark (block, SL_MARK_OFFICIAL_SENSITIVE);
  return block;
}

void
sl_folio_put (SlFolio *self, SlBlockKind kind, const char *text)
{
  sl_letter_append (self->letter, sl_folio_make (self, kind, text));
}

void
sl_folio_put_heading (SlFolio *self, int level, const char *text)
{
  SlBlock *block = sl_folio_make (self, SL_BLOCK_HEADING, text);

  sl_block_set_level (block, level);
  sl_letter_append (self->letter, block);
}

void
sl_folio_put_words (SlFolio *self, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (*g_strstrip (paragraphs[i]) != '\0')
      sl_folio_put (self, SL_BLOCK_PARAGRAPH, paragraphs[i]);
}

void
sl_folio_put_quoted (SlFolio *self, const char *words)
{
  g_auto (GStrv) paragraphs = g_strsplit (words, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (*g_strstrip (paragraphs[i]) != '\0')
      sl_folio_put (self, SL_BLOCK_QUOTATION, paragraphs[i]);
}

void
sl_folio_put_format (SlFolio *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sl_folio_put (self, SL_BLOCK_PARAGRAPH, text);
}

void
sl_folio_put_break (SlFolio *self, gboolean landscape)
{
  SlBlock *block = sl_folio_make (self, SL_BLOCK_PAGE_BREAK, "");

  sl_block_set_level (block, landscape ? 1 : 0);
  sl_letter_append (self->letter, block);
}

void
sl_folio_take_children (SlFolio *self, SlBlock *block)
{
  /* The first row of a table is its header. */
  guint least = sl_block_get_kind (block) == SL_BLOCK_TABLE ? 1 : 0;

  if (sl_block_get_n_children (block) > least)
    sl_letter_append (self->letter, block);
  else
    sl_block_unref (block);
}

SlBlock *
sl_folio_add_row (SlFolio *self, SlBlock *table, const char *const *cells)
{
  SlBlock *row = sl_folio_make (self, SL_BLOCK_ROW, "");

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *clean = clean_text (self, cells[i]);

      sl_block_append (row, sl_block_new (SL_BLOCK_CELL, clean));
    }
  sl_block_append (table, row);
  return row;
}

SlBlock *
sl_folio_make_fields (SlFolio *self)
{
  SlBlock *fields = sl_folio_make (self, SL_BLOCK_FIELDS, "");

  sl_block_set_level (fields, 1);
  return fields;
}

void
sl_folio_add_field (SlFolio *self, SlBlock *fields, const char *label, const char *value)
{
  const char *const cells[] = { label, value, NULL };

  if (value != NULL && *value != '\0')
    sl_folio_add_row (self, fields, cells);
}

SlBlock *
sl_folio_make_table (SlFolio *self, const char *const *titles)
{
  SlBlock *table = sl_folio_make (self, SL_BLOCK_TABLE, "");

  sl_folio_add_row (self, table, titles);
  return table;
}

void
sl_folio_add_item (SlFolio *self, SlBlock *list, const char *text)
{
  sl_block_append (list, sl_folio_make (self, SL_BLOCK_ITEM, text));
}

void
sl_folio_add_file (SlFolio *self,
                   SlBlock *list,
                   const char *text,
                   const char *name,
                   const char *sha256,
                   gboolean own)
{
  SlBlock *item = sl_folio_make (self, SL_BLOCK_ITEM, text);
  g_autofree char *clean = clean_text (self, name);

  sl_block_set_origin (item, own ? "file" : "evidence", clean, "", "", sha256);
  sl_block_append (list, item);
}

void
sl_folio_put_signature (SlFolio *self)
{
  SlPerson *author = self->context->author;
  g_autofree char *lines = sl_letter_write_signature (
      sl_person_get_display_name (author), sl_person_get_job_title (author),
      sl_person_get_staff_number (author), sl_letter_get_force (self->context->policy));

  sl_folio_put (self, SL_BLOCK_SIGNATURE, lines);
}

/* The trail's newest row as it is now, in the footer of every page: who holds the paper can show
 * later that the record was not shortened. */
static gboolean
set_seal (SlFolio *self, GError **error)
{
  SlStore *store = sl_library_get_store (self->context->library);
  g_autofree char *hash = NULL;
  g_autofree char *seal = NULL;
  gint64 sequence = 0;

  if (!sl_audit_get_head (sl_store_read (store), &sequence, &hash, error))
    return FALSE;
  seal = sl_issue_make_seal (sequence, hash);
  sl_letter_set_seal (self->letter, seal);
  return TRUE;
}

/**
 * sl_folio_begin:
 * @self: with a context
 * @title: of the paper, as readers of the file's properties see it
 * @subject: in the footer of each page and in the file's properties
 * @error: return location
 *
 * Makes the letter, with the force's letterhead and the head of the audit trail.
 */
gboolean
sl_folio_begin (SlFolio *self, const char *title, const char *subject, GError **error)
{
  SlPolicyLibrary *policy = self->context->policy;
  g_autofree char *lines = sl_letter_write_letterhead (policy);

  self->date = self->context->date != NULL ? g_strdup (self->context->date) : sl_date_today ();
  self->section = "head";
  self->letter = sl_letter_new (title, sl_letter_get_force (policy), "en-GB", self->date);
  sl_letter_set_subject (self->letter, subject);
  sl_letter_set_footer (self->letter, subject);
  if (!set_seal (self, error))
    return FALSE;
  sl_folio_put (self, SL_BLOCK_LETTERHEAD, lines);
  return TRUE;
}
