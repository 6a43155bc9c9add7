/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is to be said of an entry beside its own line. */
typedef enum
{
  SL_ENTRY_FINE,
  SL_ENTRY_THINK, /* something is to be thought of */
  SL_ENTRY_LACKS, /* something keeps the sheet from being closed, or it does not count */
} SlEntryMark;

/* One entry of a group: its line, folded; what is the matter with it, as a shape and in words; its
 * fields when it is opened. Signals "remove", "checklist" (its own is to be
 * opened) and "opened" (the first time: its fields are to be
 * added, with adw_expander_row_add_row()). */
#define SL_TYPE_ENTRY_ROW (sl_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (SlEntryRow, sl_entry_row, SL, ENTRY_ROW, AdwExpanderRow)

GtkWidget *sl_entry_row_new (const SlFormGroup *group, const char *entry_id);
const char *sl_entry_row_get_entry_id (SlEntryRow *self);
const SlFormGroup *sl_entry_row_get_group (SlEntryRow *self);
/* @words: "" nothing is the matter. */
void sl_entry_row_show (SlEntryRow *self, const char *line, SlEntryMark mark, const char *words);
void sl_entry_row_set_editable (SlEntryRow *self, gboolean editable);

G_END_DECLS
