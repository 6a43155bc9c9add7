/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include "base/sl-text.h"
#include "review/sl-review-task.h"
#include "review/sl-subject-row.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Writing, answering and closing comments from the page. The text stays in the composer until it is
 * on disk. */

#define QUOTE_CHARACTERS 160

static SlReviewComposer *
get_composer (SlReviewPage *self)
{
  return sl_comments_pane_get_composer (self->comments);
}

static guint
get_max (SlReviewPage *self)
{
  return sl_review_rules_get_max_comment (sl_review_get_rules (self->review));
}

static void
open_composer (SlReviewPage *self, const SlComposerOrder *order)
{
  sl_panes_set_show_end (self->panes, TRUE);
  sl_review_composer_open (get_composer (self), order);
}

/* A new comment. */

static void
set_anchor (SlReviewPage *self, const char *kind, const char *key, guint start, guint end)
{
  g_free (self->anchor_kind);
  self->anchor_kind = g_strdup (kind);
  g_free (self->anchor_key);
  self->anchor_key = g_strdup (key);
  self->anchor_start = start;
  self->anchor_end = end;
}

/* Why no comment can be made on what is shown; NULL when one can. Transfer full. */
static char *
dup_refusal (SlReviewPage *self)
{
  g_autofree char *reason = NULL;

  if (sl_review_page_get_locked (self) != NULL)
    return g_strdup (sl_review_page_get_locked (self));
  if (self->load->newer == NULL)
    return g_strdup (_ ("Comments are made on a version that was sent. Choose one at the left."));
  if (!sl_review_may (self->review, self->load->state, SL_REVIEW_COMMENT, NULL, &reason))
    return g_steal_pointer (&reason);
  return NULL;
}

/* @about: the words, or the name of the record. What is typed on one record is not offered on
 * another. */
static void
begin_comment (SlReviewPage *self, const char *about)
{
  gboolean words = g_str_equal (self->anchor_kind, "text");
  g_autofree char *refusal = dup_refusal (self), *short_quote = NULL, *text = NULL;
  g_autofree char *record = g_strdup_printf ("%s %s", self->anchor_kind, self->anchor_key);
  SlComposerOrder order = { .purpose = "comment", .max = get_max (self) };

  if (refusal != NULL)
    {
      sl_window_toast (GTK_WIDGET (self), refusal, NULL, NULL);
      return;
    }
  if (about != NULL)
    {
      short_quote = sl_text_ellipsize (about, QUOTE_CHARACTERS);
      text = words ? g_strdup_printf (_ ("“%s”"), short_quote) : g_strdup (short_quote);
    }
  order.subject = words || *self->anchor_key == '\0' ? "" : record;
  order.title = words                                         ? _ ("Comment on these words")
                : g_str_equal (self->anchor_kind, "answer")   ? _ ("Comment on this answer")
                : g_str_equal (self->anchor_kind, "evidence") ? _ ("Comment on this evidence")
                                                              : _ ("Comment on the whole paper");
  order.quote = text;
  order.label = _ ("Add comment");
  open_composer (self, &order);
}

/* The answer or the evidence in hand. */
static GtkWidget *
find_focused_record (SlReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return gtk_widget_get_ancestor (focus, SL_TYPE_SUBJECT_ROW);
}

static void
comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  g_autofree char *key = NULL, *text = NULL;
  guint start = 0, end = 0;

  GtkWidget *record = find_focused_record (self);

  if (self->load == NULL || *self->load->newer_id == '\0')
    return;
  if (record != NULL)
    {
      sl_review_page_comment_on (self, sl_subject_row_get_kind (SL_SUBJECT_ROW (record)),
                                 sl_subject_row_get_id (SL_SUBJECT_ROW (record)));
      return;
    }
  if (sl_changes_view_get_selection (self->changes, &key, &start, &end, &text))
    set_anchor (self, "text", key, start, end);
  else
    set_anchor (self, "whole", "", 0, 0);
  begin_comment (self, text);
}

/**
 * sl_review_page_comment_on:
 * @kind: "answer" or "evidence"
 * @key: the item's or the evidence's id
 *
 * Opens the composer for a comment on a record of the version shown.
 */
void
sl_review_page_comment_on (SlReviewPage *self, const char *kind, const char *key)
{
  const SlReviewSubject *subject = sl_subjects_find (self->subjects, kind, key);

  if (subject == NULL)
    {
      sl_window_toast (GTK_WIDGET (self),
                       _ ("The version shown does not hold this. Comment on the whole paper."),
                       NULL, NULL);
      return;
    }
  set_anchor (self, kind, key, 0, 0);
  begin_comment (self, subject->title);
}

static gboolean
call_add (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  SlAnchor anchor = { .kind = arguments[1],
                      .key = arguments[2],
                      .start = (guint) g_ascii_strtoull (arguments[3], NULL, 10),
                      .end = (guint) g_ascii_strtoull (arguments[4], NULL, 10) };

  *result = sl_comment_add (review, arguments[0], &anchor, arguments[5], error);
  return *result != NULL;
}

static void
finish (SlReviewPage *self, const GError *error)
{
  sl_review_composer_finish (get_composer (self), error != NULL ? error->message : NULL);
}

static void
added_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  SlReviewPage *self = SL_REVIEW_PAGE (any);
  g_autofree char *id = result;

  finish (self, error);
  if (error != NULL)
    return;
  sl_changes_view_clear_selection (self->changes);
  g_free (self->choose_next);
  self->choose_next = g_steal_pointer (&id);
  sl_review_page_reload (self);
}

static void
add_comment (SlReviewPage *self, const char *text)
{
  g_autofree char *start = g_strdup_printf ("%u", self->anchor_start);
  g_autofree char *end = g_strdup_printf ("%u", self->anchor_end);
  const char *arguments[] = {
    self->load->newer_id, self->anchor_kind, self->anchor_key, start, end, text, NULL
  };

  sl_review_call (GTK_WIDGET (self), self->review, call_add, arguments, added_cb, g_free);
}

/* Answering. */

static void
reply_cb (SlReviewPage *self, const char *id)
{
  SlComment *comment = sl_comments_pane_find (self->comments, id);
  g_autofree char *title = NULL, *quote = NULL;
  SlComposerOrder order = { .purpose = "reply", .subject = id, .max = get_max (self) };

  if (comment == NULL)
    return;
  title = g_strdup_printf (_ ("Reply to %s"), sl_comment_get (comment, "person-name"));
  quote = sl_text_ellipsize (sl_comment_get (comment, "body"), QUOTE_CHARACTERS);
  order.title = title;
  order.quote = quote;
  order.label = _ ("Add reply");
  open_composer (self, &order);
}

static gboolean
call_reply (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  *result = sl_comment_reply (review, arguments[0], arguments[1], error);
  return *result != NULL;
}

static void
replied_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  finish (SL_REVIEW_PAGE (any), error);
  g_free (result);
}

/* Closing, with its undo. */

typedef struct
{
  GWeakRef page;
  char *id;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->page);
  g_free (undo->id);
  g_free (undo);
}

static gboolean
call_reopen (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  return sl_comment_reopen (review, arguments[0], error);
}

static void
reopened_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  if (error != NULL)
    sl_window_toast (any, error->message, NULL, NULL);
}

static void
undo_cb (Undo *undo)
{
  g_autoptr (SlReviewPage) self = g_weak_ref_get (&undo->page);
  const char *arguments[] = { undo->id, NULL };

  if (self != NULL)
    sl_review_call (GTK_WIDGET (self), self->review, call_reopen, arguments, reopened_cb, NULL);
}

static gboolean
call_close (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  return sl_comment_close (review, arguments[0], arguments[1], error);
}

static void
closed_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  SlReviewPage *self = SL_REVIEW_PAGE (any);
  Undo *undo;

  if (sl_review_composer_is_open (get_composer (self)) && *arguments[1] != '\0')
    finish (self, error);
  else if (error != NULL)
    sl_window_toast (any, error->message, NULL, NULL);
  if (error != NULL)
    return;
  undo = g_new0 (Undo, 1);
  g_weak_ref_init (&undo->page, self);
  undo->id = g_strdup (arguments[0]);
  sl_window_toast (any, _ ("Comment closed"), NULL,
                   g_cclosure_new_swap (G_CALLBACK (undo_cb), undo, undo_free));
}

static void
close_comment (SlReviewPage *self, const char *id, const char *reason)
{
  const char *arguments[] = { id, reason, NULL };

  sl_review_call (GTK_WIDGET (self), self->review, call_close, arguments, closed_cb, NULL);
}

/* One's own is closed at once; another's with a reason. */
static void
close_cb (SlReviewPage *self, const char *id)
{
  SlComment *comment = sl_comments_pane_find (self->comments, id);
  SlPerson *person = sl_review_get_person (self->review);
  g_autofree char *title = NULL, *quote = NULL;
  SlComposerOrder order = { .purpose = "close", .subject = id, .max = get_max (self) };

  if (comment == NULL)
    return;
  if (g_str_equal (sl_comment_get (comment, "person-id"), sl_person_get_id (person)))
    {
      close_comment (self, id, "");
      return;
    }
  title = g_strdup_printf (_ ("Why is the comment of %s closed?"),
                           sl_comment_get (comment, "person-name"));
  quote = sl_text_ellipsize (sl_comment_get (comment, "body"), QUOTE_CHARACTERS);
  order.title = title;
  order.quote = quote;
  order.label = _ ("Close comment");
  open_composer (self, &order);
}

static void
written_cb (SlReviewPage *self, const char *purpose, const char *subject, const char *text)
{
  const char *arguments[] = { subject, text, NULL };

  if (g_str_equal (purpose, "comment"))
    add_comment (self, text);
  else if (g_str_equal (purpose, "reply"))
    sl_review_call (GTK_WIDGET (self), self->review, call_reply, arguments, replied_cb, g_free);
  else
    close_comment (self, subject, text);
}

/* Choosing. */

/* In the pages there are blocks only. */
static void
show_in_pages (SlReviewPage *self, const char *id)
{
  SlComment *comment = id != NULL ? sl_comments_pane_find (self->comments, id) : NULL;
  const char *key = NULL;
  guint start, end;

  if (comment != NULL && g_str_equal (sl_comment_get (comment, "anchor-kind"), "text"))
    sl_comment_get_place (comment, &key, &start, &end);
  sl_letter_view_set_current (self->pages, key, TRUE);
}

/* Among the answers there are records only. */
static void
show_in_answers (SlReviewPage *self, const char *id)
{
  SlComment *comment = id != NULL ? sl_comments_pane_find (self->comments, id) : NULL;
  const char *key, *kind = comment != NULL ? sl_comment_get (comment, "anchor-kind") : "";

  if (!g_str_equal (kind, "answer") && !g_str_equal (kind, "evidence"))
    return;
  sl_comment_get_place (comment, &key, NULL, NULL);
  sl_answers_view_show_record (self->answers, kind, key);
}

static void
comment_chosen_cb (SlReviewPage *self, const char *id)
{
  sl_changes_view_set_current_comment (self->changes, id, !self->quiet);
  if (!self->quiet)
    show_in_answers (self, id);
  show_in_pages (self, id);
}

static void
words_chosen_cb (SlReviewPage *self, const char *id)
{
  sl_comments_pane_choose (self->comments, id);
  sl_panes_set_show_end (self->panes, TRUE);
}

/* What a comment is about, where it is. */
static void
open_anchor_cb (SlReviewPage *self, const char *id)
{
  SlComment *comment = sl_comments_pane_find (self->comments, id);
  const char *kind;

  if (comment == NULL)
    return;
  kind = sl_comment_get (comment, "anchor-kind");
  if (g_str_equal (kind, "evidence") || g_str_equal (kind, "answer"))
    sl_review_page_show_record (self, kind, sl_comment_get (comment, "anchor-key"));
  else
    {
      if (sl_panes_get_covering (self->panes))
        sl_panes_set_show_end (self->panes, FALSE);
      comment_chosen_cb (self, id);
    }
}

void
sl_review_page_comments_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.comment", NULL, comment_action);
}

void
sl_review_page_comments_connect (SlReviewPage *self)
{
  g_signal_connect_swapped (self->comments, "chosen", G_CALLBACK (comment_chosen_cb), self);
  g_signal_connect_swapped (self->comments, "open-anchor", G_CALLBACK (open_anchor_cb), self);
  g_signal_connect_swapped (self->comments, "reply", G_CALLBACK (reply_cb), self);
  g_signal_connect_swapped (self->comments, "close", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->comments, "written", G_CALLBACK (written_cb), self);
  g_signal_connect_swapped (self->changes, "comment-chosen", G_CALLBACK (words_chosen_cb), self);
}
