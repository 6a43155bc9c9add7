/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-charset.h"
#include "extract/sl-data-text.h"
#include "extract/sl-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* JSON data as rows: their shape is said at SlRow. Read here, without a tree and without recursion,
 * so that depth and size are ours to limit and each value keeps its line. */

#define DEPTH_MAX 256

typedef struct
{
  gboolean array;
  guint index;
  gsize path; /* length of the path up to this container */
} Container;

typedef struct
{
  SlSource *source;
  const char *at;
  guint line;
  GString *path;
  GArray *open; /* of Container */
  gboolean too_deep;
  gboolean full;
} Reading;

static void
skip_space (Reading *reading)
{
  for (; *reading->at != '\0' && strchr (" \t\r\n", *reading->at) != NULL; reading->at++)
    reading->line += *reading->at == '\n' ? 1 : 0;
}

static gboolean
read_hex (const char *at, gunichar *value)
{
  *value = 0;
  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return FALSE;
      *value = *value * 16 + g_ascii_xdigit_value (at[i]);
    }
  return TRUE;
}

/* After "\u": a character, or the two halves of one; a lone half becomes the replacement mark. */
static gboolean
read_escape (Reading *reading, GString *text)
{
  gunichar c, low;

  if (!read_hex (reading->at, &c))
    return FALSE;
  reading->at += 4;
  if (c >= 0xd800 && c < 0xdc00 && reading->at[0] == '\\' && reading->at[1] == 'u' &&
      read_hex (reading->at + 2, &low) && low >= 0xdc00 && low < 0xe000)
    {
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      reading->at += 6;
    }
  g_string_append_unichar (text, (c >= 0xd800 && c < 0xe000) || c == 0 ? 0xfffd : c);
  return TRUE;
}

static char *
read_string (Reading *reading)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  GString *text = g_string_new (NULL);

  for (reading->at++; *reading->at != '"';)
    {
      const char *known;
      if (*reading->at == '\0')
        break;
      if (*reading->at != '\\')
        {
          gsize plain = strcspn (reading->at, "\"\\");
          for (gsize i = 0; i < plain; i++)
            reading->line += reading->at[i] == '\n' ? 1 : 0;
          g_string_append_len (text, reading->at, plain);
          reading->at += plain;
          continue;
        }
      reading->at++;
      known = *reading->at != '\0' ? strchr (from, *reading->at) : NULL;
      if (known != NULL)
        {
          g_string_append_c (text, to[known - from]);
          reading->at++;
        }
      else if (*reading->at != 'u')
        break;
      else
        {
          reading->at++;
          if (!read_escape (reading, text))
            break;
        }
    }
  if (*reading->at == '"')
    {
      reading->at++;
      return g_string_free (text, FALSE);
    }
  g_string_free (text, TRUE);
  return NULL;
}

static void
add_row (Reading *reading, const char *value)
{
  reading->full = !sl_output_row (reading->source->out, reading->path->str, value, reading->line);
}

static gboolean
read_word (Reading *reading)
{
  gsize length = strspn (reading->at, "+-.0123456789abcdefghijklmnopqrstuvwxyzE");
  g_autofree char *word = g_strndup (reading->at, length);

  if (length == 0)
    return FALSE;
  reading->at += length;
  if (g_str_equal (word, "null"))
    return TRUE;
  if (!g_str_equal (word, "true") && !g_str_equal (word, "false") &&
      !g_ascii_isdigit (word[*word == '-' ? 1 : 0]))
    return FALSE;
  add_row (reading, word);
  return TRUE;
}

/* A value that is no container; FALSE when it makes no sense. */
static gboolean
read_scalar (Reading *reading)
{
  g_autofree char *text = NULL;

  if (*reading->at != '"')
    return read_word (reading);
  text = read_string (reading);
  if (text == NULL)
    return FALSE;
  add_row (reading, text);
  return TRUE;
}

static gboolean
open_container (Reading *reading)
{
  Container container = { *reading->at == '[', 0, reading->path->len };

  if (reading->open->len >= DEPTH_MAX)
    {
      reading->too_deep = TRUE;
      return FALSE;
    }
  reading->at++;
  g_array_append_val (reading->open, container);
  return TRUE;
}

/* The step of the path for the next member or element; FALSE when a name is missing. */
static gboolean
begin_member (Reading *reading, Container *container)
{
  g_autofree char *name = NULL;

  g_string_truncate (reading->path, container->path);
  if (container->array)
    {
      g_string_append_printf (reading->path, "[%u]", container->index++);
      return TRUE;
    }
  if (*reading->at != '"' || (name = read_string (reading)) == NULL)
    return FALSE;
  if (reading->path->len > 0)
    g_string_append_c (reading->path, '.');
  g_string_append (reading->path, name);
  skip_space (reading);
  if (*reading->at != ':')
    return FALSE;
  reading->at++;
  skip_space (reading);
  return TRUE;
}

/* All values, container by container; FALSE where it breaks off. */
static gboolean
read_all (Reading *reading)
{
  gboolean fresh = TRUE; /* right after an opening bracket */

  skip_space (reading);
  if (*reading->at != '{' && *reading->at != '[')
    return read_scalar (reading);
  if (!open_container (reading))
    return FALSE;
  while (reading->open->len > 0 && !reading->full)
    {
      Container *container = &g_array_index (reading->open, Container, reading->open->len - 1);
      char close = container->array ? ']' : '}';

      skip_space (reading);
      if (*reading->at == close)
        {
          reading->at++;
          g_string_truncate (reading->path, container->path);
          g_array_set_size (reading->open, reading->open->len - 1);
          fresh = FALSE;
          continue;
        }
      if (!fresh)
        {
          if (*reading->at != ',')
            return FALSE;
          reading->at++;
        }
      skip_space (reading);
      if (!begin_member (reading, container))
        return FALSE;
      fresh = *reading->at == '{' || *reading->at == '[';
      if (fresh ? !open_container (reading) : !read_scalar (reading))
        return FALSE;
    }
  skip_space (reading);
  return reading->full || *reading->at == '\0';
}

static void
warm_up (SlJobMode mode)
{
  sl_charset_warm_up ();
  sl_flow_warm_up ();
}

static SlPages *
open_json (SlSource *source)
{
  const char *charset;
  g_autofree char *text = sl_charset_decode (NULL, source->data, source->length, &charset);
  Reading reading = { source, text, 1, g_string_new (NULL),
                      g_array_new (FALSE, FALSE, sizeof (Container)) };

  if (!read_all (&reading) && reading.too_deep)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "too-complex",
                        _ ("It is nested deeper than any honest document, so it was not read."));
      return NULL;
    }
  if (*reading.at != '\0' && !reading.full)
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("It is not sound JSON: line %u makes no sense."), reading.line);
      sl_output_reason (source->out, SL_OUTCOME_PARTIAL, "damaged", sentence);
    }
  else if (reading.open->len > 0 && !reading.full)
    sl_output_reason (source->out, SL_OUTCOME_PARTIAL, "damaged",
                      _ ("It breaks off before its end. Ask for a new copy."));
  return sl_data_text_pages (source);
}

const SlReader sl_json_reader = { "application/json", warm_up, open_json };
