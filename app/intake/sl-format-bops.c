/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-format-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "intake/sl-intake-text.h"
#include "intake/sl-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the back office BOPS publishes as JSON: one application ("application" at the top), a page
 * of a search (a list "data"), and the list of an application's documents ("files"). Comments alone
 * are no application and are left to be read as text. */

static gboolean
recognise (SlExtraction *extraction)
{
  g_autoptr (SlRows) rows = NULL;

  if (sl_extraction_get_n_rows (extraction) == 0 ||
      strstr (sl_extraction_get_media_type (extraction), "json") == NULL)
    return FALSE;
  rows = sl_rows_new (extraction);
  return sl_rows_has (rows, "application.reference") ||
         sl_rows_has (rows, "data[0].application.reference");
}

static void
add (SlRows *rows, SlIntakeRecord *record, const char *field, const char *base, const char *path)
{
  g_autofree char *full = g_strconcat (base, path, NULL);

  sl_rows_add (rows, record, field, full);
}

static void
add_date (SlRows *rows,
          SlIntakeRecord *record,
          const char *field,
          const char *base,
          const char *path)
{
  g_autofree char *full = g_strconcat (base, path, NULL);

  sl_rows_add_date (rows, record, field, full);
}

static SlIntakeRecord *
map_one (SlRows *rows, const char *base)
{
  SlIntakeRecord *record = sl_intake_record_new ();
  const char *full = sl_rows_getf (rows, "%sapplication.fullReference", base);
  const char *reference = sl_rows_getf (rows, "%sapplication.reference", base);
  g_autofree char *x = g_strconcat (base, "property.address.x", NULL);
  g_autofree char *y = g_strconcat (base, "property.address.y", NULL);
  g_autofree char *latitude = g_strconcat (base, "property.address.latitude", NULL);
  g_autofree char *longitude = g_strconcat (base, "property.address.longitude", NULL);
  g_autofree char *site = g_strconcat (base, "property.boundary.site", NULL);

  add (rows, record, "reference", base, "application.reference");
  /* "SWK-25-00240-PA1A": the authority's code stands before the reference. */
  if (g_str_has_suffix (full, reference) && strlen (full) > strlen (reference) + 1)
    {
      g_autofree char *code = g_strndup (full, strlen (full) - strlen (reference) - 1);
      sl_intake_record_add (record, "authority-code", code, "application.fullReference");
    }
  sl_intake_record_add_type (record, sl_rows_getf (rows, "%sapplication.type.value", base),
                             sl_rows_getf (rows, "%sapplication.type.description", base),
                             "application.type");
  add (rows, record, "status", base, "application.status");
  add_date (rows, record, "date-received", base, "application.receivedAt");
  add_date (rows, record, "date-valid", base, "application.validAt");
  add_date (rows, record, "target-date", base, "application.targetDate");
  add_date (rows, record, "consultation-start", base, "application.consultation.startDate");
  add_date (rows, record, "consultation-expiry", base, "application.consultation.endDate");
  add (rows, record, "address", base, "property.address.singleLine");
  add (rows, record, "address", base, "property.address.title");
  add (rows, record, "postcode", base, "property.address.postcode");
  add (rows, record, "uprn", base, "property.address.uprn");
  sl_rows_add_position (rows, record, x, y, latitude, longitude);
  sl_rows_add_boundary (rows, record, site);
  add (rows, record, "proposal", base, "proposal.description");
  add (rows, record, "case-officer", base, "officer.name");
  return record;
}

static void
add_files (SlRows *rows, SlIntakeRecord *record)
{
  guint n = sl_rows_count (rows, "files");

  for (guint i = 0; i < n; i++)
    {
      SlIntakeDocument *document = sl_intake_record_add_document (
          record, sl_rows_getf (rows, "files[%u].name", i));

      document->declared_type = sl_text_squeeze (
          sl_rows_getf (rows, "files[%u].type[0].description", i));
      document->drawing_number = sl_text_squeeze (
          sl_rows_getf (rows, "files[%u].referencesInDocument[0]", i));
      document->date = sl_date_parse (sl_rows_getf (rows, "files[%u].createdAt", i));
    }
}

static GPtrArray *
map (SlExtraction *extraction, GError **error)
{
  g_autoptr (SlRows) rows = sl_rows_new (extraction);
  g_autoptr (GPtrArray) records = sl_intake_records_new ();
  guint n = sl_rows_count (rows, "data");

  if (sl_rows_has (rows, "application.reference"))
    {
      SlIntakeRecord *record = map_one (rows, "");

      add_files (rows, record);
      g_ptr_array_add (records, record);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *base = g_strdup_printf ("data[%u].", i);

      if (*sl_rows_getf (rows, "%sapplication.reference", base) != '\0')
        g_ptr_array_add (records, map_one (rows, base));
    }
  return g_steal_pointer (&records);
}

/* The register's own export, so it ranks with Open Digital Planning. */
const SlFormat sl_format_bops = { "bops", N_ ("BOPS register file"), 50, recognise, map };
