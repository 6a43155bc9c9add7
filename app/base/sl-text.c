/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-text.h"

#include <string.h>

/* Text from documents is hostile until it has been through sl_text_clean(); all other functions
 * here take valid UTF-8. Any thread. */

/* One letter with more combining marks than this is folded in pieces: g_utf8_normalize() sorts the
 * marks in quadratic time, and a hundred thousand of them on one letter is a known attack. */
#define MAX_MARKS 32

/* Characters that people do not see, and that make a text read as something else (Unicode technical
 * report 36): bidi controls, zero-width characters, fillers, tags. The soft hyphen is not here, for
 * honest documents are full of it. */
static gboolean
is_hidden (gunichar c)
{
  return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || (c >= 0xfff9 && c <= 0xfffb) || c == 0x061c ||
         c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x180e || c == 0x3164 ||
         c == 0xfeff || c == 0xffa0 || (c >= 0xe0000 && c <= 0xe007f);
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0xfe58 ||
         c == 0xfe63 || c == 0xff0d;
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == '\f' || c == '\v';
}

static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c <= 0x9f);
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
      if (is_hyphen (c))
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

  if (c == 0xad || (is_hyphen (c) && self->letter && !self->space))
    {
      const char *half = self->letter && !self->space ? find_broken_half (next) : NULL;
      if (half != NULL)
        return half;
    }
  if (c == 0xad || is_hidden (c) || (c >= 0xfe00 && c <= 0xfe0f))
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
  if (is_hyphen (c))
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
 * sl_text_clean:
 * @text: (array length=length): any bytes
 * @length: how many, or -1 when NUL-terminated
 *
 * Line ends become newlines; other controls (C0, delete, C1) but the tab are taken out; each byte
 * that is no UTF-8 becomes U+FFFD.
 *
 * Returns: (transfer full): valid UTF-8 without NUL
 */
char *
sl_text_clean (const char *text, gssize length)
{
  GString *result;
  const char *p = text;
  const char *end;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  end = text + (length < 0 ? (gssize) strlen (text) : length);
  result = g_string_sized_new (end - text);
  while (p < end)
    {
      gunichar c;

      if ((guchar) *p >= 0x20 && (guchar) *p < 0x7f)
        {
          g_string_append_c (result, *p++);
          continue;
        }
      if (*p == '\r')
        {
          if (p + 1 == end || p[1] != '\n')
            g_string_append_c (result, '\n');
          p++;
          continue;
        }
      c = *p == '\0' ? 0 : g_utf8_get_char_validated (p, end - p);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append (result, "\357\277\275");
          p++;
          continue;
        }
      if (!is_control (c))
        g_string_append_unichar (result, c);
      p += c == 0 ? 1 : g_utf8_next_char (p) - p;
    }
  return g_string_free (result, FALSE);
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
 * sl_text_squeeze:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text with each run of white space made one space and its ends trimmed
 */
char *
sl_text_squeeze (const char *text)
{
  GString *result;
  gboolean space = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  result = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = result->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (result, ' ');
      space = FALSE;
      g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

/**
 * sl_text_mark_hidden:
 * @text: valid UTF-8
 * @found: (out) (optional): whether there were any
 *
 * Returns: (transfer full): @text with bidi controls and invisible characters as "⟨U+202E⟩"
 */
char *
sl_text_mark_hidden (const char *text, gboolean *found)
{
  GString *result;
  gboolean any = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  result = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_hidden (c))
        g_string_append_printf (result, "⟨U+%04X⟩", c);
      else
        g_string_append_unichar (result, c);
      any = any || is_hidden (c);
    }
  if (found != NULL)
    *found = any;
  return g_string_free (result, FALSE);
}

/**
 * sl_text_strip_hidden:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text without bidi controls and invisible characters
 */
char *
sl_text_strip_hidden (const char *text)
{
  GString *result;

  g_return_val_if_fail (text != NULL, NULL);
  result = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_hidden (g_utf8_get_char (p)))
      g_string_append_len (result, p, g_utf8_next_char (p) - p);
  return g_string_free (result, FALSE);
}

/**
 * sl_text_count_characters:
 * @text: valid UTF-8
 * @length: in bytes
 *
 * As g_utf8_strlen(), eight bytes at a time: it runs over every page several times.
 *
 * Returns: how many characters there are
 */
gsize
sl_text_count_characters (const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  gsize following = 0, at = 0;

  /* A byte that goes on with a character has its top bit set and the next one clear. */
  for (; at + sizeof (guint64) <= length; at += sizeof (guint64))
    {
      guint64 bytes;
      memcpy (&bytes, text + at, sizeof bytes);
      bytes = (bytes >> 7) & (~bytes >> 6) & ones;
      following += (bytes * ones) >> 56;
    }
  for (; at < length; at++)
    following += ((guchar) text[at] & 0xc0) == 0x80;
  return length - following;
}

/**
 * sl_text_count_words:
 * @text: valid UTF-8
 *
 * Returns: how many runs of non-space in @text hold a letter or a digit
 */
guint
sl_text_count_words (const char *text)
{
  guint words = 0;
  gboolean counted = FALSE;

  g_return_val_if_fail (text != NULL, 0);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        counted = FALSE;
      else if (!counted && g_unichar_isalnum (c))
        {
          counted = TRUE;
          words++;
        }
    }
  return words;
}

/**
 * sl_text_ellipsize:
 * @text: valid UTF-8
 * @max: most characters of the result, at least 1
 *
 * Returns: (transfer full): @text, cut at a word where one ends in its second half, with "…"
 */
char *
sl_text_ellipsize (const char *text, guint max)
{
  const char *end;
  const char *cut;

  g_return_val_if_fail (text != NULL && max > 0, NULL);
  if (g_utf8_strlen (text, -1) <= (glong) max)
    return g_strdup (text);
  end = g_utf8_offset_to_pointer (text, max - 1);
  cut = end;
  if (!g_unichar_isspace (g_utf8_get_char (end)))
    for (const char *p = end; p > text + (end - text) / 2; p = g_utf8_prev_char (p))
      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          cut = p;
          break;
        }
  while (cut > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (cut))))
    cut = g_utf8_prev_char (cut);
  return g_strdup_printf ("%.*s…", (int) (cut - text), text);
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

      if (is_hyphen (c))
        g_string_append_c (result, '-');
      else if (!g_unichar_isspace (c) && !is_hidden (c) && c != 0xad)
        g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

/**
 * sl_text_safe_file_name:
 * @name: a file's name as bytes; valid UTF-8 or not
 *
 * For showing and logging, never for opening: broken bytes are written "\xNN", slashes "_", control
 * characters a space, invisible ones are left out.
 *
 * Returns: (transfer full): valid UTF-8 of 1 to 255 characters
 */
char *
sl_text_safe_file_name (const char *name)
{
  g_autoptr (GString) result = NULL;
  g_autofree char *squeezed = NULL;
  const char *p = name;

  g_return_val_if_fail (name != NULL, NULL);
  result = g_string_new (NULL);
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_printf (result, "\\x%02X", (guchar) *p++);
          continue;
        }
      if (c == '/' || c == '\\')
        g_string_append_c (result, '_');
      else if (is_control (c) || g_unichar_isspace (c))
        g_string_append_c (result, ' ');
      else if (!is_hidden (c))
        g_string_append_unichar (result, c);
      p = g_utf8_next_char (p);
    }
  squeezed = sl_text_squeeze (result->str);
  if (*squeezed == '\0')
    return g_strdup ("unnamed");
  return sl_text_ellipsize (squeezed, 255);
}

/**
 * sl_text_fill:
 * @text: words with {fields}
 * @fields: (element-type utf8 utf8): name to text; "" is unknown
 * @missing: (out) (nullable) (transfer full): name of the first field that is not known
 *
 * Returns: (transfer full) (nullable): @text with its fields filled; %NULL when one is not known
 */
char *
sl_text_fill (const char *text, GHashTable *fields, char **missing)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      const char *open = strchr (p, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *name = NULL;
      const char *value;

      if (close == NULL)
        {
          g_string_append (out, p);
          break;
        }
      name = g_strndup (open + 1, close - open - 1);
      value = g_hash_table_lookup (fields, name);
      if (value == NULL || *value == '\0')
        {
          if (missing != NULL)
            *missing = g_steal_pointer (&name);
          return NULL;
        }
      g_string_append_len (out, p, open - p);
      g_string_append (out, value);
      p = close + 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
