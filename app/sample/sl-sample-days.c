/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-days.h"

#include "base/sl-time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Days of the sample, which are told from the day it is made. */

static GDateWeekday
find_weekday (const char *date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_parse (&day, date);
  return g_date_get_weekday (&day);
}

char *
sl_sample_find_day (const char *today, int days)
{
  g_autofree char *date = sl_date_add_days (today, days);
  GDateWeekday weekday = find_weekday (date);
  int saturday = weekday == G_DATE_SATURDAY ? 1 : 0;
  int sunday = weekday == G_DATE_SUNDAY ? 1 : 0;

  if (days == 0 || !(saturday || sunday))
    return g_steal_pointer (&date);
  return sl_date_add_days (date, days < 0 ? -saturday - 2 * sunday : 2 * saturday + sunday);
}

gint64
sl_sample_find_moment (const char *today, const char *text)
{
  int days, hours, minutes;
  g_autofree char *date = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *time = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (sscanf (text, "%d %d:%d", &days, &hours, &minutes) != 3)
    return -1;
  date = sl_sample_find_day (today, days);
  shown = g_strdup_printf ("%s %02d:%02d", date, hours, minutes);
  time = sl_time_parse (shown, NULL);
  moment = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  return moment != NULL ? g_date_time_to_unix (moment) * G_USEC_PER_SEC : -1;
}

/* "-30", "on -30", "month -30", "day -30"; NULL for anything else. */
static char *
say_day (const char *words, const char *today)
{
  const char *number = strrchr (words, ' ');
  char *end;
  int days;
  g_autofree char *date = NULL;
  g_autofree char *long_date = NULL;

  number = number != NULL ? number + 1 : words;
  days = (int) strtol (number, &end, 10);
  if (end == number || *end != '\0')
    return NULL;
  if (g_str_has_prefix (words, "day "))
    return sl_date_add_days (today, days);
  date = sl_sample_find_day (today, days);
  if (number == words)
    return g_steal_pointer (&date);
  long_date = sl_date_format_long (date);
  if (g_str_has_prefix (words, "on "))
    return g_steal_pointer (&long_date);
  return g_str_has_prefix (words, "month ") ? g_strdup (strchr (long_date, ' ') + 1) : NULL;
}

char *
sl_sample_fill (const char *text, const char *today, SlSampleFindFunc find, gpointer data)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *at = text;

  for (const char *open; (open = strchr (at, '{')) != NULL;)
    {
      const char *close = strchr (open, '}');
      g_autofree char *words = NULL;
      g_autofree char *said = NULL;

      if (close == NULL)
        break;
      words = g_strndup (open + 1, close - open - 1);
      said = say_day (words, today);
      if (said == NULL && find != NULL)
        said = find (words, data);
      g_string_append_len (filled, at, open - at);
      if (said != NULL)
        g_string_append (filled, said);
      else
        g_string_append_len (filled, open, close + 1 - open);
      at = close + 1;
    }
  g_string_append (filled, at);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}
