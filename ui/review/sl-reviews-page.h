/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The place of quality assurance: drafts that wait for the person at work to decide, what was
 * returned to them or approved, and what waits for others. */
#define SL_TYPE_REVIEWS_PAGE (sl_reviews_page_get_type ())
G_DECLARE_FINAL_TYPE (SlReviewsPage, sl_reviews_page, SL, REVIEWS_PAGE, AdwBin)

GtkWidget *sl_reviews_page_new (SlCasebook *casebook);

G_END_DECLS
