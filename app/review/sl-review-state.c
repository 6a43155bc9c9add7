/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-private.h"

#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Where a case stands, for the Review tab and "review show": everything is read once, and buttons
 * ask what was read. */

/* What callers see stands first; the facts behind it are this file's. */
typedef struct
{
  SlReviewState public;
  SlReviewFacts *facts;
} State;

void
sl_review_state_free (SlReviewState *state)
{
  State *self = (State *) state;

  g_free (state->case_id);
  g_clear_pointer (&state->paper, sl_paper_free);
  g_clear_object (&state->versions);
  g_clear_object (&state->comments);
  g_clear_pointer (&state->draft, sl_snapshot_unref);
  g_clear_pointer (&state->checks, g_ptr_array_unref);
  g_clear_pointer (&self->facts, sl_review_facts_free);
  g_free (self);
}

void
sl_review_check_free (SlReviewCheck *check)
{
  g_free (check->id);
  g_free (check->text);
  g_free (check->target_kind);
  g_free (check->target_id);
  g_free (check->remark_key);
  g_free (check);
}

/* Takes @text. */
static SlReviewCheck *
add_check (GPtrArray *checks,
           const char *id,
           gboolean passed,
           gboolean blocks,
           char *text,
           const char *target_kind,
           const char *target_id)
{
  SlReviewCheck *check = g_new0 (SlReviewCheck, 1);

  check->id = g_strdup (id);
  check->passed = passed;
  check->blocks = blocks;
  check->text = text;
  check->target_kind = g_strdup (target_kind);
  check->target_id = g_strdup (target_id);
  check->remark_key = g_strdup ("");
  g_ptr_array_add (checks, check);
  return check;
}

static void
check_comments (GPtrArray *checks, GListModel *comments)
{
  const char *first = "";
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (comments, i);

      if (!sl_comment_is_open (comment))
        continue;
      if (n++ == 0)
        first = sl_comment_get_id (comment); /* the list holds it */
    }
  if (n == 0)
    add_check (checks, "comments", TRUE, TRUE, g_strdup (_ ("No comment is open")), "", "");
  else
    add_check (
        checks, "comments", FALSE, TRUE,
        g_strdup_printf (ngettext ("%u comment is still open", "%u comments are still open", n), n),
        "comment", first);
}

static void
check_draft (GPtrArray *checks, const SlReviewFacts *facts)
{
  const char *state = facts->newest != NULL ? sl_version_get (facts->newest, "state") : "";

  if (facts->copy || (!g_str_equal (state, "submitted") && !g_str_equal (state, "approved")))
    return;
  add_check (checks, "draft", !facts->draft_differs, TRUE,
             g_strdup_printf (facts->draft_differs ? _ ("The draft is no longer version %u")
                                                   : _ ("The draft is what version %u holds"),
                              sl_version_get_number (facts->newest)),
             "", "");
}

static void
check_award (GPtrArray *checks, const SlReviewFacts *facts, SlReviewRules *rules)
{
  SlSnapshot *snapshot = facts->frozen != NULL ? facts->frozen : facts->draft;
  g_autofree char *sentence = NULL;

  if (snapshot != NULL &&
      sl_review_rules_grants_award (rules, sl_snapshot_get_letter (snapshot), &sentence))
    add_check (checks, "award", FALSE, FALSE,
               g_strdup_printf (_ ("It says that an award is granted: “%s”"), sentence), "", "");
}

static void
check_remarks (GPtrArray *checks, const SlReviewFacts *facts)
{
  if (facts->copy)
    add_check (checks, "remarks", FALSE, FALSE,
               g_strdup (_ ("The drafting rules are tried at the author’s computer")), "", "");
  for (guint i = 0; facts->remark_rules != NULL && i < facts->remark_rules->len; i++)
    {
      const SlRemarkRule *rule = g_ptr_array_index (facts->remark_rules, i);

      if (rule->n_open == 0 && *rule->passed_text != '\0')
        add_check (checks, rule->rule, TRUE, g_str_equal (rule->severity, "block"),
                   g_strdup (rule->passed_text), "", "");
    }
  for (guint i = 0; facts->remarks != NULL && i < g_list_model_get_n_items (facts->remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (facts->remarks, i);
      const char *key = sl_remark_get (remark, "block-key");
      const char *item = sl_remark_get (remark, "item-id");
      gboolean in_block = *key != '\0';
      SlReviewCheck *check;

      if (!g_str_equal (sl_remark_get (remark, "state"), "open"))
        continue;
      check = add_check (checks, sl_remark_get (remark, "rule"), FALSE, sl_remark_blocks (remark),
                         sl_remark_dup_summary (remark),
                         in_block        ? "block"
                         : *item != '\0' ? "item"
                                         : "",
                         in_block ? key : item);
      if (check->blocks)
        {
          g_free (check->remark_key);
          check->remark_key = g_strdup (sl_remark_get (remark, "key"));
        }
    }
}

static void
check_photographs (GPtrArray *checks, const SlReviewFacts *facts)
{
  if (sl_paper_is_response (facts->paper) || facts->draft == NULL)
    return;
  if (facts->gate != NULL)
    add_check (checks, "photographs", FALSE, TRUE, g_strdup (facts->gate->message), "", "");
  else
    add_check (checks, "photographs", TRUE, TRUE,
               g_strdup (_ ("No photograph waits to be looked at for faces and number plates")), "",
               "");
  if (facts->n_kept_in > 0)
    add_check (checks, "kept-in", FALSE, FALSE,
               g_strdup_printf (ngettext ("%u photograph stays in the force and is not shown",
                                          "%u photographs stay in the force and are not shown",
                                          facts->n_kept_in),
                                facts->n_kept_in),
               "", "");
}

static GPtrArray *
list_checks (const SlReviewFacts *facts, GListModel *comments, SlReviewRules *rules)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_review_check_free);

  if (facts->newest != NULL)
    check_comments (checks, comments);
  check_draft (checks, facts);
  check_award (checks, facts, rules);
  check_photographs (checks, facts);
  check_remarks (checks, facts);
  return checks;
}

/* Where a comment stands in the letter: the whole first, then block by block, what is gone last. */
typedef struct
{
  SlComment *comment;
  guint block, start, index;
} Placed;

static int
compare_places_cb (gconstpointer a, gconstpointer b)
{
  const Placed *first = a;
  const Placed *second = b;

  if (first->block != second->block)
    return first->block < second->block ? -1 : 1;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

static void
number_blocks (SlBlock *block, GHashTable *places, guint *next)
{
  g_hash_table_insert (places, (gpointer) sl_block_get_key (block), GUINT_TO_POINTER (++*next));
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    number_blocks (sl_block_get_child (block, i), places, next);
}

static GListModel *
sort_comments (GListModel *comments, SlSnapshot *snapshot)
{
  GListStore *sorted = g_list_store_new (SL_TYPE_COMMENT);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Placed));
  SlLetter *letter = sl_snapshot_get_letter (snapshot);
  guint last = 0;

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    number_blocks (sl_letter_get_block (letter, i), places, &last);
  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      SlComment *comment = g_list_model_get_item (comments, i);
      Placed row = { .comment = comment, .index = i };
      const char *key;
      guint end;

      sl_comment_get_place (comment, &key, &row.start, &end);
      if (!g_str_equal (sl_comment_get (comment, "anchor-kind"), "whole"))
        row.block = GPOINTER_TO_UINT (g_hash_table_lookup (places, key != NULL ? key : ""));
      /* Answers and evidence stand behind the letter; what is gone, behind those. */
      if (row.block == 0 && !g_str_equal (sl_comment_get (comment, "anchor-kind"), "whole"))
        row.block = last + (g_str_equal (sl_comment_get (comment, "place"), "gone") ? 2 : 1);
      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_places_cb);
  for (guint i = 0; i < rows->len; i++)
    {
      g_list_store_append (sorted, g_array_index (rows, Placed, i).comment);
      g_object_unref (g_array_index (rows, Placed, i).comment);
    }
  return G_LIST_MODEL (sorted);
}

/**
 * sl_review_load:
 * @self: the review
 * @paper_id: a case's id for its response, or a report's
 * @error: return location
 *
 * Blocking: composes the draft and tries the drafting rules.
 *
 * Returns: (transfer full): where the paper stands, or %NULL with %SL_STORE_ERROR
 */
SlReviewState *
sl_review_load (SlReview *self, const char *paper_id, GError **error)
{
  g_autoptr (SlReviewState) state = NULL;
  g_autoptr (GListModel) comments = NULL;
  SlStore *store;
  SlReviewFacts *facts;
  SlSnapshot *text;

  g_return_val_if_fail (SL_IS_REVIEW (self) && paper_id != NULL, NULL);

  store = sl_library_get_store (sl_review_get_library (self));
  state = (SlReviewState *) g_new0 (State, 1);
  facts = sl_review_gather (self, paper_id, SL_REVIEW_GATHER_CONTENT, error);
  if (facts == NULL)
    return NULL;
  ((State *) state)->facts = facts;
  state->case_id = g_strdup (facts->case_id);
  state->paper = sl_paper_copy (facts->paper);
  state->versions = sl_versions_list (store, paper_id, error);
  if (state->versions == NULL || (comments = sl_comments_list (store, paper_id, error)) == NULL)
    return NULL;
  text = facts->draft != NULL ? facts->draft : facts->frozen;
  if (text != NULL)
    sl_comments_place (comments, text);
  state->comments = text != NULL ? sort_comments (comments, text) : g_object_ref (comments);
  state->draft = facts->draft != NULL ? sl_snapshot_ref (facts->draft) : NULL;
  state->checks = list_checks (facts, state->comments, sl_review_get_rules (self));
  state->draft_differs = facts->draft_differs;
  state->copy = facts->copy;
  return g_steal_pointer (&state);
}

/**
 * sl_review_may:
 * @self: the review
 * @state: where the case stands
 * @action: what one would do
 * @comment: (nullable): the comment in question
 * @reason: (out) (optional) (nullable) (transfer full): why not, a sentence
 *
 * Asks the rules with what @state was read with; a written reason, where one is needed, is taken as
 * given, since it is asked for next. The decision itself is made anew when it is done.
 *
 * Returns: whether the person at work may
 */
gboolean
sl_review_may (SlReview *self,
               SlReviewState *state,
               SlReviewAction action,
               SlComment *comment,
               char **reason)
{
  const SlReviewFacts *facts;
  g_autoptr (GError) error = NULL;
  gboolean may;

  g_return_val_if_fail (SL_IS_REVIEW (self) && state != NULL, FALSE);

  facts = ((State *) state)->facts;
  may = sl_review_facts_decide (facts, sl_review_get_rules (self), action,
                                comment != NULL && g_strcmp0 (sl_comment_get (comment, "person-id"),
                                                              facts->person_id) == 0,
                                TRUE, &error) &&
        sl_review_facts_check_gate (facts, action, &error);
  if (may && action == SL_REVIEW_SUBMIT && facts->draft == NULL)
    {
      may = FALSE;
      g_set_error_literal (&error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                           facts->draft_error != NULL ? facts->draft_error->message
                                                      : _ ("This case has no draft."));
    }
  if (reason != NULL)
    *reason = may ? NULL : g_strdup (error->message);
  return may;
}

static SlRemark *
find_remark (const SlReviewFacts *facts, const char *key)
{
  guint n_remarks = facts->remarks != NULL ? g_list_model_get_n_items (facts->remarks) : 0;

  for (guint i = 0; i < n_remarks; i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (facts->remarks, i);

      if (g_str_equal (sl_remark_get (remark, "key"), key) && sl_remark_blocks (remark))
        return g_steal_pointer (&remark);
    }
  return NULL;
}

/**
 * sl_review_overrule:
 * @self: the review
 * @case_id: a case
 * @remark_key: of a remark that blocks, as a #SlReviewCheck names it
 * @reason: why it does not hold here
 * @error: return location
 *
 * Blocking: tries the drafting rules anew, since the words may have been mended meanwhile.
 *
 * Returns: %FALSE with SL_STORE_ERROR_NOT_FOUND when it no longer stands, or
 *   SL_STORE_ERROR_REFUSED with the ground
 */
gboolean
sl_review_overrule (SlReview *self,
                    const char *case_id,
                    const char *remark_key,
                    const char *reason,
                    GError **error)
{
  g_autoptr (SlRemark) remark = NULL;
  SlReviewFacts *facts;

  g_return_val_if_fail (SL_IS_REVIEW (self) && case_id != NULL && remark_key != NULL, FALSE);

  facts = sl_review_gather (self, case_id, SL_REVIEW_GATHER_CONTENT, error);
  if (facts == NULL)
    return FALSE;
  remark = find_remark (facts, remark_key);
  sl_review_facts_free (facts);
  if (remark == NULL)
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                           _ ("This remark no longer stands: the letter was changed, or somebody "
                              "overruled it."));
      return FALSE;
    }
  return sl_store_apply (sl_library_get_store (sl_review_get_library (self)),
                         sl_remark_change_dismiss (case_id, remark, reason), error);
}
