/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-kind.h"

#include "packs/sl-pack.h"

/* The kinds of case, mapped once from their pack and kept with it for as long as it lives. Nothing
 * in them changes afterwards, so any thread may read them. */

#define KINDS_KEY "sl-case-kinds"

static GMutex kinds_lock;

static void
case_kind_free (gpointer data)
{
  SlCaseKind *kind = data;

  g_free ((gpointer) kind->stages);
  g_free ((gpointer) kind->forms);
  g_free ((gpointer) kind->checklists);
  g_free ((gpointer) kind->templates);
  g_free ((gpointer) kind->letters_at);
  g_free (kind);
}

/* @attribute of the children called @name, ended by NULL; only the array is new. */
static const char *const *
list_attributes (const SlPackNode *node, const char *name, const char *attribute)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (const SlPackNode *child = sl_pack_node_first (node, name); child != NULL;
       child = sl_pack_node_next (child, name))
    g_ptr_array_add (values, (gpointer) sl_pack_node_get (child, attribute));
  g_ptr_array_add (values, NULL);
  return (const char *const *) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

static SlCaseKind *
map_kind (const SlPackNode *node)
{
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (SlStage));
  SlCaseKind *kind = g_new0 (SlCaseKind, 1);

  for (const SlPackNode *child = sl_pack_node_first (node, "stage"); child != NULL;
       child = sl_pack_node_next (child, "stage"))
    {
      SlStage stage = { sl_pack_node_get (child, "id"), sl_pack_node_get (child, "title"),
                        sl_pack_node_get_text (child) };

      g_array_append_val (stages, stage);
    }
  kind->id = sl_pack_node_get (node, "id");
  kind->title = sl_pack_node_get (node, "title");
  kind->about = sl_pack_node_child_text (node, "about");
  kind->series = sl_pack_node_get (node, "series");
  kind->consulted = sl_pack_node_has (node, "consulted");
  kind->n_stages = stages->len;
  kind->stages = (const SlStage *) g_array_free (g_steal_pointer (&stages), FALSE);
  kind->forms = list_attributes (node, "form", "id");
  kind->checklists = list_attributes (node, "checklist", "id");
  kind->templates = list_attributes (node, "template", "id");
  kind->letters_at = list_attributes (node, "template", "stages");
  return kind;
}

/* The kinds of the pack in force, kept with the pack; NULL when there is none. */
static GPtrArray *
get_kinds (SlPackLibrary *packs)
{
  SlPack *pack = sl_pack_library_first (packs, "case-kinds");
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&kinds_lock);
  GPtrArray *kinds;

  if (pack == NULL)
    return NULL;
  kinds = g_object_get_data (G_OBJECT (pack), KINDS_KEY);
  if (kinds != NULL)
    return kinds;
  kinds = g_ptr_array_new_with_free_func (case_kind_free);
  for (const SlPackNode *node = sl_pack_node_first (sl_pack_get_root (pack), "kind"); node != NULL;
       node = sl_pack_node_next (node, "kind"))
    g_ptr_array_add (kinds, map_kind (node));
  g_object_set_data_full (G_OBJECT (pack), KINDS_KEY, kinds, (GDestroyNotify) g_ptr_array_unref);
  return kinds;
}

/**
 * sl_case_kinds_list:
 * @packs: the library, which keeps the kinds
 *
 * Any thread.
 *
 * Returns: (transfer container) (element-type SlCaseKind): all, in the order of the pack
 */
GPtrArray *
sl_case_kinds_list (SlPackLibrary *packs)
{
  GPtrArray *list;
  GPtrArray *kinds;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs), NULL);
  list = g_ptr_array_new ();
  kinds = get_kinds (packs);
  if (kinds != NULL)
    g_ptr_array_extend (list, kinds, NULL, NULL);
  return list;
}

/**
 * sl_case_kind_find:
 * @packs: the library, which keeps the kinds
 * @id: "scheme"; anything is allowed
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the kind, %NULL for a word that is none
 */
const SlCaseKind *
sl_case_kind_find (SlPackLibrary *packs, const char *id)
{
  GPtrArray *kinds;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs), NULL);
  kinds = get_kinds (packs);
  for (guint i = 0; kinds != NULL && id != NULL && i < kinds->len; i++)
    {
      const SlCaseKind *kind = g_ptr_array_index (kinds, i);

      if (g_str_equal (kind->id, id))
        return kind;
    }
  return NULL;
}

/**
 * sl_case_kind_find_stage:
 * @self: a kind
 * @id: "desk-review"; anything is allowed
 *
 * Returns: (transfer none) (nullable): its stage of that name
 */
const SlStage *
sl_case_kind_find_stage (const SlCaseKind *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; id != NULL && i < self->n_stages; i++)
    if (g_str_equal (self->stages[i].id, id))
      return &self->stages[i];
  return NULL;
}

/**
 * sl_case_kind_find_template:
 * @self: a kind
 * @step: the id of the stage at work, "" none
 *
 * Returns: (transfer none) (nullable): the id of the template for a letter begun at @step: the
 * first that names the stage, else the first that names none
 */
const char *
sl_case_kind_find_template (const SlCaseKind *self, const char *step)
{
  const char *usual = NULL;

  g_return_val_if_fail (self != NULL && step != NULL, NULL);
  for (guint i = 0; self->templates[i] != NULL; i++)
    {
      g_auto (GStrv) stages = g_strsplit (self->letters_at[i], " ", -1);

      if (stages[0] == NULL)
        usual = usual != NULL ? usual : self->templates[i];
      else if (g_strv_contains ((const char *const *) stages, step))
        return self->templates[i];
    }
  return usual;
}
