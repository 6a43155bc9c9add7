/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-ring.h"

#include <glib/gi18n.h>
#include <math.h>

/* Drawn, not told by colour: the number stands in the middle, and a segment that is agreed is
 * broader than one that is not. */

struct _SlProgressRing
{
  GtkWidget parent_instance;

  int size;
  guint n_met;
  guint n_needed;
  GtkWidget *number;
};

G_DEFINE_FINAL_TYPE (SlProgressRing, sl_progress_ring, GTK_TYPE_WIDGET)

/* The gap between two segments, in pixels along the ring; above so many it would be all gaps. */
#define GAP 4.0
#define MAX_SEGMENTS 24

/* Of the segment @index; where there are too many to be told apart, of the whole. */
static void
get_segment (SlProgressRing *self, guint index, double radius, double *from, double *to)
{
  double n = self->n_needed > MAX_SEGMENTS ? 1 : MAX (1, self->n_needed);
  double gap = n > 1 ? GAP / radius : 0;

  *from = 2 * G_PI * index / n - G_PI / 2 + gap / 2;
  *to = 2 * G_PI * (index + 1) / n - G_PI / 2 - gap / 2;
}

static void
draw_segment (cairo_t *cr,
              SlProgressRing *self,
              double from,
              double to,
              double breadth,
              const GdkRGBA *color)
{
  double centre = self->size / 2.0;

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, breadth);
  cairo_new_sub_path (cr);
  cairo_arc (cr, centre, centre, centre - self->size / 16.0, from, to);
  cairo_stroke (cr);
}

static void
sl_progress_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlProgressRing *self = SL_PROGRESS_RING (widget);
  double breadth = self->size / 8.0, radius = self->size / 2.0 - self->size / 16.0;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) self->size, (float) self->size);
  cairo_t *cr;
  GdkRGBA done, open;
  guint n_drawn = self->n_needed > MAX_SEGMENTS ? 1 : MAX (1, self->n_needed);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &done);
  gtk_style_context_get_color (gtk_widget_get_style_context (self->number), &open);
  open.alpha *= 0.18f;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  for (guint i = 0; i < n_drawn; i++)
    {
      gboolean met = self->n_needed <= MAX_SEGMENTS && i < self->n_met;
      double from, to;

      get_segment (self, i, radius, &from, &to);
      draw_segment (cr, self, from, to, met ? breadth : breadth * 0.7, met ? &done : &open);
    }
  if (self->n_needed > MAX_SEGMENTS && self->n_met > 0)
    draw_segment (cr, self, -G_PI / 2,
                  -G_PI / 2 + 2 * G_PI * MIN (1.0, (double) self->n_met / self->n_needed), breadth,
                  &done);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (sl_progress_ring_parent_class)->snapshot (widget, snapshot);
}

static void
sl_progress_ring_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  SlProgressRing *self = SL_PROGRESS_RING (widget);
  int child;

  gtk_widget_measure (self->number, orientation, -1, &child, NULL, NULL, NULL);
  *minimum = *natural = MAX (self->size, child);
}

static void
sl_progress_ring_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SlProgressRing *self = SL_PROGRESS_RING (widget);

  gtk_widget_size_allocate (
      self->number, &(GtkAllocation){ 0, 0, MIN (width, self->size), MIN (height, self->size) },
      -1);
}

static void
sl_progress_ring_dispose (GObject *object)
{
  SlProgressRing *self = SL_PROGRESS_RING (object);

  g_clear_pointer (&self->number, gtk_widget_unparent);
  G_OBJECT_CLASS (sl_progress_ring_parent_class)->dispose (object);
}

static void
sl_progress_ring_class_init (SlProgressRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_progress_ring_dispose;
  widget_class->snapshot = sl_progress_ring_snapshot;
  widget_class->measure = sl_progress_ring_measure;
  widget_class->size_allocate = sl_progress_ring_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "progressring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sl_progress_ring_init (SlProgressRing *self)
{
  self->number = gtk_label_new ("0");
  gtk_widget_add_css_class (self->number, "number");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->number, GTK_WIDGET (self));
}

/**
 * sl_progress_ring_new:
 * @size: its diameter, in pixels
 *
 * Returns: (transfer floating): a ring of nothing yet
 */
GtkWidget *
sl_progress_ring_new (int size)
{
  SlProgressRing *self = g_object_new (SL_TYPE_PROGRESS_RING, NULL);

  self->size = size;
  sl_progress_ring_set (self, 0, 1);
  return GTK_WIDGET (self);
}

/**
 * sl_progress_ring_set:
 * @n_met: how many are agreed; more than are needed fill the ring
 * @n_needed: how many are needed
 *
 * Shows @n_met of @n_needed.
 */
void
sl_progress_ring_set (SlProgressRing *self, guint n_met, guint n_needed)
{
  g_autofree char *number = g_strdup_printf ("%u", n_met);
  g_autofree char *words = g_strdup_printf (_ ("%u of %u agreed"), n_met, n_needed);

  g_return_if_fail (SL_IS_PROGRESS_RING (self));

  self->n_met = n_met;
  self->n_needed = n_needed;
  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
