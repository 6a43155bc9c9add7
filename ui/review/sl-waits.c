/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reviews"
#include "config.h"

#include "review/sl-waits.h"

#include "base/sl-time.h"

#include <glib/gi18n.h>

/* The queue of reviews as the window asks for it: the page and its badge read it the same way. */

/**
 * sl_wait_get_group:
 * @wait: a case that waits
 *
 * Returns: whose turn it is
 */
SlWaitGroup
sl_wait_get_group (const SlReviewWait *wait)
{
  if (wait->for_me)
    return SL_WAIT_FOR_ME;
  if (wait->mine && g_str_equal (wait->state, "returned"))
    return SL_WAIT_RETURNED;
  if (wait->mine && g_str_equal (wait->state, "approved"))
    return SL_WAIT_TO_ISSUE;
  return SL_WAIT_FOR_OTHERS;
}

/**
 * sl_wait_describe_age:
 * @time: an ISO time in the past
 *
 * Whole hours up to a day, then whole days: a queue needs no finer clock, and the words stay true
 * for as long as somebody looks at them.
 *
 * Returns: (transfer full): how long ago it was; "" when @time is none
 */
char *
sl_wait_describe_age (const char *time)
{
  g_autoptr (GDateTime) then = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  int hours, days;

  if (then == NULL)
    return g_strdup ("");
  hours = (int) ((sl_clock_now () / G_USEC_PER_SEC - g_date_time_to_unix (then)) / 3600);
  days = hours / 24;
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
  if (hours > 0)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", hours), hours);
  return g_strdup (_ ("less than an hour"));
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *waits = sl_review_list_waiting (source, &error);

  if (waits != NULL)
    g_task_return_pointer (task, waits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
sl_waits_load_async (SlReview *review,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (review, cancellable, callback, user_data);

  g_task_set_source_tag (task, sl_waits_load_async);
  g_task_set_name (task, "read the queue of reviews");
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * sl_waits_load_finish:
 *
 * Returns: (transfer full) (element-type SlReviewWait): longest-waiting first, or %NULL with @error
 */
GPtrArray *
sl_waits_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sl_waits_count_mine:
 * @waits: (element-type SlReviewWait): the queue
 *
 * Returns: what the badge of the place says
 */
guint
sl_waits_count_mine (GPtrArray *waits)
{
  guint n_mine = 0;

  for (guint i = 0; i < waits->len; i++)
    n_mine += sl_wait_get_group (g_ptr_array_index (waits, i)) <= SL_WAIT_RETURNED;
  return n_mine;
}
