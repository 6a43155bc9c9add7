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

G_END_DECLS
