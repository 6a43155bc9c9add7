/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One field of a sheet in a list: its label, the editor, and below it a hint, what is lacking or
 * what cannot be kept. Saves by itself: "value-changed" (value as the form keeps it) comes a second
 * after the last key, when the focus leaves, and at once for a choice. */
#define SL_TYPE_FIELD_ROW (sl_field_row_get_type ())
G_DECLARE_FINAL_TYPE (SlFieldRow, sl_field_row, SL, FIELD_ROW, AdwPreferencesRow)

GtkWidget *sl_field_row_new (const SlFormField *field);
const SlFormField *sl_field_row_get_field (SlFieldRow *self);
/* Not while something typed waits to be saved: what the officer types wins. */
void sl_field_row_set_value (SlFieldRow *self, const char *value);
void sl_field_row_set_offers (SlFieldRow *self, const char *const *ids, const char *const *labels);
void sl_field_row_set_editable (SlFieldRow *self, gboolean editable);
/* @text NULL: nothing lacks; @blocks: it cannot be closed without. */
void sl_field_row_set_lack (SlFieldRow *self, const char *text, gboolean blocks);
void sl_field_row_flush (SlFieldRow *self);

G_END_DECLS
