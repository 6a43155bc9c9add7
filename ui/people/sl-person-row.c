/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-person-row.h"

#include "base/sl-time.h"
#include "people/sl-people-page.h"
#include "people/sl-role-window.h"
#include "people/sl-role.h"

#include <glib/gi18n.h>

struct _SlPersonRow
{
  AdwExpanderRow parent_instance;

  SlCasebook *casebook;
  SlPerson *person;

  GtkWidget *self_declared;
  GtkWidget *you;
  AdwActionRow *standing;
  GtkWidget *confirm;
  AdwActionRow *role;
  GtkWidget *change_role;
};

G_DEFINE_FINAL_TYPE (SlPersonRow, sl_person_row, ADW_TYPE_EXPANDER_ROW)

static void
confirm_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPersonRow *self = SL_PERSON_ROW (widget);

  sl_people_page_apply (widget, sl_people_change_confirm (sl_person_get_id (self->person)));
}

static void
change_role_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPersonRow *self = SL_PERSON_ROW (widget);

  gtk_window_present (GTK_WINDOW (
      sl_role_window_new (widget, self->person, sl_casebook_get_person (self->casebook))));
}

/* "account 61001", or where else they work. */
static char *
dup_place (SlPerson *person)
{
  if (sl_person_get_elsewhere (person))
    return g_strdup (_ ("at another computer"));
  return g_strdup_printf (_ ("account %s"), sl_person_get_account (person));
}

static char *
dup_standing (SlPerson *person)
{
  g_autofree char *date = NULL;

  if (!sl_person_get_declared (person))
    return g_strdup (_ ("Has not said yet who they are"));
  if (sl_person_get_self_declared (person))
    return g_strdup (_ ("The role stands on their own word"));
  if (*sl_person_get_confirmed_by_name (person) == '\0')
    return g_strdup (_ ("Confirmed at another computer"));
  date = sl_time_format_long (sl_person_get_confirmed_at (person));
  return g_strdup_printf (_ ("Confirmed by %s, %s"), sl_person_get_confirmed_by_name (person),
                          date);
}

/* Why the person at work may not change the role, as a sentence; NULL when they may. */
static char *
dup_obstacle (SlPerson *actor, SlPerson *person)
{
  char *reason = NULL;

  if (sl_person_get_elsewhere (person))
    return g_strdup (_ ("Changed at their own computer"));
  if (!sl_person_get_declared (actor) || sl_person_get_self_declared (actor))
    return g_strdup (_ ("Your own role must be confirmed before you give roles to others"));
  /* The lowest is the one that most may give. */
  sl_role_may_grant (sl_person_get_role (actor), sl_person_get_role (person), "trainee", &reason);
  return reason;
}

static void
update (SlPersonRow *self)
{
  SlPerson *actor = sl_casebook_get_person (self->casebook);
  gboolean own = g_str_equal (sl_person_get_id (actor), sl_person_get_id (self->person));
  gboolean writable = !sl_store_is_read_only (sl_casebook_get_store (self->casebook));
  gboolean open = sl_person_get_declared (self->person) &&
                  sl_person_get_self_declared (self->person);
  g_autofree char *place = dup_place (self->person);
  g_autofree char *standing = dup_standing (self->person);
  g_autofree char *obstacle = own ? g_strdup (_ ("Changed by a person of a higher role"))
                                  : dup_obstacle (actor, self->person);
  g_autofree char *subtitle = g_strdup_printf (_ ("%s, %s"),
                                               sl_person_get_role_title (self->person), place);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 sl_person_get_display_name (self->person));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_widget_set_visible (self->you, own);
  gtk_widget_set_visible (self->self_declared, open);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->standing), standing);
  adw_action_row_set_subtitle (
      self->standing, own && open ? _ ("A second person confirms it from their account") : "");
  gtk_widget_set_visible (self->confirm, open && !own);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.confirm",
                                 writable && open && !own && sl_person_get_declared (actor));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->role),
                                 sl_person_get_role_title (self->person));
  adw_action_row_set_subtitle (self->role, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (self->change_role, obstacle == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.change-role",
                                 writable && obstacle == NULL);
}

static void
sl_person_row_dispose (GObject *object)
{
  SlPersonRow *self = SL_PERSON_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PERSON_ROW);
  g_clear_object (&self->person);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_person_row_parent_class)->dispose (object);
}

static void
sl_person_row_class_init (SlPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_person_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/people/sl-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPersonRow, self_declared);
  gtk_widget_class_bind_template_child (widget_class, SlPersonRow, you);
  gtk_widget_class_bind_template_child (widget_class, SlPersonRow, standing);
  gtk_widget_class_bind_template_child (widget_class, SlPersonRow, confirm);
  gtk_widget_class_bind_template_child (widget_class, SlPersonRow, role);
  gtk_widget_class_bind_template_child (widget_class, SlPersonRow, change_role);
  gtk_widget_class_install_action (widget_class, "person.confirm", NULL, confirm_cb);
  gtk_widget_class_install_action (widget_class, "person.change-role", NULL, change_role_cb);
}

static void
sl_person_row_init (SlPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_person_row_new:
 * @casebook: whose person is at work
 * @person: whom to show
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
sl_person_row_new (SlCasebook *casebook, SlPerson *person)
{
  SlPersonRow *self = g_object_new (SL_TYPE_PERSON_ROW, NULL);

  self->casebook = g_object_ref (casebook);
  sl_person_row_set_person (self, person);
  return GTK_WIDGET (self);
}

void
sl_person_row_set_person (SlPersonRow *self, SlPerson *person)
{
  g_return_if_fail (SL_IS_PERSON_ROW (self) && SL_IS_PERSON (person));
  g_set_object (&self->person, person);
  update (self);
}
