/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-diff.h"

#include <glib.h>

G_BEGIN_DECLS

/* Words of a block that a comment is on; offsets count characters in the newer text. */
typedef struct
{
  char *comment_id;
  guint start, end; /* 0, 0: the whole block */
  gboolean open;
} SlMarkedWords;

/* What is to be shown of a character. */
typedef enum
{
  SL_CHANGE_REMOVED = 1 << 0,
  SL_CHANGE_ADDED = 1 << 1,
  SL_CHANGE_COMMENT = 1 << 2,
  SL_CHANGE_CURRENT_COMMENT = 1 << 3,
  SL_CHANGE_CURRENT = 1 << 4,
} SlChangeFlags;

/* The words of a block, older and newer in one line of characters, and where each character stands
 * in the newer text. Knows nothing of widgets. */
typedef struct _SlChangeText SlChangeText;

/* @spans: of SlSpan. @plain: nothing counts as changed, as in a first version. */
SlChangeText *sl_change_text_new (GArray *spans, gboolean plain);
void sl_change_text_free (SlChangeText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlChangeText, sl_change_text_free)

const char *sl_change_text_get_words (SlChangeText *self);
guint sl_change_text_count_characters (SlChangeText *self);
guint sl_change_text_count_changes (SlChangeText *self);

/* The characters that belong to a change, or that a mark covers; FALSE when none do. */
gboolean sl_change_text_find_change (SlChangeText *self, guint change, guint *start, guint *end);
gboolean
sl_change_text_find_mark (SlChangeText *self, const SlMarkedWords *mark, guint *start, guint *end);
/* Whether a mark covers a character; FALSE past the end. */
gboolean sl_change_text_is_marked (SlChangeText *self, guint character, const SlMarkedWords *mark);

/* What of the newer text stands between two characters: its offsets there and its words (transfer
 * full, optional). FALSE when nothing is left of it. */
gboolean sl_change_text_read (SlChangeText *self,
                              guint first,
                              guint last,
                              guint *start,
                              guint *end,
                              char **words);

/* SlChangeFlags of each character, a byte each; transfer full. @marks: of SlMarkedWords. */
guint8 *sl_change_text_flag (SlChangeText *self,
                             GArray *marks,
                             int current_change,
                             const char *current_comment);
/* What changed in words, for those who do not see tints; NULL when nothing did. Transfer full. */
char *sl_change_text_describe (GArray *spans);

G_END_DECLS
