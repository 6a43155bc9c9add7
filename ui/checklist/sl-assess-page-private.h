/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"
#include "checklist/sl-assess-page.h"
#include "checklist/sl-assess-start.h"
#include "checklist/sl-item-list.h"
#include "checklist/sl-judgement.h"
#include "checklist/sl-observation-editor.h"
#include "checklist/sl-suggestions.h"
#include "sheets/sl-sheet.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-panes.h"

G_BEGIN_DECLS

/* SlAssessPage is split by concern: sl-assess-page.c reads the records and walks the items,
 * -evidence.c shows pages and makes evidence of what is found on them, -subjects.c chooses between
 * the whole case and its house types. */
struct _SlAssessPage
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  SlAssessment *assessment;
  GPtrArray *subjects; /* of SlSheetSubject: the house types of the case; NULL until read */
  char *subject_id;    /* the entry that is assessed; NULL: the whole case */
  gboolean listing;    /* the drop-down is being filled: its selection means nothing */
  GListModel *documents;
  GListModel *observations;
  char *item_id;
  guint reload;
  gboolean stale; /* the records changed since they were read */
  guint both;     /* which of two documents that disagree was shown last */

  GtkWidget *subject_bar;
  GtkDropDown *subject_choice;
  GtkLabel *subject_state;
  GtkStack *stack;
  SlAssessStart *start;
  SlPanes *panes;
  SlItemList *list;
  GtkWidget *toolbar;
  GtkWidget *list_button;
  GtkLabel *item_label;
  GtkLabel *position;
  GtkWidget *next_button;
  GtkStack *middle;
  SlJudgement *judgement;
  SlSuggestions *suggestions;
  SlObservationEditor *observation;
  SlPagePane *pages;
  GtkWidget *back_button;
  GtkLabel *document_label;
  GtkPopover *document_popover;
  GtkListBox *document_list;
  GtkWidget *foot;
};

/* sl-assess-page-subjects.c */
gboolean sl_assess_page_list_subjects (SlAssessPage *self, GError **error);
/* What is assessed, borrowed of the page; FALSE: the whole case. */
gboolean sl_assess_page_get_subject (SlAssessPage *self, SlAssessmentSubject *subject);
void sl_assess_page_subject_selected (SlAssessPage *self);

/* sl-assess-page-evidence.c */
void sl_assess_page_connect_evidence (SlAssessPage *self);
void sl_assess_page_list_documents (SlAssessPage *self);
void sl_assess_page_update_document_label (SlAssessPage *self);
void sl_assess_page_update_readable (SlAssessPage *self);
/* Shows where the item's evidence lies, if it has any. */
void sl_assess_page_show_item_evidence (SlAssessPage *self);
void sl_assess_page_document_chosen (SlAssessPage *self, GtkListBoxRow *row);
void sl_assess_page_evidence_wanted (SlAssessPage *self);
void sl_assess_page_evidence_chosen (SlAssessPage *self, const char *evidence_id);
void sl_assess_page_show_both (SlAssessPage *self);
void sl_assess_page_reveal_pages (SlAssessPage *self);

G_END_DECLS
