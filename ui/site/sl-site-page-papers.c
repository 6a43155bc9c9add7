/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "base/sl-out-file.h"
#include "case/sl-case-page.h"
#include "reports/sl-report.h"
#include "review/sl-review-words.h"
#include "site/sl-site-page-private.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Papers of the record as PDF. Composing draws photographs in the worker, so that it is done in a
 * thread, on what the store says then. */

typedef struct
{
  GWeakRef page;
  SlCasebook *casebook;
  SlPerson *author;
  char *report_id;
  char *case_id;
  char *sheet_id;
  char *path;
} Paper;

static void
paper_free (Paper *paper)
{
  g_weak_ref_clear (&paper->page);
  g_clear_object (&paper->casebook);
  g_clear_object (&paper->author);
  g_free (paper->report_id);
  g_free (paper->case_id);
  g_free (paper->sheet_id);
  g_free (paper->path);
  g_free (paper);
}

static void
write_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Paper *paper = data;
  const SlReportContext context = { .library = sl_casebook_get_library (paper->casebook),
                                    .packs = sl_casebook_get_packs (paper->casebook),
                                    .policy = sl_casebook_get_policy (paper->casebook),
                                    .author = paper->author };
  GError *error = NULL;
  g_autoptr (SlLetter) letter = sl_report_compose (&context, paper->report_id, paper->case_id,
                                                   paper->sheet_id, &error);
  g_autoptr (GBytes) pdf = letter != NULL ? sl_letter_render_pdf (letter, &error) : NULL;

  if (pdf != NULL && sl_out_file_write (paper->path, pdf, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paper *paper = g_task_get_task_data (G_TASK (result));
  g_autoptr (SlSitePage) self = g_weak_ref_get (&paper->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_basename (paper->path);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("%s written"), shown);
  else
    text = g_strdup (error->message);
  if (self != NULL && SL_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))))
    sl_window_toast (GTK_WIDGET (self), text, NULL, NULL);
}

static void
place_chosen_cb (GtkNativeDialog *dialog, int response, Paper *paper)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, NULL);

      paper->path = g_file_get_path (file);
      g_task_set_source_tag (task, place_chosen_cb);
      g_task_set_name (task, "paper of a record");
      g_task_set_task_data (task, paper, (GDestroyNotify) paper_free);
      g_task_run_in_thread (task, write_worker);
    }
  else
    paper_free (paper);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save_paper_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);
  g_autofree SlReportKind *kind = sl_report_kind_find (sl_casebook_get_packs (self->casebook),
                                                       g_variant_get_string (parameter, NULL));
  g_autofree char *reference = NULL;
  g_autofree char *proposed = NULL;
  GtkFileChooserNative *chooser;
  Paper *paper;

  if (kind == NULL || self->sheet == NULL)
    return;
  sl_sheet_view_flush (self->view);
  reference = g_strdelimit (g_strdup (sl_sheet_get (self->sheet, "reference")), "/\\", '-');
  proposed = g_strdup_printf ("OFFICIAL %s %s.pdf", kind->title, reference);
  paper = g_new0 (Paper, 1);
  g_weak_ref_init (&paper->page, self);
  paper->casebook = g_object_ref (self->casebook);
  paper->author = g_object_ref (sl_casebook_get_person (self->casebook));
  paper->report_id = g_strdup (kind->id);
  paper->case_id = g_strdup (sl_case_get_id (self->planning_case));
  if (!g_str_equal (kind->kind, "case"))
    paper->sheet_id = g_strdup (sl_sheet_get_id (self->sheet));
  chooser = gtk_file_chooser_native_new (kind->title, GTK_WINDOW (gtk_widget_get_root (widget)),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposed);
  g_signal_connect (chooser, "response", G_CALLBACK (place_chosen_cb), paper);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Minutes and reports go through quality assurance before they leave: that is done in the review.
 */
static void
review_paper_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);
  GtkWidget *page = gtk_widget_get_ancestor (widget, SL_TYPE_CASE_PAGE);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPaperLine) line = NULL;

  if (self->sheet == NULL || page == NULL)
    return;
  sl_sheet_view_flush (self->view);
  line = sl_papers_find (sl_casebook_get_review (self->casebook), sl_sheet_get_id (self->sheet),
                         g_variant_get_string (parameter, NULL), &error);
  if (line == NULL)
    sl_window_toast (widget, error->message, NULL, NULL);
  else
    sl_case_page_show_paper (SL_CASE_PAGE (page), line->paper->id);
}

/* Those of the record that go outside, with where each stands. */
static void
append_reviews (SlSitePage *self, GMenu *menu, GPtrArray *kinds)
{
  for (guint i = 0; kinds != NULL && i < kinds->len; i++)
    {
      const SlReportKind *kind = g_ptr_array_index (kinds, i);
      g_autoptr (SlPaperLine) line = NULL;
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *label = NULL;

      if (!kind->leaves)
        continue;
      line = sl_papers_find (sl_casebook_get_review (self->casebook), sl_sheet_get_id (self->sheet),
                             kind->id, NULL);
      label = line != NULL && *line->state != '\0'
                  ? g_strdup_printf ("%s · %s", kind->title, sl_review_state_word (line->state))
                  : g_strdup (kind->title);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "site.review-paper", "s", kind->id);
      g_menu_append_item (menu, item);
    }
}

static void
append_kinds (GMenu *menu, GPtrArray *kinds)
{
  for (guint i = 0; kinds != NULL && i < kinds->len; i++)
    {
      const SlReportKind *kind = g_ptr_array_index (kinds, i);
      g_autofree char *label = g_strdup_printf ("%s…", kind->title);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "site.save-paper", "s", kind->id);
      g_menu_append_item (menu, item);
    }
}

/* What can be made of this record, and of the whole case. */
void
sl_site_page_update_papers (SlSitePage *self)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->casebook);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) of_sheet = g_menu_new ();
  g_autoptr (GMenu) of_case = g_menu_new ();
  g_autoptr (GMenu) to_review = g_menu_new ();
  g_autoptr (GPtrArray) kinds = NULL;
  g_autoptr (GPtrArray) case_kinds = NULL;

  if (self->sheet == NULL)
    return;
  kinds = sl_report_kinds_list (packs, sl_sheet_get (self->sheet, "kind"),
                                sl_form_get_id (sl_sheet_get_form (self->sheet)));
  case_kinds = sl_report_kinds_list (packs, "case", NULL);
  append_kinds (of_sheet, kinds);
  append_kinds (of_case, case_kinds);
  append_reviews (self, to_review, kinds);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (of_sheet));
  if (g_menu_model_get_n_items (G_MENU_MODEL (to_review)) > 0)
    g_menu_append_section (menu, _ ("Review, and issue"), G_MENU_MODEL (to_review));
  g_menu_append_section (menu, _ ("Of the case"), G_MENU_MODEL (of_case));
  gtk_menu_button_set_menu_model (self->papers, G_MENU_MODEL (menu));
}

void
sl_site_page_papers_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "site.save-paper", "s", save_paper_cb);
  gtk_widget_class_install_action (widget_class, "site.review-paper", "s", review_paper_cb);
}
