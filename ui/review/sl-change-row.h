/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-change-text.h"
#include "review/sl-diff.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One block of a letter with what changed in it: removed words struck through, added words
 * underlined, both on a tint; words commented on are tinted and underlined. Signal
 * "comment-chosen" (id). */
#define SL_TYPE_CHANGE_ROW (sl_change_row_get_type ())
G_DECLARE_FINAL_TYPE (SlChangeRow, sl_change_row, SL, CHANGE_ROW, GtkWidget)

/* @block stays the caller's and must outlive the row. @plain: as a first version, with nothing to
 * compare it with, is shown. */
GtkWidget *sl_change_row_new (const SlBlockChange *block, gboolean plain);
/* For values of records, which are told as spans too; @title stands above them. */
GtkWidget *sl_change_row_new_for_spans (const char *title, GArray *spans);
const SlBlockChange *sl_change_row_get_block (SlChangeRow *self);

/* Element type SlMarkedWords, sorted as the caller likes; copied. */
void sl_change_row_set_marks (SlChangeRow *self, GArray *marks);
void sl_change_row_set_current_comment (SlChangeRow *self, const char *comment_id);

/* Runs of changed words, as SlBlockChange.n_changes counts them. -1: none is current. */
guint sl_change_row_get_n_changes (SlChangeRow *self);
void sl_change_row_set_current_change (SlChangeRow *self, int index);
/* Where it stands, in the row's own pixels; FALSE when there is no such change or comment. */
gboolean sl_change_row_locate_change (SlChangeRow *self, guint index, graphene_rect_t *area);
gboolean
sl_change_row_locate_comment (SlChangeRow *self, const char *comment_id, graphene_rect_t *area);

/* The words selected, as offsets in the newer text; FALSE when nothing is, or nothing that is still
 * there. */
gboolean sl_change_row_get_selection (SlChangeRow *self, guint *start, guint *end, char **text);
void sl_change_row_clear_selection (SlChangeRow *self);

G_END_DECLS
