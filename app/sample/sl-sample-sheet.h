/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A drawing sheet: frame, title block, key, scale bar and north point; drawn in millimetres of an
 * A1 sheet, and at half the size where the paper is A3. */
typedef struct
{
  const char *number, *revision, *title, *scale, *paper; /* "A1", "A3" */
  const char *status;
  const char *const
      *revisions; /* "C 02.10.26 Rear fences lowered", NULL-terminated, newest first; or NULL */
} SlSheet;

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height; /* of the sheet, mm */
  double key_y;         /* where the next line of the key goes, mm */
} SlSheetDrawing;

/* @path NULL: onto a surface of pixels at @dots per inch instead (for scans). */
SlSheetDrawing *sl_sheet_begin (const char *path, const SlSheet *sheet, const char *date);
SlSheetDrawing *sl_sheet_begin_pixels (const SlSheet *sheet, const char *date, double dots);
/* A further page on the same file. */
void sl_sheet_next (SlSheetDrawing *drawing, const SlSheet *sheet, const char *date);
gboolean sl_sheet_end (SlSheetDrawing *drawing, GError **error);

/* Now metres of the site at @scale (250 for 1:250) from the paper point (@x, @y) mm; until
 * sl_sheet_leave_site(). */
void sl_sheet_enter_site (SlSheetDrawing *drawing, double x, double y, double scale);
void sl_sheet_leave_site (SlSheetDrawing *drawing);

/* Text with its baseline at (x, y) in the units in force; @size likewise. @align 0 left, 0.5
 * middle, 1 right. */
void sl_sheet_text (SlSheetDrawing *drawing,
                    double x,
                    double y,
                    double size,
                    double align,
                    gboolean bold,
                    const char *text);
/* Text broken to @width; returns the y below it. */
double sl_sheet_paragraph (SlSheetDrawing *drawing,
                           double x,
                           double y,
                           double width,
                           double size,
                           gboolean bold,
                           const char *text);
void sl_sheet_scale_bar (SlSheetDrawing *drawing, double x, double y, double scale);
/* A line of the key: a sample drawn by @draw in a box of 10 x 4 mm, and words. */
typedef void (*SlKeyFunc) (cairo_t *cr, double x, double y, gpointer data);
void sl_sheet_key (SlSheetDrawing *drawing,
                   SlKeyFunc draw,
                   gpointer data,
                   const char *title,
                   const char *detail);

G_END_DECLS
