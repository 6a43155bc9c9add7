/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include "case/sl-case-page.h"
#include "documents/sl-document-records.h"
#include "review/sl-subject-row.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* The ways between the review and the records that it is about: to the item and the page, and from
 * them back to a comment. */

static SlCasePage *
get_case_page (SlReviewPage *self)
{
  return SL_CASE_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), SL_TYPE_CASE_PAGE));
}

static void
show_evidence (SlReviewPage *self, SlCasePage *page, const char *evidence_id)
{
  g_autoptr (SlEvidence) evidence = sl_evidence_records_load (
      sl_casebook_get_store (self->casebook), evidence_id, NULL);

  if (evidence == NULL)
    sl_window_toast (GTK_WIDGET (self), _ ("This evidence is no longer in the case"), NULL, NULL);
  else
    sl_case_page_show_document (page, sl_evidence_get (evidence, "document-id"),
                                sl_evidence_get_page_number (evidence), evidence_id);
}

/**
 * sl_review_page_show_record:
 * @kind: "answer" or "evidence"
 * @key: the item's or the evidence's id
 *
 * Turns to the view where the record is worked on.
 */
void
sl_review_page_show_record (SlReviewPage *self, const char *kind, const char *key)
{
  SlCasePage *page = get_case_page (self);

  if (page == NULL)
    return;
  if (g_str_equal (kind, "evidence"))
    show_evidence (self, page, key);
  else
    sl_case_page_show_item (page, key);
}

static void
record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  const char *kind, *key;

  if (self->load == NULL)
    return;
  g_variant_get (parameter, "(&s&s)", &kind, &key);
  if (g_str_equal (name, "review.comment-on"))
    sl_review_page_comment_on (self, kind, key);
  else
    sl_review_page_show_record (self, kind, key);
}

static void
show_comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);

  sl_comments_pane_choose (self->comments, g_variant_get_string (parameter, NULL));
  sl_panes_set_show_end (self->panes, TRUE);
}

/* A wish from another view: a comment to be made, or (of the kind "comment") to be shown, or a
 * paper to be turned to. */
static void
wish (SlReviewPage *self, const char *kind, const char *key)
{
  if (g_str_equal (kind, "paper"))
    {
      sl_review_page_show_paper (self, key);
      return;
    }
  /* The records of a case are what its response rests on. */
  if (!g_str_equal (kind, "comment"))
    sl_review_page_show_paper (self, sl_review_page_get_case_id (self));
  g_free (self->wish_kind);
  self->wish_kind = g_strdup (kind);
  g_free (self->wish_key);
  self->wish_key = g_strdup (key);
  sl_review_page_reload (self);
}

static void
show_wished (SlReviewPage *self, const char *kind, const char *key)
{
  if (g_str_equal (kind, "comment"))
    {
      sl_comments_pane_choose (self->comments, key);
      sl_panes_set_show_end (self->panes, TRUE);
      return;
    }
  sl_review_page_set_mode (self, SL_REVIEW_ANSWERS);
  sl_answers_view_show_record (self->answers, kind, key);
  sl_review_page_comment_on (self, kind, key);
}

/**
 * sl_review_page_take_wish:
 *
 * A comment is made on the newest version: where another is shown, that one is read first.
 */
void
sl_review_page_take_wish (SlReviewPage *self)
{
  g_autoptr (SlVersion) newest = g_list_model_get_item (self->load->state->versions, 0);
  g_autofree char *kind = NULL, *key = NULL;

  if (self->wish_kind == NULL)
    return;
  if (newest != NULL && !g_str_equal (self->wish_kind, "comment") &&
      !g_str_equal (self->load->newer_id, sl_version_get_id (newest)))
    {
      sl_review_page_choose (self, sl_version_get_id (newest), NULL);
      return;
    }
  kind = g_steal_pointer (&self->wish_kind);
  key = g_steal_pointer (&self->wish_key);
  if (newest != NULL)
    show_wished (self, kind, key);
}

/**
 * sl_review_page_records_connect:
 *
 * Listens to the case's other views, once the page stands beside them.
 */
void
sl_review_page_records_connect (SlReviewPage *self)
{
  SlCasePage *page = get_case_page (self);

  if (page == NULL)
    return;
  g_signal_handlers_disconnect_by_func (page, wish, self);
  g_signal_connect_object (page, "comment-wanted", G_CALLBACK (wish), self, G_CONNECT_SWAPPED);
}

void
sl_review_page_records_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.comment-on", "(ss)", record_action);
  gtk_widget_class_install_action (widget_class, "review.show-record", "(ss)", record_action);
  gtk_widget_class_install_action (widget_class, "review.show-comment", "s", show_comment_action);
}
