/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case.h"
#include "site/sl-actions-pane.h"
#include "site/sl-lacks-list.h"
#include "site/sl-photographs-pane.h"
#include "site/sl-sheet-view.h"
#include "site/sl-sheets-pane.h"
#include "site/sl-site-page.h"
#include "site/sl-stage-line.h"
#include "widgets/sl-panes.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shared by the files of the page, and by no other. */

struct _SlSitePage
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  SlSheet *sheet;   /* in the middle; NULL while there is none */
  char *wish;       /* id of the record to show with the next reading */
  GPtrArray *forms; /* of SlForm, those that fit the case; NULL until read */
  gboolean stale;
  guint refresh_source;
  guint n_blocking;

  GtkStack *stack;
  AdwStatusPage *empty;
  GtkBox *empty_forms;
  SlStageLine *stages;
  SlPanes *panes;
  SlSheetsPane *sheets;
  GtkWidget *sheets_button;
  GtkLabel *title;
  GtkLabel *reference;
  GtkLabel *state;
  GtkMenuButton *papers;
  GtkButton *close_button;
  GtkMenuButton *more;
  GtkWidget *side_button;
  GtkWidget *notice;
  GtkLabel *notice_label;
  SlSheetView *view;
  GtkWidget *side;
  GtkWidget *side_close;
  SlLacksList *lacks;
  SlActionsPane *actions;
  SlPhotographsPane *photographs;
  GtkWidget *foot_bar;
  GtkButton *foot_side;
  GtkButton *foot_close;
};

void sl_site_page_queue_refresh (SlSitePage *self);
/* What stands above and beside the record: title, state, what lacks. */
void sl_site_page_update (SlSitePage *self);
/* Saves what was typed and reads @sheet_id into the middle. */
void sl_site_page_open_sheet (SlSitePage *self, const char *sheet_id);

/* sl-site-page-records.c: beginning, closing, cancelling and removing records. */
void sl_site_page_records_install (GtkWidgetClass *widget_class);

/* sl-site-page-papers.c: papers made of a record. */
void sl_site_page_papers_install (GtkWidgetClass *widget_class);
void sl_site_page_update_papers (SlSitePage *self);

G_END_DECLS
