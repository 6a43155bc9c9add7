/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A flat line behind an arrow, which opens and closes what stands below it. What that is can be
 * made when it is first opened: connect "toggled". */
#define SL_TYPE_FOLD_BUTTON (sl_fold_button_get_type ())
G_DECLARE_FINAL_TYPE (SlFoldButton, sl_fold_button, SL, FOLD_BUTTON, GtkToggleButton)

GtkWidget *sl_fold_button_new (int spacing);
void sl_fold_button_append (SlFoldButton *self, GtkWidget *child);
void sl_fold_button_set_content (SlFoldButton *self, GtkWidget *content);

G_END_DECLS
