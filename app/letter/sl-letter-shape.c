/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

/* Shapes before the words of a cell: a table is read at a glance by those who see them, in colour
 * or not. All are filled and none is stroked or painted: see draw_picture() on what cairo 1.16
 * makes of tags after other operators. */

static const SlColour ring_colour = { 0.45, 0.46, 0.49 };
static const SlColour clock_colour = { 0.11, 0.38, 0.75 };
static const SlColour tick_colour = { 0.10, 0.45, 0.27 };
static const SlColour half_colour = { 0.60, 0.36, 0.0 };

#define LINE 1.2

static void
set_colour (cairo_t *cr, const SlColour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

static void
add_circle (cairo_t *cr, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0.0, 0.0, radius, 0.0, 2.0 * G_PI);
}

static void
fill_ring (cairo_t *cr)
{
  double radius = SL_SHAPE_SIZE / 2.0 - 0.5;

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  add_circle (cr, radius);
  add_circle (cr, radius - LINE);
  cairo_fill (cr);
}

static void
fill_clock (cairo_t *cr)
{
  fill_ring (cr);
  cairo_rectangle (cr, -LINE / 2.0, -SL_SHAPE_SIZE * 0.28, LINE, SL_SHAPE_SIZE * 0.28 + LINE / 2.0);
  cairo_fill (cr);
  cairo_rectangle (cr, -LINE / 2.0, -LINE / 2.0, SL_SHAPE_SIZE * 0.25, LINE);
  cairo_fill (cr);
}

/* A disc with the tick left white. */
static void
fill_tick (cairo_t *cr)
{
  static const double points[][2] = { { -2.9, 0.1 }, { -2.0, -0.8 }, { -0.8, 0.5 },
                                      { 2.0, -2.3 }, { 2.9, -1.4 },  { -0.8, 2.3 } };

  add_circle (cr, SL_SHAPE_SIZE / 2.0 - 0.5);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    cairo_line_to (cr, points[i][0], points[i][1]);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
fill_half (cairo_t *cr)
{
  fill_ring (cr);
  cairo_arc (cr, 0.0, 0.0, SL_SHAPE_SIZE / 2.0 - 0.5, G_PI / 2.0, G_PI * 1.5);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/**
 * sl_shape_draw:
 * @shape: which
 * @x: its left edge, in points
 * @y: its upper edge
 * @cr: where to
 *
 * A square of SL_SHAPE_SIZE.
 */
void
sl_shape_draw (SlShape shape, double x, double y, cairo_t *cr)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_translate (cr, x + SL_SHAPE_SIZE / 2.0, y + SL_SHAPE_SIZE / 2.0);
  switch (shape)
    {
    case SL_SHAPE_RING:
      set_colour (cr, &ring_colour);
      fill_ring (cr);
      break;
    case SL_SHAPE_CLOCK:
      set_colour (cr, &clock_colour);
      fill_clock (cr);
      break;
    case SL_SHAPE_TICK:
      set_colour (cr, &tick_colour);
      fill_tick (cr);
      break;
    case SL_SHAPE_HALF:
      set_colour (cr, &half_colour);
      fill_half (cr);
      break;
    case SL_SHAPE_DASH:
      set_colour (cr, &ring_colour);
      cairo_rectangle (cr, -3.5, -LINE / 2.0, 7.0, LINE);
      cairo_fill (cr);
      break;
    case SL_SHAPE_NONE:
      break;
    }
  cairo_restore (cr);
}
