/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-change-fold.h"

#include <glib/gi18n.h>

/* Paragraphs nobody changed: one line until they are asked for. */

struct _SlChangeFold
{
  GtkWidget parent_instance;

  GPtrArray *blocks; /* borrowed elements */
  gboolean filled;

  GtkWidget *button;
  GtkImage *arrow;
  GtkBox *rows;
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlChangeFold, sl_change_fold, GTK_TYPE_WIDGET)

static void
toggled_cb (SlChangeFold *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button));

  if (open && !self->filled)
    {
      self->filled = TRUE;
      g_signal_emit (self, signals[SIGNAL_OPENED], 0);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), open);
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-up-symbolic" : "pan-down-symbolic");
}

static void
sl_change_fold_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sl_change_fold_parent_class)->dispose (object);
}

static void
sl_change_fold_finalize (GObject *object)
{
  g_ptr_array_unref (SL_CHANGE_FOLD (object)->blocks);
  G_OBJECT_CLASS (sl_change_fold_parent_class)->finalize (object);
}

static void
sl_change_fold_class_init (SlChangeFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_change_fold_dispose;
  object_class->finalize = sl_change_fold_finalize;
  signals[SIGNAL_OPENED] = g_signal_new ("opened", SL_TYPE_CHANGE_FOLD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "changefold");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sl_change_fold_init (SlChangeFold *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

/**
 * sl_change_fold_new:
 * @blocks: (transfer full): what is folded away
 *
 * Returns: (transfer floating): the fold, closed
 */
GtkWidget *
sl_change_fold_new (GPtrArray *blocks)
{
  SlChangeFold *self = g_object_new (SL_TYPE_CHANGE_FOLD, NULL);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u paragraph unchanged", "%u paragraphs unchanged", blocks->len), blocks->len);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->blocks = blocks;
  self->button = gtk_toggle_button_new ();
  self->arrow = GTK_IMAGE (gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->arrow));
  gtk_box_append (GTK_BOX (line), gtk_label_new (text));
  gtk_button_set_child (GTK_BUTTON (self->button), line);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "fold");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  g_signal_connect_swapped (self->button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->rows), GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

GPtrArray *
sl_change_fold_get_blocks (SlChangeFold *self)
{
  g_return_val_if_fail (SL_IS_CHANGE_FOLD (self), NULL);
  return self->blocks;
}

void
sl_change_fold_append (SlChangeFold *self, GtkWidget *row)
{
  g_return_if_fail (SL_IS_CHANGE_FOLD (self));
  gtk_box_append (self->rows, row);
}

gboolean
sl_change_fold_hides (SlChangeFold *self, const char *key)
{
  g_return_val_if_fail (SL_IS_CHANGE_FOLD (self), FALSE);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button)))
    return FALSE;
  for (guint i = 0; i < self->blocks->len; i++)
    if (g_strcmp0 (((SlBlockChange *) g_ptr_array_index (self->blocks, i))->key, key) == 0)
      return TRUE;
  return FALSE;
}

void
sl_change_fold_open (SlChangeFold *self)
{
  g_return_if_fail (SL_IS_CHANGE_FOLD (self));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), TRUE);
}
