/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The crime figures of a case as a table: typed, or read from a CSV file. */
#define SL_TYPE_CRIME_WINDOW (sl_crime_window_get_type ())
G_DECLARE_FINAL_TYPE (SlCrimeWindow, sl_crime_window, SL, CRIME_WINDOW, AdwWindow)

/* @owner: a widget of the case's page; changes are applied, and failures shown, through its window.
 */
GtkWindow *sl_crime_window_new (GtkWidget *owner, SlCasebook *casebook, SlCase *planning_case);

G_END_DECLS
