/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The components as cards with rings; the chosen one is what stands below. Signal: "chosen"
 * (component id). */
#define SL_TYPE_PROGRESS_CARDS (sl_progress_cards_get_type ())
G_DECLARE_FINAL_TYPE (SlProgressCards, sl_progress_cards, SL, PROGRESS_CARDS, AdwBin)

GtkWidget *sl_progress_cards_new (void);
/* @chosen: the id of a component of the framework. */
void sl_progress_cards_show (SlProgressCards *self, SlPortfolio *portfolio, const char *chosen);
void sl_progress_cards_set_narrow (SlProgressCards *self, gboolean narrow);
/* The component that stands first where nobody has chosen one yet: the first with occasions, as
 * planning comes first on every trainee's way. Borrowed. */
const char *sl_progress_cards_choose (SlPortfolio *portfolio);

G_END_DECLS
