/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is known of a case and where it came from; what is still to do; what was done. */
#define SL_TYPE_OVERVIEW_PAGE (sl_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (SlOverviewPage, sl_overview_page, SL, OVERVIEW_PAGE, AdwBin)

GtkWidget *sl_overview_page_new (SlCasebook *casebook, SlCase *planning_case);

G_END_DECLS
