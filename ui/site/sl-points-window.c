/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-points-window.h"

#include "base/sl-id.h"
#include "meetings/sl-open-point.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* What stands on the agenda already is not offered again. */

struct _SlPointsWindow
{
  AdwWindow parent_instance;

  SlSheet *meeting;
  GPtrArray *points; /* of SlOpenPoint, those that are offered */
  GPtrArray *checks; /* of GtkCheckButton, borrowed, as many */
  GtkWidget *owner;  /* weak */

  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (SlPointsWindow, sl_points_window, ADW_TYPE_WINDOW)

static gboolean
is_on_agenda (SlSheet *meeting, const SlOpenPoint *point)
{
  GListModel *entries = sl_sheet_get_entries (meeting, "agenda");

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      if (g_str_equal (sl_sheet_entry_get (entry, "point"), point->title))
        return TRUE;
    }
  return FALSE;
}

static guint
count_ticks (SlPointsWindow *self)
{
  guint n_ticks = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n_ticks += gtk_check_button_get_active (g_ptr_array_index (self->checks, i)) ? 1 : 0;
  return n_ticks;
}

static void
toggled_cb (SlPointsWindow *self)
{
  guint n_ticks = count_ticks (self);
  g_autofree char *text = g_strdup_printf (ngettext ("Add %u point", "Add %u points", n_ticks),
                                           n_ticks);

  gtk_button_set_label (GTK_BUTTON (self->add), n_ticks > 0 ? text : _ ("Add"));
  gtk_widget_set_sensitive (self->add, n_ticks > 0);
}

static void
add_point (SlPointsWindow *self, const SlOpenPoint *point)
{
  gboolean finding = g_str_equal (point->kind, "finding");
  const SlSheetValue values[] = { { "point", point->title },
                                  { "origin", "open-point" },
                                  { "ask", point->text },
                                  { "item", point->target_id } };
  g_autofree char *id = sl_id_new ();

  sl_window_apply (self->owner,
                   sl_sheet_change_add (self->meeting, "agenda", id, values,
                                        G_N_ELEMENTS (values) - (finding ? 0 : 1)),
                   NULL, NULL);
}

static void
add_cb (SlPointsWindow *self)
{
  guint n_ticks = count_ticks (self);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u open point added to the agenda", "%u open points added to the agenda", n_ticks),
      n_ticks);

  for (guint i = 0; self->owner != NULL && i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      add_point (self, g_ptr_array_index (self->points, i));
  if (self->owner != NULL)
    sl_window_toast (self->owner, text, NULL, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_row (SlPointsWindow *self, const SlOpenPoint *point)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *subtitle = point->overdue ? g_strdup_printf (_ ("Overdue. %s"), point->text)
                                             : g_strdup (point->text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", point->title, "subtitle", subtitle, "title-lines", 0,
                "subtitle-lines", 3, NULL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  point->title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->checks, check);
  return row;
}

static void
sl_points_window_dispose (GObject *object)
{
  SlPointsWindow *self = SL_POINTS_WINDOW (object);

  g_ptr_array_set_size (self->checks, 0);
  adw_window_set_content (ADW_WINDOW (self), NULL);
  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->meeting);
  G_OBJECT_CLASS (sl_points_window_parent_class)->dispose (object);
}

static void
sl_points_window_finalize (GObject *object)
{
  SlPointsWindow *self = SL_POINTS_WINDOW (object);

  g_ptr_array_unref (self->points);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (sl_points_window_parent_class)->finalize (object);
}

static void
sl_points_window_class_init (SlPointsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_points_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_points_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
sl_points_window_init (SlPointsWindow *self)
{
  self->checks = g_ptr_array_new ();
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_open_point_free);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Open points of the case"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 600);
}

static GtkWidget *
make_header (SlPointsWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *leave = gtk_button_new_with_label (_ ("Cancel"));

  self->add = gtk_button_new_with_label (_ ("Add"));
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (leave), "window.close");
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), leave);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->add);
  return header;
}

static GtkWidget *
make_list (SlPointsWindow *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open points of the case"), -1);
  for (guint i = 0; i < self->points->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, g_ptr_array_index (self->points, i)));
  g_object_set (list, "margin-start", 12, "margin-end", 12, "margin-top", 12, "margin-bottom", 24,
                NULL);
  return list;
}

/* @error nullable. */
static GtkWidget *
make_empty (const GError *error)
{
  GtkWidget *empty = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (empty), error != NULL
                                                          ? _ ("The open points could not be read")
                                                          : _ ("Nothing else is open"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   error != NULL ? error->message
                                                 : _ ("Findings, actions, stages and records that "
                                                      "lack something are offered here."));
  return empty;
}

/**
 * sl_points_window_new:
 * @owner: a widget of the main window
 * @casebook: the opened data folder
 * @meeting: an open meeting of the case
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
sl_points_window_new (GtkWidget *owner, SlCasebook *casebook, SlSheet *meeting)
{
  SlPointsWindow *self = g_object_new (SL_TYPE_POINTS_WINDOW, "transient-for",
                                       gtk_widget_get_root (owner), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) points = NULL;

  self->meeting = g_object_ref (meeting);
  g_set_weak_pointer (&self->owner, owner);
  points = sl_open_points_list (sl_casebook_get_store (casebook), sl_casebook_get_packs (casebook),
                                sl_sheet_get (meeting, "case-id"), &error);
  while (points != NULL && points->len > 0)
    {
      SlOpenPoint *point = g_ptr_array_steal_index (points, 0);

      /* What this very record lacks is not talked about in it. */
      if (is_on_agenda (meeting, point) ||
          g_str_equal (point->target_id, sl_sheet_get_id (meeting)))
        sl_open_point_free (point);
      else
        g_ptr_array_add (self->points, point);
    }
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 self->points->len > 0 ? make_list (self) : make_empty (error));
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  toggled_cb (self);
  return GTK_WIDGET (self);
}
