/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-size-bin.h"

/* libadwaita 1.2 has no breakpoints: this is the least that does the same. The step changes from an
 * idle, since a layout must not be changed while it is being allocated; meanwhile the child keeps
 * its own minimum and is clipped. */

#define MAX_THRESHOLDS 4

struct _SlSizeBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  char *thresholds;
  int limits[MAX_THRESHOLDS];
  guint n_limits;
  guint step;
  guint next_step;
  guint idle;
  int minimum_width;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_THRESHOLDS,
  PROP_STEP,
  PROP_MINIMUM_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkBuildableIface *parent_buildable;
static void sl_size_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlSizeBin,
                               sl_size_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      sl_size_bin_buildable_init))

static gboolean
step_cb (gpointer data)
{
  SlSizeBin *self = data;

  self->idle = 0;
  if (self->step != self->next_step)
    {
      self->step = self->next_step;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
    }
  return G_SOURCE_REMOVE;
}

static void
sl_size_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SlSizeBin *self = SL_SIZE_BIN (widget);
  int minimum, minimum_height;

  self->next_step = 0;
  while (self->next_step < self->n_limits && width >= self->limits[self->next_step])
    self->next_step++;
  if (self->next_step != self->step && self->idle == 0)
    self->idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, step_cb, self, NULL);

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, MAX (width, minimum), &minimum_height,
                      NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (width, minimum), MAX (height, minimum_height), baseline,
                       NULL);
}

static void
sl_size_bin_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  SlSizeBin *self = SL_SIZE_BIN (widget);

  *minimum = *natural = 0;
  if (self->child != NULL)
    {
      if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
        {
          int child_minimum;

          gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL,
                              NULL, NULL);
          for_size = MAX (for_size, child_minimum);
        }
      gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->minimum_width >= 0)
    {
      *minimum = MIN (*minimum, self->minimum_width);
      *natural = MAX (*natural, *minimum);
    }
}

static GtkSizeRequestMode
sl_size_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
set_thresholds (SlSizeBin *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", MAX_THRESHOLDS);

  g_free (self->thresholds);
  self->thresholds = g_strdup (text);
  self->n_limits = 0;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      self->limits[self->n_limits++] = (int) g_ascii_strtoll (words[i], NULL, 10);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
sl_size_bin_dispose (GObject *object)
{
  SlSizeBin *self = SL_SIZE_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (sl_size_bin_parent_class)->dispose (object);
}

static void
sl_size_bin_finalize (GObject *object)
{
  g_free (SL_SIZE_BIN (object)->thresholds);
  G_OBJECT_CLASS (sl_size_bin_parent_class)->finalize (object);
}

static void
sl_size_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlSizeBin *self = SL_SIZE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLDS:
      g_value_set_string (value, self->thresholds);
      break;
    case PROP_STEP:
      g_value_set_uint (value, self->step);
      break;
    case PROP_MINIMUM_WIDTH:
      g_value_set_int (value, self->minimum_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_size_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlSizeBin *self = SL_SIZE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      sl_size_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLDS:
      set_thresholds (self, g_value_get_string (value));
      break;
    case PROP_MINIMUM_WIDTH:
      self->minimum_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_size_bin_add_child (GtkBuildable *buildable,
                       GtkBuilder *builder,
                       GObject *child,
                       const char *type)
{
  if (GTK_IS_WIDGET (child))
    sl_size_bin_set_child (SL_SIZE_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
sl_size_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = sl_size_bin_add_child;
}

static void
sl_size_bin_class_init (SlSizeBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sl_size_bin_dispose;
  object_class->finalize = sl_size_bin_finalize;
  object_class->get_property = sl_size_bin_get_property;
  object_class->set_property = sl_size_bin_set_property;
  widget_class->measure = sl_size_bin_measure;
  widget_class->size_allocate = sl_size_bin_size_allocate;
  widget_class->get_request_mode = sl_size_bin_get_request_mode;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_THRESHOLDS] = g_param_spec_string ("thresholds", NULL, NULL, NULL, flags);
  properties[PROP_STEP] = g_param_spec_uint ("step", NULL, NULL, 0, MAX_THRESHOLDS, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MINIMUM_WIDTH] = g_param_spec_int ("minimum-width", NULL, NULL, -1, G_MAXINT, -1,
                                                     flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_size_bin_init (SlSizeBin *self)
{
  self->minimum_width = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * sl_size_bin_get_step:
 *
 * Returns: how many of the thresholds the width has reached
 */
guint
sl_size_bin_get_step (SlSizeBin *self)
{
  g_return_val_if_fail (SL_IS_SIZE_BIN (self), 0);
  return self->step;
}

/**
 * sl_size_bin_set_child:
 * @child: (nullable): the content
 */
void
sl_size_bin_set_child (SlSizeBin *self, GtkWidget *child)
{
  g_return_if_fail (SL_IS_SIZE_BIN (self));

  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}
