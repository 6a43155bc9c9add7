/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include "base/sl-text.h"
#include "store/sl-store.h"

#include <math.h>

/* What may be done to an answer, as changes for the store; the rules are sl-answer-records.c's,
 * where the state in force is known. */

static void
edit_free (gpointer data)
{
  SlAnswerEdit *edit = data;

  g_free (edit->assessment_id);
  g_free (edit->case_id);
  g_free (edit->sheet_id);
  g_free (edit->entry_id);
  g_free (edit->subject);
  g_free (edit->item_id);
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    g_free (edit->texts[i]);
  g_strfreev (edit->evidence);
  g_free (edit);
}

static SlAnswerEdit *
edit_new (SlAssessment *assessment, const char *item_id, SlAnswerEditKind kind)
{
  const SlAssessmentSubject *subject = sl_assessment_get_subject (assessment);
  SlAnswerEdit *edit = g_new0 (SlAnswerEdit, 1);

  edit->kind = kind;
  if (subject != NULL)
    {
      edit->sheet_id = g_strdup (subject->sheet_id);
      edit->entry_id = g_strdup (subject->entry_id);
      edit->subject = g_strdup (subject->name);
    }
  edit->assessment_id = g_strdup (sl_assessment_get_id (assessment));
  edit->case_id = g_strdup (sl_assessment_get_case_id (assessment));
  edit->item_id = g_strdup (item_id);
  edit->known = sl_assessment_find (assessment, item_id) != NULL;
  return edit;
}

/* The answer's id is there since the assessment began; an unknown item fails in the transaction. An
 * answer of a subject is a change of its sheet, so that papers made of the sheet know of it and the
 * case's response does not. */
static SlChange *
edit_to_change (SlAssessment *assessment, SlAnswerEdit *edit, const char *action)
{
  SlAnswer *answer = sl_assessment_find (assessment, edit->item_id);
  SlChangeFunc func = edit->kind == SL_ANSWER_EDIT_UNDO   ? sl_answer_records_undo
                      : edit->kind == SL_ANSWER_EDIT_REDO ? sl_answer_records_redo
                                                          : sl_answer_records_edit;

  if (edit->sheet_id != NULL)
    return sl_change_new (edit->kind == SL_ANSWER_EDIT_UNDO   ? "undo-subject"
                          : edit->kind == SL_ANSWER_EDIT_REDO ? "redo-subject"
                                                              : "answer-subject",
                          "sheet", edit->sheet_id, edit->case_id, func, edit, edit_free);
  return sl_change_new (action, "answer", answer != NULL ? sl_answer_get (answer, "id") : "",
                        edit->case_id, func, edit, edit_free);
}

static char *
clean (const char *text)
{
  return text != NULL ? sl_text_clean (text, -1) : NULL;
}

static void
set_texts (SlAnswerEdit *edit, const SlAnswerText *text)
{
  edit->texts[SL_ANSWER_REASON] = clean (text->reason);
  edit->texts[SL_ANSWER_OBSERVATION] = clean (text->observation);
  edit->texts[SL_ANSWER_RECOMMENDATION] = clean (text->recommendation);
  edit->texts[SL_ANSWER_RECOMMENDATION_SOURCE] = clean (text->recommendation_source);
  edit->texts[SL_ANSWER_PLACE] = clean (text->place);
  edit->texts[SL_ANSWER_PRIORITY] = clean (text->priority);
  edit->texts[SL_ANSWER_PRIORITY_REASON] = clean (text->priority_reason);
}

/**
 * sl_answer_change_verdict:
 * @verdict: what the officer decided
 * @reason: (nullable): why the item does not apply; %NULL keeps what there is. "Not applicable"
 *   without a reason is refused
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_answer_change_verdict (SlAssessment *assessment,
                          const char *item_id,
                          SlVerdict verdict,
                          const char *reason)
{
  SlAnswerEdit *edit;

  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && item_id != NULL, NULL);
  g_return_val_if_fail (verdict < SL_N_VERDICTS, NULL);

  edit = edit_new (assessment, item_id, SL_ANSWER_EDIT_VERDICT);
  edit->verdict = verdict;
  edit->texts[SL_ANSWER_REASON] = clean (reason);
  return edit_to_change (assessment, edit, "judge-item");
}

/**
 * sl_answer_change_text:
 * @text: what to set; %NULL members keep
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_answer_change_text (SlAssessment *assessment, const char *item_id, const SlAnswerText *text)
{
  SlAnswerEdit *edit;

  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && item_id != NULL && text != NULL, NULL);

  edit = edit_new (assessment, item_id, SL_ANSWER_EDIT_TEXT);
  set_texts (edit, text);
  return edit_to_change (assessment, edit, "write-answer");
}

/**
 * sl_answer_change_shown:
 * @value: what the drawings show, in @unit; NaN for none
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_answer_change_shown (SlAssessment *assessment,
                        const char *item_id,
                        double value,
                        const char *unit)
{
  SlAnswerEdit *edit;

  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && item_id != NULL && !isinf (value), NULL);

  edit = edit_new (assessment, item_id, SL_ANSWER_EDIT_SHOWN);
  edit->shown = value;
  edit->texts[SL_ANSWER_SHOWN_UNIT] = isnan (value) || unit == NULL ? g_strdup ("") : clean (unit);
  return edit_to_change (assessment, edit, "measure-shown");
}

/**
 * sl_answer_change_evidence:
 * @evidence_ids: evidence of the same case, in order
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_answer_change_evidence (SlAssessment *assessment,
                           const char *item_id,
                           const char *const *evidence_ids)
{
  SlAnswerEdit *edit;

  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && item_id != NULL, NULL);
  g_return_val_if_fail (evidence_ids != NULL, NULL);

  edit = edit_new (assessment, item_id, SL_ANSWER_EDIT_EVIDENCE);
  edit->evidence = g_strdupv ((char **) evidence_ids);
  return edit_to_change (assessment, edit, "attach-evidence");
}

/**
 * sl_answer_change_take:
 * @verdict: what was proposed and the officer takes over
 * @text: what to set; %NULL members keep
 * @evidence_ids: (nullable): evidence of the same case, in order; %NULL keeps
 *
 * One step for the officer, so that one undo takes it back.
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_answer_change_take (SlAssessment *assessment,
                       const char *item_id,
                       SlVerdict verdict,
                       const SlAnswerText *text,
                       const char *const *evidence_ids)
{
  SlAnswerEdit *edit;

  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && item_id != NULL && text != NULL, NULL);
  g_return_val_if_fail (verdict < SL_N_VERDICTS, NULL);

  edit = edit_new (assessment, item_id, SL_ANSWER_EDIT_TAKE);
  edit->verdict = verdict;
  set_texts (edit, text);
  edit->evidence = g_strdupv ((char **) evidence_ids);
  return edit_to_change (assessment, edit, "judge-item");
}

/**
 * sl_answer_change_undo:
 *
 * Back to the state that the one in force was made from.
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_answer_change_undo (SlAssessment *assessment, const char *item_id)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && item_id != NULL, NULL);

  return edit_to_change (assessment, edit_new (assessment, item_id, SL_ANSWER_EDIT_UNDO),
                         "undo-answer");
}

/**
 * sl_answer_change_redo:
 *
 * To the state that an undo left last; of several that were made from the one in force, the latest.
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_answer_change_redo (SlAssessment *assessment, const char *item_id)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && item_id != NULL, NULL);

  return edit_to_change (assessment, edit_new (assessment, item_id, SL_ANSWER_EDIT_REDO),
                         "redo-answer");
}
