/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-first-page.h"

#include "people/sl-role-list.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Asked once and never again: later the name is changed on the card, the role by others. */

struct _SlFirstPage
{
  AdwBin parent_instance;

  SlCasebook *casebook;

  GtkEditable *name;
  SlRoleList *roles;
  GtkLabel *remark;
  GtkWidget *begin;
};

G_DEFINE_FINAL_TYPE (SlFirstPage, sl_first_page, ADW_TYPE_BIN)

static void
changed_cb (SlFirstPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "first.begin", *name != '\0');
}

static void
show_remark (SlFirstPage *self, const char *text)
{
  gtk_label_set_label (self->remark, text);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), *text != '\0');
}

static void
declared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlFirstPage *self = SL_FIRST_PAGE (source);
  g_autoptr (GError) error = NULL;
  gboolean saved = sl_window_apply_finish (result, &error);

  /* The window hears of the person that was declared, and goes on without this page. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  changed_cb (self);
  if (!saved || !sl_casebook_reload_person (self->casebook, &error))
    show_remark (self, error->message);
}

static void
begin_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlFirstPage *self = SL_FIRST_PAGE (widget);
  SlPerson *person = sl_casebook_get_person (self->casebook);

  show_remark (self, "");
  gtk_widget_action_set_enabled (widget, "first.begin", FALSE);
  sl_window_apply (widget,
                   sl_people_change_declare (sl_person_get_id (person),
                                             gtk_editable_get_text (self->name),
                                             sl_role_list_get_role (self->roles)),
                   declared_cb, NULL);
}

static void
activated_cb (SlFirstPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "first.begin", NULL);
}

static gboolean
sl_first_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SL_FIRST_PAGE (widget)->name));
}

/* The list of roles has taken the focus with its chosen row by now. */
static void
sl_first_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sl_first_page_parent_class)->map (widget);
  gtk_widget_grab_focus (widget);
}

static void
sl_first_page_dispose (GObject *object)
{
  SlFirstPage *self = SL_FIRST_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_FIRST_PAGE);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_first_page_parent_class)->dispose (object);
}

static void
sl_first_page_class_init (SlFirstPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_first_page_dispose;
  widget_class->grab_focus = sl_first_page_grab_focus;
  widget_class->map = sl_first_page_map;

  g_type_ensure (SL_TYPE_ROLE_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/people/sl-first-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlFirstPage, name);
  gtk_widget_class_bind_template_child (widget_class, SlFirstPage, roles);
  gtk_widget_class_bind_template_child (widget_class, SlFirstPage, remark);
  gtk_widget_class_bind_template_child (widget_class, SlFirstPage, begin);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "first.begin", NULL, begin_cb);
}

static void
sl_first_page_init (SlFirstPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_first_page_is_needed:
 * @casebook: an open casebook
 *
 * Returns: whether it is not known yet who uses this account, and can be written down
 */
gboolean
sl_first_page_is_needed (SlCasebook *casebook)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (casebook), FALSE);
  return !sl_store_is_read_only (sl_casebook_get_store (casebook)) &&
         !sl_person_get_declared (sl_casebook_get_person (casebook));
}

/**
 * sl_first_page_new:
 * @casebook: in which nobody has said who uses this account
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sl_first_page_new (SlCasebook *casebook)
{
  SlFirstPage *self = g_object_new (SL_TYPE_FIRST_PAGE, NULL);
  const char *name = sl_person_get_display_name (sl_casebook_get_person (casebook));

  self->casebook = g_object_ref (casebook);
  /* A bare login name is no name; a full one from the system's list may be right. */
  if (strchr (name, ' ') != NULL)
    gtk_editable_set_text (self->name, name);
  sl_role_list_set_role (self->roles, "officer");
  changed_cb (self);
  return GTK_WIDGET (self);
}
