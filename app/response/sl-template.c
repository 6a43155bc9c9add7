/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-text.h"
#include "cases/sl-case-kind.h"
#include "packs/sl-pack.h"

#include <string.h>

/* The fixed words of a letter as a pack: sections in order, and phrases with {fields}. */

struct _SlTemplate
{
  SlPack *pack;
  GArray *sections; /* of SlTemplateSection, strings borrowed from the pack */
};

SlTemplate *
sl_template_new (SlPack *pack)
{
  SlTemplate *self = g_new0 (SlTemplate, 1);
  const SlPackNode *root = sl_pack_get_root (pack);

  self->pack = g_object_ref (pack);
  self->sections = g_array_new (FALSE, FALSE, sizeof (SlTemplateSection));
  for (const SlPackNode *node = sl_pack_node_first (root, "section"); node != NULL;
       node = sl_pack_node_next (node, "section"))
    {
      SlTemplateSection section = { sl_pack_node_get (node, "id"), sl_pack_node_get (node, "title"),
                                    sl_pack_node_get (node, "heading") };

      g_array_append_val (self->sections, section);
    }
  return self;
}

void
sl_template_free (SlTemplate *self)
{
  g_object_unref (self->pack);
  g_array_unref (self->sections);
  g_free (self);
}

SlPack *
sl_template_get_pack (SlTemplate *self)
{
  return self->pack;
}

const char *
sl_template_get_addressee (SlTemplate *self)
{
  return sl_pack_node_get (sl_pack_get_root (self->pack), "to");
}

guint
sl_template_get_n_sections (SlTemplate *self)
{
  return self->sections->len;
}

const SlTemplateSection *
sl_template_get_section (SlTemplate *self, guint index)
{
  return &g_array_index (self->sections, SlTemplateSection, index);
}

static char *
fill_nodes (SlTemplate *self, const char *name, const char *id, GHashTable *fields)
{
  const SlPackNode *root = sl_pack_get_root (self->pack);

  for (const SlPackNode *node = sl_pack_node_first (root, name); node != NULL;
       node = sl_pack_node_next (node, name))
    if (g_str_equal (sl_pack_node_get (node, "id"), id))
      {
        char *text = sl_text_fill (sl_pack_node_get_text (node), fields, NULL);

        if (text != NULL)
          return text;
      }
  return NULL;
}

char *
sl_template_fill (SlTemplate *self, const char *id, GHashTable *fields)
{
  return fill_nodes (self, "phrase", id, fields);
}

char *
sl_template_fill_condition (SlTemplate *self, const char *id, GHashTable *fields)
{
  return fill_nodes (self, "condition", id, fields);
}

gboolean
sl_template_has (SlTemplate *self, const char *id)
{
  const SlPackNode *root = sl_pack_get_root (self->pack);

  for (const SlPackNode *node = sl_pack_node_first (root, "phrase"); node != NULL;
       node = sl_pack_node_next (node, "phrase"))
    if (g_str_equal (sl_pack_node_get (node, "id"), id))
      return TRUE;
  return FALSE;
}

/**
 * sl_response_choose_template:
 * @packs: the library
 * @subject: a case
 *
 * Returns: (transfer none) (nullable): the template that a letter of @subject begins with
 */
const char *
sl_response_choose_template (SlPackLibrary *packs, SlCase *subject)
{
  const SlCaseKind *kind;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs) && SL_IS_CASE (subject), NULL);
  kind = sl_case_kind_find (packs, sl_case_get (subject, "kind"));
  return kind != NULL ? sl_case_kind_find_template (kind, sl_case_get (subject, "step")) : NULL;
}
