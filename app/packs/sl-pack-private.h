/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "packs/sl-pack.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* The newest shape of pack files that this Sightline reads: the root's "format", 1 when it has
 * none. */
#define SL_PACK_FORMAT 1
#define SL_PACK_MAX_SIZE (16 * 1024 * 1024)
#define SL_PACK_MAX_DEPTH 64
/* One text or attribute: far above the longest paragraph, far below a rule of a megabyte. */
#define SL_PACK_MAX_VALUE (64 * 1024)

typedef struct
{
  const char *name;
  const char *value;
} SlPackAttribute;

struct _SlPackNode
{
  const char *name;
  const char *text;
  guint line;
  SlPackAttribute *attributes; /* ends with a NULL name */
  const SlPackNode *first;
  const SlPackNode *next;
};

/* The nodes of one pack and the memory of their strings. */
typedef struct
{
  GStringChunk *strings;
  GPtrArray *memory;
  SlPackNode *root;
} SlPackTree;

void sl_pack_tree_free (SlPackTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPackTree, sl_pack_tree_free)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

/* sl-pack-reader.c: well-formedness and limits. */
xmlDoc *sl_pack_reader_parse (GBytes *bytes, const char *name, GError **error);
SlPackTree *sl_pack_reader_build (xmlDoc *document, const char *name, GError **error);
SlPackTree *sl_pack_reader_read_head (GBytes *bytes, const char *name, GError **error);

/* sl-pack-schema.c: the shape that resources/schema/<kind>.rng asks for. */
gboolean
sl_pack_schema_validate (xmlDoc *document, const char *kind, const char *name, GError **error);

/* sl-pack-checks.c: what a grammar cannot say. */
gboolean sl_pack_checks_run (const SlPackNode *root, const char *name, GError **error);
/* sl-pack-form.c: the same of what the parts of a form say of one another. */
gboolean sl_pack_form_check (const SlPackNode *root, const char *name, GError **error);
/* sl-pack-framework.c: and of a framework of competencies. */
gboolean sl_pack_framework_check (const SlPackNode *root, const char *name, GError **error);

/* "NAME, line LINE: REASON" */
void sl_pack_set_error (GError **error, const char *name, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* A compiled-in pack, of which only the head is read until sl_pack_get_root() asks for more.
 * Whether it is valid was found by the tests when Sightline was built, not anew at each start. */
SlPack *sl_pack_new_built_in (GBytes *bytes, const char *name, GError **error);

/* A copy kept in the store: it was valid when it was kept, so only its hash and its
 * well-formedness are checked, since later schemas may ask for more. */
SlPack *sl_pack_new_kept (GBytes *bytes, const char *name, const char *hash, GError **error);

/* The packs are compiled in; a static library's resources need to be asked for by name. */
void sl_pack_ensure_resources (void);

G_END_DECLS
