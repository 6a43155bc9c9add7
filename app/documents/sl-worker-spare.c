/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-worker-spare-private.h"

#include <gio/gio.h>

/* The spare worker. Starting a worker, linking its libraries and loading the configuration of fonts
 * takes longer than drawing most pages, and needs no document: so one is started before it is
 * needed and waits. It is locked in as any worker while it waits (extract/sl-sandbox.c), is given
 * one document, and is never used again.
 *
 * It draws PDFs: those are what takes long to start for, and what planning documents are. */

#define SPARE_TYPE "application/pdf"
#define IDLE_MS (5 * 60 * 1000)

struct _SlWorkerSpare
{
  SlWorker *worker;
  gboolean leaving; /* @worker was told to stop and has not gone yet */
  GSource *idle;
  guint idle_time;
  int ready_pid; /* atomic */
  GMainLoop *quit;
};

static void
stop_waiting (SlWorkerSpare *self)
{
  if (self->idle == NULL)
    return;
  g_source_destroy (self->idle);
  g_clear_pointer (&self->idle, g_source_unref);
}

static void
spare_free (SlWorkerSpare *self)
{
  stop_waiting (self);
  g_main_loop_quit (self->quit);
  g_main_loop_unref (self->quit);
  g_free (self);
}

static void
greeted_cb (SlWorker *worker, gpointer data)
{
  SlWorkerSpare *self = data;

  sl_worker_set_time_limit (worker, 0);
  g_atomic_int_set (&self->ready_pid, sl_worker_get_pid (worker));
}

/* It has nothing to say before it has a document. */
static gboolean
take_cb (SlWorker *worker, SlFrame *frame, gpointer data, GError **error)
{
  return FALSE;
}

static void
ended_cb (SlWorker *worker, SlWorkerEnd end, const GError *error, gpointer data)
{
  SlWorkerSpare *self = data;

  if (end != SL_WORKER_STOPPED)
    g_debug ("The spare worker has gone: %s", error != NULL ? error->message : "it was ended");
  stop_waiting (self);
  g_atomic_int_set (&self->ready_pid, 0);
  self->worker = NULL;
  self->leaving = FALSE;
  if (self->quit != NULL)
    spare_free (self);
}

static void
stop (SlWorkerSpare *self)
{
  stop_waiting (self);
  g_atomic_int_set (&self->ready_pid, 0);
  self->leaving = TRUE;
  sl_worker_stop (self->worker);
}

static gboolean
idle_cb (gpointer data)
{
  stop (data);
  return G_SOURCE_REMOVE;
}

static void
wait_for_document (SlWorkerSpare *self)
{
  stop_waiting (self);
  self->idle = g_timeout_source_new (self->idle_time);
  g_source_set_callback (self->idle, idle_cb, self, NULL);
  g_source_attach (self->idle, g_main_context_get_thread_default ());
}

/**
 * sl_worker_spare_new:
 *
 * Returns: (transfer full): a place for a spare, with none in it
 */
SlWorkerSpare *
sl_worker_spare_new (void)
{
  SlWorkerSpare *self = g_new0 (SlWorkerSpare, 1);

  self->idle_time = IDLE_MS;
  return self;
}

/**
 * sl_worker_spare_keep:
 * @self: a place for a spare
 * @path: the worker program
 * @start_limit: how long it may take to be ready, in milliseconds
 *
 * Sees to it that a spare is there, or soon will be. One that has died by itself is not started
 * again before this is called again, so that a worker that cannot live is not started for ever.
 */
void
sl_worker_spare_keep (SlWorkerSpare *self, const char *path, guint start_limit)
{
  static const SlWorkerEvents events = { greeted_cb, take_cb, ended_cb };
  const SlWorkerJob job = {
    .path = path, .mode = SL_JOB_RENDER, .media_type = SPARE_TYPE, .document_fd = -1
  };
  g_autoptr (GError) error = NULL;

  if (self->leaving)
    return;
  if (self->worker == NULL)
    {
      self->worker = sl_worker_start (&job, &events, self, &error);
      if (self->worker == NULL)
        {
          g_debug ("No spare worker: %s", error->message);
          return;
        }
      sl_worker_set_time_limit (self->worker, start_limit);
    }
  wait_for_document (self);
}

/**
 * sl_worker_spare_take:
 * @self: a place for a spare
 * @media_type: the document to be drawn
 *
 * The caller gives the worker its own events, time limit and document; it may still be warming up.
 *
 * Returns: (nullable): the spare, which is one no more
 */
SlWorker *
sl_worker_spare_take (SlWorkerSpare *self, const char *media_type)
{
  if (self->worker == NULL || self->leaving || !g_str_equal (media_type, SPARE_TYPE))
    return NULL;
  stop_waiting (self);
  g_atomic_int_set (&self->ready_pid, 0);
  return g_steal_pointer (&self->worker);
}

/**
 * sl_worker_spare_end:
 * @self: (transfer full): a place for a spare
 * @loop: the loop of the thread, with nothing else left to do
 */
void
sl_worker_spare_end (SlWorkerSpare *self, GMainLoop *loop)
{
  self->quit = g_main_loop_ref (loop);
  if (self->worker == NULL)
    spare_free (self);
  else if (!self->leaving)
    stop (self);
}

guint
sl_worker_spare_get_ready_pid (SlWorkerSpare *self)
{
  return g_atomic_int_get (&self->ready_pid);
}

void
sl_worker_spare_set_idle_time (SlWorkerSpare *self, guint milliseconds)
{
  self->idle_time = milliseconds;
}
