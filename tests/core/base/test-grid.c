/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-grid.h"

#include <gio/gio.h>
#include <math.h>

/* Pairs stated by public planning files, and how near ours must come. */
static const struct
{
  double easting, northing, latitude, longitude, metres;
} pairs[] = {
  { 494718, 190522, 51.6055791, -0.6336819, 0.1 },
  { 502869.859, 180333.454, 51.5125722, -0.5189886, 0.1 },
  { 480616, 234188, 52.0003007, -0.8271026, 2.5 },
};

static void
test_pairs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      double e, n, latitude, longitude;

      g_assert_true (sl_grid_from_wgs84 (pairs[i].latitude, pairs[i].longitude, &e, &n));
      g_assert_cmpfloat (hypot (e - pairs[i].easting, n - pairs[i].northing), <, pairs[i].metres);

      g_assert_true (sl_grid_to_wgs84 (pairs[i].easting, pairs[i].northing, &latitude, &longitude));
      g_assert_cmpfloat (fabs (latitude - pairs[i].latitude) * 111200, <, pairs[i].metres);
      g_assert_cmpfloat (fabs (longitude - pairs[i].longitude) * 69000, <, pairs[i].metres);
    }
}

static void
test_round_trip (void)
{
  for (double e = 90000; e < 660000; e += 41000)
    for (double n = 20000; n < 1220000; n += 67000)
      {
        double latitude, longitude, e2, n2;

        g_assert_true (sl_grid_to_wgs84 (e, n, &latitude, &longitude));
        g_assert_true (sl_grid_from_wgs84 (latitude, longitude, &e2, &n2));
        g_assert_cmpfloat (hypot (e2 - e, n2 - n), <, 0.01);
      }
}

static void
test_outside (void)
{
  static const double places[][2] = {
    { 48.85, 2.35 },   { 0, 0 },   { -51.6, 0.63 }, { -0.63, 51.6 },
    { 22.87, 105.04 }, { NAN, 0 }, { INFINITY, 0 }, { 52, 181 },
  };
  double a = -1, b = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_false (sl_grid_from_wgs84 (places[i][0], places[i][1], &a, &b));
  g_assert_false (sl_grid_to_wgs84 (-1, 5, &a, &b));
  g_assert_false (sl_grid_to_wgs84 (700000, 5, &a, &b));
  g_assert_false (sl_grid_to_wgs84 (5, 1300000, &a, &b));
  g_assert_false (sl_grid_to_wgs84 (NAN, NAN, &a, &b));
  g_assert_cmpfloat (a, ==, -1);
  g_assert_cmpfloat (b, ==, -1);
}

/* PROJ as the peer: the same datum shift and projection on 50 places over Great Britain. */
static void
test_as_proj (void)
{
  g_autofree char *tool = g_find_program_in_path ("cs2cs");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  double places[50][2];

  if (tool == NULL)
    {
      g_test_skip ("cs2cs of the package proj-bin is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      places[i][0] = 50.2 + 8.3 * i / 49;
      places[i][1] = -5.2 + fmod (i * 1.37, 6.6);
      g_string_append_printf (input, "%.9f %.9f\n", places[i][1], places[i][0]);
    }
  process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, tool, "-f", "%.4f",
      "+proj=longlat", "+ellps=WGS84", "+towgs84=0,0,0", "+to", "+proj=tmerc", "+lat_0=49",
      "+lon_0=-2", "+k=0.9996012717", "+x_0=400000", "+y_0=-100000", "+ellps=airy",
      "+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489", "+units=m", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input->str, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, G_N_ELEMENTS (places));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double e, n;
      char *end;
      double proj_e = g_ascii_strtod (lines[i], &end);
      double proj_n = g_ascii_strtod (end, NULL);

      g_assert_true (sl_grid_from_wgs84 (places[i][0], places[i][1], &e, &n));
      g_assert_cmpfloat (hypot (e - proj_e, n - proj_n), <, 0.02);
    }
}

static void
test_references (void)
{
  static const struct
  {
    const char *text;
    double easting, northing;
  } good[] = {
    { "TL 70553 07071", 570553, 207071 },  { "TL7055307071", 570553, 207071 },
    { "tl 705 070", 570500, 207000 },      { "SV 00000 00000", 0, 0 },
    { "HP 60000 10000", 460000, 1210000 }, { "TQ", 500000, 100000 },
    { "NN 1665 7125", 216650, 771250 },
  };
  static const char *bad[] = {
    "",       "TL",     "TI 1 1",         "T 70553 07071",    "TL 7055 0707 1",
    "ZZ 1 1", "T1 1 1", "TL 70553 0707x", "TL 123456 123456", NULL
  };
  double e, n;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (sl_grid_parse_reference (good[i].text, &e, &n));
      g_assert_cmpfloat (e, ==, good[i].easting);
      g_assert_cmpfloat (n, ==, good[i].northing);
    }
  for (gsize i = 0; bad[i] != NULL; i++)
    if (i != 1) /* two letters alone are a square of 100 km */
      g_assert_false (sl_grid_parse_reference (bad[i], &e, &n));
  g_assert_false (sl_grid_parse_reference (NULL, &e, &n));
}

static void
test_format (void)
{
  for (double e = 500; e < 700000; e += 53217)
    for (double n = 700; n < 1300000; n += 61117)
      {
        g_autofree char *text = sl_grid_format_reference (e, n);
        double e2, n2;

        g_assert_true (sl_grid_parse_reference (text, &e2, &n2));
        g_assert_cmpfloat (e2, ==, e);
        g_assert_cmpfloat (n2, ==, n);
      }
  g_assert_null (sl_grid_format_reference (-1, 0));
  g_assert_null (sl_grid_format_reference (NAN, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/grid/the-pairs-stated-by-planning-files-agree", test_pairs);
  g_test_add_func ("/base/grid/a-position-comes-back-to-itself", test_round_trip);
  g_test_add_func ("/base/grid/places-outside-great-britain-are-refused", test_outside);
  g_test_add_func ("/base/grid/fifty-places-agree-with-proj", test_as_proj);
  g_test_add_func ("/base/grid/references-with-letters-are-read-or-refused", test_references);
  g_test_add_func ("/base/grid/references-are-written-as-they-are-read", test_format);
  return g_test_run ();
}
