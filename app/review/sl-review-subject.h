/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-version.h"

G_BEGIN_DECLS

/* What a comment can be on besides the letter: an answer or a piece of evidence, as a version holds
 * it. Owned strings, none NULL. */
typedef struct
{
  const char *kind; /* "answer", "evidence": kinds of an anchor */
  char *id;
  char *title;     /* for people: "H21 Rear boundaries", "PL-106 C, page 1, region" */
  char *section;   /* of an answer: the checklist's section */
  char *verdict;   /* of an answer: its nick */
  char *text;      /* the observation or the reason; the quotation */
  char *more;      /* the recommendation; the note */
  char **evidence; /* of an answer: ids of what it rests on */
} SlReviewSubject;

/* Element type SlReviewSubject: the answers in the checklist's order, then all evidence. Transfer
 * full. */
GPtrArray *sl_review_subjects_list (SlSnapshot *snapshot);
/* Borrowed; NULL for none. */
const SlReviewSubject *
sl_review_subjects_find (GPtrArray *subjects, const char *kind, const char *id);

G_END_DECLS
