/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-render.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <sys/mman.h>

/* The drawing worker. A page is recorded once and replayed for each picture asked of it; one
 * recording is held, since a large scan takes most of the memory allowed. Pixels go straight into
 * memory shared with the program, which copies them out before it asks again. */

#define PIXELS_SIZE ((gsize) SL_RENDER_MAX * SL_RENDER_MAX * 4)

static guint8 *pixels;

typedef struct
{
  SlPages *pages;
  SlSource *source;
  guint recorded;  /* the page in @recording; 0 none */
  gboolean sorted; /* @recording has sorted its strokes by place */
  cairo_surface_t *recording;
  double width, height;
} Desk;

typedef struct
{
  guint request, page;
  double scale;
  guint turn;
  gint32 x, y;
  guint width, height;
} Draw;

gboolean
sl_render_prepare (int fd)
{
  pixels = mmap (NULL, PIXELS_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return pixels != MAP_FAILED;
}

static void
record (Desk *desk, guint page)
{
  cairo_rectangle_t extents;
  cairo_t *cr;

  if (desk->recorded == page)
    return;
  desk->recorded = 0;
  g_clear_pointer (&desk->recording, cairo_surface_destroy);
  desk->pages->get_size (desk->pages, page, &desk->width, &desk->height);
  extents = (cairo_rectangle_t){ 0, 0, desk->width, desk->height };
  desk->recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cr = cairo_create (desk->recording);
  desk->pages->draw (desk->pages, page, cr);
  cairo_destroy (cr);
  desk->recorded = page;
  desk->sorted = FALSE;
}

/* Cairo sorts a recording by place at the first replay of a part of it, which for a large plan
 * takes longer than the part: done while the program shows the first picture. */
static void
sort_recording (Desk *desk)
{
  cairo_surface_t *dot;
  cairo_t *cr;

  if (desk->recorded == 0 || desk->sorted)
    return;
  dot = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  cr = cairo_create (dot);
  cairo_set_source_surface (cr, desk->recording, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (dot);
  desk->sorted = TRUE;
}

/* The page turned about its top left corner and moved back into sight. */
static void
turn_page (cairo_t *cr, const Desk *desk, const Draw *draw)
{
  double width = desk->width * draw->scale, height = desk->height * draw->scale;

  if (draw->turn == 90)
    cairo_translate (cr, height, 0);
  else if (draw->turn == 180)
    cairo_translate (cr, width, height);
  else if (draw->turn == 270)
    cairo_translate (cr, 0, width);
  cairo_rotate (cr, draw->turn * G_PI / 180);
  cairo_scale (cr, draw->scale, draw->scale);
}

static void
draw_picture (Desk *desk, const Draw *draw)
{
  guint stride = draw->width * 4;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  record (desk, draw->page);
  surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, draw->width,
                                                 draw->height, stride);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -draw->x, -draw->y);
  turn_page (cr, desk, draw);
  cairo_rectangle (cr, 0, 0, desk->width, desk->height);
  cairo_clip (cr);
  cairo_set_source_surface (cr, desk->recording, 0, 0);
  cairo_paint (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  if (status == CAIRO_STATUS_SUCCESS)
    sl_output_drawn (desk->source->out, draw->request, draw->width, draw->height, stride);
  else
    sl_output_failed (desk->source->out, draw->request,
                      _ ("This page cannot be drawn. Ask for a new copy."));
}

static void
answer_draw (Desk *desk, SlFrame *frame)
{
  Draw draw = { 0 };

  draw.request = sl_frame_get_u32 (frame, G_MAXUINT32);
  draw.page = sl_frame_get_u32 (frame, G_MAXINT32);
  draw.scale = sl_frame_get_f64 (frame, 0.001, 1000);
  draw.turn = sl_frame_get_u32 (frame, 270);
  draw.x = (gint32) sl_frame_get_u32 (frame, G_MAXUINT32);
  draw.y = (gint32) sl_frame_get_u32 (frame, G_MAXUINT32);
  draw.width = sl_frame_get_u32 (frame, SL_RENDER_MAX);
  draw.height = sl_frame_get_u32 (frame, SL_RENDER_MAX);
  if (!sl_frame_is_done (frame) || draw.width == 0 || draw.height == 0)
    return;
  if (draw.page == 0 || draw.page > desk->pages->count)
    sl_output_failed (desk->source->out, draw.request, _ ("The document has no such page."));
  else
    draw_picture (desk, &draw);
  sort_recording (desk);
}

static void
answer_layout (Desk *desk, SlFrame *frame)
{
  guint request = sl_frame_get_u32 (frame, G_MAXUINT32);
  guint page = sl_frame_get_u32 (frame, G_MAXINT32);

  if (!sl_frame_is_done (frame))
    return;
  sl_output_reset (desk->source->out);
  if (page == 0 || page > desk->pages->count)
    sl_output_failed (desk->source->out, request, _ ("The document has no such page."));
  else
    desk->pages->emit (desk->pages, desk->source, page);
  sl_output_flush (desk->source->out);
}

void
sl_render_run (SlFrameReader *in, const SlReader *reader, SlSource *source)
{
  Desk desk = { .source = source };
  SlFrame frame;

  desk.pages = reader->open (source);
  if (desk.pages == NULL)
    {
      sl_output_flush (source->out);
      return;
    }
  sl_output_document (source->out, desk.pages->count, source->media_type);
  while (sl_input_read (in, &frame))
    {
      if (frame.kind == SL_FRAME_DRAW)
        answer_draw (&desk, &frame);
      else if (frame.kind == SL_FRAME_LAYOUT)
        answer_layout (&desk, &frame);
      else
        return;
    }
}
