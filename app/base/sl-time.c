/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-time.h"

#include <stdlib.h>
#include <string.h>

/* Times and dates as text. Everything the program knows of "now" comes through sl_clock_now(), so
 * that tests can hold the clock; any thread, but the clock is set before threads start. */

static SlClockFunc clock_func;
static gpointer clock_data;

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

static char *
format_date (int year, int month, int day)
{
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
      !g_date_valid_dmy (day, month, year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* Splits a valid ISO date into its parts. */
static gboolean
split_date (const char *date, int *year, int *month, int *day)
{
  if (date == NULL || strlen (date) != 10 || date[4] != '-' || date[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (date[i]))
      return FALSE;
  *year = atoi (date);
  *month = atoi (date + 5);
  *day = atoi (date + 8);
  return *year >= 1900 && *year <= 2199 && *month >= 1 && *month <= 12 && *day >= 1 &&
         g_date_valid_dmy (*day, *month, *year);
}

static gboolean
read_date (const char *date, GDate *result)
{
  int year, month, day;

  if (!split_date (date, &year, &month, &day))
    return FALSE;
  g_date_clear (result, 1);
  g_date_set_dmy (result, day, month, year);
  return TRUE;
}

/* "Sep", "Sept" and "September" are 9; 0 when @name is no month. */
static int
find_month (const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; length >= 3 && i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (name, months[i], length) == 0)
      return i + 1;
  return 0;
}

static int
fetch_int (GMatchInfo *match, const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text != NULL ? atoi (text) : 0;
}

/* 2024-02-19, and times with or without a zone; a time with a zone is put on London's calendar, so
 * that 2024-06-17T23:00:00Z is 18 June as it was meant. */
static char *
parse_iso (const char *text)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *first = g_strndup (text, 10);
  g_autofree char *iso = NULL;

  if (!sl_date_is_valid (first))
    return NULL;
  if (text[10] == '\0')
    return g_steal_pointer (&first);
  if (text[10] != 'T' && text[10] != ' ')
    return NULL;
  iso = g_strdup (text);
  iso[10] = 'T';
  time = g_date_time_new_from_iso8601 (iso, sl_time_get_london ());
  if (time == NULL)
    return NULL;
  local = g_date_time_to_timezone (time, sl_time_get_london ());
  return format_date (g_date_time_get_year (local), g_date_time_get_month (local),
                      g_date_time_get_day_of_month (local));
}

#define WEEKDAY "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[, ]+)?"
#define CLOCK "(?:[T,]? *(?:at *)?[0-9]{1,2}:[0-9]{2}.*)?"

/* Day first with the month as a word: "Fri 28 Sep 2018", "4th November 2026", "28-Sep-2018". */
static char *
parse_words (const char *text)
{
  static GRegex *day_first, *month_first;
  static gsize once;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *month = NULL;

  if (g_once_init_enter (&once))
    {
      day_first = g_regex_new ("^" WEEKDAY "(?<d>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -]*"
                               "(?<m>[a-z]{3,9})[., -]*(?<y>[0-9]{4})" CLOCK "$",
                               G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      month_first = g_regex_new ("^" WEEKDAY "(?<m>[a-z]{3,9}) (?<d>[0-9]{1,2})(?:st|nd|rd|th)?"
                                 "[, ]+(?<y>[0-9]{4})" CLOCK "$",
                                 G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  if (!g_regex_match (day_first, text, 0, &match))
    {
      g_clear_pointer (&match, g_match_info_unref);
      if (!g_regex_match (month_first, text, 0, &match))
        return NULL;
    }
  month = g_match_info_fetch_named (match, "m");
  return format_date (fetch_int (match, "y"), find_month (month), fetch_int (match, "d"));
}

/* Day first in figures with one kind of separator and a full year; 03/04/05 is no date, because
 * nobody can say which. */
static char *
parse_figures (const char *text)
{
  static GRegex *figures;
  static gsize once;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&once))
    {
      figures = g_regex_new ("^" WEEKDAY "(?<d>[0-9]{1,2})(?<s>[/.-])(?<m>[0-9]{1,2})\\k<s>"
                             "(?<y>[0-9]{4})" CLOCK "$",
                             G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  if (!g_regex_match (figures, text, 0, &match))
    return NULL;
  return format_date (fetch_int (match, "y"), fetch_int (match, "m"), fetch_int (match, "d"));
}

/**
 * sl_clock_set:
 * @func: (nullable) (scope forever): gives microseconds since 1970 UTC; %NULL for the real clock
 * @data: for @func
 *
 * Puts another clock in, for tests. Not while threads are at work.
 */
void
sl_clock_set (SlClockFunc func, gpointer data)
{
  clock_func = func;
  clock_data = data;
}

/**
 * sl_clock_now:
 *
 * Returns: the time in microseconds since 1970 UTC
 */
gint64
sl_clock_now (void)
{
  return clock_func != NULL ? clock_func (clock_data) : g_get_real_time ();
}

/**
 * sl_time_now:
 *
 * Returns: (transfer full): the time as "2026-11-22T03:08:15.123Z"
 */
char *
sl_time_now (void)
{
  gint64 now = sl_clock_now ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) (now % G_USEC_PER_SEC / 1000));
}

/**
 * sl_date_today:
 *
 * Returns: (transfer full): the date in London as YYYY-MM-DD
 */
char *
sl_date_today (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (sl_clock_now () / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (time, sl_time_get_london ());

  return g_date_time_format (local, "%Y-%m-%d");
}

/**
 * sl_date_is_valid:
 * @date: (nullable): any text
 *
 * Returns: %TRUE when @date is a real calendar date as YYYY-MM-DD between 1900 and 2199
 */
gboolean
sl_date_is_valid (const char *date)
{
  int year, month, day;

  return split_date (date, &year, &month, &day);
}

/**
 * sl_date_parse:
 * @text: (nullable): a date as planning papers write it; valid UTF-8 or not
 *
 * Reads ISO dates and times, dates with the month as a word, and day-first figures with a
 * four-digit year, each with or without a weekday before and a time after it. Two-digit years are
 * not guessed.
 *
 * Returns: (transfer full) (nullable): YYYY-MM-DD, or %NULL when it is no date that makes sense
 */
char *
sl_date_parse (const char *text)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *squeezed = NULL;
  char *date;

  if (text == NULL || strnlen (text, 101) > 100)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  words = g_strsplit_set (valid, " \t\r\n", -1);
  kept = g_ptr_array_new ();
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (kept, *word);
  g_ptr_array_add (kept, NULL);
  squeezed = g_strjoinv (" ", (char **) kept->pdata);

  date = parse_iso (squeezed);
  if (date == NULL)
    date = parse_words (squeezed);
  if (date == NULL)
    date = parse_figures (squeezed);
  return date;
}

/**
 * sl_date_add_days:
 * @date: an ISO date
 * @days: how many days later; negative for earlier
 *
 * Returns: (transfer full) (nullable): the ISO date, %NULL when @date is none or the result falls
 *   outside 1900 to 2199
 */
char *
sl_date_add_days (const char *date, int days)
{
  GDate value;

  if (!read_date (date, &value) || ABS ((gint64) days) > 110000)
    return NULL;
  if (days >= 0)
    g_date_add_days (&value, days);
  else
    g_date_subtract_days (&value, -days);
  return format_date (g_date_get_year (&value), g_date_get_month (&value), g_date_get_day (&value));
}

/**
 * sl_date_days_between:
 * @from: an ISO date
 * @to: an ISO date
 * @days: (out): days from @from to @to; negative when @to is earlier
 *
 * Returns: %FALSE when either is no date
 */
gboolean
sl_date_days_between (const char *from, const char *to, int *days)
{
  GDate first, last;

  g_return_val_if_fail (days != NULL, FALSE);
  if (!read_date (from, &first) || !read_date (to, &last))
    return FALSE;
  *days = g_date_days_between (&first, &last);
  return TRUE;
}

/**
 * sl_date_format_long:
 * @date: (nullable): an ISO date
 *
 * Returns: (transfer full): "25 November 2026", "" when @date is no date
 */
char *
sl_date_format_long (const char *date)
{
  int year, month, day;

  if (!split_date (date, &year, &month, &day))
    return g_strdup ("");
  return g_strdup_printf ("%d %s %d", day, months[month - 1], year);
}

/**
 * sl_date_format_short:
 * @date: (nullable): an ISO date
 *
 * Returns: (transfer full): "25 Nov", "" when @date is no date
 */
char *
sl_date_format_short (const char *date)
{
  int year, month, day;

  if (!split_date (date, &year, &month, &day))
    return g_strdup ("");
  return g_strdup_printf ("%d %.3s", day, months[month - 1]);
}

/**
 * sl_time_format_long:
 * @time: (nullable): an ISO time
 *
 * Returns: (transfer full): "25 November 2026 at 08:12" by London's clocks, the clock as
 *   sl_time_format_clock() gives it, "" when @time is none
 */
char *
sl_time_format_long (const char *time)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *clock = NULL;

  if (time != NULL)
    utc = g_date_time_new_from_iso8601 (time, NULL);
  if (utc == NULL)
    return g_strdup ("");
  local = g_date_time_to_timezone (utc, sl_time_get_london ());
  clock = sl_time_format_clock (time);
  return g_strdup_printf ("%d %s %d at %s", g_date_time_get_day_of_month (local),
                          months[g_date_time_get_month (local) - 1], g_date_time_get_year (local),
                          clock);
}
