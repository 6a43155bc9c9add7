/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-document.h"

G_BEGIN_DECLS

/* Rows as read from the store; for *-records.c of this room only. */
typedef struct
{
  char *id, *case_id, *sha256, *parent_id, *file_name, *title, *kind, *kind_source, *declared_type;
  char *drawing_number, *revision, *document_date, *state, *reason, *warnings, *media_type;
  char *sandbox_level, *source_path, *imported_at, *reason_code;
  gboolean superseded;
  gint64 size;
  guint page_count, readable_pages;
} SlDocumentRow;
SlDocument *sl_document_new_take (const SlDocumentRow *row);

typedef struct
{
  char *id, *case_id, *document_id, *quotation, *note, *at;
  guint page_number;
  gboolean has_region;
  double x, y, width, height;
} SlEvidenceRow;
SlEvidence *sl_evidence_new_take (const SlEvidenceRow *row);

G_END_DECLS
