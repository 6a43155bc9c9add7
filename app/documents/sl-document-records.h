/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-document.h"
#include "documents/sl-extraction.h"

G_BEGIN_DECLS

GListModel *
sl_document_records_list (SlStore *store, const char *case_id, GError **error); /* of SlDocument */
GPtrArray *sl_document_records_list_all (SlStore *store, GError **error);       /* of SlDocument */
SlDocument *sl_document_records_load (SlStore *store, const char *document_id, GError **error);
/* By id, drawing number, title or file name, folded; an error when none or several match. */
SlDocument *
sl_document_records_find (SlStore *store, const char *case_id, const char *text, GError **error);
GArray *sl_document_records_list_pages (SlStore *store,
                                        const char *document_id,
                                        GError **error); /* of SlPageInfo */
gboolean sl_document_records_has_file (SlStore *store,
                                       const char *case_id,
                                       const char *sha256,
                                       const char *file_name,
                                       GError **error);

typedef struct
{
  const char *document_id, *case_id, *sha256, *parent_id, *file_name, *title, *kind, *kind_source;
  const char *declared_type, *drawing_number, *revision, *document_date, *state, *reason, *warnings;
  const char *reason_code; /* the worker's: "password", "damaged", … */
  const char *media_type, *sandbox_level, *source_path;
  gint64 size;
  guint page_count, readable_pages;
} SlDocumentValues;
/* The columns that a reading decides. Texts are borrowed of @extraction and @strings, which takes
 * what has to be made. */
void
sl_document_values_fill (SlDocumentValues *values, SlExtraction *extraction, GPtrArray *strings);

/* Inside a change. @extraction may be NULL (refused before reading). Marks superseded revisions. */
gboolean sl_document_records_add (SlTransaction *transaction,
                                  const SlDocumentValues *values,
                                  SlExtraction *extraction,
                                  GError **error);

/* Inside a change: what a second reading (with a password) said, in place of the first. */
gboolean sl_document_records_set_reading (SlTransaction *transaction,
                                          const SlDocumentValues *values,
                                          SlExtraction *extraction,
                                          GError **error);
/* Inside a change: a picture that the case has comes to be a photograph; *@done is FALSE for what
 * is no picture or was not read. */
gboolean sl_document_records_make_photograph (SlTransaction *transaction,
                                              const char *document_id,
                                              gboolean *done,
                                              GError **error);
/* The cases that hold these very bytes under this name; NULL-terminated, transfer full. */
char **sl_document_records_list_holders (SlStore *store,
                                         const char *sha256,
                                         const char *file_name,
                                         GError **error);
/* Whether any record names these bytes; errs on the side of TRUE. */
gboolean sl_document_records_is_in_use (SlStore *store, const char *sha256);
/* Inside a change: names bytes that sl_library_keep() has kept but that are no document of a case
 * (an issued response), so that backups take them along and nothing takes them away. */
gboolean sl_document_records_name_file (SlTransaction *transaction,
                                        const char *sha256,
                                        gint64 size,
                                        const char *media_type,
                                        GError **error);
/* The hashes of such files; NULL-terminated, transfer full. */
char **sl_document_records_list_other_files (SlStore *store, GError **error);

SlChange *sl_document_change_details (const char *document_id,
                                      const char *case_id,
                                      const char *title,
                                      const char *kind,
                                      const char *drawing_number,
                                      const char *revision); /* corrected by a person; NULL keeps */

/* Evidence. */
GListModel *sl_evidence_records_list (SlStore *store,
                                      const char *case_id,
                                      const char *document_id,
                                      GError **error); /* @document_id NULL: all */
SlEvidence *sl_evidence_records_load (SlStore *store, const char *evidence_id, GError **error);
typedef struct
{
  const char *evidence_id, *case_id, *document_id, *quotation, *note;
  guint page_number;
  gboolean has_region;
  double x, y, width, height;
} SlEvidenceValues;
SlChange *sl_evidence_change_add (
    const SlEvidenceValues *values); /* refuses a page the document does not have */
SlChange *sl_evidence_change_note (const char *evidence_id, const char *case_id, const char *note);
SlChange *
sl_evidence_change_remove (const char *evidence_id, const char *case_id, gboolean removed);
gboolean sl_evidence_records_add (SlTransaction *transaction,
                                  const SlEvidenceValues *values,
                                  GError **error);

G_END_DECLS
