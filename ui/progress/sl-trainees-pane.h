/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "progress/sl-progress-load.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a manager looks after: claims that wait and since when, appeals, the trainees with their
 * progress, what is to be looked at again. Signal: "opened" (portfolio id, occasion id, criterion
 * id; "" where there is none). */
#define SL_TYPE_TRAINEES_PANE (sl_trainees_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlTraineesPane, sl_trainees_pane, SL, TRAINEES_PANE, AdwBin)

GtkWidget *sl_trainees_pane_new (void);
/* @state is borrowed until the next call. Returns how many claims wait for who is at work. */
guint
sl_trainees_pane_show (SlTraineesPane *self, const SlProgressState *state, SlCasebook *casebook);
void sl_trainees_pane_set_narrow (SlTraineesPane *self, gboolean narrow);
gboolean sl_trainees_pane_is_empty (SlTraineesPane *self);

G_END_DECLS
