/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-reader.h"

G_BEGIN_DECLS

/* Reads a web page (UTF-8) as running text into @flow, and as rows when @rows. Nothing it refers to
 * is fetched; scripts and styles are dropped. FALSE: too complex; the reason was said. */
gboolean
sl_html_read (SlSource *source, const char *text, gsize length, SlFlow *flow, gboolean rows);
/* The charset its own meta tag declares; NULL none. Transfer full. */
char *sl_html_find_charset (const guint8 *data, gsize length);

G_END_DECLS
