/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The officer's card and this computer's habits. */
#define SL_TYPE_PREFERENCES_WINDOW (sl_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SlPreferencesWindow,
                      sl_preferences_window,
                      SL,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/* @parent: a SlWindow, through which the card is saved. */
GtkWidget *sl_preferences_window_new (GtkWindow *parent, SlCasebook *casebook);
void sl_preferences_window_show_people (SlPreferencesWindow *self);

G_END_DECLS
