/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-grid.h"

#include <math.h>

/* Positions on the National Grid. Written here, since the PROJ library would bring a network client
 * into the program. The sources are the Ordnance Survey's "A guide to coordinate systems in Great
 * Britain" (projection, annexe C; cartesian coordinates, annexe B) and EPSG transformation 1314
 * (the seven parameters, position vector convention). */

typedef struct
{
  double a, b; /* half axes, metres */
} Ellipsoid;

typedef struct
{
  double x, y, z;
} Vector;

static const Ellipsoid airy_1830 = { 6377563.396, 6356256.909 };
static const Ellipsoid wgs84 = { 6378137.0, 6356752.314245 };

/* OSGB36 to WGS84: metres, seconds of arc, parts per million. */
static const Vector translation = { 446.448, -125.157, 542.060 };
static const Vector rotation_seconds = { 0.150, 0.247, 0.842 };
static const double scale_ppm = -20.489;

/* The projection of the National Grid. */
static const double central_scale = 0.9996012717;
static const double origin_latitude = 49.0, origin_longitude = -2.0;
static const double false_easting = 400000.0, false_northing = -100000.0;

/* The grid as printed: 7 by 13 squares of 100 km. */
#define GRID_WIDTH 700000.0
#define GRID_HEIGHT 1300000.0

static double
radians (double degrees)
{
  return degrees * G_PI / 180.0;
}

static double
degrees (double angle)
{
  return angle * 180.0 / G_PI;
}

static double
eccentricity_squared (const Ellipsoid *ellipsoid)
{
  return 1.0 - (ellipsoid->b * ellipsoid->b) / (ellipsoid->a * ellipsoid->a);
}

/* On the surface of the ellipsoid: heights are not known and shift a position by millimetres. */
static Vector
to_cartesian (const Ellipsoid *ellipsoid, double latitude, double longitude)
{
  double e2 = eccentricity_squared (ellipsoid);
  double nu = ellipsoid->a / sqrt (1.0 - e2 * sin (latitude) * sin (latitude));
  Vector v = { nu * cos (latitude) * cos (longitude), nu * cos (latitude) * sin (longitude),
               (1.0 - e2) * nu * sin (latitude) };
  return v;
}

static void
from_cartesian (const Ellipsoid *ellipsoid, const Vector *v, double *latitude, double *longitude)
{
  double e2 = eccentricity_squared (ellipsoid);
  double p = hypot (v->x, v->y);
  double phi = atan2 (v->z, p * (1.0 - e2));

  /* Converges by a factor of 300 a turn: ten leave nothing of the error. */
  for (int i = 0; i < 10; i++)
    {
      double nu = ellipsoid->a / sqrt (1.0 - e2 * sin (phi) * sin (phi));
      phi = atan2 (v->z + e2 * nu * sin (phi), p);
    }
  *latitude = phi;
  *longitude = atan2 (v->y, v->x);
}

static Vector
osgb36_to_wgs84 (const Vector *v)
{
  double s = 1.0 + scale_ppm * 1e-6;
  double rx = radians (rotation_seconds.x / 3600), ry = radians (rotation_seconds.y / 3600),
         rz = radians (rotation_seconds.z / 3600);
  Vector r = { translation.x + s * (v->x - rz * v->y + ry * v->z),
               translation.y + s * (rz * v->x + v->y - rx * v->z),
               translation.z + s * (-ry * v->x + rx * v->y + v->z) };
  return r;
}

/* The inverse of the above; a rotation this small is undone by its transpose to 0.1 mm. */
static Vector
wgs84_to_osgb36 (const Vector *v)
{
  double s = 1.0 + scale_ppm * 1e-6;
  double rx = radians (rotation_seconds.x / 3600), ry = radians (rotation_seconds.y / 3600),
         rz = radians (rotation_seconds.z / 3600);
  double x = (v->x - translation.x) / s, y = (v->y - translation.y) / s,
         z = (v->z - translation.z) / s;
  Vector r = { x + rz * y - ry * z, -rz * x + y + rx * z, ry * x - rx * y + z };
  return r;
}

/* Length of the meridian from the true origin to @phi, times the central scale (annexe C, M). */
static double
meridian_arc (double phi)
{
  double n = (airy_1830.a - airy_1830.b) / (airy_1830.a + airy_1830.b);
  double n2 = n * n, n3 = n2 * n;
  double phi0 = radians (origin_latitude);
  double d = phi - phi0, s = phi + phi0;

  return airy_1830.b * central_scale *
         ((1 + n + 5.0 / 4 * n2 + 5.0 / 4 * n3) * d -
          (3 * n + 3 * n2 + 21.0 / 8 * n3) * sin (d) * cos (s) +
          (15.0 / 8 * n2 + 15.0 / 8 * n3) * sin (2 * d) * cos (2 * s) -
          35.0 / 24 * n3 * sin (3 * d) * cos (3 * s));
}

/* Radii of curvature in the prime vertical and the meridian, and eta squared, at @phi. */
static void
curvature (double phi, double *nu, double *rho, double *eta2)
{
  double e2 = eccentricity_squared (&airy_1830);
  double w = 1.0 - e2 * sin (phi) * sin (phi);

  *nu = airy_1830.a * central_scale / sqrt (w);
  *rho = airy_1830.a * central_scale * (1.0 - e2) / (w * sqrt (w));
  *eta2 = *nu / *rho - 1.0;
}

static void
project (double phi, double lambda, double *easting, double *northing)
{
  double nu, rho, eta2;
  double c = cos (phi), s = sin (phi), t2 = tan (phi) * tan (phi);
  double c3 = c * c * c, c5 = c3 * c * c, t4 = t2 * t2;
  double p = lambda - radians (origin_longitude);
  double p2 = p * p;

  curvature (phi, &nu, &rho, &eta2);
  *northing = meridian_arc (phi) + false_northing + p2 * (nu / 2 * s * c) +
              p2 * p2 * (nu / 24 * s * c3 * (5 - t2 + 9 * eta2)) +
              p2 * p2 * p2 * (nu / 720 * s * c5 * (61 - 58 * t2 + t4));
  *easting = false_easting + p * nu * c + p * p2 * (nu / 6 * c3 * (nu / rho - t2)) +
             p * p2 * p2 * (nu / 120 * c5 * (5 - 18 * t2 + t4 + 14 * eta2 - 58 * t2 * eta2));
}

static void
unproject (double easting, double northing, double *latitude, double *longitude)
{
  double nu, rho, eta2;
  double phi = radians (origin_latitude);
  double d = easting - false_easting;

  for (int i = 0; i < 20; i++)
    {
      double rest = northing - false_northing - meridian_arc (phi);
      phi += rest / (airy_1830.a * central_scale);
      if (fabs (rest) < 1e-5)
        break;
    }

  curvature (phi, &nu, &rho, &eta2);
  double t = tan (phi), t2 = t * t, t4 = t2 * t2, t6 = t4 * t2, sec = 1.0 / cos (phi);
  double d2 = d * d, nu3 = nu * nu * nu, nu5 = nu3 * nu * nu, nu7 = nu5 * nu * nu;

  *latitude = phi - d2 * t / (2 * rho * nu) +
              d2 * d2 * t / (24 * rho * nu3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) -
              d2 * d2 * d2 * t / (720 * rho * nu5) * (61 + 90 * t2 + 45 * t4);
  *longitude = radians (origin_longitude) + d * sec / nu -
               d * d2 * sec / (6 * nu3) * (nu / rho + 2 * t2) +
               d * d2 * d2 * sec / (120 * nu5) * (5 + 28 * t2 + 24 * t4) -
               d * d2 * d2 * d2 * sec / (5040 * nu7) * (61 + 662 * t2 + 1320 * t4 + 720 * t6);
}

static gboolean
on_grid (double easting, double northing)
{
  return isfinite (easting) && isfinite (northing) && easting >= 0 && easting < GRID_WIDTH &&
         northing >= 0 && northing < GRID_HEIGHT;
}

/**
 * sl_grid_from_wgs84:
 * @latitude: degrees north, WGS84
 * @longitude: degrees east, WGS84
 * @easting: (out): metres on the National Grid
 * @northing: (out): metres on the National Grid
 *
 * Good to about 5 m over Great Britain, as the seven-parameter transformation is.
 *
 * Returns: %FALSE, with nothing set, outside Great Britain
 */
gboolean
sl_grid_from_wgs84 (double latitude, double longitude, double *easting, double *northing)
{
  double phi, lambda, e, n;
  Vector there, here;

  g_return_val_if_fail (easting != NULL && northing != NULL, FALSE);

  /* Far from the grid the projection's series mean nothing. */
  if (!(latitude > 49.0 && latitude < 61.5 && longitude > -9.5 && longitude < 3.0))
    return FALSE;

  there = to_cartesian (&wgs84, radians (latitude), radians (longitude));
  here = wgs84_to_osgb36 (&there);
  from_cartesian (&airy_1830, &here, &phi, &lambda);
  project (phi, lambda, &e, &n);
  if (!on_grid (e, n))
    return FALSE;

  *easting = e;
  *northing = n;
  return TRUE;
}

/**
 * sl_grid_to_wgs84:
 * @easting: metres on the National Grid, 0 to 700,000
 * @northing: metres on the National Grid, 0 to 1,300,000
 * @latitude: (out): degrees north, WGS84
 * @longitude: (out): degrees east, WGS84
 *
 * Returns: %FALSE, with nothing set, outside the grid
 */
gboolean
sl_grid_to_wgs84 (double easting, double northing, double *latitude, double *longitude)
{
  double phi, lambda;
  Vector here, there;

  g_return_val_if_fail (latitude != NULL && longitude != NULL, FALSE);

  if (!on_grid (easting, northing))
    return FALSE;

  unproject (easting, northing, &phi, &lambda);
  here = to_cartesian (&airy_1830, phi, lambda);
  there = osgb36_to_wgs84 (&here);
  from_cartesian (&wgs84, &there, &phi, &lambda);
  *latitude = degrees (phi);
  *longitude = degrees (lambda);
  return TRUE;
}

/* A letter's place in the alphabet without I; -1 for anything else. */
static int
letter_index (char c)
{
  int index = g_ascii_toupper (c) - 'A';

  if (index < 0 || index > 25 || g_ascii_toupper (c) == 'I')
    return -1;
  return index > 8 ? index - 1 : index;
}

/**
 * sl_grid_parse_reference:
 * @text: (nullable): a grid reference such as "TL 70553 07071", with or without spaces
 * @easting: (out): metres, of the south-west corner of the square that is named
 * @northing: (out): metres
 *
 * Returns: %FALSE, with nothing set, when the letters or the number of digits are wrong
 */
gboolean
sl_grid_parse_reference (const char *text, double *easting, double *northing)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  char letters[2];
  guint n_letters = 0;
  double unit = 100000, e, n;

  g_return_val_if_fail (easting != NULL && northing != NULL, FALSE);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p))
        continue;
      else if (g_ascii_isdigit (*p) && n_letters == 2 && digits->len < 10)
        g_string_append_c (digits, *p);
      else if (letter_index (*p) >= 0 && n_letters < 2)
        letters[n_letters++] = *p;
      else
        return FALSE;
    }
  if (n_letters != 2 || digits->len % 2 != 0)
    return FALSE;

  int first = letter_index (letters[0]), second = letter_index (letters[1]);
  /* Squares of 500 km lettered from the far north-west, each of 25 squares of 100 km; SV is 0, 0.
   */
  e = ((first % 5 - 2) * 5 + second % 5) * 100000.0;
  n = ((3 - first / 5) * 5 + (4 - second / 5)) * 100000.0;
  for (gsize i = 0; i < digits->len / 2; i++)
    {
      unit /= 10;
      e += (digits->str[i] - '0') * unit;
      n += (digits->str[digits->len / 2 + i] - '0') * unit;
    }
  if (!on_grid (e, n))
    return FALSE;

  *easting = e;
  *northing = n;
  return TRUE;
}

/**
 * sl_grid_format_reference:
 * @easting: metres
 * @northing: metres
 *
 * Returns: (transfer full) (nullable): "TL 70553 07071", to the metre; %NULL outside the grid
 */
char *
sl_grid_format_reference (double easting, double northing)
{
  static const char letters[] = "ABCDEFGHJKLMNOPQRSTUVWXYZ";
  int e, n, first, second;

  if (!on_grid (easting, northing))
    return NULL;

  e = (int) easting;
  n = (int) northing;
  first = (3 - n / 500000) * 5 + e / 500000 + 2;
  second = (4 - n / 100000 % 5) * 5 + e / 100000 % 5;
  return g_strdup_printf ("%c%c %05d %05d", letters[first], letters[second], e % 100000,
                          n % 100000);
}
