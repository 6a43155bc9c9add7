/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-sample-people.h"

G_BEGIN_DECLS

/* What the people of the sample did, as resources/sample/<name>.ini tell it. */
typedef struct _SlSampleDiary SlSampleDiary;

/* Both are borrowed and outlive it. */
SlSampleDiary *sl_sample_diary_new (SlCasebook *casebook, SlSamplePeople *people, GError **error);
void sl_sample_diary_free (SlSampleDiary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSampleDiary, sl_sample_diary_free)

/* Lives the files, through the same functions as the window: every step at its hour and by its
 * person, those of all in the order of their days; what an earlier call made may be named. @files
 * ends with NULL. No step is recorded before @not_before (microseconds since 1970; 0: whenever),
 * nor before what was recorded already; the last must lie before what is done next. */
gboolean sl_sample_diary_live (SlSampleDiary *self,
                               const char *const *files,
                               gint64 not_before,
                               GError **error);

G_END_DECLS
