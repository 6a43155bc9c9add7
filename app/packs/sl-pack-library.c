/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All packs that can be used: the compiled-in ones and the user's. Read once, then never changed.
 */
struct _SlPackLibrary
{
  GObject parent_instance;

  GListStore *packs;
  GPtrArray *problems; /* ends with NULL */
};

G_DEFINE_FINAL_TYPE (SlPackLibrary, sl_pack_library, G_TYPE_OBJECT)

static const char resource_root[] = "/org/sightline/Sightline/";

/* The folders of resources/ that hold packs, and nothing else. */
static const char *const pack_folders[] = { "checklists", "forms", "framework", "policy",
                                            "reports",    "rules", "force",     "templates" };

static void
sl_pack_library_finalize (GObject *object)
{
  SlPackLibrary *self = SL_PACK_LIBRARY (object);

  g_clear_object (&self->packs);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_pack_library_parent_class)->finalize (object);
}

static void
sl_pack_library_class_init (SlPackLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_pack_library_finalize;
}

static void
sl_pack_library_init (SlPackLibrary *self)
{
  self->packs = g_list_store_new (SL_TYPE_PACK);
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

/* Runs of digits count as numbers: "9" before "10", "2019" before "2023". */
static int
compare_editions (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          char *a_end, *b_end;
          guint64 a_number = g_ascii_strtoull (a, &a_end, 10);
          guint64 b_number = g_ascii_strtoull (b, &b_end, 10);

          if (a_number != b_number)
            return a_number < b_number ? -1 : 1;
          a = a_end;
          b = b_end;
        }
      else if (*a != *b)
        return *a < *b ? -1 : 1;
      else
        {
          a++;
          b++;
        }
    }
  return (*a != '\0') - (*b != '\0');
}

/* By kind, then id, then the newest edition first. */
static int
compare_packs_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  SlPack *first = (SlPack *) a, *second = (SlPack *) b;
  int order = strcmp (sl_pack_get_kind (first), sl_pack_get_kind (second));

  if (order == 0)
    order = strcmp (sl_pack_get_id (first), sl_pack_get_id (second));
  if (order == 0)
    order = compare_editions (sl_pack_get_edition (second), sl_pack_get_edition (first));
  return order;
}

static void
add_pack (SlPackLibrary *self, SlPack *pack)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->packs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SlPack) other = g_list_model_get_item (G_LIST_MODEL (self->packs), i);

      if (compare_packs_cb (pack, other, NULL) == 0)
        {
          g_list_store_remove (self->packs, i);
          break;
        }
    }
  g_list_store_insert_sorted (self->packs, pack, compare_packs_cb, NULL);
}

static gboolean
add_built_in (SlPackLibrary *self, const char *folder, GError **error)
{
  g_autofree char *path = g_strconcat (resource_root, folder, NULL);
  g_auto (GStrv) names = g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *file = g_strconcat (path, "/", names[i], NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SlPack) pack = NULL;

      if (!g_str_has_suffix (names[i], ".xml"))
        continue;
      if ((bytes = g_resources_lookup_data (file, G_RESOURCE_LOOKUP_FLAGS_NONE, error)) == NULL ||
          (pack = sl_pack_new_built_in (bytes, names[i], error)) == NULL)
        return FALSE;
      add_pack (self, pack);
    }
  return TRUE;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A broken pack of the user's is left out, so that the built-in one it would replace stays. */
static void
add_users (SlPackLibrary *self, const char *data_folder)
{
  g_autofree char *folder = g_build_filename (data_folder, "packs", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names_cb);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPack) pack = sl_pack_new_from_file (path, &error);

      if (pack != NULL)
        add_pack (self, pack);
      else
        g_ptr_array_add (self->problems, g_strdup (error->message));
    }
}

/**
 * sl_pack_library_new:
 * @data_folder: (nullable): a casebook's folder, whose packs/ is read too
 *
 * Returns: (transfer full): the library, or %NULL when a compiled-in pack is refused, which only a
 *   fault in Sightline can bring about
 */
SlPackLibrary *
sl_pack_library_new (const char *data_folder, GError **error)
{
  g_autoptr (SlPackLibrary) self = g_object_new (SL_TYPE_PACK_LIBRARY, NULL);

  sl_pack_ensure_resources ();
  for (guint i = 0; i < G_N_ELEMENTS (pack_folders); i++)
    if (!add_built_in (self, pack_folders[i], error))
      return NULL;
  if (data_folder != NULL)
    add_users (self, data_folder);
  g_ptr_array_add (self->problems, NULL);
  return g_steal_pointer (&self);
}

GListModel *
sl_pack_library_get_packs (SlPackLibrary *self)
{
  g_return_val_if_fail (SL_IS_PACK_LIBRARY (self), NULL);
  return G_LIST_MODEL (self->packs);
}

/* The packs never change, so that a borrowed one lives as long as the library. */
static SlPack *
find_pack (SlPackLibrary *self, const char *kind, const char *id, const char *edition)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->packs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (G_LIST_MODEL (self->packs), i);

      if ((kind == NULL || strcmp (kind, sl_pack_get_kind (pack)) == 0) &&
          (id == NULL || strcmp (id, sl_pack_get_id (pack)) == 0) &&
          (edition == NULL || strcmp (edition, sl_pack_get_edition (pack)) == 0))
        return pack;
    }
  return NULL;
}

/**
 * sl_pack_library_find:
 * @id: a pack's id
 * @edition: (nullable): the newest when %NULL
 *
 * Returns: (transfer none) (nullable): the pack
 */
SlPack *
sl_pack_library_find (SlPackLibrary *self, const char *id, const char *edition)
{
  g_return_val_if_fail (SL_IS_PACK_LIBRARY (self) && id != NULL, NULL);
  return find_pack (self, NULL, id, edition);
}

/**
 * sl_pack_library_first:
 * @kind: a root's name, such as "triage"
 *
 * Returns: (transfer none) (nullable): the first pack of that kind by id, in its newest edition
 */
SlPack *
sl_pack_library_first (SlPackLibrary *self, const char *kind)
{
  g_return_val_if_fail (SL_IS_PACK_LIBRARY (self) && kind != NULL, NULL);
  return find_pack (self, kind, NULL, NULL);
}

const char *const *
sl_pack_library_get_problems (SlPackLibrary *self)
{
  g_return_val_if_fail (SL_IS_PACK_LIBRARY (self), NULL);
  return (const char *const *) self->problems->pdata;
}
