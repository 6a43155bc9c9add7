/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-comment.h"
#include "review/sl-diff.h"
#include "review/sl-subjects.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What changed between two versions, as prose to read: paragraphs that did not change are folded,
 * fields of the records that changed stand below. Signals: "comment-chosen" (id) for words that a
 * comment is on; "stepped" when another change is current. */
#define SL_TYPE_CHANGES_VIEW (sl_changes_view_get_type ())
G_DECLARE_FINAL_TYPE (SlChangesView, sl_changes_view, SL, CHANGES_VIEW, GtkWidget)

/* Takes @diff; NULL shows nothing. @plain: there was nothing to compare with. @comments (of
 * SlComment) are placed in the newer text. */
void sl_changes_view_show (SlChangesView *self, SlDiff *diff, gboolean plain, GListModel *comments);
/* The same text, with other comments. */
void sl_changes_view_set_comments (SlChangesView *self, GListModel *comments);
/* The records of the newer version, before it is shown: what a paragraph rests on can be opened
 * below it. */
void sl_changes_view_set_subjects (SlChangesView *self, SlSubjects *subjects);
/* Marks the comment's words; brings them into sight when @scroll, unfolding what hides them. */
void sl_changes_view_set_current_comment (SlChangesView *self, const char *id, gboolean scroll);
/* FALSE when the letter has no such block. */
gboolean sl_changes_view_show_block (SlChangesView *self, const char *key);

/* To the next (1) or previous (-1) change; FALSE when there is none that way. */
gboolean sl_changes_view_step (SlChangesView *self, int direction);
guint sl_changes_view_get_n_changes (SlChangesView *self);
/* From 1; 0 before the first step. */
guint sl_changes_view_get_position (SlChangesView *self);

/* The words selected last; FALSE when none are. *@key and *@text transfer full. */
gboolean sl_changes_view_get_selection (SlChangesView *self,
                                        char **key,
                                        guint *start,
                                        guint *end,
                                        char **text);
void sl_changes_view_clear_selection (SlChangesView *self);

G_END_DECLS
