/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents-page"
#include "config.h"

#include "documents/sl-document-details.h"

#include "documents/sl-document-records.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* A popover that corrects what was guessed of a document. */

struct _SlDocumentDetails
{
  GtkPopover parent_instance;

  SlDocument *document;

  GtkLabel *origin;
  GtkEditable *title;
  GtkDropDown *kind;
  GtkEditable *number;
  GtkEditable *revision;
};

G_DEFINE_FINAL_TYPE (SlDocumentDetails, sl_document_details, GTK_TYPE_POPOVER)

static void
save_cb (SlDocumentDetails *self)
{
  guint n_kinds, selected = gtk_drop_down_get_selected (self->kind);
  const SlDocumentKind *kinds = sl_document_kinds_get (&n_kinds);

  if (self->document == NULL || selected >= n_kinds)
    return;
  sl_window_apply (
      GTK_WIDGET (self),
      sl_document_change_details (
          sl_document_get_id (self->document), sl_document_get (self->document, "case-id"),
          gtk_editable_get_text (self->title), kinds[selected].id,
          gtk_editable_get_text (self->number), gtk_editable_get_text (self->revision)),
      NULL, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
sl_document_details_dispose (GObject *object)
{
  SlDocumentDetails *self = SL_DOCUMENT_DETAILS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_DOCUMENT_DETAILS);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (sl_document_details_parent_class)->dispose (object);
}

static void
sl_document_details_class_init (SlDocumentDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_document_details_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/documents/sl-document-details.ui");
  gtk_widget_class_bind_template_child (widget_class, SlDocumentDetails, origin);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentDetails, title);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentDetails, kind);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentDetails, number);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentDetails, revision);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
sl_document_details_init (SlDocumentDetails *self)
{
  guint n_kinds;
  const SlDocumentKind *kinds = sl_document_kinds_get (&n_kinds);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_kinds; i++)
    gtk_string_list_append (labels, _ (kinds[i].label));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (labels));
}

/**
 * sl_document_details_set_document:
 * @document: (nullable): whose details to show
 */
void
sl_document_details_set_document (SlDocumentDetails *self, SlDocument *document)
{
  guint n_kinds;
  const SlDocumentKind *kinds = sl_document_kinds_get (&n_kinds);
  g_autofree char *origin = NULL;
  g_autofree char *warnings = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean corrected;

  g_return_if_fail (SL_IS_DOCUMENT_DETAILS (self));
  g_set_object (&self->document, document);
  if (document == NULL)
    return;
  corrected = g_str_equal (sl_document_get (document, "kind-source"), "corrected");
  lines = sl_document_dup_warnings (document);
  warnings = g_strjoinv ("\n", lines);
  origin = g_strdup_printf ("%s\n%s%s%s", sl_document_get (document, "file-name"),
                            corrected ? _ ("Corrected by hand.")
                                      : _ ("Kind, number and revision were read from the file."),
                            *warnings != '\0' ? "\n" : "", warnings);
  gtk_label_set_label (self->origin, origin);
  gtk_editable_set_text (self->title, sl_document_get (document, "title"));
  gtk_editable_set_text (self->number, sl_document_get (document, "drawing-number"));
  gtk_editable_set_text (self->revision, sl_document_get (document, "revision"));
  for (guint i = 0; i < n_kinds; i++)
    if (g_str_equal (kinds[i].id, sl_document_get (document, "kind")))
      gtk_drop_down_set_selected (self->kind, i);
}
