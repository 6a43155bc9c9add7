/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* Fills an empty casebook with the sample: the papers of @folder imported and worked on, an inbox,
 * and what its people did in two years. @as: which of them opens it. */
gboolean
sl_sample_fill_casebook (SlCasebook *casebook, const char *folder, const char *as, GError **error);

G_END_DECLS
