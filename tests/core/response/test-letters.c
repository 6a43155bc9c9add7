/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-response.h"

#include "base/sl-id.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-records.h"
#include "letter/sl-letter.h"

#include <string.h>

/* The letter of each kind of case, which its kind and its stage choose. */

static SlPackLibrary *
get_packs (SlTestResponse *fixture)
{
  return sl_casebook_get_packs (fixture->casebook);
}

/* From here on the fixture's case is a new one of @kind. */
static void
begin (SlTestResponse *fixture, const char *kind)
{
  g_free (fixture->case_id);
  fixture->case_id = sl_id_new ();
  sl_test_response_apply (
      fixture,
      sl_case_change_begin (get_packs (fixture), fixture->case_id, kind, "Land east of Mallard Way",
                            "Thornbury St Anne, Essex",
                            sl_person_get_id (sl_casebook_get_person (fixture->casebook))));
}

static const char *
choose (SlTestResponse *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) subject = sl_case_records_load (fixture->store, fixture->case_id, &error);

  g_assert_no_error (error);
  return sl_response_choose_template (get_packs (fixture), subject);
}

static void
judge (SlTestResponse *fixture)
{
  static const char *const features[] = { "houses", NULL };
  const SlAnswerText text = { .observation = "The fence is 1.5 m high.",
                              .recommendation = "Raise the fence to 1.8 m.",
                              .place = "the rear of plots 14 to 21" };
  g_autoptr (GError) error = NULL;
  SlChange *change = sl_assessment_change_begin (get_packs (fixture), fixture->case_id, "sbd-homes",
                                                 features, &error);

  g_assert_no_error (error);
  sl_test_response_apply (fixture, change);
  sl_test_response_judge (fixture, "H21", SL_VERDICT_NOT_MET, &text);
}

/* All that it says, each block on a line. */
static char *
compose (SlTestResponse *fixture, const char *template_id, const char *stance)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (GBytes) pdf = NULL;
  const char *const *problems;

  sl_test_response_set (fixture, &(SlResponseValues){
                                     .template_id = template_id,
                                     .stance = stance,
                                     .flags = "informative meeting-offered refer-ctsa",
                                     .letter_date = "2026-11-24",
                                 });
  composition = sl_test_response_gather (fixture);
  letter = sl_composition_compose (composition, &error);
  g_assert_no_error (error);
  problems = sl_composition_get_problems (composition);
  for (guint i = 0; problems[i] != NULL; i++)
    if (strstr (problems[i], "has no phrase") != NULL || strstr (problems[i], "left out") != NULL)
      g_error ("%s, %s: %s", template_id, stance, problems[i]);
  pdf = sl_letter_render_pdf (letter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
  return sl_letter_serialize (letter);
}

/* In the third person, with nothing left to fill in and nothing promised. */
static void
assert_reads_well (const char *letter)
{
  static const char *const never[] = { "{",          "}",
                                       "LPA",        " we ",
                                       " our ",      "..",
                                       " I ",        "point below are",
                                       "is granted", "will be granted" };

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    if (strstr (letter, never[i]) != NULL)
      g_error ("“%s” stands in:\n%s", never[i], letter);
  g_assert_nonnull (strstr (letter, "guarantee against crime") != NULL
                        ? strstr (letter, "guarantee against crime")
                        : strstr (letter, "guarantee of not becoming a victim"));
}

static void
test_each_kind_has_its_letter_for_every_stance (void)
{
  static const struct
  {
    const char *kind, *template_id, *says;
  } letters[] = {
    { "pre-application", "pre-application-advice", "before an application is made" },
    { "scheme", "scheme-requirements", "Secured by Design" },
    { "infrastructure", "infrastructure-consultation", "thanks the applicant" },
    { "survey-home", "survey-covering", "encloses the report of its security survey" },
    { "survey-premises", "survey-covering", "encloses the report of its security survey" },
    { "survey-worship", "survey-covering", "encloses the report of its security survey" },
    { "visual-audit", "audit-covering", "encloses the report of the Environmental Visual Audit" },
  };
  guint n_stances;
  const SlStance *stances = sl_stances_get (&n_stances);
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      begin (fixture, letters[i].kind);
      g_assert_cmpstr (choose (fixture), ==, letters[i].template_id);
      for (guint round = 0; round < 2; round++)
        {
          for (guint j = 0; j < n_stances; j++)
            {
              g_autofree char *letter = compose (fixture, letters[i].template_id, stances[j].id);

              assert_reads_well (letter);
              if (!g_str_equal (stances[j].id, "no-comment"))
                g_assert_nonnull (strstr (letter, letters[i].says));
            }
          judge (fixture);
        }
    }
}

static void
test_a_representation_follows_the_answer_to_the_applicant (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autofree char *letter = NULL;

  begin (fixture, "infrastructure");
  g_assert_cmpstr (choose (fixture), ==, "infrastructure-consultation");
  sl_test_response_apply (fixture, sl_stage_change_set (get_packs (fixture), fixture->case_id,
                                                        "pre-application", "done", "", NULL));
  sl_test_response_apply (fixture, sl_stage_change_set (get_packs (fixture), fixture->case_id,
                                                        "acceptance", "done", "", NULL));
  g_assert_cmpstr (choose (fixture), ==, "infrastructure-representation");
  judge (fixture);
  letter = compose (fixture, "infrastructure-representation", "objection");
  assert_reads_well (letter);
  g_assert_nonnull (strstr (letter, "development consent is refused"));
}

static void
test_a_reference_of_our_own_stands_once (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autofree char *letter = NULL;

  begin (fixture, "scheme");
  letter = compose (fixture, "scheme-requirements", "comments");
  g_assert_null (strstr (letter, "Your reference"));
  g_assert_nonnull (strstr (letter, "Our reference"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response/letters/each-kind-has-its-letter-for-every-stance",
                   test_each_kind_has_its_letter_for_every_stance);
  g_test_add_func ("/response/letters/a-representation-follows-the-answer-to-the-applicant",
                   test_a_representation_follows_the_answer_to_the_applicant);
  g_test_add_func ("/response/letters/a-reference-of-our-own-stands-once",
                   test_a_reference_of_our_own_stands_once);
  return g_test_run ();
}
