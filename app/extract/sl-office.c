/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-office.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* See the header. */

/* A row or paragraph longer than this is given to the flow in pieces, so that a bomb of a table
 * fills the flow, which is bounded, and not memory. */
#define PIECE_MAX (1024 * 1024)

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

SlOffice *
sl_office_new (SlSource *source, SlFlow *flow)
{
  SlOffice *self = g_new0 (SlOffice, 1);

  self->source = source;
  self->flow = flow;
  self->paragraphs = g_ptr_array_new_with_free_func (string_free);
  self->styles = g_array_new (FALSE, FALSE, sizeof (SlFlowStyle));
  self->rows = g_ptr_array_new_with_free_func (string_free);
  return self;
}

static GString *
last (GPtrArray *strings)
{
  return strings->len > 0 ? g_ptr_array_index (strings, strings->len - 1) : NULL;
}

void
sl_office_begin_paragraph (SlOffice *self, SlFlowStyle style)
{
  g_ptr_array_add (self->paragraphs, g_string_new (NULL));
  g_array_append_val (self->styles, style);
}

void
sl_office_set_style (SlOffice *self, SlFlowStyle style)
{
  if (self->styles->len > 0)
    g_array_index (self->styles, SlFlowStyle, self->styles->len - 1) = style;
}

void
sl_office_end_paragraph (SlOffice *self)
{
  GString *text = last (self->paragraphs);
  GString *row = last (self->rows);
  SlFlowStyle style;

  if (text == NULL)
    return;
  style = g_array_index (self->styles, SlFlowStyle, self->styles->len - 1);
  if (row != NULL && row->len < PIECE_MAX)
    {
      if (row->len > 0 && !g_str_has_suffix (row->str, "| ") && text->len > 0)
        g_string_append_c (row, ' ');
      g_string_append (row, text->str);
    }
  else if (text->len > 0)
    {
      if (style == SL_FLOW_ITEM)
        g_string_prepend (text, "• ");
      sl_flow_add (self->flow, style, text->str, text->len);
    }
  g_ptr_array_set_size (self->paragraphs, self->paragraphs->len - 1);
  g_array_set_size (self->styles, self->styles->len - 1);
}

void
sl_office_begin_row (SlOffice *self)
{
  g_ptr_array_add (self->rows, g_string_new (NULL));
}

void
sl_office_begin_cell (SlOffice *self)
{
  GString *row = last (self->rows);

  if (row != NULL && row->len > 0 && row->len < PIECE_MAX)
    g_string_append (row, " | ");
}

void
sl_office_end_row (SlOffice *self)
{
  GString *row = last (self->rows);
  GString *outer;

  if (row == NULL)
    return;
  outer = self->rows->len > 1 ? g_ptr_array_index (self->rows, self->rows->len - 2) : NULL;
  if (outer != NULL && outer->len < PIECE_MAX)
    g_string_append_printf (outer, "%s%s", outer->len > 0 ? " " : "", row->str);
  else if (row->len > 0)
    sl_flow_add (self->flow, SL_FLOW_PLAIN, row->str, row->len);
  g_ptr_array_set_size (self->rows, self->rows->len - 1);
}

void
sl_office_text (SlOffice *self, const char *text, gssize length)
{
  GString *paragraph = last (self->paragraphs);

  if (paragraph == NULL)
    return;
  g_string_append_len (paragraph, text, length);
  if (paragraph->len > PIECE_MAX && self->rows->len == 0)
    {
      sl_flow_add (self->flow, SL_FLOW_PLAIN, paragraph->str, paragraph->len);
      g_string_truncate (paragraph, 0);
    }
}

gboolean
sl_office_read_part (SlSource *source,
                     SlArchive *archive,
                     const char *name,
                     gboolean required,
                     const SlXmlEvents *events,
                     gpointer data)
{
  const SlArchiveEntry *entry = sl_archive_find (archive, name);
  g_autoptr (GBytes) bytes = NULL;
  SlXmlOutcome outcome;
  const guint8 *start;
  gsize length;

  if (entry == NULL && required)
    sl_output_reason (source->out, SL_OUTCOME_REFUSED, "damaged",
                      _ ("It is damaged: its main part is missing. Ask for a new copy."));
  if (entry == NULL)
    return !required;
  bytes = sl_archive_unpack (archive, entry, required ? SL_OUTCOME_REFUSED : SL_OUTCOME_PARTIAL,
                             source->out);
  if (bytes == NULL)
    return FALSE;
  start = g_bytes_get_data (bytes, &length);
  outcome = sl_xml_read (start, length, events, data);
  if (outcome == SL_XML_READ || outcome == SL_XML_STOPPED)
    return TRUE;
  sl_output_reason (source->out,
                    required && outcome != SL_XML_BROKEN ? SL_OUTCOME_REFUSED : SL_OUTCOME_PARTIAL,
                    sl_xml_outcome_code (outcome), sl_xml_outcome_sentence (outcome));
  return FALSE;
}

typedef struct
{
  SlSource *source;
  GString *text;
} Properties;

static void
property_start_cb (SlXml *xml, const char *name, gpointer data)
{
  g_string_truncate (((Properties *) data)->text, 0);
}

static void
property_text_cb (SlXml *xml, const char *text, gsize length, gpointer data)
{
  Properties *properties = data;

  if (properties->text->len + length < 10000)
    g_string_append_len (properties->text, text, length);
}

static void
property_end_cb (SlXml *xml, const char *name, gpointer data)
{
  static const struct
  {
    const char *element, *key;
  } known[] = { { "title", "title" },     { "creator", "author" }, { "initial-creator", "author" },
                { "subject", "subject" }, { "created", "date" },   { "creation-date", "date" } };
  Properties *properties = data;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].element, name))
      sl_output_property (properties->source->out, known[i].key,
                          g_strstrip (properties->text->str));
  g_string_truncate (properties->text, 0);
}

void
sl_office_read_properties (SlSource *source, SlArchive *archive, const char *name)
{
  static const SlXmlEvents events = { property_start_cb, property_end_cb, property_text_cb };
  Properties properties = { source, g_string_new (NULL) };

  sl_office_read_part (source, archive, name, FALSE, &events, &properties);
  g_string_free (properties.text, TRUE);
}
