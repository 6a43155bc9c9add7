/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-rules-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>

/* Whether a letter says that an award is or will be granted (procedure A 0609, A5). Looked for
 * sentence by sentence in folded text, so that neither capitals, odd spaces nor invisible
 * characters hide one; and where a sentence leaves out what is granted, in what stands around it:
 * the headings over it, the row and the head of its table, and the sentences beside it. */

struct _SlAwardPatterns
{
  GPtrArray *ignored; /* of GRegex */
  GPtrArray *says;    /* of GRegex */
  GPtrArray *names;   /* of GRegex: what an award is called, without saying that it is granted */
  GPtrArray *refers;  /* of GRegex: says so of something that was named before */
};

/* A sentence, and what stands over it. */
typedef struct
{
  char *text;
  char *over;
} Piece;

static const char sentence_end[] = "(?<=[.!?;:])\\s+|\\n\\s*\\n";

static gboolean
read_patterns (SlPack *pack,
               const SlPackNode *node,
               const char *name,
               GPtrArray *list,
               GError **error)
{
  for (const SlPackNode *child = sl_pack_node_first (node, name); child != NULL;
       child = sl_pack_node_next (child, name))
    {
      g_autoptr (GError) failure = NULL;
      GRegex *regex = g_regex_new (sl_pack_node_get (child, "pattern"),
                                   G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &failure);

      if (regex == NULL)
        {
          g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID, _ ("%s, line %u: %s"),
                       sl_pack_get_origin (pack), sl_pack_node_get_line (child), failure->message);
          return FALSE;
        }
      g_ptr_array_add (list, regex);
    }
  return TRUE;
}

SlAwardPatterns *
sl_award_patterns_new (SlPack *pack, const SlPackNode *node, GError **error)
{
  SlAwardPatterns *self = g_new0 (SlAwardPatterns, 1);

  self->ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  self->says = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  self->refers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  if (node != NULL && read_patterns (pack, node, "ignore", self->ignored, error) &&
      read_patterns (pack, node, "says", self->says, error) &&
      read_patterns (pack, node, "names", self->names, error) &&
      read_patterns (pack, node, "refers", self->refers, error))
    return self;
  sl_award_patterns_free (self);
  return NULL;
}

void
sl_award_patterns_free (SlAwardPatterns *self)
{
  g_ptr_array_unref (self->ignored);
  g_ptr_array_unref (self->says);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->refers);
  g_free (self);
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->text);
  g_free (piece->over);
  g_free (piece);
}

/* Text that the patterns cannot get through counts as text that says so: the manager decides. */
static gboolean
matches (GPtrArray *patterns, const char *text)
{
  for (guint i = 0; i < patterns->len; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (g_regex_match_full (g_ptr_array_index (patterns, i), text, -1, 0, 0, NULL, &failure) ||
          failure != NULL)
        return TRUE;
    }
  return FALSE;
}

/* @sentence folded and without what is ignored; NULL when the patterns cannot get through. */
static char *
strip (SlAwardPatterns *self, const char *sentence)
{
  g_autofree char *text = sl_text_fold (sentence);

  for (guint i = 0; i < self->ignored->len; i++)
    {
      char *left = g_regex_replace_literal (g_ptr_array_index (self->ignored, i), text, -1, 0, " ",
                                            0, NULL);

      if (left == NULL)
        return NULL;
      g_free (text);
      text = left;
    }
  return g_steal_pointer (&text);
}

static gboolean
names_award (SlAwardPatterns *self, const char *text)
{
  g_autofree char *folded = text != NULL ? sl_text_fold (text) : NULL;

  return folded != NULL && matches (self->names, folded);
}

/* Of a list that a sentence opens with a colon, what is named in it counts as named before. */
static gboolean
says_so (SlAwardPatterns *self, GPtrArray *pieces, guint i)
{
  const Piece *piece = g_ptr_array_index (pieces, i);
  const Piece *before = i > 0 ? g_ptr_array_index (pieces, i - 1) : NULL;
  const Piece *after = i + 1 < pieces->len ? g_ptr_array_index (pieces, i + 1) : NULL;
  g_autofree char *text = strip (self, piece->text);

  if (text == NULL || matches (self->says, text))
    return TRUE;
  return matches (self->refers, text) &&
         (names_award (self, piece->over) || (before != NULL && names_award (self, before->text)) ||
          (after != NULL && g_str_has_suffix (piece->text, ":") &&
           names_award (self, after->text)));
}

static void
add_text (GPtrArray *pieces, const char *text, const char *over)
{
  g_auto (GStrv) sentences = g_regex_split_simple (sentence_end, text, 0, 0);

  for (guint i = 0; sentences[i] != NULL; i++)
    {
      g_autofree char *squeezed = g_strstrip (g_strdup (sentences[i]));
      Piece *piece;

      if (*squeezed == '\0')
        continue;
      piece = g_new0 (Piece, 1);
      piece->text = g_steal_pointer (&squeezed);
      piece->over = g_strdup (over);
      g_ptr_array_add (pieces, piece);
    }
}

static void
append_words (SlBlock *block, GString *words)
{
  g_string_append_printf (words, " %s", sl_block_get_text (block));
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    append_words (sl_block_get_child (block, i), words);
}

static void
add_block (GPtrArray *pieces, SlBlock *block, const char *over)
{
  gboolean table = sl_block_get_kind (block) == SL_BLOCK_TABLE;
  gboolean fields = sl_block_get_kind (block) == SL_BLOCK_FIELDS;

  add_text (pieces, sl_block_get_text (block), over);
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    {
      SlBlock *child = sl_block_get_child (block, i);
      g_autoptr (GString) row = g_string_new (over);

      if (table)
        {
          append_words (sl_block_get_child (block, 0), row);
          append_words (child, row);
        }
      else if (fields)
        append_words (child, row);
      add_block (pieces, child, row->str);
    }
}

/* The letter's sentences; a heading stands over what follows until the next of its level. */
static GPtrArray *
list_pieces (SlLetter *letter)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);
  const char *title = "", *heading = "", *lower = "", *lowest = "";

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);
      SlBlockKind kind = sl_block_get_kind (block);
      g_autofree char *over = NULL;

      /* Fields beside the address are references; those in the text say what an officer wrote. */
      if (kind == SL_BLOCK_LETTERHEAD || kind == SL_BLOCK_ADDRESS ||
          (kind == SL_BLOCK_FIELDS && sl_block_get_level (block) == 0))
        continue;
      if (kind == SL_BLOCK_TITLE)
        title = sl_block_get_text (block);
      else if (kind == SL_BLOCK_HEADING && sl_block_get_level (block) > 3)
        lowest = sl_block_get_text (block);
      else if (kind == SL_BLOCK_HEADING && sl_block_get_level (block) > 2)
        {
          lower = sl_block_get_text (block);
          lowest = "";
        }
      else if (kind == SL_BLOCK_HEADING)
        {
          heading = sl_block_get_text (block);
          lower = lowest = "";
        }
      over = g_strjoin (" ", title, heading, lower, lowest, NULL);
      add_block (pieces, block, over);
    }
  return pieces;
}

gboolean
sl_award_patterns_match (SlAwardPatterns *self, SlLetter *letter, char **where)
{
  g_autoptr (GPtrArray) pieces = list_pieces (letter);

  for (guint i = 0; i < pieces->len; i++)
    if (says_so (self, pieces, i))
      {
        if (where != NULL)
          *where = g_strdup (((Piece *) g_ptr_array_index (pieces, i))->text);
        return TRUE;
      }
  return FALSE;
}
