/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-growing-text.h"

/* GTK 4.8's text view tells the height of the lines it last wrapped, not the height at the width it
 * is asked about. Measured once in a pane that has no width yet it may keep the height of a column
 * of single words, with nothing below to be seen. This one lays its text out for the width asked.
 */

struct _SlGrowingText
{
  GtkTextView parent_instance;

  int width; /* what the height was measured for; -1: measure anew */
  int height;
};

G_DEFINE_FINAL_TYPE (SlGrowingText, sl_growing_text, GTK_TYPE_TEXT_VIEW)

static int
measure_text (SlGrowingText *self, int width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  width -= gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);
  if (width > 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  height += gtk_text_buffer_get_line_count (buffer) * (gtk_text_view_get_pixels_above_lines (view) +
                                                       gtk_text_view_get_pixels_below_lines (view));
  return height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
sl_growing_text_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  SlGrowingText *self = SL_GROWING_TEXT (widget);

  /* The parent's measuring also validates its lines, so it is asked first. */
  GTK_WIDGET_CLASS (sl_growing_text_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (*minimum, 60);
      return;
    }
  if (for_size < 0)
    for_size = gtk_widget_get_width (widget);
  if (self->width != for_size)
    {
      self->height = measure_text (self, for_size);
      self->width = for_size;
    }
  *minimum = *natural = self->height;
}

static GtkSizeRequestMode
sl_growing_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
forget (SlGrowingText *self)
{
  self->width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
sl_growing_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sl_growing_text_parent_class)->css_changed (widget, change);
  forget (SL_GROWING_TEXT (widget));
}

static void
buffer_cb (SlGrowingText *self)
{
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed",
                           G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  forget (self);
}

static void
sl_growing_text_class_init (SlGrowingTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = sl_growing_text_measure;
  widget_class->get_request_mode = sl_growing_text_get_request_mode;
  widget_class->css_changed = sl_growing_text_css_changed;
}

static void
sl_growing_text_init (SlGrowingText *self)
{
  self->width = -1;
  g_signal_connect (self, "notify::buffer", G_CALLBACK (buffer_cb), NULL);
}
