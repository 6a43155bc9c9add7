/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review.h"

G_BEGIN_DECLS

/* sl-casebook-papers.c: lets @review compose reports */
void sl_casebook_join_papers (SlReview *review);

G_END_DECLS
