/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-policy"
#include "config.h"

#include "policy/sl-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What may be cited, by whom the letter is asked for, and who writes it: maps the packs of the
 * kinds policy, standards, authorities, force and triage. Never changes after it was made, so any
 * thread may read it. */

G_DEFINE_FINAL_TYPE (SlPolicyLibrary, sl_policy_library, G_TYPE_OBJECT)

/* A paragraph number of the framework means nothing without its edition, so each edition is a
 * document of its own: "nppf-2024-12". */
static const char nppf_prefix[] = "nppf-";

static void
sl_policy_library_finalize (GObject *object)
{
  SlPolicyLibrary *self = SL_POLICY_LIBRARY (object);

  g_clear_pointer (&self->force, g_hash_table_unref);
  g_clear_pointer (&self->nppf_editions, g_ptr_array_unref);
  g_clear_pointer (&self->authorities, g_ptr_array_unref);
  g_clear_pointer (&self->standards, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->citations, g_ptr_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->packs, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_policy_library_parent_class)->finalize (object);
}

static void
sl_policy_library_class_init (SlPolicyLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_policy_library_finalize;
}

static void
sl_policy_library_init (SlPolicyLibrary *self)
{
  self->packs = g_ptr_array_new_with_free_func (g_object_unref);
  self->strings = g_string_chunk_new (1024);
  self->citations = g_ptr_array_new_with_free_func (g_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->standards = g_ptr_array_new_with_free_func (g_free);
  self->authorities = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_authority_entry_free);
  self->nppf_editions = g_ptr_array_new ();
  self->force = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

gboolean
sl_policy_in_force (const char *from, const char *to, const char *date)
{
  if (date == NULL || *date == '\0')
    return TRUE;
  return strcmp (from, date) <= 0 && (*to == '\0' || strcmp (date, to) <= 0);
}

/* @node is a clause or a local policy; the caller fills what its document says. */
SlCitation *
sl_policy_library_add_citation (SlPolicyLibrary *self,
                                GPtrArray *list,
                                const char *scope,
                                const SlPackNode *node)
{
  SlCitation *citation = g_new0 (SlCitation, 1);
  g_autofree char *id = g_strconcat (scope, "/", sl_pack_node_get (node, "id"), NULL);

  citation->id = g_string_chunk_insert (self->strings, id);
  citation->number = sl_pack_node_get (node, "number");
  citation->topic = sl_pack_node_get (node, "topic");
  citation->title = sl_pack_node_get (node, "title");
  citation->citation = sl_pack_node_get (node, "citation");
  citation->status = sl_pack_node_get (node, "status");
  citation->note = sl_pack_node_get (node, "note");
  g_ptr_array_add (list, citation);
  g_hash_table_insert (self->by_id, (gpointer) citation->id, citation);
  return citation;
}

/* A clause's own day, where it has one, narrows its document's. */
static const char *
narrow (const SlPackNode *clause, const SlPackNode *document, const char *attribute)
{
  const char *own = sl_pack_node_get (clause, attribute);

  return *own != '\0' ? own : sl_pack_node_get (document, attribute);
}

static void
add_policy (SlPolicyLibrary *self, SlPack *pack)
{
  const SlPackNode *root = sl_pack_get_root (pack);

  for (const SlPackNode *document = sl_pack_node_first (root, "document"); document != NULL;
       document = sl_pack_node_next (document, "document"))
    {
      const char *id = sl_pack_node_get (document, "id");

      if (g_str_has_prefix (id, nppf_prefix))
        g_ptr_array_add (self->nppf_editions, (gpointer) (id + strlen (nppf_prefix)));
      for (const SlPackNode *clause = sl_pack_node_first (document, "clause"); clause != NULL;
           clause = sl_pack_node_next (clause, "clause"))
        {
          SlCitation *citation = sl_policy_library_add_citation (self, self->citations, id, clause);

          citation->document = sl_pack_node_get (document, "name");
          citation->edition = sl_pack_node_get (document, "edition");
          citation->kind = sl_pack_node_get (document, "kind");
          citation->valid_from = narrow (clause, document, "valid-from");
          citation->valid_to = narrow (clause, document, "valid-to");
        }
    }
}

static void
add_standards (SlPolicyLibrary *self, SlPack *pack)
{
  const SlPackNode *root = sl_pack_get_root (pack);

  for (const SlPackNode *node = sl_pack_node_first (root, "standard"); node != NULL;
       node = sl_pack_node_next (node, "standard"))
    {
      SlStandard *standard = g_new0 (SlStandard, 1);

      standard->id = sl_pack_node_get (node, "key");
      standard->designation = sl_pack_node_get (node, "designation");
      standard->title = sl_pack_node_get (node, "title");
      standard->note = sl_pack_node_get (node, "note");
      standard->status = sl_pack_node_get (node, "status");
      g_ptr_array_add (self->standards, standard);
    }
}

/* The force's words; a key that stands several times holds several lines. */
static void
read_force (SlPolicyLibrary *self, SlPack *pack)
{
  const SlPackNode *root = sl_pack_get_root (pack);

  g_hash_table_remove_all (self->force);
  for (const SlPackNode *node = sl_pack_node_first (root, "value"); node != NULL;
       node = sl_pack_node_next (node, "value"))
    {
      const char *key = sl_pack_node_get (node, "key");
      const char *before = g_hash_table_lookup (self->force, key);
      const char *text = sl_pack_node_get_text (node);

      g_hash_table_insert (self->force, (gpointer) key,
                           before != NULL ? g_strconcat (before, "\n", text, NULL)
                                          : g_strdup (text));
    }
}

static void
add_pack (SlPolicyLibrary *self, SlPack *pack)
{
  const char *kind = sl_pack_get_kind (pack);

  if (strcmp (kind, "policy") == 0)
    add_policy (self, pack);
  else if (strcmp (kind, "standards") == 0)
    add_standards (self, pack);
  else if (strcmp (kind, "authorities") == 0)
    sl_policy_library_add_authorities (self, pack);
  else if (strcmp (kind, "force") == 0)
    read_force (self, pack);
  else if (strcmp (kind, "triage") == 0)
    self->triage = pack;
  else
    return;
  g_ptr_array_add (self->packs, g_object_ref (pack));
}

/* Of each pack the newest edition only, which stands first in the library. The user's come last, so
 * that their force, their triage and their authorities take the place of the built-in ones. */
static void
add_packs (SlPolicyLibrary *self, SlPackLibrary *library, gboolean built_in)
{
  GListModel *packs = sl_pack_library_get_packs (library);

  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);

      if (built_in == (strcmp (sl_pack_get_origin (pack), "built-in") == 0) &&
          sl_pack_library_find (library, sl_pack_get_id (pack), NULL) == pack)
        add_pack (self, pack);
    }
}

static int
compare_newest_first_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/**
 * sl_policy_library_new:
 * @packs: where the packs come from
 *
 * Returns: (transfer full): the library, or %NULL when there is no force profile
 */
SlPolicyLibrary *
sl_policy_library_new (SlPackLibrary *packs, GError **error)
{
  g_autoptr (SlPolicyLibrary) self = NULL;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs), NULL);

  self = g_object_new (SL_TYPE_POLICY_LIBRARY, NULL);
  add_packs (self, packs, TRUE);
  add_packs (self, packs, FALSE);
  if (g_hash_table_size (self->force) == 0)
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
                   _ ("There is no force profile among the packs. Install Sightline again."));
      return NULL;
    }
  g_ptr_array_sort (self->nppf_editions, compare_newest_first_cb);
  g_ptr_array_add (self->nppf_editions, NULL);
  return g_steal_pointer (&self);
}

const SlCitation *
sl_policy_library_find (SlPolicyLibrary *self, const char *id)
{
  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self) && id != NULL, NULL);
  return g_hash_table_lookup (self->by_id, id);
}

/**
 * sl_policy_library_list:
 * @kind: (nullable): "framework", "act", …
 * @topic: (nullable): "safe-places", …
 * @date: (nullable): an ISO date; "" or %NULL for any
 *
 * Returns: (transfer container): national citations in force on that day, in the packs' order
 */
GPtrArray *
sl_policy_library_list (SlPolicyLibrary *self,
                        const char *kind,
                        const char *topic,
                        const char *date)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self), found);

  for (guint i = 0; i < self->citations->len; i++)
    {
      const SlCitation *citation = g_ptr_array_index (self->citations, i);

      if ((kind == NULL || strcmp (kind, citation->kind) == 0) &&
          (topic == NULL || strcmp (topic, citation->topic) == 0) &&
          sl_policy_in_force (citation->valid_from, citation->valid_to, date))
        g_ptr_array_add (found, (gpointer) citation);
    }
  return found;
}

static const SlCitation *
find_nppf_first (SlPolicyLibrary *self, const char *edition, const char *topic)
{
  g_autofree char *scope = g_strconcat (nppf_prefix, edition, "/", NULL);

  for (guint i = 0; i < self->citations->len; i++)
    {
      const SlCitation *citation = g_ptr_array_index (self->citations, i);

      if (g_str_has_prefix (citation->id, scope) &&
          (topic == NULL || strcmp (topic, citation->topic) == 0))
        return citation;
    }
  return NULL;
}

/**
 * sl_policy_library_get_nppf_edition:
 * @date: an ISO date, "" for the newest
 *
 * Returns: (transfer none): the edition of the National Planning Policy Framework in force on
 *   @date, such as "2024-12"; the oldest known for a day before all of them, "" when none is known
 */
const char *
sl_policy_library_get_nppf_edition (SlPolicyLibrary *self, const char *date)
{
  const char *oldest = "";

  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self), "");

  for (guint i = 0; i + 1 < self->nppf_editions->len; i++)
    {
      const SlCitation *citation;

      oldest = g_ptr_array_index (self->nppf_editions, i);
      citation = find_nppf_first (self, oldest, NULL);
      if (citation != NULL && sl_policy_in_force (citation->valid_from, "", date))
        return oldest;
    }
  return oldest;
}

const char *const *
sl_policy_library_get_nppf_editions (SlPolicyLibrary *self)
{
  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self), NULL);
  return (const char *const *) self->nppf_editions->pdata;
}

/**
 * sl_policy_library_find_nppf:
 * @edition: "2024-12"
 * @topic: "safe-places", …
 *
 * Returns: (transfer none) (nullable): the paragraph of that edition on the topic
 */
const SlCitation *
sl_policy_library_find_nppf (SlPolicyLibrary *self, const char *edition, const char *topic)
{
  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self) && edition != NULL && topic != NULL, NULL);
  return find_nppf_first (self, edition, topic);
}

const SlStandard *
sl_policy_library_find_standard (SlPolicyLibrary *self, const char *key)
{
  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self) && key != NULL, NULL);

  /* Backwards, so that a user's pack takes the place of a built-in one. */
  for (guint i = self->standards->len; i > 0; i--)
    {
      const SlStandard *standard = g_ptr_array_index (self->standards, i - 1);

      if (strcmp (standard->id, key) == 0)
        return standard;
    }
  return NULL;
}

/**
 * sl_policy_library_list_standards:
 *
 * Returns: (transfer container): all of the register, of const SlStandard*
 */
GPtrArray *
sl_policy_library_list_standards (SlPolicyLibrary *self)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self), found);

  for (guint i = 0; i < self->standards->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (self->standards, i));
  return found;
}

const char *
sl_policy_library_get_force (SlPolicyLibrary *self, const char *key)
{
  const char *value;

  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self) && key != NULL, "");

  value = g_hash_table_lookup (self->force, key);
  return value != NULL ? value : "";
}
