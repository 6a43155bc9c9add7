/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The place Progress: the trainee's portfolio, or a manager's trainees. */
#define SL_TYPE_PROGRESS_PAGE (sl_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (SlProgressPage, sl_progress_page, SL, PROGRESS_PAGE, AdwBin)

GtkWidget *sl_progress_page_new (SlCasebook *casebook);
/* @portfolio_id NULL: one's own. The cell (both nullable) is opened. */
void sl_progress_page_open (SlProgressPage *self,
                            const char *portfolio_id,
                            const char *occasion_id,
                            const char *criterion_id);
/* Reads a portfolio's bundle and tells what came. */
void sl_progress_page_read_bundle (SlProgressPage *self, const char *path);

G_END_DECLS
