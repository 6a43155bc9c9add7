/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SL_REVIEW_DRAFT "draft" /* stands for the draft where a version's id is wanted */

/* Left pane of the Review page: the versions, what approval waits for, and what a manager asks of a
 * draft. Signals: "version-chosen" (id, or SL_REVIEW_DRAFT); "check-chosen" (kind and id of its
 * target); "prompt-set" (id, whether done). */
#define SL_TYPE_VERSIONS_PANE (sl_versions_pane_get_type ())
G_DECLARE_FINAL_TYPE (SlVersionsPane, sl_versions_pane, SL, VERSIONS_PANE, GtkWidget)

/* @shown: id of the version that is shown. @can_overrule: remarks that block, by who is at work;
 * "review.overrule" (key) is the page's. */
void sl_versions_pane_set_state (SlVersionsPane *self,
                                 SlReviewState *state,
                                 const char *shown,
                                 gboolean can_overrule);
/* What @rules have a manager ask, at @stage until another is chosen; NULL: nothing. @done: prompt
 * id
 * -> "done". */
void sl_versions_pane_set_prompts (SlVersionsPane *self,
                                   SlReviewRules *rules,
                                   const char *stage,
                                   GHashTable *done,
                                   gboolean editable);
void sl_versions_pane_set_compare (SlVersionsPane *self, const char *label, GMenuModel *menu);
void sl_versions_pane_set_folded (SlVersionsPane *self, gboolean folded);

G_END_DECLS
