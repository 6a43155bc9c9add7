/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The cases in hand, by due date. */
#define SL_TYPE_CASES_PAGE (sl_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (SlCasesPage, sl_cases_page, SL, CASES_PAGE, AdwBin)

GtkWidget *sl_cases_page_new (SlCasebook *casebook);

G_END_DECLS
