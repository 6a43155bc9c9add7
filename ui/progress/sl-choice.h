/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A drop-down of @names that asks for no more width than there is: the chosen one is cut with an
 * ellipsis, those in its list are not. @label is its accessible name. */
GtkWidget *sl_choice_new (GtkStringList *names, const char *label);

G_END_DECLS
