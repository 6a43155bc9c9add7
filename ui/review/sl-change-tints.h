/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How changed and commented words look: @flags holds SlChangeFlags for each character of @words;
 * the colours are those of @widget. Transfer full. */
PangoAttrList *sl_change_tints_new (GtkWidget *widget, const char *words, const guint8 *flags);

G_END_DECLS
