/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-subjects.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An answer or a piece of evidence of a version: what it says, how many comments are open on it,
 * and what can be done: "review.comment-on" and "review.show-record" (kind, id) and
 * "review.show-comment" (id), actions of the page it stands on. An answer opens on its words and
 * its evidence; evidence stands open. */
#define SL_TYPE_SUBJECT_ROW (sl_subject_row_get_type ())
G_DECLARE_FINAL_TYPE (SlSubjectRow, sl_subject_row, SL, SUBJECT_ROW, GtkWidget)

/* @kind and @id: one that @subjects holds. */
GtkWidget *sl_subject_row_new (SlSubjects *subjects, const char *kind, const char *id);
const char *sl_subject_row_get_kind (SlSubjectRow *self);
const char *sl_subject_row_get_id (SlSubjectRow *self);
void sl_subject_row_open (SlSubjectRow *self);

G_END_DECLS
