/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"

G_BEGIN_DECLS

/* Adds a block of @kind with @key and @text to @letter. */
SlBlock *sl_test_add_block (SlLetter *letter, SlBlockKind kind, const char *key, const char *text);

/* An invented response of about @n_pages pages with every kind of block but figures. Transfer full.
 */
SlLetter *sl_test_make_letter (guint n_pages);

G_END_DECLS
