/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SL_OCCASION_ADD_FILE,
  SL_OCCASION_SAVE_FILE, /* a copy of it */
  SL_OCCASION_REMOVE_FILE,
} SlOccasionStep;

/* @first and @second: file id, or sha256 and name. */
typedef void (*SlOccasionDone) (GtkWidget *any,
                                SlOccasionStep step,
                                const char *occasion_id,
                                const char *first,
                                const char *second);

/* What an occasion is, and the files that stand for it where there is no case. */
void sl_occasion_facts_present (GtkWidget *any,
                                SlPortfolio *portfolio,
                                const SlOccasion *occasion,
                                gboolean writable,
                                SlOccasionDone done);

G_END_DECLS
