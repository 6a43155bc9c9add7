/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"

G_BEGIN_DECLS

/* One import: files and folders become one case (or several, for a list of applications) with
 * documents. */

typedef enum
{
  SL_IMPORT_PREPARING,
  SL_IMPORT_READING,
  SL_IMPORT_SAVING,
} SlImportPhase;

/* Called on the caller's main context. @name is the file in hand. */
typedef void (*SlImportProgress) (SlImportPhase phase,
                                  guint done,
                                  guint total,
                                  const char *name,
                                  gpointer data);

/* What became of one file. */
typedef struct
{
  char *name;        /* safe to show */
  char *document_id; /* NULL when it made none (a metadata file, a duplicate) */
  char *case_id;
  char *outcome; /* "added", "already-there", "facts", "refused", "ignored" */
  char *text; /* one line for people: "Design and access statement, 61 pages, readable" / reason */
} SlImportLine;

typedef struct
{
  GPtrArray *lines; /* of SlImportLine */
  char **case_ids;  /* cases made or changed */
  guint n_cases_made, n_documents, n_refused, n_conflicts;
  gboolean changed; /* FALSE when all was there already */
} SlImportResult;
void sl_import_result_free (SlImportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlImportResult, sl_import_result_free)

/* Where what is imported belongs. */
typedef struct
{
  const char *case_id;  /* NULL: as below */
  const char *sheet_id; /* the meeting, visit or survey that the pictures were taken for; NULL none.
                           They all come as photographs then. Needs @case_id. */
  gboolean photographs; /* they do without a sheet too; else those that a camera made */
} SlImportTarget;

/* As sl_import() and sl_import_async(), which take a case only. */
SlImportResult *sl_import_to (SlLibrary *library,
                              SlPackLibrary *packs,
                              const char *const *paths,
                              const SlImportTarget *target,
                              SlImportProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GError **error);
/* Finished by sl_import_finish(). */
void sl_import_to_async (SlLibrary *library,
                         SlPackLibrary *packs,
                         const char *const *paths,
                         const SlImportTarget *target,
                         SlImportProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/* @case_id NULL: found by the reference in the metadata, else made. Everything is recorded at the
 * end in one transaction a case; a cancelled import changes nothing. */
void sl_import_async (SlLibrary *library,
                      SlPackLibrary *packs,
                      const char *const *paths,
                      const char *case_id,
                      SlImportProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
SlImportResult *sl_import_finish (GAsyncResult *result, GError **error);
SlImportResult *sl_import (SlLibrary *library,
                           SlPackLibrary *packs,
                           const char *const *paths,
                           const char *case_id,
                           SlImportProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error);

/* Reads a refused document's original once more, with the password it asked for; FALSE and nothing
 * changed when that does not open it. A document refused for want of one has the reason-code
 * "password". Blocking. */
gboolean sl_import_read_again (SlLibrary *library,
                               const char *document_id,
                               const char *password,
                               GCancellable *cancellable,
                               GError **error);
void sl_import_read_again_async (SlLibrary *library,
                                 const char *document_id,
                                 const char *password,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sl_import_read_again_finish (GAsyncResult *result, GError **error);

G_END_DECLS
