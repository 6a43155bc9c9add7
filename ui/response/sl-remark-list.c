/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-remark-list.h"

#include "base/sl-text.h"
#include "people/sl-role.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* The remarks on a letter. It is composed anew at each key, so the cards are made again only when
 * what they say has changed: nothing jumps under the pointer. */

/* Words of a find are cut here. */
#define MAX_WORDS 90

struct _SlRemarkList
{
  GtkWidget parent_instance;

  GListModel *remarks; /* NULL: none yet */
  char *signature;
  char *role;

  GtkWidget *all; /* bound so that the template gives it up too */
  GtkLabel *count;
  GtkBox *cards;
  GtkExpander *aside;
  GtkBox *aside_cards;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_FIX,
  SIGNAL_DISMISS,
  SIGNAL_RESTORE,
  SIGNAL_BRING_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlRemarkList, sl_remark_list, GTK_TYPE_WIDGET)

static const struct
{
  const char *severity, *icon, *css_class, *word;
} looks[] = {
  { "block", "process-stop-symbolic", "error", N_ ("Blocks approval") },
  { "warn", "dialog-warning-symbolic", "warning", N_ ("To consider") },
  { "info", "help-about-symbolic", "dim-label", N_ ("To know") },
};

static gboolean
is_open (SlRemark *remark)
{
  return g_str_equal (sl_remark_get (remark, "state"), "open");
}

static SlRemark *
get_remark (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "remark");
}

static GtkWidget *
keep_remark (GtkWidget *widget, SlRemark *remark)
{
  g_object_set_data_full (G_OBJECT (widget), "remark", g_object_ref (remark), g_object_unref);
  return widget;
}

static void
choose_cb (GtkButton *button, SlRemarkList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                 sl_remark_get (get_remark (GTK_WIDGET (button)), "block-key"));
}

static void
fix_cb (GtkButton *button, SlRemarkList *self)
{
  g_signal_emit (self, signals[SIGNAL_FIX], 0, get_remark (GTK_WIDGET (button)));
}

static void
dismiss_cb (GtkButton *button, SlRemarkList *self)
{
  g_signal_emit (self, signals[SIGNAL_DISMISS], 0, get_remark (GTK_WIDGET (button)), "");
}

static void
restore_cb (GtkButton *button, SlRemarkList *self)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, get_remark (GTK_WIDGET (button)));
}

static void
bring_back_cb (GtkButton *button, SlRemarkList *self)
{
  g_signal_emit (self, signals[SIGNAL_BRING_BACK], 0, g_object_get_data (G_OBJECT (button), "key"));
}

/* Overruling a block: the reason is typed into a popover. */

static void
reason_changed_cb (GtkEditable *entry, GtkWidget *button)
{
  g_autofree char *text = sl_text_squeeze (gtk_editable_get_text (entry));

  gtk_widget_set_sensitive (button, *text != '\0');
}

static void
overrule_cb (GtkWidget *widget, SlRemarkList *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);
  GtkWidget *entry = g_object_get_data (G_OBJECT (popover), "entry");
  g_autoptr (SlRemark) remark = g_object_ref (get_remark (popover));
  g_autofree char *reason = sl_text_squeeze (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (*reason == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, signals[SIGNAL_DISMISS], 0, remark, reason);
}

static GtkWidget *
make_overrule (SlRemarkList *self, SlRemark *remark)
{
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover = keep_remark (gtk_popover_new (), remark);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Overrule"));

  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), _ ("Overrule…"));
  gtk_widget_set_tooltip_text (menu, _ ("Let the letter go with this, and say why"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Overrule…"), -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason for overruling"), -1);
  gtk_widget_set_sensitive (button, FALSE);
  g_object_set_data (G_OBJECT (popover), "entry", entry);
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), button);
  g_signal_connect (entry, "activate", G_CALLBACK (overrule_cb), self);
  g_signal_connect (button, "clicked", G_CALLBACK (overrule_cb), self);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  return menu;
}

static gboolean
may_overrule (SlRemarkList *self, SlRemark *remark)
{
  g_auto (GStrv) roles = g_strsplit (sl_remark_get (remark, "overrule"), " ", -1);

  return self->role != NULL && g_strv_contains ((const char *const *) roles, self->role);
}

static GtkWidget *
make_button (SlRemarkList *self, SlRemark *remark, const char *label, GCallback callback)
{
  GtkWidget *button = keep_remark (gtk_button_new_with_label (label), remark);

  g_signal_connect (button, "clicked", callback, self);
  return button;
}

/* What can be done with a find, at the end of its line; NULL for what only a manager may. */
static GtkWidget *
make_action (SlRemarkList *self, SlRemark *remark)
{
  GtkWidget *button;

  if (!is_open (remark))
    return make_button (self, remark, _ ("Let it stand"), G_CALLBACK (restore_cb));
  if (g_str_equal (sl_remark_get (remark, "severity"), "block"))
    return may_overrule (self, remark) ? make_overrule (self, remark) : NULL;
  button = keep_remark (gtk_button_new_from_icon_name ("window-close-symbolic"), remark);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Put aside"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Put aside"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (dismiss_cb), self);
  return button;
}

/* What was found, in its own line: the rule's words where it names something, an item, or the
 * letter's words in quotation marks. */
static char *
dup_found (SlRemark *remark)
{
  const char *title = sl_remark_get (remark, "title");
  const char *item = sl_remark_get (remark, "item-id");
  const char *words = sl_remark_get (remark, "words");
  g_autofree char *cut = sl_text_ellipsize (words, MAX_WORDS);

  if (!g_str_equal (title, sl_remark_get (remark, "rule-title")))
    return g_strdup (title);
  if (*item != '\0' && g_str_has_prefix (words, item))
    return g_steal_pointer (&cut);
  return *cut != '\0' ? g_strdup_printf ("“%s”", cut) : g_strdup (title);
}

/* The words of a find; pressing them goes to the paragraph. */
static GtkWidget *
make_found (SlRemarkList *self, SlRemark *remark)
{
  g_autofree char *text = dup_found (remark);
  GtkWidget *label = sl_wrapped_label_new (text, NULL);
  GtkWidget *button;

  if (*sl_remark_get (remark, "block-key") == '\0')
    return label;
  button = keep_remark (gtk_button_new (), remark);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "remark-find");
  gtk_widget_set_tooltip_text (button, _ ("Go to the paragraph"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (choose_cb), self);
  return button;
}

static void
append_find (SlRemarkList *self, GtkBox *card, SlRemark *remark)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *found = make_found (self, remark);
  GtkWidget *action = make_action (self, remark);
  const char *fix = sl_remark_get (remark, "fix");

  gtk_widget_set_hexpand (found, TRUE);
  gtk_box_append (GTK_BOX (line), found);
  if (action != NULL)
    {
      gtk_widget_set_valign (action, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), action);
    }
  gtk_box_append (card, line);
  if (!is_open (remark))
    {
      const char *reason = sl_remark_get (remark, "dismissed-reason");
      g_autofree char *by = *reason != '\0'
                                ? g_strdup_printf (_ ("Put aside by %s: %s"),
                                                   sl_remark_get (remark, "dismissed-by-name"),
                                                   reason)
                                : g_strdup_printf (_ ("Put aside by %s"),
                                                   sl_remark_get (remark, "dismissed-by-name"));

      gtk_box_append (card, sl_wrapped_label_new (by, "meta"));
    }
  else if (*fix != '\0')
    {
      g_autofree char *label = g_strdup_printf (_ ("Write “%s”"), fix);
      GtkWidget *button = make_button (self, remark, label, G_CALLBACK (fix_cb));

      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_box_append (card, button);
    }
}

static GtkBox *
append_card (GtkBox *cards, const char *severity, const char *title, const char *reason)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "remark");
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_str_equal (looks[i].severity, severity))
      {
        GtkWidget *icon = gtk_image_new_from_icon_name (looks[i].icon);
        GtkWidget *word = sl_wrapped_label_new (_ (looks[i].word), "caption");

        gtk_widget_add_css_class (icon, looks[i].css_class);
        gtk_widget_set_valign (icon, GTK_ALIGN_START);
        gtk_box_append (GTK_BOX (head), icon);
        gtk_widget_add_css_class (word, "meta");
        gtk_box_append (GTK_BOX (words), word);
      }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), sl_wrapped_label_new (title, "heading"));
  if (*reason != '\0')
    {
      GtkWidget *label = sl_wrapped_label_new (reason, "caption");

      gtk_widget_add_css_class (label, "meta");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (cards, card);
  return GTK_BOX (card);
}

/* The cards of the rules of one severity, in the order of their first find. */
static void
append_rules (SlRemarkList *self, GtkBox *cards, const char *severity, gboolean open)
{
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (self->remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (self->remarks, i);
      const char *rule = sl_remark_get (remark, "rule");
      const char *title = sl_remark_get (remark, "rule-title");
      GtkBox *card = g_hash_table_lookup (made, rule);

      if (!g_str_equal (sl_remark_get (remark, "severity"), severity) || is_open (remark) != open)
        continue;
      if (card == NULL)
        {
          card = append_card (cards, severity, title, sl_remark_get (remark, "reason"));
          gtk_widget_set_tooltip_text (GTK_WIDGET (card), sl_remark_get (remark, "source"));
          g_hash_table_insert (made, (gpointer) rule, card);
        }
      append_find (self, card, remark);
      if (open && g_str_equal (severity, "block") && !may_overrule (self, remark))
        gtk_box_append (
            card, sl_wrapped_label_new (_ ("Change the words, or ask a manager to overrule it."),
                                        "meta"));
    }
}

static void
append_left_out (SlRemarkList *self, SlBlock *block)
{
  g_autofree char *words = sl_text_ellipsize (sl_block_get_text (block), 120);
  GtkBox *card = append_card (self->cards, "info", _ ("Left out by you"), words);
  GtkWidget *button = gtk_button_new_with_label (_ ("Bring back"));

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (sl_block_get_key (block)), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (bring_back_cb), self);
  gtk_box_append (card, button);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static guint
count_open (GListModel *remarks, gboolean open)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      n += is_open (remark) == open;
    }
  return n;
}

static void
update_counts (SlRemarkList *self, guint n_left_out)
{
  guint n_aside = count_open (self->remarks, FALSE);
  guint n = count_open (self->remarks, TRUE) + n_left_out;
  g_autofree char *count = n == 0 ? g_strdup (_ ("Nothing to consider"))
                                  : g_strdup_printf (
                                        ngettext ("%u to consider", "%u to consider", n), n);
  g_autofree char *aside = g_strdup_printf (ngettext ("%u put aside", "%u put aside", n_aside),
                                            n_aside);

  gtk_label_set_label (self->count, count);
  gtk_expander_set_label (self->aside, aside);
  gtk_widget_set_visible (GTK_WIDGET (self->aside), n_aside > 0);
}

static char *
make_signature (GListModel *remarks, GPtrArray *left_out, const char *role)
{
  GString *signature = g_string_new (role);

  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);
      guint start, end;

      sl_remark_get_span (remark, &start, &end);
      g_string_append_printf (signature, "\n%s %s %u %u", sl_remark_get (remark, "key"),
                              sl_remark_get (remark, "state"), start, end);
    }
  for (guint i = 0; left_out != NULL && i < left_out->len; i++)
    g_string_append_printf (signature, "\n-%s", sl_block_get_key (left_out->pdata[i]));
  return g_string_free (signature, FALSE);
}

void
sl_remark_list_set (SlRemarkList *self, GListModel *remarks, GPtrArray *left_out, const char *role)
{
  g_autofree char *signature = NULL;

  g_return_if_fail (SL_IS_REMARK_LIST (self));
  g_clear_object (&self->remarks);
  self->remarks = remarks != NULL ? g_object_ref (remarks)
                                  : G_LIST_MODEL (g_list_store_new (SL_TYPE_REMARK));
  g_free (self->role);
  self->role = g_strdup (role);
  signature = make_signature (self->remarks, left_out, role != NULL ? role : "");
  if (g_strcmp0 (signature, self->signature) == 0)
    return;
  g_free (self->signature);
  self->signature = g_steal_pointer (&signature);

  clear_box (self->cards);
  clear_box (self->aside_cards);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    append_rules (self, self->cards, looks[i].severity, TRUE);
  for (guint i = 0; left_out != NULL && i < left_out->len; i++)
    append_left_out (self, left_out->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    append_rules (self, self->aside_cards, looks[i].severity, FALSE);
  update_counts (self, left_out != NULL ? left_out->len : 0);
}

const char *
sl_remark_list_find_next (SlRemarkList *self, const char *current)
{
  const char *first = NULL;
  gboolean passed = FALSE;

  g_return_val_if_fail (SL_IS_REMARK_LIST (self), NULL);
  for (guint i = 0; self->remarks != NULL && i < g_list_model_get_n_items (self->remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (self->remarks, i);
      const char *key = sl_remark_get (remark, "block-key");

      if (!is_open (remark) || *key == '\0')
        continue;
      if (first == NULL)
        first = key;
      if (g_strcmp0 (key, current) == 0)
        passed = TRUE;
      else if (passed)
        return key;
    }
  return first;
}

static void
sl_remark_list_dispose (GObject *object)
{
  SlRemarkList *self = SL_REMARK_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_REMARK_LIST);
  g_clear_object (&self->remarks);
  g_clear_pointer (&self->signature, g_free);
  g_clear_pointer (&self->role, g_free);
  G_OBJECT_CLASS (sl_remark_list_parent_class)->dispose (object);
}

static void
sl_remark_list_class_init (SlRemarkListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_remark_list_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FIX] = g_signal_new ("fix", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, SL_TYPE_REMARK);
  signals[SIGNAL_DISMISS] = g_signal_new ("dismiss", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, SL_TYPE_REMARK, G_TYPE_STRING);
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, SL_TYPE_REMARK);
  signals[SIGNAL_BRING_BACK] = g_signal_new ("bring-back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/response/sl-remark-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SlRemarkList, all);
  gtk_widget_class_bind_template_child (widget_class, SlRemarkList, count);
  gtk_widget_class_bind_template_child (widget_class, SlRemarkList, cards);
  gtk_widget_class_bind_template_child (widget_class, SlRemarkList, aside);
  gtk_widget_class_bind_template_child (widget_class, SlRemarkList, aside_cards);
}

static void
sl_remark_list_init (SlRemarkList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
