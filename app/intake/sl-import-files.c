/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-import-private.h"

#include "base/sl-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

/* What lies below the given paths. Links are never followed, for they can lead out of the folder or
 * round in a circle; pipes, devices and the system's own file trees are refused at sight, for
 * reading them can wait for ever. */

#define MAX_FILES 5000
#define MAX_DEPTH 12

/* Left by desktops and archives, of no interest to anybody. */
static gboolean
is_litter (const char *name)
{
  static const char *const names[] = { "Thumbs.db",   "thumbs.db", "desktop.ini",
                                       "Desktop.ini", "__MACOSX",  NULL };

  return name[0] == '.' || g_str_has_prefix (name, "~$") || g_strv_contains (names, name);
}

static gboolean
is_system_tree (const char *path)
{
  struct statfs about;

  if (statfs (path, &about) != 0)
    return FALSE;
  return about.f_type == PROC_SUPER_MAGIC || about.f_type == SYSFS_MAGIC ||
         about.f_type == CGROUP_SUPER_MAGIC || about.f_type == CGROUP2_SUPER_MAGIC ||
         about.f_type == DEBUGFS_MAGIC;
}

static void
refuse_path (SlImportJob *job, const char *path, const char *source_path, const char *reason)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = sl_text_safe_file_name (base);
  SlImportItem *item = sl_import_item_new (job, name, source_path);

  item->link = TRUE;
  sl_import_item_refuse (item, "not-a-file", reason);
}

static gboolean
collect (SlImportJob *job, const char *path, const char *source_path, guint depth, GError **error);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
collect_folder (SlImportJob *job,
                const char *path,
                const char *source_path,
                guint depth,
                GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (depth > MAX_DEPTH)
    {
      refuse_path (job, path, source_path, _ ("This folder lies too deep inside others."));
      return TRUE;
    }
  folder = g_dir_open (path, 0, &unreadable);
  if (folder == NULL)
    {
      refuse_path (job, path, source_path, unreadable->message);
      return TRUE;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    if (!is_litter (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);
      g_autofree char *safe = sl_text_safe_file_name (g_ptr_array_index (names, i));
      g_autofree char *shown = g_strconcat (source_path, "/", safe, NULL);

      if (!collect (job, child, shown, depth + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect (SlImportJob *job, const char *path, const char *source_path, guint depth, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = sl_text_safe_file_name (base);
  struct stat about;
  SlImportItem *item;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  if (job->items->len >= MAX_FILES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("There are more than %d files. Import a smaller folder."), MAX_FILES);
      return FALSE;
    }
  if (lstat (path, &about) != 0)
    {
      refuse_path (job, path, source_path, g_strerror (errno));
      return TRUE;
    }
  if (S_ISLNK (about.st_mode))
    refuse_path (job, path, source_path,
                 _ ("This is a link to a file elsewhere. Add that file itself."));
  else if (is_system_tree (path))
    refuse_path (job, path, source_path, _ ("This belongs to the system and is no document."));
  else if (S_ISDIR (about.st_mode))
    return collect_folder (job, path, source_path, depth, error);
  else if (!S_ISREG (about.st_mode))
    refuse_path (job, path, source_path, _ ("This is a device or a pipe, not a document."));
  else
    {
      item = sl_import_item_new (job, name, source_path);
      item->path = g_strdup (path);
    }
  return TRUE;
}

gboolean
sl_import_collect (SlImportJob *job, GError **error)
{
  for (guint i = 0; job->paths[i] != NULL; i++)
    {
      g_autofree char *path = g_canonicalize_filename (job->paths[i], NULL);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *name = sl_text_safe_file_name (base);

      sl_import_report (job, SL_IMPORT_PREPARING, i, g_strv_length (job->paths), name);
      if (!collect (job, path, name, 0, error))
        return FALSE;
      if (job->folder_name == NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
        job->folder_name = g_steal_pointer (&name);
    }
  return TRUE;
}
