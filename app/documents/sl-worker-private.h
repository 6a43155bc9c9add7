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
  int document_fd; /* borrowed */
  int pixels_fd;   /* borrowed; -1 none */
} SlWorkerJob;

SlWorker *sl_worker_start (const SlWorkerJob *job,
                           const SlWorkerEvents *events,
                           gpointer data,
                           GError **error);
/* Begins a frame to the worker with sl_frame_begin (…) in the array; sl_worker_send() sends it. */
gboolean sl_worker_send (SlWorker *self, GByteArray *frames);
void sl_worker_send_empty (SlWorker *self, SlFrameKind kind);
/* Kills it unless it is done or given another limit in @milliseconds; 0: no limit. */
void sl_worker_set_time_limit (SlWorker *self, guint milliseconds);
void sl_worker_stop (SlWorker *self);
const char *sl_worker_get_level (SlWorker *self);       /* "A", "B"; "" before HELLO */
const char *sl_worker_get_level_words (SlWorker *self); /* for About */

G_END_DECLS
