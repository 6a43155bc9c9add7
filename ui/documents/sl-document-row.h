/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-document.h"

G_BEGIN_DECLS

typedef enum
{
  SL_DOCUMENT_ROW_GROUP, /* "Drawings" and how many */
  SL_DOCUMENT_ROW_DOCUMENT,
  SL_DOCUMENT_ROW_SUPERSEDED, /* "3 superseded revisions", folded below the newest */
} SlDocumentRowKind;

typedef enum
{
  SL_DOCUMENT_SORT_KIND, /* in the order of the kinds, then by number */
  SL_DOCUMENT_SORT_NAME,
  SL_DOCUMENT_SORT_DATE, /* newest first */
} SlDocumentSort;

/* A row of the list of documents, as it stands at one time. */
#define SL_TYPE_DOCUMENT_ROW (sl_document_row_get_type ())
G_DECLARE_FINAL_TYPE (SlDocumentRow, sl_document_row, SL, DOCUMENT_ROW, GObject)

SlDocumentRowKind sl_document_row_get_kind (SlDocumentRow *self);
SlDocument *sl_document_row_get_document (SlDocumentRow *self); /* NULL for others */
const char *sl_document_row_get_title (SlDocumentRow *self);
const char *sl_document_row_get_key (SlDocumentRow *self); /* of what folds */
guint sl_document_row_get_count (SlDocumentRow *self);
gboolean sl_document_row_get_open (SlDocumentRow *self);
gboolean sl_document_row_get_indented (SlDocumentRow *self);
gboolean sl_document_row_equal (SlDocumentRow *self, SlDocumentRow *other);

/* Rows of @documents (of SlDocument): groups in the order of the kinds, refused ones last under
 * "Not opened". @toggled: keys folded or unfolded by hand; @filter (nullable) keeps names that hold
 * it. Element type SlDocumentRow; transfer full. */
GPtrArray *sl_document_rows_build (GListModel *documents,
                                   SlDocumentSort sort,
                                   GHashTable *toggled,
                                   const char *filter);

/* "12 documents: 10 readable, 1 picture, 1 not opened"; transfer full. */
char *sl_documents_dup_counts (GListModel *documents);

G_END_DECLS
