/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-suggestion-private.h"

#include <math.h>
#include <string.h>

/* Finds the lengths and counts that a text states, as drawings and statements write them: "1.8m",
 * "1800 mm", "1.8-2.1 metres", "1800 high", "260 x 40 mm", "nine flats", "Uo 0.35". What has no
 * unit is no measure; areas, speeds and the numbers of standards are left alone. */

typedef struct
{
  const char *word;
  const char *unit;
} Word;

/* After the number. The longer of two that begin alike stands first. */
static const Word units[] = {
  { "millimetres", "mm" }, { "millimetre", "mm" }, { "mm", "mm" },    { "centimetres", "cm" },
  { "centimetre", "cm" },  { "cm", "cm" },         { "metres", "m" }, { "metre", "m" },
  { "meters", "m" },       { "meter", "m" },       { "m", "m" },      { "feet", "ft" },
  { "foot", "ft" },        { "ft", "ft" },         { "lux", "lux" },  { "lx", "lux" },
};

/* After the number and what qualifies it. */
static const Word counts[] = {
  { "dwellings", "homes" }, { "dwelling", "homes" },   { "homes", "homes" },
  { "home", "homes" },      { "houses", "homes" },     { "house", "homes" },
  { "flats", "homes" },     { "flat", "homes" },       { "apartments", "homes" },
  { "apartment", "homes" }, { "residences", "homes" }, { "units", "homes" },
  { "plots", "homes" },     { "spaces", "spaces" },    { "space", "spaces" },
  { "bays", "spaces" },     { "bay", "spaces" },       { "windows", "windows" },
  { "window", "windows" },  { "doorsets", "doors" },   { "doors", "doors" },
  { "door", "doors" },      { "days", "days" },        { "bicycles", "cycles" },
  { "cycles", "cycles" },   { "bikes", "cycles" },     { "sides", "sides" },
  { "side", "sides" },
};

/* May stand between a count and what is counted. */
static const char *const qualifiers[] = {
  "no.",      "no",        "nos",   "new",     "proposed", "residential", "affordable",  "private",
  "terraced", "detached",  "car",   "parking", "visitor",  "allocated",   "unallocated", "cycle",
  "bedroom",  "habitable", "front", "locked",  "calendar", "x",
};

/* Before the number. */
static const Word prefixes[] = {
  { "uniformity of", "Uo" }, { "uniformity", "Uo" }, { "uo", "Uo" },       { "u0", "Uo" },
  { "cri", "Ra" },           { "ra", "Ra" },         { "grade", "grade" },
};

static const struct
{
  const char *word;
  int value;
} number_words[] = {
  { "two", 2 },   { "three", 3 }, { "four", 4 }, { "five", 5 },    { "six", 6 },     { "seven", 7 },
  { "eight", 8 }, { "nine", 9 },  { "ten", 10 }, { "eleven", 11 }, { "twelve", 12 },
};

static const char *
skip_space (const char *p)
{
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        break;
      p = g_utf8_next_char (p);
    }
  return p;
}

static gboolean
ends_word (const char *p)
{
  return !g_unichar_isalnum (g_utf8_get_char (p));
}

/* Past @word when it stands whole at @p, whatever its case. */
static const char *
match_word (const char *p, const char *word)
{
  gsize length = strlen (word);

  return g_ascii_strncasecmp (p, word, length) == 0 && ends_word (p + length) ? p + length : NULL;
}

static const char *
match_table (const char *p, const Word *table, guint n, const char **unit)
{
  for (guint i = 0; i < n; i++)
    {
      const char *end = match_word (p, table[i].word);

      if (end != NULL)
        {
          *unit = table[i].unit;
          return end;
        }
    }
  return NULL;
}

/* Past a number such as "1.8", "1800" or "1,800"; NULL when none begins at @p. */
static const char *
match_number (const char *p, double *value)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (!g_ascii_isdigit (*p))
    return NULL;
  while (g_ascii_isdigit (*p) || (*p == ',' && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
                                  g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4])))
    {
      if (*p != ',')
        g_string_append_c (digits, *p);
      p++;
    }
  if (*p == '.' && g_ascii_isdigit (p[1]))
    do
      g_string_append_c (digits, *p++);
    while (g_ascii_isdigit (*p));
  if (digits->len > 9)
    return NULL;
  *value = g_ascii_strtod (digits->str, NULL);
  return p;
}

/* Not within a word, a longer number, a scale ("1:500") or a reference ("5489-1"). */
static gboolean
may_begin (const char *text, const char *p)
{
  gunichar before;

  if (p == text)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (p));
  return !g_unichar_isalnum (before) && strchr (".,:/-_#", (int) MIN (before, 127)) == NULL &&
         before != 0xa3 /* pound sign */;
}

/* An area or a speed is no length. */
static gboolean
is_compound (const char *end)
{
  gunichar c = g_utf8_get_char (end);

  return c == 0xb2 || c == 0xb3 || (c == '/' && g_ascii_isalpha (end[1]));
}

/* "1800 high", "2100h", "1.8 high": drawings leave the unit out. */
static const char *
match_bare_height (const char *p, double value, gboolean decimal, const char **unit)
{
  const char *end = match_word (p, "high");

  if (end == NULL)
    end = match_word (p, "h");
  if (end == NULL || value > 6000 || (value < 100 && (!decimal || value > 6)))
    return NULL;
  *unit = value >= 100 ? "mm" : "m";
  return p; /* the word stays for whoever asks what the measure is of */
}

static const char *
match_count (const char *p, const char **unit)
{
  for (guint skipped = 0; skipped < 3; skipped++)
    {
      const char *end = match_table (p, counts, G_N_ELEMENTS (counts), unit);
      const char *past = NULL;

      if (end != NULL)
        return end;
      for (guint i = 0; past == NULL && i < G_N_ELEMENTS (qualifiers); i++)
        past = match_word (p, qualifiers[i]);
      if (past == NULL)
        return NULL;
      p = skip_space (past);
    }
  return NULL;
}

/* What follows a number: the end of its unit, or NULL. A hyphen may stand between ("31-home"). */
static const char *
match_unit (const char *p, double value, gboolean decimal, const char **unit)
{
  const char *word = skip_space (*p == '-' ? p + 1 : p);
  const char *end = match_table (word, units, G_N_ELEMENTS (units), unit);

  if (end != NULL)
    return is_compound (end) ? NULL : end;
  if ((end = match_bare_height (word, value, decimal, unit)) != NULL)
    return end;
  return decimal ? NULL : match_count (word, unit);
}

/* Past what joins two numbers of one unit: "1.8-2.1 m", "1.8 to 2.1 m", "260 x 40 mm". */
static const char *
match_joint (const char *p)
{
  static const char *const joints[] = { "-", "–", "x", "×", "to", "by" };

  p = skip_space (p);
  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    if (g_ascii_strncasecmp (p, joints[i], strlen (joints[i])) == 0)
      {
        const char *past = skip_space (p + strlen (joints[i]));

        return g_ascii_isdigit (*past) ? past : NULL;
      }
  return NULL;
}

static void
add (GArray *found, double value, const char *unit, gsize start, gsize end)
{
  SlStatedMeasure measure = { value, unit, (guint) start, (guint) end };

  g_array_append_val (found, measure);
}

/* A number at @p with all that belongs to it; past it, or NULL when it is no measure. */
static const char *
read_measure (GArray *found, const char *text, const char *p)
{
  double value, second;
  const char *unit;
  const char *number_end = match_number (p, &value);
  const char *end, *next;

  if (number_end == NULL)
    return NULL;
  end = match_unit (number_end, value, memchr (p, '.', number_end - p) != NULL, &unit);
  if (end != NULL)
    {
      add (found, value, unit, p - text, end - text);
      return end;
    }
  next = match_joint (number_end);
  if (next == NULL || (end = match_number (next, &second)) == NULL)
    return NULL;
  end = match_unit (end, second, memchr (next, '.', end - next) != NULL, &unit);
  if (end == NULL)
    return NULL;
  add (found, value, unit, p - text, number_end - text);
  add (found, second, unit, next - text, end - text);
  return end;
}

/* "Uo 0.35", "Ra > 80", "Grade 2" */
static const char *
read_prefixed (GArray *found, const char *text, const char *p)
{
  const char *unit, *end;
  double value;

  end = match_table (p, prefixes, G_N_ELEMENTS (prefixes), &unit);
  if (end == NULL)
    return NULL;
  end = skip_space (end);
  while (*end == '=' || *end == '>' || *end == ':' || *end == '(' || g_str_has_prefix (end, "≥") ||
         g_str_has_prefix (end, "of "))
    end = skip_space (g_str_has_prefix (end, "of ") ? end + 3 : g_utf8_next_char (end));
  end = match_number (end, &value);
  if (end == NULL || g_ascii_isalpha (*end))
    return NULL;
  add (found, value, unit, p - text, end - text);
  return end;
}

/* "nine flats" */
static const char *
read_in_words (GArray *found, const char *text, const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_words); i++)
    {
      const char *end = match_word (p, number_words[i].word);
      const char *unit;

      if (end != NULL && (end = match_count (skip_space (end), &unit)) != NULL)
        {
          add (found, number_words[i].value, unit, p - text, end - text);
          return end;
        }
    }
  return NULL;
}

/**
 * sl_measures_find:
 * @text: UTF-8
 *
 * Returns: (transfer full): the measures stated in @text in their order, of SlStatedMeasure; units
 *   are "m", "mm", "cm", "ft", "lux", "homes", "spaces", "windows", "doors", "days", "cycles",
 *   "sides", "Uo", "Ra" and "grade", start and end are bytes
 */
GArray *
sl_measures_find (const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (SlStatedMeasure));
  const char *p = text;

  g_return_val_if_fail (text != NULL, found);

  while (*p != '\0')
    {
      const char *end = NULL;

      if (may_begin (text, p))
        {
          if (g_ascii_isdigit (*p))
            end = read_measure (found, text, p);
          else if (g_ascii_isalpha (*p))
            {
              end = read_prefixed (found, text, p);
              if (end == NULL)
                end = read_in_words (found, text, p);
            }
        }
      p = end != NULL ? end : g_utf8_next_char (p);
    }
  return found;
}

/* Whether @text is nothing but a measure ("1.8m", "1.8 m high"): such words stand beside all sorts
 * of things, and say nothing of which. */
gboolean
sl_measure_is_bare (const char *text)
{
  g_autoptr (GArray) found = sl_measures_find (text);

  return found->len > 0 && g_array_index (found, SlStatedMeasure, 0).start == 0 &&
         strlen (text) - g_array_index (found, SlStatedMeasure, found->len - 1).end <=
             strlen (" high");
}

/**
 * sl_measure_convert:
 *
 * Returns: whether @from can be said in @to, as a length in another unit or the same unit
 */
gboolean
sl_measure_convert (double value, const char *from, const char *to, double *converted)
{
  static const struct
  {
    const char *unit;
    double metres;
  } lengths[] = { { "m", 1 }, { "cm", 0.01 }, { "mm", 0.001 }, { "ft", 0.3048 } };
  double a = NAN, b = NAN;

  if (strcmp (from, to) == 0)
    {
      *converted = value;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      if (strcmp (lengths[i].unit, from) == 0)
        a = lengths[i].metres;
      if (strcmp (lengths[i].unit, to) == 0)
        b = lengths[i].metres;
    }
  if (isnan (a) || isnan (b))
    return FALSE;
  /* To a tenth of a millimetre, so that 1800 mm is 1.8 m and not a hair less. */
  *converted = round (value * a * 10000) / 10000 / b;
  *converted = round (*converted * 10000) / 10000;
  return TRUE;
}

/* Uniformity and colour rendering have no unit: their sign stands before the number. */
gboolean
sl_measure_is_index (const char *unit)
{
  return strcmp (unit, "Uo") == 0 || strcmp (unit, "Ra") == 0;
}

/**
 * sl_measure_format:
 *
 * Returns: (transfer full): "1.8 m", "300 mm", "Uo 0.25"; the number alone for the unit ""
 */
char *
sl_measure_format (double value, const char *unit)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.6g", round (value * 1000) / 1000);
  if (*unit == '\0')
    return g_strdup (number);
  return sl_measure_is_index (unit) ? g_strdup_printf ("%s %s", unit, number)
                                    : g_strdup_printf ("%s %s", number, unit);
}
