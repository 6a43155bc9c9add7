/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-choice.h"

#include "widgets/sl-wrapped-label.h"

static void
setup_cut_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new ("");

  g_object_set (label, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 8, NULL);
  gtk_list_item_set_child (item, label);
}

static void
setup_whole_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = sl_wrapped_label_new ("", NULL);

  g_object_set (label, "width-chars", 20, "max-width-chars", 40, NULL);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
make_factory (GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

/**
 * sl_choice_new:
 * @names: what is offered
 * @label: its accessible name
 *
 * Returns: (transfer floating): a drop-down that folds
 */
GtkWidget *
sl_choice_new (GtkStringList *names, const char *label)
{
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  g_autoptr (GtkListItemFactory) cut = make_factory (G_CALLBACK (setup_cut_cb));
  g_autoptr (GtkListItemFactory) whole = make_factory (G_CALLBACK (setup_whole_cb));

  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), cut);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (choice), whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return choice;
}
