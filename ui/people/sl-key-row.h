/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "people/sl-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A signing key of somebody else, and what is thought of it here. Actions: key.verify, key.revoke.
 */
#define SL_TYPE_KEY_ROW (sl_key_row_get_type ())
G_DECLARE_FINAL_TYPE (SlKeyRow, sl_key_row, SL, KEY_ROW, AdwExpanderRow)

GtkWidget *sl_key_row_new (const SlKeyInfo *info, gboolean writable);
/* The same key as it is thought of now. */
void sl_key_row_set_info (SlKeyRow *self, const SlKeyInfo *info, gboolean writable);

G_END_DECLS
