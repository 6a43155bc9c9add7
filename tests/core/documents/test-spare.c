/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "documents/sl-page-source.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The spare worker: that it is used, once and for one document; that it is locked in while it
 * waits; and that nothing is lost when it dies at any moment of its life. */

#define SIDE 200

static cairo_status_t
collect_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A PDF of one page in one colour. */
static SlSealedFile *
make_pdf (double red, double green, double blue)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect_cb, array, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  SlSealedFile *file;

  cairo_set_source_rgb (cr, red, green, blue);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = g_bytes_new (array->data, array->len);
  file = sl_sealed_file_new_from_bytes (bytes, "drawing.pdf", NULL);
  g_assert_nonnull (file);
  return file;
}

typedef gboolean (*Question) (gpointer data);

typedef struct
{
  Question question;
  gpointer data;
  gboolean done;
} Asking;

static gboolean
ask_cb (gpointer data)
{
  Asking *asking = data;

  asking->done = asking->question (asking->data);
  return asking->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
wait_until (Question question, gpointer data)
{
  Asking asking = { question, data };

  g_timeout_add (1, ask_cb, &asking);
  sl_test_wait (&asking.done);
}

static gboolean
has_spare (gpointer data)
{
  return sl_worker_pool_get_spare_pid (data) != 0;
}

static gboolean
has_no_spare (gpointer data)
{
  return sl_worker_pool_get_spare_pid (data) == 0;
}

static gboolean
is_gone (gpointer data)
{
  return kill (GPOINTER_TO_INT (data), 0) != 0;
}

/* Waits until a spare is ready. */
static pid_t
keep_spare (SlWorkerPool *pool)
{
  sl_worker_pool_keep_spare (pool);
  wait_until (has_spare, pool);
  return sl_worker_pool_get_spare_pid (pool);
}

typedef struct
{
  cairo_surface_t *surface;
  GError *error;
  gboolean done;
} Outcome;

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->surface = sl_page_source_render_finish (SL_PAGE_SOURCE (source), result,
                                                   &outcome->error);
  outcome->done = TRUE;
}

static void
ask (SlPageSource *source, Outcome *outcome)
{
  static const cairo_rectangle_int_t region = { 0, 0, 20, 20 };

  *outcome = (Outcome){ 0 };
  sl_page_source_render_async (source, 1, 1.0, 0, &region, NULL, drawn_cb, outcome);
}

static void
assert_colour (Outcome *outcome, guint32 colour)
{
  guint32 pixel;

  sl_test_wait (&outcome->done);
  g_assert_no_error (outcome->error);
  memcpy (&pixel, cairo_image_surface_get_data (outcome->surface), sizeof pixel);
  g_assert_cmphex (pixel, ==, colour);
  cairo_surface_destroy (outcome->surface);
}

static void
assert_draws (SlPageSource *source, guint32 colour)
{
  Outcome outcome;

  ask (source, &outcome);
  assert_colour (&outcome, colour);
}

/* The value of a line of /proc/PID/status; 0 when the kernel has none such. */
static guint
read_status (pid_t pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;
  g_autofree char *mark = g_strdup_printf ("\n%s:\t", name);
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, mark);
  return line != NULL ? strtoul (line + strlen (mark), NULL, 10) : 0;
}

static void
assert_limit (pid_t pid, const char *name, const char *value)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/limits", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name))
      {
        g_auto (GStrv) words = g_regex_split_simple (" +", lines[i] + strlen (name), 0, 0);
        g_assert_cmpstr (words[1], ==, value);
        g_assert_cmpstr (words[2], ==, value);
        return;
      }
  g_test_fail_printf ("There is no limit called %s", name);
}

/* Without a document and with it: the same, but for the filter that ends its waiting. */
static void
assert_locked_in (pid_t pid, guint filters)
{
  g_assert_cmpuint (read_status (pid, "NoNewPrivs"), ==, 1);
  g_assert_cmpuint (read_status (pid, "Seccomp"), ==, 2 /* a filter */);
  g_assert_cmpuint (read_status (pid, "Seccomp_filters"), ==, filters);
  g_assert_cmpuint (read_status (pid, "Threads"), ==, 1);
  assert_limit (pid, "Max file size", "0");
  assert_limit (pid, "Max core file size", "0");
  assert_limit (pid, "Max open files", "32");
  assert_limit (pid, "Max locked memory", "0");
#if !SL_SANITIZED
  assert_limit (pid, "Max address space", "805306368");
#endif
}

static void
test_is_used (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1, 0, 0);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  pid_t spare = keep_spare (pool);

  g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), ==, spare);
  assert_draws (source, 0xffff0000);
  /* It is a spare no more, and lives as long as its document is looked at. */
  g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), ==, 0);
  g_assert_false (is_gone (GINT_TO_POINTER (spare)));
  g_clear_object (&source);
  wait_until (is_gone, GINT_TO_POINTER (spare));
}

static void
test_is_locked_in (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (0, 1, 0);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  /* This program may itself run under a filter, which its children inherit. */
  guint inherited = read_status (getpid (), "Seccomp_filters");
  pid_t spare = keep_spare (pool);

  assert_locked_in (spare, inherited + 1);
  assert_draws (source, 0xff00ff00);
  assert_locked_in (spare, inherited + 2);
}

/* Nobody who only reads or draws by program pays for a spare. */
static void
test_is_not_there_unasked (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1, 0, 0);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  g_autoptr (SlExtraction) extraction = sl_worker_pool_extract (pool, file, NULL, NULL, NULL);

  assert_draws (source, 0xffff0000);
  assert_draws (source, 0xffff0000);
  g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), ==, 0);
}

/* Who looks at one document is likely to look at the next. */
static void
test_follows_the_first_picture (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1, 0, 0);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  pid_t first = keep_spare (pool);

  sl_page_source_prepare (source);
  assert_draws (source, 0xffff0000);
  wait_until (has_spare, pool);
  g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), !=, first);
  g_assert_false (is_gone (GINT_TO_POINTER (first)));
}

static void
test_one_document_each (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) red = make_pdf (1, 0, 0);
  g_autoptr (SlSealedFile) blue = make_pdf (0, 0, 1);
  g_autoptr (SlPageSource) one = sl_page_source_new (pool, red, NULL);
  g_autoptr (SlPageSource) other = sl_page_source_new (pool, blue, NULL);
  pid_t spare = keep_spare (pool);
  Outcome outcomes[2];

  ask (one, &outcomes[0]);
  ask (other, &outcomes[1]);
  assert_colour (&outcomes[0], 0xffff0000);
  assert_colour (&outcomes[1], 0xff0000ff);
  /* The first document's worker goes with it; the second one's is another. */
  g_clear_object (&one);
  wait_until (is_gone, GINT_TO_POINTER (spare));
  assert_draws (other, 0xff0000ff);
}

/* Asked while the spare is warming up, which is waited for. */
static void
test_is_taken_while_it_warms_up (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (0, 0, 1);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);

  sl_worker_pool_keep_spare (pool);
  sl_page_source_prepare (source);
  assert_draws (source, 0xff0000ff);
}

static void
test_draws_pdfs_only (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Mallard Way\n", 12);
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (bytes, "note.txt", NULL);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  pid_t spare = keep_spare (pool);

  assert_draws (source, 0xffffffff);
  g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), ==, spare);
  g_assert_false (is_gone (GINT_TO_POINTER (spare)));
}

static void
test_dies_idle (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1, 0, 0);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  pid_t spare = keep_spare (pool);

  g_assert_cmpint (kill (spare, SIGKILL), ==, 0);
  wait_until (has_no_spare, pool);
  assert_draws (source, 0xffff0000);
  /* Not by itself, but when it is wanted again. */
  g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), ==, 0);
  g_assert_cmpint (keep_spare (pool), !=, spare);
}

/* It stands still while it is given the document, and dies before it can take it. */
static void
test_dies_as_it_is_given_a_document (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1, 0, 0);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  pid_t spare = keep_spare (pool);
  Outcome outcome;

  g_assert_cmpint (kill (spare, SIGSTOP), ==, 0);
  ask (source, &outcome);
  wait_until (has_no_spare, pool);
  g_assert_cmpint (kill (spare, SIGKILL), ==, 0);
  assert_colour (&outcome, 0xffff0000);
}

/* The document may have done it, so it is told, and tried again only when it is asked again. */
static void
test_dies_with_its_document (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) file = make_pdf (1, 0, 0);
  g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
  pid_t spare = keep_spare (pool);
  Outcome outcome;

  assert_draws (source, 0xffff0000);
  g_assert_cmpint (kill (spare, SIGSTOP), ==, 0);
  ask (source, &outcome);
  g_assert_cmpint (kill (spare, SIGKILL), ==, 0);
  sl_test_wait (&outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&outcome.error);
  assert_draws (source, 0xffff0000);
}

static void
test_does_not_stay (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  pid_t spare = keep_spare (pool);

  sl_worker_pool_set_spare_idle_time (pool, 1);
  sl_worker_pool_keep_spare (pool);
  wait_until (is_gone, GINT_TO_POINTER (spare));
  g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), ==, 0);
}

static void
test_goes_with_the_pool (void)
{
  g_autofree char *children = NULL;
  SlWorkerPool *pool = sl_worker_pool_new (NULL);
  pid_t spare = keep_spare (pool);

  g_object_unref (pool);
  g_assert_true (is_gone (GINT_TO_POINTER (spare)));

  /* Also one that is not ready yet. */
  pool = sl_worker_pool_new (NULL);
  sl_worker_pool_keep_spare (pool);
  g_object_unref (pool);
  wait_until (is_gone, GINT_TO_POINTER (spare));
  g_assert_true (g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL));
  g_assert_cmpstr (children, ==, "");
}

static void
test_read_only_folder (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "plan.pdf", NULL);
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlSealedFile) made = make_pdf (0, 1, 0);
  g_autoptr (GBytes) bytes = sl_sealed_file_map (made, NULL);
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (SlPageSource) source = NULL;

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  keep_spare (pool);
  file = sl_sealed_file_new_from_path (path, NULL);
  g_assert_nonnull (file);
  source = sl_page_source_new (pool, file, NULL);
  assert_draws (source, 0xff00ff00);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

/* A worker that cannot be started, or that ends at once: the document tells why, once. */
static void
test_broken_worker (void)
{
  static const char *const paths[] = { "/nonexistent/sightline-extract", "/bin/false" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (paths[i]);
      g_autoptr (SlSealedFile) file = make_pdf (1, 0, 0);
      g_autoptr (SlPageSource) source = sl_page_source_new (pool, file, NULL);
      Outcome outcome;

      sl_worker_pool_keep_spare (pool);
      sl_page_source_prepare (source);
      ask (source, &outcome);
      sl_test_wait (&outcome.done);
      g_assert_nonnull (outcome.error);
      g_assert_nonnull (strstr (outcome.error->message, "Reinstall Sightline"));
      g_clear_error (&outcome.error);
      g_assert_cmpuint (sl_worker_pool_get_spare_pid (pool), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/spare/draws-one-document-and-goes-with-it", test_is_used);
  g_test_add_func ("/documents/spare/is-locked-in-before-and-after-it-has-a-document",
                   test_is_locked_in);
  g_test_add_func ("/documents/spare/is-not-there-unasked", test_is_not_there_unasked);
  g_test_add_func ("/documents/spare/follows-the-first-picture", test_follows_the_first_picture);
  g_test_add_func ("/documents/spare/two-documents-at-once-have-a-worker-each",
                   test_one_document_each);
  g_test_add_func ("/documents/spare/is-taken-while-it-warms-up", test_is_taken_while_it_warms_up);
  g_test_add_func ("/documents/spare/draws-pdfs-only", test_draws_pdfs_only);
  g_test_add_func ("/documents/spare/that-dies-idle-costs-nothing", test_dies_idle);
  g_test_add_func ("/documents/spare/that-dies-as-it-is-given-a-document-is-replaced",
                   test_dies_as_it_is_given_a_document);
  g_test_add_func ("/documents/spare/that-dies-with-its-document-is-told",
                   test_dies_with_its_document);
  g_test_add_func ("/documents/spare/does-not-stay-for-ever", test_does_not_stay);
  g_test_add_func ("/documents/spare/goes-with-the-pool", test_goes_with_the_pool);
  g_test_add_func ("/documents/spare/draws-from-a-read-only-folder", test_read_only_folder);
  g_test_add_func ("/documents/spare/of-a-broken-worker-hides-nothing", test_broken_worker);
  return g_test_run ();
}
