/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-sheet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The case's records by kind, newest first, with a menu that begins another. Signal "chosen" (sheet
 * id): by the pointer or the keyboard, never by sl_sheets_pane_show(). The menu activates the
 * action "site.new" with the form's id. */
#define SL_TYPE_SHEETS_PANE (sl_sheets_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlSheetsPane, sl_sheets_pane, SL, SHEETS_PANE, AdwBin)

/* @forms: element type SlForm. */
void sl_sheets_pane_set_forms (SlSheetsPane *self, GPtrArray *forms);
/* @lines: element type SlSheetLine; @chosen_id nullable. */
void sl_sheets_pane_show (SlSheetsPane *self, GPtrArray *lines, const char *chosen_id);
void sl_sheets_pane_open_menu (SlSheetsPane *self);
/* "Open", "Closed", "Cancelled". */
const char *sl_sheet_state_to_word (const char *state);

G_END_DECLS
