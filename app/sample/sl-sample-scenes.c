/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-photographs.h"

#include <math.h>

/* The pictures of the sample: nothing in them is a real place, and nobody stands in them. */

typedef struct
{
  double red, green, blue;
} Colour;

static double
vary (GRand *rand, double by)
{
  return g_rand_double_range (rand, -by, by);
}

/* @colour, a little lighter or darker each time. */
static void
set_colour (cairo_t *cr, GRand *rand, Colour colour, double by)
{
  double shade = 1 + vary (rand, by);

  cairo_set_source_rgb (cr, colour.red * shade, colour.green * shade, colour.blue * shade);
}

static void
fill_box (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* From @from above to @to below. */
static void
shade_box (cairo_t *cr, double x, double y, double width, double height, Colour from, Colour to)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, y, 0, y + height);

  cairo_pattern_add_color_stop_rgb (pattern, 0, from.red, from.green, from.blue);
  cairo_pattern_add_color_stop_rgb (pattern, 1, to.red, to.green, to.blue);
  cairo_set_source (cr, pattern);
  fill_box (cr, x, y, width, height);
  cairo_pattern_destroy (pattern);
}

/* Light (@strength above 0) or shadow around a point. */
static void
glow (cairo_t *cr, double x, double y, double radius, Colour colour, double strength)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (x, y, 0, x, y, radius);

  cairo_pattern_add_color_stop_rgba (pattern, 0, colour.red, colour.green, colour.blue, strength);
  cairo_pattern_add_color_stop_rgba (pattern, 1, colour.red, colour.green, colour.blue, 0);
  cairo_set_source (cr, pattern);
  fill_box (cr, x - radius, y - radius, 2 * radius, 2 * radius);
  cairo_pattern_destroy (pattern);
}

static const Colour black = { 0, 0, 0 };
static const Colour dull_sky = { 0.78, 0.81, 0.84 };
static const Colour pale_sky = { 0.90, 0.90, 0.88 };
static const Colour red_brick = { 0.55, 0.31, 0.23 };
static const Colour mortar = { 0.60, 0.56, 0.50 };
static const Colour flint = { 0.52, 0.50, 0.46 };
static const Colour oak = { 0.36, 0.25, 0.16 };
static const Colour iron = { 0.13, 0.13, 0.14 };
static const Colour grass = { 0.28, 0.36, 0.16 };
static const Colour leaves = { 0.20, 0.27, 0.12 };
static const Colour tarmac = { 0.33, 0.33, 0.34 };

static void
lay_bricks (cairo_t *cr, GRand *rand, double x, double y, double width, double height, double tall)
{
  double wide = tall * 3;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  set_colour (cr, rand, mortar, 0);
  cairo_paint (cr);
  for (int row = 0; row * tall < height; row++)
    for (double at = x - (row % 2) * wide / 2; at < x + width; at += wide)
      {
        set_colour (cr, rand, red_brick, 0.22);
        fill_box (cr, at + 1.5, y + row * tall + 1.5, wide - 3 + vary (rand, 1),
                  tall - 3 + vary (rand, 0.6));
      }
  cairo_restore (cr);
}

/* Stones, leaves, gravel: @n spots of about @size in a box. */
static void
strew (cairo_t *cr,
       GRand *rand,
       Colour colour,
       double by,
       double x,
       double y,
       double width,
       double height,
       double size,
       guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double side = size * (0.5 + g_rand_double (rand));

      cairo_save (cr);
      cairo_translate (cr, x + g_rand_double (rand) * width, y + g_rand_double (rand) * height);
      cairo_rotate (cr, vary (rand, G_PI));
      cairo_scale (cr, side, side * (0.5 + 0.4 * g_rand_double (rand)));
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
      set_colour (cr, rand, colour, by);
      cairo_fill (cr);
    }
}

static void
build_flint (cairo_t *cr, GRand *rand, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  set_colour (cr, rand, mortar, 0);
  cairo_paint (cr);
  strew (cr, rand, flint, 0.45, x, y, width, height, 15, (guint) (width * height / 330));
  cairo_restore (cr);
}

static void
grow (cairo_t *cr, GRand *rand, double x, double y, double width, double height)
{
  const Colour light = { 0.34, 0.42, 0.18 };

  strew (cr, rand, leaves, 0.5, x, y, width, height, 13, (guint) (width * height / 260));
  strew (cr, rand, light, 0.4, x, y, width, height * 0.7, 9, (guint) (width * height / 700));
}

static void
hang_boards (cairo_t *cr, GRand *rand, double x, double y, double width, double height, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double left = x + i * width / n;

      set_colour (cr, rand, oak, 0.12);
      fill_box (cr, left, y, width / n + 1, height);
      for (guint grain = 0; grain < 26; grain++)
        {
          double at = left + g_rand_double (rand) * width / n;

          cairo_set_source_rgba (cr, 0, 0, 0, 0.10 * g_rand_double (rand));
          cairo_set_line_width (cr, 1 + g_rand_double (rand));
          cairo_move_to (cr, at, y);
          cairo_curve_to (cr, at + vary (rand, 4), y + height / 3, at + vary (rand, 4),
                          y + 2 * height / 3, at + vary (rand, 3), y + height);
          cairo_stroke (cr);
        }
      cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
      fill_box (cr, left - 1.5, y, 3, height);
    }
}

static void
draw_sky (cairo_t *cr, GRand *rand, double width, double height)
{
  const Colour cloud = { 0.95, 0.95, 0.94 };

  shade_box (cr, 0, 0, width, height, dull_sky, pale_sky);
  for (guint i = 0; i < 9; i++)
    glow (cr, g_rand_double (rand) * width, g_rand_double (rand) * height * 0.7,
          160 + 200 * g_rand_double (rand), cloud, 0.35);
}

static void
draw_ground (cairo_t *cr, GRand *rand, double top, double width, double height)
{
  const Colour near = { 0.24, 0.31, 0.13 };

  shade_box (cr, 0, top, width, height - top, grass, near);
  strew (cr, rand, grass, 0.5, 0, top, width, height - top, 6, 9000);
}

/* A ledged door of oak in a pointed arch of flint, with an old rim lock. */
static void
draw_door (cairo_t *cr, GRand *rand, double width, double height)
{
  double left = width * 0.30, right = width * 0.70, spring = height * 0.36, foot = height * 0.92;
  const Colour stone = { 0.68, 0.64, 0.55 };

  build_flint (cr, rand, 0, 0, width, height);
  cairo_move_to (cr, left, foot);
  cairo_line_to (cr, left, spring);
  cairo_curve_to (cr, left, height * 0.16, width * 0.45, height * 0.09, width / 2, height * 0.05);
  cairo_curve_to (cr, width * 0.55, height * 0.09, right, height * 0.16, right, spring);
  cairo_line_to (cr, right, foot);
  set_colour (cr, rand, stone, 0);
  cairo_set_line_width (cr, 74);
  cairo_stroke_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  hang_boards (cr, rand, left, 0, right - left, foot, 9);
  cairo_set_source_rgb (cr, iron.red, iron.green, iron.blue);
  for (guint i = 0; i < 3; i++)
    fill_box (cr, left, height * (0.26 + 0.25 * i), (right - left) * 0.78, 17);
  shade_box (cr, right - 150, height * 0.545, 110, 78, (Colour){ 0.21, 0.21, 0.22 }, iron);
  cairo_set_source_rgb (cr, 0.55, 0.47, 0.27);
  cairo_arc (cr, right - 95, height * 0.575, 12, 0, 2 * G_PI);
  cairo_fill (cr);
  glow (cr, left, height * 0.5, 300, black, 0.45);
  cairo_restore (cr);
  shade_box (cr, 0, foot, width, height - foot, (Colour){ 0.50, 0.47, 0.42 },
             (Colour){ 0.40, 0.38, 0.34 });
  strew (cr, rand, flint, 0.3, 0, foot, width, height - foot, 5, 1500);
  glow (cr, width / 2, foot, 380, black, 0.35);
}

/* A path of gravel between hedges that close in, and a bend that cannot be seen around. */
static void
draw_path (cairo_t *cr, GRand *rand, double width, double height)
{
  const Colour gravel = { 0.58, 0.54, 0.47 };
  double horizon = height * 0.42;

  draw_sky (cr, rand, width, horizon);
  draw_ground (cr, rand, horizon, width, height);
  cairo_save (cr);
  cairo_move_to (cr, width * 0.22, height);
  cairo_curve_to (cr, width * 0.40, height * 0.66, width * 0.45, horizon * 1.2, width * 0.60,
                  horizon);
  cairo_line_to (cr, width * 0.64, horizon);
  cairo_curve_to (cr, width * 0.56, horizon * 1.2, width * 0.62, height * 0.66, width * 0.78,
                  height);
  cairo_clip (cr);
  shade_box (cr, 0, horizon, width, height - horizon, (Colour){ 0.44, 0.42, 0.37 }, gravel);
  strew (cr, rand, gravel, 0.35, 0, horizon, width, height - horizon, 4.5, 9000);
  cairo_restore (cr);
  for (guint i = 0; i < 9; i++)
    {
      double near = i / 8.0;
      double reach = width * (0.50 - 0.46 * near), tall = height * (0.22 + 0.62 * near);
      double foot = horizon + (height - horizon) * near * 0.82;

      grow (cr, rand, -60, foot - tall, reach, tall);
      grow (cr, rand, width - reach + 60 + (1 - near) * 90, foot - tall, reach, tall);
    }
  glow (cr, width * 0.60, horizon, 420, black, 0.55);
  glow (cr, 0, height * 0.5, 700, black, 0.35);
}

/* A lantern over a side door after sunset: its glass is broken and it is dark. */
static void
draw_lamp (cairo_t *cr, GRand *rand, double width, double height)
{
  double x = width * 0.52, y = height * 0.34;

  lay_bricks (cr, rand, 0, 0, width, height, 52);
  cairo_set_source_rgb (cr, 0.09, 0.09, 0.10);
  fill_box (cr, x - 14, y - 190, 28, 120);
  fill_box (cr, x - 130, y - 92, 260, 26);
  cairo_set_line_width (cr, 16);
  cairo_move_to (cr, x - 105, y - 70);
  cairo_line_to (cr, x - 70, y + 210);
  cairo_line_to (cr, x + 70, y + 210);
  cairo_line_to (cr, x + 105, y - 70);
  cairo_close_path (cr);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.25, 0.27, 0.28);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.05, 0.05, 0.06);
  cairo_move_to (cr, x - 60, y - 20);
  cairo_line_to (cr, x + 22, y - 46);
  cairo_line_to (cr, x + 52, y + 62);
  cairo_line_to (cr, x + 6, y + 34);
  cairo_line_to (cr, x - 20, y + 128);
  cairo_line_to (cr, x - 34, y + 40);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.62, 0.62, 0.58);
  fill_box (cr, x - 16, y + 128, 32, 62);
  shade_box (cr, width * 0.16, height * 0.70, width * 0.5, height * 0.3,
             (Colour){ 0.20, 0.23, 0.20 }, (Colour){ 0.15, 0.17, 0.15 });
  cairo_set_source_rgba (cr, 0.06, 0.08, 0.14, 0.42);
  cairo_paint (cr);
  glow (cr, width * 0.1, height * 0.2, 900, (Colour){ 0.55, 0.55, 0.62 }, 0.25);
}

/* A low boundary wall of flint with a gap that somebody made, and a well-trodden line through it.
 */
static void
draw_wall (cairo_t *cr, GRand *rand, double width, double height)
{
  double top = height * 0.46, foot = height * 0.70;

  draw_sky (cr, rand, width, height * 0.5);
  grow (cr, rand, -40, height * 0.24, width * 0.52, height * 0.26);
  grow (cr, rand, width * 0.60, height * 0.28, width * 0.5, height * 0.24);
  draw_ground (cr, rand, height * 0.48, width, height);
  build_flint (cr, rand, 0, top, width * 0.46, foot - top);
  build_flint (cr, rand, width * 0.62, top - 14, width * 0.38, foot - top + 18);
  set_colour (cr, rand, mortar, 0);
  fill_box (cr, 0, top - 16, width * 0.45, 20);
  fill_box (cr, width * 0.63, top - 30, width * 0.37, 20);
  strew (cr, rand, flint, 0.4, width * 0.42, foot - 46, width * 0.24, 80, 20, 130);
  cairo_save (cr);
  cairo_move_to (cr, width * 0.30, height);
  cairo_curve_to (cr, width * 0.42, height * 0.84, width * 0.50, height * 0.72, width * 0.53,
                  height * 0.50);
  cairo_line_to (cr, width * 0.56, height * 0.50);
  cairo_curve_to (cr, width * 0.56, height * 0.74, width * 0.52, height * 0.86, width * 0.47,
                  height);
  cairo_clip (cr);
  strew (cr, rand, (Colour){ 0.40, 0.33, 0.22 }, 0.3, 0, height * 0.5, width, height * 0.5, 9,
         9000);
  cairo_restore (cr);
  glow (cr, width * 0.2, foot + 10, 340, black, 0.3);
  glow (cr, width * 0.82, foot + 10, 340, black, 0.3);
}

/* Lead over the aisle, with the downpipe and the water butt that lead up to it. */
static void
draw_roof (cairo_t *cr, GRand *rand, double width, double height)
{
  const Colour lead = { 0.52, 0.54, 0.57 };
  double eaves = height * 0.36, pipe = width * 0.66;

  draw_sky (cr, rand, width, height * 0.3);
  shade_box (cr, 0, height * 0.13, width, eaves - height * 0.13, lead,
             (Colour){ 0.40, 0.42, 0.45 });
  for (guint i = 0; i < 15; i++)
    {
      cairo_set_source_rgba (cr, 0.2, 0.21, 0.23, 0.8);
      fill_box (cr, i * width / 14 - 5 + vary (rand, 3), height * 0.13, 9, eaves - height * 0.13);
    }
  build_flint (cr, rand, 0, eaves, width, height * 0.82 - eaves);
  cairo_set_source_rgb (cr, 0.10, 0.10, 0.11);
  fill_box (cr, 0, eaves - 10, width, 26);
  fill_box (cr, pipe - 17, eaves, 34, height * 0.46);
  for (guint i = 0; i < 3; i++)
    fill_box (cr, pipe - 26, eaves + 70 + i * 150, 52, 16);
  draw_ground (cr, rand, height * 0.82, width, height);
  shade_box (cr, pipe - 210, height * 0.60, 170, height * 0.28, (Colour){ 0.16, 0.25, 0.17 },
             (Colour){ 0.09, 0.15, 0.10 });
  cairo_set_source_rgb (cr, 0.07, 0.11, 0.08);
  fill_box (cr, pipe - 222, height * 0.59, 194, 20);
  glow (cr, width * 0.3, eaves + 20, 500, black, 0.3);
}

/* The entrance of a block of flats under construction, the door hung and not yet painted. */
static void
draw_entrance (cairo_t *cr, GRand *rand, double width, double height)
{
  const Colour grey = { 0.30, 0.33, 0.36 };
  double left = width * 0.36, top = height * 0.20, foot = height * 0.86;

  lay_bricks (cr, rand, 0, 0, width, foot, 34);
  shade_box (cr, left - 190, top, 170, foot - top, (Colour){ 0.42, 0.47, 0.51 },
             (Colour){ 0.24, 0.27, 0.30 });
  shade_box (cr, left, top, width * 0.26, foot - top, grey, (Colour){ 0.22, 0.24, 0.27 });
  shade_box (cr, left + 70, top + 60, width * 0.26 - 140, height * 0.34,
             (Colour){ 0.55, 0.60, 0.64 }, (Colour){ 0.33, 0.37, 0.40 });
  cairo_set_source_rgb (cr, 0.14, 0.15, 0.16);
  cairo_set_line_width (cr, 14);
  cairo_rectangle (cr, left - 190, top, 170, foot - top);
  cairo_rectangle (cr, left, top, width * 0.26, foot - top);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.74, 0.75, 0.76);
  fill_box (cr, left + 26, height * 0.50, 16, 150);
  fill_box (cr, left + width * 0.26 + 60, height * 0.42, 92, 150);
  cairo_set_source_rgb (cr, 0.12, 0.12, 0.13);
  fill_box (cr, left + width * 0.26 + 76, height * 0.43, 60, 44);
  shade_box (cr, 0, foot, width, height - foot, (Colour){ 0.55, 0.50, 0.42 },
             (Colour){ 0.40, 0.36, 0.30 });
  strew (cr, rand, (Colour){ 0.48, 0.42, 0.34 }, 0.35, 0, foot, width, height - foot, 8, 2600);
  glow (cr, left, foot, 420, black, 0.35);
}

/* The edge of a door with the label of its maker, which is too worn to read at this size. */
static void
draw_label (cairo_t *cr, GRand *rand, double width, double height)
{
  shade_box (cr, 0, 0, width, height, (Colour){ 0.62, 0.62, 0.60 }, (Colour){ 0.46, 0.46, 0.45 });
  shade_box (cr, width * 0.36, 0, width * 0.30, height, (Colour){ 0.84, 0.84, 0.82 },
             (Colour){ 0.70, 0.70, 0.69 });
  cairo_set_source_rgba (cr, 0, 0, 0, 0.5);
  fill_box (cr, width * 0.355, 0, 12, height);
  fill_box (cr, width * 0.655, 0, 12, height);
  shade_box (cr, width * 0.44, height * 0.06, width * 0.14, height * 0.22,
             (Colour){ 0.70, 0.68, 0.62 }, (Colour){ 0.52, 0.50, 0.46 });
  cairo_set_source_rgb (cr, 0.20, 0.20, 0.20);
  fill_box (cr, width * 0.49, height * 0.12, width * 0.04, height * 0.10);
  cairo_set_source_rgb (cr, 0.93, 0.92, 0.87);
  fill_box (cr, width * 0.41, height * 0.42, width * 0.20, height * 0.34);
  for (guint i = 0; i < 9; i++)
    {
      cairo_set_source_rgba (cr, 0.1, 0.1, 0.14, 0.35 + 0.4 * g_rand_double (rand));
      fill_box (cr, width * 0.425, height * (0.455 + 0.031 * i),
                width * (0.05 + 0.12 * g_rand_double (rand)), i == 0 ? 18 : 9);
    }
  strew (cr, rand, (Colour){ 0.60, 0.58, 0.54 }, 0.2, width * 0.36, 0, width * 0.30, height, 2,
         1800);
  glow (cr, width * 0.9, height * 0.9, 900, black, 0.45);
}

/* A way under a road: dark within, with a puddle at its mouth. */
static void
draw_underpass (cairo_t *cr, GRand *rand, double width, double height)
{
  const Colour concrete = { 0.52, 0.51, 0.48 };

  draw_sky (cr, rand, width, height * 0.2);
  shade_box (cr, 0, height * 0.12, width, height * 0.62, concrete, (Colour){ 0.38, 0.37, 0.35 });
  strew (cr, rand, concrete, 0.25, 0, height * 0.12, width, height * 0.62, 14, 3800);
  shade_box (cr, 0, height * 0.72, width, height * 0.28, (Colour){ 0.28, 0.28, 0.29 }, tarmac);
  strew (cr, rand, tarmac, 0.3, 0, height * 0.72, width, height * 0.28, 4, 5200);
  shade_box (cr, width * 0.30, height * 0.30, width * 0.40, height * 0.44,
             (Colour){ 0.05, 0.05, 0.06 }, (Colour){ 0.13, 0.13, 0.13 });
  shade_box (cr, width * 0.46, height * 0.46, width * 0.10, height * 0.19,
             (Colour){ 0.62, 0.65, 0.62 }, (Colour){ 0.40, 0.42, 0.36 });
  for (guint i = 0; i < 5; i++)
    {
      cairo_set_source_rgba (cr, 0.15 + 0.5 * g_rand_double (rand), 0.15,
                             0.2 + 0.4 * g_rand_double (rand), 0.6);
      cairo_set_line_width (cr, 8 + 8 * g_rand_double (rand));
      cairo_move_to (cr, width * (0.03 + 0.05 * i), height * (0.40 + 0.2 * g_rand_double (rand)));
      cairo_rel_curve_to (cr, 60, -120, 90, 130, 130 + vary (rand, 40), vary (rand, 80));
      cairo_stroke (cr);
    }
  cairo_save (cr);
  cairo_translate (cr, width * 0.44, height * 0.85);
  cairo_scale (cr, 320, 58);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_set_source_rgba (cr, 0.68, 0.72, 0.75, 0.75);
  cairo_fill (cr);
  glow (cr, width / 2, height * 0.6, 640, black, 0.4);
}

/* A garden boundary on a path: boards of 1.5 metres and the top of a trampoline behind. */
static void
draw_boundary (cairo_t *cr, GRand *rand, double width, double height)
{
  draw_sky (cr, rand, width, height * 0.5);
  lay_bricks (cr, rand, width * 0.10, height * 0.10, width * 0.42, height * 0.40, 20);
  shade_box (cr, width * 0.20, height * 0.20, 170, 190, (Colour){ 0.60, 0.66, 0.70 },
             (Colour){ 0.34, 0.38, 0.41 });
  grow (cr, rand, width * 0.60, height * 0.22, width * 0.42, height * 0.26);
  draw_ground (cr, rand, height * 0.6, width, height);
  for (guint i = 0; i < 5; i++)
    {
      hang_boards (cr, rand, i * width / 5, height * 0.42 + (i == 3 ? 22 : 0), width / 5,
                   height * 0.34, 13);
      cairo_set_source_rgb (cr, 0.50, 0.49, 0.46);
      fill_box (cr, i * width / 5 - 12, height * 0.40, 26, height * 0.37);
    }
  shade_box (cr, 0, height * 0.80, width, height * 0.12, tarmac, (Colour){ 0.42, 0.41, 0.40 });
  strew (cr, rand, tarmac, 0.3, 0, height * 0.80, width, height * 0.12, 4, 3600);
  glow (cr, width * 0.5, height * 0.78, 620, black, 0.3);
}

static const SlSampleScene scenes[] = {
  { "door", draw_door },         { "path", draw_path },
  { "lamp", draw_lamp },         { "wall", draw_wall },
  { "roof", draw_roof },         { "entrance", draw_entrance },
  { "label", draw_label },       { "underpass", draw_underpass },
  { "boundary", draw_boundary }, { "boundary-late", draw_boundary },
};

const SlSampleScene *
sl_sample_find_scene (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (name != NULL && g_str_equal (scenes[i].name, name))
      return &scenes[i];
  return NULL;
}
