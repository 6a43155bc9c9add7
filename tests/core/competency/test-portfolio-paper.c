/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "competency/sl-proposal.h"
#include "competency/sl-team.h"
#include "sl-test-case.h"
#include "sl-test-folio.h"
#include "sl-test.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <string.h>

/* The paper of a portfolio: what stands in it, in which order, and what must not. Past 600 lines
 * because each part of it is told from a portfolio that came to it step by step. */

static const SlCell *
cell (SlTestFolio *f, const char *criterion)
{
  return sl_test_progress_cell (f->self, f->occasion, criterion);
}

static SlLetter *
compose (SlTestFolio *f)
{
  g_autoptr (GError) error = NULL;
  SlLetter *letter;

  sl_test_progress_load (f->self);
  letter = sl_portfolio_compose (&f->context, f->self->portfolio, &error);
  g_assert_no_error (error);
  return letter;
}

static char *
read_paper (SlTestFolio *f)
{
  g_autoptr (SlLetter) letter = compose (f);

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

/* Each of @words after the one before. */
static void
assert_in_order (const char *paper, const char *const *words)
{
  const char *at = paper;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *found = strstr (at, words[i]);

      if (found == NULL)
        g_error ("“%s” does not follow in:\n%s", words[i], paper);
      at = found + strlen (words[i]);
    }
}

static void
claim_with_evidence (SlTestFolio *f, const char *criterion, const char *words)
{
  SlProposal statement = { .kind = "evidence",
                           .label = "Design and Access Statement: 6 passages",
                           .detail = "pages 4, 7, 12",
                           .on_date = "2026-11-12",
                           .object_kind = "document",
                           .object_id = "",
                           .sha256 = "" };
  SlProposal meeting = { .kind = "meeting",
                         .label = "Meeting MTG/2026/003",
                         .detail = "Judith Okoro; Tom Fenwick, 12 Mallard Way, Oriel CM6 1AB",
                         .on_date = "2026-11-13",
                         .object_kind = "sheet",
                         .object_id = "",
                         .sha256 = "",
                         .personal = TRUE };
  g_autoptr (GPtrArray) evidence = g_ptr_array_new ();

  g_ptr_array_add (evidence, &statement);
  g_ptr_array_add (evidence, &meeting);
  sl_test_progress_become (f->self, f->self->trainee);
  sl_test_progress_apply (f->self, sl_cell_change_claim (f->self->portfolio, cell (f, criterion),
                                                         NULL, words, evidence, FALSE));
}

static gboolean
take_confirmation_away (SlTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE person SET role_self_declared = 1 WHERE person_id = ?", error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", data);
  return sl_statement_run (statement, error);
}

static void
test_a_self_declared_role_is_said (SlTestFolio *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autofree char *paper = NULL;

  sl_test_apply (self->store, sl_change_new ("by-hand", "person", self->manager, NULL,
                                             take_confirmation_away, self->manager, NULL));
  sl_test_progress_claim (self, f->occasion, "C2.1", "Found on the weekly list.");
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.1", "met", "Complete.");
  paper = read_paper (f);
  assert_says (paper, "“Agreed” by Helen Marsh, Designing Out Crime Manager (self-declared), on");
}

static void
test_nothing_of_the_history_is_left_out (SlTestFolio *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  static const char *const order[] = { "C2.3.1 Find crime, risk and threat: Agreed",
                                       "Claimed by Callum Reyes, Crime Prevention Tactical Adviser",
                                       "The first try.",
                                       "Design and Access Statement: 6 passages; pages 4, 7, 12; "
                                       "12 November 2026",
                                       "Assessed as “More needed” by Helen Marsh",
                                       "Verbal work assessed: Briefing of 24 November",
                                       "Written work assessed: The draft, version 1",
                                       "Lighting cites no section.",
                                       "Acknowledged by Callum Reyes",
                                       "Reply by Callum Reyes",
                                       "It does now.",
                                       "The second try.",
                                       "Assessed as “Agreed” by Helen Marsh",
                                       "Complete.",
                                       NULL };
  g_autofree char *paper = NULL;

  claim_with_evidence (f, "C2.3.1", "The first try.");
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.3.1", "not-yet",
                           "Lighting cites no section.");
  sl_test_progress_apply (self, sl_cell_change_acknowledge (self->portfolio, cell (f, "C2.3.1")));
  sl_test_progress_apply (
      self, sl_cell_change_reply (self->portfolio, cell (f, "C2.3.1"), "It does now."));
  sl_test_progress_claim (self, f->occasion, "C2.3.1", "The second try.");
  sl_test_progress_assess (self, self->manager, f->occasion, "C2.3.1", "met", "Complete.");
  paper = read_paper (f);
  assert_in_order (paper, order);
}

static void
test_it_says_whose_it_is_and_by_which_framework (SlTestFolio *f, gconstpointer data)
{
  static const char *const parts[] = { "Portfolio of Callum Reyes",
                                       "Summary",
                                       "C2 Planning process",
                                       "Criteria and occasions",
                                       "Occasion 1\nUTT/26/2147/FUL",
                                       "Occasion 5\nNot chosen",
                                       "C3 SBD schemes by schemes",
                                       "What is missing",
                                       "Occasion 1: Land east of Mallard Way",
                                       "None of the 3 schemes is chosen yet.",
                                       "C1 Training",
                                       "Condition of entry",
                                       "It is not recorded yet.",
                                       "Decisions and appeals",
                                       "No decision on progression was made yet.",
                                       "What each criterion asks for",
                                       "About this paper",
                                       NULL };
  g_autofree char *paper = read_paper (f);
  SlFramework *framework = sl_portfolio_get_framework (f->self->portfolio);
  g_autofree char *hash = g_strndup (sl_framework_get_hash (framework), 32);

  assert_in_order (paper, parts);
  assert_says (paper, hash);
  assert_says (paper, sl_framework_get_edition (framework));
  assert_says (paper, "seal=");
  assert_says (paper, "Audit ");
}

static SlBlock *
find_table (SlLetter *letter, const char *heading)
{
  for (guint i = 0; i + 1 < sl_letter_get_n_blocks (letter); i++)
    if (g_str_equal (sl_block_get_text (sl_letter_get_block (letter, i)), heading))
      for (guint j = i + 1; j < sl_letter_get_n_blocks (letter); j++)
        if (sl_block_get_kind (sl_letter_get_block (letter, j)) == SL_BLOCK_TABLE)
          return sl_letter_get_block (letter, j);
  g_error ("No table below “%s”", heading);
  return NULL;
}

static void
test_each_cell_of_the_matrix_has_a_word_and_a_shape (SlTestFolio *f, gconstpointer data)
{
  g_autoptr (SlLetter) letter = NULL;
  SlBlock *table;

  sl_test_progress_claim (f->self, f->occasion, "C2.1", "Found on the weekly list.");
  letter = compose (f);
  table = find_table (letter, "C2 Planning process by occasions");
  g_assert_cmpuint (sl_block_get_n_children (table), ==, 11);
  for (guint i = 1; i < 11; i++)
    {
      SlBlock *row = sl_block_get_child (table, i);

      g_assert_cmpuint (sl_block_get_n_children (row), ==, 6);
      for (guint j = 1; j < 6; j++)
        {
          SlBlock *word = sl_block_get_child (row, j);
          gboolean claimed = i == 1 && j == 1;

          g_assert_cmpstr (sl_block_get_text (word), ==, claimed ? "Claimed" : "Not yet");
          g_assert_cmpint (sl_block_get_shape (word), ==, claimed ? SL_SHAPE_CLOCK : SL_SHAPE_RING);
        }
    }
  table = find_table (letter, "C3 SBD schemes by schemes");
  g_assert_cmpuint (sl_block_get_n_children (table), ==, 22); /* with the heading of C3.5 */
}

static void
test_third_parties_are_masked_unless_asked_for (SlTestFolio *f, gconstpointer data)
{
  g_autofree char *masked = NULL;
  g_autofree char *named = NULL;

  sl_test_apply (f->self->store,
                 sl_case_change_confirm (f->self->base->case_id, "case-officer", "Judith Okoro"));
  claim_with_evidence (f, "C2.1", "Judith Okoro told me on the telephone. Ms Okoro wrote too.");
  masked = read_paper (f);
  assert_says (masked, "J. O. told me on the telephone. Ms O. wrote too.");
  assert_says (masked, "Meeting MTG/2026/003; J. O.; T. F.");
  assert_says (masked, "Third parties are masked");
  assert_is_silent (masked, "Okoro");
  assert_is_silent (masked, "Fenwick,");
  assert_is_silent (masked, "CM6 1AB");
  assert_says (masked, "Callum Reyes");

  f->context.third_parties = TRUE;
  named = read_paper (f);
  assert_says (named, "Judith Okoro told me");
  assert_says (named, "Tom Fenwick, 12 Mallard Way");
  assert_says (named, "are not masked");
}

static void
test_private_notes_are_the_trainees_own_wish (SlTestFolio *f, gconstpointer data)
{
  g_autofree char *without = NULL;
  g_autofree char *of_the_manager = NULL;
  g_autofree char *with = NULL;

  sl_test_progress_claim (f->self, f->occasion, "C2.1", "Found on the weekly list.");
  sl_test_progress_apply (f->self,
                          sl_portfolio_change_note (f->self->portfolio, f->occasion, "C2.1",
                                                    "I was not sure of this one."));
  sl_test_progress_apply (f->self, sl_portfolio_change_note (f->self->portfolio, f->occasion,
                                                             "C2.5", "Still to be done."));
  without = read_paper (f);
  assert_is_silent (without, "I was not sure");
  assert_is_silent (without, "Still to be done.");
  assert_says (without, "Private notes of the trainee are left out.");

  f->context.notes = TRUE;
  with = read_paper (f);
  assert_in_order (with, (const char *const[]){
                             "Private note of the trainee:", "I was not sure of this one.", NULL });
  sl_test_folio_ask_as (f, f->self->manager);
  of_the_manager = read_paper (f);
  assert_is_silent (of_the_manager, "I was not sure");
  assert_says (of_the_manager, "Private notes of the trainee are left out.");
}

/* As a disposal will: the case's own rows, and no more. */
static gboolean
take_case_away (SlTransaction *transaction, gpointer data, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM fact WHERE case_id = ?",
    "DELETE FROM case_words WHERE case_id = ?",
    "DELETE FROM case_stage WHERE case_id = ?",
    "DELETE FROM planning_case WHERE case_id = ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (SlStatement) statement = sl_database_prepare (
          sl_transaction_get_database (transaction), statements[i], error);

      if (statement == NULL)
        return FALSE;
      sl_statement_bind (statement, "t", data);
      if (!sl_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_a_case_that_is_gone_is_said (SlTestFolio *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autofree char *id = sl_test_progress_add_case (self, "planning", "UTT/26/3001/FUL",
                                                   "Copse Farm, Oriel, Essex");
  g_autofree char *occasion = sl_test_progress_choose (self, "C2", id);
  g_autofree char *paper = NULL;

  sl_test_progress_claim (self, occasion, "C2.1", "Found on the weekly list of 3 July.");
  sl_test_apply (self->store,
                 sl_change_new ("by-hand", "case", id, NULL, take_case_away, id, NULL));
  paper = read_paper (f);
  assert_in_order (paper,
                   (const char *const[]){ "UTT/26/3001/FUL", "The case itself is no longer kept.",
                                          "Found on the weekly list of 3 July.", NULL });
}

static void
test_work_that_was_taken_out_is_told (SlTestFolio *f, gconstpointer data)
{
  g_autofree char *paper = NULL;

  sl_test_progress_claim (f->self, f->occasion, "C2.1", "Found on the weekly list.");
  sl_test_progress_apply (
      f->self, sl_occasion_change_drop (f->self->portfolio, f->occasion, "Another suits better."));
  paper = read_paper (f);
  assert_in_order (paper, (const char *const[]){ "None of the 5 occasions is chosen yet.",
                                                 "Work that was taken out", "Another suits better.",
                                                 "Found on the weekly list.", NULL });
}

static void
test_training_tells_hours_and_renewals (SlTestFolio *f, gconstpointer data)
{
  static const SlTrainingValues values[] = {
    { .criterion_id = "C1.2",
      .kind = "event",
      .title = "ATLAS 2026",
      .provider = "Police Crime Prevention Initiatives",
      .on_date = "2026-03-09",
      .outcomes = "park-mark",
      .renews_on = "2027-01-10",
      .hours = "14.5" },
    { .criterion_id = "entry", .kind = "certificate", .title = "Level 4", .on_date = "2025-06-01" },
  };
  g_autofree char *paper = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *id = sl_id_new ();

      sl_test_progress_apply (f->self, sl_training_change_set (f->self->portfolio, id, &values[i]));
    }
  paper = read_paper (f);
  assert_in_order (paper, (const char *const[]){ "Hours in all: 14.5.", "ATLAS 2026",
                                                 "9 March 2026", "14.5", "Park Mark",
                                                 "10 January 2027 (soon)", "Nothing is entered yet",
                                                 "Condition of entry", "Level 4", NULL });
  assert_is_silent (paper, "It is not recorded yet.");
}

static char *
decide (SlTestFolio *f, const char *reasons)
{
  g_autoptr (GError) error = NULL;

  sl_test_folio_ask_as (f, f->self->manager);
  sl_progression_decide (f->context.library, f->context.packs, f->context.policy, f->author,
                         f->self->portfolio, "not-fulfilled", reasons, NULL, &error);
  g_assert_no_error (error);
  sl_test_progress_load (f->self);
  return g_strdup (sl_portfolio_get_progression (f->self->portfolio, 0)->id);
}

static void
test_decision_and_appeal_are_told (SlTestFolio *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autofree char *progression = decide (f, "One occasion of five is shown.");
  g_autofree char *paper = NULL;

  sl_test_folio_ask_as (f, self->trainee);
  sl_test_progress_apply (self, sl_appeal_change_lodge (self->portfolio, progression,
                                                        "Two were overlooked.", NULL, NULL));
  paper = read_paper (f);
  assert_in_order (paper, (const char *const[]){
                              "not fulfilled, notified on 24 November 2026 by Helen "
                              "Marsh",
                              "Not fulfilled, notified on 24 November 2026", "Last day to appeal",
                              "1 December 2026", "One occasion of five is shown.", "What was unmet",
                              "Appeal", "Senior Designing Out Crime Manager",
                              "Two were overlooked.", "It is not decided yet.", NULL });
}

static void
test_a_blind_assessor_gets_no_paper (SlTestFolio *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = NULL;

  sl_test_progress_meet (self, self->manager, f->occasion);
  sl_test_progress_become (self, self->manager);
  sl_test_progress_apply (
      self, sl_second_change_ask (self->portfolio, f->occasion, self->second, "asked", ""));
  sl_test_folio_ask_as (f, self->second);
  letter = sl_portfolio_compose (&f->context, self->portfolio, &error);
  g_assert_null (letter);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  assert_says (error->message, "Finish yours");
}

static void
test_a_finished_second_assessment_is_compared (SlTestFolio *f, gconstpointer data)
{
  SlTestProgress *self = f->self;
  static const SlCellVerdict met = { .verdict = "met", .feedback = "I agree." };
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *paper = NULL;
  const SlOccasion *occasion;

  sl_test_progress_meet (self, self->manager, f->occasion);
  sl_test_progress_become (self, self->manager);
  sl_test_progress_apply (
      self, sl_second_change_ask (self->portfolio, f->occasion, self->second, "asked", ""));
  sl_test_progress_become (self, self->second);
  occasion = sl_portfolio_find_occasion (self->portfolio, f->occasion);
  for (guint i = 0; i < occasion->n_cells; i++)
    {
      occasion = sl_portfolio_find_occasion (self->portfolio, f->occasion);
      sl_test_progress_apply (self,
                              sl_second_change_assess (self->portfolio, &occasion->cells[i], &met));
      occasion = sl_portfolio_find_occasion (self->portfolio, f->occasion);
    }
  sl_test_folio_ask_as (f, self->trainee);
  paper = read_paper (f);
  assert_says (paper, "1 second assessment is asked for and not finished.");
  assert_is_silent (paper, "I agree.");
  g_clear_pointer (&paper, g_free);

  requests = sl_second_requests_list (self->store, sl_portfolio_get_id (self->portfolio), &error);
  g_assert_no_error (error);
  sl_test_progress_become (self, self->second);
  sl_test_progress_apply (
      self, sl_second_change_finish (
                self->portfolio,
                ((const SlSecondRequest *) g_ptr_array_index (requests, 0))->request_id));
  sl_test_folio_ask_as (f, self->trainee);
  paper = read_paper (f);
  assert_in_order (paper,
                   (const char *const[]){ "Assessed a second time, as “Agreed”, by Grace Lindqvist",
                                          "Second assessments", "the same on 10 of 10 criteria",
                                          "Assessed again by Grace Lindqvist", "Same", NULL });
}

static void
test_masking (void)
{
  static const struct
  {
    const char *text, *masked;
  } cases[] = {
    { "Judith Okoro", "J. O." },
    { "Ms Okoro and Tom Fenwick-Lowe", "Ms O. and T. F." },
    { "Meeting with Judith Okoro, Uttlesford District Council",
      "Meeting with J. O., Uttlesford District Council" },
    { "12 Mallard Way, Thornbury St Anne, CM6 1AB", "12 Mallard Way" },
    { "tom@fenwick.example, 07700 900123", "…, …" },
    { "Design and Access Statement: pages 4, 7", "Design and Access Statement: pages 4, 7" },
    { "Élodie Ångström; Zoë O’Brien", "É. Å.; Z. O." },
    { "Tom J. Fenwick", "T. J. F." },
    { "UTT/26/2147/FUL of Copse Farm CM6 1AB", "UTT/26/2147/FUL of C. F. …" },
    { "", "" },
  };
  g_autofree char *long_text = g_strnfill (200000, 'A');
  g_autofree char *long_masked = sl_portfolio_mask (long_text);

  g_assert_cmpuint (strlen (long_masked), <=, 200000);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = sl_portfolio_mask (cases[i].text);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

/* What poppler says of the file: @words of a shell with "$0" for its path. */
static char *
ask_file (GBytes *bytes, const char *words)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "portfolio.pdf", NULL);
  const char *argv[] = { "sh", "-c", words, path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

static void
test_the_file_is_tagged_with_bookmarks_and_the_same_twice (SlTestFolio *f, gconstpointer data)
{
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (SlLetter) again = NULL;
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *outline = NULL;
  static const char *const bookmarks[] = {
    "(Summary)",     "(Criteria and occasions)", "(C2 Planning process)", "(C2.1 Identify plans",
    "(C1 Training)", "(Decisions and appeals)"
  };

  sl_test_progress_meet (f->self, f->self->manager, f->occasion);
  letter = compose (f);
  again = compose (f);
  layout = sl_letter_layout_new (letter);
  g_assert_cmpuint (sl_letter_layout_get_n_missing (layout), ==, 0);
  bytes = sl_letter_render_pdf (letter, &error);
  g_assert_no_error (error);
  same = sl_letter_render_pdf (again, &error);
  g_assert_true (g_bytes_equal (bytes, same));

  facts = ask_file (bytes, "pdfinfo -f 1 -l 3 \"$0\"; qpdf --check \"$0\"");
  assert_says (facts, "Tagged:          yes");
  assert_says (facts, "Title:           Portfolio of Callum Reyes");
  assert_says (facts, "841.89 x 595.276 pts");
  outline = ask_file (bytes, "qpdf --qdf \"$0\" - | grep -a -o '/Title ([^)]*)'");
  for (guint i = 0; i < G_N_ELEMENTS (bookmarks); i++)
    assert_says (outline, bookmarks[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/portfolio-paper/" name, SlTestFolio, NULL, sl_test_folio_set_up, func,             \
              sl_test_folio_tear_down)
  ADD ("nothing-of-the-history-is-left-out", test_nothing_of_the_history_is_left_out);
  ADD ("a-self-declared-role-is-said", test_a_self_declared_role_is_said);
  ADD ("it-says-whose-it-is-and-by-which-framework",
       test_it_says_whose_it_is_and_by_which_framework);
  ADD ("each-cell-of-the-matrix-has-a-word-and-a-shape",
       test_each_cell_of_the_matrix_has_a_word_and_a_shape);
  ADD ("third-parties-are-masked-unless-asked-for", test_third_parties_are_masked_unless_asked_for);
  ADD ("private-notes-are-the-trainees-own-wish", test_private_notes_are_the_trainees_own_wish);
  ADD ("a-case-that-is-gone-is-said", test_a_case_that_is_gone_is_said);
  ADD ("work-that-was-taken-out-is-told", test_work_that_was_taken_out_is_told);
  ADD ("training-tells-hours-and-renewals", test_training_tells_hours_and_renewals);
  ADD ("decision-and-appeal-are-told", test_decision_and_appeal_are_told);
  ADD ("a-blind-assessor-gets-no-paper", test_a_blind_assessor_gets_no_paper);
  ADD ("a-finished-second-assessment-is-compared", test_a_finished_second_assessment_is_compared);
  ADD ("the-file-is-tagged-with-bookmarks-and-the-same-twice",
       test_the_file_is_tagged_with_bookmarks_and_the_same_twice);
#undef ADD
  g_test_add_func ("/portfolio-paper/masking-takes-names-addresses-and-numbers", test_masking);
  return g_test_run ();
}
