/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "review/sl-comment.h"
#include "review/sl-review-subject.h"

G_BEGIN_DECLS

/* The answers and the evidence of one version with the comments on them: what several views show of
 * the same reading. Signal "changed": a view brings its rows up to date. */
#define SL_TYPE_SUBJECTS (sl_subjects_get_type ())
G_DECLARE_FINAL_TYPE (SlSubjects, sl_subjects, SL, SUBJECTS, GObject)

SlSubjects *sl_subjects_new (void);
/* @list of SlReviewSubject, nullable; @comments of SlComment, placed in that version, nullable.
 * Both are referenced. @can_comment: by who is at work, on this version. */
void
sl_subjects_set (SlSubjects *self, GPtrArray *list, GListModel *comments, gboolean can_comment);
/* Reads the newest version of a case and reads again whenever its review moves on, for as long as
 * @self lives. */
void sl_subjects_follow (SlSubjects *self, SlCasebook *casebook, const char *case_id);

GPtrArray *sl_subjects_get_list (SlSubjects *self); /* borrowed */
const SlReviewSubject *sl_subjects_find (SlSubjects *self, const char *kind, const char *id);
gboolean sl_subjects_get_can_comment (SlSubjects *self);
/* On one of them, the open ones first: of SlComment. Transfer full. */
GPtrArray *sl_subjects_list_comments (SlSubjects *self, const char *kind, const char *id);
guint sl_subjects_count_open (SlSubjects *self, const char *kind, const char *id);

G_END_DECLS
