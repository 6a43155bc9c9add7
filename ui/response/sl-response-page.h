/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Response of a case: sections, live page preview, where a sentence comes from. */
#define SL_TYPE_RESPONSE_PAGE (sl_response_page_get_type ())
G_DECLARE_FINAL_TYPE (SlResponsePage, sl_response_page, SL, RESPONSE_PAGE, GtkWidget)

GtkWidget *sl_response_page_new (SlCasebook *casebook, SlCase *planning_case);

G_END_DECLS
