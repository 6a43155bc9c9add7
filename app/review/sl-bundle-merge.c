/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-taking.h"

#include "people/sl-person-private.h"
#include "review/sl-comment-private.h"
#include "review/sl-version-private.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Versions and comments of a bundle, taken in by their ids: what is here already stays as it is, so
 * the same bundle twice would add nothing. Nothing is believed that is in the name of somebody who
 * works here and is not here already: it is left out, and told. */

static gboolean
is_true (const char *value)
{
  return g_str_equal (value, "1");
}

static const char *
get_name (SlBundleTaking *self, const char *person_id)
{
  char **person = sl_lines_find (self->content, SL_CONTENT_PERSON, person_id);
  return person != NULL ? person[SL_BUNDLE_PERSON_NAME] : "";
}

/* Versions. */

/* The persons whom the bundle names as authors of a version; borrowed texts. */
static GPtrArray *
list_authors (SlBundleTaking *self, const char *version_id)
{
  GPtrArray *authors = g_ptr_array_new ();

  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_AUTHOR); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_AUTHOR, i)->values;
      if (g_str_equal (values[SL_BUNDLE_AUTHOR_VERSION], version_id))
        g_ptr_array_add (authors, values[SL_BUNDLE_AUTHOR_PERSON]);
    }
  g_ptr_array_add (authors, NULL);
  return authors;
}

/* Such a version is put in as it was submitted: then come the decisions, then its state. */
static gboolean
is_decided (char **values)
{
  static const char *const states[] = { "returned", "approved", "issued", NULL };
  return g_strv_contains (states, values[SL_BUNDLE_VERSION_STATE]);
}

static gboolean
add_version (SlBundleTaking *self, SlTransaction *transaction, char **values, GError **error)
{
  g_autoptr (GPtrArray) authors = list_authors (self, values[SL_BUNDLE_VERSION_ID]);
  char **head = sl_lines_get (self->content, SL_CONTENT_HEAD, 0)->values;
  SlVersionRow row = {
    .version_id = values[SL_BUNDLE_VERSION_ID],
    .case_id = self->case_id,
    .paper_id = self->paper_id,
    .number = (guint) g_ascii_strtoull (values[SL_BUNDLE_VERSION_NUMBER], NULL, 10),
    .state = is_decided (values) ? "submitted" : values[SL_BUNDLE_VERSION_STATE],
    .stance = values[SL_BUNDLE_VERSION_STANCE],
    .grants_award = is_true (values[SL_BUNDLE_VERSION_AWARD]),
    .note = values[SL_BUNDLE_VERSION_NOTE],
    .submitted_by = values[SL_BUNDLE_VERSION_BY],
    .submitted_role = values[SL_BUNDLE_VERSION_ROLE],
    .self_declared = is_true (values[SL_BUNDLE_VERSION_SELF_DECLARED]),
    .submitted_at = values[SL_BUNDLE_VERSION_AT],
    .void_reason = values[SL_BUNDLE_VERSION_REASON],
    .audit_sequence = g_ascii_strtoll (head[0], NULL, 10),
    .authors = (const char *const *) authors->pdata,
    .origin = self->file->fingerprint,
  };
  SlSnapshot *snapshot = g_hash_table_lookup (self->snapshots, values[SL_BUNDLE_VERSION_HASH]);

  return sl_version_records_add (transaction, &row, snapshot, error);
}

gboolean
sl_bundle_merge_versions (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);

  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_VERSION); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_VERSION, i)->values;
      g_auto (SlBundleFound) here = { 0 };

      if (!sl_bundle_records_find (database, SL_CONTENT_VERSION, values[SL_BUNDLE_VERSION_ID],
                                   &here, error) ||
          (!here.found && !add_version (self, transaction, values, error)))
        return FALSE;
      sl_transaction_touch (transaction, "version", values[SL_BUNDLE_VERSION_ID], self->case_id);
    }
  return TRUE;
}

/* What came to its end stays so; what was decided here is the manager's own until their reply has
 * been read, and only an end that the sender put to the version goes over it. No version is shown
 * as approved without the approval. */
static gboolean
may_take_state (SlTransaction *transaction,
                const SlBundleFound *here,
                char **values,
                gboolean *may,
                GError **error)
{
  const char *state = values[SL_BUNDLE_VERSION_STATE];
  g_autofree char *standing = NULL;
  g_autoptr (GError) failure = NULL;

  *may = FALSE;
  if (g_str_equal (here->state, state) || g_str_equal (state, "submitted") ||
      (!g_str_equal (here->state, "submitted") && !g_str_equal (here->state, "approved")) ||
      (g_str_equal (here->state, "approved") && g_str_equal (state, "returned")))
    return TRUE;
  if (g_str_equal (state, "approved") || g_str_equal (state, "issued"))
    {
      standing = sl_bundle_records_dup_standing (sl_transaction_get_database (transaction),
                                                 values[SL_BUNDLE_VERSION_ID], "approved",
                                                 &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      *may = standing != NULL;
      return TRUE;
    }
  *may = TRUE;
  return TRUE;
}

gboolean
sl_bundle_settle_versions (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);

  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_VERSION); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_VERSION, i)->values;
      g_auto (SlBundleFound) here = { 0 };
      gboolean may;

      if (!sl_bundle_records_find (database, SL_CONTENT_VERSION, values[SL_BUNDLE_VERSION_ID],
                                   &here, error) ||
          !may_take_state (transaction, &here, values, &may, error))
        return FALSE;
      if (may && !sl_version_records_set_state (transaction, values[SL_BUNDLE_VERSION_ID],
                                                values[SL_BUNDLE_VERSION_STATE],
                                                values[SL_BUNDLE_VERSION_REASON], error))
        return FALSE;
    }
  return TRUE;
}

/* Comments. */

/* The words within the limit of the rules here, or the whole bundle is refused. */
static gboolean
check_words (SlBundleTaking *self, char **values, GError **error)
{
  SlReviewRules *rules = sl_review_get_rules (self->review);
  g_autofree char *body = sl_review_clean_text (rules, values[SL_BUNDLE_COMMENT_BODY], error);
  g_autofree char *reason = NULL;

  if (body == NULL)
    return FALSE;
  reason = sl_review_clean_text (rules, values[SL_BUNDLE_COMMENT_CLOSE_REASON], error);
  return reason != NULL;
}

static gboolean
add_comment (SlBundleTaking *self, SlTransaction *transaction, char **values, GError **error)
{
  const char *parent = values[SL_BUNDLE_COMMENT_PARENT];
  gboolean closed = g_str_equal (values[SL_BUNDLE_COMMENT_STATE], "closed");
  gboolean local = FALSE;
  gboolean added;
  SlCommentRow row;

  /* Nobody here closed what nobody here has seen. */
  if (closed && !sl_people_is_local (sl_transaction_get_database (transaction),
                                     values[SL_BUNDLE_COMMENT_CLOSED_BY], &local, NULL, error))
    return FALSE;
  closed = closed && !local;
  row = (SlCommentRow){
    .comment_id = values[SL_BUNDLE_COMMENT_ID],
    .case_id = self->case_id,
    .paper_id = self->paper_id,
    .version_id = values[SL_BUNDLE_COMMENT_VERSION],
    .parent_id = *parent != '\0' ? parent : NULL,
    .anchor_kind = values[SL_BUNDLE_COMMENT_ANCHOR],
    .anchor_key = values[SL_BUNDLE_COMMENT_KEY],
    .anchor_start = (guint) g_ascii_strtoull (values[SL_BUNDLE_COMMENT_START], NULL, 10),
    .anchor_end = (guint) g_ascii_strtoull (values[SL_BUNDLE_COMMENT_END], NULL, 10),
    .anchor_text = values[SL_BUNDLE_COMMENT_WORDS],
    .anchor_source = values[SL_BUNDLE_COMMENT_SOURCE],
    .anchor_title = values[SL_BUNDLE_COMMENT_TITLE],
    .body = values[SL_BUNDLE_COMMENT_BODY],
    .person_id = values[SL_BUNDLE_COMMENT_BY],
    .role = values[SL_BUNDLE_COMMENT_ROLE],
    .self_declared = is_true (values[SL_BUNDLE_COMMENT_SELF_DECLARED]),
    .at = values[SL_BUNDLE_COMMENT_AT],
    .origin = self->file->fingerprint,
    .state = closed ? "closed" : "open",
    .closed_by = closed ? values[SL_BUNDLE_COMMENT_CLOSED_BY] : "",
    .closed_at = closed ? values[SL_BUNDLE_COMMENT_CLOSED_AT] : "",
    .close_reason = closed ? values[SL_BUNDLE_COMMENT_CLOSE_REASON] : "",
  };
  if (!sl_comment_records_add (transaction, &row, &added, error))
    return FALSE;
  self->n_comments += added ? 1 : 0;
  return TRUE;
}

/* One's own comment anyone may close; another's only under the rules here, and only by a key that
 * somebody here has compared. */
static gboolean
may_close (SlBundleTaking *self, const SlCommentHead *here, char **values)
{
  const char *closer = values[SL_BUNDLE_COMMENT_CLOSED_BY];
  char **person = sl_lines_find (self->content, SL_CONTENT_PERSON, closer);
  SlReviewSituation situation = {
    .action = SL_REVIEW_CLOSE_COMMENT,
    .role = person != NULL ? person[SL_BUNDLE_PERSON_ROLE] : "",
    .opener = g_str_equal (here->person_id, closer),
    .state = "submitted",
    .stance = "",
    .copy = !self->reply,
    .has_reason = *values[SL_BUNDLE_COMMENT_CLOSE_REASON] != '\0',
  };

  if (situation.opener)
    return TRUE;
  return self->trust == SL_TRUST_VERIFIED &&
         g_str_equal (closer,
                      sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID)) &&
         sl_review_rules_decide (sl_review_get_rules (self->review), &situation, NULL);
}

/* A comment that is here: its words stay; it is closed or opened again by whoever may. */
static gboolean
update_comment (SlBundleTaking *self, SlTransaction *transaction, char **values, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_auto (SlCommentHead) here = { 0 };
  gboolean close = g_str_equal (values[SL_BUNDLE_COMMENT_STATE], "closed");
  gboolean local;

  if (!sl_comment_records_read_head (database, values[SL_BUNDLE_COMMENT_ID], &here, error))
    return FALSE;
  if (g_str_equal (here.state, "closed") == close)
    return TRUE;
  if (!sl_people_is_local (database, close ? values[SL_BUNDLE_COMMENT_CLOSED_BY] : here.closed_by,
                           &local, NULL, error))
    return FALSE;
  /* What was closed or opened here is newer than what the sender knew of it. */
  if (local)
    return TRUE;
  if (close && !may_close (self, &here, values))
    {
      sl_bundle_tell (self,
                      _ ("%s closed a comment that stays open here: it is another's, and their key "
                         "was not compared or the rules do not allow it."),
                      get_name (self, values[SL_BUNDLE_COMMENT_CLOSED_BY]));
      return TRUE;
    }
  self->n_comments++;
  return sl_comment_records_set_closed (transaction, values[SL_BUNDLE_COMMENT_ID], close,
                                        close ? values[SL_BUNDLE_COMMENT_CLOSED_BY] : "",
                                        close ? values[SL_BUNDLE_COMMENT_CLOSED_AT] : "",
                                        close ? values[SL_BUNDLE_COMMENT_CLOSE_REASON] : "", error);
}

/* Whether a comment that is new here may be taken in: not in the name of somebody who works here,
 * and a reply only to what is here. */
static gboolean
may_add (SlBundleTaking *self,
         SlTransaction *transaction,
         char **values,
         gboolean *may,
         GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_auto (SlBundleFound) parent = { 0 };
  g_autofree char *name = NULL;
  gboolean local;

  *may = FALSE;
  if (!sl_people_is_local (database, values[SL_BUNDLE_COMMENT_BY], &local, &name, error))
    return FALSE;
  if (local)
    {
      sl_bundle_tell (self,
                      _ ("A comment in the name of %s, who works here, was left out: it was "
                         "not written here."),
                      name);
      return TRUE;
    }
  if (*values[SL_BUNDLE_COMMENT_PARENT] != '\0')
    {
      if (!sl_bundle_records_find (database, SL_CONTENT_COMMENT, values[SL_BUNDLE_COMMENT_PARENT],
                                   &parent, error))
        return FALSE;
      if (!parent.found || !g_str_equal (parent.case_id, self->case_id))
        {
          sl_bundle_tell (self,
                          _ ("An answer of %s was left out: the comment that it answers is "
                             "not here."),
                          get_name (self, values[SL_BUNDLE_COMMENT_BY]));
          return TRUE;
        }
    }
  *may = TRUE;
  return TRUE;
}

gboolean
sl_bundle_merge_comments (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);

  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_COMMENT); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_COMMENT, i)->values;
      g_auto (SlBundleFound) here = { 0 };
      gboolean may;

      if (!check_words (self, values, error) ||
          !sl_bundle_records_find (database, SL_CONTENT_COMMENT, values[SL_BUNDLE_COMMENT_ID],
                                   &here, error))
        return FALSE;
      if (here.found && !g_str_equal (here.case_id, self->case_id))
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("“%s” was not read: a comment in it belongs to another case."),
                       self->file->name);
          return FALSE;
        }
      if (here.found)
        {
          if (!update_comment (self, transaction, values, error))
            return FALSE;
          continue;
        }
      if (!may_add (self, transaction, values, &may, error) ||
          (may && !add_comment (self, transaction, values, error)))
        return FALSE;
    }
  return TRUE;
}
