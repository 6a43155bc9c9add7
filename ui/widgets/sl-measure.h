/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-checklist.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is asked against what is shown: two bars to one scale, and the difference in words. Its
 * accessible label is the sentence "1.5 m shown, 1.8 m asked, 0.3 m short". Property: narrow (the
 * words stand below the bars). */
#define SL_TYPE_MEASURE (sl_measure_get_type ())
G_DECLARE_FINAL_TYPE (SlMeasure, sl_measure, SL, MEASURE, GtkWidget)

GtkWidget *sl_measure_new (void);
/* @shown in the criterion's unit, NaN when nothing was read from the drawings; @place may be "". */
void
sl_measure_set (SlMeasure *self, const SlCriterion *criterion, double shown, const char *place);

G_END_DECLS
