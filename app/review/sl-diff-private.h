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

/* How alike texts are by their telling words, counted without their order: "bags" of names, sorted.
 */
GHashTable *sl_word_names_new (void); /* borrows every text that a bag is made of */
GArray *sl_word_bag_new (const char *text, GHashTable *names); /* of guint32 */
double sl_word_bags_compare (GArray *bag, GArray *other); /* 0: no word shared; 1: the same words */

/* The letter as comparison and comments see it: a line for each block, in reading order. A row of a
 * table is one line, its cells apart by tabs. */
typedef struct
{
  char *key; /* a block without one is named after its parent and place: "references/2" */
  char *text;
  const char *section; /* borrowed from the letter, as is @block */
  SlBlock *block;
  SlBlockKind kind;
  gboolean shown;      /* a list or a table shows only by its children */
  gboolean placed_key; /* the key says no more than where it stood */
} SlLetterLine;
GPtrArray *sl_letter_lines_new (SlLetter *letter); /* of SlLetterLine */
/* The line of @key, NULL for none; borrowed. */
const SlLetterLine *sl_letter_lines_find (GPtrArray *lines, const char *key);

/* Which line of @newer each of @older became: *@to_new (an entry for each of @older) and *@to_old,
 * -1 for none. Transfer full. */
void sl_letter_lines_match (GPtrArray *older, GPtrArray *newer, int **to_new, int **to_old);

/* What differs in the rows that are not the letter's text; adds SlFieldChange to @fields. */
void sl_diff_compare_fields (GPtrArray *fields, SlSnapshot *older, SlSnapshot *newer);
/* What differs of a block but its words. */
void
sl_diff_compare_blocks (GPtrArray *fields, const SlLetterLine *older, const SlLetterLine *newer);
/* The first row that differs at all, when nothing else did. */
void sl_diff_name_first_row (GPtrArray *fields, SlSnapshot *older, SlSnapshot *newer);
/* "H21 Rear boundaries" for people; @group as in sl_snapshot_list(). Transfer full. */
char *sl_snapshot_dup_title (SlSnapshot *snapshot, const char *group, const char *id);
/* What a record says, in a few words: the edition of a pack, the words of evidence. Transfer full.
 */
char *sl_snapshot_dup_summary (SlSnapshot *snapshot, const char *group, const char *id);
/* The value of a row as a person reads it: "Partly" for "partly". Transfer full. */
char *sl_snapshot_dup_shown (SlSnapshot *snapshot, const char *field, const char *value);

G_END_DECLS
