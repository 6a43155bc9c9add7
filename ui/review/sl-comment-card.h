/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-comment.h"
#include "review/sl-review.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One thread of comments: what it is about, the words of then beside the words of now, what was
 * said and answered. Signals, each with the comment's id: "open-anchor", "reply", "close". */
#define SL_TYPE_COMMENT_CARD (sl_comment_card_get_type ())
G_DECLARE_FINAL_TYPE (SlCommentCard, sl_comment_card, SL, COMMENT_CARD, GtkWidget)

GtkWidget *sl_comment_card_new (void);
/* What may be done with it follows from @review and @state, both only looked at now. */
void sl_comment_card_set_comment (SlCommentCard *self,
                                  SlComment *comment,
                                  SlReview *review,
                                  SlReviewState *state);
const char *sl_comment_card_get_id (SlCommentCard *self);
void sl_comment_card_set_current (SlCommentCard *self, gboolean current);

G_END_DECLS
