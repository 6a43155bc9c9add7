/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-subjects.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every answer of a version under its section, with its verdict, what it says and what it rests on;
 * then the evidence that no answer rests on. Each can be commented on (see SlSubjectRow). */
#define SL_TYPE_ANSWERS_VIEW (sl_answers_view_get_type ())
G_DECLARE_FINAL_TYPE (SlAnswersView, sl_answers_view, SL, ANSWERS_VIEW, GtkWidget)

/* Shows what @subjects hold now, from the beginning; later only its comments are followed. */
void sl_answers_view_show (SlAnswersView *self, SlSubjects *subjects);
/* Opens one and brings it into sight; FALSE when the version does not hold it. */
gboolean sl_answers_view_show_record (SlAnswersView *self, const char *kind, const char *id);

G_END_DECLS
