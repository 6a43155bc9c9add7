/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-lacks-list.h"

#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Two lists: what is needed before the sheet can be closed, with the rule that asks for it, and
 * what is to be thought of. */

struct _SlLacksList
{
  AdwBin parent_instance;

  GtkBox *box;
  gboolean expanded; /* what is to be thought of is shown */
};

G_DEFINE_FINAL_TYPE (SlLacksList, sl_lacks_list, ADW_TYPE_BIN)

static guint chosen;

static void
clicked_cb (GtkWidget *button, SlLacksList *self)
{
  g_signal_emit (self, chosen, 0, g_object_get_data (G_OBJECT (button), "sl-group"),
                 g_object_get_data (G_OBJECT (button), "sl-field"),
                 g_object_get_data (G_OBJECT (button), "sl-entry"));
}

static GtkWidget *
make_lack (SlLacksList *self, const SlSheetLack *lack)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (lack->blocks ? "sl-verdict-not-met-symbolic"
                                                               : "sl-verdict-none-symbolic");
  GtkWidget *text = sl_wrapped_label_new (lack->text, NULL);
  g_autofree char *caption = NULL;
  g_autofree char *name = NULL;

  if (lack->blocks && *lack->source != '\0')
    caption = g_strdup_printf (_ ("Needed · %s"), lack->source);
  else
    caption = g_strdup (lack->blocks ? _ ("Needed") : lack->source);
  name = g_strdup_printf ("%s. %s", lack->text, caption);
  gtk_widget_add_css_class (icon, lack->blocks ? "verdict-not-met" : "verdict-none");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text);
  if (*caption != '\0')
    {
      GtkWidget *source = sl_wrapped_label_new (caption, "caption");

      gtk_widget_add_css_class (source, "meta");
      gtk_box_append (GTK_BOX (words), source);
    }
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "lack");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "sl-group", g_strdup (lack->group_id), g_free);
  g_object_set_data_full (G_OBJECT (button), "sl-field", g_strdup (lack->field_id), g_free);
  g_object_set_data_full (G_OBJECT (button), "sl-entry",
                          g_strdup (lack->entry_id != NULL ? lack->entry_id : ""), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  return button;
}

static void
append_line (SlLacksList *self, const char *text, const char *icon_name, const char *icon_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (icon, icon_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_start (line, 9);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), sl_wrapped_label_new (text, NULL));
  gtk_box_append (self->box, line);
}

static void
append_title (SlLacksList *self, const char *text)
{
  GtkWidget *label = sl_wrapped_label_new (text, "heading");

  gtk_widget_set_margin_start (label, 9);
  gtk_widget_set_margin_top (label, gtk_widget_get_first_child (GTK_WIDGET (self->box)) ? 12 : 0);
  gtk_box_append (self->box, label);
}

static void
sl_lacks_list_class_init (SlLacksListClass *klass)
{
  chosen = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
sl_lacks_list_init (SlLacksList *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

static guint
append_blocking (SlLacksList *self, GPtrArray *lacks)
{
  guint n_lacks = 0;

  append_title (self, _ ("Before it can be closed"));
  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      if (!lack->blocks)
        continue;
      n_lacks++;
      gtk_box_append (self->box, make_lack (self, lack));
    }
  if (n_lacks == 0)
    append_line (self, _ ("Nothing is lacking: it can be closed"), "sl-verdict-met-symbolic",
                 "verdict-met");
  return n_lacks;
}

static void
expanded_cb (GtkExpander *expander, GParamSpec *pspec, SlLacksList *self)
{
  self->expanded = gtk_expander_get_expanded (expander);
}

/* What is only to be thought of is folded: it is long while a record is new. */
static void
append_others (SlLacksList *self, GPtrArray *lacks)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *expander = gtk_expander_new (NULL);
  g_autofree char *title = NULL;
  guint n_lacks = 0;

  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      if (lack->blocks)
        continue;
      n_lacks++;
      gtk_box_append (GTK_BOX (box), make_lack (self, lack));
    }
  title = g_strdup_printf (_ ("To think of: %u"), n_lacks);
  gtk_expander_set_label (GTK_EXPANDER (expander), title);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), self->expanded);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  gtk_widget_set_margin_top (expander, 9);
  gtk_widget_set_margin_start (expander, 6);
  gtk_widget_set_visible (expander, n_lacks > 0);
  gtk_box_append (self->box, expander);
}

/**
 * sl_lacks_list_show:
 * @self: a list
 * @sheet: (nullable): whose lacks
 *
 * Returns: how many of them keep @sheet from being closed
 */
guint
sl_lacks_list_show (SlLacksList *self, SlSheet *sheet)
{
  g_autoptr (GPtrArray) lacks = NULL;
  GtkWidget *child;
  guint n_blocking;

  g_return_val_if_fail (SL_IS_LACKS_LIST (self), 0);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  gtk_widget_set_visible (GTK_WIDGET (self), sheet != NULL && sl_sheet_is_open (sheet));
  if (sheet == NULL || !sl_sheet_is_open (sheet))
    return 0;
  lacks = sl_sheet_list_lacks (sheet);
  n_blocking = append_blocking (self, lacks);
  append_others (self, lacks);
  return n_blocking;
}
