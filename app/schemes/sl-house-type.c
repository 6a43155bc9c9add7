/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-schemes"
#include "config.h"

#include "schemes/sl-house-type.h"

#include "base/sl-text.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* What an officer would not want to type again for each of six similar house types. National
 * Building Approval is an agreement with the developer about the physical security of a house type,
 * so that each site need only be assessed for its layout (sbd.md section 1.3): with its reference
 * on the entry, the items of those sections are proposed as met. What was answered for another
 * house type of the scheme is proposed as it stands there. */

#define MAX_QUOTED 160

/* Proposals of one item: more would be a list to read rather than a hand. */
#define MAX_OF_ITEM 3

void
sl_house_type_proposal_free (SlHouseTypeProposal *proposal)
{
  g_free (proposal->item_id);
  g_free (proposal->ground);
  g_free (proposal->title);
  g_free ((char *) proposal->text.observation);
  g_free ((char *) proposal->text.recommendation);
  g_free ((char *) proposal->text.recommendation_source);
  g_free ((char *) proposal->text.place);
  g_free ((char *) proposal->text.priority);
  g_free ((char *) proposal->text.priority_reason);
  g_free ((char *) proposal->text.reason);
  g_strfreev (proposal->evidence);
  g_free (proposal);
}

typedef struct
{
  SlAssessment *assessment;
  SlSheet *scheme;
  SlSheetEntry *entry;
  GPtrArray *others; /* of SlAssessment: the other house types that walk the same checklist */
  GPtrArray *list;
} Search;

static void
search_clear (Search *self)
{
  g_clear_object (&self->scheme);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->list, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* ---- approved centrally ---- */

static void
propose_approval (Search *self, SlChecklistItem *item)
{
  SlChecklist *checklist = sl_assessment_get_checklist (self->assessment);
  g_autofree char *reference = sl_text_squeeze (sl_sheet_entry_get (self->entry, "nba-reference"));
  gboolean member = !g_str_equal (sl_sheet_get (self->scheme, "nba-member"), "no");
  SlHouseTypeApproval approval;
  SlHouseTypeProposal *proposal;

  if (*reference == '\0' || !sl_checklist_get_approval (checklist, &approval) ||
      !sl_checklist_is_approved_centrally (checklist, item))
    return;
  proposal = g_new0 (SlHouseTypeProposal, 1);
  proposal->item_id = g_strdup (sl_checklist_item_get_id (item));
  proposal->verdict = SL_VERDICT_MET;
  proposal->title = g_strdup (_ ("Approved centrally"));
  proposal->ground = g_strdup_printf (
      member ? _ ("%s %s is entered for this house type. %s Look at the approval itself before you "
                  "rely on it.")
             : _ ("%s %s is entered for this house type. %s But the scheme says that the developer "
                  "is no member: look at the approval itself."),
      approval.name, reference, approval.says);
  proposal->text.observation = g_strdup_printf (_ ("Settled by %s %s."), approval.name, reference);
  g_ptr_array_add (self->list, proposal);
}

/* ---- as another house type ---- */

static char **
dup_evidence (SlAnswer *answer)
{
  GListModel *list = sl_answer_get_evidence (answer);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (g_list_model_get_n_items (list) == 0)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);

      g_strv_builder_add (ids, sl_evidence_get (evidence, "id"));
    }
  return g_strv_builder_end (ids);
}

/* Whether the item's proposals say the same already: one of several equal house types will do. */
static gboolean
is_said (Search *self, guint first, SlAnswer *answer)
{
  for (guint i = first; i < self->list->len; i++)
    {
      const SlHouseTypeProposal *said = g_ptr_array_index (self->list, i);

      if (said->verdict == sl_answer_get_verdict (answer) &&
          g_str_equal (said->text.observation, sl_answer_get (answer, "observation")))
        return TRUE;
    }
  return FALSE;
}

static void
propose_answer (Search *self, SlAssessment *other, SlAnswer *answer)
{
  const char *name = sl_assessment_get_subject (other)->name;
  const char *observation = sl_answer_get (answer, "observation");
  const char *quoted = *observation != '\0' ? observation : sl_answer_get (answer, "reason");
  g_autofree char *shown = sl_text_ellipsize (quoted, MAX_QUOTED);
  SlHouseTypeProposal *proposal = g_new0 (SlHouseTypeProposal, 1);

  proposal->item_id = g_strdup (sl_answer_get (answer, "item-id"));
  proposal->verdict = sl_answer_get_verdict (answer);
  /* TRANSLATORS: a house type's name */
  proposal->title = g_strdup_printf (_ ("As %s"), name);
  proposal->ground = *shown != '\0'
                         ? g_strdup_printf (_ ("This is the answer for %s: “%s”"), name, shown)
                         : g_strdup_printf (_ ("This is the answer for %s."), name);
  proposal->text = (SlAnswerText){
    .observation = g_strdup (observation),
    .recommendation = g_strdup (sl_answer_get (answer, "recommendation")),
    .recommendation_source = g_strdup (sl_answer_get (answer, "recommendation-source")),
    .place = g_strdup (sl_answer_get (answer, "place")),
    .priority = g_strdup (sl_answer_get (answer, "priority")),
    .priority_reason = g_strdup (sl_answer_get (answer, "priority-reason")),
    .reason = g_strdup (sl_answer_get (answer, "reason")),
  };
  proposal->evidence = dup_evidence (answer);
  g_ptr_array_add (self->list, proposal);
}

static void
propose (Search *self, SlAnswer *answer)
{
  SlChecklistItem *item = sl_answer_get_item (answer);
  guint first = self->list->len;

  if (!sl_answer_get_applies (answer) || sl_answer_get_verdict (answer) != SL_VERDICT_NONE)
    return;
  propose_approval (self, item);
  for (guint i = 0; i < self->others->len && self->list->len - first < MAX_OF_ITEM; i++)
    {
      SlAssessment *other = g_ptr_array_index (self->others, i);
      SlAnswer *there = sl_assessment_find (other, sl_checklist_item_get_id (item));

      if (there != NULL && sl_answer_get_verdict (there) != SL_VERDICT_NONE &&
          !is_said (self, first, there))
        propose_answer (self, other, there);
    }
}

/* ---- gathering ---- */

static gboolean
load_others (Search *self, SlStore *store, SlPackLibrary *packs, GError **error)
{
  const char *pack_id = sl_pack_get_id (
      sl_checklist_get_pack (sl_assessment_get_checklist (self->assessment)));
  GListModel *entries = sl_sheet_get_entries (self->scheme, sl_sheet_entry_get_group (self->entry));

  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);
      const SlAssessmentSubject subject = sl_sheet_get_subject (self->scheme, entry);
      g_autoptr (GError) unread = NULL;
      SlAssessment *other;

      if (entry == self->entry)
        continue;
      other = sl_assessment_load_for_subject (
          store, packs, sl_assessment_get_case_id (self->assessment), &subject, pack_id, &unread);
      if (unread != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&unread));
          return FALSE;
        }
      if (other != NULL)
        g_ptr_array_add (self->others, other);
    }
  return TRUE;
}

/**
 * sl_house_type_proposals_list:
 * @packs: (nullable): as of sl_sheets_load()
 * @assessment: of a house type; of the whole case there is nothing to propose
 * @item_id: (nullable): one item; %NULL for all
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlHouseTypeProposal): what may be taken over, at most
 *   three of an item; %NULL with @error
 */
GPtrArray *
sl_house_type_proposals_list (SlStore *store,
                              SlPackLibrary *packs,
                              SlAssessment *assessment,
                              const char *item_id,
                              GError **error)
{
  const SlAssessmentSubject *subject;
  g_auto (Search) self = { .assessment = assessment };
  GListModel *answers;

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_ASSESSMENT (assessment), NULL);

  self.list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_house_type_proposal_free);
  subject = sl_assessment_get_subject (assessment);
  if (subject == NULL)
    return g_steal_pointer (&self.list);
  self.scheme = sl_sheets_load (store, packs, subject->sheet_id, error);
  if (self.scheme == NULL)
    return NULL;
  self.entry = sl_sheet_find_entry (self.scheme, subject->entry_id);
  if (self.entry == NULL)
    return g_steal_pointer (&self.list);
  if (!load_others (&self, store, packs, error))
    return NULL;
  answers = sl_assessment_get_answers (assessment);
  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);

      if (item_id == NULL || g_str_equal (sl_answer_get (answer, "item-id"), item_id))
        propose (&self, answer);
    }
  return g_steal_pointer (&self.list);
}

/**
 * sl_house_type_change_take:
 * @proposal: of the same assessment
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_house_type_change_take (SlAssessment *assessment, const SlHouseTypeProposal *proposal)
{
  g_return_val_if_fail (SL_IS_ASSESSMENT (assessment) && proposal != NULL, NULL);

  return sl_answer_change_take (assessment, proposal->item_id, proposal->verdict, &proposal->text,
                                (const char *const *) proposal->evidence);
}
