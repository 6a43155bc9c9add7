/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "documents/sl-photograph.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One photograph: whether it may be shown, its caption, what it belongs to, when and from where it
 * was taken. Everything is kept as it is said. */
#define SL_TYPE_PHOTOGRAPH_WINDOW (sl_photograph_window_get_type ())
G_DECLARE_FINAL_TYPE (SlPhotographWindow, sl_photograph_window, SL, PHOTOGRAPH_WINDOW, AdwWindow)

/* @owner: a widget of the main window, through which it is saved. */
GtkWidget *
sl_photograph_window_new (GtkWidget *owner, SlCasebook *casebook, SlPhotograph *photograph);

G_END_DECLS
