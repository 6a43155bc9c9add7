/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The widget in which one kind of field is filled in: a line, several lines, a choice, ticks, yes
 * or no. Its value is always as the form keeps it (sl_form_field_parse()). Signals: "edited"
 * (typed, to be kept soon) and "chosen" (to be kept now). */
#define SL_TYPE_FIELD_EDITOR (sl_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (SlFieldEditor, sl_field_editor, SL, FIELD_EDITOR, AdwBin)

SlFieldEditor *sl_field_editor_new (const SlFormField *field);
/* What a choice or a suggestion offers, where the form itself does not say: entries of a group,
 * persons, standards. Each NULL-terminated; @labels as many as @ids. */
void
sl_field_editor_set_offers (SlFieldEditor *self, const char *const *ids, const char *const *labels);
void sl_field_editor_set_value (SlFieldEditor *self, const char *value);
/* NULL with a sentence for the officer when what is typed is no such value. Transfer full. */
char *sl_field_editor_dup_value (SlFieldEditor *self, GError **error);
void sl_field_editor_set_editable (SlFieldEditor *self, gboolean editable);
/* The widget that takes the focus and bears the field's name. */
GtkWidget *sl_field_editor_get_target (SlFieldEditor *self);

G_END_DECLS
