/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-role-list.h"

#include "people/sl-role.h"

#include <glib/gi18n.h>

/* A list whose selected row is the choice, so that the arrow keys choose and assistive tools are
 * told; the mark at the row's beginning shows the same to the eye. */

struct _SlRoleList
{
  AdwBin parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SlRoleList, sl_role_list, ADW_TYPE_BIN)

static void
selected_cb (GtkListBox *list)
{
  for (GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, 0); row != NULL;
       row = gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (row) + 1))
    gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "sl-mark"),
                            gtk_list_box_row_is_selected (row) ? 1 : 0);
}

static void
add_role (SlRoleList *self, const SlRole *role)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *title = *role->abbreviation != '\0'
                               ? g_strdup_printf (_ ("%s (%s)"), sl_role_get_title (role->id),
                                                  role->abbreviation)
                               : g_strdup (sl_role_get_title (role->id));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (role->duties));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "sl-mark", mark);
  gtk_list_box_append (self->list, row);
}

/* As a group of radio buttons: Tab comes to what is chosen and goes on behind the list (GTK 4.8's
 * lists stop at every row), the arrow keys choose. */
static gboolean
sl_role_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SlRoleList *self = SL_ROLE_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if ((direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) && row != NULL)
    return gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
  return GTK_WIDGET_CLASS (sl_role_list_parent_class)->focus (widget, direction);
}

static void
sl_role_list_class_init (SlRoleListClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = sl_role_list_focus;
}

static void
sl_role_list_init (SlRoleList *self)
{
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "roles");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your role"), -1);
  g_signal_connect (self->list, "selected-rows-changed", G_CALLBACK (selected_cb), NULL);
  for (guint i = 0; i < n_roles; i++)
    add_role (self, &roles[i]);
  selected_cb (self->list);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * sl_role_list_get_role:
 *
 * Returns: (transfer none): the chosen role's id; "" before one is chosen
 */
const char *
sl_role_list_get_role (SlRoleList *self)
{
  GtkListBoxRow *row;
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  g_return_val_if_fail (SL_IS_ROLE_LIST (self), "");
  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? roles[gtk_list_box_row_get_index (row)].id : "";
}

void
sl_role_list_set_role (SlRoleList *self, const char *role)
{
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  g_return_if_fail (SL_IS_ROLE_LIST (self));
  for (guint i = 0; i < n_roles; i++)
    if (g_strcmp0 (roles[i].id, role) == 0)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}
