/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "people/sl-person.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Another role for another person, with the reason. Action: role.change. */
#define SL_TYPE_ROLE_WINDOW (sl_role_window_get_type ())
G_DECLARE_FINAL_TYPE (SlRoleWindow, sl_role_window, SL, ROLE_WINDOW, AdwWindow)

/* @row: a widget of the people page, which applies the change; @actor: who is at work. */
GtkWidget *sl_role_window_new (GtkWidget *row, SlPerson *person, SlPerson *actor);

G_END_DECLS
