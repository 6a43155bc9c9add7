/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-cell-summary.h"

#include "base/sl-time.h"
#include "progress/sl-cell-icon.h"
#include "progress/sl-progress-words.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

struct _SlCellSummary
{
  AdwBin parent_instance;

  GtkBox *box;
};

static guint opened;

G_DEFINE_FINAL_TYPE (SlCellSummary, sl_cell_summary, ADW_TYPE_BIN)

static void
clicked_cb (SlCellSummary *self)
{
  g_signal_emit (self, opened, 0);
}

static void
sl_cell_summary_class_init (SlCellSummaryClass *klass)
{
  opened = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 0);
}

static void
sl_cell_summary_init (SlCellSummary *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "about");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * sl_cell_summary_new:
 *
 * Returns: (transfer floating): a card about no cell yet
 */
GtkWidget *
sl_cell_summary_new (void)
{
  return g_object_new (SL_TYPE_CELL_SUMMARY, NULL);
}

/* The newest line that has words: an assessor's feedback before what is only a state. */
static const SlCellEvent *
find_last_words (SlPortfolio *portfolio, const SlCell *cell, const char *viewer_id)
{
  for (guint i = cell->n_events; i > 0; i--)
    {
      const SlCellEvent *event = cell->events[i - 1];

      if (*event->words != '\0' && sl_portfolio_may_see (portfolio, event, viewer_id))
        return event;
    }
  return NULL;
}

static void
add_words (SlCellSummary *self, const SlCellEvent *event)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *avatar = adw_avatar_new (24, event->person_name, TRUE);
  GtkWidget *words = sl_wrapped_label_new (event->words, "prose");
  g_autofree char *what = sl_cell_event_describe (event);
  g_autofree char *day = sl_time_get_date (event->at);
  g_autofree char *on = sl_date_format_long (day);
  g_autofree char *who = g_strdup_printf ("%s · %s · %s", event->person_name, what, on);
  GtkWidget *source = sl_wrapped_label_new (who, "caption");

  gtk_widget_add_css_class (source, "meta");
  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  g_object_set (words, "lines", 4, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 16,
                "max-width-chars", 70, NULL);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), words);
  gtk_box_append (GTK_BOX (lines), source);
  gtk_box_append (GTK_BOX (line), avatar);
  gtk_box_append (GTK_BOX (line), lines);
  gtk_box_append (self->box, line);
}

static void
add_head (SlCellSummary *self, SlPortfolio *portfolio, const SlCell *cell, const char *viewer_id)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = sl_wrapped_label_new (cell->criterion->title, "heading");
  g_autofree char *place = sl_cell_describe_place (portfolio, cell);
  guint n_evidence = cell->claim != NULL ? cell->claim->n_evidence : 0;
  g_autofree char *caption = n_evidence > 0
                                 ? g_strdup_printf (ngettext ("%s · %u piece of evidence",
                                                              "%s · %u pieces of evidence",
                                                              n_evidence),
                                                    place, n_evidence)
                                 : g_strdup (place);
  GtkWidget *source = sl_wrapped_label_new (caption, "caption");

  gtk_widget_add_css_class (source, "meta");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head),
                  sl_cell_chip_new (sl_portfolio_see_state (portfolio, cell, viewer_id)));
  gtk_box_append (self->box, head);
  gtk_box_append (self->box, source);
}

/**
 * sl_cell_summary_show:
 * @self: a card
 * @portfolio: (nullable): as loaded
 * @cell: (nullable): of @portfolio
 * @viewer_id: the person at work
 *
 * Shows what was said last of @cell.
 */
void
sl_cell_summary_show (SlCellSummary *self,
                      SlPortfolio *portfolio,
                      const SlCell *cell,
                      const char *viewer_id)
{
  const SlCellEvent *event;
  GtkWidget *child, *button;

  g_return_if_fail (SL_IS_CELL_SUMMARY (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (cell == NULL)
    {
      gtk_box_append (
          self->box, sl_wrapped_label_new (_ ("Choose a cell to read what was said of it."), NULL));
      return;
    }
  add_head (self, portfolio, cell, viewer_id);
  event = find_last_words (portfolio, cell, viewer_id);
  if (event != NULL)
    add_words (self, event);
  else
    gtk_box_append (self->box,
                    sl_wrapped_label_new (*cell->criterion->text != '\0' ? cell->criterion->text
                                                                         : cell->criterion->title,
                                          NULL));
  button = gtk_button_new_with_label (_ ("Open"));
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "small");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, button);
}
