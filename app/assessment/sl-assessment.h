/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-checklist.h"
#include "cases/sl-case.h"
#include "documents/sl-document.h"
#include "documents/sl-library.h"

G_BEGIN_DECLS

typedef enum
{
  SL_VERDICT_NONE,
  SL_VERDICT_MET,
  SL_VERDICT_PARTLY,
  SL_VERDICT_NOT_MET,
  SL_VERDICT_NOT_SHOWN,
  SL_VERDICT_NOT_APPLICABLE,
} SlVerdict;
#define SL_N_VERDICTS 6
const char *sl_verdict_to_nick (SlVerdict verdict); /* "", "met", "partly", "not-met", … */
gboolean sl_verdict_from_nick (const char *nick, SlVerdict *verdict);
const char *sl_verdict_to_word (SlVerdict verdict); /* translated: "To do", "Met", "Partly", … */

/* One item's answer in a case, whether judged or not. Properties: item (SlChecklistItem), item-id,
 * id, verdict (int), verdict-word, reason, observation, recommendation, recommendation-source,
 * place, priority, priority-reason, applies, why-not, revision, evidence (GListModel of
 * SlEvidence). */
#define SL_TYPE_ANSWER (sl_answer_get_type ())
G_DECLARE_FINAL_TYPE (SlAnswer, sl_answer, SL, ANSWER, GObject)
SlChecklistItem *sl_answer_get_item (SlAnswer *self);
SlVerdict sl_answer_get_verdict (SlAnswer *self);
const char *sl_answer_get (SlAnswer *self, const char *property);
GListModel *sl_answer_get_evidence (SlAnswer *self);
gboolean sl_answer_get_applies (SlAnswer *self);
gboolean sl_answer_get_shown (SlAnswer *self,
                              double *value,
                              const char **unit); /* what the drawings show, if said */

/* What a walk is about, where it is not the case as a whole: an entry of one of the case's sheets,
 * as a house type of a Secured by Design scheme. Strings are the caller's. */
typedef struct
{
  const char *sheet_id;
  const char *entry_id;
  const char *name; /* "Type A", for the case's history and whoever reads */
} SlAssessmentSubject;

/* A case's walk through one pack (id, edition, hash: for ever), for the case as a whole or for a
 * subject of it. */
#define SL_TYPE_ASSESSMENT (sl_assessment_get_type ())
G_DECLARE_FINAL_TYPE (SlAssessment, sl_assessment, SL, ASSESSMENT, GObject)

/* NULL without error when the case has none yet. */
SlAssessment *
sl_assessment_load (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error);
SlAssessment *sl_assessment_load_for_pack (SlStore *store,
                                           SlPackLibrary *packs,
                                           const char *case_id,
                                           const char *pack_id,
                                           GError **error);
/* @subject NULL: the whole case, as the two above; @pack_id NULL: the newest walk of any pack. */
SlAssessment *sl_assessment_load_for_subject (SlStore *store,
                                              SlPackLibrary *packs,
                                              const char *case_id,
                                              const SlAssessmentSubject *subject,
                                              const char *pack_id,
                                              GError **error);
/* Begins one with the newest edition of @pack_id and these features ("flats",
 * "homes-per-entrance=31"). Where the case already walks that pack, in whatever edition, only the
 * features change: an edition is for ever. NULL with an error for an unknown pack. */
SlChange *sl_assessment_change_begin (SlPackLibrary *packs,
                                      const char *case_id,
                                      const char *pack_id,
                                      const char *const *features,
                                      GError **error);
/* The same for a subject, which has features of its own; @subject NULL: the whole case. */
SlChange *sl_assessment_change_begin_for_subject (SlPackLibrary *packs,
                                                  const char *case_id,
                                                  const SlAssessmentSubject *subject,
                                                  const char *pack_id,
                                                  const char *const *features,
                                                  GError **error);
const char *sl_assessment_get_id (SlAssessment *self);
/* NULL: the whole case. Borrowed. */
const SlAssessmentSubject *sl_assessment_get_subject (SlAssessment *self);
/* What the case, or the subject, has. Transfer full. */
char **sl_assessment_dup_features (SlAssessment *self);
const char *sl_assessment_get_case_id (SlAssessment *self);
SlChecklist *sl_assessment_get_checklist (SlAssessment *self);
GListModel *
sl_assessment_get_answers (SlAssessment *self); /* of SlAnswer in pack order, all items */
SlAnswer *sl_assessment_find (SlAssessment *self, const char *item_id);
/* Rereads answers and features, changing the same SlAnswer objects. */
gboolean sl_assessment_reload (SlAssessment *self, GError **error);
typedef struct
{
  guint applicable, judged, by_verdict[SL_N_VERDICTS];
} SlAssessmentCount;
void sl_assessment_count (SlAssessment *self,
                          const char *section_id,
                          SlAssessmentCount *count); /* @section_id NULL: all */
/* The same of a subject's newest walk without loading it; *@begun FALSE: it has none. *@checklist
 * is that of the last one counted (NULL at first), so that equal ones are read once. */
gboolean sl_assessment_count_subject (SlStore *store,
                                      SlPackLibrary *packs,
                                      const char *case_id,
                                      const SlAssessmentSubject *subject,
                                      SlChecklist **checklist,
                                      gboolean *begun,
                                      SlAssessmentCount *count,
                                      GError **error);

/* Changes to one answer. Rules: not-applicable needs a reason. */
typedef struct
{
  const char *observation, *recommendation, *recommendation_source, *place, *priority,
      *priority_reason, *reason; /* NULL keeps */
} SlAnswerText;
SlChange *sl_answer_change_verdict (SlAssessment *assessment,
                                    const char *item_id,
                                    SlVerdict verdict,
                                    const char *reason);
SlChange *
sl_answer_change_text (SlAssessment *assessment, const char *item_id, const SlAnswerText *text);
SlChange *sl_answer_change_shown (SlAssessment *assessment,
                                  const char *item_id,
                                  double value,
                                  const char *unit); /* NaN: none */
/* @evidence_ids in order, NULL-terminated; existing evidence of the case. */
SlChange *sl_answer_change_evidence (SlAssessment *assessment,
                                     const char *item_id,
                                     const char *const *evidence_ids);
/* A proposal taken over: verdict, texts and evidence (NULL keeps) in one change. */
SlChange *sl_answer_change_take (SlAssessment *assessment,
                                 const char *item_id,
                                 SlVerdict verdict,
                                 const SlAnswerText *text,
                                 const char *const *evidence_ids);
/* Back to the revision before, again and again to the blank answer; survives a restart. */
SlChange *sl_answer_change_undo (SlAssessment *assessment, const char *item_id);
/* Forward again, the way that was taken last from where one is. */
SlChange *sl_answer_change_redo (SlAssessment *assessment, const char *item_id);

/* The pack's recommendation with {place} and {homes} filled as far as the case knows; transfer
 * full. */
char *sl_answer_dup_offered_recommendation (SlAnswer *self, SlCase *planning_case);
/* Whether @place says itself where it lies ("behind plots 10 to 21"), so that no "at" goes before
 * it. */
gboolean sl_place_has_preposition (const char *place);
/* @text with "at {place}" made "{place}" where @place needs no "at". Transfer full. */
char *sl_place_fit (const char *text, const char *place);

/* Free observations; properties id, topic, topic-title, observation, recommendation, priority,
 * priority-reason. */
#define SL_TYPE_FREE_OBSERVATION (sl_free_observation_get_type ())
G_DECLARE_FINAL_TYPE (SlFreeObservation, sl_free_observation, SL, FREE_OBSERVATION, GObject)
const char *sl_free_observation_get (SlFreeObservation *self, const char *property);
/* @checklist (nullable) gives the topics their titles. Transfer full. */
GListModel *sl_free_observation_list (SlStore *store,
                                      SlChecklist *checklist,
                                      const char *case_id,
                                      GError **error);
/* @observation_id NULL or unknown: adds. */
SlChange *sl_free_observation_change_set (const char *observation_id,
                                          const char *case_id,
                                          const char *topic,
                                          const char *observation,
                                          const char *recommendation,
                                          const char *priority,
                                          const char *priority_reason);
SlChange *sl_free_observation_change_remove (const char *observation_id,
                                             const char *case_id,
                                             gboolean removed);

G_END_DECLS
