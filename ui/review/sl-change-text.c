/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-change-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Blocks are a paragraph long, so each character has its notes: overlaps of changes and comments
 * then need no thought. Removed words are among the characters but not in the newer text, so
 * offsets are counted in both. */

#define SEPARATOR 0xff /* beside the kinds of spans: a space of ours between two of them */

typedef struct
{
  guint newer; /* its offset in the newer text */
  int change;  /* the change it belongs to, or -1 */
  guint8 kind; /* an SlSpanKind, or SEPARATOR */
} Character;

struct _SlChangeText
{
  GString *words;
  GArray *characters; /* of Character */
  guint n_changes;
  gboolean plain;
};

static gboolean
is_change (const SlSpan *span)
{
  return span->kind != SL_SPAN_SAME;
}

static const Character *
get_character (SlChangeText *self, guint index)
{
  return &g_array_index (self->characters, Character, index);
}

/* Removed and added words that touch would be read as one: "objects tocannot support". */
static gboolean
needs_space (SlChangeText *self, const SlSpan *span)
{
  guint n = self->characters->len;
  guint8 last = n > 0 ? get_character (self, n - 1)->kind : SL_SPAN_SAME;
  const char *end = self->words->str + self->words->len;

  return !self->plain && last != SL_SPAN_SAME && is_change (span) && last != span->kind &&
         !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))) &&
         g_unichar_isalnum (g_utf8_get_char (span->text));
}

/**
 * sl_change_text_new:
 * @spans: (element-type SlSpan): in the order of reading
 * @plain: nothing counts as changed
 *
 * Returns: (transfer full): the words with their notes
 */
SlChangeText *
sl_change_text_new (GArray *spans, gboolean plain)
{
  SlChangeText *self = g_new0 (SlChangeText, 1);
  guint offset = 0;
  gboolean in_change = FALSE;

  self->words = g_string_new (NULL);
  self->characters = g_array_new (FALSE, FALSE, sizeof (Character));
  self->plain = plain;
  for (guint i = 0; i < spans->len; i++)
    {
      const SlSpan *span = &g_array_index (spans, SlSpan, i);
      glong n_characters = g_utf8_strlen (span->text, -1);
      int change = -1;

      if (is_change (span) && !plain)
        {
          /* Removed and added words beside each other are one change. */
          if (!in_change)
            self->n_changes++;
          change = (int) self->n_changes - 1;
        }
      in_change = is_change (span);
      if (needs_space (self, span))
        {
          Character space = { offset, change, SEPARATOR };

          g_array_append_val (self->characters, space);
          g_string_append_c (self->words, ' ');
        }
      for (glong j = 0; j < n_characters; j++)
        {
          Character character = { offset, change, (guint8) span->kind };

          g_array_append_val (self->characters, character);
          if (span->kind != SL_SPAN_REMOVED)
            offset++;
        }
      g_string_append (self->words, span->text);
    }
  return self;
}

void
sl_change_text_free (SlChangeText *self)
{
  g_string_free (self->words, TRUE);
  g_array_unref (self->characters);
  g_free (self);
}

const char *
sl_change_text_get_words (SlChangeText *self)
{
  return self->words->str;
}

guint
sl_change_text_count_characters (SlChangeText *self)
{
  return self->characters->len;
}

guint
sl_change_text_count_changes (SlChangeText *self)
{
  return self->n_changes;
}

/* Whether a character is none of the newer text. */
static gboolean
is_gone (const Character *character)
{
  return character->kind == SL_SPAN_REMOVED || character->kind == SEPARATOR;
}

/* Whether a mark covers a character; one without end is on the whole block. */
static gboolean
covers (const SlMarkedWords *mark, const Character *character)
{
  return mark->end == 0 || (character->newer >= mark->start && character->newer < mark->end);
}

/* Widens what was found so far to hold @at too. */
static void
note_found (gboolean *found, guint at, guint *start, guint *end)
{
  if (!*found)
    *start = at;
  *end = at + 1;
  *found = TRUE;
}

gboolean
sl_change_text_find_change (SlChangeText *self, guint change, guint *start, guint *end)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->characters->len; i++)
    if (get_character (self, i)->change == (int) change)
      note_found (&found, i, start, end);
  return found;
}

gboolean
sl_change_text_find_mark (SlChangeText *self, const SlMarkedWords *mark, guint *start, guint *end)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->characters->len; i++)
    if (covers (mark, get_character (self, i)) && !is_gone (get_character (self, i)))
      note_found (&found, i, start, end);
  return found;
}

gboolean
sl_change_text_is_marked (SlChangeText *self, guint character, const SlMarkedWords *mark)
{
  return character < self->characters->len && covers (mark, get_character (self, character));
}

/**
 * sl_change_text_read:
 * @first: a character
 * @last: the one after the last
 * @start: (out): where it begins in the newer text, in characters
 * @end: (out): where it ends there
 * @words: (out) (optional) (transfer full): its words, without those that were removed
 *
 * Returns: %FALSE when none of it is in the newer text
 */
gboolean
sl_change_text_read (SlChangeText *self,
                     guint first,
                     guint last,
                     guint *start,
                     guint *end,
                     char **words)
{
  g_autoptr (GString) read = g_string_new (NULL);
  const char *at = g_utf8_offset_to_pointer (self->words->str, first);
  gboolean found = FALSE;

  for (guint i = first; i < last && i < self->characters->len; i++, at = g_utf8_next_char (at))
    {
      const Character *character = get_character (self, i);

      if (is_gone (character))
        continue;
      note_found (&found, character->newer, start, end);
      g_string_append_unichar (read, g_utf8_get_char (at));
    }
  if (found && words != NULL)
    *words = g_string_free (g_steal_pointer (&read), FALSE);
  return found;
}

static guint8
flag_change (const Character *character, int current_change)
{
  guint8 flags = 0;

  if (character->kind == SL_SPAN_REMOVED)
    flags |= SL_CHANGE_REMOVED;
  else if (character->kind == SL_SPAN_ADDED)
    flags |= SL_CHANGE_ADDED;
  if (current_change >= 0 && character->kind != SEPARATOR && character->change == current_change)
    flags |= SL_CHANGE_CURRENT;
  return flags;
}

/**
 * sl_change_text_flag:
 * @marks: (element-type SlMarkedWords): closed ones count only while they are current
 * @current_change: -1 for none
 * @current_comment: (nullable): its id
 *
 * Returns: (transfer full): #SlChangeFlags of each character
 */
guint8 *
sl_change_text_flag (SlChangeText *self,
                     GArray *marks,
                     int current_change,
                     const char *current_comment)
{
  guint n_characters = self->characters->len;
  guint8 *flags = g_new0 (guint8, n_characters + 1);

  for (guint i = 0; i < n_characters && !self->plain; i++)
    flags[i] = flag_change (get_character (self, i), current_change);
  for (guint i = 0; i < marks->len; i++)
    {
      const SlMarkedWords *mark = &g_array_index (marks, SlMarkedWords, i);
      gboolean current = g_strcmp0 (mark->comment_id, current_comment) == 0;

      if (!mark->open && !current)
        continue;
      for (guint j = 0; j < n_characters; j++)
        if (!is_gone (get_character (self, j)) && covers (mark, get_character (self, j)))
          flags[j] |= current ? SL_CHANGE_CURRENT_COMMENT : SL_CHANGE_COMMENT;
    }
  return flags;
}

/**
 * sl_change_text_describe:
 * @spans: (element-type SlSpan): in the order of reading
 *
 * Returns: (transfer full) (nullable): what was added and removed, in sentences
 */
char *
sl_change_text_describe (GArray *spans)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const SlSpan *span = &g_array_index (spans, SlSpan, i);
      g_autofree char *said = NULL;

      if (!is_change (span))
        continue;
      said = g_strdup_printf (
          span->kind == SL_SPAN_ADDED ? _ ("Added: “%s”.") : _ ("Removed: “%s”."), span->text);
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, said);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
