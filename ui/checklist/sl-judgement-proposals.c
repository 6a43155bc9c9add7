/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-judgement-private.h"
#include "schemes/sl-house-type.h"
#include "sl-window.h"
#include "widgets/sl-verdict-icon.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* What may be taken over for an item of a house type: a card above the verdicts, each proposal with
 * its ground and a button. They are gathered away from the main thread, since all house types of
 * the scheme are read for them. */

typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  char *case_id, *sheet_id, *entry_id, *name, *pack_id, *item_id;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->store);
  g_object_unref (wanted->packs);
  g_free (wanted->case_id);
  g_free (wanted->sheet_id);
  g_free (wanted->entry_id);
  g_free (wanted->name);
  g_free (wanted->pack_id);
  g_free (wanted->item_id);
  g_free (wanted);
}

static void
gather (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  const SlAssessmentSubject subject = { wanted->sheet_id, wanted->entry_id, wanted->name };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAssessment) walk = sl_assessment_load_for_subject (
      wanted->store, wanted->packs, wanted->case_id, &subject, wanted->pack_id, &error);
  GPtrArray *list = NULL;

  if (walk != NULL)
    list = sl_house_type_proposals_list (wanted->store, wanted->packs, walk, wanted->item_id,
                                         &error);
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
clear (SlJudgement *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->proposals))) != NULL)
    gtk_box_remove (self->proposals, child);
  gtk_widget_set_visible (GTK_WIDGET (self->proposals), FALSE);
  g_clear_pointer (&self->proposed, g_ptr_array_unref);
}

static void
take_cb (GtkWidget *button, SlJudgement *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "sl-proposal"));
  SlHouseTypeProposal *proposal;

  if (self->answer == NULL || self->proposed == NULL || index >= self->proposed->len)
    return;
  proposal = g_ptr_array_index (self->proposed, index);
  sl_judgement_flush (self);
  sl_window_apply (GTK_WIDGET (self), sl_house_type_change_take (self->assessment, proposal), NULL,
                   NULL);
  sl_judgement_tell_judged (self, proposal->verdict);
}

static GtkWidget *
make_row (SlJudgement *self, const SlHouseTypeProposal *proposal, guint index)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = sl_verdict_icon_new (proposal->verdict);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *take = gtk_button_new_with_label (_ ("Take over"));
  g_autofree char *head = g_strdup_printf (_ ("%s: %s"), proposal->title,
                                           sl_verdict_to_word (proposal->verdict));
  g_autofree char *name = g_strdup_printf (_ ("Take over: %s"), head);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_valign (take, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), sl_wrapped_label_new (head, "caption-heading"));
  gtk_box_append (GTK_BOX (words), sl_wrapped_label_new (proposal->ground, "caption"));
  gtk_widget_add_css_class (take, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (take), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (take), "sl-proposal", GUINT_TO_POINTER (index));
  g_signal_connect (take, "clicked", G_CALLBACK (take_cb), self);
  gtk_widget_add_css_class (row, "proposal");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), take);
  return row;
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlJudgement *self = SL_JUDGEMENT (source);
  const Wanted *wanted = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->gathering || self->answer == NULL ||
      !g_str_equal (wanted->item_id, sl_judgement_get_item_id (self)))
    return;
  if (error != NULL)
    {
      g_message ("What may be taken over could not be gathered: %s", error->message);
      return;
    }
  clear (self);
  for (guint i = 0; list != NULL && i < list->len; i++)
    gtk_box_append (self->proposals, make_row (self, g_ptr_array_index (list, i), i));
  gtk_widget_set_visible (GTK_WIDGET (self->proposals), list != NULL && list->len > 0);
  self->proposed = g_steal_pointer (&list);
}

/* Of an item that is judged there is nothing to propose: an answer stands until it is undone. */
void
sl_judgement_show_proposals (SlJudgement *self)
{
  const SlAssessmentSubject *subject = sl_assessment_get_subject (self->assessment);
  g_autoptr (GTask) task = NULL;
  Wanted *wanted;

  g_cancellable_cancel (self->gathering);
  g_clear_object (&self->gathering);
  if (subject == NULL || sl_answer_get_verdict (self->answer) != SL_VERDICT_NONE ||
      !sl_answer_get_applies (self->answer))
    {
      clear (self);
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->store = g_object_ref (sl_casebook_get_store (self->casebook));
  wanted->packs = g_object_ref (sl_casebook_get_packs (self->casebook));
  wanted->case_id = g_strdup (sl_assessment_get_case_id (self->assessment));
  wanted->sheet_id = g_strdup (subject->sheet_id);
  wanted->entry_id = g_strdup (subject->entry_id);
  wanted->name = g_strdup (subject->name);
  wanted->pack_id = g_strdup (
      sl_pack_get_id (sl_checklist_get_pack (sl_assessment_get_checklist (self->assessment))));
  wanted->item_id = g_strdup (sl_judgement_get_item_id (self));
  self->gathering = g_cancellable_new ();
  task = g_task_new (self, self->gathering, gathered_cb, NULL);
  g_task_set_task_data (task, wanted, (GDestroyNotify) wanted_free);
  g_task_run_in_thread (task, gather);
}

void
sl_judgement_drop_proposals (SlJudgement *self)
{
  g_cancellable_cancel (self->gathering);
  g_clear_object (&self->gathering);
  clear (self);
}
