/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-diff-private.h"

#include <stdlib.h>
#include <string.h>

/* Which block of an older letter is which of a newer one. Blocks have lasting keys, but what a
 * person reads is words: a block whose very words stand under another key has been moved there, and
 * one that shares at least half its words with one that went is that one rewritten. */

#define LEAST_LIKENESS 0.5
/* Rewritten blocks are sought among so many that are left over, at most: 200 by 200 blocks of a
 * long letter that has been written anew, but not 10,000 by 10,000 of a hostile one. */
#define MAX_CANDIDATES 200

static void
line_free (gpointer data)
{
  SlLetterLine *line = data;

  g_free (line->key);
  g_free (line->text);
  g_free (line);
}

static char *
join_cells (SlBlock *row)
{
  GString *text = g_string_new (sl_block_get_text (row));

  for (guint i = 0; i < sl_block_get_n_children (row); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "",
                            sl_block_get_text (sl_block_get_child (row, i)));
  return g_string_free (text, FALSE);
}

static void
add_lines (GPtrArray *lines, SlBlock *block, const char *parent, const char *section, guint place)
{
  SlLetterLine *line = g_new0 (SlLetterLine, 1);
  gboolean row = sl_block_get_kind (block) == SL_BLOCK_ROW;

  line->block = block;
  line->kind = sl_block_get_kind (block);
  line->placed_key = *sl_block_get_key (block) == '\0';
  line->key = line->placed_key ? g_strdup_printf ("%s/%u", parent, place + 1)
                               : g_strdup (sl_block_get_key (block));
  line->section = *sl_block_get_section (block) != '\0' ? sl_block_get_section (block) : section;
  line->text = row ? join_cells (block) : g_strdup (sl_block_get_text (block));
  line->shown = *line->text != '\0' || line->kind == SL_BLOCK_PAGE_BREAK;
  g_ptr_array_add (lines, line);
  for (guint i = 0; !row && i < sl_block_get_n_children (block); i++)
    add_lines (lines, sl_block_get_child (block, i), line->key, line->section, i);
}

/**
 * sl_letter_lines_new:
 * @letter: must outlive the result
 *
 * Returns: (transfer full) (element-type SlLetterLine): its blocks in reading order
 */
GPtrArray *
sl_letter_lines_new (SlLetter *letter)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; letter != NULL && i < sl_letter_get_n_blocks (letter); i++)
    add_lines (lines, sl_letter_get_block (letter, i), "letter", "", i);
  return lines;
}

const SlLetterLine *
sl_letter_lines_find (GPtrArray *lines, const char *key)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SlLetterLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->key, key))
        return line;
    }
  return NULL;
}

typedef struct
{
  GPtrArray *older, *newer;
  int *to_new, *to_old;
} LineMatcher;

static void
pair (LineMatcher *self, guint i, guint j)
{
  self->to_new[i] = (int) j;
  self->to_old[j] = (int) i;
}

static const SlLetterLine *
older_line (const LineMatcher *self, guint i)
{
  return g_ptr_array_index (self->older, i);
}

static const SlLetterLine *
newer_line (const LineMatcher *self, guint j)
{
  return g_ptr_array_index (self->newer, j);
}

/* Key to place of the lines that @taken leaves; of two with one key the first. Place 0 is 1. */
static GHashTable *
index_keys (GPtrArray *lines, const int *taken)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      SlLetterLine *line = g_ptr_array_index (lines, i);

      if (taken[i] < 0 && !g_hash_table_contains (index, line->key))
        g_hash_table_insert (index, line->key, GUINT_TO_POINTER (i + 1));
    }
  return index;
}

static void
match_keys (LineMatcher *self, gboolean same_text)
{
  g_autoptr (GHashTable) index = index_keys (self->newer, self->to_old);

  for (guint i = 0; i < self->older->len; i++)
    {
      const SlLetterLine *line = older_line (self, i);
      guint j = GPOINTER_TO_UINT (g_hash_table_lookup (index, line->key));
      gboolean alike;

      if (self->to_new[i] >= 0 || j == 0 || self->to_old[j - 1] >= 0)
        continue;
      alike = line->kind == newer_line (self, j - 1)->kind &&
              g_str_equal (line->text, newer_line (self, j - 1)->text);
      if (same_text ? alike : !line->placed_key)
        pair (self, i, j - 1);
    }
}

/* Text to place of the lines that @taken leaves; a text that occurs twice says nothing: 0. */
static GHashTable *
index_texts (GPtrArray *lines, const int *taken)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      SlLetterLine *line = g_ptr_array_index (lines, i);

      if (taken[i] < 0 && line->shown)
        g_hash_table_insert (
            index, line->text,
            GUINT_TO_POINTER (g_hash_table_contains (index, line->text) ? 0 : i + 1));
    }
  return index;
}

static void
match_texts (LineMatcher *self)
{
  g_autoptr (GHashTable) older = index_texts (self->older, self->to_new);
  g_autoptr (GHashTable) newer = index_texts (self->newer, self->to_old);

  for (guint i = 0; i < self->older->len; i++)
    {
      const char *text = older_line (self, i)->text;
      guint j = GPOINTER_TO_UINT (g_hash_table_lookup (newer, text));

      if (j != 0 && GPOINTER_TO_UINT (g_hash_table_lookup (older, text)) == i + 1 &&
          older_line (self, i)->kind == newer_line (self, j - 1)->kind)
        pair (self, i, j - 1);
    }
}

/* Lines that are left over, with their words. */
typedef struct
{
  guint place;
  GArray *bag;
} Leftover;

static void
clear_leftover (gpointer data)
{
  g_array_unref (((Leftover *) data)->bag);
}

static GArray *
list_leftovers (GPtrArray *lines, const int *taken, GHashTable *names)
{
  GArray *leftovers = g_array_new (FALSE, FALSE, sizeof (Leftover));

  g_array_set_clear_func (leftovers, clear_leftover);
  for (guint i = 0; i < lines->len && leftovers->len < MAX_CANDIDATES; i++)
    {
      const SlLetterLine *line = g_ptr_array_index (lines, i);

      if (taken[i] < 0 && *line->text != '\0')
        {
          Leftover leftover = { i, sl_word_bag_new (line->text, names) };

          g_array_append_val (leftovers, leftover);
        }
    }
  return leftovers;
}

typedef struct
{
  guint older, newer;
  double likeness;
} Candidate;

/* The most alike first; among equals in the order of the letters. */
static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a, *other = b;

  if (one->likeness != other->likeness)
    return one->likeness > other->likeness ? -1 : 1;
  if (one->older != other->older)
    return one->older < other->older ? -1 : 1;
  return one->newer < other->newer ? -1 : one->newer > other->newer;
}

static void
match_likeness (LineMatcher *self)
{
  g_autoptr (GHashTable) names = sl_word_names_new ();
  g_autoptr (GArray) older = list_leftovers (self->older, self->to_new, names);
  g_autoptr (GArray) newer = list_leftovers (self->newer, self->to_old, names);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < older->len; i++)
    for (guint j = 0; j < newer->len; j++)
      {
        const Leftover *one = &g_array_index (older, Leftover, i);
        const Leftover *other = &g_array_index (newer, Leftover, j);
        Candidate candidate = { one->place, other->place,
                                sl_word_bags_compare (one->bag, other->bag) };

        if (candidate.likeness >= LEAST_LIKENESS)
          g_array_append_val (candidates, candidate);
      }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (self->to_new[candidate->older] < 0 && self->to_old[candidate->newer] < 0)
        pair (self, candidate->older, candidate->newer);
    }
}

static int *
make_unmatched (guint n)
{
  int *places = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    places[i] = -1;
  return places;
}

void
sl_letter_lines_match (GPtrArray *older, GPtrArray *newer, int **to_new, int **to_old)
{
  LineMatcher self = { .older = older, .newer = newer };

  self.to_new = make_unmatched (older->len);
  self.to_old = make_unmatched (newer->len);
  match_keys (&self, TRUE);
  match_texts (&self);
  match_keys (&self, FALSE);
  match_likeness (&self);
  *to_new = self.to_new;
  *to_old = self.to_old;
}
