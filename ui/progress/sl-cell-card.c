/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-cell-card.h"

#include "base/sl-time.h"
#include "progress/sl-cell-icon.h"
#include "progress/sl-progress-words.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

GtkBox *
sl_cell_card_get_lines (GtkWidget *card)
{
  return GTK_BOX (card);
}

static GtkWidget *
new_card (void)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "about");
  return card;
}

GtkWidget *
sl_cell_card_new_plain (const char *title)
{
  GtkWidget *card = new_card ();

  if (title != NULL)
    gtk_box_append (GTK_BOX (card), sl_wrapped_label_new (title, "heading"));
  return card;
}

static GtkWidget *
make_event_icon (const SlCellEvent *event)
{
  if (event->kind == SL_CELL_EVENT_VERDICT || event->kind == SL_CELL_EVENT_SECOND)
    return sl_cell_icon_new (sl_cell_verdict_to_state (event->verdict));
  if (event->kind == SL_CELL_EVENT_CLAIM)
    return sl_cell_icon_new (SL_CELL_CLAIMED);
  return gtk_image_new_from_icon_name (
      event->kind == SL_CELL_EVENT_ACKNOWLEDGE ? "object-select-symbolic"
      : event->kind == SL_CELL_EVENT_WITHDRAW  ? "edit-undo-symbolic"
                                               : "chat-message-new-symbolic");
}

static void
add_head (GtkWidget *card, const SlCellEvent *event)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *what = sl_cell_event_describe (event);
  g_autofree char *who = sl_cell_event_describe_person (event);
  g_autofree char *at = sl_time_format_long (event->at);
  g_autofree char *source = g_strdup_printf (
      "%s · %s%s", who, at, *event->origin != '\0' ? _ (" · came in a bundle") : "");
  GtkWidget *icon = make_event_icon (event);
  GtkWidget *caption = sl_wrapped_label_new (source, "caption");

  gtk_widget_add_css_class (caption, "meta");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), sl_wrapped_label_new (what, "strong"));
  gtk_box_append (GTK_BOX (lines), caption);
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), lines);
  gtk_box_append (GTK_BOX (card), head);
}

static void
add_work (GtkWidget *card, const char *label, const char *text)
{
  if (*text == '\0')
    return;
  gtk_box_append (GTK_BOX (card), sl_wrapped_label_new (label, "caption-heading"));
  gtk_box_append (GTK_BOX (card), sl_wrapped_label_new (text, NULL));
}

/* A line with a button at its end, where there is something to open. */
static GtkWidget *
make_line (const char *label, const char *caption, GtkWidget *button)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), sl_wrapped_label_new (label, NULL));
  if (*caption != '\0')
    {
      GtkWidget *below = sl_wrapped_label_new (caption, "caption");

      gtk_widget_add_css_class (below, "meta");
      gtk_box_append (GTK_BOX (lines), below);
    }
  gtk_box_append (GTK_BOX (row), lines);
  if (button != NULL)
    {
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_widget_add_css_class (row, "missing");
  return row;
}

static GtkWidget *
make_icon_button (const char *icon_name, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_evidence (GtkWidget *card, const SlClaimEvidence *evidence)
{
  g_autoptr (GString) caption = g_string_new (evidence->detail);
  GtkWidget *button = NULL;

  if (*evidence->on_date != '\0')
    {
      g_autofree char *day = sl_date_format_long (evidence->on_date);

      g_string_append_printf (caption, "%s%s", caption->len > 0 ? " · " : "", day);
    }
  if (*evidence->object_id != '\0')
    {
      g_autofree char *name = g_strdup_printf (_ ("Show: %s"), evidence->label);

      button = make_icon_button ("go-next-symbolic", name, "progress.show");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", evidence->object_kind,
                                        evidence->object_id);
    }
  gtk_box_append (GTK_BOX (card), make_line (evidence->label, caption->str, button));
}

/**
 * sl_cell_card_add_files:
 * @card: a card
 * @portfolio: as loaded
 * @owner_id: an occasion or a claim
 *
 * Adds a line for each file of @owner_id.
 */
void
sl_cell_card_add_files (GtkWidget *card, SlPortfolio *portfolio, const char *owner_id)
{
  g_autoptr (GPtrArray) files = sl_portfolio_list_files (portfolio, owner_id);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const SlPortfolioFile *file = g_ptr_array_index (files, i);
      g_autofree char *size = g_format_size ((guint64) file->size);
      g_autofree char *name = g_strdup_printf (_ ("Save a copy of %s…"), file->file_name);
      GtkWidget *button = make_icon_button ("document-save-as-symbolic", name,
                                            "progress.save-file");

      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", file->sha256,
                                        file->file_name);
      gtk_box_append (GTK_BOX (card), make_line (file->file_name, size, button));
    }
}

/**
 * sl_cell_card_new:
 * @portfolio: as loaded
 * @event: a line of a cell's history, to be seen by who is at work
 *
 * Returns: (transfer floating): its card
 */
GtkWidget *
sl_cell_card_new (SlPortfolio *portfolio, const SlCellEvent *event)
{
  GtkWidget *card = new_card ();

  add_head (card, event);
  if (*event->words != '\0')
    gtk_box_append (GTK_BOX (card), sl_wrapped_label_new (event->words, "prose"));
  add_work (card, _ ("Verbal work"), event->verbal);
  add_work (card, _ ("Written work"), event->written);
  for (guint i = 0; i < event->n_evidence; i++)
    add_evidence (card, &event->evidence[i]);
  if (event->kind == SL_CELL_EVENT_CLAIM)
    sl_cell_card_add_files (card, portfolio, event->id);
  return card;
}
