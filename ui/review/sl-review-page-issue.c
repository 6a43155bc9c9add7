/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include "base/sl-out-file.h"
#include "base/sl-text.h"
#include "review/sl-issue-window.h"
#include "review/sl-outcome-window.h"
#include "review/sl-review-task.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* After approval: the response is issued, its sealed PDF saved elsewhere, and what became of it
 * recorded. The windows ask; the calls run from the page. */

static GtkWindow *
get_window (SlReviewPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show_window (SlReviewPage *self, gpointer window)
{
  g_set_weak_pointer (&self->asking, GTK_WIDGET (window));
  gtk_window_present (GTK_WINDOW (window));
}

/* Issue. */

static gboolean
call_issue (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  *result = sl_review_issue (review, arguments[0], arguments[1], arguments[2], arguments[3], error);
  return *result != NULL;
}

static void
issued_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  SlReviewPage *self = SL_REVIEW_PAGE (any);
  g_autoptr (SlIssue) issue = result;

  if (error != NULL && SL_IS_ISSUE_WINDOW (self->asking))
    {
      sl_issue_window_refuse (SL_ISSUE_WINDOW (self->asking), error->message);
      return;
    }
  if (SL_IS_ISSUE_WINDOW (self->asking))
    gtk_window_close (GTK_WINDOW (self->asking));
  sl_window_toast (any, error != NULL ? error->message : _ ("Issued and sealed"), NULL, NULL);
}

static void
issue_cb (SlReviewPage *self, const char *date, const char *way, const char *to)
{
  const char *arguments[] = { sl_review_page_get_paper_id (self), date, way, to, NULL };

  sl_review_call (GTK_WIDGET (self), self->review, call_issue, arguments, issued_cb,
                  g_object_unref);
}

static void
issue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  g_autoptr (SlVersion) newest = NULL;
  SlIssueWindow *window;
  gboolean report;

  if (self->load == NULL || self->load->issue != NULL)
    return;
  newest = g_list_model_get_item (self->load->state->versions, 0);
  if (newest == NULL)
    return;
  report = !sl_paper_is_response (self->load->state->paper);
  window = sl_issue_window_new (get_window (self), sl_version_get_number (newest),
                                report ? "" : sl_case_get (self->planning_case, "authority-name"));
  if (report)
    gtk_window_set_title (GTK_WINDOW (window), self->load->state->paper->title);
  g_signal_connect_object (window, "issue", G_CALLBACK (issue_cb), self, G_CONNECT_SWAPPED);
  show_window (self, window);
}

/* A copy of the sealed bytes. */

static gboolean
call_save (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  SlLibrary *library = sl_review_get_library (review);
  g_autoptr (SlIssue) issue = sl_issue_load (sl_library_get_store (library), arguments[0], error);
  g_autoptr (GBytes) pdf = issue != NULL ? sl_issue_load_pdf (issue, library, error) : NULL;

  return pdf != NULL && sl_out_file_write (arguments[1], pdf, error);
}

static void
saved_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (arguments[1]);
  g_autofree char *text = error != NULL ? g_strdup (error->message)
                                        : g_strdup_printf (_ ("%s written"), name);

  sl_window_toast (any, text, NULL, NULL);
}

static void
place_chosen_cb (GtkNativeDialog *dialog, int response, SlReviewPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      const char *arguments[] = { sl_review_page_get_paper_id (self), g_file_peek_path (file),
                                  NULL };

      sl_review_call (GTK_WIDGET (self), self->review, call_save, arguments, saved_cb, NULL);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save a copy of what was issued"), get_window (self), GTK_FILE_CHOOSER_ACTION_SAVE,
      _ ("_Save"), NULL);
  const SlPaper *paper = self->load->state->paper;
  gboolean response = sl_paper_is_response (paper);
  g_autofree char *safe = g_strdelimit (
      g_strdup (response ? sl_case_get (self->planning_case, "reference") : paper->title), "/\\",
      '-');
  g_autofree char *proposed = g_strdup_printf (
      response ? _ ("OFFICIAL Response %s.pdf") : _ ("OFFICIAL %s.pdf"), safe);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposed);
  g_signal_connect_object (chooser, "response", G_CALLBACK (place_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The outcome. */

static gboolean
call_rows (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  *result = sl_outcome_list_rows (review, arguments[0], error);
  return *result != NULL;
}

/* @arguments: case, decision, date, note, and four strings for each recommendation. */
static gboolean
call_record (SlReview *review, const char *const *arguments, gpointer *result, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (SlOutcomeItem));

  for (guint i = 4; arguments[i] != NULL; i += 4)
    {
      SlOutcomeItem item = { arguments[i], arguments[i + 1], arguments[i + 2], arguments[i + 3] };

      g_array_append_val (items, item);
    }
  return sl_review_record_outcome (review, arguments[0], arguments[1], arguments[2], arguments[3],
                                   (const SlOutcomeItem *) items->data, items->len, error);
}

static void
recorded_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  SlReviewPage *self = SL_REVIEW_PAGE (any);

  if (error != NULL && SL_IS_OUTCOME_WINDOW (self->asking))
    {
      sl_outcome_window_refuse (SL_OUTCOME_WINDOW (self->asking), error->message);
      return;
    }
  if (SL_IS_OUTCOME_WINDOW (self->asking))
    gtk_window_close (GTK_WINDOW (self->asking));
  sl_window_toast (any, error != NULL ? error->message : _ ("Outcome recorded"), NULL, NULL);
}

static void
record_cb (SlReviewPage *self, const char *decision, const char *date, const char *note)
{
  g_auto (GStrv) items = sl_outcome_window_dup_items (SL_OUTCOME_WINDOW (self->asking));
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (gpointer) sl_review_page_get_case_id (self));
  g_ptr_array_add (arguments, (gpointer) decision);
  g_ptr_array_add (arguments, (gpointer) date);
  g_ptr_array_add (arguments, (gpointer) note);
  for (guint i = 0; items[i] != NULL; i++)
    g_ptr_array_add (arguments, items[i]);
  g_ptr_array_add (arguments, NULL);
  sl_review_call (GTK_WIDGET (self), self->review, call_record,
                  (const char *const *) arguments->pdata, recorded_cb, NULL);
}

static void
rows_read_cb (GtkWidget *any, const char *const *arguments, gpointer result, const GError *error)
{
  SlReviewPage *self = SL_REVIEW_PAGE (any);
  g_autoptr (GListModel) rows = result;
  SlOutcomeWindow *window;

  if (error != NULL)
    {
      sl_window_toast (any, error->message, NULL, NULL);
      return;
    }
  window = sl_outcome_window_new (get_window (self), rows,
                                  self->load != NULL ? self->load->outcome : NULL);
  g_signal_connect_object (window, "record", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  show_window (self, window);
}

static void
outcome_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  const char *arguments[] = { sl_review_page_get_case_id (self), NULL };

  if (self->load != NULL && self->load->issue != NULL)
    sl_review_call (widget, self->review, call_rows, arguments, rows_read_cb, g_object_unref);
}

void
sl_review_page_issue_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.issue", NULL, issue_action);
  gtk_widget_class_install_action (widget_class, "review.save-copy", NULL, save_copy_action);
  gtk_widget_class_install_action (widget_class, "review.outcome", NULL, outcome_action);
}
