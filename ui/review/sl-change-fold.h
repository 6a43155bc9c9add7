/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-diff.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "14 paragraphs unchanged": a line that opens on them. Signal "opened", once, for the one who has
 * the rows made (sl_change_fold_append). */
#define SL_TYPE_CHANGE_FOLD (sl_change_fold_get_type ())
G_DECLARE_FINAL_TYPE (SlChangeFold, sl_change_fold, SL, CHANGE_FOLD, GtkWidget)

/* @blocks (of SlBlockChange) is taken; the blocks stay the caller's. */
GtkWidget *sl_change_fold_new (GPtrArray *blocks);
GPtrArray *sl_change_fold_get_blocks (SlChangeFold *self); /* borrowed */
void sl_change_fold_append (SlChangeFold *self, GtkWidget *row);
gboolean sl_change_fold_hides (SlChangeFold *self, const char *key);
void sl_change_fold_open (SlChangeFold *self);

G_END_DECLS
