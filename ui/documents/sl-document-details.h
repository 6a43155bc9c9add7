/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Title, kind, number and revision of a document, to be corrected by hand. */
#define SL_TYPE_DOCUMENT_DETAILS (sl_document_details_get_type ())
G_DECLARE_FINAL_TYPE (SlDocumentDetails, sl_document_details, SL, DOCUMENT_DETAILS, GtkPopover)

void sl_document_details_set_document (SlDocumentDetails *self, SlDocument *document);

G_END_DECLS
