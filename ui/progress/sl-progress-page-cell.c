/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-page-private.h"

#include "competency/sl-portfolio-changes.h"
#include "sl-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* A cell beside its case: from one cell to the next, and to what a claim rests on. */

/* Below this width the case lies over the claim. */
#define SIDE_FOLD 880

const SlCell *
sl_progress_page_get_cell (SlProgressPage *self)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);

  return portfolio != NULL && self->criterion_id != NULL
             ? sl_portfolio_find_cell (portfolio, self->occasion_id, self->criterion_id)
             : NULL;
}

void
sl_progress_page_say_read (SlProgressPage *self)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const char *occasion_id = self->occasion_id != NULL ? self->occasion_id : "";
  g_autofree char *key = NULL;

  if (portfolio == NULL || sl_store_is_read_only (sl_progress_page_get_store (self)) ||
      g_strcmp0 (sl_portfolio_get_person_id (portfolio),
                 sl_person_get_id (sl_progress_page_get_person (self))) == 0 ||
      gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  key = g_strdup_printf ("%s %s", sl_portfolio_get_id (portfolio), occasion_id);
  if (g_strcmp0 (key, self->said_read) == 0)
    return;
  g_free (self->said_read);
  self->said_read = g_steal_pointer (&key);
  sl_window_apply (GTK_WIDGET (self), sl_portfolio_change_read (portfolio, occasion_id), NULL,
                   NULL);
}

/* The first page that the claim rests on, once for each cell that one comes to. */
static void
bring_up_evidence (SlProgressPage *self, const SlCell *cell)
{
  g_autofree char *key = g_strdup_printf ("%s %s", cell->occasion_id, cell->criterion->id);

  if (g_strcmp0 (key, self->sided) == 0)
    return;
  g_free (self->sided);
  self->sided = g_steal_pointer (&key);
  for (guint i = 0; cell->claim != NULL && i < cell->claim->n_evidence; i++)
    if (sl_case_side_show (self->side, cell->claim->evidence[i].object_kind,
                           cell->claim->evidence[i].object_id))
      return;
}

/* Where there is no case, the claim has the whole page. */
void
sl_progress_page_show_side (SlProgressPage *self, const SlCell *cell)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlOccasion *occasion = *cell->occasion_id != '\0'
                                   ? sl_portfolio_find_occasion (portfolio, cell->occasion_id)
                                   : NULL;
  gboolean has_case = occasion != NULL && *occasion->case_id != '\0' && !occasion->case_gone;

  g_object_set (self->panes, "end-fold", has_case ? SIDE_FOLD : G_MAXINT, NULL);
  sl_case_side_set_case (self->side, has_case ? occasion->case_id : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "progress.open-this-case", has_case);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "progress.show-side", has_case);
  if (has_case)
    bring_up_evidence (self, cell);
}

/* To the next cell of the same occasion, or of training. */
static void
step_cell (SlProgressPage *self, int step)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlComponent *component = NULL;
  const SlCell *cell = sl_progress_page_get_cell (self);
  int at;

  if (cell == NULL ||
      sl_framework_find_criterion (sl_portfolio_get_framework (portfolio), self->criterion_id,
                                   &component) == NULL ||
      component == NULL)
    return;
  for (at = 0; !g_str_equal (component->criteria[at].id, self->criterion_id); at++)
    ;
  for (at += step; at >= 0 && at < (int) component->n_criteria; at += step)
    if (!component->criteria[at].heading)
      {
        g_autofree char *occasion_id = g_strdup (self->occasion_id);

        sl_progress_page_open_cell (self, occasion_id, component->criteria[at].id);
        return;
      }
}

static void
next_cell_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  step_cell (SL_PROGRESS_PAGE (widget), g_str_equal (action_name, "progress.next-cell") ? 1 : -1);
}

static void
verdict_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  if (self->criterion_id != NULL)
    sl_cell_pane_choose_verdict (self->cell,
                                 (guint) (action_name[strlen ("progress.verdict-")] - '0'));
}

static void
show_side_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  if (self->criterion_id == NULL)
    return;
  if (sl_panes_get_end_folded (self->panes))
    sl_panes_set_show_end (self->panes, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->side), GTK_DIR_TAB_FORWARD);
}

static void
close_side_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  sl_panes_set_show_end (self->panes, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->cell));
}

/* Where each kind of thing is worked on; what is not here is the case itself. */
static const struct
{
  const char *kind;
  const char *view;
} places[] = {
  { "version", "review" },    { "sheet", "site" },      { "action", "site" },
  { "response", "response" }, { "policy", "response" }, { "guide", "response" },
  { "assessment", "assess" }, { "answer", "assess" },
};

static void
open_piece (SlProgressPage *self, const SlOccasion *occasion, const char *kind, const char *id)
{
  SlWindow *window = SL_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (g_str_equal (kind, "paper"))
    {
      sl_window_open_paper (window, occasion->case_id, id);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (kind, places[i].kind))
      {
        sl_window_open_view (window, occasion->case_id, places[i].view);
        return;
      }
  sl_window_open_case (window, occasion->case_id);
}

/* A piece of what a claim rests on: beside the claim where it is a page, else where it is worked
 * on. */
static void
show_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  const SlCell *cell = sl_progress_page_get_cell (self);
  const SlOccasion *occasion = cell != NULL && *cell->occasion_id != '\0'
                                   ? sl_portfolio_find_occasion (
                                         sl_progress_page_get_portfolio (self), cell->occasion_id)
                                   : NULL;
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  if (g_str_equal (kind, "training"))
    sl_progress_page_edit_training (self, self->criterion_id, id);
  else if (sl_case_side_show (self->side, kind, id))
    {
      if (sl_panes_get_end_folded (self->panes))
        sl_panes_set_show_end (self->panes, TRUE);
    }
  else if (occasion != NULL && !occasion->case_gone && *occasion->case_id != '\0' &&
           SL_IS_WINDOW (gtk_widget_get_root (widget)))
    open_piece (self, occasion, kind, id);
  else
    sl_window_toast (widget, _ ("This is no longer here; what was copied into the claim stands."),
                     NULL, NULL);
}

static void
open_this_case_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  const SlCell *cell = sl_progress_page_get_cell (self);
  const SlOccasion *occasion = cell != NULL
                                   ? sl_portfolio_find_occasion (
                                         sl_progress_page_get_portfolio (self), cell->occasion_id)
                                   : NULL;
  GtkRoot *root = gtk_widget_get_root (widget);

  if (occasion != NULL && SL_IS_WINDOW (root))
    sl_window_open_case (SL_WINDOW (root), occasion->case_id);
}

void
sl_progress_page_cell_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "progress.next-cell", NULL, next_cell_cb);
  gtk_widget_class_install_action (widget_class, "progress.previous-cell", NULL, next_cell_cb);
  gtk_widget_class_install_action (widget_class, "progress.verdict-1", NULL, verdict_cb);
  gtk_widget_class_install_action (widget_class, "progress.verdict-2", NULL, verdict_cb);
  gtk_widget_class_install_action (widget_class, "progress.verdict-3", NULL, verdict_cb);
  gtk_widget_class_install_action (widget_class, "progress.show-side", NULL, show_side_cb);
  gtk_widget_class_install_action (widget_class, "progress.close-side", NULL, close_side_cb);
  gtk_widget_class_install_action (widget_class, "progress.open-this-case", NULL,
                                   open_this_case_cb);
  gtk_widget_class_install_action (widget_class, "progress.show", "(ss)", show_cb);
}
