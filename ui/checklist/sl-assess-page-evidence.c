/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-assess-page-private.h"

#include "base/sl-id.h"
#include "documents/sl-document-records.h"
#include "sl-window.h"

#include <glib/gi18n.h>
#include <math.h>

/* Between the item in hand and the documents: showing passages, and taking them as evidence. */

static SlDocument *
find_document (SlAssessPage *self, const char *document_id)
{
  for (guint i = 0; self->documents != NULL && i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->documents, i);

      if (g_strcmp0 (sl_document_get_id (document), document_id) == 0)
        return document;
    }
  return NULL;
}

/* In a narrow window the page stands behind the judgement: a wish to see it brings it forward. */
void
sl_assess_page_reveal_pages (SlAssessPage *self)
{
  if (sl_panes_get_end_folded (self->panes))
    sl_panes_set_show_end (self->panes, TRUE);
}

void
sl_assess_page_update_document_label (SlAssessPage *self)
{
  SlDocument *document = sl_page_pane_get_document (self->pages);
  g_autofree char *name = document != NULL ? sl_document_dup_name (document)
                                           : g_strdup (_ ("Documents"));

  gtk_label_set_label (self->document_label, name);
}

/* "10 of 12 readable, 1 to read by eye": what a search can find, and what it cannot. */
void
sl_assess_page_update_readable (SlAssessPage *self)
{
  guint total = 0, readable = 0, pictures = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->documents, i);
      const char *state = sl_document_get (document, "state");

      total++;
      readable += g_str_equal (state, "read") || g_str_equal (state, "partial");
      pictures += g_str_equal (state, "picture");
    }
  if (pictures > 0)
    text = g_strdup_printf (_ ("%u of %u readable, %u to read by eye"), readable, total, pictures);
  else
    text = g_strdup_printf (_ ("%u of %u readable"), readable, total);
  sl_suggestions_set_readable (self->suggestions, text);
}

void
sl_assess_page_list_documents (SlAssessPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->document_list, 0)) != NULL)
    gtk_list_box_remove (self->document_list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->documents, i);
      g_autofree char *name = sl_document_dup_name (document);
      GtkWidget *label;

      if (sl_document_get_superseded (document) ||
          g_str_equal (sl_document_get (document, "state"), "refused"))
        continue;
      label = gtk_label_new (name);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_margin_top (label, 6);
      gtk_widget_set_margin_bottom (label, 6);
      g_object_set_data_full (G_OBJECT (label), "id", g_strdup (sl_document_get_id (document)),
                              g_free);
      gtk_list_box_append (self->document_list, label);
    }
}

void
sl_assess_page_document_chosen (SlAssessPage *self, GtkListBoxRow *row)
{
  SlDocument *document = find_document (
      self, g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "id"));

  gtk_popover_popdown (self->document_popover);
  sl_page_pane_show_document (self->pages, document, 0);
  sl_assess_page_update_document_label (self);
}

void
sl_assess_page_evidence_chosen (SlAssessPage *self, const char *evidence_id)
{
  SlAnswer *answer = sl_judgement_get_answer (self->judgement);
  GListModel *list = answer != NULL ? sl_answer_get_evidence (answer) : NULL;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);
      SlDocument *document;

      if (g_strcmp0 (sl_evidence_get (evidence, "id"), evidence_id) != 0)
        continue;
      document = find_document (self, sl_evidence_get (evidence, "document-id"));
      if (document == NULL)
        return;
      sl_page_pane_show_evidence (self->pages, document, evidence);
      sl_assess_page_update_document_label (self);
      sl_assess_page_reveal_pages (self);
    }
}

static void
show_passage (SlAssessPage *self, SlSuggestion *suggestion)
{
  SlDocument *document = find_document (self, sl_suggestion_get (suggestion, "document-id"));
  g_autofree char *quotation = sl_suggestion_dup_quotation (suggestion);
  g_auto (GStrv) words = sl_suggestion_dup_words (suggestion);

  if (document == NULL)
    return;
  sl_page_pane_show_quotation (self->pages, document, sl_suggestion_get_page (suggestion),
                               words[0] != NULL && words[1] == NULL ? words[0] : quotation,
                               (const char *const *) words);
  sl_assess_page_update_document_label (self);
}

static void
show_passage_cb (SlSuggestions *suggestions, SlSuggestion *suggestion, SlAssessPage *self)
{
  show_passage (self, suggestion);
  sl_assess_page_reveal_pages (self);
}

void
sl_assess_page_show_item_evidence (SlAssessPage *self)
{
  SlAnswer *answer = sl_judgement_get_answer (self->judgement);
  GListModel *list = sl_answer_get_evidence (answer);
  g_autoptr (SlEvidence) first = g_list_model_get_item (list, 0);
  SlDocument *document = first != NULL
                             ? find_document (self, sl_evidence_get (first, "document-id"))
                             : NULL;

  sl_page_pane_set_evidence (self->pages, list);
  if (document == NULL)
    return;
  sl_page_pane_show_evidence (self->pages, document, first);
  sl_assess_page_update_document_label (self);
}

/* The passages have come: the first stands for the item until it has evidence of its own. */
static void
found_cb (SlSuggestions *suggestions, SlAssessPage *self)
{
  GPtrArray *found = sl_suggestions_get_found (suggestions);
  SlAnswer *answer = sl_judgement_get_answer (self->judgement);

  sl_judgement_set_passages (self->judgement, found);
  if (found != NULL && found->len > 0 &&
      g_list_model_get_n_items (sl_answer_get_evidence (answer)) == 0)
    show_passage (self, g_ptr_array_index (found, 0));
}

void
sl_assess_page_show_both (SlAssessPage *self)
{
  GPtrArray *found = sl_suggestions_get_found (self->suggestions);
  SlSuggestion *first = NULL, *second = NULL;
  g_autofree char *text = found != NULL ? sl_suggestions_dup_disagreement (found, &first, &second)
                                        : NULL;

  if (text == NULL)
    return;
  /* One page shows at a time: each press turns to the other. */
  show_passage (self, self->both++ % 2 == 0 ? second : first);
  sl_assess_page_reveal_pages (self);
}

/* Evidence is two changes: the place is kept, then the answer rests on it. */

typedef struct
{
  char *item_id;
  char *evidence_id;
  double shown; /* NaN: the passage states no number */
} Taking;

static void
taking_free (Taking *taking)
{
  g_free (taking->item_id);
  g_free (taking->evidence_id);
  g_free (taking);
}

typedef struct
{
  GWeakRef page;
  char *item_id;
  char *evidence_id;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->page);
  g_free (undo->item_id);
  g_free (undo->evidence_id);
  g_free (undo);
}

static char **
dup_evidence_ids (SlAnswer *answer, const char *without, const char *with)
{
  GListModel *list = sl_answer_get_evidence (answer);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);

      if (g_strcmp0 (sl_evidence_get (evidence, "id"), without) != 0)
        g_strv_builder_add (builder, sl_evidence_get (evidence, "id"));
    }
  if (with != NULL)
    g_strv_builder_add (builder, with);
  return g_strv_builder_end (builder);
}

static void
undo_take_cb (Undo *undo)
{
  g_autoptr (SlAssessPage) self = g_weak_ref_get (&undo->page);
  SlAnswer *answer = self != NULL ? sl_assessment_find (self->assessment, undo->item_id) : NULL;
  g_auto (GStrv) ids = NULL;

  if (answer == NULL)
    return;
  ids = dup_evidence_ids (answer, undo->evidence_id, NULL);
  sl_window_apply (
      GTK_WIDGET (self),
      sl_answer_change_evidence (self->assessment, undo->item_id, (const char *const *) ids), NULL,
      NULL);
  sl_window_apply (
      GTK_WIDGET (self),
      sl_evidence_change_remove (undo->evidence_id, sl_case_get_id (self->planning_case), TRUE),
      NULL, NULL);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlAssessPage *self = SL_ASSESS_PAGE (source);
  Taking *taking = data;
  SlAnswer *answer = self->assessment != NULL
                         ? sl_assessment_find (self->assessment, taking->item_id)
                         : NULL;
  g_autoptr (GError) error = NULL;
  const SlCriterion *criterion;
  double value;
  const char *unit;

  if (sl_window_apply_finish (result, &error) && answer != NULL)
    {
      g_auto (GStrv) ids = dup_evidence_ids (answer, NULL, taking->evidence_id);
      g_autofree char *text = g_strdup_printf (_ ("Passage taken as evidence %u"),
                                               g_strv_length (ids));
      Undo *undo = g_new0 (Undo, 1);

      criterion = sl_checklist_item_get_criterion (sl_answer_get_item (answer));
      sl_window_apply (
          GTK_WIDGET (self),
          sl_answer_change_evidence (self->assessment, taking->item_id, (const char *const *) ids),
          NULL, NULL);
      /* The first figure taken is what the drawings show, until the officer says otherwise. */
      if (!isnan (taking->shown) && criterion != NULL &&
          !sl_answer_get_shown (answer, &value, &unit))
        sl_window_apply (GTK_WIDGET (self),
                         sl_answer_change_shown (self->assessment, taking->item_id, taking->shown,
                                                 criterion->unit),
                         NULL, NULL);
      g_weak_ref_init (&undo->page, self);
      undo->item_id = g_strdup (taking->item_id);
      undo->evidence_id = g_strdup (taking->evidence_id);
      sl_window_toast (GTK_WIDGET (self), text, NULL,
                       g_cclosure_new_swap (G_CALLBACK (undo_take_cb), undo, undo_free));
      sl_page_view_clear_selection (sl_page_pane_get_view (self->pages));
    }
  taking_free (taking);
}

static void
keep (SlAssessPage *self, SlEvidenceValues *values, double shown)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->item_id = g_strdup (self->item_id);
  taking->evidence_id = sl_id_new ();
  taking->shown = shown;
  values->evidence_id = taking->evidence_id;
  values->case_id = sl_case_get_id (self->planning_case);
  values->note = "";
  sl_judgement_flush (self->judgement);
  sl_window_apply (GTK_WIDGET (self), sl_evidence_change_add (values), kept_cb, taking);
}

static void
take_passage_cb (SlSuggestions *suggestions, SlSuggestion *suggestion, SlAssessPage *self)
{
  g_autofree char *quotation = sl_suggestion_dup_quotation (suggestion);
  SlEvidenceValues values = { 0 };
  double shown = NAN;
  int comparison;

  values.document_id = sl_suggestion_get (suggestion, "document-id");
  values.page_number = sl_suggestion_get_page (suggestion);
  values.quotation = quotation;
  if (!sl_suggestion_get_stated (suggestion, &shown, &comparison))
    shown = NAN;
  keep (self, &values, shown);
}

void
sl_assess_page_evidence_wanted (SlAssessPage *self)
{
  SlPageView *view = sl_page_pane_get_view (self->pages);
  SlDocument *document = sl_page_pane_get_document (self->pages);
  g_autofree char *quotation = NULL;
  cairo_rectangle_t region;
  SlEvidenceValues values = { 0 };
  guint page;

  if (document == NULL || self->item_id == NULL ||
      !sl_page_view_get_selection (view, &page, &region, &quotation))
    return;
  values.document_id = sl_document_get_id (document);
  values.page_number = page + 1;
  values.quotation = quotation;
  values.has_region = region.width > 0 && region.height > 0;
  values.x = region.x;
  values.y = region.y;
  values.width = region.width;
  values.height = region.height;
  keep (self, &values, NAN);
}

static void
keep_note_cb (SlSuggestions *suggestions, const char *note, SlAssessPage *self)
{
  sl_judgement_append_observation (self->judgement, note);
}

void
sl_assess_page_connect_evidence (SlAssessPage *self)
{
  g_signal_connect (self->suggestions, "show-passage", G_CALLBACK (show_passage_cb), self);
  g_signal_connect (self->suggestions, "take-passage", G_CALLBACK (take_passage_cb), self);
  g_signal_connect (self->suggestions, "keep-note", G_CALLBACK (keep_note_cb), self);
  g_signal_connect (self->suggestions, "found", G_CALLBACK (found_cb), self);
}
