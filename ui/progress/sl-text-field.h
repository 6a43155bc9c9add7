/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text of several lines with its label above, as tall as what is written in it. Signal: "edited".
 */
#define SL_TYPE_TEXT_FIELD (sl_text_field_get_type ())
G_DECLARE_FINAL_TYPE (SlTextField, sl_text_field, SL, TEXT_FIELD, GtkWidget)

/* @hint (nullable) stands below it. */
GtkWidget *sl_text_field_new (const char *label, const char *hint);
/* Emits nothing. */
void sl_text_field_set_text (SlTextField *self, const char *text);
/* Trimmed; transfer full. */
char *sl_text_field_dup_text (SlTextField *self);

G_END_DECLS
