/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include "review/sl-review-task.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* The steps of a version: sent, taken back, returned, approved; and the prompts that a manager
 * ticks on the way. Each is a function of review/, which refuses with a sentence. */

static SlReviewComposer *
get_composer (SlReviewPage *self)
{
  return sl_review_foot_get_composer (self->foot);
}

static void
open_composer (SlReviewPage *self,
               const char *purpose,
               const char *title,
               const char *label,
               gboolean optional)
{
  SlComposerOrder order = {
    .purpose = purpose, .subject = "", .title = title, .label = label, .optional = optional
  };

  order.max = sl_review_rules_get_max_comment (sl_review_get_rules (self->review));
  sl_review_composer_open (get_composer (self), &order);
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_composer (SL_REVIEW_PAGE (widget), "submit", _ ("A note for the reviewer, if you like"),
                 _ ("Send for review"), TRUE);
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_composer (SL_REVIEW_PAGE (widget), "take-back", _ ("Why is it taken back?"), _ ("Take back"),
                 TRUE);
}

static void
return_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_composer (SL_REVIEW_PAGE (widget), "return", _ ("Why is it returned?"), _ ("Return"), FALSE);
}

/* The remark is the subject: its sentence stands above the reason. */
static void
overrule_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  const char *key = g_variant_get_string (parameter, NULL);
  SlComposerOrder order = { .purpose = "overrule",
                            .subject = key,
                            .title = _ ("Why is this remark overruled?"),
                            .label = _ ("Overrule") };

  for (guint i = 0; i < self->load->state->checks->len; i++)
    {
      const SlReviewCheck *check = g_ptr_array_index (self->load->state->checks, i);

      if (g_str_equal (check->remark_key, key))
        order.quote = check->text;
    }
  order.max = sl_review_rules_get_max_comment (sl_review_get_rules (self->review));
  if (sl_panes_get_covering (self->panes))
    sl_panes_set_show_start (self->panes, FALSE);
  sl_review_composer_open (get_composer (self), &order);
}

static gboolean
call_overrule (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  return sl_review_overrule (review, arguments[1], arguments[3], arguments[2], error);
}

static gboolean
call_submit (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  *result = sl_review_submit (review, arguments[1], arguments[2], error);
  return *result != NULL;
}

static gboolean
call_take_back (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  return sl_review_withdraw (review, arguments[1], arguments[2], error);
}

static gboolean
call_return (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  return sl_review_return (review, arguments[1], arguments[2], error);
}

static gboolean
call_approve (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  return sl_review_approve (review, arguments[1], arguments[2], error);
}

static const struct
{
  const char *purpose;
  SlReviewCall call;
  const char *done; /* what the toast says */
} steps[] = {
  { "submit", call_submit, N_ ("Sent for review") },
  { "take-back", call_take_back, N_ ("Taken back") },
  { "return", call_return, N_ ("Returned to the author") },
  { "approve", call_approve, N_ ("Approved") },
  { "overrule", call_overrule, N_ ("Remark overruled") },
};

static void
stepped_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  SlReviewPage *self = SL_REVIEW_PAGE (any);
  gboolean written = !g_str_equal (arguments[0], "approve");

  if (result != NULL)
    g_object_unref (result);
  if (written)
    sl_review_composer_finish (get_composer (self), error != NULL ? error->message : NULL);
  else if (error != NULL)
    sl_window_toast (any, error->message, NULL, NULL);
  if (error != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].purpose, arguments[0]))
      sl_window_toast (any, _ (steps[i].done), NULL, NULL);
  /* What was chosen before is not what one comes for now. */
  g_clear_pointer (&self->newer, g_free);
  g_clear_pointer (&self->older, g_free);
  sl_review_page_reload (self);
}

static void
take_step (SlReviewPage *self, const char *purpose, const char *subject, const char *text)
{
  const char *arguments[] = { purpose, sl_review_page_get_paper_id (self), text, subject, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].purpose, purpose))
      sl_review_call (GTK_WIDGET (self), self->review, steps[i].call, arguments, stepped_cb,
                      g_object_unref);
}

static void
approve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_step (SL_REVIEW_PAGE (widget), "approve", "", "");
}

static void
written_cb (SlReviewPage *self, const char *purpose, const char *subject, const char *text)
{
  take_step (self, purpose, subject, text);
}

/* Prompts. */

static gboolean
call_prompt (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  return sl_prompt_set (review, arguments[0], arguments[1], g_str_equal (arguments[2], "done"),
                        error);
}

static void
prompted_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  if (error != NULL)
    sl_window_toast (any, error->message, NULL, NULL);
}

static void
prompt_set_cb (SlReviewPage *self, const char *prompt_id, gboolean done)
{
  g_autoptr (SlVersion) newest = g_list_model_get_item (self->load->state->versions, 0);
  const char *arguments[] = { newest != NULL ? sl_version_get_id (newest) : NULL, prompt_id,
                              done ? "done" : "", NULL };

  if (newest != NULL)
    sl_review_call (GTK_WIDGET (self), self->review, call_prompt, arguments, prompted_cb, NULL);
}

void
sl_review_page_decide_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "review.take-back", NULL, take_back_action);
  gtk_widget_class_install_action (widget_class, "review.return", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "review.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "review.overrule", "s", overrule_action);
}

void
sl_review_page_decide_connect (SlReviewPage *self)
{
  g_signal_connect_swapped (self->foot, "written", G_CALLBACK (written_cb), self);
  g_signal_connect_swapped (self->versions, "prompt-set", G_CALLBACK (prompt_set_cb), self);
}
