/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-diff-private.h"

#include <string.h>

/* Two texts as one with its changes marked, as a person would mark them: white space is put right
 * after the words, and a word or two that happen to have stayed amid a rewritten passage are marked
 * with it. */

/* At most so many words that stayed between two changes are marked as changed too, when the changes
 * at both sides are longer than they are. */
#define MAX_ISLAND 3

static guint
measure_words (GArray *words, guint start, guint end)
{
  return start < end ? g_array_index (words, SlWord, end - 1).end -
                           g_array_index (words, SlWord, start).start
                     : 0;
}

static guint
measure_region (const SlWordMap *self, const SlWordRegion *region)
{
  return MAX (measure_words (self->a, region->a_start, region->a_end),
              measure_words (self->b, region->b_start, region->b_end));
}

/* What stayed between two changes reads as noise when it is shorter than both. */
static gboolean
is_island (const SlWordMap *self, const SlWordRegion *left, const SlWordRegion *right)
{
  guint length = measure_words (self->a, left->a_end, right->a_start);

  return right->a_start - left->a_end <= MAX_ISLAND && length <= measure_region (self, left) &&
         length <= measure_region (self, right);
}

/* Joining makes a change longer, so that what stands before it may be an island now. */
static GArray *
join_islands (const SlWordMap *self)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (SlWordRegion));

  for (guint i = 0; i < self->regions->len; i++)
    {
      SlWordRegion region = g_array_index (self->regions, SlWordRegion, i);

      while (joined->len > 0)
        {
          SlWordRegion *last = &g_array_index (joined, SlWordRegion, joined->len - 1);

          if (!is_island (self, last, &region))
            break;
          region.a_start = last->a_start;
          region.b_start = last->b_start;
          g_array_set_size (joined, joined->len - 1);
        }
      g_array_append_val (joined, region);
    }
  return joined;
}

static void
clear_span (gpointer data)
{
  SlSpan *span = data;

  g_free (span->text);
}

/* Spans as they grow: the last one is open until one of another kind comes. */
typedef struct
{
  GArray *spans;
  GString *text;
  SlSpanKind kind;
} SpanWriter;

static void
finish_span (SpanWriter *self)
{
  if (self->text->len > 0)
    {
      SlSpan span = { self->kind, g_strndup (self->text->str, self->text->len) };

      g_array_append_val (self->spans, span);
      g_string_truncate (self->text, 0);
    }
}

static void
write_span (SpanWriter *self, SlSpanKind kind, const char *text, gsize length)
{
  if (length == 0)
    return;
  if (kind != self->kind)
    finish_span (self);
  self->kind = kind;
  g_string_append_len (self->text, text, length);
}

/* @a gave way to @b. White space that is the same at the start of both stays; so at their ends. */
static void
write_change (SpanWriter *self, const char *a, gsize n_a, const char *b, gsize n_b)
{
  gsize head = 0, tail = 0;

  if (n_a == n_b && memcmp (a, b, n_a) == 0)
    {
      write_span (self, SL_SPAN_SAME, a, n_a);
      return;
    }
  while (head < n_a && head < n_b && a[head] == b[head] && g_ascii_isspace (a[head]))
    head++;
  n_a -= head;
  n_b -= head;
  while (tail < n_a && tail < n_b && a[head + n_a - tail - 1] == b[head + n_b - tail - 1] &&
         g_ascii_isspace (a[head + n_a - tail - 1]))
    tail++;
  write_span (self, SL_SPAN_SAME, a, head);
  write_span (self, SL_SPAN_REMOVED, a + head, n_a - tail);
  write_span (self, SL_SPAN_ADDED, b + head, n_b - tail);
  write_span (self, SL_SPAN_SAME, a + head + n_a - tail, tail);
}

/* The words that stayed up to a_end, and what is white before each of them. What lies before the
 * first is a change that came before. */
static void
write_kept (SpanWriter *self,
            const SlWordMap *map,
            guint a_start,
            guint b_start,
            guint a_end,
            gsize *a_at,
            gsize *b_at)
{
  for (guint i = a_start, j = b_start; i < a_end; i++, j++)
    {
      const SlWord *a = &g_array_index (map->a, SlWord, i);
      const SlWord *b = &g_array_index (map->b, SlWord, j);

      write_change (self, map->older + *a_at, a->start - *a_at, map->newer + *b_at,
                    b->start - *b_at);
      write_span (self, SL_SPAN_SAME, map->older + a->start, a->end - a->start);
      *a_at = a->end;
      *b_at = b->end;
    }
}

/**
 * sl_spans_compare:
 * @older: valid UTF-8
 * @newer: valid UTF-8
 *
 * The spans that are the same or removed, put together, are @older; those that are the same or
 * added are @newer.
 *
 * Returns: (transfer full) (element-type SlSpan): the difference in reading order
 */
GArray *
sl_spans_compare (const char *older, const char *newer)
{
  g_autoptr (SlWordMap) map = NULL;
  g_autoptr (GArray) regions = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  SpanWriter writer = { .text = text };
  gsize a_at = 0, b_at = 0;
  guint i = 0, j = 0;

  g_return_val_if_fail (older != NULL && newer != NULL, NULL);

  map = sl_word_map_new (older, newer);
  regions = join_islands (map);
  writer.spans = g_array_new (FALSE, FALSE, sizeof (SlSpan));
  g_array_set_clear_func (writer.spans, clear_span);
  for (guint r = 0; r < regions->len; r++)
    {
      const SlWordRegion *region = &g_array_index (regions, SlWordRegion, r);

      write_kept (&writer, map, i, j, region->a_start, &a_at, &b_at);
      i = region->a_end;
      j = region->b_end;
    }
  write_kept (&writer, map, i, j, map->a->len, &a_at, &b_at);
  write_change (&writer, older + a_at, strlen (older + a_at), newer + b_at, strlen (newer + b_at));
  finish_span (&writer);
  return writer.spans;
}

/**
 * sl_spans_count_changes:
 * @spans: (element-type SlSpan): a difference
 *
 * Returns: how many changes there are: what was removed and what came in its place is one
 */
guint
sl_spans_count_changes (GArray *spans)
{
  gboolean in_change = FALSE;
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      gboolean change = g_array_index (spans, SlSpan, i).kind != SL_SPAN_SAME;

      n += change && !in_change;
      in_change = change;
    }
  return n;
}
