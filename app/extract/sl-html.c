/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-html.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* Web pages through libxml2's HTML parser, as events: running text for reading, and rows for intake
 * (their shape is said at SlRow). */

#define DEPTH_MAX 256
#define ROWS_MAX 200000
#define ROW_BYTES_MAX (16 * 1024 * 1024)
#define REMOTE_TOLD 20

typedef struct
{
  char *name;
  gsize path;       /* length of the path without this step */
  gsize text_start; /* in the reading's text */
  gboolean has_text;
  guint row; /* its place among the rows, kept free for it; 0 none */
  GHashTable *names;
} Element;

typedef struct
{
  char *path;
  char *value;
  guint line;
} Row;

typedef struct
{
  SlSource *source;
  SlFlow *flow;
  gboolean rows;
  htmlParserCtxt *parser;
  GArray *open;  /* of Element */
  GArray *found; /* of Row; the first is never used */
  gsize row_bytes;
  GString *path;
  GString *text;      /* all text of the page, for the rows */
  GString *paragraph; /* the one in hand */
  SlFlowStyle style;
  guint silent; /* depth within script, style and the like */
  guint in_title;
  GString *title;
  guint remote;
  gboolean scripted;
  gboolean too_complex;
} Reading;

static const char *const silent_names[] = { "script", "style",  "noscript", "template", "svg",
                                            "object", "applet", "iframe",   NULL };
static const char *const block_names[] = {
  "address", "article", "aside",  "blockquote", "body", "caption",  "dd",
  "details", "dialog",  "div",    "dl",         "dt",   "fieldset", "figcaption",
  "figure",  "footer",  "form",   "h1",         "h2",   "h3",       "h4",
  "h5",      "h6",      "header", "hr",         "html", "legend",   "li",
  "main",    "nav",     "ol",     "p",          "pre",  "section",  "summary",
  "table",   "tbody",   "tfoot",  "thead",      "tr",   "ul",       NULL
};

static void
end_paragraph (Reading *reading)
{
  g_autofree char *text = sl_text_squeeze (reading->paragraph->str);

  if (*text != '\0')
    sl_flow_add (reading->flow, reading->style, text, -1);
  g_string_truncate (reading->paragraph, 0);
  reading->style = SL_FLOW_PLAIN;
}

static guint
count_child (Reading *reading, const char *name)
{
  Element *parent;
  guint count;

  if (reading->open->len == 0)
    return 1;
  parent = &g_array_index (reading->open, Element, reading->open->len - 1);
  if (parent->names == NULL)
    parent->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (parent->names, name)) + 1;
  g_hash_table_replace (parent->names, g_strdup (name), GUINT_TO_POINTER (count));
  return count;
}

/* Keeps a place for a row, so that rows stand in the order in which their elements began. */
static guint
add_row (Reading *reading, const char *path, const char *value)
{
  Row row = { g_strdup (path), g_strdup (value), MAX (xmlSAX2GetLineNumber (reading->parser), 0) };

  if (reading->found->len == 0)
    g_array_set_size (reading->found, 1);
  reading->row_bytes += strlen (path) + (value != NULL ? strlen (value) : 0);
  if (reading->found->len >= ROWS_MAX || reading->row_bytes > ROW_BYTES_MAX)
    reading->rows = FALSE;
  g_array_append_val (reading->found, row);
  return reading->found->len - 1;
}

static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[i], name) == 0)
      return attributes[i + 1] != NULL ? (const char *) attributes[i + 1] : "";
  return NULL;
}

static void
append_step (Reading *reading, const char *name, const xmlChar **attributes)
{
  const char *id = find_attribute (attributes, "id");
  const char *class = find_attribute (attributes, "class");
  guint count = count_child (reading, name);

  if (reading->path->len > 0)
    g_string_append_c (reading->path, '/');
  g_string_append (reading->path, name);
  if (id != NULL && *id != '\0')
    g_string_append_printf (reading->path, "#%.100s", id);
  if (class != NULL)
    class += strspn (class, " \t\r\n");
  if (class != NULL && *class != '\0')
    g_string_append_printf (reading->path, ".%.*s", (int) MIN (strcspn (class, " \t\r\n"), 100),
                            class);
  if (count > 1)
    g_string_append_printf (reading->path, "[%u]", count);
}

/* What would be fetched or run by a browser is only counted. */
static void
note_remote (Reading *reading, const char *name, const xmlChar **attributes)
{
  const char *source = find_attribute (attributes, "src");

  if (source == NULL && g_str_equal (name, "link"))
    source = find_attribute (attributes, "href");
  if (source == NULL)
    return;
  if (strstr (source, "//") == NULL && !g_str_has_prefix (source, "cid:"))
    return;
  if (reading->remote++ < REMOTE_TOLD)
    sl_output_warn (reading->source->out, _ ("It refers to %s, which was not fetched."), source);
}

static void
add_attribute_rows (Reading *reading, const xmlChar **attributes)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      const char *name = (const char *) attributes[i];
      const char *value = attributes[i + 1] != NULL ? (const char *) attributes[i + 1] : "";
      g_autofree char *path = g_strdup_printf ("%s/@%.100s", reading->path->str, name);

      /* Styles and scripts say nothing about an application. */
      if (g_ascii_strcasecmp (name, "style") == 0 || g_ascii_strncasecmp (name, "on", 2) == 0)
        continue;
      if (reading->rows)
        add_row (reading, path, value);
    }
}

static void
begin_block (Reading *reading, const char *name)
{
  if (g_strv_contains (block_names, name))
    end_paragraph (reading);
  if (g_str_equal (name, "br"))
    g_string_append_c (reading->paragraph, '\n');
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    g_string_append (reading->paragraph, reading->paragraph->len > 0 ? " | " : "");
  else if (g_str_equal (name, "li"))
    {
      reading->style = SL_FLOW_ITEM;
      g_string_append (reading->paragraph, "• ");
    }
  else if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0')
    reading->style = name[1] == '1'   ? SL_FLOW_HEADING_1
                     : name[1] == '2' ? SL_FLOW_HEADING_2
                                      : SL_FLOW_HEADING_3;
}

static void
start_cb (void *data, const xmlChar *raw_name, const xmlChar **attributes)
{
  Reading *reading = data;
  g_autofree char *name = g_ascii_strdown ((const char *) raw_name, -1);
  Element element = { NULL, reading->path->len, reading->text->len, FALSE, 0, NULL };

  if (reading->too_complex)
    return;
  if (reading->open->len >= DEPTH_MAX)
    {
      reading->too_complex = TRUE;
      xmlStopParser (reading->parser);
      return;
    }
  append_step (reading, name, attributes);
  element.name = g_strdup (name);
  reading->scripted = reading->scripted || g_str_equal (name, "script");
  reading->silent += g_strv_contains (silent_names, name) ? 1 : 0;
  reading->in_title += g_str_equal (name, "title") ? 1 : 0;
  note_remote (reading, name, attributes);
  if (reading->silent == 0)
    begin_block (reading, name);
  if (reading->rows && reading->silent == 0)
    {
      if (!g_str_equal (name, "option"))
        element.row = add_row (reading, reading->path->str, NULL);
      add_attribute_rows (reading, attributes);
    }
  /* Elements beside each other are words beside each other. */
  if (g_strv_contains (block_names, name) || g_str_equal (name, "td") || g_str_equal (name, "th") ||
      g_str_equal (name, "br"))
    g_string_append_c (reading->text, ' ');
  g_array_append_val (reading->open, element);
}

static void
end_cb (void *data, const xmlChar *raw_name)
{
  Reading *reading = data;
  Element *element;

  if (reading->open->len == 0 || reading->too_complex)
    return;
  element = &g_array_index (reading->open, Element, reading->open->len - 1);
  if (reading->silent == 0 && g_strv_contains (block_names, element->name))
    end_paragraph (reading);
  reading->silent -= g_strv_contains (silent_names, element->name) ? 1 : 0;
  reading->in_title -= g_str_equal (element->name, "title") ? 1 : 0;
  if (element->row != 0 && element->has_text && reading->rows)
    {
      Row *row = &g_array_index (reading->found, Row, element->row);
      row->value = sl_text_squeeze (reading->text->str + element->text_start);
      reading->row_bytes += strlen (row->value);
    }
  g_string_truncate (reading->path, element->path);
  g_free (element->name);
  g_clear_pointer (&element->names, g_hash_table_unref);
  g_array_set_size (reading->open, reading->open->len - 1);
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

static void
text_cb (void *data, const xmlChar *raw, int length)
{
  Reading *reading = data;
  const char *text = (const char *) raw;
  Element *element;

  if (reading->open->len == 0 || reading->too_complex || reading->silent > 0)
    return;
  element = &g_array_index (reading->open, Element, reading->open->len - 1);
  if (g_str_equal (element->name, "option"))
    return;
  if (reading->in_title > 0)
    g_string_append_len (reading->title, text, MIN (length, 10000));
  else
    g_string_append_len (reading->paragraph, text, length);
  g_string_append_len (reading->text, text, length);
  if (!is_blank (text, length))
    element->has_text = TRUE;
}

static void
ignore_cb (void *data, const xmlChar *text, int length)
{
}

static void
send_rows (Reading *reading)
{
  for (guint i = 1; i < reading->found->len; i++)
    {
      Row *row = &g_array_index (reading->found, Row, i);
      if (row->value != NULL &&
          !sl_output_row (reading->source->out, row->path, row->value, row->line))
        return;
    }
}

static void
parse (Reading *reading, const char *text, gsize length)
{
  htmlSAXHandler handler = {
    .startElement = start_cb,
    .endElement = end_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = ignore_cb,
  };

  reading->parser = htmlCreateMemoryParserCtxt (text, length);
  if (reading->parser == NULL)
    return;
  *reading->parser->sax = handler;
  reading->parser->userData = reading;
  htmlCtxtUseOptions (reading->parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                           HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  htmlParseDocument (reading->parser);
  htmlFreeParserCtxt (reading->parser);
}

gboolean
sl_html_read (SlSource *source, const char *text, gsize length, SlFlow *flow, gboolean rows)
{
  Reading reading = {
    .source = source,
    .flow = flow,
    .rows = rows && !sl_output_is_quiet (source->out),
    .open = g_array_new (FALSE, TRUE, sizeof (Element)),
    .found = g_array_new (FALSE, TRUE, sizeof (Row)),
    .path = g_string_new (NULL),
    .text = g_string_new (NULL),
    .paragraph = g_string_new (NULL),
    .title = g_string_new (NULL),
  };
  g_autofree char *title = NULL;

  if (length > 0)
    parse (&reading, text, length);
  end_paragraph (&reading);
  send_rows (&reading);
  title = sl_text_squeeze (reading.title->str);
  if (rows)
    sl_output_property (source->out, "title", title);
  if (reading.scripted)
    sl_output_warn (source->out, _ ("It holds scripts, which Sightline never runs."));
  if (reading.too_complex)
    sl_output_reason (source->out, SL_OUTCOME_PARTIAL, "too-complex",
                      _ ("It is nested deeper than any honest page, so only its beginning was "
                         "read."));
  return !reading.too_complex;
}

char *
sl_html_find_charset (const guint8 *data, gsize length)
{
  g_autofree char *head = g_strndup ((const char *) data, MIN (length, 8192));
  g_autofree char *lower = NULL;
  const char *at;

  /* Saved register pages begin with empty lines, so the tag may come late. */
  g_strdelimit (head, "\n\r\t", ' ');
  lower = g_ascii_strdown (head, -1);
  at = strstr (lower, "charset=");
  if (at == NULL)
    return NULL;
  at += strlen ("charset=");
  at += strspn (at, "\"' ");
  return g_strndup (at, strcspn (at, "\"'/;> "));
}
