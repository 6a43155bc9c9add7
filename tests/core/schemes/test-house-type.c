/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "packs/sl-pack.h"
#include "schemes/sl-house-type.h"
#include "sl-test-case.h"
#include "sl-test-sheet.h"
#include "sl-test.h"

#include <string.h>

/* House types of a scheme: how far their checklists are, what lacks, and what may be taken over
 * from an approval or from another of them. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlPackLibrary *packs;
  char *case_id;
  SlSheet *scheme;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = NULL;
  g_autofree char *id = sl_id_new ();

  self->folder = sl_test_make_folder ();
  self->store = sl_test_open_store (self->folder);
  self->packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
  form = sl_forms_find (self->packs, "scheme", &error);
  g_assert_no_error (error);
  self->case_id = sl_test_add_case (self->store);
  sl_test_apply (self->store, sl_sheet_change_begin (form, id, self->case_id, NULL, 0));
  self->scheme = sl_sheets_load (self->store, self->packs, id, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->scheme);
  g_clear_object (&self->packs);
  sl_store_close (self->store);
  g_clear_object (&self->store);
  g_free (self->case_id);
  g_free (self->folder);
}

/* A house type that walks the built-in checklist of homes. Borrowed of the scheme. */
static SlSheetEntry *
add_type (Fixture *self, const char *name)
{
  g_autofree char *id = sl_test_add (self->store, self->scheme, "house-type", "type", name);
  SlSheetEntry *entry = sl_sheet_find_entry (self->scheme, id);
  const SlAssessmentSubject subject = sl_sheet_get_subject (self->scheme, entry);
  g_autoptr (GError) error = NULL;
  SlChange *change = sl_assessment_change_begin_for_subject (self->packs, self->case_id, &subject,
                                                             "sbd-homes", NULL, &error);

  g_assert_no_error (error);
  sl_test_apply (self->store, change);
  g_assert_true (sl_sheet_reload (self->scheme, self->store, &error));
  return entry;
}

static SlAssessment *
load (Fixture *self, SlSheetEntry *entry)
{
  const SlAssessmentSubject subject = sl_sheet_get_subject (self->scheme, entry);
  g_autoptr (GError) error = NULL;
  SlAssessment *walk = sl_assessment_load_for_subject (self->store, self->packs, self->case_id,
                                                       &subject, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (walk);
  return walk;
}

static void
answer (Fixture *self, SlSheetEntry *entry, const char *item, SlVerdict verdict, const char *seen)
{
  g_autoptr (SlAssessment) walk = load (self, entry);
  const SlAnswerText text = { .observation = seen,
                              .reason = verdict == SL_VERDICT_NOT_APPLICABLE ? "None here" : NULL };

  sl_test_apply (self->store, sl_answer_change_take (walk, item, verdict, &text, NULL));
  g_assert_true (sl_sheet_reload (self->scheme, self->store, NULL));
}

static GPtrArray *
list (Fixture *self, SlSheetEntry *entry, const char *item)
{
  g_autoptr (SlAssessment) walk = load (self, entry);
  g_autoptr (GError) error = NULL;
  GPtrArray *proposals = sl_house_type_proposals_list (self->store, self->packs, walk, item,
                                                       &error);

  g_assert_no_error (error);
  return proposals;
}

/* ---- how far ---- */

static void
assert_walk (SlSheetEntry *entry, const char *expected)
{
  g_autofree char *text = sl_sheet_walk_describe (sl_sheet_entry_get_walk (entry));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_its_state_follows_from_its_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *id = sl_test_add (self->store, self->scheme, "house-type", "type", "Type C");
  SlSheetEntry *entry = sl_sheet_find_entry (self->scheme, id);
  SlSheetEntry *a = add_type (self, "Type A");
  g_autofree char *product = sl_test_add (self->store, self->scheme, "product", "product", "Door");

  assert_walk (entry, "not begun");
  assert_walk (a, "0 of 19 answered");
  answer (self, a, "H55", SL_VERDICT_NOT_MET, "No certificate.");
  answer (self, a, "H56", SL_VERDICT_PARTLY, "");
  answer (self, a, "H59", SL_VERDICT_NOT_SHOWN, "");
  answer (self, a, "H60", SL_VERDICT_MET, "");
  assert_walk (a, "4 of 19 answered, 2 not met, 1 not shown");
  g_assert_false (sl_sheet_walk_is_done (sl_sheet_entry_get_walk (a)));
  g_assert_null (sl_sheet_entry_get_walk (sl_sheet_find_entry (self->scheme, product)));
}

static void
answer_all (Fixture *self, SlSheetEntry *entry)
{
  g_autoptr (SlAssessment) walk = load (self, entry);
  GListModel *answers = sl_assessment_get_answers (walk);

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) one = g_list_model_get_item (answers, i);

      if (sl_answer_get_applies (one))
        answer (self, entry, sl_answer_get (one, "item-id"), SL_VERDICT_MET, "");
    }
}

/* Counts of the lacks that a house type's checklist makes, "ID ID". */
static char *
read_lacks (Fixture *self, SlSheetEntry *entry)
{
  g_autoptr (GPtrArray) lacks = sl_sheet_list_lacks (self->scheme);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      g_assert_false (g_str_has_prefix (lack->id, "house-type") && lack->blocks);
      if (g_str_equal (lack->entry_id, sl_sheet_entry_get_id (entry)))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", lack->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_lacks (Fixture *self, SlSheetEntry *entry, const char *expected)
{
  g_autofree char *text = read_lacks (self, entry);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_what_is_open_or_not_met_is_lacking (Fixture *self, gconstpointer data)
{
  SlSheetEntry *a = add_type (self, "Type A");

  assert_lacks (self, a, "The checklist of a house type is not done: Type A (0 of 19 answered)");
  answer_all (self, a);
  assert_lacks (self, a, "");
  assert_walk (a, "all 19 answered");
  answer (self, a, "H55", SL_VERDICT_NOT_MET, "");
  assert_lacks (self, a, "A house type does not meet its checklist: Type A (1 item)");
}

static void
count_cb (SlSheet *sheet, guint *n)
{
  (*n)++;
}

/* A view of the scheme follows what is answered on another page. */
static void
test_a_reread_scheme_tells_of_an_answer (Fixture *self, gconstpointer data)
{
  SlSheetEntry *a = add_type (self, "Type A");
  guint n_sheet = 0, n_entry = 0;

  g_signal_connect (self->scheme, "changed", G_CALLBACK (count_cb), &n_sheet);
  g_signal_connect (a, "changed", G_CALLBACK (count_cb), &n_entry);
  answer (self, a, "H55", SL_VERDICT_MET, "");
  g_assert_cmpuint (n_sheet, ==, 1);
  g_assert_cmpuint (n_entry, ==, 1);
  g_assert_true (sl_sheet_reload (self->scheme, self->store, NULL));
  g_assert_cmpuint (n_entry, ==, 1);
}

/* ---- what may be taken over ---- */

static void
test_nothing_is_proposed_without_a_ground (Fixture *self, gconstpointer data)
{
  SlSheetEntry *a = add_type (self, "Type A");
  SlSheetEntry *b = add_type (self, "Type B");
  g_autoptr (GPtrArray) of_a = list (self, a, NULL);
  g_autoptr (GPtrArray) of_b = list (self, b, NULL);

  g_assert_cmpuint (of_a->len, ==, 0);
  g_assert_cmpuint (of_b->len, ==, 0);
}

/* Physical security alone: what stands in section 3 of the guide, the officer answers. */
static void
test_an_approval_is_proposed_for_what_it_covers (Fixture *self, gconstpointer data)
{
  SlSheetEntry *a = add_type (self, "Type A");
  g_autoptr (GPtrArray) of_door = NULL;
  g_autoptr (GPtrArray) of_bins = NULL;
  g_autoptr (GPtrArray) unsure = NULL;
  const SlHouseTypeProposal *proposal;

  sl_test_set (self->store, self->scheme, sl_sheet_entry_get_id (a), "nba-reference", "NBA 1184/A");
  of_door = list (self, a, "H55");
  of_bins = list (self, a, "H82");
  g_assert_cmpuint (of_door->len, ==, 1);
  g_assert_cmpuint (of_bins->len, ==, 0);
  proposal = g_ptr_array_index (of_door, 0);
  g_assert_cmpint (proposal->verdict, ==, SL_VERDICT_MET);
  g_assert_nonnull (strstr (proposal->ground, "National Building Approval NBA 1184/A"));
  g_assert_nonnull (strstr (proposal->ground, "Look at the approval itself"));
  g_assert_null (strstr (proposal->ground, "no member"));
  g_assert_cmpstr (proposal->text.observation, ==,
                   "Settled by National Building Approval NBA 1184/A.");
  sl_test_set (self->store, self->scheme, NULL, "nba-member", "no");
  unsure = list (self, a, "H55");
  proposal = g_ptr_array_index (unsure, 0);
  g_assert_nonnull (strstr (proposal->ground, "no member"));
}

/* Nothing is decided until the officer does, and one undo takes it back. */
static void
test_a_proposal_is_taken_by_the_officer (Fixture *self, gconstpointer data)
{
  SlSheetEntry *a = add_type (self, "Type A");
  g_autoptr (SlAssessment) walk = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GPtrArray) after = NULL;

  sl_test_set (self->store, self->scheme, sl_sheet_entry_get_id (a), "nba-reference", "NBA 1184/A");
  proposals = list (self, a, "H55");
  assert_walk (a, "0 of 19 answered");
  walk = load (self, a);
  sl_test_apply (self->store, sl_house_type_change_take (walk, g_ptr_array_index (proposals, 0)));
  g_assert_true (sl_sheet_reload (self->scheme, self->store, NULL));
  assert_walk (a, "1 of 19 answered");
  after = list (self, a, "H55");
  g_assert_cmpuint (after->len, ==, 0);
  sl_test_apply (self->store, sl_answer_change_undo (walk, "H55"));
  g_assert_true (sl_sheet_reload (self->scheme, self->store, NULL));
  assert_walk (a, "0 of 19 answered");
}

/* Verdict and words; what two say alike is proposed once. */
static void
test_answers_of_other_house_types_are_proposed (Fixture *self, gconstpointer data)
{
  SlSheetEntry *a = add_type (self, "Type A");
  SlSheetEntry *b = add_type (self, "Type B");
  SlSheetEntry *c = add_type (self, "Type C");
  SlSheetEntry *d = add_type (self, "Type D");
  g_autoptr (GPtrArray) of_door = NULL;
  g_autoptr (GPtrArray) of_roof = NULL;
  g_autoptr (SlAssessment) walk = NULL;
  const SlHouseTypeProposal *proposal;

  answer (self, a, "H55", SL_VERDICT_MET, "PAS 24:2022.");
  answer (self, b, "H55", SL_VERDICT_MET, "PAS 24:2022.");
  answer (self, c, "H55", SL_VERDICT_NOT_MET, "No certificate.");
  answer (self, a, "H67", SL_VERDICT_NOT_APPLICABLE, NULL);
  of_door = list (self, d, "H55");
  g_assert_cmpuint (of_door->len, ==, 2);
  proposal = g_ptr_array_index (of_door, 0);
  g_assert_cmpstr (proposal->title, ==, "As Type A");
  g_assert_cmpint (proposal->verdict, ==, SL_VERDICT_MET);
  proposal = g_ptr_array_index (of_door, 1);
  g_assert_cmpstr (proposal->ground, ==, "This is the answer for Type C: “No certificate.”");
  of_roof = list (self, d, "H67");
  walk = load (self, d);
  sl_test_apply (self->store, sl_house_type_change_take (walk, g_ptr_array_index (of_roof, 0)));
  g_assert_true (sl_assessment_reload (walk, NULL));
  g_assert_cmpstr (sl_answer_get (sl_assessment_find (walk, "H67"), "reason"), ==, "None here");
}

static void
test_the_whole_case_is_proposed_nothing (Fixture *self, gconstpointer data)
{
  SlSheetEntry *a = add_type (self, "Type A");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAssessment) whole = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  SlChange *change;

  answer (self, a, "H55", SL_VERDICT_MET, "");
  change = sl_assessment_change_begin (self->packs, self->case_id, "sbd-homes", NULL, &error);
  g_assert_no_error (error);
  sl_test_apply (self->store, change);
  whole = sl_assessment_load (self->store, self->packs, self->case_id, &error);
  g_assert_no_error (error);
  proposals = sl_house_type_proposals_list (self->store, self->packs, whole, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposals->len, ==, 0);
}

static void
test_subjects_of_a_case_are_its_house_types (Fixture *self, gconstpointer data)
{
  g_autofree char *product = sl_test_add (self->store, self->scheme, "product", "product", "Door");
  SlSheetEntry *a = add_type (self, "Type A");
  SlSheetEntry *b = add_type (self, "Type B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      subjects = sl_sheets_list_subjects (self->store, self->packs, self->case_id, &error);
  g_autoptr (GPtrArray) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (subjects->len, ==, 2);
  g_assert_cmpstr (sl_sheet_entry_get_id (((SlSheetSubject *) subjects->pdata[0])->entry), ==,
                   sl_sheet_entry_get_id (a));
  g_assert_cmpstr (sl_sheet_entry_get_id (((SlSheetSubject *) subjects->pdata[1])->entry), ==,
                   sl_sheet_entry_get_id (b));
  sl_test_apply (self->store, sl_sheet_change_state (self->scheme, "cancelled", "Sold on"));
  none = sl_sheets_list_subjects (self->store, self->packs, self->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/schemes/house-type/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("its-state-follows-from-its-answers", test_its_state_follows_from_its_answers);
  ADD ("what-is-open-or-not-met-is-lacking", test_what_is_open_or_not_met_is_lacking);
  ADD ("a-reread-scheme-tells-of-an-answer", test_a_reread_scheme_tells_of_an_answer);
  ADD ("nothing-is-proposed-without-a-ground", test_nothing_is_proposed_without_a_ground);
  ADD ("an-approval-is-proposed-for-what-it-covers",
       test_an_approval_is_proposed_for_what_it_covers);
  ADD ("a-proposal-is-taken-by-the-officer", test_a_proposal_is_taken_by_the_officer);
  ADD ("answers-of-other-house-types-are-proposed", test_answers_of_other_house_types_are_proposed);
  ADD ("the-whole-case-is-proposed-nothing", test_the_whole_case_is_proposed_nothing);
  ADD ("subjects-of-a-case-are-its-house-types", test_subjects_of_a_case_are_its_house_types);
  return g_test_run ();
}
