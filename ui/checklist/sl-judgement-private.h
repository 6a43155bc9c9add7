/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "checklist/sl-judgement.h"
#include "review/sl-record-comments.h"
#include "widgets/sl-autosave.h"
#include "widgets/sl-measure.h"

G_BEGIN_DECLS

/* SlJudgement is split by concern: sl-judgement.c judges and saves, -facts.c shows the question,
 * the measure and where the guide stands, -evidence.c shows and changes the evidence, -proposals.c
 * offers what may be taken over for a house type. */

typedef enum
{
  FIELD_OBSERVATION,
  FIELD_RECOMMENDATION,
  FIELD_PLACE,
  FIELD_PRIORITY,
  FIELD_PRIORITY_REASON,
  N_FIELDS,
} SlJudgementField;

struct _SlJudgement
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  SlAssessment *assessment;
  SlAnswer *answer;
  GPtrArray *passages; /* of SlSuggestion; NULL until they are found */
  GPtrArray *proposed; /* of SlHouseTypeProposal, as shown; NULL: none */
  GCancellable *gathering;

  SlAutosave *autosave;
  gboolean dirty[N_FIELDS]; /* typed and not yet on its way to the disk, or refused by it */
  guint n_saving;
  gboolean loading;   /* widgets are being filled: their signals mean nothing */
  gboolean from_pack; /* the recommendation is being set to the pack's words */
  gboolean narrow;

  GtkWidget *verdict_buttons[SL_N_VERDICTS];
  GtkWidget *verdict_boxes[SL_N_VERDICTS];
  GtkWidget *verdict_digits[SL_N_VERDICTS];
  GtkWidget *priority_buttons[3];

  GtkWidget *scroller;
  GtkBox *form;
  GtkLabel *where;
  GtkLabel *question;
  GtkLabel *why;
  GtkLabel *guide;
  GtkWidget *status_button;
  GtkImage *status_icon;
  GtkLabel *status;
  GtkLabel *sources;
  SlRecordComments *comments;
  GtkWidget *measure_card;
  SlMeasure *measure;
  GtkPopover *shown_popover;
  GtkEditable *shown_entry;
  GtkLabel *shown_unit;
  GtkWidget *disagree;
  GtkLabel *disagree_label;
  GtkBox *proposals;
  GtkGrid *verdicts;
  GtkRevealer *reason_revealer;
  GtkEditable *reason;
  GtkTextView *observation;
  GtkLabel *origin;
  GtkWidget *offer_button;
  GtkTextView *recommendation;
  GtkEditable *place;
  GtkBox *priorities;
  GtkOrientable *priority_box;
  GtkEditable *priority_reason;
  GtkFlowBox *evidence;
  GtkPopover *evidence_popover;
  GtkListBox *evidence_choice;
};

const char *sl_judgement_get_item_id (SlJudgement *self);

/* Says that the item was judged, as a click on a verdict does. */
void sl_judgement_tell_judged (SlJudgement *self, SlVerdict verdict);

/* sl-judgement-proposals.c */
void sl_judgement_show_proposals (SlJudgement *self);
void sl_judgement_drop_proposals (SlJudgement *self);

/* sl-judgement-facts.c */
void sl_judgement_show_facts (SlJudgement *self);
void sl_judgement_show_measure (SlJudgement *self);
void sl_judgement_shown_entered (SlJudgement *self);

/* sl-judgement-evidence.c */
void sl_judgement_show_evidence (SlJudgement *self);
void sl_judgement_list_choice (SlJudgement *self);
void sl_judgement_add_chosen (SlJudgement *self, GtkListBoxRow *row);

G_END_DECLS
