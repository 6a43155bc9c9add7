/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-grid.h"
#include "cases/sl-boundary.h"

#include <math.h>
#include <string.h>

/* A site of 200 m by 100 m, 2 ha, near Thornbury St Anne; its corners in each way of writing. */

#define EASTING 556200.0
#define NORTHING 221000.0

/* "[x,y]" of a corner @east and @north metres from the site's south-western one. */
static void
add_corner (GString *text, SlBoundaryOrder order, const char *format, double east, double north)
{
  double latitude, longitude;
  char one[G_ASCII_DTOSTR_BUF_SIZE], two[G_ASCII_DTOSTR_BUF_SIZE];

  g_assert_true (sl_grid_to_wgs84 (EASTING + east, NORTHING + north, &latitude, &longitude));
  if (order == SL_BOUNDARY_GRID)
    {
      longitude = EASTING + east;
      latitude = NORTHING + north;
    }
  g_ascii_formatd (one, sizeof one, "%.8f", longitude);
  g_ascii_formatd (two, sizeof two, "%.8f", latitude);
  g_string_append (text, *format == '[' ? "[" : "");
  if (order == SL_BOUNDARY_LATITUDE_FIRST)
    g_string_append_printf (text, "%s%s%s", two, *format == '[' ? "," : " ", one);
  else
    g_string_append_printf (text, "%s%s%s", one, *format == '[' ? "," : " ", two);
  g_string_append (text, *format == '[' ? "]" : "");
}

/* A ring of corners given in metres, closed or not. */
static char *
make_ring (SlBoundaryOrder order, const char *format, const double *corners, guint n_corners)
{
  GString *text = g_string_new (*format == '[' ? "[" : "(");

  for (guint i = 0; i < n_corners; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      add_corner (text, order, format, corners[2 * i], corners[2 * i + 1]);
    }
  g_string_append (text, *format == '[' ? "]" : ")");
  return g_string_free (text, FALSE);
}

static const double site[] = { 0, 0, 200, 0, 200, 100, 0, 100, 0, 0 };
static const double pond[] = { 50, 25, 100, 25, 100, 75, 50, 75, 50, 25 };
static const double apart[] = { 300, 0, 400, 0, 400, 100, 300, 100, 300, 0 };
static const double bow_tie[] = { 0, 0, 200, 100, 200, 0, 0, 100, 0, 0 };

static SlBoundary *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  SlBoundary *boundary = sl_boundary_parse (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (boundary);
  return boundary;
}

static SlBoundary *
parse_polygon (SlBoundaryOrder order, const double *corners, guint n_corners)
{
  g_autofree char *ring = make_ring (order, "[", corners, n_corners);
  g_autofree char *text = g_strdup_printf ("{\"type\":\"Polygon\",\"coordinates\":[%s]}", ring);

  return parse (text);
}

static void
assert_remark (const SlBoundary *boundary,
               double area,
               double easting,
               double northing,
               const char *words)
{
  g_autoptr (GPtrArray) remarks = sl_boundary_check (boundary, area, easting, northing);

  g_assert_cmpuint (remarks->len, ==, words != NULL ? 1 : 0);
  if (words != NULL && strstr (g_ptr_array_index (remarks, 0), words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", (char *) g_ptr_array_index (remarks, 0), words);
}

static void
test_orders (void)
{
  static const SlBoundaryOrder orders[] = { SL_BOUNDARY_LONGITUDE_FIRST, SL_BOUNDARY_LATITUDE_FIRST,
                                            SL_BOUNDARY_GRID };
  static const char *const remarks[] = { NULL, "latitude before longitude", "metres" };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (SlBoundary) boundary = parse_polygon (orders[i], site, 5);
      g_autofree char *described = sl_boundary_describe (boundary);

      g_assert_cmpint (boundary->order, ==, orders[i]);
      g_assert_cmpstr (described, ==, "4 points, area 2.00 ha");
      g_assert_cmpfloat_with_epsilon (boundary->area_ha, 2, 0.001);
      assert_remark (boundary, 2, EASTING + 100, NORTHING + 50, remarks[i]);
    }
}

static void
test_parts (void)
{
  g_autofree char *first = make_ring (SL_BOUNDARY_LONGITUDE_FIRST, "[", site, 5);
  g_autofree char *hole = make_ring (SL_BOUNDARY_LONGITUDE_FIRST, "[", pond, 5);
  g_autofree char *second = make_ring (SL_BOUNDARY_LONGITUDE_FIRST, "[", apart, 5);
  g_autofree char *multi = g_strdup_printf (
      "{\"type\":\"MultiPolygon\",\"coordinates\":[[%s,%s],[%s]]}", first, hole, second);
  g_autofree char *features = g_strdup_printf (
      "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"coordinates\":"
      "[%s,%s]},{\"type\":\"Polygon\",\"coordinates\":[%s]}]}",
      first, hole, second);
  const char *const texts[] = { multi, features };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SlBoundary) boundary = parse (texts[i]);
      g_autofree char *described = sl_boundary_describe (boundary);

      g_assert_cmpstr (described, ==, "12 points in 2 parts, area 2.75 ha");
      g_assert_cmpuint (boundary->n_holes, ==, 1);
      g_assert_cmpfloat (sl_boundary_get_distance (boundary, EASTING + 20, NORTHING + 20), ==, 0);
      /* In the pond, and between the two parts. */
      g_assert_cmpfloat_with_epsilon (
          sl_boundary_get_distance (boundary, EASTING + 75, NORTHING + 50), 25, 0.1);
      g_assert_cmpfloat_with_epsilon (
          sl_boundary_get_distance (boundary, EASTING + 240, NORTHING + 50), 40, 0.1);
    }
}

static void
test_well_known_text (void)
{
  g_autofree char *first = make_ring (SL_BOUNDARY_LONGITUDE_FIRST, "(", site, 5);
  g_autofree char *second = make_ring (SL_BOUNDARY_LONGITUDE_FIRST, "(", apart, 5);
  g_autofree char *one = g_strdup_printf ("POLYGON (%s)", first);
  g_autofree char *two = g_strdup_printf ("MULTIPOLYGON ((%s),(%s))", first, second);
  g_autoptr (SlBoundary) polygon = parse (one);
  g_autoptr (SlBoundary) multi = parse (two);

  g_assert_cmpfloat_with_epsilon (polygon->area_ha, 2, 0.001);
  g_assert_cmpfloat_with_epsilon (multi->area_ha, 3, 0.001);
  g_assert_cmpuint (multi->n_parts, ==, 2);
}

static void
test_disagreement (void)
{
  g_autoptr (SlBoundary) boundary = parse_polygon (SL_BOUNDARY_LONGITUDE_FIRST, site, 5);

  assert_remark (boundary, NAN, NAN, NAN, NULL);
  assert_remark (boundary, 2.1, EASTING - 60, NORTHING, NULL);
  assert_remark (boundary, 2.6, NAN, NAN,
                 "encloses 2.00 ha, but the site area is given as 2.60 ha");
  assert_remark (boundary, 2, EASTING - 250, NORTHING + 50, "250 m outside");
  assert_remark (boundary, 2, EASTING - 25000, NORTHING + 50, "25.0 km outside");
}

static void
test_faults (void)
{
  g_autoptr (SlBoundary) open = parse_polygon (SL_BOUNDARY_LONGITUDE_FIRST, site, 4);
  g_autoptr (SlBoundary) crossing = parse_polygon (SL_BOUNDARY_LONGITUDE_FIRST, bow_tie, 5);

  assert_remark (open, 2, NAN, NAN, "does not return to where it begins");
  assert_remark (crossing, NAN, NAN, NAN, "crosses itself");
}

/* As a real register gives it: a second feature that encloses nothing. */
static void
test_left_out (void)
{
  g_autofree char *ring = make_ring (SL_BOUNDARY_LONGITUDE_FIRST, "[", pond, 5);
  g_autofree char *line = make_ring (SL_BOUNDARY_LONGITUDE_FIRST, "[", site, 2);
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"MultiPolygon\",\"coordinates\":[[%s],[%s]]}", ring, line);
  g_autoptr (SlBoundary) boundary = parse (text);
  g_autofree char *described = sl_boundary_describe (boundary);

  g_assert_cmpstr (described, ==, "4 points, area 0.25 ha");
  assert_remark (boundary, NAN, NAN, NAN, "fewer than three corners");
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "red line",
    "{}",
    "{\"type\":\"Polygon\",\"coordinates\":[]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0.2,51.8],[0.3,51.8]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0.2],[0.3],[0.4]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0.2,51.8],[0.3,51.8],[0.3,51.9]",
    "{\"type\":\"Polygon\",\"coordinates\":[[[\"a\",51.8]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":7}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[2.3,48.8],[2.4,48.8],[2.4,48.9],[2.3,48.8]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[-13000,6700000],[-12000,6700000],[-12000,6800000]]]}",
    "POLYGON",
    "POLYGON ((0.2 51.8, 0.3 51.8, 0.3",
    "POLYGON ((0.2 51.8, , 0.3 51.8))",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlBoundary) boundary = sl_boundary_parse (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (boundary);
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boundary/read/axes-either-way-and-grid-metres-are-known", test_orders);
  g_test_add_func ("/boundary/read/parts-and-holes-are-reckoned", test_parts);
  g_test_add_func ("/boundary/read/well-known-text-is-read-too", test_well_known_text);
  g_test_add_func ("/boundary/read/a-part-without-area-is-left-out-and-told", test_left_out);
  g_test_add_func ("/boundary/read/what-is-none-is-refused", test_refused);
  g_test_add_func ("/boundary/check/area-and-place-that-disagree-are-told", test_disagreement);
  g_test_add_func ("/boundary/check/open-and-crossing-rings-are-told", test_faults);
  return g_test_run ();
}
