/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-remark.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the drafting rules say of the letter, a card for each rule with its reason and its finds,
 * and what was left out. Signals "chosen" (key of a block), "fix" (SlRemark), "dismiss" (SlRemark,
 * reason), "restore" (SlRemark), "bring-back" (key of a block that was left out). */
#define SL_TYPE_REMARK_LIST (sl_remark_list_get_type ())
G_DECLARE_FINAL_TYPE (SlRemarkList, sl_remark_list, SL, REMARK_LIST, GtkWidget)

/* @remarks of SlRemark, @left_out of SlBlock, each nullable; @role of who looks: blocking remarks
 * name who may overrule them. Widgets stay as they are while nothing changed. */
void
sl_remark_list_set (SlRemarkList *self, GListModel *remarks, GPtrArray *left_out, const char *role);
/* The block of the next open remark after @current in the order of the letter, round to the first;
 * NULL when there is none. Borrowed. */
const char *sl_remark_list_find_next (SlRemarkList *self, const char *current);

G_END_DECLS
