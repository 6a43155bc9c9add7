/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-archive.h"
#include "extract/sl-reader.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A planning application's bundle: a ZIP with proposal.xml, whose files become attachments. Any
 * other archive is refused; archives within one are handed on unopened. */

static gboolean
is_proposal (const char *name)
{
  const char *slash = strrchr (name, '/');
  return g_ascii_strcasecmp (slash != NULL ? slash + 1 : name, "proposal.xml") == 0;
}

static const char *
base_name (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *backslash = strrchr (name, '\\');
  const char *last = MAX (slash, backslash);
  return last != NULL ? last + 1 : name;
}

static SlPages *
open_zip (SlSource *source)
{
  SlArchive *archive = sl_archive_open (source->data, source->length, source->out);
  SlFlow *flow = sl_flow_new ();
  gboolean bundle = FALSE;

  if (archive == NULL)
    return NULL;
  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    bundle = bundle || is_proposal (sl_archive_get_entry (archive, i)->name);
  if (!bundle)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "archive",
                        _ ("It is a ZIP archive and no planning application bundle. Unpack it "
                           "first and bring in the files."));
      return NULL;
    }
  sl_flow_add (flow, SL_FLOW_HEADING_2, _ ("Files in this bundle"), -1);
  for (guint i = 0; i < sl_archive_get_n_entries (archive); i++)
    {
      const SlArchiveEntry *entry = sl_archive_get_entry (archive, i);
      g_autofree char *name = sl_text_safe_file_name (base_name (entry->name));
      g_autoptr (GBytes) bytes = NULL;
      gconstpointer data;
      gsize length;

      if (entry->folder || entry->link)
        continue;
      sl_flow_add (flow, SL_FLOW_ITEM, name, -1);
      bytes = sl_archive_unpack (archive, entry, SL_OUTCOME_PARTIAL, source->out);
      if (bytes == NULL)
        continue;
      data = g_bytes_get_data (bytes, &length);
      sl_output_attachment (source->out, name, "application/octet-stream", data, length);
    }
  return sl_flow_finish (flow, source);
}

static void
warm_up (SlJobMode mode)
{
  sl_flow_warm_up ();
}

const SlReader sl_zip_reader = { "application/zip", warm_up, open_zip };
