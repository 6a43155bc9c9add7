/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-diff.h"

G_BEGIN_DECLS

/* Matches two sequences of names: match[i] is set to the place in @b that a[i] stands at, -1 for
 * none; places only grow. The shortest way from @a to @b where it can be had at a bounded price. */
void sl_diff_match (const guint32 *a, guint n_a, const guint32 *b, guint n_b, int *match);

/* A word or a mark of punctuation; what is white between two belongs to neither. Bytes. */
typedef struct
{
  guint start, end;
  guint32 name; /* the same for the same characters */
} SlWord;

/* A run of words that gave way to another; a[a_start] up to but without a[a_end]. */
typedef struct
{
  guint a_start, a_end, b_start, b_end;
} SlWordRegion;

/* Two texts word by word. Borrows both texts. */
typedef struct
{
  const char *older, *newer;
  GArray *a, *b;   /* of SlWord */
  GArray *regions; /* of SlWordRegion, in order, apart by at least one word that stayed */
} SlWordMap;

SlWordMap *sl_word_map_new (const char *older, const char *newer);
void sl_word_map_free (SlWordMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlWordMap, sl_word_map_free)
/* Where the bytes @start to @end of the older text stand in the newer. Returns how many of the
 * older text's words in the range stayed; *@n_words how many there were. */
guint sl_word_map_place (SlWordMap *self,
                         guint start,
                         guint end,
                         guint *new_start,
                         guint *new_end,
                         guint *n_words);

/* The letter as the comparison and the comments see it: a line for each block that has words of its
 * own, in reading order. A row of a table is one line, its cells apart by tabs. */
typedef struct
{
  char *key; /* a block without one is named after its parent and place: "references/2" */
  char *text;
  const char *section; /* borrowed from the letter */
  SlBlockKind kind;
  int level;
  SlMark mark;
  gboolean placed_key; /* the key says only where it stood */
} SlLetterLine;
GPtrArray *sl_letter_lines_new (SlLetter *letter); /* of SlLetterLine */

/* What differs in the rows that are not the letter's; of SlFieldChange. */
GPtrArray *sl_diff_list_fields (SlSnapshot *older, SlSnapshot *newer);
/* "H21 Rear boundaries" for people; @group as in sl_snapshot_list(). Transfer full. */
char *sl_diff_dup_title (SlSnapshot *snapshot, const char *group, const char *id);

G_END_DECLS
