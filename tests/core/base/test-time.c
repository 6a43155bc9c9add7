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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/parse-reads-the-forms-of-planning-papers", test_parse);
  g_test_add_func ("/base/date/days-are-counted-over-months-and-years", test_days);
  g_test_add_func ("/base/date/words-are-british", test_words);
  g_test_add_func ("/base/time/today-is-london-s", test_clock);
  return g_test_run ();
}
