/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-worker-pool-private.h"

#include "documents/sl-extraction-private.h"
#include "documents/sl-media-type-private.h"
#include "documents/sl-worker-private.h"
#include "documents/sl-worker-spare-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* Reads documents with sandboxed workers. One thread of the pool's own starts them all and hears
 * them all, because a worker dies with the thread that started it. A job is one document; it has
 * one worker, and when it turns out to be a long PDF it takes further ones as they are free. Every
 * structure below but the locked fields is the pool thread's alone.
 *
 * Past 600 lines because a job's whole life, from the caller to the last worker's exit, is read
 * best in one place. */

#define WORKERS_MAX 4
#define READ_LIMIT_MS 20000
#define DRAW_LIMIT_MS 30000
/* Pages given to a worker at a time: a few at first, then a share of what is left, so that all end
 * together. */
#define FIRST_PAGES 8
#define RANGE_PAGES_MIN 2
#define RANGE_PAGES_MAX 16
/* The length from which more than one worker is worth starting, in pages, and in bytes while the
 * pages are not known: waiting for the first worker to tell them would double the start. */
#define LONG_DOCUMENT 40
#define LARGE_DOCUMENT (256 * 1024)
#define REPORT_PAGES 16

struct _SlWorkerPool
{
  GObject parent_instance;

  char *path;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;

  GQueue waiting; /* of Job */
  GQueue active;  /* of Job */
  GQueue sessions;
  SlWorkerSpare *spare;
  guint max_workers;
  guint running;

  GMutex lock;
  guint read_limit, draw_limit; /* milliseconds */
  guint most_running;
  char *level_words;
};

/* One worker of a job. */
typedef struct
{
  struct _Job *job;
  SlWorker *worker;
  SlExtractionStream *stream;
  gboolean finished; /* was told that there is no more */
} Part;

/* What a blocking caller waits on. */
typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean done;
  SlExtraction *extraction;
  char *words;
  GError *error;
} Wait;

typedef struct _Job
{
  SlWorkerPool *pool; /* owned: the pool outlives its jobs */
  SlSealedFile *file;
  SlJobMode mode;
  char *password;
  GTask *task; /* either */
  Wait *wait;  /* or */
  GCancellable *cancellable;
  GSource *cancel_source;
  SlExtractProgress progress;
  gpointer progress_data;

  SlExtraction *extraction;
  GPtrArray *parts; /* of Part */
  guint next_page;  /* the first one nobody was given */
  guint last_page;  /* 0: not a long document */
  guint pages_done;
  GError *error;
  char *words;
} Job;

G_DEFINE_FINAL_TYPE (SlWorkerPool, sl_worker_pool, G_TYPE_OBJECT)

static void dispatch (SlWorkerPool *self);

static void
job_free (Job *job)
{
  if (job->cancel_source != NULL)
    {
      g_source_destroy (job->cancel_source);
      g_source_unref (job->cancel_source);
    }
  g_clear_object (&job->file);
  if (job->password != NULL)
    memset (job->password, 0, strlen (job->password));
  g_free (job->password);
  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->extraction);
  g_ptr_array_unref (job->parts);
  g_clear_error (&job->error);
  g_free (job->words);
  g_object_unref (job->pool);
  g_free (job);
}

/* Hands the outcome to whoever asked. Frees @job. */
static void
job_return (Job *job)
{
  if (job->error == NULL && g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    g_clear_object (&job->extraction);
  if (job->extraction != NULL)
    sl_extraction_seal (job->extraction);

  if (job->task != NULL && job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->task != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->extraction), g_object_unref);
  else
    {
      Wait *wait = job->wait;
      g_mutex_lock (&wait->lock);
      wait->done = TRUE;
      if (job->error != NULL)
        wait->error = g_steal_pointer (&job->error);
      else
        wait->extraction = g_steal_pointer (&job->extraction);
      wait->words = g_steal_pointer (&job->words);
      g_cond_signal (&wait->cond);
      g_mutex_unlock (&wait->lock);
    }
  job_free (job);
}

typedef struct
{
  SlExtractProgress progress;
  gpointer data;
  guint done, pages;
} Report;

static gboolean
report_cb (gpointer data)
{
  Report *report = data;
  report->progress (report->done, report->pages, report->data);
  return G_SOURCE_REMOVE;
}

/* Queued on the caller's context before the outcome is, so it never comes after it. */
static void
job_report (Job *job)
{
  g_autoptr (GSource) source = NULL;
  Report *report;
  guint pages = MIN (sl_extraction_get_page_count (job->extraction), SL_PAGES_MAX);

  if (job->progress == NULL || job->task == NULL)
    return;
  report = g_new (Report, 1);
  *report = (Report){ job->progress, job->progress_data, job->pages_done, pages };
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report_cb, report, g_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
stop_all (Job *job)
{
  for (guint i = 0; i < job->parts->len; i++)
    {
      Part *part = g_ptr_array_index (job->parts, i);
      sl_worker_stop (part->worker);
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Job *job = data;
  SlWorkerPool *self = job->pool;

  if (job->parts->len > 0)
    {
      stop_all (job);
      return G_SOURCE_REMOVE;
    }
  if (g_queue_remove (&self->waiting, job))
    job_return (job);
  return G_SOURCE_REMOVE;
}

/* Gives the worker its next pages, or lets it go. */
static void
give_range (Part *part)
{
  Job *job = part->job;
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  gsize begin;
  guint pages;

  if (part->finished)
    return;
  if (job->next_page > job->last_page)
    {
      part->finished = TRUE;
      sl_worker_send_empty (part->worker, SL_FRAME_FINISH);
      return;
    }
  pages = job->last_page - job->next_page + 1;
  pages = CLAMP (pages / (2 * MAX (job->parts->len, 1)), RANGE_PAGES_MIN, RANGE_PAGES_MAX);
  begin = sl_frame_begin (frames, SL_FRAME_RANGE);
  sl_frame_put_u32 (frames, job->next_page);
  sl_frame_put_u32 (frames, pages);
  sl_frame_end (frames, begin);
  if (sl_worker_send (part->worker, frames))
    job->next_page += pages;
}

/* Only PDFs can be read from the middle; the others are laid out from their beginning. */
static gboolean
is_divisible (Job *job)
{
  return job->mode == SL_JOB_READ &&
         g_str_equal (sl_sealed_file_get_media_type (job->file), "application/pdf");
}

static gboolean
is_long (Job *job)
{
  return job->last_page > LONG_DOCUMENT && is_divisible (job);
}

static gboolean
take_cb (SlWorker *worker, SlFrame *frame, gpointer data, GError **error)
{
  Part *part = data;
  Job *job = part->job;
  SlFrameKind kind = frame->kind;

  if (kind == SL_FRAME_RANGE_DONE)
    {
      give_range (part);
      return TRUE;
    }
  if (!sl_extraction_stream_take (part->stream, frame, error))
    return FALSE;

  if (kind == SL_FRAME_DOCUMENT && job->last_page == 0)
    {
      guint pages = MIN (sl_extraction_get_page_count (job->extraction), SL_PAGES_MAX);
      job->last_page = pages;
      job_report (job);
      if (is_long (job))
        dispatch (job->pool);
      /* One that reads alone has its next pages at hand when it asks for them, and never waits
       * until we have taken in the last ones. Several share evenly instead. */
      if (is_divisible (job) && job->parts->len == 1)
        give_range (part);
    }
  if (kind == SL_FRAME_PAGE_END)
    {
      job->pages_done++;
      if (job->pages_done % REPORT_PAGES == 0 || job->pages_done == job->last_page)
        job_report (job);
    }
  return TRUE;
}

/* What to tell people of a worker that did not end well. */
static void
explain_end (Job *job, SlWorkerEnd end)
{
  static const struct
  {
    SlWorkerEnd end;
    const char *code, *sentence;
  } reasons[] = {
    { SL_WORKER_TIMED_OUT, "timed-out",
      N_ ("Reading it took too long and was stopped. Ask for a simpler copy, such as a new PDF.") },
    { SL_WORKER_TOO_BIG, "too-big",
      N_ ("It unpacks to more than Sightline reads and was stopped. Ask for a simpler copy.") },
    { SL_WORKER_BLOCKED, "blocked",
      N_ ("It made the document reader try something forbidden and was stopped. Treat the file "
          "with suspicion and ask for a new copy.") },
    { SL_WORKER_CRASHED, "damaged",
      N_ ("It is damaged and made the document reader fail. Ask for a new copy.") },
    { SL_WORKER_BROKEN, "broken-answer",
      N_ ("The document reader gave an answer that makes no sense, so nothing more was read. Treat "
          "the file with suspicion and ask for a new copy.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].end == end)
      sl_extraction_set_reason (job->extraction, SL_EXTRACTION_PARTIAL, reasons[i].code,
                                _ (reasons[i].sentence));
}

/* Plans and scans have to be read by eye; the officer should know which pages. */
static void
tell_unreadable (Job *job)
{
  guint readable = sl_extraction_count_readable (job->extraction);
  g_autofree char *warning = NULL;

  if (job->pages_done == 0 || readable == job->pages_done ||
      !g_str_equal (sl_sealed_file_get_media_type (job->file), "application/pdf"))
    return;
  if (readable == 0)
    warning = g_strdup (_ ("It has no text that can be read: it needs reading by eye."));
  else
    warning = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u of its %u pages has no text: it needs reading by eye.",
                     "%u of its %u pages have no text: they need reading by eye.",
                     job->pages_done - readable),
        job->pages_done - readable, job->pages_done);
  sl_extraction_add_warning (job->extraction, warning);
}

static void
job_over (Job *job)
{
  SlWorkerPool *self = job->pool;
  guint held = job->pages_done;

  if (job->mode == SL_JOB_READ && job->error == NULL && held < job->last_page &&
      sl_extraction_get_state (job->extraction) == SL_EXTRACTION_READ)
    sl_extraction_set_reason (job->extraction, SL_EXTRACTION_PARTIAL, "damaged",
                              _ ("Some of its pages could not be read. Ask for a new copy."));
  if (job->mode == SL_JOB_READ && job->error == NULL)
    tell_unreadable (job);
  g_queue_remove (&self->active, job);
  job_return (job);
}

static void
part_free (Part *part)
{
  g_clear_pointer (&part->stream, sl_extraction_stream_free);
  g_free (part);
}

static void
ended_cb (SlWorker *worker, SlWorkerEnd end, const GError *error, gpointer data)
{
  Part *part = data;
  Job *job = part->job;
  SlWorkerPool *self = job->pool;

  if (end == SL_WORKER_CLEAN && job->mode == SL_JOB_READ &&
      !sl_extraction_stream_is_ended (part->stream))
    end = SL_WORKER_BROKEN;
  if (end == SL_WORKER_UNUSABLE && job->error == NULL)
    {
      job->error = g_error_copy (error);
      stop_all (job);
    }
  if (sl_worker_get_level (worker)[0] != '\0')
    sl_extraction_set_level (job->extraction, sl_worker_get_level (worker));
  if (job->mode == SL_JOB_PROBE)
    job->words = g_strdup (sl_worker_get_level_words (worker));
  explain_end (job, end);

  self->running--;
  g_ptr_array_remove_fast (job->parts, part);
  g_object_ref (self);
  if (job->parts->len == 0)
    job_over (job);
  dispatch (self);
  g_object_unref (self);
}

static const SlWorkerEvents part_events = { .take = take_cb, .ended = ended_cb };

/* FALSE when no worker could be started; the job's error says why. */
static gboolean
start_part (Job *job, gboolean helper)
{
  SlWorkerPool *self = job->pool;
  Part *part = g_new0 (Part, 1);
  SlWorkerJob what = {
    .path = self->path,
    .mode = job->mode,
    .media_type = sl_sealed_file_get_media_type (job->file),
    .password = job->password,
    .first_page = job->next_page,
    .n_pages = FIRST_PAGES,
    .helper = helper,
    .document_fd = sl_sealed_file_get_fd (job->file),
  };

  part->job = job;
  part->stream = sl_extraction_stream_new (job->extraction);
  part->worker = sl_worker_start (&what, &part_events, part,
                                  job->error == NULL ? &job->error : NULL);
  if (part->worker == NULL)
    {
      part_free (part);
      return FALSE;
    }
  job->next_page += FIRST_PAGES;
  sl_worker_set_time_limit (part->worker, self->read_limit);
  g_ptr_array_add (job->parts, part);
  self->running++;
  g_mutex_lock (&self->lock);
  self->most_running = MAX (self->most_running, self->running);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* Tells when the name promises something else than the bytes are. */
static void
compare_name (Job *job)
{
  const char *type = sl_sealed_file_get_media_type (job->file);
  const char *name = sl_sealed_file_get_name (job->file);
  const char *title = sl_media_type_get_title (type);
  const char *dot = strrchr (name, '.');
  g_autofree char *warning = NULL;

  if (dot == NULL || title == NULL || sl_media_type_suits_name (type, name))
    return;
  warning = g_strdup_printf (_ ("The name ends in %s, but the file is of another kind: %s."), dot,
                             title);
  sl_extraction_add_warning (job->extraction, warning);
}

/* Takes all free workers for a document, unless another document waits for them. */
static void
start_helpers (Job *job)
{
  SlWorkerPool *self = job->pool;

  while (self->running < self->max_workers && g_queue_is_empty (&self->waiting) &&
         (job->last_page == 0 || job->next_page <= job->last_page) &&
         !g_cancellable_is_cancelled (job->cancellable))
    if (!start_part (job, TRUE))
      {
        /* The first worker reads on alone. */
        g_clear_error (&job->error);
        return;
      }
}

static void
start_job (Job *job)
{
  SlWorkerPool *self = job->pool;
  const char *type = sl_sealed_file_get_media_type (job->file);
  const char *code = NULL;
  g_autofree char *sentence = NULL;

  job->extraction = sl_extraction_new (type);
  if (job->mode == SL_JOB_READ)
    {
      compare_name (job);
      if (!sl_media_type_is_read (type, &code, &sentence))
        {
          sl_extraction_set_reason (job->extraction, SL_EXTRACTION_REFUSED, code, sentence);
          job_return (job);
          return;
        }
    }
  if (!start_part (job, FALSE))
    {
      g_clear_object (&job->extraction);
      job_return (job);
      return;
    }
  g_queue_push_tail (&self->active, job);
  if (is_divisible (job) && sl_sealed_file_get_size (job->file) >= LARGE_DOCUMENT)
    start_helpers (job);
}

/* New documents first; workers left over help with long ones. */
static void
dispatch (SlWorkerPool *self)
{
  while (self->running < self->max_workers && !g_queue_is_empty (&self->waiting))
    start_job (g_queue_pop_head (&self->waiting));

  for (GList *link = self->active.head; link != NULL; link = link->next)
    {
      Job *job = link->data;
      if (is_long (job) && job->error == NULL)
        start_helpers (job);
    }
}

static gboolean
submit_cb (gpointer data)
{
  Job *job = data;
  SlWorkerPool *self = g_object_ref (job->pool);

  if (job->cancellable != NULL)
    {
      job->cancel_source = g_cancellable_source_new (job->cancellable);
      g_source_set_callback (job->cancel_source, G_SOURCE_FUNC (cancelled_cb), job, NULL);
      g_source_attach (job->cancel_source, self->context);
    }
  g_queue_push_tail (&self->waiting, job);
  dispatch (self);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static Job *
job_new (SlWorkerPool *self, SlSealedFile *file, const char *password, GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->pool = g_object_ref (self);
  job->file = g_object_ref (file);
  job->password = g_strdup (password);
  job->next_page = 1;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return job;
}

/* Runs @job and blocks until it is over. */
static void
run_blocking (SlWorkerPool *self, Job *job, Wait *wait)
{
  g_mutex_init (&wait->lock);
  g_cond_init (&wait->cond);
  job->wait = wait;
  g_main_context_invoke (self->context, submit_cb, job);
  g_mutex_lock (&wait->lock);
  while (!wait->done)
    g_cond_wait (&wait->cond, &wait->lock);
  g_mutex_unlock (&wait->lock);
  g_mutex_clear (&wait->lock);
  g_cond_clear (&wait->cond);
}

static gpointer
pool_thread (gpointer data)
{
  GMainLoop *loop = data;
  GMainContext *context = g_main_loop_get_context (loop);

  g_main_context_push_thread_default (context);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);
  g_main_loop_unref (loop);
  return NULL;
}

/* What the pool's thread needs to end by itself, the pool being gone. */
typedef struct
{
  SlWorkerSpare *spare;
  GMainLoop *loop;
} Rest;

static gboolean
end_cb (gpointer data)
{
  g_autofree Rest *rest = data;

  sl_worker_spare_end (rest->spare, rest->loop);
  g_main_loop_unref (rest->loop);
  return G_SOURCE_REMOVE;
}

static void
sl_worker_pool_finalize (GObject *object)
{
  SlWorkerPool *self = SL_WORKER_POOL (object);
  g_autoptr (GSource) end = g_idle_source_new ();
  Rest *rest = g_new (Rest, 1);

  /* Jobs hold the pool, so none is left, and of the workers only the spare. The last of the jobs
   * may let go on the pool's own thread, which cannot wait for itself. */
  *rest = (Rest){ self->spare, g_main_loop_ref (self->loop) };
  g_source_set_callback (end, end_cb, rest, NULL);
  g_source_attach (end, self->context);
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_queue_clear (&self->sessions);
  g_mutex_clear (&self->lock);
  g_free (self->level_words);
  g_free (self->path);
  G_OBJECT_CLASS (sl_worker_pool_parent_class)->finalize (object);
}

static void
sl_worker_pool_class_init (SlWorkerPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_worker_pool_finalize;
}

static void
sl_worker_pool_init (SlWorkerPool *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  g_queue_init (&self->active);
  g_queue_init (&self->sessions);
  self->spare = sl_worker_spare_new ();
  self->max_workers = MIN (WORKERS_MAX, g_get_num_processors ());
  self->read_limit = READ_LIMIT_MS;
  self->draw_limit = DRAW_LIMIT_MS;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("sl-workers", pool_thread, g_main_loop_ref (self->loop));
}

/* The build's own worker when this program lies in the build folder. */
static char *
find_worker (void)
{
  const char *from_test = g_getenv ("SIGHTLINE_EXTRACT");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (SL_BUILD_EXTRACT_PATH);
  g_autofree char *app = g_path_get_dirname (folder);
  g_autofree char *build = g_path_get_dirname (app);
  g_autofree char *prefix = g_strconcat (build, "/", NULL);

  if (from_test != NULL && *from_test != '\0')
    return g_strdup (from_test);
  if (program != NULL && g_str_has_prefix (program, prefix))
    return g_strdup (SL_BUILD_EXTRACT_PATH);
  return g_build_filename (SL_LIBEXECDIR, "sightline-extract", NULL);
}

/**
 * sl_worker_pool_new:
 * @worker_path: (nullable): the worker program, or %NULL for the one that belongs to this program
 *
 * Returns: (transfer full): a pool; nothing is started before the first document
 */
SlWorkerPool *
sl_worker_pool_new (const char *worker_path)
{
  SlWorkerPool *self = g_object_new (SL_TYPE_WORKER_POOL, NULL);

  self->path = worker_path != NULL ? g_strdup (worker_path) : find_worker ();
  return self;
}

/**
 * sl_worker_pool_dup_sandbox_level:
 * @self: a pool
 * @error: set when no worker can be started or it cannot be locked in
 *
 * Starts a worker to see how well this computer can lock one in. Blocking; the answer is kept.
 *
 * Returns: (transfer full) (nullable): words such as "A full (Landlock 2, seccomp)"
 */
char *
sl_worker_pool_dup_sandbox_level (SlWorkerPool *self, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (" ", 1);
  g_autoptr (SlSealedFile) file = NULL;
  Wait wait = { 0 };
  Job *job;
  char *words;

  g_return_val_if_fail (SL_IS_WORKER_POOL (self), NULL);

  g_mutex_lock (&self->lock);
  words = g_strdup (self->level_words);
  g_mutex_unlock (&self->lock);
  if (words != NULL)
    return words;

  file = sl_sealed_file_new_from_bytes (bytes, "probe", error);
  if (file == NULL)
    return NULL;
  job = job_new (self, file, NULL, NULL);
  job->mode = SL_JOB_PROBE;
  run_blocking (self, job, &wait);
  g_clear_object (&wait.extraction);
  if (wait.error != NULL)
    {
      g_propagate_error (error, wait.error);
      g_free (wait.words);
      return NULL;
    }
  g_mutex_lock (&self->lock);
  g_free (self->level_words);
  self->level_words = g_strdup (wait.words);
  g_mutex_unlock (&self->lock);
  return wait.words;
}

static gboolean
keep_spare_cb (gpointer data)
{
  SlWorkerPool *self = data;

  sl_worker_spare_keep (self->spare, self->path, self->draw_limit);
  return G_SOURCE_REMOVE;
}

/**
 * sl_worker_pool_keep_spare:
 * @self: a pool
 *
 * Somebody is likely to look at a document soon. What takes a tenth of a second and more and needs
 * no document is done now: a worker is started, warmed up and locked in. To be called again
 * whenever it becomes likely again; a spare that is there stays longer for it.
 */
void
sl_worker_pool_keep_spare (SlWorkerPool *self)
{
  g_return_if_fail (SL_IS_WORKER_POOL (self));
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, keep_spare_cb, g_object_ref (self),
                              g_object_unref);
}

SlWorker *
sl_worker_pool_take_spare (SlWorkerPool *self, const char *media_type)
{
  return sl_worker_spare_take (self->spare, media_type);
}

guint
sl_worker_pool_get_spare_pid (SlWorkerPool *self)
{
  return sl_worker_spare_get_ready_pid (self->spare);
}

void
sl_worker_pool_set_spare_idle_time (SlWorkerPool *self, guint milliseconds)
{
  sl_worker_spare_set_idle_time (self->spare, milliseconds);
}

/**
 * sl_worker_pool_extract_async:
 * @self: a pool
 * @file: what to read
 * @password: (nullable): the password of an encrypted PDF
 * @progress: (nullable): told of pages read, on the caller's main context, never after @callback
 * @progress_data: passed to @progress
 * @cancellable: (nullable): stops the workers at once
 * @callback: called on the caller's main context
 * @user_data: passed to @callback
 *
 * Reads a document. A document that cannot be read is no error: its extraction says why.
 */
void
sl_worker_pool_extract_async (SlWorkerPool *self,
                              SlSealedFile *file,
                              const char *password,
                              SlExtractProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Job *job;

  g_return_if_fail (SL_IS_WORKER_POOL (self));
  g_return_if_fail (SL_IS_SEALED_FILE (file));

  job = job_new (self, file, password, cancellable);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, sl_worker_pool_extract_async);
  job->progress = progress;
  job->progress_data = progress_data;
  g_main_context_invoke (self->context, submit_cb, job);
}

SlExtraction *
sl_worker_pool_extract_finish (SlWorkerPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

SlExtraction *
sl_worker_pool_extract (SlWorkerPool *self,
                        SlSealedFile *file,
                        const char *password,
                        GCancellable *cancellable,
                        GError **error)
{
  Wait wait = { 0 };

  g_return_val_if_fail (SL_IS_WORKER_POOL (self), NULL);
  g_return_val_if_fail (SL_IS_SEALED_FILE (file), NULL);
  g_return_val_if_fail (g_thread_self () != self->thread, NULL);

  run_blocking (self, job_new (self, file, password, cancellable), &wait);
  g_free (wait.words);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);
  return wait.extraction;
}

GMainContext *
sl_worker_pool_get_context (SlWorkerPool *self)
{
  return self->context;
}

const char *
sl_worker_pool_get_worker_path (SlWorkerPool *self)
{
  return self->path;
}

void
sl_worker_pool_set_time_limits (SlWorkerPool *self, guint read_ms, guint draw_ms)
{
  self->read_limit = read_ms;
  self->draw_limit = draw_ms;
}

guint
sl_worker_pool_get_draw_limit (SlWorkerPool *self)
{
  return self->draw_limit;
}

void
sl_worker_pool_set_max_workers (SlWorkerPool *self, guint workers)
{
  self->max_workers = workers;
}

guint
sl_worker_pool_get_most_running (SlWorkerPool *self)
{
  guint most;

  g_mutex_lock (&self->lock);
  most = self->most_running;
  g_mutex_unlock (&self->lock);
  return most;
}

GQueue *
sl_worker_pool_get_sessions (SlWorkerPool *self)
{
  return &self->sessions;
}
