/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-step.h"

#include "sl-window.h"

typedef struct
{
  char *text;
  SlChange *undo;
} Step;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *step = data;

  if (sl_window_apply_finish (result, NULL) && gtk_widget_get_root (GTK_WIDGET (source)) != NULL)
    {
      if (step->undo != NULL)
        sl_window_toast_undo (GTK_WIDGET (source), step->text, g_steal_pointer (&step->undo));
      else
        sl_window_toast (GTK_WIDGET (source), step->text, NULL, NULL);
    }
  g_clear_pointer (&step->undo, sl_change_free);
  g_free (step->text);
  g_free (step);
}

/**
 * sl_progress_take_step:
 * @any: a widget inside a window
 * @change: (transfer full): what to write
 * @text: (transfer full): a sentence in the past tense
 * @undo: (transfer full) (nullable): the change that takes it back
 *
 * Takes a step of a portfolio and tells that it was taken.
 */
void
sl_progress_take_step (GtkWidget *any, SlChange *change, char *text, SlChange *undo)
{
  Step *step = g_new0 (Step, 1);

  step->text = text;
  step->undo = undo;
  sl_window_apply (any, change, done_cb, step);
}
