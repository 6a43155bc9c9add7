/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-reading-view.h"

#include <adwaita.h>

/* It scrolls: what is in it must not be measured for the window's sake, so its own sizes are fixed.
 */

#define READING_WIDTH 648 /* 600 of prose and the button beside it */
#define LEAST_WIDTH 280
#define LEAST_HEIGHT 120

struct _SlReadingView
{
  GtkWidget parent_instance;

  guint scroll_source;
  GtkWidget *scroll_target; /* weak */
  graphene_rect_t scroll_area;

  GtkScrolledWindow *scrolled;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (SlReadingView, sl_reading_view, GTK_TYPE_WIDGET)

static gboolean
scroll_cb (gpointer data)
{
  SlReadingView *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double x, y, top, page;

  self->scroll_source = 0;
  if (self->scroll_target == NULL ||
      !gtk_widget_translate_coordinates (self->scroll_target, GTK_WIDGET (self->content),
                                         self->scroll_area.origin.x, self->scroll_area.origin.y, &x,
                                         &y))
    return G_SOURCE_REMOVE;
  top = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  /* Only as far as is needed, and then to where the words before it are seen as well. */
  if (y < top + 24 || y + self->scroll_area.size.height > top + page - 24)
    gtk_adjustment_set_value (adjustment, y - page / 3);
  return G_SOURCE_REMOVE;
}

static void
sl_reading_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? READING_WIDTH : LEAST_HEIGHT;
}

static void
sl_reading_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GTK_WIDGET (SL_READING_VIEW (widget)->scrolled), width, height, baseline,
                       NULL);
}

static void
sl_reading_view_dispose (GObject *object)
{
  SlReadingView *self = SL_READING_VIEW (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_weak_pointer (&self->scroll_target);
  if (self->scrolled != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scrolled));
  self->scrolled = NULL;
  self->content = NULL;
  G_OBJECT_CLASS (sl_reading_view_parent_class)->dispose (object);
}

static void
sl_reading_view_class_init (SlReadingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_reading_view_dispose;
  widget_class->measure = sl_reading_view_measure;
  widget_class->size_allocate = sl_reading_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "readingview");
}

static void
sl_reading_view_init (SlReadingView *self)
{
  GtkWidget *clamp = adw_clamp_new (), *viewport = gtk_viewport_new (NULL, NULL);

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_widget_add_css_class (GTK_WIDGET (self->content), "letter-changes");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), READING_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), READING_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), clamp);
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, viewport);
  gtk_widget_set_parent (GTK_WIDGET (self->scrolled), GTK_WIDGET (self));
}

GtkWidget *
sl_reading_view_new (void)
{
  return g_object_new (SL_TYPE_READING_VIEW, NULL);
}

GtkBox *
sl_reading_view_get_content (SlReadingView *self)
{
  g_return_val_if_fail (SL_IS_READING_VIEW (self), NULL);
  return self->content;
}

void
sl_reading_view_clear (SlReadingView *self)
{
  GtkWidget *child;

  g_return_if_fail (SL_IS_READING_VIEW (self));

  g_clear_weak_pointer (&self->scroll_target);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
}

void
sl_reading_view_go_to_start (SlReadingView *self)
{
  g_return_if_fail (SL_IS_READING_VIEW (self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

/**
 * sl_reading_view_scroll_to:
 * @target: stands in it
 * @area: in the pixels of @target
 *
 * Brings an area into sight, no farther than is needed.
 */
void
sl_reading_view_scroll_to (SlReadingView *self, GtkWidget *target, const graphene_rect_t *area)
{
  g_return_if_fail (SL_IS_READING_VIEW (self));

  g_set_weak_pointer (&self->scroll_target, target);
  self->scroll_area = *area;
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add (scroll_cb, self);
}
