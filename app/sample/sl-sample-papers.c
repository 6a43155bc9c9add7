/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-papers.h"

#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "intake/sl-import.h"

#include <glib/gstdio.h>
#include <string.h>

/* The papers that came with the drawings, from the texts in resources/sample. */

static char *
load_text (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/org/sightline/Sightline/sample/%s", name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

static gboolean
write_report (const char *folder,
              const char *resource,
              const char *title,
              const char *file_name,
              const char *date,
              GError **error)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *text = load_text (resource, error);

  return text != NULL &&
         sl_sample_set_report (path, title, "Land east of Mallard Way", text, date, error);
}

/* A text file with its {places} filled; @pairs: name, value, …, NULL. */
static gboolean
write_filled (const char *folder,
              const char *resource,
              const char *file_name,
              const char *const *pairs,
              GError **error)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *text = load_text (resource, error);
  g_autoptr (GString) filled = NULL;

  if (text == NULL)
    return FALSE;
  filled = g_string_new (text);
  for (guint i = 0; pairs[i] != NULL; i += 2)
    g_string_replace (filled, pairs[i], pairs[i + 1], 0);
  return g_file_set_contents (path, filled->str, (gssize) filled->len, error);
}

/* RFC 5322's form of 8.12 on the morning of an ISO date. */
static char *
format_mail_date (const char *date)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  g_autofree char *time = g_strconcat (date, "T08:12:00Z", NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (time, NULL);

  return g_strdup_printf (
      "%s, %02d %s %d 08:12:00 +0000", days[g_date_time_get_day_of_week (moment) - 1],
      g_date_time_get_day_of_month (moment), months[g_date_time_get_month (moment) - 1],
      g_date_time_get_year (moment));
}

static gboolean
write_letter (const char *folder, const char *date, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "Covering letter (scan).pdf", NULL);
  g_autofree char *text = load_text ("covering-letter.txt", error);

  return text != NULL && sl_sample_scan_letter (path, text, date, error);
}

/* A CAD file's first bytes: nothing that Sightline reads, as real bundles have it. */
static gboolean
write_dwg (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "Lighting_layout_FINAL.dwg", NULL);
  char bytes[512] = "AC1032";

  return g_file_set_contents (path, bytes, sizeof bytes, error);
}

/**
 * sl_sample_write_papers:
 * @folder: where the files go
 * @received: ISO date on which the consultation came
 * @expiry: ISO date on which it ends
 * @error: return location
 *
 * Returns: %FALSE with @error when a file could not be written
 */
gboolean
sl_sample_write_papers (const char *folder,
                        const char *received,
                        const char *expiry,
                        GError **error)
{
  g_autofree char *submitted = sl_date_add_days (received, -9);
  g_autofree char *issued = sl_date_format_long (submitted);
  g_autofree char *ends = sl_date_format_long (expiry);
  g_autofree char *mail_date = format_mail_date (received);
  const char *form[] = { "{submitted}", submitted, NULL };
  const char *mail[] = { "{mail-date}", mail_date, "{expiry}", ends, NULL };

  return write_report (folder, "design-and-access-statement.txt", "Design and Access Statement",
                       "Design and Access Statement.pdf", issued, error) &&
         write_report (folder, "planning-statement.txt", "Planning Statement",
                       "Planning Statement.pdf", issued, error) &&
         write_report (folder, "transport-statement.txt", "Transport Statement",
                       "Transport Statement.pdf", issued, error) &&
         write_report (folder, "door-and-window-schedule.txt", "Door and Window Schedule",
                       "Door and Window Schedule.pdf", issued, error) &&
         write_letter (folder, issued, error) && write_dwg (folder, error) &&
         write_filled (folder, "proposal.xml", "proposal.xml", form, error) &&
         write_filled (folder, "consultation.eml", "Consultation UTT-26-2147-FUL.eml", mail, error);
}

static gboolean
write_text (const char *path, const char *name, const char *site, const char *text, GError **error)
{
  g_autofree char *today = sl_date_today ();
  g_autofree char *date = sl_date_format_long (today);
  g_autofree char *title = g_strndup (name, strlen (name) - strlen (".pdf"));

  return g_str_has_suffix (name, ".pdf")
             ? sl_sample_set_report (path, title, site, text, date, error)
             : g_file_set_contents (path, text, -1, error);
}

gboolean
sl_sample_import_text (SlCasebook *casebook,
                       const char *case_id,
                       const char *name,
                       const char *text,
                       GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("sightline-sample-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  const char *paths[] = { path, NULL };
  g_autoptr (SlCase)
      of = path != NULL ? sl_case_records_load (sl_casebook_get_store (casebook), case_id, error)
                        : NULL;
  g_autoptr (SlImportResult) result = NULL;

  if (of == NULL)
    return FALSE;
  if (write_text (path, name, sl_case_get_display_title (of), text, error))
    result = sl_import (sl_casebook_get_library (casebook), sl_casebook_get_packs (casebook), paths,
                        case_id, NULL, NULL, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return result != NULL;
}
