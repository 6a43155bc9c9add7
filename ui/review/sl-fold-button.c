/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-fold-button.h"

struct _SlFoldButton
{
  GtkToggleButton parent_instance;

  GtkWidget *content; /* a weak pointer; NULL until it was made */
  GtkBox *line;
  GtkImage *arrow;
};

G_DEFINE_FINAL_TYPE (SlFoldButton, sl_fold_button, GTK_TYPE_TOGGLE_BUTTON)

static void
sl_fold_button_toggled (GtkToggleButton *button)
{
  SlFoldButton *self = SL_FOLD_BUTTON (button);
  gboolean open = gtk_toggle_button_get_active (button);

  if (self->content != NULL)
    gtk_widget_set_visible (self->content, open);
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
sl_fold_button_dispose (GObject *object)
{
  g_clear_weak_pointer (&SL_FOLD_BUTTON (object)->content);
  G_OBJECT_CLASS (sl_fold_button_parent_class)->dispose (object);
}

static void
sl_fold_button_class_init (SlFoldButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_fold_button_dispose;
  GTK_TOGGLE_BUTTON_CLASS (klass)->toggled = sl_fold_button_toggled;
}

static void
sl_fold_button_init (SlFoldButton *self)
{
  self->line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->arrow = GTK_IMAGE (gtk_image_new_from_icon_name ("pan-end-symbolic"));
  gtk_box_append (self->line, GTK_WIDGET (self->arrow));
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->line));
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

/**
 * sl_fold_button_new:
 * @spacing: between the arrow and what stands behind it, in pixels
 *
 * Returns: (transfer floating): the button, closed
 */
GtkWidget *
sl_fold_button_new (int spacing)
{
  SlFoldButton *self = g_object_new (SL_TYPE_FOLD_BUTTON, NULL);

  gtk_box_set_spacing (self->line, spacing);
  return GTK_WIDGET (self);
}

/**
 * sl_fold_button_append:
 * @child: a part of the line
 *
 * Puts @child behind the arrow and what stands there already.
 */
void
sl_fold_button_append (SlFoldButton *self, GtkWidget *child)
{
  g_return_if_fail (SL_IS_FOLD_BUTTON (self));
  gtk_box_append (self->line, child);
}

/**
 * sl_fold_button_set_content:
 * @content: what is opened; not held
 *
 * Names what the button shows and hides from the next time that it is pressed.
 */
void
sl_fold_button_set_content (SlFoldButton *self, GtkWidget *content)
{
  g_return_if_fail (SL_IS_FOLD_BUTTON (self));
  g_set_weak_pointer (&self->content, content);
}
