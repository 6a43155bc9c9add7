/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-diff-private.h"

#include <string.h>

/* Which words of two texts are the same. Words are never cut, what is white between two words is
 * not compared with them, and an insertion that could stand at several places stands where a
 * sentence begins. */

typedef struct
{
  const char *start;
  gsize length;
} Slice;

static guint
hash_slice (gconstpointer data)
{
  const Slice *slice = data;
  guint hash = 5381;

  for (gsize i = 0; i < slice->length; i++)
    hash = hash * 33 + (guchar) slice->start[i];
  return hash;
}

static gboolean
equal_slices (gconstpointer data, gconstpointer other_data)
{
  const Slice *slice = data, *other = other_data;

  return slice->length == other->length && memcmp (slice->start, other->start, slice->length) == 0;
}

static gboolean
is_word_character (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_';
}

/* Marks, joiners and other characters that only dress the one before them. */
static gboolean
is_dress (gunichar c)
{
  GUnicodeType type;

  if (c < 0x80)
    return FALSE;
  type = g_unichar_type (c);
  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK ||
         type == G_UNICODE_ENCLOSING_MARK || type == G_UNICODE_FORMAT;
}

/* "plot’s", "close-boarded", "PL-106" and "1.8" are one word each. */
static gboolean
joins (gunichar before, gunichar c, gunichar after)
{
  if (c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011)
    return g_unichar_isalnum (after);
  if (c == '.' || c == ',')
    return g_unichar_isdigit (before) && g_unichar_isdigit (after);
  return FALSE;
}

static const char *
skip_dress (const char *p)
{
  while (is_dress (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* The end of the word or mark that begins at @p. */
static const char *
find_word_end (const char *p)
{
  gunichar c = g_utf8_get_char (p);
  gboolean word = is_word_character (c);

  p = skip_dress (g_utf8_next_char (p));
  while (word && *p != '\0')
    {
      gunichar before = c;

      c = g_utf8_get_char (p);
      if (!is_word_character (c) && !joins (before, c, g_utf8_get_char (g_utf8_next_char (p))))
        break;
      p = skip_dress (g_utf8_next_char (p));
    }
  return p;
}

/* The words of @text; equal ones get equal names from @names, which both texts share. */
static GArray *
split_words (const char *text, GHashTable *names)
{
  GArray *words = g_array_sized_new (FALSE, FALSE, sizeof (SlWord), strlen (text) / 6 + 1);

  for (const char *p = text; *p != '\0';)
    {
      const char *end;
      Slice *slice;
      gpointer name;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      end = find_word_end (p);
      slice = g_new (Slice, 1);
      *slice = (Slice){ p, end - p };
      if (g_hash_table_lookup_extended (names, slice, NULL, &name))
        g_free (slice);
      else
        {
          name = GUINT_TO_POINTER (g_hash_table_size (names));
          g_hash_table_insert (names, slice, name);
        }
      g_array_append_vals (words, &(SlWord){ p - text, end - text, GPOINTER_TO_UINT (name) }, 1);
      p = end;
    }
  return words;
}

static guint32 *
list_names (GArray *words)
{
  guint32 *names = g_new (guint32, words->len + 1);

  for (guint i = 0; i < words->len; i++)
    names[i] = g_array_index (words, SlWord, i).name;
  return names;
}

static GArray *
list_regions (const int *match, guint n_a, guint n_b)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (SlWordRegion));
  guint i = 0, j = 0;

  while (i < n_a || j < n_b)
    {
      SlWordRegion region = { .a_start = i, .b_start = j };

      while (i < n_a && match[i] < 0)
        i++;
      j = i < n_a ? (guint) match[i] : n_b;
      region.a_end = i;
      region.b_end = j;
      if (region.a_end > region.a_start || region.b_end > region.b_start)
        g_array_append_val (regions, region);
      if (i < n_a)
        {
          i++;
          j++;
        }
    }
  return regions;
}

/* How natural it is for something to begin at word @i. */
static int
weigh_beginning (const char *text, GArray *words, guint i)
{
  const SlWord *before;
  const char *gap;
  gsize length;

  if (i == 0 || i >= words->len)
    return 4;
  before = &g_array_index (words, SlWord, i - 1);
  gap = text + before->end;
  length = g_array_index (words, SlWord, i).start - before->end;
  if (memchr (gap, '\n', length) != NULL)
    return 3;
  if (length > 0 && strchr (".!?", text[before->end - 1]) != NULL)
    return 2;
  return strchr (",;:", text[before->end - 1]) != NULL;
}

/* The same insertion (or removal, with the sides turned) may be told at several places: "the [very]
 * very end". It goes to where it begins most naturally. @room_left and @room_right are how many
 * words that stayed lie at each side; one of them stays between two changes. */
static int
find_slide (const char *text,
            GArray *words,
            guint start,
            guint end,
            guint room_left,
            guint room_right)
{
  const SlWord *w = (const SlWord *) (gpointer) words->data;
  int best = 0, best_weight = weigh_beginning (text, words, start);

  for (guint n = 1; n <= room_left && w[start - n].name == w[end - n].name; n++)
    {
      int weight = weigh_beginning (text, words, start - n);

      if (weight > best_weight)
        {
          best = -(int) n;
          best_weight = weight;
        }
    }
  for (guint n = 1; n <= room_right && w[start + n - 1].name == w[end + n - 1].name; n++)
    {
      int weight = weigh_beginning (text, words, start + n);

      if (weight > best_weight)
        {
          best = n;
          best_weight = weight;
        }
    }
  return best;
}

static void
slide_regions (SlWordMap *self)
{
  for (guint i = 0; i < self->regions->len; i++)
    {
      SlWordRegion *region = &g_array_index (self->regions, SlWordRegion, i);
      SlWordRegion *before = i > 0 ? region - 1 : NULL;
      guint next = i + 1 < self->regions->len ? region[1].a_start : self->a->len;
      guint left = region->a_start - (before != NULL ? before->a_end + 1 : 0);
      guint right = next - region->a_end - (i + 1 < self->regions->len ? 1 : 0);
      int slide = 0;

      if (region->a_start == region->a_end)
        slide = find_slide (self->newer, self->b, region->b_start, region->b_end, left, right);
      else if (region->b_start == region->b_end)
        slide = find_slide (self->older, self->a, region->a_start, region->a_end, left, right);
      region->a_start += slide;
      region->a_end += slide;
      region->b_start += slide;
      region->b_end += slide;
    }
}

GHashTable *
sl_word_names_new (void)
{
  return g_hash_table_new_full (hash_slice, equal_slices, g_free, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  guint32 name = *(const guint32 *) a, other = *(const guint32 *) b;

  return name < other ? -1 : name > other;
}

/* "the", "is" and a full stop are in every text. */
static gboolean
is_telling (const char *text, const SlWord *word)
{
  return word->end - word->start >= 4 || g_ascii_isdigit (text[word->start]);
}

GArray *
sl_word_bag_new (const char *text, GHashTable *names)
{
  g_autoptr (GArray) words = split_words (text, names);
  GArray *bag = g_array_sized_new (FALSE, FALSE, sizeof (guint32), words->len);

  for (guint i = 0; i < words->len; i++)
    if (is_telling (text, &g_array_index (words, SlWord, i)))
      g_array_append_val (bag, g_array_index (words, SlWord, i).name);
  /* A text of nothing else is known by them all the same. */
  if (bag->len == 0)
    for (guint i = 0; i < words->len; i++)
      g_array_append_val (bag, g_array_index (words, SlWord, i).name);
  g_array_sort (bag, compare_names);
  return bag;
}

double
sl_word_bags_compare (GArray *bag, GArray *other)
{
  guint i = 0, j = 0, shared = 0;

  while (i < bag->len && j < other->len)
    {
      guint32 a = g_array_index (bag, guint32, i), b = g_array_index (other, guint32, j);

      shared += a == b;
      i += a <= b;
      j += b <= a;
    }
  return bag->len + other->len > 0 ? 2.0 * shared / (bag->len + other->len) : 1;
}

/**
 * sl_word_map_new:
 * @older: valid UTF-8
 * @newer: valid UTF-8; both must outlive the result
 *
 * Returns: (transfer full): which words stayed and which gave way
 */
SlWordMap *
sl_word_map_new (const char *older, const char *newer)
{
  SlWordMap *self = g_new0 (SlWordMap, 1);
  g_autoptr (GHashTable) names = sl_word_names_new ();
  g_autofree guint32 *a_names = NULL;
  g_autofree guint32 *b_names = NULL;
  g_autofree int *match = NULL;

  self->older = older;
  self->newer = newer;
  self->a = split_words (older, names);
  self->b = split_words (newer, names);
  a_names = list_names (self->a);
  b_names = list_names (self->b);
  match = g_new (int, self->a->len + 1);
  sl_diff_match (a_names, self->a->len, b_names, self->b->len, match);
  self->regions = list_regions (match, self->a->len, self->b->len);
  slide_regions (self);
  return self;
}

void
sl_word_map_free (SlWordMap *self)
{
  g_array_unref (self->a);
  g_array_unref (self->b);
  g_array_unref (self->regions);
  g_free (self);
}

/* The first word that ends after @at. */
static guint
find_word (GArray *words, guint at)
{
  guint low = 0, high = words->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (words, SlWord, middle).end <= at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A range that begins or ends within a word does so within the same word still. */
static void
trim_to_part (const SlWordMap *self,
              guint first,
              guint past,
              guint start,
              guint end,
              guint from,
              guint to,
              guint *new_start,
              guint *new_end)
{
  const SlWord *a = &g_array_index (self->a, SlWord, first);
  const SlWord *z = &g_array_index (self->a, SlWord, past - 1);
  guint before = start > a->start ? start - a->start : 0;
  guint after = end < z->end ? z->end - end : 0;

  if (a->name != g_array_index (self->b, SlWord, from).name)
    before = 0;
  if (z->name != g_array_index (self->b, SlWord, to - 1).name)
    after = 0;
  if (before + after >= *new_end - *new_start)
    return;
  *new_start += before;
  *new_end -= after;
}

/**
 * sl_word_map_place:
 * @start: a byte of the older text
 * @end: the byte after the range
 * @new_start: (out): where what stands there now begins in the newer text
 * @new_end: (out): the byte after it; the same as @new_start when nothing stands there
 * @n_words: (out): how many words of the older text the range touches
 *
 * Words that only moved along with the text around them are found where they are; where words of
 * the range gave way, what they gave way to belongs to the result.
 *
 * Returns: how many of the words stayed
 */
guint
sl_word_map_place (SlWordMap *self,
                   guint start,
                   guint end,
                   guint *new_start,
                   guint *new_end,
                   guint *n_words)
{
  guint first = find_word (self->a, start), past = first;
  guint from = 0, to = 0; /* words of the newer text */
  guint kept, i;
  int shift = 0; /* of the words after the regions passed so far */

  while (past < self->a->len && g_array_index (self->a, SlWord, past).start < end)
    past++;
  kept = *n_words = past - first;
  from = first;
  to = past;
  for (i = 0; i < self->regions->len; i++)
    {
      const SlWordRegion *region = &g_array_index (self->regions, SlWordRegion, i);
      guint low = MAX (first, region->a_start), high = MIN (past, region->a_end);

      if (region->a_start >= past)
        break;
      if (low < high)
        {
          kept -= high - low;
          if (region->a_start <= first)
            from = region->b_start;
          if (region->a_end >= past)
            to = region->b_end;
        }
      shift = (int) region->b_end - (int) region->a_end;
      if (region->a_end <= first)
        from = first + shift;
      if (region->a_end < past)
        to = past + shift;
    }
  if (from >= to || first == past)
    {
      *new_start = from < self->b->len ? g_array_index (self->b, SlWord, from).start
                                       : (guint) strlen (self->newer);
      *new_end = *new_start;
      return kept;
    }
  *new_start = g_array_index (self->b, SlWord, from).start;
  *new_end = g_array_index (self->b, SlWord, to - 1).end;
  trim_to_part (self, first, past, start, end, from, to, new_start, new_end);
  return kept;
}
