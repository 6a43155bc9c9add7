/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @reason: not empty. Not called once @widget is gone, nor when nothing was said. */
typedef void (*SlReasonGiven) (GtkWidget *widget, const char *reason);

/* Asks for a reason in one line, where a rule wants one in writing. */
void sl_reason_ask (GtkWidget *widget,
                    const char *heading,
                    const char *body,
                    const char *label,
                    const char *button,
                    SlReasonGiven given);

G_END_DECLS
