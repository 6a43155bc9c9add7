/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What neither the grammar nor the two tables of sl-pack-checks.c can say of a framework of
 * competencies: that there is something to show and somebody to assess it, and that a portfolio can
 * follow it from the edition before. The attributes are told in resources/schema/framework.rng. */

typedef struct
{
  const char *name;
  const char *entry;   /* id of the condition of entry, "" none */
  GHashTable *claimed; /* id in the edition before -> node */
} Framework;

static void
framework_clear (Framework *self)
{
  g_hash_table_unref (self->claimed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Framework, framework_clear)

#define refuse(self, node, ...)                                                                    \
  (sl_pack_set_error (error, (self)->name, (node)->line, __VA_ARGS__), FALSE)

/* How many components a team's list has columns for (SlTrainee). */
#define MAX_COMPONENTS 8

/* The roles of people/, which stands after this room; tests/core/competency compares them. */
static const char *const roles[] = { "trainee",        "officer",   "manager",
                                     "senior-manager", "commander", NULL };

/* Every attribute that holds a role, wherever it stands. */
static gboolean
check_roles (Framework *self, const SlPackNode *node, GError **error)
{
  static const char *const attributes[] = { "from", "to", "role", "decided-by" };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *role = sl_pack_node_get (node, attributes[i]);

      if (*role != '\0' && !g_strv_contains (roles, role))
        {
          g_autofree char *known = g_strjoinv (", ", (char **) roles);

          return refuse (self, node, _ ("%s=\"%s\" names no role; the roles are %s"), attributes[i],
                         role, known);
        }
    }
  for (const SlPackNode *child = node->first; child != NULL; child = child->next)
    if (!check_roles (self, child, error))
      return FALSE;
  return TRUE;
}

/* The line that an old criterion becomes, or that keeps its name, is one. */
static gboolean
check_was (Framework *self, const SlPackNode *node, GError **error)
{
  const char *before = sl_pack_node_get (node, sl_pack_node_has (node, "was") ? "was" : "id");
  const SlPackNode *first = g_hash_table_lookup (self->claimed, before);

  if (first != NULL)
    return refuse (self, node,
                   _ ("“%s” of the edition before is claimed twice: here and in line %u"), before,
                   first->line);
  g_hash_table_insert (self->claimed, (gpointer) before, (gpointer) node);
  return TRUE;
}

static gboolean
check_under (Framework *self, const SlPackNode *component, const SlPackNode *node, GError **error)
{
  const char *under = sl_pack_node_get (node, "under");

  if (*under == '\0')
    return TRUE;
  for (const SlPackNode *other = sl_pack_node_first (component, "criterion"); other != NULL;
       other = sl_pack_node_next (other, "criterion"))
    if (strcmp (sl_pack_node_get (other, "id"), under) == 0)
      return TRUE;
  return refuse (self, node, _ ("under=\"%s\" names a criterion of another component"), under);
}

static gboolean
check_component (Framework *self, const SlPackNode *component, GError **error)
{
  const char *id = sl_pack_node_get (component, "id");
  const char *occasions = sl_pack_node_get (component, "occasions");
  guint n_cells = 0;

  if (*occasions != '\0' && g_ascii_strtoull (occasions, NULL, 10) == 0)
    return refuse (self, component, _ ("occasions=\"%s\": “%s” is shown on one occasion at least"),
                   occasions, id);
  for (const SlPackNode *node = sl_pack_node_first (component, "criterion"); node != NULL;
       node = sl_pack_node_next (node, "criterion"))
    {
      if (strcmp (self->entry, sl_pack_node_get (node, "id")) == 0)
        return refuse (self, node, _ ("“%s” is the name of the condition of entry"), self->entry);
      if (!check_was (self, node, error) || !check_under (self, component, node, error))
        return FALSE;
      n_cells += !sl_pack_node_has (node, "heading");
    }
  if (n_cells == 0)
    return refuse (self, component, _ ("“%s” has headings only, nothing to assess"), id);
  return TRUE;
}

/* Nobody decides an appeal against a decision of their own. */
static gboolean
check_appeals (Framework *self, const SlPackNode *root, GError **error)
{
  for (const SlPackNode *node = sl_pack_node_first (root, "appeal"); node != NULL;
       node = sl_pack_node_next (node, "appeal"))
    if (strcmp (sl_pack_node_get (node, "decided-by"), sl_pack_node_get (node, "to")) == 0)
      return refuse (self, node, _ ("an appeal goes to another role than “%s”, which decided"),
                     sl_pack_node_get (node, "to"));
  return TRUE;
}

/**
 * sl_pack_framework_check:
 * @root: the tree of a pack of the kind "framework", whose references lead somewhere
 * @name: what messages call it
 *
 * Returns: whether a portfolio can be kept by it; the error names the line
 */
gboolean
sl_pack_framework_check (const SlPackNode *root, const char *name, GError **error)
{
  const SlPackNode *entry = sl_pack_node_first (root, "entry");
  g_auto (Framework) self = { .name = name,
                              .entry = entry != NULL ? sl_pack_node_get (entry, "id") : "",
                              .claimed = g_hash_table_new (g_str_hash, g_str_equal) };
  guint n_components = 0;

  if (!check_roles (&self, root, error) || !check_appeals (&self, root, error))
    return FALSE;
  for (const SlPackNode *component = sl_pack_node_first (root, "component"); component != NULL;
       component = sl_pack_node_next (component, "component"))
    {
      if (++n_components > MAX_COMPONENTS)
        return refuse (&self, component, _ ("a framework has %d components at most"),
                       MAX_COMPONENTS);
      if (!check_component (&self, component, error))
        return FALSE;
    }
  return TRUE;
}
