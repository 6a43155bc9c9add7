/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of a cell's history as a card: who, as what and when; the words; the work that was
 * assessed; the evidence, with buttons of "progress.show" (object kind, object id) where what it
 * stands for is still here, and of "progress.save-file" (sha256, name) for files. */
GtkWidget *sl_cell_card_new (SlPortfolio *portfolio, const SlCellEvent *event);
/* The lines of a card, to add to; and the card of @title that has no event. */
GtkBox *sl_cell_card_get_lines (GtkWidget *card);
GtkWidget *sl_cell_card_new_plain (const char *title);
/* A row for each of the files of @owner_id (an occasion or a claim). */
void sl_cell_card_add_files (GtkWidget *card, SlPortfolio *portfolio, const char *owner_id);

G_END_DECLS
