/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-drawings.h"
#include "sl-sample-sheet.h"

/* House types and Block A, as line drawings in millimetres of the sheet. */

#define METRE 10.0 /* 1:100 on the A1 the sheet is drawn as */

typedef struct
{
  double x, y, width, height;
  const char *name;
} Room;

static void
set_ink (cairo_t *cr, double grey, double width)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, width);
}

static void
draw_box (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_stroke (cr);
}

/* Rooms in metres from the plan's corner at (x, y) mm. */
static void
draw_plan (SlSheetDrawing *drawing,
           double x,
           double y,
           const Room *rooms,
           guint n_rooms,
           const char *caption)
{
  for (guint i = 0; i < n_rooms; i++)
    {
      set_ink (drawing->cr, 0, 0.7);
      draw_box (drawing->cr, x + rooms[i].x * METRE, y + rooms[i].y * METRE, rooms[i].width * METRE,
                rooms[i].height * METRE);
      sl_sheet_text (drawing, x + (rooms[i].x + rooms[i].width / 2) * METRE,
                     y + (rooms[i].y + rooms[i].height / 2) * METRE, 4.4, 0.5, FALSE,
                     rooms[i].name);
    }
  sl_sheet_text (drawing, x, y - 5, 5.5, 0, TRUE, caption);
}

/* A window with its glazing bars and brick header: real line work, not a box. */
static void
draw_window (cairo_t *cr, double x, double y, double width, double height)
{
  set_ink (cr, 0, 0.5);
  draw_box (cr, x, y, width, height);
  set_ink (cr, 0.2, 0.25);
  draw_box (cr, x + 0.8, y + 0.8, width / 2 - 1.2, height - 1.6);
  draw_box (cr, x + width / 2 + 0.4, y + 0.8, width / 2 - 1.2, height - 1.6);
  for (double brick = x - 1; brick < x + width + 1; brick += 1.1)
    draw_box (cr, brick, y - 3, 1.1, 3);
}

static void
draw_courses (cairo_t *cr, double x, double y, double width, double height)
{
  set_ink (cr, 0.75, 0.1);
  for (double course = y + 1.5; course < y + height; course += 1.5)
    {
      cairo_move_to (cr, x, course);
      cairo_line_to (cr, x + width, course);
    }
  cairo_stroke (cr);
}

static void
draw_roof (cairo_t *cr, double x, double y, double width, double rise)
{
  set_ink (cr, 0, 0.7);
  cairo_move_to (cr, x - 4, y);
  cairo_line_to (cr, x + 8, y - rise);
  cairo_line_to (cr, x + width - 8, y - rise);
  cairo_line_to (cr, x + width + 4, y);
  cairo_close_path (cr);
  cairo_stroke (cr);
  set_ink (cr, 0.6, 0.12);
  for (double tile = 2; tile < rise; tile += 2)
    {
      cairo_move_to (cr, x + tile * 12 / rise - 4, y - tile);
      cairo_line_to (cr, x + width + 4 - tile * 12 / rise, y - tile);
    }
  cairo_stroke (cr);
}

/* A two-storey face @width metres wide. @windows on each floor; none for a blind gable. */
static void
draw_face (SlSheetDrawing *drawing,
           double x,
           double y,
           double width,
           guint storeys,
           guint windows,
           gboolean door,
           const char *caption)
{
  cairo_t *cr = drawing->cr;
  double height = storeys * 2.7 * METRE, wide = width * METRE;

  draw_courses (cr, x, y, wide, height);
  set_ink (cr, 0, 0.7);
  draw_box (cr, x, y, wide, height);
  draw_roof (cr, x, y, wide, 30);
  for (guint floor = 0; floor < storeys; floor++)
    for (guint i = 0; i < windows; i++)
      draw_window (cr, x + wide * (i + 0.5) / windows - 6, y + floor * 27 + 7, 12, 11);
  if (door)
    {
      set_ink (cr, 0, 0.6);
      draw_box (cr, x + wide / 2 - 4.5, y + height - 21, 9, 21);
    }
  set_ink (cr, 0, 0.5);
  sl_sheet_text (drawing, x, y + height + 9, 5, 0, TRUE, caption);
}

static const Room ground[] = { { 0, 0, 3.4, 4.2, "Living" },
                               { 3.4, 0, 2.6, 4.2, "Hall" },
                               { 0, 4.2, 6, 3.8, "Kitchen and dining" } };
static const Room first[] = { { 0, 0, 3.4, 4.2, "Bedroom 2" },
                              { 3.4, 0, 2.6, 4.2, "Bath" },
                              { 0, 4.2, 6, 3.8, "Bedroom 1" } };
static const Room block[] = {
  { 0, 0, 7, 4.5, "Flat 49" }, { 0, 4.5, 7, 4.5, "Flat 50" }, { 7, 0, 3, 4, "Lobby" },
  { 7, 4, 3, 5, "Stair" },     { 10, 0, 7, 4.5, "Flat 51" },  { 10, 4.5, 7, 4.5, "Plant" },
};

static gboolean
draw_house_types (const char *folder, const char *date, GError **error)
{
  g_autofree char *path = g_build_filename (
      folder, "2214-PL-200 Rev A House types floor plans and elevations.pdf", NULL);
  SlSheet plans = { "2214-PL-200", "A", "House types floor plans", "1:200 at A3", "A3",
                    "Planning",    NULL };
  SlSheet faces = { "2214-PL-201", "A", "House types elevations", "1:200 at A3", "A3",
                    "Planning",    NULL };
  SlSheetDrawing *drawing = sl_sheet_begin (path, &plans, date);

  draw_plan (drawing, 60, 80, ground, G_N_ELEMENTS (ground), "House type B, ground floor");
  draw_plan (drawing, 260, 80, first, G_N_ELEMENTS (first), "House type B, first floor");
  sl_sheet_paragraph (
      drawing, 60, 240, 420, 5, FALSE,
      "Entrance doors: PAS 24 doorset, viewer at 1,450 mm, no door chain is shown.\n"
      "Ground-floor windows: PAS 24, key-locked, laminated glass to side lights only.\n"
      "Letter plate 260 x 40 mm in the door, 350 mm from the lock.\n"
      "Meters in boxes on the front wall.");
  sl_sheet_next (drawing, &faces, date);
  draw_face (drawing, 60, 110, 12, 2, 4, TRUE, "Front elevation, types B and B handed");
  draw_face (drawing, 240, 110, 12, 2, 4, TRUE, "Rear elevation");
  draw_face (drawing, 420, 110, 8, 2, 1, FALSE, "Side elevation, corner plots 1, 7, 25 and 48");
  draw_face (drawing, 60, 320, 8, 2, 0, FALSE, "Side elevation, plots 10, 21 and 37: no windows");
  sl_sheet_paragraph (drawing, 220, 330, 380, 5, FALSE,
                      "Rainwater pipes: round, fixed 60 mm clear of the wall.\n"
                      "House numbers beside each front door, lit by the porch lamp.");
  return sl_sheet_end (drawing, error);
}

static gboolean
draw_block_a (const char *folder, const char *date, GError **error)
{
  g_autofree char *path = g_build_filename (
      folder, "2214-PL-220 Rev B Block A floor plans and elevations.pdf", NULL);
  SlSheet plans = { "2214-PL-220", "B", "Block A ground floor plan", "1:200 at A3", "A3",
                    "Planning",    NULL };
  SlSheet faces = {
    "2214-PL-221", "B", "Block A elevations", "1:200 at A3", "A3", "Planning", NULL
  };
  SlSheetDrawing *drawing = sl_sheet_begin (path, &plans, date);

  draw_plan (drawing, 60, 90, block, G_N_ELEMENTS (block),
             "Block A, ground floor. First and second floors similar");
  sl_sheet_paragraph (drawing, 280, 90, 400, 5, FALSE,
                      "9 flats share one entrance from the front.\n"
                      "Main entrance: door entry panel with trade button, audio only.\n"
                      "Post boxes: in the lobby, 9 boxes.\n"
                      "Cycle store: open-fronted shelter, 12 spaces. No door is drawn.\n"
                      "Bin store: brick, timber gates.\n"
                      "No windows of living rooms face the parking court.");
  sl_sheet_next (drawing, &faces, date);
  draw_face (drawing, 60, 110, 17, 3, 6, TRUE, "Front elevation to the main road");
  draw_face (drawing, 290, 110, 17, 3, 3, FALSE,
             "Rear elevation to the parking court: bathrooms and stair");
  draw_face (drawing, 60, 330, 9, 3, 2, FALSE, "Side elevation, west");
  return sl_sheet_end (drawing, error);
}

/**
 * sl_sample_draw_buildings:
 * @folder: where the files go
 * @date: as printed on the sheets
 * @error: return location
 *
 * Returns: %FALSE with @error when a file could not be written
 */
gboolean
sl_sample_draw_buildings (const char *folder, const char *date, GError **error)
{
  return draw_house_types (folder, date, error) && draw_block_a (folder, date, error);
}
