/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-version.h"

G_BEGIN_DECLS

/* A snapshot of @letter with @rows in front of it: path and value by turns in the order of the
 * bytes, NULL at the end. Takes @letter. Transfer full. */
SlSnapshot *sl_test_make_snapshot (SlLetter *letter, const char *const *rows);

/* A letter of paragraphs: key and text by turns, NULL at the end; "#" in front of a key makes a
 * heading of it. Transfer full. */
SlLetter *sl_test_make_paragraphs (const char *const *blocks);

G_END_DECLS
