/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-manifest.h"

#include "base/sl-hash.h"
#include "store/sl-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A backup's manifest: lines of words, the last being the SHA-256 of all before it, so that one cut
 * short or edited is known for it. */

#define FIRST_LINE "sightline-backup 1"
#define MAX_MANIFEST_BYTES (64 * 1024 * 1024)

SlBackup *
sl_backup_new (void)
{
  SlBackup *backup = g_new0 (SlBackup, 1);

  backup->tables = g_ptr_array_new_with_free_func (g_free);
  backup->files = g_ptr_array_new_with_free_func (g_free);
  backup->lost_files = g_ptr_array_new_with_free_func (g_free);
  return backup;
}

void
sl_backup_free (SlBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup->made);
  g_free (backup->head_hash);
  g_free (backup->database_hash);
  g_free (backup->heads_hash);
  g_ptr_array_unref (backup->tables);
  g_ptr_array_unref (backup->files);
  g_ptr_array_unref (backup->lost_files);
  g_free (backup);
}

static void
append_list (GString *text, const char *word, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (text, "%s %s\n", word, (const char *) values->pdata[i]);
}

gboolean
sl_manifest_save (const SlBackup *backup, GError **error)
{
  g_autoptr (GString) text = g_string_new (FIRST_LINE "\n");
  g_autofree char *path = g_build_filename (backup->path, SL_MANIFEST_NAME, NULL);
  g_autofree char *hash = NULL;

  g_string_append_printf (text, "made %s\n", backup->made);
  g_string_append_printf (text, "application %" G_GINT64_FORMAT "\n", backup->application_id);
  g_string_append_printf (text, "structure %u\n", backup->version);
  g_string_append_printf (text, "head %" G_GINT64_FORMAT " %s\n", backup->head_sequence,
                          backup->head_hash);
  g_string_append_printf (text, "database %s %" G_GINT64_FORMAT "\n", backup->database_hash,
                          backup->database_size);
  g_string_append_printf (text, "heads %s\n", backup->heads_hash);
  append_list (text, "table", backup->tables);
  append_list (text, "file", backup->files);
  append_list (text, "lost", backup->lost_files);
  hash = sl_hash_text (text->str);
  g_string_append_printf (text, "end %s\n", hash);
  return g_file_set_contents_full (path, text->str, text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
is_hash (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* Takes one line in; FALSE when it is none that a manifest has. */
static gboolean
parse_line (SlBackup *backup, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  guint n = g_strv_length (words);
  const char *first = n > 1 ? words[1] : "";
  const char *second = n > 2 ? words[2] : "";
  gint64 number = 0;

  if (n < 2)
    return FALSE;
  if (g_str_equal (words[0], "made"))
    return (backup->made = g_strdup (first)) != NULL;
  if (g_str_equal (words[0], "application"))
    return g_ascii_string_to_signed (first, 10, 0, G_MAXINT32, &backup->application_id, NULL);
  if (g_str_equal (words[0], "structure"))
    {
      gboolean valid = g_ascii_string_to_signed (first, 10, 0, 100000, &number, NULL);
      backup->version = number;
      return valid;
    }
  if (g_str_equal (words[0], "head"))
    {
      backup->head_hash = g_strdup (second);
      return is_hash (second) &&
             g_ascii_string_to_signed (first, 10, 0, G_MAXINT64, &backup->head_sequence, NULL);
    }
  if (g_str_equal (words[0], "database"))
    {
      backup->database_hash = g_strdup (first);
      return is_hash (first) &&
             g_ascii_string_to_signed (second, 10, 0, G_MAXINT64, &backup->database_size, NULL);
    }
  if (g_str_equal (words[0], "heads"))
    return (backup->heads_hash = g_strdup (first)) != NULL && is_hash (first);
  if (g_str_equal (words[0], "table"))
    return g_ptr_array_add (backup->tables, g_strdup (line + strlen ("table "))), n == 3;
  if (g_str_equal (words[0], "file"))
    return g_ptr_array_add (backup->files, g_strdup (first)), is_hash (first);
  if (g_str_equal (words[0], "lost"))
    return g_ptr_array_add (backup->lost_files, g_strdup (first)), is_hash (first);
  return FALSE;
}

static gboolean
parse (SlBackup *backup, char *text)
{
  char *end = strstr (text, "\nend ");
  g_autofree char *hash = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_str_has_prefix (text, FIRST_LINE "\n") || end == NULL || strlen (end) != 5 + 64 + 1 ||
      end[5 + 64] != '\n')
    return FALSE;
  end[5 + 64] = '\0';
  {
    g_autofree char *body = g_strndup (text, end + 1 - text);
    hash = sl_hash_text (body);
  }
  if (!g_str_equal (hash, end + 5))
    return FALSE;
  *end = '\0';
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    if (!parse_line (backup, lines[i]))
      return FALSE;
  return backup->made != NULL && backup->head_hash != NULL && backup->database_hash != NULL &&
         backup->heads_hash != NULL;
}

/**
 * sl_backup_load:
 * @path: a backup's folder
 * @error: return location
 *
 * Returns: (transfer full): what its manifest says, or %NULL with %SL_STORE_ERROR when there is
 * none, or it was cut short or changed
 */
SlBackup *
sl_backup_load (const char *path, GError **error)
{
  g_autoptr (SlBackup) backup = sl_backup_new ();
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  GStatBuf info;

  g_return_val_if_fail (path != NULL, NULL);
  name = g_build_filename (path, SL_MANIFEST_NAME, NULL);
  backup->path = g_strdup (path);
  if (g_lstat (name, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > MAX_MANIFEST_BYTES ||
      !g_file_get_contents (name, &text, NULL, &failure))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("%s is not a backup: it has no manifest that can be read."), path);
      return NULL;
    }
  if (!parse (backup, text))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
                   _ ("The manifest of the backup %s was cut short or changed."), path);
      return NULL;
    }
  return g_steal_pointer (&backup);
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const SlBackup *first = *(SlBackup *const *) a;
  const SlBackup *second = *(SlBackup *const *) b;
  int order = strcmp (first->made, second->made);

  return order != 0 ? order : strcmp (first->path, second->path);
}

/**
 * sl_backup_list:
 * @folder: where backups lie; may be missing
 *
 * Returns: (transfer full) (element-type SlBackup): the readable ones, oldest first
 */
GPtrArray *
sl_backup_list (const char *folder)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_backup_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, backups);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      SlBackup *backup = g_str_has_prefix (name, SL_BACKUP_PREFIX) &&
                                 !g_str_has_suffix (name, SL_BACKUP_PARTIAL)
                             ? sl_backup_load (path, NULL)
                             : NULL;

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}
