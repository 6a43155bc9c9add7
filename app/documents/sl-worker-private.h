/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-frame.h"
#include "documents/sl-sealed-file.h"

G_BEGIN_DECLS

/* One sandboxed worker process. All of it happens on one thread: the one that started it, with its
 * thread-default main context. */
typedef struct _SlWorker SlWorker;

typedef enum
{
  SL_WORKER_CLEAN,     /* exit status 0 */
  SL_WORKER_STOPPED,   /* by sl_worker_stop() */
  SL_WORKER_TIMED_OUT, /* past the wall or processor time allowed */
  SL_WORKER_TOO_BIG,   /* past the memory allowed */
  SL_WORKER_BLOCKED,   /* by the sandbox */
  SL_WORKER_CRASHED,   /* by any other signal */
  SL_WORKER_BROKEN,    /* it broke the rules of the protocol */
  SL_WORKER_UNUSABLE,  /* wrong version, no sandbox, or gone before it began: see the error */
} SlWorkerEnd;

typedef struct
{
  /* May be NULL: it is warm and locked in. */
  void (*greeted) (SlWorker *worker, gpointer data);
  /* A frame that is no HELLO. FALSE ends the worker as broken. */
  gboolean (*take) (SlWorker *worker, SlFrame *frame, gpointer data, GError **error);
  /* Once, when the process has gone and all it said was taken. The worker is freed afterwards. */
  void (*ended) (SlWorker *worker, SlWorkerEnd end, const GError *error, gpointer data);
} SlWorkerEvents;

typedef struct
{
  const char *path;
  SlJobMode mode;
  const char *media_type;
  const char *password;      /* may be NULL */
  guint first_page, n_pages; /* 0 pages: all */
  gboolean helper;
  int document_fd; /* borrowed; -1: it is given one later, to draw */
} SlWorkerJob;

SlWorker *sl_worker_start (const SlWorkerJob *job,
                           const SlWorkerEvents *events,
                           gpointer data,
                           GError **error);
/* Hands a worker that draws over to somebody else, before it has been given its document. */
void sl_worker_set_events (SlWorker *self, const SlWorkerEvents *events, gpointer data);
/* Gives a worker that draws the one document of its life, once it has proved to be locked in. Both
 * descriptors are borrowed. */
void sl_worker_give (SlWorker *self, int document_fd, int pixels_fd, const char *password);
/* Begins a frame to the worker with sl_frame_begin (…) in the array; sl_worker_send() sends it. */
gboolean sl_worker_send (SlWorker *self, GByteArray *frames);
void sl_worker_send_empty (SlWorker *self, SlFrameKind kind);
/* Kills it unless it is done or given another limit in @milliseconds; 0: no limit. */
void sl_worker_set_time_limit (SlWorker *self, guint milliseconds);
void sl_worker_stop (SlWorker *self);
guint sl_worker_get_pid (SlWorker *self);               /* 0: it has gone */
const char *sl_worker_get_level (SlWorker *self);       /* "A", "B"; "" before HELLO */
const char *sl_worker_get_level_words (SlWorker *self); /* for About */

G_END_DECLS
