/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-drawings.h"
#include "sl-sample-sheet.h"
#include "sl-sample-site.h"

#include <cairo-pdf.h>
#include <math.h>

/* The site's drawings: one base, and on it what each sheet is about. */

#define SITE_X 76.0
#define SITE_Y 32.0
#define SITE_SCALE 250.0

typedef enum
{
  LAYER_PLAIN = 0,
  LAYER_COLOUR = 1 << 0,
  LAYER_TREES = 1 << 1,
  LAYER_BOUNDARIES = 1 << 2,
} Layers;

static void
set_rgb (cairo_t *cr, guint colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

static void
fill_area (cairo_t *cr, const SlSiteArea *area, guint fill, guint line)
{
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  set_rgb (cr, fill);
  cairo_fill_preserve (cr);
  set_rgb (cr, line);
  cairo_stroke (cr);
}

/* A crown as surveyors draw it: a wavy edge of many short strokes. */
static void
draw_tree (cairo_t *cr, const SlSiteTree *tree, gboolean colour)
{
  const int lobes = 40;

  for (int i = 0; i <= lobes; i++)
    {
      double angle = 2 * G_PI * i / lobes;
      double radius = tree->radius * (i % 2 == 0 ? 1.0 : 0.88);
      double x = tree->x + radius * cos (angle), y = tree->y + radius * sin (angle);

      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
  set_rgb (cr, colour ? 0xb7d7a0 : 0xf4f4f4);
  cairo_fill_preserve (cr);
  set_rgb (cr, colour ? 0x5c8a45 : 0x999999);
  cairo_stroke (cr);
  cairo_arc (cr, tree->x, tree->y, 0.15, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_home (SlSheetDrawing *drawing, const SlSiteRow *row, guint index, Layers layers)
{
  cairo_t *cr = drawing->cr;
  double x = row->x + index * SL_PLOT_WIDTH;
  gboolean east = index % 2 == 1;
  SlSiteArea house = { x + (east ? 0.3 : 2.7), row->house_y, 6, SL_HOUSE_DEPTH };
  SlSiteArea garden = { x, row->garden_y, SL_PLOT_WIDTH, row->garden_height };
  SlSiteArea parking = { east ? x + 6.4 : x + 0.2, row->house_y + 1, 2.4, 5 };
  g_autofree char *number = g_strdup_printf ("%d", row->first + (int) index * row->step);

  fill_area (cr, &garden, layers & LAYER_COLOUR ? 0xdfead0 : 0xffffff, 0x8a8a8a);
  fill_area (cr, &house, layers & LAYER_COLOUR ? 0xd9b49c : 0xf0f0f0, 0x333333);
  fill_area (cr, &parking, layers & LAYER_COLOUR ? 0xe6e3df : 0xffffff, 0xaaaaaa);
  cairo_move_to (cr, house.x, house.y + house.height / 2);
  cairo_line_to (cr, house.x + house.width, house.y + house.height / 2);
  set_rgb (cr, 0x777777);
  cairo_stroke (cr);
  set_rgb (cr, 0x111111);
  sl_sheet_text (drawing, house.x + 3, house.y + 3.2, 1.7, 0.5, TRUE, number);
}

/* Paving of the parking court, each bay with its setts. */
static void
draw_court (SlSheetDrawing *drawing, Layers layers)
{
  cairo_t *cr = drawing->cr;
  const SlSiteArea *court = &sl_site_court;

  fill_area (cr, court, layers & LAYER_COLOUR ? 0xe2cf86 : 0xf7f7f7, 0x333333);
  for (int i = 0; i < 12; i++)
    {
      SlSiteArea bay = { court->x + 1.5 + i * 2.5, court->y + 0.8, 2.4, 4.8 };

      fill_area (cr, &bay, layers & LAYER_COLOUR ? 0xd8c46f : 0xffffff, 0x777777);
    }
  cairo_set_line_width (cr, 0.02);
  for (double y = court->y + 6.4; y < court->y + court->height; y += 0.4)
    for (double x = court->x; x < court->x + court->width - 0.4; x += 0.8)
      {
        cairo_move_to (cr, x, y);
        cairo_line_to (cr, x + 0.4, y + 0.2);
      }
  set_rgb (cr, 0x998844);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 0.08);
  set_rgb (cr, 0x111111);
  sl_sheet_text (drawing, court->x + 17, court->y + 10.8, 1.5, 0.5, FALSE,
                 "Parking court, 12 spaces");
}

static void
draw_block (SlSheetDrawing *drawing, Layers layers)
{
  cairo_t *cr = drawing->cr;
  guint stone = layers & LAYER_COLOUR ? 0xc58f78 : 0xe8e8e8;

  fill_area (cr, &sl_site_block_a, stone, 0x222222);
  fill_area (cr, &sl_site_cycle_store, 0xe4e4e4, 0x444444);
  fill_area (cr, &sl_site_bin_store, 0xe4e4e4, 0x444444);
  set_rgb (cr, 0x111111);
  sl_sheet_text (drawing, 19, 73.5, 2, 0.5, TRUE, "Block A");
  sl_sheet_text (drawing, 19, 76, 1.4, 0.5, FALSE, "Flats 49 to 57");
  sl_sheet_text (drawing, 36, 71.2, 1.2, 0.5, FALSE, "Cycles");
  sl_sheet_text (drawing, 36, 76.2, 1.2, 0.5, FALSE, "Bins");
}

static void
draw_green (SlSheetDrawing *drawing, Layers layers)
{
  cairo_t *cr = drawing->cr;
  const SlSiteArea *play = &sl_site_play_area;

  fill_area (cr, &sl_site_open_space, layers & LAYER_COLOUR ? 0xcfe3ae : 0xfafafa, 0x7aa05a);
  fill_area (cr, play, layers & LAYER_COLOUR ? 0xf2dfb5 : 0xf2f2f2, 0x9a7b33);
  set_rgb (cr, 0x111111);
  sl_sheet_text (drawing, play->x + 10, play->y + 7, 2, 0.5, TRUE, "LEAP");
  sl_sheet_text (drawing, play->x + 10, play->y + 9.6, 1.4, 0.5, FALSE, "280 sq m");
  sl_sheet_text (drawing, 120, 56.5, 1.5, 0.5, FALSE, "Public open space 0.13 ha");
}

static void
draw_footpath (SlSheetDrawing *drawing, Layers layers)
{
  cairo_t *cr = drawing->cr;
  static const double dashes[] = { 1.5, 0.8 };
  const SlSiteArea *path = &sl_site_footpath;

  fill_area (cr, path, layers & LAYER_COLOUR ? 0xe6d3a0 : 0xf5f5f5, 0xb08c3a);
  cairo_set_dash (cr, dashes, 2, 0);
  set_rgb (cr, 0x8a5a00);
  cairo_move_to (cr, path->x, path->y + 1);
  cairo_line_to (cr, path->x + path->width, path->y + 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  set_rgb (cr, 0x111111);
  sl_sheet_text (drawing, 14, 127.1, 1.3, 0.5, FALSE, "Public footpath 14 to St Anne's Church");
}

static void
draw_ways (SlSheetDrawing *drawing, Layers layers)
{
  cairo_t *cr = drawing->cr;
  guint n_roads;
  const SlSiteArea *roads = sl_site_get_roads (&n_roads);

  fill_area (cr, &sl_site_mallard_way, 0xd8d8d8, 0xaaaaaa);
  for (guint i = 0; i < n_roads; i++)
    fill_area (cr, &roads[i], layers & LAYER_COLOUR ? 0xdcdcdc : 0xf3f3f3, 0xbbbbbb);
  cairo_save (cr);
  cairo_translate (cr, -9, 40);
  cairo_rotate (cr, -G_PI / 2);
  set_rgb (cr, 0x111111);
  sl_sheet_text (drawing, 0, 0, 2.2, 0.5, FALSE, "MALLARD WAY");
  cairo_restore (cr);
}

static const guint boundary_colours[SL_N_BOUNDARIES] = { 0xb3202a, 0x1f5fb0, 0xd8441c, 0x4b8b2d };

static void
set_boundary_pen (cairo_t *cr, SlBoundaryKind kind, double width)
{
  static const double dashes[] = { 1.2, 0.7 };
  double scaled[2] = { dashes[0] * width / 0.5, dashes[1] * width / 0.5 };

  set_rgb (cr, boundary_colours[kind]);
  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, scaled, kind >= SL_BOUNDARY_LOW_FENCE ? 2 : 0, 0);
}

static void
draw_boundaries (cairo_t *cr)
{
  g_autoptr (GArray) lines = sl_site_make_boundaries ();

  for (guint i = 0; i < lines->len; i++)
    {
      SlBoundaryLine *line = &g_array_index (lines, SlBoundaryLine, i);

      set_boundary_pen (cr, line->kind, 0.5);
      cairo_move_to (cr, line->x1, line->y1);
      cairo_line_to (cr, line->x2, line->y2);
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

/* The base that all sheets share. */
static void
draw_base (SlSheetDrawing *drawing, Layers layers)
{
  cairo_t *cr = drawing->cr;
  guint n_rows;
  const SlSiteRow *rows = sl_site_get_rows (&n_rows);

  cairo_set_line_width (cr, 0.08);
  if (layers & LAYER_COLOUR)
    {
      SlSiteArea site = { 0, 0, SL_SITE_WIDTH, SL_SITE_HEIGHT };
      fill_area (cr, &site, 0xeef4e4, 0xeef4e4);
    }
  draw_ways (drawing, layers);
  draw_green (drawing, layers);
  draw_footpath (drawing, layers);
  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < rows[i].n_plots; j++)
      draw_home (drawing, &rows[i], j, layers);
  draw_block (drawing, layers);
  draw_court (drawing, layers);
  if (layers & LAYER_TREES)
    {
      g_autoptr (GArray) trees = sl_site_make_trees ();

      cairo_set_line_width (cr, 0.06);
      for (guint i = 0; i < trees->len; i++)
        draw_tree (cr, &g_array_index (trees, SlSiteTree, i), layers & LAYER_COLOUR);
    }
  if (layers & LAYER_BOUNDARIES)
    draw_boundaries (cr);
  cairo_rectangle (cr, 0, -0.5, SL_SITE_WIDTH, SL_SITE_HEIGHT);
  set_rgb (cr, 0xd01818);
  cairo_set_line_width (cr, 0.35);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 0.08);
}

static void
key_swatch (cairo_t *cr, double x, double y, gpointer data)
{
  cairo_rectangle (cr, x, y, 10, 4);
  set_rgb (cr, GPOINTER_TO_UINT (data));
  cairo_fill_preserve (cr);
  set_rgb (cr, 0x444444);
  cairo_set_line_width (cr, 0.2);
  cairo_stroke (cr);
}

static void
key_line (cairo_t *cr, double x, double y, gpointer data)
{
  set_boundary_pen (cr, (SlBoundaryKind) GPOINTER_TO_INT (data), 1.4);
  cairo_move_to (cr, x, y + 2);
  cairo_line_to (cr, x + 10, y + 2);
  cairo_stroke (cr);
}

static void
key_lamp (cairo_t *cr, double x, double y, gpointer data)
{
  set_rgb (cr, GPOINTER_TO_UINT (data));
  cairo_arc (cr, x + 5, y + 2, 1.8, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* A sheet of the site: base, then what @detail adds, then the key. */
typedef void (*SheetFunc) (SlSheetDrawing *drawing);

static gboolean
draw_sheet (const char *folder,
            const char *file_name,
            const SlSheet *sheet,
            const char *date,
            Layers layers,
            SheetFunc detail,
            SheetFunc key,
            GError **error)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  SlSheetDrawing *drawing = sl_sheet_begin (path, sheet, date);

  sl_sheet_enter_site (drawing, SITE_X, SITE_Y, SITE_SCALE);
  draw_base (drawing, layers);
  if (detail != NULL)
    detail (drawing);
  sl_sheet_leave_site (drawing);
  cairo_set_source_rgb (drawing->cr, 0, 0, 0);
  sl_sheet_text (drawing, drawing->width - 109, 60, 4.6, 0, TRUE, "KEY");
  key (drawing);
  sl_sheet_scale_bar (drawing, 120, 568, SITE_SCALE);
  return sl_sheet_end (drawing, error);
}

static void
key_layout (SlSheetDrawing *drawing)
{
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xd01818), "Application boundary", NULL);
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xd9b49c), "House",
                "48 homes, two and three bedrooms");
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xc58f78), "Flats, Block A",
                "9 flats on three floors, one entrance");
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xcfe3ae), "Public open space", NULL);
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xf2dfb5), "LEAP",
                "Local equipped area for play");
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xe6d3a0), "Public right of way",
                "Footpath 14, kept on its line");
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xb7d7a0), "Tree, kept or new", NULL);
}

static void
detail_boundaries (SlSheetDrawing *drawing)
{
  cairo_t *cr = drawing->cr;
  SlSiteArea label = { 96, 121.6, 9, 2.6 };

  fill_area (cr, &label, 0xffffff, boundary_colours[SL_BOUNDARY_LOW_FENCE]);
  set_rgb (cr, boundary_colours[SL_BOUNDARY_LOW_FENCE]);
  sl_sheet_text (drawing, 100.5, 123.6, 1.9, 0.5, TRUE, "BT3");
}

static void
key_boundaries (SlSheetDrawing *drawing)
{
  double x = drawing->width - 109;

  sl_sheet_key (drawing, key_line, GINT_TO_POINTER (SL_BOUNDARY_SCREEN_WALL), "BT1",
                "1.8 m brick screen wall, brick to match dwelling");
  sl_sheet_key (drawing, key_line, GINT_TO_POINTER (SL_BOUNDARY_FENCE), "BT2",
                "1.8 m close-boarded fence with gravel board");
  sl_sheet_key (drawing, key_line, GINT_TO_POINTER (SL_BOUNDARY_LOW_FENCE), "BT3",
                "1.5 m close-boarded fence to plots 14 to 21, rear");
  sl_sheet_key (drawing, key_line, GINT_TO_POINTER (SL_BOUNDARY_KNEE_RAIL), "BT4",
                "0.6 m timber knee rail to open space");
  sl_sheet_paragraph (drawing, x, drawing->key_y + 4, 92, 4.6, FALSE,
                      "All gates to rear gardens: 1.8 m, ledged and braced, bolt inside.\n\n"
                      "Front boundaries: open, with 0.6 m hedge to corner plots.");
}

static void
detail_parking (SlSheetDrawing *drawing)
{
  cairo_t *cr = drawing->cr;
  static const SlSiteArea visitors[] = { { 146, 101, 2.4, 5 },
                                         { 143, 101, 2.4, 5 },
                                         { 24, 93, 2.4, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    {
      fill_area (cr, &visitors[i], 0xc9d8ef, 0x1f5fb0);
      set_rgb (cr, 0x1f5fb0);
      sl_sheet_text (drawing, visitors[i].x + 1.2, visitors[i].y + 3.1, 1.6, 0.5, TRUE, "V");
    }
}

static void
key_parking (SlSheetDrawing *drawing)
{
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xe6e3df), "On plot",
                "1 space beside each house, 2 to plots 37 to 48");
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xe2cf86), "Parking court",
                "12 spaces for Block A, behind the building");
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xc9d8ef), "Visitor",
                "Unallocated, 3 spaces shown");
}

static void
detail_lighting (SlSheetDrawing *drawing)
{
  cairo_t *cr = drawing->cr;

  for (double x = 6; x < 146; x += 20)
    {
      set_rgb (cr, 0xf5a800);
      cairo_arc (cr, x, 59, 0.7, 0, 2 * G_PI);
      cairo_fill (cr);
      for (double radius = 3; radius <= 9; radius += 1.5)
        {
          cairo_arc (cr, x, 59, radius, 0, 2 * G_PI);
          cairo_set_line_width (cr, 0.05);
          cairo_stroke (cr);
        }
    }
  for (double x = 9; x < 38; x += 7)
    {
      set_rgb (cr, 0x7a3fb0);
      cairo_arc (cr, x, 88, 0.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
key_lighting (SlSheetDrawing *drawing)
{
  double x = drawing->width - 109;

  sl_sheet_key (drawing, key_lamp, GUINT_TO_POINTER (0xf5a800), "Column",
                "6 m column, warm white LED, street lighting to BS 5489-1:2020");
  sl_sheet_key (drawing, key_lamp, GUINT_TO_POINTER (0x7a3fb0), "Bollard",
                "1.0 m bollard light to the parking court and path");
  sl_sheet_paragraph (
      drawing, x, drawing->key_y + 4, 92, 4.6, FALSE,
      "Average 5 lux on roads. Uniformity to be confirmed.\n\n"
      "No lighting to footpath 14.\n\nNo lighting is shown to the south street in this issue.");
}

static void
key_location (SlSheetDrawing *drawing)
{
  sl_sheet_key (drawing, key_swatch, GUINT_TO_POINTER (0xd01818), "Site",
                "2.0 hectares, outlined red");
}

static const char *const layout_revisions[] = { "D  Flats 49 to 57 turned, court moved",
                                                "C  Rear fences lowered, 14 to 21",
                                                "B  LEAP moved north", "A  First issue", NULL };

static gboolean
draw_layouts (const char *folder, const char *date, GError **error)
{
  SlSheet d = { "2214-PL-101", "D",        "Proposed site layout", "1:250 at A1",
                "A1",          "Planning", layout_revisions };
  SlSheet c = { "2214-PL-101", "C",          "Proposed site layout", "1:250 at A1",
                "A1",          "Superseded", layout_revisions + 1 };
  Layers layers = LAYER_COLOUR | LAYER_TREES;

  return draw_sheet (folder, "2214-PL-101 Rev D Proposed site layout.pdf", &d, date, layers, NULL,
                     key_layout, error) &&
         draw_sheet (folder, "2214-PL-101 Rev C Proposed site layout.pdf", &c, date, layers, NULL,
                     key_layout, error);
}

/* The planting plan came as a scan: pixels only, so that it must be read by eye. */
static gboolean
draw_landscape (const char *folder, const char *date, GError **error)
{
  SlSheet sheet = { "2214-LS-01", "B", "Soft landscape", "1:250 at A1", "A3", "Planning", NULL };
  g_autofree char *path = g_build_filename (folder, "2214-LS-01 Rev B Soft landscape.pdf", NULL);
  SlSheetDrawing *drawing = sl_sheet_begin_pixels (&sheet, date, 200);
  cairo_surface_t *pixels = cairo_surface_reference (drawing->surface);
  cairo_surface_t *pdf = cairo_pdf_surface_create (path, 420 * 72 / 25.4, 297 * 72 / 25.4);
  cairo_t *cr = cairo_create (pdf);
  gboolean drawn;

  sl_sheet_enter_site (drawing, SITE_X, SITE_Y, SITE_SCALE);
  draw_base (drawing, LAYER_COLOUR | LAYER_TREES);
  sl_sheet_leave_site (drawing);
  cairo_set_source_rgb (drawing->cr, 0, 0, 0);
  sl_sheet_paragraph (
      drawing, drawing->width - 109, 62, 92, 4.6, FALSE,
      "PLANTING\n\nNative hedge to the footpath kept at 1.5 m.\nShrubs to the court 1.2 m.\n"
      "Trees: clear stems to 2 m.");
  cairo_surface_flush (pixels);
  cairo_scale (cr, 72.0 / 200, 72.0 / 200);
  cairo_set_source_surface (cr, pixels, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  drawn = cairo_surface_status (pdf) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (pdf);
  cairo_surface_destroy (pixels);
  return sl_sheet_end (drawing, error) && drawn;
}

/**
 * sl_sample_draw_site:
 * @folder: where the files go
 * @date: as printed on the sheets
 * @error: return location
 *
 * Draws the layout (two revisions), boundary, parking, lighting, landscape and location plans.
 *
 * Returns: %FALSE with @error when one could not be written
 */
gboolean
sl_sample_draw_site (const char *folder, const char *date, GError **error)
{
  SlSheet boundaries = { "2214-PL-106", "C",        "Boundary treatments", "1:250 at A1",
                         "A1",          "Planning", layout_revisions + 1 };
  SlSheet parking = { "2214-PL-108", "B", "Parking plan", "1:250 at A1", "A1", "Planning", NULL };
  SlSheet lighting = {
    "2214-LT-01", "A", "External lighting", "1:250 at A1", "A1", "Planning", NULL
  };
  SlSheet location = {
    "2214-PL-100", "A", "Site location plan", "1:250 at A1, see A3 for 1:500", "A3",
    "Planning",    NULL
  };

  return draw_layouts (folder, date, error) &&
         draw_sheet (folder, "2214-PL-106 Rev C Boundary treatments.pdf", &boundaries, date,
                     LAYER_TREES | LAYER_BOUNDARIES, detail_boundaries, key_boundaries, error) &&
         draw_sheet (folder, "2214-PL-108 Rev B Parking plan.pdf", &parking, date, LAYER_COLOUR,
                     detail_parking, key_parking, error) &&
         draw_sheet (folder, "2214-LT-01 Rev A External lighting.pdf", &lighting, date, LAYER_PLAIN,
                     detail_lighting, key_lighting, error) &&
         draw_sheet (folder, "2214-PL-100 Rev A Site location plan.pdf", &location, date,
                     LAYER_PLAIN, NULL, key_location, error) &&
         draw_landscape (folder, date, error);
}
