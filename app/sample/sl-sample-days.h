/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ISO date @days from @today; one that falls on a weekend is moved away from today to the next
 * working day, so that days keep their order. Transfer full. */
char *sl_sample_find_day (const char *today, int days);
/* "-30 16:20", London time, to microseconds since 1970; -1 when it is no such text. */
gint64 sl_sample_find_moment (const char *today, const char *text);
/* Replaces "{-30}" with the ISO date, "{on -30}" with "23 October 2026", "{month -30}" with
 * "October 2026"; "{day -30}" with the ISO date to the day, for terms that count every day. What
 * else stands in braces is asked of @find (nullable; transfer full), and left when that knows
 * nothing. Transfer full. */
typedef char *(*SlSampleFindFunc) (const char *words, gpointer data);
char *sl_sample_fill (const char *text, const char *today, SlSampleFindFunc find, gpointer data);

G_END_DECLS
