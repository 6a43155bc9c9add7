/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sample's site, in metres: x to the east, y to the south, from the north-west corner.
 * Invented. */

#define SL_SITE_WIDTH 150.0
#define SL_SITE_HEIGHT 132.0
#define SL_PLOT_WIDTH 9.0

typedef struct
{
  double x, y, width, height;
} SlSiteArea;

/* A row of semi-detached homes side by side. */
typedef struct
{
  double x;                 /* west end */
  double house_y, garden_y; /* tops of the houses' and the gardens' strips */
  double garden_height;
  guint n_plots;
  int first, step; /* number of the western plot, and the step to the next */
  gboolean rear_is_south;
} SlSiteRow;
#define SL_HOUSE_DEPTH 8.0

const SlSiteRow *sl_site_get_rows (guint *n_rows);
const SlSiteArea *sl_site_get_roads (guint *n_roads);

extern const SlSiteArea sl_site_block_a;
extern const SlSiteArea sl_site_court;
extern const SlSiteArea sl_site_cycle_store;
extern const SlSiteArea sl_site_bin_store;
extern const SlSiteArea sl_site_open_space;
extern const SlSiteArea sl_site_play_area;
extern const SlSiteArea sl_site_footpath;
extern const SlSiteArea sl_site_mallard_way;

/* A kind of boundary and a line of it. */
typedef enum
{
  SL_BOUNDARY_SCREEN_WALL,
  SL_BOUNDARY_FENCE,
  SL_BOUNDARY_LOW_FENCE,
  SL_BOUNDARY_KNEE_RAIL,
  SL_N_BOUNDARIES,
} SlBoundaryKind;
typedef struct
{
  SlBoundaryKind kind;
  double x1, y1, x2, y2;
} SlBoundaryLine;
GArray *sl_site_make_boundaries (void); /* of SlBoundaryLine */

/* Where trees stand: x, y and the radius of the crown. */
typedef struct
{
  double x, y, radius;
} SlSiteTree;
GArray *sl_site_make_trees (void);

G_END_DECLS
