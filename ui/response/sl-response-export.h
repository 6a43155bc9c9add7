/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where, and writes the letter there as PDF; a toast says how it went. @name: for the proposed
 * file name. */
void sl_response_export (GtkWidget *owner, SlLetter *letter, const char *name);

G_END_DECLS
