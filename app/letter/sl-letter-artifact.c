/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include <string.h>

/* Marks as artifact what is drawn outside any marked content: the marking at head and foot, page
 * numbers, rules, repeated table headers. Works on the page content that cairo wrote (no inline
 * images), where text objects never cross the border of marked content. */

/* The end of the token at @p: a name, number or operator, a string, or one bracket. */
static const char *
skip_string (const char *p, const char *end)
{
  int depth = 0;

  for (; p < end; p++)
    {
      if (*p == '\\' && p + 1 < end)
        p++;
      else if (*p == '(')
        depth++;
      else if (*p == ')' && --depth == 0)
        return p + 1;
    }
  return end;
}

static const char *
skip_token (const char *p, const char *end)
{
  if (*p == '(')
    return skip_string (p, end);
  if (*p == '<' && p + 1 < end && p[1] != '<')
    {
      const char *close = memchr (p, '>', end - p);
      return close != NULL ? close + 1 : end;
    }
  if (strchr ("<>[]{}", *p) != NULL)
    return p + 1;
  for (p++; p < end && strchr (" \t\r\n\f()<>[]{}/", *p) == NULL; p++)
    ;
  return p;
}

static gboolean
token_is_one_of (const char *token, gsize length, const char *const *names)
{
  for (; *names != NULL; names++)
    if (strlen (*names) == length && memcmp (token, *names, length) == 0)
      return TRUE;
  return FALSE;
}

/* A stretch of content outside marked content, wrapped when it paints. */
static void
flush_outside (GString *out, const char *start, const char *stop, gboolean paints)
{
  if (paints)
    g_string_append (out, "/Artifact BMC\n");
  g_string_append_len (out, start, stop - start);
  if (paints)
    {
      if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c (out, '\n');
      g_string_append (out, "EMC\n");
    }
}

/**
 * sl_pdf_mark_artifacts:
 * @content: a page's content stream, inflated
 * @length: bytes of it
 * @result_length: (out): bytes of the result
 *
 * Returns: (transfer full): the stream with its furniture marked
 */
char *
sl_pdf_mark_artifacts (const char *content, gsize length, gsize *result_length)
{
  static const char *const painting[] = { "f",  "F",  "f*", "S",  "s",  "B", "B*", "b",
                                          "b*", "Do", "sh", "Tj", "TJ", "'", "\"", NULL };
  static const char *const beginning[] = { "BDC", "BMC", NULL };
  static const char *const ending[] = { "EMC", NULL };
  GString *out = g_string_sized_new (length + 256);
  const char *end = content + length;
  const char *outside = content;  /* start of the stretch outside marked content */
  const char *operands = content; /* where the operands of the next operator begin */
  gboolean paints = FALSE;
  int depth = 0;

  for (const char *p = content; p < end;)
    {
      const char *next;
      gsize n;

      if (strchr (" \t\r\n\f", *p) != NULL)
        {
          p++;
          continue;
        }
      next = skip_token (p, end);
      n = next - p;
      if (token_is_one_of (p, n, beginning))
        {
          if (depth++ == 0)
            {
              flush_outside (out, outside, operands, paints);
              outside = operands;
            }
        }
      else if (token_is_one_of (p, n, ending))
        {
          if (--depth == 0)
            {
              g_string_append_len (out, outside, next - outside);
              g_string_append_c (out, '\n');
              outside = next;
              paints = FALSE;
            }
        }
      else if (depth == 0 && token_is_one_of (p, n, painting))
        paints = TRUE;
      /* An operator starts with a letter or a quote; what stands before it are its operands. */
      if (g_ascii_isalpha (*p) || *p == '\'' || *p == '"')
        operands = next;
      p = next;
    }
  if (depth == 0)
    flush_outside (out, outside, end, paints);
  else
    g_string_append_len (out, outside, end - outside);
  *result_length = out->len;
  return g_string_free (out, FALSE);
}
