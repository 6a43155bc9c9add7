/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-subjects.h"

#include "review/sl-review.h"

/* The Review page gives what it has read; the other pages of a case let it read by itself, in a
 * thread and only when the review moves on, since that composes the draft. */

struct _SlSubjects
{
  GObject parent_instance;

  GPtrArray *list; /* of SlReviewSubject; NULL: no version */
  GListModel *comments;
  gboolean can_comment;

  /* following a case */
  SlReview *review;
  char *case_id;
  GCancellable *cancellable;
  gboolean loading;
  gboolean again; /* it moved on while it was read */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlSubjects, sl_subjects, G_TYPE_OBJECT)

/* Reading, in a thread. */

typedef struct
{
  SlReview *review;
  char *case_id;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->review);
  g_free (order->case_id);
  g_free (order);
}

typedef struct
{
  GPtrArray *list;
  GListModel *comments;
  gboolean can_comment;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->list, g_ptr_array_unref);
  g_clear_object (&reading->comments);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  SlReview *review = order->review;
  SlStore *store = sl_library_get_store (sl_review_get_library (review));
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlReviewState) state = sl_review_load (review, order->case_id, &error);
  g_autoptr (SlVersion) newest = state != NULL ? g_list_model_get_item (state->versions, 0) : NULL;
  g_autoptr (SlSnapshot)
      snapshot = newest != NULL ? sl_version_load_snapshot (store, newest, &error) : NULL;
  g_autofree char *reason = NULL;

  if (snapshot != NULL)
    {
      sl_comments_place (state->comments, snapshot);
      reading->list = sl_review_subjects_list (snapshot);
      reading->comments = g_object_ref (state->comments);
      reading->can_comment = !sl_store_is_read_only (store) &&
                             sl_review_may (review, state, SL_REVIEW_COMMENT, NULL, &reason);
    }
  if (error != NULL)
    g_message ("The comments of the case could not be read: %s", error->message);
  g_task_return_pointer (task, reading, reading_free);
}

static void read_again (SlSubjects *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlSubjects *self = SL_SUBJECTS (source);
  Reading *reading = g_task_propagate_pointer (G_TASK (result), NULL);

  self->loading = FALSE;
  if (reading != NULL)
    {
      sl_subjects_set (self, reading->list, reading->comments, reading->can_comment);
      reading_free (reading);
    }
  if (self->again && !g_cancellable_is_cancelled (self->cancellable))
    read_again (self);
}

static void
read_again (SlSubjects *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  self->again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  order = g_new0 (Order, 1);
  order->review = g_object_ref (self->review);
  order->case_id = g_strdup (self->case_id);
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_source_tag (task, read_again);
  g_task_set_name (task, "read what is commented on");
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* What is typed elsewhere in the case is no news here. */
static void
store_changed_cb (SlSubjects *self, const char *kind, const char *id, const char *case_id)
{
  static const char *const kinds[] = { "version", "comment", "issued_response", "planning_case",
                                       NULL };

  if (g_str_equal (kind, "person") ||
      (g_strcmp0 (case_id, self->case_id) == 0 && g_strv_contains (kinds, kind)))
    read_again (self);
}

static void
sl_subjects_finalize (GObject *object)
{
  SlSubjects *self = SL_SUBJECTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_object (&self->comments);
  g_clear_object (&self->review);
  g_free (self->case_id);
  G_OBJECT_CLASS (sl_subjects_parent_class)->finalize (object);
}

static void
sl_subjects_class_init (SlSubjectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_subjects_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SL_TYPE_SUBJECTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_subjects_init (SlSubjects *self)
{
  self->cancellable = g_cancellable_new ();
}

SlSubjects *
sl_subjects_new (void)
{
  return g_object_new (SL_TYPE_SUBJECTS, NULL);
}

/**
 * sl_subjects_set:
 * @list: (nullable) (element-type SlReviewSubject): of a version
 * @comments: (nullable): of #SlComment, placed in that version
 * @can_comment: whether who is at work may comment on it
 *
 * Tells the views of another reading.
 */
void
sl_subjects_set (SlSubjects *self, GPtrArray *list, GListModel *comments, gboolean can_comment)
{
  g_return_if_fail (SL_IS_SUBJECTS (self));

  if (list != NULL)
    g_ptr_array_ref (list);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  self->list = list;
  g_set_object (&self->comments, comments);
  self->can_comment = can_comment;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * sl_subjects_follow:
 * @casebook: where the case is; lives longer
 * @case_id: a case
 *
 * Reads the newest version of a case with its comments, now and whenever they change.
 */
void
sl_subjects_follow (SlSubjects *self, SlCasebook *casebook, const char *case_id)
{
  g_return_if_fail (SL_IS_SUBJECTS (self) && self->review == NULL);

  self->review = g_object_ref (sl_casebook_get_review (casebook));
  self->case_id = g_strdup (case_id);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_again (self);
}

GPtrArray *
sl_subjects_get_list (SlSubjects *self)
{
  g_return_val_if_fail (SL_IS_SUBJECTS (self), NULL);
  return self->list;
}

const SlReviewSubject *
sl_subjects_find (SlSubjects *self, const char *kind, const char *id)
{
  g_return_val_if_fail (SL_IS_SUBJECTS (self), NULL);
  return sl_review_subjects_find (self->list, kind, id);
}

gboolean
sl_subjects_get_can_comment (SlSubjects *self)
{
  g_return_val_if_fail (SL_IS_SUBJECTS (self), FALSE);
  return self->can_comment;
}

/**
 * sl_subjects_list_comments:
 * @kind: "answer" or "evidence"
 * @id: an item's or the evidence's
 *
 * Returns: (transfer full) (element-type SlComment): those on it, the open ones first
 */
GPtrArray *
sl_subjects_list_comments (SlSubjects *self, const char *kind, const char *id)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_comments, n_open = 0;

  g_return_val_if_fail (SL_IS_SUBJECTS (self), found);

  n_comments = self->comments != NULL ? g_list_model_get_n_items (self->comments) : 0;
  for (guint i = 0; i < n_comments; i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (self->comments, i);
      const char *key;

      sl_comment_get_place (comment, &key, NULL, NULL);
      if (!g_str_equal (sl_comment_get (comment, "anchor-kind"), kind) || !g_str_equal (key, id))
        continue;
      g_ptr_array_insert (found, sl_comment_is_open (comment) ? (int) n_open++ : -1,
                          g_object_ref (comment));
    }
  return found;
}

guint
sl_subjects_count_open (SlSubjects *self, const char *kind, const char *id)
{
  g_autoptr (GPtrArray) comments = sl_subjects_list_comments (self, kind, id);
  guint n_open = 0;

  while (n_open < comments->len && sl_comment_is_open (g_ptr_array_index (comments, n_open)))
    n_open++;
  return n_open;
}
