/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Writing an application in by hand: the few things without which nothing can be sent. */
#define SL_TYPE_NEW_CASE_WINDOW (sl_new_case_window_get_type ())
G_DECLARE_FINAL_TYPE (SlNewCaseWindow, sl_new_case_window, SL, NEW_CASE_WINDOW, AdwWindow)

/* @parent: a SlWindow, which opens the case when it is saved. */
GtkWidget *sl_new_case_window_new (GtkWindow *parent, SlCasebook *casebook);

G_END_DECLS
