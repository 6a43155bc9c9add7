/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"

G_BEGIN_DECLS

/* A passage in the case's documents that bears on an item: suggested, never decided. */
#define SL_TYPE_SUGGESTION (sl_suggestion_get_type ())
G_DECLARE_FINAL_TYPE (SlSuggestion, sl_suggestion, SL, SUGGESTION, GObject)

/* Properties: document-id, document-title, drawing-number, page, excerpt, key (for dismissing),
 * finding ("0.3 m short", "Meets 1.8 m", "" none), comparison (int: -1 short, 0 none, 1 meets),
 * value (NaN none), unit, measure (what the criterion measures, "" none). */
const char *sl_suggestion_get (SlSuggestion *self, const char *property);
guint sl_suggestion_get_page (SlSuggestion *self);
GArray *sl_suggestion_get_ranges (SlSuggestion *self); /* guint pairs in excerpt, borrowed */
/* A length or number stated in the passage, in the criterion's unit, and how it compares. FALSE
 * when none. */
gboolean sl_suggestion_get_stated (SlSuggestion *self, double *value, int *comparison);

/* Searches the index for the item's look-for terms; best first, dismissed ones left out.
 * *@not_found (transfer full) lists the terms found nowhere. Blocking, for a thread. Element type
 * SlSuggestion. */
GPtrArray *sl_suggestions_find (SlLibrary *library,
                                SlAssessment *assessment,
                                SlChecklistItem *item,
                                char ***not_found,
                                GError **error);

/* Lengths and counts stated in a text ("1.5 m", "1500mm", "1.8 metres", "31 flats"); element type
 * SlStatedMeasure. */
typedef struct
{
  double value;
  const char *unit;
  guint start, end;
} SlStatedMeasure;
GArray *sl_measures_find (const char *text);
/* "1.8 m"; transfer full. FALSE when one unit cannot be said in the other. */
char *sl_measure_format (double value, const char *unit);
gboolean sl_measure_convert (double value, const char *from, const char *to, double *converted);
/* 1 meets it, -1 does not, 0: it compares nothing. */
int sl_criterion_compare (const SlCriterion *criterion, double value);
/* "0.3 m short", "Meets 1.8 m"; transfer full. */
char *sl_criterion_describe (const SlCriterion *criterion, double value);

/* Where two documents state different values for one criterion: "Documents disagree: 1.5 m on
 * 2147-BT-01 page 1, 1.8 m in Design and access statement page 14". NULL when none do; transfer
 * full. *@first and *@second (out, optional) are borrowed from @suggestions. */
char *sl_suggestions_dup_disagreement (GPtrArray *suggestions,
                                       SlSuggestion **first,
                                       SlSuggestion **second);

SlChange *sl_suggestion_change_dismiss (const char *case_id,
                                        const char *item_id,
                                        const char *key,
                                        gboolean dismissed);

G_END_DECLS
