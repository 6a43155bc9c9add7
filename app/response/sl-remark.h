/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-response.h"

G_BEGIN_DECLS

/* What the drafting rules (procedure A 0609 and the role profile, as the pack
 * resources/rules/drafting.xml has them) say of a composed letter. Read-only properties: key (names
 * the remark over edits elsewhere: rule, block and words), rule, severity ("block", "warn",
 * "info"), rule-title, title (of this find), reason (why, with its source), block-key ("" the whole
 * letter), start, end (characters in the block's text), words, fix (a text to put in their place,
 * "" none), item-id, source, overrule (roles that may put a blocking one aside), state ("open",
 * "dismissed"), dismissed-by-name, dismissed-at, dismissed-reason. */
#define SL_TYPE_REMARK (sl_remark_get_type ())
G_DECLARE_FINAL_TYPE (SlRemark, sl_remark, SL, REMARK, GObject)
const char *sl_remark_get (SlRemark *self, const char *property);
/* "Negative or unproven advice: “not needed”"; transfer full. */
char *sl_remark_dup_summary (SlRemark *self);
gboolean sl_remark_blocks (SlRemark *self); /* severity "block" and not dismissed */
void sl_remark_get_span (SlRemark *self, guint *start, guint *end);

/* A rule that was tried, with or without a find. */
typedef struct
{
  char *rule, *severity;
  char *passed_text; /* "Third person throughout"; "" for rules that say nothing when they pass */
  guint n_open;
} SlRemarkRule;
void sl_remark_rule_free (SlRemarkRule *rule);

/* Tries every rule; in the order of the letter. *@rules (nullable; of SlRemarkRule) are those
 * tried. Blocking, a few milliseconds. Transfer full. */
GListModel *sl_remarks_list (SlStore *store,
                             SlPackLibrary *packs,
                             SlComposition *composition,
                             SlLetter *letter,
                             GPtrArray **rules,
                             GError **error);
/* Remembered with its reason. One that blocks is overruled only by a role that its rule names, and
 * with a written reason; refused otherwise when it is applied. */
SlChange *sl_remark_change_dismiss (const char *case_id, SlRemark *remark, const char *reason);
SlChange *sl_remark_change_restore (const char *case_id, SlRemark *remark);

G_END_DECLS
