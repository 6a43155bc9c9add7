/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All photographs of a record, hundreds too: only those in sight are widgets and pixels. */
#define SL_TYPE_PHOTOGRAPHS_WINDOW (sl_photographs_window_get_type ())
G_DECLARE_FINAL_TYPE (SlPhotographsWindow, sl_photographs_window, SL, PHOTOGRAPHS_WINDOW, AdwWindow)

/* @owner: a widget of the main window, through which what is said of them is saved. @photographs:
 * GListStore of SlPhotograph. */
GtkWidget *
sl_photographs_window_new (GtkWidget *owner, SlCasebook *casebook, GListModel *photographs);

G_END_DECLS
