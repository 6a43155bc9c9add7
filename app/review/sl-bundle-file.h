/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"
#include "people/sl-key.h"
#include "review/sl-bundle-format.h"

G_BEGIN_DECLS

/* The file of a bundle, apart from what is done with it: "mimetype", "manifest", "signature" (over
 * the manifest's bytes), "key" (public), "content", then a "version-HASH" for each content of a
 * version and a "file-HASH" for each original, in the order of the manifest. */
#define SL_BUNDLE_MEDIA_TYPE "application/vnd.sightline.bundle"
#define SL_BUNDLE_PREFIX_VERSION "version-"
#define SL_BUNDLE_PREFIX_FILE "file-"
/* What the worker hands on of one entry, and room for all of them. */
#define SL_BUNDLE_ENTRY_MAX (64 * (gint64) 1024 * 1024)
#define SL_BUNDLE_TOTAL_MAX (240 * (gint64) 1024 * 1024)

/* A bundle that was opened: every hash and the signature are right, and its file is nothing but
 * these entries. Whether its signer is who they say is another matter. */
/* What a bundle carries. The manifests of all have the records of SL_MANIFEST_… in their order,
 * though what the second of them tells of the subject differs. */
typedef struct
{
  const SlLineFormat *manifest, *content;
  /* As sl_bundle_content_check(). */
  gboolean (*check) (SlLines *content, const char *kind, GError **error);
  /* Adds the name of each entry that the records speak of; transfer full. */
  void (*list_parts) (SlLines *content, const char *kind, GHashTable *wanted);
  /* Bundles that are none of these begin with that word and are read elsewhere: in a sentence, to
   * be translated. */
  const char *other, *elsewhere;
} SlBundleShape;
extern const SlBundleShape sl_bundle_review_shape;

typedef struct
{
  const SlBundleShape *shape;
  char *name; /* of the file, for messages */
  SlLines *manifest, *content;
  GBytes *manifest_bytes;
  char *manifest_hash;
  GBytes *key;
  char *fingerprint;
  GHashTable *entries; /* name to GBytes */
} SlBundleFile;
void sl_bundle_file_free (SlBundleFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBundleFile, sl_bundle_file_free)

/* Refusals are sentences that begin with the file's name. Blocking; changes nothing. */
SlBundleFile *sl_bundle_file_open (SlWorkerPool *pool,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GError **error);
SlBundleFile *sl_bundle_file_open_sealed (SlWorkerPool *pool,
                                          const SlBundleShape *shape,
                                          SlSealedFile *file,
                                          GCancellable *cancellable,
                                          GError **error);
const char *sl_bundle_file_get (SlBundleFile *self, guint kind, guint field); /* of the manifest */
/* NULL when the bundle has no such entry; borrowed. */
GBytes *sl_bundle_file_get_entry (SlBundleFile *self, const char *prefix, const char *hash);

/* One entry to be written: with its bytes, or by the hash of an original, which is read back from
 * the library only while it is written. */
typedef struct
{
  char *name;
  GBytes *bytes; /* NULL: an original */
  char *sha256;
  gint64 size;
} SlBundlePart;
SlBundlePart *
sl_bundle_part_new (const char *prefix, const char *sha256, GBytes *bytes, gint64 size);
void sl_bundle_part_free (SlBundlePart *self);

/* Signs and writes to a temporary file beside @path, on the disk when this returns.
 * @manifest: all but its entries, which are filled in. @parts: of SlBundlePart, after the fixed
 * entries. @temporary (transfer full): to be renamed or removed. */
gboolean sl_bundle_file_write (SlLibrary *library,
                               SlSigningKey *key,
                               SlLines *manifest,
                               SlLines *content,
                               GPtrArray *parts,
                               const char *path,
                               char **temporary,
                               GError **error);
void sl_bundle_file_discard (const char *temporary);
/* Gives it its name, and the folder its entry. */
gboolean sl_bundle_file_publish (const char *temporary, const char *path, GError **error);

G_END_DECLS
