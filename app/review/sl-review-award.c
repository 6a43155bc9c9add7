/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-rules-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>

/* Whether a letter says that an award is or will be granted (procedure A 0609, A5). Looked for
 * sentence by sentence in folded text, so that neither capitals, odd spaces nor invisible
 * characters hide one. */

struct _SlAwardPatterns
{
  GPtrArray *ignored; /* of GRegex */
  GPtrArray *says;    /* of GRegex */
};

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
  if (node != NULL && read_patterns (pack, node, "ignore", self->ignored, error) &&
      read_patterns (pack, node, "says", self->says, error))
    return self;
  sl_award_patterns_free (self);
  return NULL;
}

void
sl_award_patterns_free (SlAwardPatterns *self)
{
  g_ptr_array_unref (self->ignored);
  g_ptr_array_unref (self->says);
  g_free (self);
}

/* A sentence that the patterns cannot get through counts as one that says so: the manager decides.
 */
static gboolean
says_so (SlAwardPatterns *self, const char *sentence)
{
  g_autofree char *text = sl_text_fold (sentence);

  for (guint i = 0; i < self->ignored->len; i++)
    {
      char *left = g_regex_replace_literal (g_ptr_array_index (self->ignored, i), text, -1, 0, " ",
                                            0, NULL);

      if (left == NULL)
        return TRUE;
      g_free (text);
      text = left;
    }
  for (guint i = 0; i < self->says->len; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (g_regex_match_full (g_ptr_array_index (self->says, i), text, -1, 0, 0, NULL, &failure) ||
          failure != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
match_block (SlAwardPatterns *self, SlBlock *block, char **where)
{
  SlBlockKind kind = sl_block_get_kind (block);
  g_auto (GStrv) sentences = NULL;

  if (kind == SL_BLOCK_LETTERHEAD || kind == SL_BLOCK_ADDRESS || kind == SL_BLOCK_FIELDS)
    return FALSE;
  sentences = g_regex_split_simple (sentence_end, sl_block_get_text (block), 0, 0);
  for (guint i = 0; sentences[i] != NULL; i++)
    if (says_so (self, sentences[i]))
      {
        if (where != NULL)
          *where = g_strdup (sentences[i]);
        return TRUE;
      }
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    if (match_block (self, sl_block_get_child (block, i), where))
      return TRUE;
  return FALSE;
}

gboolean
sl_award_patterns_match (SlAwardPatterns *self, SlLetter *letter, char **where)
{
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    if (match_block (self, sl_letter_get_block (letter, i), where))
      return TRUE;
  return FALSE;
}
