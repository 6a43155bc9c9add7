/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* The people of the sample by the names that its files call them: rowan (the officer), helen (the
 * manager), david (the senior manager), dana (who has left), callum and priya (trainees). */
typedef struct _SlSamplePeople SlSamplePeople;

/* Brings them in, and has them declare and confirm each other. @as is who opens the casebook: that
 * one has the account that makes the sample, the others numbers that no computer gives out. */
SlSamplePeople *sl_sample_people_enter (SlCasebook *casebook, const char *as, GError **error);
void sl_sample_people_free (SlSamplePeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSamplePeople, sl_sample_people_free)
/* NULL for a name that nobody has; borrowed. */
const char *sl_sample_people_find (SlSamplePeople *self, const char *name);
/* From now on this person is at work, as in a process of their account. */
gboolean sl_sample_people_become (SlSamplePeople *self, const char *name, GError **error);
/* The names that @as may be, for messages; NULL-terminated. */
const char *const *sl_sample_people_get_names (void);

G_END_DECLS
