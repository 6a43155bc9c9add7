/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A place to write a comment, a reply, a note or a reason, where the page needs it: a title, the
 * words it is about, the text, and what happens with it. Hidden until it is asked for. Signals
 * "done" (purpose, subject, text) and "left" when one thinks better of it; what was typed for a
 * purpose and subject is there again the next time, until it was sent. */
#define SL_TYPE_REVIEW_COMPOSER (sl_review_composer_get_type ())
G_DECLARE_FINAL_TYPE (SlReviewComposer, sl_review_composer, SL, REVIEW_COMPOSER, GtkWidget)

typedef struct
{
  const char *purpose; /* "comment", "reply", "close", … */
  const char *subject; /* id of what it is about; "" */
  const char *title;   /* "Reply to Helen Marsh" */
  const char *quote;   /* nullable: the words it is about */
  const char *label;   /* of the button: "Add comment" */
  gboolean optional;   /* may be sent empty */
  guint max;           /* characters; 0 any */
} SlComposerOrder;

void sl_review_composer_open (SlReviewComposer *self, const SlComposerOrder *order);
gboolean sl_review_composer_is_open (SlReviewComposer *self);
/* What is typed is kept with @holder, under @name, so that it outlives the page. */
void sl_review_composer_keep_with (SlReviewComposer *self, gpointer holder, const char *name);
/* Sent, or refused with a sentence that is shown while the text stays. */
void sl_review_composer_finish (SlReviewComposer *self, const char *refusal);

G_END_DECLS
