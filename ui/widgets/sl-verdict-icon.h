/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Icon and style class of a verdict; static strings. */
const char *sl_verdict_icon_name (SlVerdict verdict);
const char *sl_verdict_css_class (SlVerdict verdict);

/* A verdict's shape in its colour; its word is its accessible name. Property: verdict (int). */
#define SL_TYPE_VERDICT_ICON (sl_verdict_icon_get_type ())
G_DECLARE_FINAL_TYPE (SlVerdictIcon, sl_verdict_icon, SL, VERDICT_ICON, GtkWidget)

GtkWidget *sl_verdict_icon_new (SlVerdict verdict);
void sl_verdict_icon_set_verdict (SlVerdictIcon *self, SlVerdict verdict);

G_END_DECLS
