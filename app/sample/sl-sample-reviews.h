/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-sample-people.h"

G_BEGIN_DECLS

/* Four small cases on their way through quality assurance: one waits with its second version, one
 * was returned, one is an objection, one is approved. The officer works on three of them, a trainee
 * on one; the manager comments and decides. */
gboolean sl_sample_fill_reviews (SlCasebook *casebook, SlSamplePeople *people, GError **error);
/* When the last of that was, in microseconds since 1970. */
gint64 sl_sample_get_last_review (void);

/* From which hour on the next steps are recorded; 0: the present. */
void sl_sample_set_hours_ago (int hours);
/* The same of a moment, in microseconds since 1970. */
void sl_sample_set_past (gint64 moment);

G_END_DECLS
