/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test.h"

#include "base/sl-time.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static GPtrArray *folders;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL)
    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *child = g_build_filename (path, name, NULL);
        remove_tree (child);
      }
  g_remove (path);
}

static void
remove_folders (void)
{
  for (guint i = 0; i < folders->len; i++)
    remove_tree (g_ptr_array_index (folders, i));
}

/**
 * sl_test_make_folder:
 *
 * Returns: (transfer full): the path of a new empty folder, removed when the test program ends
 */
char *
sl_test_make_folder (void)
{
  char *path = g_dir_make_tmp ("sightline-test-XXXXXX", NULL);

  g_assert_nonnull (path);
  if (folders == NULL)
    {
      folders = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_folders);
    }
  g_ptr_array_add (folders, g_strdup (path));
  return path;
}

/**
 * sl_test_data_path:
 * @name: a path below tests/data
 *
 * Returns: (transfer full): where it lies
 */
char *
sl_test_data_path (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", name, NULL);
}

/**
 * sl_test_sample_path:
 * @name: a path below the shared samples
 *
 * Returns: (transfer full) (nullable): where it lies, or %NULL after skipping the test
 */
char *
sl_test_sample_path (const char *name)
{
  const char *samples = g_getenv ("SIGHTLINE_SAMPLES");
  g_autofree char *path = samples != NULL ? g_build_filename (samples, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip_printf ("the shared sample %s is not here", name);
  return NULL;
}

static gint64
read_clock (gpointer time)
{
  return *(gint64 *) time;
}

/**
 * sl_test_set_time:
 * @time: a moment with its time zone, as ISO 8601 writes it
 *
 * Stops the program's clock at @time, until it is set again or sl_clock_set() gives it back.
 */
void
sl_test_set_time (const char *time)
{
  static gint64 stopped_at;
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (time, NULL);

  g_assert_nonnull (now);
  stopped_at = g_date_time_to_unix (now) * G_USEC_PER_SEC;
  sl_clock_set (read_clock, &stopped_at);
}

static gboolean
give_up_cb (gpointer data)
{
  g_error ("The test waited 30 s in vain");
  return G_SOURCE_REMOVE;
}

/**
 * sl_test_wait:
 * @done: set to %TRUE by what is waited for
 *
 * Runs the default main context until @done, or fails the test after 30 seconds.
 */
void
sl_test_wait (gboolean *done)
{
  guint source = g_timeout_add_seconds (30, give_up_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}
