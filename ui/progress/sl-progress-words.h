/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

G_BEGIN_DECLS

/* How a portfolio reads: what more than one part of the page says alike. All transfer full. */

/* "Occasion" of "occasion". */
char *sl_progress_capitalise (const char *text);
/* "occasion 4, Mallard Way" */
char *sl_occasion_describe (const SlOccasion *occasion);
/* "Agreed 3 July", "Being assessed", "More needed", "Under way" */
char *sl_occasion_describe_state (const SlOccasion *occasion);
/* "Occasion 4, Mallard Way"; the component for training. */
char *sl_cell_describe_place (SlPortfolio *portfolio, const SlCell *cell);
/* "3 of 5 occasions agreed" */
char *sl_component_describe_progress (const SlComponentProgress *progress);
/* "1 being assessed, 1 to choose"; "" when it is complete */
char *sl_component_describe_rest (SlPortfolio *portfolio, const SlComponentProgress *progress);
/* "Planning process, five occasions" */
char *sl_component_describe (const SlComponent *component);
/* "Helen Marsh, Designing Out Crime Manager (self-declared)" */
char *sl_cell_event_describe_person (const SlCellEvent *event);
/* "Claimed", "Agreed", "More needed", "Taken back", "Acknowledged", "Replied" */
char *sl_cell_event_describe (const SlCellEvent *event);
SlCellState sl_cell_verdict_to_state (const char *verdict);
/* "3 days left", "last day today", "2 days ago" */
char *sl_progress_describe_days_left (int days);

G_END_DECLS
