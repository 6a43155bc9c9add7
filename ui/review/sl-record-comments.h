/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where an answer or a piece of evidence is worked on: the comments that the review made on it, and
 * the way to make one. Takes no place where there is neither. Stands below a SlCasePage, whose
 * records it asks. */
#define SL_TYPE_RECORD_COMMENTS (sl_record_comments_get_type ())
G_DECLARE_FINAL_TYPE (SlRecordComments, sl_record_comments, SL, RECORD_COMMENTS, GtkWidget)

/* @kind "answer" or "evidence". */
void sl_record_comments_set_record (SlRecordComments *self, const char *kind, const char *id);
/* Whether a comment can be begun here; it can, until it is said otherwise. */
void sl_record_comments_set_offer (SlRecordComments *self, gboolean offer);

G_END_DECLS
