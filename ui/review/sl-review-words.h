/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the Review page calls things. */

/* "In review", "Returned", … */
const char *sl_review_state_word (const char *state);
/* The class of the chip that says it: "accent" while it waits for somebody, else NULL. */
const char *sl_review_state_class (const char *state);
/* An ISO time in London: "today 09:40", "20 November", "20 November 2025". Transfer full. */
char *sl_review_when (const char *time);
/* "3fa9c1d2…": enough of a hash to compare by eye. Transfer full. */
char *sl_review_short_hash (const char *hash);

G_END_DECLS
