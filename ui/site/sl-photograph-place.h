/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "documents/sl-photograph.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* From where on a plan a photograph was taken, and in which direction: choose the plan, press the
 * place, turn the dial; all of it by keyboard too. Signal "change" (SlChange, transfer none: take a
 * reference to apply it; a sentence that says what was done). */
#define SL_TYPE_PHOTOGRAPH_PLACE (sl_photograph_place_get_type ())
G_DECLARE_FINAL_TYPE (SlPhotographPlace, sl_photograph_place, SL, PHOTOGRAPH_PLACE, AdwBin)

GtkWidget *sl_photograph_place_new (SlCasebook *casebook, SlPhotograph *photograph);
void
sl_photograph_place_show (SlPhotographPlace *self, SlPhotograph *photograph, gboolean editable);
/* Keeps what was moved and typed and not kept yet. */
void sl_photograph_place_flush (SlPhotographPlace *self);

G_END_DECLS
