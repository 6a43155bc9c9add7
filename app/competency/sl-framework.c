/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-framework.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A framework as data. What its parts say of one another was checked when the pack was read
 * (packs/sl-pack-framework.c). It never changes, so any thread may read it; all strings are the
 * pack's, but for the words of lists, which @words holds. */
struct _SlFramework
{
  GObject parent_instance;

  SlPack *pack;
  GArray *components;          /* of SlComponent */
  GArray *appeals;             /* of SlAppealRule */
  SlFrameworkCriterion *entry; /* NULL: none */
  const char *const *deciders;
  guint expiry_days, sample_every;
  GHashTable *places; /* criterion id -> Place */
  GPtrArray *memory;  /* arrays that criteria point into */
  GPtrArray *words;   /* GStrv */
};

/* Where a criterion stands; it outlives the array's growing. */
typedef struct
{
  guint component, criterion;
} Place;

G_DEFINE_FINAL_TYPE (SlFramework, sl_framework, G_TYPE_OBJECT)

/* ---- reading the pack ---- */

static guint
read_number (const SlPackNode *node, const char *attribute)
{
  return (guint) g_ascii_strtoull (sl_pack_node_get (node, attribute), NULL, 10);
}

/* Keeps an array's elements for as long as the framework lives. */
static gpointer
keep (SlFramework *self, GArray *array)
{
  gpointer elements = g_array_free (array, FALSE);

  g_ptr_array_add (self->memory, elements);
  return elements;
}

static const char *const *
read_words (SlFramework *self, const SlPackNode *node, const char *attribute)
{
  g_autofree char *value = sl_text_squeeze (sl_pack_node_get (node, attribute));
  char **words = g_strsplit (value, " ", -1);

  g_ptr_array_add (self->words, words);
  return (const char *const *) words;
}

/* The roles of the children called @element. */
static const char *const *
read_roles (SlFramework *self, const SlPackNode *node, const char *element)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **roles;

  for (const SlPackNode *child = sl_pack_node_first (node, element); child != NULL;
       child = sl_pack_node_next (child, element))
    g_strv_builder_add (builder, sl_pack_node_get (child, "role"));
  roles = g_strv_builder_end (builder);
  g_ptr_array_add (self->words, roles);
  return (const char *const *) roles;
}

static void
read_outcomes (SlFramework *self, SlFrameworkCriterion *criterion, const SlPackNode *node)
{
  GArray *outcomes = g_array_new (FALSE, TRUE, sizeof (SlFrameworkOutcome));

  for (const SlPackNode *child = sl_pack_node_first (node, "outcome"); child != NULL;
       child = sl_pack_node_next (child, "outcome"))
    {
      SlFrameworkOutcome outcome = { sl_pack_node_get (child, "id"), sl_pack_node_get_text (child),
                                     read_number (child, "renew-months") };

      g_array_append_val (outcomes, outcome);
    }
  criterion->n_outcomes = outcomes->len;
  criterion->outcomes = keep (self, outcomes);
}

static SlFrameworkCriterion
read_criterion (SlFramework *self, const SlPackNode *node)
{
  SlFrameworkCriterion criterion = {
    .id = sl_pack_node_get (node, "id"),
    .title = sl_pack_node_get (node, "title"),
    .text = sl_pack_node_child_text (node, "text"),
    .under = sl_pack_node_get (node, "under"),
    .source = sl_pack_node_get (node, "source"),
    .was = sl_pack_node_get (node, "was"),
    .heading = sl_pack_node_has (node, "heading"),
    .where_applicable = sl_pack_node_has (node, "where-applicable"),
    .shows = read_words (self, node, "shows"),
    .accepts = read_words (self, node, "accepts"),
    .certificate = sl_pack_node_has (node, "certificate"),
  };

  read_outcomes (self, &criterion, node);
  return criterion;
}

/* How far a line is set in: below what stands above it. One that is listed before what it belongs
 * to, as the preparation of a briefing before the briefing, is not set in. A kept copy from before
 * circles were refused still comes to an end, since the one above is further up each time. */
static guint
count_depth (GArray *criteria, guint index)
{
  const SlFrameworkCriterion *criterion = &g_array_index (criteria, SlFrameworkCriterion, index);

  for (guint i = 0; *criterion->under != '\0' && i < index; i++)
    {
      const SlFrameworkCriterion *above = &g_array_index (criteria, SlFrameworkCriterion, i);

      if (g_str_equal (above->id, criterion->under))
        return above->depth + 1;
    }
  return 0;
}

static void
read_criteria (SlFramework *self, SlComponent *component, const SlPackNode *parent)
{
  GArray *criteria = g_array_new (FALSE, TRUE, sizeof (SlFrameworkCriterion));

  for (const SlPackNode *node = sl_pack_node_first (parent, "criterion"); node != NULL;
       node = sl_pack_node_next (node, "criterion"))
    {
      SlFrameworkCriterion criterion = read_criterion (self, node);
      Place *place = g_new (Place, 1);

      *place = (Place){ self->components->len, criteria->len };
      g_hash_table_insert (self->places, (gpointer) criterion.id, place);
      g_array_append_val (criteria, criterion);
      g_array_index (criteria, SlFrameworkCriterion, criteria->len - 1).depth = count_depth (
          criteria, criteria->len - 1);
    }
  component->n_criteria = criteria->len;
  component->criteria = keep (self, criteria);
}

static void
read_components (SlFramework *self, const SlPackNode *root)
{
  for (const SlPackNode *node = sl_pack_node_first (root, "component"); node != NULL;
       node = sl_pack_node_next (node, "component"))
    {
      gboolean training = g_str_equal (sl_pack_node_get (node, "type"), "training");
      SlComponent component = {
        .id = sl_pack_node_get (node, "id"),
        .title = sl_pack_node_get (node, "title"),
        .noun = sl_pack_node_get (node, "noun"),
        .nouns = sl_pack_node_get (node, "nouns"),
        .case_kind = sl_pack_node_get (node, "case-kind"),
        .type = training ? SL_COMPONENT_TRAINING : SL_COMPONENT_OCCASIONS,
        .occasions = training ? 1 : MAX (read_number (node, "occasions"), 1),
        .assessors = read_roles (self, node, "assessor"),
      };

      read_criteria (self, &component, node);
      g_array_append_val (self->components, component);
    }
}

static void
read_rules (SlFramework *self, const SlPackNode *root)
{
  const SlPackNode *entry = sl_pack_node_first (root, "entry");

  for (const SlPackNode *node = sl_pack_node_first (root, "appeal"); node != NULL;
       node = sl_pack_node_next (node, "appeal"))
    {
      SlAppealRule rule = { sl_pack_node_get (node, "decided-by"), sl_pack_node_get (node, "to"),
                            read_number (node, "days"), sl_pack_node_get (node, "source") };

      g_array_append_val (self->appeals, rule);
    }
  self->deciders = read_roles (self, root, "decider");
  self->expiry_days = read_number (root, "expiry-days");
  self->sample_every = read_number (root, "sample-every");
  if (entry != NULL)
    {
      self->entry = g_new (SlFrameworkCriterion, 1);
      *self->entry = read_criterion (self, entry);
    }
}

static void
sl_framework_finalize (GObject *object)
{
  SlFramework *self = SL_FRAMEWORK (object);

  g_clear_object (&self->pack);
  g_clear_pointer (&self->components, g_array_unref);
  g_clear_pointer (&self->appeals, g_array_unref);
  g_clear_pointer (&self->entry, g_free);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->memory, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_framework_parent_class)->finalize (object);
}

static void
sl_framework_class_init (SlFrameworkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_framework_finalize;
}

static void
sl_framework_init (SlFramework *self)
{
  self->components = g_array_new (FALSE, TRUE, sizeof (SlComponent));
  self->appeals = g_array_new (FALSE, TRUE, sizeof (SlAppealRule));
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->memory = g_ptr_array_new_with_free_func (g_free);
  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/**
 * sl_framework_new:
 * @pack: a pack of the kind "framework"
 * @error: return location
 *
 * Returns: (transfer full): the framework, or %NULL when @pack is of another kind
 */
SlFramework *
sl_framework_new (SlPack *pack, GError **error)
{
  SlFramework *self;

  g_return_val_if_fail (SL_IS_PACK (pack), NULL);

  if (!g_str_equal (sl_pack_get_kind (pack), "framework"))
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID,
                   _ ("%s, line %u: <%s> is no framework of competencies"),
                   sl_pack_get_origin (pack), sl_pack_node_get_line (sl_pack_get_root (pack)),
                   sl_pack_get_kind (pack));
      return NULL;
    }
  self = g_object_new (SL_TYPE_FRAMEWORK, NULL);
  self->pack = g_object_ref (pack);
  read_rules (self, sl_pack_get_root (pack));
  read_components (self, sl_pack_get_root (pack));
  return self;
}

/* ---- what it says ---- */

SlPack *
sl_framework_get_pack (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), NULL);
  return self->pack;
}

const char *
sl_framework_get_id (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), "");
  return sl_pack_get_id (self->pack);
}

const char *
sl_framework_get_title (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), "");
  return sl_pack_get_title (self->pack);
}

const char *
sl_framework_get_edition (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), "");
  return sl_pack_get_edition (self->pack);
}

const char *
sl_framework_get_hash (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), "");
  return sl_pack_get_hash (self->pack);
}

/**
 * sl_framework_get_about:
 *
 * Returns: (transfer none): what it is, and where it comes from, in a few sentences
 */
const char *
sl_framework_get_about (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), "");
  return sl_pack_node_child_text (sl_pack_get_root (self->pack), "about");
}

/**
 * sl_framework_get_from_role:
 *
 * Returns: (transfer none): id of the role whose portfolio it is
 */
const char *
sl_framework_get_from_role (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), "");
  return sl_pack_node_get (sl_pack_get_root (self->pack), "from");
}

/**
 * sl_framework_get_to_role:
 *
 * Returns: (transfer none): id of the role that it leads to
 */
const char *
sl_framework_get_to_role (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), "");
  return sl_pack_node_get (sl_pack_get_root (self->pack), "to");
}

guint
sl_framework_get_n_components (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), 0);
  return self->components->len;
}

const SlComponent *
sl_framework_get_component (SlFramework *self, guint index)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self) && index < self->components->len, NULL);
  return &g_array_index (self->components, SlComponent, index);
}

/**
 * sl_framework_find_component:
 * @component_id: "C2"; anything is allowed
 *
 * Returns: (transfer none) (nullable): the component
 */
const SlComponent *
sl_framework_find_component (SlFramework *self, const char *component_id)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self) && component_id != NULL, NULL);

  for (guint i = 0; i < self->components->len; i++)
    if (g_str_equal (sl_framework_get_component (self, i)->id, component_id))
      return sl_framework_get_component (self, i);
  return NULL;
}

/**
 * sl_framework_find_criterion:
 * @criterion_id: "C2.3.1", or that of the condition of entry; anything is allowed
 * @component: (out) (optional) (nullable): what it stands in, %NULL for the condition of entry
 *
 * Returns: (transfer none) (nullable): the criterion, also a heading
 */
const SlFrameworkCriterion *
sl_framework_find_criterion (SlFramework *self,
                             const char *criterion_id,
                             const SlComponent **component)
{
  const Place *place;
  const SlComponent *home;

  if (component != NULL)
    *component = NULL;
  g_return_val_if_fail (SL_IS_FRAMEWORK (self) && criterion_id != NULL, NULL);

  place = g_hash_table_lookup (self->places, criterion_id);
  if (place == NULL)
    return self->entry != NULL && g_str_equal (self->entry->id, criterion_id) ? self->entry : NULL;
  home = sl_framework_get_component (self, place->component);
  if (component != NULL)
    *component = home;
  return &home->criteria[place->criterion];
}

/**
 * sl_framework_follow:
 * @old_id: a criterion's id in this edition or the one before; anything is allowed
 * @component: (out) (optional) (nullable): what it stands in
 *
 * Returns: (transfer none) (nullable): the criterion that it is in this edition, %NULL when that
 *   asks it no more
 */
const SlFrameworkCriterion *
sl_framework_follow (SlFramework *self, const char *old_id, const SlComponent **component)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self) && old_id != NULL, NULL);

  for (guint i = 0; i < self->components->len; i++)
    {
      const SlComponent *home = sl_framework_get_component (self, i);

      for (guint j = 0; j < home->n_criteria; j++)
        if (g_str_equal (home->criteria[j].was, old_id))
          {
            if (component != NULL)
              *component = home;
            return &home->criteria[j];
          }
    }
  return sl_framework_find_criterion (self, old_id, component);
}

/**
 * sl_component_may_assess:
 * @role: a role's id; anything is allowed
 *
 * Returns: whether the framework has that role assess the component
 */
gboolean
sl_component_may_assess (const SlComponent *component, const char *role)
{
  g_return_val_if_fail (component != NULL, FALSE);
  return role != NULL && g_strv_contains (component->assessors, role);
}

guint
sl_component_count_cells (const SlComponent *component)
{
  guint n = 0;

  g_return_val_if_fail (component != NULL, 0);

  for (guint i = 0; i < component->n_criteria; i++)
    n += !component->criteria[i].heading;
  return n;
}

const SlFrameworkCriterion *
sl_framework_get_entry (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), NULL);
  return self->entry;
}

const char *const *
sl_framework_get_deciders (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), NULL);
  return self->deciders;
}

/**
 * sl_framework_find_appeal:
 * @role: id of the role that decided
 *
 * Returns: (transfer none) (nullable): who decides an appeal against it, and by when it is lodged
 */
const SlAppealRule *
sl_framework_find_appeal (SlFramework *self, const char *role)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self) && role != NULL, NULL);

  for (guint i = 0; i < self->appeals->len; i++)
    {
      const SlAppealRule *rule = &g_array_index (self->appeals, SlAppealRule, i);

      if (g_str_equal (rule->decided_by, role))
        return rule;
    }
  return NULL;
}

guint
sl_framework_get_expiry_days (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), 0);
  return self->expiry_days;
}

guint
sl_framework_get_sample_every (SlFramework *self)
{
  g_return_val_if_fail (SL_IS_FRAMEWORK (self), 0);
  return self->sample_every;
}

/* ---- in the library ---- */

/**
 * sl_frameworks_list:
 * @packs: where to look
 *
 * Returns: (transfer container) (element-type SlFramework): the newest edition of each, by its id
 */
GPtrArray *
sl_frameworks_list (SlPackLibrary *packs)
{
  GPtrArray *frameworks = g_ptr_array_new_with_free_func (g_object_unref);
  const char *last = NULL;
  GListModel *all;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs), frameworks);

  all = sl_pack_library_get_packs (packs);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (all, i);
      SlFramework *framework;

      /* The library has the newest edition of each first, and keeps its packs for its life. */
      if (!g_str_equal (sl_pack_get_kind (pack), "framework") ||
          g_strcmp0 (last, sl_pack_get_id (pack)) == 0)
        continue;
      last = sl_pack_get_id (pack);
      framework = sl_framework_new (pack, NULL);
      if (framework != NULL)
        g_ptr_array_add (frameworks, framework);
    }
  return frameworks;
}

/**
 * sl_frameworks_find:
 * @packs: where to look
 * @framework_id: "doco"
 * @error: return location
 *
 * Returns: (transfer full): its newest edition, or %NULL with a sentence that names those there are
 */
SlFramework *
sl_frameworks_find (SlPackLibrary *packs, const char *framework_id, GError **error)
{
  g_autoptr (GPtrArray) frameworks = NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs) && framework_id != NULL, NULL);

  frameworks = sl_frameworks_list (packs);
  for (guint i = 0; i < frameworks->len; i++)
    {
      SlFramework *framework = g_ptr_array_index (frameworks, i);

      if (g_str_equal (sl_framework_get_id (framework), framework_id))
        return g_object_ref (framework);
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", sl_framework_get_id (framework));
    }
  g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
               known->len > 0 ? _ ("There is no framework “%s”. Frameworks are %s.")
                              : _ ("There is no framework “%s” among the packs."),
               framework_id, known->str);
  return NULL;
}

/**
 * sl_frameworks_load:
 * @store: where a copy of the edition was kept when a portfolio was begun with it
 * @packs: asked first
 * @hash: SHA-256 of the pack's bytes
 * @error: return location
 *
 * Returns: (transfer full): that very edition, or %NULL when neither has it
 */
SlFramework *
sl_frameworks_load (SlStore *store, SlPackLibrary *packs, const char *hash, GError **error)
{
  g_autoptr (SlPack) pack = sl_pack_records_load (store, packs, hash, error);

  return pack != NULL ? sl_framework_new (pack, error) : NULL;
}
