/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* OSGB36 National Grid easting and northing (metres) and WGS84 latitude and longitude (degrees), by
 * the published seven-parameter Helmert transformation and the Airy 1830 transverse Mercator
 * projection: good to about 5 m over Great Britain. FALSE outside Great Britain. */
gboolean sl_grid_from_wgs84 (double latitude, double longitude, double *easting, double *northing);
gboolean sl_grid_to_wgs84 (double easting, double northing, double *latitude, double *longitude);

/* "TL 70553 07071" and the like; FALSE when the letters or digits are wrong. */
gboolean sl_grid_parse_reference (const char *text, double *easting, double *northing);
char *sl_grid_format_reference (double easting, double northing);

G_END_DECLS
