/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-input.h"
#include "extract/sl-no-threads.h"
#include "extract/sl-reader.h"
#include "extract/sl-render.h"
#include "extract/sl-sandbox.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* sightline-extract: reads or draws one document and ends. It hears its job on its socket
 * (descriptor 4), opens all files it will ever need, locks itself in, and only then maps the
 * document. What reads is started with the document as descriptor 3; what draws is given it, with
 * memory for pixels, once it has said that it is locked in, and may have waited long for it: a
 * spare. */

#if SL_SANITIZED
/* The environment is empty, so AddressSanitizer's options are compiled in. */
const char *__asan_default_options (void);
const char *
__asan_default_options (void)
{
  return "detect_leaks=0:symbolize=0:allocator_may_return_null=1:max_allocation_size_mb=512:"
         "handle_segv=0";
}
#endif

static const SlReader *const readers[] = {
  &sl_pdf_reader,    &sl_docx_reader,   &sl_odt_reader,   &sl_html_reader, &sl_mhtml_reader,
  &sl_mail_reader,   &sl_json_reader,   &sl_xml_reader,   &sl_zip_reader,  &sl_png_reader,
  &sl_jpeg_reader,   &sl_text_reader,   &sl_table_reader, &sl_text_reader, &sl_table_reader,
  &sl_bundle_reader, &sl_pixels_reader,
};

typedef struct
{
  SlJobMode mode;
  guint parent, first, pages;
  gboolean helper;
  char *media_type, *password;
} Job;

static gboolean
read_job (SlFrameReader *reader, Job *job)
{
  SlFrame frame;

  if (!sl_input_read (reader, &frame) || frame.kind != SL_FRAME_JOB)
    return FALSE;
  sl_frame_get_u32 (&frame, G_MAXUINT32); /* its version; ours is in HELLO, and it decides */
  job->mode = sl_frame_get_u32 (&frame, SL_JOB_PROBE);
  job->parent = sl_frame_get_u32 (&frame, G_MAXINT32);
  job->first = sl_frame_get_u32 (&frame, G_MAXINT32);
  job->pages = sl_frame_get_u32 (&frame, G_MAXINT32);
  job->helper = sl_frame_get_u32 (&frame, 1);
  job->media_type = sl_frame_get_text (&frame, 200);
  job->password = sl_frame_get_text (&frame, 10000);
  return sl_frame_is_done (&frame);
}

static const SlReader *
find_reader (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i]->media_type, media_type))
      return readers[i];
  return NULL;
}

/* Maps the document, for the first time. */
static gboolean
map_document (SlSource *source)
{
  struct stat status;
  void *data;

  if (fstat (source->fd, &status) != 0 || status.st_size <= 0)
    return FALSE;
  data = mmap (NULL, status.st_size, PROT_READ, MAP_PRIVATE, source->fd, 0);
  if (data == MAP_FAILED)
    return FALSE;
  source->data = data;
  source->length = status.st_size;
  source->bytes = g_bytes_new_static (data, status.st_size);
  return TRUE;
}

/* Pages @first to @first + @pages - 1; FALSE when no more text is taken. */
static gboolean
emit_range (SlPages *pages, SlSource *source, guint first, guint n)
{
  guint end = MIN (MIN (pages->count, SL_PAGES_MAX), first + n - 1);

  for (guint number = first; number <= end; number++)
    if (!pages->emit (pages, source, number))
      return FALSE;
  return TRUE;
}

/* Reads the pages it was given, then those it is given next, until it is told to stop. */
static void
emit_ranges (SlFrameReader *in, SlPages *pages, SlSource *source, guint first, guint n)
{
  SlFrame frame;

  while (emit_range (pages, source, first, n))
    {
      sl_output_range_done (source->out);
      if (!sl_input_read (in, &frame) || frame.kind != SL_FRAME_RANGE)
        return;
      first = sl_frame_get_u32 (&frame, SL_PAGES_MAX);
      n = sl_frame_get_u32 (&frame, SL_PAGES_MAX);
      if (!sl_frame_is_done (&frame) || first == 0)
        return;
    }
}

static void
read_document (SlFrameReader *in, const SlReader *reader, SlSource *source, const Job *job)
{
  SlPages *pages;

  if (reader == NULL)
    sl_output_reason (source->out, SL_OUTCOME_REFUSED, "unsupported",
                      _ ("Sightline cannot read this kind of file. Ask the applicant for a PDF."));
  pages = reader != NULL ? reader->open (source) : NULL;
  if (pages == NULL)
    return;
  sl_output_document (source->out, pages->count, source->media_type);
  if (pages->inspect != NULL && !job->helper)
    pages->inspect (pages, source);
  if (pages->count > SL_PAGES_MAX && !job->helper)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("It has %u pages; the first %u were read."),
                                                   pages->count, SL_PAGES_MAX);
      sl_output_reason (source->out, SL_OUTCOME_PARTIAL, "too-many-pages", sentence);
    }
  if (reader == &sl_pdf_reader)
    emit_ranges (in, pages, source, MAX (job->first, 1), job->pages);
  else
    emit_range (pages, source, 1, pages->count);
}

/* Whether this is the only thread: a folder of /proc has two links and one more for each. A thread
 * that was joined may stand there for a moment still, since the kernel wakes who joins before it
 * takes the entry away: so up to a second is given before the worker refuses. */
static gboolean
is_alone (void)
{
  struct stat status;

  for (int tries = 0; tries < 1000; tries++)
    {
      if (stat ("/proc/self/task", &status) != 0)
        return FALSE;
      if (status.st_nlink == 3)
        return TRUE;
      poll (NULL, 0, 1);
    }
  return FALSE;
}

/* Locks in and says so; does not return when that failed. @socket: where the document will come
 * from, or -1. */
static void
lock_in (SlOutput *out, int socket)
{
  g_autofree char *words = NULL;
  SlSandboxLevel level;
  gboolean alone;

  sl_no_threads ();
  alone = is_alone ();
  level = sl_sandbox_lock (SL_SANDBOX_ENFORCE, socket, &words);

  if (!alone)
    {
      g_free (words);
      words = g_strdup ("D broken: the worker has more than one thread");
      level = SL_SANDBOX_D;
    }
  else if (level != SL_SANDBOX_D && !sl_sandbox_test (level))
    {
      g_free (words);
      words = g_strdup ("D broken: the sandbox let a forbidden file be opened");
      level = SL_SANDBOX_D;
    }
  sl_output_hello (out, sl_sandbox_level_name (level), words);
  if (level == SL_SANDBOX_D)
    _exit (3);
}

/* Waits for the one document of this worker's life, then gives up waiting for good. */
static gboolean
take_document (SlFrameReader *in, SlSource *source, Job *job)
{
  int pixels_fd;

  g_free (job->password);
  if (!sl_input_receive (in, &source->fd, &pixels_fd, &job->password) || !sl_sandbox_close () ||
      !sl_render_prepare (pixels_fd))
    return FALSE;
  sl_output_taken (source->out);
  return TRUE;
}

/* Everything before the worker may see a document; FALSE when it must not go on. */
static gboolean
make_ready (SlFrameReader *in, Job *job, const SlReader **reader)
{
  if (!sl_sandbox_begin ())
    return FALSE;
  signal (SIGPIPE, SIG_IGN);
  /* Each further arena would reserve 128 MiB of the address space allowed. */
  mallopt (M_ARENA_MAX, 1);
  /* What one page gave back is taken again by the next, so none goes back to the kernel. */
  mallopt (M_TRIM_THRESHOLD, 64 * 1024 * 1024);
  mallopt (M_MMAP_THRESHOLD, 1024 * 1024);
  setlocale (LC_ALL, "");
  if (!read_job (in, job) || !sl_sandbox_has_parent (job->parent))
    return FALSE;
  *reader = find_reader (job->media_type);
  if ((*reader == NULL && job->mode == SL_JOB_RENDER) ||
      !sl_sandbox_limit (job->mode == SL_JOB_RENDER))
    return FALSE;
  if (job->mode != SL_JOB_PROBE && *reader != NULL)
    (*reader)->warm_up (job->mode);
  return TRUE;
}

int
main (void)
{
  g_autoptr (SlFrameReader) in = sl_frame_reader_new ();
  SlOutput *out = sl_output_new (SL_WORKER_SOCKET_FD);
  Job job = { 0 };
  SlSource source = { .out = out, .fd = SL_WORKER_DOCUMENT_FD };
  const SlReader *reader;
  gboolean draws;

  if (!make_ready (in, &job, &reader))
    return 2;
  draws = job.mode == SL_JOB_RENDER;
  lock_in (out, draws ? SL_WORKER_SOCKET_FD : -1);
  if (job.mode == SL_JOB_PROBE)
    {
      sl_output_end (out);
      _exit (0);
    }

  if (draws && !take_document (in, &source, &job))
    _exit (2);
  source.mode = job.mode;
  source.media_type = job.media_type;
  source.helper = job.helper;
  source.password = *job.password != '\0' ? job.password : NULL;
  sl_output_set_quiet (out, draws);
  if (!map_document (&source))
    _exit (2);
  if (draws)
    sl_render_run (in, reader, &source);
  else
    {
      read_document (in, reader, &source, &job);
      sl_output_end (out);
    }
  /* No destructors: they would walk data that a document has had a hand in. */
  _exit (0);
}
