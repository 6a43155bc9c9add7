/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-case-links.h"

#include "cases/sl-case-link.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* A row for each linked application: pressing one opens its case where the casebook has it. The
 * page that holds this reads it anew with itself. */

struct _SlCaseLinks
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;

  GtkListBox *list;
  GtkWidget *add;
  GtkPopover *popover;
  GtkEntry *reference;
  GtkDropDown *relation;
  GtkWidget *link;
};

G_DEFINE_FINAL_TYPE (SlCaseLinks, sl_case_links, ADW_TYPE_BIN)

static gboolean
is_writable (SlCaseLinks *self)
{
  return !sl_store_is_read_only (sl_casebook_get_store (self->casebook));
}

static void
open_cb (AdwActionRow *row, SlCaseLinks *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SL_IS_WINDOW (root))
    sl_window_open_case (SL_WINDOW (root), g_object_get_data (G_OBJECT (row), "sl-case"));
}

static void
remove_cb (GtkButton *button, SlCaseLinks *self)
{
  const char *case_id = sl_case_get_id (self->planning_case);
  const char *relation = g_object_get_data (G_OBJECT (button), "sl-relation");
  const char *reference = g_object_get_data (G_OBJECT (button), "sl-reference");
  g_autofree char *text = g_strdup_printf (_ ("Link to %s removed"), reference);

  sl_window_apply (GTK_WIDGET (self), sl_case_change_unlink (case_id, reference), NULL, NULL);
  /* The row goes with the next reading: the focus must not go with it. */
  gtk_widget_grab_focus (self->add);
  sl_window_toast_undo (GTK_WIDGET (self), text,
                        sl_case_change_link (case_id, reference, relation));
}

static GtkWidget *
make_remove_button (SlCaseLinks *self, const SlCaseLink *link)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove the link to %s"), link->reference);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "sl-reference", g_strdup (link->reference), g_free);
  g_object_set_data_full (G_OBJECT (button), "sl-relation", g_strdup (link->relation), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static void
add_row (SlCaseLinks *self, const SlCaseLink *link)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *described = sl_case_link_describe (link);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", link->reference, "subtitle", described, "subtitle-lines", 2, NULL);
  if (is_writable (self))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remove_button (self, link));
  if (link->linked != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "sl-case", g_strdup (sl_case_get_id (link->linked)),
                              g_free);
      g_signal_connect (row, "activated", G_CALLBACK (open_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  gtk_list_box_append (self->list, row);
}

static void
typed_cb (SlCaseLinks *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reference)));

  gtk_widget_set_sensitive (self->link, *g_strstrip (text) != '\0');
}

static void
link_cb (SlCaseLinks *self)
{
  guint n_relations, chosen = gtk_drop_down_get_selected (self->relation);
  const SlLinkRelation *relations = sl_link_relations_get (&n_relations);

  if (!gtk_widget_get_sensitive (self->link) || chosen >= n_relations)
    return;
  sl_window_apply (GTK_WIDGET (self),
                   sl_case_change_link (sl_case_get_id (self->planning_case),
                                        gtk_editable_get_text (GTK_EDITABLE (self->reference)),
                                        relations[chosen].id),
                   NULL, NULL);
  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (GTK_EDITABLE (self->reference), "");
}

static void
sl_case_links_dispose (GObject *object)
{
  SlCaseLinks *self = SL_CASE_LINKS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_case_links_parent_class)->dispose (object);
}

static void
sl_case_links_class_init (SlCaseLinksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_case_links_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/case/sl-case-links.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCaseLinks, list);
  gtk_widget_class_bind_template_child (widget_class, SlCaseLinks, add);
  gtk_widget_class_bind_template_child (widget_class, SlCaseLinks, popover);
  gtk_widget_class_bind_template_child (widget_class, SlCaseLinks, reference);
  gtk_widget_class_bind_template_child (widget_class, SlCaseLinks, relation);
  gtk_widget_class_bind_template_child (widget_class, SlCaseLinks, link);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
sl_case_links_init (SlCaseLinks *self)
{
  guint n_relations;
  const SlLinkRelation *relations = sl_link_relations_get (&n_relations);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_relations; i++)
    gtk_string_list_append (list, _ (relations[i].label));
  gtk_drop_down_set_model (self->relation, G_LIST_MODEL (list));
}

/**
 * sl_case_links_set_case:
 * @casebook: the opened data folder
 * @planning_case: whose links
 *
 * Called once; sl_case_links_refresh() shows them.
 */
void
sl_case_links_set_case (SlCaseLinks *self, SlCasebook *casebook, SlCase *planning_case)
{
  g_return_if_fail (SL_IS_CASE_LINKS (self));
  g_set_object (&self->casebook, casebook);
  g_set_object (&self->planning_case, planning_case);
  gtk_widget_set_visible (self->add, is_writable (self));
}

/**
 * sl_case_links_refresh:
 *
 * Shows the links as they now are.
 */
void
sl_case_links_refresh (SlCaseLinks *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = NULL;
  GtkWidget *row;

  g_return_if_fail (SL_IS_CASE_LINKS (self));
  links = sl_case_links_list (sl_casebook_get_store (self->casebook),
                              sl_case_get_id (self->planning_case), &error);
  if (links == NULL)
    {
      g_message ("The linked applications could not be read: %s", error->message);
      return;
    }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < links->len; i++)
    add_row (self, g_ptr_array_index (links, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), links->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), links->len > 0 || is_writable (self));
}
