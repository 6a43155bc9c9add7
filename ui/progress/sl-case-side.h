/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The case beside a claim: the page that a piece of evidence lies on, and the way to the case
 * itself. */
#define SL_TYPE_CASE_SIDE (sl_case_side_get_type ())
G_DECLARE_FINAL_TYPE (SlCaseSide, sl_case_side, SL, CASE_SIDE, AdwBin)

void sl_case_side_set_casebook (SlCaseSide *self, SlCasebook *casebook);
/* Whose documents can be leafed through; "" none. The first document is shown. */
void sl_case_side_set_case (SlCaseSide *self, const char *case_id);
/* Whether it lies over the claim, and needs a way back to it. */
void sl_case_side_set_folded (SlCaseSide *self, gboolean folded);
/* Shows a document or a piece of evidence. FALSE when it is neither, or is no longer here. */
gboolean sl_case_side_show (SlCaseSide *self, const char *object_kind, const char *object_id);

G_END_DECLS
