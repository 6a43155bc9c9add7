/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "assessment/sl-suggestion.h"
#include "sl-test-case.h"
#include "sl-test.h"

#include <string.h>

/* Passages for an item, found in documents that the real worker read. */

typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  SlWorkerPool *pool;
  SlLibrary *library;
  char *case_id;
  SlAssessment *assessment;
  char *plan;
} Fixture;

#define STATEMENT                                                                                  \
  "Design and access statement for land east of Mallard Way.\n\n"                                  \
  "The site layout follows the village street. Homes look over the lane and each other.\n\n"       \
  "Security. Each rear boundary is a close boarded\nfence 1.8 m high with a lockable gate.\n"      \
  "Planting keeps to low shrubs, and one lap of the green.\n"

#define PLAN                                                                                       \
  "Boundary treatment plan 2147-BT-01\n\nBT1 close boarded fence 1.5 m high\n"                     \
  "BT2 screen wall 1.8 m high\nBT3 timber knee rail\nScale 1:500 at A1\n"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *statement = NULL;
  const char *const features[] = { "houses", NULL };

  fixture->store = sl_test_open_store (folder);
  fixture->packs = sl_pack_library_new (NULL, &error);
  fixture->pool = sl_worker_pool_new (NULL);
  fixture->library = sl_library_new (fixture->store, fixture->pool, &error);
  g_assert_no_error (error);
  fixture->case_id = sl_test_add_case (fixture->store);
  sl_test_apply (fixture->store, sl_assessment_change_begin (fixture->packs, fixture->case_id,
                                                             "sbd-homes", features, &error));
  fixture->assessment = sl_assessment_load (fixture->store, fixture->packs, fixture->case_id,
                                            &error);
  g_assert_no_error (error);
  statement = sl_test_add_document (fixture->library, fixture->case_id,
                                    "Design and access statement", "design-access-statement", "",
                                    STATEMENT);
  fixture->plan = sl_test_add_document (fixture->library, fixture->case_id,
                                        "Boundary treatment plan", "boundary-plan", "2147-BT-01",
                                        PLAN);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->plan, g_free);
  g_clear_object (&fixture->assessment);
  g_clear_pointer (&fixture->case_id, g_free);
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->pool);
  g_clear_object (&fixture->packs);
  sl_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

static GPtrArray *
find (Fixture *fixture, const char *item_id, char ***not_found)
{
  g_autoptr (GError) error = NULL;
  SlChecklist *checklist = sl_assessment_get_checklist (fixture->assessment);
  GPtrArray *found = sl_suggestions_find (fixture->library, fixture->assessment,
                                          sl_checklist_find_item (checklist, item_id), not_found,
                                          &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);
  return found;
}

static void
test_the_plan_comes_first_and_is_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = find (fixture, "H21", NULL);
  SlSuggestion *first = g_ptr_array_index (found, 0);
  GArray *ranges = sl_suggestion_get_ranges (first);
  const char *excerpt = sl_suggestion_get (first, "excerpt");
  double value;
  int comparison;

  g_assert_cmpuint (found->len, >=, 2);
  g_assert_cmpstr (sl_suggestion_get (first, "document-id"), ==, fixture->plan);
  g_assert_cmpstr (sl_suggestion_get (first, "drawing-number"), ==, "2147-BT-01");
  g_assert_cmpuint (sl_suggestion_get_page (first), ==, 1);
  g_assert_cmpstr (sl_suggestion_get (first, "finding"), ==, "0.3 m short");
  g_assert_cmpstr (excerpt, ==, "…BT1 close boarded fence 1.5 m high…");
  g_assert_true (sl_suggestion_get_stated (first, &value, &comparison));
  g_assert_cmpfloat (value, ==, 1.5);
  g_assert_cmpint (comparison, ==, -1);

  g_assert_cmpuint (ranges->len % 2, ==, 0);
  g_assert_cmpuint (ranges->len, >=, 2);
  for (guint i = 0; i < ranges->len; i += 2)
    {
      guint start = g_array_index (ranges, guint, i), end = g_array_index (ranges, guint, i + 1);

      g_assert_cmpuint (start, <, end);
      g_assert_cmpuint (end, <=, strlen (excerpt));
      g_assert_true (i == 0 || start > g_array_index (ranges, guint, i - 1));
      g_assert_false (g_ascii_isspace (excerpt[start]) || g_ascii_isspace (excerpt[end - 1]));
    }
}

static void
test_the_words_are_as_they_stand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = find (fixture, "H21", NULL);
  gboolean seen = FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      SlSuggestion *suggestion = g_ptr_array_index (found, i);
      const char *excerpt = sl_suggestion_get (suggestion, "excerpt");

      g_assert_true (g_utf8_validate (excerpt, -1, NULL));
      g_assert_null (strchr (excerpt, '\n'));
      if (strstr (excerpt, "rear boundary is a close boarded fence 1.8 m high") != NULL)
        {
          seen = TRUE;
          g_assert_cmpstr (sl_suggestion_get (suggestion, "finding"), ==, "Meets 1.8 m");
        }
    }
  g_assert_true (seen);
}

static void
test_documents_that_disagree_are_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = find (fixture, "H21", NULL);
  g_autoptr (GPtrArray) none = find (fixture, "H13", NULL);
  SlSuggestion *first, *second;
  g_autofree char *text = sl_suggestions_dup_disagreement (found, &first, &second);

  g_assert_cmpstr (text, ==,
                   "Documents disagree: 1.5 m on 2147-BT-01 page 1, 1.8 m in Design and access "
                   "statement page 1");
  g_assert_cmpstr (sl_suggestion_get (first, "document-id"), ==, fixture->plan);
  g_assert_cmpstr (sl_suggestion_get (second, "document-id"), !=, fixture->plan);
  g_assert_null (sl_suggestions_dup_disagreement (none, NULL, NULL));
}

static void
test_what_was_put_aside_stays_aside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = find (fixture, "H21", NULL);
  g_autofree char *key = g_strdup (sl_suggestion_get (g_ptr_array_index (before, 0), "key"));
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) again = NULL;
  guint rows = sl_test_count_audit (fixture->store);

  sl_test_apply (fixture->store, sl_suggestion_change_dismiss (fixture->case_id, "H21", key, TRUE));
  sl_test_apply (fixture->store, sl_suggestion_change_dismiss (fixture->case_id, "H21", key, TRUE));
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, rows + 1);
  after = find (fixture, "H21", NULL);
  g_assert_cmpuint (after->len, ==, before->len - 1);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpstr (sl_suggestion_get (g_ptr_array_index (after, i), "key"), !=, key);

  sl_test_apply (fixture->store,
                 sl_suggestion_change_dismiss (fixture->case_id, "H21", key, FALSE));
  again = find (fixture, "H21", NULL);
  g_assert_cmpuint (again->len, ==, before->len);
  g_assert_cmpstr (sl_suggestion_get (g_ptr_array_index (again, 0), "key"), ==, key);
}

static void
test_terms_found_nowhere_are_listed (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) missing = NULL;
  g_autoptr (GPtrArray) found = find (fixture, "H17", &missing);

  g_assert_cmpuint (found->len, >, 0);
  g_assert_true (g_strv_contains ((const char *const *) missing, "bollard"));
  g_assert_false (g_strv_contains ((const char *const *) missing, "knee rail"));
}

/* "LAP" is a local area for play; a lap of the green is none. */
static void
test_signs_are_taken_by_the_letter (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) missing = NULL;
  g_autoptr (GPtrArray) found = find (fixture, "H14", &missing);
  g_autofree char *plan = NULL;
  g_autoptr (GPtrArray) later = NULL;

  g_assert_cmpuint (found->len, ==, 0);
  g_assert_true (g_strv_contains ((const char *const *) missing, "LAP"));
  plan = sl_test_add_document (fixture->library, fixture->case_id, "Landscape plan",
                               "landscape-plan", "LS-01", "LAP with a bench\n");
  later = find (fixture, "H14", NULL);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpstr (sl_suggestion_get (g_ptr_array_index (later, 0), "document-id"), ==, plan);
}

static void
test_a_case_without_documents_finds_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = sl_test_add_case (fixture->store);
  g_autoptr (SlAssessment) assessment = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_auto (GStrv) missing = NULL;

  sl_test_apply (fixture->store,
                 sl_assessment_change_begin (fixture->packs, empty, "sbd-homes", NULL, &error));
  assessment = sl_assessment_load (fixture->store, fixture->packs, empty, &error);
  found = sl_suggestions_find (
      fixture->library, assessment,
      sl_checklist_find_item (sl_assessment_get_checklist (assessment), "H17"), &missing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (g_strv_length (missing), >, 5);
}

#define TEST(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/suggestions/the-plan-comes-first-and-is-short", test_the_plan_comes_first_and_is_short);
  TEST ("/suggestions/the-words-are-as-they-stand", test_the_words_are_as_they_stand);
  TEST ("/suggestions/documents-that-disagree-are-named", test_documents_that_disagree_are_named);
  TEST ("/suggestions/what-was-put-aside-stays-aside", test_what_was_put_aside_stays_aside);
  TEST ("/suggestions/terms-found-nowhere-are-listed", test_terms_found_nowhere_are_listed);
  TEST ("/suggestions/signs-are-taken-by-the-letter", test_signs_are_taken_by_the_letter);
  TEST ("/suggestions/a-case-without-documents-finds-nothing",
        test_a_case_without_documents_finds_nothing);
  return g_test_run ();
}
