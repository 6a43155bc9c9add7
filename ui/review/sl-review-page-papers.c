/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include "review/sl-review-words.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Which paper of the case is reviewed: its response, or a report of one of its records. The choice
 * stands at the top as soon as there is one. */

const char *
sl_review_page_get_paper_id (SlReviewPage *self)
{
  return self->paper_id != NULL ? self->paper_id : sl_review_page_get_case_id (self);
}

/**
 * sl_review_page_show_paper:
 * @paper_id: a case's id for its response, or a report's
 *
 * Turns to another paper of the case.
 */
void
sl_review_page_show_paper (SlReviewPage *self, const char *paper_id)
{
  if (g_str_equal (paper_id, sl_review_page_get_paper_id (self)))
    return;
  /* What is being written is about the paper that is shown. */
  if (sl_review_composer_is_open (sl_comments_pane_get_composer (self->comments)) ||
      sl_review_composer_is_open (sl_review_foot_get_composer (self->foot)))
    {
      sl_window_toast (GTK_WIDGET (self),
                       _ ("Save or drop what you are writing, then turn to another paper"), NULL,
                       NULL);
      return;
    }
  g_free (self->paper_id);
  self->paper_id = g_strdup (paper_id);
  /* Everything that was read or chosen is of the other paper. */
  g_clear_pointer (&self->seen, g_free);
  g_clear_pointer (&self->marked_seen, g_free);
  g_clear_pointer (&self->pair, g_free);
  sl_review_page_choose (self, NULL, NULL);
}

static char *
describe (const SlPaperLine *line)
{
  const char *word = *line->state != '\0' ? sl_review_state_word (line->state) : "";

  return *word != '\0' ? g_strdup_printf ("%s · %s", line->paper->title, word)
                       : g_strdup (line->paper->title);
}

/**
 * sl_review_page_update_papers:
 *
 * Offers the case's papers where there are several.
 */
void
sl_review_page_update_papers (SlReviewPage *self)
{
  GPtrArray *papers = self->load->papers;
  const SlPaper *shown = self->load->state->paper;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < papers->len; i++)
    {
      const SlPaperLine *line = g_ptr_array_index (papers, i);
      g_autofree char *label = describe (line);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "review.show-paper", "s", line->paper->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (self->papers, shown->title);
  gtk_menu_button_set_menu_model (self->papers, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->papers),
                          papers->len > 1 || !sl_paper_is_response (shown));
  /* A report rests on its record, which stands in the letter itself. */
  gtk_widget_set_visible (GTK_WIDGET (self->answers_mode), sl_paper_is_response (shown));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.show-answers",
                                 sl_paper_is_response (shown));
  if (!sl_paper_is_response (shown) && sl_review_page_get_mode (self) == SL_REVIEW_ANSWERS)
    sl_review_page_set_mode (self, SL_REVIEW_CHANGES);
}

static void
show_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sl_review_page_show_paper (SL_REVIEW_PAGE (widget), g_variant_get_string (parameter, NULL));
}

void
sl_review_page_papers_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.show-paper", "s", show_paper_action);
}
