/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-file-list.h"

#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

struct _SlFileList
{
  AdwBin parent_instance;

  gboolean writable;
  GtkBox *rows;
};

enum
{
  ADD_WANTED,
  SAVE_WANTED,
  REMOVE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlFileList, sl_file_list, ADW_TYPE_BIN)

static void
add_cb (SlFileList *self)
{
  g_signal_emit (self, signals[ADD_WANTED], 0);
}

static void
save_cb (SlFileList *self, GtkWidget *button)
{
  g_signal_emit (self, signals[SAVE_WANTED], 0, g_object_get_data (G_OBJECT (button), "sl-sha256"),
                 g_object_get_data (G_OBJECT (button), "sl-name"));
}

static void
remove_cb (SlFileList *self, GtkWidget *button)
{
  g_signal_emit (self, signals[REMOVE_WANTED], 0, g_object_get_data (G_OBJECT (button), "sl-id"));
}

static void
sl_file_list_class_init (SlFileListClass *klass)
{
  signals[ADD_WANTED] = g_signal_new ("add-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE_WANTED] = g_signal_new ("save-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                       G_TYPE_STRING);
  signals[REMOVE_WANTED] = g_signal_new ("remove-wanted", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_STRING);
}

static void
sl_file_list_init (SlFileList *self)
{
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
}

GtkWidget *
sl_file_list_new (gboolean writable)
{
  SlFileList *self = g_object_new (SL_TYPE_FILE_LIST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add file…"));

  self->writable = writable;
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_visible (add, writable);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (_ ("Files"), "caption-heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), add);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

static void
add_button (SlFileList *self,
            GtkWidget *row,
            const char *icon_name,
            const char *name,
            GCallback callback,
            const SlPortfolioFile *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "sl-id", g_strdup (file->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "sl-sha256", g_strdup (file->sha256), g_free);
  g_object_set_data_full (G_OBJECT (button), "sl-name", g_strdup (file->file_name), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
}

/**
 * sl_file_list_show:
 * @self: a list
 * @files: (element-type SlPortfolioFile): what is there
 *
 * Shows @files.
 */
void
sl_file_list_show (SlFileList *self, GPtrArray *files)
{
  GtkWidget *row;

  g_return_if_fail (SL_IS_FILE_LIST (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const SlPortfolioFile *file = g_ptr_array_index (files, i);
      g_autofree char *size = g_format_size ((guint64) file->size);
      g_autofree char *text = g_strdup_printf ("%s, %s", file->file_name, size);
      g_autofree char *save = g_strdup_printf (_ ("Save a copy of %s…"), file->file_name);
      g_autofree char *away = g_strdup_printf (_ ("Remove %s"), file->file_name);
      GtkWidget *label = sl_wrapped_label_new (text, NULL);

      row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (row), label);
      add_button (self, row, "document-save-as-symbolic", save, G_CALLBACK (save_cb), file);
      if (self->writable)
        add_button (self, row, "window-close-symbolic", away, G_CALLBACK (remove_cb), file);
      gtk_box_append (self->rows, row);
    }
}
