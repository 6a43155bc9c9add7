/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is missing, in sentences, each with the button that goes there. Signal: "chosen" (kind,
 * component id, occasion id, criterion id, training id; "" where there is none). */
#define SL_TYPE_MISSING_LIST (sl_missing_list_get_type ())
G_DECLARE_FINAL_TYPE (SlMissingList, sl_missing_list, SL, MISSING_LIST, AdwBin)

GtkWidget *sl_missing_list_new (void);
/* @own: whoever reads it can do something about it. */
void sl_missing_list_show (SlMissingList *self, SlPortfolio *portfolio, gboolean own);

G_END_DECLS
