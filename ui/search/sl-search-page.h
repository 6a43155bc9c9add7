/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One box over every case and every page of every document. */
#define SL_TYPE_SEARCH_PAGE (sl_search_page_get_type ())
G_DECLARE_FINAL_TYPE (SlSearchPage, sl_search_page, SL, SEARCH_PAGE, AdwBin)

GtkWidget *sl_search_page_new (SlCasebook *casebook);

G_END_DECLS
