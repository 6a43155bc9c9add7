/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-extraction.h"

G_BEGIN_DECLS

/* Where @quote stands on a page (searched folded): the box around its words, and the words as they
 * stand there (@exact, transfer full). Either out may be NULL. FALSE when the page does not hold
 * it. */
gboolean sl_page_text_locate (const SlPageText *page, const char *quote, SlBox *area, char **exact);

/* The box around characters @first to @last (code points, inclusive) of the page's text. */
gboolean sl_page_text_measure (const SlPageText *page, gsize first, gsize last, SlBox *area);

G_END_DECLS
