/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-narrow-choice.h"

/* GTK's own rows are as wide as their longest words, and so is the window then. */

#define LINE_CHARS 44

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static const char *
get_words (GtkListItem *item)
{
  return gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item)));
}

/* ---- what is chosen: cut short where there is no room, whole in its tooltip ---- */

static void
set_up_chosen_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = make_label ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_chosen_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), get_words (item));
  gtk_widget_set_tooltip_text (label, get_words (item));
}

/* ---- what can be chosen: in lines, with a tick at what is ---- */

static void
set_up_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = make_label ();

  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars",
                LINE_CHARS, NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
show_tick (GtkListItem *item, GParamSpec *pspec, GtkDropDown *choice)
{
  GtkWidget *tick = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_widget_set_opacity (
      tick, gtk_list_item_get_position (item) == gtk_drop_down_get_selected (choice) ? 1 : 0);
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, GtkListItem *item)
{
  show_tick (item, pspec, choice);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkDropDown *choice)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (label), get_words (item));
  g_signal_connect (choice, "notify::selected", G_CALLBACK (selected_cb), item);
  show_tick (item, NULL, choice);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkDropDown *choice)
{
  g_signal_handlers_disconnect_by_func (choice, selected_cb, item);
}

/**
 * sl_narrow_choice_set_up:
 * @choice: a drop-down over a GtkStringList
 *
 * Keeps long words from widening the window: what is chosen is cut short where there is no room for
 * it, and the list shows it whole in several lines.
 */
void
sl_narrow_choice_set_up (GtkDropDown *choice)
{
  g_autoptr (GtkListItemFactory) chosen = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (choice));

  g_signal_connect (chosen, "setup", G_CALLBACK (set_up_chosen_cb), NULL);
  g_signal_connect (chosen, "bind", G_CALLBACK (bind_chosen_cb), NULL);
  /* The factory belongs to the drop-down, and its rows come and go with it. */
  g_signal_connect (rows, "setup", G_CALLBACK (set_up_row_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), choice);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row_cb), choice);
  gtk_drop_down_set_factory (choice, chosen);
  gtk_drop_down_set_list_factory (choice, rows);
}
