/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-task.h"

#include "sl-window.h"

/* The review's functions are changes of their own and block; this runs them off the main thread and
 * keeps the "Saved" of the header true. */

typedef struct
{
  SlReview *review;
  SlReviewCall call;
  char **arguments;
  SlReviewDone done;
  GDestroyNotify free_result;
  SlWindow *window; /* whose saving this is; NULL in none */
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->review);
  g_strfreev (call->arguments);
  g_clear_object (&call->window);
  g_free (call);
}

static void
worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result = NULL;

  if (call->call (call->review, (const char *const *) call->arguments, &result, &error))
    g_task_return_pointer (task, result, call->free_result);
  else
    g_task_return_error (task, error);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkWidget *any = GTK_WIDGET (source);
  Call *call = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  if (call->window != NULL)
    sl_window_end_saving (call->window, error == NULL);
  if (gtk_widget_get_root (any) != NULL)
    call->done (any, (const char *const *) call->arguments, value, error);
  else if (value != NULL && call->free_result != NULL)
    call->free_result (value);
}

/**
 * sl_review_call:
 * @any: a widget inside a window
 * @review: whose function is called
 * @call: runs in a thread
 * @arguments: (array zero-terminated=1): for @call and @done; copied
 * @done: told of the outcome, on the main thread
 * @free_result: (nullable): for a result that nobody is there to take
 *
 * Runs a blocking call of review/ without blocking.
 */
void
sl_review_call (GtkWidget *any,
                SlReview *review,
                SlReviewCall call,
                const char *const *arguments,
                SlReviewDone done,
                GDestroyNotify free_result)
{
  g_autoptr (GTask) task = g_task_new (any, NULL, finished_cb, NULL);
  GtkRoot *root = gtk_widget_get_root (any);
  Call *data = g_new0 (Call, 1);

  data->review = g_object_ref (review);
  data->call = call;
  data->arguments = g_strdupv ((char **) arguments);
  data->done = done;
  data->free_result = free_result;
  if (SL_IS_WINDOW (root))
    {
      data->window = g_object_ref (SL_WINDOW (root));
      sl_window_begin_saving (data->window);
    }
  g_task_set_source_tag (task, sl_review_call);
  g_task_set_name (task, "review");
  g_task_set_task_data (task, data, (GDestroyNotify) call_free);
  g_task_run_in_thread (task, worker);
}
