/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-reader.h"

#include <poppler.h>

G_BEGIN_DECLS

/* Tells what a PDF holds besides its pages: scripts, actions, embedded files, hidden layers, … */
void sl_pdf_inspect_document (SlSource *source, PopplerDocument *document);
/* Tells of links that do more than lead to a page, and of text nobody sees. */
void sl_pdf_inspect_page (SlSource *source, PopplerPage *page, guint number, gboolean has_text);

G_END_DECLS
