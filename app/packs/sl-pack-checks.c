/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a grammar cannot say, or libxml2 cannot place in a line: names used once only, references
 * that lead somewhere, and no going in circles. Two tables say where names are given and used; a
 * new kind of pack adds rows. Some kinds say more of themselves than rows can hold, and have a
 * function in a third. */

typedef enum
{
  IN_PACK,   /* the name is unique in the whole pack */
  IN_PARENT, /* among its brothers only */
} Scope;

typedef struct
{
  const char *kind;
  const char *parent;
  const char *element;
  const char *attribute;
  Scope scope;
} Definition;

static const Definition definitions[] = {
  { "checklist", "guides", "guide", "id", IN_PACK },
  { "checklist", "sources", "source", "key", IN_PACK },
  { "checklist", "features", "feature", "id", IN_PACK },
  { "checklist", "topics", "topic", "id", IN_PACK },
  { "checklist", "checklist", "section", "id", IN_PACK },
  { "checklist", "section", "item", "id", IN_PACK },
  { "policy", "policy", "document", "id", IN_PACK },
  { "policy", "document", "clause", "id", IN_PARENT },
  { "standards", "standards", "standard", "key", IN_PACK },
  { "authorities", "authorities", "authority", "code", IN_PACK },
  { "authorities", "plan", "policy", "id", IN_PARENT },
  { "triage", "triage", "rule", "id", IN_PACK },
  { "drafting", "drafting", "rule", "id", IN_PACK },
  { "case-kinds", "case-kinds", "kind", "id", IN_PACK },
  { "case-kinds", "kind", "stage", "id", IN_PARENT },
  { "review", "review", "rule", "id", IN_PACK },
  { "review", "review", "step", "action", IN_PACK },
  { "review", "review", "role-map", "title", IN_PACK },
  { "review", "review", "stage", "id", IN_PACK },
  { "review", "stage", "prompt", "id", IN_PACK },
  { "form", "form", "part", "id", IN_PACK },
  { "form", "form", "group", "id", IN_PACK },
  { "form", "group", "field", "id", IN_PARENT },
  { "form", "field", "choice", "id", IN_PARENT },
  { "form", "form", "require", "id", IN_PACK },
  { "framework", "framework", "component", "id", IN_PACK },
  { "framework", "framework", "decider", "role", IN_PACK },
  { "framework", "framework", "appeal", "decided-by", IN_PACK },
  { "framework", "entry", "outcome", "id", IN_PARENT },
  { "framework", "component", "assessor", "role", IN_PARENT },
  { "framework", "component", "criterion", "id", IN_PACK },
  { "framework", "criterion", "outcome", "id", IN_PARENT },
};

/* The attribute holds one name, or several parted by spaces, given in definition
 * target_parent/target. */
typedef struct
{
  const char *kind;
  const char *parent;
  const char *element;
  const char *attribute;
  const char *target_parent;
  const char *target;
} Reference;

static const Reference references[] = {
  { "checklist", "item", "reference", "guide", "guides", "guide" },
  { "checklist", "item", "source", "key", "sources", "source" },
  { "checklist", "house-type", "approval", "source", "sources", "source" },
  { "checklist", "item", "applies", "any", "features", "feature" },
  { "checklist", "item", "applies", "measure", "features", "feature" },
  { "standards", "standards", "standard", "superseded-by", "standards", "standard" },
  { "form", "form", "group", "part", "form", "part" },
  { "framework", "component", "criterion", "under", "component", "criterion" },
};

static const struct
{
  const char *kind;
  gboolean (*check) (const SlPackNode *root, const char *name, GError **error);
} kinds[] = {
  { "form", sl_pack_form_check },
  { "framework", sl_pack_framework_check },
};

typedef struct
{
  const char *kind;
  const char *name;
  GHashTable *nodes; /* "parent/element/name" -> SlPackNode, borrowed */
} Checks;

typedef gboolean (*VisitFunc) (Checks *checks,
                               const SlPackNode *parent,
                               const SlPackNode *node,
                               GError **error);

static gboolean
visit (Checks *checks, const SlPackNode *parent, VisitFunc func, GError **error)
{
  for (const SlPackNode *node = parent->first; node != NULL; node = node->next)
    if (!func (checks, parent, node, error) || !visit (checks, node, func, error))
      return FALSE;
  return TRUE;
}

static gboolean
define (Checks *checks, const SlPackNode *parent, const SlPackNode *node, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      const Definition *d = &definitions[i];
      const SlPackNode *first;
      g_autofree char *scope = NULL;
      char *key;

      if (strcmp (d->kind, checks->kind) != 0 || strcmp (d->parent, parent->name) != 0 ||
          strcmp (d->element, node->name) != 0)
        continue;
      if (d->scope == IN_PARENT)
        scope = g_strdup_printf ("%p:", (const void *) parent);
      key = g_strdup_printf ("%s/%s/%s%s", d->parent, d->element, scope != NULL ? scope : "",
                             sl_pack_node_get (node, d->attribute));
      first = g_hash_table_lookup (checks->nodes, key);
      if (first != NULL)
        {
          g_free (key);
          sl_pack_set_error (error, checks->name, node->line,
                             _ ("<%s> “%s” is here a second time; the first is in line %u"),
                             node->name, sl_pack_node_get (node, d->attribute), first->line);
          return FALSE;
        }
      g_hash_table_insert (checks->nodes, key, (gpointer) node);
    }
  return TRUE;
}

static const SlPackNode *
follow (Checks *checks, const Reference *reference, const char *target)
{
  g_autofree char *key = g_strdup_printf ("%s/%s/%s", reference->target_parent, reference->target,
                                          target);

  return g_hash_table_lookup (checks->nodes, key);
}

/* A reference between two of the same sort, as a standard to its successor, must come to an end. A
 * chain that does not, comes round again within as many steps as there are names. */
static gboolean
check_loop (Checks *checks, const Reference *reference, const SlPackNode *start, GError **error)
{
  const SlPackNode *node = start;
  guint steps = 0;

  if (strcmp (reference->element, reference->target) != 0 ||
      strcmp (reference->parent, reference->target_parent) != 0)
    return TRUE;
  while (node != NULL && sl_pack_node_has (node, reference->attribute))
    {
      if (steps++ > g_hash_table_size (checks->nodes))
        {
          sl_pack_set_error (error, checks->name, start->line,
                             _ ("following %s=“%s” goes round in a circle"), reference->attribute,
                             sl_pack_node_get (start, reference->attribute));
          return FALSE;
        }
      node = follow (checks, reference, sl_pack_node_get (node, reference->attribute));
    }
  return TRUE;
}

static gboolean
resolve (Checks *checks, const SlPackNode *parent, const SlPackNode *node, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      const Reference *r = &references[i];
      g_auto (GStrv) targets = NULL;

      if (strcmp (r->kind, checks->kind) != 0 || strcmp (r->parent, parent->name) != 0 ||
          strcmp (r->element, node->name) != 0)
        continue;
      targets = g_strsplit (sl_pack_node_get (node, r->attribute), " ", -1);
      for (guint j = 0; targets[j] != NULL; j++)
        if (*targets[j] != '\0' && follow (checks, r, targets[j]) == NULL)
          {
            sl_pack_set_error (error, checks->name, node->line,
                               _ ("<%s> names the %s “%s”, which this pack does not have"),
                               node->name, r->target, targets[j]);
            return FALSE;
          }
      if (!check_loop (checks, r, node, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sl_pack_checks_run:
 * @root: a pack's tree
 * @name: what messages call it
 *
 * Returns: whether each name is given once and each reference leads somewhere
 */
gboolean
sl_pack_checks_run (const SlPackNode *root, const char *name, GError **error)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Checks checks = { root->name, name, nodes };

  if (!visit (&checks, root, define, error) || !visit (&checks, root, resolve, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, root->name) == 0)
      return kinds[i].check (root, name, error);
  return TRUE;
}
