/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "competency/sl-team.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

/* The chart of the team's progress: a line a trainee, for each component a row of boxes, as many as
 * are needed. Filled, striped and empty boxes differ without colour; the count stands behind them.
 */

/* Millimetres; the surface has PIXELS of each. */
#define PIXELS 8.0
#define NAME_WIDTH 44.0
#define ROW_HEIGHT 8.0
#define HEAD_HEIGHT 9.0
#define BOX_HEIGHT 4.0
#define MOST_BOX_WIDTH 4.5
#define BOX_GAP 0.7
#define COUNT_WIDTH 12.0
#define FONT "Liberation Sans, Arial, DejaVu Sans, sans"
#define FONT_SIZE 3.9 /* 11 points */

static void
draw_text (cairo_t *cr, const char *text, double x, double y, double width, gboolean bold)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  int height;

  /* The layout is set in units of the surface, which are millimetres here. */
  pango_font_description_set_absolute_size (font, FONT_SIZE * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, NULL, &height);
  cairo_set_source_rgb (cr, 0.07, 0.07, 0.09);
  cairo_move_to (cr, x, y - height / 2.0 / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
}

typedef enum
{
  BOX_EMPTY,
  BOX_WAITS,
  BOX_AGREED
} Box;

static void
draw_stripes (cairo_t *cr, double x, double y, double width)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, BOX_HEIGHT);
  cairo_clip (cr);
  cairo_set_line_width (cr, 0.35);
  for (double at = x - BOX_HEIGHT; at < x + width; at += 1.1)
    {
      cairo_move_to (cr, at, y + BOX_HEIGHT);
      cairo_line_to (cr, at + BOX_HEIGHT, y);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_box (cairo_t *cr, double x, double y, double width, Box box)
{
  cairo_set_source_rgb (cr, 0.07, 0.26, 0.52);
  if (box == BOX_AGREED)
    {
      cairo_rectangle (cr, x, y, width, BOX_HEIGHT);
      cairo_fill (cr);
    }
  if (box == BOX_WAITS)
    draw_stripes (cr, x, y, width);
  cairo_set_line_width (cr, 0.3);
  cairo_rectangle (cr, x + 0.15, y + 0.15, width - 0.3, BOX_HEIGHT - 0.3);
  cairo_stroke (cr);
}

static void
draw_component (cairo_t *cr,
                const SlTrainee *trainee,
                guint index,
                double x,
                double y,
                double width)
{
  guint needed = MAX (trainee->components[index].n_needed, 1);
  guint met = trainee->components[index].n_met;
  guint waiting = trainee->components[index].n_waiting;
  double box = MIN ((width - COUNT_WIDTH) / needed - BOX_GAP, MOST_BOX_WIDTH);
  g_autofree char *count = g_strdup_printf ("%u/%u", met, trainee->components[index].n_needed);

  for (guint i = 0; i < needed; i++)
    draw_box (cr, x + i * (box + BOX_GAP), y - BOX_HEIGHT / 2.0, box,
              i < met             ? BOX_AGREED
              : i < met + waiting ? BOX_WAITS
                                  : BOX_EMPTY);
  draw_text (cr, count, x + needed * (box + BOX_GAP) + 1.0, y, COUNT_WIDTH, FALSE);
}

static void
draw_trainee (cairo_t *cr, const SlTrainee *trainee, GArray *components, double y, double width)
{
  draw_text (cr, trainee->name, 0.0, y, NAME_WIDTH - 2.0, FALSE);
  for (guint i = 0; i < components->len; i++)
    {
      const char *id = g_array_index (components, SlPaperComponent, i).id;

      for (guint j = 0; j < trainee->n_components; j++)
        if (g_str_equal (trainee->components[j].component_id, id))
          draw_component (cr, trainee, j, NAME_WIDTH + i * width, y, width);
    }
}

cairo_surface_t *
sl_paper_draw_chart (GPtrArray *trainees, guint first, guint n, GArray *components)
{
  double height = HEAD_HEIGHT + n * ROW_HEIGHT;
  double width = (SL_PAPER_CHART_WIDTH_MM - NAME_WIDTH) / MAX (components->len, 1);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (SL_PAPER_CHART_WIDTH_MM * PIXELS), (int) (height * PIXELS));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, PIXELS, PIXELS);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  draw_text (cr, _ ("Trainee"), 0.0, HEAD_HEIGHT / 2.0, NAME_WIDTH - 2.0, TRUE);
  for (guint i = 0; i < components->len; i++)
    draw_text (cr, g_array_index (components, SlPaperComponent, i).title, NAME_WIDTH + i * width,
               HEAD_HEIGHT / 2.0, width - 2.0, TRUE);
  for (guint i = 0; i < n; i++)
    draw_trainee (cr, g_ptr_array_index (trainees, first + i), components,
                  HEAD_HEIGHT + (i + 0.5) * ROW_HEIGHT, width);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
