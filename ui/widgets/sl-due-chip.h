/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a deadline is told. */
typedef enum
{
  SL_DUE_UNKNOWN, /* no date */
  SL_DUE_LATER,   /* beyond a week: plain text */
  SL_DUE_WEEK,    /* within a week */
  SL_DUE_SOON,    /* within two days */
  SL_DUE_OVERDUE,
} SlDueState;

/* @words ("Overdue", "Today", "3 days"; "" unknown) and @day ("25 Nov") are transfer full. */
SlDueState sl_due_describe (const char *date, char **words, char **day);
/* NULL when the state needs none. */
const char *sl_due_icon_name (SlDueState state);

/* A deadline as a chip: "Due in 2 days, 25 Nov"; plain text beyond a week, nothing without a date.
 * Properties: date (ISO), brief (only the days: where the header is narrow). */
#define SL_TYPE_DUE_CHIP (sl_due_chip_get_type ())
G_DECLARE_FINAL_TYPE (SlDueChip, sl_due_chip, SL, DUE_CHIP, GtkWidget)

GtkWidget *sl_due_chip_new (void);
void sl_due_chip_set_date (SlDueChip *self, const char *date);

G_END_DECLS
