/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The items of a checklist by section, with the progress.
 * Signals: "item-chosen" (item id), "observation-chosen" (observation id, "" a new one). */
#define SL_TYPE_ITEM_LIST (sl_item_list_get_type ())
G_DECLARE_FINAL_TYPE (SlItemList, sl_item_list, SL, ITEM_LIST, GtkWidget)

/* Shows the records as they are now; both borrowed until the next call. */
void sl_item_list_update (SlItemList *self, SlAssessment *assessment, GListModel *observations);
/* Marks the item (or observation) as the one shown, unfolding its section, without telling. */
void sl_item_list_select (SlItemList *self, const char *key, const char *section_id);

G_END_DECLS
