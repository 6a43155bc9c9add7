/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-office.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* OpenDocument texts (ISO/IEC 26300): the text with its notes, comments and tracked changes between
 * marks. */

typedef struct
{
  SlOffice *office;
  guint skip;
  guint lists;

} Reading;

static void
mark (Reading *reading, const char *text)
{
  sl_office_text (reading->office, text, -1);
}

static SlFlowStyle
heading_style (SlXml *xml)
{
  g_autofree char *level = sl_xml_dup_attribute (xml, "outline-level");
  int number = level != NULL ? atoi (level) : 1;

  return number <= 1 ? SL_FLOW_HEADING_1 : number == 2 ? SL_FLOW_HEADING_2 : SL_FLOW_HEADING_3;
}

static void
append_spaces (Reading *reading, SlXml *xml)
{
  g_autofree char *count = sl_xml_dup_attribute (xml, "c");
  int number = count != NULL ? CLAMP (atoi (count), 1, 100) : 1;

  for (int i = 0; i < number; i++)
    mark (reading, " ");
}

/* A note or comment interrupts its paragraph: it becomes one of its own, before it. */
static gboolean
is_aside (const char *name)
{
  return g_str_equal (name, "note-body") || g_str_equal (name, "annotation") ||
         g_str_equal (name, "deletion");
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
  if (g_str_equal (name, "p"))
    sl_office_begin_paragraph (reading->office, reading->lists > 0 ? SL_FLOW_ITEM : SL_FLOW_PLAIN);
  else if (g_str_equal (name, "h"))
    sl_office_begin_paragraph (reading->office, heading_style (xml));
  else if (g_str_equal (name, "list"))
    reading->lists++;
  else if (g_str_equal (name, "table-row"))
    sl_office_begin_row (reading->office);
  else if (g_str_equal (name, "table-cell"))
    sl_office_begin_cell (reading->office);
  else if (g_str_equal (name, "tab"))
    mark (reading, "\t");
  else if (g_str_equal (name, "line-break"))
    mark (reading, "\n");
  else if (g_str_equal (name, "s"))
    append_spaces (reading, xml);
  else if (g_str_equal (name, "change-start"))
    mark (reading, _ ("[inserted: "));
  else if (g_str_equal (name, "change-end"))
    mark (reading, "]");
  else if (g_str_equal (name, "change"))
    mark (reading, _ ("[deleted here]"));
  else if (g_str_equal (name, "hidden-text") || g_str_equal (name, "hidden-paragraph"))
    mark (reading, _ ("[hidden: "));
  else if (g_str_equal (name, "note-citation") || g_str_equal (name, "change-info") ||
           g_str_equal (name, "creator") || g_str_equal (name, "date") ||
           g_str_equal (name, "script") || g_str_equal (name, "sequence-decls"))
    reading->skip = 1;
  else if (is_aside (name))
    {
      sl_office_begin_paragraph (reading->office, SL_FLOW_NOTE);
      mark (reading, g_str_equal (name, "deletion")     ? _ ("[Deleted text follows]")
                     : g_str_equal (name, "annotation") ? _ ("[Comment follows]")
                                                        : _ ("[Note follows]"));
      sl_office_end_paragraph (reading->office);
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
  if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    sl_office_end_paragraph (reading->office);
  else if (g_str_equal (name, "list"))
    reading->lists--;
  else if (g_str_equal (name, "table-row"))
    sl_office_end_row (reading->office);
  else if (g_str_equal (name, "hidden-text") || g_str_equal (name, "hidden-paragraph"))
    mark (reading, "]");
}

static void
text_cb (SlXml *xml, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (reading->skip == 0)
    sl_office_text (reading->office, text, length);
}

static void
manifest_start_cb (SlXml *xml, const char *name, gpointer data)
{
  if (g_str_equal (name, "encryption-data"))
    *(gboolean *) data = TRUE;
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
warm_up (SlJobMode mode)
{
  sl_xml_warm_up ();
  sl_flow_warm_up ();
}

static SlPages *
open_odt (SlSource *source)
{
  static const SlXmlEvents events = { start_cb, end_cb, text_cb };
  static const SlXmlEvents manifest = { manifest_start_cb, ignore_end_cb, ignore_text_cb };
  SlArchive *archive = sl_archive_open (source->data, source->length, source->out);
  SlFlow *flow = sl_flow_new ();
  Reading reading = { sl_office_new (source, flow) };
  gboolean encrypted = FALSE;

  if (archive == NULL)
    return NULL;
  sl_office_read_part (source, archive, "META-INF/manifest.xml", FALSE, &manifest, &encrypted);
  if (encrypted)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "password",
                        _ ("It is protected by a password. Ask for a copy without one."));
      return NULL;
    }
  if (!sl_office_read_part (source, archive, "content.xml", TRUE, &events, &reading))
    return NULL;
  sl_office_read_properties (source, archive, "meta.xml");
  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    if (g_str_has_prefix (sl_archive_get_entry (archive, i)->name, "Basic/"))
      {
        sl_output_warn (source->out, _ ("It holds macros, which Sightline ignores."));
        break;
      }
  return sl_flow_finish (flow, source);
}

const SlReader sl_odt_reader = { "application/vnd.oasis.opendocument.text", warm_up, open_odt };
