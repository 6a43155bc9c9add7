/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-step-window.h"

#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

struct _SlStepWindow
{
  AdwWindow parent_instance;

  GtkBox *box;
  GtkLabel *obstacle;
  GtkWidget *button; /* NULL: none */
};

static guint step;

G_DEFINE_FINAL_TYPE (SlStepWindow, sl_step_window, ADW_TYPE_WINDOW)

static void
step_cb (SlStepWindow *self)
{
  g_signal_emit (self, step, 0);
}

static void
sl_step_window_class_init (SlStepWindowClass *klass)
{
  step = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
sl_step_window_init (SlStepWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->obstacle = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "step-window");
  gtk_box_append (self->box, GTK_WIDGET (self->obstacle));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 600);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                "propagate-natural-height", TRUE, "max-content-height", 620, NULL);
  adw_window_set_content (ADW_WINDOW (self), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (adw_window_get_content (ADW_WINDOW (self))), scrolled);
  g_object_set (self, "modal", TRUE, "default-width", 560, NULL);
}

/**
 * sl_step_window_new:
 * @any: a widget of the window that it stands over
 * @title: what the step is
 * @button: (nullable): the word of the button that takes it
 *
 * Returns: (transfer none): a window to be filled and presented
 */
SlStepWindow *
sl_step_window_new (GtkWidget *any, const char *title, const char *button)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (any));
  SlStepWindow *self = g_object_new (SL_TYPE_STEP_WINDOW, "transient-for", parent, "title", title,
                                     NULL);
  GtkWidget *bar = adw_header_bar_new ();

  if (button != NULL)
    {
      GtkWidget *leave = gtk_button_new_with_label (_ ("Leave it"));

      self->button = gtk_button_new_with_label (button);
      gtk_widget_add_css_class (self->button, "suggested-action");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (leave), "window.close");
      g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (step_cb), self);
      adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
      adw_header_bar_pack_start (ADW_HEADER_BAR (bar), leave);
      adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->button);
    }
  gtk_box_prepend (GTK_BOX (adw_window_get_content (ADW_WINDOW (self))), bar);
  return self;
}

void
sl_step_window_add (SlStepWindow *self, GtkWidget *child)
{
  g_return_if_fail (SL_IS_STEP_WINDOW (self));

  gtk_box_insert_child_after (self->box, child,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (self->obstacle)));
}

void
sl_step_window_set_obstacle (SlStepWindow *self, const char *text)
{
  g_return_if_fail (SL_IS_STEP_WINDOW (self));

  gtk_label_set_label (self->obstacle, text);
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), *text != '\0');
  if (self->button != NULL)
    gtk_widget_set_sensitive (self->button, *text == '\0');
}

void
sl_step_window_set_button (SlStepWindow *self, const char *text)
{
  g_return_if_fail (SL_IS_STEP_WINDOW (self));

  if (self->button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->button), text);
}
