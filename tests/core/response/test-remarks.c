/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-review.h"
#include "sl-test.h"

#include "response/sl-remark.h"

#include <string.h>

/* The drafting rules, tried on a real letter. */

static GListModel *
list_remarks (SlTestResponse *fixture, GPtrArray **rules)
{
  g_autoptr (SlComposition) composition = sl_test_response_gather (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = sl_composition_compose (composition, &error);
  GListModel *remarks;

  g_assert_no_error (error);
  remarks = sl_remarks_list (fixture->store, sl_casebook_get_packs (fixture->casebook), composition,
                             letter, rules, &error);
  g_assert_no_error (error);
  return remarks;
}

/* The first remark of @rule whose words are @words (NULL any); NULL when there is none. */
static SlRemark *
find (GListModel *remarks, const char *rule, const char *words)
{
  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      if (g_str_equal (sl_remark_get (remark, "rule"), rule) &&
          (words == NULL || g_str_equal (sl_remark_get (remark, "words"), words)))
        return g_steal_pointer (&remark);
    }
  return NULL;
}

static guint
count (GListModel *remarks, const char *rule)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      n += g_str_equal (sl_remark_get (remark, "rule"), rule);
    }
  return n;
}

/* A letter with one paragraph of the officer's own. */
static void
write_own (SlTestResponse *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlResponse) response = sl_response_load (fixture->store, fixture->case_id, &error);

  g_assert_no_error (error);
  sl_test_response_apply (fixture,
                          sl_response_change_add (response, "own/1", "opening/basis", text));
}

static SlTestResponse *
new_letter (const char *own)
{
  SlTestResponse *fixture = sl_test_response_new ();

  sl_test_response_fill (fixture);
  if (own != NULL)
    write_own (fixture, own);
  return fixture;
}

typedef struct
{
  const char *text;
  const char *rule;
  const char *words; /* NULL: the rule must find nothing */
} Sample;

static const Sample samples[] = {
  { "An alarm is not needed here.", "A3", "not needed" },
  { "This is no guarantee against crime.", "A3", NULL },
  { "We cannot guarantee it, but a lock is guaranteed to help.", "A3", "guaranteed" },
  { "The applicant says “no need for a gate”.", "A3", NULL },
  { "A gate will prevent burglary.", "A3", "will prevent" },
  { "This will reduce crime by 12.5 per cent.", "A3-figure", "reduce crime by 12.5" },
  { "It may reduce crime by the shops.", "A3-figure", NULL },
  { "CCTV at 12 mm should cover the door.", "A4", "CCTV" },
  { "CCTV is referred to the force’s specialist advisers.", "A4", NULL },
  { "We visited the site.", "S-person", "We" },
  { "The plan says “we will light it”.", "S-person", NULL },
  { "Part (i) of the policy applies; the west side is darker.", "S-person", NULL },
  { "The LPA may agree.", "S-plain", "LPA" },
  { "The alpaca farm adjoins.", "S-plain", NULL },
  { "Write to jane.doe@mail.example soon.", "A12", "jane.doe@mail.example" },
  { "Telephone 01371 123 456 for more.", "A12", "01371 123 456" },
  { "Drawing 01371-PL-106 shows 123456 m.", "A12", NULL },
  { "The height is {height} m.", "T-unfilled", "{height}" },
  { "The estate is plagued by theft.", "A14", "plagued" },
  { "An of\uFB01ce with no n\u00ADeed of a lock.", "A3", "no n\u00ADeed" },
};

/* Takes the officer's paragraph out again, so that one letter serves all samples. */
static void
forget_own (SlTestResponse *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlResponse) response = sl_response_load (fixture->store, fixture->case_id, &error);

  g_assert_no_error (error);
  sl_test_response_apply (fixture, sl_response_change_restore (response, "own/1"));
}

static void
check_sample (SlTestResponse *fixture, const Sample *sample)
{
  g_autoptr (GListModel) remarks = list_remarks (fixture, NULL);
  g_autoptr (SlRemark) remark = find (remarks, sample->rule, sample->words);
  g_autofree char *words = NULL;
  guint start, end;

  g_test_message ("%s: %s", sample->rule, sample->text);
  if (sample->words == NULL)
    {
      g_assert_null (remark);
      return;
    }
  g_assert_nonnull (remark);
  g_assert_cmpstr (sl_remark_get (remark, "block-key"), ==, "own/1");
  sl_remark_get_span (remark, &start, &end);
  if (!g_str_has_prefix (sample->rule, "T-"))
    {
      words = g_utf8_substring (sample->text, start, end);
      g_assert_cmpstr (words, ==, sample->words);
    }
}

static void
test_words (void)
{
  g_autoptr (SlTestResponse) fixture = new_letter (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      write_own (fixture, samples[i].text);
      check_sample (fixture, &samples[i]);
      forget_own (fixture);
    }
}

static void
test_order (void)
{
  g_autoptr (SlTestResponse) fixture = new_letter ("We think the LPA should see that we came.");
  g_autoptr (GListModel) remarks = list_remarks (fixture, NULL);
  guint last = 0;

  g_assert_cmpuint (count (remarks, "S-person"), ==, 2);
  g_assert_cmpuint (count (remarks, "S-plain"), ==, 1);
  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);
      guint start, end;

      if (!g_str_equal (sl_remark_get (remark, "block-key"), "own/1"))
        continue;
      sl_remark_get_span (remark, &start, &end);
      g_assert_cmpuint (start, >=, last);
      last = start;
    }
}

static void
test_template_is_exempt (void)
{
  g_autoptr (SlTestResponse) fixture = new_letter (NULL);
  g_autoptr (GListModel) remarks = list_remarks (fixture, NULL);
  g_autoptr (SlResponse) response = NULL;
  g_autoptr (SlRemark) remark = NULL;
  g_autoptr (GError) error = NULL;

  /* The disclaimer speaks of a guarantee, and may. */
  g_assert_cmpuint (count (remarks, "A3"), ==, 0);
  g_assert_cmpuint (count (remarks, "A9"), ==, 0);

  /* Changed by hand it is looked at, and is no longer the force's. */
  response = sl_response_load (fixture->store, fixture->case_id, &error);
  g_assert_no_error (error);
  sl_test_response_apply (fixture, sl_response_change_replace (response, "closing/disclaimer",
                                                               "Crime is guaranteed to fall.",
                                                               "It is not."));
  g_object_unref (remarks);
  remarks = list_remarks (fixture, NULL);
  g_assert_cmpuint (count (remarks, "A3"), ==, 1);
  remark = find (remarks, "A9", NULL);
  g_assert_nonnull (remark);
  g_assert_true (sl_remark_blocks (remark));
}

static void
test_findings (void)
{
  const SlAnswerText bare = { .recommendation = "provide a gate",
                              .observation = "No gate.",
                              .place = "",
                              .priority_reason = "" };
  g_autoptr (SlTestResponse) fixture = new_letter (NULL);
  g_autoptr (GListModel) before = list_remarks (fixture, NULL);
  g_autoptr (GListModel) after = NULL;

  sl_test_response_judge (fixture, "H22", SL_VERDICT_NOT_MET, &bare);
  after = list_remarks (fixture, NULL);
  g_assert_cmpuint (count (after, "A8-risk"), ==, count (before, "A8-risk") + 1);
  g_assert_cmpuint (count (after, "A8-evidence"), ==, count (before, "A8-evidence") + 1);
  g_assert_cmpuint (count (after, "S-site"), ==, count (before, "S-site") + 1);
}

static void
test_policy_in_force (void)
{
  g_autoptr (SlTestResponse) fixture = new_letter (NULL);
  g_autoptr (GListModel) remarks = list_remarks (fixture, NULL);
  g_autoptr (SlRemark) remark = NULL;

  g_assert_cmpuint (count (remarks, "A2"), ==, 0);
  /* The edition of 2012 went when that of 2018 came. */
  sl_test_response_set (fixture, &(SlResponseValues){ .nppf_edition = "2012-03" });
  g_object_unref (remarks);
  remarks = list_remarks (fixture, NULL);
  remark = find (remarks, "A2", NULL);
  g_assert_nonnull (remark);
  g_assert_nonnull (strstr (sl_remark_get (remark, "title"), "No longer in force"));
  g_assert_true (sl_remark_blocks (remark));
}

static void
test_restricted (void)
{
  const SlCrimeValues values = { .source = "Force records",
                                 .period_from = "2025-10",
                                 .period_to = "2026-09",
                                 .area = "Thornbury St Anne",
                                 .category = "Burglary",
                                 .caveat = "",
                                 .origin = "typed",
                                 .count = 137,
                                 .restricted = TRUE };
  g_autoptr (SlTestResponse) fixture = new_letter ("There were 1,137 homes and 137 burglaries.");
  g_autoptr (GListModel) remarks = list_remarks (fixture, NULL);
  g_autoptr (SlRemark) remark = NULL;

  g_assert_cmpuint (count (remarks, "A12-restricted"), ==, 0);
  sl_test_response_apply (fixture, sl_crime_change_set (fixture->case_id, &values));
  g_object_unref (remarks);
  remarks = list_remarks (fixture, NULL);
  g_assert_cmpuint (count (remarks, "A12-restricted"), ==, 1);
  remark = find (remarks, "A12-restricted", "137");
  g_assert_nonnull (remark);
  g_assert_cmpstr (sl_remark_get (remark, "block-key"), ==, "own/1");
}

static void
test_passed (void)
{
  g_autoptr (SlTestResponse) fixture = new_letter ("We came.");
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GListModel) remarks = list_remarks (fixture, &rules);
  guint n_seen = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      const SlRemarkRule *rule = rules->pdata[i];

      g_assert_cmpuint (rule->n_open, ==, count (remarks, rule->rule));
      if (g_str_equal (rule->rule, "S-person"))
        {
          g_assert_cmpuint (rule->n_open, ==, 1);
          g_assert_cmpstr (rule->passed_text, ==, "Third person throughout");
          n_seen++;
        }
    }
  g_assert_cmpuint (n_seen, ==, 1);
}

/* A warning is put aside by anybody, and stays so when other paragraphs change; new words are a new
 * remark. */
static void
test_dismissed (void)
{
  g_autoptr (SlTestResponse) fixture = new_letter ("We came by day.");
  g_autoptr (GListModel) remarks = list_remarks (fixture, NULL);
  g_autoptr (SlRemark) remark = find (remarks, "S-person", "We");

  sl_test_response_apply (fixture,
                          sl_remark_change_dismiss (fixture->case_id, remark, "Their own words"));
  sl_test_response_set (fixture, &(SlResponseValues){ .stance = "objection" });
  g_clear_object (&remarks);
  g_clear_object (&remark);
  remarks = list_remarks (fixture, NULL);
  remark = find (remarks, "S-person", "We");
  g_assert_cmpstr (sl_remark_get (remark, "state"), ==, "dismissed");
  g_assert_cmpstr (sl_remark_get (remark, "dismissed-reason"), ==, "Their own words");
  g_assert_cmpstr (sl_remark_get (remark, "dismissed-by-name"), !=, "");

  sl_test_response_apply (fixture, sl_remark_change_restore (fixture->case_id, remark));
  g_clear_object (&remarks);
  g_clear_object (&remark);
  remarks = list_remarks (fixture, NULL);
  remark = find (remarks, "S-person", "We");
  g_assert_cmpstr (sl_remark_get (remark, "state"), ==, "open");
}

static gboolean
try_dismiss (SlTestResponse *fixture, const char *role, const char *reason)
{
  g_autoptr (GListModel) remarks = list_remarks (fixture, NULL);
  g_autoptr (SlRemark) remark = find (remarks, "A3", "not needed");
  g_autoptr (GError) error = NULL;
  static guint uid = 2000;
  g_autofree char *account = g_strdup_printf ("%u", ++uid);
  g_autofree char *another = sl_test_add_person (fixture, account, "Helen Marsh", role);
  gboolean done;

  /* Somebody else than the author, who may not overrule what stands against their own words. */
  sl_store_set_actor (fixture->store, another, account, role);
  done = sl_store_apply (fixture->store,
                         sl_remark_change_dismiss (fixture->case_id, remark, reason), &error);
  if (!done)
    g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  return done;
}

static void
test_overruled (void)
{
  g_autoptr (SlTestResponse) fixture = new_letter ("A gate is not needed.");
  g_autoptr (GListModel) remarks = NULL;
  g_autoptr (SlRemark) remark = NULL;

  g_assert_false (try_dismiss (fixture, "trainee", "Because"));
  g_assert_false (try_dismiss (fixture, "officer", "Because"));
  g_assert_false (try_dismiss (fixture, "commander", "Because"));
  g_assert_false (try_dismiss (fixture, "manager", "  "));
  remarks = list_remarks (fixture, NULL);
  remark = find (remarks, "A3", "not needed");
  g_assert_true (sl_remark_blocks (remark));

  g_assert_true (try_dismiss (fixture, "manager", "The statement says so"));
  g_clear_object (&remarks);
  g_clear_object (&remark);
  remarks = list_remarks (fixture, NULL);
  remark = find (remarks, "A3", "not needed");
  g_assert_false (sl_remark_blocks (remark));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response/remarks/words-are-found-where-they-are-wrong-and-only-there",
                   test_words);
  g_test_add_func ("/response/remarks/they-stand-in-the-order-of-the-letter", test_order);
  g_test_add_func ("/response/remarks/words-of-the-template-are-exempt-until-they-are-edited",
                   test_template_is_exempt);
  g_test_add_func ("/response/remarks/a-finding-names-risk-evidence-and-place", test_findings);
  g_test_add_func ("/response/remarks/a-policy-is-in-force-on-the-letters-date",
                   test_policy_in_force);
  g_test_add_func ("/response/remarks/a-restricted-figure-that-was-typed-blocks", test_restricted);
  g_test_add_func ("/response/remarks/every-rule-tells-whether-it-passed", test_passed);
  g_test_add_func ("/response/remarks/what-was-put-aside-stays-so-until-its-words-change",
                   test_dismissed);
  g_test_add_func ("/response/remarks/a-block-is-overruled-by-a-manager-with-a-reason",
                   test_overruled);
  return g_test_run ();
}
