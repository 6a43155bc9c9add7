/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-version.h"

G_BEGIN_DECLS

typedef struct _SlReview SlReview;

/* Where a comment is anchored. Offsets count characters in the block's text. */
typedef struct
{
  const char *kind; /* "whole", "text", "answer", "evidence" */
  const char *key;  /* block key, item id or evidence id; "" for the whole */
  guint start, end; /* of the words, for "text"; 0, 0 the whole block */
  const char *text; /* the words of then: filled in by the core from the version */
} SlAnchor;

/* A remark on a version, or a reply. Read-only properties: id, case-id, version-id,
 * version-number, parent-id ("" opens a thread), anchor-kind, anchor-key, anchor-text (the words of
 * then), anchor-title ("PL-106 C, page 1, region", "H21 Rear boundaries"), body, person-id,
 * person-name, person-role, person-initials, at, state ("open", "closed"), closed-by-name,
 * closed-at, close-reason, origin; replies (GListModel of SlComment); and of the text that it was
 * last placed in: place ("same", "changed", "moved", "gone"), now-key, now-start, now-end,
 * now-text (the words that stand there now). */
#define SL_TYPE_COMMENT (sl_comment_get_type ())
G_DECLARE_FINAL_TYPE (SlComment, sl_comment, SL, COMMENT, GObject)
const char *sl_comment_get_id (SlComment *self);
const char *sl_comment_get (SlComment *self, const char *property);
GListModel *sl_comment_get_replies (SlComment *self);
gboolean sl_comment_is_open (SlComment *self);
void sl_comment_get_place (SlComment *self, const char **key, guint *start, guint *end);

/* All threads of a paper with their replies, open and closed, oldest first. Transfer full. */
GListModel *sl_comments_list (SlStore *store, const char *paper_id, GError **error);
/* Finds where each comment's words stand in @snapshot now, by block, then by their own words
 * anywhere in the letter; sets place and the now- properties, and sorts none away. */
void sl_comments_place (GListModel *comments, SlSnapshot *snapshot);

/* One change each, decided by the rules; a text over the limit is refused with the limit named.
 * The new comment's id: transfer full. */
char *sl_comment_add (SlReview *review,
                      const char *version_id,
                      const SlAnchor *anchor,
                      const char *body,
                      GError **error);
char *sl_comment_reply (SlReview *review, const char *comment_id, const char *body, GError **error);
/* By the one who opened it; by another manager only with a reason. */
gboolean
sl_comment_close (SlReview *review, const char *comment_id, const char *reason, GError **error);
/* Undo of close, by the one who closed it. */
gboolean sl_comment_reopen (SlReview *review, const char *comment_id, GError **error);

/* What a manager ticked of the prompts for a version: prompt id -> "done" or "". */
GHashTable *sl_prompts_load (SlStore *store, const char *version_id, GError **error);
gboolean sl_prompt_set (SlReview *review,
                        const char *version_id,
                        const char *prompt_id,
                        gboolean done,
                        GError **error);

G_END_DECLS
