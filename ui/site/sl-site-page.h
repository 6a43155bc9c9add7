/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is done away from the desk for a case: its stages, and its records (meetings, visits,
 * surveys, the scheme, advice) as forms to fill in. Reads when it is first seen. */
#define SL_TYPE_SITE_PAGE (sl_site_page_get_type ())
G_DECLARE_FINAL_TYPE (SlSitePage, sl_site_page, SL, SITE_PAGE, GtkWidget)

GtkWidget *sl_site_page_new (SlCasebook *casebook, SlCase *planning_case);
/* Shows a record of the case, as soon as the page has been read. */
void sl_site_page_show_sheet (SlSitePage *self, const char *sheet_id);

G_END_DECLS
