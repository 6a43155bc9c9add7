/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hostile XML, read as events by libxml2 under the rules of the security design: no network, no
 * entities of the file's own, no document type declaration at all, and limits. */

typedef enum
{
  SL_XML_READ,
  SL_XML_STOPPED,     /* by a callback */
  SL_XML_DECLARATION, /* a DOCTYPE: refused whatever it says */
  SL_XML_TOO_DEEP,
  SL_XML_TOO_BIG,
  SL_XML_CHARSET, /* unknown or not allowed */
  SL_XML_BROKEN,  /* not well formed; what came before it was given out */
} SlXmlOutcome;

typedef struct _SlXml SlXml;

typedef struct
{
  void (*start) (SlXml *xml, const char *name, gpointer data);
  void (*end) (SlXml *xml, const char *name, gpointer data);
  void (*text) (SlXml *xml, const char *text, gsize length, gpointer data);
} SlXmlEvents;

SlXmlOutcome
sl_xml_read (const guint8 *bytes, gsize length, const SlXmlEvents *events, gpointer data);

/* Within start: attributes by local name; transfer full, NULL when missing. */
char *sl_xml_dup_attribute (SlXml *xml, const char *name);
guint sl_xml_get_n_attributes (SlXml *xml);
const char *sl_xml_get_attribute_name (SlXml *xml, guint index);
char *sl_xml_dup_attribute_value (SlXml *xml, guint index);
/* The element's namespace within start, or "". */
const char *sl_xml_get_namespace (SlXml *xml);
guint sl_xml_get_line (SlXml *xml);
void sl_xml_stop (SlXml *xml);

/* The code and sentence of an outcome that is no success. */
const char *sl_xml_outcome_code (SlXmlOutcome outcome);
const char *sl_xml_outcome_sentence (SlXmlOutcome outcome);

/* Before lockdown. */
void sl_xml_warm_up (void);

G_END_DECLS
