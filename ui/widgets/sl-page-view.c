/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-page-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pages below one another, scrolled and zoomed. It owns no scroll bars: it is a GtkScrollable.
 * The layout is kept in widget pixels; the adjustments hold the sheet's offset. Past 600 lines
 * because layout, scrolling and zooming keep one another's sums; drawing, words and input have
 * files of their own. */

#define POINT_TO_PIXEL (96.0 / 72.0) /* CSS pixels a point: 100 % is as large as the paper */
#define MAX_ZOOM (16 * POINT_TO_PIXEL)
#define ZOOM_STEP 1.25
#define READABLE 0.8 /* pixels a point */

enum
{
  PROP_0,
  PROP_PAGES,
  PROP_PAGE,
  PROP_N_PAGES,
  PROP_ZOOM_PERCENT,
  PROP_HAS_SELECTION,
  PROP_DIM,
  PROP_DOCUMENT_NAME,
  PROP_PROBLEM,
  N_PROPERTIES,
  PROP_HADJUSTMENT = N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE_WITH_CODE (SlPageView,
                               sl_page_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
get_offset (SlPageView *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? round (gtk_adjustment_get_value (adjustment)) : 0;
}

void
sl_page_view_to_sheet (SlPageView *self, double x, double y, double *sheet_x, double *sheet_y)
{
  *sheet_x = x + get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  *sheet_y = y + get_offset (self, GTK_ORIENTATION_VERTICAL);
}

/* The place under a point of the widget: FALSE beside the paper (then the nearest page's). */
gboolean
sl_page_view_find_place (SlPageView *self, double x, double y, guint *page, double *px, double *py)
{
  cairo_rectangle_t paper;

  if (sl_page_layout_get_n_pages (&self->layout) == 0)
    return FALSE;
  sl_page_view_to_sheet (self, x, y, &x, &y);
  *page = sl_page_layout_find (&self->layout, y);
  sl_page_layout_to_page (&self->layout, *page, x, y, px, py);
  sl_page_layout_get_page (&self->layout, *page, &paper);
  return x >= paper.x && y >= paper.y && x < paper.x + paper.width && y < paper.y + paper.height;
}

/* What a screen reader says of the view: document, page, what is selected. */
void
sl_page_view_update_label (SlPageView *self)
{
  g_autoptr (GString) label = g_string_new (self->document_name);
  g_autofree char *quotation = NULL;

  if (sl_page_layout_get_n_pages (&self->layout) > 0)
    {
      if (label->len > 0)
        g_string_append (label, ", ");
      g_string_append_printf (label, _ ("page %u of %u"), self->current_page + 1,
                              sl_page_view_get_n_pages (self));
    }
  if (sl_page_view_get_selection (self, NULL, NULL, &quotation))
    {
      g_string_append (label, ", ");
      if (self->selection.kind == SL_SELECTION_WORDS)
        g_string_append_printf (label, _ ("selected: %s"), quotation);
      else
        g_string_append (label, _ ("a region is selected"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
}

static void
update_current_page (SlPageView *self)
{
  double middle = get_offset (self, GTK_ORIENTATION_VERTICAL) +
                  gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  guint page = sl_page_layout_get_n_pages (&self->layout) > 0
                   ? sl_page_layout_find (&self->layout, middle)
                   : 0;

  if (page == self->current_page)
    return;
  self->current_page = page;
  sl_page_view_update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
adjustment_cb (GtkAdjustment *adjustment, SlPageView *self)
{
  update_current_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
configure_adjustments (SlPageView *self)
{
  int sizes[2] = { gtk_widget_get_width (GTK_WIDGET (self)),
                   gtk_widget_get_height (GTK_WIDGET (self)) };
  double extents[2] = { self->layout.width, self->layout.height };

  for (guint i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      gtk_adjustment_configure (
          self->adjustments[i], gtk_adjustment_get_value (self->adjustments[i]), 0,
          MAX (extents[i], sizes[i]), sizes[i] * 0.1, sizes[i] * 0.9, sizes[i]);
}

static void
set_adjustment (SlPageView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], adjustment_cb, self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (adjustment_cb), self);
  configure_adjustments (self);
}

/* Lays out anew at @zoom, keeping the place under (@x, @y) of the widget where it is. */
static void
set_zoom (SlPageView *self, double zoom, double x, double y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double before = self->layout.zoom, sheet_x, sheet_y, page_x = 0, page_y = 0;
  cairo_rectangle_t spot;
  guint page = 0;

  if (sl_page_layout_get_n_pages (&self->layout) == 0)
    return;
  sl_page_view_to_sheet (self, x, y, &sheet_x, &sheet_y);
  page = sl_page_layout_find (&self->layout, sheet_y);
  sl_page_layout_to_page (&self->layout, page, sheet_x, sheet_y, &page_x, &page_y);
  sl_page_layout_update (&self->layout, zoom, self->layout.turn, width,
                         gtk_widget_get_height (GTK_WIDGET (self)));
  sl_page_layout_to_sheet (&self->layout, page, &(cairo_rectangle_t){ page_x, page_y, 0, 0 },
                           &spot);
  configure_adjustments (self);
  for (guint i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      gtk_adjustment_set_value (self->adjustments[i], i == 0 ? spot.x - x : spot.y - y);
  update_current_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (before != zoom)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM_PERCENT]);
}

/* As a person asks for it: ends fitting. */
void
sl_page_view_zoom_at (SlPageView *self, double zoom, double x, double y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double least = MIN (sl_page_layout_get_fit (&self->layout, self->current_page, width, height) / 2,
                      POINT_TO_PIXEL);

  self->fit = SL_FIT_NONE;
  set_zoom (self, CLAMP (zoom, MAX (least, 0.02), MAX_ZOOM), x, y);
}

void
sl_page_view_scroll_by (SlPageView *self, double dx, double dy)
{
  double delta[2] = { dx, dy };

  for (guint i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL && delta[i] != 0)
      gtk_adjustment_set_value (self->adjustments[i],
                                gtk_adjustment_get_value (self->adjustments[i]) + delta[i]);
}

/* Scrolls so that @area (points) of @page shows, with a little room around it. */
void
sl_page_view_reveal (SlPageView *self, guint page, const cairo_rectangle_t *area)
{
  cairo_rectangle_t spot, paper;
  double sizes[2], start[2], extent[2];

  sl_page_layout_to_sheet (&self->layout, page, area, &spot);
  sizes[0] = gtk_widget_get_width (GTK_WIDGET (self));
  sizes[1] = gtk_widget_get_height (GTK_WIDGET (self));
  start[0] = spot.x;
  start[1] = spot.y;
  extent[0] = spot.width;
  extent[1] = spot.height;
  sl_page_layout_get_page (&self->layout, page, &paper);
  for (guint i = 0; i < 2; i++)
    {
      double value = gtk_adjustment_get_value (self->adjustments[i]);
      double room = MIN (48, MAX (0, (sizes[i] - extent[i]) / 2));

      if (start[i] - room >= value && start[i] + extent[i] + room <= value + sizes[i])
        continue;
      /* Lines are read from their beginning, as far as the area allows; otherwise what was out of
       * sight comes to the first third. */
      if (i == 0 && start[i] + extent[i] + room <= paper.x + sizes[i])
        value = paper.x - SL_PAGE_MARGIN / 2;
      else
        value = start[i] - MAX (room, (sizes[i] - extent[i]) / 3);
      gtk_adjustment_set_value (self->adjustments[i], value);
    }
}

/* Goes to what sl_page_view_scroll_to_*() asked for before there was a size. */
static void
follow_goal (SlPageView *self)
{
  guint n_pages = sl_page_layout_get_n_pages (&self->layout);
  cairo_rectangle_t paper;

  if (!self->has_goal || n_pages == 0 || gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return;
  self->has_goal = FALSE;
  self->goal_page = MIN (self->goal_page, n_pages - 1);
  if (self->goal_has_area)
    {
      /* Words smaller than about 9 pixels cannot be read. A sheet of text fits by its width; on a
       * plan one goes near, but keeps the area whole. */
      double width = gtk_widget_get_width (GTK_WIDGET (self));
      double height = gtk_widget_get_height (GTK_WIDGET (self));
      double fit = sl_page_layout_get_fit (&self->layout, self->goal_page, width, 0);
      double whole = MIN (width * 0.8 / MAX (self->goal_area.width, 1),
                          height * 0.8 / MAX (self->goal_area.height, 1));
      double wanted = fit > READABLE ? MIN (fit, POINT_TO_PIXEL)
                                     : MIN (0.9 * POINT_TO_PIXEL, whole);

      if (self->layout.zoom < wanted)
        sl_page_view_zoom_at (self, wanted, width / 2, height / 2);
      sl_page_view_reveal (self, self->goal_page, &self->goal_area);
    }
  else
    {
      sl_page_layout_get_page (&self->layout, self->goal_page, &paper);
      gtk_adjustment_set_value (self->adjustments[1], paper.y - SL_PAGE_MARGIN);
    }
}

/* Fits, lays out and follows what was asked for. Called while being allocated, and otherwise only
 * when there is a size already: a widget that asks for its own allocation in the middle of its
 * parents' is left without one in GTK 4.8. */
static void
update_view (SlPageView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double zoom = self->layout.zoom;

  if (width <= 0)
    return;
  if (self->fit != SL_FIT_NONE && sl_page_layout_get_n_pages (&self->layout) > 0)
    zoom = CLAMP (sl_page_layout_get_fit (&self->layout, self->current_page, width,
                                          self->fit == SL_FIT_PAGE ? height : 0),
                  0.02, MAX_ZOOM);
  if (zoom != self->layout.zoom)
    set_zoom (self, zoom, width / 2.0, 0);
  else
    sl_page_layout_update (&self->layout, zoom, self->layout.turn, width, height);
  configure_adjustments (self);
  follow_goal (self);
  update_current_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sl_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  update_view (SL_PAGE_VIEW (widget));
}

static void
sl_page_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = 48;
  *natural = 320;
}

static void
redraw_cb (gpointer data)
{
  SlPageView *self = data;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (sl_page_tiles_get_problem (self->tiles) != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
pages_changed_cb (SlPages *pages, SlPageView *self)
{
  sl_page_layout_set_pages (&self->layout, pages);
  sl_page_layout_update (&self->layout, self->layout.zoom, self->layout.turn,
                         gtk_widget_get_width (GTK_WIDGET (self)),
                         gtk_widget_get_height (GTK_WIDGET (self)));
  configure_adjustments (self);
  sl_page_tiles_set_stale (self->tiles);
  sl_page_view_forget_words (self);
  update_current_page (self);
  sl_page_view_update_label (self);
  update_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
}

static void
sl_page_view_dispose (GObject *object)
{
  SlPageView *self = SL_PAGE_VIEW (object);

  if (self->words != NULL)
    sl_page_view_forget_words (self);
  for (guint i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      {
        g_signal_handlers_disconnect_by_func (self->adjustments[i], adjustment_cb, self);
        g_clear_object (&self->adjustments[i]);
      }
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_func (self->pages, pages_changed_cb, self);
  g_clear_pointer (&self->tiles, sl_page_tiles_free);
  g_clear_object (&self->pages);

  G_OBJECT_CLASS (sl_page_view_parent_class)->dispose (object);
}

static void
sl_page_view_finalize (GObject *object)
{
  SlPageView *self = SL_PAGE_VIEW (object);

  sl_page_layout_clear (&self->layout);
  g_hash_table_unref (self->words);
  g_strfreev (self->marked);
  g_clear_pointer (&self->pins, g_array_unref);
  g_clear_pointer (&self->current_areas, g_array_unref);
  g_free (self->current_pin);
  g_free (self->document_name);
  g_free (self->find_words);
  g_free (self->goal_words);

  G_OBJECT_CLASS (sl_page_view_parent_class)->finalize (object);
}

static void
sl_page_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlPageView *self = SL_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_PAGES:
      g_value_set_object (value, self->pages);
      break;
    case PROP_PAGE:
      g_value_set_uint (value, self->current_page);
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, sl_page_view_get_n_pages (self));
      break;
    case PROP_ZOOM_PERCENT:
      g_value_set_double (value, sl_page_view_get_zoom_percent (self));
      break;
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, sl_page_view_has_selection (self));
      break;
    case PROP_DIM:
      g_value_set_boolean (value, self->dim);
      break;
    case PROP_DOCUMENT_NAME:
      g_value_set_string (value, self->document_name);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value,
                          self->tiles != NULL ? sl_page_tiles_get_problem (self->tiles) : NULL);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_page_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlPageView *self = SL_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_PAGES:
      sl_page_view_set_pages (self, g_value_get_object (value));
      break;
    case PROP_DIM:
      sl_page_view_set_dim (self, g_value_get_boolean (value));
      break;
    case PROP_DOCUMENT_NAME:
      sl_page_view_set_document_name (self, g_value_get_string (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_page_view_class_init (SlPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags reads = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writes = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sl_page_view_dispose;
  object_class->finalize = sl_page_view_finalize;
  object_class->get_property = sl_page_view_get_property;
  object_class->set_property = sl_page_view_set_property;
  widget_class->measure = sl_page_view_measure;
  widget_class->size_allocate = sl_page_view_size_allocate;
  widget_class->snapshot = sl_page_view_snapshot;

  properties[PROP_PAGES] = g_param_spec_object ("pages", NULL, NULL, SL_TYPE_PAGES, writes);
  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, reads);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, reads);
  properties[PROP_ZOOM_PERCENT] = g_param_spec_double ("zoom-percent", NULL, NULL, 0, G_MAXDOUBLE,
                                                       100, reads);
  properties[PROP_HAS_SELECTION] = g_param_spec_boolean ("has-selection", NULL, NULL, FALSE, reads);
  properties[PROP_DIM] = g_param_spec_boolean ("dim", NULL, NULL, FALSE, writes);
  properties[PROP_DOCUMENT_NAME] = g_param_spec_string ("document-name", NULL, NULL, NULL, writes);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, reads);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  g_signal_new ("selection-changed", SL_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("evidence-activated", SL_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("clicked", SL_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  sl_page_view_class_init_input (widget_class);
  gtk_widget_class_set_css_name (widget_class, "slpageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sl_page_view_init (SlPageView *self)
{
  sl_page_layout_init (&self->layout);
  self->fit = SL_FIT_PAGE;
  self->words = g_hash_table_new (NULL, NULL);
  self->find_start = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  sl_page_view_init_input (self);
}

GtkWidget *
sl_page_view_new (void)
{
  return g_object_new (SL_TYPE_PAGE_VIEW, NULL);
}

/**
 * sl_page_view_set_pages:
 * @pages: (nullable): what to show; %NULL empties the view
 *
 * Shows other pages from their top, fitted and unturned. Pins, marks and what is selected go.
 */
void
sl_page_view_set_pages (SlPageView *self, SlPages *pages)
{
  g_return_if_fail (SL_IS_PAGE_VIEW (self));

  if (pages == self->pages)
    return;
  sl_page_view_clear_selection (self);
  sl_page_view_forget_words (self);
  sl_page_view_set_pins (self, NULL);
  sl_page_view_set_current_areas (self, 0, NULL);
  g_clear_pointer (&self->tiles, sl_page_tiles_free);
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_func (self->pages, pages_changed_cb, self);
  g_set_object (&self->pages, pages);
  sl_page_layout_set_pages (&self->layout, pages);
  if (pages != NULL)
    {
      self->tiles = sl_page_tiles_new (pages, redraw_cb, self);
      g_signal_connect (pages, "changed", G_CALLBACK (pages_changed_cb), self);
    }
  if (self->fit == SL_FIT_NONE)
    self->fit = SL_FIT_PAGE;
  self->current_page = 0;
  self->find_start = -1;
  self->finding = FALSE;
  self->has_goal = FALSE;
  g_clear_pointer (&self->goal_words, g_free);
  sl_page_layout_update (&self->layout, self->layout.zoom, 0,
                         gtk_widget_get_width (GTK_WIDGET (self)),
                         gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_adjustment_set_value (self->adjustments[0], 0);
  gtk_adjustment_set_value (self->adjustments[1], 0);
  sl_page_view_update_label (self);
  update_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

SlPages *
sl_page_view_get_pages (SlPageView *self)
{
  return self->pages;
}

void
sl_page_view_set_document_name (SlPageView *self, const char *name)
{
  if (g_strcmp0 (name, self->document_name) == 0)
    return;
  g_free (self->document_name);
  self->document_name = g_strdup (name);
  sl_page_view_update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT_NAME]);
}

guint
sl_page_view_get_page (SlPageView *self)
{
  return self->current_page;
}

guint
sl_page_view_get_n_pages (SlPageView *self)
{
  return sl_page_layout_get_n_pages (&self->layout);
}

void
sl_page_view_scroll_to_page (SlPageView *self, guint page)
{
  self->has_goal = TRUE;
  self->goal_page = page;
  self->goal_has_area = FALSE;
  update_view (self);
}

void
sl_page_view_scroll_to_area (SlPageView *self, guint page, const cairo_rectangle_t *area)
{
  self->has_goal = TRUE;
  self->goal_page = page;
  self->goal_has_area = TRUE;
  self->goal_area = *area;
  update_view (self);
}

void
sl_page_view_scroll_to_quotation (SlPageView *self, guint page, const char *quotation)
{
  sl_page_view_scroll_to_page (self, page);
  g_free (self->goal_words);
  self->goal_words = g_strdup (quotation);
  self->goal_words_page = page;
  sl_page_view_seek_quotation (self);
}

double
sl_page_view_get_zoom_percent (SlPageView *self)
{
  return self->layout.zoom / POINT_TO_PIXEL * 100;
}

void
sl_page_view_set_zoom_percent (SlPageView *self, double percent)
{
  sl_page_view_zoom_at (self, percent / 100 * POINT_TO_PIXEL,
                        gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                        gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
sl_page_view_zoom_in (SlPageView *self)
{
  sl_page_view_set_zoom_percent (self, sl_page_view_get_zoom_percent (self) * ZOOM_STEP);
}

void
sl_page_view_zoom_out (SlPageView *self)
{
  sl_page_view_set_zoom_percent (self, sl_page_view_get_zoom_percent (self) / ZOOM_STEP);
}

void
sl_page_view_zoom_fit (SlPageView *self)
{
  self->fit = SL_FIT_PAGE;
  sl_page_view_scroll_to_page (self, self->current_page);
}

void
sl_page_view_zoom_fit_width (SlPageView *self)
{
  self->fit = SL_FIT_WIDTH;
  update_view (self);
}

void
sl_page_view_zoom_actual (SlPageView *self)
{
  sl_page_view_set_zoom_percent (self, 100);
}

void
sl_page_view_turn (SlPageView *self)
{
  sl_page_layout_update (&self->layout, self->layout.zoom, (self->layout.turn + 90) % 360,
                         gtk_widget_get_width (GTK_WIDGET (self)),
                         gtk_widget_get_height (GTK_WIDGET (self)));
  sl_page_view_scroll_to_page (self, self->current_page);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sl_page_view_set_dim (SlPageView *self, gboolean dim)
{
  if (dim == self->dim)
    return;
  self->dim = dim;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIM]);
}

void
sl_page_pin_clear (SlPagePin *pin)
{
  g_clear_pointer (&pin->id, g_free);
  g_clear_pointer (&pin->quotation, g_free);
  g_clear_pointer (&pin->label, g_free);
}

void
sl_page_view_set_pins (SlPageView *self, GArray *pins)
{
  g_clear_pointer (&self->pins, g_array_unref);
  if (pins != NULL)
    self->pins = g_array_ref (pins);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sl_page_view_set_current_pin (SlPageView *self, const char *evidence_id)
{
  if (g_strcmp0 (evidence_id, self->current_pin) == 0)
    return;
  g_free (self->current_pin);
  self->current_pin = g_strdup (evidence_id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sl_page_view_set_marked_words (SlPageView *self, const char *const *words)
{
  g_strfreev (self->marked);
  self->marked = g_strdupv ((char **) words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sl_page_view_set_current_areas (SlPageView *self, guint page, GArray *areas)
{
  g_clear_pointer (&self->current_areas, g_array_unref);
  self->current_areas = areas != NULL ? g_array_ref (areas) : NULL;
  self->current_areas_page = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
sl_page_view_is_sharp (SlPageView *self)
{
  return self->tiles == NULL || sl_page_tiles_is_sharp (self->tiles);
}

gboolean
sl_page_view_has_pictures (SlPageView *self)
{
  return self->tiles != NULL && sl_page_tiles_has_pictures (self->tiles);
}

char *
sl_page_view_dup_paper (SlPageView *self)
{
  double width, height;

  if (self->pages == NULL || self->current_page >= sl_page_view_get_n_pages (self))
    return g_strdup ("");
  sl_pages_get_size (self->pages, self->current_page, &width, &height);
  return sl_paper_describe (width, height);
}

/* Called by the parts that change what is selected. */
void
sl_page_view_selection_changed (SlPageView *self)
{
  sl_page_view_update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SELECTION]);
  g_signal_emit_by_name (self, "selection-changed");
}
