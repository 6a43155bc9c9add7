/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-remark-private.h"

#include "base/sl-text.h"

#include <string.h>

/* Rules that look for words. Texts are compared folded, so that a ligature or a hyphen of another
 * kind hides nothing; what is shown and counted is the text as it stands. */

typedef struct
{
  char *words;    /* folded; '#' stands for a number */
  char *as_given; /* NULL: in any case, else the very capitals */
} Phrase;

static void
phrase_clear (gpointer data)
{
  Phrase *phrase = data;

  g_free (phrase->words);
  g_free (phrase->as_given);
}

static gboolean
has_capitals (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isupper (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static GArray *
split_phrases (const char *list)
{
  g_auto (GStrv) parts = g_strsplit (list, "|", -1);
  GArray *phrases = g_array_new (FALSE, FALSE, sizeof (Phrase));

  g_array_set_clear_func (phrases, phrase_clear);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *given = sl_text_squeeze (parts[i]);
      Phrase phrase = { sl_text_fold (given), has_capitals (given) ? g_strdup (given) : NULL };

      if (*phrase.words != '\0')
        g_array_append_val (phrases, phrase);
      else
        phrase_clear (&phrase);
    }
  return phrases;
}

/* The end of @words at @text, NULL when it does not stand there. '#' takes digits, points and
 * commas. */
static const char *
match_at (const char *text, const char *words)
{
  while (*words != '\0')
    {
      if (*words == '#')
        {
          if (!g_ascii_isdigit (*text))
            return NULL;
          while (g_ascii_isdigit (*text) ||
                 ((*text == '.' || *text == ',') && g_ascii_isdigit (text[1])))
            text++;
          words++;
        }
      else if (*text++ != *words++)
        return NULL;
    }
  return text;
}

static gboolean
is_word_part (const char *text, const char *at)
{
  return g_unichar_isalnum (g_utf8_get_char (at)) ||
         /* "100 %" ends in a sign: only letters and figures go on. */
         (*at == '\'' && at > text && g_unichar_isalpha (g_utf8_get_char (at + 1)));
}

/* The next place from @from where @phrase stands as whole words. */
static const char *
find_phrase (const char *text, const char *from, const Phrase *phrase, const char **end)
{
  for (const char *p = from; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';

      if (g_unichar_isalnum (before) || (*end = match_at (p, phrase->words)) == NULL)
        continue;
      if (!g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (*end))) ||
          !is_word_part (text, *end))
        return p;
    }
  return NULL;
}

/* Whether one of @exceptions covers the find. */
static gboolean
is_excepted (const char *text, const char *start, const char *end, GArray *exceptions)
{
  for (guint i = 0; i < exceptions->len; i++)
    {
      const Phrase *exception = &g_array_index (exceptions, Phrase, i);
      const char *until;

      for (const char *p = find_phrase (text, text, exception, &until); p != NULL && p <= start;
           p = find_phrase (text, p + 1, exception, &until))
        if (until >= end)
          return TRUE;
    }
  return FALSE;
}

/* Inside “…”: somebody else's words. */
static gboolean
is_quoted (const char *text, const char *at)
{
  gboolean quoted = FALSE;

  for (const char *p = text; p < at; p = g_utf8_next_char (p))
    switch (g_utf8_get_char (p))
      {
      case 0x201C:
        quoted = TRUE;
        break;
      case 0x201D:
        quoted = FALSE;
        break;
      default:
        break;
      }
  return quoted;
}

typedef struct
{
  SlTrial *trial;
  SlBlock *block;
  const char *text; /* as it stands */
  const char *folded;
  const GArray *offsets; /* of each folded byte in @text */
} Scan;

static const char *
find_fix (const SlPackNode *rule, const char *words)
{
  for (const SlPackNode *fix = sl_pack_node_first (rule, "fix"); fix != NULL;
       fix = sl_pack_node_next (fix, "fix"))
    if (g_str_equal (sl_pack_node_get (fix, "for"), words))
      return sl_pack_node_get (fix, "with");
  return NULL;
}

static void
add_find (const Scan *scan, const char *start, const char *end, const Phrase *phrase)
{
  gsize length = strlen (scan->text);
  gsize from = g_array_index (scan->offsets, guint32, start - scan->folded);
  gsize to = *end != '\0' ? g_array_index (scan->offsets, guint32, end - scan->folded) : length;
  g_autofree char *words = g_strndup (scan->text + from, to - from);
  SlFind find = { .block = scan->block,
                  .start = g_utf8_strlen (scan->text, from),
                  .words = g_strchomp (words),
                  .item_id = sl_block_get_origin (scan->block)->item_id };

  if (phrase->as_given != NULL && !g_str_equal (words, phrase->as_given))
    return;
  if (is_quoted (scan->text, scan->text + from))
    return;
  find.end = find.start + g_utf8_strlen (words, -1);
  find.fix = find_fix (scan->trial->rule, words);
  sl_trial_add (scan->trial, &find);
}

static void
scan_block (SlTrial *trial, SlBlock *block, GArray *phrases, GArray *exceptions)
{
  g_autoptr (GArray) offsets = NULL;
  const char *text = sl_block_get_text (block);
  g_autofree char *folded = sl_text_fold_map (text, &offsets);
  Scan scan = { trial, block, text, folded, offsets };

  for (guint i = 0; i < phrases->len; i++)
    {
      const Phrase *phrase = &g_array_index (phrases, Phrase, i);
      const char *end;

      for (const char *p = find_phrase (folded, folded, phrase, &end); p != NULL;
           p = find_phrase (folded, end, phrase, &end))
        if (!is_excepted (folded, p, end, exceptions))
          add_find (&scan, p, end, phrase);
    }
}

static gboolean
stands_anywhere (SlTrial *self, GArray *phrases)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      g_autofree char *folded = sl_text_fold (sl_block_get_text (self->blocks->pdata[i]));
      const char *end;

      for (guint j = 0; j < phrases->len; j++)
        if (find_phrase (folded, folded, &g_array_index (phrases, Phrase, j), &end) != NULL)
          return TRUE;
    }
  return FALSE;
}

void
sl_trial_phrases (SlTrial *self)
{
  const SlPackNode *node = sl_pack_node_first (self->rule, "phrases");
  g_autoptr (GArray) phrases = split_phrases (sl_pack_node_get (node, "any"));
  g_autoptr (GArray) exceptions = split_phrases (sl_pack_node_get (node, "except"));
  g_autoptr (GArray) unless = split_phrases (sl_pack_node_get (node, "unless"));

  if (stands_anywhere (self, unless))
    return;
  for (guint i = 0; i < self->blocks->len; i++)
    if (sl_trial_is_own (self->blocks->pdata[i]))
      scan_block (self, self->blocks->pdata[i], phrases, exceptions);
}
