/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-checklist-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One question of a checklist. All strings are the pack's, which the item keeps alive; it never
 * changes, so any thread may read it. */

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_QUESTION,
  PROP_WHY,
  PROP_TIER,
  PROP_LOOK_IN,
  PROP_TEST,
  PROP_RECOMMENDATION,
  PROP_CONDITION,
  PROP_SECTION_ID,
  PROP_SECTION_TITLE,
  PROP_TOPIC,
  PROP_TOPIC_ORDER,
  PROP_STATUS,
  PROP_SAYS,
  N_PROPS
};

struct _SlChecklistItem
{
  GObject parent_instance;

  SlPack *pack;
  const char *values[N_PROPS];
  GPtrArray *crimes; /* these four end with NULL */
  GPtrArray *standards;
  GPtrArray *look_for;
  GPtrArray *kinds;
  GArray *criteria;          /* of SlCriterion */
  GArray *references;        /* of SlGuideReference */
  GArray *sources;           /* of SlSource */
  const SlPackNode *applies; /* nullable */
};

static GParamSpec *properties[N_PROPS];
static const char *const property_names[N_PROPS] = {
  NULL,      "id",          "title",          "question",  "why",        "tier",
  "look-in", "test",        "recommendation", "condition", "section-id", "section-title",
  "topic",   "topic-order", "status",         "says",
};

G_DEFINE_FINAL_TYPE (SlChecklistItem, sl_checklist_item, G_TYPE_OBJECT)

static void
sl_checklist_item_finalize (GObject *object)
{
  SlChecklistItem *self = SL_CHECKLIST_ITEM (object);

  g_clear_pointer (&self->crimes, g_ptr_array_unref);
  g_clear_pointer (&self->standards, g_ptr_array_unref);
  g_clear_pointer (&self->look_for, g_ptr_array_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->criteria, g_array_unref);
  g_clear_pointer (&self->references, g_array_unref);
  g_clear_pointer (&self->sources, g_array_unref);
  g_clear_object (&self->pack);
  G_OBJECT_CLASS (sl_checklist_item_parent_class)->finalize (object);
}

static void
sl_checklist_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SlChecklistItem *self = SL_CHECKLIST_ITEM (object);

  if (prop_id > PROP_0 && prop_id < N_PROPS)
    g_value_set_static_string (value, self->values[prop_id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sl_checklist_item_class_init (SlChecklistItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_checklist_item_finalize;
  object_class->get_property = sl_checklist_item_get_property;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (property_names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_checklist_item_init (SlChecklistItem *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    self->values[i] = "";
  self->criteria = g_array_new (FALSE, FALSE, sizeof (SlCriterion));
  self->references = g_array_new (FALSE, FALSE, sizeof (SlGuideReference));
  self->sources = g_array_new (FALSE, FALSE, sizeof (SlSource));
}

const SlPackNode *
sl_checklist_find_node (const SlPackNode *parent,
                        const char *name,
                        const char *attribute,
                        const char *value)
{
  const SlPackNode *node = parent != NULL ? sl_pack_node_first (parent, name) : NULL;

  while (node != NULL && strcmp (sl_pack_node_get (node, attribute), value) != 0)
    node = sl_pack_node_next (node, name);
  return node;
}

/* The texts, or the @attribute where one is named, of the children called @name. */
static GPtrArray *
list_children (const SlPackNode *node, const char *name, const char *attribute)
{
  GPtrArray *list = g_ptr_array_new ();

  for (const SlPackNode *child = sl_pack_node_first (node, name); child != NULL;
       child = sl_pack_node_next (child, name))
    g_ptr_array_add (list, (gpointer) (attribute != NULL ? sl_pack_node_get (child, attribute)
                                                         : sl_pack_node_get_text (child)));
  g_ptr_array_add (list, NULL);
  return list;
}

static SlComparison
comparison_from_nick (const char *nick)
{
  if (strcmp (nick, "at-least") == 0)
    return SL_COMPARISON_AT_LEAST;
  if (strcmp (nick, "at-most") == 0)
    return SL_COMPARISON_AT_MOST;
  if (strcmp (nick, "exactly") == 0)
    return SL_COMPARISON_EXACTLY;
  return SL_COMPARISON_NONE;
}

static void
read_criteria (SlChecklistItem *self, const SlPackNode *node)
{
  for (const SlPackNode *child = sl_pack_node_first (node, "criterion"); child != NULL;
       child = sl_pack_node_next (child, "criterion"))
    {
      SlCriterion criterion = {
        .measure = sl_pack_node_get (child, "measure"),
        .comparison = comparison_from_nick (sl_pack_node_get (child, "comparison")),
        .value = g_ascii_strtod (sl_pack_node_get (child, "value"), NULL),
        .unit = sl_pack_node_get (child, "unit"),
        .status = sl_pack_node_get (child, "status"),
        .note = sl_pack_node_get (child, "note"),
      };

      g_array_append_val (self->criteria, criterion);
    }
}

static void
read_references (SlChecklistItem *self, const SlPackNode *root, const SlPackNode *node)
{
  const SlPackNode *guides = sl_pack_node_first (root, "guides");

  for (const SlPackNode *child = sl_pack_node_first (node, "reference"); child != NULL;
       child = sl_pack_node_next (child, "reference"))
    {
      const SlPackNode *guide = sl_checklist_find_node (guides, "guide", "id",
                                                        sl_pack_node_get (child, "guide"));
      SlGuideReference reference = {
        .guide = guide != NULL ? sl_pack_node_get (guide, "name") : "",
        .edition = guide != NULL ? sl_pack_node_get (guide, "edition") : "",
        .section = sl_pack_node_get (child, "section"),
        .title = sl_pack_node_get (child, "title"),
        .status = sl_pack_node_get (child, "status"),
      };

      g_array_append_val (self->references, reference);
    }
}

static void
read_sources (SlChecklistItem *self, const SlPackNode *root, const SlPackNode *node)
{
  const SlPackNode *sources = sl_pack_node_first (root, "sources");

  for (const SlPackNode *child = sl_pack_node_first (node, "source"); child != NULL;
       child = sl_pack_node_next (child, "source"))
    {
      const SlPackNode *known = sl_checklist_find_node (sources, "source", "key",
                                                        sl_pack_node_get (child, "key"));
      SlSource source = {
        .status = sl_pack_node_get (child, "status"),
        .class = known != NULL ? sl_pack_node_get (known, "class") : "",
        .name = known != NULL ? sl_pack_node_get (known, "name") : "",
        .says = sl_pack_node_get (child, "says"),
      };

      g_array_append_val (self->sources, source);
    }
}

SlChecklistItem *
sl_checklist_item_new (SlPack *pack,
                       const SlPackNode *root,
                       const SlPackNode *section,
                       const SlPackNode *node)
{
  static const guint attributes[] = { PROP_ID,      PROP_TITLE,  PROP_TIER,
                                      PROP_LOOK_IN, PROP_STATUS, PROP_SAYS };
  static const guint texts[] = { PROP_QUESTION, PROP_WHY, PROP_TEST, PROP_RECOMMENDATION,
                                 PROP_CONDITION };
  SlChecklistItem *self = g_object_new (SL_TYPE_CHECKLIST_ITEM, NULL);

  self->pack = g_object_ref (pack);
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    self->values[attributes[i]] = sl_pack_node_get (node, property_names[attributes[i]]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    self->values[texts[i]] = sl_pack_node_child_text (node, property_names[texts[i]]);
  self->values[PROP_SECTION_ID] = sl_pack_node_get (section, "id");
  self->values[PROP_SECTION_TITLE] = sl_pack_node_get (section, "title");
  self->values[PROP_TOPIC] = sl_pack_node_get (section, "heading");
  self->values[PROP_TOPIC_ORDER] = sl_pack_node_get (section, "topic-order");
  self->crimes = list_children (node, "crime", NULL);
  self->standards = list_children (node, "standard", "key");
  self->look_for = list_children (node, "look-for", NULL);
  self->kinds = list_children (node, "document", "kind");
  self->applies = sl_pack_node_first (node, "applies");
  read_criteria (self, node);
  read_references (self, root, node);
  read_sources (self, root, node);
  return self;
}

/**
 * sl_checklist_item_get:
 * @property: the name of a text property
 *
 * Returns: (transfer none): its value, "" when the pack says nothing
 */
const char *
sl_checklist_item_get (SlChecklistItem *self, const char *property)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self) && property != NULL, "");

  for (guint i = 1; i < N_PROPS; i++)
    if (strcmp (property_names[i], property) == 0)
      return self->values[i];
  g_return_val_if_reached ("");
}

const char *
sl_checklist_item_get_id (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), "");
  return self->values[PROP_ID];
}

const char *const *
sl_checklist_item_get_crimes (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), NULL);
  return (const char *const *) self->crimes->pdata;
}

const char *const *
sl_checklist_item_get_standards (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), NULL);
  return (const char *const *) self->standards->pdata;
}

const char *const *
sl_checklist_item_get_look_for (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), NULL);
  return (const char *const *) self->look_for->pdata;
}

const char *const *
sl_checklist_item_get_document_kinds (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), NULL);
  return (const char *const *) self->kinds->pdata;
}

const SlCriterion *
sl_checklist_item_get_criterion (SlChecklistItem *self)
{
  return sl_checklist_item_get_criterion_at (self, 0);
}

guint
sl_checklist_item_get_n_criteria (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), 0);
  return self->criteria->len;
}

const SlCriterion *
sl_checklist_item_get_criterion_at (SlChecklistItem *self, guint index)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), NULL);
  return index < self->criteria->len ? &g_array_index (self->criteria, SlCriterion, index) : NULL;
}

guint
sl_checklist_item_get_n_references (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), 0);
  return self->references->len;
}

const SlGuideReference *
sl_checklist_item_get_reference (SlChecklistItem *self, guint index)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self) && index < self->references->len, NULL);
  return &g_array_index (self->references, SlGuideReference, index);
}

guint
sl_checklist_item_get_n_sources (SlChecklistItem *self)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), 0);
  return self->sources->len;
}

const SlSource *
sl_checklist_item_get_source (SlChecklistItem *self, guint index)
{
  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self) && index < self->sources->len, NULL);
  return &g_array_index (self->sources, SlSource, index);
}

static gboolean
has_any_feature (const char *wanted, const char *const *features)
{
  g_auto (GStrv) names = g_strsplit (wanted, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && features != NULL && g_strv_contains (features, names[i]))
      return TRUE;
  return FALSE;
}

/* -1 when the features do not count @measure. */
static gint64
count_feature (const char *measure, const char *const *features, gint64 homes_per_entrance)
{
  g_autofree char *prefix = g_strconcat (measure, "=", NULL);

  if (homes_per_entrance >= 0 && strcmp (measure, "homes-per-entrance") == 0)
    return homes_per_entrance;
  for (guint i = 0; features != NULL && features[i] != NULL; i++)
    if (g_str_has_prefix (features[i], prefix))
      return g_ascii_strtoll (features[i] + strlen (prefix), NULL, 10);
  return -1;
}

/* A count that nobody stated rules nothing out: better asked once too often. */
static gboolean
is_within (const SlPackNode *applies, gint64 count)
{
  if (count < 0)
    return TRUE;
  if (sl_pack_node_has (applies, "at-least") &&
      count < g_ascii_strtoll (sl_pack_node_get (applies, "at-least"), NULL, 10))
    return FALSE;
  return !sl_pack_node_has (applies, "at-most") ||
         count <= g_ascii_strtoll (sl_pack_node_get (applies, "at-most"), NULL, 10);
}

/**
 * sl_checklist_item_applies:
 * @features: (nullable): what the development has, such as "flats" and "homes-per-entrance=31"
 * @homes_per_entrance: most homes behind one entrance, -1 when unknown or among @features
 * @why: (out) (optional) (transfer none): why it does not apply, %NULL when it does
 *
 * Returns: whether the item concerns such a development
 */
gboolean
sl_checklist_item_applies (SlChecklistItem *self,
                           const char *const *features,
                           gint64 homes_per_entrance,
                           const char **why)
{
  const SlPackNode *applies;
  gboolean answer = TRUE;

  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self), FALSE);

  applies = self->applies;
  if (applies != NULL && *sl_pack_node_get (applies, "any") != '\0')
    answer = has_any_feature (sl_pack_node_get (applies, "any"), features);
  if (answer && applies != NULL && *sl_pack_node_get (applies, "measure") != '\0')
    answer = is_within (applies, count_feature (sl_pack_node_get (applies, "measure"), features,
                                                homes_per_entrance));
  if (why != NULL)
    *why = answer ? NULL : sl_pack_node_get (applies, "why");
  return answer;
}

/**
 * sl_checklist_item_asks_feature:
 * @feature_id: "flats", "homes-per-entrance"
 *
 * Returns: whether it depends on that feature, or on that number, if the item applies
 */
gboolean
sl_checklist_item_asks_feature (SlChecklistItem *self, const char *feature_id)
{
  const char *const wanted[] = { feature_id, NULL };

  g_return_val_if_fail (SL_IS_CHECKLIST_ITEM (self) && feature_id != NULL, FALSE);

  return self->applies != NULL &&
         (has_any_feature (sl_pack_node_get (self->applies, "any"), wanted) ||
          strcmp (sl_pack_node_get (self->applies, "measure"), feature_id) == 0);
}
