/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Assess: items, judgement, page. */
#define SL_TYPE_ASSESS_PAGE (sl_assess_page_get_type ())
G_DECLARE_FINAL_TYPE (SlAssessPage, sl_assess_page, SL, ASSESS_PAGE, GtkWidget)

GtkWidget *sl_assess_page_new (SlCasebook *casebook, SlCase *planning_case);
/* The checklist of a house type of the case; NULL: the whole case's. */
void sl_assess_page_show_subject (SlAssessPage *self, const char *entry_id);
/* An item of the whole case's. */
void sl_assess_page_show_item (SlAssessPage *self, const char *item_id);

G_END_DECLS
