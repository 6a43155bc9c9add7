/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Three panes beside each other that fold as the width goes, always the same three widgets: a
 * folded side pane lies over the middle one while it is shown. Children by type in the .ui: start,
 * middle, end.
 *
 * Properties: start-width; fixed-width (of the end pane, or of the middle one when end-fills);
 * end-fills; start-fold and end-fold (the side pane is folded below this width); cover-below
 * (folded panes cover all below this width); show-start and show-end (of a folded pane);
 * start-first (when start covers, it comes first); start-folded, end-folded, covering (read-only,
 * changed from an idle). */
#define SL_TYPE_PANES (sl_panes_get_type ())
G_DECLARE_FINAL_TYPE (SlPanes, sl_panes, SL, PANES, GtkWidget)

gboolean sl_panes_get_start_folded (SlPanes *self);
gboolean sl_panes_get_end_folded (SlPanes *self);
gboolean sl_panes_get_covering (SlPanes *self);
/* Nothing happens when the pane stands beside the others. */
void sl_panes_set_show_start (SlPanes *self, gboolean show);
void sl_panes_set_show_end (SlPanes *self, gboolean show);
/* Keyboard focus to the next pane that shows. */
void sl_panes_focus_next (SlPanes *self);

G_END_DECLS
