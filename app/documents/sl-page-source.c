/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-page-source.h"

#include "documents/sl-extraction-private.h"
#include "documents/sl-media-type-private.h"
#include "documents/sl-worker-pool-private.h"
#include "documents/sl-worker-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Draws one document's pages through a render worker. The object the caller holds is a handle; the
 * session behind it lives on the pool's thread, where its worker is started, asked and heard. One
 * request is with the worker at a time, or several tiles that make up one picture; the newest of
 * those waiting goes next, pictures before words. The worker draws into memory shared with it, from
 * which the pixels are copied before it is asked again, so what the caller gets can no longer
 * change.
 *
 * Past 600 lines because a request's whole life, from who asks to the worker's end, is read best in
 * one place. */

#define SESSIONS_WITH_WORKER 2
#define PIXELS_SIZE ((gsize) SL_RENDER_MAX * SL_RENDER_MAX * 4)
#define REQUESTS_MAX 500
/* The most that is drawn at once for several requests, in pixels: a window full. */
#define TOGETHER_MAX (2400 * 1600)

typedef struct
{
  gatomicrefcount references;
  SlWorkerPool *pool; /* owned */
  SlSealedFile *file;
  char *password;

  /* The pool's thread only, from here on. */
  SlWorker *worker;
  gboolean leaving;  /* the worker was told to stop and has not gone yet */
  gboolean no_spare; /* a spare was missed: the next worker is started for the document */
  gboolean spare;    /* the worker is one that was started before there was a document for it */
  gboolean taken;    /* the worker has got the document, and may look at it from now on */
  gboolean ready;    /* the worker has opened the document */
  gboolean prepared; /* somebody looks at the document, and is likely to look at the next */
  int pixels_fd;
  guint8 *pixels;
  GQueue waiting;              /* of Request, newest at the head */
  GQueue current;              /* of Request: those that one answer will be for */
  guint number;                /* of what the worker was asked last */
  cairo_rectangle_int_t drawn; /* what of the page it was asked for */
  SlExtraction *extraction;    /* the layout being answered */
  SlExtractionStream *stream;
  char *refusal; /* why the worker cannot open the document */
} Session;

typedef struct _Request
{
  Session *session;
  GTask *task;
  guint page;
  gboolean layout;
  double scale;
  int turn;
  cairo_rectangle_int_t region;
  GSource *cancel_source;
} Request;

struct _SlPageSource
{
  GObject parent_instance;

  Session *session;
};

G_DEFINE_FINAL_TYPE (SlPageSource, sl_page_source, G_TYPE_OBJECT)

static void session_next (Session *session);

static Session *
session_ref (Session *session)
{
  g_atomic_ref_count_inc (&session->references);
  return session;
}

static void
session_unref (Session *session)
{
  if (!g_atomic_ref_count_dec (&session->references))
    return;
  if (session->pixels != NULL)
    munmap (session->pixels, PIXELS_SIZE);
  if (session->pixels_fd >= 0)
    close (session->pixels_fd);
  g_clear_pointer (&session->stream, sl_extraction_stream_free);
  g_clear_object (&session->extraction);
  g_clear_object (&session->file);
  g_free (session->password);
  g_free (session->refusal);
  g_object_unref (session->pool);
  g_free (session);
}

static void
request_free (Request *request)
{
  if (request->cancel_source != NULL)
    {
      g_source_destroy (request->cancel_source);
      g_source_unref (request->cancel_source);
    }
  g_object_unref (request->task);
  session_unref (request->session);
  g_free (request);
}

static void
fail_request (Request *request, const char *sentence)
{
  g_task_return_new_error (request->task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", sentence);
  request_free (request);
}

static void
fail_all (GQueue *requests, const char *sentence)
{
  Request *request;

  while ((request = g_queue_pop_head (requests)) != NULL)
    fail_request (request, sentence);
}

static gboolean
is_layout (Session *session)
{
  const Request *request = g_queue_peek_head (&session->current);

  return request != NULL && request->layout;
}

/* The part of what was drawn that was asked for, as it is now, opaque whatever the worker wrote. */
static cairo_surface_t *
copy_pixels (Session *session, const cairo_rectangle_int_t *region)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, region->width,
                                                         region->height);
  guint stride = cairo_image_surface_get_stride (surface);
  guint8 *to = cairo_image_surface_get_data (surface);
  const guint8 *from = session->pixels + (gsize) (region->x - session->drawn.x) * 4;

  from += (gsize) (region->y - session->drawn.y) * session->drawn.width * 4;
  for (int y = 0; to != NULL && y < region->height; y++)
    {
      guint32 *row = (guint32 *) (void *) (to + (gsize) y * stride);

      memcpy (row, from + (gsize) y * session->drawn.width * 4, (gsize) region->width * 4);
      for (int x = 0; x < region->width; x++)
        row[x] |= 0xff000000u;
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static gboolean
take_drawn (Session *session, SlFrame *frame)
{
  Request *request;
  guint number = sl_frame_get_u32 (frame, G_MAXUINT32);
  guint width = sl_frame_get_u32 (frame, SL_RENDER_MAX);
  guint height = sl_frame_get_u32 (frame, SL_RENDER_MAX);
  guint stride = sl_frame_get_u32 (frame, SL_RENDER_MAX * 4);

  if (!sl_frame_is_done (frame) || g_queue_is_empty (&session->current) || is_layout (session) ||
      number != session->number || width != (guint) session->drawn.width ||
      height != (guint) session->drawn.height || stride != width * 4)
    return FALSE;
  while ((request = g_queue_pop_head (&session->current)) != NULL)
    {
      g_task_return_pointer (request->task, copy_pixels (session, &request->region),
                             (GDestroyNotify) cairo_surface_destroy);
      request_free (request);
    }
  return TRUE;
}

static gboolean
take_failed (Session *session, SlFrame *frame)
{
  guint number = sl_frame_get_u32 (frame, G_MAXUINT32);
  g_autofree char *sentence = sl_frame_get_text (frame, 2000);

  if (!sl_frame_is_done (frame) || g_queue_is_empty (&session->current) ||
      number != session->number)
    return FALSE;
  fail_all (&session->current, sentence);
  return TRUE;
}

static gboolean
take_layout (Session *session, SlFrame *frame, GError **error)
{
  Request *request;
  gboolean last = frame->kind == SL_FRAME_PAGE_END;

  if (!is_layout (session))
    return FALSE;
  if (!sl_extraction_stream_take (session->stream, frame, error))
    return FALSE;
  if (!last)
    return TRUE;

  request = g_queue_pop_head (&session->current);
  g_clear_pointer (&session->stream, sl_extraction_stream_free);
  sl_extraction_seal (session->extraction);
  g_task_return_pointer (request->task, g_steal_pointer (&session->extraction), g_object_unref);
  request_free (request);
  return TRUE;
}

static gboolean
take_refusal (Session *session, SlFrame *frame)
{
  sl_frame_get_u32 (frame, G_MAXUINT32);
  g_free (sl_frame_get_text (frame, 32));
  g_free (session->refusal);
  session->refusal = sl_frame_get_text (frame, 2000);
  return sl_frame_is_done (frame);
}

/* When the first pictures are there, which the start of another worker would make later. */
static void
keep_next_spare (Session *session)
{
  if (!session->prepared || !g_queue_is_empty (&session->current))
    return;
  session->prepared = FALSE;
  sl_worker_pool_keep_spare (session->pool);
}

static gboolean
take_cb (SlWorker *worker, SlFrame *frame, gpointer data, GError **error)
{
  Session *session = data;
  gboolean sound;

  switch (frame->kind)
    {
    case SL_FRAME_TAKEN:
      sound = !session->taken;
      session->taken = TRUE;
      break;
    case SL_FRAME_DOCUMENT:
      sound = session->taken && !session->ready;
      session->ready = TRUE;
      sl_worker_set_time_limit (worker, 0);
      break;
    case SL_FRAME_DRAWN:
      sound = take_drawn (session, frame);
      break;
    case SL_FRAME_FAILED:
      sound = take_failed (session, frame);
      break;
    case SL_FRAME_REASON:
      /* A partial reading is no refusal to draw. */
      sound = session->ready || take_refusal (session, frame);
      break;
    case SL_FRAME_PAGE:
    case SL_FRAME_TEXT:
    case SL_FRAME_BOXES:
    case SL_FRAME_PAGE_END:
      sound = take_layout (session, frame, error);
      break;
    default:
      sound = FALSE;
    }
  if (sound && session->ready && g_queue_is_empty (&session->current))
    {
      sl_worker_set_time_limit (worker, 0);
      session_next (session);
      if (frame->kind == SL_FRAME_DRAWN)
        keep_next_spare (session);
    }
  return sound;
}

static const char *
end_sentence (Session *session, SlWorkerEnd end, const GError *error)
{
  if (session->refusal != NULL)
    return session->refusal;
  if (end == SL_WORKER_UNUSABLE && error != NULL)
    return error->message;
  if (end == SL_WORKER_TIMED_OUT)
    return _ ("Drawing this page took too long and was stopped. Its words can still be read.");
  if (end == SL_WORKER_TOO_BIG)
    return _ ("This page is too big to draw. Its words can still be read.");
  return _ ("The document reader failed on this page. Its words may still be read.");
}

static void
ended_cb (SlWorker *worker, SlWorkerEnd end, const GError *error, gpointer data)
{
  Session *session = data;
  /* A spare that was gone, or going, when the document came: not the document's doing, so a worker
   * of its own is started for it. That one is no spare, and its end is told. */
  gboolean missed = session->spare && !session->taken && end != SL_WORKER_STOPPED;
  gboolean hopeless = !missed && (session->refusal != NULL || end == SL_WORKER_UNUSABLE ||
                                  (!session->ready && end != SL_WORKER_STOPPED));
  Request *request;

  g_queue_remove (sl_worker_pool_get_sessions (session->pool), session);
  session->worker = NULL;
  session->leaving = FALSE;
  session->ready = FALSE;
  session->no_spare = missed;
  g_clear_pointer (&session->stream, sl_extraction_stream_free);
  g_clear_object (&session->extraction);

  /* The request it died of fails; one that only had to give way waits for its next turn. */
  while ((request = g_queue_pop_tail (&session->current)) != NULL)
    if (end == SL_WORKER_STOPPED &&
        !g_cancellable_is_cancelled (g_task_get_cancellable (request->task)))
      g_queue_push_head (&session->waiting, request);
    else
      fail_request (request, end_sentence (session, end, error));
  if (hopeless)
    fail_all (&session->waiting, end_sentence (session, end, error));
  session_next (session);
  session_unref (session);
}

static const SlWorkerEvents events = { .take = take_cb, .ended = ended_cb };

static gboolean
make_pixels (Session *session, GError **error)
{
  if (session->pixels_fd >= 0)
    return TRUE;
  session->pixels_fd = memfd_create ("sightline-pixels", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (session->pixels_fd >= 0 && ftruncate (session->pixels_fd, PIXELS_SIZE) == 0 &&
      fcntl (session->pixels_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    session->pixels = mmap (NULL, PIXELS_SIZE, PROT_READ, MAP_SHARED, session->pixels_fd, 0);
  if (session->pixels != NULL && session->pixels != MAP_FAILED)
    return TRUE;

  session->pixels = NULL;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("There is no memory to draw pages in: %s."), g_strerror (errno));
  return FALSE;
}

/* Lets the sessions used longest ago give way. */
static void
make_room (Session *session)
{
  GQueue *sessions = sl_worker_pool_get_sessions (session->pool);

  while (g_queue_get_length (sessions) > SESSIONS_WITH_WORKER)
    {
      Session *oldest = g_queue_pop_tail (sessions);
      oldest->leaving = TRUE;
      sl_worker_stop (oldest->worker);
    }
}

/* The spare, unless the last one was missed; else a worker started now. */
static SlWorker *
find_worker (Session *session, GError **error)
{
  const char *media_type = sl_sealed_file_get_media_type (session->file);
  const SlWorkerJob job = {
    .path = sl_worker_pool_get_worker_path (session->pool),
    .mode = SL_JOB_RENDER,
    .media_type = media_type,
    .document_fd = -1,
  };
  SlWorker *worker = NULL;

  if (!session->no_spare)
    worker = sl_worker_pool_take_spare (session->pool, media_type);
  session->spare = worker != NULL;
  session->no_spare = FALSE;
  if (worker != NULL)
    sl_worker_set_events (worker, &events, session);
  else
    worker = sl_worker_start (&job, &events, session, error);
  if (worker != NULL)
    session_ref (session);
  return worker;
}

static gboolean
start_worker (Session *session)
{
  g_autoptr (GError) error = NULL;
  const char *code;
  g_autofree char *sentence = NULL;

  if (!sl_media_type_is_read (sl_sealed_file_get_media_type (session->file), &code, &sentence))
    {
      fail_all (&session->waiting, sentence);
      return FALSE;
    }
  if (make_pixels (session, &error))
    session->worker = find_worker (session, &error);
  if (session->worker == NULL)
    {
      fail_all (&session->waiting, error->message);
      return FALSE;
    }
  session->taken = FALSE;
  session->ready = FALSE;
  g_clear_pointer (&session->refusal, g_free);
  sl_worker_set_time_limit (session->worker, sl_worker_pool_get_draw_limit (session->pool));
  sl_worker_give (session->worker, sl_sealed_file_get_fd (session->file), session->pixels_fd,
                  session->password);
  return TRUE;
}

static gboolean
is_of_one_drawing (const Request *one, const Request *other)
{
  return !one->layout && !other->layout && one->page == other->page && one->scale == other->scale &&
         one->turn == other->turn;
}

static void
unite (cairo_rectangle_int_t *all, const cairo_rectangle_int_t *more)
{
  int right = MAX (all->x + all->width, more->x + more->width);
  int bottom = MAX (all->y + all->height, more->y + more->height);

  all->x = MIN (all->x, more->x);
  all->y = MIN (all->y, more->y);
  all->width = right - all->x;
  all->height = bottom - all->y;
}

/* Draws the tiles that wait beside @request with it, when they make up one rectangle: what crosses
 * their borders is then drawn once, and the recording is gone through once. */
static void
gather (Session *session, Request *request)
{
  cairo_rectangle_int_t all = request->region;
  gint64 area = (gint64) all.width * all.height;

  g_queue_push_head (&session->current, request);
  session->drawn = request->region;
  for (GList *l = session->waiting.head; l != NULL; l = l->next)
    {
      Request *other = l->data;

      if (!is_of_one_drawing (request, other))
        continue;
      unite (&all, &other->region);
      area += (gint64) other->region.width * other->region.height;
    }
  if (area != (gint64) all.width * all.height || area > TOGETHER_MAX || all.width > SL_RENDER_MAX ||
      all.height > SL_RENDER_MAX)
    return;

  session->drawn = all;
  for (GList *l = session->waiting.head, *next; l != NULL; l = next)
    {
      next = l->next;
      if (is_of_one_drawing (request, l->data))
        {
          g_queue_push_tail (&session->current, l->data);
          g_queue_delete_link (&session->waiting, l);
        }
    }
}

static void
send_request (Session *session, Request *request)
{
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  gsize begin = sl_frame_begin (frames, request->layout ? SL_FRAME_LAYOUT : SL_FRAME_DRAW);

  gather (session, request);
  sl_frame_put_u32 (frames, ++session->number);
  sl_frame_put_u32 (frames, request->page);
  if (request->layout)
    {
      session->extraction = sl_extraction_new (sl_sealed_file_get_media_type (session->file));
      sl_extraction_set_level (session->extraction, sl_worker_get_level (session->worker));
      session->stream = sl_extraction_stream_new (session->extraction);
    }
  else
    {
      sl_frame_put_f64 (frames, request->scale);
      sl_frame_put_u32 (frames, request->turn);
      sl_frame_put_u32 (frames, (guint32) session->drawn.x);
      sl_frame_put_u32 (frames, (guint32) session->drawn.y);
      sl_frame_put_u32 (frames, session->drawn.width);
      sl_frame_put_u32 (frames, session->drawn.height);
    }
  sl_frame_end (frames, begin);
  sl_worker_set_time_limit (session->worker, sl_worker_pool_get_draw_limit (session->pool));
  sl_worker_send (session->worker, frames);
}

/* The newest picture, then the newest words: what is seen first is drawn first, and reading the
 * words of a large plan takes as long as a part of drawing it. */
static Request *
take_waiting (Session *session)
{
  for (GList *l = session->waiting.head; l != NULL; l = l->next)
    {
      Request *request = l->data;

      if (!request->layout)
        {
          g_queue_delete_link (&session->waiting, l);
          return request;
        }
    }
  return g_queue_pop_head (&session->waiting);
}

/* Sees to it that the session has a worker, as the one used last; FALSE when none can be started.
 */
static gboolean
ensure_worker (Session *session)
{
  GQueue *sessions = sl_worker_pool_get_sessions (session->pool);

  if (session->worker == NULL && !start_worker (session))
    return FALSE;
  g_queue_remove (sessions, session);
  g_queue_push_head (sessions, session);
  make_room (session);
  return TRUE;
}

/* Gives the worker, started first if need be, the newest request that is still wanted. */
static void
session_next (Session *session)
{
  if (!g_queue_is_empty (&session->current) || session->leaving ||
      g_queue_is_empty (&session->waiting))
    return;
  if (ensure_worker (session) && session->ready)
    send_request (session, take_waiting (session));
}

static gboolean
prepare_cb (gpointer data)
{
  Session *session = data;

  session->prepared = TRUE;
  if (session->worker == NULL && !session->leaving)
    ensure_worker (session);
  session_unref (session);
  return G_SOURCE_REMOVE;
}

/* A request that waits is dropped; one being drawn is let finish, and its picture dropped. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Request *request = data;

  if (g_queue_remove (&request->session->waiting, request))
    {
      g_task_return_error_if_cancelled (request->task);
      request_free (request);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
submit_cb (gpointer data)
{
  Request *request = data;
  Session *session = session_ref (request->session);
  GCancellable *cancellable = g_task_get_cancellable (request->task);

  if (cancellable != NULL)
    {
      request->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (request->cancel_source, G_SOURCE_FUNC (cancelled_cb), request, NULL);
      g_source_attach (request->cancel_source, sl_worker_pool_get_context (session->pool));
    }
  g_queue_push_head (&session->waiting, request);
  if (g_queue_get_length (&session->waiting) > REQUESTS_MAX)
    fail_request (g_queue_pop_tail (&session->waiting),
                  _ ("Too many pages were asked for at once."));
  session_next (session);
  session_unref (session);
  return G_SOURCE_REMOVE;
}

static gboolean
close_cb (gpointer data)
{
  Session *session = data;

  if (session->worker != NULL)
    sl_worker_stop (session->worker);
  session_unref (session);
  return G_SOURCE_REMOVE;
}

static void
sl_page_source_finalize (GObject *object)
{
  SlPageSource *self = SL_PAGE_SOURCE (object);

  /* The worker is stopped where it was started; requests hold the object, so none is left. */
  if (self->session != NULL)
    g_main_context_invoke (sl_worker_pool_get_context (self->session->pool), close_cb,
                           self->session);
  G_OBJECT_CLASS (sl_page_source_parent_class)->finalize (object);
}

static void
sl_page_source_class_init (SlPageSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_page_source_finalize;
}

static void
sl_page_source_init (SlPageSource *self)
{
}

/**
 * sl_page_source_new:
 * @pool: the pool whose thread starts the worker
 * @file: the document
 * @password: (nullable): its password
 *
 * Returns: (transfer full): a source of pictures; nothing is started before the first is asked for
 */
SlPageSource *
sl_page_source_new (SlWorkerPool *pool, SlSealedFile *file, const char *password)
{
  SlPageSource *self = g_object_new (SL_TYPE_PAGE_SOURCE, NULL);
  Session *session = g_new0 (Session, 1);

  g_atomic_ref_count_init (&session->references);
  session->pool = g_object_ref (pool);
  session->file = g_object_ref (file);
  session->password = g_strdup (password);
  session->pixels_fd = -1;
  g_queue_init (&session->waiting);
  g_queue_init (&session->current);
  self->session = session;
  return self;
}

static void
submit (SlPageSource *self, Request *request, GTask *task)
{
  request->task = task;
  request->session = session_ref (self->session);
  g_main_context_invoke (sl_worker_pool_get_context (self->session->pool), submit_cb, request);
}

/**
 * sl_page_source_prepare:
 * @self: a page source
 *
 * Takes the spare worker, or starts one, which takes a tenth of a second and more, and has it open
 * the document. Whoever is going to show a page calls it first and lays out meanwhile; once the
 * first picture is there, another spare is kept for the next document. What goes wrong is told to
 * the first request.
 */
void
sl_page_source_prepare (SlPageSource *self)
{
  g_return_if_fail (SL_IS_PAGE_SOURCE (self));
  g_main_context_invoke (sl_worker_pool_get_context (self->session->pool), prepare_cb,
                         session_ref (self->session));
}

/**
 * sl_page_source_render_async:
 * @self: a page source
 * @page: from 1
 * @scale: pixels a point
 * @turn: 0, 90, 180 or 270 degrees clockwise
 * @region: what of the page, in pixels; at most 4096 each way
 * @cancellable: (nullable): drops the request
 * @callback: called on the caller's main context
 * @user_data: passed to @callback
 */
void
sl_page_source_render_async (SlPageSource *self,
                             guint page,
                             double scale,
                             int turn,
                             const cairo_rectangle_int_t *region,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (SL_IS_PAGE_SOURCE (self));
  g_return_if_fail (turn == 0 || turn == 90 || turn == 180 || turn == 270);
  g_return_if_fail (region->width > 0 && region->width <= SL_RENDER_MAX && region->height > 0 &&
                    region->height <= SL_RENDER_MAX);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sl_page_source_render_async);
  request = g_new0 (Request, 1);
  request->page = page;
  request->scale = scale;
  request->turn = turn;
  request->region = *region;
  submit (self, request, task);
}

cairo_surface_t *
sl_page_source_render_finish (SlPageSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a blocking caller waits on. */
typedef struct
{
  SlPageSource *source;
  guint page;
  double scale;
  const cairo_rectangle_int_t *region;
  GCancellable *cancellable;

  GMutex lock;
  GCond cond;
  gboolean done;
  cairo_surface_t *surface;
  GError *error;
} Wait;

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  g_mutex_lock (&wait->lock);
  wait->surface = sl_page_source_render_finish (SL_PAGE_SOURCE (source), result, &wait->error);
  wait->done = TRUE;
  g_cond_signal (&wait->cond);
  g_mutex_unlock (&wait->lock);
}

/* Asked on the pool's thread, so that the answer comes there and not to the one that waits. */
static gboolean
ask_cb (gpointer data)
{
  Wait *wait = data;

  sl_page_source_render_async (wait->source, wait->page, wait->scale, 0, wait->region,
                               wait->cancellable, waited_cb, wait);
  return G_SOURCE_REMOVE;
}

/**
 * sl_page_source_render:
 * @self: a page source
 * @page: from 1
 * @scale: pixels a point
 * @region: what of the page, in pixels; at most 4096 each way
 * @cancellable: (nullable): drops the request
 * @error: return location
 *
 * As sl_page_source_render_async(), blocking. Not on the pool's own thread.
 *
 * Returns: (transfer full): the picture, or %NULL with @error
 */
cairo_surface_t *
sl_page_source_render (SlPageSource *self,
                       guint page,
                       double scale,
                       const cairo_rectangle_int_t *region,
                       GCancellable *cancellable,
                       GError **error)
{
  Wait wait = { self, page, scale, region, cancellable };
  g_autoptr (GSource) ask = g_idle_source_new ();
  GMainContext *context;

  g_return_val_if_fail (SL_IS_PAGE_SOURCE (self), NULL);

  context = sl_worker_pool_get_context (self->session->pool);
  g_return_val_if_fail (!g_main_context_is_owner (context), NULL);
  g_mutex_init (&wait.lock);
  g_cond_init (&wait.cond);
  g_source_set_priority (ask, G_PRIORITY_DEFAULT);
  g_source_set_callback (ask, ask_cb, &wait, NULL);
  g_source_attach (ask, context);
  g_mutex_lock (&wait.lock);
  while (!wait.done)
    g_cond_wait (&wait.cond, &wait.lock);
  g_mutex_unlock (&wait.lock);
  g_mutex_clear (&wait.lock);
  g_cond_clear (&wait.cond);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);
  return wait.surface;
}

/**
 * sl_page_source_read_page_async:
 * @self: a page source
 * @page: from 1
 * @cancellable: (nullable): drops the request
 * @callback: called on the caller's main context
 * @user_data: passed to @callback
 */
void
sl_page_source_read_page_async (SlPageSource *self,
                                guint page,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (SL_IS_PAGE_SOURCE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sl_page_source_read_page_async);
  request = g_new0 (Request, 1);
  request->page = page;
  request->layout = TRUE;
  submit (self, request, task);
}

SlExtraction *
sl_page_source_read_page_finish (SlPageSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
