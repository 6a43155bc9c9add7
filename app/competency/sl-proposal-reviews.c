/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal-private.h"

#include "review/sl-comment.h"

#include <glib/gi18n-lib.h>

/* What quality assurance said of the papers, and what the trainee answered. */

static gboolean
add_decision (SlProposalSource *source, SlVersion *version, const char *title, GError **error)
{
  g_autoptr (GPtrArray)
      decisions = sl_decisions_list (source->store, sl_version_get_id (version), error);
  g_autofree char *name = sl_proposal_name_version (version, title);

  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const SlDecision *decision = g_ptr_array_index (decisions, i);
      gboolean approved = g_str_equal (decision->outcome, "approved");

      if (!decision->stands)
        continue;
      sl_proposal_add (
          source, FALSE, decision->at, "version", sl_version_get_id (version),
          g_strdup_printf (approved ? _ ("%s: approved by %s") : _ ("%s: returned by %s"), name,
                           decision->person_name),
          g_strdup (decision->reason));
    }
  return decisions != NULL;
}

/* Comments of one person on one paper, and how they were answered. */
typedef struct
{
  char *person_id, *name, *last_at;
  guint n, n_closed, n_answered;
} Commenter;

static void
commenter_free (gpointer data)
{
  Commenter *self = data;

  g_free (self->person_id);
  g_free (self->name);
  g_free (self->last_at);
  g_free (self);
}

static Commenter *
find_commenter (GPtrArray *list, SlComment *comment)
{
  Commenter *found;

  for (guint i = 0; i < list->len; i++)
    {
      found = g_ptr_array_index (list, i);
      if (g_str_equal (found->person_id, sl_comment_get (comment, "person-id")))
        return found;
    }
  found = g_new0 (Commenter, 1);
  found->person_id = g_strdup (sl_comment_get (comment, "person-id"));
  found->name = g_strdup (sl_comment_get (comment, "person-name"));
  g_ptr_array_add (list, found);
  return found;
}

/* Whether the trainee replied in the thread; *@n counts the replies, *@at the newest's time. */
static gboolean
count_replies (SlProposalSource *source, SlComment *comment, guint *n, char **at)
{
  GListModel *replies = sl_comment_get_replies (comment);
  guint before = *n;

  for (guint i = 0; i < g_list_model_get_n_items (replies); i++)
    {
      g_autoptr (SlComment) reply = g_list_model_get_item (replies, i);

      if (!g_str_equal (sl_comment_get (reply, "person-id"), source->person_id))
        continue;
      ++*n;
      if (g_strcmp0 (*at, sl_comment_get (reply, "at")) < 0)
        {
          g_free (*at);
          *at = g_strdup (sl_comment_get (reply, "at"));
        }
    }
  return *n > before;
}

static void
add_commenter (SlProposalSource *source,
               const Commenter *commenter,
               const char *paper_id,
               const char *title)
{
  g_autoptr (GString) detail = g_string_new (NULL);

  if (*title != '\0')
    sl_proposal_append (detail, "%s", title);
  sl_proposal_append (detail, _ ("closed: %u"), commenter->n_closed);
  if (commenter->n_answered > 0)
    sl_proposal_append (detail, _ ("answered by the trainee: %u"), commenter->n_answered);
  sl_proposal_add (source, g_str_equal (commenter->person_id, source->person_id),
                   commenter->last_at, "paper", paper_id,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u comment by %s",
                                                 "%u comments by %s", commenter->n),
                                    commenter->n, commenter->name),
                   g_string_free (g_steal_pointer (&detail), FALSE));
}

static gboolean
write_comments (SlProposalSource *source, const char *paper_id, const char *title, GError **error)
{
  g_autoptr (GListModel) comments = sl_comments_list (source->store, paper_id, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (commenter_free);
  g_autofree char *replied_at = NULL;
  guint n_replies = 0;

  if (comments == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (comments, i);
      Commenter *commenter = find_commenter (list, comment);

      commenter->n++;
      commenter->n_closed += !sl_comment_is_open (comment);
      commenter->n_answered += count_replies (source, comment, &n_replies, &replied_at);
      g_free (commenter->last_at);
      commenter->last_at = g_strdup (sl_comment_get (comment, "at"));
    }
  for (guint i = 0; i < list->len; i++)
    add_commenter (source, g_ptr_array_index (list, i), paper_id, title);
  if (n_replies > 0)
    sl_proposal_add (source, TRUE, replied_at, "paper", paper_id,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u reply to comments",
                                                   "%u replies to comments", n_replies),
                                      n_replies),
                     g_strdup (title));
  return TRUE;
}

gboolean
sl_proposal_write_reviews (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) papers = sl_proposal_list_papers (source, NULL, error);

  if (papers == NULL || !sl_proposal_visit_papers (source, add_decision, error) ||
      !write_comments (source, source->case_id, "", error))
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    {
      const SlProposalPaper *paper = g_ptr_array_index (papers, i);

      if (!write_comments (source, paper->paper_id, paper->title, error))
        return FALSE;
    }
  return sl_proposal_write_prompts (source, error);
}
