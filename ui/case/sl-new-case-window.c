/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-new-case-window.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* A case without files yet. What is typed here counts as the officer's own word. */

/* Merging order of a value that an officer typed. */
#define RANK_OFFICER 60

struct _SlNewCaseWindow
{
  AdwWindow parent_instance;

  SlCasebook *casebook;
  GPtrArray *authorities; /* of const SlAuthority* */
  GPtrArray *kinds;       /* of const SlCaseKind*, in the order of the list */
  char *case_id;
  SlCase *origin; /* the case that a new one came from; NULL none */

  AdwComboRow *kind;
  GtkEditable *title_row;
  GtkEditable *from;
  GtkEditable *reference;
  AdwComboRow *authority;
  GtkEditable *address;
  GtkEditable *proposal;
  GtkEditable *dwellings;
  GtkEditable *expiry;
  GtkLabel *remark;
};

G_DEFINE_FINAL_TYPE (SlNewCaseWindow, sl_new_case_window, ADW_TYPE_WINDOW)

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static const SlCaseKind *
get_kind (SlNewCaseWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->kind);

  if (self->kinds == NULL)
    return NULL;
  return selected < self->kinds->len ? g_ptr_array_index (self->kinds, selected) : NULL;
}

/* A planning application comes with its reference; the other kinds are given one of their own. */
static gboolean
is_planning (SlNewCaseWindow *self)
{
  const SlCaseKind *kind = get_kind (self);

  return kind == NULL || g_str_equal (kind->id, "planning");
}

/* The same for the kinds that no application brings. */
static const char *
find_other_obstacle (SlNewCaseWindow *self)
{
  g_autofree char *title = dup_text (self->title_row);
  g_autofree char *from = dup_text (self->from);

  g_clear_object (&self->origin);
  if (*title == '\0')
    return _ ("A title is needed to find the case again.");
  if (*from == '\0')
    return NULL;
  self->origin = sl_case_records_find (sl_casebook_get_store (self->casebook), from, NULL);
  return self->origin == NULL ? _ ("No case has that reference.") : NULL;
}

/* What keeps the case from being made, as a sentence; NULL when nothing does. */
static const char *
find_obstacle (SlNewCaseWindow *self)
{
  g_autofree char *reference = dup_text (self->reference);
  g_autofree char *address = dup_text (self->address);
  g_autofree char *dwellings = dup_text (self->dwellings);
  g_autofree char *expiry = dup_text (self->expiry);
  g_autofree char *date = *expiry != '\0' ? sl_date_parse (expiry) : g_strdup ("");
  guint64 number;

  if (!is_planning (self))
    return find_other_obstacle (self);
  if (*reference == '\0' && *address == '\0')
    return _ ("A reference or an address is needed to find the case again.");
  if (*dwellings != '\0' && !g_ascii_string_to_unsigned (dwellings, 10, 0, 1000000, &number, NULL))
    return _ ("The number of homes is written in digits.");
  if (date == NULL)
    return _ ("The day on which the consultation ends cannot be read as a date.");
  return NULL;
}

static void
changed_cb (SlNewCaseWindow *self)
{
  const char *obstacle = find_obstacle (self);

  gtk_label_set_label (self->remark, obstacle != NULL ? obstacle : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-case.create", obstacle == NULL);
}

static void
kind_cb (SlNewCaseWindow *self)
{
  gboolean planning = is_planning (self);
  const SlCaseKind *kind = get_kind (self);
  GtkWidget *of_planning[] = { GTK_WIDGET (self->reference), GTK_WIDGET (self->authority),
                               GTK_WIDGET (self->proposal), GTK_WIDGET (self->dwellings),
                               GTK_WIDGET (self->expiry) };

  for (guint i = 0; i < G_N_ELEMENTS (of_planning); i++)
    gtk_widget_set_visible (of_planning[i], planning);
  gtk_widget_set_visible (GTK_WIDGET (self->title_row), !planning);
  gtk_widget_set_visible (GTK_WIDGET (self->from), !planning);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind), kind != NULL ? kind->about : "");
  changed_cb (self);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlNewCaseWindow) self = data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (!sl_window_apply_finish (result, &error))
    {
      gtk_label_set_label (self->remark, error->message);
      return;
    }
  if (SL_IS_WINDOW (parent))
    sl_window_open_case (SL_WINDOW (parent), self->case_id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlNewCaseWindow) self = data;
  g_autoptr (GError) error = NULL;
  SlPerson *person = sl_casebook_get_person (self->casebook);

  if (!sl_window_apply_finish (result, &error))
    {
      gtk_label_set_label (self->remark, error->message);
      return;
    }
  sl_window_apply (GTK_WIDGET (source),
                   sl_case_change_make (self->case_id, sl_person_get_id (person)), made_cb,
                   g_object_ref (self));
}

static void
add_value (GArray *values, const char *field, const char *value)
{
  SlFactValue fact = { .field = field,
                       .value = value,
                       .source_kind = "officer",
                       .source_name = "",
                       .source_place = "",
                       .rank = RANK_OFFICER };

  if (*value != '\0')
    g_array_append_val (values, fact);
}

/* ---- the other kinds ---- */

/* Both cases name each other, so that either leads to the other. */
static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlNewCaseWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) begun = NULL;
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  gboolean scheme = g_str_equal (get_kind (self)->id, "scheme");

  if (!sl_window_apply_finish (result, &error) ||
      (begun = sl_case_records_load (sl_casebook_get_store (self->casebook), self->case_id,
                                     &error)) == NULL)
    {
      gtk_label_set_label (self->remark, error->message);
      return;
    }
  if (self->origin != NULL)
    {
      sl_window_apply (parent,
                       sl_case_change_link (self->case_id, sl_case_get (self->origin, "reference"),
                                            scheme ? "scheme-of" : "related"),
                       NULL, NULL);
      sl_window_apply (parent,
                       sl_case_change_link (sl_case_get_id (self->origin),
                                            sl_case_get (begun, "reference"),
                                            scheme ? "scheme" : "related"),
                       NULL, NULL);
    }
  if (SL_IS_WINDOW (parent))
    sl_window_open_view (SL_WINDOW (parent), self->case_id, "site");
  gtk_window_close (GTK_WINDOW (self));
}

static void
begin (SlNewCaseWindow *self)
{
  g_autofree char *title = dup_text (self->title_row);
  g_autofree char *address = dup_text (self->address);
  const char *place = *address == '\0' && self->origin != NULL
                          ? sl_case_get (self->origin, "address")
                          : address;

  g_free (self->case_id);
  self->case_id = sl_id_new ();
  sl_window_apply (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                   sl_case_change_begin (
                       sl_casebook_get_packs (self->casebook), self->case_id, get_kind (self)->id,
                       title, place, sl_person_get_id (sl_casebook_get_person (self->casebook))),
                   begun_cb, g_object_ref (self));
}

static void
create_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlNewCaseWindow *self = SL_NEW_CASE_WINDOW (widget);
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (SlFactValue));
  g_autofree char *reference = dup_text (self->reference);
  g_autofree char *address = dup_text (self->address);
  g_autofree char *proposal = dup_text (self->proposal);
  g_autofree char *dwellings = dup_text (self->dwellings);
  g_autofree char *expiry = dup_text (self->expiry);
  g_autofree char *date = *expiry != '\0' ? sl_date_parse (expiry) : g_strdup ("");
  guint selected = adw_combo_row_get_selected (self->authority);

  if (find_obstacle (self) != NULL)
    return;
  if (!is_planning (self))
    {
      begin (self);
      return;
    }
  add_value (values, "reference", reference);
  /* The first entry of the list says that no authority was chosen. */
  if (selected > 0 && selected <= self->authorities->len)
    {
      const SlAuthority *authority = g_ptr_array_index (self->authorities, selected - 1);

      add_value (values, "authority-code", authority->code);
      add_value (values, "authority-name", authority->name);
    }
  add_value (values, "address", address);
  add_value (values, "proposal", proposal);
  add_value (values, "dwellings", dwellings);
  add_value (values, "consultation-expiry", date);

  g_free (self->case_id);
  self->case_id = sl_id_new ();
  sl_window_apply (
      GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
      sl_case_change_create (self->case_id, (const SlFactValue *) values->data, values->len),
      created_cb, g_object_ref (self));
}

static void
activated_cb (SlNewCaseWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "new-case.create", NULL);
}

static void
sl_new_case_window_dispose (GObject *object)
{
  SlNewCaseWindow *self = SL_NEW_CASE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_NEW_CASE_WINDOW);
  g_clear_pointer (&self->authorities, g_ptr_array_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_object (&self->origin);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_new_case_window_parent_class)->dispose (object);
}

static void
sl_new_case_window_finalize (GObject *object)
{
  g_free (SL_NEW_CASE_WINDOW (object)->case_id);
  G_OBJECT_CLASS (sl_new_case_window_parent_class)->finalize (object);
}

static void
sl_new_case_window_class_init (SlNewCaseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_new_case_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_new_case_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/case/sl-new-case-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, kind);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, title_row);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, from);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, reference);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, authority);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, address);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, proposal);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, dwellings);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, expiry);
  gtk_widget_class_bind_template_child (widget_class, SlNewCaseWindow, remark);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "new-case.create", NULL, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sl_new_case_window_init (SlNewCaseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_new_case_window_new:
 * @parent: the main window
 * @casebook: where the case is made
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
sl_new_case_window_new (GtkWindow *parent, SlCasebook *casebook)
{
  SlNewCaseWindow *self = g_object_new (SL_TYPE_NEW_CASE_WINDOW, "transient-for", parent, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->casebook = g_object_ref (casebook);
  self->kinds = sl_case_kinds_list (sl_casebook_get_packs (casebook));
  self->authorities = sl_policy_library_list_authorities (sl_casebook_get_policy (casebook));
  gtk_string_list_append (names, _ ("Not known yet"));
  for (guint i = 0; i < self->authorities->len; i++)
    {
      const SlAuthority *authority = g_ptr_array_index (self->authorities, i);

      gtk_string_list_append (names, authority->name);
    }
  adw_combo_row_set_model (self->authority, G_LIST_MODEL (names));
  for (guint i = 0; i < self->kinds->len; i++)
    gtk_string_list_append (kinds,
                            ((const SlCaseKind *) g_ptr_array_index (self->kinds, i))->title);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  kind_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->reference));
  return GTK_WIDGET (self);
}
