/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-comment-private.h"
#include "review/sl-diff-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Finds what a comment was about in a later text. Nothing is ever dropped: what cannot be found is
 * "gone" and says so. A comment carries all that stood at its place, so that no older version needs
 * to be read. */

/* A block that shares this part of its words with the block of then is that block rewritten. */
#define LEAST_LIKENESS 0.5
/* So many words in a row are found by themselves anywhere in the letter; fewer ("1.5 m") only in a
 * block that is like the one of then. */
#define TELLING_WORDS 4

/* The text that comments are placed in, made ready once for all of them. */
typedef struct
{
  SlSnapshot *snapshot;
  GPtrArray *lines;  /* of SlLetterLine */
  GHashTable *index; /* key to SlLetterLine; the first of a key */
  GHashTable *names; /* of words, for likeness */
  GPtrArray *bags;   /* for each line, NULL until it is asked for */
} Ground;

/* Where words were found: bytes of a line's text. */
typedef struct
{
  const SlLetterLine *line;
  guint start, end;
} Found;

static void
unref_bag (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static void
fill_ground (Ground *ground, SlSnapshot *snapshot)
{
  ground->snapshot = snapshot;
  ground->lines = sl_letter_lines_new (sl_snapshot_get_letter (snapshot));
  ground->index = g_hash_table_new (g_str_hash, g_str_equal);
  ground->names = sl_word_names_new ();
  ground->bags = g_ptr_array_new_with_free_func (unref_bag);
  g_ptr_array_set_size (ground->bags, (int) ground->lines->len);
  for (guint i = ground->lines->len; i > 0; i--)
    {
      SlLetterLine *line = g_ptr_array_index (ground->lines, i - 1);

      g_hash_table_insert (ground->index, line->key, line);
    }
}

static void
clear_ground (Ground *ground)
{
  g_ptr_array_unref (ground->bags);
  g_hash_table_unref (ground->index);
  g_hash_table_unref (ground->names);
  g_ptr_array_unref (ground->lines);
}

static GArray *
get_bag (Ground *ground, guint line)
{
  GArray *bag = g_ptr_array_index (ground->bags, line);

  if (bag == NULL)
    {
      const SlLetterLine *text = g_ptr_array_index (ground->lines, line);

      bag = sl_word_bag_new (text->text, ground->names);
      ground->bags->pdata[line] = bag;
    }
  return bag;
}

static gboolean
is_word_part (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* @words as whole words in @text: "1.5 m" is not found in "11.5 metres". */
static const char *
find_words (const char *text, const char *words)
{
  gsize length = strlen (words);
  gboolean begins = is_word_part (g_utf8_get_char (words));
  gboolean ends = is_word_part (g_utf8_get_char (g_utf8_prev_char (words + length)));

  for (const char *p = text; (p = strstr (p, words)) != NULL; p = g_utf8_next_char (p))
    {
      const char *end = p + length;

      if (begins && p > text && is_word_part (g_utf8_get_char (g_utf8_prev_char (p))))
        continue;
      if (ends && *end != '\0' && is_word_part (g_utf8_get_char (end)))
        continue;
      return p;
    }
  return NULL;
}

/* The very words anywhere: in the line most like the one of then. */
static gboolean
find_exactly (Ground *ground, const char *words, const char *source, Found *found)
{
  g_autoptr (GArray) source_bag = NULL;
  gboolean telling = sl_text_count_words (words) >= TELLING_WORDS;
  double best = telling ? -1 : LEAST_LIKENESS;

  found->line = NULL;
  for (guint i = 0; i < ground->lines->len; i++)
    {
      const SlLetterLine *line = g_ptr_array_index (ground->lines, i);
      const char *at = find_words (line->text, words);
      double likeness;

      if (at == NULL)
        continue;
      if (source_bag == NULL)
        source_bag = sl_word_bag_new (source, ground->names);
      likeness = sl_word_bags_compare (source_bag, get_bag (ground, i));
      if (likeness < best || (likeness == best && found->line != NULL))
        continue;
      best = likeness;
      *found = (Found){ line, at - line->text, at - line->text + strlen (words) };
    }
  return found->line != NULL;
}

static const SlLetterLine *
find_alike (Ground *ground, const char *source)
{
  g_autoptr (GArray) source_bag = sl_word_bag_new (source, ground->names);
  const SlLetterLine *found = NULL;
  double best = LEAST_LIKENESS;

  for (guint i = 0; i < ground->lines->len; i++)
    {
      const SlLetterLine *line = g_ptr_array_index (ground->lines, i);
      double likeness = line->shown ? sl_word_bags_compare (source_bag, get_bag (ground, i)) : 0;

      if (likeness > best || (likeness == best && found == NULL))
        {
          best = likeness;
          found = line;
        }
    }
  return found;
}

static void
set_found (SlComment *comment, const char *place, const Found *found, gboolean whole_block)
{
  const char *text = found->line->text;
  g_autofree char *now = g_strndup (text + found->start, found->end - found->start);
  guint start = sl_text_count_characters (text, found->start);
  guint end = start + sl_text_count_characters (now, strlen (now));

  if (whole_block)
    sl_comment_set_place (comment, place, found->line->key, 0, 0, text);
  else
    sl_comment_set_place (comment, place, found->line->key, start, end, now);
}

/* The words of then through the difference of @source and @line. Returns whether anything stands
 * there now; @telling says that at least half of the words stayed, so that it is surely the place.
 */
static gboolean
map_words (const SlLetterLine *line,
           const char *source,
           guint start,
           guint end,
           Found *found,
           gboolean *telling)
{
  g_autoptr (SlWordMap) map = sl_word_map_new (source, line->text);
  guint n_words, kept;

  found->line = line;
  kept = sl_word_map_place (map, start, end, &found->start, &found->end, &n_words);
  *telling = kept > 0 && kept * 2 >= n_words;
  return found->start < found->end;
}

static gboolean
reads (const Found *found, const char *words)
{
  return found->end - found->start == strlen (words) &&
         strncmp (found->line->text + found->start, words, found->end - found->start) == 0;
}

static void
place_text (Ground *ground, SlComment *comment)
{
  const char *words = sl_comment_get_text (comment, SL_COMMENT_ANCHOR_TEXT);
  const char *source = sl_comment_get_text (comment, SL_COMMENT_ANCHOR_SOURCE);
  const SlLetterLine *line = g_hash_table_lookup (
      ground->index, sl_comment_get_text (comment, SL_COMMENT_ANCHOR_KEY));
  const SlLetterLine *alike;
  Found here = { 0 }, found;
  gboolean telling = FALSE, whole, stands = FALSE;
  guint n = sl_text_count_characters (source, strlen (source)), first, last, start, end;

  /* A bundle may say anything. */
  sl_comment_get_anchor_range (comment, &first, &last);
  whole = last == 0;
  last = MIN (last, n);
  first = MIN (first, last);
  start = g_utf8_offset_to_pointer (source, first) - source;
  end = whole ? strlen (source) : g_utf8_offset_to_pointer (source, last) - source;

  if (line != NULL && g_str_equal (line->text, source))
    {
      here = (Found){ line, start, end };
      stands = telling = TRUE;
    }
  else if (line != NULL)
    stands = map_words (line, source, start, end, &here, &telling);
  if (stands && whole && telling)
    {
      here.start = 0;
      here.end = strlen (line->text);
    }
  if (stands && reads (&here, words))
    set_found (comment, "same", &here, whole);
  else if (stands && telling)
    set_found (comment, "changed", &here, whole);
  else if (*words != '\0' && find_exactly (ground, words, source, &found))
    set_found (comment, found.line == line ? "same" : "moved", &found,
               whole && found.end == strlen (found.line->text));
  else if (stands)
    set_found (comment, "changed", &here, whole);
  else if ((alike = find_alike (ground, source)) != NULL && alike != line &&
           map_words (alike, source, start, end, &found, &telling))
    set_found (comment, "changed", &found, whole);
  else
    sl_comment_set_place (comment, "gone", "", 0, 0, "");
}

/* Evidence that was taken away and quoted again is the same evidence under another id. */
static char *
find_evidence_alike (SlSnapshot *snapshot, const char *source)
{
  g_auto (GStrv) ids = sl_snapshot_list (snapshot, "evidence");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *shown = NULL;
      g_autofree char *now = NULL;

      if (sl_comment_describe (snapshot, "evidence", ids[i], &shown, &now) &&
          g_str_equal (now, source))
        return g_strdup (ids[i]);
    }
  return NULL;
}

static void
place_record (Ground *ground, SlComment *comment)
{
  const char *kind = sl_comment_get_text (comment, SL_COMMENT_ANCHOR_KIND);
  const char *key = sl_comment_get_text (comment, SL_COMMENT_ANCHOR_KEY);
  const char *source = sl_comment_get_text (comment, SL_COMMENT_ANCHOR_SOURCE);
  g_autofree char *shown = NULL;
  g_autofree char *now = NULL;
  g_autofree char *other = NULL;

  if (sl_comment_describe (ground->snapshot, kind, key, &shown, &now))
    {
      gboolean same = g_str_equal (now, source);

      /* The words for people of then, should they have been written in another language. */
      sl_comment_set_place (comment, same ? "same" : "changed", key, 0, 0,
                            same ? sl_comment_get_text (comment, SL_COMMENT_ANCHOR_TEXT) : shown);
      return;
    }
  if (g_str_equal (kind, "evidence"))
    other = find_evidence_alike (ground->snapshot, source);
  if (other != NULL)
    sl_comment_set_place (comment, "moved", other, 0, 0,
                          sl_comment_get_text (comment, SL_COMMENT_ANCHOR_TEXT));
  else
    sl_comment_set_place (comment, "gone", "", 0, 0, "");
}

/**
 * sl_comments_place:
 * @comments: of #SlComment, those that open a thread
 * @snapshot: the text to place them in
 *
 * Sets the place of each: "same" where the words stand as they did in the same block, "changed"
 * where others stand in their place, "moved" where they stand in another block, "gone" where
 * nothing is left of them. None is left out.
 */
void
sl_comments_place (GListModel *comments, SlSnapshot *snapshot)
{
  Ground ground;

  g_return_if_fail (G_IS_LIST_MODEL (comments) && snapshot != NULL);

  fill_ground (&ground, snapshot);
  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (comments, i);
      const char *kind = sl_comment_get_text (comment, SL_COMMENT_ANCHOR_KIND);

      if (g_str_equal (kind, "text"))
        place_text (&ground, comment);
      else if (g_str_equal (kind, "answer") || g_str_equal (kind, "evidence"))
        place_record (&ground, comment);
      else
        sl_comment_set_place (comment, "same", "", 0, 0, "");
    }
  clear_ground (&ground);
}
