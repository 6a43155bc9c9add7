/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-worker-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The program's end of one worker: starts the process as security.md section 3 says, reads what it
 * says with caps on bytes and time, and always waits for it. Descriptors a worker might send are
 * never received: plain read() drops them in the kernel. */

#define READ_CHUNK (256 * 1024)
/* What may wait on its way to us; the kernel gives as much of it as it allows. */
#define SEND_BUFFER (2 * 1024 * 1024)
#define READS_A_TURN 4
#define STDERR_MAX (16 * 1024)
/* Text, boxes, rows and attachments at their own caps, with room for the heads. */
#define BYTES_MAX (640 * (guint64) 1024 * 1024)
/* Time to leave once it has said all. */
#define LEAVING_MS 5000
/* The document, and the memory for pixels. */
#define GIFT_FDS 2

struct _SlWorker
{
  SlWorkerEvents events;
  gpointer data;

  GSubprocess *process;
  int socket;
  int errors;
  GSource *socket_source;
  GSource *errors_source;
  GSource *deadline;
  SlFrameReader *reader;
  guint8 *chunk; /* of READ_CHUNK bytes */
  GString *stderr_text;
  char *level;
  char *level_words;
  guint64 bytes;
  GByteArray *gift; /* the frame that brings the document; NULL when it has gone, or is to come */
  int gift_fds[GIFT_FDS];

  GError *error;
  SlWorkerEnd end;
  gboolean condemned; /* @end was decided by us, not by how the process left */
  gboolean greeted;
  gboolean given;  /* its document */
  gboolean closed; /* the socket */
  gboolean gone;   /* the process */
};

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
clear_gift (SlWorker *self)
{
  if (self->gift == NULL)
    return;
  for (guint i = 0; i < GIFT_FDS; i++)
    close (self->gift_fds[i]);
  g_clear_pointer (&self->gift, g_byte_array_unref);
}

static void
worker_free (SlWorker *self)
{
  clear_gift (self);
  clear_source (&self->socket_source);
  clear_source (&self->errors_source);
  clear_source (&self->deadline);
  if (self->socket >= 0)
    close (self->socket);
  if (self->errors >= 0)
    close (self->errors);
  g_clear_object (&self->process);
  g_clear_pointer (&self->reader, sl_frame_reader_free);
  g_free (self->chunk);
  g_string_free (self->stderr_text, TRUE);
  g_clear_error (&self->error);
  g_free (self->level);
  g_free (self->level_words);
  g_free (self);
}

static void
condemn (SlWorker *self, SlWorkerEnd end)
{
  if (self->condemned || self->gone)
    return;
  self->condemned = TRUE;
  self->end = end;
  g_subprocess_force_exit (self->process);
}

/* The libraries say so on stderr before they give up. A worker that lies here only chooses which
 * sentence is shown. */
static gboolean
ran_out_of_memory (SlWorker *self)
{
  static const char *const marks[] = { "failed to allocate", "Out of memory", "bad_alloc",
                                       "out of memory", "Memory allocation" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (self->stderr_text->str, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

static SlWorkerEnd
judge_exit (SlWorker *self)
{
  if (self->condemned)
    return self->end;
  if (g_subprocess_get_if_exited (self->process))
    {
      if (g_subprocess_get_exit_status (self->process) == 0)
        return SL_WORKER_CLEAN;
      return ran_out_of_memory (self) ? SL_WORKER_TOO_BIG : SL_WORKER_CRASHED;
    }
  switch (g_subprocess_get_term_sig (self->process))
    {
    case SIGXCPU:
    case SIGKILL: /* the hard processor limit */
      return SL_WORKER_TIMED_OUT;
    case SIGSYS:
      return SL_WORKER_BLOCKED;
    default:
      return ran_out_of_memory (self) ? SL_WORKER_TOO_BIG : SL_WORKER_CRASHED;
    }
}

static void
finish_if_over (SlWorker *self)
{
  SlWorkerEnd end;

  if (!self->closed || !self->gone)
    return;
  end = judge_exit (self);
  /* Gone before it had read a byte of the document: the worker itself is at fault. */
  if (!self->greeted && end != SL_WORKER_STOPPED)
    {
      end = SL_WORKER_UNUSABLE;
      if (self->error == NULL)
        g_set_error (&self->error, G_IO_ERROR, G_IO_ERROR_FAILED,
                     _ ("The document reader stopped before it began%s%s. Reinstall Sightline, or "
                        "ask whoever looks after this computer."),
                     self->stderr_text->len > 0 ? ": " : "", g_strchomp (self->stderr_text->str));
    }
  if (end != SL_WORKER_CLEAN && self->stderr_text->len > 0)
    g_debug ("The worker said: %s", self->stderr_text->str);
  self->events.ended (self, end, self->error, self->data);
  worker_free (self);
}

/* The first thing a worker says: its version and how well it is locked in. */
static gboolean
take_hello (SlWorker *self, SlFrame *frame)
{
  guint version = sl_frame_get_u32 (frame, G_MAXUINT32);
  g_autofree char *program = sl_frame_get_text (frame, 100);
  g_autofree char *level = sl_frame_get_text (frame, 10);
  g_autofree char *words = sl_frame_get_text (frame, 500);

  if (frame->kind != SL_FRAME_HELLO || !sl_frame_is_done (frame))
    {
      g_set_error (&self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("The document reader did not introduce itself. Reinstall Sightline."));
      return FALSE;
    }
  if (version != SL_FRAME_VERSION || g_strcmp0 (program, SL_PROGRAM_VERSION) != 0)
    {
      g_set_error (
          &self->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
          _ ("The document reader is version %s but Sightline is %s. Reinstall Sightline."),
          program, SL_PROGRAM_VERSION);
      return FALSE;
    }
  if (g_strcmp0 (level, "A") != 0 && g_strcmp0 (level, "B") != 0)
    {
      g_set_error (
          &self->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
          _ ("This computer cannot lock the document reader in (%s), so Sightline opens no "
             "documents on it. Everything else works. Ask for a kernel with seccomp."),
          words);
      return FALSE;
    }
  self->greeted = TRUE;
  g_free (self->level);
  self->level = g_steal_pointer (&level);
  g_free (self->level_words);
  self->level_words = g_steal_pointer (&words);
  return TRUE;
}

/* The descriptors go along with the frame's first byte. */
static void
send_gift (SlWorker *self)
{
  union
  {
    struct cmsghdr head; /* for its alignment */
    char room[CMSG_SPACE (sizeof self->gift_fds)];
  } control = { 0 };
  struct iovec bytes = { self->gift->data, self->gift->len };
  struct msghdr message = {
    .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  struct cmsghdr *head = CMSG_FIRSTHDR (&message);
  gssize n;
  gboolean gone;

  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN (sizeof self->gift_fds);
  memcpy (CMSG_DATA (head), self->gift_fds, sizeof self->gift_fds);
  do
    n = sendmsg (self->socket, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  gone = n < 0 && (errno == EPIPE || errno == ECONNRESET); /* and says so by its exit */
  if (!gone && n != (gssize) self->gift->len)
    condemn (self, SL_WORKER_BROKEN);
  clear_gift (self);
}

/* Takes all whole frames; FALSE when the worker was condemned. */
static gboolean
take_frames (SlWorker *self)
{
  SlFrame frame;

  while (!self->condemned && sl_frame_reader_next (self->reader, &frame, &self->error))
    {
      if (!self->greeted)
        {
          if (!take_hello (self, &frame))
            condemn (self, SL_WORKER_UNUSABLE);
          else if (self->events.greeted != NULL)
            self->events.greeted (self, self->data);
          if (!self->condemned && self->gift != NULL)
            send_gift (self);
        }
      else if (frame.kind == SL_FRAME_HELLO ||
               !self->events.take (self, &frame, self->data, &self->error))
        condemn (self, SL_WORKER_BROKEN);
    }
  if (self->error != NULL)
    condemn (self, SL_WORKER_BROKEN);
  return !self->condemned;
}

static void
close_socket (SlWorker *self)
{
  clear_source (&self->socket_source);
  if (self->socket >= 0)
    close (self->socket);
  self->socket = -1;
  self->closed = TRUE;
}

static gboolean
socket_ready_cb (int fd, GIOCondition condition, gpointer data)
{
  SlWorker *self = data;

  for (int i = 0; i < READS_A_TURN; i++)
    {
      gssize n = read (fd, self->chunk, READ_CHUNK);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return G_SOURCE_CONTINUE;
      if (n <= 0)
        break;
      self->bytes += n;
      if (self->bytes > BYTES_MAX)
        condemn (self, SL_WORKER_BROKEN);
      sl_frame_reader_push (self->reader, self->chunk, n);
      if (!take_frames (self))
        break;
      if (n < READ_CHUNK)
        return G_SOURCE_CONTINUE;
      if (i == READS_A_TURN - 1)
        return G_SOURCE_CONTINUE;
    }

  /* The end of what it says, or of our patience. It has a moment to leave by itself. */
  close_socket (self);
  if (!self->gone)
    sl_worker_set_time_limit (self, LEAVING_MS);
  finish_if_over (self);
  return G_SOURCE_REMOVE;
}

static gboolean
errors_ready_cb (int fd, GIOCondition condition, gpointer data)
{
  SlWorker *self = data;
  char chunk[4096];
  gssize n;

  errno = 0;
  n = read (fd, chunk, MIN (sizeof chunk, STDERR_MAX - self->stderr_text->len));

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;
  if (n > 0)
    g_string_append_len (self->stderr_text, chunk, n);
  if (n > 0 && self->stderr_text->len < STDERR_MAX)
    return G_SOURCE_CONTINUE;
  clear_source (&self->errors_source);
  close (self->errors);
  self->errors = -1;
  return G_SOURCE_REMOVE;
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlWorker *self = data;

  g_subprocess_wait_finish (self->process, result, NULL);
  self->gone = TRUE;
  /* What it said last decides between "too big" and "crashed". */
  while (self->errors >= 0 && errors_ready_cb (self->errors, G_IO_IN, self) == G_SOURCE_CONTINUE)
    if (errno == EAGAIN)
      break;
  finish_if_over (self);
}

static gboolean
deadline_cb (gpointer data)
{
  SlWorker *self = data;

  clear_source (&self->deadline);
  condemn (self, SL_WORKER_TIMED_OUT);
  return G_SOURCE_REMOVE;
}

/* A source on the thread's own context. */
static GSource *
watch (int fd, GUnixFDSourceFunc callback, gpointer data)
{
  GSource *source = g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP | G_IO_ERR);

  g_source_set_callback (source, G_SOURCE_FUNC (callback), data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static GSubprocess *
spawn (const SlWorkerJob *job, int socket, int errors, GError **error)
{
  /* With these two GLib need not fork, which for a program of this size takes longer than the
   * worker's own start. All our descriptors close on exec, and the worker closes what it does not
   * know and goes to "/" before anything else. */
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_INHERIT_FDS);
  /* Reading a page takes and gives back thousands of small pieces of memory; kept in the thread's
   * own lists, of seven otherwise, they cost an eighth less of the whole work. At most 70 MB wait
   * there. */
  static const char *const reading[] = { "LANG=C.UTF-8", "TZ=UTC",
                                         "GLIBC_TUNABLES=glibc.malloc.tcache_count=2048", NULL };
  /* A plan's recording is tens of megabytes: in large pages it is written a tenth faster. */
  static const char *const drawing[] = {
    "LANG=C.UTF-8", "TZ=UTC",
    "GLIBC_TUNABLES=glibc.malloc.tcache_count=2048:glibc.malloc.hugetlb=1", NULL
  };
  const char *const *environment = job->mode == SL_JOB_RENDER ? drawing : reading;
  const char *const arguments[] = { job->path, NULL };

  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  g_subprocess_launcher_take_stderr_fd (launcher, errors);
  if (job->document_fd >= 0)
    g_subprocess_launcher_take_fd (launcher, fcntl (job->document_fd, F_DUPFD_CLOEXEC, 10),
                                   SL_WORKER_DOCUMENT_FD);
  g_subprocess_launcher_take_fd (launcher, socket, SL_WORKER_SOCKET_FD);
  return g_subprocess_launcher_spawnv (launcher, arguments, error);
}

static void
send_job (SlWorker *self, const SlWorkerJob *job)
{
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  gsize begin = sl_frame_begin (frames, SL_FRAME_JOB);

  sl_frame_put_u32 (frames, SL_FRAME_VERSION);
  sl_frame_put_u32 (frames, job->mode);
  sl_frame_put_u32 (frames, getpid ());
  sl_frame_put_u32 (frames, job->first_page);
  sl_frame_put_u32 (frames, job->n_pages);
  sl_frame_put_u32 (frames, job->helper);
  sl_frame_put_text (frames, job->media_type);
  sl_frame_put_text (frames, job->password);
  sl_frame_end (frames, begin);
  sl_worker_send (self, frames);
}

/**
 * sl_worker_start:
 * @job: what it is to do; copied as needed
 * @events: whom to tell
 * @data: passed to @events
 * @error: set when it cannot be started at all
 *
 * Returns: (nullable): a running worker, which frees itself after the "ended" event
 */
SlWorker *
sl_worker_start (const SlWorkerJob *job,
                 const SlWorkerEvents *events,
                 gpointer data,
                 GError **error)
{
  g_autoptr (GError) local = NULL;
  GSubprocess *process;
  SlWorker *self;
  int sockets[2], pipes[2];
  int buffer = SEND_BUFFER;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The document reader cannot be started: %s."), g_strerror (errno));
      return NULL;
    }
  /* The worker reads on while we take in what it said last, instead of waiting for us at each
   * quarter of a megabyte: a page's boxes alone are 60 KB. */
  setsockopt (sockets[1], SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  if (!g_unix_open_pipe (pipes, FD_CLOEXEC, error))
    {
      close (sockets[0]);
      close (sockets[1]);
      return NULL;
    }
  process = spawn (job, sockets[1], pipes[1], &local);
  if (process == NULL)
    {
      close (sockets[0]);
      close (pipes[0]);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The document reader %s cannot be started: %s. Reinstall Sightline."),
                   job->path, local->message);
      return NULL;
    }

  self = g_new0 (SlWorker, 1);
  self->events = *events;
  self->data = data;
  self->process = process;
  self->socket = sockets[0];
  self->errors = pipes[0];
  self->reader = sl_frame_reader_new ();
  self->chunk = g_malloc (READ_CHUNK);
  self->stderr_text = g_string_new (NULL);
  self->level = g_strdup ("");
  self->level_words = g_strdup ("");
  g_unix_set_fd_nonblocking (self->socket, TRUE, NULL);
  g_unix_set_fd_nonblocking (self->errors, TRUE, NULL);
  self->socket_source = watch (self->socket, socket_ready_cb, self);
  self->errors_source = watch (self->errors, errors_ready_cb, self);
  g_subprocess_wait_async (process, NULL, waited_cb, self);
  send_job (self, job);
  return self;
}

/**
 * sl_worker_set_events:
 * @self: a worker that was given no document yet
 * @events: whom to tell from now on
 * @data: passed to @events
 */
void
sl_worker_set_events (SlWorker *self, const SlWorkerEvents *events, gpointer data)
{
  self->events = *events;
  self->data = data;
}

/**
 * sl_worker_give:
 * @self: a worker that was started to draw
 * @document_fd: the sealed document; borrowed
 * @pixels_fd: the memory it draws into; borrowed
 * @password: (nullable): the document's password
 *
 * Gives the worker its document: at once when it has said how well it is locked in, else as soon as
 * it has; never when it is not. To be called once for a worker.
 */
void
sl_worker_give (SlWorker *self, int document_fd, int pixels_fd, const char *password)
{
  gsize begin;

  g_return_if_fail (!self->given);
  self->given = TRUE;
  self->gift_fds[0] = fcntl (document_fd, F_DUPFD_CLOEXEC, 10);
  self->gift_fds[1] = fcntl (pixels_fd, F_DUPFD_CLOEXEC, 10);
  self->gift = g_byte_array_new ();
  begin = sl_frame_begin (self->gift, SL_FRAME_GIVE);
  sl_frame_put_text (self->gift, password);
  sl_frame_end (self->gift, begin);
  if (self->greeted && self->socket >= 0)
    send_gift (self);
}

/**
 * sl_worker_send:
 * @self: a worker
 * @frames: whole frames, a few hundred bytes at most
 *
 * Returns: %FALSE when the worker does not take them, which ends it
 */
gboolean
sl_worker_send (SlWorker *self, GByteArray *frames)
{
  gssize n;

  if (self->socket < 0)
    return FALSE;
  self->bytes = 0; /* the cap is on one answer */
  do
    n = send (self->socket, frames->data, frames->len, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  /* The socket holds far more than we ever leave unread, so a full one is a worker that is stuck;
   * one that has gone says so by its exit. */
  if (n != (gssize) frames->len && n >= 0)
    condemn (self, SL_WORKER_BROKEN);
  return n == (gssize) frames->len;
}

void
sl_worker_send_empty (SlWorker *self, SlFrameKind kind)
{
  g_autoptr (GByteArray) frames = g_byte_array_new ();

  sl_frame_end (frames, sl_frame_begin (frames, kind));
  sl_worker_send (self, frames);
}

void
sl_worker_set_time_limit (SlWorker *self, guint milliseconds)
{
  clear_source (&self->deadline);
  if (milliseconds == 0)
    return;
  self->deadline = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->deadline, deadline_cb, self, NULL);
  g_source_attach (self->deadline, g_main_context_get_thread_default ());
}

void
sl_worker_stop (SlWorker *self)
{
  condemn (self, SL_WORKER_STOPPED);
}

guint
sl_worker_get_pid (SlWorker *self)
{
  const char *id = g_subprocess_get_identifier (self->process);

  return id != NULL ? strtoul (id, NULL, 10) : 0;
}

const char *
sl_worker_get_level (SlWorker *self)
{
  return self->level;
}

const char *
sl_worker_get_level_words (SlWorker *self)
{
  return self->level_words;
}
