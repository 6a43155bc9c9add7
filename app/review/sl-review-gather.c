/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-private.h"

#include "base/sl-text.h"
#include "cases/sl-case-records.h"
#include "documents/sl-photograph.h"
#include "review/sl-snapshot-private.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads all that a decision rests on, and asks the rules. Any thread. */

void
sl_review_facts_free (SlReviewFacts *facts)
{
  g_clear_pointer (&facts->paper, sl_paper_free);
  g_clear_error (&facts->gate);
  g_free (facts->case_id);
  g_free (facts->person_id);
  g_free (facts->role);
  g_clear_object (&facts->newest);
  g_clear_pointer (&facts->frozen, sl_snapshot_unref);
  g_clear_pointer (&facts->draft, sl_snapshot_unref);
  g_clear_error (&facts->draft_error);
  g_clear_object (&facts->remarks);
  g_clear_pointer (&facts->remark_rules, g_ptr_array_unref);
  g_strfreev (facts->authors);
  g_free (facts);
}

/* Where the case stands: the words of SlReviewSituation.state. */
static const char *
state_of (const SlReviewFacts *facts)
{
  const char *state = facts->newest != NULL ? sl_version_get (facts->newest, "state") : "";

  return facts->closed && g_str_equal (state, "issued") ? "closed" : state;
}

/* Whether the letter that was frozen, or else the row, says that an award is granted: the row could
 * have been altered, the content not. */
static gboolean
says_award (const SlReviewFacts *facts, SlReviewRules *rules)
{
  if (facts->frozen != NULL)
    return sl_review_rules_grants_award (rules, sl_snapshot_get_letter (facts->frozen), NULL);
  return facts->newest != NULL && sl_version_get_grants_award (facts->newest);
}

gboolean
sl_review_facts_decide (const SlReviewFacts *facts,
                        SlReviewRules *rules,
                        SlReviewAction action,
                        gboolean opener,
                        gboolean has_reason,
                        GError **error)
{
  const char *stance = "";

  if (facts->frozen != NULL)
    stance = sl_snapshot_get (facts->frozen, "response/stance");
  else if (facts->newest != NULL)
    stance = sl_version_get (facts->newest, "stance");
  return sl_review_rules_decide (
      rules,
      &(SlReviewSituation){
          .action = action,
          .role = facts->role,
          .author = g_strv_contains ((const char *const *) facts->authors, facts->person_id),
          .opener = opener,
          .state = state_of (facts),
          .stance = stance,
          .grants_award = says_award (facts, rules),
          .open_comments = facts->open_comments,
          .blocking_remarks = facts->blocking_remarks,
          .draft_differs = facts->draft_differs,
          .has_reason = has_reason,
          .manager_is_author = facts->manager_is_author,
          .copy = facts->copy,
          .paper = sl_paper_is_response (facts->paper) ? NULL : facts->paper->title },
      error);
}

/* Photographs that nobody has looked at hold back what goes to the manager, and what leaves. */
gboolean
sl_review_facts_check_gate (const SlReviewFacts *facts, SlReviewAction action, GError **error)
{
  if (facts->gate == NULL ||
      (action != SL_REVIEW_SUBMIT && action != SL_REVIEW_APPROVE && action != SL_REVIEW_ISSUE))
    return TRUE;
  g_propagate_error (error, g_error_copy (facts->gate));
  return FALSE;
}

char *
sl_review_clean_text (SlReviewRules *rules, const char *text, GError **error)
{
  g_autofree char *raw = sl_text_clean (text != NULL ? text : "", -1);
  g_autofree char *clean = sl_text_strip_hidden (raw);
  guint max = sl_review_rules_get_max_comment (rules);

  g_strstrip (clean);
  if (g_utf8_strlen (clean, -1) > (glong) max)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("This text has %ld characters; at most %u are kept. Shorten it, or put it "
                      "into several comments."),
                   g_utf8_strlen (clean, -1), max);
      return NULL;
    }
  return g_steal_pointer (&clean);
}

/* Who edited, by the trail (in @set) and by the newest version. */
static gboolean
gather_authors (SlReviewFacts *facts, SlStore *store, GHashTable *set, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  if (facts->newest != NULL)
    {
      g_auto (GStrv)
          frozen = sl_version_list_authors (store, sl_version_get_id (facts->newest), error);

      if (frozen == NULL)
        return FALSE;
      for (guint i = 0; frozen[i] != NULL; i++)
        g_hash_table_add (set, g_strdup (frozen[i]));
    }
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autofree char *role = NULL;
      gboolean self_declared;

      /* Rows that the program writes by itself name nobody. */
      if (!sl_review_records_read_person (sl_store_read (store), id, &role, &self_declared, NULL))
        continue;
      g_ptr_array_add (list, g_strdup (id));
      facts->manager_is_author |= g_str_equal (role, "manager");
    }
  g_ptr_array_add (list, NULL);
  facts->authors = (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
  return TRUE;
}

static gboolean
gather_counts (SlReviewFacts *facts, SlDatabase *database, GError **error)
{
  gint64 comments, outcomes, copies;

  if (!sl_review_records_count (database, SL_REVIEW_COUNT_OPEN_COMMENTS, facts->paper->id,
                                &comments, error) ||
      !sl_review_records_count (database, SL_REVIEW_COUNT_OUTCOMES, facts->paper->id, &outcomes,
                                error) ||
      !sl_review_records_count (database, SL_REVIEW_COUNT_COPIES, facts->case_id, &copies, error))
    return FALSE;
  facts->open_comments = (guint) comments;
  facts->closed = outcomes > 0;
  facts->copy = copies > 0;
  return TRUE;
}

/* Who signs the draft: who signed the newest version, else the case's officer (of a response), else
 * who is at work. */
static SlPerson *
find_author (SlReview *self, const SlReviewFacts *facts)
{
  SlStore *store = sl_library_get_store (sl_review_get_library (self));
  g_autoptr (SlCase) planning_case = NULL;
  g_autofree char *id = NULL;
  SlPerson *person = NULL;

  if (facts->newest != NULL)
    id = g_strdup (sl_version_get (facts->newest, "author-id"));
  else if (!sl_paper_is_response (facts->paper))
    id = g_strdup ("");
  else
    {
      planning_case = sl_case_records_load (store, facts->case_id, NULL);
      id = g_strdup (planning_case != NULL ? sl_case_get (planning_case, "officer-id") : "");
    }
  if (*id != '\0')
    person = sl_people_load (store, id, NULL);
  return person != NULL ? person : g_object_ref (sl_review_get_person (self));
}

/* The next row from *@index on that is not minor; FALSE at the end. */
static gboolean
next_row (SlSnapshot *snapshot,
          SlReviewRules *rules,
          guint *index,
          const char **path,
          const char **value)
{
  while (*index < sl_snapshot_get_n_rows (snapshot))
    {
      sl_snapshot_get_row (snapshot, (*index)++, path, value);
      if (!sl_review_rules_is_minor (rules, *path))
        return TRUE;
    }
  return FALSE;
}

gboolean
sl_review_snapshots_differ (SlSnapshot *older, SlSnapshot *newer, SlReviewRules *rules)
{
  const char *path, *value, *new_path, *new_value;
  guint i = 0, j = 0;

  if (g_str_equal (sl_snapshot_get_hash (older), sl_snapshot_get_hash (newer)))
    return FALSE;
  while (next_row (older, rules, &i, &path, &value))
    if (!next_row (newer, rules, &j, &new_path, &new_value) || !g_str_equal (path, new_path) ||
        !g_str_equal (value, new_value))
      return TRUE;
  return next_row (newer, rules, &j, &new_path, &new_value);
}

/* What a report shows is clear; what it would show, had anybody looked at it, holds it back. */
static gboolean
gather_gate (SlReviewFacts *facts, SlStore *store, GPtrArray *withheld, GError **error)
{
  g_autoptr (GPtrArray) unseen = g_ptr_array_new ();

  for (guint i = 0; i < withheld->len; i++)
    {
      const char *id = g_ptr_array_index (withheld, i);
      g_autoptr (SlPhotograph) photograph = sl_photographs_load (store, id, error);

      if (photograph == NULL)
        return FALSE;
      if (g_str_equal (sl_photograph_get (photograph, "privacy"), "keep-in"))
        facts->n_kept_in++;
      else
        g_ptr_array_add (unseen, (gpointer) id);
    }
  if (unseen->len == 0)
    return TRUE;
  g_ptr_array_add (unseen, NULL);
  sl_photographs_check_clear (store, (const char *const *) unseen->pdata, &facts->gate);
  return TRUE;
}

static gboolean
gather_report (SlReviewFacts *facts,
               SlReview *self,
               SlPerson *author,
               const char *date,
               GError **error)
{
  g_autoptr (GPtrArray) withheld = g_ptr_array_new_with_free_func (g_free);

  facts->draft = sl_snapshot_take_paper (self, facts->paper, author, date, withheld,
                                         &facts->draft_error);
  return facts->draft == NULL ||
         gather_gate (facts, sl_library_get_store (sl_review_get_library (self)), withheld, error);
}

static gboolean
gather_remarks (SlReviewFacts *facts,
                SlReview *self,
                SlComposition *composition,
                SlLetter *letter,
                GError **error)
{
  facts->remarks = sl_remarks_list (sl_library_get_store (sl_review_get_library (self)),
                                    sl_review_get_packs (self), composition, letter,
                                    &facts->remark_rules, error);
  if (facts->remarks == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (facts->remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (facts->remarks, i);

      facts->blocking_remarks += sl_remark_blocks (remark);
    }
  return TRUE;
}

/* The draft as it stands now. While a version waits or is approved it is dated as that one is: the
 * passing of days is no change. */
static gboolean
gather_draft (SlReviewFacts *facts, SlReview *self, SlReviewGather flags, GError **error)
{
  const char *state = facts->newest != NULL ? sl_version_get (facts->newest, "state") : "";
  gboolean binding = g_str_equal (state, "submitted") || g_str_equal (state, "approved");
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (SlPerson) author = flags & SL_REVIEW_GATHER_AS_MINE
                                    ? g_object_ref (sl_review_get_person (self))
                                    : find_author (self, facts);
  const char *date = binding ? sl_snapshot_get (facts->frozen, "letter/date") : NULL;

  if (!sl_paper_is_response (facts->paper))
    return gather_report (facts, self, author, date, error);
  facts->draft = sl_snapshot_take_with (sl_review_get_library (self), sl_review_get_packs (self),
                                        sl_review_get_policy (self), author, facts->case_id, date,
                                        &composition, &letter, &facts->draft_error);
  return facts->draft == NULL || gather_remarks (facts, self, composition, letter, error);
}

/* Whether the draft's remarks hold one of that key that blocks, overruled or not. */
static gboolean
has_remark (const SlReviewFacts *facts, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (facts->remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (facts->remarks, i);

      if (g_str_equal (sl_remark_get (remark, "key"), key) &&
          g_str_equal (sl_remark_get (remark, "severity"), "block"))
        return TRUE;
    }
  return FALSE;
}

/* What blocked when it was submitted still does, although other drafting rules no longer find it in
 * the same words: submitting anew tells. The database holds the same line. */
static gboolean
gather_blocks (SlReviewFacts *facts, SlStore *store, GError **error)
{
  g_auto (GStrv) keys = sl_version_list_blocks (store, sl_version_get_id (facts->newest),
                                                facts->case_id, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    facts->blocking_remarks += !has_remark (facts, keys[i]);
  return TRUE;
}

static gboolean
gather_content (SlReviewFacts *facts, SlReview *self, SlReviewGather flags, GError **error)
{
  if (facts->newest != NULL)
    {
      facts->frozen = sl_version_load_snapshot (sl_library_get_store (sl_review_get_library (self)),
                                                facts->newest, error);
      if (facts->frozen == NULL)
        return FALSE;
    }
  /* What is worked elsewhere has no draft here. */
  if (facts->copy)
    return TRUE;
  if (!gather_draft (facts, self, flags, error))
    return FALSE;
  if (facts->frozen == NULL)
    return TRUE;
  facts->draft_differs = facts->draft == NULL ||
                         sl_review_snapshots_differ (facts->frozen, facts->draft,
                                                     sl_review_get_rules (self));
  return facts->draft_differs ||
         gather_blocks (facts, sl_library_get_store (sl_review_get_library (self)), error);
}

/* The trail is read first: whatever is done to the case after that is newer than facts->sequence,
 * and sl_review_records_check() will see it. */
SlReviewFacts *
sl_review_gather (SlReview *self, const char *paper_id, SlReviewGather flags, GError **error)
{
  g_autoptr (SlReviewFacts) facts = g_new0 (SlReviewFacts, 1);
  g_autoptr (GHashTable) editors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SlStore *store = sl_library_get_store (sl_review_get_library (self));
  SlDatabase *database = sl_store_read (store);
  g_autoptr (GError) failure = NULL;

  facts->paper = sl_papers_load (self, paper_id, error);
  if (facts->paper == NULL)
    return NULL;
  facts->case_id = g_strdup (facts->paper->case_id);
  facts->person_id = g_strdup (sl_person_get_id (sl_review_get_person (self)));
  if (!sl_review_records_read_person (database, facts->person_id, &facts->role,
                                      &facts->self_declared, error) ||
      !sl_review_records_read_editors (database, sl_review_get_rules (self), facts->paper, editors,
                                       &facts->sequence, error))
    return NULL;
  facts->newest = sl_versions_load_newest (store, paper_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!gather_authors (facts, store, editors, error) || !gather_counts (facts, database, error) ||
      ((flags & SL_REVIEW_GATHER_CONTENT) && !gather_content (facts, self, flags, error)))
    return NULL;
  return g_steal_pointer (&facts);
}

/**
 * sl_review_list_authors:
 * @self: the review
 * @paper_id: a case's id for its response, or a report's
 * @error: return location
 *
 * Returns: (transfer full) (array zero-terminated=1): the persons who edited any part of it, by the
 *   audit trail and by its newest version
 */
char **
sl_review_list_authors (SlReview *self, const char *paper_id, GError **error)
{
  g_autoptr (SlReviewFacts) facts = NULL;

  g_return_val_if_fail (SL_IS_REVIEW (self) && paper_id != NULL, NULL);

  facts = sl_review_gather (self, paper_id, SL_REVIEW_GATHER_LIGHT, error);
  return facts != NULL ? g_steal_pointer (&facts->authors) : NULL;
}
