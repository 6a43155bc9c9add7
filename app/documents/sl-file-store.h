/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-sealed-file.h"

G_BEGIN_DECLS

/* Originals by content hash: FOLDER/files/ab/abcdef…, 0600 in folders of 0700. Names are hashes
 * only, so nothing that came in is ever used as a path. */
gboolean sl_file_store_keep (const char *folder, SlSealedFile *file, GError **error);
SlSealedFile *sl_file_store_open (const char *folder, const char *sha256, GError **error);
/* Takes a kept original away again; one that is not there is no error. */
void sl_file_store_remove (const char *folder, const char *sha256);
/* The hashes of all kept files; element type char*. */
GPtrArray *sl_file_store_list (const char *folder);

G_END_DECLS
