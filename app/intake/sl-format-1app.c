/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-format-private.h"

#include "base/sl-text.h"
#include "intake/sl-intake-text.h"
#include "intake/sl-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 1APP: the Planning Portal's application form in XML, version 1.3 and 2.0.1. Elements are matched
 * by their local names and unknown ones passed over: the schema of full and outline applications
 * was never found, only that of certificates. */

static gboolean
recognise (SlExtraction *extraction)
{
  for (guint i = 0; i < sl_extraction_get_n_rows (extraction); i++)
    if (g_str_has_prefix (sl_extraction_get_row (extraction, i)->path, "Proposal/"))
      {
        g_autoptr (SlRows) rows = sl_rows_new (extraction);

        return sl_rows_has (rows, "Proposal/ApplicationHeader") ||
               sl_rows_has (rows, "Proposal/SiteLocation");
      }
  return FALSE;
}

static void
add_party (SlRows *rows, SlIntakeRecord *record, const char *field, const char *element)
{
  g_autofree char *person = sl_intake_join (
      " ", sl_rows_getf (rows, "Proposal/%s/PersonName/PersonNameTitle", element),
      sl_rows_getf (rows, "Proposal/%s/PersonName/PersonGivenName", element),
      sl_rows_getf (rows, "Proposal/%s/PersonName/PersonFamilyName", element), NULL);
  g_autofree char *text = sl_intake_join (
      ", ", person, sl_rows_getf (rows, "Proposal/%s/OrgName", element), NULL);

  sl_intake_record_add (record, field, text, element);
}

static void
add_site (SlRows *rows, SlIntakeRecord *record)
{
  static const char base[] = "Proposal/SiteLocation/BS7666Address";
  g_autofree char *number = sl_intake_join (" ", sl_rows_getf (rows, "%s/SAON/Description", base),
                                            sl_rows_getf (rows, "%s/PAON/Description", base), NULL);
  g_autofree char *street = sl_intake_join (
      " ", number, sl_rows_getf (rows, "%s/StreetDescription", base), NULL);
  g_autofree char *lines = sl_intake_join (
      ", ", street, sl_rows_getf (rows, "%s/Locality", base), sl_rows_getf (rows, "%s/Town", base),
      sl_rows_getf (rows, "%s/AdministrativeArea", base), NULL);
  const char *described = sl_rows_getf (rows, "Proposal/SiteLocation/%s", "Description");
  g_autofree char *address = NULL;

  /* The free words often say the address over again. */
  if (described != NULL && *street != '\0' && strstr (described, street) != NULL)
    address = g_strdup (described);
  else
    address = sl_intake_join (", ", described, lines, NULL);
  sl_intake_record_add (record, "address", address, base);
  sl_rows_add (rows, record, "postcode", "Proposal/SiteLocation/BS7666Address/PostCode");
  sl_rows_add (rows, record, "uprn",
               "Proposal/SiteLocation/BS7666Address/UniquePropertyReferenceNumber");
  /* The form misspells the element; one day somebody may mend it. */
  if (!sl_rows_add_position (rows, record, "Proposal/SiteLocation/SiteGridRefence/X",
                             "Proposal/SiteLocation/SiteGridRefence/Y", NULL, NULL))
    sl_rows_add_position (rows, record, "Proposal/SiteLocation/SiteGridReference/X",
                          "Proposal/SiteLocation/SiteGridReference/Y", NULL, NULL);
}

/* The longest text whose element's name speaks of a description. */
static void
add_proposal (SlRows *rows, SlIntakeRecord *record)
{
  const SlRow *best = NULL;
  g_autofree char *place = NULL;

  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);
      const char *name = strrchr (row->path, '/');

      if (!g_str_has_prefix (row->path, "Proposal/ApplicationData/") || name == NULL ||
          strstr (name, "Description") == NULL || strstr (name, "Existing") != NULL)
        continue;
      if (best == NULL || strlen (row->value) > strlen (best->value))
        best = row;
    }
  if (best == NULL)
    return;
  place = sl_row_dup_place (best);
  sl_intake_record_add (record, "proposal", best->value, place);
}

static void
add_documents (SlRows *rows, SlIntakeRecord *record)
{
  static const char base[] = "Proposal/FileAttachments/FileAttachment";

  for (guint i = 1; i < 10000; i++)
    {
      g_autofree char *item = i == 1 ? g_strdup (base) : g_strdup_printf ("%s[%u]", base, i);
      const char *type = sl_rows_getf (rows, "%s/Reference", item);
      SlIntakeDocument *document;

      if (!sl_rows_hasf (rows, "%s/FileName", item))
        break;
      document = sl_intake_record_add_document (record, sl_rows_getf (rows, "%s/FileName", item));
      if (g_ascii_strcasecmp (type, "Other") != 0)
        document->declared_type = sl_text_squeeze (type);
    }
}

static GPtrArray *
map (SlExtraction *extraction, GError **error)
{
  g_autoptr (SlRows) rows = sl_rows_new (extraction);
  g_autoptr (GPtrArray) records = sl_intake_records_new ();
  SlIntakeRecord *record = sl_intake_record_new ();

  g_ptr_array_add (records, record);
  sl_rows_add (rows, record, "authority-code", "Proposal/ApplicationHeader/ApplicationTo");
  if (!sl_rows_add (rows, record, "portal-reference", "Proposal/ApplicationHeader/FormattedRefNum"))
    sl_rows_add (rows, record, "portal-reference", "Proposal/ApplicationHeader/RefNum");
  sl_rows_add_date (rows, record, "date-submitted", "Proposal/ApplicationHeader/DateSubmitted");
  sl_intake_record_add_type (
      record, NULL, sl_rows_get (rows, "Proposal/ConsentRegimes/ConsentRegime"), "ConsentRegime");
  add_party (rows, record, "applicant", "Applicant");
  add_party (rows, record, "agent", "Agent");
  add_site (rows, record);
  add_proposal (rows, record);
  add_documents (rows, record);

  if (*sl_intake_record_get (record, "address") == '\0' &&
      *sl_intake_record_get (record, "proposal") == '\0')
    {
      g_set_error_literal (error, SL_INTAKE_ERROR, SL_INTAKE_ERROR_UNUSABLE,
                           _ ("This application form has neither an address nor a proposal."));
      return NULL;
    }
  return g_steal_pointer (&records);
}

const SlFormat sl_format_1app = { "1app", N_ ("1APP application form"), 40, recognise, map };
