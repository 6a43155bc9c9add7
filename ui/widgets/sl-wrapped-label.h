/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label for text of any length: from the left, wrapped, within a word where it must be.
 * @css_class NULL: none. */
GtkWidget *sl_wrapped_label_new (const char *text, const char *css_class);

G_END_DECLS
