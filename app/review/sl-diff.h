/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-version.h"

G_BEGIN_DECLS

/* What changed between two snapshots: word by word in the letter, field by field in the answers. */
typedef enum
{
  SL_SPAN_SAME,
  SL_SPAN_REMOVED,
  SL_SPAN_ADDED,
} SlSpanKind;
typedef struct
{
  SlSpanKind kind;
  char *text;
} SlSpan;

typedef struct
{
  char *key; /* of the block in the newer letter, else of the older */
  char *section;
  char *item, *evidence; /* what it rests on: an item's id, ids of evidence apart by spaces; "" */
  SlBlockKind kind;
  int level;
  char *change;    /* "same", "changed", "added", "removed", "moved" */
  GArray *spans;   /* of SlSpan, in reading order */
  guint n_changes; /* runs of removed and added words that belong together count once */
} SlBlockChange;

typedef struct
{
  char *path;  /* "answer/H21/verdict" */
  char *group; /* "answer", "evidence", "document", "observation", "crime", "response", "case",
                  "pack" */
  char *id;    /* "H21" */
  char *title; /* for people: "H21 Rear boundaries: verdict" */
  char *before, *after; /* "" when absent */
} SlFieldChange;

typedef struct
{
  GPtrArray *blocks; /* of SlBlockChange: all blocks of the newer letter in order, and where they
                        stood, the removed ones */
  GPtrArray *fields; /* of SlFieldChange: only what differs */
  guint n_changes;   /* in the letter */
  guint n_changed_blocks;
} SlDiff;

/* @older NULL: all is new. 5,000 words in under 50 ms. */
SlDiff *sl_diff_new (SlSnapshot *older, SlSnapshot *newer);
void sl_diff_free (SlDiff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDiff, sl_diff_free)
/* Two texts word by word; element type SlSpan. */
GArray *sl_spans_compare (const char *older, const char *newer);
guint sl_spans_count_changes (GArray *spans);

G_END_DECLS
