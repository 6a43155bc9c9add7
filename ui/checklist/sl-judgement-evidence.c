/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "base/sl-text.h"
#include "checklist/sl-judgement-private.h"
#include "documents/sl-document-records.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* The evidence of an answer as chips: press to see it on its page, the cross lets go of it. */

static char *
dup_words (SlEvidence *evidence)
{
  const char *note = sl_evidence_get (evidence, "note");
  const char *quotation = sl_evidence_get (evidence, "quotation");

  if (*note != '\0')
    return sl_text_ellipsize (note, 32);
  if (*quotation != '\0')
    return sl_text_ellipsize (quotation, 32);
  return g_strdup_printf (_ ("Region on page %u"), sl_evidence_get_page_number (evidence));
}

/* Writes the list without @without or with @with, each nullable. */
static void
change_evidence (SlJudgement *self, const char *without, const char *with)
{
  GListModel *list = sl_answer_get_evidence (self->answer);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);
      const char *id = sl_evidence_get (evidence, "id");

      if (g_strcmp0 (id, without) != 0 && g_strcmp0 (id, with) != 0)
        g_strv_builder_add (builder, id);
    }
  if (with != NULL)
    g_strv_builder_add (builder, with);
  ids = g_strv_builder_end (builder);
  sl_window_apply (GTK_WIDGET (self),
                   sl_answer_change_evidence (self->assessment, sl_judgement_get_item_id (self),
                                              (const char *const *) ids),
                   NULL, NULL);
}

static void
chip_cb (GtkWidget *button, SlJudgement *self)
{
  g_signal_emit_by_name (self, "evidence-chosen", g_object_get_data (G_OBJECT (button), "id"));
}

static void
remove_cb (GtkWidget *button, SlJudgement *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));

  change_evidence (self, id, NULL);
}

static GtkWidget *
new_chip (SlJudgement *self, SlEvidence *evidence, guint number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *cross = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *words = dup_words (evidence);
  g_autofree char *name = g_strdup_printf (_ ("Evidence %u: %s"), number, words);
  GtkWidget *pin = gtk_label_new (digits), *label = gtk_label_new (words);

  gtk_widget_add_css_class (pin, "pin");
  gtk_widget_set_valign (pin, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (inside), pin);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_button_set_child (GTK_BUTTON (button), inside);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "evidence-chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (cross, "flat");
  gtk_widget_set_tooltip_text (button, sl_evidence_get (evidence, "quotation"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cross), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Let go of this evidence"), -1);
  gtk_widget_set_tooltip_text (cross, _ ("Let go of this evidence"));
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (sl_evidence_get (evidence, "id")),
                          g_free);
  g_object_set_data_full (G_OBJECT (cross), "id", g_strdup (sl_evidence_get (evidence, "id")),
                          g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (chip_cb), self);
  g_signal_connect (cross, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), cross);
  return box;
}

void
sl_judgement_show_evidence (SlJudgement *self)
{
  GListModel *list = sl_answer_get_evidence (self->answer);
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->evidence, 0)) != NULL)
    gtk_flow_box_remove (self->evidence, GTK_WIDGET (child));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);

      gtk_flow_box_append (self->evidence, new_chip (self, evidence, i + 1));
      gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (self->evidence, i)),
                                FALSE);
    }
}

static gboolean
has_evidence (SlJudgement *self, const char *id)
{
  GListModel *list = sl_answer_get_evidence (self->answer);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);

      if (g_strcmp0 (sl_evidence_get (evidence, "id"), id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What else is kept in the case, to be used here too. */
void
sl_judgement_list_choice (SlJudgement *self)
{
  GtkListBoxRow *row;
  g_autoptr (GListModel) all = NULL;
  guint n_shown = 0;

  while ((row = gtk_list_box_get_row_at_index (self->evidence_choice, 0)) != NULL)
    gtk_list_box_remove (self->evidence_choice, GTK_WIDGET (row));
  all = sl_evidence_records_list (sl_casebook_get_store (self->casebook),
                                  sl_case_get_id (self->planning_case), NULL, NULL);
  for (guint i = 0; all != NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (all, i);
      g_autofree char *words = dup_words (evidence);
      GtkWidget *label;

      if (has_evidence (self, sl_evidence_get (evidence, "id")))
        continue;
      label = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_margin_top (label, 6);
      gtk_widget_set_margin_bottom (label, 6);
      g_object_set_data_full (G_OBJECT (label), "id", g_strdup (sl_evidence_get (evidence, "id")),
                              g_free);
      gtk_list_box_append (self->evidence_choice, label);
      n_shown++;
    }
  if (n_shown == 0)
    {
      GtkWidget *label = gtk_label_new (
          _ ("Nothing else is kept yet. Select words or draw on the page."));

      gtk_list_box_append (self->evidence_choice, label);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (label)), FALSE);
    }
}

void
sl_judgement_add_chosen (SlJudgement *self, GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "id");

  if (id == NULL)
    return;
  gtk_popover_popdown (self->evidence_popover);
  change_evidence (self, NULL, id);
}
