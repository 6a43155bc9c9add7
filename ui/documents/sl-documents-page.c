/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents-page"
#include "config.h"

#include "documents/sl-documents-page.h"

#include "assessment/sl-assessment.h"
#include "base/sl-id.h"
#include "case/sl-case-page.h"
#include "documents/sl-document-details.h"
#include "documents/sl-document-records.h"
#include "documents/sl-documents-list.h"
#include "documents/sl-evidence-card.h"
#include "settings/sl-settings.h"
#include "sl-window.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-panes.h"

#include <glib/gi18n.h>

/* Documents: list | page | evidence. The page holds the records of the case as lists and rereads
 * them when the store says that they changed. Past 600 lines because three panes and the evidence
 * that passes between them meet here. */

typedef enum
{
  SCOPE_DOCUMENT,
  SCOPE_PAGE,
  SCOPE_ALL,
} Scope;

struct _SlDocumentsPage
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  SlAssessment *assessment; /* for the verdicts on the cards; NULL before there is one */
  GListModel *documents;
  GListModel *evidence; /* of the case */
  GListStore *numbered; /* of the shown document, in the order of the pins */
  char *current;        /* evidence id */
  char *edit_next;      /* evidence just added: its note is asked for */
  guint reload;
  gboolean stale; /* the records changed since they were read */
  gboolean silent;

  SlPanes *panes;
  SlDocumentsList *list;
  SlPagePane *pages;
  GtkWidget *list_button;
  GtkLabel *number;
  GtkLabel *title;
  GtkWidget *details_button;
  SlDocumentDetails *details;
  GtkWidget *evidence_button;
  GtkWidget *back_button;
  GtkLabel *evidence_count;
  GtkDropDown *scope;
  GtkListBox *cards;
  GtkWidget *hint;
};

G_DEFINE_FINAL_TYPE (SlDocumentsPage, sl_documents_page, GTK_TYPE_WIDGET)

static SlDocument *
find_document (SlDocumentsPage *self, const char *document_id)
{
  for (guint i = 0; self->documents != NULL && i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->documents, i);

      if (g_strcmp0 (sl_document_get_id (document), document_id) == 0)
        return document;
    }
  return NULL;
}

static SlEvidence *
find_evidence (SlDocumentsPage *self, const char *evidence_id)
{
  for (guint i = 0; self->evidence != NULL && i < g_list_model_get_n_items (self->evidence); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (self->evidence, i);

      if (g_strcmp0 (sl_evidence_get (evidence, "id"), evidence_id) == 0)
        return evidence;
    }
  return NULL;
}

/* The first answer that rests on this evidence; NULL when none does. */
static SlAnswer *
find_answer (SlDocumentsPage *self, const char *evidence_id)
{
  GListModel *answers = self->assessment != NULL ? sl_assessment_get_answers (self->assessment)
                                                 : NULL;

  for (guint i = 0; answers != NULL && i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);
      GListModel *list = sl_answer_get_evidence (answer);

      for (guint j = 0; j < g_list_model_get_n_items (list); j++)
        {
          g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, j);

          if (g_strcmp0 (sl_evidence_get (evidence, "id"), evidence_id) == 0)
            return answer;
        }
    }
  return NULL;
}

static SlCasePage *
get_case_page (SlDocumentsPage *self)
{
  return SL_CASE_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), SL_TYPE_CASE_PAGE));
}

/* Cards. */

static void
remove_cb (SlEvidenceCard *card, SlDocumentsPage *self)
{
  const char *id = sl_evidence_get (sl_evidence_card_get_evidence (card), "id");

  sl_window_apply (GTK_WIDGET (self),
                   sl_evidence_change_remove (id, sl_case_get_id (self->planning_case), TRUE), NULL,
                   NULL);
  sl_window_toast_undo (
      GTK_WIDGET (self), _ ("Evidence removed"),
      sl_evidence_change_remove (id, sl_case_get_id (self->planning_case), FALSE));
}

static void
note_changed_cb (SlEvidenceCard *card, const char *note, SlDocumentsPage *self)
{
  const char *id = sl_evidence_get (sl_evidence_card_get_evidence (card), "id");

  sl_window_apply (GTK_WIDGET (self),
                   sl_evidence_change_note (id, sl_case_get_id (self->planning_case), note), NULL,
                   NULL);
}

static void
open_item_cb (SlEvidenceCard *card, const char *item_id, SlDocumentsPage *self)
{
  SlCasePage *case_page = get_case_page (self);

  if (case_page != NULL)
    sl_case_page_show_item (case_page, item_id);
}

static SlEvidenceCard *
get_card (GtkListBoxRow *row)
{
  return SL_EVIDENCE_CARD (gtk_list_box_row_get_child (row));
}

static void
add_card (SlDocumentsPage *self, SlEvidence *evidence, guint number)
{
  const char *id = sl_evidence_get (evidence, "id");
  SlDocument *document = find_document (self, sl_evidence_get (evidence, "document-id"));
  GtkWidget *card = sl_evidence_card_new (evidence, number, document, find_answer (self, id));
  GtkListBoxRow *row;

  g_signal_connect_object (card, "remove", G_CALLBACK (remove_cb), self, 0);
  g_signal_connect_object (card, "note-changed", G_CALLBACK (note_changed_cb), self, 0);
  g_signal_connect_object (card, "open-item", G_CALLBACK (open_item_cb), self, 0);
  gtk_list_box_append (self->cards, card);
  row = GTK_LIST_BOX_ROW (gtk_widget_get_parent (card));
  if (g_strcmp0 (id, self->current) == 0)
    {
      gtk_list_box_select_row (self->cards, row);
      sl_evidence_card_set_current (SL_EVIDENCE_CARD (card), TRUE);
    }
  if (g_strcmp0 (id, self->edit_next) == 0)
    {
      g_clear_pointer (&self->edit_next, g_free);
      sl_evidence_card_edit (SL_EVIDENCE_CARD (card));
    }
}

static void
update_cards (SlDocumentsPage *self)
{
  SlDocument *document = sl_page_pane_get_document (self->pages);
  guint page = sl_page_view_get_page (sl_page_pane_get_view (self->pages)) + 1;
  Scope scope = gtk_drop_down_get_selected (self->scope);
  g_autofree char *count = NULL;
  GtkListBoxRow *row;
  guint n_shown = 0;

  self->silent = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->cards, 0)) != NULL)
    gtk_list_box_remove (self->cards, GTK_WIDGET (row));
  g_list_store_remove_all (self->numbered);
  for (guint i = 0; self->evidence != NULL && i < g_list_model_get_n_items (self->evidence); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (self->evidence, i);
      gboolean here = document != NULL && g_strcmp0 (sl_evidence_get (evidence, "document-id"),
                                                     sl_document_get_id (document)) == 0;

      if (here)
        g_list_store_append (self->numbered, evidence);
      if (scope == SCOPE_ALL ||
          (here && (scope == SCOPE_DOCUMENT || sl_evidence_get_page_number (evidence) == page)))
        {
          n_shown++;
          add_card (self, evidence,
                    scope == SCOPE_ALL ? i + 1
                                       : g_list_model_get_n_items (G_LIST_MODEL (self->numbered)));
        }
    }
  self->silent = FALSE;
  count = g_strdup_printf (scope == SCOPE_PAGE  ? _ ("%u on this page")
                           : scope == SCOPE_ALL ? _ ("%u in this case")
                                                : _ ("%u here"),
                           n_shown);
  gtk_label_set_label (self->evidence_count, count);
  sl_page_pane_set_evidence (self->pages, G_LIST_MODEL (self->numbered));
}

static void
set_current (SlDocumentsPage *self, const char *evidence_id)
{
  GtkListBoxRow *row;
  g_autofree char *id = g_strdup (evidence_id);

  g_free (self->current);
  self->current = g_steal_pointer (&id);
  self->silent = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->cards, i)) != NULL; i++)
    {
      SlEvidenceCard *card = get_card (row);
      gboolean current = g_strcmp0 (sl_evidence_get (sl_evidence_card_get_evidence (card), "id"),
                                    self->current) == 0;

      sl_evidence_card_set_current (card, current);
      if (current)
        gtk_list_box_select_row (self->cards, row);
    }
  self->silent = FALSE;
}

static void
card_selected_cb (SlDocumentsPage *self, GtkListBoxRow *row)
{
  SlEvidence *evidence;
  SlDocument *document;

  if (self->silent || row == NULL)
    return;
  evidence = sl_evidence_card_get_evidence (get_card (row));
  document = find_document (self, sl_evidence_get (evidence, "document-id"));
  set_current (self, sl_evidence_get (evidence, "id"));
  if (document == NULL)
    return;
  sl_documents_list_select (self->list, sl_document_get_id (document));
  sl_page_pane_show_evidence (self->pages, document, evidence);
  if (sl_panes_get_covering (self->panes))
    sl_panes_set_show_end (self->panes, FALSE);
}

static void
pin_activated_cb (SlPageView *view, const char *evidence_id, SlDocumentsPage *self)
{
  set_current (self, evidence_id);
  if (sl_panes_get_end_folded (self->panes))
    sl_panes_set_show_end (self->panes, TRUE);
}

static void
page_changed_cb (SlPageView *view, GParamSpec *pspec, SlDocumentsPage *self)
{
  if (gtk_drop_down_get_selected (self->scope) == SCOPE_PAGE)
    update_cards (self);
}

static void
scope_changed_cb (SlDocumentsPage *self)
{
  if (self->numbered != NULL)
    update_cards (self);
}

/* The page. */

static void
update_title (SlDocumentsPage *self)
{
  SlDocument *document = sl_page_pane_get_document (self->pages);
  const char *number = document != NULL ? sl_document_get (document, "drawing-number") : "";
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->details_button,
                          document != NULL && !sl_panes_get_covering (self->panes));
  gtk_widget_set_visible (GTK_WIDGET (self->number), *number != '\0');
  if (document == NULL)
    return;
  name = g_strdup_printf ("%s %s", number, sl_document_get (document, "revision"));
  gtk_label_set_label (self->number, g_strstrip (name));
  gtk_label_set_label (self->title, sl_document_get (document, "title"));
  sl_document_details_set_document (self->details, document);
}

static void
show_document (SlDocumentsPage *self, SlDocument *document)
{
  update_title (self);
  update_cards (self);
  if (sl_panes_get_start_folded (self->panes))
    sl_panes_set_show_start (self->panes, FALSE);
}

static void
document_chosen_cb (SlDocumentsPage *self, SlDocument *document)
{
  sl_page_pane_show_document (self->pages, document, 0);
  show_document (self, document);
}

static void
hit_chosen_cb (SlDocumentsPage *self,
               SlDocument *document,
               guint page,
               const char *excerpt,
               const char *const *words)
{
  /* The excerpt may begin or end with an ellipsis: its first marked word leads to the place. */
  sl_page_pane_show_quotation (self->pages, document, page, words[0] != NULL ? words[0] : excerpt,
                               words);
  show_document (self, document);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *id = data;
  SlDocumentsPage *self = SL_DOCUMENTS_PAGE (source);
  g_autoptr (GError) error = NULL;

  if (!sl_window_apply_finish (result, &error))
    return;
  sl_page_view_clear_selection (sl_page_pane_get_view (self->pages));
  set_current (self, id);
  if (sl_panes_get_end_folded (self->panes))
    sl_panes_set_show_end (self->panes, TRUE);
}

static void
evidence_wanted_cb (SlDocumentsPage *self)
{
  SlPageView *view = sl_page_pane_get_view (self->pages);
  SlDocument *document = sl_page_pane_get_document (self->pages);
  g_autofree char *quotation = NULL;
  g_autofree char *id = sl_id_new ();
  cairo_rectangle_t region;
  SlEvidenceValues values = { 0 };
  guint page;

  if (document == NULL || !sl_page_view_get_selection (view, &page, &region, &quotation))
    return;
  values.evidence_id = id;
  values.case_id = sl_case_get_id (self->planning_case);
  values.document_id = sl_document_get_id (document);
  values.page_number = page + 1;
  values.quotation = quotation;
  values.note = "";
  values.has_region = region.width > 0 && region.height > 0;
  values.x = region.x;
  values.y = region.y;
  values.width = region.width;
  values.height = region.height;
  g_free (self->edit_next);
  self->edit_next = g_strdup (id);
  sl_window_apply (GTK_WIDGET (self), sl_evidence_change_add (&values), added_cb, g_strdup (id));
}

/* Reading the records. */

static void
load (SlDocumentsPage *self)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  const char *case_id = sl_case_get_id (self->planning_case);
  SlDocument *shown = sl_page_pane_get_document (self->pages);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) documents = sl_document_records_list (store, case_id, &error);
  g_autoptr (GListModel) evidence = NULL;

  if (documents != NULL)
    evidence = sl_evidence_records_list (store, case_id, NULL, &error);
  if (evidence == NULL)
    {
      g_warning ("The documents cannot be listed: %s", error->message);
      return;
    }
  g_set_object (&self->documents, documents);
  g_set_object (&self->evidence, evidence);
  if (self->assessment != NULL)
    sl_assessment_reload (self->assessment, NULL);
  else
    self->assessment = sl_assessment_load (store, sl_casebook_get_packs (self->casebook), case_id,
                                           NULL);
  sl_documents_list_set_documents (self->list, documents);
  if (shown != NULL && (shown = find_document (self, sl_document_get_id (shown))) != NULL)
    sl_page_pane_show_document (self->pages, shown, 0);
  update_title (self);
  update_cards (self);
}

/* Read when it is to be seen. */
static void
ensure_loaded (SlDocumentsPage *self)
{
  g_clear_handle_id (&self->reload, g_source_remove);
  if (!self->stale)
    return;
  self->stale = FALSE;
  load (self);
}

static gboolean
reload_cb (gpointer data)
{
  SlDocumentsPage *self = data;

  self->reload = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ensure_loaded (self);
  return G_SOURCE_REMOVE;
}

/* One emission comes for each record of a change: they are answered together. */
static void
store_changed_cb (SlDocumentsPage *self, const char *kind, const char *id, const char *case_id)
{
  if (g_strcmp0 (case_id, sl_case_get_id (self->planning_case)) != 0)
    return;
  self->stale = TRUE;
  if (self->reload == 0)
    self->reload = g_idle_add (reload_cb, self);
}

/* A first look: the first drawing, so that the page is not empty. */
static void
show_first (SlDocumentsPage *self)
{
  static const char *const preferred[] = { "site-layout", "boundary-plan", "drawing" };
  SlDocument *first = NULL;

  for (guint k = 0; first == NULL && k < G_N_ELEMENTS (preferred); k++)
    for (guint i = 0; first == NULL && i < g_list_model_get_n_items (self->documents); i++)
      {
        g_autoptr (SlDocument) document = g_list_model_get_item (self->documents, i);

        if (g_str_equal (sl_document_get (document, "kind"), preferred[k]) &&
            !sl_document_get_superseded (document) &&
            !g_str_equal (sl_document_get (document, "state"), "refused"))
          first = document;
      }
  if (first == NULL)
    return;
  sl_documents_list_select (self->list, sl_document_get_id (first));
  sl_page_pane_show_document (self->pages, first, 1);
  update_title (self);
  update_cards (self);
}

static void
sl_documents_page_map (GtkWidget *widget)
{
  SlDocumentsPage *self = SL_DOCUMENTS_PAGE (widget);

  GTK_WIDGET_CLASS (sl_documents_page_parent_class)->map (widget);
  ensure_loaded (self);
  if (sl_page_pane_get_document (self->pages) == NULL && self->documents != NULL)
    show_first (self);
}

static void
show_document_cb (SlDocumentsPage *self,
                  const char *document_id,
                  guint page,
                  const char *evidence_id)
{
  sl_documents_page_show (self, document_id, page, evidence_id);
}

static void
sl_documents_page_root (GtkWidget *widget)
{
  SlCasePage *case_page = get_case_page (SL_DOCUMENTS_PAGE (widget));

  GTK_WIDGET_CLASS (sl_documents_page_parent_class)->root (widget);
  if (case_page != NULL)
    g_signal_connect_object (case_page, "show-document", G_CALLBACK (show_document_cb), widget,
                             G_CONNECT_SWAPPED);
}

static void
sl_documents_page_unroot (GtkWidget *widget)
{
  SlCasePage *case_page = get_case_page (SL_DOCUMENTS_PAGE (widget));

  if (case_page != NULL)
    g_signal_handlers_disconnect_by_func (case_page, show_document_cb, widget);
  GTK_WIDGET_CLASS (sl_documents_page_parent_class)->unroot (widget);
}

static void
folded_cb (SlDocumentsPage *self)
{
  gboolean end_folded = sl_panes_get_end_folded (self->panes);

  gtk_widget_set_visible (self->list_button, sl_panes_get_start_folded (self->panes));
  gtk_widget_set_visible (self->evidence_button, end_folded);
  gtk_widget_set_visible (self->back_button, end_folded);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !sl_panes_get_covering (self->panes));
  g_object_set (self->pages, "narrow", sl_panes_get_covering (self->panes), NULL);
  update_title (self);
}

static void
toggle_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlDocumentsPage *self = SL_DOCUMENTS_PAGE (widget);
  gboolean shown;

  g_object_get (self->panes, "show-start", &shown, NULL);
  sl_panes_set_show_start (self->panes, !shown);
}

static void
toggle_evidence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlDocumentsPage *self = SL_DOCUMENTS_PAGE (widget);
  gboolean shown;

  g_object_get (self->panes, "show-end", &shown, NULL);
  sl_panes_set_show_end (self->panes, !shown);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlDocumentsPage *self = SL_DOCUMENTS_PAGE (widget);

  sl_panes_set_show_start (self->panes, TRUE);
  sl_documents_list_search (self->list);
}

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, SlDocumentsPage *self)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (response == GTK_RESPONSE_ACCEPT && SL_IS_WINDOW (root))
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          if (g_file_peek_path (file) != NULL)
            g_strv_builder_add (paths, g_file_peek_path (file));
        }
      list = g_strv_builder_end (paths);
      sl_window_import (SL_WINDOW (root), (const char *const *) list,
                        sl_case_get_id (self->planning_case));
    }
  g_object_unref (dialog);
}

static void
add_files_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Add files to this case"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add"),
      NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (files_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
sl_documents_page_dispose (GObject *object)
{
  SlDocumentsPage *self = SL_DOCUMENTS_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->reload, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_DOCUMENTS_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->numbered);
  g_clear_object (&self->documents);
  g_clear_object (&self->evidence);
  g_clear_object (&self->assessment);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  g_clear_pointer (&self->current, g_free);
  g_clear_pointer (&self->edit_next, g_free);

  G_OBJECT_CLASS (sl_documents_page_parent_class)->dispose (object);
}

static void
sl_documents_page_class_init (SlDocumentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_documents_page_dispose;
  widget_class->map = sl_documents_page_map;
  widget_class->root = sl_documents_page_root;
  widget_class->unroot = sl_documents_page_unroot;

  g_type_ensure (SL_TYPE_PANES);
  g_type_ensure (SL_TYPE_PAGE_PANE);
  g_type_ensure (SL_TYPE_DOCUMENTS_LIST);
  g_type_ensure (SL_TYPE_DOCUMENT_DETAILS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/documents/sl-documents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, list);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, list_button);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, number);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, details_button);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, details);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, evidence_button);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, evidence_count);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, scope);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsPage, hint);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, card_selected_cb);
  gtk_widget_class_install_action (widget_class, "documents.toggle-list", NULL, toggle_list_action);
  gtk_widget_class_install_action (widget_class, "documents.toggle-evidence", NULL,
                                   toggle_evidence_action);
  gtk_widget_class_install_action (widget_class, "documents.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "documents.add-files", NULL, add_files_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "documents.toggle-list", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "documents.search", NULL);
}

static void
sl_documents_page_init (SlDocumentsPage *self)
{
  SlPageView *view;

  self->stale = TRUE;
  self->numbered = g_list_store_new (SL_TYPE_EVIDENCE);
  gtk_widget_init_template (GTK_WIDGET (self));
  view = sl_page_pane_get_view (self->pages);
  g_signal_connect_object (view, "evidence-activated", G_CALLBACK (pin_activated_cb), self, 0);
  g_signal_connect_object (view, "notify::page", G_CALLBACK (page_changed_cb), self, 0);
  g_settings_bind (sl_settings_get (), "documents-list-width", self->panes, "start-width",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (sl_settings_get (), "documents-evidence-width", self->panes, "fixed-width",
                   G_SETTINGS_BIND_DEFAULT);
}

/**
 * sl_documents_page_new:
 * @casebook: the opened data folder
 * @planning_case: whose documents
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
sl_documents_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlDocumentsPage *self = g_object_new (SL_TYPE_DOCUMENTS_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  sl_page_pane_set_casebook (self->pages, casebook);
  sl_documents_list_set_case (self->list, casebook, sl_case_get_id (planning_case));
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
sl_documents_page_show (SlDocumentsPage *self,
                        const char *document_id,
                        guint page,
                        const char *evidence_id)
{
  SlDocument *document;
  SlEvidence *evidence;

  g_return_if_fail (SL_IS_DOCUMENTS_PAGE (self));
  ensure_loaded (self);
  document = find_document (self, document_id);
  evidence = evidence_id != NULL ? find_evidence (self, evidence_id) : NULL;
  if (document == NULL)
    return;
  sl_documents_list_select (self->list, document_id);
  if (evidence != NULL)
    {
      set_current (self, evidence_id);
      sl_page_pane_show_evidence (self->pages, document, evidence);
    }
  else
    sl_page_pane_show_document (self->pages, document, page);
  show_document (self, document);
}
