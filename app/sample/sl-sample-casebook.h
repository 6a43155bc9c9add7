/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* Fills an empty casebook with the sample: the papers of @folder imported and worked on, and an
 * inbox. */
gboolean sl_sample_fill_casebook (SlCasebook *casebook, const char *folder, GError **error);

G_END_DECLS
