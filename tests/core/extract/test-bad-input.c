/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "documents/sl-extraction.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test.h"

#include <string.h>

/* The bad-input catalogue of the security design: each case is made by our own generator and read
 * by the real worker; what must become of it stands in the generator's manifest. All are read at
 * once, as an import would, and then judged one by one. */

/* In the suite a worker has this long, the sanitizers slowing it several times; the real limits are
 * tried in the soak. */
#define READ_LIMIT_MS (SL_SANITIZED ? 15000 : 5000)

typedef struct
{
  char **fields; /* number, name, outcomes, codes, warning, text, absent */
  char *file_name;
  SlExtraction *extraction; /* NULL: not opened */
  GError *error;
  gint64 started, ended;
} Case;

static GPtrArray *cases;
static guint pending;
static gboolean all_done;

static gboolean
allows (const char *list, const char *value)
{
  g_auto (GStrv) values = g_strsplit (list, ",", -1);
  return (*list == '\0' && *value == '\0') || g_strv_contains ((const char *const *) values, value);
}

static const char *
outcome_name (const Case *entry)
{
  static const char *const names[] = { "read", "partial", "refused" };
  return entry->extraction == NULL ? "unopened"
                                   : names[sl_extraction_get_state (entry->extraction)];
}

static gboolean
holds_text (SlExtraction *extraction, const char *words)
{
  for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
    if (strstr (sl_extraction_get_page (extraction, i)->text, words) != NULL)
      return TRUE;
  for (guint i = 0; i < sl_extraction_get_n_rows (extraction); i++)
    if (strstr (sl_extraction_get_row (extraction, i)->value, words) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
holds_warning (SlExtraction *extraction, const char *words)
{
  for (const char *const *at = sl_extraction_get_warnings (extraction); *at != NULL; at++)
    if (strstr (*at, words) != NULL)
      return TRUE;
  return FALSE;
}

static void
judge (gconstpointer data)
{
  const Case *entry = data;
  const char *code = entry->extraction != NULL ? sl_extraction_get_reason_code (entry->extraction)
                                               : "";
  gint64 milliseconds = (entry->ended - entry->started) / 1000;

  g_test_message ("case %s | %-28s | %-8s | %-14s | %5" G_GINT64_FORMAT " ms", entry->fields[0],
                  entry->fields[1], outcome_name (entry), code, milliseconds);
  if (!allows (entry->fields[2], outcome_name (entry)))
    g_test_fail_printf ("%s became “%s” (%s), not one of: %s", entry->fields[1],
                        outcome_name (entry), code, entry->fields[2]);
  if (entry->extraction == NULL)
    {
      g_assert_nonnull (strstr (entry->error->message, entry->file_name));
      return;
    }
  if (!allows (entry->fields[3], code))
    g_test_fail_printf ("%s gave the reason “%s”, not one of: %s", entry->fields[1], code,
                        entry->fields[3]);
  if (sl_extraction_get_state (entry->extraction) != SL_EXTRACTION_READ)
    g_assert_cmpuint (strlen (sl_extraction_get_reason (entry->extraction)), >, 20);
  if (*entry->fields[4] != '\0' && !holds_warning (entry->extraction, entry->fields[4]))
    g_test_fail_printf ("%s does not warn of “%s”", entry->fields[1], entry->fields[4]);
  if (*entry->fields[5] != '\0' && !holds_text (entry->extraction, entry->fields[5]))
    g_test_fail_printf ("%s has lost the text “%s”", entry->fields[1], entry->fields[5]);
  if (*entry->fields[6] != '\0')
    g_assert_false (holds_text (entry->extraction, entry->fields[6]));
}

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Case *entry = data;

  entry->extraction = sl_worker_pool_extract_finish (SL_WORKER_POOL (source), result,
                                                     &entry->error);
  g_assert_no_error (entry->error);
  entry->ended = g_get_monotonic_time ();
  all_done = --pending == 0;
}

static char *
make_catalogue (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "badinput",
                                              "make-bad-input.py", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error,
                                                      "/usr/bin/python3", script, folder, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&folder);
}

static void
read_catalogue (SlWorkerPool *pool, const char *folder)
{
  g_autofree char *manifest = g_build_filename (folder, "manifest.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (manifest, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      Case *entry = g_new0 (Case, 1);
      g_autoptr (SlSealedFile) file = NULL;
      g_autofree char *path = NULL;

      entry->fields = g_strsplit (*line, "\t", 7);
      g_assert_cmpuint (g_strv_length (entry->fields), ==, 7);
      entry->file_name = g_strcompress (entry->fields[1]);
      path = g_build_filename (folder, entry->file_name, NULL);
      entry->started = g_get_monotonic_time ();
      entry->ended = entry->started;
      g_ptr_array_add (cases, entry);
      file = sl_sealed_file_new_from_path (path, &entry->error);
      if (file == NULL)
        continue;
      pending++;
      sl_worker_pool_extract_async (pool, file, NULL, NULL, NULL, NULL, extracted_cb, entry);
    }
}

static gboolean
too_long_cb (gpointer data)
{
  g_error ("The catalogue was not read within its time");
  return G_SOURCE_REMOVE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (SlWorkerPool) pool = NULL;
  g_autofree char *folder = NULL;
  guint source;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (g_test_subprocess () || (argc > 1 && g_str_equal (argv[1], "-l")))
    return g_test_run ();
  pool = sl_worker_pool_new (NULL);
  /* tests/soak/run leaves the product its own. */
  if (g_getenv ("SIGHTLINE_REAL_LIMITS") == NULL)
    sl_worker_pool_set_time_limits (pool, READ_LIMIT_MS, READ_LIMIT_MS);
  cases = g_ptr_array_new ();
  folder = make_catalogue ();
  read_catalogue (pool, folder);
  source = g_timeout_add_seconds (110, too_long_cb, NULL);
  while (!all_done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpuint (sl_worker_pool_get_most_running (pool), <=, 4);

  for (guint i = 0; i < cases->len; i++)
    {
      Case *entry = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strdup_printf ("/extract/bad-input/%s-%s", entry->fields[0],
                                               entry->fields[1]);
      g_test_add_data_func (path, entry, judge);
    }
  result = g_test_run ();
  for (guint i = 0; i < cases->len; i++)
    {
      Case *entry = g_ptr_array_index (cases, i);
      g_strfreev (entry->fields);
      g_free (entry->file_name);
      g_clear_object (&entry->extraction);
      g_clear_error (&entry->error);
      g_free (entry);
    }
  g_ptr_array_unref (cases);
  return result;
}
