/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-chain-pane.h"

#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Right pane of the Response page. */

struct _SlChainPane
{
  GtkWidget parent_instance;

  char *item_id;
  char *evidence_id;

  GtkWidget *scrolled;
  GtkBox *links;
  GtkWidget *hint;
  GtkWidget *buttons;
  GtkWidget *open_item;
  GtkWidget *show_evidence;
  SlRemarkList *remarks;
};

enum
{
  SIGNAL_OPEN_ITEM,
  SIGNAL_SHOW_EVIDENCE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlChainPane, sl_chain_pane, GTK_TYPE_WIDGET)

static const struct
{
  const char *kind, *icon;
} icons[] = {
  { "verdict", "checkbox-checked-symbolic" }, { "measure", "sl-measure-symbolic" },
  { "evidence", "mark-location-symbolic" },   { "guide", "x-office-document-symbolic" },
  { "policy", "user-bookmarks-symbolic" },    { "crime", "help-about-symbolic" },
  { "case", "folder-documents-symbolic" },    { "template", "x-office-document-symbolic" },
  { "own", "document-edit-symbolic" },
};

static const char *
find_icon (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].kind, kind))
      return icons[i].icon;
  return "help-about-symbolic";
}

/* "paragraph 96(b) of …" stands amid a sentence in the letter, and begins a line here. */
static char *
dup_capitalised (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, *text != '\0' ? 1 : 0);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, text + strlen (first), NULL);
}

static GtkWidget *
make_link (const SlChainLink *link)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (find_icon (link->kind));
  g_autofree char *title = dup_capitalised (link->title);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "chain-icon");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (
      GTK_BOX (text),
      sl_wrapped_label_new (title, g_str_equal (link->kind, "verdict") ? "heading" : NULL));
  if (link->detail != NULL && *link->detail != '\0')
    {
      GtkWidget *detail = sl_wrapped_label_new (link->detail, "caption");

      gtk_widget_add_css_class (detail, "meta");
      gtk_box_append (GTK_BOX (text), detail);
    }
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), text);
  return row;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
keep_target (const SlChainLink *link, const char *kind, char **target)
{
  if (*target == NULL && g_str_equal (link->kind, kind) && link->target_id != NULL &&
      *link->target_id != '\0')
    *target = g_strdup (link->target_id);
}

void
sl_chain_pane_set_chain (SlChainPane *self, GPtrArray *links)
{
  g_return_if_fail (SL_IS_CHAIN_PANE (self));

  clear_box (self->links);
  g_clear_pointer (&self->item_id, g_free);
  g_clear_pointer (&self->evidence_id, g_free);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const SlChainLink *link = g_ptr_array_index (links, i);

      gtk_box_append (self->links, make_link (link));
      keep_target (link, "verdict", &self->item_id);
      keep_target (link, "evidence", &self->evidence_id);
    }
  gtk_widget_set_visible (self->hint, links == NULL || links->len == 0);
  gtk_widget_set_visible (self->open_item, self->item_id != NULL);
  gtk_widget_set_visible (self->show_evidence, self->evidence_id != NULL);
  gtk_widget_set_visible (self->buttons, self->item_id != NULL || self->evidence_id != NULL);
}

SlRemarkList *
sl_chain_pane_get_remarks (SlChainPane *self)
{
  g_return_val_if_fail (SL_IS_CHAIN_PANE (self), NULL);
  return self->remarks;
}

static void
open_item_cb (SlChainPane *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_ITEM], 0, self->item_id);
}

static void
show_evidence_cb (SlChainPane *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_EVIDENCE], 0, self->evidence_id);
}

static void
sl_chain_pane_dispose (GObject *object)
{
  SlChainPane *self = SL_CHAIN_PANE (object);

  g_clear_pointer (&self->item_id, g_free);
  g_clear_pointer (&self->evidence_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_CHAIN_PANE);
  G_OBJECT_CLASS (sl_chain_pane_parent_class)->dispose (object);
}

static void
sl_chain_pane_class_init (SlChainPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "open-item", "show-evidence" };

  G_OBJECT_CLASS (klass)->dispose = sl_chain_pane_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (SL_TYPE_REMARK_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/response/sl-chain-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SlChainPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SlChainPane, links);
  gtk_widget_class_bind_template_child (widget_class, SlChainPane, hint);
  gtk_widget_class_bind_template_child (widget_class, SlChainPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, SlChainPane, open_item);
  gtk_widget_class_bind_template_child (widget_class, SlChainPane, show_evidence);
  gtk_widget_class_bind_template_child (widget_class, SlChainPane, remarks);
  gtk_widget_class_bind_template_callback (widget_class, open_item_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_evidence_cb);
}

static void
sl_chain_pane_init (SlChainPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_chain_pane_set_chain (self, NULL);
  sl_remark_list_set (self->remarks, NULL, NULL, NULL);
}
