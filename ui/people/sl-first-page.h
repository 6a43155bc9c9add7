/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The one page of a first start: who works here. The window takes it away once the casebook knows.
 */
#define SL_TYPE_FIRST_PAGE (sl_first_page_get_type ())
G_DECLARE_FINAL_TYPE (SlFirstPage, sl_first_page, SL, FIRST_PAGE, AdwBin)

/* Whether the page must come before the work: nobody has said who uses this account, and it can be
 * written down. */
gboolean sl_first_page_is_needed (SlCasebook *casebook);
GtkWidget *sl_first_page_new (SlCasebook *casebook);

G_END_DECLS
