/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows of a page that lists cases. Signals: "stale" when the store has changed and the page is
 * to load its query again; "loaded" when the rows stand. */
#define SL_TYPE_CASE_ROWS (sl_case_rows_get_type ())
G_DECLARE_FINAL_TYPE (SlCaseRows, sl_case_rows, SL, CASE_ROWS, GObject)

SlCaseRows *sl_case_rows_new (SlStore *store, GtkWidget *page, GtkWidget *view);
/* The page goes: nothing is read or told any more. */
void sl_case_rows_close (SlCaseRows *self);

GtkSingleSelection *sl_case_rows_get_selection (SlCaseRows *self);
SlCase *sl_case_rows_get_selected (SlCaseRows *self);
guint sl_case_rows_get_n_rows (SlCaseRows *self);

void sl_case_rows_load (SlCaseRows *self, const SlCaseQuery *query);
void sl_case_rows_begin_at_top (SlCaseRows *self);
gboolean sl_case_rows_grab_focus (SlCaseRows *self);

G_END_DECLS
