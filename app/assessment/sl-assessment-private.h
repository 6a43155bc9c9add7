/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"

G_BEGIN_DECLS

/* The texts of an answer, in the order of the columns in sl-answer-records.c. */
typedef enum
{
  SL_ANSWER_REASON,
  SL_ANSWER_OBSERVATION,
  SL_ANSWER_RECOMMENDATION,
  SL_ANSWER_RECOMMENDATION_SOURCE,
  SL_ANSWER_PLACE,
  SL_ANSWER_PRIORITY,
  SL_ANSWER_PRIORITY_REASON,
  SL_ANSWER_SHOWN_UNIT,
  SL_N_ANSWER_TEXTS
} SlAnswerTextIndex;

extern const char *const sl_answer_text_names[SL_N_ANSWER_TEXTS];

/* One saved state of an answer. */
typedef struct
{
  SlVerdict verdict;
  char *texts[SL_N_ANSWER_TEXTS]; /* never NULL */
  double shown;                   /* NaN: the drawings say none */
  char **evidence;                /* ids in order, never NULL */
} SlAnswerState;

SlAnswerState *sl_answer_state_new (void);
SlAnswerState *sl_answer_state_copy (const SlAnswerState *state);
gboolean sl_answer_state_equal (const SlAnswerState *a, const SlAnswerState *b);
void sl_answer_state_free (SlAnswerState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlAnswerState, sl_answer_state_free)

/* A row of "answer" with its evidence. */
typedef struct
{
  char *answer_id;
  char *item_id;
  gint64 revision;
  SlAnswerState *state;
} SlAnswerRow;
void sl_answer_row_free (SlAnswerRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlAnswerRow, sl_answer_row_free)

/* sl-answer.c */
SlAnswer *sl_answer_new (SlChecklistItem *item);
/* @evidence: id -> SlEvidence of the case. @why_not: nullable, borrowed from the item. */
void sl_answer_update (SlAnswer *self,
                       const SlAnswerRow *row,
                       GHashTable *evidence,
                       gboolean applies,
                       const char *why_not);

/* What is to become of an answer: made in sl-answer-changes.c, done in sl-answer-records.c. */
typedef enum
{
  SL_ANSWER_EDIT_VERDICT,
  SL_ANSWER_EDIT_TEXT,
  SL_ANSWER_EDIT_SHOWN,
  SL_ANSWER_EDIT_EVIDENCE,
  SL_ANSWER_EDIT_TAKE, /* verdict, texts and evidence at once */
  SL_ANSWER_EDIT_UNDO,
  SL_ANSWER_EDIT_REDO,
} SlAnswerEditKind;

typedef struct
{
  SlAnswerEditKind kind;
  char *assessment_id;
  char *case_id;
  char *sheet_id; /* NULL: the whole case */
  char *entry_id;
  char *subject; /* its name */
  char *item_id;
  gboolean known; /* the pack has the item */
  SlVerdict verdict;
  char *texts[SL_N_ANSWER_TEXTS]; /* NULL keeps */
  double shown;
  char **evidence;
} SlAnswerEdit;

/* As SlChangeFunc, @data being an SlAnswerEdit. */
gboolean sl_answer_records_edit (SlTransaction *transaction, gpointer data, GError **error);
gboolean sl_answer_records_undo (SlTransaction *transaction, gpointer data, GError **error);
gboolean sl_answer_records_redo (SlTransaction *transaction, gpointer data, GError **error);
/* All of one assessment, of SlAnswerRow. */
GPtrArray *sl_answer_records_list (SlStore *store, const char *assessment_id, GError **error);

/* sl-assessment-records.c */
typedef struct
{
  char *assessment_id;
  char *pack_hash;
  char *features; /* the subject's; "" for the whole case */
} SlAssessmentRow;
void sl_assessment_row_clear (SlAssessmentRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlAssessmentRow, sl_assessment_row_clear)
/* The newest of the case (@entry_id NULL) or of an entry, of @pack_id where it is not NULL;
 * assessment_id stays NULL when there is none. */
gboolean sl_assessment_records_find (SlStore *store,
                                     const char *case_id,
                                     const char *entry_id,
                                     const char *pack_id,
                                     SlAssessmentRow *row,
                                     GError **error);

/* sl-subject-records.c, inside a change: whether the entry belongs to an open sheet of the case;
 * tells the case's history which record changed, @what being the rest of the sentence. */
gboolean sl_subject_records_check (SlTransaction *transaction,
                                   const char *case_id,
                                   const char *sheet_id,
                                   const char *entry_id,
                                   const char *what,
                                   GError **error);

/* Item id -> verdict of one assessment, those judged alone; keys are owned. */
GHashTable *
sl_subject_records_list_verdicts (SlStore *store, const char *assessment_id, GError **error);

/* sl-observation.c */
SlFreeObservation *sl_free_observation_new (const char *const *values); /* in property order */

G_END_DECLS
