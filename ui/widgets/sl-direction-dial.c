/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-direction-dial.h"

#include "documents/sl-photograph.h"

#include <glib/gi18n.h>
#include <math.h>

/* The words speak of the plan's top and sides, not of north: where north lies is the drawing's to
 * say, and seldom straight up. */

#define SIZE 108
#define POINTER_STEP 5.0
#define KEY_STEP 5.0
#define FINE_STEP 1.0
#define TURN_STEP 45.0

struct _SlDirectionDial
{
  GtkWidget parent_instance;

  double direction; /* 0 to below 360; NaN: not said */
};

G_DEFINE_FINAL_TYPE (SlDirectionDial, sl_direction_dial, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
wrap (double degrees)
{
  double turned = fmod (degrees, 360);

  return turned < 0 ? turned + 360 : turned;
}

/* GTK 4.8 has no value on the bus for widgets of one's own: the words are the description too. */
static void
update (SlDirectionDial *self)
{
  g_autofree char *words = sl_direction_dial_dup_words (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  isnan (self->direction) ? 0.0 : self->direction,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Where a person's hand has brought it. */
static void
move_to (SlDirectionDial *self, double direction)
{
  double wrapped = isnan (direction) ? NAN : wrap (direction);

  if (wrapped == self->direction || (isnan (wrapped) && isnan (self->direction)))
    return;
  self->direction = wrapped;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- drawing ---- */

static void
draw_ring (cairo_t *cr, const GdkRGBA *ink, double radius)
{
  GdkRGBA faint = *ink;

  faint.alpha *= 0.5f;
  gdk_cairo_set_source_rgba (cr, &faint);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  for (guint i = 0; i < 8; i++)
    {
      /* The top is marked twice as long: it is the top of the plan. */
      double inner = radius - (i == 0 ? 12 : i % 2 == 0 ? 7 : 4);
      double angle = i * G_PI / 4 - G_PI / 2;

      cairo_set_line_width (cr, i == 0 ? 3 : 1.5);
      cairo_move_to (cr, inner * cos (angle), inner * sin (angle));
      cairo_line_to (cr, radius * cos (angle), radius * sin (angle));
      cairo_stroke (cr);
    }
}

static void
draw_hand (cairo_t *cr, const GdkRGBA *colour, double radius, double direction)
{
  cairo_save (cr);
  cairo_rotate (cr, direction * G_PI / 180);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 3);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, 0, 14 - radius);
  cairo_stroke (cr);
  cairo_move_to (cr, 0, 3 - radius);
  cairo_line_to (cr, 8, 19 - radius);
  cairo_line_to (cr, -8, 19 - radius);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
sl_direction_dial_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlDirectionDial *self = SL_DIRECTION_DIAL (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double radius = MIN (width, height) / 2.0 - 4;
  GdkRGBA ink, accent;
  cairo_t *cr;

  gtk_style_context_get_color (style, &ink);
  if (!gtk_style_context_lookup_color (style, "accent_color", &accent))
    accent = ink;
  if (!gtk_widget_is_sensitive (widget))
    accent = ink;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, width / 2.0, height / 2.0);
  draw_ring (cr, &ink, radius);
  if (!isnan (self->direction))
    draw_hand (cr, &accent, radius, self->direction);
  gdk_cairo_set_source_rgba (cr, isnan (self->direction) ? &ink : &accent);
  cairo_arc (cr, 0, 0, 5, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
sl_direction_dial_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = SIZE;
  *minimum_baseline = *natural_baseline = -1;
}

/* ---- hands ---- */

/* A press in the very middle points nowhere. */
static void
point_at (SlDirectionDial *self, double x, double y)
{
  double dx = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double dy = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  if (hypot (dx, dy) >= 5)
    move_to (self, round (atan2 (dx, -dy) * 180 / G_PI / POINTER_STEP) * POINTER_STEP);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, SlDirectionDial *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  point_at (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, SlDirectionDial *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    point_at (self, x + dx, y + dy);
}

static void
drag_end_cb (SlDirectionDial *self)
{
  g_signal_emit (self, signals[SETTLED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                SlDirectionDial *self)
{
  double now = isnan (self->direction) ? 0 : self->direction;
  double step = (state & GDK_SHIFT_MASK) != 0 ? FINE_STEP : KEY_STEP;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_to (self, now - step);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_to (self, now + step);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      move_to (self, now + TURN_STEP);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      move_to (self, now - TURN_STEP);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      move_to (self, 0);
      break;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      move_to (self, NAN);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

/* ---- class ---- */

static void
sl_direction_dial_class_init (SlDirectionDialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = sl_direction_dial_snapshot;
  widget_class->measure = sl_direction_dial_measure;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "directiondial");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
sl_direction_dial_init (SlDirectionDial *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->direction = NAN;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Direction on the plan"), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 359.0, -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
  update (self);
}

/**
 * sl_direction_dial_new:
 *
 * Returns: (transfer floating): a dial that says nothing yet
 */
GtkWidget *
sl_direction_dial_new (void)
{
  return g_object_new (SL_TYPE_DIRECTION_DIAL, NULL);
}

/**
 * sl_direction_dial_get_direction:
 * @self: a dial
 *
 * Returns: degrees clockwise from the top of the plan, from 0 to below 360; NaN: not said
 */
double
sl_direction_dial_get_direction (SlDirectionDial *self)
{
  g_return_val_if_fail (SL_IS_DIRECTION_DIAL (self), NAN);
  return self->direction;
}

/**
 * sl_direction_dial_set_direction:
 * @self: a dial
 * @direction: degrees clockwise from the top of the plan, any turn; NaN: not said
 *
 * Shows it; no signal tells of it.
 */
void
sl_direction_dial_set_direction (SlDirectionDial *self, double direction)
{
  g_return_if_fail (SL_IS_DIRECTION_DIAL (self));

  self->direction = isnan (direction) ? NAN : wrap (direction);
  update (self);
}

/**
 * sl_direction_dial_dup_words:
 * @self: a dial
 *
 * Returns: (transfer full): what it shows, in words
 */
char *
sl_direction_dial_dup_words (SlDirectionDial *self)
{
  g_return_val_if_fail (SL_IS_DIRECTION_DIAL (self), NULL);

  if (isnan (self->direction))
    return g_strdup (_ ("Not said yet"));
  /* TRANSLATORS: "Towards the top right of the plan, 45 degrees" */
  return g_strdup_printf (_ ("Towards %s of the plan, %.0f degrees"),
                          sl_photograph_direction_to_words (self->direction), self->direction);
}
