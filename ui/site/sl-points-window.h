/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "sheets/sl-sheet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is open in the case, with ticks: what is chosen goes on the meeting's agenda. */
#define SL_TYPE_POINTS_WINDOW (sl_points_window_get_type ())
G_DECLARE_FINAL_TYPE (SlPointsWindow, sl_points_window, SL, POINTS_WINDOW, AdwWindow)

/* @owner: a widget of the main window, through which it is saved. */
GtkWidget *sl_points_window_new (GtkWidget *owner, SlCasebook *casebook, SlSheet *meeting);

G_END_DECLS
