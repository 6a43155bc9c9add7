/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <string.h>

/* Reads a pack's bytes by libxml2, in the manner of security.md section 3: no network, no entities,
 * no DTD of any sort. Then copies the tree into SlPackNodes, so that nothing beyond this room sees
 * libxml2's. Any thread. */

typedef struct
{
  gboolean doctype;
  guint line;
  char *reason;
} Failure;

static xmlParserInputPtr
refuse_entity (const char *url, const char *id, xmlParserCtxtPtr context)
{
  return NULL;
}

static void
initialise (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      xmlInitParser ();
      xmlSetExternalEntityLoader (refuse_entity);
      g_once_init_leave (&once, 1);
    }
}

/* libxml2 2.9.14 marks the document well-formed after xmlStopParser(), so that the flag decides,
 * not the parser's answer. */
static void
doctype_cb (void *data, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
  xmlParserCtxtPtr context = data;
  Failure *failure = context->_private;

  failure->doctype = TRUE;
  failure->line = context->input != NULL ? context->input->line : 0;
  xmlStopParser (context);
}

static void
error_cb (void *data, xmlErrorPtr xml_error)
{
  xmlParserCtxtPtr context = data;
  Failure *failure = context->_private;

  if (failure->reason != NULL || xml_error->level < XML_ERR_ERROR)
    return;
  failure->reason = sl_text_squeeze (xml_error->message != NULL ? xml_error->message : "");
  failure->line = MAX (xml_error->line, 0);
}

static gboolean
check_bytes (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *end;
  guint line = 1;

  if (size == 0 || size > SL_PACK_MAX_SIZE)
    {
      sl_pack_set_error (error, name, 1, "%s",
                         size == 0 ? _ ("the file is empty")
                                   : _ ("the file is larger than 16 MiB; split it"));
      return FALSE;
    }
  if (g_utf8_validate_len (text, size, &end))
    return TRUE;
  for (const char *p = text; p < end; p++)
    line += *p == '\n';
  sl_pack_set_error (error, name, line, "%s",
                     _ ("the text is not valid UTF-8; save the file as UTF-8"));
  return FALSE;
}

/**
 * sl_pack_reader_parse:
 * @bytes: a pack's bytes
 * @name: what messages call it
 *
 * Returns: (transfer full): the document, or %NULL when the bytes are not UTF-8, not well-formed,
 *   too long, or hold a DOCTYPE
 */
xmlDoc *
sl_pack_reader_parse (GBytes *bytes, const char *name, GError **error)
{
  Failure failure = { FALSE };
  xmlParserCtxtPtr context;
  xmlDoc *document;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  initialise ();
  if (!check_bytes (bytes, name, error))
    return NULL;

  context = xmlNewParserCtxt ();
  context->_private = &failure;
  context->sax->internalSubset = doctype_cb;
  context->sax->externalSubset = doctype_cb;
  context->sax->serror = error_cb;
  document = xmlCtxtReadMemory (context, text, (int) size, NULL, "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
  if (!context->wellFormed && failure.reason == NULL)
    failure.reason = g_strdup (_ ("the file is not well-formed XML"));
  xmlFreeParserCtxt (context);

  if (failure.doctype || failure.reason != NULL || document == NULL)
    {
      sl_pack_set_error (error, name, failure.line, "%s",
                         failure.doctype ? _ ("a DOCTYPE is not allowed in a pack; take it out")
                                         : failure.reason);
      g_clear_pointer (&document, xmlFreeDoc);
    }
  g_free (failure.reason);
  return document;
}

static const char *
keep_value (SlPackTree *tree, xmlNode *node, const xmlChar *value, const char *name, GError **error)
{
  if (value != NULL && strlen ((const char *) value) > SL_PACK_MAX_VALUE)
    {
      sl_pack_set_error (error, name, (guint) xmlGetLineNo (node),
                         _ ("a text of <%s> is longer than 64 KiB"), (const char *) node->name);
      return NULL;
    }
  return g_string_chunk_insert_const (tree->strings, value != NULL ? (const char *) value : "");
}

static gboolean
read_attributes (SlPackTree *tree,
                 SlPackNode *node,
                 xmlNode *source,
                 const char *name,
                 GError **error)
{
  g_autoptr (GArray) attributes = g_array_new (TRUE, TRUE, sizeof (SlPackAttribute));

  for (xmlAttr *attr = source->properties; attr != NULL; attr = attr->next)
    {
      xmlChar *value = xmlNodeListGetString (source->doc, attr->children, 1);
      g_autofree char *full = attr->ns != NULL && attr->ns->prefix != NULL
                                  ? g_strconcat ((const char *) attr->ns->prefix, ":",
                                                 (const char *) attr->name, NULL)
                                  : g_strdup ((const char *) attr->name);
      SlPackAttribute attribute = { g_string_chunk_insert_const (tree->strings, full),
                                    keep_value (tree, source, value, name, error) };

      xmlFree (value);
      if (attribute.value == NULL)
        return FALSE;
      g_array_append_val (attributes, attribute);
    }
  node->attributes = (SlPackAttribute *) g_array_free (g_steal_pointer (&attributes), FALSE);
  g_ptr_array_add (tree->memory, node->attributes);
  return TRUE;
}

static gboolean
read_text (SlPackTree *tree, SlPackNode *node, xmlNode *source, const char *name, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *squeezed = NULL;

  for (xmlNode *child = source->children; child != NULL; child = child->next)
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      g_string_append (text, (const char *) child->content);
  squeezed = sl_text_squeeze (text->str);
  node->text = keep_value (tree, source, (const xmlChar *) squeezed, name, error);
  return node->text != NULL;
}

static SlPackTree *
tree_new (void)
{
  SlPackTree *tree = g_new0 (SlPackTree, 1);

  tree->strings = g_string_chunk_new (4096);
  tree->memory = g_ptr_array_new_with_free_func (g_free);
  return tree;
}

static SlPackNode *
node_new (SlPackTree *tree, xmlNode *source)
{
  SlPackNode *node = g_new0 (SlPackNode, 1);

  g_ptr_array_add (tree->memory, node);
  node->name = g_string_chunk_insert_const (tree->strings, (const char *) source->name);
  node->line = (guint) MAX (xmlGetLineNo (source), 0);
  return node;
}

/* The parser itself stops at 256 levels, so that the recursion is bounded whatever the file. */
static SlPackNode *
build_node (SlPackTree *tree, xmlNode *source, guint depth, const char *name, GError **error)
{
  SlPackNode *node = node_new (tree, source);
  const SlPackNode **link = &node->first;

  if (depth > SL_PACK_MAX_DEPTH)
    {
      sl_pack_set_error (error, name, node->line, _ ("more than %d levels within one another"),
                         SL_PACK_MAX_DEPTH);
      return NULL;
    }
  if (!read_attributes (tree, node, source, name, error) ||
      !read_text (tree, node, source, name, error))
    return NULL;

  for (xmlNode *child = source->children; child != NULL; child = child->next)
    {
      SlPackNode *built;

      if (child->type != XML_ELEMENT_NODE)
        continue;
      if ((built = build_node (tree, child, depth + 1, name, error)) == NULL)
        return NULL;
      *link = built;
      link = &built->next;
    }
  return node;
}

/**
 * sl_pack_reader_build:
 * @document: a parsed pack
 * @name: what messages call it
 *
 * Returns: (transfer full): its tree, or %NULL when it is too deep or a value too long
 */
SlPackTree *
sl_pack_reader_build (xmlDoc *document, const char *name, GError **error)
{
  g_autoptr (SlPackTree) tree = tree_new ();

  tree->root = build_node (tree, xmlDocGetRootElement (document), 1, name, error);
  return tree->root != NULL ? g_steal_pointer (&tree) : NULL;
}

/**
 * sl_pack_reader_read_head:
 * @bytes: a pack's bytes
 * @name: what messages call it
 *
 * Reads no further than the root's start, for packs that are known to be sound.
 *
 * Returns: (transfer full): a tree of the root alone, or %NULL when there is none
 */
SlPackTree *
sl_pack_reader_read_head (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (SlPackTree) tree = tree_new ();
  xmlTextReader *reader;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  xmlNode *root = NULL;

  initialise ();
  reader = xmlReaderForMemory (text, (int) size, NULL, "UTF-8", XML_PARSE_NONET);
  while (root == NULL && xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT)
      root = xmlTextReaderCurrentNode (reader);
  if (root == NULL)
    sl_pack_set_error (error, name, 1, "%s", _ ("the file is not well-formed XML"));
  else
    {
      tree->root = node_new (tree, root);
      tree->root->text = "";
      if (!read_attributes (tree, tree->root, root, name, error))
        tree->root = NULL;
    }
  xmlFreeTextReader (reader);
  return tree->root != NULL ? g_steal_pointer (&tree) : NULL;
}

void
sl_pack_tree_free (SlPackTree *tree)
{
  g_string_chunk_free (tree->strings);
  g_ptr_array_unref (tree->memory);
  g_free (tree);
}
