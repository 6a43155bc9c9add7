/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store-private.h"

#include "store/sl-audit-private.h"
#include "store/sl-database-private.h"

#include <glib/gi18n-lib.h>

/* The writer thread. It alone touches the writing connection; changes come through a queue and are
 * done in the order they were given. */
struct _SlWriter
{
  GThread *thread;
  GAsyncQueue *queue;
  SlStore *store; /* borrowed: the store joins the thread before it goes */
  SlDatabase *database;
  char *folder;
  guint since_head; /* changes since heads.txt was written */
  gboolean check;   /* read the whole file before the first change */
  GError *damage;   /* what that found */
  GMutex lock;      /* of the three that follow */
  SlStoreGuard guard;
  gpointer guard_data;
  GDestroyNotify guard_destroy;
};

/* One entry of the queue: a change with either a task or a waiting thread; without a change, an
 * order to write the head or (@stop) to end. */
struct _SlWriterJob
{
  SlChange *change;
  SlActor *actor;
  GTask *task;
  GMutex lock;
  GCond finished;
  gboolean done;
  gboolean result;
  gboolean stop;
  GError *error;
};

static SlWriterJob *
job_new (SlChange *change, const SlActor *actor)
{
  SlWriterJob *job = g_new0 (SlWriterJob, 1);

  job->change = change;
  job->actor = actor != NULL ? sl_actor_copy (actor) : NULL;
  g_mutex_init (&job->lock);
  g_cond_init (&job->finished);
  return job;
}

static void
job_free (SlWriterJob *job)
{
  g_clear_pointer (&job->change, sl_change_free);
  g_clear_pointer (&job->actor, sl_actor_free);
  g_clear_object (&job->task);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->finished);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
append_audit (SlTransaction *transaction, GError **error)
{
  g_autofree char *detail = sl_transaction_dup_detail (transaction);
  SlChange *change = transaction->change;
  SlAuditEntry entry = {
    .at = transaction->time,
    .person_id = transaction->actor->person_id,
    .account = transaction->actor->account,
    .role = transaction->actor->role,
    .action = change->action,
    .object_kind = change->object_kind,
    .object_id = change->object_id,
    .case_id = change->case_id,
    .detail = detail,
  };

  return sl_audit_append (transaction->database, &entry, error);
}

static gboolean
ask_guard (SlWriter *self, SlTransaction *transaction, GError **error)
{
  const SlChange *change = transaction->change;
  SlStoreGuard guard;

  g_mutex_lock (&self->lock);
  guard = self->guard;
  g_mutex_unlock (&self->lock);
  return guard == NULL ||
         guard (transaction, change->action, change->case_id != NULL ? change->case_id : "",
                self->guard_data, error);
}

/* Inside BEGIN: the change and its audit row; TRUE when there is something to commit or nothing to
 * change. */
static gboolean
fill_transaction (SlWriter *self, SlTransaction *transaction, GError **error)
{
  SlChange *change = transaction->change;

  if (!change->func (transaction, change->data, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
                     _ ("The change \"%s\" failed without saying why."), change->action);
      return FALSE;
    }
  return transaction->unchanged ||
         (ask_guard (self, transaction, error) && append_audit (transaction, error));
}

static gboolean
run_change (SlWriter *self, SlWriterJob *job, GPtrArray **touched, GError **error)
{
  SlTransaction transaction;
  gboolean done;

  if (!sl_database_run (self->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  sl_transaction_init (&transaction, self->database, job->change, job->actor);
  done = fill_transaction (self, &transaction, error);
  if (done && !transaction.unchanged)
    {
      done = sl_database_run (self->database, "COMMIT", error);
      if (done)
        {
          g_ptr_array_add (transaction.touched,
                           sl_touch_new (job->change->object_kind, job->change->object_id,
                                         job->change->case_id));
          *touched = g_ptr_array_ref (transaction.touched);
        }
    }
  /* The engine may have rolled back by itself after a failure. */
  if (!sqlite3_get_autocommit (sl_database_get_handle (self->database)))
    sl_database_run (self->database, "ROLLBACK", NULL);
  sl_transaction_clear (&transaction);
  return done;
}

static gboolean
write_head (SlWriter *self, const char *reason, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 sequence;

  if (!sl_audit_get_head (self->database, &sequence, &hash, error) ||
      !sl_heads_append (self->folder, sequence, hash, reason, error))
    return FALSE;
  self->since_head = 0;
  return TRUE;
}

/* Does the change; on a full disk gives up the reserve and tries once more, so that what the
 * officer has just typed still goes through. */
static gboolean
process (SlWriter *self, SlWriterJob *job, GError **error)
{
  g_autoptr (GPtrArray) touched = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean done;

  if (self->damage != NULL)
    {
      g_propagate_error (error, g_error_copy (self->damage));
      return FALSE;
    }
  done = run_change (self, job, &touched, &failure);
  if (g_error_matches (failure, SL_STORE_ERROR, SL_STORE_ERROR_FULL) &&
      sl_folder_release_reserve (self->folder))
    {
      g_message ("The disk is full: the reserve was given up to save a change");
      g_clear_error (&failure);
      done = run_change (self, job, &touched, &failure);
    }
  if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (touched != NULL)
    {
      self->since_head++;
      sl_store_queue_changed (self->store, touched);
    }
  return TRUE;
}

/* After the answer was given: nobody waits for the head. */
static void
write_head_when_due (SlWriter *self)
{
  g_autoptr (GError) error = NULL;

  if (self->since_head >= SL_STORE_HEAD_INTERVAL && !write_head (self, "interval", &error))
    g_message ("The audit head could not be written: %s", error->message);
}

static gboolean
do_nothing_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Drops the task where its callback runs: it may hold the store's last reference, and a store that
 * is finalised here would wait for this very thread. */
static void
release_task (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, do_nothing_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
answer_task (SlWriter *self, SlWriterJob *job)
{
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (job->task))
    return;
  if (process (self, job, &error))
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&error));
}

static void
answer_waiting (SlWriter *self, SlWriterJob *job)
{
  g_autoptr (GError) error = NULL;
  gboolean result = job->change != NULL ? process (self, job, &error)
                                        : write_head (self, "asked", &error);

  g_mutex_lock (&job->lock);
  job->result = result;
  job->error = g_steal_pointer (&error);
  job->done = TRUE;
  g_cond_signal (&job->finished);
  g_mutex_unlock (&job->lock);
}

static gpointer
writer_thread (gpointer data)
{
  SlWriter *self = data;
  gboolean stop = FALSE;

  if (self->check && !sl_database_check (self->database, &self->damage))
    g_message ("The casebook takes no changes: %s", self->damage->message);
  while (!stop)
    {
      SlWriterJob *job = g_async_queue_pop (self->queue);

      stop = job->stop;
      if (stop)
        job_free (job);
      else if (job->task != NULL)
        {
          answer_task (self, job);
          release_task (g_steal_pointer (&job->task));
          job_free (job);
        }
      else
        answer_waiting (self, job);
      write_head_when_due (self);
    }
  if (self->since_head > 0)
    {
      g_autoptr (GError) error = NULL;
      if (!write_head (self, "close", &error))
        g_message ("The audit head could not be written: %s", error->message);
    }
  sl_database_close (self->database);
  return NULL;
}

SlWriter *
sl_writer_start (SlStore *store, SlDatabase *database, const char *folder, gboolean check)
{
  SlWriter *self = g_new0 (SlWriter, 1);

  self->store = store;
  self->check = check;
  self->database = sl_database_ref (database);
  self->folder = g_strdup (folder);
  self->queue = g_async_queue_new ();
  g_mutex_init (&self->lock);
  self->thread = g_thread_new ("sl-writer", writer_thread, self);
  return self;
}

void
sl_writer_stop (SlWriter *self)
{
  SlWriterJob *job = job_new (NULL, NULL);

  job->stop = TRUE;
  g_async_queue_push (self->queue, job);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  sl_database_unref (self->database);
  g_clear_error (&self->damage);
  if (self->guard_destroy != NULL)
    self->guard_destroy (self->guard_data);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

void
sl_writer_set_guard (SlWriter *self, SlStoreGuard guard, gpointer data, GDestroyNotify destroy)
{
  g_mutex_lock (&self->lock);
  g_warn_if_fail (self->guard == NULL);
  self->guard = guard;
  self->guard_data = data;
  self->guard_destroy = destroy;
  g_mutex_unlock (&self->lock);
}

SlWriterJob *
sl_writer_queue (SlWriter *self, SlChange *change, const SlActor *actor)
{
  SlWriterJob *job = job_new (change, actor);

  g_async_queue_push (self->queue, job);
  return job;
}

gboolean
sl_writer_wait (SlWriterJob *job, GError **error)
{
  gboolean result;

  g_mutex_lock (&job->lock);
  while (!job->done)
    g_cond_wait (&job->finished, &job->lock);
  g_mutex_unlock (&job->lock);
  result = job->result;
  if (!result)
    g_propagate_error (error, g_steal_pointer (&job->error));
  job_free (job);
  return result;
}

void
sl_writer_apply_task (SlWriter *self, SlChange *change, const SlActor *actor, GTask *task)
{
  SlWriterJob *job = job_new (change, actor);

  job->task = g_object_ref (task);
  g_async_queue_push (self->queue, job);
}
