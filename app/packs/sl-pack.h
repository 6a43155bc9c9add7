/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define SL_PACK_ERROR (sl_pack_error_quark ())
typedef enum
{
  SL_PACK_ERROR_INVALID, /* message: "FILE, line N: reason" */
  SL_PACK_ERROR_NOT_FOUND,
} SlPackError;
GQuark sl_pack_error_quark (void);

/* A validated data file: its head and a read-only tree of nodes. This room is the only one in the
 * program that links an XML parser; others map the tree to their own types. */
#define SL_TYPE_PACK (sl_pack_get_type ())
G_DECLARE_FINAL_TYPE (SlPack, sl_pack, SL, PACK, GObject)

/* Reads and validates @bytes against resources/schema/<kind>.rng, the kind being the root element's
 * name. @name is for messages. Refuses any DOCTYPE, more than 16 MiB, depth over 64. */
SlPack *sl_pack_new (GBytes *bytes, const char *name, GError **error);
SlPack *sl_pack_new_from_file (const char *path, GError **error);

/* Properties, all text: kind, id, title, edition, language, hash (SHA-256 of the bytes), origin
 * ("built-in" or the file's path). Every pack's root carries id, title, edition and xml:lang. */
const char *sl_pack_get_kind (SlPack *self);
const char *sl_pack_get_id (SlPack *self);
const char *sl_pack_get_title (SlPack *self);
const char *sl_pack_get_edition (SlPack *self);
const char *sl_pack_get_hash (SlPack *self);
const char *sl_pack_get_origin (SlPack *self);
GBytes *sl_pack_get_bytes (SlPack *self);
/* Any thread; a built-in pack is read by the first call. */
const SlPackNode *sl_pack_get_root (SlPack *self);

/* Nodes are borrowed from their pack. Text is the element's own text, white space squeezed. */
const char *sl_pack_node_get_name (const SlPackNode *node);
const char *sl_pack_node_get (const SlPackNode *node, const char *attribute); /* "" when absent */
gboolean sl_pack_node_has (const SlPackNode *node, const char *attribute);
const char *sl_pack_node_get_text (const SlPackNode *node);
guint sl_pack_node_get_line (const SlPackNode *node);
/* Children in order; @name NULL for any. Loop: for (c = first (n, "item"); c; c = next (c,
 * "item")). */
const SlPackNode *sl_pack_node_first (const SlPackNode *node, const char *name);
const SlPackNode *sl_pack_node_next (const SlPackNode *node, const char *name);
/* Text of the first child called @name, "" when there is none. */
const char *sl_pack_node_child_text (const SlPackNode *node, const char *name);

/* All packs: the built-in ones and the user's in <data folder>/packs, which extend or (by the same
 * id and edition) replace them. A broken user pack is left out and listed among the problems. */
#define SL_TYPE_PACK_LIBRARY (sl_pack_library_get_type ())
G_DECLARE_FINAL_TYPE (SlPackLibrary, sl_pack_library, SL, PACK_LIBRARY, GObject)

/* @data_folder may be NULL: built-in packs only. */
SlPackLibrary *sl_pack_library_new (const char *data_folder, GError **error);
GListModel *sl_pack_library_get_packs (SlPackLibrary *self); /* of SlPack, borrowed */
/* The newest edition when @edition is NULL; NULL when there is none. Borrowed. */
SlPack *sl_pack_library_find (SlPackLibrary *self, const char *id, const char *edition);
SlPack *sl_pack_library_first (SlPackLibrary *self, const char *kind);
const char *const *sl_pack_library_get_problems (SlPackLibrary *self);

/* The kept copy of a pack that an old record names by hash, loaded from the store when the library
 * no longer has it. Transfer full. */
SlPack *
sl_pack_records_load (SlStore *store, SlPackLibrary *library, const char *hash, GError **error);
/* Inside a change: makes sure that the pack's bytes are kept. */
gboolean sl_pack_records_keep (SlTransaction *transaction, SlPack *pack, GError **error);

G_END_DECLS
