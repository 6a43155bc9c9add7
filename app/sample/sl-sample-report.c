/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-papers.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Plain text onto A4: enough for a statement that reads like one. */

#define PAGE_WIDTH 595.0
#define PAGE_HEIGHT 842.0
#define MARGIN 68.0

typedef struct
{
  cairo_t *cr;
  const char *title, *site;
  double y;
  guint page;
} Report;

static double
show_text (cairo_t *cr,
           double x,
           double y,
           double width,
           double size,
           gboolean bold,
           const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Liberation Sans");
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoRectangle extents;

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return (double) extents.height / PANGO_SCALE;
}

static void
begin_page (Report *report)
{
  g_autofree char *foot = NULL;

  if (report->page > 0)
    cairo_show_page (report->cr);
  report->page++;
  foot = g_strdup_printf ("%s  ·  %s  ·  %u", report->title, report->site, report->page);
  cairo_set_source_rgb (report->cr, 0.35, 0.35, 0.35);
  show_text (report->cr, MARGIN, PAGE_HEIGHT - 44, PAGE_WIDTH - 2 * MARGIN, 8.5, FALSE, foot);
  cairo_set_source_rgb (report->cr, 0, 0, 0);
  report->y = MARGIN;
}

static void
add_line (Report *report, const char *line)
{
  gboolean point = g_str_has_prefix (line, "- ");
  gboolean heading = g_str_has_prefix (line, "## ");
  double indent = point ? 14 : 0;
  double size = heading ? 13 : 10.5;

  if (g_str_has_prefix (line, "# "))
    {
      begin_page (report);
      cairo_set_source_rgb (report->cr, 0.1, 0.25, 0.35);
      report->y += show_text (report->cr, MARGIN, report->y, PAGE_WIDTH - 2 * MARGIN, 20, TRUE,
                              line + 2) +
                   16;
      cairo_set_source_rgb (report->cr, 0, 0, 0);
      return;
    }
  if (report->y > PAGE_HEIGHT - 2 * MARGIN)
    begin_page (report);
  if (heading)
    report->y += 8;
  if (point)
    show_text (report->cr, MARGIN, report->y, 12, size, FALSE, "•");
  report->y += show_text (report->cr, MARGIN + indent, report->y, PAGE_WIDTH - 2 * MARGIN - indent,
                          size, heading,
                          heading ? line + 3
                          : point ? line + 2
                                  : line) +
               (point ? 4 : 8);
}

static gboolean
finish (cairo_surface_t *surface, cairo_t *cr, const char *path, GError **error)
{
  cairo_status_t status;

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s could not be written: %s", path,
                 cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

gboolean
sl_sample_set_report (const char *path,
                      const char *title,
                      const char *site,
                      const char *text,
                      const char *date,
                      GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, PAGE_WIDTH, PAGE_HEIGHT);
  Report report = { cairo_create (surface), title, site, 0, 0 };
  g_autoptr (GString) filled = g_string_new (text);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) paragraph = g_string_new (NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  g_string_replace (filled, "{date}", date, 0);
  g_string_append (filled, "\n\n");
  lines = g_strsplit (filled->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean apart = lines[i][0] == '#' || lines[i][0] == '-' || lines[i][0] == '\0';

      if (apart && paragraph->len > 0)
        {
          add_line (&report, paragraph->str);
          g_string_truncate (paragraph, 0);
        }
      if (lines[i][0] == '#')
        add_line (&report, lines[i]);
      else if (lines[i][0] != '\0')
        g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? " " : "", lines[i]);
    }
  return finish (surface, report.cr, path, error);
}

gboolean
sl_sample_scan_letter (const char *path, const char *text, const char *date, GError **error)
{
  double dots = 150.0 / 72;
  cairo_surface_t *pixels = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (PAGE_WIDTH * dots), (int) (PAGE_HEIGHT * dots));
  cairo_surface_t *surface = cairo_pdf_surface_create (path, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *ink = cairo_create (pixels);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, "{date}", date, 0);
  cairo_set_source_rgb (ink, 0.97, 0.96, 0.93);
  cairo_paint (ink);
  cairo_scale (ink, dots, dots);
  cairo_rotate (ink, 0.012);
  cairo_set_source_rgb (ink, 0.13, 0.13, 0.18);
  show_text (ink, MARGIN, MARGIN, PAGE_WIDTH - 2 * MARGIN, 11, FALSE, filled->str);
  cairo_destroy (ink);
  cairo_surface_flush (pixels);
  cairo_scale (cr, 1 / dots, 1 / dots);
  cairo_set_source_surface (cr, pixels, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (pixels);
  return finish (surface, cr, path, error);
}
