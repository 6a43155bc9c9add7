/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-site.h"

/* The sample's faults lie in these figures: a low fence along a footpath behind homes, and a
 * parking court that no living room sees. */

static const SlSiteRow rows[] = {
  { 38, 11, 3, 8, 12, 48, -1, FALSE }, /* 48 to 37, north edge */
  { 38, 28, 36, 8, 6, 31, 1, TRUE },   /* 31 to 36 */
  { 38, 50, 44, 6, 6, 1, 1, FALSE },   /* 1 to 6 */
  { 62, 67, 75, 8, 3, 7, 1, TRUE },    /* 7 to 9 */
  { 98, 67, 75, 8, 3, 22, 1, TRUE },   /* 22 to 24 */
  { 62, 90, 83, 7, 6, 25, 1, FALSE },  /* 25 to 30 */
  { 30, 107, 115, 9, 12, 10, 1, TRUE } /* 10 to 21, their gardens against the footpath */
};

static const SlSiteArea roads[] = {
  { -6, 60, 150, 5 },  /* the only way in, from Mallard Way */
  { 28, 21, 118, 5 },  /* north street */
  { 28, 21, 5, 44 },   /* link to it */
  { 50, 60, 5, 45 },   /* link to the south street */
  { 20, 100, 126, 5 }, /* south street */
};

const SlSiteArea sl_site_block_a = { 8, 69, 22, 9 };
const SlSiteArea sl_site_court = { 6, 80, 34, 14 };
const SlSiteArea sl_site_cycle_store = { 33, 69, 6, 3.5 };
const SlSiteArea sl_site_bin_store = { 33, 74, 6, 3.5 };
const SlSiteArea sl_site_open_space = { 96, 30, 48, 28 };
const SlSiteArea sl_site_play_area = { 106, 36, 20, 14 };
const SlSiteArea sl_site_footpath = { -6, 125.5, 160, 2 };
const SlSiteArea sl_site_mallard_way = { -13, -4, 7, 140 };

const SlSiteRow *
sl_site_get_rows (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

const SlSiteArea *
sl_site_get_roads (guint *n_roads)
{
  *n_roads = G_N_ELEMENTS (roads);
  return roads;
}

static void
add_line (GArray *lines, SlBoundaryKind kind, double x1, double y1, double x2, double y2)
{
  SlBoundaryLine line = { kind, x1, y1, x2, y2 };

  g_array_append_val (lines, line);
}

/* The rear of a row, plot by plot: the gardens of plots 14 to 21 have the low fence. */
static void
add_row (GArray *lines, const SlSiteRow *row)
{
  double rear = row->rear_is_south ? row->garden_y + row->garden_height : row->garden_y;

  for (guint i = 0; i < row->n_plots; i++)
    {
      double x = row->x + i * SL_PLOT_WIDTH;
      int plot = row->first + (int) i * row->step;
      gboolean low = row->first == 10 && plot >= 14;

      add_line (lines, low ? SL_BOUNDARY_LOW_FENCE : SL_BOUNDARY_FENCE, x, rear, x + SL_PLOT_WIDTH,
                rear);
      if (i > 0)
        add_line (lines, SL_BOUNDARY_FENCE, x, row->garden_y, x,
                  row->garden_y + row->garden_height);
    }
  add_line (lines, SL_BOUNDARY_SCREEN_WALL, row->x, row->garden_y, row->x,
            row->garden_y + row->garden_height);
  add_line (lines, SL_BOUNDARY_SCREEN_WALL, row->x + row->n_plots * SL_PLOT_WIDTH, row->garden_y,
            row->x + row->n_plots * SL_PLOT_WIDTH, row->garden_y + row->garden_height);
}

/**
 * sl_site_make_boundaries:
 *
 * Returns: (transfer full) (element-type SlBoundaryLine): every fence, wall and rail of the scheme
 */
GArray *
sl_site_make_boundaries (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (SlBoundaryLine));
  const SlSiteArea *green = &sl_site_open_space;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_row (lines, &rows[i]);
  add_line (lines, SL_BOUNDARY_KNEE_RAIL, green->x, green->y, green->x + green->width, green->y);
  add_line (lines, SL_BOUNDARY_KNEE_RAIL, green->x, green->y + green->height,
            green->x + green->width, green->y + green->height);
  add_line (lines, SL_BOUNDARY_KNEE_RAIL, green->x, green->y, green->x, green->y + green->height);
  return lines;
}

/* A fixed scatter: the same trees on every drawing and every run. */
static double
scatter (guint *state, double low, double high)
{
  *state = *state * 1103515245u + 12345u;
  return low + (high - low) * ((*state >> 16) & 0x7fff) / 32767.0;
}

/**
 * sl_site_make_trees:
 *
 * Returns: (transfer full) (element-type SlSiteTree): the trees kept and planted
 */
GArray *
sl_site_make_trees (void)
{
  GArray *trees = g_array_new (FALSE, FALSE, sizeof (SlSiteTree));
  guint state = 2147;

  for (double x = 4; x < SL_SITE_WIDTH; x += 4.2)
    {
      SlSiteTree north = { x, scatter (&state, -0.5, 1.2), scatter (&state, 1.0, 2.1) };
      SlSiteTree south = { x, scatter (&state, 128.6, 130.2), scatter (&state, 0.9, 1.7) };

      g_array_append_val (trees, north);
      g_array_append_val (trees, south);
    }
  for (double y = 6; y < 120; y += 5.1)
    {
      SlSiteTree east = { scatter (&state, 147.6, 149.2), y, scatter (&state, 1.0, 1.9) };

      g_array_append_val (trees, east);
    }
  for (guint i = 0; i < 7; i++)
    {
      SlSiteTree green = { scatter (&state, 98, 142), scatter (&state, 32, 56),
                           scatter (&state, 1.2, 2.0) };
      const SlSiteArea *play = &sl_site_play_area;

      if (green.x < play->x - 2 || green.x > play->x + play->width + 2)
        g_array_append_val (trees, green);
    }
  return trees;
}
