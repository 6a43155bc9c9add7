/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-comment-anchor.h"

#include "review/sl-comment-private.h"
#include "review/sl-diff-private.h"

#include "base/sl-text.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a comment takes along of the version that it is made on: the words of then, all that stood
 * at the place, and what the place is called. Nothing of it is taken from the caller but where. */

#define TITLE_LENGTH 50

static const char *const answer_fields[] = { "verdict",     "shown-value", "shown-unit",
                                             "observation", "reason",      "recommendation",
                                             "place",       "priority",    "priority-reason",
                                             "evidence",    NULL };
static const char *const evidence_fields[] = { "sha256", "page",      "x",    "y", "width",
                                               "height", "quotation", "note", NULL };

/* Fields whose value alone tells a person what it is. */
static gboolean
is_shown (const char *field)
{
  static const char *const shown[] = { "verdict",   "observation", "reason", "recommendation",
                                       "quotation", "note",        NULL };

  return g_strv_contains (shown, field);
}

gboolean
sl_comment_describe (SlSnapshot *snapshot,
                     const char *kind,
                     const char *id,
                     char **shown,
                     char **source)
{
  const char *const *fields = g_str_equal (kind, "answer") ? answer_fields : evidence_fields;
  g_autoptr (GString) for_people = g_string_new (NULL);
  g_autoptr (GString) for_comparing = g_string_new (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s/%s", kind, id, fields[i]);
      const char *value = sl_snapshot_get (snapshot, path);

      if (*value == '\0')
        continue;
      g_string_append_printf (for_comparing, "%s\t%s\n", fields[i], value);
      if (is_shown (fields[i]))
        {
          g_autofree char *words = sl_snapshot_dup_shown (snapshot, fields[i], value);

          g_string_append_printf (for_people, "%s%s", for_people->len > 0 ? "\n" : "", words);
        }
    }
  if (for_comparing->len == 0)
    return FALSE;
  /* A region says nothing in words but where it is. */
  *shown = for_people->len > 0 ? g_strdup (for_people->str)
                               : sl_snapshot_dup_title (snapshot, kind, id);
  *source = g_strdup (for_comparing->str);
  return TRUE;
}

/* The heading that a block stands under; else its own first words. */
static char *
name_line (GPtrArray *lines, const SlLetterLine *line)
{
  const char *heading = NULL;
  g_autofree char *words = sl_text_squeeze (line->text);
  g_autofree char *start = sl_text_ellipsize (*words != '\0' ? words : line->key, TITLE_LENGTH);

  for (guint i = 0; i < lines->len && g_ptr_array_index (lines, i) != line; i++)
    {
      const SlLetterLine *before = g_ptr_array_index (lines, i);

      if (before->kind == SL_BLOCK_HEADING)
        heading = before->text;
    }
  return heading != NULL ? g_strdup (heading) : g_strdup_printf (_ ("“%s”"), start);
}

/* A mark drawn with the pointer often takes a space along. */
static void
trim_spaces (SlAnchorValues *values, const char *text)
{
  const char *start = g_utf8_offset_to_pointer (text, values->start);
  const char *end = g_utf8_offset_to_pointer (text, values->end);

  for (; start < end && g_unichar_isspace (g_utf8_get_char (start)); values->start++)
    start = g_utf8_next_char (start);
  for (; end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))); values->end--)
    end = g_utf8_prev_char (end);
}

static gboolean
fill_words (SlAnchorValues *values, SlSnapshot *snapshot, GError **error)
{
  g_autoptr (GPtrArray) lines = sl_letter_lines_new (sl_snapshot_get_letter (snapshot));
  const SlLetterLine *line = sl_letter_lines_find (lines, values->key);
  glong n;

  if (line == NULL || !line->shown)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("The letter of this version has no paragraph “%s”. Comment on another, or on "
                      "the whole paper."),
                   values->key);
      return FALSE;
    }
  n = g_utf8_strlen (line->text, -1);
  if (values->start > values->end || values->end > n)
    {
      g_set_error (
          error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
          _ ("Characters %u to %u are not in this paragraph, which has %ld. Mark the words "
             "again."),
          values->start, values->end, n);
      return FALSE;
    }
  trim_spaces (values, line->text);
  /* A mark with nothing in it, or with everything, is the whole block. */
  if (values->start == values->end || (values->start == 0 && values->end == n))
    values->start = values->end = 0;
  values->source = g_strdup (line->text);
  values->text = values->end == 0 ? g_strdup (line->text)
                                  : g_utf8_substring (line->text, values->start, values->end);
  values->title = name_line (lines, line);
  return TRUE;
}

static gboolean
fill_record (SlAnchorValues *values, SlSnapshot *snapshot, GError **error)
{
  values->start = values->end = 0;
  if (!sl_comment_describe (snapshot, values->kind, values->key, &values->text, &values->source))
    {
      if (g_str_equal (values->kind, "answer"))
        g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                     _ ("“%s” has no answer in this version. Comment on another item, or on the "
                        "whole paper."),
                     values->key);
      else
        g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                     _ ("There is no evidence “%s” in this version. Comment on another piece, or "
                        "on the whole paper."),
                     values->key);
      return FALSE;
    }
  values->title = sl_snapshot_dup_title (snapshot, values->kind, values->key);
  return TRUE;
}

/**
 * sl_anchor_values_new:
 * @anchor: where; its text is not read
 * @snapshot: the version
 * @error: return location
 *
 * Returns: (transfer full): the place with the words of then, or %NULL when @snapshot has no such
 *   place: SL_STORE_ERROR_NOT_FOUND or REFUSED
 */
SlAnchorValues *
sl_anchor_values_new (const SlAnchor *anchor, SlSnapshot *snapshot, GError **error)
{
  g_autoptr (SlAnchorValues) self = g_new0 (SlAnchorValues, 1);
  gboolean filled;

  self->kind = g_strdup (anchor->kind);
  self->key = g_strdup (anchor->key != NULL ? anchor->key : "");
  self->start = anchor->start;
  self->end = anchor->end;
  if (g_str_equal (self->kind, "text"))
    filled = fill_words (self, snapshot, error);
  else if (g_str_equal (self->kind, "answer") || g_str_equal (self->kind, "evidence"))
    filled = fill_record (self, snapshot, error);
  else
    {
      g_free (self->key);
      g_free (self->kind);
      self->kind = g_strdup ("whole");
      self->key = g_strdup ("");
      self->start = self->end = 0;
      self->text = g_strdup ("");
      self->source = g_strdup ("");
      self->title = g_strdup (_ ("The whole paper"));
      filled = TRUE;
    }
  return filled ? g_steal_pointer (&self) : NULL;
}

void
sl_anchor_values_free (SlAnchorValues *self)
{
  g_free (self->kind);
  g_free (self->key);
  g_free (self->text);
  g_free (self->source);
  g_free (self->title);
  g_free (self);
}
