/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-suggestion.h"

G_BEGIN_DECLS

gboolean sl_measure_is_bare (const char *text);
gboolean sl_measure_is_index (const char *unit);

/* sl-criterion.c: the measure of a passage that an item's criterion asks about. */
typedef struct
{
  const SlCriterion *criterion; /* NULL: none is stated */
  double value;                 /* in the criterion's unit */
  int comparison;               /* 1 meets, -1 falls short */
  double cost;                  /* how ill it fits, lower being better */
} SlComparedMeasure;
/* @place: byte of @passage where the words looked for stand. */
void sl_criteria_compare (SlChecklistItem *item,
                          const char *passage,
                          guint place,
                          SlComparedMeasure *compared);

/* sl-suggestion.c */
typedef struct
{
  SlDocument *document;
  guint page;
  const char *excerpt; /* squeezed */
  GArray *ranges;      /* of guint pairs */
} SlPassage;
SlSuggestion *sl_suggestion_new (const SlPassage *passage, SlChecklistItem *item);
SlDocument *sl_suggestion_get_document (SlSuggestion *self);
const SlCriterion *sl_suggestion_get_criterion (SlSuggestion *self); /* nullable */
double sl_suggestion_get_rank (SlSuggestion *self);                  /* lower is better */
void sl_suggestion_set_rank (SlSuggestion *self, double rank);

/* sl-suggestion-records.c: keys that the officer put aside for this item. */
GHashTable *sl_suggestion_records_list_dismissed (SlStore *store,
                                                  const char *case_id,
                                                  const char *item_id,
                                                  GError **error);

G_END_DECLS
