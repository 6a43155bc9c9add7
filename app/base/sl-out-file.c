/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-out-file.h"

#include <glib/gi18n-lib.h>

/* GLib's own words name the temporary file beside it, which means nothing to whoever asked. */
static const struct
{
  GFileError code;
  const char *words; /* with the folder */
} reasons[] = {
  { G_FILE_ERROR_ACCES,
    N_ ("you may not write in the folder “%s”. Choose another, or ask whoever looks after it.") },
  { G_FILE_ERROR_PERM,
    N_ ("you may not write in the folder “%s”. Choose another, or ask whoever looks after it.") },
  { G_FILE_ERROR_ROFS, N_ ("“%s” can only be read. Choose another folder.") },
  { G_FILE_ERROR_NOSPC,
    N_ ("the disk that holds “%s” is full. Free some space, or choose another folder, and save it "
        "again.") },
  { G_FILE_ERROR_NOENT, N_ ("there is no folder “%s” any more. Choose another.") },
  { G_FILE_ERROR_NOTDIR, N_ ("“%s” is no folder. Choose one.") },
  { G_FILE_ERROR_NAMETOOLONG, N_ ("its name is too long for “%s”. Give it a shorter one.") },
  { G_FILE_ERROR_ISDIR, N_ ("there is a folder of that name in “%s”. Give it another.") },
};

/**
 * sl_out_file_explain:
 * @path: where it was to be written
 * @error: what writing answered
 *
 * Returns: (transfer full): a sentence for the officer
 */
char *
sl_out_file_explain (const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autofree char *folder = g_filename_display_name (folder_path);
  g_autofree char *why = NULL;

  for (guint i = 0; why == NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_error_matches (error, G_FILE_ERROR, (int) reasons[i].code))
      {
        g_auto (GStrv) parts = g_strsplit (_ (reasons[i].words), "%s", 2);

        why = g_strjoinv (folder, parts);
      }
  /* TRANSLATORS: a file, then why */
  return g_strdup_printf (_ ("%s was not written: %s"), name, why != NULL ? why : error->message);
}

/**
 * sl_out_file_write:
 * @path: where; a file of that name is replaced
 * @bytes: its content
 * @error: return location for a %G_FILE_ERROR
 *
 * Returns: %TRUE when it is on disk; else nothing was changed there
 */
gboolean
sl_out_file_write (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *words = NULL;

  if (g_file_set_contents_full (
          path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
          G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &failure))
    return TRUE;
  words = sl_out_file_explain (path, failure);
  g_set_error_literal (error, failure->domain, failure->code, words);
  return FALSE;
}
