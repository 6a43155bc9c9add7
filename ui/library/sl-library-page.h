/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The packs to read: checklists, policies, authorities, rules, the force. */
#define SL_TYPE_LIBRARY_PAGE (sl_library_page_get_type ())
G_DECLARE_FINAL_TYPE (SlLibraryPage, sl_library_page, SL, LIBRARY_PAGE, AdwBin)

GtkWidget *sl_library_page_new (SlCasebook *casebook);
/* Opens the first pack of a kind: "triage", "checklist", … */
void sl_library_page_show_kind (SlLibraryPage *self, const char *kind);

G_END_DECLS
