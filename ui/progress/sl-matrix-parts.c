/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-matrix-parts.h"

#include "progress/sl-cell-icon.h"
#include "progress/sl-progress-words.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
sl_matrix_make_cell (SlPortfolio *portfolio,
                     const SlOccasion *occasion,
                     const SlCell *cell,
                     const char *title,
                     const char *viewer_id)
{
  SlCellState state = sl_portfolio_see_state (portfolio, cell, viewer_id);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *word = gtk_label_new (sl_cell_state_to_words (state));
  g_autofree char *place = sl_occasion_describe (occasion);
  g_autofree char *name = g_strdup_printf ("%s, %s: %s", cell->criterion->title, place,
                                           sl_cell_state_to_words (state));

  if (title != NULL)
    {
      GtkWidget *label = sl_wrapped_label_new (title, NULL);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_margin_start (label, 12 * (int) cell->criterion->depth);
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_box_append (GTK_BOX (line), sl_cell_icon_new (state));
  gtk_box_append (GTK_BOX (line), word);
  if (state == SL_CELL_EMPTY || state == SL_CELL_NOT_APPLICABLE)
    gtk_widget_add_css_class (word, "meta");
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "cell");
  set_name (button, name);
  return button;
}

GtkWidget *
sl_matrix_make_no_cell (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *word = gtk_label_new (sl_cell_state_to_words (SL_CELL_EMPTY));

  gtk_box_append (GTK_BOX (line), sl_cell_icon_new (SL_CELL_EMPTY));
  gtk_box_append (GTK_BOX (line), word);
  gtk_widget_add_css_class (word, "meta");
  gtk_widget_add_css_class (line, "cell");
  return line;
}

/* On one line: what wraps cannot be held to the height of the cells beside it. */
GtkWidget *
sl_matrix_make_title (const SlFrameworkCriterion *criterion, gboolean compact)
{
  GtkWidget *label = gtk_label_new (criterion->title);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *text = *criterion->text != '\0' ? criterion->text : criterion->title;

  if (criterion->heading)
    gtk_widget_add_css_class (label, "caption-heading");
  g_object_set (label, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 20,
                "max-width-chars", compact ? 26 : 38, "margin-start", 12 * (int) criterion->depth,
                NULL);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (box, text);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "title");
  return box;
}

/* ---- heads ---- */

static GtkWidget *
make_head_lines (const char *title, const char *state)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (title), *second = gtk_label_new (state);

  g_object_set (first, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 10,
                "max-width-chars", 24, NULL);
  g_object_set (second, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_add_css_class (first, "strong");
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "meta");
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), second);
  return lines;
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *occasion_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", occasion_id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (const SlOccasion *occasion, SlMatrixRights rights)
{
  GMenu *menu = g_menu_new ();

  if (*occasion->case_id != '\0' && !occasion->case_gone)
    add_item (menu, _ ("Open the case"), "progress.open-case", occasion->id);
  add_item (menu, _ ("Its facts and files…"), "progress.about-occasion", occasion->id);
  if (rights & SL_MATRIX_ASK_SECOND)
    add_item (menu, _ ("Ask for a second look…"), "progress.ask-second", occasion->id);
  if (rights & SL_MATRIX_DROP)
    add_item (menu, _ ("Count it no longer"), "progress.drop", occasion->id);
  return G_MENU_MODEL (menu);
}

char *
sl_matrix_describe_state (SlPortfolio *portfolio, const SlOccasion *occasion, const char *viewer_id)
{
  if (*sl_portfolio_find_blind_request (portfolio, occasion->id, viewer_id) != '\0')
    return g_strdup (_ ("Your second look"));
  return sl_occasion_describe_state (occasion);
}

/* The head of one that was chosen: its menu. */
static GtkWidget *
make_chosen_head (SlPortfolio *portfolio,
                  const SlOccasion *occasion,
                  const char *viewer_id,
                  SlMatrixRights rights,
                  gboolean brief)
{
  GtkWidget *head = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu (occasion, rights);
  g_autofree char *title = g_strdup_printf ("%u · %s", occasion->number, occasion->title);
  g_autofree char *state = sl_matrix_describe_state (portfolio, occasion, viewer_id);
  g_autofree char *place = sl_occasion_describe (occasion);
  g_autofree char *name = g_strdup_printf ("%s: %s", place, state);

  if (brief)
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (head), "view-more-symbolic");
  else
    gtk_menu_button_set_child (GTK_MENU_BUTTON (head), make_head_lines (title, state));
  /* GtkMenuButton centres what it is given. */
  for (GtkWidget *part = brief ? head : gtk_menu_button_get_child (GTK_MENU_BUTTON (head));
       part != head; part = gtk_widget_get_parent (part))
    {
      gtk_widget_set_halign (part, GTK_ALIGN_FILL);
      gtk_widget_set_hexpand (part, TRUE);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (head), menu);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (head), FALSE);
  gtk_widget_set_tooltip_text (head, occasion->title);
  set_name (head, name);
  return head;
}

static GtkWidget *
make_open_head (const SlComponent *component, guint number, SlMatrixRights rights, gboolean brief)
{
  gboolean offered = (rights & SL_MATRIX_CHOOSE) != 0;
  g_autofree char *title = g_strdup_printf ("%s %u", component->noun, number);
  g_autofree char *capital = sl_progress_capitalise (title);
  g_autofree char *name = g_strdup_printf (_ ("%s: choose"), capital);
  GtkWidget *head;

  /* Whoever cannot choose reads that nobody has. */
  if (!offered)
    return brief ? gtk_label_new (_ ("Not chosen")) : make_head_lines (capital, _ ("Not chosen"));
  head = gtk_button_new ();
  if (brief)
    gtk_button_set_label (GTK_BUTTON (head), _ ("Choose…"));
  else
    gtk_button_set_child (GTK_BUTTON (head), make_head_lines (capital, _ ("Choose…")));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (head), "s", component->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (head), "progress.choose");
  set_name (head, name);
  return head;
}

GtkWidget *
sl_matrix_make_head (SlPortfolio *portfolio,
                     const SlComponent *component,
                     const SlOccasion *occasion,
                     guint number,
                     const char *viewer_id,
                     SlMatrixRights rights,
                     gboolean brief)
{
  GtkWidget *head = occasion != NULL
                        ? make_chosen_head (portfolio, occasion, viewer_id, rights, brief)
                        : make_open_head (component, number, rights, brief);

  gtk_widget_add_css_class (head, "flat");
  gtk_widget_add_css_class (head, "head");
  return head;
}
