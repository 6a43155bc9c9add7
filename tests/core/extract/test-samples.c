/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "documents/sl-extraction.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test.h"

#include <string.h>

/* Real and hostile files of the shared samples, when they are here: each is read, or refused with a
 * reason, within its time. */

static void
read_folder (SlWorkerPool *pool, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlSealedFile) file = NULL;
      g_autoptr (SlExtraction) extraction = NULL;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          read_folder (pool, child);
          continue;
        }
      file = sl_sealed_file_new_from_path (child, &error);
      if (file == NULL)
        {
          g_assert_nonnull (strstr (error->message, "empty"));
          continue;
        }
      extraction = sl_worker_pool_extract (pool, file, NULL, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %d %s, %u pages, %u rows", name, sl_extraction_get_state (extraction),
                      sl_extraction_get_reason_code (extraction),
                      sl_extraction_get_n_pages (extraction),
                      sl_extraction_get_n_rows (extraction));
      if (sl_extraction_get_state (extraction) == SL_EXTRACTION_READ)
        g_assert_cmpuint (sl_extraction_get_n_pages (extraction), >, 0);
      else
        g_assert_cmpuint (strlen (sl_extraction_get_reason (extraction)), >, 20);
      /* Nobody's rule-breaking or locked call may come from a file of this kind. */
      g_assert_cmpstr (sl_extraction_get_reason_code (extraction), !=, "broken-answer");
      g_assert_cmpstr (sl_extraction_get_reason_code (extraction), !=, "blocked");
      for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
        {
          const SlPageText *page = sl_extraction_get_page (extraction, i);
          if (page->n_boxes > 0)
            g_assert_cmpuint (page->n_boxes, ==, g_utf8_strlen (page->text, -1));
        }
    }
}

static void
test_samples (gconstpointer data)
{
  g_autofree char *path = sl_test_sample_path (data);
  g_autoptr (SlWorkerPool) pool = NULL;

  if (path == NULL)
    return;
  pool = sl_worker_pool_new (NULL);
  /* tests/soak/run leaves the product its own. */
  if (g_getenv ("SIGHTLINE_REAL_LIMITS") == NULL)
    sl_worker_pool_set_time_limits (pool, 8000, 8000);
  read_folder (pool, path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/extract/samples/documents-are-read-or-refused", "documents",
                        test_samples);
  g_test_add_data_func ("/extract/samples/planning-data-is-read", "planning", test_samples);
  return g_test_run ();
}
