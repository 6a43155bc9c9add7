/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A direction on a plan, as a hand on a dial: degrees clockwise from the plan's top; NaN when it
 * was not said. Pressed and dragged in steps of 5 degrees; arrow keys by 5, with Shift by 1, Page
 * Up and Down by 45, Home to the top, Delete takes it away. To assistive tools it is a slider.
 *
 * Signals: "changed" with each step of a person's hand; "settled" when the pointer lets go. */
#define SL_TYPE_DIRECTION_DIAL (sl_direction_dial_get_type ())
G_DECLARE_FINAL_TYPE (SlDirectionDial, sl_direction_dial, SL, DIRECTION_DIAL, GtkWidget)

GtkWidget *sl_direction_dial_new (void);
double sl_direction_dial_get_direction (SlDirectionDial *self);
void sl_direction_dial_set_direction (SlDirectionDial *self, double direction);

/* "Towards the top right of the plan, 45 degrees"; transfer full. */
char *sl_direction_dial_dup_words (SlDirectionDial *self);

G_END_DECLS
