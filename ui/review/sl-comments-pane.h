/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-comment.h"
#include "review/sl-review-composer.h"
#include "review/sl-review.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Right pane of the Review page: all threads or the open ones, and the place to write. Signals,
 * with a comment's id: "chosen" (NULL: none), "open-anchor", "reply", "close"; and "written"
 * (purpose, subject, text) of its composer. */
#define SL_TYPE_COMMENTS_PANE (sl_comments_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlCommentsPane, sl_comments_pane, SL, COMMENTS_PANE, GtkWidget)

/* Both stay the caller's, who keeps @state alive until the next call. What is shown stays where it
 * was. @state NULL: nothing. */
void sl_comments_pane_set_state (SlCommentsPane *self, SlReview *review, SlReviewState *state);
void sl_comments_pane_choose (SlCommentsPane *self, const char *id);
const char *sl_comments_pane_get_chosen (SlCommentsPane *self);          /* NULL: none */
SlComment *sl_comments_pane_find (SlCommentsPane *self, const char *id); /* borrowed; NULL: none */
SlReviewComposer *sl_comments_pane_get_composer (SlCommentsPane *self);
void sl_comments_pane_set_folded (SlCommentsPane *self, gboolean folded);

G_END_DECLS
