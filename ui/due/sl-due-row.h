/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "due/sl-due.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of what is due: what, of which case, whose, and by when. */
#define SL_TYPE_DUE_ROW (sl_due_row_get_type ())
G_DECLARE_FINAL_TYPE (SlDueRow, sl_due_row, SL, DUE_ROW, GtkListBoxRow)

GtkWidget *sl_due_row_new (SlDueItem *item);
SlDueItem *sl_due_row_get_item (SlDueRow *self);
/* The date goes below the words where there is no room beside them. */
void sl_due_row_set_narrow (SlDueRow *self, gboolean narrow);

G_END_DECLS
