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

/* Open Digital Planning: the application, prototypeApplication, preApplication and
 * postSubmissionApplication shapes (and the published form of the last), told apart by the last
 * part of metadata.schema, else by their keys. A submitted application keeps what was sent in under
 * "submission", so every path is tried at the top and then there. */

typedef struct
{
  SlRows *rows;
  SlIntakeRecord *record;
} Mapping;

static const char *const prefixes[] = { "", "submission." };

static gboolean
recognise (SlExtraction *extraction)
{
  static const char *const schemas[] = { "application.json", "prototypeApplication.json",
                                         "preApplication.json", "postSubmissionApplication.json",
                                         "postSubmissionPublishedApplication.json" };
  g_autoptr (SlRows) rows = NULL;
  const char *schema, *last;

  if (sl_extraction_get_n_rows (extraction) == 0 ||
      strstr (sl_extraction_get_media_type (extraction), "json") == NULL)
    return FALSE;
  rows = sl_rows_new (extraction);
  schema = sl_rows_get (rows, "metadata.schema");
  last = strrchr (schema, '/');
  for (gsize i = 0; last != NULL && i < G_N_ELEMENTS (schemas); i++)
    if (strcmp (last + 1, schemas[i]) == 0)
      return TRUE;
  return sl_rows_has (rows, "data.application.type.value") ||
         (sl_rows_has (rows, "applicationType") && sl_rows_has (rows, "data"));
}

/* The first of the two paths that says something. Transfer full. */
static char *
find_path (Mapping *m, const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *full = g_strconcat (prefixes[i], path, NULL);

      if (!sl_intake_is_unknown (sl_rows_get (m->rows, full)))
        return g_steal_pointer (&full);
    }
  return g_strdup (path);
}

static const char *
get (Mapping *m, const char *path)
{
  g_autofree char *full = find_path (m, path);

  return sl_rows_get (m->rows, full);
}

static void
add (Mapping *m, const char *field, const char *path)
{
  g_autofree char *full = find_path (m, path);

  sl_rows_add (m->rows, m->record, field, full);
}

static void
add_date (Mapping *m, const char *field, const char *path)
{
  g_autofree char *full = find_path (m, path);

  sl_rows_add_date (m->rows, m->record, field, full);
}

static gboolean
add_number (Mapping *m, const char *field, const char *path)
{
  g_autofree char *full = find_path (m, path);

  return sl_rows_add_number (m->rows, m->record, field, full);
}

static void
add_site (Mapping *m)
{
  g_autofree char *address = sl_intake_join (", ", get (m, "data.property.address.title"),
                                             get (m, "data.property.address.town"), NULL);
  g_autofree char *hectares = NULL;
  double square_metres;

  add (m, "address", "data.property.address.singleLine");
  sl_intake_record_add (m->record, "address", address, "data.property.address.title");
  add (m, "postcode", "data.property.address.postcode");
  add (m, "uprn", "data.property.address.uprn");
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *base = g_strconcat (prefixes[i], "data.property.address.", NULL);
      g_autofree char *x = g_strconcat (base, "x", NULL), *y = g_strconcat (base, "y", NULL);
      g_autofree char *latitude = g_strconcat (base, "latitude", NULL);
      g_autofree char *longitude = g_strconcat (base, "longitude", NULL);

      if (sl_rows_add_position (m->rows, m->record, x, y, latitude, longitude))
        break;
    }
  /* The red line; the blue one of the whole property is not the site. */
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *site = g_strconcat (prefixes[i], "data.proposal.boundary.site", NULL);

      if (sl_rows_add_boundary (m->rows, m->record, site))
        break;
    }
  add (m, "ward", "data.property.ward");
  if (!add_number (m, "site-area-ha", "data.proposal.boundary.area.hectares") &&
      sl_intake_parse_number (get (m, "data.proposal.boundary.area.squareMetres"), &square_metres))
    sl_intake_record_add_number (m->record, "site-area-ha", square_metres / 10000,
                                 "data.proposal.boundary.area.squareMetres");
}

/* Homes listed one kind an entry: identicalUnits of each, or one. FALSE when nothing is listed. */
static gboolean
count_homes (Mapping *m, const char *list, double *homes)
{
  guint n = sl_rows_count (m->rows, list);

  for (guint i = 0; i < n; i++)
    {
      double units = 1;

      sl_intake_parse_number (sl_rows_getf (m->rows, "%s[%u].identicalUnits", list, i), &units);
      *homes += units;
    }
  return n > 0;
}

static void
add_homes (Mapping *m)
{
  static const char *const london[] = { "new", "rebuilt" };

  if (add_number (m, "dwellings", "data.proposal.units.total"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *list = g_strconcat (prefixes[i], "data.proposal.units.residential", NULL);
      gboolean known = FALSE;
      double homes = 0;

      /* The London form has lists of what is new, rebuilt, kept and removed; the first two are
       * what the proposal makes. */
      known |= count_homes (m, list, &homes);
      for (gsize j = 0; j < G_N_ELEMENTS (london); j++)
        {
          g_autofree char *part = g_strconcat (list, ".", london[j], NULL);
          known |= count_homes (m, part, &homes);
        }
      if (known)
        {
          sl_intake_record_add_number (m->record, "dwellings", homes, list);
          return;
        }
    }
}

static void
add_party (Mapping *m, const char *field, const char *path)
{
  g_autofree char *first = g_strconcat (path, ".name.first", NULL);
  g_autofree char *last = g_strconcat (path, ".name.last", NULL);
  g_autofree char *company = g_strconcat (path, ".company.name", NULL);
  g_autofree char *person = sl_intake_join (" ", get (m, first), get (m, last), NULL);
  g_autofree char *party = sl_intake_join (", ", person, get (m, company), NULL);

  sl_intake_record_add (m->record, field, party, path);
}

/* Designations that the site lies in. */
static void
add_constraints (Mapping *m)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize p = 0; p < G_N_ELEMENTS (prefixes) && text->len == 0; p++)
    {
      g_autofree char *list = g_strconcat (prefixes[p], "data.property.planning.designations",
                                           NULL);
      guint n = sl_rows_count (m->rows, list);

      for (guint i = 0; i < n; i++)
        if (strcmp (sl_rows_getf (m->rows, "%s[%u].intersects", list, i), "true") == 0)
          g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                                  sl_rows_getf (m->rows, "%s[%u].description", list, i));
    }
  sl_intake_record_add (m->record, "constraints", text->str, "data.property.planning.designations");
}

/* A file's types: strings in submitted applications, objects elsewhere. */
static char *
dup_types (SlRows *rows, const char *file)
{
  g_autoptr (GString) types = g_string_new (NULL);
  guint n = sl_rows_countf (rows, "%s.type", file);

  for (guint i = 0; i < n; i++)
    {
      const char *text = sl_rows_getf (rows, "%s.type[%u].description", file, i);

      if (*text == '\0')
        text = sl_rows_getf (rows, "%s.type[%u].value", file, i);
      if (*text == '\0')
        text = sl_rows_getf (rows, "%s.type[%u]", file, i);
      if (!sl_intake_is_unknown (text))
        g_string_append_printf (types, "%s%s", types->len > 0 ? "; " : "", text);
    }
  return g_string_free (g_steal_pointer (&types), FALSE);
}

static void
add_files (Mapping *m, const char *list)
{
  guint n = sl_rows_count (m->rows, list);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *file = g_strdup_printf ("%s[%u]", list, i);
      const char *name = sl_rows_getf (m->rows, "%s.name", file);
      g_autofree char *plain = g_uri_unescape_string (name, NULL);
      const char *base = plain != NULL ? plain : name;
      SlIntakeDocument *document;

      /* A name is often the address that it was kept at. */
      if (strrchr (base, '/') != NULL)
        base = strrchr (base, '/') + 1;
      if (*base == '\0' || !g_utf8_validate (base, -1, NULL))
        continue;
      document = sl_intake_record_add_document (m->record, base);
      document->declared_type = dup_types (m->rows, file);
      document->title = sl_text_squeeze (sl_rows_getf (m->rows, "%s.description", file));
      document->drawing_number = sl_text_squeeze (sl_rows_getf (m->rows, "%s.number", file));
      document->date = sl_date_parse (sl_rows_getf (m->rows, "%s.metadata.createdAt", file));
    }
}

/* A design and access statement that was typed into the form instead of sent as a file. */
static void
add_statement (Mapping *m)
{
  static const struct
  {
    const char *key, *heading;
  } parts[] = {
    { "propertyDescription", N_ ("The property") },
    { "projectDescription", N_ ("The project") },
    { "accessAndLayout", N_ ("Access and layout") },
    { "landscapingChanges", N_ ("Landscaping") },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  SlIntakeDocument *document;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat ("data.files.designAndAccessStatement.", parts[i].key,
                                           NULL);
      const char *said = get (m, path);

      if (!sl_intake_is_unknown (said))
        g_string_append_printf (text, "%s\n\n%s\n\n", _ (parts[i].heading), said);
    }
  if (text->len == 0)
    return;
  document = sl_intake_record_add_document (m->record, "design-and-access-statement.txt");
  document->title = g_strdup (_ ("Design and access statement (typed into the form)"));
  document->declared_type = g_strdup ("Design and access statement");
  document->text = g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
map (SlExtraction *extraction, GError **error)
{
  g_autoptr (SlRows) rows = sl_rows_new (extraction);
  g_autoptr (GPtrArray) records = sl_intake_records_new ();
  SlIntakeRecord *record = sl_intake_record_new ();
  Mapping m = { rows, record };
  const char *code;

  g_ptr_array_add (records, record);
  add (&m, "authority-code", "metadata.organisation");
  add (&m, "authority-name", "data.property.localPlanningAuthority[0]");
  add (&m, "reference", "data.application.reference");
  if (sl_rows_has (rows, "submission"))
    sl_rows_add (rows, record, "portal-reference", "submission.metadata.id");
  else
    sl_rows_add (rows, record, "portal-reference", "metadata.id");
  code = get (&m, "data.application.type.value");
  if (*code == '\0')
    code = get (&m, "applicationType");
  sl_intake_record_add_type (record, code, get (&m, "data.application.type.description"),
                             "data.application.type");
  if (strstr (code, "major") != NULL || strstr (code, "minor") != NULL)
    sl_intake_record_add (record, "scale", strstr (code, "major") != NULL ? "major" : "minor",
                          "data.application.type.value");
  add (&m, "proposal", "data.proposal.description");
  add_site (&m);
  add_homes (&m);
  if (!add_number (&m, "floorspace-m2", "data.proposal.new.area.squareMetres"))
    add_number (&m, "floorspace-m2", "data.proposal.extend.area.squareMetres");
  add_date (&m, "date-submitted", "data.submission.submittedAt");
  add_date (&m, "date-submitted", "metadata.submittedAt");
  add_date (&m, "date-received", "data.validation.receivedAt");
  add_date (&m, "date-valid", "data.validation.validatedAt");
  add_date (&m, "consultation-start", "data.consultation.startDate");
  add_date (&m, "consultation-expiry", "data.consultation.endDate");
  add (&m, "status", "data.application.status");
  add (&m, "case-officer", "data.caseOfficer.name");
  add_party (&m, "applicant", "data.applicant");
  add_party (&m, "agent", "data.applicant.agent");
  add (&m, "site-contact", "data.applicant.siteContact.name");
  add_constraints (&m);
  add_files (&m, "files");
  if (record->documents->len == 0)
    add_files (&m, "submission.files");
  add_statement (&m);

  if (*sl_intake_record_get (record, "proposal") == '\0' &&
      *sl_intake_record_get (record, "address") == '\0')
    {
      g_set_error_literal (error, SL_INTAKE_ERROR, SL_INTAKE_ERROR_UNUSABLE,
                           _ ("This Open Digital Planning file has neither an address nor a "
                              "proposal, so there is no application in it."));
      return NULL;
    }
  return g_steal_pointer (&records);
}

const SlFormat sl_format_odp = { "odp", N_ ("Open Digital Planning file"), 50, recognise, map };
