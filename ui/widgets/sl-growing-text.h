/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text view that is as tall as its text at whatever width it is given, so that it needs no
 * scrolling of its own. Used like its parent. */
#define SL_TYPE_GROWING_TEXT (sl_growing_text_get_type ())
G_DECLARE_FINAL_TYPE (SlGrowingText, sl_growing_text, SL, GROWING_TEXT, GtkTextView)

G_END_DECLS
