/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The documents of a case by kind, with a search over their words.
 * Signals: "document-chosen" (SlDocument), "hit-chosen" (SlDocument, page, excerpt, words). */
#define SL_TYPE_DOCUMENTS_LIST (sl_documents_list_get_type ())
G_DECLARE_FINAL_TYPE (SlDocumentsList, sl_documents_list, SL, DOCUMENTS_LIST, GtkWidget)

void sl_documents_list_set_case (SlDocumentsList *self, SlCasebook *casebook, const char *case_id);
void sl_documents_list_set_documents (SlDocumentsList *self, GListModel *documents);
/* Marks it as the one shown without telling. */
void sl_documents_list_select (SlDocumentsList *self, const char *document_id);
void sl_documents_list_search (SlDocumentsList *self);

G_END_DECLS
