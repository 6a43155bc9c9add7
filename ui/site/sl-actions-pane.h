/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What somebody has to do by a day: of a record, or of the whole case. Added, changed and settled
 * where it is listed. */
#define SL_TYPE_ACTIONS_PANE (sl_actions_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlActionsPane, sl_actions_pane, SL, ACTIONS_PANE, AdwBin)

void sl_actions_pane_set_casebook (SlActionsPane *self, SlCasebook *casebook);
/* Reads them again. @sheet_id: what a new action belongs to; nullable: the case. */
void sl_actions_pane_show (SlActionsPane *self, const char *case_id, const char *sheet_id);

G_END_DECLS
