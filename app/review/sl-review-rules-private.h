/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review-rules.h"

G_BEGIN_DECLS

/* sl-review-award.c: the <award> of the pack. Any thread. */
typedef struct _SlAwardPatterns SlAwardPatterns;
SlAwardPatterns *sl_award_patterns_new (SlPack *pack, const SlPackNode *node, GError **error);
void sl_award_patterns_free (SlAwardPatterns *self);
/* @where (nullable out, transfer full): the first sentence that says so. */
gboolean sl_award_patterns_match (SlAwardPatterns *self, SlLetter *letter, char **where);

G_END_DECLS
