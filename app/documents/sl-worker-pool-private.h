/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-worker-pool.h"
#include "documents/sl-worker-private.h"

G_BEGIN_DECLS

/* The pool's thread runs this context; workers are started there and nowhere else. */
GMainContext *sl_worker_pool_get_context (SlWorkerPool *self);
const char *sl_worker_pool_get_worker_path (SlWorkerPool *self);

/* The spare, if there is one for @media_type, and NULL when not; pool's thread only. */
SlWorker *sl_worker_pool_take_spare (SlWorkerPool *self, const char *media_type);
/* For tests and benchmarks: the process that is ready for a document; 0 none. Any thread. */
guint sl_worker_pool_get_spare_pid (SlWorkerPool *self);
/* For tests: how long a spare stays, from the next time one is kept. */
void sl_worker_pool_set_spare_idle_time (SlWorkerPool *self, guint milliseconds);

/* For tests: the wall time one worker may take; the worker's own limits stay as they are. */
void sl_worker_pool_set_time_limits (SlWorkerPool *self, guint read_ms, guint draw_ms);
guint sl_worker_pool_get_draw_limit (SlWorkerPool *self);
/* For tests: the most workers that were reading at any one time. */
guint sl_worker_pool_get_most_running (SlWorkerPool *self);
/* For tests and benchmarks: no more than @workers at once. */
void sl_worker_pool_set_max_workers (SlWorkerPool *self, guint workers);

/* The render sessions that have a worker, the one used last at the head; pool's thread only. */
GQueue *sl_worker_pool_get_sessions (SlWorkerPool *self);

G_END_DECLS
