/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "sl-window-private.h"

#include <glib/gi18n.h>

/* Saving as one works: every change of the window goes through sl_window_apply(), which keeps what
 * could not be written so that it can be tried again, and tells the header what is true. */

typedef struct
{
  SlWindow *window; /* owned while the change is on its way or has failed */
  GtkWidget *widget;
  SlChange *change;
  GAsyncReadyCallback callback;
  gpointer data;
} Save;

static void
save_free (Save *save)
{
  g_clear_object (&save->window);
  g_clear_object (&save->widget);
  g_clear_pointer (&save->change, sl_change_free);
  g_free (save);
}

/* Refusals of a rule are the officer's to settle; trying again would not help them. */
static gboolean
can_try_again (const GError *error)
{
  return !g_error_matches (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED) &&
         !g_error_matches (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT) &&
         !g_error_matches (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND) &&
         !g_error_matches (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
show_failure (SlWindow *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_ ("Not saved: %s Your text is kept in this window."),
                                           error->message);

  gtk_label_set_label (self->failed_label, text);
  gtk_info_bar_set_revealed (self->failed_bar, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->failed_bar), TRUE);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Save *save = data;
  g_autoptr (SlWindow) window = g_object_ref (save->window);
  g_autoptr (GTask) outcome = NULL;
  g_autoptr (GError) error = NULL;
  gboolean kept = FALSE;

  window->n_saving--;
  /* Told once: what @data holds is gone with the first outcome. */
  outcome = g_task_new (save->widget, NULL, save->callback, save->data);
  save->callback = NULL;
  if (sl_store_apply_finish (SL_STORE (source), result, &error))
    {
      g_task_return_boolean (outcome, TRUE);
      if (window->n_saving == 0 && window->failed->len == 0)
        sl_window_set_save_state (window, SL_SAVE_SAVED);
    }
  else
    {
      if (can_try_again (error))
        {
          show_failure (window, error);
          g_ptr_array_add (window->failed, save);
          kept = TRUE;
        }
      else
        sl_window_toast (GTK_WIDGET (window), error->message, NULL, NULL);
      sl_window_set_save_state (window, SL_SAVE_FAILED);
      g_task_return_error (outcome, g_steal_pointer (&error));
    }
  if (!kept)
    save_free (save);
}

static void
apply (Save *save)
{
  SlWindow *window = save->window;

  window->n_saving++;
  sl_window_set_save_state (window, SL_SAVE_SAVING);
  sl_store_apply_async (sl_casebook_get_store (window->casebook), sl_change_ref (save->change),
                        NULL, applied_cb, save);
}

static void
retry_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);
  g_autoptr (GPtrArray) failed = g_steal_pointer (&self->failed);

  self->failed = g_ptr_array_new_with_free_func ((GDestroyNotify) save_free);
  gtk_info_bar_set_revealed (self->failed_bar, FALSE);
  g_ptr_array_set_free_func (failed, NULL);
  for (guint i = 0; i < failed->len; i++)
    apply (g_ptr_array_index (failed, i));
}

void
sl_window_save_install (SlWindowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.retry-save", NULL, retry_cb);
}

void
sl_window_save_clear (SlWindow *self)
{
  g_clear_pointer (&self->failed, g_ptr_array_unref);
}

/**
 * sl_window_apply:
 * @any: a widget inside a window
 * @change: (transfer full): what to write
 * @callback: (nullable): told once, of the first outcome: what is saved by a later try comes
 * through the store's "changed", as everything does
 * @user_data: for @callback
 *
 * Applies @change without blocking. When the disk refuses it, the change is kept and a bar offers
 * to try again; when a rule refuses it, a toast says which.
 */
void
sl_window_apply (GtkWidget *any, SlChange *change, GAsyncReadyCallback callback, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (any);
  Save *save;

  g_return_if_fail (change != NULL);
  if (!SL_IS_WINDOW (root))
    {
      g_warning ("%s stands in no window: its change is dropped", G_OBJECT_TYPE_NAME (any));
      sl_change_free (change);
      return;
    }

  save = g_new0 (Save, 1);
  save->window = g_object_ref (SL_WINDOW (root));
  save->widget = g_object_ref (any);
  save->change = change;
  save->callback = callback;
  save->data = user_data;
  if (save->window->failed == NULL)
    save->window->failed = g_ptr_array_new_with_free_func ((GDestroyNotify) save_free);
  apply (save);
}

/* What a toast's button applies, once. */
typedef struct
{
  GWeakRef window;
  SlChange *change;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->window);
  g_clear_pointer (&undo->change, sl_change_free);
  g_free (undo);
}

static void
undo_cb (Undo *undo)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&undo->window);

  if (window != NULL && undo->change != NULL)
    sl_window_apply (window, g_steal_pointer (&undo->change), NULL, NULL);
}

/**
 * sl_window_toast_undo:
 * @any: a widget inside a window
 * @text: a sentence in the past tense
 * @undo: (transfer full): the change that takes it back
 *
 * Tells what was done, with its undo, which outlives @any.
 */
void
sl_window_toast_undo (GtkWidget *any, const char *text, SlChange *undo)
{
  Undo *data = g_new0 (Undo, 1);

  g_weak_ref_init (&data->window, gtk_widget_get_root (any));
  data->change = undo;
  sl_window_toast (any, text, NULL, g_cclosure_new_swap (G_CALLBACK (undo_cb), data, undo_free));
}

/**
 * sl_window_apply_finish:
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: %TRUE when the change is on disk
 */
gboolean
sl_window_apply_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sl_window_begin_saving:
 *
 * Says that something is being written that does not go through sl_window_apply().
 */
void
sl_window_begin_saving (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  self->n_saving++;
  sl_window_set_save_state (self, SL_SAVE_SAVING);
}

/**
 * sl_window_end_saving:
 * @saved: whether it is on disk; the caller tells why not
 */
void
sl_window_end_saving (SlWindow *self, gboolean saved)
{
  g_return_if_fail (SL_IS_WINDOW (self) && self->n_saving > 0);

  self->n_saving--;
  if (!saved)
    sl_window_set_save_state (self, SL_SAVE_FAILED);
  else if (self->n_saving == 0 && (self->failed == NULL || self->failed->len == 0))
    sl_window_set_save_state (self, SL_SAVE_SAVED);
}
