/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "assessment/sl-assessment.h"
#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "sheets/sl-sheet.h"
#include "sl-test-case.h"
#include "sl-test-sheet.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

#include <string.h>

/* A checklist walked for a house type of a scheme, beside the one of the whole case. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlPackLibrary *packs;
  char *case_id;
  SlSheet *scheme;
  char *types[2]; /* entries: "Type A", "Type B" */
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
  self->case_id = sl_test_add_case (self->store);
  form = sl_forms_find (self->packs, "scheme", &error);
  g_assert_no_error (error);
  sl_test_apply (self->store, sl_sheet_change_begin (form, id, self->case_id, NULL, 0));
  self->scheme = sl_sheets_load (self->store, self->packs, id, &error);
  g_assert_no_error (error);
  self->types[0] = sl_test_add (self->store, self->scheme, "house-type", "type", "Type A");
  self->types[1] = sl_test_add (self->store, self->scheme, "house-type", "type", "Type B");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAuditReport) report = NULL;

  g_clear_object (&self->scheme);
  sl_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->packs);
  report = sl_audit_verify (self->folder, NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->types[0], g_free);
  g_clear_pointer (&self->types[1], g_free);
  g_clear_pointer (&self->folder, g_free);
}

static SlAssessmentSubject
get_subject (Fixture *self, guint type)
{
  return (SlAssessmentSubject){ sl_sheet_get_id (self->scheme), self->types[type],
                                type == 0 ? "Type A" : "Type B" };
}

/* @type -1: the whole case. */
static SlAssessment *
load (Fixture *self, int type)
{
  g_autoptr (GError) error = NULL;
  SlAssessmentSubject subject = get_subject (self, type == 1);
  SlAssessment *walk = sl_assessment_load_for_subject (self->store, self->packs, self->case_id,
                                                       type >= 0 ? &subject : NULL, NULL, &error);

  g_assert_no_error (error);
  return walk;
}

static SlAssessment *
begin (Fixture *self, int type, const char *const *features)
{
  g_autoptr (GError) error = NULL;
  SlAssessmentSubject subject = get_subject (self, type == 1);
  SlChange *change = sl_assessment_change_begin_for_subject (
      self->packs, self->case_id, type >= 0 ? &subject : NULL, "sbd-homes", features, &error);
  SlAssessment *walk;

  g_assert_no_error (error);
  sl_test_apply (self->store, change);
  walk = load (self, type);
  g_assert_nonnull (walk);
  return walk;
}

static void
judge (Fixture *self, SlAssessment *walk, const char *item, SlVerdict verdict)
{
  g_autoptr (GError) error = NULL;

  sl_test_apply (self->store, sl_answer_change_verdict (walk, item, verdict, NULL));
  sl_assessment_reload (walk, &error);
  g_assert_no_error (error);
}

static SlVerdict
get_verdict (SlAssessment *walk, const char *item)
{
  return sl_answer_get_verdict (sl_assessment_find (walk, item));
}

/* ---- what is whose ---- */

static void
test_each_house_type_has_answers_of_its_own (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAssessment) whole = begin (self, -1, NULL);
  g_autoptr (SlAssessment) a = begin (self, 0, NULL);
  g_autoptr (SlAssessment) b = NULL;
  g_autoptr (SlAssessment) again = NULL;

  g_assert_null (load (self, 1));
  b = begin (self, 1, NULL);
  judge (self, whole, "H55", SL_VERDICT_NOT_SHOWN);
  judge (self, a, "H55", SL_VERDICT_MET);
  judge (self, b, "H55", SL_VERDICT_NOT_MET);
  g_clear_object (&whole);
  whole = load (self, -1);
  again = load (self, 0);
  g_assert_cmpint (get_verdict (whole, "H55"), ==, SL_VERDICT_NOT_SHOWN);
  g_assert_cmpint (get_verdict (again, "H55"), ==, SL_VERDICT_MET);
  g_assert_cmpint (get_verdict (b, "H55"), ==, SL_VERDICT_NOT_MET);
  g_assert_null (sl_assessment_get_subject (whole));
  g_assert_cmpstr (sl_assessment_get_subject (again)->entry_id, ==, self->types[0]);
  g_assert_cmpstr (sl_assessment_get_subject (again)->name, ==, "Type A");
}

static void
test_a_house_type_is_begun_once (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAssessment) first = begin (self, 0, NULL);
  guint before = sl_test_count_audit (self->store);
  g_autoptr (SlAssessment) second = begin (self, 0, NULL);

  g_assert_cmpstr (sl_assessment_get_id (first), ==, sl_assessment_get_id (second));
  g_assert_cmpuint (sl_test_count_audit (self->store), ==, before);
}

/* The layout is asked once for the site. */
static void
test_only_what_concerns_a_building_is_asked (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAssessment) whole = begin (self, -1, NULL);
  g_autoptr (SlAssessment) a = begin (self, 0, NULL);

  g_assert_true (sl_answer_get_applies (sl_assessment_find (whole, "H01")));
  g_assert_false (sl_answer_get_applies (sl_assessment_find (a, "H01")));
  g_assert_nonnull (
      strstr (sl_answer_get (sl_assessment_find (a, "H01"), "why-not"), "the site as a whole"));
  g_assert_true (sl_answer_get_applies (sl_assessment_find (a, "H55")));
}

static void
test_features_of_a_house_type_are_its_own (Fixture *self, gconstpointer data)
{
  const char *const flats[] = { "flats", "homes-per-entrance=9", NULL };
  const char *const houses[] = { "houses", NULL };
  g_autoptr (SlAssessment) whole = begin (self, -1, houses);
  g_autoptr (SlAssessment) a = begin (self, 0, NULL);
  g_autoptr (SlAssessment) b = begin (self, 1, flats);
  g_auto (GStrv) of_b = sl_assessment_dup_features (b);
  g_autoptr (SlAssessment) changed = NULL;
  g_autoptr (SlCase) planning_case = sl_case_records_load (self->store, self->case_id, NULL);

  g_assert_false (sl_answer_get_applies (sl_assessment_find (a, "H76")));
  g_assert_true (sl_answer_get_applies (sl_assessment_find (b, "H76")));
  g_assert_false (sl_answer_get_applies (sl_assessment_find (whole, "H76")));
  g_assert_cmpstrv (of_b, flats);
  g_assert_true (sl_case_has_feature (planning_case, "houses"));
  g_assert_false (sl_case_has_feature (planning_case, "flats"));
  changed = begin (self, 0, flats);
  g_assert_true (sl_answer_get_applies (sl_assessment_find (changed, "H76")));
  g_assert_cmpstr (sl_assessment_get_id (changed), ==, sl_assessment_get_id (a));
}

/* ---- undo, refusals, history ---- */

static void
test_undo_stays_with_its_house_type (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAssessment) a = begin (self, 0, NULL);
  g_autoptr (SlAssessment) b = begin (self, 1, NULL);
  const SlAnswerText text = { .observation = "PAS 24 throughout." };

  judge (self, b, "H55", SL_VERDICT_MET);
  sl_test_apply (self->store, sl_answer_change_take (a, "H55", SL_VERDICT_MET, &text, NULL));
  g_assert_true (sl_assessment_reload (a, NULL));
  g_assert_cmpstr (sl_answer_get (sl_assessment_find (a, "H55"), "observation"), ==,
                   "PAS 24 throughout.");
  sl_test_apply (self->store, sl_answer_change_undo (a, "H55"));
  g_assert_true (sl_assessment_reload (a, NULL) && sl_assessment_reload (b, NULL));
  g_assert_cmpint (get_verdict (a, "H55"), ==, SL_VERDICT_NONE);
  g_assert_cmpstr (sl_answer_get (sl_assessment_find (a, "H55"), "observation"), ==, "");
  g_assert_cmpint (get_verdict (b, "H55"), ==, SL_VERDICT_MET);
}

static void
refuse (Fixture *self, SlChange *change, const char *words)
{
  sl_test_refuse (self->store, change, SL_STORE_ERROR_REFUSED, words);
}

static void
test_what_is_closed_or_gone_takes_no_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAssessment) a = begin (self, 0, NULL);

  sl_test_apply (self->store, sl_sheet_change_remove_entry (self->scheme, self->types[0], TRUE));
  refuse (self, sl_answer_change_verdict (a, "H55", SL_VERDICT_MET, NULL), "was removed");
  sl_test_apply (self->store, sl_sheet_change_remove_entry (self->scheme, self->types[0], FALSE));
  sl_test_apply (self->store, sl_sheet_change_state (self->scheme, "cancelled", "Sold on"));
  refuse (self, sl_answer_change_verdict (a, "H55", SL_VERDICT_MET, NULL), "was cancelled");
  g_assert_true (sl_assessment_reload (a, NULL));
  g_assert_cmpint (get_verdict (a, "H55"), ==, SL_VERDICT_NONE);
}

/* What belongs to another case, or is nothing, is no subject of this one. */
static void
test_a_stranger_is_no_subject (Fixture *self, gconstpointer data)
{
  g_autofree char *other = sl_test_add_case (self->store);
  g_autofree char *nothing = sl_id_new ();
  SlAssessmentSubject subject = get_subject (self, 0);
  g_autoptr (GError) error = NULL;

  refuse (self,
          sl_assessment_change_begin_for_subject (self->packs, other, &subject, "sbd-homes", NULL,
                                                  &error),
          "no entry of a record of this case");
  subject.entry_id = nothing;
  refuse (self,
          sl_assessment_change_begin_for_subject (self->packs, self->case_id, &subject, "sbd-homes",
                                                  NULL, &error),
          "no entry of a record of this case");
}

static void
test_the_history_names_house_type_and_item (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAssessment) a = begin (self, 0, NULL);
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (GObject) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected = g_strdup_printf ("%s: Type A, H55: Not met",
                                               sl_sheet_get (self->scheme, "reference"));

  judge (self, a, "H55", SL_VERDICT_NOT_MET);
  rows = sl_case_records_list_history (self->store, self->case_id, 1, &error);
  g_assert_no_error (error);
  row = g_list_model_get_item (rows, 0);
  g_object_get (row, "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* The file holds what the program promises, for whoever comes with SQL. */
static void
test_the_file_refuses_a_second_walk (Fixture *self, gconstpointer data)
{
  g_autoptr (SlAssessment) a = begin (self, 0, NULL);
  g_autofree char *path = g_build_filename (self->folder, SL_STORE_DATABASE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDatabase) database = NULL;

  sl_store_close (self->store);
  database = sl_database_open (path, 0, &error);
  g_assert_no_error (error);
  g_assert_false (sl_database_run (
      database,
      "INSERT INTO assessment SELECT 'twice', case_id, subject_id, features, pack_id, pack_edition,"
      " pack_hash, created_at FROM assessment",
      &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (
      sl_database_run (database, "UPDATE assessment SET subject_id = 'nobody'", &error));
  g_assert_nonnull (error);
  sl_database_close (database);
  g_clear_object (&self->store);
  self->store = sl_test_open_store (self->folder);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/assessment/subjects/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-house-type-has-answers-of-its-own", test_each_house_type_has_answers_of_its_own);
  ADD ("a-house-type-is-begun-once", test_a_house_type_is_begun_once);
  ADD ("only-what-concerns-a-building-is-asked", test_only_what_concerns_a_building_is_asked);
  ADD ("features-of-a-house-type-are-its-own", test_features_of_a_house_type_are_its_own);
  ADD ("undo-stays-with-its-house-type", test_undo_stays_with_its_house_type);
  ADD ("what-is-closed-or-gone-takes-no-answer", test_what_is_closed_or_gone_takes_no_answer);
  ADD ("a-stranger-is-no-subject", test_a_stranger_is_no_subject);
  ADD ("the-history-names-house-type-and-item", test_the_history_names_house_type_and_item);
  ADD ("the-file-refuses-a-second-walk", test_the_file_refuses_a_second_walk);
  return g_test_run ();
}
