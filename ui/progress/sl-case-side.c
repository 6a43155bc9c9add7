/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-case-side.h"

#include "documents/sl-document-records.h"
#include "progress/sl-choice.h"
#include "widgets/sl-page-pane.h"

#include <glib/gi18n.h>

struct _SlCaseSide
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  char *case_id;
  GListModel *documents; /* of SlDocument; NULL none */
  gboolean silent;

  GtkStack *stack;
  GtkDropDown *chooser;
  GtkWidget *close;
  GPtrArray *listed; /* of SlDocument, as the chooser offers them */
  SlPagePane *pages;
};

G_DEFINE_FINAL_TYPE (SlCaseSide, sl_case_side, ADW_TYPE_BIN)

static void
show_document (SlCaseSide *self, SlDocument *document, guint page)
{
  sl_page_pane_show_document (self->pages, document, page);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  for (guint i = 0; i < self->listed->len; i++)
    if (g_str_equal (sl_document_get_id (g_ptr_array_index (self->listed, i)),
                     sl_document_get_id (document)))
      {
        self->silent = TRUE;
        gtk_drop_down_set_selected (self->chooser, i);
        self->silent = FALSE;
      }
}

static void
chosen_cb (SlCaseSide *self)
{
  guint selected = gtk_drop_down_get_selected (self->chooser);

  if (!self->silent && selected < self->listed->len)
    show_document (self, g_ptr_array_index (self->listed, selected), 0);
}

static void
list_documents (SlCaseSide *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; self->documents != NULL && i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->documents, i);
      g_autofree char *name = sl_document_dup_name (document);

      if (sl_document_get_superseded (document) ||
          g_str_equal (sl_document_get (document, "state"), "refused"))
        continue;
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->listed, g_object_ref (document));
    }
  self->silent = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  self->silent = FALSE;
}

static void
sl_case_side_dispose (GObject *object)
{
  SlCaseSide *self = SL_CASE_SIDE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->documents);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_case_side_parent_class)->dispose (object);
}

static void
sl_case_side_finalize (GObject *object)
{
  g_free (SL_CASE_SIDE (object)->case_id);
  G_OBJECT_CLASS (sl_case_side_parent_class)->finalize (object);
}

static void
sl_case_side_class_init (SlCaseSideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_case_side_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_case_side_finalize;
}

static void
sl_case_side_init (SlCaseSide *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *open = gtk_button_new_with_label (_ ("Open the case"));
  GtkWidget *none = adw_status_page_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->listed = g_ptr_array_new_with_free_func (g_object_unref);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->chooser = GTK_DROP_DOWN (sl_choice_new (names, _ ("Document of the case")));
  self->pages = g_object_new (SL_TYPE_PAGE_PANE, NULL);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "folder-documents-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _ ("Nothing to show beside it"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none),
                                   _ ("The case has no documents here, or it is no longer here: "
                                      "what was copied into the claim stands."));
  gtk_stack_add_named (self->stack, none, "none");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->pages), "pages");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->chooser), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->chooser), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  self->close = close;
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Back to the claim"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the claim"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "progress.open-this-case");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "progress.close-side");
  g_signal_connect_swapped (self->chooser, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_widget_add_css_class (bar, "pane-toolbar");
  gtk_box_append (GTK_BOX (bar), close);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->chooser));
  gtk_widget_set_hexpand (open, TRUE);
  gtk_widget_set_halign (open, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (bar), open);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (box, "pane");
  adw_bin_set_child (ADW_BIN (self), box);
}

void
sl_case_side_set_casebook (SlCaseSide *self, SlCasebook *casebook)
{
  g_return_if_fail (SL_IS_CASE_SIDE (self));

  g_set_object (&self->casebook, casebook);
  sl_page_pane_set_casebook (self->pages, casebook);
}

void
sl_case_side_set_folded (SlCaseSide *self, gboolean folded)
{
  g_return_if_fail (SL_IS_CASE_SIDE (self));

  gtk_widget_set_visible (self->close, folded);
}

/**
 * sl_case_side_set_case:
 * @self: the side
 * @case_id: a case; "" none
 *
 * Offers the documents of @case_id, and shows the first of them.
 */
void
sl_case_side_set_case (SlCaseSide *self, const char *case_id)
{
  g_return_if_fail (SL_IS_CASE_SIDE (self) && self->casebook != NULL);

  if (g_strcmp0 (self->case_id, case_id) == 0)
    return;
  g_free (self->case_id);
  self->case_id = g_strdup (case_id);
  g_clear_object (&self->documents);
  if (*case_id != '\0')
    self->documents = sl_document_records_list (sl_casebook_get_store (self->casebook), case_id,
                                                NULL);
  list_documents (self);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), self->listed->len > 0);
  if (self->listed->len > 0)
    show_document (self, g_ptr_array_index (self->listed, 0), 0);
  else
    {
      sl_page_pane_show_document (self->pages, NULL, 0);
      gtk_stack_set_visible_child_name (self->stack, "none");
    }
}

/**
 * sl_case_side_show:
 * @self: the side
 * @object_kind: what a piece of a claim stands for
 * @object_id: its id
 *
 * Shows a document, or the page of a document that a piece of evidence lies on.
 *
 * Returns: %FALSE when it is neither, or no longer here
 */
gboolean
sl_case_side_show (SlCaseSide *self, const char *object_kind, const char *object_id)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  g_autoptr (SlEvidence) evidence = NULL;
  g_autoptr (SlDocument) document = NULL;

  g_return_val_if_fail (SL_IS_CASE_SIDE (self), FALSE);

  if (g_str_equal (object_kind, "evidence"))
    {
      evidence = sl_evidence_records_load (store, object_id, NULL);
      if (evidence != NULL)
        document = sl_document_records_load (store, sl_evidence_get (evidence, "document-id"),
                                             NULL);
    }
  else if (g_str_equal (object_kind, "document"))
    document = sl_document_records_load (store, object_id, NULL);
  if (document == NULL)
    return FALSE;
  show_document (self, document, 0);
  if (evidence != NULL)
    sl_page_pane_show_evidence (self->pages, document, evidence);
  return TRUE;
}
