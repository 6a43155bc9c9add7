/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-casebook.h"
#include "sl-sample-drawings.h"
#include "sl-sample-papers.h"
#include "sl-sample-people.h"

#include "base/sl-time.h"

#include <glib/gstdio.h>
#include <locale.h>

/* sightline-sample: draws the fictional papers of one application and, when asked, opens a casebook
 * with them in a state worth looking at. Dates run from today, so that the sample is always alive.
 */

static char *documents_folder, *data_folder, *as;

static const GOptionEntry options[] = {
  { "documents", 0, 0, G_OPTION_ARG_FILENAME, &documents_folder, "Where the papers are written",
    "DIR" },
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_folder,
    "The data folder to fill (must hold no casebook yet)", "DIR" },
  { "as", 0, 0, G_OPTION_ARG_STRING, &as,
    "Who of the sample opens it: rowan (the officer), helen (the manager), callum (a trainee), …",
    "NAME" },
  { NULL },
};

static gboolean
write_documents (const char *folder, GError **error)
{
  g_autofree char *today = sl_date_today ();
  g_autofree char *received = sl_date_add_days (today, -18);
  g_autofree char *expiry = sl_date_add_days (today, 3);
  g_autofree char *drawn = sl_date_add_days (today, -40);
  g_autofree char *printed = sl_date_format_long (drawn);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be made", folder);
      return FALSE;
    }
  return sl_sample_write_papers (folder, received, expiry, error) &&
         sl_sample_draw_site (folder, printed, error) &&
         sl_sample_draw_buildings (folder, printed, error);
}

static gboolean
fill_data (const char *folder, const char *documents, GError **error)
{
  g_autofree char *database = g_build_filename (folder, "sightline.db", NULL);
  g_autoptr (SlCasebook) casebook = NULL;
  gboolean filled;

  if (g_file_test (database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   "%s holds a casebook already; the sample is put only into an empty folder",
                   folder);
      return FALSE;
    }
  casebook = sl_casebook_open (folder, SL_STORE_DEFAULT, error);
  if (casebook == NULL)
    return FALSE;
  filled = sl_sample_fill_casebook (casebook, documents, as != NULL ? as : "rowan", error);
  sl_casebook_close (casebook);
  return filled;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- make Sightline's sample casebook");
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || documents_folder == NULL)
    {
      g_printerr ("sightline-sample: %s\n",
                  error != NULL ? error->message : "--documents DIR is needed");
      return 2;
    }
  if (as != NULL && !g_strv_contains (sl_sample_people_get_names (), as))
    {
      g_printerr ("sightline-sample: Nobody of the sample is called “%s”\n", as);
      return 2;
    }
  if (!write_documents (documents_folder, &error) ||
      (data_folder != NULL && !fill_data (data_folder, documents_folder, &error)))
    {
      g_printerr ("sightline-sample: %s\n", error->message);
      return 1;
    }
  return 0;
}
