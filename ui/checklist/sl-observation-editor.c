/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-observation-editor.h"

#include "base/sl-id.h"
#include "sl-window.h"
#include "widgets/sl-autosave.h"
#include "widgets/sl-growing-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The middle pane of Assess for an observation that no item asks for. A new one gets its identifier
 * at once, so that what is typed next changes the same record. */

struct _SlObservationEditor
{
  GtkWidget parent_instance;

  SlChecklist *checklist;
  char *case_id;
  char *id;
  SlAutosave *autosave;
  gboolean loading;

  GtkDropDown *topic;
  GtkTextView *observation;
  GtkTextView *recommendation;
  GtkDropDown *priority;
  GtkEditable *priority_reason;
  GtkWidget *remove;
};

static const char *const priorities[] = { "", "high", "medium", "low" };

G_DEFINE_FINAL_TYPE (SlObservationEditor, sl_observation_editor, GTK_TYPE_WIDGET)

static char *
dup_text (GtkTextView *view)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  return text;
}

static void
save (gpointer data)
{
  SlObservationEditor *self = data;
  g_autofree char *observation = dup_text (self->observation);
  g_autofree char *recommendation = dup_text (self->recommendation);
  guint topic = gtk_drop_down_get_selected (self->topic);
  guint priority = gtk_drop_down_get_selected (self->priority);

  /* A new one that is still empty is nothing to keep. */
  if (topic >= sl_checklist_get_n_topics (self->checklist) ||
      (*observation == '\0' && *recommendation == '\0'))
    return;
  sl_window_apply (GTK_WIDGET (self),
                   sl_free_observation_change_set (
                       self->id, self->case_id, sl_checklist_get_topic (self->checklist, topic)->id,
                       observation, recommendation, priorities[MIN (priority, 3)],
                       gtk_editable_get_text (self->priority_reason)),
                   NULL, NULL);
  gtk_widget_set_visible (self->remove, TRUE);
}

static void
typed_cb (SlObservationEditor *self)
{
  if (!self->loading && self->checklist != NULL)
    sl_autosave_touch (self->autosave);
}

static void
chosen_cb (SlObservationEditor *self)
{
  if (self->loading || self->checklist == NULL)
    return;
  sl_autosave_touch (self->autosave);
  sl_autosave_flush (self->autosave);
}

static void
remove_cb (SlObservationEditor *self)
{
  sl_autosave_cancel (self->autosave);
  sl_window_apply (GTK_WIDGET (self),
                   sl_free_observation_change_remove (self->id, self->case_id, TRUE), NULL, NULL);
  sl_window_toast_undo (GTK_WIDGET (self), _ ("Observation removed"),
                        sl_free_observation_change_remove (self->id, self->case_id, FALSE));
  sl_observation_editor_set (self, NULL);
}

static void
focus_left_cb (SlObservationEditor *self)
{
  sl_observation_editor_flush (self);
}

static void
sl_observation_editor_unmap (GtkWidget *widget)
{
  sl_observation_editor_flush (SL_OBSERVATION_EDITOR (widget));

  GTK_WIDGET_CLASS (sl_observation_editor_parent_class)->unmap (widget);
}

static void
sl_observation_editor_dispose (GObject *object)
{
  SlObservationEditor *self = SL_OBSERVATION_EDITOR (object);
  GtkWidget *child;

  g_clear_pointer (&self->autosave, sl_autosave_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_OBSERVATION_EDITOR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->checklist);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (sl_observation_editor_parent_class)->dispose (object);
}

static void
sl_observation_editor_class_init (SlObservationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_observation_editor_dispose;
  widget_class->unmap = sl_observation_editor_unmap;
  g_type_ensure (SL_TYPE_GROWING_TEXT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/checklist/sl-observation-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SlObservationEditor, topic);
  gtk_widget_class_bind_template_child (widget_class, SlObservationEditor, observation);
  gtk_widget_class_bind_template_child (widget_class, SlObservationEditor, recommendation);
  gtk_widget_class_bind_template_child (widget_class, SlObservationEditor, priority);
  gtk_widget_class_bind_template_child (widget_class, SlObservationEditor, priority_reason);
  gtk_widget_class_bind_template_child (widget_class, SlObservationEditor, remove);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
sl_observation_editor_init (SlObservationEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->autosave = sl_autosave_new (save, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->observation), "changed",
                            G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->recommendation), "changed",
                            G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
sl_observation_editor_set_checklist (SlObservationEditor *self,
                                     SlChecklist *checklist,
                                     const char *case_id)
{
  g_autoptr (GtkStringList) topics = gtk_string_list_new (NULL);

  for (guint i = 0; i < sl_checklist_get_n_topics (checklist); i++)
    gtk_string_list_append (topics, sl_checklist_get_topic (checklist, i)->title);
  self->loading = TRUE;
  gtk_drop_down_set_model (self->topic, G_LIST_MODEL (topics));
  self->loading = FALSE;
  g_set_object (&self->checklist, checklist);
  g_free (self->case_id);
  self->case_id = g_strdup (case_id);
}

void
sl_observation_editor_set (SlObservationEditor *self, SlFreeObservation *observation)
{
  static const char *const texts[] = { "observation", "recommendation" };
  GtkTextView *views[] = { self->observation, self->recommendation };

  sl_observation_editor_flush (self);
  self->loading = TRUE;
  g_free (self->id);
  self->id = observation != NULL ? g_strdup (sl_free_observation_get (observation, "id"))
                                 : sl_id_new ();
  gtk_widget_set_visible (self->remove, observation != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_text_buffer_set_text (
        gtk_text_view_get_buffer (views[i]),
        observation != NULL ? sl_free_observation_get (observation, texts[i]) : "", -1);
  gtk_editable_set_text (
      self->priority_reason,
      observation != NULL ? sl_free_observation_get (observation, "priority-reason") : "");
  gtk_drop_down_set_selected (self->priority, 0);
  for (guint i = 1; observation != NULL && i < G_N_ELEMENTS (priorities); i++)
    if (g_str_equal (sl_free_observation_get (observation, "priority"), priorities[i]))
      gtk_drop_down_set_selected (self->priority, i);
  for (guint i = 0; observation != NULL && i < sl_checklist_get_n_topics (self->checklist); i++)
    if (g_str_equal (sl_free_observation_get (observation, "topic"),
                     sl_checklist_get_topic (self->checklist, i)->id))
      gtk_drop_down_set_selected (self->topic, i);
  self->loading = FALSE;
}

const char *
sl_observation_editor_get_id (SlObservationEditor *self)
{
  return self->id;
}

void
sl_observation_editor_flush (SlObservationEditor *self)
{
  if (self->autosave != NULL)
    sl_autosave_flush (self->autosave);
}
