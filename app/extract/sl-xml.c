/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-xml.h"

#include "extract/sl-charset.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* libxml2 2.9 reports a document as well formed after it was stopped at a DOCTYPE, so our own flag
 * decides, never its return value. Entities are not replaced and none can be declared. */

#define DEPTH_MAX 256
#define NODE_MAX (10 * 1000 * 1000)
#define ATTRIBUTE_FIELDS 5 /* SAX2: local name, prefix, namespace, value, end of value */

struct _SlXml
{
  const SlXmlEvents *events;
  gpointer data;
  xmlParserCtxt *parser;
  SlXmlOutcome outcome;
  guint depth;
  gsize node; /* bytes of text since the last tag */
  const char *uri;
  const xmlChar **attributes;
  guint n_attributes;
};

static void
stop (SlXml *self, SlXmlOutcome outcome)
{
  if (self->outcome == SL_XML_READ)
    self->outcome = outcome;
  xmlStopParser (self->parser);
}

static void
declaration_cb (void *data, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
  stop (data, SL_XML_DECLARATION);
}

static void
start_cb (void *data,
          const xmlChar *name,
          const xmlChar *prefix,
          const xmlChar *uri,
          int n_namespaces,
          const xmlChar **namespaces,
          int n_attributes,
          int n_defaulted,
          const xmlChar **attributes)
{
  SlXml *self = data;

  if (self->outcome != SL_XML_READ)
    return;
  self->node = 0;
  if (++self->depth > DEPTH_MAX)
    {
      stop (self, SL_XML_TOO_DEEP);
      return;
    }
  self->uri = uri != NULL ? (const char *) uri : "";
  self->attributes = attributes;
  self->n_attributes = n_attributes;
  self->events->start (self, (const char *) name, self->data);
  self->attributes = NULL;
  self->n_attributes = 0;
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  SlXml *self = data;

  if (self->outcome != SL_XML_READ)
    return;
  self->node = 0;
  self->depth--;
  self->events->end (self, (const char *) name, self->data);
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  SlXml *self = data;

  if (self->outcome != SL_XML_READ)
    return;
  self->node += length;
  if (self->node > NODE_MAX)
    stop (self, SL_XML_TOO_BIG);
  else
    self->events->text (self, (const char *) text, length, self->data);
}

static void
error_cb (void *data, const xmlError *error)
{
  SlXml *self = data;

  if (error->level == XML_ERR_FATAL && self->outcome == SL_XML_READ)
    self->outcome = error->code == XML_ERR_ATTRIBUTE_NOT_FINISHED ||
                            error->code == XML_ERR_NAME_TOO_LONG
                        ? SL_XML_TOO_BIG
                        : SL_XML_BROKEN;
}

static xmlParserInput *
refuse_entity (const char *url, const char *id, xmlParserCtxt *parser)
{
  return NULL;
}

void
sl_xml_warm_up (void)
{
  xmlInitParser ();
  xmlSetExternalEntityLoader (refuse_entity);
  sl_charset_warm_up ();
}

/* The charset by the first bytes (XML 1.0 appendix F) or the declaration; NULL for UTF-8. */
static char *
find_charset (const guint8 *bytes, gsize length)
{
  g_autofree char *head = NULL;
  const char *at;

  if (length >= 4 && memcmp (bytes, "<\0?\0", 4) == 0)
    return g_strdup ("UTF-16LE");
  if (length >= 4 && memcmp (bytes, "\0<\0?", 4) == 0)
    return g_strdup ("UTF-16BE");
  head = g_strndup ((const char *) bytes, MIN (length, 300));
  if (!g_str_has_prefix (head, "<?xml") || (at = strstr (head, "encoding")) == NULL ||
      at > strstr (head, "?>"))
    return NULL;
  at += strlen ("encoding");
  at += strspn (at, " \t\r\n=\"'");
  return g_strndup (at, strcspn (at, "\"'? \t"));
}

/* As UTF-8; NULL when the charset is not to be had. */
static char *
to_utf8 (const guint8 *bytes, gsize length)
{
  g_autofree char *charset = NULL;
  const char *used;

  if (length >= 2 && (bytes[0] == 0xff || bytes[0] == 0xfe || bytes[0] == 0xef))
    return sl_charset_decode (NULL, bytes, length, &used);
  charset = find_charset (bytes, length);
  if (charset == NULL || g_ascii_strcasecmp (charset, "utf-8") == 0)
    return g_utf8_validate_len ((const char *) bytes, length, NULL)
               ? g_strndup ((const char *) bytes, length)
               : sl_charset_convert ("WINDOWS-1252", bytes, length);
  return sl_charset_convert (charset, bytes, length);
}

/**
 * sl_xml_read:
 * @bytes: a document
 * @length: how many
 * @events: whom to tell
 * @data: passed to @events
 *
 * Returns: how it went; anything but %SL_XML_READ means that the rest was not read
 */
SlXmlOutcome
sl_xml_read (const guint8 *bytes, gsize length, const SlXmlEvents *events, gpointer data)
{
  SlXml self = { .events = events, .data = data };
  g_autofree char *text = to_utf8 (bytes, length);
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = declaration_cb,
    .startElementNs = start_cb,
    .endElementNs = end_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
    .serror = (xmlStructuredErrorFunc) error_cb,
  };

  if (text == NULL)
    return SL_XML_CHARSET;
  self.parser = xmlCreateMemoryParserCtxt (text, strlen (text));
  if (self.parser == NULL)
    return SL_XML_BROKEN;
  *self.parser->sax = handler;
  self.parser->sax2 = 1;
  self.parser->userData = &self;
  xmlCtxtUseOptions (self.parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
  xmlParseDocument (self.parser);
  if (self.outcome == SL_XML_READ && !self.parser->wellFormed)
    self.outcome = SL_XML_BROKEN;
  xmlFreeParserCtxt (self.parser);
  return self.outcome;
}

guint
sl_xml_get_n_attributes (SlXml *self)
{
  return self->n_attributes;
}

const char *
sl_xml_get_attribute_name (SlXml *self, guint index)
{
  return (const char *) self->attributes[index * ATTRIBUTE_FIELDS];
}

char *
sl_xml_dup_attribute_value (SlXml *self, guint index)
{
  const char *value = (const char *) self->attributes[index * ATTRIBUTE_FIELDS + 3];
  const char *end = (const char *) self->attributes[index * ATTRIBUTE_FIELDS + 4];
  GString *text = g_string_new_len (value, end - value);

  /* libxml2 leaves an ampersand in this form for a tree builder to decode. */
  g_string_replace (text, "&#38;", "&", 0);
  return g_string_free (text, FALSE);
}

char *
sl_xml_dup_attribute (SlXml *self, const char *name)
{
  for (guint i = 0; i < self->n_attributes; i++)
    if (g_str_equal (sl_xml_get_attribute_name (self, i), name))
      return sl_xml_dup_attribute_value (self, i);
  return NULL;
}

const char *
sl_xml_get_namespace (SlXml *self)
{
  return self->uri;
}

guint
sl_xml_get_line (SlXml *self)
{
  int line = xmlSAX2GetLineNumber (self->parser);
  return line > 0 ? line : 0;
}

void
sl_xml_stop (SlXml *self)
{
  stop (self, SL_XML_STOPPED);
}

const char *
sl_xml_outcome_code (SlXmlOutcome outcome)
{
  switch (outcome)
    {
    case SL_XML_DECLARATION:
      return "forbidden";
    case SL_XML_TOO_DEEP:
      return "too-complex";
    case SL_XML_TOO_BIG:
      return "too-big";
    case SL_XML_CHARSET:
      return "unsupported";
    default:
      return "damaged";
    }
}

const char *
sl_xml_outcome_sentence (SlXmlOutcome outcome)
{
  switch (outcome)
    {
    case SL_XML_DECLARATION:
      return _ ("It holds a document type declaration, which can reach outside the file, so it was "
                "not read. Treat it with suspicion and ask for a new copy.");
    case SL_XML_TOO_DEEP:
      return _ ("It is nested deeper than any honest document, so it was not read further.");
    case SL_XML_TOO_BIG:
      return _ ("A part of it is bigger than Sightline reads. Ask for a simpler copy.");
    case SL_XML_CHARSET:
      return _ ("It is written in a character set that Sightline does not accept.");
    default:
      return _ ("It is damaged: its XML breaks off or is malformed. Ask for a new copy.");
    }
}
