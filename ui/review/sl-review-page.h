/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The case's Review tab: versions | what changed | comments, and the decision. Reads when it is
 * shown, and again when the records of the case change. */
#define SL_TYPE_REVIEW_PAGE (sl_review_page_get_type ())
G_DECLARE_FINAL_TYPE (SlReviewPage, sl_review_page, SL, REVIEW_PAGE, GtkWidget)

GtkWidget *sl_review_page_new (SlCasebook *casebook, SlCase *planning_case);

G_END_DECLS
