/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-document.h"
#include "documents/sl-index.h"
#include "documents/sl-page-source.h"

G_BEGIN_DECLS

/* The files of a casebook: originals by hash below files/, and the index of their words. */
#define SL_TYPE_LIBRARY (sl_library_get_type ())
G_DECLARE_FINAL_TYPE (SlLibrary, sl_library, SL, LIBRARY, GObject)

SlLibrary *sl_library_new (SlStore *store, SlWorkerPool *pool, GError **error);
SlStore *sl_library_get_store (SlLibrary *self);
SlWorkerPool *sl_library_get_pool (SlLibrary *self);
SlIndex *sl_library_get_index (SlLibrary *self);

/* Keeps the bytes once: temporary name, fsync, rename, fsync folder. Blocking. */
gboolean sl_library_keep (SlLibrary *self, SlSealedFile *file, GError **error);
/* Takes back what was kept for an import that came to nothing; never one that a document names. */
void sl_library_forget (SlLibrary *self, const char *sha256);
/* Opens a kept original and verifies its hash; names the document when it is missing or altered.
 * Blocking. */
SlSealedFile *sl_library_open (SlLibrary *self, const char *sha256, GError **error);
void sl_library_open_page_source_async (SlLibrary *self,
                                        SlDocument *document,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
SlPageSource *
sl_library_open_page_source_finish (SlLibrary *self, GAsyncResult *result, GError **error);
/* What opens this document, for showing its pages until the program ends; never written down. Main
 * thread. */
void sl_library_remember_password (SlLibrary *self, const char *document_id, const char *password);

/* Reads again every document that the index lacks (after index.db was lost). Blocking; @progress as
 * above. */
gboolean sl_library_rebuild_index (SlLibrary *self,
                                   SlExtractProgress progress,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);
/* Lists kept files that are missing, altered, or belong to no document; deletes nothing. */
char **sl_library_check (SlLibrary *self, GCancellable *cancellable, GError **error);

G_END_DECLS
