/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-letter-view.h"

#include <glib/gi18n.h>
#include <math.h>

/* Draws the same layout as the file: each page once into a picture of the size it is shown at, when
 * it first comes into view. Lies in a scrolled window through a viewport. */

#define GAP 18.0
#define MARGIN 24.0
#define LEAST_ZOOM 0.35
#define MOST_ZOOM 4.0

struct _SlLetterView
{
  GtkWidget parent_instance;

  SlLetterLayout *layout;
  GPtrArray *pictures; /* of GdkTexture or NULL, by page */
  char *current;
  double zoom;
  gboolean fits;
  int fitted_width;
  gulong scrolled;
  GtkAdjustment *vertical; /* owned by the viewport, borrowed while we lie in it */
};

enum
{
  SIGNAL_BLOCK_CHOSEN,
  SIGNAL_ZOOMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlLetterView, sl_letter_view, GTK_TYPE_WIDGET)

static guint
count_pages (SlLetterView *self)
{
  return self->layout != NULL ? sl_letter_layout_get_n_pages (self->layout) : 0;
}

static void
get_page_size (SlLetterView *self, double *width, double *height)
{
  *width = 595;
  *height = 842;
  if (self->layout != NULL)
    sl_letter_layout_get_page_size (self->layout, width, height);
}

/* Where page @page lies in the widget. */
static void
place_page (SlLetterView *self, guint page, graphene_rect_t *area)
{
  double width, height, left;

  get_page_size (self, &width, &height);
  left = (gtk_widget_get_width (GTK_WIDGET (self)) - width * self->zoom) / 2;
  graphene_rect_init (area, (float) floor (MAX (left, MARGIN)),
                      (float) floor (GAP + page * (height * self->zoom + GAP)),
                      (float) (width * self->zoom), (float) (height * self->zoom));
}

static void
drop_pictures (SlLetterView *self)
{
  g_ptr_array_set_size (self->pictures, 0);
  g_ptr_array_set_size (self->pictures, (gint) count_pages (self));
}

/* The page drawn at the size it is shown at, on the pixels the screen really has. */
static GdkTexture *
draw_picture (SlLetterView *self, guint page, const graphene_rect_t *area)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = (int) ceil (area->size.width * factor),
      height = (int) ceil (area->size.height * factor);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, self->zoom * factor, self->zoom * factor);
  sl_letter_layout_draw_page (self->layout, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * (gsize) height);
  width = cairo_image_surface_get_stride (surface);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (width / 4, height, GDK_MEMORY_DEFAULT, bytes, (gsize) width);
}

/* The stretch of the widget that is in view. */
static void
get_view (SlLetterView *self, double *top, double *bottom)
{
  *top = 0;
  *bottom = gtk_widget_get_height (GTK_WIDGET (self));
  if (self->vertical != NULL)
    {
      *top = gtk_adjustment_get_value (self->vertical);
      *bottom = *top + gtk_adjustment_get_page_size (self->vertical);
    }
}

static void
snapshot_current (SlLetterView *self, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) areas = NULL;
  GdkRGBA colour = { 0.21f, 0.52f, 0.89f, 0.22f };

  if (self->current == NULL)
    return;
  areas = sl_letter_layout_get_areas (self->layout, self->current);
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    {
      SlLetterArea *block = &g_array_index (areas, SlLetterArea, i);
      graphene_rect_t page, area;

      place_page (self, block->page, &page);
      graphene_rect_init (&area, page.origin.x + (float) (block->x * self->zoom) - 2,
                          page.origin.y + (float) (block->y * self->zoom) - 1,
                          (float) (block->width * self->zoom) + 4,
                          (float) (block->height * self->zoom) + 2);
      gtk_snapshot_append_color (snapshot, &colour, &area);
    }
}

static void
sl_letter_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlLetterView *self = SL_LETTER_VIEW (widget);
  GdkRGBA white = { 1, 1, 1, 1 }, shadow = { 0, 0, 0, 0.16f };
  double top, bottom;

  if (self->layout == NULL)
    return;
  get_view (self, &top, &bottom);
  for (guint page = 0; page < count_pages (self); page++)
    {
      graphene_rect_t area, edge;

      place_page (self, page, &area);
      if (area.origin.y > bottom || area.origin.y + area.size.height < top)
        continue;
      graphene_rect_inset_r (&area, -1, -1, &edge);
      gtk_snapshot_append_color (snapshot, &shadow, &edge);
      gtk_snapshot_append_color (snapshot, &white, &area);
      if (g_ptr_array_index (self->pictures, page) == NULL)
        g_ptr_array_index (self->pictures, page) = draw_picture (self, page, &area);
      gtk_snapshot_append_texture (snapshot, g_ptr_array_index (self->pictures, page), &area);
    }
  snapshot_current (self, snapshot);
}

static void
sl_letter_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  SlLetterView *self = SL_LETTER_VIEW (widget);
  double width, height;

  get_page_size (self, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = (int) ceil (width * self->zoom + 2 * MARGIN);
      *minimum = self->fits ? 200 : *natural;
    }
  else
    *minimum = *natural = (int) ceil (GAP + count_pages (self) * (height * self->zoom + GAP));
}

static void
apply_zoom (SlLetterView *self, double zoom)
{
  zoom = CLAMP (zoom, LEAST_ZOOM, MOST_ZOOM);
  if (fabs (zoom - self->zoom) < 0.001)
    return;
  self->zoom = zoom;
  drop_pictures (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

static gboolean
fit_cb (gpointer data)
{
  g_autoptr (SlLetterView) self = SL_LETTER_VIEW (data);
  double width, height;

  get_page_size (self, &width, &height);
  if (self->fits)
    apply_zoom (self, (self->fitted_width - 2 * MARGIN) / width);
  return G_SOURCE_REMOVE;
}

static void
sl_letter_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SlLetterView *self = SL_LETTER_VIEW (widget);

  /* From an idle: a size cannot be asked for while sizes are given. */
  if (self->fits && width != self->fitted_width)
    {
      self->fitted_width = width;
      g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fit_cb, g_object_ref (self), NULL);
    }
}

static void
scrolled_cb (SlLetterView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The viewport re-uses what it drew of us when it scrolls; pages that come into view must be drawn.
 */
static void
sl_letter_view_root (GtkWidget *widget)
{
  SlLetterView *self = SL_LETTER_VIEW (widget);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  GTK_WIDGET_CLASS (sl_letter_view_parent_class)->root (widget);
  if (viewport == NULL)
    return;
  self->vertical = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)));
  self->scrolled = g_signal_connect_swapped (self->vertical, "value-changed",
                                             G_CALLBACK (scrolled_cb), self);
}

static void
sl_letter_view_unroot (GtkWidget *widget)
{
  SlLetterView *self = SL_LETTER_VIEW (widget);

  if (self->vertical != NULL)
    g_clear_signal_handler (&self->scrolled, self->vertical);
  g_clear_object (&self->vertical);
  GTK_WIDGET_CLASS (sl_letter_view_parent_class)->unroot (widget);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SlLetterView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  for (guint page = 0; page < count_pages (self); page++)
    {
      graphene_rect_t area;
      const char *key;

      place_page (self, page, &area);
      if (!graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        continue;
      key = sl_letter_layout_find_key (self->layout, page, (x - area.origin.x) / self->zoom,
                                       (y - area.origin.y) / self->zoom);
      if (key != NULL)
        g_signal_emit (self, signals[SIGNAL_BLOCK_CHOSEN], 0, key);
      return;
    }
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, SlLetterView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  sl_letter_view_set_zoom (self, self->zoom * (dy < 0 ? 1.15 : 1 / 1.15));
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        SlLetterView *self)
{
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      sl_letter_view_set_zoom (self, self->zoom * 1.15);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      sl_letter_view_set_zoom (self, self->zoom / 1.15);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
      sl_letter_view_fit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_1:
      sl_letter_view_set_zoom (self, 96.0 / 72);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
free_picture (gpointer picture)
{
  if (picture != NULL)
    g_object_unref (picture);
}

static void
sl_letter_view_dispose (GObject *object)
{
  SlLetterView *self = SL_LETTER_VIEW (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->current, g_free);
  G_OBJECT_CLASS (sl_letter_view_parent_class)->dispose (object);
}

static void
sl_letter_view_class_init (SlLetterViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_letter_view_dispose;
  widget_class->measure = sl_letter_view_measure;
  widget_class->size_allocate = sl_letter_view_size_allocate;
  widget_class->snapshot = sl_letter_view_snapshot;
  widget_class->root = sl_letter_view_root;
  widget_class->unroot = sl_letter_view_unroot;

  /**
   * SlLetterView::block-chosen:
   * @key: the block's key
   */
  signals[SIGNAL_BLOCK_CHOSEN] = g_signal_new ("block-chosen", G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                               1, G_TYPE_STRING);
  signals[SIGNAL_ZOOMED] = g_signal_new ("zoomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "letterview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sl_letter_view_init (SlLetterView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->zoom = 1.0;
  self->fits = TRUE;
  self->pictures = g_ptr_array_new_with_free_func (free_picture);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
update_label (SlLetterView *self)
{
  g_autofree char *label = NULL;

  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The letter, %u page",
                                        "The letter, %u pages", count_pages (self)),
                           count_pages (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
sl_letter_view_set_layout (SlLetterView *self, SlLetterLayout *layout)
{
  guint n_before;

  g_return_if_fail (SL_IS_LETTER_VIEW (self));

  n_before = count_pages (self);
  g_set_object (&self->layout, layout);
  drop_pictures (self);
  update_label (self);
  if (count_pages (self) != n_before)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Brings the first area of the current block into the middle of the view, unless it is in view. */
static void
scroll_to_current (SlLetterView *self)
{
  g_autoptr (GArray) areas = sl_letter_layout_get_areas (self->layout, self->current);
  graphene_rect_t page;
  double top, bottom, y, height;

  if (areas == NULL || areas->len == 0 || self->vertical == NULL)
    return;
  get_view (self, &top, &bottom);
  place_page (self, g_array_index (areas, SlLetterArea, 0).page, &page);
  y = page.origin.y + g_array_index (areas, SlLetterArea, 0).y * self->zoom;
  height = g_array_index (areas, SlLetterArea, 0).height * self->zoom;
  if (y < top || y + height > bottom)
    gtk_adjustment_set_value (self->vertical, y - (bottom - top) / 3);
}

void
sl_letter_view_set_current (SlLetterView *self, const char *key, gboolean scroll)
{
  g_return_if_fail (SL_IS_LETTER_VIEW (self));

  if (g_strcmp0 (key, self->current) != 0)
    {
      g_free (self->current);
      self->current = g_strdup (key);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  if (scroll && key != NULL && self->layout != NULL)
    scroll_to_current (self);
}

double
sl_letter_view_get_zoom (SlLetterView *self)
{
  g_return_val_if_fail (SL_IS_LETTER_VIEW (self), 1.0);

  return self->zoom;
}

void
sl_letter_view_set_zoom (SlLetterView *self, double zoom)
{
  g_return_if_fail (SL_IS_LETTER_VIEW (self));

  self->fits = FALSE;
  apply_zoom (self, zoom);
}

void
sl_letter_view_fit (SlLetterView *self)
{
  g_return_if_fail (SL_IS_LETTER_VIEW (self));

  self->fits = TRUE;
  self->fitted_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
