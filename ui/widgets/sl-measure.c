/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-measure.h"

#include "assessment/sl-suggestion.h"

#include <glib/gi18n.h>
#include <math.h>

/* Asked against shown. The bars only repeat what the words say; the words are the accessible
 * label. */

struct _SlMeasure
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *values[2]; /* asked, shown */
  GtkWidget *bars[2];
  GtkWidget *finding;
  GtkWidget *place;
  GtkWidget *words;

  double numbers[2];
  gboolean short_of;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
};

G_DEFINE_FINAL_TYPE (SlMeasure, sl_measure, GTK_TYPE_WIDGET)

static void
draw_bar_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlMeasure *self = data;
  guint index = GTK_WIDGET (area) == self->bars[1] ? 1 : 0;
  double most = fmax (self->numbers[0], isnan (self->numbers[1]) ? 0 : self->numbers[1]);
  double length = most > 0 && self->numbers[index] > 0 ? width * self->numbers[index] / most : 0;
  double y = height / 2.0 - 5;
  GdkRGBA colour;

  if (length < 1)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  cairo_new_sub_path (cr);
  cairo_arc (cr, length - 3, y + 3, 3, -G_PI / 2, 0);
  cairo_arc (cr, length - 3, y + 7, 3, 0, G_PI / 2);
  cairo_arc (cr, 3, y + 7, 3, G_PI / 2, G_PI);
  cairo_arc (cr, 3, y + 3, 3, G_PI, -G_PI / 2);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill (cr);
}

static void
set_narrow (SlMeasure *self, gboolean narrow)
{
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->words),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->box), narrow ? 6 : 18);
  g_object_notify (G_OBJECT (self), "narrow");
}

static void
sl_measure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, SL_MEASURE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_measure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (SL_MEASURE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_measure_dispose (GObject *object)
{
  g_clear_pointer (&SL_MEASURE (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (sl_measure_parent_class)->dispose (object);
}

static void
sl_measure_class_init (SlMeasureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_measure_dispose;
  object_class->get_property = sl_measure_get_property;
  object_class->set_property = sl_measure_set_property;
  g_object_class_install_property (
      object_class, PROP_NARROW,
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "slmeasure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
sl_measure_init (SlMeasure *self)
{
  GtkWidget *grid = gtk_grid_new ();
  const char *const names[] = { _ ("Asked"), _ ("Shown") };

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_hexpand (grid, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      self->values[i] = new_label ("", "title-4");
      self->bars[i] = gtk_drawing_area_new ();
      gtk_widget_set_hexpand (self->bars[i], TRUE);
      gtk_widget_set_size_request (self->bars[i], 60, 20);
      gtk_widget_add_css_class (self->bars[i], i == 0 ? "asked" : "shown");
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->bars[i]), draw_bar_cb, self, NULL);
      gtk_grid_attach (GTK_GRID (grid), new_label (names[i], "meta"), 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->values[i], 1, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->bars[i], 2, i, 1, 1);
    }
  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_valign (self->words, GTK_ALIGN_CENTER);
  self->finding = new_label ("", "title-4");
  gtk_widget_add_css_class (self->finding, "finding");
  self->place = new_label ("", "meta");
  gtk_widget_add_css_class (self->place, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (self->place), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->place), 24);
  gtk_box_append (GTK_BOX (self->words), self->finding);
  gtk_box_append (GTK_BOX (self->words), self->place);
  gtk_box_append (GTK_BOX (self->box), grid);
  gtk_box_append (GTK_BOX (self->box), self->words);
}

GtkWidget *
sl_measure_new (void)
{
  return g_object_new (SL_TYPE_MEASURE, NULL);
}

/**
 * sl_measure_set:
 * @criterion: what is asked
 * @shown: what the drawings show, in the criterion's unit; NaN when nothing was read from them
 * @place: where; may be empty
 */
void
sl_measure_set (SlMeasure *self, const SlCriterion *criterion, double shown, const char *place)
{
  gboolean meets = !isnan (shown) && sl_criterion_compare (criterion, shown) >= 0;
  g_autofree char *asked = sl_measure_format (criterion->value, criterion->unit);
  g_autofree char *seen = isnan (shown) ? g_strdup ("–")
                                        : sl_measure_format (shown, criterion->unit);
  g_autofree char *finding = isnan (shown) ? g_strdup ("")
                                           : sl_criterion_describe (criterion, shown);
  g_autofree char *sentence = NULL;

  g_return_if_fail (SL_IS_MEASURE (self));

  self->numbers[0] = criterion->value;
  self->numbers[1] = shown;
  gtk_label_set_label (GTK_LABEL (self->values[0]), asked);
  gtk_label_set_label (GTK_LABEL (self->values[1]), seen);
  gtk_label_set_label (GTK_LABEL (self->finding), isnan (shown) ? _ ("Not read yet") : finding);
  gtk_label_set_label (GTK_LABEL (self->place), place);
  gtk_widget_set_visible (self->place, *place != '\0');
  if (meets || isnan (shown))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "short");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "short");
  for (guint i = 0; i < 2; i++)
    gtk_widget_queue_draw (self->bars[i]);

  if (isnan (shown))
    sentence = g_strdup_printf (_ ("%s asked, nothing read from the drawings yet"), asked);
  else
    sentence = g_strdup_printf (_ ("%s shown, %s asked, %s"), seen, asked, finding);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}
