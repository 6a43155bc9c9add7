/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "progress/sl-case-side.h"
#include "progress/sl-cell-pane.h"
#include "progress/sl-portfolio-view.h"
#include "progress/sl-progress-load.h"
#include "progress/sl-progress-page.h"
#include "progress/sl-trainees-pane.h"
#include "widgets/sl-panes.h"
#include "widgets/sl-size-bin.h"

G_BEGIN_DECLS

/* Shared by the files of the page, and by no other. */

struct _SlProgressPage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  GCancellable *loading;
  guint stale_source;
  gboolean stale; /* something changed while the page was not to be seen */
  gboolean wants_focus;
  gboolean manages;
  guint n_mine;           /* claims that wait for who is at work, of the list of trainees */
  SlProgressState *team;  /* what the list of trainees shows; NULL not read */
  SlProgressState *state; /* with the portfolio that is open; NULL none */

  char *portfolio_id; /* that is open; NULL: one's own, or the team */
  char *occasion_id;  /* of the cell that is open; NULL none */
  char *criterion_id;
  char *sided;     /* the cell whose evidence was brought up beside it */
  char *said_read; /* what was told as opened last */
  GtkFileChooserNative *chooser;

  SlSizeBin *size_bin;
  AdwWindowTitle *title;
  GtkWidget *places_box;
  GtkWidget *back_button;
  GtkWidget *export_button;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkButton *begin_button;
  AdwStatusPage *failed;
  SlTraineesPane *trainees;
  SlPortfolioView *view;
  SlPanes *panes;
  SlCellPane *cell;
  SlCaseSide *side;
  GtkWidget *side_button;
};

/* The open portfolio, NULL none. */
SlPortfolio *sl_progress_page_get_portfolio (SlProgressPage *self);
SlPerson *sl_progress_page_get_person (SlProgressPage *self);
SlStore *sl_progress_page_get_store (SlProgressPage *self);
void sl_progress_page_reload (SlProgressPage *self);
void sl_progress_page_open_cell (SlProgressPage *self,
                                 const char *occasion_id,
                                 const char *criterion_id);

/* sl-progress-page-cell.c: from cell to cell, and to what a claim rests on. */
void sl_progress_page_cell_install (GtkWidgetClass *widget_class);
/* The cell that is open, NULL none. */
const SlCell *sl_progress_page_get_cell (SlProgressPage *self);
/* Its case beside it. */
void sl_progress_page_show_side (SlProgressPage *self, const SlCell *cell);
/* The trainee sees who read what: tells that this was opened, once. */
void sl_progress_page_say_read (SlProgressPage *self);

/* sl-progress-page-decide.c: decision, appeal, another edition. */
void sl_progress_page_decide_install (GtkWidgetClass *widget_class);
/* The newest decision on the open portfolio, NULL none. */
const SlProgression *sl_progress_page_get_last_progression (SlProgressPage *self);

/* sl-progress-page-steps.c: beginning, occasions, training, second looks. */
void sl_progress_page_steps_install (GtkWidgetClass *widget_class);
void sl_progress_page_update_steps (SlProgressPage *self);
void sl_progress_page_edit_training (SlProgressPage *self,
                                     const char *criterion_id,
                                     const char *training_id);
void sl_progress_page_choose_occasion (SlProgressPage *self, const char *component_id);

/* sl-progress-page-bundle.c: a portfolio between two computers. */
void sl_progress_page_bundle_install (GtkWidgetClass *widget_class);

/* sl-progress-page-files.c: files in and out. */
void sl_progress_page_files_install (GtkWidgetClass *widget_class);
void sl_progress_page_files_clear (SlProgressPage *self);

G_END_DECLS
