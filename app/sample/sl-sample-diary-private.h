/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-sample-diary.h"

G_BEGIN_DECLS

struct _SlSampleDiary
{
  SlCasebook *casebook;
  SlStore *store;
  SlPackLibrary *packs;
  SlSamplePeople *people;
  GHashTable *ids;        /* "case NAME", "sheet NAME", "entry SHEET NAME", "action NAME" -> id */
  GHashTable *references; /* NAME of a case or sheet -> its reference */
  char *folder;           /* where files lie until they are brought in */
  char *today;
  gint64 reached; /* nothing is recorded before what was */
};

/* One group of a file. */
typedef struct
{
  GKeyFile *file; /* borrowed */
  char *group;
  char **words; /* of the group's name */
  const char *by;
  gint64 moment;
  guint position;
} SlSampleStep;

gboolean sl_sample_diary_fail (GError **error, const char *sentence, const char *what);
/* A value of the step with its days filled in; NULL when it says none. Transfer full. */
char *sl_sample_diary_say (SlSampleDiary *self, const SlSampleStep *step, const char *key);
/* The id of what a step made, "occasion" and its name; NULL with @error. Borrowed. */
const char *
sl_sample_diary_find_id (SlSampleDiary *self, const char *what, const char *name, GError **error);
/* Notes a new id of what the step makes, under the first word and the name. Borrowed. */
const char *sl_sample_diary_make_id (SlSampleDiary *self, const char *what, const char *name);

/* Steps of a portfolio (sl-sample-progress.c); the words of the group's name say which. */
gboolean sl_sample_take_portfolio (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_occasion (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_claim (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_verdict (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_acknowledge (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_reply (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_training (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_note (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_decide (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_appeal (SlSampleDiary *self, const SlSampleStep *step, GError **error);
gboolean sl_sample_take_second (SlSampleDiary *self, const SlSampleStep *step, GError **error);

G_END_DECLS
