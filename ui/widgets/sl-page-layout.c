/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-page-layout.h"

#include <glib/gi18n.h>
#include <math.h>

/* Geometry only, no drawing: kept apart so that it can be tested without a window. */

typedef struct
{
  double width;
  double height;
  double top; /* on the sheet, at the present zoom */
} SlPageSize;

void
sl_page_layout_init (SlPageLayout *self)
{
  *self = (SlPageLayout){ .sizes = g_array_new (FALSE, FALSE, sizeof (SlPageSize)), .zoom = 1 };
}

void
sl_page_layout_clear (SlPageLayout *self)
{
  g_clear_pointer (&self->sizes, g_array_unref);
}

/* @pages may be NULL. */
void
sl_page_layout_set_pages (SlPageLayout *self, SlPages *pages)
{
  guint n_pages = pages != NULL ? sl_pages_get_n_pages (pages) : 0;

  g_array_set_size (self->sizes, 0);
  for (guint i = 0; i < n_pages; i++)
    {
      SlPageSize size = { 0 };

      sl_pages_get_size (pages, i, &size.width, &size.height);
      size.width = MAX (size.width, 1);
      size.height = MAX (size.height, 1);
      g_array_append_val (self->sizes, size);
    }
}

guint
sl_page_layout_get_n_pages (const SlPageLayout *self)
{
  return self->sizes->len;
}

void
sl_page_layout_get_turned (const SlPageLayout *self, guint page, double *width, double *height)
{
  const SlPageSize *size = &g_array_index (self->sizes, SlPageSize, page);
  gboolean on_side = self->turn == 90 || self->turn == 270;

  *width = on_side ? size->height : size->width;
  *height = on_side ? size->width : size->height;
}

void
sl_page_layout_update (SlPageLayout *self,
                       double zoom,
                       int turn,
                       double view_width,
                       double view_height)
{
  double top = SL_PAGE_MARGIN;

  self->zoom = zoom;
  self->turn = turn;
  self->width = 0;
  for (guint i = 0; i < self->sizes->len; i++)
    {
      double width, height;

      sl_page_layout_get_turned (self, i, &width, &height);
      g_array_index (self->sizes, SlPageSize, i).top = top;
      top += round (height * zoom) + SL_PAGE_GAP;
      self->width = MAX (self->width, round (width * zoom) + 2 * SL_PAGE_MARGIN);
    }
  self->height = self->sizes->len > 0 ? top - SL_PAGE_GAP + SL_PAGE_MARGIN : 0;
  self->view_width = MAX (view_width, self->width);
  self->view_height = view_height;
  /* A sheet that is shorter than the view stands in its middle. */
  for (guint i = 0; self->height < view_height && i < self->sizes->len; i++)
    g_array_index (self->sizes, SlPageSize, i).top += floor ((view_height - self->height) / 2);
}

void
sl_page_layout_get_page (const SlPageLayout *self, guint page, cairo_rectangle_t *rectangle)
{
  double width, height;

  sl_page_layout_get_turned (self, page, &width, &height);
  rectangle->width = round (width * self->zoom);
  rectangle->height = round (height * self->zoom);
  rectangle->x = floor ((self->view_width - rectangle->width) / 2);
  rectangle->y = g_array_index (self->sizes, SlPageSize, page).top;
}

guint
sl_page_layout_find (const SlPageLayout *self, double y)
{
  guint low = 0, high = self->sizes->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->sizes, SlPageSize, middle).top - SL_PAGE_GAP / 2 <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

double
sl_page_layout_get_fit (const SlPageLayout *self, guint page, double width, double height)
{
  double page_width, page_height, zoom;

  if (page >= self->sizes->len)
    return 1;
  sl_page_layout_get_turned (self, page, &page_width, &page_height);
  zoom = MAX (width - 2 * SL_PAGE_MARGIN, 1) / page_width;
  if (height > 0)
    zoom = MIN (zoom, MAX (height - 2 * SL_PAGE_MARGIN, 1) / page_height);
  return zoom;
}

void
sl_page_layout_to_page (const SlPageLayout *self,
                        guint page,
                        double x,
                        double y,
                        double *page_x,
                        double *page_y)
{
  const SlPageSize *size = &g_array_index (self->sizes, SlPageSize, page);
  cairo_rectangle_t area;
  double across, down;

  sl_page_layout_get_page (self, page, &area);
  across = (x - area.x) / self->zoom;
  down = (y - area.y) / self->zoom;
  switch (self->turn)
    {
    case 90:
      *page_x = down;
      *page_y = size->height - across;
      break;
    case 180:
      *page_x = size->width - across;
      *page_y = size->height - down;
      break;
    case 270:
      *page_x = size->width - down;
      *page_y = across;
      break;
    default:
      *page_x = across;
      *page_y = down;
    }
}

void
sl_page_layout_to_sheet (const SlPageLayout *self,
                         guint page,
                         const cairo_rectangle_t *area,
                         cairo_rectangle_t *sheet)
{
  const SlPageSize *size = &g_array_index (self->sizes, SlPageSize, page);
  cairo_rectangle_t paper, turned = *area;

  sl_page_layout_get_page (self, page, &paper);
  if (self->turn == 90)
    turned = (cairo_rectangle_t){ size->height - area->y - area->height, area->x, area->height,
                                  area->width };
  else if (self->turn == 180)
    turned = (cairo_rectangle_t){ size->width - area->x - area->width,
                                  size->height - area->y - area->height, area->width,
                                  area->height };
  else if (self->turn == 270)
    turned = (cairo_rectangle_t){ area->y, size->width - area->x - area->width, area->height,
                                  area->width };
  sheet->x = paper.x + turned.x * self->zoom;
  sheet->y = paper.y + turned.y * self->zoom;
  sheet->width = turned.width * self->zoom;
  sheet->height = turned.height * self->zoom;
}

/**
 * sl_paper_describe:
 * @width: points
 * @height: points
 *
 * Names the ISO 216 sizes A0 to A5 either way up, allowing 3 mm for scanners and print margins.
 *
 * Returns: (transfer full): "A1", or the size in millimetres
 */
char *
sl_paper_describe (double width, double height)
{
  static const struct
  {
    const char *name;
    double width, height; /* mm */
  } papers[] = {
    { "A0", 841, 1189 }, { "A1", 594, 841 }, { "A2", 420, 594 },
    { "A3", 297, 420 },  { "A4", 210, 297 }, { "A5", 148, 210 },
  };
  double across = width / 72 * 25.4, down = height / 72 * 25.4;
  double narrow = MIN (across, down), wide = MAX (across, down);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (fabs (narrow - papers[i].width) <= 3 && fabs (wide - papers[i].height) <= 3)
      return g_strdup (papers[i].name);
  /* TRANSLATORS: the size of a sheet of paper, width and height */
  return g_strdup_printf (_ ("%.0f × %.0f mm"), across, down);
}
