/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-extraction.h"
#include "documents/sl-sealed-file.h"

G_BEGIN_DECLS

/* Starts sandboxed workers: at most four at once and no more than cores, one document each, killed
 * with their parent, never retried by themselves. Spawns from one permanent thread of its own (the
 * death signal follows the spawning thread). */
#define SL_TYPE_WORKER_POOL (sl_worker_pool_get_type ())
G_DECLARE_FINAL_TYPE (SlWorkerPool, sl_worker_pool, SL, WORKER_POOL, GObject)

/* @worker_path NULL: $SIGHTLINE_EXTRACT in tests, else the build's own when run from the build
 * folder, else the installed one. */
SlWorkerPool *sl_worker_pool_new (const char *worker_path);
/* The level a worker reports ("A full", …) by starting one on an empty page; for About. Blocking.
 */
char *sl_worker_pool_dup_sandbox_level (SlWorkerPool *self, GError **error);

/* Has a worker ready for the next document that is looked at; it goes by itself when none is for
 * some minutes. Any thread; returns at once. */
void sl_worker_pool_keep_spare (SlWorkerPool *self);

typedef void (*SlExtractProgress) (guint pages_done,
                                   guint pages,
                                   gpointer data); /* on the caller's context */

/* Long PDFs are split by pages over several workers. @password may be NULL. A file that cannot be
 * read is no GError: the extraction says so. GError: cancelled, or the worker is missing or broken.
 */
void sl_worker_pool_extract_async (SlWorkerPool *self,
                                   SlSealedFile *file,
                                   const char *password,
                                   SlExtractProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
SlExtraction *
sl_worker_pool_extract_finish (SlWorkerPool *self, GAsyncResult *result, GError **error);
/* Blocking, from any thread but the pool's. */
SlExtraction *sl_worker_pool_extract (SlWorkerPool *self,
                                      SlSealedFile *file,
                                      const char *password,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
