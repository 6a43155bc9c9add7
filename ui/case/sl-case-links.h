/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The other applications that a case names, with a way to those in the casebook. */
#define SL_TYPE_CASE_LINKS (sl_case_links_get_type ())
G_DECLARE_FINAL_TYPE (SlCaseLinks, sl_case_links, SL, CASE_LINKS, AdwBin)

void sl_case_links_set_case (SlCaseLinks *self, SlCasebook *casebook, SlCase *planning_case);
void sl_case_links_refresh (SlCaseLinks *self);

G_END_DECLS
