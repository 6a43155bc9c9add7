/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-text-field.h"

#include "widgets/sl-growing-text.h"
#include "widgets/sl-wrapped-label.h"

struct _SlTextField
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkTextView *view;
  gboolean silent;
};

static guint edited;

G_DEFINE_FINAL_TYPE (SlTextField, sl_text_field, GTK_TYPE_WIDGET)

static void
changed_cb (SlTextField *self)
{
  if (!self->silent)
    g_signal_emit (self, edited, 0);
}

static gboolean
sl_text_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SL_TEXT_FIELD (widget)->view));
}

static void
sl_text_field_dispose (GObject *object)
{
  g_clear_pointer (&SL_TEXT_FIELD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sl_text_field_parent_class)->dispose (object);
}

static void
sl_text_field_class_init (SlTextFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_text_field_dispose;
  widget_class->grab_focus = sl_text_field_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  edited = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 0);
}

static void
sl_text_field_init (SlTextField *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->view = g_object_new (SL_TYPE_GROWING_TEXT, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab",
                             FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "field");
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, 60);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "changed",
                            G_CALLBACK (changed_cb), self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * sl_text_field_new:
 * @label: what is to be written
 * @hint: (nullable): a line below it
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
sl_text_field_new (const char *label, const char *hint)
{
  SlTextField *self = g_object_new (SL_TYPE_TEXT_FIELD, NULL);

  gtk_box_append (GTK_BOX (self->box), sl_wrapped_label_new (label, "caption-heading"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->view));
  if (hint != NULL)
    {
      GtkWidget *below = sl_wrapped_label_new (hint, "caption");

      gtk_widget_add_css_class (below, "meta");
      gtk_box_append (GTK_BOX (self->box), below);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * sl_text_field_set_text:
 * @self: a field
 * @text: what it says
 *
 * Shows @text, and emits nothing.
 */
void
sl_text_field_set_text (SlTextField *self, const char *text)
{
  g_return_if_fail (SL_IS_TEXT_FIELD (self));

  self->silent = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->silent = FALSE;
}

/**
 * sl_text_field_dup_text:
 * @self: a field
 *
 * Returns: (transfer full): what was written, without spaces round it
 */
char *
sl_text_field_dup_text (SlTextField *self)
{
  char *text = NULL;

  g_return_val_if_fail (SL_IS_TEXT_FIELD (self), NULL);

  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);
  return g_strstrip (text);
}
