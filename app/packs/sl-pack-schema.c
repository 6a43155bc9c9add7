/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <libxml/relaxng.h>

/* The RELAX NG schemas of resources/schema, one a kind. A parsed schema is kept for the life of the
 * program: it is read-only, and validating contexts are made anew, so any thread may use it. */

typedef struct
{
  guint line;
  char *reason;
} Finding;

static void
finding_cb (void *data, xmlErrorPtr xml_error)
{
  Finding *finding = data;

  /* The first is the precise one; those after it say that what is around it failed too. */
  if (finding->reason != NULL || xml_error->message == NULL)
    return;
  finding->reason = sl_text_squeeze (xml_error->message);
  finding->line = xml_error->node != NULL ? (guint) MAX (xmlGetLineNo (xml_error->node), 0)
                                          : (guint) MAX (xml_error->line, 0);
}

static xmlRelaxNG *
parse_schema (const char *kind, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/org/sightline/Sightline/schema/%s.rng", kind);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  Finding finding = { 0 };
  xmlRelaxNGParserCtxt *context;
  xmlRelaxNG *schema;

  if (bytes == NULL)
    return NULL;
  context = xmlRelaxNGNewMemParserCtxt (g_bytes_get_data (bytes, NULL),
                                        (int) g_bytes_get_size (bytes));
  xmlRelaxNGSetParserStructuredErrors (context, finding_cb, &finding);
  schema = xmlRelaxNGParse (context);
  xmlRelaxNGFreeParserCtxt (context);
  if (schema == NULL)
    g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID,
                 _ ("Sightline's own schema for “%s” is damaged: %s. Install Sightline again."),
                 kind, finding.reason != NULL ? finding.reason : "?");
  g_free (finding.reason);
  return schema;
}

static gboolean
is_kind (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && *p != '-')
      return FALSE;
  return *text != '\0';
}

/* Borrowed for ever. */
static xmlRelaxNG *
find_schema (const char *kind, GError **error)
{
  static GMutex mutex;
  static GHashTable *schemas;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  xmlRelaxNG *schema;

  if (schemas == NULL)
    schemas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  schema = g_hash_table_lookup (schemas, kind);
  if (schema == NULL && (schema = parse_schema (kind, error)) != NULL)
    g_hash_table_insert (schemas, g_strdup (kind), schema);
  return schema;
}

/**
 * sl_pack_schema_validate:
 * @document: a parsed pack
 * @kind: its root's name
 * @name: what messages call it
 *
 * Returns: whether it has the shape that the kind's schema asks for; the error names the line
 */
gboolean
sl_pack_schema_validate (xmlDoc *document, const char *kind, const char *name, GError **error)
{
  g_autoptr (GError) missing = NULL;
  Finding finding = { 0 };
  xmlRelaxNG *schema;
  xmlRelaxNGValidCtxt *context;
  int result;

  sl_pack_ensure_resources ();
  schema = is_kind (kind) ? find_schema (kind, &missing) : NULL;
  if (schema == NULL && missing != NULL && missing->domain == SL_PACK_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  if (schema == NULL)
    {
      sl_pack_set_error (error, name,
                         (guint) MAX (xmlGetLineNo (xmlDocGetRootElement (document)), 0),
                         _ ("Sightline knows no kind of pack called “%s”"), kind);
      return FALSE;
    }
  context = xmlRelaxNGNewValidCtxt (schema);
  xmlRelaxNGSetValidStructuredErrors (context, finding_cb, &finding);
  result = xmlRelaxNGValidateDoc (context, document);
  xmlRelaxNGFreeValidCtxt (context);
  if (result != 0)
    sl_pack_set_error (error, name, finding.line, "%s",
                       finding.reason != NULL ? finding.reason
                                              : _ ("it does not have the shape of its kind"));
  g_free (finding.reason);
  return result == 0;
}
