/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define POINTS_PER_MM (72.0 / 25.4)
#define BLOCK_WIDTH 105.0

/* Every sheet is drawn as A1; one of A3 is the same at half the size, as practices print them. */
#define SHEET_WIDTH 841.0
#define SHEET_HEIGHT 594.0

static double
find_reduction (const SlSheet *sheet)
{
  return g_str_equal (sheet->paper, "A1") ? 1.0 : 0.5;
}

static void
set_grey (cairo_t *cr, double grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
}

static PangoLayout *
make_layout (SlSheetDrawing *drawing, double size, gboolean bold, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (drawing->cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Liberation Sans");
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Laid out without hinting, so that words are spaced alike at any size. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

void
sl_sheet_text (SlSheetDrawing *drawing,
               double x,
               double y,
               double size,
               double align,
               gboolean bold,
               const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (drawing, size, bold, text);
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  cairo_move_to (drawing->cr, x - align * extents.width / PANGO_SCALE,
                 y - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (drawing->cr, layout);
}

double
sl_sheet_paragraph (SlSheetDrawing *drawing,
                    double x,
                    double y,
                    double width,
                    double size,
                    gboolean bold,
                    const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (drawing, size, bold, text);
  PangoRectangle extents;

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_get_extents (layout, NULL, &extents);
  cairo_move_to (drawing->cr, x, y);
  pango_cairo_show_layout (drawing->cr, layout);
  return y + (double) extents.height / PANGO_SCALE;
}

static void
draw_rule (SlSheetDrawing *drawing, double y)
{
  cairo_move_to (drawing->cr, drawing->width - 10 - BLOCK_WIDTH, y);
  cairo_line_to (drawing->cr, drawing->width - 10, y);
  cairo_stroke (drawing->cr);
}

static void
draw_label (SlSheetDrawing *drawing,
            double x,
            double y,
            const char *label,
            const char *value,
            double size)
{
  set_grey (drawing->cr, 0.35);
  sl_sheet_text (drawing, x, y, 3.2, 0, FALSE, label);
  set_grey (drawing->cr, 0);
  sl_sheet_paragraph (drawing, x, y + 1.5, BLOCK_WIDTH - 12, size, TRUE, value);
}

static void
draw_north (SlSheetDrawing *drawing, double x, double y)
{
  cairo_t *cr = drawing->cr;

  set_grey (cr, 0);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 9, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, x, y - 11);
  cairo_line_to (cr, x - 4, y + 7);
  cairo_line_to (cr, x, y + 3);
  cairo_line_to (cr, x + 4, y + 7);
  cairo_close_path (cr);
  cairo_fill (cr);
  sl_sheet_text (drawing, x, y - 12.5, 5, 0.5, TRUE, "N");
}

static void
draw_title_block (SlSheetDrawing *drawing, const SlSheet *sheet, const char *date)
{
  double x = drawing->width - 10 - BLOCK_WIDTH + 6;
  double y = drawing->height - 128;

  set_grey (drawing->cr, 0);
  if (sheet->revisions != NULL)
    {
      double line = y - 12 - 6 * g_strv_length ((char **) sheet->revisions);

      sl_sheet_text (drawing, x, line - 5, 4, 0, TRUE, "REVISIONS");
      for (guint i = 0; sheet->revisions[i] != NULL; i++)
        sl_sheet_text (drawing, x, line + 2 + 6 * i, 4, 0, FALSE, sheet->revisions[i]);
    }
  draw_rule (drawing, y);
  draw_label (drawing, x, y + 6, "Architect", "Hollins Bray Architects", 5);
  sl_sheet_text (drawing, x, y + 17, 3.6, 0, FALSE, "4 Tannery Yard, Thornbury St Anne");
  draw_rule (drawing, y + 21);
  draw_label (drawing, x, y + 27, "Client", "Fenwick & Lowe Homes", 4.4);
  draw_label (drawing, x, y + 38, "Project", "Land east of Mallard Way, Thornbury St Anne", 4.2);
  draw_rule (drawing, y + 50);
  draw_label (drawing, x, y + 56, "Drawing", sheet->title, 6.5);
  draw_rule (drawing, y + 74);
  draw_label (drawing, x, y + 80, "Scale", sheet->scale, 4.6);
  draw_label (drawing, x + 55, y + 80, "Status", sheet->status, 4.6);
  draw_label (drawing, x, y + 93, "Date", date, 4.2);
  draw_rule (drawing, y + 102);
  draw_label (drawing, x, y + 107, "Drawing number", sheet->number, 8);
  draw_label (drawing, x + 70, y + 107, "Revision", sheet->revision, 8);
}

static void
draw_frame (SlSheetDrawing *drawing, const SlSheet *sheet, const char *date)
{
  cairo_t *cr = drawing->cr;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  set_grey (cr, 0);
  cairo_set_line_width (cr, 0.5);
  cairo_rectangle (cr, 10, 10, drawing->width - 20, drawing->height - 20);
  cairo_stroke (cr);
  cairo_move_to (cr, drawing->width - 10 - BLOCK_WIDTH, 10);
  cairo_line_to (cr, drawing->width - 10 - BLOCK_WIDTH, drawing->height - 10);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 0.25);
  draw_title_block (drawing, sheet, date);
  draw_north (drawing, drawing->width - 10 - BLOCK_WIDTH / 2, 38);
  drawing->key_y = 68;
}

static SlSheetDrawing *
begin (cairo_surface_t *surface, const SlSheet *sheet, const char *date, double units_per_mm)
{
  SlSheetDrawing *drawing = g_new0 (SlSheetDrawing, 1);

  drawing->surface = surface;
  drawing->cr = cairo_create (surface);
  drawing->width = SHEET_WIDTH;
  drawing->height = SHEET_HEIGHT;
  cairo_scale (drawing->cr, units_per_mm, units_per_mm);
  draw_frame (drawing, sheet, date);
  return drawing;
}

SlSheetDrawing *
sl_sheet_begin (const char *path, const SlSheet *sheet, const char *date)
{
  double unit = POINTS_PER_MM * find_reduction (sheet);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, SHEET_WIDTH * unit,
                                                       SHEET_HEIGHT * unit);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
  return begin (surface, sheet, date, unit);
}

SlSheetDrawing *
sl_sheet_begin_pixels (const SlSheet *sheet, const char *date, double dots)
{
  double unit = dots / 25.4 * find_reduction (sheet);

  return begin (cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (SHEET_WIDTH * unit),
                                            (int) (SHEET_HEIGHT * unit)),
                sheet, date, unit);
}

void
sl_sheet_next (SlSheetDrawing *drawing, const SlSheet *sheet, const char *date)
{
  cairo_show_page (drawing->cr);
  draw_frame (drawing, sheet, date);
}

/**
 * sl_sheet_end:
 *
 * Finishes the file and frees @drawing.
 *
 * Returns: %FALSE with @error when it could not be written
 */
gboolean
sl_sheet_end (SlSheetDrawing *drawing, GError **error)
{
  cairo_status_t status;

  cairo_destroy (drawing->cr);
  cairo_surface_finish (drawing->surface);
  status = cairo_surface_status (drawing->surface);
  cairo_surface_destroy (drawing->surface);
  g_free (drawing);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The drawing could not be written: %s",
                 cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

void
sl_sheet_enter_site (SlSheetDrawing *drawing, double x, double y, double scale)
{
  cairo_save (drawing->cr);
  cairo_translate (drawing->cr, x, y);
  cairo_scale (drawing->cr, 1000 / scale, 1000 / scale);
}

void
sl_sheet_leave_site (SlSheetDrawing *drawing)
{
  cairo_restore (drawing->cr);
}

void
sl_sheet_scale_bar (SlSheetDrawing *drawing, double x, double y, double scale)
{
  cairo_t *cr = drawing->cr;
  double ten = 10 * 1000 / scale;

  set_grey (cr, 0);
  cairo_set_line_width (cr, 0.25);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *metres = g_strdup_printf ("%d", i * 10);

      cairo_rectangle (cr, x + i * ten, y, ten, 2.5);
      if (i % 2 == 0)
        cairo_fill_preserve (cr);
      cairo_stroke (cr);
      sl_sheet_text (drawing, x + i * ten, y + 7, 3.6, 0.5, FALSE, metres);
    }
  sl_sheet_text (drawing, x + 5 * ten, y + 7, 3.6, 0.5, FALSE, "50 metres");
  sl_sheet_text (drawing, x + 5 * ten + 18, y + 2.5, 3.6, 0, FALSE,
                 "Do not scale. All dimensions to be checked on site.");
}

void
sl_sheet_key (SlSheetDrawing *drawing,
              SlKeyFunc draw,
              gpointer data,
              const char *title,
              const char *detail)
{
  double x = drawing->width - 10 - BLOCK_WIDTH + 6;

  cairo_save (drawing->cr);
  draw (drawing->cr, x, drawing->key_y, data);
  cairo_restore (drawing->cr);
  set_grey (drawing->cr, 0);
  sl_sheet_text (drawing, x + 15, drawing->key_y + 3.4, 5, 0, TRUE, title);
  if (detail != NULL)
    drawing->key_y = sl_sheet_paragraph (drawing, x + 15, drawing->key_y + 5, BLOCK_WIDTH - 26, 4.6,
                                         FALSE, detail);
  drawing->key_y += detail != NULL ? 5 : 10;
}
