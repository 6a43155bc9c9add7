/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"

#include <string.h>

/* A case's or a subject's walk through one edition of one checklist. Belongs to the thread that
 * loaded it; the answers are the same objects for its whole life, so that a view may hold on to
 * them. */
struct _SlAssessment
{
  GObject parent_instance;

  SlStore *store;
  char *id;
  char *case_id;
  SlAssessmentSubject subject; /* its strings are owned; entry_id NULL: the whole case */
  char **features;             /* the subject's, or as the case had them when read */
  SlChecklist *checklist;
  GListStore *answers;
  GHashTable *by_item; /* item id -> SlAnswer, borrowed */
};

G_DEFINE_FINAL_TYPE (SlAssessment, sl_assessment, G_TYPE_OBJECT)

static void
sl_assessment_finalize (GObject *object)
{
  SlAssessment *self = SL_ASSESSMENT (object);

  g_clear_pointer (&self->by_item, g_hash_table_unref);
  g_clear_object (&self->answers);
  g_clear_object (&self->checklist);
  g_strfreev (self->features);
  g_free ((char *) self->subject.sheet_id);
  g_free ((char *) self->subject.entry_id);
  g_free ((char *) self->subject.name);
  g_free (self->case_id);
  g_free (self->id);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sl_assessment_parent_class)->finalize (object);
}

static void
sl_assessment_class_init (SlAssessmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_assessment_finalize;
}

static void
sl_assessment_init (SlAssessment *self)
{
  self->answers = g_list_store_new (SL_TYPE_ANSWER);
  self->by_item = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
add_answers (SlAssessment *self)
{
  GListModel *items = sl_checklist_get_items (self->checklist);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (items, i);
      g_autoptr (SlAnswer) answer = sl_answer_new (item);

      g_list_store_append (self->answers, answer);
      g_hash_table_insert (self->by_item, (gpointer) sl_checklist_item_get_id (item), answer);
    }
}

static GHashTable *
load_evidence (SlAssessment *self, GError **error)
{
  g_autoptr (GListModel) list = sl_evidence_records_list (self->store, self->case_id, NULL, error);
  GHashTable *by_id;

  if (list == NULL)
    return NULL;
  by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      SlEvidence *evidence = g_list_model_get_item (list, i);

      g_hash_table_insert (by_id, (gpointer) sl_evidence_get (evidence, "id"), evidence);
    }
  return by_id;
}

static char **
split_features (const char *features)
{
  return features != NULL && *features != '\0' ? g_strsplit (features, " ", -1)
                                               : g_new0 (char *, 1);
}

/* What the subject has is its own; all else is asked of the case. */
static gboolean
read_features (SlAssessment *self, GError **error)
{
  g_auto (SlAssessmentRow) row = { NULL };
  g_autoptr (SlCase) planning_case = NULL;

  if (self->subject.entry_id == NULL)
    {
      if ((planning_case = sl_case_records_load (self->store, self->case_id, error)) == NULL)
        return FALSE;
      g_strfreev (self->features);
      self->features = sl_case_dup_features (planning_case);
      return TRUE;
    }
  if (!sl_assessment_records_find (self->store, self->case_id, self->subject.entry_id,
                                   sl_pack_get_id (sl_checklist_get_pack (self->checklist)), &row,
                                   error))
    return FALSE;
  g_strfreev (self->features);
  self->features = split_features (row.features);
  return TRUE;
}

/* Of a house type only what concerns one is asked; the rest is the site's. */
static gboolean
applies (SlAssessment *self, SlChecklistItem *item, const char **why_not)
{
  if (self->subject.entry_id != NULL &&
      !sl_checklist_concerns_house_type (self->checklist, item, why_not))
    return FALSE;
  return sl_checklist_item_applies (item, (const char *const *) self->features, -1, why_not);
}

/**
 * sl_assessment_reload:
 *
 * Reads the answers, their evidence and the case's features again; the same SlAnswer objects notify
 * what changed.
 */
gboolean
sl_assessment_reload (SlAssessment *self, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) evidence = NULL;
  g_autoptr (GHashTable) by_item = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (SL_IS_ASSESSMENT (self), FALSE);

  if (!read_features (self, error) ||
      (rows = sl_answer_records_list (self->store, self->id, error)) == NULL ||
      (evidence = load_evidence (self, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      SlAnswerRow *row = g_ptr_array_index (rows, i);

      g_hash_table_insert (by_item, row->item_id, row);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->answers)); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (G_LIST_MODEL (self->answers), i);
      SlChecklistItem *item = sl_answer_get_item (answer);
      const char *why_not;
      gboolean asked = applies (self, item, &why_not);

      sl_answer_update (answer, g_hash_table_lookup (by_item, sl_checklist_item_get_id (item)),
                        evidence, asked, why_not);
    }
  return TRUE;
}

/**
 * sl_assessment_load_for_subject:
 * @packs: asked for the pack before the kept copy is
 * @subject: (nullable): an entry of one of the case's sheets; %NULL for the case as a whole
 * @pack_id: (nullable): any when %NULL
 *
 * Returns: (transfer full) (nullable): the newest walk through that pack with the very edition it
 *   was begun with; %NULL without an error when there is none
 */
SlAssessment *
sl_assessment_load_for_subject (SlStore *store,
                                SlPackLibrary *packs,
                                const char *case_id,
                                const SlAssessmentSubject *subject,
                                const char *pack_id,
                                GError **error)
{
  g_auto (SlAssessmentRow) row = { NULL };
  g_autoptr (SlAssessment) self = NULL;
  g_autoptr (SlPack) pack = NULL;

  g_return_val_if_fail (store != NULL && case_id != NULL, NULL);

  if (!sl_assessment_records_find (store, case_id, subject != NULL ? subject->entry_id : NULL,
                                   pack_id, &row, error) ||
      row.assessment_id == NULL ||
      (pack = sl_pack_records_load (store, packs, row.pack_hash, error)) == NULL)
    return NULL;
  self = g_object_new (SL_TYPE_ASSESSMENT, NULL);
  self->store = g_object_ref (store);
  self->id = g_steal_pointer (&row.assessment_id);
  self->case_id = g_strdup (case_id);
  if (subject != NULL)
    {
      self->subject.sheet_id = g_strdup (subject->sheet_id);
      self->subject.entry_id = g_strdup (subject->entry_id);
      self->subject.name = g_strdup (subject->name);
    }
  if ((self->checklist = sl_checklist_new (pack, error)) == NULL)
    return NULL;
  add_answers (self);
  return sl_assessment_reload (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * sl_assessment_load_for_pack:
 * @pack_id: (nullable): any when %NULL
 *
 * Returns: (transfer full) (nullable): as sl_assessment_load_for_subject(), of the whole case
 */
SlAssessment *
sl_assessment_load_for_pack (SlStore *store,
                             SlPackLibrary *packs,
                             const char *case_id,
                             const char *pack_id,
                             GError **error)
{
  return sl_assessment_load_for_subject (store, packs, case_id, NULL, pack_id, error);
}

SlAssessment *
sl_assessment_load (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error)
{
  return sl_assessment_load_for_pack (store, packs, case_id, NULL, error);
}

const char *
sl_assessment_get_id (SlAssessment *self)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (self), NULL);
  return self->id;
}

const char *
sl_assessment_get_case_id (SlAssessment *self)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (self), NULL);
  return self->case_id;
}

/**
 * sl_assessment_get_subject:
 *
 * Returns: (transfer none) (nullable): what it is about, %NULL for the case as a whole
 */
const SlAssessmentSubject *
sl_assessment_get_subject (SlAssessment *self)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (self), NULL);
  return self->subject.entry_id != NULL ? &self->subject : NULL;
}

/**
 * sl_assessment_dup_features:
 *
 * Returns: (transfer full): what the case, or the subject, has: "flats", "homes-per-entrance=31"
 */
char **
sl_assessment_dup_features (SlAssessment *self)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (self), NULL);
  return g_strdupv (self->features);
}

SlChecklist *
sl_assessment_get_checklist (SlAssessment *self)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (self), NULL);
  return self->checklist;
}

GListModel *
sl_assessment_get_answers (SlAssessment *self)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (self), NULL);
  return G_LIST_MODEL (self->answers);
}

/**
 * sl_assessment_find:
 * @item_id: "H21"
 *
 * Returns: (transfer none) (nullable): its answer
 */
SlAnswer *
sl_assessment_find (SlAssessment *self, const char *item_id)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (self) && item_id != NULL, NULL);
  return g_hash_table_lookup (self->by_item, item_id);
}

/**
 * sl_assessment_count:
 * @section_id: (nullable): all sections when %NULL
 * @count: (out caller-allocates): of the items that apply, how many are judged, and how; an item
 *   that the officer judged counts as applicable whatever the features say
 */
void
sl_assessment_count (SlAssessment *self, const char *section_id, SlAssessmentCount *count)
{
  g_return_if_fail (SL_IS_ASSESSMENT (self) && count != NULL);

  *count = (SlAssessmentCount){ 0 };
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->answers)); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (G_LIST_MODEL (self->answers), i);
      SlVerdict verdict = sl_answer_get_verdict (answer);
      const char *section = sl_checklist_item_get (sl_answer_get_item (answer), "section-id");

      if ((section_id != NULL && strcmp (section_id, section) != 0) ||
          (!sl_answer_get_applies (answer) && verdict == SL_VERDICT_NONE))
        continue;
      count->applicable++;
      count->by_verdict[verdict]++;
      if (verdict != SL_VERDICT_NONE)
        count->judged++;
    }
}

/* Of a house type only what concerns one is asked, as applies() says it of a loaded walk. */
static void
count_items (SlChecklist *checklist,
             const char *const *features,
             GHashTable *verdicts,
             SlAssessmentCount *count)
{
  GListModel *items = sl_checklist_get_items (checklist);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (items, i);
      SlVerdict verdict = GPOINTER_TO_UINT (
          g_hash_table_lookup (verdicts, sl_checklist_item_get_id (item)));

      if (verdict == SL_VERDICT_NONE &&
          (!sl_checklist_concerns_house_type (checklist, item, NULL) ||
           !sl_checklist_item_applies (item, features, -1, NULL)))
        continue;
      count->applicable++;
      count->by_verdict[verdict]++;
      count->judged += verdict != SL_VERDICT_NONE;
    }
}

/**
 * sl_assessment_count_subject:
 * @packs: (nullable): asked for the pack before the kept copy is
 * @subject: an entry of one of the case's sheets
 * @checklist: (inout) (nullable): the checklist that was counted last, taken where it is the same
 * @begun: (out): whether there is a walk
 * @count: (out caller-allocates): as sl_assessment_count() tells it of all sections
 *
 * For lists of subjects: neither answers nor evidence become objects.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_assessment_count_subject (SlStore *store,
                             SlPackLibrary *packs,
                             const char *case_id,
                             const SlAssessmentSubject *subject,
                             SlChecklist **checklist,
                             gboolean *begun,
                             SlAssessmentCount *count,
                             GError **error)
{
  g_auto (SlAssessmentRow) row = { NULL };
  g_auto (GStrv) features = NULL;
  g_autoptr (GHashTable) verdicts = NULL;

  g_return_val_if_fail (store != NULL && subject != NULL && checklist != NULL, FALSE);

  *count = (SlAssessmentCount){ 0 };
  *begun = FALSE;
  if (!sl_assessment_records_find (store, case_id, subject->entry_id, NULL, &row, error))
    return FALSE;
  if (row.assessment_id == NULL)
    return TRUE;
  if (*checklist == NULL ||
      strcmp (sl_pack_get_hash (sl_checklist_get_pack (*checklist)), row.pack_hash) != 0)
    {
      g_autoptr (SlPack) pack = sl_pack_records_load (store, packs, row.pack_hash, error);

      g_clear_object (checklist);
      if (pack == NULL || (*checklist = sl_checklist_new (pack, error)) == NULL)
        return FALSE;
    }
  if ((verdicts = sl_subject_records_list_verdicts (store, row.assessment_id, error)) == NULL)
    return FALSE;
  features = split_features (row.features);
  count_items (*checklist, (const char *const *) features, verdicts, count);
  *begun = TRUE;
  return TRUE;
}
