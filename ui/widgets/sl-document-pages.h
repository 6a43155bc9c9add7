/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-page-source.h"
#include "widgets/sl-pages.h"

G_BEGIN_DECLS

/* A document's pages, drawn by the sandboxed worker. */
#define SL_TYPE_DOCUMENT_PAGES (sl_document_pages_get_type ())
G_DECLARE_FINAL_TYPE (SlDocumentPages, sl_document_pages, SL, DOCUMENT_PAGES, GObject)

/* @infos: element type SlPageInfo, in order. */
SlPages *sl_document_pages_new (SlPageSource *source, GArray *infos);

G_END_DECLS
