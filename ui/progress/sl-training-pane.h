/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Training and professional development: what each criterion asks for, and what was entered for it.
 *
 * Signals: "opened" (criterion id: its cell), "wanted" (criterion id, training id; "": a new one).
 */
#define SL_TYPE_TRAINING_PANE (sl_training_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlTrainingPane, sl_training_pane, SL, TRAINING_PANE, AdwBin)

GtkWidget *sl_training_pane_new (void);
void sl_training_pane_show (SlTrainingPane *self,
                            SlPortfolio *portfolio,
                            const char *viewer_id,
                            gboolean writable);
void sl_training_pane_set_narrow (SlTrainingPane *self, gboolean narrow);
/* Puts the focus on a criterion. */
void sl_training_pane_go_to (SlTrainingPane *self, const char *criterion_id);

/* "course" as people read it; the kinds that a framework can accept. */
const char *sl_training_kind_to_words (const char *kind);

G_END_DECLS
