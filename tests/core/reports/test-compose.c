/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-action.h"
#include "reports/sl-report.h"
#include "sheets/sl-sheet.h"
#include "sl-test-response.h"
#include "sl-test-sheet.h"

#include <string.h>

/* Papers made of sheets and of the case: what stands in them, and what must not. */

typedef struct
{
  SlTestResponse *base;
  SlReportContext context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->base = sl_test_response_new ();
  fixture->context = (SlReportContext){
    .library = sl_casebook_get_library (fixture->base->casebook),
    .packs = sl_casebook_get_packs (fixture->base->casebook),
    .policy = sl_casebook_get_policy (fixture->base->casebook),
    .author = sl_casebook_get_person (fixture->base->casebook),
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->base, sl_test_response_free);
}

static SlSheet *
begin (Fixture *fixture, const char *form_id, const SlSheetValue *values, guint n_values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (fixture->context.packs, form_id, &error);
  g_autofree char *id = sl_id_new ();
  SlSheet *sheet;

  g_assert_no_error (error);
  sl_test_response_apply (
      fixture->base, sl_sheet_change_begin (form, id, fixture->base->case_id, values, n_values));
  sheet = sl_sheets_load (fixture->base->store, fixture->context.packs, id, &error);
  g_assert_no_error (error);
  return sheet;
}

static char *
add (Fixture *fixture,
     SlSheet *sheet,
     const char *group_id,
     const SlSheetValue *values,
     guint n_values)
{
  g_autoptr (GError) error = NULL;
  char *id = sl_id_new ();

  sl_test_response_apply (fixture->base,
                          sl_sheet_change_add (sheet, group_id, id, values, n_values));
  sl_sheet_reload (sheet, fixture->base->store, &error);
  g_assert_no_error (error);
  return id;
}

static SlLetter *
compose (Fixture *fixture, const char *report_id, SlSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  SlLetter *letter = sl_report_compose (&fixture->context, report_id, fixture->base->case_id,
                                        sheet != NULL ? sl_sheet_get_id (sheet) : NULL, &error);

  g_assert_no_error (error);
  return letter;
}

/* All that it says, each block on a line. */
static char *
read_paper (Fixture *fixture, const char *report_id, SlSheet *sheet)
{
  g_autoptr (SlLetter) letter = compose (fixture, report_id, sheet);

  return sl_letter_serialize (letter);
}

static void
assert_says (const char *paper, const char *words)
{
  if (strstr (paper, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, paper);
}

static void
assert_is_silent (const char *paper, const char *words)
{
  if (strstr (paper, words) != NULL)
    g_error ("“%s” is in:\n%s", words, paper);
}

static void
test_a_scheme_tells_of_each_house_type (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSheet) scheme = begin (fixture, "scheme", NULL, 0);
  const SlSheetValue types[] = { { "type", "Type A" }, { "type", "Type B" } };
  g_autofree char *a = add (fixture, scheme, "house-type", &types[0], 1);
  g_autofree char *b = add (fixture, scheme, "house-type", &types[1], 1);
  const SlAssessmentSubject subject = { sl_sheet_get_id (scheme), a, "Type A" };
  const SlAnswerText text = { .observation = "The schedule names no standard.",
                              .recommendation = "Name PAS 24:2022." };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAssessment) walk = NULL;
  g_autofree char *paper = NULL;

  sl_test_response_apply (fixture->base, sl_assessment_change_begin_for_subject (
                                             fixture->context.packs, fixture->base->case_id,
                                             &subject, "sbd-homes", NULL, &error));
  walk = sl_assessment_load_for_subject (fixture->base->store, fixture->context.packs,
                                         fixture->base->case_id, &subject, NULL, &error);
  g_assert_no_error (error);
  sl_test_response_apply (fixture->base,
                          sl_answer_change_take (walk, "H55", SL_VERDICT_NOT_MET, &text, NULL));
  sl_test_response_apply (fixture->base,
                          sl_answer_change_verdict (walk, "H56", SL_VERDICT_MET, NULL));
  paper = read_paper (fixture, "scheme-summary", scheme);
  assert_says (paper, "2 of 19 answered, 1 not met");
  assert_says (paper, "Not met. The schedule names no standard. Name PAS 24:2022.");
  assert_says (paper, "Not yet answered: H73 Lights at each door");
  assert_says (paper, "Its checklist is not begun.");
  assert_is_silent (paper, "H56 Back, patio and side doors");
  assert_is_silent (paper, "H01 ");
}

static void
test_an_empty_record_of_each_form_gives_each_of_its_papers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) forms = sl_forms_list (fixture->context.packs, NULL);
  guint n_papers = 0;

  for (guint i = 0; i < forms->len; i++)
    {
      SlForm *form = g_ptr_array_index (forms, i);
      g_autoptr (SlSheet) sheet = begin (fixture, sl_form_get_id (form), NULL, 0);
      g_autoptr (GPtrArray) kinds = sl_report_kinds_list (
          fixture->context.packs, sl_form_get_kind (form), sl_form_get_id (form));

      g_assert_cmpuint (kinds->len, >, 0);
      for (guint j = 0; j < kinds->len; j++, n_papers++)
        {
          g_autoptr (SlLetter)
              letter = compose (fixture, ((SlReportKind *) kinds->pdata[j])->id, sheet);
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) pdf = sl_letter_render_pdf (letter, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
        }
    }
  g_assert_cmpuint (n_papers, >=, 10);
}

static void
test_minutes_go_by_point_with_decisions_and_actions (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue meeting[] = { { "with", "developer" }, { "subject", "Boundaries" } };
  const SlSheetValue person[] = { { "name", "Priya Hollins" },
                                  { "organisation", "Hollins Bray Architects" } };
  const SlSheetValue point[] = { { "point", "Rear boundaries of plots 10 to 21" } };
  g_autoptr (SlSheet) sheet = begin (fixture, "meeting", meeting, G_N_ELEMENTS (meeting));
  g_autofree char *attendee = add (fixture, sheet, "person", person, G_N_ELEMENTS (person));
  g_autofree char *agenda = add (fixture, sheet, "agenda", point, 1);
  const SlSheetValue minute[] = { { "point", agenda },
                                  { "discussion", "The fence is to be 1.8 m with trellis." },
                                  { "decision", "Drawing PL-106 will be revised." } };
  g_autofree char *minuted = add (fixture, sheet, "minute", minute, G_N_ELEMENTS (minute));
  const SlActionValues action = { .text = "Send PL-106 D",
                                  .owner_name = "Hollins Bray Architects",
                                  .due_date = "2026-12-04" };
  g_autofree char *paper = NULL;

  sl_test_response_apply (fixture->base, sl_action_change_set (NULL, fixture->base->case_id,
                                                               sl_sheet_get_id (sheet), &action));
  paper = read_paper (fixture, "minutes", sheet);
  assert_says (paper, "Minutes: Boundaries");
  assert_says (paper, "Priya Hollins"); /* minutes go to those they name */
  assert_says (paper, "Rear boundaries of plots 10 to 21");
  assert_says (paper, "The fence is to be 1.8 m with trellis.");
  assert_says (paper, "Drawing PL-106 will be revised.");
  assert_says (paper, "Send PL-106 D");
  assert_says (paper, "4 December 2026");
  g_assert_true (strstr (paper, "Rear boundaries") < strstr (paper, "1.8 m with trellis"));
}

static void
test_a_point_that_was_not_discussed_says_so (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue point[] = { { "point", "Cycle store" } };
  g_autoptr (SlSheet) sheet = begin (fixture, "meeting", NULL, 0);
  g_autofree char *agenda = add (fixture, sheet, "agenda", point, 1);
  g_autofree char *paper = read_paper (fixture, "minutes", sheet);

  assert_says (paper, "Not discussed.");
}

static void
test_a_visit_report_leaves_out_who_was_met (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue visit[] = { { "purpose", "construction" },
                                 { "host", "Gareth Pell" },
                                 { "host-telephone", "01632 960 001" } };
  const SlSheetValue question[] = { { "question", "Who fits the locks?" },
                                    { "asked-of", "Gareth Pell" },
                                    { "answer", "The joiner." } };
  g_autoptr (SlSheet) sheet = begin (fixture, "visit", visit, G_N_ELEMENTS (visit));
  g_autofree char *asked = add (fixture, sheet, "question", question, G_N_ELEMENTS (question));
  g_autofree char *outside = read_paper (fixture, "visit-report", sheet);
  g_autofree char *inside = read_paper (fixture, "field-form", sheet);

  assert_says (outside, "Construction inspection");
  assert_says (outside, "Who fits the locks?");
  assert_is_silent (outside, "Gareth Pell");
  assert_is_silent (outside, "01632");
  assert_says (inside, "Gareth Pell");
}

static void
test_a_section_with_nothing_to_say_has_no_heading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSheet) sheet = begin (fixture, "visit", NULL, 0);
  g_autofree char *paper = read_paper (fixture, "visit-report", sheet);

  assert_is_silent (paper, "Product markings seen");
  assert_is_silent (paper, "To be put right");
  assert_says (paper, "About this report");
}

static void
test_a_risk_assessment_lists_what_is_not_settled (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue hazard[] = { { "hazard", "plant" },
                                  { "control", "Banksman, high visibility" } };
  g_autoptr (SlSheet) sheet = begin (fixture, "visit", NULL, 0);
  g_autofree char *entry = add (fixture, sheet, "hazard", hazard, G_N_ELEMENTS (hazard));
  g_autoptr (GPtrArray) lacks = sl_sheet_list_lacks (sheet);
  g_autofree char *paper = read_paper (fixture, "risk-assessment", sheet);

  assert_says (paper, "Moving plant and site vehicles");
  assert_says (paper, "Banksman");
  g_assert_cmpuint (lacks->len, >, 0);
  assert_says (paper, ((SlSheetLack *) lacks->pdata[0])->text);
}

static void
test_a_survey_puts_each_recommendation_under_its_weakness (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue inside[] = { { "layer", "inside" }, { "weakness", "Open vestry safe" } };
  const SlSheetValue outer[] = { { "layer", "perimeter" }, { "weakness", "Low rear wall" } };
  g_autoptr (SlSheet) sheet = begin (fixture, "survey-worship", NULL, 0);
  g_autofree char *safe = add (fixture, sheet, "weakness", inside, 2);
  g_autofree char *wall = add (fixture, sheet, "weakness", outer, 2);
  const SlSheetValue answer[] = { { "answers", wall },
                                  { "recommendation", "Raise the wall to 1.8 m" },
                                  { "timescale", "short" } };
  g_autofree char *recommended = add (fixture, sheet, "recommendation", answer, 3);
  g_autofree char *paper = read_paper (fixture, "survey-report", sheet);
  const char *low = strstr (paper, "Low rear wall");
  const char *raise = strstr (paper, "Raise the wall to 1.8 m");
  const char *open = strstr (paper, "Open vestry safe");
  const char *none = strstr (paper, "No recommendation yet");

  g_assert_true (low != NULL && raise != NULL && open != NULL && none != NULL);
  g_assert_true (low < raise && raise < open && open < none); /* from outside in */
  /* What a recommendation says for itself is a line each, and names what it answers. */
  assert_says (paper, "text=10:Weakness 1");
  assert_says (paper, "text=16:Recommendation 1");
  assert_says (paper, "text=20:Answers the weakness\n2 10 0 0 text=10:Weakness 1");
  assert_says (paper, "text=9:Timescale\n2 10 0 0 text=5:Short");
}

static void
test_a_briefing_shows_the_work_on_the_case (Fixture *fixture, gconstpointer data)
{
  g_autofree char *paper = NULL;

  sl_test_response_fill (fixture->base);
  paper = read_paper (fixture, "briefing", NULL);
  assert_says (paper, "Documents read");
  assert_says (paper, "Findings");
  assert_says (paper, "Concerns, ");
  assert_says (paper, "Crime, risk and threat");
}

static void
test_a_paper_of_another_kind_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSheet) sheet = begin (fixture, "visit", NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = sl_report_compose (
      &fixture->context, "minutes", fixture->base->case_id, sl_sheet_get_id (sheet), &error);

  g_assert_null (letter);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  letter = sl_report_compose (&fixture->context, "no-such", fixture->base->case_id, NULL, &error);
  g_assert_null (letter);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
}

static void
test_the_same_record_gives_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue visit[] = { { "purpose", "final" } };
  g_autoptr (SlSheet) sheet = begin (fixture, "visit", visit, 1);
  g_autoptr (SlLetter) first = compose (fixture, "visit-report", sheet);
  g_autoptr (SlLetter) second = compose (fixture, "visit-report", sheet);
  g_autoptr (GBytes) one = sl_letter_render_pdf (first, NULL);
  g_autoptr (GBytes) two = sl_letter_render_pdf (second, NULL);

  g_assert_true (g_bytes_equal (one, two));
}

static void
test_the_register_goes_by_number (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue first[] = { { "subject", "Shed alarms" }, { "recipient", "Mrs Pell" } };
  const SlSheetValue second[] = { { "subject", "Gate locks" } };
  g_autoptr (SlSheet) one = begin (fixture, "advice", first, 2);
  g_autoptr (SlSheet) two = begin (fixture, "advice", second, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = sl_report_compose_register (&fixture->context, "advice", &error);
  g_autofree char *paper = NULL;

  g_assert_no_error (error);
  paper = sl_letter_serialize (letter);
  assert_says (paper, "Mrs Pell");
  g_assert_true (strstr (paper, "Shed alarms") < strstr (paper, "Gate locks"));
  g_assert_cmpint (sl_sheet_compare_references ("ADV/2026/999", "ADV/2026/1000"), <, 0);
  g_assert_cmpint (sl_sheet_compare_references ("ADV/2027/001", "ADV/2026/1000"), >, 0);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/reports/compose/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-scheme-tells-of-each-house-type", test_a_scheme_tells_of_each_house_type);
  TEST ("an-empty-record-of-each-form-gives-each-of-its-papers",
        test_an_empty_record_of_each_form_gives_each_of_its_papers);
  TEST ("minutes-go-by-point-with-decisions-and-actions",
        test_minutes_go_by_point_with_decisions_and_actions);
  TEST ("a-point-that-was-not-discussed-says-so", test_a_point_that_was_not_discussed_says_so);
  TEST ("a-visit-report-leaves-out-who-was-met", test_a_visit_report_leaves_out_who_was_met);
  TEST ("a-section-with-nothing-to-say-has-no-heading",
        test_a_section_with_nothing_to_say_has_no_heading);
  TEST ("a-risk-assessment-lists-what-is-not-settled",
        test_a_risk_assessment_lists_what_is_not_settled);
  TEST ("a-survey-puts-each-recommendation-under-its-weakness",
        test_a_survey_puts_each_recommendation_under_its_weakness);
  TEST ("a-briefing-shows-the-work-on-the-case", test_a_briefing_shows_the_work_on_the_case);
  TEST ("a-paper-of-another-kind-is-refused", test_a_paper_of_another_kind_is_refused);
  TEST ("the-same-record-gives-the-same-bytes", test_the_same_record_gives_the_same_bytes);
  TEST ("the-register-goes-by-number", test_the_register_goes_by_number);
  return g_test_run ();
}
