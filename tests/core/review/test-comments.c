/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "review/sl-comment.h"
#include "review/sl-review.h"
#include "sl-test-case.h"
#include "sl-test-response.h"
#include "sl-test-review.h"

#include <string.h>

/* Rowan Ashdown (the running account) wrote the response; the others came from bundles. */
typedef struct
{
  SlTestResponse *response;
  SlReview *review;
  SlStore *store;
  char *rowan, *version;
} Fixture;

#define HELEN "019a0000-0000-7000-8000-000000000001"
#define GRACE "019a0000-0000-7000-8000-000000000002"
#define CALLUM "019a0000-0000-7000-8000-000000000003"

static const struct
{
  const char *id, *name, *role;
} others[] = {
  { HELEN, "Helen Marsh", "manager" },
  { GRACE, "Grace Oyelaran", "manager" },
  { CALLUM, "Callum Reyes", "officer" },
};

static void
add_others (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *account = g_strdup_printf ("%u", 2001 + i);
      g_autoptr (GError) error = NULL;

      sl_test_run_sql (fixture->response, &error,
                       "INSERT INTO person (person_id, account, login, display_name, role,"
                       " role_self_declared, declared, created_at)"
                       " VALUES (?, ?, '', ?, ?, 0, 1, '2026-11-24T09:00:00.000Z')",
                       others[i].id, account, others[i].name, others[i].role, NULL);
      g_assert_no_error (error);
    }
}

static void
act_as (Fixture *fixture, const char *person_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = sl_people_load (fixture->store, person_id, &error);

  g_assert_no_error (error);
  sl_store_set_actor (fixture->store, person_id, sl_person_get_id (person),
                      sl_person_get_role (person));
  sl_review_set_person (fixture->review, person);
}

static char *
submit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;

  act_as (fixture, fixture->rowan);
  version = sl_review_submit (fixture->review, fixture->response->case_id, "", &error);
  g_assert_no_error (error);
  return g_strdup (sl_version_get_id (version));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SlCasebook *casebook;

  fixture->response = sl_test_response_new ();
  sl_test_response_fill (fixture->response);
  casebook = fixture->response->casebook;
  fixture->store = fixture->response->store;
  fixture->review = sl_casebook_get_review (casebook);
  fixture->rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (casebook)));
  add_others (fixture);
  fixture->version = submit (fixture);
  act_as (fixture, HELEN);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sl_test_response_free (fixture->response);
  g_free (fixture->rowan);
  g_free (fixture->version);
}

static void
send_back (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sl_review_return (fixture->review, fixture->response->case_id, "See the comments.", &error);
  g_assert_no_error (error);
}

static const SlAnchor stance = { .kind = "text", .key = "main-points/stance" };

static char *
comment (Fixture *fixture, const char *body)
{
  g_autoptr (GError) error = NULL;
  char *id = sl_comment_add (fixture->review, fixture->version, &stance, body, &error);

  g_assert_no_error (error);
  return id;
}

static GListModel *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GListModel *comments = sl_comments_list (fixture->store, fixture->response->case_id, &error);

  g_assert_no_error (error);
  return comments;
}

static SlComment *
first (Fixture *fixture)
{
  g_autoptr (GListModel) comments = list (fixture);

  return g_list_model_get_item (comments, 0);
}

static void
assert_refused (gboolean done, GError **error, int code, const char *words)
{
  g_assert_false (done);
  g_assert_error (*error, SL_STORE_ERROR, code);
  if (strstr ((*error)->message, words) == NULL)
    g_error ("“%s” does not say “%s”", (*error)->message, words);
  g_clear_error (error);
}

static void
test_is_one_change_with_one_row_each (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint before = sl_test_count_audit (fixture->store);
  g_autofree char *id = comment (fixture, "Say where.");
  g_autofree char *reply = NULL;
  g_autoptr (SlComment) thread = NULL;
  g_autoptr (SlComment) answer = NULL;

  act_as (fixture, fixture->rowan);
  reply = sl_comment_reply (fixture->review, id, "Plots 14 to 21.", &error);
  g_assert_no_error (error);
  act_as (fixture, HELEN);
  g_assert_true (sl_comment_close (fixture->review, id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before + 3);

  thread = first (fixture);
  g_assert_cmpstr (sl_comment_get_id (thread), ==, id);
  g_assert_cmpstr (sl_comment_get (thread, "body"), ==, "Say where.");
  g_assert_cmpstr (sl_comment_get (thread, "person-name"), ==, "Helen Marsh");
  g_assert_cmpstr (sl_comment_get (thread, "person-initials"), ==, "HM");
  g_assert_cmpstr (sl_comment_get (thread, "person-role"), ==, "Designing Out Crime Manager");
  g_assert_cmpstr (sl_comment_get (thread, "version-number"), ==, "1");
  g_assert_cmpstr (sl_comment_get (thread, "anchor-key"), ==, "main-points/stance");
  g_assert_cmpstr (sl_comment_get (thread, "anchor-text"), !=, "");
  g_assert_cmpstr (sl_comment_get (thread, "closed-by-name"), ==, "Helen Marsh");
  g_assert_false (sl_comment_is_open (thread));
  g_assert_cmpuint (g_list_model_get_n_items (sl_comment_get_replies (thread)), ==, 1);
  answer = g_list_model_get_item (sl_comment_get_replies (thread), 0);
  g_assert_cmpstr (sl_comment_get (answer, "body"), ==, "Plots 14 to 21.");
  g_assert_cmpstr (sl_comment_get (answer, "parent-id"), ==, id);
}

static void
test_names_the_limit_of_a_long_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = g_strnfill (1000000, 'x');
  g_autofree char *limit = g_strdup_printf (
      "%u", sl_review_rules_get_max_comment (sl_review_get_rules (fixture->review)));
  g_autofree char *id = comment (fixture, "Short.");
  guint before = sl_test_count_audit (fixture->store);
  GError *error = NULL;

  assert_refused (sl_comment_add (fixture->review, fixture->version, &stance, body, &error) != NULL,
                  &error, SL_STORE_ERROR_REFUSED, limit);
  assert_refused (sl_comment_reply (fixture->review, id, body, &error) != NULL, &error,
                  SL_STORE_ERROR_REFUSED, limit);
  assert_refused (sl_comment_close (fixture->review, id, body, &error), &error,
                  SL_STORE_ERROR_REFUSED, limit);
  assert_refused (sl_comment_add (fixture->review, fixture->version, &stance, " \n\t\342\200\213",
                                  &error) != NULL,
                  &error, SL_STORE_ERROR_REFUSED, "Write the comment");
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before);
}

static void
test_is_plain_text_without_hidden_characters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = comment (
      fixture, "<b>no</b> & \342\200\256noitcejbo\342\200\254\001 %s\nSecond line.");
  g_autoptr (SlComment) thread = first (fixture);

  g_assert_cmpstr (sl_comment_get (thread, "body"), ==, "<b>no</b> & noitcejbo %s\nSecond line.");
}

static void
test_is_closed_by_who_may (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = comment (fixture, "Say where.");
  GError *error = NULL;
  g_autoptr (SlComment) thread = NULL;

  act_as (fixture, fixture->rowan);
  assert_refused (sl_comment_close (fixture->review, id, "Done.", &error), &error,
                  SL_STORE_ERROR_REFUSED, "manager");
  act_as (fixture, CALLUM);
  assert_refused (sl_comment_close (fixture->review, id, "Done.", &error), &error,
                  SL_STORE_ERROR_REFUSED, "manager");
  act_as (fixture, GRACE);
  assert_refused (sl_comment_close (fixture->review, id, "  ", &error), &error,
                  SL_STORE_ERROR_REFUSED, "reason");
  g_assert_true (sl_comment_close (fixture->review, id, "Helen is away.", &error));
  g_assert_no_error (error);
  thread = first (fixture);
  g_assert_cmpstr (sl_comment_get (thread, "closed-by-name"), ==, "Grace Oyelaran");
  g_assert_cmpstr (sl_comment_get (thread, "close-reason"), ==, "Helen is away.");
}

static void
test_is_opened_again_by_who_closed_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = comment (fixture, "Say where.");
  GError *error = NULL;
  g_autoptr (SlComment) thread = NULL;

  assert_refused (sl_comment_reopen (fixture->review, id, &error), &error, SL_STORE_ERROR_CONFLICT,
                  "is open");
  act_as (fixture, GRACE);
  g_assert_true (sl_comment_close (fixture->review, id, "Helen is away.", &error));
  assert_refused (sl_comment_close (fixture->review, id, "Again.", &error), &error,
                  SL_STORE_ERROR_CONFLICT, "already");
  act_as (fixture, HELEN);
  assert_refused (sl_comment_reopen (fixture->review, id, &error), &error, SL_STORE_ERROR_REFUSED,
                  "who closed");
  act_as (fixture, GRACE);
  g_assert_true (sl_comment_reopen (fixture->review, id, &error));
  g_assert_no_error (error);
  thread = first (fixture);
  g_assert_true (sl_comment_is_open (thread));
  g_assert_cmpstr (sl_comment_get (thread, "close-reason"), ==, "");
}

static void
test_a_closed_one_takes_no_replies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = comment (fixture, "Say where.");
  GError *error = NULL;
  g_autofree char *reply = sl_comment_reply (fixture->review, id, "Or how many.", &error);
  g_autofree char *second = NULL;
  g_autoptr (SlComment) thread = NULL;

  g_assert_no_error (error);
  assert_refused (sl_comment_close (fixture->review, reply, "", &error), &error,
                  SL_STORE_ERROR_REFUSED, "reply");
  /* A reply to a reply belongs to the same thread. */
  second = sl_comment_reply (fixture->review, reply, "Both.", &error);
  g_assert_no_error (error);
  thread = first (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (sl_comment_get_replies (thread)), ==, 2);
  g_assert_true (sl_comment_close (fixture->review, id, "", &error));
  assert_refused (sl_comment_reply (fixture->review, id, "Too late.", &error) != NULL, &error,
                  SL_STORE_ERROR_REFUSED, "closed");
}

static void
test_stays_over_the_versions_that_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = comment (fixture, "Say where.");
  g_autofree char *later = NULL;
  g_autoptr (SlResponse) response = NULL;
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlSnapshot) snapshot = NULL;
  g_autoptr (GListModel) comments = NULL;
  g_autoptr (SlComment) thread = NULL;

  send_back (fixture);
  act_as (fixture, fixture->rowan);
  response = sl_response_load (fixture->store, fixture->response->case_id, &error);
  sl_test_apply (fixture->store,
                 sl_response_change_replace (response, "main-points/stance",
                                             "Wholly other words than there were.", NULL));
  later = submit (fixture);
  version = sl_versions_load_newest (fixture->store, fixture->response->case_id, &error);
  g_assert_cmpstr (sl_version_get_id (version), ==, later);
  snapshot = sl_version_load_snapshot (fixture->store, version, &error);
  g_assert_no_error (error);
  comments = list (fixture);
  sl_comments_place (comments, snapshot);
  g_assert_cmpuint (g_list_model_get_n_items (comments), ==, 1);
  thread = g_list_model_get_item (comments, 0);
  g_assert_cmpstr (sl_comment_get (thread, "version-id"), ==, fixture->version);
  g_assert_cmpstr (sl_comment_get (thread, "place"), ==, "changed");
  g_assert_cmpstr (sl_comment_get (thread, "now-text"), ==, "Wholly other words than there were.");
  g_assert_cmpstr (sl_comment_get (thread, "anchor-text"), !=, "");
}

static void
test_what_is_not_there_is_named (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  const SlAnchor nowhere = { .kind = "text", .key = "no-such-block" };

  assert_refused (sl_comment_add (fixture->review, HELEN, &stance, "Words.", &error) != NULL,
                  &error, SL_STORE_ERROR_NOT_FOUND, HELEN);
  assert_refused (sl_comment_add (fixture->review, fixture->version, &nowhere, "Words.", &error) !=
                      NULL,
                  &error, SL_STORE_ERROR_NOT_FOUND, "no-such-block");
  assert_refused (sl_comment_reply (fixture->review, HELEN, "Words.", &error) != NULL, &error,
                  SL_STORE_ERROR_NOT_FOUND, HELEN);
  assert_refused (sl_comment_close (fixture->review, HELEN, "", &error), &error,
                  SL_STORE_ERROR_NOT_FOUND, HELEN);
}

static void
test_an_anchor_s_words_are_not_taken_on_trust (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const SlAnchor lying = { .kind = "text",
                           .key = "main-points/stance",
                           .text = "Words that the letter never had." };
  g_autofree char *id = sl_comment_add (fixture->review, fixture->version, &lying, "Oh?", &error);
  g_autoptr (SlComment) thread = first (fixture);

  g_assert_no_error (error);
  g_assert_null (strstr (sl_comment_get (thread, "anchor-text"), "never had"));
}

static void
test_prompts_are_each_persons_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      prompts = sl_review_rules_list_prompts (sl_review_get_rules (fixture->review), "draft");
  const char *id = ((SlReviewPrompt *) g_ptr_array_index (prompts, 0))->id;
  guint before = sl_test_count_audit (fixture->store);
  g_autoptr (GHashTable) hers = NULL;
  g_autoptr (GHashTable) others_marks = NULL;
  GError *refusal = NULL;

  g_assert_true (sl_prompt_set (fixture->review, fixture->version, id, TRUE, &error));
  g_assert_true (sl_prompt_set (fixture->review, fixture->version, id, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before + 1);
  hers = sl_prompts_load (fixture->store, fixture->version, &error);
  g_assert_cmpstr (g_hash_table_lookup (hers, id), ==, "done");
  act_as (fixture, GRACE);
  others_marks = sl_prompts_load (fixture->store, fixture->version, &error);
  g_assert_null (g_hash_table_lookup (others_marks, id));
  assert_refused (sl_prompt_set (fixture->review, fixture->version, "no-prompt", TRUE, &refusal),
                  &refusal, SL_STORE_ERROR_NOT_FOUND, "no-prompt");
}

static char *
last_seen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *seen = sl_versions_dup_last_seen (fixture->store, fixture->response->case_id, &error);

  g_assert_no_error (error);
  return seen;
}

static void
test_looking_is_noted_for_each_person (Fixture *fixture, gconstpointer data)
{
  guint before = sl_test_count_audit (fixture->store);
  g_autofree char *never = last_seen (fixture);
  g_autofree char *seen = NULL;
  g_autofree char *other = NULL;

  g_assert_cmpstr (never, ==, "");
  for (guint i = 0; i < 2; i++)
    sl_test_apply (fixture->store,
                   sl_versions_change_seen (fixture->response->case_id, fixture->version));
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before + 1);
  seen = last_seen (fixture);
  g_assert_cmpstr (seen, ==, fixture->version);
  act_as (fixture, GRACE);
  other = last_seen (fixture);
  g_assert_cmpstr (other, ==, "");
}

static void
test_looking_back_is_not_forgetting (Fixture *fixture, gconstpointer data)
{
  g_autofree char *later = NULL;
  g_autofree char *seen = NULL;

  send_back (fixture);
  later = submit (fixture);
  act_as (fixture, HELEN);
  sl_test_apply (fixture->store, sl_versions_change_seen (fixture->response->case_id, later));
  sl_test_apply (fixture->store,
                 sl_versions_change_seen (fixture->response->case_id, fixture->version));
  seen = last_seen (fixture);
  g_assert_cmpstr (seen, ==, later);
  sl_test_refuse (fixture->store, sl_versions_change_seen (fixture->response->case_id, HELEN),
                  SL_STORE_ERROR_NOT_FOUND, "version");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "is-one-change-with-one-row-each", test_is_one_change_with_one_row_each },
    { "names-the-limit-of-a-long-one", test_names_the_limit_of_a_long_one },
    { "is-plain-text-without-hidden-characters", test_is_plain_text_without_hidden_characters },
    { "is-closed-by-who-may", test_is_closed_by_who_may },
    { "is-opened-again-by-who-closed-it", test_is_opened_again_by_who_closed_it },
    { "a-closed-one-takes-no-replies", test_a_closed_one_takes_no_replies },
    { "stays-over-the-versions-that-follow", test_stays_over_the_versions_that_follow },
    { "what-is-not-there-is-named", test_what_is_not_there_is_named },
    { "an-anchor-s-words-are-not-taken-on-trust", test_an_anchor_s_words_are_not_taken_on_trust },
    { "prompts-are-each-persons-own", test_prompts_are_each_persons_own },
    { "looking-is-noted-for-each-person", test_looking_is_noted_for_each_person },
    { "looking-back-is-not-forgetting", test_looking_back_is_not_forgetting },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/review/comments/", tests[i].path, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
