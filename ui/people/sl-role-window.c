/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-role-window.h"

#include "people/sl-people-page.h"
#include "people/sl-role.h"

#include <glib/gi18n.h>

/* Offers only the roles that the one at work may give; the records refuse the others anyway. */

struct _SlRoleWindow
{
  AdwWindow parent_instance;

  SlPerson *person;
  GWeakRef row;   /* a widget of the page that applies */
  GPtrArray *ids; /* of const char*, in the order of the list */

  AdwPreferencesGroup *group;
  AdwComboRow *role;
  GtkEditable *reason;
};

G_DEFINE_FINAL_TYPE (SlRoleWindow, sl_role_window, ADW_TYPE_WINDOW)

static void
changed_cb (SlRoleWindow *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "role.change", *reason != '\0');
}

static void
change_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlRoleWindow *self = SL_ROLE_WINDOW (widget);
  g_autoptr (GtkWidget) row = g_weak_ref_get (&self->row);
  guint selected = adw_combo_row_get_selected (self->role);

  if (row != NULL && selected < self->ids->len)
    sl_people_page_apply (row, sl_people_change_role (sl_person_get_id (self->person),
                                                      g_ptr_array_index (self->ids, selected),
                                                      gtk_editable_get_text (self->reason)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (SlRoleWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "role.change", NULL);
}

static void
sl_role_window_dispose (GObject *object)
{
  SlRoleWindow *self = SL_ROLE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_ROLE_WINDOW);
  g_clear_object (&self->person);
  g_weak_ref_set (&self->row, NULL);
  G_OBJECT_CLASS (sl_role_window_parent_class)->dispose (object);
}

static void
sl_role_window_finalize (GObject *object)
{
  SlRoleWindow *self = SL_ROLE_WINDOW (object);

  g_ptr_array_unref (self->ids);
  g_weak_ref_clear (&self->row);
  G_OBJECT_CLASS (sl_role_window_parent_class)->finalize (object);
}

static void
sl_role_window_class_init (SlRoleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_role_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_role_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/people/sl-role-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlRoleWindow, group);
  gtk_widget_class_bind_template_child (widget_class, SlRoleWindow, role);
  gtk_widget_class_bind_template_child (widget_class, SlRoleWindow, reason);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "role.change", NULL, change_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sl_role_window_init (SlRoleWindow *self)
{
  self->ids = g_ptr_array_new ();
  g_weak_ref_init (&self->row, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sl_role_window_new (GtkWidget *row, SlPerson *person, SlPerson *actor)
{
  SlRoleWindow *self = g_object_new (SL_TYPE_ROLE_WINDOW, "transient-for",
                                     gtk_widget_get_root (row), NULL);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const char *held = sl_person_get_role (person);
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  self->person = g_object_ref (person);
  g_weak_ref_set (&self->row, row);
  adw_preferences_group_set_title (self->group, sl_person_get_display_name (person));
  for (guint i = 0; i < n_roles; i++)
    if (!g_str_equal (roles[i].id, held) &&
        sl_role_may_grant (sl_person_get_role (actor), held, roles[i].id, NULL))
      {
        gtk_string_list_append (titles, sl_role_get_title (roles[i].id));
        g_ptr_array_add (self->ids, (char *) roles[i].id);
      }
  adw_combo_row_set_model (self->role, G_LIST_MODEL (titles));
  changed_cb (self);
  return GTK_WIDGET (self);
}
