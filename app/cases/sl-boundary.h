/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <glib.h>

G_BEGIN_DECLS

/* How the positions of a boundary are written. */
typedef enum
{
  SL_BOUNDARY_LONGITUDE_FIRST, /* WGS84 degrees as GeoJSON has them (RFC 7946) */
  SL_BOUNDARY_LATITUDE_FIRST,  /* WGS84 degrees the other way round: a common mistake */
  SL_BOUNDARY_GRID,            /* OSGB36 eastings and northings in metres */
} SlBoundaryOrder;

/* What a site boundary says. Built from the text kept with the case; free with
 * sl_boundary_free(). */
typedef struct
{
  SlBoundaryOrder order;
  guint n_points; /* corners; the point that closes a ring is not counted */
  guint n_parts;  /* separate areas */
  guint n_holes;
  guint n_left_out;  /* rings of fewer than three corners, which enclose nothing */
  guint n_open;      /* rings that did not return to their first point */
  gboolean crossing; /* a ring crosses itself: its area is not to be trusted */
  double area_ha;
  GPtrArray *rings; /* of GArray of SlBoundaryPoint: OSGB36 metres, closed in thought only */
} SlBoundary;

typedef struct
{
  double easting, northing;
} SlBoundaryPoint;

SlBoundary *sl_boundary_parse (const char *text, GError **error);
void sl_boundary_free (SlBoundary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBoundary, sl_boundary_free)

char *sl_boundary_describe (const SlBoundary *self);
/* Metres from the nearest edge, 0 inside. */
double sl_boundary_get_distance (const SlBoundary *self, double easting, double northing);
GPtrArray *
sl_boundary_check (const SlBoundary *self, double site_area_ha, double easting, double northing);
/* The same of a case's boundary as it is kept, for people. */
char *sl_boundary_describe_text (const char *text);
GPtrArray *sl_boundary_check_case (SlCase *planning_case);

G_END_DECLS
