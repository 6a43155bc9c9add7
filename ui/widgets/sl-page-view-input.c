/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-page-view-private.h"

#include <math.h>

/* Pointer, touch and keyboard on the page. Everything that dragging does can also be done without
 * (WCAG 2.5.7): a region by two Shift-clicks or by keys, scrolling by keys and scroll bars. */

#define ARROW_STEP 48 /* pixels */

static void
set_region (SlPageView *self, guint page, double x, double y, double other_x, double other_y)
{
  double width, height;

  sl_pages_get_size (self->pages, page, &width, &height);
  x = CLAMP (x, 0, width);
  y = CLAMP (y, 0, height);
  other_x = CLAMP (other_x, 0, width);
  other_y = CLAMP (other_y, 0, height);
  self->selection = (SlSelection){
    .kind = SL_SELECTION_REGION,
    .page = page,
    .region = { MIN (x, other_x), MIN (y, other_y), fabs (x - other_x), fabs (y - other_y) },
  };
}

void
sl_page_view_begin_region (SlPageView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x, y, other_x, other_y;
  guint page;

  if (self->pages == NULL || sl_page_view_get_n_pages (self) == 0)
    return;
  sl_page_view_find_place (self, width * 0.5, height * 0.5, &page, &x, &y);
  other_x = x + width * 0.15 / self->layout.zoom;
  other_y = y + height * 0.15 / self->layout.zoom;
  set_region (self, page, 2 * x - other_x, 2 * y - other_y, other_x, other_y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  sl_page_view_selection_changed (self);
}

/* Arrow keys move the region, with Shift they move its lower right corner. */
static gboolean
nudge_region (SlPageView *self, double dx, double dy, gboolean size)
{
  cairo_rectangle_t *region = &self->selection.region;
  double step = 12 / self->layout.zoom, width, height;

  if (self->selection.kind != SL_SELECTION_REGION)
    return FALSE;
  sl_pages_get_size (self->pages, self->selection.page, &width, &height);
  if (size)
    {
      region->width = CLAMP (region->width + dx * step, step, width - region->x);
      region->height = CLAMP (region->height + dy * step, step, height - region->y);
    }
  else
    {
      region->x = CLAMP (region->x + dx * step, 0, width - region->width);
      region->y = CLAMP (region->y + dy * step, 0, height - region->height);
    }
  sl_page_view_reveal (self, self->selection.page, region);
  sl_page_view_selection_changed (self);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                SlPageView *self)
{
  double page = gtk_adjustment_get_page_increment (self->adjustments[1]);
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  guint last = MAX (sl_page_view_get_n_pages (self), 1) - 1;
  double dx = 0, dy = 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      dx = -1;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      dx = 1;
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      dy = -1;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      dy = 1;
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      sl_page_view_scroll_by (self, 0, -page);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
    case GDK_KEY_space:
      sl_page_view_scroll_by (self, 0, page);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      sl_page_view_scroll_to_page (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      sl_page_view_scroll_to_page (self, last);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!sl_page_view_has_selection (self) && !self->has_corner)
        return GDK_EVENT_PROPAGATE;
      sl_page_view_clear_selection (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  if (!nudge_region (self, dx, dy, shift))
    sl_page_view_scroll_by (self, dx * ARROW_STEP, dy * ARROW_STEP);
  return GDK_EVENT_STOP;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, SlPageView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  sl_page_view_zoom_at (self, self->layout.zoom * pow (1.15, -dy), self->pointer_x,
                        self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, SlPageView *self)
{
  const SlPageText *text = NULL;
  const char *cursor = NULL;
  double px, py;
  guint page;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->pages == NULL || !sl_pages_can_read (self->pages))
    return;
  if (sl_page_view_find_pin (self, x, y) != NULL)
    cursor = "pointer";
  else if (sl_page_view_find_place (self, x, y, &page, &px, &py))
    {
      text = sl_page_view_get_words (self, page);
      cursor = text != NULL && sl_page_text_find_character (text, px, py, FALSE) >= 0 ? "text"
                                                                                      : "crosshair";
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

/* Shift and a click set one corner, and with the next click the region. */
static void
set_corner (SlPageView *self, guint page, double x, double y)
{
  if (self->has_corner && self->corner_page == page)
    {
      set_region (self, page, self->corner_x, self->corner_y, x, y);
      self->has_corner = FALSE;
      sl_page_view_selection_changed (self);
      return;
    }
  sl_page_view_clear_selection (self);
  self->has_corner = TRUE;
  self->corner_page = page;
  self->corner_x = x;
  self->corner_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SlPageView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));
  const SlPageText *text;
  SlPagePin *pin;
  double px, py;
  guint page;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->pages == NULL)
    return;
  if ((pin = sl_page_view_find_pin (self, x, y)) != NULL)
    {
      g_autofree char *id = g_strdup (pin->id);

      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      sl_page_view_set_current_pin (self, id);
      g_signal_emit_by_name (self, "evidence-activated", id);
      return;
    }
  if (!sl_page_view_find_place (self, x, y, &page, &px, &py))
    {
      sl_page_view_clear_selection (self);
      return;
    }
  if ((state & GDK_SHIFT_MASK) != 0 && sl_pages_can_read (self->pages))
    set_corner (self, page, px, py);
  else if (n_press == 2 && (text = sl_page_view_get_words (self, page)) != NULL)
    {
      int at = sl_page_text_find_character (text, px, py, FALSE);

      if (at < 0)
        return;
      self->selection = (SlSelection){ SL_SELECTION_WORDS, page, at, at, { 0 } };
      sl_page_text_widen (text, &self->selection.start, &self->selection.end);
      sl_page_view_selection_changed (self);
    }
  else
    {
      sl_page_view_clear_selection (self);
      g_signal_emit_by_name (self, "clicked", page, px, py);
    }
}

/* Dragging from a word selects words, from elsewhere on the paper draws a region; pages without
 * words, and the middle button anywhere, are moved. */
static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, SlPageView *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));

  self->drag_x = gtk_adjustment_get_value (self->adjustments[0]);
  self->drag_y = gtk_adjustment_get_value (self->adjustments[1]);
  if (self->pages == NULL || button == GDK_BUTTON_SECONDARY || (state & GDK_SHIFT_MASK) != 0)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, SlPageView *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  const SlPageText *text;
  double x, y, px, py, other_x, other_y, sheet_x, sheet_y;
  guint page;
  int start;

  if (fabs (dx) + fabs (dy) < 4)
    return;
  if (button == GDK_BUTTON_MIDDLE || !sl_pages_can_read (self->pages))
    {
      gtk_adjustment_set_value (self->adjustments[0], self->drag_x - dx);
      gtk_adjustment_set_value (self->adjustments[1], self->drag_y - dy);
      return;
    }
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!sl_page_view_find_place (self, x, y, &page, &px, &py))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  sl_page_view_to_sheet (self, x + dx, y + dy, &sheet_x, &sheet_y);
  sl_page_layout_to_page (&self->layout, page, sheet_x, sheet_y, &other_x, &other_y);
  text = sl_page_view_get_words (self, page);
  start = text != NULL ? sl_page_text_find_character (text, px, py, FALSE) : -1;
  if (start >= 0)
    {
      int end = sl_page_text_find_character (text, other_x, other_y, TRUE);

      self->selection =
          (SlSelection){ SL_SELECTION_WORDS, page, MIN (start, end), MAX (start, end) + 1, { 0 } };
    }
  else
    set_region (self, page, px, py, other_x, other_y);
  sl_page_view_selection_changed (self);
}

static void
zoom_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, SlPageView *self)
{
  self->pinch_zoom = self->layout.zoom;
}

static void
zoom_changed_cb (GtkGestureZoom *gesture, double scale, SlPageView *self)
{
  double x = self->pointer_x, y = self->pointer_y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  sl_page_view_zoom_at (self, self->pinch_zoom * scale, x, y);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  SlPageView *self)
{
  SlPagePin *pin = keyboard ? NULL : sl_page_view_find_pin (self, x, y);

  if (pin == NULL || pin->label == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, pin->label);
  return TRUE;
}

#define ACTION(name, function)                                                                     \
  static void name##_action (GtkWidget *widget, const char *action, GVariant *parameter)           \
  {                                                                                                \
    function (SL_PAGE_VIEW (widget));                                                              \
  }

ACTION (zoom_in, sl_page_view_zoom_in)
ACTION (zoom_out, sl_page_view_zoom_out)
ACTION (zoom_fit, sl_page_view_zoom_fit)
ACTION (zoom_actual, sl_page_view_zoom_actual)
ACTION (turn, sl_page_view_turn)
ACTION (copy, sl_page_view_copy)
ACTION (begin_region, sl_page_view_begin_region)

void
sl_page_view_class_init_input (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, 0, "page.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "page.zoom-in" },
    { GDK_KEY_equal, 0, "page.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "page.zoom-in" },
    { GDK_KEY_KP_Add, 0, "page.zoom-in" },
    { GDK_KEY_minus, 0, "page.zoom-out" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "page.zoom-out" },
    { GDK_KEY_KP_Subtract, 0, "page.zoom-out" },
    { GDK_KEY_0, 0, "page.zoom-fit" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "page.zoom-fit" },
    { GDK_KEY_1, 0, "page.zoom-actual" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "page.copy" },
    { GDK_KEY_Insert, 0, "page.begin-region" },
  };

  gtk_widget_class_install_action (widget_class, "page.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "page.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "page.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "page.zoom-actual", NULL, zoom_actual_action);
  gtk_widget_class_install_action (widget_class, "page.turn", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "page.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "page.begin-region", NULL, begin_region_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

void
sl_page_view_init_input (SlPageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (drag, click);
  g_signal_connect (zoom, "begin", G_CALLBACK (zoom_begin_cb), self);
  g_signal_connect (zoom, "scale-changed", G_CALLBACK (zoom_changed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (zoom));
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}
