/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-training-window.h"

#include "base/sl-id.h"
#include "progress/sl-file-list.h"
#include "progress/sl-step-window.h"
#include "progress/sl-training-pane.h"
#include "site/sl-field-editor.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>
#include <string.h>

/* Fields are those of forms, so that days are typed or picked here as they are there. Kinds and
 * outcomes come from the framework. */

enum
{
  FIELD_KIND,
  FIELD_TITLE,
  FIELD_PROVIDER,
  FIELD_DATE,
  FIELD_HOURS,
  FIELD_OUTCOMES,
  FIELD_RENEWS,
  FIELD_WORDS,
  N_FIELDS,
};

static const SlFormField templates[N_FIELDS] = {
  [FIELD_KIND] = { .id = "kind", .label = N_ ("Kind"), .unit = "", .type = SL_FORM_FIELD_CHOICE },
  [FIELD_TITLE] = { .id = "title", .label = N_ ("Title"), .unit = "", .type = SL_FORM_FIELD_TEXT },
  [FIELD_PROVIDER] = { .id = "provider",
                       .label = N_ ("Provider"),
                       .unit = "",
                       .type = SL_FORM_FIELD_TEXT },
  [FIELD_DATE] = { .id = "on", .label = N_ ("On"), .unit = "", .type = SL_FORM_FIELD_DATE },
  [FIELD_HOURS] = { .id = "hours",
                    .label = N_ ("Hours"),
                    .unit = "",
                    .type = SL_FORM_FIELD_NUMBER },
  [FIELD_OUTCOMES] = { .id = "outcomes",
                       .label = N_ ("It brought"),
                       .unit = "",
                       .type = SL_FORM_FIELD_CHOICES },
  [FIELD_RENEWS] = { .id = "renews",
                     .label = N_ ("To be renewed by"),
                     .unit = "",
                     .type = SL_FORM_FIELD_DATE },
  [FIELD_WORDS] = { .id = "words",
                    .label = N_ ("What you learned"),
                    .unit = "",
                    .type = SL_FORM_FIELD_WORDS },
};

typedef struct
{
  GtkWidget *any; /* weak */
  SlTrainingDone done;
  char *criterion_id;
  char *training_id;
  SlStepWindow *window;
  SlFormField fields[N_FIELDS];
  GArray *choices[2]; /* of SlFormChoice: kinds, outcomes */
  GStringChunk *texts;
  SlFieldEditor *editors[N_FIELDS]; /* NULL where the framework asks for none */
} Entering;

static void
entering_free (gpointer data, GClosure *closure)
{
  Entering *self = data;

  g_clear_weak_pointer (&self->any);
  g_free (self->criterion_id);
  g_free (self->training_id);
  g_array_unref (self->choices[0]);
  g_array_unref (self->choices[1]);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static void
update (Entering *self)
{
  g_autofree char *title = sl_field_editor_dup_value (self->editors[FIELD_TITLE], NULL);
  g_autofree char *kind = sl_field_editor_dup_value (self->editors[FIELD_KIND], NULL);
  g_autofree char *obstacle = NULL;

  for (guint i = 0; obstacle == NULL && i < N_FIELDS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = self->editors[i] != NULL
                                   ? sl_field_editor_dup_value (self->editors[i], &error)
                                   : NULL;

      if (error != NULL)
        obstacle = g_strdup (error->message);
    }
  if (obstacle == NULL && (kind == NULL || *kind == '\0'))
    obstacle = g_strdup (_ ("Choose what kind it is."));
  if (obstacle == NULL && (title == NULL || *g_strstrip (title) == '\0'))
    obstacle = g_strdup (_ ("Give it a title."));
  sl_step_window_set_obstacle (self->window, obstacle != NULL ? obstacle : "");
}

static void
finish (Entering *self,
        SlTrainingStep step,
        const SlTrainingValues *values,
        const char *first,
        const char *second)
{
  if (self->any != NULL)
    self->done (self->any, step, self->training_id, values, first, second);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
save_cb (Entering *self)
{
  char *values[N_FIELDS] = { NULL };

  for (guint i = 0; i < N_FIELDS; i++)
    if (self->editors[i] != NULL)
      values[i] = sl_field_editor_dup_value (self->editors[i], NULL);
  finish (self, SL_TRAINING_SAVE,
          &(SlTrainingValues){ .criterion_id = self->criterion_id,
                               .kind = values[FIELD_KIND],
                               .title = values[FIELD_TITLE],
                               .provider = values[FIELD_PROVIDER],
                               .on_date = values[FIELD_DATE],
                               .hours = values[FIELD_HOURS],
                               .outcomes = values[FIELD_OUTCOMES],
                               .renews_on = values[FIELD_RENEWS],
                               .words = values[FIELD_WORDS] },
          NULL, NULL);
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (values[i]);
}

static void
remove_cb (Entering *self)
{
  finish (self, SL_TRAINING_REMOVE, NULL, NULL, NULL);
}

static void
add_file_cb (Entering *self)
{
  finish (self, SL_TRAINING_ADD_FILE, NULL, NULL, NULL);
}

static void
save_file_cb (Entering *self, const char *sha256, const char *name)
{
  finish (self, SL_TRAINING_SAVE_FILE, NULL, sha256, name);
}

static void
remove_file_cb (Entering *self, const char *file_id)
{
  finish (self, SL_TRAINING_REMOVE_FILE, NULL, file_id, NULL);
}

static void
add_choice (Entering *self, guint index, const char *id, const char *label)
{
  const SlFormChoice choice = { g_string_chunk_insert (self->texts, id),
                                g_string_chunk_insert (self->texts, label) };

  g_array_append_val (self->choices[index], choice);
}

static void
set_choices (Entering *self, guint field, guint index)
{
  self->fields[field].choices = (const SlFormChoice *) (gpointer) self->choices[index]->data;
  self->fields[field].n_choices = self->choices[index]->len;
}

static void
list_choices (Entering *self, const SlFrameworkCriterion *criterion)
{
  for (guint i = 0; criterion->accepts[i] != NULL; i++)
    add_choice (self, 0, criterion->accepts[i], sl_training_kind_to_words (criterion->accepts[i]));
  for (guint i = 0; i < criterion->n_outcomes; i++)
    add_choice (self, 1, criterion->outcomes[i].id, criterion->outcomes[i].title);
  set_choices (self, FIELD_KIND, 0);
  set_choices (self, FIELD_OUTCOMES, 1);
}

static void
add_fields (Entering *self, gboolean writable)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (i == FIELD_OUTCOMES && self->choices[1]->len == 0)
        continue;
      self->editors[i] = sl_field_editor_new (&self->fields[i]);
      if (i == FIELD_KIND)
        {
          g_autoptr (GPtrArray) ids = g_ptr_array_new (), labels = g_ptr_array_new ();

          for (guint k = 0; k < self->choices[0]->len; k++)
            {
              g_ptr_array_add (ids, (char *) g_array_index (self->choices[0], SlFormChoice, k).id);
              g_ptr_array_add (labels,
                               (char *) g_array_index (self->choices[0], SlFormChoice, k).label);
            }
          g_ptr_array_add (ids, NULL);
          g_ptr_array_add (labels, NULL);
          sl_field_editor_set_offers (self->editors[i], (const char *const *) ids->pdata,
                                      (const char *const *) labels->pdata);
        }
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (sl_field_editor_get_target (self->editors[i])),
          GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->fields[i].label), -1);
      sl_field_editor_set_editable (self->editors[i], writable);
      g_signal_connect_swapped (self->editors[i], "edited", G_CALLBACK (update), self);
      g_signal_connect_swapped (self->editors[i], "chosen", G_CALLBACK (update), self);
      sl_step_window_add (self->window,
                          sl_wrapped_label_new (_ (self->fields[i].label), "caption-heading"));
      sl_step_window_add (self->window, GTK_WIDGET (self->editors[i]));
    }
}

static void
set_values (Entering *self, const SlTraining *training)
{
  g_autofree char *hours = training->hours > 0 ? g_strdup_printf ("%g", training->hours)
                                               : g_strdup ("");
  const char *const values[N_FIELDS] = {
    [FIELD_KIND] = training->kind,
    [FIELD_TITLE] = training->title,
    [FIELD_PROVIDER] = training->provider,
    [FIELD_DATE] = training->on_date,
    [FIELD_HOURS] = hours,
    [FIELD_OUTCOMES] = training->outcomes,
    [FIELD_RENEWS] = training->renews_on,
    [FIELD_WORDS] = training->words,
  };

  for (guint i = 0; i < N_FIELDS; i++)
    if (self->editors[i] != NULL)
      sl_field_editor_set_value (self->editors[i], values[i]);
}

static void
add_files (Entering *self, const SlTraining *training, gboolean writable)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  GtkWidget *list = sl_file_list_new (writable);

  for (guint i = 0; i < training->n_files; i++)
    g_ptr_array_add (files, (gpointer) &training->files[i]);
  sl_file_list_show (SL_FILE_LIST (list), files);
  g_signal_connect_swapped (list, "add-wanted", G_CALLBACK (add_file_cb), self);
  g_signal_connect_swapped (list, "save-wanted", G_CALLBACK (save_file_cb), self);
  g_signal_connect_swapped (list, "remove-wanted", G_CALLBACK (remove_file_cb), self);
  sl_step_window_add (self->window, list);
  if (writable)
    {
      GtkWidget *away = gtk_button_new_with_label (_ ("Remove this entry"));

      gtk_widget_set_halign (away, GTK_ALIGN_START);
      g_signal_connect_swapped (away, "clicked", G_CALLBACK (remove_cb), self);
      sl_step_window_add (self->window, away);
    }
}

/**
 * sl_training_window_present:
 * @any: a widget inside a window
 * @criterion: what it is entered for
 * @training: (nullable): an entry; %NULL: a new one
 * @writable: whether it may be changed
 * @done: told what to do
 *
 * Shows an entry of training.
 */
void
sl_training_window_present (GtkWidget *any,
                            const SlFrameworkCriterion *criterion,
                            const SlTraining *training,
                            gboolean writable,
                            SlTrainingDone done)
{
  Entering *self = g_new0 (Entering, 1);

  g_set_weak_pointer (&self->any, any);
  self->done = done;
  self->criterion_id = g_strdup (criterion->id);
  self->training_id = training != NULL ? g_strdup (training->id) : sl_id_new ();
  self->texts = g_string_chunk_new (256);
  self->choices[0] = g_array_new (FALSE, FALSE, sizeof (SlFormChoice));
  self->choices[1] = g_array_new (FALSE, FALSE, sizeof (SlFormChoice));
  memcpy (self->fields, templates, sizeof templates);
  list_choices (self, criterion);
  self->window = sl_step_window_new (any, criterion->title, writable ? _ ("Keep") : NULL);
  add_fields (self, writable);
  if (training != NULL)
    {
      set_values (self, training);
      add_files (self, training, writable);
    }
  else if (self->choices[0]->len > 0)
    sl_field_editor_set_value (self->editors[FIELD_KIND],
                               g_array_index (self->choices[0], SlFormChoice, 0).id);
  g_signal_connect_data (self->window, "step", G_CALLBACK (save_cb), self, entering_free,
                         G_CONNECT_SWAPPED);
  if (writable)
    update (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
