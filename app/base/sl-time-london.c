/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-time.h"

#include <stdlib.h>

/* Moments by London's clocks. Twice a year a clock on the wall does not say which moment is meant:
 * in October an hour comes twice, in March one is left out. Both are settled here, and the caller
 * learns of it so that the officer can be told. Any thread. */

/* Long enough to stand on the other side of any change of the clocks, and short enough for no
 * second one to lie between. */
#define DAY_SECONDS (24 * 60 * 60)

/**
 * sl_time_get_london:
 *
 * Planning dates are dates in England and Wales, wherever the computer thinks it is.
 *
 * Returns: (transfer none): the time zone
 */
GTimeZone *
sl_time_get_london (void)
{
  static gsize once;
  static GTimeZone *london;

  if (g_once_init_enter (&once))
    {
      london = g_time_zone_new_identifier ("Europe/London");
      if (london == NULL)
        london = g_time_zone_new_utc ();
      g_once_init_leave (&once, 1);
    }
  return london;
}

/* Seconds that London's clocks are ahead of UTC at @moment. */
static gint64
get_offset (gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, sl_time_get_london ());

  return g_date_time_get_utc_offset (local) / G_USEC_PER_SEC;
}

/* The moment at which London's clocks show @wall, which is written as if it were UTC. Of two, the
 * first; of none, what the clocks show when they have gone on by that much after the change. */
static gint64
settle (gint64 wall, SlTimeDoubt *doubt)
{
  gint64 before = get_offset (wall - DAY_SECONDS);
  gint64 after = get_offset (wall + DAY_SECONDS);
  gboolean fits_before = get_offset (wall - before) == before;
  gboolean fits_after = get_offset (wall - after) == after;

  *doubt = SL_TIME_CLEAR;
  if (fits_before && fits_after && before != after)
    *doubt = SL_TIME_TWICE;
  else if (!fits_before && !fits_after)
    *doubt = SL_TIME_NEVER;
  return fits_after && !fits_before ? wall - after : wall - before;
}

/* Of "+01:00", "-0500", "BST", "GMT", "UTC" and "Z". */
static gint64
read_zone (const char *zone)
{
  int hours, minutes;

  if (g_ascii_strcasecmp (zone, "BST") == 0)
    return 60 * 60;
  if (*zone != '+' && *zone != '-')
    return 0;
  hours = (zone[1] - '0') * 10 + zone[2] - '0';
  minutes = atoi (zone + (zone[3] == ':' ? 4 : 3));
  return (*zone == '-' ? -60 : 60) * (hours * 60 + minutes);
}

#define CLOCK                                                                                      \
  "(?<h>[0-9]{1,2})[:.](?<m>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.](?<f>[0-9]{3}))?)?"                   \
  "(?: ?(?<half>am|pm))?(?: ?(?<zone>Z|UTC|GMT|BST|[+-][0-9]{2}:?[0-9]{2}))?"

static GMatchInfo *
match_text (const char *text)
{
  static GRegex *day_first, *clock_first;
  static gsize once;
  GMatchInfo *match = NULL;

  if (g_once_init_enter (&once))
    {
      day_first = g_regex_new ("^(?<day>.*?[0-9])(?:T|,? at |, ?| )" CLOCK "$",
                               G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      clock_first = g_regex_new ("^" CLOCK ",? (?:on )?(?<day>.*)$",
                                 G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  if (g_regex_match (day_first, text, 0, &match))
    return match;
  g_clear_pointer (&match, g_match_info_unref);
  if (g_regex_match (clock_first, text, 0, &match))
    return match;
  g_clear_pointer (&match, g_match_info_unref);
  return NULL;
}

/* -1 where the text says nothing. */
static int
fetch_int (GMatchInfo *match, const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text != NULL && *text != '\0' ? atoi (text) : -1;
}

/* Seconds of the day, -1 for a clock that shows no such time. */
static int
read_clock (GMatchInfo *match)
{
  g_autofree char *half = g_match_info_fetch_named (match, "half");
  int hours = fetch_int (match, "h");
  int minutes = fetch_int (match, "m");
  int seconds = MAX (fetch_int (match, "s"), 0);

  if (half != NULL && *half != '\0')
    {
      if (hours < 1 || hours > 12)
        return -1;
      hours = hours % 12 + (g_ascii_tolower (*half) == 'p' ? 12 : 0);
    }
  if (hours > 23 || minutes > 59 || seconds > 59)
    return -1;
  return (hours * 60 + minutes) * 60 + seconds;
}

static gint64
read_day (const char *date)
{
  g_autoptr (GDateTime)
      midnight = g_date_time_new_utc (atoi (date), atoi (date + 5), atoi (date + 8), 0, 0, 0);

  return g_date_time_to_unix (midnight);
}

static char *
format_moment (gint64 moment, int thousandths)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment);
  g_autofree char *seconds = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, thousandths);
}

/**
 * sl_time_parse:
 * @text: (nullable): a day and a time, as people or programs write them: "25 November 2026 at
 *   10:05", "25/11/2026 10.05am", "10:05 on 25 Nov 2026", "2026-11-25T10:05:00.000Z"; in London's
 *   time unless it names GMT, BST, UTC or an offset
 * @doubt: (out) (optional): whether London's clocks showed that time once, twice or never
 *
 * Of a time that came twice the first is taken, in summer time; "01:30 GMT" is the second. One that
 * never was is taken to be as long after the change: 02:30 where 01:30 is written.
 *
 * Returns: (transfer full) (nullable): the ISO time in UTC, %NULL when @text is none
 */
char *
sl_time_parse (const char *text, SlTimeDoubt *doubt)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *squeezed = NULL;
  g_autofree char *day = NULL, *date = NULL, *zone = NULL;
  SlTimeDoubt found = SL_TIME_CLEAR;
  gint64 moment;
  int clock;

  if (doubt != NULL)
    *doubt = SL_TIME_CLEAR;
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  squeezed = g_strstrip (g_strdup (text));
  if ((match = match_text (squeezed)) == NULL)
    return NULL;
  day = g_match_info_fetch_named (match, "day");
  date = sl_date_parse (day);
  clock = read_clock (match);
  if (date == NULL || clock < 0)
    return NULL;
  zone = g_match_info_fetch_named (match, "zone");
  moment = read_day (date) + clock;
  moment = zone != NULL && *zone != '\0' ? moment - read_zone (zone) : settle (moment, &found);
  if (doubt != NULL)
    *doubt = found;
  return format_moment (moment, MAX (fetch_int (match, "f"), 0));
}

static GDateTime *
to_london (const char *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;

  return utc != NULL ? g_date_time_to_timezone (utc, sl_time_get_london ()) : NULL;
}

/**
 * sl_time_get_date:
 * @time: (nullable): an ISO time
 *
 * Returns: (transfer full): the ISO date in London at that time, "" when @time is none
 */
char *
sl_time_get_date (const char *time)
{
  g_autoptr (GDateTime) local = to_london (time);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : g_strdup ("");
}

/**
 * sl_time_format_clock:
 * @time: (nullable): an ISO time
 *
 * Returns: (transfer full): "08:12" by London's clocks, "01:30 BST" or "01:30 GMT" in the hour that
 *   comes twice, "" when @time is none
 */
char *
sl_time_format_clock (const char *time)
{
  g_autoptr (GDateTime) local = to_london (time);
  SlTimeDoubt doubt;
  gint64 offset;

  if (local == NULL)
    return g_strdup ("");
  offset = g_date_time_get_utc_offset (local) / G_USEC_PER_SEC;
  settle (g_date_time_to_unix (local) + offset, &doubt);
  return g_strdup_printf ("%02d:%02d%s", g_date_time_get_hour (local),
                          g_date_time_get_minute (local),
                          doubt != SL_TIME_TWICE ? ""
                          : offset > 0           ? " BST"
                                                 : " GMT");
}
