/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-charset.h"
#include "extract/sl-data-text.h"
#include "extract/sl-reader.h"
#include "extract/sl-xml.h"

#include <string.h>

/* XML data as rows: their shape is said at SlRow. */

typedef struct
{
  gsize path; /* length of the path without this element's step */
  gboolean has_child;
  GString *text;
  GHashTable *names; /* of children: how many so far */
  guint line;
} Element;

typedef struct
{
  SlSource *source;
  GString *path;
  GArray *open; /* of Element */
} Reading;

static void
element_clear (Element *element)
{
  g_string_free (element->text, TRUE);
  g_clear_pointer (&element->names, g_hash_table_unref);
}

/* Which of its name this child is, from 1. */
static guint
count_child (Reading *reading, const char *name)
{
  Element *parent;
  guint count;

  if (reading->open->len == 0)
    return 1;
  parent = &g_array_index (reading->open, Element, reading->open->len - 1);
  parent->has_child = TRUE;
  if (parent->names == NULL)
    parent->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (parent->names, name)) + 1;
  g_hash_table_replace (parent->names, g_strdup (name), GUINT_TO_POINTER (count));
  return count;
}

static void
start_cb (SlXml *xml, const char *name, gpointer data)
{
  Reading *reading = data;
  guint count = count_child (reading, name);
  Element element = { reading->path->len, FALSE, g_string_new (NULL), NULL, sl_xml_get_line (xml) };

  g_array_append_val (reading->open, element);
  if (reading->path->len > 0)
    g_string_append_c (reading->path, '/');
  g_string_append (reading->path, name);
  if (count > 1)
    g_string_append_printf (reading->path, "[%u]", count);

  for (guint i = 0; i < sl_xml_get_n_attributes (xml); i++)
    {
      g_autofree char *value = sl_xml_dup_attribute_value (xml, i);
      g_autofree char *path = g_strdup_printf ("%s/@%s", reading->path->str,
                                               sl_xml_get_attribute_name (xml, i));
      if (!sl_output_row (reading->source->out, path, value, element.line))
        sl_xml_stop (xml);
    }
}

static void
text_cb (SlXml *xml, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (reading->open->len > 0)
    g_string_append_len (g_array_index (reading->open, Element, reading->open->len - 1).text, text,
                         length);
}

static void
end_cb (SlXml *xml, const char *name, gpointer data)
{
  Reading *reading = data;
  Element *element = &g_array_index (reading->open, Element, reading->open->len - 1);
  const char *value = g_strstrip (element->text->str);

  if (!element->has_child && *value != '\0' &&
      !sl_output_row (reading->source->out, reading->path->str, value, element->line))
    sl_xml_stop (xml);
  g_string_truncate (reading->path, element->path);
  element_clear (element);
  g_array_set_size (reading->open, reading->open->len - 1);
}

static void
warm_up (SlJobMode mode)
{
  sl_xml_warm_up ();
  sl_flow_warm_up ();
}

static SlPages *
open_xml (SlSource *source)
{
  static const SlXmlEvents events = { start_cb, end_cb, text_cb };
  Reading reading = { source, g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (Element)) };
  SlXmlOutcome outcome = sl_xml_read (source->data, source->length, &events, &reading);

  /* Rows of a file that turned out hostile are of no use, and an honest one has none missing. */
  if (outcome != SL_XML_READ && outcome != SL_XML_STOPPED)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, sl_xml_outcome_code (outcome),
                        sl_xml_outcome_sentence (outcome));
      return NULL;
    }
  return sl_data_text_pages (source);
}

const SlReader sl_xml_reader = { "application/xml", warm_up, open_xml };
