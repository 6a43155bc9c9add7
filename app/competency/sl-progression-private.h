/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-private.h"
#include "documents/sl-sealed-file.h"

G_BEGIN_DECLS

/* The head of the trail that a notification's footer prints. */
typedef struct
{
  gint64 sequence;
  char *hash;
} SlProgressionSeal;

/* What holds "fulfilled" back, a line each. Transfer full. */
char *sl_progression_list_unmet (SlPortfolio *portfolio);
/* Whether it can be decided so, whoever decides. */
gboolean sl_progression_check (SlPortfolio *portfolio,
                               const char *outcome,
                               const char *reasons,
                               const char *notified_on,
                               GError **error);
/* The change that says so, of a notification that is kept. */
SlChange *sl_progression_make_change (SlPortfolio *portfolio,
                                      const char *outcome,
                                      const char *reasons,
                                      const char *unmet,
                                      const char *notified_on,
                                      SlSealedFile *file,
                                      const SlProgressionSeal *seal);

G_END_DECLS
