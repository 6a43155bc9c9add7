/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-text.h"

#include "base/sl-text-private.h"

#include <string.h>

/* Text from documents is hostile until it has been through sl_text_clean(); all other functions
 * here take valid UTF-8. Folding is in sl-text-fold.c. Any thread. */

static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c <= 0x9f);
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

      if (sl_text_is_hidden (c))
        g_string_append_printf (result, "⟨U+%04X⟩", c);
      else
        g_string_append_unichar (result, c);
      any = any || sl_text_is_hidden (c);
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
    if (!sl_text_is_hidden (g_utf8_get_char (p)))
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
      else if (!sl_text_is_hidden (c))
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
