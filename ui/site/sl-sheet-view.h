/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "sheets/sl-sheet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A sheet as a form to fill in, part by part: built from its form, saved field by field, and kept
 * up with the store. Signal "filled" after anything in it changed, whoever did. */
#define SL_TYPE_SHEET_VIEW (sl_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (SlSheetView, sl_sheet_view, SL, SHEET_VIEW, AdwBin)

/* The case's own items are offered where a field asks for one. */
void sl_sheet_view_set_casebook (SlSheetView *self, SlCasebook *casebook);
/* @sheet NULL: nothing. What was typed and not saved is saved first. */
void sl_sheet_view_set_sheet (SlSheetView *self, SlSheet *sheet);
SlSheet *sl_sheet_view_get_sheet (SlSheetView *self);
/* Scrolls to a field and gives it the focus; @entry_id and @field_id may be "". */
void sl_sheet_view_show_field (SlSheetView *self,
                               const char *group_id,
                               const char *field_id,
                               const char *entry_id);
/* Whether something other than its being closed keeps it as it is; the page says what. */
void sl_sheet_view_set_locked (SlSheetView *self, gboolean locked);
void sl_sheet_view_flush (SlSheetView *self);

G_END_DECLS
