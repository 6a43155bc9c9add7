/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review-page.h"

#include "response/sl-letter-view.h"
#include "review/sl-answers-view.h"
#include "review/sl-changes-view.h"
#include "review/sl-comments-pane.h"
#include "review/sl-review-foot.h"
#include "review/sl-review-load.h"
#include "review/sl-versions-pane.h"
#include "widgets/sl-panes.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shared by the files of the Review page, and by no other. */

typedef enum
{
  SL_REVIEW_CHANGES,
  SL_REVIEW_ANSWERS,
  SL_REVIEW_PAGES,
} SlReviewMode;

struct _SlReviewPage
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlReview *review;
  SlCase *planning_case;
  char *paper_id; /* what is reviewed: a report; NULL the response */

  /* reading: sl-review-page.c */
  SlReviewLoad *load; /* what is shown; NULL before the first reading */
  char *newer;        /* what was asked for; NULL: what one comes for */
  char *older;
  char *seen;        /* the version last looked at, when this page first read; NULL: not read yet */
  char *marked_seen; /* the version last noted as looked at */
  char *pair;        /* of the contents that the changes view shows */
  gboolean loading;
  gboolean again; /* something changed while reading */
  gboolean stale; /* something changed while nobody looked */
  gboolean quiet; /* a comment is chosen without being scrolled to */
  GCancellable *cancellable;
  gulong store_changed;

  /* a comment being written: sl-review-page-comments.c */
  char *anchor_kind;
  char *anchor_key;
  guint anchor_start, anchor_end;
  char *choose_next; /* id of the comment just made: chosen when it has been read */

  SlSubjects *subjects;       /* the records of the version shown */
  char *wish_kind, *wish_key; /* what another view wants commented on: sl-review-page-records.c */

  GtkWidget *asking; /* weak: the window that asks how to issue, or what was decided */

  GtkStack *stack;
  AdwStatusPage *message;
  GtkWidget *message_button;
  SlPanes *panes;
  SlVersionsPane *versions;
  SlChangesView *changes;
  SlAnswersView *answers;
  SlLetterView *pages;
  GtkStack *middle;
  GtkLabel *title;
  GtkLabel *count;
  GtkMenuButton *papers;
  GtkWidget *versions_button;
  GtkWidget *comments_button;
  GtkWidget *modes;
  GtkToggleButton *changes_mode;
  GtkToggleButton *answers_mode;
  GtkToggleButton *pages_mode;
  GtkWidget *previous;
  GtkWidget *next;
  GtkBox *notices;
  SlReviewFoot *foot;
  GtkWidget *foot_bar;
  GtkMenuButton *foot_mode;
  GtkButton *foot_comments;
  SlCommentsPane *comments;
};

void sl_review_page_reload (SlReviewPage *self);
/* Why nothing can be changed here; NULL when it can. Borrowed. */
const char *sl_review_page_get_locked (SlReviewPage *self);
const char *sl_review_page_get_case_id (SlReviewPage *self);

void sl_review_page_choose (SlReviewPage *self, const char *newer, const char *older);

/* sl-review-page-modes.c */
void sl_review_page_modes_install (GtkWidgetClass *widget_class);
SlReviewMode sl_review_page_get_mode (SlReviewPage *self);
void sl_review_page_set_mode (SlReviewPage *self, SlReviewMode mode);
void sl_review_page_update_title (SlReviewPage *self);
void sl_review_page_fold (SlReviewPage *self);

/* sl-review-page-records.c */
void sl_review_page_records_install (GtkWidgetClass *widget_class);
void sl_review_page_records_connect (SlReviewPage *self);
/* Where the record of a comment is worked on: the item, the page of the evidence. */
void sl_review_page_show_record (SlReviewPage *self, const char *kind, const char *key);
/* Begins the comment that was asked for from elsewhere, once the version is shown. */
void sl_review_page_take_wish (SlReviewPage *self);

/* sl-review-page-comments.c */
void sl_review_page_comments_install (GtkWidgetClass *widget_class);
/* Opens the composer for a comment on an answer or on evidence of the version shown. */
void sl_review_page_comment_on (SlReviewPage *self, const char *kind, const char *key);
void sl_review_page_comments_connect (SlReviewPage *self);

/* sl-review-page-papers.c */
void sl_review_page_papers_install (GtkWidgetClass *widget_class);
/* What is reviewed; borrowed. */
const char *sl_review_page_get_paper_id (SlReviewPage *self);
void sl_review_page_show_paper (SlReviewPage *self, const char *paper_id);
void sl_review_page_update_papers (SlReviewPage *self);

/* sl-review-page-decide.c */
void sl_review_page_decide_install (GtkWidgetClass *widget_class);
void sl_review_page_decide_connect (SlReviewPage *self);

/* sl-review-page-issue.c */
void sl_review_page_issue_install (GtkWidgetClass *widget_class);

/* sl-review-page-bundle.c */
void sl_review_page_bundle_install (GtkWidgetClass *widget_class);

/* sl-review-page-notices.c */
void sl_review_page_update_notices (SlReviewPage *self);

G_END_DECLS
