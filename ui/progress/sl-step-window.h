/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A small window for a step that needs more than a sentence: what is to be filled in, and one
 * button that takes the step as soon as nothing stands in its way. Signal: "step", after which the
 * window is closed by whoever took it. */
#define SL_TYPE_STEP_WINDOW (sl_step_window_get_type ())
G_DECLARE_FINAL_TYPE (SlStepWindow, sl_step_window, SL, STEP_WINDOW, AdwWindow)

/* Over the window of @any. @button NULL: there is nothing to be done but to close it. */
SlStepWindow *sl_step_window_new (GtkWidget *any, const char *title, const char *button);
/* What is filled in goes here. */
void sl_step_window_add (SlStepWindow *self, GtkWidget *child);
/* A sentence that says what is lacking; "" nothing is. */
void sl_step_window_set_obstacle (SlStepWindow *self, const char *text);
/* The button's word where it depends on what is chosen. */
void sl_step_window_set_button (SlStepWindow *self, const char *text);

G_END_DECLS
