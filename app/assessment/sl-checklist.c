/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-checklist-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A checklist pack in its own types. Never changes; any thread may read it. */
struct _SlChecklist
{
  GObject parent_instance;

  SlPack *pack;
  GListStore *items;
  GHashTable *by_id; /* id -> SlChecklistItem, borrowed */
  GArray *sections;  /* of SlChecklistSection */
  GArray *topics;    /* of SlChecklistSection */
  GArray *features;  /* of SlChecklistFeature */
};

G_DEFINE_FINAL_TYPE (SlChecklist, sl_checklist, G_TYPE_OBJECT)

static void
sl_checklist_finalize (GObject *object)
{
  SlChecklist *self = SL_CHECKLIST (object);

  g_clear_pointer (&self->features, g_array_unref);
  g_clear_pointer (&self->topics, g_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_object (&self->items);
  g_clear_object (&self->pack);
  G_OBJECT_CLASS (sl_checklist_parent_class)->finalize (object);
}

static void
sl_checklist_class_init (SlChecklistClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_checklist_finalize;
}

static void
sl_checklist_init (SlChecklist *self)
{
  self->items = g_list_store_new (SL_TYPE_CHECKLIST_ITEM);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->sections = g_array_new (FALSE, FALSE, sizeof (SlChecklistSection));
  self->topics = g_array_new (FALSE, FALSE, sizeof (SlChecklistSection));
  self->features = g_array_new (FALSE, FALSE, sizeof (SlChecklistFeature));
}

static void
read_sections (SlChecklist *self, const SlPackNode *root)
{
  for (const SlPackNode *node = sl_pack_node_first (root, "section"); node != NULL;
       node = sl_pack_node_next (node, "section"))
    {
      SlChecklistSection section = { sl_pack_node_get (node, "id"),
                                     sl_pack_node_get (node, "title") };

      g_array_append_val (self->sections, section);
      for (const SlPackNode *child = sl_pack_node_first (node, "item"); child != NULL;
           child = sl_pack_node_next (child, "item"))
        {
          g_autoptr (SlChecklistItem) item = sl_checklist_item_new (self->pack, root, node, child);

          g_list_store_append (self->items, item);
          g_hash_table_insert (self->by_id, (gpointer) sl_checklist_item_get_id (item), item);
        }
    }
}

static void
read_lists (SlChecklist *self, const SlPackNode *root)
{
  const SlPackNode *topics = sl_pack_node_first (root, "topics");
  const SlPackNode *features = sl_pack_node_first (root, "features");
  const SlPackNode *node;

  for (node = topics != NULL ? sl_pack_node_first (topics, "topic") : NULL; node != NULL;
       node = sl_pack_node_next (node, "topic"))
    {
      SlChecklistSection topic = { sl_pack_node_get (node, "id"),
                                   sl_pack_node_get (node, "title") };

      g_array_append_val (self->topics, topic);
    }
  for (node = features != NULL ? sl_pack_node_first (features, "feature") : NULL; node != NULL;
       node = sl_pack_node_next (node, "feature"))
    {
      const char *number = sl_pack_node_get (node, "number");
      SlChecklistFeature feature = {
        .id = sl_pack_node_get (node, "id"),
        .label = sl_pack_node_get (node, "label"),
        .number = strcmp (number, "true") == 0 || strcmp (number, "1") == 0,
      };

      g_array_append_val (self->features, feature);
    }
}

/**
 * sl_checklist_new:
 * @pack: a pack of the kind "checklist"
 *
 * Returns: (transfer full): the checklist, or %NULL when @pack is of another kind
 */
SlChecklist *
sl_checklist_new (SlPack *pack, GError **error)
{
  SlChecklist *self;

  g_return_val_if_fail (SL_IS_PACK (pack), NULL);

  if (strcmp (sl_pack_get_kind (pack), "checklist") != 0)
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID,
                   _ ("“%s” is no checklist; choose a pack of that kind."),
                   sl_pack_get_title (pack));
      return NULL;
    }
  self = g_object_new (SL_TYPE_CHECKLIST, NULL);
  self->pack = g_object_ref (pack);
  read_sections (self, sl_pack_get_root (pack));
  read_lists (self, sl_pack_get_root (pack));
  return self;
}

SlPack *
sl_checklist_get_pack (SlChecklist *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self), NULL);
  return self->pack;
}

GListModel *
sl_checklist_get_items (SlChecklist *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self), NULL);
  return G_LIST_MODEL (self->items);
}

/**
 * sl_checklist_find_item:
 * @item_id: "H21"
 *
 * Returns: (transfer none) (nullable): the item
 */
SlChecklistItem *
sl_checklist_find_item (SlChecklist *self, const char *item_id)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self) && item_id != NULL, NULL);
  return g_hash_table_lookup (self->by_id, item_id);
}

guint
sl_checklist_get_n_sections (SlChecklist *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self), 0);
  return self->sections->len;
}

const SlChecklistSection *
sl_checklist_get_section (SlChecklist *self, guint index)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self) && index < self->sections->len, NULL);
  return &g_array_index (self->sections, SlChecklistSection, index);
}

guint
sl_checklist_get_n_features (SlChecklist *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self), 0);
  return self->features->len;
}

const SlChecklistFeature *
sl_checklist_get_feature (SlChecklist *self, guint index)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self) && index < self->features->len, NULL);
  return &g_array_index (self->features, SlChecklistFeature, index);
}

guint
sl_checklist_get_n_topics (SlChecklist *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self), 0);
  return self->topics->len;
}

const SlChecklistSection *
sl_checklist_get_topic (SlChecklist *self, guint index)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self) && index < self->topics->len, NULL);
  return &g_array_index (self->topics, SlChecklistSection, index);
}

/* ---- house types ---- */

static const SlPackNode *
find_house_type (SlChecklist *self)
{
  return sl_pack_node_first (sl_pack_get_root (self->pack), "house-type");
}

/* Whether a guide's section that the item refers to is one of @sections, parted by spaces. */
static gboolean
stands_in (SlChecklistItem *item, const char *sections)
{
  g_auto (GStrv) names = g_strsplit (sections, " ", -1);

  for (guint i = 0; i < sl_checklist_item_get_n_references (item); i++)
    {
      const char *section = sl_checklist_item_get_reference (item, i)->section;

      if (*section != '\0' && g_strv_contains ((const char *const *) names, section))
        return TRUE;
    }
  return FALSE;
}

/**
 * sl_checklist_concerns_house_type:
 * @item: an item of this checklist
 * @why: (out) (optional) (transfer none): why not, %NULL when it does
 *
 * The layout is the site's and is asked once for the whole case; of a house type, what the pack's
 * <house-type> names by sections of the guide.
 *
 * Returns: whether @item is asked of a house type
 */
gboolean
sl_checklist_concerns_house_type (SlChecklist *self, SlChecklistItem *item, const char **why)
{
  const SlPackNode *node;
  gboolean concerns;

  g_return_val_if_fail (SL_IS_CHECKLIST (self) && SL_IS_CHECKLIST_ITEM (item), FALSE);

  node = find_house_type (self);
  concerns = node == NULL || stands_in (item, sl_pack_node_get (node, "sections"));
  if (why != NULL)
    *why = concerns ? NULL : sl_pack_node_get (node, "why");
  return concerns;
}

/**
 * sl_checklist_feature_concerns_house_type:
 * @feature_id: a feature of the checklist
 *
 * Returns: whether it decides on any item that is asked of a house type
 */
gboolean
sl_checklist_feature_concerns_house_type (SlChecklist *self, const char *feature_id)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self) && feature_id != NULL, FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (sl_checklist_item_asks_feature (item, feature_id) &&
          sl_checklist_concerns_house_type (self, item, NULL))
        return TRUE;
    }
  return FALSE;
}

/**
 * sl_checklist_get_approval:
 * @approval: (out caller-allocates): what the pack says of it, borrowed
 *
 * Returns: whether the pack tells of a central approval of house types
 */
gboolean
sl_checklist_get_approval (SlChecklist *self, SlHouseTypeApproval *approval)
{
  const SlPackNode *house_type, *node, *source;

  g_return_val_if_fail (SL_IS_CHECKLIST (self) && approval != NULL, FALSE);

  house_type = find_house_type (self);
  node = house_type != NULL ? sl_pack_node_first (house_type, "approval") : NULL;
  if (node == NULL)
    return FALSE;
  source = sl_checklist_find_node (sl_pack_node_first (sl_pack_get_root (self->pack), "sources"),
                                   "source", "key", sl_pack_node_get (node, "source"));
  approval->name = sl_pack_node_get (node, "name");
  approval->sections = sl_pack_node_get (node, "sections");
  approval->says = sl_pack_node_get_text (node);
  approval->status = sl_pack_node_get (node, "status");
  approval->source = source != NULL ? sl_pack_node_get (source, "name") : "";
  return TRUE;
}

/**
 * sl_checklist_is_approved_centrally:
 * @item: an item of this checklist
 *
 * Returns: whether the approval that sl_checklist_get_approval() tells of settles @item
 */
gboolean
sl_checklist_is_approved_centrally (SlChecklist *self, SlChecklistItem *item)
{
  SlHouseTypeApproval approval;

  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (item), FALSE);
  return sl_checklist_get_approval (self, &approval) && stands_in (item, approval.sections);
}

const char *
sl_checklist_get_newest_guide (SlChecklist *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST (self), "");
  return sl_pack_node_get (sl_pack_get_root (self->pack), "newest-guide");
}
