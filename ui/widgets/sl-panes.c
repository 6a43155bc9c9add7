/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-panes.h"

/* GtkPaned cannot fold and AdwFlap cannot be dragged; putting the same children now into the one
 * and now into the other loses focus and scroll positions. This widget does the little of both that
 * the case's views need. The folded state is worked out while allocating and told from an idle,
 * since what listens changes the layout. */

#define MIDDLE_MINIMUM 280
#define NARROWEST 340 /* 360 with the shadows of the window */
#define GRIP 9        /* width of a handle; the line is one pixel of it */

typedef enum
{
  PANE_START,
  PANE_MIDDLE,
  PANE_END,
  N_PANES,
} Pane;

struct _SlPanes
{
  GtkWidget parent_instance;

  GtkWidget *panes[N_PANES];
  GtkWidget *grips[2];
  GtkWidget *shade;
  int widths[2]; /* of start; of end, or of middle when end-fills */
  int folds[2];
  int cover_below;
  gboolean end_fills;
  gboolean start_first;
  gboolean show[2];

  gboolean folded[2];
  gboolean covering;
  gboolean told_folded[2];
  gboolean told_covering;
  guint idle;
  int drag_width;
};

enum
{
  PROP_0,
  PROP_START_WIDTH,
  PROP_FIXED_WIDTH,
  PROP_START_FOLD,
  PROP_END_FOLD,
  PROP_COVER_BELOW,
  PROP_END_FILLS,
  PROP_START_FIRST,
  PROP_SHOW_START,
  PROP_SHOW_END,
  PROP_START_FOLDED,
  PROP_END_FOLDED,
  PROP_COVERING,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
static GtkBuildableIface *parent_buildable;
static void sl_panes_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlPanes,
                               sl_panes,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, sl_panes_buildable_init))

static gboolean
tell_cb (gpointer data)
{
  SlPanes *self = data;
  gboolean start = self->told_folded[0] != self->folded[0];
  gboolean end = self->told_folded[1] != self->folded[1];
  gboolean covering = self->told_covering != self->covering;

  self->idle = 0;
  self->told_folded[0] = self->folded[0];
  self->told_folded[1] = self->folded[1];
  self->told_covering = self->covering;
  if (start || covering)
    sl_panes_set_show_start (self, self->folded[0] && self->covering && self->start_first);
  if (start)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_START_FOLDED]);
  if (end)
    {
      sl_panes_set_show_end (self, FALSE);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_END_FOLDED]);
    }
  if (covering)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVERING]);
  return G_SOURCE_REMOVE;
}

static void
place (GtkWidget *widget, int x, int width, int height, gboolean visible)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (x, 0);
  int minimum;

  if (widget == NULL)
    return;
  gtk_widget_set_child_visible (widget, visible);
  if (!visible || !gtk_widget_get_visible (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (widget, MAX (width, minimum), height, -1,
                       gsk_transform_translate (NULL, &point));
}

/* Where a folded pane lies: over all, or beside what it leaves of the middle to click on. */
static int
get_flap_width (SlPanes *self, Pane pane, int width)
{
  int wanted = pane == PANE_START || !self->end_fills ? self->widths[pane == PANE_START ? 0 : 1]
                                                      : width;

  return self->covering ? width : MIN (wanted, width - 48);
}

static void
sl_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SlPanes *self = SL_PANES (widget);
  gboolean over[2], beside[2];
  int start = 0, fixed, left, right;

  self->folded[0] = self->panes[PANE_START] != NULL && width < self->folds[0];
  self->folded[1] = self->panes[PANE_END] != NULL && width < self->folds[1];
  self->covering = width < self->cover_below;
  if ((self->folded[0] != self->told_folded[0] || self->folded[1] != self->told_folded[1] ||
       self->covering != self->told_covering) &&
      self->idle == 0)
    self->idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, tell_cb, self, NULL);

  for (guint i = 0; i < 2; i++)
    {
      over[i] = self->folded[i] && self->show[i];
      beside[i] = !self->folded[i] && self->panes[i == 0 ? PANE_START : PANE_END] != NULL;
    }
  if (beside[0])
    start = CLAMP (self->widths[0], 180, MAX (180, width - MIDDLE_MINIMUM));
  fixed = CLAMP (self->widths[1], 200, MAX (200, width - start - MIDDLE_MINIMUM));
  left = beside[0] ? start : 0;
  right = beside[1] ? (self->end_fills ? left + fixed : width - fixed) : width;

  /* A pane that covers all hides what is below it from the keyboard too. */
  place (self->panes[PANE_MIDDLE], left, right - left, height,
         !(over[1] && (self->covering || self->end_fills)) && !(over[0] && self->covering));
  place (self->shade, left, right - left, height, (over[0] || over[1]));
  if (beside[0])
    place (self->panes[PANE_START], 0, start, height, TRUE);
  else
    place (self->panes[PANE_START], 0, get_flap_width (self, PANE_START, width), height, over[0]);
  if (beside[1])
    place (self->panes[PANE_END], right, width - right, height, TRUE);
  else
    {
      int flap = get_flap_width (self, PANE_END, width);

      place (self->panes[PANE_END], width - flap, flap, height, over[1]);
    }
  place (self->grips[0], left - GRIP / 2, GRIP, height, beside[0]);
  place (self->grips[1], right - GRIP / 2, GRIP, height, beside[1]);
}

static void
sl_panes_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  SlPanes *self = SL_PANES (widget);

  *minimum = *natural = 0;
  for (guint i = 0; i < N_PANES; i++)
    {
      int pane_minimum, pane_natural;

      if (self->panes[i] == NULL)
        continue;
      gtk_widget_measure (self->panes[i], orientation, -1, &pane_minimum, &pane_natural, NULL,
                          NULL);
      /* The narrowest form shows one pane at a time. */
      *minimum = MAX (*minimum, pane_minimum);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + pane_natural
                                                           : MAX (*natural, pane_natural);
    }
  /* What the panes ask for before they have folded must not keep the window from getting narrow:
   * meanwhile they are clipped. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, NARROWEST);
  *natural = MAX (*natural, *minimum);
}

static void
sl_panes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlPanes *self = SL_PANES (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA line = { 0, 0, 0, 0.15f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "borders", &line);
  gtk_widget_snapshot_child (widget, self->panes[PANE_MIDDLE], snapshot);
  if (self->shade != NULL && gtk_widget_get_child_visible (self->shade) && !self->covering)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, 0.25 },
                               &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *pane = self->panes[i == 0 ? PANE_START : PANE_END];
      graphene_rect_t bounds;

      if (pane == NULL || !gtk_widget_get_child_visible (pane) ||
          !gtk_widget_compute_bounds (pane, widget, &bounds))
        continue;
      gtk_widget_snapshot_child (widget, pane, snapshot);
      gtk_snapshot_append_color (
          snapshot, &line,
          &GRAPHENE_RECT_INIT (i == 0 ? bounds.size.width - 1 : bounds.origin.x - 1, 0, 1, height));
    }
}

/* Dragging a handle sets the width of the pane that keeps it. */
static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, SlPanes *self)
{
  GtkWidget *grip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  self->drag_width = self->widths[grip == self->grips[0] ? 0 : 1];
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, SlPanes *self)
{
  GtkWidget *grip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint index = grip == self->grips[0] ? 0 : 1;
  double grip_x, x, y;
  int moved;

  /* The handle moves below the pointer: what counts is how far it is from where it was. */
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  gtk_widget_translate_coordinates (grip, GTK_WIDGET (self), dx + x, 0, &grip_x, &y);
  if (index == 0)
    moved = (int) grip_x;
  else if (self->end_fills)
    moved = (int) grip_x - (self->folded[0] ? 0 : self->widths[0]);
  else
    moved = gtk_widget_get_width (GTK_WIDGET (self)) - (int) grip_x;
  moved = CLAMP (moved, 200, gtk_widget_get_width (GTK_WIDGET (self)) - MIDDLE_MINIMUM);
  if (moved == self->widths[index])
    return;
  self->widths[index] = moved;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self),
                            properties[index == 0 ? PROP_START_WIDTH : PROP_FIXED_WIDTH]);
}

static void
shade_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SlPanes *self)
{
  sl_panes_set_show_start (self, FALSE);
  sl_panes_set_show_end (self, FALSE);
}

static gboolean
close_flap_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  SlPanes *self = SL_PANES (widget);
  gboolean open = (self->folded[0] && self->show[0] && !(self->covering && self->start_first)) ||
                  (self->folded[1] && self->show[1]);

  if (!open)
    return GDK_EVENT_PROPAGATE;
  sl_panes_set_show_start (self, self->covering && self->start_first && self->show[0]);
  sl_panes_set_show_end (self, FALSE);
  return GDK_EVENT_STOP;
}

static gboolean
focus_next_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  sl_panes_focus_next (SL_PANES (widget));
  return GDK_EVENT_STOP;
}

static void
sl_panes_dispose (GObject *object)
{
  SlPanes *self = SL_PANES (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  for (guint i = 0; i < N_PANES; i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->grips[i], gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);

  G_OBJECT_CLASS (sl_panes_parent_class)->dispose (object);
}

static void
sl_panes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlPanes *self = SL_PANES (object);

  switch (id)
    {
    case PROP_START_WIDTH:
      g_value_set_int (value, self->widths[0]);
      break;
    case PROP_FIXED_WIDTH:
      g_value_set_int (value, self->widths[1]);
      break;
    case PROP_START_FOLD:
      g_value_set_int (value, self->folds[0]);
      break;
    case PROP_END_FOLD:
      g_value_set_int (value, self->folds[1]);
      break;
    case PROP_COVER_BELOW:
      g_value_set_int (value, self->cover_below);
      break;
    case PROP_END_FILLS:
      g_value_set_boolean (value, self->end_fills);
      break;
    case PROP_START_FIRST:
      g_value_set_boolean (value, self->start_first);
      break;
    case PROP_SHOW_START:
      g_value_set_boolean (value, self->show[0]);
      break;
    case PROP_SHOW_END:
      g_value_set_boolean (value, self->show[1]);
      break;
    case PROP_START_FOLDED:
      g_value_set_boolean (value, self->told_folded[0]);
      break;
    case PROP_END_FOLDED:
      g_value_set_boolean (value, self->told_folded[1]);
      break;
    case PROP_COVERING:
      g_value_set_boolean (value, self->told_covering);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlPanes *self = SL_PANES (object);

  switch (id)
    {
    case PROP_START_WIDTH:
      self->widths[0] = g_value_get_int (value);
      break;
    case PROP_FIXED_WIDTH:
      self->widths[1] = g_value_get_int (value);
      break;
    case PROP_START_FOLD:
      self->folds[0] = g_value_get_int (value);
      break;
    case PROP_END_FOLD:
      self->folds[1] = g_value_get_int (value);
      break;
    case PROP_COVER_BELOW:
      self->cover_below = g_value_get_int (value);
      break;
    case PROP_END_FILLS:
      self->end_fills = g_value_get_boolean (value);
      break;
    case PROP_START_FIRST:
      self->start_first = g_value_get_boolean (value);
      break;
    case PROP_SHOW_START:
      sl_panes_set_show_start (self, g_value_get_boolean (value));
      return;
    case PROP_SHOW_END:
      sl_panes_set_show_end (self, g_value_get_boolean (value));
      return;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  static const char *const types[N_PANES] = { "start", "middle", "end" };
  SlPanes *self = SL_PANES (buildable);

  for (guint i = 0; i < N_PANES; i++)
    if (g_strcmp0 (type, types[i]) == 0)
      {
        self->panes[i] = GTK_WIDGET (child);
        /* Before the handles, which lie over the panes; in the order that Tab walks. */
        gtk_widget_insert_before (self->panes[i], GTK_WIDGET (self),
                                  i == PANE_END ? self->grips[0] : self->shade);
        return;
      }
  parent_buildable->add_child (buildable, builder, child, type);
}

static void
sl_panes_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
sl_panes_class_init (SlPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags reads = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writes = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const struct
  {
    guint id;
    const char *name;
  } numbers[] = {
    { PROP_START_WIDTH, "start-width" }, { PROP_FIXED_WIDTH, "fixed-width" },
    { PROP_START_FOLD, "start-fold" },   { PROP_END_FOLD, "end-fold" },
    { PROP_COVER_BELOW, "cover-below" },
  }, switches[] = {
    { PROP_END_FILLS, "end-fills" },   { PROP_START_FIRST, "start-first" },
    { PROP_SHOW_START, "show-start" }, { PROP_SHOW_END, "show-end" },
  }, states[] = {
    { PROP_START_FOLDED, "start-folded" },
    { PROP_END_FOLDED, "end-folded" },
    { PROP_COVERING, "covering" },
  };

  object_class->dispose = sl_panes_dispose;
  object_class->get_property = sl_panes_get_property;
  object_class->set_property = sl_panes_set_property;
  widget_class->measure = sl_panes_measure;
  widget_class->size_allocate = sl_panes_size_allocate;
  widget_class->snapshot = sl_panes_snapshot;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    properties[numbers[i].id] = g_param_spec_int (numbers[i].name, NULL, NULL, 0, G_MAXINT, 0,
                                                  writes);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    properties[switches[i].id] = g_param_spec_boolean (switches[i].name, NULL, NULL, FALSE, writes);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    properties[states[i].id] = g_param_spec_boolean (states[i].name, NULL, NULL, FALSE, reads);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_flap_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, 0, focus_next_cb, NULL);
}

static GtkWidget *
new_grip (SlPanes *self)
{
  GtkWidget *grip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_cursor_from_name (grip, "col-resize");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (grip, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_parent (grip, GTK_WIDGET (self));
  return grip;
}

static void
sl_panes_init (SlPanes *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->shade = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_signal_connect (click, "pressed", G_CALLBACK (shade_pressed_cb), self);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  self->grips[0] = new_grip (self);
  self->grips[1] = new_grip (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
sl_panes_get_start_folded (SlPanes *self)
{
  return self->folded[0];
}

gboolean
sl_panes_get_end_folded (SlPanes *self)
{
  return self->folded[1];
}

gboolean
sl_panes_get_covering (SlPanes *self)
{
  return self->covering;
}

static void
set_show (SlPanes *self, guint index, gboolean show)
{
  if (self->show[index] == show)
    return;
  self->show[index] = show;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self),
                            properties[index == 0 ? PROP_SHOW_START : PROP_SHOW_END]);
}

void
sl_panes_set_show_start (SlPanes *self, gboolean show)
{
  g_return_if_fail (SL_IS_PANES (self));
  if (show && self->folded[1])
    set_show (self, 1, FALSE);
  set_show (self, 0, show);
}

void
sl_panes_set_show_end (SlPanes *self, gboolean show)
{
  g_return_if_fail (SL_IS_PANES (self));
  if (show && self->folded[0])
    set_show (self, 0, FALSE);
  set_show (self, 1, show);
}

void
sl_panes_focus_next (SlPanes *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint from = N_PANES - 1;

  for (guint i = 0; focus != NULL && i < N_PANES; i++)
    if (self->panes[i] != NULL && gtk_widget_is_ancestor (focus, self->panes[i]))
      from = i;
  for (guint i = 1; i <= N_PANES; i++)
    {
      GtkWidget *pane = self->panes[(from + i) % N_PANES];

      if (pane != NULL && gtk_widget_get_child_visible (pane) &&
          gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}
