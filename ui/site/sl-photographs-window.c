/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-photographs-window.h"

#include "documents/sl-photograph.h"
#include "site/sl-photograph-picture.h"
#include "site/sl-photograph-window.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* A tile is filled when it comes into sight, and its pixels are let go of when it leaves. */

#define TILE_PIXELS 160

struct _SlPhotographsWindow
{
  AdwWindow parent_instance;

  SlCasebook *casebook;
  GListStore *photographs;
  GtkWidget *owner; /* weak: a widget of the main window */
  GtkGridView *grid;
};

G_DEFINE_FINAL_TYPE (SlPhotographsWindow, sl_photographs_window, ADW_TYPE_WINDOW)

/* The parts of a tile; each has its size before anything is read, so that nothing jumps. */
typedef struct
{
  GtkOverlay *frame;
  GtkWidget *picture; /* NULL out of sight */
  GtkLabel *name;
  GtkImage *privacy_icon;
  const char *privacy_class;
  GtkLabel *privacy;
  GCancellable *reading;
} Tile;

static void
tile_clear (Tile *tile)
{
  if (tile->reading != NULL)
    g_cancellable_cancel (tile->reading);
  g_clear_object (&tile->reading);
  if (tile->picture != NULL)
    gtk_overlay_remove_overlay (tile->frame, tile->picture);
  tile->picture = NULL;
}

static void
setup_cb (SlPhotographsWindow *self, GtkListItem *item)
{
  Tile *tile = g_new0 (Tile, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  tile->frame = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (tile->frame, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_size_request (gtk_overlay_get_child (tile->frame), 120, 96);
  tile->name = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (tile->name), "caption");
  g_object_set (tile->name, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 16,
                NULL);
  tile->privacy_icon = GTK_IMAGE (gtk_image_new ());
  tile->privacy = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (tile->privacy), "caption");
  g_object_set (tile->privacy, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (tile->privacy_icon));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (tile->privacy));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tile->frame));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tile->name));
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-start", 6, "margin-end", 6, "margin-top", 6, "margin-bottom", 6, NULL);
  g_object_set_data_full (G_OBJECT (item), "sl-tile", tile, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (SlPhotographsWindow *self, GtkListItem *item)
{
  SlPhotograph *photograph = gtk_list_item_get_item (item);
  Tile *tile = g_object_get_data (G_OBJECT (item), "sl-tile");
  const char *privacy = sl_photograph_get (photograph, "privacy");
  const char *css_class;

  tile->reading = g_cancellable_new ();
  tile->picture = sl_photograph_picture_new (photograph, sl_casebook_get_library (self->casebook),
                                             TILE_PIXELS, tile->reading);
  gtk_overlay_add_overlay (tile->frame, tile->picture);
  gtk_label_set_label (tile->name, sl_photograph_get_name (photograph));
  gtk_widget_set_tooltip_text (GTK_WIDGET (tile->frame), sl_photograph_get_name (photograph));
  if (tile->privacy_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (tile->privacy_icon), tile->privacy_class);
  gtk_image_set_from_icon_name (tile->privacy_icon,
                                sl_photograph_privacy_icon (privacy, &css_class));
  tile->privacy_class = css_class;
  gtk_widget_add_css_class (GTK_WIDGET (tile->privacy_icon), css_class);
  gtk_label_set_label (tile->privacy, sl_photograph_privacy_to_word (privacy));
}

static void
unbind_cb (SlPhotographsWindow *self, GtkListItem *item)
{
  tile_clear (g_object_get_data (G_OBJECT (item), "sl-tile"));
}

static void
activated_cb (SlPhotographsWindow *self, guint position)
{
  g_autoptr (SlPhotograph)
      photograph = g_list_model_get_item (G_LIST_MODEL (self->photographs), position);
  GtkWidget *window;

  if (photograph == NULL || self->owner == NULL)
    return;
  window = sl_photograph_window_new (self->owner, self->casebook, photograph);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
store_changed_cb (SlPhotographsWindow *self, const char *kind, const char *id, const char *case_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->photographs));

  for (guint i = 0; g_str_equal (kind, "photograph") && i < n; i++)
    {
      g_autoptr (SlPhotograph) old = g_list_model_get_item (G_LIST_MODEL (self->photographs), i);
      g_autoptr (SlPhotograph) now = NULL;

      if (!g_str_equal (sl_photograph_get (old, "id"), id))
        continue;
      now = sl_photographs_load (sl_casebook_get_store (self->casebook), id, NULL);
      if (now != NULL)
        g_list_store_splice (self->photographs, i, 1, (gpointer *) &now, 1);
      return;
    }
}

static void
sl_photographs_window_dispose (GObject *object)
{
  SlPhotographsWindow *self = SL_PHOTOGRAPHS_WINDOW (object);

  adw_window_set_content (ADW_WINDOW (self), NULL);
  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->photographs);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_photographs_window_parent_class)->dispose (object);
}

static void
sl_photographs_window_class_init (SlPhotographsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_photographs_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
sl_photographs_window_init (SlPhotographsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->grid = GTK_GRID_VIEW (gtk_grid_view_new (NULL, factory));
  gtk_grid_view_set_min_columns (self->grid, 2);
  /* GTK keeps 30 rows of the most columns alive, whatever is in sight. */
  gtk_grid_view_set_max_columns (self->grid, 5);
  gtk_grid_view_set_single_click_activate (self->grid, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Photographs"), -1);
  g_signal_connect_swapped (self->grid, "activate", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->grid));
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * sl_photographs_window_new:
 * @owner: a widget of the main window
 * @casebook: the opened data folder
 * @photographs: a #GListStore of #SlPhotograph
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
sl_photographs_window_new (GtkWidget *owner, SlCasebook *casebook, GListModel *photographs)
{
  SlPhotographsWindow *self = g_object_new (SL_TYPE_PHOTOGRAPHS_WINDOW, "transient-for",
                                            gtk_widget_get_root (owner), NULL);
  g_autoptr (GtkNoSelection) model = NULL;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u photograph", "%u photographs", g_list_model_get_n_items (photographs)),
      g_list_model_get_n_items (photographs));

  g_set_weak_pointer (&self->owner, owner);
  self->casebook = g_object_ref (casebook);
  self->photographs = G_LIST_STORE (g_object_ref (photographs));
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (photographs)));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (model));
  gtk_window_set_title (GTK_WINDOW (self), title);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
