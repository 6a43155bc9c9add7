/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are ISO 8601 in UTC ("2026-11-22T03:08:15.123Z"); dates are "YYYY-MM-DD" without a zone, in
 * Europe/London where "today" matters. "" is an unknown date. */

typedef gint64 (*SlClockFunc) (gpointer data);

/* The one clock of the program, in microseconds since 1970 UTC; tests put their own in. NULL: the
 * real one. */
void sl_clock_set (SlClockFunc func, gpointer data);
gint64 sl_clock_now (void);

char *sl_time_now (void);   /* ISO time, transfer full */
char *sl_date_today (void); /* ISO date, transfer full */

/* TRUE when @date is a real calendar date as YYYY-MM-DD between 1900 and 2199. */
gboolean sl_date_is_valid (const char *date);

/* Reads the forms that planning papers use: 2024-02-19, 2024-02-18T15:54:31.021Z, +01:00 offsets,
 * "Fri 28 Sep 2018", "28 September 2018", "4th November 2026", 28/09/2018 (day first), 28.09.2018.
 * Returns YYYY-MM-DD (transfer full), or NULL when it is not a date that makes sense. */
char *sl_date_parse (const char *text);

char *sl_date_add_days (const char *date, int days); /* NULL for an invalid date */
/* Days from @from to @to; FALSE when either is no date. */
gboolean sl_date_days_between (const char *from, const char *to, int *days);

/* British English, never by locale. "25 November 2026" / "25 Nov" / "25 November 2026 at 08:12"
 * (London). */
char *sl_date_format_long (const char *date);
char *sl_date_format_short (const char *date);
char *sl_time_format_long (const char *time);

/* Moments by London's clocks, which show some times twice a year and some not at all. */
typedef enum
{
  SL_TIME_CLEAR,
  SL_TIME_TWICE, /* in the hour that October repeats: the first was taken */
  SL_TIME_NEVER, /* in the hour that March leaves out: as long after the change was taken */
} SlTimeDoubt;
GTimeZone *sl_time_get_london (void); /* borrowed */
/* A day and a time as people write them, to an ISO time; NULL when it is none. */
char *sl_time_parse (const char *text, SlTimeDoubt *doubt);
char *sl_time_get_date (const char *time);     /* the ISO date in London */
char *sl_time_format_clock (const char *time); /* "08:12"; "01:30 BST" where it came twice */

G_END_DECLS
