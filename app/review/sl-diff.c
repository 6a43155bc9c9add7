/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-diff-private.h"

/* What changed between two versions, told in the order of the newer letter. */

static void
block_change_free (gpointer data)
{
  SlBlockChange *change = data;

  g_free (change->key);
  g_free (change->section);
  g_free (change->item);
  g_free (change->evidence);
  g_free (change->change);
  g_array_unref (change->spans);
  g_free (change);
}

static void
field_change_free (gpointer data)
{
  SlFieldChange *change = data;

  g_free (change->path);
  g_free (change->group);
  g_free (change->id);
  g_free (change->title);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The longest run of lines that kept their order, by patience sorting; the others have moved.
 * @to_new gives each old line's place in the newer letter; marks are for the places in the newer.
 */
static gboolean *
find_moved (const int *to_new, guint n_old, guint n_new)
{
  gboolean *moved = g_new0 (gboolean, n_new + 1);
  g_autofree int *tails = g_new (int, n_old + 1);  /* least last place of a run of this length */
  g_autofree int *before = g_new (int, n_new + 1); /* the place before it in the best run */
  int n = 0;

  for (guint i = 0; i < n_old; i++)
    {
      int place = to_new[i];
      int low = 0, high = n;

      if (place < 0)
        continue;
      while (low < high)
        {
          int middle = low + (high - low) / 2;

          if (compare_ints (&tails[middle], &place) < 0)
            low = middle + 1;
          else
            high = middle;
        }
      before[place] = low > 0 ? tails[low - 1] : -1;
      tails[low] = place;
      n = MAX (n, low + 1);
      moved[place] = TRUE;
    }
  for (int place = n > 0 ? tails[n - 1] : -1; place >= 0; place = before[place])
    moved[place] = FALSE;
  return moved;
}

static void
add_block (SlDiff *self,
           const SlLetterLine *line,
           const char *before,
           gboolean moved,
           gboolean gone)
{
  SlBlockChange *change = g_new0 (SlBlockChange, 1);
  const SlOrigin *origin = sl_block_get_origin (line->block);
  guint n_changes;

  change->key = g_strdup (line->key);
  change->section = g_strdup (line->section);
  change->item = g_strdup (origin->item_id != NULL ? origin->item_id : "");
  change->evidence = g_strdup (origin->evidence_ids != NULL ? origin->evidence_ids : "");
  change->kind = line->kind;
  change->level = sl_block_get_level (line->block);
  change->spans = sl_spans_compare (gone             ? line->text
                                    : before != NULL ? before
                                                     : "",
                                    gone ? "" : line->text);
  change->n_changes = sl_spans_count_changes (change->spans);
  if (gone)
    change->change = g_strdup ("removed");
  else if (before == NULL)
    change->change = g_strdup ("added");
  else if (moved)
    change->change = g_strdup ("moved");
  else
    change->change = g_strdup (change->n_changes > 0 ? "changed" : "same");
  /* A page break has no words, but it came or went all the same. */
  if (change->n_changes == 0 && (gone || before == NULL))
    change->n_changes = 1;
  n_changes = change->n_changes == 0 && moved ? 1 : change->n_changes;
  self->n_changes += n_changes;
  self->n_changed_blocks += n_changes > 0;
  g_ptr_array_add (self->blocks, change);
}

/* Removed lines that stood between @anchor (the place in the newer letter of the line before them,
 * -1 the beginning) and the next that kept its order. */
static void
add_removed (SlDiff *self, GPtrArray *older, const int *anchors, int anchor, guint *at)
{
  for (; *at < older->len && anchors[*at] <= anchor; ++*at)
    {
      const SlLetterLine *line = g_ptr_array_index (older, *at);

      if (anchors[*at] == anchor && line->shown)
        add_block (self, line, NULL, FALSE, TRUE);
    }
}

/* For each old line that went: where the last one before it that kept its order stands now. For
 * those that did not go G_MININT, so that they are passed over. Grows with the place. */
static int *
list_anchors (const int *to_new, guint n_old, const gboolean *moved)
{
  int *anchors = g_new (int, n_old + 1);
  int last = -1;

  for (guint i = 0; i < n_old; i++)
    {
      if (to_new[i] >= 0 && !moved[to_new[i]])
        last = to_new[i];
      anchors[i] = to_new[i] < 0 ? last : G_MININT;
    }
  return anchors;
}

static void
compare_letters (SlDiff *self, SlLetter *older_letter, SlLetter *newer_letter)
{
  g_autoptr (GPtrArray) older = sl_letter_lines_new (older_letter);
  g_autoptr (GPtrArray) newer = sl_letter_lines_new (newer_letter);
  g_autofree int *to_new = NULL;
  g_autofree int *to_old = NULL;
  g_autofree gboolean *moved = NULL;
  g_autofree int *anchors = NULL;
  guint removed = 0;

  sl_letter_lines_match (older, newer, &to_new, &to_old);
  moved = find_moved (to_new, older->len, newer->len);
  anchors = list_anchors (to_new, older->len, moved);
  add_removed (self, older, anchors, -1, &removed);
  for (guint j = 0; j < newer->len; j++)
    {
      const SlLetterLine *line = g_ptr_array_index (newer, j);
      const SlLetterLine *before = to_old[j] >= 0 ? g_ptr_array_index (older, to_old[j]) : NULL;

      if (line->shown)
        add_block (self, line, before != NULL ? before->text : NULL, moved[j], FALSE);
      if (before != NULL)
        sl_diff_compare_blocks (self->fields, before, line);
      add_removed (self, older, anchors, (int) j, &removed);
    }
}

/**
 * sl_diff_new:
 * @older: (nullable): %NULL: all is new
 * @newer: a snapshot
 *
 * What an approval covers and this shows nothing of does not exist: two snapshots of different
 * hashes always differ here too.
 *
 * Returns: (transfer full): what changed
 */
SlDiff *
sl_diff_new (SlSnapshot *older, SlSnapshot *newer)
{
  SlDiff *self = g_new0 (SlDiff, 1);

  g_return_val_if_fail (newer != NULL, NULL);

  self->blocks = g_ptr_array_new_with_free_func (block_change_free);
  self->fields = g_ptr_array_new_with_free_func (field_change_free);
  compare_letters (self, older != NULL ? sl_snapshot_get_letter (older) : NULL,
                   sl_snapshot_get_letter (newer));
  if (older != NULL)
    {
      sl_diff_compare_fields (self->fields, older, newer);
      if (self->n_changes == 0 && self->fields->len == 0 &&
          !g_str_equal (sl_snapshot_get_hash (older), sl_snapshot_get_hash (newer)))
        sl_diff_name_first_row (self->fields, older, newer);
    }
  return self;
}

void
sl_diff_free (SlDiff *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->fields);
  g_free (self);
}
