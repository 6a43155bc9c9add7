/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The place Due: one list of what is due across cases, mine or the team's, and its calendar file.
 */
#define SL_TYPE_DUE_PAGE (sl_due_page_get_type ())
G_DECLARE_FINAL_TYPE (SlDuePage, sl_due_page, SL, DUE_PAGE, AdwBin)

GtkWidget *sl_due_page_new (SlCasebook *casebook);

G_END_DECLS
