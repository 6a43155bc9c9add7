/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The one step that is confirmed: when, how and to whom the response goes, and that it cannot be
 * taken back. Signal "issue" (ISO date, way, to whom); the caller then closes the window or says
 * why not. */
#define SL_TYPE_ISSUE_WINDOW (sl_issue_window_get_type ())
G_DECLARE_FINAL_TYPE (SlIssueWindow, sl_issue_window, SL, ISSUE_WINDOW, AdwWindow)

/* @version_number is what is issued, @to whom it would go to ("" unknown). */
SlIssueWindow *sl_issue_window_new (GtkWindow *parent, guint version_number, const char *to);
void sl_issue_window_refuse (SlIssueWindow *self, const char *text);

G_END_DECLS
