/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-page-view-private.h"

#include <math.h>

/* Draws the pages and what lies over them: marked words, what is selected, evidence and its pins.
 * Paper stays white in every style, because a drawing's colours are evidence. */

#define PIN_RADIUS 10.0
#define ARROW 34.0     /* from the middle of a pin to the tip of its arrow */
#define DIM_SHARE 0.15 /* "Dim pages" leaves 85 % */

static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA yellow = { 0.973, 0.894, 0.361, 1 }; /* Adwaita's yellow_2 */

static GdkRGBA
accent (SlPageView *self, float alpha)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour = { 0.21f, 0.52f, 0.89f, 1 };

  gtk_style_context_lookup_color (style, "accent_bg_color", &colour);
  colour.alpha = alpha;
  return colour;
}

/* From points of a page to pixels of the widget. */
static graphene_rect_t
to_widget (SlPageView *self, guint page, const cairo_rectangle_t *area)
{
  cairo_rectangle_t sheet;
  double x0, y0;

  sl_page_layout_to_sheet (&self->layout, page, area, &sheet);
  sl_page_view_to_sheet (self, 0, 0, &x0, &y0);
  return GRAPHENE_RECT_INIT (sheet.x - x0, sheet.y - y0, sheet.width, sheet.height);
}

static void
fill_areas (SlPageView *self,
            GtkSnapshot *snapshot,
            guint page,
            GArray *areas,
            const GdkRGBA *colour)
{
  for (guint i = 0; i < areas->len; i++)
    {
      graphene_rect_t area = to_widget (self, page, &g_array_index (areas, cairo_rectangle_t, i));

      graphene_rect_inset (&area, -1, -1);
      gtk_snapshot_append_color (snapshot, colour, &area);
    }
}

/* Areas of the marked words on a page; NULL when there are none. */
static GArray *
find_marks (SlPageView *self, guint page)
{
  const SlPageText *text;
  GArray *marks = NULL;

  if (self->marked == NULL || (text = sl_page_view_get_words (self, page)) == NULL)
    return NULL;
  for (guint w = 0; self->marked[w] != NULL; w++)
    {
      g_autoptr (GArray) found = sl_page_text_search (text, self->marked[w]);

      for (guint i = 0; i < found->len; i += 2)
        {
          g_autoptr (GArray) areas = sl_page_text_get_areas (text, g_array_index (found, int, i),
                                                             g_array_index (found, int, i + 1));

          if (marks == NULL)
            marks = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
          g_array_append_vals (marks, areas->data, areas->len);
        }
    }
  return marks;
}

/* The paper with its tiles; marks are multiplied in, so that ink shows through them. */
static void
draw_paper (SlPageView *self,
            GtkSnapshot *snapshot,
            guint page,
            const cairo_rectangle_t *paper,
            const graphene_rect_t *visible)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (paper->x, paper->y, paper->width, paper->height);
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (GArray) marks = find_marks (self, page);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, 0.25 }, 0, 1, 1, 4);
  if (marks != NULL)
    gtk_snapshot_push_blend (snapshot, GSK_BLEND_MODE_MULTIPLY);
  gtk_snapshot_append_color (snapshot, &white, &bounds);
  sl_page_tiles_draw (self->tiles, snapshot, page, paper, visible, self->layout.zoom,
                      self->layout.turn, factor);
  if (marks != NULL)
    {
      gtk_snapshot_pop (snapshot);
      fill_areas (self, snapshot, page, marks, &yellow);
      gtk_snapshot_pop (snapshot);
    }
  if (self->dim)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, DIM_SHARE }, &bounds);
}

/* A region's place on its page: its own, else its quotation's. */
gboolean
sl_page_view_get_pin_area (SlPageView *self, SlPagePin *pin, cairo_rectangle_t *area)
{
  const SlPageText *text;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) areas = NULL;

  if (pin->has_region)
    {
      *area = pin->region;
      return TRUE;
    }
  if (pin->quotation == NULL || *pin->quotation == '\0' ||
      (text = sl_page_view_get_words (self, pin->page)) == NULL)
    return FALSE;
  found = sl_page_text_search (text, pin->quotation);
  if (found->len < 2)
    return FALSE;
  areas = sl_page_text_get_areas (text, g_array_index (found, int, 0),
                                  g_array_index (found, int, 1));
  *area = sl_page_text_get_bounds (areas);
  /* Kept, so that the search is made once. */
  pin->region = *area;
  pin->has_region = areas->len > 0;
  return pin->has_region;
}

static graphene_point_t
pin_centre (SlPageView *self, SlPagePin *pin, gboolean has_area, const cairo_rectangle_t *area)
{
  cairo_rectangle_t corner = { 18, 18, 0, 0 };
  graphene_rect_t place = to_widget (self, pin->page, has_area ? area : &corner);
  float aside = has_area && !pin->is_spot ? 4 : 0;

  return GRAPHENE_POINT_INIT (place.origin.x - aside, place.origin.y - aside);
}

SlPagePin *
sl_page_view_find_pin (SlPageView *self, double x, double y)
{
  guint n_pages = sl_page_view_get_n_pages (self);

  for (guint i = self->pins != NULL ? self->pins->len : 0; i > 0; i--)
    {
      SlPagePin *pin = &g_array_index (self->pins, SlPagePin, i - 1);
      cairo_rectangle_t area;
      graphene_point_t centre;
      gboolean has_area;

      if (pin->page >= n_pages)
        continue;
      has_area = sl_page_view_get_pin_area (self, pin, &area);
      centre = pin_centre (self, pin, has_area, &area);
      /* The target is 24 pixels wide, larger than the disc. */
      if (hypot (centre.x - x, centre.y - y) <= PIN_RADIUS + 2)
        return pin;
    }
  return NULL;
}

static void
draw_handle (GtkSnapshot *snapshot, float x, float y, const GdkRGBA *colour)
{
  graphene_rect_t square = GRAPHENE_RECT_INIT (x - 4, y - 4, 8, 8);

  gtk_snapshot_append_color (snapshot, colour, &square);
  graphene_rect_inset (&square, 1.5, 1.5);
  gtk_snapshot_append_color (snapshot, &white, &square);
}

/* The outline of a region: solid with corners when it is the current one, else dashed. */
static void
draw_outline (SlPageView *self,
              GtkSnapshot *snapshot,
              const graphene_rect_t *area,
              gboolean current)
{
  GdkRGBA colour = accent (self, 1);
  GdkRGBA tint = accent (self, 0.12f);
  graphene_rect_t drawn = *area;
  cairo_t *cr;

  graphene_rect_inset (&drawn, -3, -3);
  if (current)
    gtk_snapshot_append_color (snapshot, &tint, area);
  cr = gtk_snapshot_append_cairo (snapshot, &drawn);
  /* A white line below keeps the outline visible on a dark drawing. */
  cairo_rectangle (cr, area->origin.x, area->origin.y, area->size.width, area->size.height);
  cairo_set_line_width (cr, 4);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.7);
  cairo_stroke_preserve (cr);
  if (!current)
    cairo_set_dash (cr, (double[]){ 5, 3 }, 2, 0);
  cairo_set_line_width (cr, 2);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_stroke (cr);
  cairo_destroy (cr);
  if (current)
    for (guint i = 0; i < 4; i++)
      draw_handle (snapshot, area->origin.x + (i & 1 ? area->size.width : 0),
                   area->origin.y + (i & 2 ? area->size.height : 0), &colour);
}

static void
draw_pin (SlPageView *self, GtkSnapshot *snapshot, graphene_point_t centre, guint number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("•");
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA colour = accent (self, 1);
  graphene_rect_t disc = GRAPHENE_RECT_INIT (centre.x - PIN_RADIUS, centre.y - PIN_RADIUS,
                                             2 * PIN_RADIUS, 2 * PIN_RADIUS);
  GskRoundedRect round;
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (number > 9 ? 0.75 : 0.85));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  gsk_rounded_rect_init_from_rect (&round, &disc, PIN_RADIUS);
  gtk_snapshot_append_outset_shadow (snapshot, &round, &white, 0, 0, 1.5, 0);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &colour, &disc);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (centre.x - width / 2.0f, centre.y - height / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

/* An arrow from a spot, the way one looked from there. It turns with the page. */
static void
draw_arrow (SlPageView *self, GtkSnapshot *snapshot, graphene_point_t centre, double direction)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (centre.x - ARROW - 2, centre.y - ARROW - 2,
                                               2 * ARROW + 4, 2 * ARROW + 4);
  GdkRGBA colour = accent (self, 1);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_translate (cr, centre.x, centre.y);
  cairo_rotate (cr, (direction + self->layout.turn) * G_PI / 180);
  cairo_move_to (cr, 0, -ARROW);
  cairo_line_to (cr, 11, -PIN_RADIUS - 4);
  cairo_line_to (cr, 4, -PIN_RADIUS - 6);
  cairo_line_to (cr, 4, 0);
  cairo_line_to (cr, -4, 0);
  cairo_line_to (cr, -4, -PIN_RADIUS - 6);
  cairo_line_to (cr, -11, -PIN_RADIUS - 4);
  cairo_close_path (cr);
  /* White round it, so that it is seen on a dark drawing. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_pins (SlPageView *self, GtkSnapshot *snapshot, guint page)
{
  for (guint i = 0; self->pins != NULL && i < self->pins->len; i++)
    {
      SlPagePin *pin = &g_array_index (self->pins, SlPagePin, i);
      gboolean current = g_strcmp0 (pin->id, self->current_pin) == 0;
      cairo_rectangle_t area = { 0 };
      gboolean has_area;

      if (pin->page != page)
        continue;
      has_area = sl_page_view_get_pin_area (self, pin, &area);
      if (pin->is_spot && !isnan (pin->direction))
        draw_arrow (self, snapshot, pin_centre (self, pin, has_area, &area), pin->direction);
      if (has_area && !pin->is_spot)
        {
          graphene_rect_t outline = to_widget (self, page, &area);

          graphene_rect_inset (&outline, -3, -3);
          draw_outline (self, snapshot, &outline, current);
        }
      draw_pin (self, snapshot, pin_centre (self, pin, has_area, &area), pin->number);
    }
}

static void
draw_selection (SlPageView *self, GtkSnapshot *snapshot, guint page)
{
  GdkRGBA tint = accent (self, 0.3f);

  if (self->selection.kind == SL_SELECTION_WORDS && self->selection.page == page)
    {
      g_autoptr (GArray) areas = sl_page_view_get_selection_areas (self);

      fill_areas (self, snapshot, page, areas, &tint);
    }
  else if (self->selection.kind == SL_SELECTION_REGION && self->selection.page == page)
    {
      graphene_rect_t area = to_widget (self, page, &self->selection.region);

      draw_outline (self, snapshot, &area, TRUE);
    }
  if (self->has_corner && self->corner_page == page)
    {
      cairo_rectangle_t corner = { self->corner_x, self->corner_y, 0, 0 };
      graphene_rect_t place = to_widget (self, page, &corner);
      GdkRGBA colour = accent (self, 1);

      draw_handle (snapshot, place.origin.x, place.origin.y, &colour);
    }
}

void
sl_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlPageView *self = SL_PAGE_VIEW (widget);
  graphene_rect_t visible = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                gtk_widget_get_height (widget));
  guint n_pages = sl_page_view_get_n_pages (self);
  double x0, y0;

  if (self->tiles == NULL || n_pages == 0)
    return;
  sl_page_view_to_sheet (self, 0, 0, &x0, &y0);
  sl_page_tiles_begin (self->tiles);
  for (guint page = sl_page_layout_find (&self->layout, y0); page < n_pages; page++)
    {
      cairo_rectangle_t paper;
      GdkRGBA tint = accent (self, 0.2f);

      sl_page_layout_get_page (&self->layout, page, &paper);
      paper.x -= x0;
      paper.y -= y0;
      if (paper.y > visible.size.height)
        break;
      draw_paper (self, snapshot, page, &paper, &visible);
      if (self->current_areas != NULL && self->current_areas_page == page)
        fill_areas (self, snapshot, page, self->current_areas, &tint);
      draw_pins (self, snapshot, page);
      draw_selection (self, snapshot, page);
    }
  sl_page_tiles_end (self->tiles);
}
