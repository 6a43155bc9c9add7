/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-worker-private.h"

G_BEGIN_DECLS

/* At most one worker that is warm, locked in and without a document, for the next PDF somebody
 * looks at. The pool's thread only, except for what is said otherwise. */
typedef struct _SlWorkerSpare SlWorkerSpare;

SlWorkerSpare *sl_worker_spare_new (void);
/* Starts one unless it is there; in either case it stays for the whole idle time from now. What
 * goes wrong is for the worker that a document is opened with to tell. */
void sl_worker_spare_keep (SlWorkerSpare *self, const char *path, guint start_limit);
/* The worker, started and not yet given anything, if it suits @media_type; else NULL. */
SlWorker *sl_worker_spare_take (SlWorkerSpare *self, const char *media_type);
/* Ends the worker, quits @loop when it has gone, and frees @self. */
void sl_worker_spare_end (SlWorkerSpare *self, GMainLoop *loop);

/* Any thread: the process that is ready; 0 none. */
guint sl_worker_spare_get_ready_pid (SlWorkerSpare *self);
/* How long one waits for a document, in milliseconds. */
void sl_worker_spare_set_idle_time (SlWorkerSpare *self, guint milliseconds);

G_END_DECLS
