/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-sheets-pane.h"

#include "base/sl-time.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* A case has some dozens of records at most, so that every row may be a widget; they are made anew
 * when the list is, and the one that was chosen stays chosen. */

struct _SlSheetsPane
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkMenuButton *new_button;
  gboolean silent;
};

G_DEFINE_FINAL_TYPE (SlSheetsPane, sl_sheets_pane, ADW_TYPE_BIN)

static guint chosen;

/* In the order in which they stand on the page. */
static const struct
{
  const char *kind;
  const char *title;
} groups[] = {
  { "scheme", N_ ("Scheme") },  { "meeting", N_ ("Meetings") }, { "visit", N_ ("Visits") },
  { "survey", N_ ("Surveys") }, { "advice", N_ ("Advice") },
};

/**
 * sl_sheet_state_to_word:
 * @state: as a sheet keeps it
 *
 * Returns: (transfer none): as people read it
 */
const char *
sl_sheet_state_to_word (const char *state)
{
  if (g_str_equal (state, "closed"))
    return _ ("Closed");
  if (g_str_equal (state, "cancelled"))
    return _ ("Cancelled");
  return _ ("Open");
}

static const char *
get_row_data (GtkListBoxRow *row, const char *key)
{
  return g_object_get_data (G_OBJECT (row), key);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *title = get_row_data (row, "sl-group");
  GtkWidget *label;

  if (before != NULL && g_strcmp0 (get_row_data (before, "sl-group"), title) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = sl_wrapped_label_new (title, "heading");
  g_object_set (label, "margin-start", 15, "margin-end", 12, "margin-top", before != NULL ? 18 : 6,
                "margin-bottom", 6, NULL);
  gtk_list_box_row_set_header (row, label);
}

static void
selected_cb (SlSheetsPane *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->silent)
    g_signal_emit (self, chosen, 0, get_row_data (row, "sl-sheet"));
}

static void
activated_cb (SlSheetsPane *self, GtkListBoxRow *row)
{
  g_signal_emit (self, chosen, 0, get_row_data (row, "sl-sheet"));
}

static GtkWidget *
make_chip (const char *state)
{
  GtkWidget *chip = gtk_label_new (sl_sheet_state_to_word (state));

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "square");
  if (g_str_equal (state, "closed"))
    gtk_widget_add_css_class (chip, "good");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

static GtkWidget *
make_row (const SlSheetLine *line, const char *group)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = sl_wrapped_label_new (line->title, "strong");
  g_autofree char *day = *line->on_date != '\0' ? sl_date_format_long (line->on_date)
                                                : g_strdup (_ ("no date yet"));
  g_autofree char *facts = g_strdup_printf ("%s · %s", line->reference, day);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s", line->title, line->reference, day,
                                           sl_sheet_state_to_word (line->state));
  GtkWidget *caption = sl_wrapped_label_new (facts, "caption");

  gtk_widget_add_css_class (caption, "meta");
  gtk_widget_add_css_class (caption, "numeric-cell");
  g_object_set (title, "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 12, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), caption);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), make_chip (line->state));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "sl-sheet", g_strdup (line->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "sl-group", g_strdup (group), g_free);
  return row;
}

static void
sl_sheets_pane_class_init (SlSheetsPaneClass *klass)
{
  chosen = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_toolbar (SlSheetsPane *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Records"));
  GtkWidget *button = gtk_menu_button_new ();

  gtk_widget_add_css_class (bar, "pane-toolbar");
  gtk_widget_add_css_class (title, "heading");
  g_object_set (title, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("New"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Begin a record (N)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New record"), -1);
  gtk_box_append (GTK_BOX (bar), title);
  gtk_box_append (GTK_BOX (bar), button);
  self->new_button = GTK_MENU_BUTTON (button);
  return bar;
}

static void
sl_sheets_pane_init (SlSheetsPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "sheets");
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Records of the case"), -1);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), make_toolbar (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sl_sheets_pane_set_forms:
 * @self: a pane
 * @forms: (element-type SlForm): what can be begun
 *
 * Fills the menu "New".
 */
void
sl_sheets_pane_set_forms (SlSheetsPane *self, GPtrArray *forms)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_return_if_fail (SL_IS_SHEETS_PANE (self));

  for (guint i = 0; i < forms->len; i++)
    {
      SlForm *form = g_ptr_array_index (forms, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (sl_form_get_title (form), NULL);

      g_menu_item_set_action_and_target (item, "site.new", "s", sl_form_get_id (form));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->new_button, G_MENU_MODEL (menu));
}

/* Once the list has rows again, the focus goes back to where it was. */
static void
choose_row (SlSheetsPane *self, const char *chosen_id, gboolean had_focus)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (!GTK_IS_LIST_BOX_ROW (row) ||
          g_strcmp0 (get_row_data (GTK_LIST_BOX_ROW (row), "sl-sheet"), chosen_id) != 0)
        continue;
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
      if (had_focus)
        gtk_widget_grab_focus (row);
      return;
    }
}

/**
 * sl_sheets_pane_show:
 * @self: a pane
 * @lines: (element-type SlSheetLine): newest first
 * @chosen_id: (nullable): the one that is shown
 *
 * Lists the records.
 */
void
sl_sheets_pane_show (SlSheetsPane *self, GPtrArray *lines, const char *chosen_id)
{
  gboolean had_focus;
  GtkListBoxRow *row;

  g_return_if_fail (SL_IS_SHEETS_PANE (self) && lines != NULL);

  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  self->silent = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint j = 0; j < lines->len; j++)
      {
        const SlSheetLine *line = g_ptr_array_index (lines, j);

        if (g_str_equal (line->kind, groups[i].kind))
          gtk_list_box_append (self->list, make_row (line, _ (groups[i].title)));
      }
  choose_row (self, chosen_id, had_focus);
  self->silent = FALSE;
}

/**
 * sl_sheets_pane_open_menu:
 * @self: a pane
 *
 * Opens the menu of what can be begun.
 */
void
sl_sheets_pane_open_menu (SlSheetsPane *self)
{
  g_return_if_fail (SL_IS_SHEETS_PANE (self));
  gtk_menu_button_popup (self->new_button);
}
