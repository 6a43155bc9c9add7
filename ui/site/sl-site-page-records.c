/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "base/sl-id.h"
#include "site/sl-points-window.h"
#include "site/sl-reason.h"
#include "site/sl-site-page-private.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Beginning a record, and what becomes of it: closed, opened again, cancelled, removed. */

typedef struct
{
  GWeakRef page;
  char *sheet_id;
  char *name;  /* "Visit VIS/2026/003" */
  char *state; /* that it is to have; NULL: it is to be removed or brought back */
} Wish;

static void
wish_free (Wish *wish)
{
  g_weak_ref_clear (&wish->page);
  g_free (wish->sheet_id);
  g_free (wish->name);
  g_free (wish->state);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
wish_free_closure (gpointer data, GClosure *closure)
{
  wish_free (data);
}

static Wish *
wish_new (SlSitePage *self, const char *sheet_id, const char *state)
{
  Wish *wish = g_new0 (Wish, 1);

  g_weak_ref_init (&wish->page, self);
  wish->sheet_id = g_strdup (sheet_id);
  wish->state = g_strdup (state);
  if (self->sheet != NULL)
    wish->name = sl_sheet_dup_name (self->sheet);
  return wish;
}

/* The window may have been closed while something was being saved. */
static gboolean
is_gone (SlSitePage *self)
{
  return self == NULL || !SL_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static SlSheet *
load (SlSitePage *self, const char *sheet_id)
{
  return sl_sheets_load (sl_casebook_get_store (self->casebook),
                         sl_casebook_get_packs (self->casebook), sheet_id, NULL);
}

/* ---- beginning ---- */

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (SlSitePage) self = g_weak_ref_get (&wish->page);
  g_autoptr (SlSheet) sheet = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (is_gone (self) || !sl_window_apply_finish (result, NULL) ||
      (sheet = load (self, wish->sheet_id)) == NULL)
    return;
  sl_site_page_show_sheet (self, wish->sheet_id);
  sl_panes_set_show_start (self->panes, FALSE);
  name = sl_sheet_dup_name (sheet);
  text = g_strdup_printf (_ ("%s begun"), name);
  sl_window_toast_undo (GTK_WIDGET (self), text, sl_sheet_change_remove (sheet, TRUE));
}

static void
new_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (sl_casebook_get_packs (self->casebook),
                                           g_variant_get_string (parameter, NULL), &error);
  g_autofree char *id = sl_id_new ();

  if (form == NULL)
    {
      sl_window_toast (widget, error->message, NULL, NULL);
      return;
    }
  sl_sheet_view_flush (self->view);
  sl_window_apply (widget,
                   sl_sheet_change_begin (form, id, sl_case_get_id (self->planning_case), NULL, 0),
                   begun_cb, wish_new (self, id, NULL));
}

/* In the narrow window the list lies under the record. */
static void
open_new_menu_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty"))
    return;
  sl_panes_set_show_start (self->panes, TRUE);
  sl_sheets_pane_open_menu (self->sheets);
}

/* ---- closing, opening again, cancelling ---- */

static void
stated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (SlSitePage) self = g_weak_ref_get (&wish->page);
  g_autoptr (SlSheet) sheet = NULL;
  g_autofree char *text = NULL;

  if (is_gone (self) || !sl_window_apply_finish (result, NULL) ||
      (sheet = load (self, wish->sheet_id)) == NULL)
    return;
  if (g_str_equal (wish->state, "open"))
    {
      text = g_strdup_printf (_ ("%s opened again"), wish->name);
      sl_window_toast (GTK_WIDGET (self), text, NULL, NULL);
      return;
    }
  text = g_strdup_printf (
      g_str_equal (wish->state, "closed") ? _ ("%s closed") : _ ("%s cancelled"), wish->name);
  sl_window_toast_undo (GTK_WIDGET (self), text,
                        sl_sheet_change_state (sheet, "open", _ ("Taken back at once")));
}

static void
set_state (SlSitePage *self, const char *state, const char *reason)
{
  sl_window_apply (GTK_WIDGET (self), sl_sheet_change_state (self->sheet, state, reason), stated_cb,
                   wish_new (self, sl_sheet_get_id (self->sheet), state));
}

/* While something typed is on its way to the store, what lacks is not known here: the store judges
 * that in the change itself. */
static gboolean
is_saving (SlSitePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int state = SL_SAVE_NONE;

  if (SL_IS_WINDOW (root))
    g_object_get (root, "save-state", &state, NULL);
  return state == SL_SAVE_SAVING;
}

/* What is lacking is shown where it is listed, rather than told in a dialog. */
static void
close_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);
  g_autofree char *text = NULL;

  sl_sheet_view_flush (self->view);
  if (self->n_blocking == 0 || is_saving (self))
    {
      set_state (self, "closed", NULL);
      return;
    }
  text = g_strdup_printf (ngettext ("Not closed: %u thing that has to be recorded is lacking",
                                    "Not closed: %u things that have to be recorded are lacking",
                                    self->n_blocking),
                          self->n_blocking);
  sl_panes_set_show_end (self->panes, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->lacks), GTK_DIR_TAB_FORWARD);
  sl_window_toast (widget, text, NULL, NULL);
}

static void
reopen_reason_cb (GtkWidget *widget, const char *reason)
{
  set_state (SL_SITE_PAGE (widget), "open", reason);
}

static void
reopen_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_reason_ask (widget, _ ("Open the record again?"),
                 _ ("The reason is kept with the record and in the case’s history."), _ ("Reason"),
                 _ ("Reopen"), reopen_reason_cb);
}

static void
cancel_reason_cb (GtkWidget *widget, const char *reason)
{
  set_state (SL_SITE_PAGE (widget), "cancelled", reason);
}

static void
cancel_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_sheet_view_flush (SL_SITE_PAGE (widget)->view);
  sl_reason_ask (widget, _ ("Cancel the record?"),
                 _ ("It stays in its register as cancelled, with the reason."), _ ("Reason"),
                 _ ("Cancel it"), cancel_reason_cb);
}

/* ---- removing ---- */

static void
undo_remove_cb (Wish *wish)
{
  g_autoptr (SlSitePage) self = g_weak_ref_get (&wish->page);
  g_autoptr (SlSheet) sheet = self != NULL ? load (self, wish->sheet_id) : NULL;

  if (sheet == NULL)
    return;
  sl_window_apply (GTK_WIDGET (self), sl_sheet_change_remove (sheet, FALSE), NULL, NULL);
  sl_site_page_show_sheet (self, wish->sheet_id);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (SlSitePage) self = g_weak_ref_get (&wish->page);
  g_autofree char *text = NULL;

  if (is_gone (self) || !sl_window_apply_finish (result, NULL))
    return;
  text = g_strdup_printf (_ ("%s removed"), wish->name);
  sl_window_toast (GTK_WIDGET (self), text, NULL,
                   g_cclosure_new_swap (G_CALLBACK (undo_remove_cb), g_steal_pointer (&wish),
                                        wish_free_closure));
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);

  sl_sheet_view_flush (self->view);
  sl_window_apply (widget, sl_sheet_change_remove (self->sheet, TRUE), removed_cb,
                   wish_new (self, sl_sheet_get_id (self->sheet), NULL));
}

/* ---- the agenda ---- */

static void
add_points_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);

  if (self->sheet == NULL || !g_str_equal (sl_sheet_get (self->sheet, "kind"), "meeting"))
    return;
  sl_sheet_view_flush (self->view);
  gtk_window_present (GTK_WINDOW (sl_points_window_new (widget, self->casebook, self->sheet)));
}

void
sl_site_page_records_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "site.new", "s", new_cb);
  gtk_widget_class_install_action (widget_class, "site.open-new-menu", NULL, open_new_menu_cb);
  gtk_widget_class_install_action (widget_class, "site.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "site.reopen", NULL, reopen_cb);
  gtk_widget_class_install_action (widget_class, "site.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "site.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "site.add-points", NULL, add_points_cb);
}
