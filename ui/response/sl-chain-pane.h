/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-remark-list.h"
#include "response/sl-response.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where the sentence in hand comes from, and below the remarks on the letter. Signals "open-item"
 * (item id), "show-evidence" (evidence id). */
#define SL_TYPE_CHAIN_PANE (sl_chain_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlChainPane, sl_chain_pane, SL, CHAIN_PANE, GtkWidget)

/* @links of SlChainLink (nullable): of the current paragraph. */
void sl_chain_pane_set_chain (SlChainPane *self, GPtrArray *links);
/* What stands below the chain. */
SlRemarkList *sl_chain_pane_get_remarks (SlChainPane *self);

G_END_DECLS
