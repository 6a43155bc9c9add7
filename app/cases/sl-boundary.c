/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-boundary.h"

#include "base/sl-grid.h"
#include "cases/sl-case.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A site boundary is kept as the source gave it and read here each time it is shown: a GeoJSON
 * geometry (Polygon, MultiPolygon, or a GeometryCollection of them), or well-known text, which the
 * registers' tables use. What a source may get wrong is told instead of mended in silence: the axes
 * the other way round, metres of the National Grid instead of degrees, rings that stay open or
 * cross themselves. */

/* A boundary on a plan has a few hundred points; the largest estates a few thousand. */
#define MAX_POINTS 10000
/* Looking for crossings compares each edge with each other one: a few milliseconds at most. */
#define MAX_POINTS_COMPARED 800
/* Forms round an area to 0.01 ha, and red lines take in a strip of road or leave it out. */
#define AREA_TOLERANCE 0.1
#define AREA_ROUNDING_HA 0.01
/* An address point may stand at the site's entrance, across the road from it. */
#define DISTANCE_TOLERANCE_M 100.0

typedef struct
{
  const char *at;
  int depth;     /* of brackets */
  int ring;      /* depth at which rings stand, 0 before it is known */
  GArray *point; /* of double, of the point in hand */
  GArray *ring_points;
  GPtrArray *rings;
  GArray *outer; /* of gboolean: is the ring an outer one? */
  guint n_points;
  guint n_in_part; /* rings of the polygon in hand */
} Reading;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, why);
  return FALSE;
}

static gboolean
end_point (Reading *reading, GError **error)
{
  SlBoundaryPoint point;

  if (reading->point->len < 2)
    return refuse (error, _ ("A point of the boundary lacks a coordinate."));
  if (++reading->n_points > MAX_POINTS)
    return refuse (error, _ ("The boundary has more points than any site, so it was not read."));
  point.easting = g_array_index (reading->point, double, 0);
  point.northing = g_array_index (reading->point, double, 1);
  g_array_append_val (reading->ring_points, point);
  g_array_set_size (reading->point, 0);
  return TRUE;
}

static void
end_ring (Reading *reading)
{
  gboolean outer = reading->n_in_part++ == 0;

  if (reading->ring_points->len == 0)
    return;
  g_ptr_array_add (reading->rings, reading->ring_points);
  g_array_append_val (reading->outer, outer);
  reading->ring_points = g_array_new (FALSE, FALSE, sizeof (SlBoundaryPoint));
}

static gboolean
read_number (Reading *reading, GError **error)
{
  char *end;
  double number = g_ascii_strtod (reading->at, &end);

  if (end == reading->at || !isfinite (number))
    return refuse (error, _ ("A coordinate of the boundary is not a number."));
  reading->at = end;
  g_array_append_val (reading->point, number);
  return TRUE;
}

/* "[[[x, y], [x, y]], …]": a point is a bracket of numbers, a ring one of points, and so on. */
static gboolean
read_json_coordinates (Reading *reading, GError **error)
{
  do
    {
      reading->at += strspn (reading->at, " \t\r\n,");
      if (*reading->at == '[')
        {
          reading->depth++;
          reading->at++;
        }
      else if (*reading->at == ']')
        {
          if (reading->point->len > 0)
            {
              reading->ring = reading->depth - 1;
              if (!end_point (reading, error))
                return FALSE;
            }
          else if (reading->depth == reading->ring)
            end_ring (reading);
          else if (reading->depth == reading->ring - 1)
            reading->n_in_part = 0;
          reading->depth--;
          reading->at++;
        }
      else if (!read_number (reading, error))
        return FALSE;
    }
  while (reading->depth > 0);
  reading->n_in_part = 0;
  return TRUE;
}

/* Each "coordinates" of the text: the words between them say nothing that the depth of the brackets
 * does not say too. */
static gboolean
read_json (Reading *reading, GError **error)
{
  static const char name[] = "\"coordinates\"";

  while ((reading->at = strstr (reading->at, name)) != NULL)
    {
      reading->at += strlen (name);
      reading->at += strspn (reading->at, " \t\r\n:");
      reading->depth = reading->ring = 0;
      if (*reading->at != '[')
        return refuse (error, _ ("The boundary's coordinates are not a list."));
      if (!read_json_coordinates (reading, error))
        return FALSE;
    }
  return TRUE;
}

/* "MULTIPOLYGON (((x y, x y), (x y, …)), …)" */
static gboolean
read_well_known_text (Reading *reading, GError **error)
{
  int ring = strstr (reading->at, "MULTI") != NULL ? 3 : 2;

  if (strstr (reading->at, "POLYGON") == NULL)
    return refuse (error, _ ("The boundary is neither GeoJSON nor well-known text."));
  reading->at += strcspn (reading->at, "(");
  while (*reading->at != '\0')
    {
      reading->at += strspn (reading->at, " \t\r\n");
      if (*reading->at == '(')
        {
          reading->depth++;
          reading->at++;
        }
      else if (*reading->at == ',' || *reading->at == ')')
        {
          gboolean closing = *reading->at++ == ')';

          if (reading->depth == ring && !end_point (reading, error))
            return FALSE;
          if (closing && reading->depth == ring)
            end_ring (reading);
          else if (closing && reading->depth == ring - 1)
            reading->n_in_part = 0;
          reading->depth -= closing ? 1 : 0;
          if (reading->depth == 0)
            return TRUE;
        }
      else if (!read_number (reading, error))
        return FALSE;
    }
  return refuse (error, _ ("The boundary breaks off before its end."));
}

/* ---- axes ---- */

static gboolean
in_degrees (const SlBoundaryPoint *point)
{
  return fabs (point->easting) <= 180 && fabs (point->northing) <= 180;
}

/* Great Britain lies between 49 and 61 degrees north and 9 west and 2 east: which of two numbers is
 * which is never in doubt there. */
static gboolean
find_order (Reading *reading, SlBoundaryOrder *order, GError **error)
{
  const SlBoundaryPoint *first = NULL;

  if (reading->rings->len > 0)
    {
      GArray *ring = g_ptr_array_index (reading->rings, 0);

      first = &g_array_index (ring, SlBoundaryPoint, 0);
    }
  if (first == NULL)
    return refuse (error, _ ("The boundary has no points."));
  if (!in_degrees (first))
    *order = SL_BOUNDARY_GRID;
  else if (first->easting > 45 && first->northing < 45)
    *order = SL_BOUNDARY_LATITUDE_FIRST;
  else
    *order = SL_BOUNDARY_LONGITUDE_FIRST;
  return TRUE;
}

static gboolean
to_grid (SlBoundaryOrder order, SlBoundaryPoint *point)
{
  double latitude = point->northing, longitude = point->easting;

  if (order == SL_BOUNDARY_GRID)
    return sl_grid_to_wgs84 (point->easting, point->northing, &latitude, &longitude);
  if (order == SL_BOUNDARY_LATITUDE_FIRST)
    {
      latitude = point->easting;
      longitude = point->northing;
    }
  return sl_grid_from_wgs84 (latitude, longitude, &point->easting, &point->northing);
}

/* ---- shape ---- */

static const SlBoundaryPoint *
get_point (const GArray *ring, guint index)
{
  return &g_array_index (ring, SlBoundaryPoint, index % ring->len);
}

/* Square metres, without a sign; reckoned from the first point, since the grid's own zero is far
 * away and would cost digits. */
static double
get_area (const GArray *ring)
{
  const SlBoundaryPoint *origin = get_point (ring, 0);
  double sum = 0;

  for (guint i = 0; i < ring->len; i++)
    {
      const SlBoundaryPoint *a = get_point (ring, i), *b = get_point (ring, i + 1);

      sum += (a->easting - origin->easting) * (b->northing - origin->northing) -
             (b->easting - origin->easting) * (a->northing - origin->northing);
    }
  return fabs (sum) / 2;
}

static double
side (const SlBoundaryPoint *a, const SlBoundaryPoint *b, const SlBoundaryPoint *c)
{
  return (b->easting - a->easting) * (c->northing - a->northing) -
         (b->northing - a->northing) * (c->easting - a->easting);
}

/* Whether two edges cross between their ends; a mere touch is none. */
static gboolean
edges_cross (const GArray *ring, guint i, guint j)
{
  const SlBoundaryPoint *a = get_point (ring, i), *b = get_point (ring, i + 1);
  const SlBoundaryPoint *c = get_point (ring, j), *d = get_point (ring, j + 1);

  return side (a, b, c) * side (a, b, d) < 0 && side (c, d, a) * side (c, d, b) < 0;
}

static gboolean
crosses_itself (const GArray *ring)
{
  if (ring->len > MAX_POINTS_COMPARED)
    return FALSE;
  for (guint i = 0; i < ring->len; i++)
    for (guint j = i + 2; j < ring->len; j++)
      if (edges_cross (ring, i, j))
        return TRUE;
  return FALSE;
}

/* TRUE when the ring came back to its first point, which is then left off. */
static gboolean
close_ring (GArray *ring)
{
  const SlBoundaryPoint *first = get_point (ring, 0), *last = get_point (ring, ring->len - 1);

  if (ring->len < 2 || first->easting != last->easting || first->northing != last->northing)
    return FALSE;
  g_array_set_size (ring, ring->len - 1);
  return TRUE;
}

static gboolean
add_ring (SlBoundary *self, GArray *ring, gboolean outer, GError **error)
{
  gboolean closed = close_ring (ring);
  double area;

  if (ring->len < 3)
    {
      self->n_left_out++;
      return TRUE;
    }
  self->n_open += closed ? 0 : 1;
  for (guint i = 0; i < ring->len; i++)
    if (!to_grid (self->order, &g_array_index (ring, SlBoundaryPoint, i)))
      return refuse (error, _ ("The boundary's positions do not lie in Great Britain."));
  area = get_area (ring) / 10000;
  self->n_points += ring->len;
  self->n_parts += outer ? 1 : 0;
  self->n_holes += outer ? 0 : 1;
  self->area_ha += outer ? area : -area;
  self->crossing |= crosses_itself (ring);
  g_ptr_array_add (self->rings, g_array_ref (ring));
  return TRUE;
}

static void
reading_clear (Reading *reading)
{
  g_array_unref (reading->point);
  g_array_unref (reading->ring_points);
  g_ptr_array_unref (reading->rings);
  g_array_unref (reading->outer);
}

static SlBoundary *
build (Reading *reading, GError **error)
{
  g_autoptr (SlBoundary) self = g_new0 (SlBoundary, 1);

  self->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!find_order (reading, &self->order, error))
    return NULL;
  for (guint i = 0; i < reading->rings->len; i++)
    if (!add_ring (self, g_ptr_array_index (reading->rings, i),
                   g_array_index (reading->outer, gboolean, i), error))
      return NULL;
  if (self->rings->len == 0)
    {
      refuse (error, _ ("The boundary has fewer than three corners."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * sl_boundary_parse:
 * @text: a GeoJSON geometry, or well-known text
 * @error: return location
 *
 * Returns: (transfer full): the boundary in metres of the National Grid; %NULL with a sentence for
 * people when @text is none or lies outside Great Britain
 */
SlBoundary *
sl_boundary_parse (const char *text, GError **error)
{
  Reading reading = { .at = text };
  SlBoundary *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  reading.at += strspn (text, " \t\r\n");
  reading.point = g_array_new (FALSE, FALSE, sizeof (double));
  reading.ring_points = g_array_new (FALSE, FALSE, sizeof (SlBoundaryPoint));
  reading.rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  reading.outer = g_array_new (FALSE, FALSE, sizeof (gboolean));
  if (*reading.at == '{' ? read_json (&reading, error) : read_well_known_text (&reading, error))
    self = build (&reading, error);
  reading_clear (&reading);
  return self;
}

void
sl_boundary_free (SlBoundary *self)
{
  g_ptr_array_unref (self->rings);
  g_free (self);
}

/* "2.14 ha"; gardens and shops in square metres. */
static char *
format_area (double hectares)
{
  return hectares < 0.1 ? g_strdup_printf (_ ("%.0f m²"), hectares * 10000)
                        : g_strdup_printf (_ ("%.2f ha"), hectares);
}

/**
 * sl_boundary_describe:
 * @self: a boundary
 *
 * Returns: (transfer full): "24 points, area 2.14 ha", and how many parts where there are several
 */
char *
sl_boundary_describe (const SlBoundary *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *area = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  area = format_area (self->area_ha);
  g_string_append_printf (text, ngettext ("%u point", "%u points", self->n_points), self->n_points);
  if (self->n_parts > 1)
    g_string_append_printf (text, ngettext (" in %u part", " in %u parts", self->n_parts),
                            self->n_parts);
  g_string_append_printf (text, _ (", area %s"), area);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
ring_holds (const GArray *ring, double easting, double northing)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < ring->len; i++)
    {
      const SlBoundaryPoint *a = get_point (ring, i), *b = get_point (ring, i + 1);

      if ((a->northing > northing) != (b->northing > northing) &&
          easting < a->easting + (northing - a->northing) * (b->easting - a->easting) /
                                     (b->northing - a->northing))
        inside = !inside;
    }
  return inside;
}

static double
edge_distance (const SlBoundaryPoint *a, const SlBoundaryPoint *b, double easting, double northing)
{
  double along_e = b->easting - a->easting, along_n = b->northing - a->northing;
  double length = along_e * along_e + along_n * along_n;
  double share = length > 0
                     ? ((easting - a->easting) * along_e + (northing - a->northing) * along_n) /
                           length
                     : 0;

  share = CLAMP (share, 0, 1);
  return hypot (easting - a->easting - share * along_e, northing - a->northing - share * along_n);
}

/**
 * sl_boundary_get_distance:
 * @self: a boundary
 * @easting: OSGB36, metres
 * @northing: OSGB36, metres
 *
 * Returns: metres from the boundary's nearest edge; 0 when the place lies within
 */
double
sl_boundary_get_distance (const SlBoundary *self, double easting, double northing)
{
  gboolean inside = FALSE;
  double nearest = INFINITY;

  g_return_val_if_fail (self != NULL, NAN);
  for (guint i = 0; i < self->rings->len; i++)
    {
      const GArray *ring = g_ptr_array_index (self->rings, i);

      inside ^= ring_holds (ring, easting, northing);
      for (guint j = 0; j < ring->len; j++)
        nearest = MIN (nearest, edge_distance (get_point (ring, j), get_point (ring, j + 1),
                                               easting, northing));
    }
  return inside ? 0 : nearest;
}

static void
check_area (const SlBoundary *self, double stated, GPtrArray *remarks)
{
  double difference = fabs (self->area_ha - stated);
  g_autofree char *own_text = format_area (self->area_ha);
  g_autofree char *stated_text = format_area (stated);

  if (isnan (stated) || stated <= 0 ||
      difference <= MAX (AREA_TOLERANCE * MAX (self->area_ha, stated), AREA_ROUNDING_HA))
    return;
  g_ptr_array_add (remarks, g_strdup_printf (_ ("The boundary encloses %s, but the site area is "
                                                "given as %s."),
                                             own_text, stated_text));
}

static void
check_place (const SlBoundary *self, double easting, double northing, GPtrArray *remarks)
{
  double distance;

  if (isnan (easting) || isnan (northing))
    return;
  distance = sl_boundary_get_distance (self, easting, northing);
  if (distance <= DISTANCE_TOLERANCE_M)
    return;
  g_ptr_array_add (remarks,
                   distance < 1000
                       ? g_strdup_printf (_ ("The site's grid position lies %.0f m outside the "
                                             "boundary."),
                                          distance)
                       : g_strdup_printf (_ ("The site's grid position lies %.1f km outside the "
                                             "boundary."),
                                          distance / 1000));
}

/**
 * sl_boundary_check:
 * @self: a boundary
 * @site_area_ha: what the sources state, NaN unknown
 * @easting: what the sources state, NaN unknown
 * @northing: likewise
 *
 * Holds the boundary against what else is said of the site, and against what a boundary must be.
 *
 * Returns: (transfer full) (element-type utf8): sentences for people; none when all agrees
 */
GPtrArray *
sl_boundary_check (const SlBoundary *self, double site_area_ha, double easting, double northing)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, remarks);
  check_area (self, site_area_ha, remarks);
  check_place (self, easting, northing, remarks);
  if (self->order == SL_BOUNDARY_LATITUDE_FIRST)
    g_ptr_array_add (remarks, g_strdup (_ ("The boundary gives latitude before longitude; it was "
                                           "read that way round.")));
  if (self->order == SL_BOUNDARY_GRID)
    g_ptr_array_add (remarks, g_strdup (_ ("The boundary is in metres of the National Grid, not in "
                                           "degrees; it was read that way.")));
  if (self->n_left_out > 0)
    g_ptr_array_add (remarks,
                     g_strdup (_ ("A part of the boundary has fewer than three corners and "
                                  "was left out.")));
  if (self->n_open > 0)
    g_ptr_array_add (remarks, g_strdup (_ ("The boundary does not return to where it begins; its "
                                           "ends were joined.")));
  if (self->crossing)
    g_ptr_array_add (remarks, g_strdup (_ ("The boundary crosses itself, so its area cannot be "
                                           "relied on.")));
  return remarks;
}

/**
 * sl_boundary_describe_text:
 * @text: a boundary as a source gave it
 *
 * Returns: (transfer full): what sl_boundary_describe() says of it, or why it cannot be read
 */
char *
sl_boundary_describe_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBoundary) boundary = sl_boundary_parse (text, &error);

  return boundary != NULL ? sl_boundary_describe (boundary) : g_strdup (error->message);
}

/**
 * sl_boundary_check_case:
 * @planning_case: a case
 *
 * Returns: (transfer full) (element-type utf8): what sl_boundary_check() says of the case's
 * boundary, site area and position; none for a case without a boundary
 */
GPtrArray *
sl_boundary_check_case (SlCase *planning_case)
{
  const char *text = sl_case_get (planning_case, "boundary");
  g_autoptr (SlBoundary) boundary = *text != '\0' ? sl_boundary_parse (text, NULL) : NULL;
  double site_area, easting, northing;

  if (boundary == NULL)
    return g_ptr_array_new_with_free_func (g_free);
  g_object_get (planning_case, "site-area-ha", &site_area, NULL);
  if (!sl_case_get_position (planning_case, &easting, &northing))
    easting = northing = NAN;
  return sl_boundary_check (boundary, site_area, easting, northing);
}
