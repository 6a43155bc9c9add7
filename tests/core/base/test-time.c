/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-time.h"

#include <glib.h>

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *date;
  } cases[] = {
    { "2024-02-19", "2024-02-19" },
    { "2024-02-18T15:54:31.021Z", "2024-02-18" },
    { "2024-06-17T23:00:00.000Z", "2024-06-18" }, /* midnight of 18 June in London */
    { "2024-06-18T00:00:00+01:00", "2024-06-18" },
    { "2024-02-18 09:30:00", "2024-02-18" },
    { "Fri 28 Sep 2018", "2018-09-28" },
    { "  Fri\r\n 28\t Sep 2018 ", "2018-09-28" },
    { "Fri, 28 Sep 2018 10:00:00 +0100", "2018-09-28" },
    { "28 September 2018", "2018-09-28" },
    { "4th November 2026", "2026-11-04" },
    { "Wednesday 4th November 2026", "2026-11-04" },
    { "1st of March 2026", "2026-03-01" },
    { "28-Sep-2018", "2018-09-28" },
    { "3 Sept 2018", "2018-09-03" },
    { "November 4, 2026", "2026-11-04" },
    { "28/09/2018", "2018-09-28" },
    { "04/05/2026", "2026-05-04" }, /* day first */
    { "28.09.2018", "2018-09-28" },
    { "28-09-2018", "2018-09-28" },
    { "28/09/2018 14:30", "2018-09-28" },
    { "29/02/2024", "2024-02-29" },
    { "29/02/2023", NULL },
    { "31 April 2026", NULL },
    { "03/04/05", NULL },
    { "28/09-2018", NULL },
    { "13 Smarch 2026", NULL },
    { "12 November 1601", NULL },
    { "12 November 9999", NULL },
    { "2026-13-01", NULL },
    { "2026-11-22Tnonsense", NULL },
    { "Unknown", NULL },
    { "Not Available", NULL },
    { "See source", NULL },
    { "", NULL },
    { "\377\376", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = sl_date_parse (cases[i].text);

      g_test_message ("%u", i);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_days (void)
{
  g_autofree char *later = sl_date_add_days ("2026-11-03", 20);
  g_autofree char *over_year = sl_date_add_days ("2026-12-31", 1);
  g_autofree char *earlier = sl_date_add_days ("2024-03-01", -1);
  g_autofree char *too_far = sl_date_add_days ("2199-12-31", 1);
  int days;

  g_assert_cmpstr (later, ==, "2026-11-23");
  g_assert_cmpstr (over_year, ==, "2027-01-01");
  g_assert_cmpstr (earlier, ==, "2024-02-29");
  g_assert_null (too_far);
  g_assert_null (sl_date_add_days ("", 1));
  g_assert_true (sl_date_days_between ("2026-11-22", "2026-12-16", &days));
  g_assert_cmpint (days, ==, 24);
  g_assert_true (sl_date_days_between ("2026-12-16", "2026-11-22", &days));
  g_assert_cmpint (days, ==, -24);
  g_assert_false (sl_date_days_between ("2026-12-16", "soon", &days));
}

static gint64
clock_cb (gpointer data)
{
  return *(gint64 *) data;
}

static void
test_clock (void)
{
  /* 21 June 2026, 23:30:15.250 UTC: already the 22nd in London. */
  gint64 now = G_GINT64_CONSTANT (1782084615250) * 1000;
  g_autofree char *time = NULL;
  g_autofree char *today = NULL;
  g_autofree char *words = NULL;

  sl_clock_set (clock_cb, &now);
  time = sl_time_now ();
  today = sl_date_today ();
  sl_clock_set (NULL, NULL);
  g_assert_cmpstr (time, ==, "2026-06-21T23:30:15.250Z");
  g_assert_cmpstr (today, ==, "2026-06-22");
  words = sl_time_format_long (time);
  g_assert_cmpstr (words, ==, "22 June 2026 at 00:30");
}

static void
test_words (void)
{
  g_autofree char *full = sl_date_format_long ("2026-11-25");
  g_autofree char *brief = sl_date_format_short ("2026-11-05");
  g_autofree char *none = sl_date_format_long ("");

  g_assert_cmpstr (full, ==, "25 November 2026");
  g_assert_cmpstr (brief, ==, "5 Nov");
  g_assert_cmpstr (none, ==, "");
}

static void
test_moments (void)
{
  static const struct
  {
    const char *text, *time;
    SlTimeDoubt doubt;
  } cases[] = {
    { "25 November 2026 at 10:05", "2026-11-25T10:05:00.000Z", SL_TIME_CLEAR },
    { "25 June 2026, 10:05", "2026-06-25T09:05:00.000Z", SL_TIME_CLEAR },
    { " 25/06/2026 10.05 ", "2026-06-25T09:05:00.000Z", SL_TIME_CLEAR },
    { "25 Jun 2026 at 12:05am", "2026-06-24T23:05:00.000Z", SL_TIME_CLEAR },
    { "12:30 pm on Wed 25 Nov 2026", "2026-11-25T12:30:00.000Z", SL_TIME_CLEAR },
    { "2026-06-25 10:05", "2026-06-25T09:05:00.000Z", SL_TIME_CLEAR },
    { "2026-06-25T10:05:30.250Z", "2026-06-25T10:05:30.250Z", SL_TIME_CLEAR },
    { "2026-06-25T10:05-0530", "2026-06-25T15:35:00.000Z", SL_TIME_CLEAR },
    { "25 October 2026 at 00:59", "2026-10-24T23:59:00.000Z", SL_TIME_CLEAR },
    { "25 October 2026 at 01:00", "2026-10-25T00:00:00.000Z", SL_TIME_TWICE },
    { "25 October 2026 at 01:59", "2026-10-25T00:59:00.000Z", SL_TIME_TWICE },
    { "25 October 2026 at 01:30 BST", "2026-10-25T00:30:00.000Z", SL_TIME_CLEAR },
    { "25 October 2026 at 01:30 GMT", "2026-10-25T01:30:00.000Z", SL_TIME_CLEAR },
    { "25 October 2026 at 02:00", "2026-10-25T02:00:00.000Z", SL_TIME_CLEAR },
    { "29 March 2026 at 00:59", "2026-03-29T00:59:00.000Z", SL_TIME_CLEAR },
    { "29 March 2026 at 01:30", "2026-03-29T01:30:00.000Z", SL_TIME_NEVER },
    { "29 March 2026 at 02:00", "2026-03-29T01:00:00.000Z", SL_TIME_CLEAR },
    { "31 February 2027 at 10:05", NULL, SL_TIME_CLEAR },
    { "25 November 2026 at 24:00", NULL, SL_TIME_CLEAR },
    { "25 November 2026 at 10:60", NULL, SL_TIME_CLEAR },
    { "25 November 2026 at 13:05pm", NULL, SL_TIME_CLEAR },
    { "25 November 2026", NULL, SL_TIME_CLEAR },
    { "10:05", NULL, SL_TIME_CLEAR },
    { "25.11.2026", NULL, SL_TIME_CLEAR },
    { "\377\376", NULL, SL_TIME_CLEAR },
    { "", NULL, SL_TIME_CLEAR },
    { NULL, NULL, SL_TIME_CLEAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SlTimeDoubt doubt;
      g_autofree char *time = sl_time_parse (cases[i].text, &doubt);
      g_autofree char *again = sl_time_parse (time, NULL);

      g_test_message ("%u", i);
      g_assert_cmpstr (time, ==, cases[i].time);
      g_assert_cmpint (doubt, ==, cases[i].doubt);
      g_assert_cmpstr (again, ==, time);
    }
}

static void
test_repeated_hour (void)
{
  g_autofree char *first = sl_time_format_long ("2026-10-25T00:30:00.000Z");
  g_autofree char *second = sl_time_format_long ("2026-10-25T01:30:00.000Z");
  g_autofree char *before = sl_time_format_clock ("2026-10-24T23:59:00.000Z");
  g_autofree char *after = sl_time_format_clock ("2026-10-25T02:00:00.000Z");
  g_autofree char *spring = sl_time_format_clock ("2026-03-29T01:00:00.000Z");
  g_autofree char *day = sl_time_get_date ("2026-06-24T23:05:00.000Z");
  g_autofree char *none = sl_time_get_date ("tomorrow");

  g_assert_cmpstr (first, ==, "25 October 2026 at 01:30 BST");
  g_assert_cmpstr (second, ==, "25 October 2026 at 01:30 GMT");
  g_assert_cmpstr (before, ==, "00:59");
  g_assert_cmpstr (after, ==, "02:00");
  g_assert_cmpstr (spring, ==, "02:00");
  g_assert_cmpstr (day, ==, "2026-06-25");
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/parse-reads-the-forms-of-planning-papers", test_parse);
  g_test_add_func ("/base/date/days-are-counted-over-months-and-years", test_days);
  g_test_add_func ("/base/date/words-are-british", test_words);
  g_test_add_func ("/base/time/today-is-london-s", test_clock);
  g_test_add_func ("/base/time/moments-are-read-by-london-s-clocks", test_moments);
  g_test_add_func ("/base/time/the-hour-that-comes-twice-says-which-it-is", test_repeated_hour);
  return g_test_run ();
}
