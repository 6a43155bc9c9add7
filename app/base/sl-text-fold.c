/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-text-private.h"
#include "base/sl-text.h"

#include <string.h>

/* Folding, for searching and comparing: what reads alike becomes the same bytes, each of which
 * knows where it came from. Takes valid UTF-8. Any thread. */

/* One letter with more combining marks than this is folded in pieces: g_utf8_normalize() sorts the
 * marks in quadratic time, and a hundred thousand of them on one letter is a known attack. */
#define MAX_MARKS 32

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == '\f' || c == '\v';
}

/* Straight quotation marks, so that a typed word finds a typeset one. */
static gunichar
fold_quotation_mark (gunichar c)
{
  if (c == 0x2018 || c == 0x2019 || c == 0x201b || c == 0x02bc)
    return '\'';
  if (c == 0x201c || c == 0x201d || c == 0x201f)
    return '"';
  return c;
}

/* The folded text as it grows; @offsets, one for each of its bytes, may be NULL. */
typedef struct
{
  GString *text;
  GArray *offsets;
  gboolean space; /* a space is due before the next character */
  guint32 space_offset;
  gboolean letter; /* the last character written was a letter */
} Folder;

static void
folder_write (Folder *self, const char *bytes, gsize length, guint32 offset)
{
  g_string_append_len (self->text, bytes, length);
  if (self->offsets != NULL)
    for (gsize i = 0; i < length; i++)
      g_array_append_val (self->offsets, offset);
}

static void
folder_write_space (Folder *self)
{
  if (self->space && self->text->len > 0)
    folder_write (self, " ", 1, self->space_offset);
  self->space = FALSE;
}

/* Normalises and case-folds @length bytes, all of which come from @offset. */
static void
folder_write_segment (Folder *self, const char *bytes, gsize length, guint32 offset)
{
  g_autofree char *normal = g_utf8_normalize (bytes, length, G_NORMALIZE_NFKC);
  g_autofree char *folded = NULL;
  g_autofree char *again = NULL;

  if (normal == NULL)
    return;
  folded = g_utf8_casefold (normal, -1);
  again = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);
  for (const char *p = again; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Compatibility forms may hold spaces ("½" does not, "㎡" does not, "⑴" may). */
      if (g_unichar_isspace (c))
        {
          self->space = TRUE;
          self->space_offset = offset;
          continue;
        }
      folder_write_space (self);
      if (sl_text_is_hyphen (c))
        folder_write (self, "-", 1, offset);
      else
        folder_write (self, p, g_utf8_next_char (p) - p, offset);
      self->letter = g_unichar_isalpha (c) || g_unichar_ismark (c);
    }
}

/* Where the second half of a word broken at @after begins, or NULL when nothing is broken here. */
static const char *
find_broken_half (const char *after)
{
  const char *p = after;
  gboolean line_end = FALSE;
  gunichar c;

  while (g_unichar_isspace (c = g_utf8_get_char (p)))
    {
      line_end = line_end || is_line_end (c);
      p = g_utf8_next_char (p);
    }
  return line_end && g_unichar_islower (c) ? p : NULL;
}

/* The short way for what most pages are made of: a run of ASCII but hyphens, which may break a
 * word, none of which carries a mark. Folds as fold_one() would, without looking any character up.
 * Returns where the run ends. */
static const char *
fold_run (Folder *self, const char *start, const char *p)
{
  const char *end = p;
  gsize at = self->text->len, to = at;
  gboolean space = self->space;
  guint32 *offsets = NULL;
  char *text;

  while (*end > 0 && *end != '-' && (guchar) end[1] < 0x80)
    end++;
  if (end == p)
    return p;
  /* Room for all of it and a space that is due. */
  g_string_set_size (self->text, at + (end - p) + 1);
  text = self->text->str;
  if (self->offsets != NULL)
    {
      g_array_set_size (self->offsets, (guint) (at + (end - p) + 1));
      offsets = (guint32 *) self->offsets->data;
    }
  for (; p < end; p++)
    {
      if (g_ascii_isspace (*p))
        {
          if (!space)
            self->space_offset = (guint32) (p - start);
          space = TRUE;
          continue;
        }
      if (space && to > 0)
        {
          if (offsets != NULL)
            offsets[to] = self->space_offset;
          text[to++] = ' ';
        }
      space = FALSE;
      if (offsets != NULL)
        offsets[to] = (guint32) (p - start);
      text[to++] = *p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p;
    }
  self->space = space;
  if (to > at)
    self->letter = g_ascii_isalpha (text[to - 1]);
  g_string_truncate (self->text, to);
  if (self->offsets != NULL)
    g_array_set_size (self->offsets, (guint) to);
  return end;
}

/* Folds the character at @p with its combining marks; returns where the next one begins. */
static const char *
fold_one (Folder *self, const char *start, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);
  guint32 offset = p - start;

  if (c == 0xad || (sl_text_is_hyphen (c) && self->letter && !self->space))
    {
      const char *half = self->letter && !self->space ? find_broken_half (next) : NULL;
      if (half != NULL)
        return half;
    }
  if (c == 0xad || sl_text_is_hidden (c) || (c >= 0xfe00 && c <= 0xfe0f))
    return next;
  if (g_unichar_isspace (c))
    {
      if (!self->space)
        self->space_offset = offset;
      self->space = TRUE;
      return next;
    }
  c = fold_quotation_mark (c);
  if (c < 0x80)
    {
      gboolean marked = (guchar) *next >= 0x80 && g_unichar_ismark (g_utf8_get_char (next));
      if (!marked)
        {
          char lower = g_ascii_tolower (c);
          folder_write_space (self);
          folder_write (self, &lower, 1, offset);
          self->letter = g_ascii_isalpha (lower);
          return next;
        }
    }
  if (sl_text_is_hyphen (c))
    {
      folder_write_space (self);
      folder_write (self, "-", 1, offset);
      self->letter = FALSE;
      return next;
    }
  for (int marks = 0; marks < MAX_MARKS && *next != '\0' &&
                      g_unichar_combining_class (g_utf8_get_char (next)) != 0;
       marks++)
    next = g_utf8_next_char (next);
  folder_write_segment (self, p, next - p, offset);
  return next;
}

/**
 * sl_text_fold_map:
 * @text: valid UTF-8
 * @offsets: (out) (optional) (transfer full) (element-type guint32): for each byte of the result,
 *   the byte of @text that it came from
 *
 * See sl_text_fold().
 *
 * Returns: (transfer full): the folded text
 */
char *
sl_text_fold_map (const char *text, GArray **offsets)
{
  Folder folder = { 0 };
  const char *p = text;

  g_return_val_if_fail (text != NULL, NULL);
  folder.text = g_string_sized_new (strlen (text));
  if (offsets != NULL)
    folder.offsets = g_array_sized_new (FALSE, FALSE, sizeof (guint32), strlen (text));
  while (*(p = fold_run (&folder, text, p)) != '\0')
    p = fold_one (&folder, text, p);
  if (offsets != NULL)
    *offsets = folder.offsets;
  return g_string_free (folder.text, FALSE);
}

/**
 * sl_text_fold:
 * @text: valid UTF-8
 *
 * For searching and comparing, never for quoting: compatibility forms and ligatures resolved
 * (NFKC), case folded, invisible characters and soft hyphens dropped, every kind of hyphen made
 * "-", curly quotation marks straight, runs of space one space, ends trimmed, a word broken by a
 * hyphen over a line end joined.
 *
 * Returns: (transfer full): the folded text
 */
char *
sl_text_fold (const char *text)
{
  return sl_text_fold_map (text, NULL);
}

/**
 * sl_text_fold_reference:
 * @reference: a planning reference as written
 *
 * Returns: (transfer full): for comparing: upper case, without spaces and invisible characters
 */
char *
sl_text_fold_reference (const char *reference)
{
  g_autofree char *upper = NULL;
  GString *result;

  g_return_val_if_fail (reference != NULL, NULL);
  upper = g_utf8_strup (reference, -1);
  result = g_string_sized_new (strlen (upper));
  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (sl_text_is_hyphen (c))
        g_string_append_c (result, '-');
      else if (!g_unichar_isspace (c) && !sl_text_is_hidden (c) && c != 0xad)
        g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}
