/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include "base/sl-hash.h"
#include "resources/sl-core-resources.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A validated data file. What it says never changes after it was made, so any thread may read it;
 * the tree of a built-in pack and the hash are made by the thread that first asks for them. */
struct _SlPack
{
  GObject parent_instance;

  SlPackTree *head; /* the root alone; NULL when the tree was read at once */
  SlPackTree *tree; /* once: NULL until asked for */
  GBytes *bytes;
  char *hash; /* once */
  char *name; /* what messages call it */
  const char *origin;
};

static const char built_in[] = "built-in";

enum
{
  PROP_0,
  PROP_KIND,
  PROP_ID,
  PROP_TITLE,
  PROP_EDITION,
  PROP_LANGUAGE,
  PROP_HASH,
  PROP_ORIGIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_QUARK (sl_pack_error_quark, sl_pack_error)
G_DEFINE_FINAL_TYPE (SlPack, sl_pack, G_TYPE_OBJECT)

static void
sl_pack_finalize (GObject *object)
{
  SlPack *self = SL_PACK (object);

  g_clear_pointer (&self->head, sl_pack_tree_free);
  g_clear_pointer (&self->tree, sl_pack_tree_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->hash);
  g_free (self->name);
  G_OBJECT_CLASS (sl_pack_parent_class)->finalize (object);
}

/* The element that carries the pack's head, whether or not the rest was read yet. */
static const SlPackNode *
get_head (SlPack *self)
{
  return self->head != NULL ? self->head->root : self->tree->root;
}

static void
sl_pack_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SlPack *self = SL_PACK (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_string (value, sl_pack_get_kind (self));
      break;
    case PROP_ID:
      g_value_set_string (value, sl_pack_get_id (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, sl_pack_get_title (self));
      break;
    case PROP_EDITION:
      g_value_set_string (value, sl_pack_get_edition (self));
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, sl_pack_node_get (get_head (self), "xml:lang"));
      break;
    case PROP_HASH:
      g_value_set_string (value, sl_pack_get_hash (self));
      break;
    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sl_pack_class_init (SlPackClass *klass)
{
  static const char *const names[N_PROPS] = { NULL,      "kind",     "id",   "title",
                                              "edition", "language", "hash", "origin" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_pack_finalize;
  object_class->get_property = sl_pack_get_property;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_pack_init (SlPack *self)
{
}

void
sl_pack_set_error (GError **error, const char *name, guint line, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID, _ ("%s, line %u: %s"), name,
               MAX (line, 1), reason);
}

void
sl_pack_ensure_resources (void)
{
  sl_core_get_resource ();
}

/* A shape from the future is named as such before the schema finds fault with its parts. */
static gboolean
check_head (const SlPackNode *root, const char *name, GError **error)
{
  static const char *const head[] = { "id", "title", "edition", "xml:lang" };
  gint64 format = g_ascii_strtoll (sl_pack_node_get (root, "format"), NULL, 10);

  if (format > SL_PACK_FORMAT)
    {
      sl_pack_set_error (
          error, name, root->line,
          _ ("made for a newer Sightline (format %" G_GINT64_FORMAT ", this one reads %d)"), format,
          SL_PACK_FORMAT);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    if (*sl_pack_node_get (root, head[i]) == '\0')
      {
        sl_pack_set_error (error, name, root->line, _ ("<%s> needs %s=\"…\""), root->name, head[i]);
        return FALSE;
      }
  return TRUE;
}

static SlPack *
make_pack (GBytes *bytes, const char *name)
{
  SlPack *self = g_object_new (SL_TYPE_PACK, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->name = g_strdup (name);
  self->origin = self->name;
  return self;
}

static SlPack *
make_read_pack (SlPackTree *tree, GBytes *bytes, const char *name)
{
  SlPack *self = make_pack (bytes, name);

  self->tree = tree;
  return self;
}

/**
 * sl_pack_new:
 * @bytes: the file's bytes
 * @name: what messages call it; becomes the pack's origin
 *
 * Reads and validates a pack. The error says "@name, line N: reason".
 *
 * Returns: (transfer full): the pack, or %NULL when it is refused
 */
SlPack *
sl_pack_new (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (xmlDoc) document = NULL;
  g_autoptr (SlPackTree) tree = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  if ((document = sl_pack_reader_parse (bytes, name, error)) == NULL ||
      (tree = sl_pack_reader_build (document, name, error)) == NULL ||
      !check_head (tree->root, name, error) ||
      !sl_pack_schema_validate (document, tree->root->name, name, error) ||
      !sl_pack_checks_run (tree->root, name, error))
    return NULL;
  return make_read_pack (g_steal_pointer (&tree), bytes, name);
}

/* Built-in packs go by their file's name in messages, and by one word as their origin. */
SlPack *
sl_pack_new_built_in (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (SlPackTree) head = sl_pack_reader_read_head (bytes, name, error);
  SlPack *self;

  if (head == NULL || !check_head (head->root, name, error))
    return NULL;
  self = make_pack (bytes, name);
  self->head = g_steal_pointer (&head);
  self->origin = built_in;
  return self;
}

/* What was compiled in can be read, or the program itself is damaged. */
static SlPackTree *
read_built_in (SlPack *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) document = sl_pack_reader_parse (self->bytes, self->name, &error);
  SlPackTree *tree = document != NULL ? sl_pack_reader_build (document, self->name, &error) : NULL;

  if (tree == NULL)
    g_error ("A pack of Sightline's own cannot be read: %s", error->message);
  return tree;
}

SlPack *
sl_pack_new_kept (GBytes *bytes, const char *name, const char *hash, GError **error)
{
  g_autoptr (xmlDoc) document = NULL;
  g_autoptr (SlPackTree) tree = NULL;
  g_autofree char *found = sl_hash_bytes (bytes);

  if (strcmp (found, hash) != 0)
    {
      sl_pack_set_error (error, name, 1, "%s",
                         _ ("the kept copy was altered; restore the casebook from a backup"));
      return NULL;
    }
  if ((document = sl_pack_reader_parse (bytes, name, error)) == NULL ||
      (tree = sl_pack_reader_build (document, name, error)) == NULL)
    return NULL;
  return make_read_pack (g_steal_pointer (&tree), bytes, name);
}

static GBytes *
read_file (int fd, gsize size)
{
  g_autofree char *data = g_malloc (size);
  gsize done = 0;

  while (done < size)
    {
      gssize n = read (fd, data + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += (gsize) n;
    }
  return g_bytes_new_take (g_steal_pointer (&data), done);
}

/**
 * sl_pack_new_from_file:
 * @path: a file
 *
 * As sl_pack_new(); only a regular file of at most 16 MiB is read, so that a pipe or a device in
 * its place cannot make it wait.
 *
 * Returns: (transfer full): the pack, or %NULL when it is refused
 */
SlPack *
sl_pack_new_from_file (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;
  struct stat info;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  shown = g_filename_display_name (path);
  fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  if (fd < 0)
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND, _ ("%s cannot be read: %s"),
                   shown, g_strerror (errno));
      return NULL;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND, _ ("%s is not a file"), shown);
  else if (info.st_size > SL_PACK_MAX_SIZE)
    sl_pack_set_error (error, shown, 1, "%s", _ ("the file is larger than 16 MiB; split it"));
  else
    bytes = read_file (fd, (gsize) info.st_size);
  close (fd);
  return bytes != NULL ? sl_pack_new (bytes, shown, error) : NULL;
}

const char *
sl_pack_get_kind (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  return get_head (self)->name;
}

const char *
sl_pack_get_id (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  return sl_pack_node_get (get_head (self), "id");
}

const char *
sl_pack_get_title (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  return sl_pack_node_get (get_head (self), "title");
}

const char *
sl_pack_get_edition (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  return sl_pack_node_get (get_head (self), "edition");
}

const char *
sl_pack_get_hash (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  if (g_once_init_enter (&self->hash))
    g_once_init_leave (&self->hash, sl_hash_bytes (self->bytes));
  return self->hash;
}

const char *
sl_pack_get_origin (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  return self->origin;
}

GBytes *
sl_pack_get_bytes (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  return self->bytes;
}

const SlPackNode *
sl_pack_get_root (SlPack *self)
{
  g_return_val_if_fail (SL_IS_PACK (self), NULL);
  if (g_once_init_enter (&self->tree))
    g_once_init_leave (&self->tree, read_built_in (self));
  return self->tree->root;
}

const char *
sl_pack_node_get_name (const SlPackNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);
  return node->name;
}

static const SlPackAttribute *
find_attribute (const SlPackNode *node, const char *name)
{
  for (const SlPackAttribute *attribute = node->attributes; attribute->name != NULL; attribute++)
    if (strcmp (attribute->name, name) == 0)
      return attribute;
  return NULL;
}

const char *
sl_pack_node_get (const SlPackNode *node, const char *attribute)
{
  const SlPackAttribute *found;

  g_return_val_if_fail (node != NULL && attribute != NULL, "");

  found = find_attribute (node, attribute);
  return found != NULL ? found->value : "";
}

gboolean
sl_pack_node_has (const SlPackNode *node, const char *attribute)
{
  g_return_val_if_fail (node != NULL && attribute != NULL, FALSE);
  return find_attribute (node, attribute) != NULL;
}

const char *
sl_pack_node_get_text (const SlPackNode *node)
{
  g_return_val_if_fail (node != NULL, "");
  return node->text;
}

guint
sl_pack_node_get_line (const SlPackNode *node)
{
  g_return_val_if_fail (node != NULL, 0);
  return node->line;
}

static const SlPackNode *
from_here (const SlPackNode *node, const char *name)
{
  while (node != NULL && name != NULL && strcmp (node->name, name) != 0)
    node = node->next;
  return node;
}

const SlPackNode *
sl_pack_node_first (const SlPackNode *node, const char *name)
{
  g_return_val_if_fail (node != NULL, NULL);
  return from_here (node->first, name);
}

const SlPackNode *
sl_pack_node_next (const SlPackNode *node, const char *name)
{
  g_return_val_if_fail (node != NULL, NULL);
  return from_here (node->next, name);
}

const char *
sl_pack_node_child_text (const SlPackNode *node, const char *name)
{
  const SlPackNode *child = sl_pack_node_first (node, name);

  return child != NULL ? child->text : "";
}
