/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-casebook.h"
#include "sl-sample-diary.h"
#include "sl-sample-reviews.h"

#include "assessment/sl-assessment.h"
#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "documents/sl-locate.h"
#include "intake/sl-import.h"
#include "response/sl-response.h"

#include <math.h>
#include <string.h>

/* Works the sample case as an officer would, through the same functions as the window. */

typedef struct
{
  SlCasebook *casebook;
  SlStore *store;
  char *case_id;
  GHashTable *extractions; /* document id -> SlExtraction */
} Sample;

static GBytes *
load (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/org/sightline/Sightline/sample/%s", name);

  return g_resources_lookup_data (path, 0, error);
}

static GKeyFile *
load_key_file (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = load (name, error);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, error))
    return NULL;
  return g_steal_pointer (&file);
}

/* The inbox. */

/* Says why an application is in the inbox, by what is known of it. */
static gboolean
weigh (Sample *sample, const char *case_id, GError **error)
{
  g_autoptr (SlCase) found = sl_case_records_load (sample->store, case_id, error);
  SlTriageFacts facts = { .flats = -1, .parking_spaces = -1, .site_area_ha = NAN };
  SlTriage triage = { NULL, NULL };
  gboolean done;

  if (found == NULL)
    return FALSE;
  facts.dwellings = sl_case_get_dwellings (found);
  facts.floorspace = sl_case_get_floorspace (found);
  facts.proposal = sl_case_get (found, "proposal");
  facts.type_class = sl_case_get (found, "type-class");
  facts.authority_code = sl_case_get (found, "authority-code");
  sl_policy_library_triage (sl_casebook_get_policy (sample->casebook), &facts, &triage);
  done = sl_store_apply (
      sample->store,
      sl_case_change_triage (case_id, triage.rule_id, triage.reason != NULL ? triage.reason : ""),
      error);
  sl_triage_clear (&triage);
  return done;
}

static gboolean
add_application (Sample *sample, GKeyFile *file, const char *reference, GError **error)
{
  SlPolicyLibrary *policy = sl_casebook_get_policy (sample->casebook);
  g_autofree char *authority_code = g_key_file_get_string (file, reference, "authority", NULL);
  const SlAuthority *authority = sl_policy_library_find_authority (policy, authority_code);
  g_autofree char *proposal = g_key_file_get_string (file, reference, "proposal", NULL);
  g_autofree char *address = g_key_file_get_string (file, reference, "address", NULL);
  g_autofree char *dwellings = g_key_file_get_string (file, reference, "dwellings", NULL);
  g_autofree char *floorspace = g_key_file_get_string (file, reference, "floorspace", NULL);
  g_autofree char *today = sl_date_today ();
  g_autofree char *due = sl_date_add_days (today,
                                           g_key_file_get_integer (file, reference, "days", NULL));
  g_autofree char *received = sl_date_add_days (due, -20);
  g_autofree char *case_id = sl_id_new ();
  SlFactValue values[9];
  guint n_values = 0;
  const struct
  {
    const char *field, *value;
  } given[] = {
    { "reference", reference },
    { "authority-code", authority != NULL ? authority->code : authority_code },
    { "authority-name", authority != NULL ? authority->name : authority_code },
    { "proposal", proposal },
    { "address", address },
    { "dwellings", dwellings },
    { "floorspace-m2", floorspace },
    { "date-received", received },
    { "consultation-expiry", due },
  };
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].value != NULL)
      values[n_values++] =
          (SlFactValue){ given[i].field, given[i].value, "officer", "", "", NULL, 60 };
  return sl_store_apply (sample->store, sl_case_change_create (case_id, values, n_values), error) &&
         weigh (sample, case_id, error);
}

static gboolean
fill_inbox (Sample *sample, GError **error)
{
  g_autoptr (GKeyFile) file = load_key_file ("inbox.ini", error);
  g_auto (GStrv) references = NULL;

  if (file == NULL)
    return FALSE;
  references = g_key_file_get_groups (file, NULL);
  for (guint i = 0; references[i] != NULL; i++)
    if (!add_application (sample, file, references[i], error))
      return FALSE;
  return TRUE;
}

/* The case's documents and facts. */

static gboolean
import_papers (Sample *sample, const char *folder, GError **error)
{
  const char *paths[] = { folder, NULL };
  g_autoptr (SlImportResult) result = sl_import (sl_casebook_get_library (sample->casebook),
                                                 sl_casebook_get_packs (sample->casebook), paths,
                                                 NULL, NULL, NULL, NULL, error);

  if (result == NULL)
    return FALSE;
  if (result->case_ids == NULL || result->case_ids[0] == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "The sample's papers made no case");
      return FALSE;
    }
  sample->case_id = g_strdup (result->case_ids[0]);
  return TRUE;
}

static gboolean
confirm_facts (Sample *sample, GError **error)
{
  static const char *const fields[] = { "reference", "authority-name", "proposal",
                                        "consultation-expiry" };
  g_autoptr (SlCase) planning_case = sl_case_records_load (sample->store, sample->case_id, error);
  if (planning_case == NULL ||
      !sl_store_apply (
          sample->store,
          sl_case_change_confirm (sample->case_id, "address",
                                  "Land east of Mallard Way, Thornbury St Anne, Essex"),
          error) ||
      !sl_store_apply (sample->store, sl_case_change_confirm (sample->case_id, "dwellings", "57"),
                       error) ||
      !sl_store_apply (sample->store,
                       sl_case_change_title (sample->case_id, "Land east of Mallard Way"), error) ||
      !sl_store_apply (sample->store,
                       sl_case_change_make (sample->case_id, sl_store_get_actor (sample->store)),
                       error) ||
      !sl_store_apply (sample->store,
                       sl_case_change_link (sample->case_id, "UTT/25/1702/PA", "pre-application"),
                       error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*sl_case_get (planning_case, fields[i]) != '\0' &&
        !sl_store_apply (sample->store,
                         sl_case_change_confirm (sample->case_id, fields[i],
                                                 sl_case_get (planning_case, fields[i])),
                         error))
      return FALSE;
  return TRUE;
}

/* Evidence. */

static SlExtraction *
read_document (Sample *sample, SlDocument *document, GError **error)
{
  SlExtraction *extraction = g_hash_table_lookup (sample->extractions,
                                                  sl_document_get_id (document));
  SlLibrary *library = sl_casebook_get_library (sample->casebook);
  g_autoptr (SlSealedFile) file = NULL;

  if (extraction != NULL)
    return extraction;
  file = sl_library_open (library, sl_document_get (document, "sha256"), error);
  if (file == NULL)
    return NULL;
  extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, NULL, NULL, error);
  if (extraction != NULL)
    g_hash_table_insert (sample->extractions, g_strdup (sl_document_get_id (document)), extraction);
  return extraction;
}

/* The page that holds the words, with their box: the sample's texts may be repaged, its words stay.
 */
static gboolean
find_words (Sample *sample,
            SlDocument *document,
            SlEvidenceValues *values,
            char **exact,
            GError **error)
{
  SlExtraction *extraction = read_document (sample, document, error);

  if (extraction == NULL)
    return FALSE;
  for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
    {
      const SlPageText *page = sl_extraction_get_page (extraction, i);
      SlBox area;

      if (!sl_page_text_locate (page, values->quotation, &area, exact))
        continue;
      values->page_number = page->number;
      if (!values->has_region && area.width > 0)
        {
          values->has_region = TRUE;
          values->x = area.x;
          values->y = area.y;
          values->width = area.width;
          values->height = area.height;
        }
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The sample's “%s” does not hold “%s”",
               sl_document_get (document, "title"), values->quotation);
  return FALSE;
}

/* "document;page;words;x,y,width,height"; returns the new evidence's id. */
static char *
take_evidence (Sample *sample, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", 4);
  g_autoptr (SlDocument)
      document = sl_document_records_find (sample->store, sample->case_id, parts[0], error);
  g_autofree char *id = sl_id_new ();
  g_autofree char *exact = NULL;
  SlEvidenceValues values = { id, sample->case_id, NULL, parts[2], "", 1, FALSE, 0, 0, 0, 0 };

  if (document == NULL)
    return NULL;
  values.document_id = sl_document_get_id (document);
  values.page_number = (guint) g_ascii_strtoull (parts[1], NULL, 10);
  if (parts[3] != NULL)
    {
      g_auto (GStrv) region = g_strsplit (parts[3], ",", 4);

      values.has_region = TRUE;
      values.x = g_ascii_strtod (region[0], NULL);
      values.y = g_ascii_strtod (region[1], NULL);
      values.width = g_ascii_strtod (region[2], NULL);
      values.height = g_ascii_strtod (region[3], NULL);
    }
  if (*parts[2] != '\0' && !find_words (sample, document, &values, &exact, error))
    return NULL;
  if (exact != NULL)
    values.quotation = exact;
  if (!sl_store_apply (sample->store, sl_evidence_change_add (&values), error))
    return NULL;
  return g_steal_pointer (&id);
}

/* The walk through the checklist. */

static gboolean
give_evidence (Sample *sample,
               SlAssessment *assessment,
               GKeyFile *file,
               const char *item,
               GError **error)
{
  static const char *const keys[] = { "evidence", "evidence2" };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, item, keys[i], NULL);
      char *id = text != NULL ? take_evidence (sample, text, error) : NULL;

      if (text != NULL && id == NULL)
        return FALSE;
      if (id != NULL)
        g_ptr_array_add (ids, id);
    }
  if (ids->len == 0)
    return TRUE;
  g_ptr_array_add (ids, NULL);
  return sl_store_apply (
      sample->store, sl_answer_change_evidence (assessment, item, (const char *const *) ids->pdata),
      error);
}

static gboolean
give_text (Sample *sample,
           SlAssessment *assessment,
           GKeyFile *file,
           const char *item,
           GError **error)
{
  g_autofree char *observation = g_key_file_get_string (file, item, "observation", NULL);
  g_autofree char *recommendation = g_key_file_get_string (file, item, "recommendation", NULL);
  g_autofree char *place = g_key_file_get_string (file, item, "place", NULL);
  g_autofree char *priority = g_key_file_get_string (file, item, "priority", NULL);
  g_autofree char *priority_reason = g_key_file_get_string (file, item, "priority-reason", NULL);
  g_autofree char *verdict = g_key_file_get_string (file, item, "verdict", NULL);
  gboolean short_of = !g_str_equal (verdict, "met") && !g_str_equal (verdict, "not-applicable");
  SlAnswerText text = { observation, recommendation, recommendation != NULL ? "edited" : NULL,
                        place,       priority,       priority_reason,
                        NULL };
  g_autofree char *offered = NULL;

  /* The place first: the pack's own words are offered with it filled in. */
  if (!sl_store_apply (sample->store, sl_answer_change_text (assessment, item, &text), error))
    return FALSE;
  if (recommendation == NULL && short_of)
    {
      g_autoptr (SlCase)
          planning_case = sl_case_records_load (sample->store, sample->case_id, error);
      SlAnswerText pack = { 0 };

      if (planning_case == NULL || !sl_assessment_reload (assessment, error))
        return FALSE;
      offered = sl_answer_dup_offered_recommendation (sl_assessment_find (assessment, item),
                                                      planning_case);
      pack.recommendation = offered;
      pack.recommendation_source = "pack";
      return sl_store_apply (sample->store, sl_answer_change_text (assessment, item, &pack), error);
    }
  return TRUE;
}

static gboolean
judge (Sample *sample, SlAssessment *assessment, GKeyFile *file, const char *item, GError **error)
{
  g_autofree char *nick = g_key_file_get_string (file, item, "verdict", NULL);
  g_autofree char *reason = g_key_file_get_string (file, item, "reason", NULL);
  SlVerdict verdict;

  if (!sl_verdict_from_nick (nick, &verdict) ||
      !sl_store_apply (sample->store, sl_answer_change_verdict (assessment, item, verdict, reason),
                       error) ||
      !give_text (sample, assessment, file, item, error) ||
      !give_evidence (sample, assessment, file, item, error))
    {
      g_prefix_error (error, "%s: ", item);
      return FALSE;
    }
  if (g_key_file_has_key (file, item, "shown", NULL))
    return sl_store_apply (
        sample->store,
        sl_answer_change_shown (assessment, item, g_key_file_get_double (file, item, "shown", NULL),
                                "m"),
        error);
  return TRUE;
}

static gboolean
walk_checklist (Sample *sample, GError **error)
{
  static const char *const features[] = { "houses",
                                          "flats",
                                          "parking-court",
                                          "communal-space",
                                          "play-area",
                                          "footpath-network",
                                          "cycle-parking-communal",
                                          "phased",
                                          "homes-per-entrance=9",
                                          NULL };
  SlPackLibrary *packs = sl_casebook_get_packs (sample->casebook);
  g_autoptr (GKeyFile) file = load_key_file ("answers.ini", error);
  g_autoptr (SlAssessment) assessment = NULL;
  g_auto (GStrv) items = NULL;
  SlChange *begin;

  if (file == NULL)
    return FALSE;
  begin = sl_assessment_change_begin (packs, sample->case_id, "sbd-homes", features, error);
  if (begin == NULL || !sl_store_apply (sample->store, begin, error))
    return FALSE;
  assessment = sl_assessment_load (sample->store, packs, sample->case_id, error);
  if (assessment == NULL)
    return FALSE;
  items = g_key_file_get_groups (file, NULL);
  for (guint i = 0; items[i] != NULL; i++)
    if (!judge (sample, assessment, file, items[i], error))
      return FALSE;
  return sl_store_apply (
      sample->store,
      sl_free_observation_change_set (
          NULL, sample->case_id, "vawg",
          "Footpath 14 and the link beside plot 21 are unlit and out of view. Women and "
          "girls walking to the village may feel unsafe there after dark.",
          "Say how the path will be made to feel safe without harm to bats, for example by "
          "trimming the hedge low and turning a living-room window of plot 21 towards it.",
          "medium", "Fear of crime keeps people off the path"),
      error);
}

/* The letter. */

static gboolean
add_crime (Sample *sample, GError **error)
{
  g_autoptr (GBytes) bytes = load ("crime.csv", error);
  g_autofree char *today = sl_date_today ();
  g_autofree char *to = sl_date_add_days (today, -60);
  g_autofree char *from = sl_date_add_days (to, -364);
  g_autoptr (GString) text = NULL;
  g_autoptr (GBytes) filled = NULL;
  SlChange *change;

  if (bytes == NULL)
    return FALSE;
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, "{from}", from, 0);
  g_string_replace (text, "{to}", to, 0);
  filled = g_bytes_new (text->str, text->len);
  change = sl_crime_change_import (sample->case_id, filled, "crime.csv", error);
  return change != NULL && sl_store_apply (sample->store, change, error);
}

static gboolean
begin_letter (Sample *sample, GError **error)
{
  g_autofree char *today = sl_date_today ();
  SlResponseValues values = { .stance = "concerns",
                              .flags = "condition-requested meeting-offered",
                              .award_level = "gold",
                              .letter_date = today };

  return sl_store_apply (sample->store, sl_response_change_set (sample->case_id, &values), error);
}

/* So long ago the people came, in hours: before the oldest work of the diaries. */
#define FIRST_DAY (700 * 24)

/* What the people did in two years, and what they did in the last days. */
static gboolean
live (Sample *sample, SlSamplePeople *people, GError **error)
{
  static const char *const diaries[] = { "scheme.ini", "worship.ini",  "audit.ini",
                                         "advice.ini", "progress.ini", NULL };
  static const char *const last_days[] = { "progress-week.ini", NULL };
  g_autoptr (SlSampleDiary) diary = sl_sample_diary_new (sample->casebook, people, error);

  return diary != NULL && sl_sample_diary_live (diary, diaries, 0, error) &&
         sl_sample_fill_reviews (sample->casebook, people, error) &&
         sl_sample_diary_live (diary, last_days, sl_sample_get_last_review (), error);
}

/**
 * sl_sample_fill_casebook:
 * @casebook: an open, empty casebook
 * @folder: where the sample's papers lie
 * @as: which of the sample's people opens it (sl_sample_people_get_names())
 * @error: return location
 *
 * Returns: %FALSE with @error when a step failed
 */
gboolean
sl_sample_fill_casebook (SlCasebook *casebook, const char *folder, const char *as, GError **error)
{
  Sample sample = { casebook, sl_casebook_get_store (casebook), NULL, NULL };
  g_autoptr (SlSamplePeople) people = NULL;
  gboolean filled;

  sample.extractions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  sl_sample_set_hours_ago (FIRST_DAY);
  people = sl_sample_people_enter (casebook, as, error);
  /* The sample's own case is what Rowan did today. */
  filled = people != NULL && live (&sample, people, error) &&
           sl_sample_people_become (people, "rowan", error) && fill_inbox (&sample, error) &&
           import_papers (&sample, folder, error) && confirm_facts (&sample, error) &&
           weigh (&sample, sample.case_id, error) && walk_checklist (&sample, error) &&
           add_crime (&sample, error) && begin_letter (&sample, error) &&
           sl_store_apply (sample.store, sl_case_change_stage (sample.case_id, "assessing"), error);
  g_hash_table_unref (sample.extractions);
  g_free (sample.case_id);
  return filled && sl_casebook_reload_person (casebook, error);
}
