/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-suggestion-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Which of the measures in a passage a criterion asks about, and whether it is met. This suggests,
 * so it would rather say nothing than mislead: another dimension, or a figure far from what is
 * asked (a fence of 25 m is its length), is passed over. */

/* A length further than this from the criterion's, either way, is a length of something else. */
#define PLAUSIBLE_FACTOR 4.0
/* Beyond so many bytes of the words looked for, a measure belongs to another sentence or label. */
#define MAX_DISTANCE 120

typedef enum
{
  ASPECT_NONE,
  ASPECT_HEIGHT,
  ASPECT_WIDTH,
  ASPECT_LENGTH,
  ASPECT_DEPTH,
  ASPECT_DISTANCE,
  ASPECT_THICKNESS,
} Aspect;

static const struct
{
  const char *word;
  Aspect aspect;
} aspects[] = {
  { "height", ASPECT_HEIGHT },       { "high", ASPECT_HEIGHT },
  { "tall", ASPECT_HEIGHT },         { "h", ASPECT_HEIGHT },
  { "width", ASPECT_WIDTH },         { "wide", ASPECT_WIDTH },
  { "length", ASPECT_LENGTH },       { "long", ASPECT_LENGTH },
  { "depth", ASPECT_DEPTH },         { "deep", ASPECT_DEPTH },
  { "recess", ASPECT_DEPTH },        { "recessed", ASPECT_DEPTH },
  { "distance", ASPECT_DISTANCE },   { "spacing", ASPECT_DISTANCE },
  { "apart", ASPECT_DISTANCE },      { "centres", ASPECT_DISTANCE },
  { "away", ASPECT_DISTANCE },       { "from", ASPECT_DISTANCE },
  { "thickness", ASPECT_THICKNESS }, { "thick", ASPECT_THICKNESS },
};

/* Words of a criterion that say nothing of what is measured. */
static const char *const plain_words[] = {
  "the",    "of",   "a",     "an",    "to",    "from",    "and",   "with",
  "its",    "that", "which", "where", "clear", "between", "above", "beside",
  "within", "one",  "each",  "near",  "at",    "in",      "it",    "beyond",
};

static Aspect
find_aspect (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    if (g_ascii_strcasecmp (aspects[i].word, word) == 0)
      return aspects[i].aspect;
  return ASPECT_NONE;
}

static char **
split_words (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);

  for (char *p = copy; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && (guchar) *p < 0x80)
      *p = ' ';
  return g_strsplit_set (g_strstrip (copy), " ", -1);
}

/* The first word of the kind within the first @n words, or the last @n when @backwards. */
static Aspect
scan_aspect (const char *text, gsize length, guint n, gboolean backwards)
{
  g_auto (GStrv) words = split_words (text, length);
  guint count = g_strv_length (words), seen = 0;

  for (guint i = 0; i < count && seen < n; i++)
    {
      const char *word = words[backwards ? count - 1 - i : i];
      Aspect aspect = find_aspect (word);

      if (aspect != ASPECT_NONE)
        return aspect;
      seen += *word != '\0';
    }
  return ASPECT_NONE;
}

/* "1.8 m high", "height of 1.8 m"; what follows is nearer to the measure than what precedes. */
static Aspect
measure_aspect (const char *passage, const SlStatedMeasure *measure)
{
  Aspect aspect = scan_aspect (passage + measure->end, MIN (strlen (passage + measure->end), 30), 2,
                               FALSE);

  if (aspect == ASPECT_NONE)
    aspect = scan_aspect (passage + measure->start - MIN (measure->start, 40),
                          MIN (measure->start, 40), 3, TRUE);
  return aspect;
}

static gboolean
is_plain (const char *word)
{
  if (strlen (word) < 3 || find_aspect (word) != ASPECT_NONE)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (plain_words); i++)
    if (strcmp (plain_words[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* Cuts an ending off: "hedges" and "hedging", "canopies" and "canopy" then begin alike. */
static void
cut_ending (char *word)
{
  static const char *const endings[] = { "ies", "es", "s", "e", "y" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (word, endings[i]) && strlen (word) > strlen (endings[i]) + 3)
      {
        word[strlen (word) - strlen (endings[i])] = '\0';
        return;
      }
}

/* Of the words that say what is measured, how many stand close by in some form. */
static guint
count_subject (const SlCriterion *criterion, const char *passage, const SlStatedMeasure *measure)
{
  guint start = measure->start - MIN (measure->start, 60);
  gsize length = MIN (strlen (passage + start), measure->end - start + 60);
  g_autofree char *around = g_ascii_strdown (passage + start, (gssize) length);
  g_auto (GStrv) words = split_words (criterion->measure, strlen (criterion->measure));
  guint count = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_ascii_strdown (words[i], -1);

      if (is_plain (word))
        continue;
      cut_ending (word);
      count += strstr (around, word) != NULL;
    }
  return count;
}

static guint
distance_between (const SlStatedMeasure *measure, guint place)
{
  return place < measure->start ? measure->start - place : place - MIN (place, measure->end);
}

static gboolean
is_length (const char *unit)
{
  double ignored;

  return sl_measure_convert (1, unit, "m", &ignored);
}

/* How ill @measure fits @criterion, lower being better; FALSE when it is about something else. The
 * first criterion is what the item is mainly about: the @others need to be spoken of. */
static gboolean
weigh (const SlCriterion *criterion,
       gboolean others,
       const char *passage,
       const SlStatedMeasure *measure,
       guint place,
       double *value,
       double *cost)
{
  guint distance = distance_between (measure, place);
  Aspect asked = scan_aspect (criterion->measure, strlen (criterion->measure), 2, FALSE);
  Aspect stated = measure_aspect (passage, measure);
  guint subject = count_subject (criterion, passage, measure);
  double octaves = 0;

  if (distance > MAX_DISTANCE ||
      !sl_measure_convert (measure->value, measure->unit, criterion->unit, value) ||
      (asked != ASPECT_NONE && stated != ASPECT_NONE && asked != stated) ||
      (others && subject == 0))
    return FALSE;
  if (is_length (criterion->unit))
    {
      if (*value <= 0 || criterion->value <= 0)
        return FALSE;
      octaves = fabs (log2 (*value / criterion->value));
      if (octaves > log2 (PLAUSIBLE_FACTOR))
        return FALSE;
    }
  *cost = distance / 10.0 + 3 * octaves - 2.0 * MIN (subject, 3) -
          (asked != ASPECT_NONE && asked == stated ? 4 : 0);
  return TRUE;
}

int
sl_criterion_compare (const SlCriterion *criterion, double value)
{
  const double hair = 1e-6 * MAX (1, fabs (criterion->value));

  switch (criterion->comparison)
    {
    case SL_COMPARISON_AT_LEAST:
      return value >= criterion->value - hair ? 1 : -1;
    case SL_COMPARISON_AT_MOST:
      return value <= criterion->value + hair ? 1 : -1;
    case SL_COMPARISON_EXACTLY:
      return fabs (value - criterion->value) <= hair ? 1 : -1;
    case SL_COMPARISON_NONE:
    default:
      return 0;
    }
}

void
sl_criteria_compare (SlChecklistItem *item,
                     const char *passage,
                     guint place,
                     SlComparedMeasure *compared)
{
  g_autoptr (GArray) measures = sl_measures_find (passage);
  guint n = sl_checklist_item_get_n_criteria (item);

  *compared = (SlComparedMeasure){ .cost = G_MAXDOUBLE };
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < measures->len; j++)
      {
        const SlCriterion *criterion = sl_checklist_item_get_criterion_at (item, i);
        const SlStatedMeasure *measure = &g_array_index (measures, SlStatedMeasure, j);
        double value, cost;

        if (!weigh (criterion, i > 0, passage, measure, place, &value, &cost) ||
            cost >= compared->cost)
          continue;
        *compared = (SlComparedMeasure){ criterion, value, sl_criterion_compare (criterion, value),
                                         cost };
      }
}

char *
sl_criterion_describe (const SlCriterion *criterion, double value)
{
  g_autofree char *asked = sl_measure_format (criterion->value, criterion->unit);
  g_autofree char *gap = sl_measure_format (
      fabs (value - criterion->value),
      sl_measure_is_index (criterion->unit) ? "" : criterion->unit);

  if (sl_criterion_compare (criterion, value) >= 0)
    return g_strdup_printf (_ ("Meets %s"), asked);
  return value < criterion->value ? g_strdup_printf (_ ("%s short"), gap)
                                  : g_strdup_printf (_ ("%s over"), gap);
}
