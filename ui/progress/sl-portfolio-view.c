/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-portfolio-view.h"

#include "competency/sl-portfolio-changes.h"
#include "people/sl-role.h"
#include "progress/sl-cell-summary.h"
#include "progress/sl-decision-notice.h"
#include "progress/sl-matrix.h"
#include "progress/sl-missing-list.h"
#include "progress/sl-portfolio-foot.h"
#include "progress/sl-progress-cards.h"
#include "progress/sl-progress-words.h"
#include "progress/sl-training-pane.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

struct _SlPortfolioView
{
  AdwBin parent_instance;

  SlPortfolio *portfolio;
  char *viewer_id;
  char *component_id; /* that stands below the cards */
  SlMatrixRights rights;
  gboolean narrow;

  GtkBox *box;
  SlDecisionNotice *notice;
  SlProgressCards *cards;
  GtkLabel *title;
  GtkLabel *assessors;
  GtkStack *stack;
  SlMatrix *matrix;
  SlTrainingPane *training;
  GtkBox *about;
  SlMissingList *missing;
  SlCellSummary *summary;
  SlPortfolioFoot *foot;
};

enum
{
  CELL_OPENED,
  MISSING_CHOSEN,
  TRAINING_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlPortfolioView, sl_portfolio_view, ADW_TYPE_BIN)

static const SlComponent *
get_component (SlPortfolioView *self)
{
  return sl_framework_find_component (sl_portfolio_get_framework (self->portfolio),
                                      self->component_id);
}

/* "Assessed by a Designing Out Crime Manager or a Senior …": whoever may, by the framework. */
static char *
describe_assessors (const SlComponent *component)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_roles = g_strv_length ((char **) component->assessors);

  for (guint i = 0; i < n_roles; i++)
    {
      const char *title = sl_role_get_title (component->assessors[i]);

      g_string_append (text, i == 0 ? "" : i + 1 == n_roles ? _ (" or ") : ", ");
      g_string_append (text, title);
    }
  return text->len > 0 ? g_strdup_printf (_ ("Assessed by: %s"), text->str) : g_strdup ("");
}

static void
show_summary (SlPortfolioView *self)
{
  const SlComponent *component = get_component (self);
  const SlCell *cell = component->type == SL_COMPONENT_OCCASIONS
                           ? sl_matrix_get_current (self->matrix)
                           : NULL;

  sl_cell_summary_show (self->summary, self->portfolio, cell, self->viewer_id);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), component->type == SL_COMPONENT_OCCASIONS);
}

/* Where nobody has been yet, one is where more is needed, else where something was claimed. */
static void
choose_cell (SlPortfolioView *self, const SlComponent *component)
{
  const SlCell *best = sl_matrix_get_current (self->matrix);
  gboolean sure = best != NULL;

  for (guint i = 0; !sure && i < sl_portfolio_get_n_occasions (self->portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (self->portfolio, i);

      if (occasion->dropped || occasion->component != component)
        continue;
      for (guint k = 0; !sure && k < occasion->n_cells; k++)
        {
          const SlCell *cell = &occasion->cells[k];

          sure = cell->state == SL_CELL_NOT_YET;
          if (sure || (best == NULL && cell->state == SL_CELL_CLAIMED))
            best = cell;
        }
    }
  if (best != NULL)
    sl_matrix_go_to (self->matrix, best->occasion_id, best->criterion->id, FALSE);
}

static void
show_component (SlPortfolioView *self)
{
  const SlComponent *component = get_component (self);
  g_autofree char *title = sl_component_describe (component);
  g_autofree char *assessors = describe_assessors (component);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->assessors, assessors);
  if (component->type == SL_COMPONENT_OCCASIONS)
    {
      sl_matrix_show (self->matrix, self->portfolio, component, self->viewer_id, self->rights);
      choose_cell (self, component);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->matrix));
    }
  else
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->training));
  show_summary (self);
}

static void
component_chosen_cb (SlPortfolioView *self, const char *component_id)
{
  g_free (self->component_id);
  self->component_id = g_strdup (component_id);
  show_component (self);
}

static void
cell_opened_cb (SlPortfolioView *self, const char *occasion_id, const char *criterion_id)
{
  g_signal_emit (self, signals[CELL_OPENED], 0, occasion_id, criterion_id);
}

static void
training_opened_cb (SlPortfolioView *self, const char *criterion_id)
{
  g_signal_emit (self, signals[CELL_OPENED], 0, "", criterion_id);
}

static void
training_wanted_cb (SlPortfolioView *self, const char *criterion_id, const char *training_id)
{
  g_signal_emit (self, signals[TRAINING_WANTED], 0, criterion_id, training_id);
}

static void
summary_opened_cb (SlPortfolioView *self)
{
  const SlCell *cell = sl_matrix_get_current (self->matrix);

  if (cell != NULL)
    g_signal_emit (self, signals[CELL_OPENED], 0, cell->occasion_id, cell->criterion->id);
}

static void
missing_chosen_cb (SlPortfolioView *self,
                   const char *kind,
                   const char *component_id,
                   const char *occasion_id,
                   const char *criterion_id,
                   const char *training_id)
{
  g_signal_emit (self, signals[MISSING_CHOSEN], 0, kind, component_id, occasion_id, criterion_id,
                 training_id);
}

static gboolean
sl_portfolio_view_grab_focus (GtkWidget *widget)
{
  SlPortfolioView *self = SL_PORTFOLIO_VIEW (widget);

  if (self->portfolio == NULL)
    return FALSE;
  if (get_component (self)->type == SL_COMPONENT_OCCASIONS)
    return gtk_widget_grab_focus (GTK_WIDGET (self->matrix));
  return gtk_widget_child_focus (GTK_WIDGET (self->cards), GTK_DIR_TAB_FORWARD);
}

static void
sl_portfolio_view_dispose (GObject *object)
{
  SlPortfolioView *self = SL_PORTFOLIO_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->portfolio);
  G_OBJECT_CLASS (sl_portfolio_view_parent_class)->dispose (object);
}

static void
sl_portfolio_view_finalize (GObject *object)
{
  g_free (SL_PORTFOLIO_VIEW (object)->viewer_id);
  g_free (SL_PORTFOLIO_VIEW (object)->component_id);
  G_OBJECT_CLASS (sl_portfolio_view_parent_class)->finalize (object);
}

static void
sl_portfolio_view_class_init (SlPortfolioViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_portfolio_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_portfolio_view_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sl_portfolio_view_grab_focus;
  signals[CELL_OPENED] = g_signal_new ("cell-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                       G_TYPE_STRING);
  signals[MISSING_CHOSEN] = g_signal_new (
      "missing-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 5, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[TRAINING_WANTED] = g_signal_new ("training-wanted", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           G_TYPE_STRING, G_TYPE_STRING);
}

static GtkWidget *
make_heading (SlPortfolioView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (sl_wrapped_label_new ("", "title-4"));
  self->assessors = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->assessors), "meta");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->assessors), GTK_ALIGN_END);
  gtk_label_set_xalign (self->assessors, 1);
  g_object_set (self->title, "width-chars", 10, NULL);
  g_object_set (self->assessors, "width-chars", 8, "max-width-chars", 60, NULL);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->assessors));
  return head;
}

static void
make_parts (SlPortfolioView *self)
{
  self->notice = SL_DECISION_NOTICE (sl_decision_notice_new ());
  self->cards = SL_PROGRESS_CARDS (sl_progress_cards_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->matrix = SL_MATRIX (sl_matrix_new ());
  self->training = SL_TRAINING_PANE (sl_training_pane_new ());
  self->about = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18));
  self->missing = SL_MISSING_LIST (sl_missing_list_new ());
  self->summary = SL_CELL_SUMMARY (sl_cell_summary_new ());
  self->foot = SL_PORTFOLIO_FOOT (sl_portfolio_foot_new ());
  g_object_set (self->stack, "vhomogeneous", FALSE, "hhomogeneous", FALSE, NULL);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->matrix));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->training));
  gtk_box_set_homogeneous (self->about, TRUE);
  gtk_box_append (self->about, GTK_WIDGET (self->missing));
  gtk_box_append (self->about, GTK_WIDGET (self->summary));
  g_signal_connect_swapped (self->cards, "chosen", G_CALLBACK (component_chosen_cb), self);
  g_signal_connect_swapped (self->matrix, "focused", G_CALLBACK (show_summary), self);
  g_signal_connect_swapped (self->matrix, "opened", G_CALLBACK (cell_opened_cb), self);
  g_signal_connect_swapped (self->training, "opened", G_CALLBACK (training_opened_cb), self);
  g_signal_connect_swapped (self->training, "wanted", G_CALLBACK (training_wanted_cb), self);
  g_signal_connect_swapped (self->missing, "chosen", G_CALLBACK (missing_chosen_cb), self);
  g_signal_connect_swapped (self->summary, "opened", G_CALLBACK (summary_opened_cb), self);
}

static void
sl_portfolio_view_init (SlPortfolioView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  make_parts (self);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "portfolio");
  gtk_box_append (self->box, GTK_WIDGET (self->notice));
  gtk_box_append (self->box, GTK_WIDGET (self->cards));
  gtk_box_append (self->box, make_heading (self));
  gtk_box_append (self->box, GTK_WIDGET (self->stack));
  gtk_box_append (self->box, GTK_WIDGET (self->about));
  gtk_box_append (self->box, GTK_WIDGET (self->foot));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1280);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1280);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * sl_portfolio_view_new:
 *
 * Returns: (transfer floating): a view of nobody's portfolio yet
 */
GtkWidget *
sl_portfolio_view_new (void)
{
  return g_object_new (SL_TYPE_PORTFOLIO_VIEW, NULL);
}

static SlMatrixRights
find_rights (SlPortfolio *portfolio, SlCasebook *casebook)
{
  SlPerson *person = sl_casebook_get_person (casebook);
  SlMatrixRights rights = 0;

  if (sl_store_is_read_only (sl_casebook_get_store (casebook)))
    return 0;
  if (sl_portfolio_may (portfolio, person, SL_PROGRESS_TRAIN, NULL, NULL))
    rights |= SL_MATRIX_CHOOSE | SL_MATRIX_DROP;
  if (sl_portfolio_may (portfolio, person, SL_PROGRESS_ASK_SECOND, NULL, NULL))
    rights |= SL_MATRIX_ASK_SECOND | SL_MATRIX_DROP;
  return rights;
}

/**
 * sl_portfolio_view_show:
 * @self: a view
 * @state: with a portfolio
 * @casebook: whose
 *
 * Shows @state; the component, the cell and the focus stay.
 */
void
sl_portfolio_view_show (SlPortfolioView *self, const SlProgressState *state, SlCasebook *casebook)
{
  const char *viewer_id = sl_person_get_id (sl_casebook_get_person (casebook));
  gboolean own;

  g_return_if_fail (SL_IS_PORTFOLIO_VIEW (self) && state->portfolio != NULL);

  if (self->component_id == NULL ||
      sl_framework_find_component (sl_portfolio_get_framework (state->portfolio),
                                   self->component_id) == NULL)
    {
      g_free (self->component_id);
      self->component_id = g_strdup (sl_progress_cards_choose (state->portfolio));
    }
  g_set_object (&self->portfolio, state->portfolio);
  g_free (self->viewer_id);
  self->viewer_id = g_strdup (viewer_id);
  self->rights = find_rights (self->portfolio, casebook);
  own = g_strcmp0 (sl_portfolio_get_person_id (self->portfolio), viewer_id) == 0;
  sl_decision_notice_show (self->notice, self->portfolio, casebook);
  sl_progress_cards_show (self->cards, self->portfolio, self->component_id);
  sl_training_pane_show (self->training, self->portfolio, viewer_id,
                         (self->rights & SL_MATRIX_CHOOSE) != 0);
  sl_missing_list_show (self->missing, self->portfolio, (self->rights & SL_MATRIX_CHOOSE) != 0);
  sl_portfolio_foot_show (self->foot, state, casebook, own);
  show_component (self);
}

/**
 * sl_portfolio_view_set_width:
 * @self: a view
 * @step: 0: everything stands below each other; 1: with little room; 2: wide
 */
void
sl_portfolio_view_set_width (SlPortfolioView *self, guint step)
{
  gboolean narrow = step == 0;

  g_return_if_fail (SL_IS_PORTFOLIO_VIEW (self));

  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->box), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->box), "narrow");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->about),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->about, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->assessors), !narrow);
  sl_progress_cards_set_narrow (self->cards, narrow);
  sl_matrix_set_width (self->matrix, step);
  sl_training_pane_set_narrow (self->training, narrow);
  if (self->portfolio != NULL)
    sl_progress_cards_show (self->cards, self->portfolio, self->component_id);
}

/**
 * sl_portfolio_view_go_to:
 * @self: a view that shows a portfolio
 * @component_id: what stands below the cards
 * @occasion_id: (nullable): of the cell that one is then on
 * @criterion_id: (nullable): of the cell, or of the training
 *
 * Goes to another part of the portfolio.
 */
void
sl_portfolio_view_go_to (SlPortfolioView *self,
                         const char *component_id,
                         const char *occasion_id,
                         const char *criterion_id)
{
  g_return_if_fail (SL_IS_PORTFOLIO_VIEW (self) && self->portfolio != NULL);

  if (sl_framework_find_component (sl_portfolio_get_framework (self->portfolio), component_id) ==
      NULL)
    return;
  if (g_strcmp0 (component_id, self->component_id) != 0)
    {
      component_chosen_cb (self, component_id);
      sl_progress_cards_show (self->cards, self->portfolio, self->component_id);
    }
  if (occasion_id != NULL && *occasion_id != '\0')
    sl_matrix_go_to (self->matrix, occasion_id, criterion_id, TRUE);
  else if (criterion_id != NULL)
    sl_training_pane_go_to (self->training, criterion_id);
  show_summary (self);
}
