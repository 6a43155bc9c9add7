/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-comment-anchor.h"
#include "review/sl-comment-private.h"
#include "review/sl-review-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What people do with comments. Each is one change with one audit row, decided by the rules inside
 * its transaction, by the role and the state of that moment. */

static SlStore *
get_store (SlReview *review)
{
  return sl_library_get_store (sl_review_get_library (review));
}

/* Who edited any part: of the newest version, and since. */
static gboolean
is_author (SlTransaction *transaction,
           SlReviewRules *rules,
           const SlPaper *paper,
           const SlVersionHead *head,
           gboolean *author,
           GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  const char *person_id = sl_transaction_get_person_id (transaction);
  g_autoptr (GHashTable) editors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 sequence;

  if (!sl_review_records_read_editors (database, rules, paper, editors, &sequence, error))
    return FALSE;
  *author = g_hash_table_contains (editors, person_id);
  return *author ||
         sl_comment_records_is_author (database, head->version_id, person_id, author, error);
}

gboolean
sl_comment_decide (SlReviewRules *rules,
                   SlTransaction *transaction,
                   SlReviewAction action,
                   const char *paper_id,
                   gboolean opener,
                   gboolean has_reason,
                   char **role,
                   gboolean *self_declared,
                   GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  SlReviewSituation situation = { .action = action, .opener = opener, .has_reason = has_reason };
  g_autoptr (SlPaper) paper = sl_paper_records_read (database, paper_id, error);
  g_auto (SlVersionHead) head = { 0 };
  gint64 comments, outcomes, copies;

  if (paper == NULL || !sl_version_records_read_head (transaction, paper_id, &head, error) ||
      !is_author (transaction, rules, paper, &head, &situation.author, error) ||
      !sl_review_records_count (database, SL_REVIEW_COUNT_OPEN_COMMENTS, paper_id, &comments,
                                error) ||
      !sl_review_records_count (database, SL_REVIEW_COUNT_OUTCOMES, paper_id, &outcomes, error) ||
      !sl_review_records_count (database, SL_REVIEW_COUNT_COPIES, paper->case_id, &copies, error) ||
      !sl_review_records_read_person (database, sl_transaction_get_person_id (transaction), role,
                                      self_declared, error))
    return FALSE;
  situation.role = *role;
  situation.state = outcomes > 0 ? "closed" : head.state;
  situation.open_comments = (guint) comments;
  situation.copy = copies > 0;
  situation.paper = sl_paper_is_response (paper) ? NULL : paper->title;
  return sl_review_rules_decide (rules, &situation, error);
}

/* A new comment or a reply. */
typedef struct
{
  SlReviewRules *rules;
  char *comment_id, *case_id, *paper_id, *version_id;
  char *thread_id; /* of a reply, else NULL */
  char *body;
  SlAnchorValues *anchor;
} NewComment;

static void
new_comment_free (gpointer data)
{
  NewComment *self = data;

  g_object_unref (self->rules);
  g_free (self->comment_id);
  g_free (self->case_id);
  g_free (self->paper_id);
  g_free (self->version_id);
  g_free (self->thread_id);
  g_free (self->body);
  g_clear_pointer (&self->anchor, sl_anchor_values_free);
  g_free (self);
}

static gboolean
write_comment (SlTransaction *transaction,
               const NewComment *self,
               const char *role,
               gboolean self_declared,
               GError **error)
{
  const SlAnchorValues *anchor = self->anchor;
  SlCommentRow row = { .comment_id = self->comment_id,
                       .case_id = self->case_id,
                       .paper_id = self->paper_id,
                       .version_id = self->version_id,
                       .parent_id = self->thread_id,
                       .anchor_kind = anchor->kind,
                       .anchor_key = anchor->key,
                       .anchor_text = anchor->text,
                       .anchor_source = anchor->source,
                       .anchor_title = anchor->title,
                       .anchor_start = anchor->start,
                       .anchor_end = anchor->end,
                       .body = self->body,
                       .person_id = sl_transaction_get_person_id (transaction),
                       .role = role,
                       .at = sl_transaction_get_time (transaction),
                       .origin = "",
                       .self_declared = self_declared,
                       .state = "open",
                       .closed_by = "",
                       .closed_at = "",
                       .close_reason = "" };
  gboolean added;

  sl_transaction_note (transaction, "version", self->version_id);
  if (self->thread_id != NULL)
    sl_transaction_note (transaction, "reply-to", self->thread_id);
  else
    {
      sl_transaction_note (transaction, "anchor", anchor->kind);
      sl_transaction_note (transaction, "place", anchor->key);
      sl_transaction_note (transaction, "words", anchor->text);
    }
  sl_transaction_note (transaction, "body", self->body);
  return sl_comment_records_add (transaction, &row, &added, error);
}

static gboolean
add_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const NewComment *self = data;
  g_autofree char *role = NULL;
  gboolean self_declared;

  return sl_comment_decide (self->rules, transaction, SL_REVIEW_COMMENT, self->paper_id, FALSE,
                            FALSE, &role, &self_declared, error) &&
         write_comment (transaction, self, role, self_declared, error);
}

static gboolean
reply_func (SlTransaction *transaction, gpointer data, GError **error)
{
  NewComment *self = data;
  g_auto (SlCommentHead) thread = { 0 };
  g_autofree char *role = NULL;
  gboolean self_declared;

  if (!sl_comment_records_read_head (sl_transaction_get_database (transaction), self->thread_id,
                                     &thread, error))
    return FALSE;
  if (!g_str_equal (thread.state, "open"))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("This comment is closed. Make a new one, or have the person who closed it "
                      "open it again."));
      return FALSE;
    }
  return sl_comment_decide (
             self->rules, transaction, SL_REVIEW_REPLY, self->paper_id,
             g_str_equal (thread.person_id, sl_transaction_get_person_id (transaction)), FALSE,
             &role, &self_declared, error) &&
         write_comment (transaction, self, role, self_declared, error);
}

static NewComment *
new_comment (SlReview *review, const char *body, GError **error)
{
  SlReviewRules *rules = sl_review_get_rules (review);
  g_autofree char *words = sl_review_clean_text (rules, body, error);
  NewComment *self;

  if (words == NULL)
    return NULL;
  if (*words == '\0')
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("Write the comment before saving it."));
      return NULL;
    }
  self = g_new0 (NewComment, 1);
  self->rules = g_object_ref (rules);
  self->comment_id = sl_id_new ();
  self->body = g_steal_pointer (&words);
  return self;
}

/* @action is applied; the id of the comment when it went well. */
static char *
apply_new (SlReview *review,
           NewComment *self,
           const char *action,
           SlChangeFunc func,
           GError **error)
{
  g_autofree char *id = g_strdup (self->comment_id);
  SlChange *change = sl_change_new (action, "comment", self->comment_id, self->case_id, func, self,
                                    new_comment_free);

  return sl_store_apply (get_store (review), change, error) ? g_steal_pointer (&id) : NULL;
}

static SlSnapshot *
load_snapshot (SlStore *store, const char *paper_id, const char *version_id, GError **error)
{
  g_autoptr (GListModel) versions = sl_versions_list (store, paper_id, error);

  for (guint i = 0; versions != NULL && i < g_list_model_get_n_items (versions); i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (versions, i);

      if (g_str_equal (sl_version_get_id (version), version_id))
        return sl_version_load_snapshot (store, version, error);
    }
  if (versions != NULL)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no version %s in this casebook."), version_id);
  return NULL;
}

/**
 * sl_comment_add:
 * @review: the review
 * @version_id: the version that is commented on
 * @anchor: where; its text is filled in from the version, whatever it says
 * @body: the words; plain text
 * @error: return location
 *
 * Blocks; any thread.
 *
 * Returns: (transfer full): the comment's id, or %NULL with %SL_STORE_ERROR: REFUSED by the rules,
 *   for an empty text and for one over the limit; NOT_FOUND when the version has no such place
 */
char *
sl_comment_add (SlReview *review,
                const char *version_id,
                const SlAnchor *anchor,
                const char *body,
                GError **error)
{
  SlStore *store;
  g_autoptr (SlSnapshot) snapshot = NULL;
  g_autoptr (SlAnchorValues) values = NULL;
  g_autofree char *case_id = NULL;
  g_autofree char *paper_id = NULL;
  NewComment *comment;

  g_return_val_if_fail (SL_IS_REVIEW (review) && version_id != NULL && body != NULL, NULL);
  g_return_val_if_fail (anchor != NULL && anchor->kind != NULL, NULL);

  store = get_store (review);
  paper_id = sl_comment_records_find_paper (sl_store_read (store), version_id, &case_id, error);
  if (paper_id == NULL)
    return NULL;
  snapshot = load_snapshot (store, paper_id, version_id, error);
  if (snapshot == NULL || (values = sl_anchor_values_new (anchor, snapshot, error)) == NULL ||
      (comment = new_comment (review, body, error)) == NULL)
    return NULL;
  comment->case_id = g_steal_pointer (&case_id);
  comment->paper_id = g_steal_pointer (&paper_id);
  comment->version_id = g_strdup (version_id);
  comment->anchor = g_steal_pointer (&values);
  return apply_new (review, comment, "add-comment", add_func, error);
}

/**
 * sl_comment_reply:
 * @review: the review
 * @comment_id: the comment, or a reply to it
 * @body: the words; plain text
 * @error: return location
 *
 * Blocks; any thread.
 *
 * Returns: (transfer full): the reply's id, or %NULL with %SL_STORE_ERROR; a closed comment takes
 * no replies
 */
char *
sl_comment_reply (SlReview *review, const char *comment_id, const char *body, GError **error)
{
  g_auto (SlCommentHead) head = { 0 };
  NewComment *reply;
  SlAnchor whole = { .kind = "whole" };

  g_return_val_if_fail (SL_IS_REVIEW (review) && comment_id != NULL && body != NULL, NULL);

  if (!sl_comment_records_read_head (sl_store_read (get_store (review)), comment_id, &head, error))
    return NULL;
  reply = new_comment (review, body, error);
  if (reply == NULL)
    return NULL;
  reply->case_id = g_steal_pointer (&head.case_id);
  reply->paper_id = g_steal_pointer (&head.paper_id);
  reply->version_id = g_steal_pointer (&head.version_id);
  reply->thread_id = *head.parent_id != '\0' ? g_steal_pointer (&head.parent_id)
                                             : g_strdup (comment_id);
  reply->anchor = sl_anchor_values_new (&whole, NULL, NULL);
  return apply_new (review, reply, "reply-comment", reply_func, error);
}

/* Closing and opening again. */
typedef struct
{
  SlReviewRules *rules;
  char *comment_id;
  char *reason;
  gboolean close;
} Closing;

static void
closing_free (gpointer data)
{
  Closing *self = data;

  g_object_unref (self->rules);
  g_free (self->comment_id);
  g_free (self->reason);
  g_free (self);
}

/* What no rule has to say, since it could not be otherwise. */
static gboolean
check_state (const Closing *self, const SlCommentHead *head, const char *actor, GError **error)
{
  gboolean open = g_str_equal (head->state, "open");

  if (*head->parent_id != '\0')
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("This is a reply. Close the comment that it belongs to."));
  else if (self->close && !open)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
                 _ ("This comment has been closed already."));
  else if (!self->close && open)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT, _ ("This comment is open."));
  else if (!self->close && !g_str_equal (head->closed_by, actor))
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("Only the person who closed this comment can open it again. Make a new one."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
close_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Closing *self = data;
  const char *person_id = sl_transaction_get_person_id (transaction);
  g_auto (SlCommentHead) head = { 0 };
  g_autofree char *role = NULL;
  gboolean self_declared;

  /* Opening again undoes a closing that was allowed with its reason. */
  if (!sl_comment_records_read_head (sl_transaction_get_database (transaction), self->comment_id,
                                     &head, error) ||
      !check_state (self, &head, person_id, error) ||
      !sl_comment_decide (self->rules, transaction, SL_REVIEW_CLOSE_COMMENT, head.paper_id,
                          g_str_equal (head.person_id, person_id),
                          !self->close || *self->reason != '\0', &role, &self_declared, error))
    return FALSE;
  sl_transaction_note (transaction, "state", self->close ? "closed" : "open");
  if (*self->reason != '\0')
    sl_transaction_note (transaction, "reason", self->reason);
  return sl_comment_records_set_closed (transaction, self->comment_id, self->close, person_id,
                                        sl_transaction_get_time (transaction), self->reason, error);
}

static gboolean
apply_closing (SlReview *review,
               const char *comment_id,
               gboolean close,
               const char *reason,
               GError **error)
{
  SlReviewRules *rules = sl_review_get_rules (review);
  g_autofree char *words = sl_review_clean_text (rules, reason, error);
  g_auto (SlCommentHead) head = { 0 };
  Closing *closing;

  if (words == NULL ||
      !sl_comment_records_read_head (sl_store_read (get_store (review)), comment_id, &head, error))
    return FALSE;
  closing = g_new0 (Closing, 1);
  closing->rules = g_object_ref (rules);
  closing->comment_id = g_strdup (comment_id);
  closing->reason = g_steal_pointer (&words);
  closing->close = close;
  return sl_store_apply (get_store (review),
                         sl_change_new (close ? "close-comment" : "reopen-comment", "comment",
                                        comment_id, head.case_id, close_func, closing,
                                        closing_free),
                         error);
}

/**
 * sl_comment_close:
 * @review: the review
 * @comment_id: a comment that opens a thread
 * @reason: (nullable): why; a must for anybody but the one who opened it
 * @error: return location
 *
 * The comment stays, and can be seen with who closed it and why. Blocks; any thread.
 *
 * Returns: %FALSE with %SL_STORE_ERROR: REFUSED by the rules, CONFLICT when it is closed already
 */
gboolean
sl_comment_close (SlReview *review, const char *comment_id, const char *reason, GError **error)
{
  g_return_val_if_fail (SL_IS_REVIEW (review) && comment_id != NULL, FALSE);

  return apply_closing (review, comment_id, TRUE, reason, error);
}

/**
 * sl_comment_reopen:
 * @review: the review
 * @comment_id: a comment that the person at work closed
 * @error: return location
 *
 * Returns: %FALSE with %SL_STORE_ERROR: REFUSED for anybody else, CONFLICT when it is open
 */
gboolean
sl_comment_reopen (SlReview *review, const char *comment_id, GError **error)
{
  g_return_val_if_fail (SL_IS_REVIEW (review) && comment_id != NULL, FALSE);

  return apply_closing (review, comment_id, FALSE, NULL, error);
}
