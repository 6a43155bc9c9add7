/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "intake/sl-import.h"
#include "packs/sl-pack.h"
#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <string.h>

/* The shared samples: real files of real registers, each imported into a casebook of its own with
 * the values it is known to hold, or refused with its reason. Skipped where they are not. */

typedef struct
{
  const char *path;
  const char *outcome; /* of its own line */
  guint n_cases;
  const char *values[12]; /* field, value, … of the first case */
  gint64 dwellings;       /* -1 unknown */
} Sample;

static const Sample samples[] = {
  { "planning/1app/proposal-ldc-proposed.xml",
    "facts",
    1,
    { "authority-code", "N410", "postcode", "HP9 2HA", "uprn", "100080481952", "type-class",
      "ldc" },
    -1 },
  { "planning/odp/application-pp-major.json",
    "facts",
    1,
    { "reference", "180da003-279d-40dc-b538-a616c8c2a700", "scale", "major", "type-class", "full" },
    25 },
  { "planning/odp/application-pp-minor.json", "facts", 1, { "scale", "minor" }, 1 },
  { "planning/odp/application-pa-convertCommercialToHome.json",
    "facts",
    1,
    { "uprn", "100021847182", "type-class", "prior_approval", "postcode", "SW9 0RE" },
    1 },
  { "planning/odp/prototypeApplication-pp-major.json", "facts", 1, { "scale", "major" }, 25 },
  { "planning/odp/preApplication.json",
    "facts",
    1,
    { "type-class", "pre_application", "address", "75, MAIN STREET, AUCKLEY, DONCASTER, DN9 3HW" },
    -1 },
  { "planning/odp/postSubmission-fullHouseholder-03-consultation.json",
    "facts",
    1,
    { "reference", "ABC-123-XYZ", "consultation-expiry", "2024-03-11", "date-valid", "2024-02-19",
      "date-received", "2024-02-18", "case-officer", "Casey Officer" },
    -1 },
  { "planning/odp/schema-application.json", "added", 1, { NULL }, -1 },
  { "planning/bops/public-show.json",
    "facts",
    1,
    { "reference", "25-00240-PA1A", "target-date", "2025-04-08", "date-valid", "2025-03-04" },
    -1 },
  { "planning/bops/public-search.json", "facts", 3, { "reference", "24-00107-HAPP" }, -1 },
  { "planning/bops/documents.json", "facts", 1, { "reference", "24-00100-HAPP" }, -1 },
  { "planning/bops/public-comments_specialist.json", "added", 1, { NULL }, -1 },
  { "planning/bops/schema-comments_specialist.json", "added", 1, { NULL }, -1 },
  { "planning/mhclg/submission-LEW-DC_16_097629.json",
    "facts",
    1,
    { "reference", "DC/16/097629", "postcode", "SE13 7RZ", "scale", "major" },
    536 },
  { "planning/mhclg/submission-CMD-2023_1428.json",
    "facts",
    1,
    { "reference", "2023/1428", "applicant", "Lime Pictures Limited" },
    -1 },
  { "planning/mhclg/example-full--ex1001.json", "facts", 1, { "reference", "ex1001" }, 1 },
  { "planning/mhclg/planning-application.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/planning-application-document.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/planning-permission-timeline.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/site.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-application-type.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-development-scale.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-housing-type.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-permission-process-event.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-planning-requirement.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-public-register-status.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-tenure-type.csv", "added", 1, { NULL }, -1 },
  { "planning/mhclg/codelist-use-class.csv", "added", 1, { NULL }, -1 },
  { "planning/idox/brighton-summary-BH2018-00648.html",
    "facts",
    1,
    { "reference", "BH2018/00648", "date-received", "2018-02-28", "date-valid", "2018-03-27",
      "address", "6 Cliff Approach Brighton BN2 5RB" },
    -1 },
  { "planning/idox/brighton-summary-BH2018-02394.html",
    "facts",
    1,
    { "reference", "BH2018/02394" },
    -1 },
  { "planning/idox/brighton-search-results-page1.html",
    "facts",
    10,
    { "reference", "BH2018/03004", "date-valid", "2018-09-28" },
    -1 },
  { "planning/idox/brighton-advanced-search-form.html", "refused", 0, { NULL }, -1 },
  { "planning/idox/cardiff-summary-19-00309-MJR.html",
    "facts",
    1,
    { "reference", "19/00309/MJR", "date-valid", "2019-02-14" },
    -1 },
  { "planning/idox/cardiff-search-results.html", "facts", 7, { "reference", "19/00552/MNR" }, -1 },
  { "planning/idox/cardiff-propertyDetails-19-00309-MJR.html",
    "facts",
    1,
    { "reference", "19/00309/MJR", "uprn", "100100890011" },
    -1 },
  { "planning/idox/cardiff-relatedCases-19-00309-MJR.html",
    "facts",
    1,
    { "reference", "19/00309/MJR" },
    -1 },
  { "planning/plans/site-location-plan-example.pdf", "added", 1, { NULL }, -1 },
  { "planning/plans/elevations-best-practice.pdf", "added", 1, { NULL }, -1 },
  { "planning/plans/proposed-first-floor-plan.pdf", "added", 1, { NULL }, -1 },
  { "planning/plans/existing-roofplan.pdf", "added", 1, { NULL }, -1 },
};

typedef struct
{
  SlStore *store;
  SlLibrary *library;
  SlPackLibrary *packs;
} Casebook;

static void
casebook_open (Casebook *casebook, SlWorkerPool *pool)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (GError) error = NULL;

  casebook->store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  person = sl_people_current (casebook->store, &error);
  g_assert_no_error (error);
  casebook->library = sl_library_new (casebook->store, pool, &error);
  g_assert_no_error (error);
  casebook->packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
}

static void
casebook_close (Casebook *casebook)
{
  sl_store_close (casebook->store);
  g_clear_object (&casebook->library);
  g_clear_object (&casebook->packs);
  g_clear_object (&casebook->store);
}

static SlImportResult *
bring_in (Casebook *casebook, const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  SlImportResult *result = sl_import (casebook->library, casebook->packs, paths, NULL, NULL, NULL,
                                      NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
check_values (Casebook *casebook, const Sample *sample, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) found = sl_case_records_load (casebook->store, case_id, &error);

  g_assert_no_error (error);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (sample->values) && sample->values[i] != NULL; i += 2)
    if (strcmp (sl_case_get (found, sample->values[i]), sample->values[i + 1]) != 0)
      g_error ("%s: %s is %s, not %s", sample->path, sample->values[i],
               sl_case_get (found, sample->values[i]), sample->values[i + 1]);
  if (sl_case_get_dwellings (found) != sample->dwellings)
    g_error ("%s: %" G_GINT64_FORMAT " homes", sample->path, sl_case_get_dwellings (found));
}

static void
test_each (void)
{
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = sl_test_sample_path (samples[i].path);
      g_autoptr (SlImportResult) result = NULL;
      Casebook casebook;
      const SlImportLine *line;

      if (path == NULL)
        return;
      casebook_open (&casebook, pool);
      result = bring_in (&casebook, path);
      line = g_ptr_array_index (result->lines, 0);
      if (strcmp (line->outcome, samples[i].outcome) != 0)
        g_error ("%s was %s: %s", samples[i].path, line->outcome, line->text);
      g_assert_cmpstr (line->text, !=, "");
      g_assert_cmpuint (g_strv_length (result->case_ids), ==, samples[i].n_cases);
      if (samples[i].n_cases > 0)
        check_values (&casebook, &samples[i], result->case_ids[0]);
      casebook_close (&casebook);
    }
}

/* Pages of one case saved one by one, in any order, are one case. */
static void
test_pages_of_one_case (void)
{
  static const char *const pages[] = { "planning/idox/cardiff-relatedCases-19-00309-MJR.html",
                                       "planning/idox/cardiff-search-results.html",
                                       "planning/idox/cardiff-propertyDetails-19-00309-MJR.html",
                                       "planning/idox/cardiff-summary-19-00309-MJR.html" };
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autofree char *case_id = NULL;
  g_autoptr (SlCase) found = NULL;
  Casebook casebook = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = sl_test_sample_path (pages[i]);
      g_autoptr (SlImportResult) result = NULL;

      if (path == NULL)
        return;
      if (casebook.store == NULL)
        casebook_open (&casebook, pool);
      result = bring_in (&casebook, path);
      if (case_id == NULL)
        case_id = g_strdup (result->case_ids[0]);
      g_assert_true (g_strv_contains ((const char *const *) result->case_ids, case_id));
      g_assert_cmpuint (result->n_conflicts, ==, 0);
    }
  found = sl_case_records_load (casebook.store, case_id, NULL);
  g_assert_cmpstr (sl_case_get (found, "uprn"), ==, "100100890011");
  g_assert_cmpstr (sl_case_get (found, "date-valid"), ==, "2019-02-14");
  casebook_close (&casebook);
}

/* The papers of one application, searched. */
static void
test_case_folder (void)
{
  g_autofree char *path = sl_test_sample_path ("documents/uk-planning");
  g_autoptr (SlWorkerPool) pool = NULL;
  g_autoptr (SlImportResult) first = NULL, second = NULL;
  g_autoptr (SlCase) found = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  Casebook casebook;

  if (path == NULL)
    return;
  pool = sl_worker_pool_new (NULL);
  casebook_open (&casebook, pool);
  first = bring_in (&casebook, path);
  g_assert_cmpuint (first->n_cases_made, ==, 1);
  g_assert_cmpuint (first->n_refused, ==, 0);
  g_assert_cmpuint (first->n_documents, ==, first->lines->len);
  found = sl_case_records_load (casebook.store, first->case_ids[0], &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get (found, "reference"), ==, "UTT/25/2203/SO");
  g_assert_cmpstr (sl_case_get (found, "authority-code"), ==, "uttlesford");

  hits = sl_index_search (sl_library_get_index (casebook.library), first->case_ids[0],
                          "anti-social", 50, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, >, 0);

  second = bring_in (&casebook, path);
  g_assert_false (second->changed);
  casebook_close (&casebook);
}

/* Everything that can be thrown at it, at once: each line says something, and it ends. */
static void
test_hostile_folder (void)
{
  g_autofree char *path = sl_test_sample_path ("documents/import-hostile");
  g_autoptr (SlWorkerPool) pool = NULL;
  g_autoptr (SlImportResult) result = NULL;
  Casebook casebook;

  if (path == NULL)
    return;
  pool = sl_worker_pool_new (NULL);
  casebook_open (&casebook, pool);
  result = bring_in (&casebook, path);
  g_assert_cmpuint (result->n_refused, >, 0);
  for (guint i = 0; i < result->lines->len; i++)
    g_assert_cmpstr (((SlImportLine *) g_ptr_array_index (result->lines, i))->text, !=, "");
  casebook_close (&casebook);
}

/* A PDF that asks for its password is listed, and read once the password is given. */
static void
test_password (void)
{
  g_autofree char *path = sl_test_sample_path ("documents/pdf-hostile/user-password.pdf");
  g_autofree char *good = sl_test_sample_path ("planning/plans/existing-roofplan.pdf");
  g_autoptr (SlWorkerPool) pool = NULL;
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  const SlImportLine *line;
  Casebook casebook;

  if (path == NULL || good == NULL)
    return;
  pool = sl_worker_pool_new (NULL);
  casebook_open (&casebook, pool);
  {
    const char *paths[] = { path, good, NULL };
    result = sl_import (casebook.library, casebook.packs, paths, NULL, NULL, NULL, NULL, &error);
  }
  g_assert_no_error (error);
  line = g_ptr_array_index (result->lines, 0);
  g_assert_cmpstr (line->outcome, ==, "refused");
  document = sl_document_records_load (casebook.store, line->document_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_document_get (document, "state"), ==, "refused");
  g_assert_cmpstr (sl_document_get (document, "reason-code"), ==, "password");

  g_assert_false (
      sl_import_read_again (casebook.library, line->document_id, "certainly wrong", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);

  sl_import_read_again (casebook.library, line->document_id, "openpassword", NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  document = sl_document_records_load (casebook.store, line->document_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_document_get (document, "state"), ==, "read");
  g_assert_cmpstr (sl_document_get (document, "reason-code"), ==, "");
  g_assert_cmpuint (sl_document_get_page_count (document), >, 0);
  casebook_close (&casebook);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/samples/each-planning-file-imports-or-is-refused", test_each);
  g_test_add_func ("/intake/samples/saved-pages-of-one-case-are-one-case", test_pages_of_one_case);
  g_test_add_func ("/intake/samples/a-folder-of-papers-becomes-a-case", test_case_folder);
  g_test_add_func ("/intake/samples/a-hostile-folder-ends-with-reasons", test_hostile_folder);
  g_test_add_func ("/intake/samples/a-protected-pdf-asks-for-its-password", test_password);
  return g_test_run ();
}
