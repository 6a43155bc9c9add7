/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Brings the selected row of a GtkListView or GtkColumnView, @position, into sight; with @grab it
 * takes the focus too. */
void sl_list_go_to (GtkWidget *view, guint position, gboolean grab);
/* Whether the focus is inside @widget. */
gboolean sl_has_focus_within (GtkWidget *widget);

G_END_DECLS
