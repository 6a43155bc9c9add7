/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What may go along with something that leaves, asked each time: nothing private leaves by habit.
 */
GtkWidget *sl_switch_list_new (void);
/* A line with a switch that is off; borrowed. */
GtkSwitch *sl_switch_list_add (GtkWidget *list, const char *title, const char *subtitle);
/* A question over the window of @any, with @list in it; the response @id is taken by @button. To be
 * presented. Transfer none. */
GtkWidget *sl_switch_list_ask (GtkWidget *any,
                               const char *heading,
                               GtkWidget *list,
                               const char *id,
                               const char *button);

G_END_DECLS
