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

/* The ministry's planning application data specification, submission.json. Real files write an
 * unknown number as "", a truth as the word "false", leave given names empty with the company's
 * name as family name, and mostly leave document types empty. */

static gboolean
recognise (SlExtraction *extraction)
{
  g_autoptr (SlRows) rows = NULL;

  if (sl_extraction_get_n_rows (extraction) == 0 ||
      strstr (sl_extraction_get_media_type (extraction), "json") == NULL)
    return FALSE;
  rows = sl_rows_new (extraction);
  return sl_rows_has (rows, "submission-details");
}

static void
add_site (SlRows *rows, SlIntakeRecord *record)
{
  sl_rows_add (rows, record, "address", "site-details.site-locations[0].address-text");
  sl_rows_add (rows, record, "address", "site-details.site-locations[0].description");
  sl_rows_add (rows, record, "postcode", "site-details.site-locations[0].postcode");
  sl_rows_add (rows, record, "uprn", "site-details.site-locations[0].uprns[0]");
  sl_rows_add_position (rows, record, "site-details.site-locations[0].easting",
                        "site-details.site-locations[0].northing",
                        "site-details.site-locations[0].latitude",
                        "site-details.site-locations[0].longitude");
  sl_rows_add_boundary (rows, record, "site-details.site-locations[0].site-boundary");
  sl_rows_add_number (rows, record, "site-area-ha", "site-area.site-area-in-hectares");
}

/* The total as stated, else the sum of what the breakdown proposes. */
static void
add_homes (SlRows *rows, SlIntakeRecord *record)
{
  static const char list[] = "res-units.residential-unit-summary";
  guint n = sl_rows_count (rows, list);
  gboolean known = FALSE;
  double sum = 0;

  if (sl_rows_add_number (rows, record, "dwellings", "res-units.total-proposed-units"))
    return;
  for (guint i = 0; i < n; i++)
    {
      guint parts = sl_rows_countf (rows, "%s[%u].proposed-unit-breakdown", list, i);

      for (guint j = 0; j < parts; j++)
        {
          double units;

          if (!sl_intake_parse_number (
                  sl_rows_getf (rows, "%s[%u].proposed-unit-breakdown[%u].total-units", list, i, j),
                  &units))
            continue;
          known = TRUE;
          sum += units;
        }
    }
  if (known)
    sl_intake_record_add_number (record, "dwellings", sum, list);
}

static void
add_floorspace (SlRows *rows, SlIntakeRecord *record)
{
  static const char list[] = "non-res-floorspace.floorspace-details";
  guint n = sl_rows_count (rows, list);
  gboolean known = FALSE;
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      double area;

      if (!sl_intake_parse_number (sl_rows_getf (rows, "%s[%u].total-gross-proposed", list, i),
                                   &area))
        continue;
      known = TRUE;
      sum += area;
    }
  if (known)
    sl_intake_record_add_number (record, "floorspace-m2", sum, list);
}

static void
add_parking (SlRows *rows, SlIntakeRecord *record)
{
  static const char list[] = "vehicle-parking.parking-spaces";
  guint n = sl_rows_count (rows, list);
  gboolean known = FALSE;
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *type = sl_rows_getf (rows, "%s[%u].parking-space-type", list, i);
      double spaces;

      if (strstr (type, "cycle") != NULL ||
          !sl_intake_parse_number (sl_rows_getf (rows, "%s[%u].total-proposed", list, i), &spaces))
        continue;
      known = TRUE;
      sum += spaces;
    }
  if (known)
    sl_intake_record_add_number (record, "parking-spaces", sum, list);
}

static void
add_party (SlRows *rows, SlIntakeRecord *record, const char *field, const char *base)
{
  const char *company = sl_rows_getf (rows, "%s.company", base);
  const char *family = sl_rows_getf (rows, "%s.person.last-name", base);
  g_autofree char *person = strcmp (company, family) == 0
                                ? g_strdup ("")
                                : sl_intake_join (" ", sl_rows_getf (rows, "%s.person.title", base),
                                                  sl_rows_getf (rows, "%s.person.first-name", base),
                                                  family, NULL);
  g_autofree char *party = sl_intake_join (", ", person, company, NULL);

  sl_intake_record_add (record, field, party, base);
}

static void
add_documents (SlRows *rows, SlIntakeRecord *record)
{
  static const char list[] = "submission-details.documents";
  guint n = sl_rows_count (rows, list);

  for (guint i = 0; i < n; i++)
    {
      const char *name = sl_rows_getf (rows, "%s[%u].file.filename", list, i);
      const char *title = sl_rows_getf (rows, "%s[%u].name", list, i);
      SlIntakeDocument *document;

      if (*name == '\0')
        name = sl_rows_getf (rows, "%s[%u].file.name", list, i);
      document = sl_intake_record_add_document (record, *name != '\0' ? name : title);
      document->title = sl_text_squeeze (title);
      document->declared_type = sl_text_squeeze (
          sl_rows_getf (rows, "%s[%u].document-types[0]", list, i));
      document->date = sl_date_parse (sl_rows_getf (rows, "%s[%u].uploaded-date", list, i));
    }
}

static GPtrArray *
map (SlExtraction *extraction, GError **error)
{
  g_autoptr (SlRows) rows = sl_rows_new (extraction);
  g_autoptr (GPtrArray) records = sl_intake_records_new ();
  SlIntakeRecord *record = sl_intake_record_new ();
  const char *authority = sl_rows_get (rows, "submission-details.planning-authority");
  const char *type = sl_rows_get (rows, "submission-details.application-types[0]");

  g_ptr_array_add (records, record);
  if (g_str_has_prefix (authority, "local-authority:"))
    authority += strlen ("local-authority:");
  sl_intake_record_add (record, "authority-code", authority,
                        "submission-details.planning-authority");
  sl_rows_add (rows, record, "reference", "submission-details.submission-reference");
  sl_intake_record_add_type (record, type, type, "submission-details.application-types");
  sl_rows_add_date (rows, record, "date-submitted", "submission-details.submitted-at");
  sl_rows_add (rows, record, "proposal", "proposal-details.description");
  sl_rows_add (rows, record, "proposal", "desc-your-proposal.description");
  add_site (rows, record);
  add_homes (rows, record);
  add_floorspace (rows, record);
  add_parking (rows, record);
  add_party (rows, record, "applicant", "applicant-details.applicants[0]");
  add_party (rows, record, "agent", "agent-details.agent");
  if (strcmp (sl_rows_get (rows, "pre-app-advice.advice-sought"), "true") == 0)
    sl_intake_record_add_link (record, "pre-application",
                               sl_rows_get (rows, "pre-app-advice.reference"), "pre-app-advice");
  add_documents (rows, record);

  if (*sl_intake_record_get (record, "reference") == '\0')
    {
      g_set_error_literal (error, SL_INTAKE_ERROR, SL_INTAKE_ERROR_UNUSABLE,
                           _ ("This submission names no reference."));
      return NULL;
    }
  return g_steal_pointer (&records);
}

const SlFormat sl_format_mhclg = { "mhclg", N_ ("Planning data submission"), 50, recognise, map };
