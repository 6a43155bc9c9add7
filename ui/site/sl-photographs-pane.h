/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The photographs of a record as small pictures, each with whether it may be shown; added by a file
 * dialog or dropped on the tab. A press opens one. */
#define SL_TYPE_PHOTOGRAPHS_PANE (sl_photographs_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlPhotographsPane, sl_photographs_pane, SL, PHOTOGRAPHS_PANE, AdwBin)

void sl_photographs_pane_set_casebook (SlPhotographsPane *self, SlCasebook *casebook);
/* Files let go over @area are photographs of the record that is shown. */
void sl_photographs_pane_accept_drops (SlPhotographsPane *self, GtkWidget *area);
/* Reads them again. @sheet_id NULL: none. */
void sl_photographs_pane_show (SlPhotographsPane *self, const char *case_id, const char *sheet_id);

G_END_DECLS
