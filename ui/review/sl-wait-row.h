/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-waits.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One case of the queue: which, by whom, how long, until when. */
#define SL_TYPE_WAIT_ROW (sl_wait_row_get_type ())
G_DECLARE_FINAL_TYPE (SlWaitRow, sl_wait_row, SL, WAIT_ROW, GtkListBoxRow)

GtkWidget *sl_wait_row_new (const SlReviewWait *wait);
const char *sl_wait_row_get_case_id (SlWaitRow *self);
const char *sl_wait_row_get_paper_id (SlWaitRow *self);
/* How long and until when stand under the words instead of beside them. */
void sl_wait_row_set_narrow (SlWaitRow *self, gboolean narrow);

G_END_DECLS
