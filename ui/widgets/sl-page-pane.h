/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "widgets/sl-page-view.h"

G_BEGIN_DECLS

/* A document's pages with their toolbar: what Documents and Assess have in common. In the .ui a
 * child of type "title" stands at the left of the toolbar.
 *
 * Properties: narrow (only the tools that matter most), document (read-only).
 * Signals: "evidence-wanted" (the selection is to become evidence), "document-shown" (its pages are
 * there). */
#define SL_TYPE_PAGE_PANE (sl_page_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlPagePane, sl_page_pane, SL, PAGE_PANE, GtkWidget)

void sl_page_pane_set_casebook (SlPagePane *self, SlCasebook *casebook);
/* @page from 1; 0: where one was. @document NULL empties the pane. */
void sl_page_pane_show_document (SlPagePane *self, SlDocument *document, guint page);
SlDocument *sl_page_pane_get_document (SlPagePane *self);
SlPageView *sl_page_pane_get_view (SlPagePane *self);
/* Evidence of any document, in the order of its numbers; the shown document's is drawn. */
void sl_page_pane_set_evidence (SlPagePane *self, GListModel *evidence);
/* Opens the document where the evidence lies and makes it the current one. */
void sl_page_pane_show_evidence (SlPagePane *self, SlDocument *document, SlEvidence *evidence);
/* Opens a page at these words, and marks @words (nullable) on it. */
void sl_page_pane_show_quotation (SlPagePane *self,
                                  SlDocument *document,
                                  guint page,
                                  const char *quotation,
                                  const char *const *words);

/* "PL-101 D Site layout"; transfer full. */
char *sl_document_dup_name (SlDocument *document);

G_END_DECLS
