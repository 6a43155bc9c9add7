/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-office.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Word documents (ECMA-376): the text, headers, footers, notes and comments. Tracked changes and
 * hidden text are shown between marks, never merged in silence. Links to other files are listed and
 * never followed; macros are ignored. */

typedef struct
{
  SlOffice *office;
  const char *note_label; /* "Footnote", "Comment"… for parts of notes; NULL the main text */
  guint skip;             /* depth within what is left out */
  guint in_text;          /* w:t and w:delText */
  guint instruction;      /* w:instrText */
  gboolean hidden;        /* this run */
  gboolean hidden_open;   /* its mark was written */
  GString *field;         /* the field instruction in hand */
} Reading;

static gboolean
is_on (SlXml *xml)
{
  g_autofree char *value = sl_xml_dup_attribute (xml, "val");
  return value == NULL || (!g_str_equal (value, "0") && !g_str_equal (value, "false"));
}

static void
apply_style (Reading *reading, SlXml *xml)
{
  g_autofree char *value = sl_xml_dup_attribute (xml, "val");
  g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : NULL;

  if (lower == NULL || reading->note_label != NULL)
    return;
  if (g_str_equal (lower, "title") || g_str_has_prefix (lower, "heading1") ||
      g_str_has_prefix (lower, "heading 1"))
    sl_office_set_style (reading->office, SL_FLOW_HEADING_1);
  else if (g_str_has_prefix (lower, "heading2") || g_str_has_prefix (lower, "heading 2"))
    sl_office_set_style (reading->office, SL_FLOW_HEADING_2);
  else if (g_str_has_prefix (lower, "heading"))
    sl_office_set_style (reading->office, SL_FLOW_HEADING_3);
}

static void
mark (Reading *reading, const char *text)
{
  sl_office_text (reading->office, text, -1);
}

static void
start_note (Reading *reading, SlXml *xml)
{
  g_autofree char *id = sl_xml_dup_attribute (xml, "id");
  g_autofree char *author = sl_xml_dup_attribute (xml, "author");
  g_autofree char *type = sl_xml_dup_attribute (xml, "type");
  g_autofree char *label = NULL;

  /* The lines between text and notes are notes themselves. */
  if (type != NULL && g_str_has_suffix (type, "eparator"))
    {
      reading->skip = 1;
      return;
    }
  label = author != NULL
              ? g_strdup_printf ("[%s %s, %s]", reading->note_label, id != NULL ? id : "", author)
              : g_strdup_printf ("[%s %s]", reading->note_label, id != NULL ? id : "");
  sl_office_begin_paragraph (reading->office, SL_FLOW_NOTE);
  mark (reading, label);
  sl_office_end_paragraph (reading->office);
}

static void
start_reference (Reading *reading, SlXml *xml, const char *label)
{
  g_autofree char *id = sl_xml_dup_attribute (xml, "id");
  g_autofree char *text = g_strdup_printf (" [%s %s]", label, id != NULL ? id : "");
  mark (reading, text);
}

static gboolean
start_structure (Reading *reading, SlXml *xml, const char *name)
{
  if (g_str_equal (name, "p"))
    {
      sl_office_begin_paragraph (reading->office,
                                 reading->note_label != NULL ? SL_FLOW_NOTE : SL_FLOW_PLAIN);
      reading->hidden = FALSE;
    }
  else if (g_str_equal (name, "tr"))
    sl_office_begin_row (reading->office);
  else if (g_str_equal (name, "tc"))
    sl_office_begin_cell (reading->office);
  else if (g_str_equal (name, "pStyle"))
    apply_style (reading, xml);
  else if (g_str_equal (name, "numPr") && reading->note_label == NULL)
    sl_office_set_style (reading->office, SL_FLOW_ITEM);
  else if (g_str_equal (name, "footnote") || g_str_equal (name, "endnote") ||
           g_str_equal (name, "comment"))
    start_note (reading, xml);
  else
    return FALSE;
  return TRUE;
}

static void
start_cb (SlXml *xml, const char *name, gpointer data)
{
  Reading *reading = data;

  if (reading->skip > 0)
    {
      reading->skip++;
      return;
    }
  /* The same content again, for programs that do not know the new one. */
  if (g_str_equal (name, "Fallback") || g_str_equal (name, "pPrChange") ||
      g_str_equal (name, "rPrChange"))
    reading->skip = 1;
  else if (start_structure (reading, xml, name))
    return;
  else if (g_str_equal (name, "r"))
    reading->hidden = FALSE;
  else if (g_str_equal (name, "vanish"))
    reading->hidden = is_on (xml);
  else if (g_str_equal (name, "t") || g_str_equal (name, "delText"))
    {
      reading->in_text++;
      if (reading->hidden)
        mark (reading, _ ("[hidden: "));
      reading->hidden_open = reading->hidden;
    }
  else if (g_str_equal (name, "instrText"))
    reading->instruction++;
  else if (g_str_equal (name, "tab"))
    mark (reading, "\t");
  else if (g_str_equal (name, "br") || g_str_equal (name, "cr"))
    mark (reading, "\n");
  else if (g_str_equal (name, "noBreakHyphen"))
    mark (reading, "\u2011");
  else if (g_str_equal (name, "ins") || g_str_equal (name, "moveTo"))
    mark (reading, _ ("[inserted: "));
  else if (g_str_equal (name, "del") || g_str_equal (name, "moveFrom"))
    mark (reading, _ ("[deleted: "));
  else if (g_str_equal (name, "footnoteReference") || g_str_equal (name, "endnoteReference"))
    start_reference (reading, xml, _ ("Note"));
  else if (g_str_equal (name, "commentReference"))
    start_reference (reading, xml, _ ("Comment"));
  else if (g_str_equal (name, "fldSimple"))
    {
      g_autofree char *instruction = sl_xml_dup_attribute (xml, "instr");
      g_string_append (reading->field, instruction != NULL ? instruction : "");
    }
}

static void
end_cb (SlXml *xml, const char *name, gpointer data)
{
  Reading *reading = data;

  if (reading->skip > 0)
    {
      reading->skip--;
      return;
    }
  if (g_str_equal (name, "p"))
    sl_office_end_paragraph (reading->office);
  else if (g_str_equal (name, "tr"))
    sl_office_end_row (reading->office);
  else if (g_str_equal (name, "t") || g_str_equal (name, "delText"))
    {
      reading->in_text--;
      if (reading->hidden_open)
        mark (reading, "]");
      reading->hidden_open = FALSE;
    }
  else if (g_str_equal (name, "instrText"))
    reading->instruction--;
  else if (g_str_equal (name, "ins") || g_str_equal (name, "moveTo") || g_str_equal (name, "del") ||
           g_str_equal (name, "moveFrom"))
    mark (reading, "]");
}

static void
text_cb (SlXml *xml, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (reading->skip > 0)
    return;
  if (reading->in_text > 0)
    sl_office_text (reading->office, text, length);
  else if (reading->instruction > 0 && reading->field->len < 100000)
    g_string_append_len (reading->field, text, length);
}

static const SlXmlEvents text_events = { start_cb, end_cb, text_cb };

static void
relationship_cb (SlXml *xml, const char *name, gpointer data)
{
  SlSource *source = data;
  g_autofree char *mode = sl_xml_dup_attribute (xml, "TargetMode");
  g_autofree char *target = sl_xml_dup_attribute (xml, "Target");
  g_autofree char *type = sl_xml_dup_attribute (xml, "Type");

  /* Links that people click are part of every document. */
  if (g_strcmp0 (mode, "External") != 0 || target == NULL ||
      (type != NULL && g_str_has_suffix (type, "/hyperlink") &&
       (g_str_has_prefix (target, "http") || g_str_has_prefix (target, "mailto:"))))
    return;
  sl_output_warn (source->out, _ ("It refers to %s, which was not fetched."), target);
}

static void
ignore_end_cb (SlXml *xml, const char *name, gpointer data)
{
}

static void
ignore_text_cb (SlXml *xml, const char *text, gsize length, gpointer data)
{
}

static void
inspect_parts (SlSource *source, SlArchive *archive)
{
  static const SlXmlEvents events = { relationship_cb, ignore_end_cb, ignore_text_cb };

  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    {
      const SlArchiveEntry *entry = sl_archive_get_entry (archive, i);
      g_autofree char *safe = NULL;

      if (g_str_has_suffix (entry->name, ".rels") && !sl_output_is_quiet (source->out))
        sl_office_read_part (source, archive, entry->name, FALSE, &events, source);
      if (g_str_has_suffix (entry->name, "vbaProject.bin"))
        sl_output_warn (source->out, _ ("It holds macros, which Sightline ignores."));
      if (g_str_has_prefix (entry->name, "word/embeddings/"))
        {
          safe = sl_text_safe_file_name (entry->name + strlen ("word/embeddings/"));
          sl_output_warn (source->out,
                          _ ("A file is embedded in it, “%s”, which Sightline does not open."),
                          safe);
        }
      if (entry->link || strstr (entry->name, "..") != NULL || entry->name[0] == '/' ||
          strchr (entry->name, ':') != NULL || strchr (entry->name, '\\') != NULL)
        sl_output_warn (source->out, _ ("It holds a part with a name made to reach outside; the "
                                        "part was ignored. Treat the file with suspicion."));
    }
}

/* Headers and footers come first, notes and comments last. */
static void
read_side_parts (Reading *reading, SlArchive *archive, const char *prefix, const char *label)
{
  SlSource *source = reading->office->source;

  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    {
      const SlArchiveEntry *entry = sl_archive_get_entry (archive, i);

      if (!g_str_has_prefix (entry->name, prefix) || !g_str_has_suffix (entry->name, ".xml") ||
          strchr (entry->name + strlen ("word/"), '/') != NULL)
        continue;
      reading->note_label = label;
      sl_office_read_part (source, archive, entry->name, FALSE, &text_events, reading);
    }
  reading->note_label = NULL;
}

static gboolean
has_encrypted_part (SlArchive *archive)
{
  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    if (sl_archive_get_entry (archive, i)->flags & 1)
      return TRUE;
  return FALSE;
}

static void
warm_up (SlJobMode mode)
{
  sl_xml_warm_up ();
  sl_flow_warm_up ();
}

static SlPages *
open_docx (SlSource *source)
{
  SlArchive *archive = sl_archive_open (source->data, source->length, source->out);
  SlFlow *flow = sl_flow_new ();
  Reading reading = { sl_office_new (source, flow) };

  if (archive == NULL)
    return NULL;
  if (has_encrypted_part (archive))
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "password",
                        _ ("It is protected by a password. Ask for a copy without one."));
      return NULL;
    }
  if (sl_archive_find (archive, "[Content_Types].xml") == NULL)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "damaged",
                        _ ("It is damaged: its list of contents is missing. Ask for a new copy."));
      return NULL;
    }
  reading.field = g_string_new (NULL);
  inspect_parts (source, archive);
  read_side_parts (&reading, archive, "word/header", _ ("Header"));
  if (!sl_office_read_part (source, archive, "word/document.xml", TRUE, &text_events, &reading))
    return NULL;
  read_side_parts (&reading, archive, "word/footnotes", _ ("Note"));
  read_side_parts (&reading, archive, "word/endnotes", _ ("Note"));
  read_side_parts (&reading, archive, "word/comments", _ ("Comment"));
  read_side_parts (&reading, archive, "word/footer", _ ("Footer"));
  sl_office_read_properties (source, archive, "docProps/core.xml");
  if (strstr (reading.field->str, "DDE") != NULL ||
      strstr (reading.field->str, "INCLUDETEXT") != NULL ||
      strstr (reading.field->str, "INCLUDEPICTURE") != NULL)
    sl_output_warn (source->out, _ ("It holds fields that would load other files or programs; only "
                                    "their last result is shown."));
  return sl_flow_finish (flow, source);
}

const SlReader sl_docx_reader = {
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document", warm_up, open_docx
};
