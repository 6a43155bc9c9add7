/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* Four small cases on their way through quality assurance: one waits with its second version, one
 * was returned, one is an objection, one is approved. Who opened the casebook works on three of
 * them, @trainee_id on one; @manager_id comments and decides. */
gboolean sl_sample_fill_reviews (SlCasebook *casebook,
                                 const char *manager_id,
                                 const char *trainee_id,
                                 GError **error);

/* From which hour on the next steps are recorded; 0: the present. */
void sl_sample_set_hours_ago (int hours);
/* The same of a moment, in microseconds since 1970. */
void sl_sample_set_past (gint64 moment);

G_END_DECLS
