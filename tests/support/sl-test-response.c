/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-response.h"
#include "sl-test.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"

#include <string.h>

/* 24 November 2026 at 09:00 UTC, a microsecond later at each look. */
static gint64
tick (gpointer data)
{
  static gint64 now = G_GINT64_CONSTANT (1795510800000000);

  return now += 1000;
}

void
sl_test_response_apply (SlTestResponse *self, SlChange *change)
{
  g_autoptr (GError) error = NULL;

  sl_store_apply (self->store, change, &error);
  g_assert_no_error (error);
}

static void
make_case (SlTestResponse *self)
{
  static const SlFactValue values[] = {
    { .field = "reference", .value = "UTT/26/2147/FUL" },
    { .field = "authority-name", .value = "Uttlesford District Council" },
    { .field = "authority-code", .value = "uttlesford" },
    { .field = "address", .value = "Land east of Mallard Way, Thornbury St Anne, Essex" },
    { .field = "proposal", .value = "48 homes and 9 flats, access, open space and drainage." },
    { .field = "case-officer", .value = "Judith Okoro, Senior Planning Officer" },
    { .field = "consultation-start", .value = "2026-11-04" },
    { .field = "dwellings", .value = "57" },
  };
  SlFactValue facts[G_N_ELEMENTS (values)];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      facts[i] = values[i];
      facts[i].source_kind = "officer";
      facts[i].source_name = facts[i].source_place = "";
      facts[i].rank = 60;
    }
  self->case_id = sl_id_new ();
  sl_test_response_apply (self, sl_case_change_create (self->case_id, facts, G_N_ELEMENTS (facts)));
  sl_test_response_apply (
      self, sl_case_change_title (self->case_id, "Land east of Mallard Way, Thornbury St Anne"));
}

SlTestResponse *
sl_test_response_new (void)
{
  SlTestResponse *self = g_new0 (SlTestResponse, 1);
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  const char *own;

  sl_clock_set (tick, NULL);
  self->casebook = sl_casebook_open (folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  self->store = sl_casebook_get_store (self->casebook);
  own = sl_person_get_id (sl_casebook_get_person (self->casebook));
  sl_test_response_apply (self, sl_people_change_declare (own, "Rowan Ashdown", "officer"));
  sl_test_response_apply (
      self,
      sl_people_change_card (own, "Rowan Ashdown", "Designing Out Crime Officer", "80412", "", ""));
  sl_casebook_reload_person (self->casebook, &error);
  g_assert_no_error (error);
  make_case (self);
  return self;
}

void
sl_test_response_free (SlTestResponse *self)
{
  sl_casebook_close (self->casebook);
  g_object_unref (self->casebook);
  g_free (self->case_id);
  g_free (self);
}

void
sl_test_response_set (SlTestResponse *self, const SlResponseValues *values)
{
  sl_test_response_apply (self, sl_response_change_set (self->case_id, values));
}

static gboolean
add_document (SlTransaction *transaction, gpointer data, GError **error)
{
  return sl_document_records_add (transaction, data, NULL, error);
}

static SlSealedFile *
keep_original (SlTestResponse *self, const char *title)
{
  g_autofree char *content = g_strdup_printf ("%%PDF-1.4 %s, a fictional paper", title);
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  SlSealedFile *file = sl_sealed_file_new_from_bytes (bytes, title, &error);

  g_assert_no_error (error);
  sl_library_keep (sl_casebook_get_library (self->casebook), file, &error);
  g_assert_no_error (error);
  return file;
}

static char *
put_document (SlTestResponse *self,
              const char *title,
              const char *kind,
              const char *number,
              const char *revision,
              const char *state)
{
  char *id = sl_id_new ();
  g_autoptr (SlSealedFile) original = self->originals ? keep_original (self, title) : NULL;
  SlDocumentValues values = { .document_id = id,
                              .case_id = self->case_id,
                              .sha256 = original != NULL ? sl_sealed_file_get_sha256 (original)
                                                         : NULL,
                              .size = original != NULL ? sl_sealed_file_get_size (original) : 0,
                              .parent_id = NULL,
                              .file_name = title,
                              .title = title,
                              .kind = kind,
                              .kind_source = "guessed",
                              .declared_type = "",
                              .drawing_number = number,
                              .revision = revision,
                              .document_date = "",
                              .state = state,
                              .reason = "",
                              .warnings = "",
                              .media_type = "application/pdf",
                              .sandbox_level = "A",
                              .source_path = "",
                              .page_count = 3,
                              .readable_pages = 3 };

  sl_test_response_apply (
      self, sl_change_new ("import", "document", id, self->case_id, add_document, &values, NULL));
  return id;
}

static SlAssessment *
load_assessment (SlTestResponse *self)
{
  g_autoptr (GError) error = NULL;
  SlAssessment *assessment = sl_assessment_load (
      self->store, sl_casebook_get_packs (self->casebook), self->case_id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (assessment);
  return assessment;
}

void
sl_test_response_judge (SlTestResponse *self,
                        const char *item_id,
                        SlVerdict verdict,
                        const SlAnswerText *text)
{
  g_autoptr (SlAssessment) assessment = load_assessment (self);

  sl_test_response_apply (self, sl_answer_change_verdict (assessment, item_id, verdict, ""));
  g_clear_object (&assessment);
  assessment = load_assessment (self);
  sl_test_response_apply (self, sl_answer_change_text (assessment, item_id, text));
}

static void
judge_items (SlTestResponse *self, const char *boundary_plan)
{
  g_autofree char *evidence_id = sl_id_new ();
  g_autoptr (SlAssessment) assessment = NULL;

  sl_test_response_judge (
      self, "H21", SL_VERDICT_NOT_MET,
      &(SlAnswerText){ .observation = "The rear boundary, on public footpath 14, is drawn at 1.5 m",
                       .place = "plots 14 to 21",
                       .priority = "high",
                       .priority_reason = "41 burglaries were recorded within one mile" });
  sl_test_response_judge (
      self, "H42", SL_VERDICT_PARTLY,
      &(SlAnswerText){ .observation = "The parking court behind Block A cannot "
                                      "be seen from a living room.",
                       .place = "Block A",
                       .recommendation = "Essex Police recommends a window in the ground-floor "
                                         "living room of flat 50.",
                       .recommendation_source = "own",
                       .priority = "medium" });
  sl_test_response_judge (self, "H24", SL_VERDICT_NOT_SHOWN,
                          &(SlAnswerText){ .place = "plots 1 to 48" });
  sl_test_response_judge (self, "H01", SL_VERDICT_MET,
                          &(SlAnswerText){ .observation = "The single point of access from Mallard "
                                                          "Way gives strangers no reason to pass "
                                                          "through." });
  sl_test_response_apply (self, sl_evidence_change_add (&(SlEvidenceValues){
                                    .evidence_id = evidence_id,
                                    .case_id = self->case_id,
                                    .document_id = boundary_plan,
                                    .quotation = "BT3 1.5 m close-boarded fence",
                                    .note = "",
                                    .page_number = 1 }));
  assessment = load_assessment (self);
  sl_test_response_apply (
      self, sl_answer_change_evidence (assessment, "H21", (const char *[]){ evidence_id, NULL }));
  g_clear_object (&assessment);
  assessment = load_assessment (self);
  sl_test_response_apply (self, sl_answer_change_shown (assessment, "H21", 1.5, "m"));
}

static void
put_figure (SlTestResponse *self,
            const char *category,
            const char *area,
            gint64 count,
            gboolean restricted)
{
  sl_test_response_apply (
      self, sl_crime_change_set (self->case_id,
                                 &(SlCrimeValues){ .source = "police.uk",
                                                   .period_from = "2025-10",
                                                   .period_to = "2026-09",
                                                   .area = area,
                                                   .category = category,
                                                   .caveat = "Places are moved to fixed points.",
                                                   .origin = "typed",
                                                   .count = count,
                                                   .restricted = restricted }));
}

void
sl_test_response_fill (SlTestResponse *self)
{
  static const char *const features[] = { "houses", "flats", "homes-per-entrance=9",
                                          "parking-court", NULL };
  g_autoptr (GError) error = NULL;
  SlChange *change = sl_assessment_change_begin (sl_casebook_get_packs (self->casebook),
                                                 self->case_id, "sbd-homes", features, &error);
  g_autofree char *layout = put_document (self, "Site layout", "site-layout", "PL-101", "D",
                                          "read");
  g_autofree char *boundary = put_document (self, "Boundary treatments", "boundary-plan", "PL-106",
                                            "C", "read");
  g_autofree char *statement = put_document (self, "Design and access statement",
                                             "design-access-statement", "", "", "read");
  g_autofree char *lighting = put_document (self, "Lighting plan", "lighting-plan", "PL-120", "A",
                                            "refused");

  g_assert_no_error (error);
  sl_test_response_apply (self, change);
  judge_items (self, boundary);
  put_figure (self, "Burglary", "within one mile of the site", 41, FALSE);
  put_figure (self, "Vehicle crime", "within one mile of the site", 112, FALSE);
  put_figure (self, "Domestic abuse", "one address on Mallard Way", 3, TRUE);
  sl_test_response_apply (
      self, sl_free_observation_change_set (NULL, self->case_id, "rights-of-way",
                                            "Public footpath 14 runs behind plots 10 to 21 for 190 "
                                            "metres, and no home faces it.",
                                            "Essex Police recommends that the gable of plot 21 "
                                            "carries a window at ground and first floor.",
                                            "medium", "robbery, where nobody sees the path."));
  sl_test_response_set (
      self, &(SlResponseValues){ .stance = "concerns",
                                 .flags = "condition-requested informative meeting-offered",
                                 .award_level = "silver",
                                 .conditions = "A H21",
                                 .letter_date = "2026-11-24" });
}

SlComposition *
sl_test_response_try_gather (SlTestResponse *self, GError **error)
{
  g_autoptr (SlPerson) person = sl_people_load (
      self->store, sl_person_get_id (sl_casebook_get_person (self->casebook)), NULL);

  return sl_composition_new (sl_casebook_get_library (self->casebook),
                             sl_casebook_get_packs (self->casebook),
                             sl_casebook_get_policy (self->casebook), person, self->case_id, error);
}

SlComposition *
sl_test_response_gather (SlTestResponse *self)
{
  g_autoptr (GError) error = NULL;
  SlComposition *composition = sl_test_response_try_gather (self, &error);

  g_assert_no_error (error);
  return composition;
}

SlLetter *
sl_test_response_compose (SlTestResponse *self)
{
  g_autoptr (SlComposition) composition = sl_test_response_gather (self);
  g_autoptr (GError) error = NULL;
  SlLetter *letter = sl_composition_compose (composition, &error);

  g_assert_no_error (error);
  return letter;
}
