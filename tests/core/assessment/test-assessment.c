/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "assessment/sl-assessment.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "sl-test-case.h"
#include "sl-test.h"
#include "store/sl-database.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Walking a checklist: verdicts, texts, evidence, undo, editions; each change is one audit row. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlPackLibrary *packs;
  char *case_id;
  SlAssessment *assessment;
} Fixture;

static SlAssessment *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SlAssessment *assessment = sl_assessment_load (fixture->store, fixture->packs, fixture->case_id,
                                                 &error);

  g_assert_no_error (error);
  return assessment;
}

static void
begin (Fixture *fixture, const char *const *features)
{
  g_autoptr (GError) error = NULL;
  SlChange *change = sl_assessment_change_begin (fixture->packs, fixture->case_id, "sbd-homes",
                                                 features, &error);

  g_assert_no_error (error);
  sl_test_apply (fixture->store, change);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *const features[] = { "houses", "flats", "homes-per-entrance=9", NULL };

  fixture->folder = sl_test_make_folder ();
  fixture->store = sl_test_open_store (fixture->folder);
  fixture->packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
  fixture->case_id = sl_test_add_case (fixture->store);
  g_assert_null (load (fixture));
  begin (fixture, features);
  fixture->assessment = load (fixture);
  g_assert_nonnull (fixture->assessment);
}

static void
close_casebook (Fixture *fixture)
{
  g_clear_object (&fixture->assessment);
  sl_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->packs);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_casebook (fixture);
  g_clear_pointer (&fixture->case_id, g_free);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
reload (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sl_assessment_reload (fixture->assessment, &error);
  g_assert_no_error (error);
}

/* Applies the change, which writes one audit row, and rereads. */
static void
apply (Fixture *fixture, SlChange *change)
{
  guint before = sl_test_count_audit (fixture->store);

  sl_test_apply (fixture->store, change);
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before + 1);
  reload (fixture);
}

/* Applies the change, which alters nothing and so leaves no trace. */
static void
apply_idle (Fixture *fixture, SlChange *change)
{
  guint before = sl_test_count_audit (fixture->store);

  sl_test_apply (fixture->store, change);
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before);
}

static void
judge (Fixture *fixture, const char *item, SlVerdict verdict, const char *reason)
{
  apply (fixture, sl_answer_change_verdict (fixture->assessment, item, verdict, reason));
}

static void
observe (Fixture *fixture, const char *item, const char *observation)
{
  apply (fixture, sl_answer_change_text (fixture->assessment, item,
                                         &(SlAnswerText){ .observation = observation }));
}

static void
test_a_new_walk_is_blank (Fixture *fixture, gconstpointer data)
{
  SlAssessmentCount count;
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H76");

  g_assert_cmpuint (g_list_model_get_n_items (sl_assessment_get_answers (fixture->assessment)), ==,
                    88);
  g_assert_true (sl_answer_get_applies (answer));
  g_assert_cmpstr (sl_answer_get (answer, "verdict-word"), ==, "To do");
  answer = sl_assessment_find (fixture->assessment, "H77");
  g_assert_false (sl_answer_get_applies (answer));
  g_assert_cmpstr (sl_answer_get (answer, "why-not"), !=, "");
  sl_assessment_count (fixture->assessment, NULL, &count);
  g_assert_cmpuint (count.judged, ==, 0);
  g_assert_cmpuint (count.applicable, >, 40);
  g_assert_cmpuint (count.applicable, <, 88);
}

static void
test_a_verdict_is_kept (Fixture *fixture, gconstpointer data)
{
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H21");
  SlAssessmentCount count;

  judge (fixture, "H21", SL_VERDICT_NOT_MET, NULL);
  g_assert_cmpint (sl_answer_get_verdict (answer), ==, SL_VERDICT_NOT_MET);
  sl_assessment_count (fixture->assessment, "boundaries", &count);
  g_assert_cmpuint (count.judged, ==, 1);
  g_assert_cmpuint (count.by_verdict[SL_VERDICT_NOT_MET], ==, 1);
  apply_idle (fixture,
              sl_answer_change_verdict (fixture->assessment, "H21", SL_VERDICT_NOT_MET, NULL));
}

static void
test_not_applicable_needs_a_reason (Fixture *fixture, gconstpointer data)
{
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H13");

  sl_test_refuse (
      fixture->store,
      sl_answer_change_verdict (fixture->assessment, "H13", SL_VERDICT_NOT_APPLICABLE, NULL),
      SL_STORE_ERROR_REFUSED, "H13: say why");
  sl_test_refuse (
      fixture->store,
      sl_answer_change_verdict (fixture->assessment, "H13", SL_VERDICT_NOT_APPLICABLE, " \n "),
      SL_STORE_ERROR_REFUSED, "H13: say why");
  judge (fixture, "H13", SL_VERDICT_NOT_APPLICABLE, "There is no subway.");
  g_assert_cmpstr (sl_answer_get (answer, "reason"), ==, "There is no subway.");
  sl_test_refuse (
      fixture->store,
      sl_answer_change_text (fixture->assessment, "H13", &(SlAnswerText){ .reason = "" }),
      SL_STORE_ERROR_REFUSED, "H13: say why");
}

static void
test_only_known_words_are_taken (Fixture *fixture, gconstpointer data)
{
  sl_test_refuse (
      fixture->store,
      sl_answer_change_text (fixture->assessment, "H21", &(SlAnswerText){ .priority = "urgent" }),
      SL_STORE_ERROR_REFUSED, "high, medium or low");
  sl_test_refuse (fixture->store,
                  sl_answer_change_text (fixture->assessment, "H21",
                                         &(SlAnswerText){ .recommendation_source = "web" }),
                  SL_STORE_ERROR_REFUSED, "recommendation");
  sl_test_refuse (fixture->store,
                  sl_answer_change_verdict (fixture->assessment, "H99", SL_VERDICT_MET, NULL),
                  SL_STORE_ERROR_NOT_FOUND, "H99");
}

static void
test_texts_keep_what_is_not_named (Fixture *fixture, gconstpointer data)
{
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H21");
  double value;
  const char *unit;

  observe (fixture, "H21", "1.5 m is shown.");
  apply (fixture, sl_answer_change_text (fixture->assessment, "H21",
                                         &(SlAnswerText){ .place = "plots 12 to 18",
                                                          .priority = "high",
                                                          .priority_reason = "Burglary" }));
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "1.5 m is shown.");
  g_assert_cmpstr (sl_answer_get (answer, "place"), ==, "plots 12 to 18");
  g_assert_cmpstr (sl_answer_get (answer, "priority"), ==, "high");

  g_assert_false (sl_answer_get_shown (answer, NULL, NULL));
  apply (fixture, sl_answer_change_shown (fixture->assessment, "H21", 1.5, "m"));
  g_assert_true (sl_answer_get_shown (answer, &value, &unit));
  g_assert_cmpfloat (value, ==, 1.5);
  g_assert_cmpstr (unit, ==, "m");
  apply (fixture, sl_answer_change_shown (fixture->assessment, "H21", NAN, NULL));
  g_assert_false (sl_answer_get_shown (answer, NULL, NULL));
}

/* Security catalogue 91: kept as typed, but for what no text may hold. */
static void
test_odd_text_is_kept (Fixture *fixture, gconstpointer data)
{
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H21");
  g_autofree char *long_text = g_strnfill (1000000, 'x');

  observe (fixture, "H21", long_text);
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, long_text);
  observe (fixture, "H21", "<b>bold</b> \xf0\x9f\x9a\xaa %s {place}\nsecond line");
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==,
                   "<b>bold</b> \xf0\x9f\x9a\xaa %s {place}\nsecond line");
  observe (fixture, "H21", "bell\a \xff end");
  g_assert_true (g_utf8_validate (sl_answer_get (answer, "observation"), -1, NULL));
  g_assert_null (strchr (sl_answer_get (answer, "observation"), '\a'));
}

static void
test_undo_walks_back_over_a_restart (Fixture *fixture, gconstpointer data)
{
  observe (fixture, "H21", "one");
  observe (fixture, "H21", "two");
  judge (fixture, "H21", SL_VERDICT_NOT_MET, NULL);

  close_casebook (fixture);
  fixture->store = sl_test_open_store (fixture->folder);
  fixture->packs = sl_pack_library_new (NULL, NULL);
  fixture->assessment = load (fixture);
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H21");

  g_assert_cmpint (sl_answer_get_verdict (answer), ==, SL_VERDICT_NOT_MET);
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  g_assert_cmpint (sl_answer_get_verdict (answer), ==, SL_VERDICT_NONE);
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "two");
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "one");
  /* A change after an undo is made from where one is, and undone to there. */
  observe (fixture, "H21", "three");
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "one");
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "");
  sl_test_refuse (fixture->store, sl_answer_change_undo (fixture->assessment, "H21"),
                  SL_STORE_ERROR_REFUSED, "nothing to undo");
}

static void
test_redo_goes_forward_over_a_restart (Fixture *fixture, gconstpointer data)
{
  observe (fixture, "H21", "one");
  observe (fixture, "H21", "two");
  sl_test_refuse (fixture->store, sl_answer_change_redo (fixture->assessment, "H21"),
                  SL_STORE_ERROR_REFUSED, "nothing to do again");
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));

  close_casebook (fixture);
  fixture->store = sl_test_open_store (fixture->folder);
  fixture->packs = sl_pack_library_new (NULL, NULL);
  fixture->assessment = load (fixture);
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H21");

  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "");
  apply (fixture, sl_answer_change_redo (fixture->assessment, "H21"));
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "one");
  apply (fixture, sl_answer_change_redo (fixture->assessment, "H21"));
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "two");
  /* Something else was done after an undo: forward is the new way. */
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  observe (fixture, "H21", "three");
  sl_test_refuse (fixture->store, sl_answer_change_redo (fixture->assessment, "H21"),
                  SL_STORE_ERROR_REFUSED, "nothing to do again");
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  apply (fixture, sl_answer_change_redo (fixture->assessment, "H21"));
  g_assert_cmpstr (sl_answer_get (answer, "observation"), ==, "three");
}

static void
assert_evidence (SlAnswer *answer, const char *first, const char *second)
{
  GListModel *list = sl_answer_get_evidence (answer);
  const char *expected[] = { first, second, NULL };
  guint n = g_strv_length ((char **) expected);

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);

      g_assert_cmpstr (sl_evidence_get (evidence, "id"), ==, expected[i]);
    }
}

static SlChange *
attach (Fixture *fixture, const char *first, const char *second)
{
  const char *const ids[] = { first, second, NULL };

  return sl_answer_change_evidence (fixture->assessment, "H21", ids);
}

static void
test_evidence_belongs_to_the_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);
  g_autoptr (SlLibrary) library = sl_library_new (fixture->store, pool, &error);
  g_autofree char *elsewhere = sl_test_add_case (fixture->store);
  g_autofree char *document = sl_test_add_document (library, fixture->case_id, "Plan",
                                                    "boundary-plan", "BT-01", "1.5m fence");
  g_autofree char *theirs = sl_test_add_document (library, elsewhere, "Plan", "boundary-plan",
                                                  "BT-01", "2m fence");
  g_autofree char *a = sl_test_add_evidence (fixture->store, fixture->case_id, document, 1,
                                             "1.5m fence");
  g_autofree char *b = sl_test_add_evidence (fixture->store, fixture->case_id, document, 1,
                                             "fence");
  g_autofree char *foreign = sl_test_add_evidence (fixture->store, elsewhere, theirs, 1,
                                                   "2m fence");
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H21");

  apply (fixture, attach (fixture, b, a));
  assert_evidence (answer, b, a);
  sl_test_refuse (fixture->store, attach (fixture, a, foreign), SL_STORE_ERROR_REFUSED,
                  "does not belong to this case");
  sl_test_refuse (fixture->store, attach (fixture, a, "nothing"), SL_STORE_ERROR_REFUSED,
                  "does not belong to this case");
  sl_test_refuse (fixture->store, attach (fixture, a, a), SL_STORE_ERROR_REFUSED, "twice");
  reload (fixture);
  assert_evidence (answer, b, a);

  apply (fixture, attach (fixture, a, NULL));
  assert_evidence (answer, a, NULL);
  /* Undo brings back what is still there, and not what was removed from the case meanwhile. */
  sl_test_apply (fixture->store, sl_evidence_change_remove (b, fixture->case_id, TRUE));
  apply (fixture, sl_answer_change_undo (fixture->assessment, "H21"));
  assert_evidence (answer, a, NULL);
}

static void
test_features_are_checked_and_can_change (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *feature, *words;
  } wrong[] = {
    { "castles", "no feature “castles”" },
    { "homes-per-entrance", "needs a count" },
    { "homes-per-entrance=many", "needs a count" },
    { "flats=3", "takes no count" },
  };
  const char *const more[] = { "flats", "homes-per-entrance=31", NULL };
  g_autofree char *id = g_strdup (sl_assessment_get_id (fixture->assessment));
  guint before;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *const features[] = { wrong[i].feature, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_assessment_change_begin (fixture->packs, fixture->case_id, "sbd-homes",
                                                 features, &error));
      g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, wrong[i].words));
    }
  judge (fixture, "H76", SL_VERDICT_MET, NULL);
  before = sl_test_count_audit (fixture->store);
  begin (fixture, more);
  begin (fixture, more);
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before + 1);
  reload (fixture);
  g_assert_true (sl_answer_get_applies (sl_assessment_find (fixture->assessment, "H77")));
  g_assert_false (sl_answer_get_applies (sl_assessment_find (fixture->assessment, "H76")));
  g_assert_cmpint (sl_answer_get_verdict (sl_assessment_find (fixture->assessment, "H76")), ==,
                   SL_VERDICT_MET);
  g_clear_object (&fixture->assessment);
  fixture->assessment = load (fixture);
  g_assert_cmpstr (sl_assessment_get_id (fixture->assessment), ==, id);
}

static void
write_pack (Fixture *fixture, const char *edition, const char *question)
{
  g_autofree char *packs = g_build_filename (fixture->folder, "packs", NULL);
  g_autofree char *path = g_build_filename (packs, "tiny.xml", NULL);
  g_autofree char *text = g_strdup_printf (
      "<checklist id='tiny' title='Tiny' edition='%s' xml:lang='en-GB'><about>a</about>"
      "<guides><guide id='g' name='G' edition='1' status='check' newest='true'/></guides>"
      "<sources/><features/><topics/><section id='s' title='S' heading='H' topic-order='1'>"
      "<item id='T1' title='T' tier='L' look-in='SP' status='check'><question>%s</question>"
      "<why>w</why><crime>c</crime><reference guide='g' section='1' title='t' status='check'/>"
      "<look-for>x</look-for><document kind='site-layout'/>"
      "<recommendation>At {place}, {homes} homes for {authority}: {colour}</recommendation>"
      "</item></section></checklist>",
      edition, question);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (packs, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->packs);
  fixture->packs = sl_pack_library_new (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_null (sl_pack_library_get_problems (fixture->packs)[0]);
}

static SlAssessment *
load_tiny (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SlAssessment *assessment = sl_assessment_load_for_pack (fixture->store, fixture->packs,
                                                          fixture->case_id, "tiny", &error);

  g_assert_no_error (error);
  return assessment;
}

static void
test_an_edition_is_for_ever (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAssessment) old = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autofree char *offered = NULL;

  write_pack (fixture, "1", "The old question");
  sl_test_apply (fixture->store, sl_assessment_change_begin (fixture->packs, fixture->case_id,
                                                             "tiny", NULL, &error));
  g_assert_no_error (error);
  old = load_tiny (fixture);
  sl_test_apply (fixture->store, sl_answer_change_verdict (old, "T1", SL_VERDICT_MET, NULL));
  g_clear_object (&old);

  /* The same edition altered, then a newer one: neither reaches what was begun. */
  write_pack (fixture, "1", "An altered question");
  write_pack (fixture, "2", "The new question");
  old = load_tiny (fixture);
  g_assert_cmpstr (
      sl_checklist_item_get (sl_checklist_find_item (sl_assessment_get_checklist (old), "T1"),
                             "question"),
      ==, "The old question");
  g_assert_cmpstr (sl_pack_get_edition (sl_checklist_get_pack (sl_assessment_get_checklist (old))),
                   ==, "1");
  g_assert_cmpint (sl_answer_get_verdict (sl_assessment_find (old, "T1")), ==, SL_VERDICT_MET);

  planning_case = sl_case_records_load (fixture->store, fixture->case_id, &error);
  g_assert_no_error (error);
  offered = sl_answer_dup_offered_recommendation (sl_assessment_find (old, "T1"), planning_case);
  g_assert_cmpstr (offered, ==, "At {place}, 48 homes for Uttlesford District Council: {colour}");
}

static gboolean
spoil_packs (SlTransaction *transaction, gpointer data, GError **error)
{
  return sl_database_run (sl_transaction_get_database (transaction),
                          "UPDATE pack_copy SET bytes = bytes || ' ' WHERE pack_id = 'tiny'",
                          error);
}

static void
test_an_altered_copy_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_pack (fixture, "1", "The old question");
  sl_test_apply (fixture->store, sl_assessment_change_begin (fixture->packs, fixture->case_id,
                                                             "tiny", NULL, &error));
  sl_test_apply (fixture->store,
                 sl_change_new ("spoil", "pack_copy", "tiny", NULL, spoil_packs, NULL, NULL));
  write_pack (fixture, "2", "The new question");
  g_assert_null (sl_assessment_load_for_pack (fixture->store, fixture->packs, fixture->case_id,
                                              "tiny", &error));
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "altered"));
}

static void
test_views_keep_their_objects (Fixture *fixture, gconstpointer data)
{
  SlAnswer *answer = sl_assessment_find (fixture->assessment, "H21");
  guint n_notified = 0;

  g_signal_connect_swapped (answer, "notify::verdict", G_CALLBACK (g_atomic_int_inc), &n_notified);
  judge (fixture, "H21", SL_VERDICT_PARTLY, NULL);
  observe (fixture, "H21", "half of it");
  g_assert_true (sl_assessment_find (fixture->assessment, "H21") == answer);
  g_assert_cmpuint (n_notified, ==, 1);
}

static void
test_free_observations (Fixture *fixture, gconstpointer data)
{
  SlChecklist *checklist = sl_assessment_get_checklist (fixture->assessment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (SlFreeObservation) observation = NULL;
  const char *id;

  apply (fixture, sl_free_observation_change_set (NULL, fixture->case_id, "vawg",
                                                  "The path is unlit.", NULL, "high", "Fear"));
  sl_test_refuse (
      fixture->store,
      sl_free_observation_change_set (NULL, fixture->case_id, "vawg", " ", NULL, NULL, NULL),
      SL_STORE_ERROR_REFUSED, "Write what was observed");
  list = sl_free_observation_list (fixture->store, checklist, fixture->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  observation = g_list_model_get_item (list, 0);
  g_assert_cmpstr (sl_free_observation_get (observation, "topic-title"), ==,
                   "Violence against women and girls");
  g_assert_cmpstr (sl_free_observation_get (observation, "priority"), ==, "high");

  id = sl_free_observation_get (observation, "id");
  apply (fixture, sl_free_observation_change_set (id, fixture->case_id, "vawg", "It is lit.", NULL,
                                                  NULL, NULL));
  apply (fixture, sl_free_observation_change_remove (id, fixture->case_id, TRUE));
  apply_idle (fixture, sl_free_observation_change_remove (id, fixture->case_id, TRUE));
  g_clear_object (&list);
  list = sl_free_observation_list (fixture->store, checklist, fixture->case_id, &error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  apply (fixture, sl_free_observation_change_remove (id, fixture->case_id, FALSE));
}

#define TEST(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/assessment/a-new-walk-is-blank", test_a_new_walk_is_blank);
  TEST ("/assessment/a-verdict-is-kept", test_a_verdict_is_kept);
  TEST ("/assessment/not-applicable-needs-a-reason", test_not_applicable_needs_a_reason);
  TEST ("/assessment/only-known-words-are-taken", test_only_known_words_are_taken);
  TEST ("/assessment/texts-keep-what-is-not-named", test_texts_keep_what_is_not_named);
  TEST ("/assessment/odd-text-is-kept", test_odd_text_is_kept);
  TEST ("/assessment/redo-goes-forward-over-a-restart", test_redo_goes_forward_over_a_restart);
  TEST ("/assessment/undo-walks-back-over-a-restart", test_undo_walks_back_over_a_restart);
  TEST ("/assessment/evidence-belongs-to-the-case", test_evidence_belongs_to_the_case);
  TEST ("/assessment/features-are-checked-and-can-change",
        test_features_are_checked_and_can_change);
  TEST ("/assessment/an-edition-is-for-ever", test_an_edition_is_for_ever);
  TEST ("/assessment/an-altered-copy-of-a-pack-is-refused", test_an_altered_copy_is_refused);
  TEST ("/assessment/views-keep-their-objects", test_views_keep_their_objects);
  TEST ("/assessment/free-observations-come-and-go", test_free_observations);
  return g_test_run ();
}
