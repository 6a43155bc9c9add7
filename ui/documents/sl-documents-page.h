/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Documents of a case: list, page, evidence. */
#define SL_TYPE_DOCUMENTS_PAGE (sl_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (SlDocumentsPage, sl_documents_page, SL, DOCUMENTS_PAGE, GtkWidget)

GtkWidget *sl_documents_page_new (SlCasebook *casebook, SlCase *planning_case);
/* @page from 1, 0: where one was; @evidence_id (nullable) becomes the current evidence. */
void sl_documents_page_show (SlDocumentsPage *self,
                             const char *document_id,
                             guint page,
                             const char *evidence_id);

G_END_DECLS
