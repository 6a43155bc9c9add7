/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-archive.h"
#include "extract/sl-reader.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A case bundle of Sightline's own: a ZIP of flat, stored entries. All or nothing: each entry is
 * handed on as an attachment under its name, and one that no bundle has refuses the whole. What the
 * entries say, and whether they are signed, is for the program to judge. */

#define NAME_LENGTH_MAX 80

/* Nothing that could be taken for a path, another entry, or a letter that looks like one. */
static gboolean
name_is_plain (const char *name)
{
  gsize length = strlen (name);

  return length >= 1 && length <= NAME_LENGTH_MAX &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static gboolean
check_entry (const SlArchiveEntry *entry, SlOutput *out)
{
  g_autofree char *shown = sl_text_safe_file_name (entry->name);
  g_autofree char *short_name = sl_text_ellipsize (shown, 100);
  g_autofree char *sentence = NULL;

  if (!name_is_plain (entry->name) || entry->folder || entry->link)
    {
      sentence = g_strdup_printf (_ ("It holds “%s”, which no case bundle has. It was not made by "
                                     "Sightline, or was changed since."),
                                  short_name);
      sl_output_reason (out, SL_OUTCOME_REFUSED, "unexpected", sentence);
      return FALSE;
    }
  if (entry->method != 0 || entry->flags != 0 || entry->packed != entry->size)
    {
      sentence = g_strdup_printf (_ ("Its entry “%s” is packed in a way that no case bundle is. It "
                                     "was not made by Sightline, or was changed since."),
                                  short_name);
      sl_output_reason (out, SL_OUTCOME_REFUSED, "unexpected", sentence);
      return FALSE;
    }
  return TRUE;
}

static SlPages *
open_bundle (SlSource *source)
{
  SlArchive *archive = sl_archive_open (source->data, source->length, source->out);

  if (archive == NULL)
    return NULL;
  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    if (!check_entry (sl_archive_get_entry (archive, i), source->out))
      return NULL;
  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    {
      const SlArchiveEntry *entry = sl_archive_get_entry (archive, i);
      g_autoptr (GBytes)
          bytes = sl_archive_unpack (archive, entry, SL_OUTCOME_REFUSED, source->out);
      gconstpointer data;
      gsize length;

      if (bytes == NULL)
        return NULL;
      data = g_bytes_get_data (bytes, &length);
      sl_output_attachment (source->out, entry->name, "application/octet-stream", data, length);
    }
  return g_new0 (SlPages, 1);
}

static void
warm_up (SlJobMode mode)
{
}

const SlReader sl_bundle_reader = { "application/vnd.sightline.bundle", warm_up, open_bundle };
