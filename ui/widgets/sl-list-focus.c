/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-list-focus.h"

/* GTK 4.8 has no gtk_column_view_scroll_to(): the list's own action brings a row into sight, and
 * the row to focus is known by being selected. */

static GtkWidget *
find_list (GtkWidget *view)
{
  if (GTK_IS_LIST_VIEW (view))
    return view;
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  return NULL;
}

/**
 * sl_list_go_to:
 * @view: a GtkListView or GtkColumnView
 * @position: the row of its model that is selected
 * @grab: whether the row takes the focus
 */
void
sl_list_go_to (GtkWidget *view, guint position, gboolean grab)
{
  GtkWidget *list = find_list (view);

  g_return_if_fail (list != NULL);
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  if (!grab)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0 &&
        gtk_widget_grab_focus (row))
      return;
  gtk_widget_grab_focus (list);
}

/**
 * sl_has_focus_within:
 *
 * Returns: %TRUE when the keyboard focus is in @widget or on it
 */
gboolean
sl_has_focus_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}
