/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-issue.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the authority decided, and what became of each recommendation. Signal "record" (decision,
 * ISO date, note): the items are asked for with sl_outcome_window_dup_items(). */
#define SL_TYPE_OUTCOME_WINDOW (sl_outcome_window_get_type ())
G_DECLARE_FINAL_TYPE (SlOutcomeWindow, sl_outcome_window, SL, OUTCOME_WINDOW, AdwWindow)

/* @rows (of SlOutcomeRow) as they stand; @outcome NULL: nothing was recorded yet. */
SlOutcomeWindow *sl_outcome_window_new (GtkWindow *parent, GListModel *rows, SlOutcome *outcome);
/* Four strings for each recommendation: its key, state, condition, note. Transfer full. */
char **sl_outcome_window_dup_items (SlOutcomeWindow *self);
void sl_outcome_window_refuse (SlOutcomeWindow *self, const char *text);

G_END_DECLS
