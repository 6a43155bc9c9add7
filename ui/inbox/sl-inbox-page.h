/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Applications that came in and wait for triage. */
#define SL_TYPE_INBOX_PAGE (sl_inbox_page_get_type ())
G_DECLARE_FINAL_TYPE (SlInboxPage, sl_inbox_page, SL, INBOX_PAGE, AdwBin)

GtkWidget *sl_inbox_page_new (SlCasebook *casebook);

G_END_DECLS
